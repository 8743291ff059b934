"""Years in a text that are not the report's, where the year's own work is told."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from ndbg.check.prose.lexicon import (
    AIMED,
    AIMS,
    DONE_ONCE,
    EARLY_PAPERS,
    IN_FORCE_SINCE,
    LOOKING_BACK,
    MAKING,
    OF_A_YEAR,
    SINCE,
    TIMES_DONE,
    UP_TO,
)
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import kinds
from ndbg.check.prose.sentences import Run, clause_end, unit
from ndbg.check.prose.tokens import STOPS, Place, Token, opened
from ndbg.check.prose.years.carried import carried
from ndbg.check.prose.years.compared import compared, is_compared_with_before
from ndbg.check.prose.years.done import done
from ndbg.check.prose.years.frames import PROBLEMS, planned
from ndbg.check.prose.years.near import (
    COPIED_FROM,
    DISCLOSURE,
    FIRST,
    LONGEST_PAPER,
    RIGHT_BEHIND,
    names_year,
    year_of,
)
from ndbg.check.prose.years.papers import of_papers
from ndbg.check.prose.years.spans import since, spanning, until
from ndbg.check.prose.years.work import found_later, leading, presented, presenting_itself, received, whole
from ndbg.text.patterns import any_in


def wrong_years(paragraphs: Sequence[Paragraph], office: Office) -> Iterator[tuple[Paragraph, Token, Place]]:
    """The years that sentences give as their own and that are not: the paragraph, the year, and the words."""
    plans: dict[Paragraph, list[tuple[Token, Place]]] = {paragraph: [] for paragraph in paragraphs}
    for paragraph, token, place in planned(paragraphs, office):
        plans[paragraph].append((token, place))
    openings = [*_openings(paragraphs)]
    problems = [s.run for p in paragraphs if p.section == PROBLEMS for s in p.sentences]
    looks_back = any(names_year(run, office.year) for run in problems)
    for paragraph in paragraphs:
        seen: set[int] = set()
        of_work = _of_work(paragraph, office, openings, looks_back=looks_back)
        for token, place in (*of_work, *plans[paragraph]):
            if token.start not in seen:
                seen.add(token.start)
                yield paragraph, token, place


def _openings(paragraphs: Sequence[Paragraph]) -> Iterator[Run]:
    """The sentence with which the work of the year begins to be told, behind headings."""
    for section, of_section in groupby(paragraphs, key=lambda paragraph: paragraph.section):
        runs = (sentence.run for paragraph in of_section for sentence in paragraph.sentences)
        told = next((run for run in runs if len(run.sentence) > _LONGEST_HEADING), None)
        if told and section in _OF_THE_YEAR:
            yield told


_NEAR = 3  # sentences that a comparison may go back to
_OF_THE_YEAR = ("", "一")
_LONGEST_HEADING = 16  # characters


def _of_work(
    paragraph: Paragraph, office: Office, openings: Sequence[Run], *, looks_back: bool
) -> Iterator[tuple[Token, Place]]:
    """`looks_back` is whether the section on problems names the report's year, so that an earlier one may be meant there."""
    runs = [sentence.run for sentence in paragraph.sentences]
    for at, (run, sentence) in enumerate(zip(runs, paragraph.sentences, strict=True)):
        opens = any(run is opening for opening in openings)
        for token, place in _wrong_in(run, office, [*runs[:at], *runs[at + 1 :]], opens=opens):
            # The section on improvements tells of what comes next, and of the year before, in whatever words.
            first = office.year - COPIED_FROM if looks_back else office.year + 1
            told = range(first, office.year + _TOO_FAR + 1)
            right = paragraph.section == PROBLEMS and year_of(token) in told
            if not (
                right or is_compared_with_before(sentence, runs[max(at - _NEAR, 0) : at], token, office.year)
            ):
                yield token, place
        yield from found_later(run, office.year)
        yield from compared(run, office.year, ahead=paragraph.section == PROBLEMS)


def _wrong_in(
    run: Run, office: Office, beside: Sequence[Run], *, opens: bool
) -> Iterator[tuple[Token, Place]]:
    if not run.tokens or not run.kinds & {"year", "day", "month", "name"}:
        return
    year = office.year
    seen: set[int] = set()
    of_work = (
        *_impossible(run, year),
        *_of_the_law(run),
        *leading(run, office, beside, opens=opens),
        *until(run, year),
        *since(run, year),
        *spanning(run, year),
        *whole(run, year),
        *presented(run, year),
        *received(run, office, beside),
        *carried(run, year),
        *done(run, office, beside),
    )
    found = [(token, place) for token, place in of_work if not _is_of_a_paper(run, token)]
    for token, place in (*found, *presenting_itself(run, year), *of_papers(run, year)):
        right = _is_of_an_aim(run, token, year) or _looks_back(run, token, year)
        if token.start not in seen and not right:
            seen.add(token.start)
            yield token, place


