"""Lists of shares that are told of one whole and end with 其他: they come to no more than all there is."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.prose.lexicon import OF_A_SURVEY
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.percentages.ratios import ALL
from ndbg.check.prose.percentages.stated_shares import StatedShare, outside, run_place
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_start
from ndbg.text.patterns import any_in

_SEVERAL = 3


class Partition(NamedTuple):
    """Shares of a list that ends with 其他, from `start` to `end` of the paragraph, and what they come to in per cent."""

    start: int
    end: int
    total: Decimal


def partitions(paragraph: Paragraph) -> Iterator[Partition]:
    """Lists of shares that come to more than all there is, as finely as they are stated."""
    for sentence in paragraph.sentences:
        run = sentence.run
        stated = (
            [one for one in outside(run) if not one.between and one.percent.number]
            if run.kinds >= {"others", "share"}
            else []
        )
        while stated:
            length = next((i for i, one in enumerate(stated, 1) if _is_of_the_others(run, one)), len(stated))
            listed, stated = stated[:length], stated[length:]
            total = sum((one.value for one in listed), Decimal(0))
            rounded = sum(
                (Decimal(1).scaleb(int(one.value.as_tuple().exponent)) for one in listed), Decimal(0)
            )
            if not _are_of_one_whole(run, listed):
                continue
            if len(listed) >= _SEVERAL and _is_of_the_others(run, listed[-1]) and total > ALL + rounded:
                yield Partition(listed[0].sign.start, listed[-1].percent.end, total)


def _is_of_the_others(run: Run, stated: StatedShare) -> bool:
    """Whether a share is that of all that was not named before: 其他情况占5.2%."""
    at = run_place(run, stated.sign)
    return "others" in kinds(run.tokens[clause_start(run.tokens, at) : at])


def _are_of_one_whole(run: Run, listed: Sequence[StatedShare]) -> bool:
    """Whether shares may be told of one whole, each thing in one of them only: no answers to a survey, and no share of a share."""
    if any_in(OF_A_SURVEY, run.sentence):
        return False
    between = run.tokens[run_place(run, listed[0].percent) : run_place(run, listed[-1].sign)]
    return not kinds(between) & {"of_which", "made_of", "year", "when"} and "；" not in meant(between, "stop")
