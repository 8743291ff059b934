"""Another year than the report's at the head of a clause that tells of the year's work: 2023年，我局收到申请3件 in the report of 2024.

A time at the head of a clause is that of what the clause tells. It is another one than the report's year for a reason
that can be read: a thing is only called by it (2023年受理的2件), something began in it and lasts (2022年建成专区3个), it is
told for this year to be compared with it (2023年收到2件，今年5件), or what comes is planned for it (2025年将). Where there is
none, and the clause tells of work of a kind that is done every year, the year is wrong; an earlier one with counts only
where the tables of the report's year have one of these, or a section begins with it.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ndbg.check.prose.lexicon import (
    ACTS,
    AIMED,
    COUNTED_ACTS,
    DOING,
    DONE_ONCE,
    EVENTS,
    FEES,
    FOUND_OR_OVER,
    JUDGED,
    LOOKING_BACK,
    MAKING,
    OF_A_YEAR,
    PRESENTED,
    PRESENTING,
    PROBLEM_FOUND,
    SHORT_OF,
    TELLING,
    TIMES_DONE,
    WORK,
)
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, unit
from ndbg.check.prose.tokens import STOPS, Place, Token
from ndbg.check.prose.years.near import (
    COPIED_FROM,
    DISCLOSURE,
    LONGEST_PAPER,
    RIGHT_BEHIND,
    governs,
    is_its_name,
    is_referred_to,
    may_be_meant_for,
    names_year,
    year_of,
)
from ndbg.text.patterns import any_in

Agrees = Callable[[Quantity], bool]


class HeadedClause(NamedTuple):
    """What a part of a sentence tells behind the time with which it begins.

    `exact` is whether a part of the year is named; `words` reach to the end of the part, `clause` to the first comma.
    """

    time: Token
    exact: bool
    words: Tokens
    clause: Tokens


def years_at_heads(
    sentence: Sentence, office: Office, beside: Sequence[Run], agrees: Agrees, *, leads: bool, opens: bool
) -> Iterator[tuple[Token, Place]]:
    """The years at the head of clauses that tell of work of the report's year; `beside` are the other sentences of the paragraph.

    What is counted under an earlier year is the report's only if its tables have that count (`agrees`), or, of what they
    have no count, if a section begins with it (`leads`).
    """
    run = sentence.run
    for start, end in _parts(run.tokens):
        for at in range(start, end):
            token = run.tokens[at]
            if not may_be_meant_for(run, token, office.year) or not governs(run, at, office):
                continue
            found = _behind(run, at, end, office.year)
            if found is None or not _is_work(run, found, office, opens=opens):
                continue
            others = [run.tokens[start:at], *_others(run, start), *(o for b in beside for o in _others(b))]
            may_be_earlier = year_of(token) in range(office.year - COPIED_FROM, office.year)
            first = not start or run.tokens[start - 1].means("stop", "：")
            if may_be_earlier and not _is_shown(sentence, found, agrees, leads=leads and first):
                continue
            if not _has_a_reason(run, found, office) and not _is_compared(run, found, others, office):
                yield token, (token.start, found.clause[-1].end)


def _is_shown(sentence: Sentence, headed: HeadedClause, agrees: Agrees, *, leads: bool) -> bool:
    """Whether counts under an earlier year are those of the report's year, or there are none that could be of the earlier one."""
    first, last = headed.words[0].start, headed.words[-1].end
    told = [q for q in sentence.outside() if q.what and first <= q.token.start < last]
    counts = any(map(_is_counted, headed.words)) and "no" not in kinds(headed.clause)
    return not counts or any(map(agrees, told)) or (leads and not told)


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


def _behind(run: Run, at: int, end: int, year: int) -> HeadedClause | None:
    """What is told behind a time, up to a place: behind 2023年第三季度, 2023年4月、10月, and a comma."""
    tokens, begin = run.tokens, at + 1
    since = year_of(tokens[at]) >= year - 1  # what was done 以来 is then that of two years in a report of one
    while begin < end and (_goes_on(run, tokens[begin]) or (since and run.word(tokens[begin]) == "以来")):
        begin += 1
    parts = [t for t in tokens[at + 1 : begin] if t.kind != "when" or run.word(t).endswith(_PARTS_OF_A_YEAR)]
    whole = len(parts) == 1 and run.word(parts[0]).startswith("1")  # 2023年|1—12月
    exact = not whole and (bool(parts) or tokens[at].kind != "year")
    behind = tokens[begin - 1].end
    begin += begin < end and tokens[begin].means("stop", "，")
    words = tokens[begin:end]
    clause = words[: clause_end(words, 0)]
    if not clause or is_referred_to(run.text[behind : behind + RIGHT_BEHIND]):
        return None
    return HeadedClause(tokens[at], exact, words, clause)


