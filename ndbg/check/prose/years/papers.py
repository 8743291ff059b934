"""Papers that are made for one year and followed or published in it: 要点, 预算, 决算 of another one.

What is to be done (要点, 任务) is set for the year itself. That of an earlier year is told of for what became of it, and
not followed. A budget is published in its own year, final accounts in the next one; nothing that tells of a year is
there before that is over.
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
    TOLD_OF_PAPERS,
)
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import STOPS, Place, Token, behind_last
from ndbg.check.prose.years.near import COPIED_FROM, RIGHT_BEHIND, is_referred_to
from ndbg.text.patterns import Pattern, any_in


def of_papers(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """The years of papers, and of the work that they set, that are not those of the report's own year."""
    yield from _assigned(run, year)
    yield from _followed(run, year)
    yield from _carried_out(run, year)
    yield from _looked_back_on(run, year)
    yield from _of_the_treasury(run, year)
    yield from _not_yet_over(run, year)
    yield from _long_over(run, year)
    yield from _numbered_later(run)


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
    if run.text.endswith(SETTING, 0, opening):
        return False  # 制定《2023年工作要点》《三审三校制度》
    beside = run.text[max(opening - 3, 0) : opening] + run.text[closing + 1 : closing + 4]
    numbered = "号" in _clause_behind(run, closing)
    return numbered or "》" in beside or "《" in beside


def _is_set_for(run: Run, year: int) -> bool:
    """Whether a sentence names what is to be done in the report's own year as well."""
    found = _OF_A_YEAR.finditer(run.text, run.start, run.tokens[-1].end)
    return any(match[1] == f"{year}" for match in found)


def _clause_before(run: Run, at: int) -> str:
    return run.text[max(run.start, behind_last("，。；：\n", run.text, at)) : at]


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
    """公开2023年部门预算和2022年部门决算 in the report of 2024: each is a year too early; no budget is older than the accounts."""
    sentence = run.sentence
    if "预算" not in sentence or "决算" not in sentence or not any_in(PUBLISHING, sentence):
        return
    budgets = list(_BUDGET.finditer(run.text, run.start, run.tokens[-1].end))
    accounts = list(_ACCOUNTS.finditer(run.text, run.start, run.tokens[-1].end))
    late = any_in(LATER_ON, sentence)
    of_budgets, of_accounts = ({int(m[1]) for m in found} for found in (budgets, accounts))
    if late or len(of_budgets) != 1 or len(of_accounts) != 1:
        return
    budget, account = *of_budgets, *of_accounts
    if (budget, account) == (year - 1, year - 2) or budget < account < year:
        match = budgets[0]
        yield Token("year", match[1], match.start(), match.end(1) + 1), match.span()


_BUDGET = Pattern(r"(20\d\d)年度?[^，。；：\d\n决]{0,12}?预算(?!执行|调整|绩效|草案|单位)")
_ACCOUNTS = Pattern(r"(20\d\d)年度?[^，。；：\d\n]{0,12}?决算")


def _not_yet_over(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """发布2025年政府信息公开工作年度报告 in the report of 2024: what tells of a year that was not over."""
    if "plan" in run.kinds or "goes_on" in run.kinds:
        return
    for token in run.tokens:
        if token.kind != "year" or not year < int(token.meaning) <= year + COPIED_FROM:
            continue
        match = _TELLS_OF_A_YEAR.match(run.text, token.end)
        if match and any_in(TOLD_OF_PAPERS, _clause_before(run, token.start)):
            yield token, (token.start, match.end())


_TELLS_OF_A_YEAR = Pattern(
    r"度?[^，。；：、《》\d\n]{0,16}?(?:年度报告|年报|决算|总结)(?=[》”，。；、（等和及]|$)",
    given="报|决算|总结",
)


def _long_over(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """What sets the work of a year that has long been over: 公开2022年度重大行政决策事项目录 in the report of 2024."""
    for token in run.tokens:
        if token.kind == "year" and _is_long_over(int(token.meaning), year):
            before, match = _clause_before(run, token.start), _SETS_THE_WORK.match(run.text, token.end)
            led = any_in((*SETTING, *PUBLISHING), before) and "《" not in before
            if match and led and not _is_told_for_itself(run, token):
                yield token, (token.start, match.end())
        elif token.kind == "name" and run.text.endswith(SETTING, 0, token.start):
            match = _NOTICE.match(run.word(token))
            numbered = run.text.startswith("（", token.end)
            if match and not numbered and _is_long_over(int(match["year"]), year):
                start, end = (token.start + at for at in match.span("year"))
                if not any_in(BECAME_OF_IT, match[0]) and not _is_told_for_itself(run, token):
                    yield Token("year", match["year"], start, end), (token.start, token.end)


def _is_long_over(told: int, year: int) -> bool:
    return year - COPIED_FROM <= told <= year - _TWO


def _is_told_for_itself(run: Run, token: Token) -> bool:
    """Whether a clause tells what became of a paper, or that an old one was looked back on or published later."""
    looked_back = any_in((*LOOKED_BACK, *LATER_ON), _clause_before(run, token.start))
    return looked_back or any_in((*BECAME_OF_IT, *LATER_ON), _clause_behind(run, token.end))


_TWO = 2
_SETS_THE_WORK = Pattern(
    r"度?[^，。；：、《》\d\n]{0,16}?(?:决策事项?目录|决策目录|计划|要点|重点任务|民生实事项?目?)(?=[》”，。；、（等和及]|$)"
)
_NOTICE = Pattern(
    rf"《[^》]{{0,20}}?(?:{'|'.join(CARRYING_OUT)})(?:全[省市县区州])?(?P<year>20\d\d)年[^》]{{2,40}}(?:通知|方案|计划|要点)》",
    given="通知|方案|计划|要点",
)


def _numbered_later(run: Run) -> Iterator[tuple[Token, Place]]:
    """《2021年政务公开工作要点》（云政办发〔2022〕8号）: what is set for a year is issued in that year, or before."""
    for match in _POINTS_AND_NUMBER.finditer(run.text, run.start, run.tokens[-1].end):
        if int(match["year"]) < int(match["issued"]) and not any_in(BECAME_OF_IT, match["named"]):
            start = match.start("year")
            yield Token("year", match["year"], start, start + 5), (start, match.end("named"))


_POINTS_AND_NUMBER = Pattern(
    r"(?P<year>20\d\d)(?P<named>年度?[^，。；：《》、\d\n]{0,16}?(?:工作要点|公开要点|重点任务)[^，。；：《》、\d\n]{0,6})》?"
    r"[（(][^，。；（）()]{0,12}[〔\[（](?P<issued>20\d\d)[〕\]）]\d{1,4}号",
    given="要点|重点任务",
)
