"""Papers that are made for one year and followed or published in it: 要点, 预算, 决算 of another one.

What is to be done (要点, 任务) is set for the year itself. That of an earlier year is told of for what became of it, and
not followed. A budget is published in its own year, final accounts in the next one; nothing that tells of a year is
there before that is over.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ndbg.check.prose.lexicon import BECAME_OF_IT, LATER_ON, LOOKED_BACK
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_start
from ndbg.check.prose.tokens import Place, Token, behind_last, opened
from ndbg.check.prose.years.near import COPIED_FROM, is_mistyped
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
    def is_set(self) -> bool:
        """Whether a verb before it, or before the name that holds it, says that it is made: 制定2023年工作要点."""
        return any(t.kind == "issue" or t.meaning == "set" for t in self.before)

    @property
    def is_published(self) -> bool:
        """Whether a verb before it says that it is made public: 公开2023年决算."""
        return any(map(_is_publishing, self.before))

    @property
    def sets_work(self) -> bool:
        """Whether it sets what is to be done: 要点, 重点任务."""
        main = bool(self.between) and self.between[-1].means("goes_on", "main")
        return self.what.meaning == "paper.points" or (self.what.meaning == "paper.task" and main)


def _is_publishing(token: Token) -> bool:
    opened_up = token.kind == "open_word" or token.meaning == "granted"
    return opened_up or token.means("publish", "out", "open", "up")


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
    # 制定2025年工作要点，部署2025年重点任务 is planning; beside the points of the year itself others are looked back on.
    right = {paper.told for paper in papers if paper.is_set and paper.told > year} | {year}
    own = "plan" in run.kinds or any(paper.told == year and paper.sets_work for paper in papers)
    for paper in papers:
        over = paper.told < year and "plan" in kinds(paper.before)  # 将围绕2023年工作要点
        other = paper.told not in right and (over or not own) and _is_of_the_year(paper, year)
        if _is_not_yet_over(run, paper, year) or (other and not _is_told_for_itself(run, paper)):
            yield paper.year, (paper.year.start, paper.what.end)
    yield from _of_the_treasury(run, papers, year)


def _is_of_the_year(paper: Paper, year: int) -> bool:
    """Whether a paper of another year is told of as that of the report's: 按照2023年工作要点, 公开2022年度决策目录 in the report of 2024.

    What sets work is followed in its own year; other papers are made or published by the next one.
    """
    listed = paper.what.meaning == "paper.list"
    if is_mistyped(paper.told, year):
        since = "when" in kinds(paper.between) or "of" in meant(paper.between, "plain")  # 2014年以来的
        return (paper.sets_work or listed) and (paper.is_set or paper.is_published) and not since
    if not year - COPIED_FROM <= paper.told <= year + 1:
        return False
    if paper.sets_work:
        return paper.is_set or any(t.meaning in ("follow", "carry_out", "finish") for t in paper.before)
    of_disclosure = any(t.kind == "caused" or t.means("plain", "disclosure") for t in paper.between)
    disclosed = paper.what.meaning == "paper.report" and of_disclosure
    made = paper.is_set and paper.what.meaning == "paper.plan"
    late = paper.told < year - 1 and paper.title is None
    return late and (made or ((disclosed or listed) and (paper.is_set or paper.is_published)))


def _is_told_for_itself(run: Run, paper: Paper) -> bool:
    """Whether a clause tells what became of a paper, that it was looked back on, or cites it among others: 《2022年要点》（国办发〔2022〕8号）."""
    start, end = paper.title or (paper.year.start, paper.what.end)
    before, behind = _clause_before(run, start), _clause_behind(run, end)
    cited = (
        paper.title is not None
        and not paper.is_set
        and ("号" in behind or "》" in run.text[start - 3 : start] or "《" in behind[:3])
    )
    of_the_state = paper.told == _LAST_OF_THE_STATE and "国" in before + behind
    looked_back = any_in((*LOOKED_BACK, *LATER_ON), before)
    name = run.text[paper.year.start : paper.what.end] if paper.sets_work else ""
    became = any_in((*BECAME_OF_IT, *LATER_ON), name + behind)
    return cited or of_the_state or looked_back or became


_LAST_OF_THE_STATE = 2022  # the last points of 国务院办公厅, which are followed in later years too


def _is_not_yet_over(run: Run, paper: Paper, year: int) -> bool:
    """发布2025年政府信息公开工作年度报告 in the report of 2024: what tells of a year that was not over."""
    over = ("paper.report", "paper.accounts")
    if paper.what.meaning not in over or not year < paper.told <= year + COPIED_FROM or paper.title:
        return False
    told = paper.is_published or any(t.kind in _TOLD or t.meaning == "finish" for t in paper.before)
    ends = run.text[paper.what.end : paper.what.end + 1] in _BEHIND_NAMES
    return told and ends and not run.kinds & {"plan", "goes_on"}


_TOLD = ("made_of", "of_which")
_BEHIND_NAMES = ("", *"》”，。；、（等和及信\n")


def _of_the_treasury(run: Run, papers: Sequence[Paper], year: int) -> Iterator[tuple[Token, Place]]:
    """公开2023年部门预算和2022年部门决算 in the report of 2024: each is a year too early; no budget is older than the accounts."""
    if not any(map(_is_publishing, run.tokens)) or any_in(LATER_ON, run.sentence):
        return
    budgets = [paper for paper in papers if paper.what.meaning == "paper.budget"]
    for paper in budgets:
        if is_mistyped(paper.told, year):
            yield paper.year, (paper.year.start, paper.what.end)  # 公开2012年部门预算 in the report of 2021
    of_budgets = {paper.told for paper in budgets}
    of_accounts = {paper.told for paper in papers if paper.what.meaning == "paper.accounts"}
    if len(of_budgets) == len(of_accounts) == 1:
        budget, account = *of_budgets, *of_accounts
        if (budget, account) == (year - 1, year - 2) or budget < account < year:
            yield budgets[0].year, (budgets[0].year.start, budgets[0].what.end)


def _clause_before(run: Run, at: int) -> str:
    return run.text[max(run.start, behind_last("，。；：\n", run.text, at)) : at]


def _clause_behind(run: Run, at: int) -> str:
    text = run.text[at : run.tokens[-1].end]
    return text[: min((text.find(stop) for stop in "，。；：\n" if stop in text), default=len(text))]