def _is_of_an_aim(run: Run, token: Token, year: int) -> bool:
    """Whether a later year is that of an aim: 2025年更新不少于100条 in the report of 2024."""
    clause, _, rest = run.text[token.end : run.tokens[-1].end].partition("。")[0].lstrip("，").partition("，")
    return year_of(token) > year and (any_in(AIMS, clause) or any_in(AIMED, rest))


def _looks_back(run: Run, token: Token, year: int) -> bool:
    """Whether what was done in an earlier year is told of for what became of it, or lasts: 2022年建成专区3个, 2022年开展的评估."""
    at = next((i for i, t in enumerate(run.tokens, 1) if t is token), len(run.tokens))
    words = [t for t in run.tokens[at:] if t.kind not in ("stop", "own", "whole")]
    if year_of(token) > year or token.kind == "day" or not words:
        return False
    end = run.tokens[clause_end(run.tokens, at, "；", "。") - 1].end
    attribute = words[0].kind == "other" and any(t.means("plain", "of") for t in words[1:2])
    attribute = attribute and not run.word(words[0]).endswith("党")  # 2022年，我局深入贯彻党的二十大精神
    # 2022年印发文件12件已重新标注
    pairs = pairwise(run.tokens[at:])
    done = words[0].kind == "issue" and any(n.counted and t.kind == "done" for n, t in pairs)
    once = run.text.startswith(DONE_ONCE, words[0].start)
    return attribute or done or once or any_in(LOOKING_BACK, run.text[token.end : end])


def _impossible(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """2202年 for 2022, 2052年 for the year after 2024, and years of disclosure before there was any: 2004年政务公开业务培训."""
    for at, token in enumerate(run.tokens):
        if token.kind != "year":
            continue
        told, behind = int(token.meaning), run.text[token.end : token.end + RIGHT_BEHIND]
        before = run.tokens[at - 1] if at else None
        led = before is not None and (before.kind == "until" or before.means("plain", "to", "from"))
        ahead = told > year + _TOO_FAR and told % 5 and not led and not behind.startswith(UP_TO)
        meant = (f"{year}", f"{year + 1}", f"{year - 1}")
        mistyped = sorted(token.meaning) in map(sorted, meant) or _digits_off(token, year) == 1
        before_any = told < FIRST - 1 and run.text.startswith(DISCLOSURE, token.end)
        paper = any_in(EARLY_PAPERS, run.text[token.end : token.end + LONGEST_PAPER])
        if mistyped and (ahead or (before_any and not paper)):
            yield token, (token.start, token.end)


_TOO_FAR = 5


def _of_the_law(run: Run) -> Iterator[tuple[Token, Place]]:
    """《条例》自2018年5月15日起施行: the days from which the law holds are known."""
    for token in run.tokens if "条例" in run.sentence else ():
        year = IN_FORCE_SINCE.get(token.date[1:])
        other = token.kind == "day" and year and token.date[0] not in (0, year)
        if other and run.text.startswith(SINCE, token.end):
            yield token, (token.start, token.end)


def _digits_off(token: Token, year: int) -> int:
    return sum(a != b for a, b in zip(token.meaning, f"{year}", strict=True))


def _is_of_a_paper(run: Run, year: Token) -> bool:
    """Whether a year is that of what is made for a year, and is rightly told of in another one: 2023年度部门决算公开1项."""
    often = any(unit(t) in TIMES_DONE for t in run.tokens if year.end < t.start < year.end + LONGEST_PAPER)
    behind = run.text[year.end : year.end + _LONGEST_TITLE]
    for word in DISCLOSURE:
        behind = behind.replace(word, "")
    text = behind[:LONGEST_PAPER]
    if often or _is_the_report(run, year):  # 2023年考核2次
        return False
    verbs = (text.find(verb) for verb in MAKING if verb in text)
    told = text[: min(verbs, default=len(text))]
    return any_in(OF_A_YEAR, told) and not any(stop in told for stop in STOPS)


_LONGEST_TITLE = 16


def _is_the_report(run: Run, year: Token) -> bool:
    """Whether a year is that of the report that follows: 现将2023年政府信息公开工作年度报告公布如下."""
    at = next((i for i, t in enumerate(run.tokens) if t is year), len(run.tokens))
    clause = list(opened(run.tokens[at + 1 : clause_end(run.tokens, at)]))
    report = next((i for i, t in enumerate(clause) if t.meaning in ("paper.report", "report")), len(clause))
    behind = clause[report + 1 :]
    follows = bool(behind) and run.word(behind[-1]) == "如下" and kinds(behind[:-1]) <= _MADE_PUBLIC
    return follows and run.text.startswith(DISCLOSURE, year.end)


_MADE_PUBLIC = {"publish", "open_word", "plain"}