def _goes_on(run: Run, token: Token) -> bool:
    """Whether a time goes on with a token: 2023年|第三季度, 2023年4月|、10月, 2023年|1—12月."""
    word = run.word(token)
    months = token.kind in ("month", "span", "comma") or (token.kind == "plain" and word[0].isdigit())
    return months or token.means("when", "this") or word.endswith(_PARTS_OF_A_YEAR)


_PARTS_OF_A_YEAR = ("季度", "半年")


def _is_work(run: Run, headed: HeadedClause, office: Office, *, opens: bool) -> bool:
    """Whether what is told recurs every year: it is counted or held to be none, an event was held, or an office worked.

    Of a year to come only what is counted is told as done, and the work with which a section opens.
    """
    said = run.text[headed.clause[0].start : headed.clause[-1].end]
    number = next((i for i, t in enumerate(headed.words) if _is_counted(t)), None)
    once = any_in(DONE_ONCE, said)
    if any_in(ACTS, said) and any_in(EVENTS, said) and (headed.exact or number is not None):
        return not once
    if headed.exact:
        return number is not None and unit(headed.words[number]) in TIMES_DONE and not once
    if number is not None or "no" in kinds(headed.words):
        last = max((i for i, t in enumerate(headed.clause) if _is_counted(t)), default=number)
        lead = run.text[headed.time.end : headed.words[last].start] if last is not None else said
        done = kinds(headed.words[:last]) & _DONE or any_in((*COUNTED_ACTS, *FEES), lead)
        often = number is not None and unit(headed.words[number]) in TIMES_DONE
        return (bool(done) or often) and not once
    later = year_of(headed.time) > office.year
    text = run.text[headed.clause[0].start : headed.words[-1].end]
    first = headed.clause[0]
    office_works = (
        first.kind in ("own", "whole", "caused")
        or is_its_name(run, first, office)
        or first.start > headed.time.end
    )
    works = run.text.startswith(DOING, first.start) or (office_works and any_in((*DOING, *WORK), text))
    if "工作" in said and any_in(SHORT_OF, text):  # 综合2023年工作，还存在不足
        return not any_in(FOUND_OR_OVER, text)
    return works and (opens or not later) and not any_in(JUDGED, text)


_DONE = {"publish", "open_word", "receive", "answer", "issue", "decide", "decision", "review", "happen", "repeal"}  # fmt: skip


def _is_counted(token: Token) -> bool:
    """Whether a number counts something: 12条, 新增9.5万."""
    return token.counted is not None or (
        token.kind == "figure" and token.number is not None and token.number.step > 1
    )


def _has_a_reason(run: Run, headed: HeadedClause, office: Office) -> bool:
    """Whether a clause shows why it names another year: a thing is called by it, it lasts, or it is planned."""
    none = "no" in kinds(headed.clause)  # of which nothing becomes
    behind = run.text[headed.time.end : (headed.clause if none else headed.words)[-1].end]
    # 2022年印发文件12件已重新标注
    became = any(n.counted and t.kind == "done" for n, t in pairwise(headed.clause))
    lasts = became or "carry" in kinds(headed.clause) or any_in(LOOKING_BACK, behind)
    return (
        lasts
        or _is_ahead(run, headed, office)
        or _is_an_attribute(run, headed)
        or _is_of_a_paper(run, headed)
    )


def _is_ahead(run: Run, headed: HeadedClause, office: Office) -> bool:
    """Whether a clause plans for a later year, or tells of what was answered in it: 2025年将, 2025年更新不少于100条."""
    found, said = kinds(headed.clause), run.text[headed.time.end : headed.clause[-1].end]
    plans = any(t.kind in ("plan", "goes_on") and not t.means("goes_on", "main") for t in headed.clause)
    answered = found & {"answer", "receive"} == {"answer"}
    return year_of(headed.time) > office.year and (plans or answered or any_in(AIMED, said))


