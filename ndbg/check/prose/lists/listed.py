"""Totals with their parts as they stand in a sentence, in whatever way the list is introduced."""

from collections.abc import Iterator, Sequence
from itertools import chain

from ndbg.check.prose.lexicon import CASES
from ndbg.check.prose.lists.behind import of_an_earlier_total, parts_behind
from ndbg.check.prose.lists.closed import behind_colon, in_brackets
from ndbg.check.prose.lists.parts import (
    BY_PARTS,
    Count,
    Listing,
    is_among,
    numbers,
)
from ndbg.check.prose.lists.summed_up import adds_up_several, summed_up
from ndbg.check.prose.lists.unmarked import of_requests, unmarked
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import kinds
from ndbg.check.prose.sentences import Run
from ndbg.text.patterns import any_in

_BEHIND_AN_ITEM = frozenset(("", *CASES, *"，、；。（）"))

Found = Iterator[Sequence[Listing]]


def lists(sentence: Sentence, earlier: Run | None) -> Found:
    """The lists of a sentence, in whatever way they are introduced, each in all the ways in which it may be read.

    `earlier` is the sentence before it in its paragraph.
    """
    run = sentence.run
    told = [*sentence.flows, *(q for q in sentence.quantities if q.run is run)]
    counts = numbers(run)
    found = chain(
        *(in_brackets(run, *aside, told) for aside in run.asides),
        *(_introduced(run, at, counts, told, earlier) for at in range(len(run.tokens))),
        of_requests(run, told) if run.kinds & {"way", "by_topic"} else (),
        unmarked(run),
        of_an_earlier_total(run, earlier),
    )
    yield from (readings for readings in found if _is_understood(run, readings))


def _introduced(
    run: Run, at: int, counts: Sequence[Count], told: Sequence[Quantity], earlier: Run | None
) -> Found:
    """The lists that a token introduces, or sums up."""
    token = run.tokens[at]
    if token.kind in BY_PARTS or _names_each(run, at) or is_among(run, at):
        return iter(()) if _tells_of_a_paper(run, at) else parts_behind(run, at, counts, told)
    if token.means("by_topic", "involves") and not kinds(run.tokens[:at]) & {"by_topic", *BY_PARTS}:
        # 公开信息80条，涉及规划30条、水利40条、其他10条: by its last name, or by the 及 before it, such a list is one of parts.
        readings = () if _tells_of_a_paper(run, at) else parts_behind(run, at, counts, told)
        return (found for found in readings if _is_ended(found))
    if token.means("stop", "："):
        return behind_colon(run, at, told)
    return summed_up(run, at, earlier) if token.kind == "sum" or adds_up_several(run, at) else iter(())


def _tells_of_a_paper(run: Run, at: int) -> bool:
    """Whether a word for what something is made of stands behind a title, and tells of that: 18个部门编制《目录》，涵盖24个领域."""
    before = next((t for t in reversed(run.tokens[:at]) if not t.means("stop", "，")), None)
    titled = before is not None and run.word(before).startswith("《")
    return titled and run.tokens[at].kind in ("made_of", "by_topic")


def _is_understood(run: Run, readings: Sequence[Listing]) -> bool:
    """Whether no item with a number that is not understood stands within a list or right behind it: 村组6、其他3件; 预决算3（含附表）条."""
    if "figure" not in run.kinds or not readings:
        return True
    start, end = readings[0].start, max(listed.end for listed in readings)
    tokens = (*run.tokens, *(t for _, aside in run.asides for t in aside.tokens))
    items = [t.start for t in tokens if t.kind == "figure" and run.text[t.end : t.end + 1] in _BEHIND_AN_ITEM]
    return not any(start < at and (at < end or not any_in("；。", run.text[end:at])) for at in items)


def _is_ended(readings: Sequence[Listing]) -> bool:
    """Whether the last part of a list is told to be the last one, 其他10条, 及重点领域信息3条, or they come to more than all."""
    if not readings:
        return False
    listed, last = readings[0], readings[0].parts[-1]
    more = sum(n.value for n in listed.numbers) > listed.whole.value
    return more or last.is_of_others or any(t.means("plain", "and") for t in last.label[:1])


def _names_each(run: Run, at: int) -> bool:
    """Whether 分别为 stands before names with their numbers, not between names and numbers: 分别为公告3条、动态5条."""
    token, behind = run.tokens[at], run.tokens[at + 1 : at + 2]
    # 结果纠正2件，分别因超期、未说明理由: a bare 分别 leads up to anything.
    return token.kind == "each" and token.meaning != "bare" and "number" not in kinds(behind)
