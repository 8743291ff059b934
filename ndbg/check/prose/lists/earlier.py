"""Lists of what an earlier sentence has told to have been published: 公开信息97条。……在公开的信息中，公告50条，动态47条."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from ndbg.check.prose.lists.parts import (
    FEW,
    OF_KINDS,
    Listing,
    Part,
    are_alike,
    list_end,
    named_parts,
)
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.scene import kinds


def of_an_earlier_total(sentence: Sentence) -> Iterator[Sequence[Listing]]:
    """公开信息97条。……在公开的信息中，公告50条，动态47条: a list of what an earlier sentence has told."""
    run, whole = sentence.run, sentence.total
    tokens = run.tokens
    marks = [i for i, t in enumerate(tokens) if t.kind in ("of_which", "made_of")]
    marked = min(marks, key=lambda i: tokens[i].kind != "of_which", default=-1)
    if whole is None or sentence.since > FEW or marked < 0:
        return
    if any(t.counted and t.counted.unit not in OF_KINDS for t in tokens[:marked]):
        return  # but 共21类，56个栏目。其中政策信息3条……
    found = named_parts(run, marked + 1, list_end(run, marked + 1))
    parts = list(takewhile(lambda p: are_alike(p.number, whole), found))
    if len(parts) < 2 or not parts[0].label or not _is_of_all(sentence, marked, parts):
        return
    start = next(t.start for t in (*parts[0].label, parts[0].token) if t.kind != "stop")
    yield [Listing(start, parts[-1].token.end, whole, parts, frozenset({whole.value}))]


def _is_of_all(sentence: Sentence, marked: int, parts: Sequence[Part]) -> bool:
    """Whether a list behind 其中 or 包括 is of all that was told before.

    主动公开的信息类别，包括规划5条、其他92条: where what is counted is named again, and nothing left out. Who applied, and
    how cases ended, is told of none that was published.
    """
    tokens = sentence.run.tokens
    if any(kinds(p.label) & {"applicant", "outcome", "verdict"} for p in parts):
        return False
    if tokens[marked].kind != "made_of" or tokens[marked].meaning == "all":
        return True
    again = kinds(tokens[:marked]) & {"publish", "open_word"}
    return sentence.since <= 1 and bool(again) and parts[-1].is_of_other_kinds
