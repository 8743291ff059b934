"""Years in a text that are not the report's, where the year's own work is told."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import Place, Token
from ndbg.check.prose.years.bound import bound, compared
from ndbg.check.prose.years.clause_heads import presented, years_at_heads
from ndbg.check.prose.years.frames import PROBLEMS, planned
from ndbg.check.prose.years.near import names_year, year_of
from ndbg.check.prose.years.papers import of_papers


def wrong_years(paragraphs: Sequence[Paragraph], office: Office) -> Iterator[tuple[Paragraph, Token, Place]]:
    """The years that sentences give as their own and that are not: the paragraph, the year, and the words."""
    plans = [*planned(paragraphs, office)]
    openings = [*_openings(paragraphs)]
    problems = [s.run for p in paragraphs if p.section == PROBLEMS for s in p.sentences]
    looks_back = any(names_year(run, office.year) for run in problems)
    for paragraph in paragraphs:
        seen: set[int] = set()
        of_plans = ((token, place) for planned_in, token, place in plans if planned_in is paragraph)
        for token, place in (*_of_work(paragraph, office, openings, looks_back=looks_back), *of_plans):
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


_OF_THE_YEAR = ("", "一")
_LONGEST_HEADING = 16  # characters


def _of_work(
    paragraph: Paragraph, office: Office, openings: Sequence[Run], *, looks_back: bool
) -> Iterator[tuple[Token, Place]]:
    """The years of a paragraph with which it tells of the year's work, or compares that.

    The section on improvements tells of what comes next, and where it names the report's year (`looks_back`) of the
    problems of those before, in whatever words.
    """
    year, improves = office.year, paragraph.section == PROBLEMS
    runs = [sentence.run for sentence in paragraph.sentences]
    for at, run in enumerate(runs):
        opens = any(run is opening for opening in openings)
        beside = [*runs[max(at - _NEAR, 0) : at], *runs[at + 1 : at + 1 + _NEAR]]
        of_work = (*years_at_heads(run, office, beside, opens=opens), *_of_the_year(run, year))
        for token, place in of_work:
            right = improves and (looks_back or year_of(token) > year)
            if not right:
                yield token, place
        yield from compared(run, year, ahead=improves)


_NEAR = 6  # sentences within which a year is told of to be compared with


def _of_the_year(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """The years that a word beside them binds to the report's year: 截至2023年底, 结转2023年, 2023年工作要点 in the report of 2024."""
    if run.kinds & {"year", "day", "month", "name"}:
        yield from bound(run, year)
        yield from presented(run, year)
        yield from of_papers(run, year)
