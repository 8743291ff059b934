"""Papers that are made for one year and followed or published in it: 要点, 预算, 决算 of another one.

What is to be done (要点, 任务) is set for the year itself. That of an earlier year is told of for what became of it, and
not followed. A budget is published in its own year, final accounts in the next one; nothing that tells of a year is
there before that is over.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ndbg.check.prose.lexicon import BECAME_OF_IT, FOUND_OR_OVER, LATER_ON, LOOKED_BACK, SHORT_OF
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Place, Token, behind_last, opened
from ndbg.check.prose.years.near import COPIED_FROM, RIGHT_BEHIND, is_mistyped, is_referred_to
from ndbg.text.patterns import any_in


class Paper(NamedTuple):
    """A paper that is named with its year: 2023年政务公开工作要点.

    `year` is the token of the year, `before` what stands before it in its clause, `between` what stands up to the word
    for the paper, `what` that word (a meaning such as `paper.points`). `title` is where the name in quotation marks
    stands that holds the paper, if one does.
    """

    year: Token
    before: Tokens
    between: Tokens
    what: Token
    title: Place | None

    @property
    def told(self) -> int:
        """The number of its year."""
        return int(self.year.meaning)

    @property
    def place(self) -> Place:
        """From its year to the word for it; that of a notice is its whole name."""
        return self.title if self.title and self.what.meaning == _NOTICE else (self.year.start, self.what.end)

    @property
    def is_set(self) -> bool:
        """Whether a verb before it, or before the name that holds it, says that it is made: 制定2023年工作要点."""
        return any(_sets(t) for t in self.before)

    @property
    def sets_work(self) -> bool:
        """Whether it sets what is to be done: 要点, 重点任务."""
        main = bool(self.between) and self.between[-1].means("goes_on", "main")
        return self.what.meaning == "paper.points" or (self.what.meaning == "paper.task" and main)


_NOTICE = "paper.notice"


def _sets(token: Token) -> bool:
    return token.kind == "issue" or token.meaning == "set"


def _papers(run: Run) -> list[Paper]:
    """The papers that a sentence names, also in brackets and in quotation marks."""
    found: list[Paper] = []
    if "year" in run.kinds or any(t.words for t in run.tokens if t.kind == "name"):
        _collect(run, found)
    return found


def _collect(run: Run, found: list[Paper]) -> None:
    tokens = list(opened(run.tokens))
    for at, token in enumerate(tokens):
        before = tokens[clause_start(tokens, at) : at]
        if token.kind == "year":
            found += _named(run.text, tokens, at, before, None)
        elif token.kind == "name":
            for within, year in enumerate(token.words):
                if year.kind == "year":
                    led = [*before, *token.words[clause_start(token.words, within) : within]]
                    found += _named(run.text, token.words, within, led, (token.start, token.end))
    for _, aside in run.asides:
        _collect(aside, found)


def _named(text: str, tokens: Tokens, at: int, before: Tokens, title: Place | None) -> Iterator[Paper]:
    """The paper that is named behind a year, before a sign, a number or another name."""
    for end in range(at + 1, len(tokens)):
        token = tokens[end]
        if token.kind in _ENDS or text[token.start] in "《〔" or token.start > tokens[at].end + _LONGEST_NAME:
            return
        if token.meaning.startswith("paper."):
            yield Paper(tokens[at], before, tokens[at + 1 : end], token, title)
            return


_ENDS = ("stop", "comma", "number", "figure", "year", "month", "day", "span")
_LONGEST_NAME = 16  # characters between a year and the word for a paper


def of_papers(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """The years of papers, and of the work that they set, that are not those of the report's own year."""
    papers = _papers(run)
    for paper in papers:
        wrong = (
            _is_assigned(run, paper, year)
            or (_is_followed(run, paper, year) and not _sets_for(papers, year))
            or _is_not_yet_over(run, paper, year)
            or _is_long_over(run, paper, year)
            or _is_numbered_later(run, paper)
        )
        if wrong:
            yield paper.year, paper.place
    yield from _of_the_treasury(run, papers, year)
    yield from _carried_out(run, year)
    yield from _looked_back_on(run, year)


def _is_assigned(run: Run, paper: Paper, year: int) -> bool:
    """按照2020年政务公开工作要点 in the report of 2022: told of two years later, or earlier than the year itself."""
    if paper.title or year - 1 <= paper.told <= year + 1 or kinds(paper.between) - _OF_DISCLOSURE:
        return False
    disclosed = any(_is_disclosure(t) for t in paper.between) and paper.sets_work
    made = bool(paper.before) and _sets(paper.before[-1]) and paper.what.meaning in _SETTING_WORK
    return (disclosed or made) and not _is_cited(run, paper) and not _is_of_the_state(run, paper)


_SETTING_WORK = ("paper.points", "paper.task", "paper.plan")
_OF_DISCLOSURE = {"plain", "caused", "goes_on", "whole", "when", "open_word", "other_thing"}


