"""Papers that are made for one year and followed or published in it: 要点, 预算, 决算 of another one.

What is to be done (要点, 任务) is set for the year itself. That of an earlier year is told of for what became of it, and
not followed. A budget is published in its own year, final accounts in the next one.
"""

from collections.abc import Iterator, Sequence

from ndbg.check.prose.lexicon import (
    BECAME_OF_IT,
    CARRYING_OUT,
    FOLLOWING_POINTS,
    FOUND_OR_OVER,
    LATER_ON,
    LOOKED_BACK,
    PUBLISHING,
    REMEMBERED,
    SETTING,
    SHORT_OF,
)
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import STOPS, Place, Token
from ndbg.check.prose.years.near import COPIED_FROM, RIGHT_BEHIND, is_referred_to
from ndbg.text.patterns import Pattern, any_in


def of_papers(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """The years of papers, and of the work that they set, that are not those of the report's own year."""
    yield from _assigned(run, year)
    yield from _followed(run, year)
    yield from _carried_out(run, year)
    yield from _looked_back_on(run, year)
    yield from _of_the_treasury(run, year)


def _assigned(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """按照2020年政务公开工作要点 in the report of 2022: told of two years later, or earlier than the year itself."""
    for token in run.tokens:
        if token.kind != "year" or year - 1 <= int(token.meaning) <= year + 1:
            continue
        match = _POINTS.match(run.text, token.end)
        if match is None and run.text.endswith(SETTING, 0, token.start):
            match = _PLAN.match(run.text, token.end)
        if match is None or _is_cited(run, token.start, match.end()):
            continue
        if not _is_of_the_state(run, token.start, match.end(), int(token.meaning)):
            yield token, (token.start, match.end())


_POINTS = Pattern("(?:全[省市县区])?(?:政府信息|政务|信息)公开(?:重点)?(?:工作)?(?:要点|重点任务)")
_PLAN = Pattern("(?:年度|全年|工作|重点|公开|政务|政府信息)*(?:方案|计划|要点|任务)")


def _followed(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """按照《云溪市2023年政务公开工作要点》要求, 制定2023年工作要点 in the report of 2024."""
    for match in _OF_A_YEAR.finditer(run.text, run.start, run.tokens[-1].end):
        told = int(match[1])
        if not year - COPIED_FROM <= told < year or _is_set_for(run, year):
            continue
        before, behind = _clause_before(run, match.start()), match[0] + _clause_behind(run, match.end())
        if (
            not any_in(FOLLOWING_POINTS, before)
            or any_in(BECAME_OF_IT, behind)
            or any_in(LOOKED_BACK, before)
        ):
            continue
        if _is_of_the_state(run, match.start(), match.end(), told) or _is_cited(run, *match.span()):
            continue
        yield Token("year", match[1], match.start(), match.end(1) + 1), match.span()


_OF_A_YEAR = Pattern(
    r"(20\d\d)年度?[^，。；：《》、\d\n]{0,16}?(?:工作要点|公开要点|重点任务)[^，。；：《》、\d\n]{0,6}?(?=[》”，。；、（等要部任精安的分]|$)",
    given="要点|重点任务",
)
_LAST_OF_THE_STATE = 2022


def _is_of_the_state(run: Run, start: int, end: int, told: int) -> bool:
    """Whether the points are those of 国务院办公厅, which were published up to 2022, and are followed later too."""
    return told == _LAST_OF_THE_STATE and "国" in _clause_before(run, start) + _clause_behind(run, end)


def _is_cited(run: Run, start: int, end: int) -> bool:
    """Whether points are a document among others, or one with its number: 根据《条例》《某省2020年政务公开工作要点》（某政办〔2020〕14号）."""
    opening = run.text.rfind("《", run.start, start)
    closing = run.text.find("》", end)
    if opening < 0 or closing < 0 or "》" in run.text[opening:start]:
        return False
    beside = run.text[max(opening - 3, 0) : opening] + run.text[closing + 1 : closing + 4]
    numbered = "号" in _clause_behind(run, closing)
    return numbered or "》" in beside or "《" in beside


def _is_set_for(run: Run, year: int) -> bool:
    """Whether a sentence names what is to be done in the report's own year as well."""
    found = _OF_A_YEAR.finditer(run.text, run.start, run.tokens[-1].end)
    return any(match[1] == f"{year}" for match in found)


def _clause_before(run: Run, at: int) -> str:
    text = run.text[run.start : at]
    return text[max(text.rfind(stop) for stop in "，。；：\n") + 1 :]


def _clause_behind(run: Run, at: int) -> str:
    text = run.text[at : run.tokens[-1].end]
    return text[: min((text.find(stop) for stop in "，。；：\n" if stop in text), default=len(text))]


def _carried_out(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """认真落实2023年政务公开工作 in the report of 2024, where nothing follows that became of it."""
    for token, verb in _behind_verbs(run, year, CARRYING_OUT):
        match = _WORK.match(run.text, token.end)
        if match and f"{year}年" not in run.text[match.end() : run.tokens[-1].end]:
            yield token, (token.start - len(verb), match.end())


_WORK = Pattern(
    r"度?的?(?:全[省市县区州镇乡局])?的?(?:政府信息|政务|信息)公开(?:各项|重点)?工作(?=[，。；\n]|$)"
)


def _looked_back_on(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """综合2023年工作，仍存在……, 在2023年的工作中，还有不足 in the report of 2024: the problems are those of the year itself."""
    if "工作" not in run.sentence or f"{year}年" in run.sentence or any_in(FOUND_OR_OVER, run.sentence):
        return
    for token, verb in _behind_verbs(run, year, REMEMBERED):
        start = token.start - len(verb)
        begins = start == run.start or run.text[start - 1] in STOPS
        behind = run.text[token.end : run.tokens[-1].end]
        of_work = behind.startswith("，") or "工作" in _clause_behind(run, token.end)
        if begins and of_work and any_in(SHORT_OF, behind) and not is_referred_to(behind[:RIGHT_BEHIND]):
            yield token, (start, token.end)


def _behind_verbs(run: Run, year: int, verbs: Sequence[str]) -> Iterator[tuple[Token, str]]:
    """The earlier years that stand right behind some verbs, each with its verb."""
    for token in run.tokens:
        if token.kind == "year" and year - COPIED_FROM <= int(token.meaning) < year:
            verb = next((v for v in verbs if run.text.endswith(v, run.start, token.start)), "")
            if verb:
                yield token, verb


def _of_the_treasury(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """公开2023年部门预算和2022年部门决算 in the report of 2024: each is a year too early."""
    sentence = run.sentence
    if "预算" not in sentence or "决算" not in sentence or not any_in(PUBLISHING, sentence):
        return
    budgets = list(_BUDGET.finditer(run.text, run.start, run.tokens[-1].end))
    accounts = list(_ACCOUNTS.finditer(run.text, run.start, run.tokens[-1].end))
    late = any_in(LATER_ON, sentence)
    if not late and ({m[1] for m in budgets}, {m[1] for m in accounts}) == ({f"{year - 1}"}, {f"{year - 2}"}):
        match = budgets[0]
        yield Token("year", match[1], match.start(), match.end(1) + 1), match.span()


_BUDGET = Pattern(r"(20\d\d)年度?[^，。；：\d\n决]{0,12}?预算(?!执行|调整|绩效|草案|单位)")
_ACCOUNTS = Pattern(r"(20\d\d)年度?[^，。；：\d\n]{0,12}?决算")
