"""Years in a text that are not the report's, where the year's own work is told."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import Place, Token
from ndbg.check.prose.years.bound import bound, compared
from ndbg.check.prose.years.clause_heads import presented, years_at_heads
from ndbg.check.prose.years.frames import PROBLEMS, planned
from ndbg.check.prose.years.near import names_year, year_of
from ndbg.check.prose.years.papers import of_papers
from ndbg.report import Report


def wrong_years(
    paragraphs: Sequence[Paragraph], office: Office, report: Report
) -> Iterator[tuple[Paragraph, Token, Place]]:
    """The years that sentences give as their own and that are not: the paragraph, the year, and the words."""
    plans = [*planned(paragraphs, office)]
    work = _Work(office, report, paragraphs)
    for paragraph in paragraphs:
        seen: set[int] = set()
        of_plans = ((token, place) for planned_in, token, place in plans if planned_in is paragraph)
        for token, place in (*work.years(paragraph), *of_plans):
            if token.start not in seen:
                seen.add(token.start)
                yield paragraph, token, place


class _Work:
    """What all paragraphs tell of the year's work."""

    def __init__(self, office: Office, report: Report, paragraphs: Sequence[Paragraph]) -> None:
        self._office, self._report = office, report
        self._leads = [*_leads(paragraphs)]
        self._openings = [*_openings(paragraphs)]
        problems = [s.run for p in paragraphs if p.section == PROBLEMS for s in p.sentences]
        self._looks_back = any(names_year(run, office.year) for run in problems)
        counts = [q for p in paragraphs for s in p.sentences for q in s.quantities]
        self._told = [q for q in counts if q.own and q.now and q.what and q.what.whole]

    def years(self, paragraph: Paragraph) -> Iterator[tuple[Token, Place]]:
        """The years of a paragraph with which it tells of the year's work, or compares that.

        The section on improvements tells of what comes next, and where it names the report's year of the problems of
        those before, in whatever words.
        """
        year, improves = self._office.year, paragraph.section == PROBLEMS
        runs = [sentence.run for sentence in paragraph.sentences]
        for at, sentence in enumerate(paragraph.sentences):
            run = sentence.run
            opens, leads = run in self._openings, run in self._leads
            beside = [*runs[max(at - _NEAR, 0) : at], *runs[at + 1 : at + 1 + _NEAR]]
            heads = years_at_heads(sentence, self._office, beside, self._agrees, leads=leads, opens=opens)
            for token, place in (*heads, *_of_the_year(run, year)):
                right = improves and (self._looks_back or year_of(token) > year)
                if not right:
                    yield token, place
            yield from compared(run, year, ahead=improves)

    def _agrees(self, quantity: Quantity) -> bool:
        """Whether a count is the tables', and no other sentence tells what it counts of the report's year."""
        what = quantity.what
        if not what or any(
            q.what and q.what.sums == what.sums and q.run is not quantity.run for q in self._told
        ):
            return False
        values = (s.value(self._report) for s in what.sums)
        return any(value is not None and quantity.number.fits(value) for value in values)


def _leads(paragraphs: Sequence[Paragraph]) -> Iterator[Run]:
    """The sentences with which sections begin, and what they have under a heading."""
    for _, of_section in groupby(paragraphs, key=lambda paragraph: paragraph.section):
        begins = True
        for run in (sentence.run for paragraph in of_section for sentence in paragraph.sentences):
            heads = len(run.sentence) <= _LONGEST_HEADING and not run.kinds & {"number", "no", "year"}
            begins = begins or heads or run.head.endswith(_HEADS)
            if begins and not heads:
                yield run
                begins = False


def _openings(paragraphs: Sequence[Paragraph]) -> Iterator[Run]:
    """The sentence with which the work of the year begins to be told, behind headings."""
    for section, of_section in groupby(paragraphs, key=lambda paragraph: paragraph.section):
        runs = (sentence.run for paragraph in of_section for sentence in paragraph.sentences)
        told = next((run for run in runs if len(run.sentence) > _LONGEST_HEADING), None)
        if told and section in _OF_THE_YEAR:
            yield told


_OF_THE_YEAR = ("", "一")
_LONGEST_HEADING = 16  # characters
_HEADS = ("）", "、", ".")


_NEAR = 6  # sentences within which a year is told of to be compared with


def _of_the_year(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """The years that a word beside them binds to the report's year: 截至2023年底, 结转2023年, 2023年工作要点 in the report of 2024."""
    if run.kinds & {"year", "day", "month", "name"}:
        yield from bound(run, year)
        yield from presented(run, year)
        yield from of_papers(run, year)
