"""Work of a kind that is done every year, told as done in another one: 2023年召开会议4次 in the report of 2024.

Three things together make it sure: a time begins the clause; the clause tells what was done and not what became of it;
and what was done recurs every year (培训, 自查), or is counted in a unit of such work. Beside another time it is told
for comparison.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ndbg.check.prose.lexicon import ACTS, COUNTED_ACTS, DONE_ONCE, EVENTS, MADE_ONCE, TIMES_DONE, WORK_UNITS
from ndbg.check.prose.office import Office
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, unit
from ndbg.check.prose.tokens import Place, Token
from ndbg.check.prose.years.near import (
    LAST_MONTH,
    LONG_AGO,
    RIGHT_BEHIND,
    governs,
    is_mistyped,
    is_referred_to,
    year_of,
)
from ndbg.text.patterns import any_in


class _Told(NamedTuple):
    """What a part of a sentence tells behind the time with which it begins.

    `exact` is whether a part of the year is named, `quarter` whether that is a quarter or a half; `words` reach to the end of the part, `clause` to the first stop.
    """

    time: Token
    exact: bool
    quarter: bool
    words: Tokens
    clause: Tokens


def done(run: Run, office: Office, beside: Sequence[Run]) -> Iterator[tuple[Token, Place]]:
    """2023年召开会议4次, 2023年11月开展自查 in the report of 2024; `beside` are the other sentences of the paragraph."""
    for start, end in _parts(run.tokens):
        for at in range(start, end):
            token = run.tokens[at]
            if not _may_be_meant(run, token, office.year) or not governs(run, at, office):
                continue
            told = _told(run, at, end)
            # 2025年已答复2件: what is left of a year may have been answered in the next one.
            later = told and year_of(token) > office.year and kinds(told.words) & {"answer", "done"}
            if told and not later and _is_work_of_a_year(run, told):
                others = [
                    run.tokens[start:at],
                    *_others(run, start),
                    *(o for b in beside for o in _others(b)),
                ]
                if not any(_is_of_another(told, other) for other in others):
                    yield token, (token.start, told.clause[-1].end)


def _parts(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between ；, ： and 。: the place of the first token of each, and where it ends."""
    start = 0
    for at, token in enumerate(tokens):
        if token.kind == "stop" and token.meaning != "，":
            yield start, at
            start = at + 1
    yield start, len(tokens)


def _others(run: Run, but: int = -1) -> Iterator[Tokens]:
    """The parts of a sentence but the one that begins at a place."""
    return (run.tokens[start:end] for start, end in _parts(run.tokens) if start != but)


def _may_be_meant(run: Run, token: Token, year: int) -> bool:
    """Whether a time may stand where one of the year should: neither far ahead nor long ago."""
    told, month = year_of(token), token.date[1]
    if token.kind not in ("year", "month", "day") or not told or run.word(token)[-1] in "底末初":
        return False
    if told > year:
        return told - year <= _AHEAD and (not month or month >= _REPORTED)
    recent = told == year - 1 and month == LAST_MONTH  # what came of it may be told of
    return told < year and not recent and (year - told <= LONG_AGO or is_mistyped(told, year))


_AHEAD = 2  # years
_REPORTED = 4  # the month by which a report is out: it tells of nothing that was done then


def _told(run: Run, at: int, end: int) -> _Told | None:
    """What is told behind a time: behind 2023年第三季度, 2023年4月、10月, and a comma."""
    tokens = run.tokens
    begin = at + 1
    while begin < end and _goes_on(run, tokens[begin]):
        begin += 1
    exact = begin > at + 1 or tokens[at].kind != "year"
    quarter = run.word(tokens[begin - 1]).endswith(_PARTS_OF_A_YEAR)
    behind = tokens[begin - 1].end
    if is_referred_to(run.text[behind : behind + RIGHT_BEHIND]):
        return None
    begin += begin < end and tokens[begin].means("stop", "，")
    clause = tokens[begin : min(clause_end(tokens, begin), end)]
    return _Told(tokens[at], exact, quarter, tokens[begin:end], clause) if clause else None


def _goes_on(run: Run, token: Token) -> bool:
    """Whether a time goes on with a token: 2023年|第三季度, 2023年4月|、10月, 2023年|1—12月."""
    word = run.word(token)
    months = token.kind in ("month", "span", "comma") or (token.kind == "plain" and word[0].isdigit())
    return months or word.endswith(_PARTS_OF_A_YEAR)


_PARTS_OF_A_YEAR = ("季度", "半年")
_FINISHED = "完成"


def _is_work_of_a_year(run: Run, told: _Told) -> bool:
    """Whether what is told is work that recurs every year, and told for itself."""
    words = told.words
    number = next((i for i, t in enumerate(words) if _is_counted(t)), len(words))
    said = run.text[told.clause[0].start : told.clause[-1].end]
    lead = [*told.clause[:number], *told.clause[number : number + 1]]
    if any_in((*DONE_ONCE, *MADE_ONCE), said):
        return False
    if any(t.means("plain", "of") for t in lead) or _is_compared(words):
        return False
    event = any_in(ACTS, said) and any_in(EVENTS, said)
    if number == len(words):
        published = (
            told.time.kind == "day" and told.clause[0].kind == "own" and "publish" in kinds(told.clause)
        )
        return told.exact and (event or published or (told.quarter and said.startswith(_FINISHED)))
    if event or unit(words[number]) in TIMES_DONE:
        return True
    counted = unit(words[number]) in ("", *WORK_UNITS)
    return counted and (any_in(COUNTED_ACTS, said) or kinds(words[:number]) == {"review"})


def _is_counted(token: Token) -> bool:
    """Whether a number counts something: 12条, 新增9.5万."""
    return token.counted is not None or (
        token.kind == "figure" and token.number is not None and token.number.step > 1
    )


def _is_compared(words: Tokens) -> bool:
    """Whether another time is told of behind one, or a change since."""
    times = any(map(year_of, words)) or bool(set(meant(words, "when")) - {"span"})
    return times or bool(kinds(words) & {"compare", "plan", "goes_on", "carry", "until"})


def _is_of_another(told: _Told, other: Tokens) -> bool:
    """Whether the same is counted of another time: 2023年办班3期；2024年办班4期, 2023年4期.

    Where none is named, the same things are counted in the same order.
    """
    lead = other[:_LEAD]
    times = {year_of(t) for t in lead} - {0, year_of(told.time)}
    counted, beside = ([unit(t) for t in words if t.counted] for words in (told.words, other))
    if not times and "this" not in meant(lead, "when"):
        return (
            len(counted) > 1 and beside[-len(counted) :] == counted
        )  # 例会2次，意见5条；2023年例会1次、意见3条
    units = {*counted} & {*beside}
    things, here = _things(other), _things(told.words)
    shared = bool(things & here)
    none = shared and "no" in kinds(other)  # 2024年没有收到申请。2023年收到2件
    return none or (bool(units) and (not things or not here or shared))


def _things(words: Tokens) -> set[tuple[str, str]]:
    return {(t.kind, t.meaning) for t in words if t.kind in _COUNTED}


_LEAD = 3  # tokens
_COUNTED = {"other_thing", "receive", "answer", "publish", "open_word", "review"}