def _is_disclosure(token: Token) -> bool:
    return token.kind == "caused" or token.means("plain", "disclosure")


def _is_followed(run: Run, paper: Paper, year: int) -> bool:
    """按照《云溪市2023年政务公开工作要点》要求, 制定2023年工作要点 in the report of 2024."""
    if not year - COPIED_FROM <= paper.told <= year + 1 or paper.told == year or not paper.sets_work:
        return False
    if paper.told > year:  # 部署2025年重点任务
        return (
            not paper.is_set
            and not run.kinds & {"plan"}
            and any(t.meaning == "follow" or run.word(t) in _CARRIED_OUT for t in paper.before)
        )
    followed = paper.is_set or any(t.meaning in ("follow", "carry_out", "finish") for t in paper.before)
    looked_back = any_in(LOOKED_BACK, _clause_before(run, paper.year.start))
    became = any_in(BECAME_OF_IT, run.text[paper.year.start : paper.what.end] + _behind(run, paper))
    if not followed or looked_back or became:
        return False
    return not _is_of_the_state(run, paper) and not _is_cited(run, paper)


_CARRIED_OUT = ("落实", "贯彻", "贯彻落实", "执行")
_LAST_OF_THE_STATE = 2022


def _is_of_the_state(run: Run, paper: Paper) -> bool:
    """Whether the points are those of 国务院办公厅, which were published up to 2022, and are followed later too."""
    around = _clause_before(run, paper.year.start) + _behind(run, paper)
    return paper.told == _LAST_OF_THE_STATE and "国" in around


def _is_cited(run: Run, paper: Paper) -> bool:
    """Whether points are a document among others, or one with its number: 根据《条例》《某省2020年政务公开工作要点》（某政办〔2020〕14号）."""
    if paper.title is None:
        return False
    opening, closing = paper.title
    if any(_sets(t) and t.end == opening for t in paper.before):
        return False  # 制定《2023年工作要点》《三审三校制度》
    beside = run.text[max(opening - 3, 0) : opening] + run.text[closing : closing + 3]
    return "号" in _clause_behind(run, closing) or "》" in beside or "《" in beside


def _sets_for(papers: Sequence[Paper], year: int) -> bool:
    """Whether a sentence names what is to be done in the report's own year as well."""
    return any(paper.told == year and paper.sets_work for paper in papers)


def _is_not_yet_over(run: Run, paper: Paper, year: int) -> bool:
    """发布2025年政府信息公开工作年度报告 in the report of 2024: what tells of a year that was not over."""
    if paper.title or not year < paper.told <= year + COPIED_FROM or run.kinds & {"plan", "goes_on"}:
        return False
    told = paper.what.meaning in ("paper.report", "paper.accounts") and _ends_a_name(run, paper)
    return told and any(_is_published(t) or t.kind in _TOLD or t.meaning == "finish" for t in paper.before)


_TOLD = ("made_of", "of_which")


def _is_published(token: Token) -> bool:
    return token.kind == "open_word" or token.means("publish", "out", "open", "up")


def _ends_a_name(run: Run, paper: Paper) -> bool:
    """Whether nothing goes on behind a paper: 计划, not 计划完成率."""
    return run.text[paper.what.end : paper.what.end + 1] in _BEHIND_NAMES


_BEHIND_NAMES = ("", *"》”，。；、（等和及\n")


def _is_long_over(run: Run, paper: Paper, year: int) -> bool:
    """What sets or tells of the work of a year that has long been over: 公开2022年度重大行政决策事项目录 in the report of 2024."""
    if not year - COPIED_FROM <= paper.told <= year - _TWO or not _ends_a_name(run, paper):
        return False
    if paper.title:
        return _is_set_by_notice(run, paper)
    own = paper.what.meaning == "paper.report" and any(map(_is_disclosure, paper.between))
    of_work = own or paper.sets_work or paper.what.meaning in ("paper.plan", "paper.list")
    led = paper.is_set or any(map(_is_published, paper.before))
    named = any(t.kind == "name" for t in paper.before)
    return of_work and led and not named and not _is_told_for_itself(run, paper)


_TWO = 2


def _is_set_by_notice(run: Run, paper: Paper) -> bool:
    """印发《关于做好2022年公开培训工作的通知》, without its number: the notice sets the work of its year."""
    opening, closing = paper.title or (0, 0)
    made = [t for t in paper.before if t.end == opening and _sets(t)]
    led = [t for t in paper.before if t.kind != "whole"]
    carried_out = bool(led) and led[-1].meaning in ("carry_out", "finish") and led[-1].start > opening
    sets_work = paper.what.meaning in (*_SETTING_WORK, _NOTICE)
    if not (made and carried_out and sets_work) or run.text.startswith("（", closing):
        return False
    return not any_in(BECAME_OF_IT, run.text[opening:closing]) and not _is_told_for_itself(run, paper)


