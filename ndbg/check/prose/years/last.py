"""Applications of the year told as last year's: 去年共收到政府信息公开申请9件, and none of this year.

Two things together make it sure: no sentence of the section counts what came in this year, and the number is this year's.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end
from ndbg.check.prose.tokens import Number, Place


def told_as_last(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, Place, Number]]:
    """The counts of applications that came in that are told as those of the year before, where no others are told of."""
    for _, section in groupby(paragraphs, key=lambda paragraph: paragraph.section):
        runs = [(paragraph, sentence.run) for paragraph in section for sentence in paragraph.sentences]
        if any(_counts_this_year(run) for _, run in runs):
            continue
        for paragraph, run in runs:
            for place, number in _of_last_year(run):
                yield paragraph, place, number


def _counts_this_year(run: Run) -> bool:
    """Whether a sentence counts, for this year or for no time, what came in or was answered, or says that nothing did."""
    return any(
        kinds(clause) & _CAME
        and kinds(clause) & {*REQUESTS, "applicant"}
        and ("no" in kinds(clause) or any(t.counted for t in clause))
        and "last" not in meant(clause, "when")
        for clause in _clauses(run)
    )


def _of_last_year(run: Run) -> Iterator[tuple[Place, Number]]:
    when = set(meant(run.tokens, "when"))
    if run.kinds & _COMPARED or when - {"next"} != {"last"} or "year" in run.kinds:
        return
    for clause in _clauses(run):
        at = next((i for i, t in enumerate(clause) if t.means("when", "last")), len(clause))
        counted = [t.counted for t in clause[at:] if t.counted and t.counted.counts_cases]
        told = kinds(clause[at + 1 : at + 3]) & _CAME and kinds(clause) & {*REQUESTS}
        carried = kinds(clause) & {"carry", "turn"}
        if told and len(counted) == 1 and not carried and not kinds(clause[:at]) - _LEADING_UP:
            yield (clause[at].start, clause[-1].end), counted[0]


def _clauses(run: Run) -> Iterator[Tokens]:
    at = 0
    while at < len(run.tokens):
        end = clause_end(run.tokens, at)
        if end > at:
            yield run.tokens[at:end]
        at = end + 1


_CAME = {"receive", "answer"}
_COMPARED = {"compare", "more", "less", "until", "span"}
_LEADING_UP = {"own", "whole", "plain"}
