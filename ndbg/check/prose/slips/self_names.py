"""How an office calls itself: 我局, 我县. What its own name rules out is left of another body's text.

A bureau speaks of its province, its city and its county, a compiler of his own office (我办, 我中心). Only this is
sure: who is no town is no 我镇, nor is a street, or a town of another kind; a government, its office and a street are no
我局; a bureau is no 我委; and who is of a district, within a city and a province, has no 我县, and no 我州. A bureau that
calls itself 我局 elsewhere is no 我厅, and no 我委.
"""

from collections.abc import Iterable, Iterator, Set

from ndbg.check.prose.lexicon import ZONES
from ndbg.check.prose.office import Office
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import Token
from ndbg.text.divisions import COUNTY, SIGNS
from ndbg.text.patterns import any_in

_TOWNS = ("镇", "乡", "街道")
_OF_A_TOWN = "镇乡街"
# What a department is for and no place: 住房和城乡建设局 has no 乡.
_FIELDS_LIKE_PLACES = ("城乡", "生态环境")
_ENDS_OF_TOWNS = ("镇人民政府", "乡人民政府", "镇", "乡", "街道办事处", "街道")
_BUREAUS = ("局", "厅")
_GOVERNMENTS = ("人民政府", "人民政府办公室", "人民政府办公厅")


def self_names(runs: Iterable[Run]) -> Set[str]:
    """As what the sentences of a text call the office: 局 of 我局 and 本局."""
    return {run.word(t)[1:] for run in runs if "own" in run.kinds for t in run.tokens if t.kind == "own"}


def self_names_of_others(run: Run, office: Office, called: Set[str]) -> Iterator[Token]:
    """The words of a sentence by which the office cannot call itself; none where it is not known.

    `called` is as what the whole text calls it.
    """
    for token in run.tokens:
        if token.kind != "own" or not office.agency or run.text.startswith(_GOING_ON, token.end):
            continue
        name = run.word(token)[1:]
        if _is_of_another(name, office) or _is_of_another_kind(name, office.agency, called):
            yield token


# With what 我局 and its like go on as something else: 本局域网, 我委托他人, 我市场监管局, 我局限于.
_GOING_ON = ("域", "部", "限", "势", "面", "长", "托", "派", "镇", "街", "愿", "土", "场")


def _is_of_another_kind(name: str, agency: str, called: Set[str]) -> bool:
    """Whether a department is called by another kind of departments than that of its name, by which it is called too."""
    own = next((kind for kind, ends in _KINDS.items() if agency.endswith(ends)), "")
    return name in _KINDS and own in called and name != own and name not in agency


_KINDS = {"局": ("局",), "厅": ("厅",), "委": ("委员会", "委")}


def _is_of_another(called: str, office: Office) -> bool:
    """Whether a body called 镇, 局, 委 or 县 cannot be the agency, or have it."""
    agency = office.agency
    if called in _TOWNS:
        for field in _FIELDS_LIKE_PLACES:
            agency = agency.replace(field, "")
    if any_in(ZONES, agency) or called in agency:
        return False
    if called in _TOWNS:
        above = agency.endswith((*_BUREAUS, *_GOVERNMENTS, "委员会"))
        return agency.endswith(_ENDS_OF_TOWNS) or (above and not any(sign in agency for sign in _OF_A_TOWN))
    if called in _BUREAUS:
        return agency.endswith((*_GOVERNMENTS, "街道办事处"))
    if called == "委":
        return agency.endswith((*_BUREAUS, *_GOVERNMENTS))
    if called in SIGNS and office.divisions and agency.endswith((*_BUREAUS, *_GOVERNMENTS, "街道办事处")):
        own = office.divisions
        lacking = all(name[-1] != called for d in own for name in (d.name, *d.above))
        return lacking and (called != "区" or own[0].level == COUNTY)  # a zone of a city has no level
    return False
