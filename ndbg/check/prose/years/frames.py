"""Plans for a time that is over: 改进措施：一是2023年编印目录, 2024年，我局将进一步…… in the report of 2024.

A text has a time of which it tells. That is the report's year until it begins to plan: with a heading (改进措施：), with
words for what comes next (下一步，), or with 将. From there on it is the next year, until a heading names problems again.
A year at the head of a clause is that of its time.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from itertools import groupby
from typing import NamedTuple

from ndbg.check.prose.lexicon import (
    ACTS,
    ACTS_TO_COME,
    AIMED,
    AIMS,
    BEHIND_WILL,
    COUNTED_ACTS,
    DOING,
    DONE_ONCE,
    HEADS_OF_PLANS,
    HEADS_OF_PROBLEMS,
    LOOKING_BACK,
    MADE_INTO,
    MADE_ONCE,
    MEASURES_BEGIN,
    NEXT_BEGINS,
    NOUNS_OF_ACTS,
    PROBLEM,
    SHORT_OF,
)
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start, clauses
from ndbg.check.prose.tokens import Place, Token, opened
from ndbg.check.prose.years.near import COPIED_FROM, RIGHT_BEHIND, governs, is_referred_to, year_of
from ndbg.text.patterns import Pattern, any_in


class Frame(IntEnum):
    """The time of which a clause tells.

    `DONE` is the report's year. `MEASURES` is what is done about problems, in the report's year or in the next one;
    `NEXT` is the next year.
    """

    DONE = 0
    MEASURES = 1
    NEXT = 2


def planned(paragraphs: Sequence[Paragraph], office: Office) -> Iterator[tuple[Paragraph, Token, Place]]:
    """The years for which something is planned that were over when the report was written, each with its clause.

    Earlier years are wrong where measures are told, and the report's own year where what comes next is told, or where
    the clause says itself that it plans. Nothing is said of a clause that has a word for something finished (已, 了,
    共), of a year that something is only called by (2023年目录), or referred to (2023年以前).
    """
    for section, of_section in groupby(paragraphs, key=lambda paragraph: paragraph.section):
        framed = [*_framed(of_section, office, Frame.DONE if section == PROBLEMS else None)]
        plans = section != PROBLEMS or any(clause.frame is Frame.NEXT for clause in framed)
        problems = False
        for paragraph, run, start, end, told_in in framed:
            begins = not plans and _begins_to_plan(run, start, office, problems=problems)
            frame = Frame.NEXT if begins else told_in
            said = run.text[run.tokens[start].start : run.tokens[end - 1].end]
            problems = problems or (not plans and any_in(PROBLEM, said))
            for at in range(start, end):
                if _is_over(run, at, frame, office):
                    yield paragraph, run.tokens[at], _place(run, at)


class FramedClause(NamedTuple):
    """A clause, from its first token to its stop, with the time of which it tells; None in sections that tell of none."""

    paragraph: Paragraph
    run: Run
    start: int
    end: int
    frame: Frame | None


def _framed(paragraphs: Iterable[Paragraph], office: Office, frame: Frame | None) -> Iterator[FramedClause]:
    """The clauses of a section, which begins with a time."""
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            for start, end in clauses(sentence.run.tokens):
                if frame is not None:
                    frame = _turned(sentence.run, start, end, frame, office)
                yield FramedClause(paragraph, sentence.run, start, end, frame)


def _begins_to_plan(run: Run, start: int, office: Office, *, problems: bool) -> bool:
    """Whether a clause plans for the year with which it begins, where no other words of the section on problems plan.

    It is the first of a sentence behind problems, or of what stands behind a heading. The report's own year has a word
    for what is aimed at behind it, an earlier one a verb: 解读偏少。2024年，重点制作图解 in the report of 2024.
    """
    tokens, told = run.tokens, year_of(run.tokens[start])
    heading = run.text[run.start : tokens[start].start]
    headed = heading.endswith("：") and not heading.endswith(f"{_HOW_IT_IS}：")
    if (
        tokens[start].kind != "year"
        or not (headed or (problems and not start))
        or not 0 < told <= office.year
    ):
        return False
    said = run.text[tokens[start].end : tokens[clause_end(tokens, start, "；", "。") - 1].end].lstrip("，")
    aimed = any_in(AIMED, said)
    if any_in((*SHORT_OF, *_WANTING), _AIM.sub("", said)):
        return False
    intended = next((word for word in _INTENDING if said.startswith(word)), "")
    acts = said.removeprefix(intended).startswith((*BEHIND_WILL, *_VERBS, *ACTS_TO_COME))
    if acts and (intended or told < office.year):
        return True
    plan = plan_behind(run, start)
    sure = plan is not None and _is_sure(run, plan, Frame.NEXT)
    return sure or aimed or (told < office.year and said.startswith(_FROM_THEN))


# Behind a year: what is meant to be done, before the verb for it; what tells of a problem or of what came of the work;
# and what is no problem, though one stands in it.
_INTENDING = ("重点", "着力", "着重", "进一步", "继续")
_WANTING = ("不", "未", "没", "偏", "弱", "取得", "有所", "明显", "成效", "效果")
_AIM = Pattern("不(?:少|低|超|断)")


PROBLEMS = "五"


def _turned(run: Run, start: int, end: int, frame: Frame, office: Office) -> Frame:
    """The time of which a clause tells, and those behind it, where those before it tell of `frame`.

    Of problems of an earlier year it is told what has been done about them: 上年整改：, 对2023年存在的问题，.
    """
    clause = run.tokens[start:end]
    if not clause:
        return frame
    said = run.text[clause[0].start : clause[-1].end]
    led = any(t.means("stop", "：") for t in run.tokens[end : end + 1])
    heads = len(said) <= _LONGEST_HEADING and (led or clause == [t for t in run.tokens if t.kind != "stop"])
    last = any(t.means("when", "last") for t in clause)
    before = last or any(0 < year_of(t) < office.year for t in clause)
    problems = any_in(HEADS_OF_PROBLEMS, said)
    if (problems and (heads or before)) or (heads and (last or (before and said.endswith(_HOW_IT_IS)))):
        return Frame.DONE
    begins = "".join(run.word(t) for t in clause if t.kind not in _SUBJECT and not t.means("plain", "item"))
    found = begins.startswith(_AGAINST) and problems  # 针对以上问题，
    ahead = begins.startswith(NEXT_BEGINS) or any(year_of(t) == office.year + 1 for t in clause[:2])
    plan = plan_behind(run, start - 1)
    if ahead or (heads and any_in(HEADS_OF_PLANS, said)):
        return Frame.NEXT
    if plan is not None and _is_sure(run, plan, Frame.DONE):
        return Frame.NEXT
    if found or (heads and any_in(MEASURES_BEGIN, said)):
        return Frame.MEASURES if said.endswith(_HOW_IT_IS) else max(frame, Frame.MEASURES)
    return frame


_LONGEST_HEADING = 16  # characters
_HOW_IT_IS, _AGAINST = "情况", "针对"
_SUBJECT = {"own", "whole", "year"}


def _is_over(run: Run, at: int, frame: Frame | None, office: Office) -> bool:
    """Whether a token is a time that was over, and that of a plan: at the head of its clause, or behind 计划 or 到."""
    token, told, year = run.tokens[at], year_of(run.tokens[at]), office.year
    begun = told == year and run.word(token).endswith("初")
    far = frame is None and told < year - COPIED_FROM
    rest = run.tokens[at + 1 : clause_end(run.tokens, at, "；", "。")]
    if token.kind not in ("year", "month", "day") or not 0 < told <= year or begun or far or not rest:
        return False
    early, planned_for = told < year, _is_planned_before(run, at)
    if _is_finished(run, at, rest) or (not planned_for and _is_only_referred_to(run, at)):
        return False
    if planned_for:
        return early or bool(frame)
    return governs(run, at, office) and _is_of_a_plan(run, at, frame, early=early)


def _is_of_a_plan(run: Run, at: int, frame: Frame | None, *, early: bool) -> bool:
    """Whether a year at the head of a clause is that of a plan: the clause says so, or its frame does.

    In a time to come what is only counted (2024年发出提醒9次) was done, but what is aimed at (不少于9次) was not.
    """
    plan = plan_behind(run, at)
    if plan is not None:
        return early or _is_sure(run, plan, frame)
    rest = run.tokens[at + 1 : clause_end(run.tokens, at, "；", "。")]
    clause = run.tokens[at + 1 : clause_end(run.tokens, at)]
    if not frame or _heads_a_plan(run, clause) or any_in(AIMED, run.text[rest[0].start : rest[-1].end]):
        return bool(frame)
    aimed = early and bool(clause) and any_in(AIMS, run.text[clause[0].start : clause[-1].end])
    begins = any_in(NEXT_BEGINS, run.text[run.start : run.tokens[at].start])
    beside = (t for anchor, aside in run.asides if at < anchor <= at + 1 + len(rest) for t in aside.tokens)
    counted = not aimed and not begins and any(_is_counted(run, t) for t in (*rest, *beside))
    return (early or frame is Frame.NEXT) and not counted and (aimed or not _is_name(clause))


def _is_counted(run: Run, token: Token) -> bool:
    """Whether a token counts what may have been done, and not how often it will be: not 每季一次."""
    return token.counted is not None and _EVERY not in run.text[token.start - _EVERY_TIME : token.start]


_EVERY, _EVERY_TIME = "每", 5  # characters within which 每 stands before a number


def _heads_a_plan(run: Run, clause: Tokens) -> bool:
    """Whether what stands behind a year heads what is planned for it: 2024年改进措施：, （三）2024年的安排。"""
    said = run.text[clause[0].start : clause[-1].end] if clause else ""
    ends = bool(clause) and run.text[clause[-1].end : clause[-1].end + 1] in ("：", "。", "")
    heads = ends and len(said) <= _LONGEST_NAMED and not any(t.number for t in clause)
    return heads and any_in((*MEASURES_BEGIN, *HEADS_OF_PLANS), said) and not said.endswith(_HOW_IT_IS)


_LONGEST_NAMED = 7  # characters


def _is_only_referred_to(run: Run, at: int) -> bool:
    """Whether a time is that of something that is referred to: 2023年以前, 2023年考核, not 2023年底前, 2023年起答复."""
    token = run.tokens[at]
    behind = run.text[token.end : token.end + RIGHT_BEHIND]
    if behind.startswith(_FROM_THEN):
        return any(t.means("plain", "of") for t in run.tokens[at + 1 : clause_end(run.tokens, at)])
    before = run.word(token).endswith(_YEAR) and behind.startswith(_BEFORE)
    return before or is_referred_to(behind.lstrip(_END_OF_MONTH))


_FROM_THEN = "起"
_YEAR, _END_OF_MONTH = "年", "底末"
_BEFORE = ("前", "以前", "之前")


def _is_finished(run: Run, at: int, rest: Tokens) -> bool:
    """Whether the words behind a time tell of something finished (共培训3次), or its clause of what it has come to be by now."""
    told = any(
        t.kind == "done" or t.means("sum", "counted") or t.means("all", "done") or run.word(t) == "了"
        for t in rest
    )
    clause = run.tokens[at : clause_end(run.tokens, at)]
    return told or any_in(LOOKING_BACK, run.text[clause[0].end : clause[-1].end])


def plan_behind(run: Run, at: int) -> int | None:
    """Where behind a place a clause says that it plans, with no more before it than who does: ，我局将, ，一要, 网上公开力争.

    None where it does not, and where it tells of what was planned: 计划完成的3项.
    """
    tokens = run.tokens
    who = {*_SUBJECT, "plain", "when", "span"}
    for i in range(at + 1, len(tokens)):
        token = tokens[i]
        if token.kind == "plan" or run.word(token) == _MUST:
            return i if _is_verb(run, i) else None
        if token.means("stop", "，", "：") and kinds(tokens[at + 1 : i]) <= who:
            continue
        first = token.kind == "other" and run.word(token) == _FIRST
        if not first and token.kind not in _BEFORE_PLANS:
            return None
    return None


def _is_verb(run: Run, at: int) -> bool:
    """Whether a word for a plan is a verb of its own: not 提出要, 工作计划, 计划生育, 计划完成的3项."""
    token, behind = run.tokens[at], run.tokens[at + 1 : clause_end(run.tokens, at)]
    if token.means("plan", "will"):
        return True
    named = run.tokens[at - 1].kind == "plain" or any(t.means("plain", "of") for t in behind)
    alone = token.meaning not in ("paper.plan", "aim")
    return not named and (alone or run.text.startswith((*BEHIND_WILL, *_VERBS), token.end))


_MUST, _FIRST = "要", "一"
_BEFORE_PLANS = {"own", "plain", "other", "whole", "span", "when", "way", "open_word"}
_VERBS = (*DOING, *ACTS, *COUNTED_ACTS, *DONE_ONCE, *MADE_ONCE, *AIMED, "完成")


def _is_sure(run: Run, plan: int, frame: Frame | None) -> bool:
    """Whether a plan for the report's own year is one, and 将 takes no object: not 将意见箱移到大厅, 将项目信息全部公开.

    It takes none where a verb stands right behind it, or how it will be done: 将从三个方面进行改进.

    Where no problems are told, other words than 将 may tell of what was planned, and done: 2024年拟出让地块公告.
    """
    token = run.tokens[plan]
    if not token.means("plan", "will"):
        return bool(frame) or (frame is not None and token.meaning != "paper.plan")
    clause = run.tokens[plan : clause_end(run.tokens, plan)]
    said = run.text[token.end : clause[-1].end]
    becomes = not _BECOMES.isdisjoint(_BEGUN_SO.sub("", said[_SHORTEST_OBJECT:]))
    if frame is not None and said.startswith(ACTS_TO_COME):
        return not becomes and not said.startswith(NOUNS_OF_ACTS, _SHORTEST_OBJECT)  # 将推进情况公开
    verb = next((verb for verb in (*MADE_INTO, *BEHIND_WILL) if said.startswith(verb)), "")
    every = next((t.start - token.end for t in clause if t.kind == "all"), len(verb))
    verb = verb or next((v for v in _VERBS if said.startswith(v) and len(v) == every), "")
    made_into = becomes or any_in(MADE_INTO, said)
    does = (frame is not None or said.startswith(_VERBS)) and not made_into and not _names_a_thing(clause[1:])
    return every == len(verb) and bool(verb or does)  # 将统一全部文书, not 将文书全部统一


# What a verb ends with behind which stands what a thing comes to, 移到大厅, and words that only begin with it.
_BECOMES = frozenset("到为成入至给")
_BEGUN_SO = Pattern("入库|入户|入驻|到位|到岗|到人|为民|成效|成果|成员|给予")
_SHORTEST_OBJECT = 2  # characters


def _names_a_thing(words: Tokens) -> bool:
    """Whether words begin with a thing, and no verb: 留言逐条答复."""
    first = next(opened(words[:1]), None)
    return first is not None and (first.kind in _THINGS or first.meaning in _THINGS_CALLED)


def _is_planned_before(run: Run, at: int) -> bool:
    """Whether the word before a time says that something is planned for it: 计划2023年6月, 将于2023年, not 原计划, 将2023年的做法."""
    near = run.tokens[max(at - 2, 0) : at]
    within = bool(near) and run.word(near[-1]) in _WITHIN
    plan = near[-2 if within else -1] if len(near) > within else None
    if plan is None or plan.kind != "plan" or (plan.means("plan", "will") and not within):
        return False
    return not run.text.startswith("原", plan.start - 1)


_WITHIN = ("于", "在")


def _is_name(clause: Tokens) -> bool:
    """Whether something is only called by a year, of the clause behind it: 2023年目录, 2023年发现的问题."""
    disclosure = ("when", "caused")
    named = [t for t in opened(clause) if t.kind not in disclosure and not t.means("plain", "disclosure")]
    named = named[:_LONGEST_NAME]
    return _names_a_thing(named) or any(t.means("plain", "of") for t in named)


_LONGEST_NAME = 3  # tokens
_THINGS = {"document", "other_thing", "decision", "request", "request_open", "review", "outcome", "name"}
_THINGS_CALLED = {"paper.points", "paper.task", "paper.plan", "paper.list", "paper.budget", "paper.accounts", "paper.report", "paper.notice", "report", "text", "serial", "copies", "body", "channel", "board", "staff", "people"}  # fmt: skip


def _place(run: Run, at: int) -> Place:
    """A time with what it is the time of, up to the plan or the next sign."""
    start = clause_start(run.tokens, at)
    plan = plan_behind(run, at)
    end = run.tokens[plan].end if plan is not None else run.tokens[clause_end(run.tokens, at) - 1].end
    first = run.tokens[start] if _is_planned_before(run, at) else run.tokens[at]
    return first.start, end