def _is_an_attribute(run: Run, headed: HeadedClause) -> bool:
    """Whether 的 right behind the first verb makes a year that of a thing: 2023年发布的文件10件, not 公开的信息共66条."""
    words = [t for t in headed.clause if t.kind not in ("own", "whole")]
    number = next((i for i, t in enumerate(words) if t.counted), 0)
    led = number > 0 and run.word(words[number - 1])[-1] in _LEADING
    return (
        headed.clause[0].start == headed.time.end
        and not led
        and any(t.means("plain", "of") for t in words[1:2])
    )


_LEADING = "为共量"


def _is_of_a_paper(run: Run, headed: HeadedClause) -> bool:
    """Whether a year is that of what is made for a year, and rightly told of in another one: 2023年度部门决算公开1项."""
    text = run.text[headed.time.end : headed.clause[-1].end]
    for word in DISCLOSURE:
        text = text.replace(word, "")
    text = text[:LONGEST_PAPER]
    named = text[: min((text.find(verb) for verb in MAKING if verb in text), default=len(text))]
    often = any(unit(t) in TIMES_DONE for t in headed.clause)  # 2023年考核2次
    return not often and any_in(OF_A_YEAR, named) and not any(stop in named for stop in STOPS)


def _is_compared(run: Run, headed: HeadedClause, others: Sequence[Tokens], office: Office) -> bool:
    """Whether an earlier year is told of for another one to be compared with it."""
    if year_of(headed.time) > office.year:
        return False
    times = {year_of(t) for t in headed.words if year_of(t) <= office.year} - {0, year_of(headed.time)}
    this = any(_is_this(run, t) for t in headed.words)
    named = names_year(run, office.year, until=False)
    return bool(times) or this or named or any(_is_of_another(run, headed, other) for other in others)


def _is_this(run: Run, token: Token) -> bool:
    """Whether a token is the report's year, and not, as 全年 may be, the one that was named before."""
    return token.means("when", "this") and run.word(token).startswith(("今年", "本年"))


def _is_of_another(run: Run, headed: HeadedClause, other: Tokens) -> bool:
    """Whether the same is told of another time: 2023年办班3期；2024年办班4期, 2024年收到2件；2023年没有收到.

    Where no time is named before it, there were none in the year, or it is compared: 公开460条。2023年公开400条，同比增长15%.
    """
    lead = other[:_LEAD]
    named = {year_of(t) for t in lead} - {0, year_of(headed.time)} or any(_is_this(run, t) for t in lead)
    counted, beside = ([unit(t) for t in words if t.counted] for words in (headed.words, other))
    things, here = _things(other), _things(headed.words)
    if not named and other[:1] and other[0].start > headed.time.start:
        return False
    if not named:
        return bool({"no", "compare"} & kinds(headed.words)) and bool(beside) and bool(things & here)
    alike = bool({*counted} & {*beside}) and (not things or not here)
    return alike or bool(things & here and ("no" in kinds(other) or {*counted} & {*beside}))


def _things(words: Tokens) -> set[tuple[str, str]]:
    return {(t.kind, t.meaning) for t in words if t.kind in _COUNTED}


_LEAD = 3  # tokens
_COUNTED = {"other_thing", "receive", "answer", "publish", "open_word", "review"}


def presented(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """现将我局2023年政府信息公开工作情况报告如下, 以下是2023年的主要工作 in the report of 2024."""
    for at, token in enumerate(run.tokens) if f"{year}" not in meant(run.tokens, "year") else ():
        if token.kind != "year" or not may_be_meant_for(run, token, year):
            continue
        before = run.text[run.start : token.start].rpartition("，")[2]
        behind = run.text[token.end : run.tokens[clause_end(run.tokens, at) - 1].end].lstrip("的")
        if (
            any_in(PRESENTING, before)
            and behind.startswith(PRESENTED)
            and (year_of(token) < year or any_in(TELLING, behind))
            and not any_in(PROBLEM_FOUND, behind)
        ):
            yield token, (token.start, token.end)