def _is_told_for_itself(run: Run, paper: Paper) -> bool:
    """Whether a clause tells what became of a paper, or that an old one was looked back on or published later."""
    looked_back = any_in((*LOOKED_BACK, *LATER_ON), _clause_before(run, paper.year.start))
    return looked_back or any_in((*BECAME_OF_IT, *LATER_ON), _behind(run, paper))


def _is_numbered_later(run: Run, paper: Paper) -> bool:
    """《2021年政务公开工作要点》（云政办发〔2022〕8号）: what is set for a year is issued in that year, or before."""
    numbers = (a for _, a in run.asides if 0 < a.start - paper.what.end <= _NEAR and paper.sets_work)
    return any(
        paper.told < issued and not any_in(BECAME_OF_IT, run.text[paper.year.start : aside.start])
        for aside in numbers
        for issued in _years_of_issue(aside)
    )


_NEAR = 8  # characters behind the word for a paper within which its number stands in brackets


def _years_of_issue(aside: Run) -> Iterator[int]:
    """The years in numbers of documents: 2022 of 云政办发〔2022〕8号, whatever brackets stand around it."""
    if "号" not in aside.text[aside.start : aside.tokens[-1].end if aside.tokens else 0]:
        return
    for token in (*aside.tokens, *(t for _, run in aside.asides for t in run.tokens)):
        year = aside.word(token).strip("〔〕")
        if year.isdecimal() and len(year) == _DIGITS and year.startswith("20"):
            yield int(year)


_DIGITS = 4


def _of_the_treasury(run: Run, papers: Sequence[Paper], year: int) -> Iterator[tuple[Token, Place]]:
    """公开2023年部门预算和2022年部门决算 in the report of 2024: each is a year too early; no budget is older than the accounts."""
    published = any(map(_is_published, run.tokens)) and not any_in(LATER_ON, run.sentence)
    money = [paper for paper in papers if paper.what.meaning in ("paper.budget", "paper.accounts")]
    for paper in money if published else ():
        if is_mistyped(paper.told, year):
            yield paper.year, paper.place  # 公开2012年部门预算 in the report of 2021
    budgets = [paper for paper in papers if paper.what.meaning == "paper.budget"]
    of_budgets = {paper.told for paper in budgets}
    of_accounts = {paper.told for paper in papers if paper.what.meaning == "paper.accounts"}
    if len(of_budgets) != 1 or len(of_accounts) != 1 or not published:
        return
    budget, account = *of_budgets, *of_accounts
    early = (budget, account) == (year - 1, year - 2) or budget < account < year
    if early:
        yield budgets[0].year, budgets[0].place


def _carried_out(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """认真落实2023年政务公开工作 in the report of 2024, where nothing follows that became of it."""
    for tokens, at in _earlier_years(run, year):
        if not at or tokens[at - 1].meaning not in ("carry_out", "finish"):
            continue
        named = tokens[at + 1 : clause_end(tokens, at)]
        of_work = any(map(_is_disclosure, named)) and run.word(named[-1]).endswith(_WORK)
        followed = f"{year}年" in run.text[tokens[at].end : run.tokens[-1].end]
        if of_work and not followed and kinds(named) <= _OF_DISCLOSURE | {"other", "ordinary"}:
            yield tokens[at], (tokens[at - 1].start, named[-1].end)


_WORK = "工作"


def _looked_back_on(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """综合2023年工作，仍存在……, 在2023年的工作中，还有不足 in the report of 2024: the problems are those of the year itself."""
    if _WORK not in run.sentence or f"{year}年" in run.sentence or any_in(FOUND_OR_OVER, run.sentence):
        return
    for tokens, at in _earlier_years(run, year):
        token = tokens[at]
        lead = tokens[clause_start(tokens, at) : at]
        led = bool(lead) and all(t.meaning in _REMEMBERING or t.means("publish", "") for t in lead)
        behind = run.text[token.end : run.tokens[-1].end]
        of_work = behind.startswith("，") or _WORK in _clause_behind(run, token.end)
        if led and of_work and any_in(SHORT_OF, behind) and not is_referred_to(behind[:RIGHT_BEHIND]):
            yield token, (lead[0].start, token.end)


_REMEMBERING = ("remember", "paper.report", "follow", "from", "toward", "in", "of")  # 总结2023年工作，


def _earlier_years(run: Run, year: int) -> Iterator[tuple[Sequence[Token], int]]:
    """The tokens of a sentence with the place of each year that it may have been copied from."""
    if "year" not in run.kinds:
        return
    tokens = list(opened(run.tokens))
    for at, token in enumerate(tokens):
        if token.kind == "year" and year - COPIED_FROM <= int(token.meaning) < year:
            yield tokens, at


def _behind(run: Run, paper: Paper) -> str:
    return _clause_behind(run, paper.what.end)


def _clause_before(run: Run, at: int) -> str:
    return run.text[max(run.start, behind_last("，。；：\n", run.text, at)) : at]


def _clause_behind(run: Run, at: int) -> str:
    text = run.text[at : run.tokens[-1].end]
    return text[: min((text.find(stop) for stop in "，。；：\n" if stop in text), default=len(text))]
