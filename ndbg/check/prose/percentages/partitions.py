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
        run, listed = sentence.run, list[StatedShare]()
        for one in outside(run) if run.kinds >= {"others", "share"} else ():
            if one.between or not one.percent.number:
                continue
            listed.append(one)
            at = run_place(run, one.sign)
            if "others" in kinds(run.tokens[clause_start(run.tokens, at) : at]):  # 其他情况占5.2%
                total = sum((each.value for each in listed), Decimal(0))
                rounded = sum(Decimal(1).scaleb(-each.portion.places) for each in listed)
                if len(listed) >= _SEVERAL and total > ALL + rounded and _are_of_one_whole(run, listed):
                    yield Partition(listed[0].sign.start, one.percent.end, total)
                listed = []


def _are_of_one_whole(run: Run, listed: Sequence[StatedShare]) -> bool:
    """Whether shares may be told of one whole, each thing in one of them only: no answers to a survey, and no share of a share."""
    between = run.tokens[run_place(run, listed[0].percent) : run_place(run, listed[-1].sign)]
    parted = kinds(between) & {"of_which", "made_of", "year", "when"} or "；" in meant(between, "stop")
    return not parted and not any_in(OF_A_SURVEY, run.sentence)
