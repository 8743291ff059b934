"""How an office calls itself: 我局, 我县. What its own name rules out is left of another body's text.

A bureau speaks of its province, its city and its county, a compiler of his own office (我办, 我中心). Only this is
sure: a bureau, or a government above the towns, is no 我镇; a government is no 我局; and where the name of a bureau
stands right behind that of a city or of its district, the bureau is in no 我县. Nor does a sentence tell of the year's
work with the name of a like body: another street or town, the office of another county, a bureau of the same level for
something else (县财政局 in the report of a 县民政局).
"""

from collections.abc import Iterator

from ndbg.check.prose.lexicon import DOING, FIELDS, ZONES
from ndbg.check.prose.office import Office
from ndbg.check.prose.scene import kinds
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import Place, Token
from ndbg.text.patterns import HAN, Pattern, any_in

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


_VERBS = "|".join(
    sorted({*DOING, "共收到", "收到", "新收", r"20\d\d年"} - {"公开", "公示"}, key=len, reverse=True)
)
_AT_WORK = Pattern(
    rf"(?:20\d\d年(?:度)?，?)?(?P<name>{HAN}{{1,14}}?(?:街道办事处|街道|人民政府办公室|人民政府|[镇乡局厅委]))(?={_VERBS})"
)


def bodies_at_work(run: Run, office: Office) -> Iterator[Place]:
    """Where a sentence begins with the name of a body that is like the office and another one."""
    match = _AT_WORK.match(run.text, run.start + len(run.head)) if office.agency else None
    if match is None or office.is_its_name(match["name"]) or not _is_like(match["name"], office.agency):
        return
    start, end = match.span("name")
    named = [t for t in run.tokens if start <= t.start < end]
    if not kinds(named) & _NO_NAMES:
        yield start, end


# Kinds of words that stand in no name of a body: 主动公开街道2024年财政决算.
_NO_NAMES = {"publish", "open_word", "receive", "answer", "issue", "decide", "happen", "sum", "all"}


def _is_like(name: str, agency: str) -> bool:
    """Whether a name is that of another body of the agency's kind and level."""
    for ends in _ALIKE:
        place = next((name.removesuffix(end) for end in ends if name.endswith(end)), "")
        if place and agency.endswith(ends):
            return _is_another_place(place, agency)
    for end in _OF_COUNTIES:
        if name.endswith(end) and agency.endswith(end):
            place = name.removesuffix(end)
            return place[-1:] in _OF_A_COUNTY and _is_another_place(place[:-1], agency)
    return name[-1] in _DEPARTMENTS and name[-1] == agency[-1] and _is_for_something_else(name, agency)


_ALIKE = (("街道办事处", "街道"), ("镇人民政府", "镇"), ("乡人民政府", "乡"))
_OF_COUNTIES = ("人民政府办公室", "人民政府")
_DEPARTMENTS = "局厅委"
_SHORTEST, _LONGEST = 2, 4  # characters of the name of a place


def _is_another_place(place: str, agency: str) -> bool:
    """Whether a place is named that the agency's name does not know: 上河 beside 江宁区下河街道办事处, not 包括下河."""
    named = _SHORTEST <= len(place) <= _LONGEST and not any_in(_OF_MANY, place)
    known = any(place[at:] in agency for at in range(len(place) - 1))
    return named and not known and not any_in(ZONES, agency)


_OF_MANY = ("各", "全", "本", "我", "该", "所", "有", "个", "涉", "在", "由", "对", "县", "区", "市")


def _is_for_something_else(name: str, agency: str) -> bool:
    """Whether a department of the agency's level is for something else, and is not one that it may have been."""
    level = name[0] in _LEVELS and name[0] in agency
    fields = [{at for at, alike in enumerate(FIELDS) if any_in(alike, body)} for body in (name, agency)]
    return level and all(fields) and not fields[0] & fields[1] and not any_in(ZONES, agency)


_LEVELS = "省市县区州盟旗"
