"""How an office calls itself: 我局, 我县. What its own name rules out is left of another body's text.

A bureau speaks of its province, its city and its county, a compiler of his own office (我办, 我中心). Only this is
sure: a bureau, or a government above the towns, is no 我镇; a government is no 我局; and where the name of a bureau
stands right behind that of a city or of its district, the bureau is in no 我县.
"""

from collections.abc import Iterator

from ndbg.check.prose.lexicon import ZONES
from ndbg.check.prose.office import Office
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import any_in

_TOWNS = ("镇", "乡", "街道")
_OF_A_TOWN = "镇乡街"
_BUREAUS = ("局", "厅")
_OF_A_COUNTY = "县旗"


def self_names_of_others(run: Run, office: Office) -> Iterator[Token]:
    """The words of a sentence by which the office cannot call itself; none where it is not known."""
    for token in run.tokens:
        if token.kind == "own" and office.agency and _is_of_another(run.word(token)[1:], office.agency):
            yield token


def _is_of_another(called: str, agency: str) -> bool:
    """Whether a body called 镇, 局 or 县 cannot be the agency, or have it."""
    if any_in(ZONES, agency):
        return False
    if called in _TOWNS:
        return agency.endswith((*_BUREAUS, "人民政府")) and not any(sign in agency for sign in _OF_A_TOWN)
    if called in _BUREAUS:
        return agency.endswith("人民政府") and called not in agency
    if called == "县":
        of_a_city = agency.endswith("局") and any(sign in agency for sign in "市区")
        return of_a_city and not any(sign in agency for sign in _OF_A_COUNTY)
    return False
