"""Totals of which the numbered items of their paragraph tell the parts: 公开信息866条，一是在网站公开412条；二是……；三是……."""

from collections.abc import Iterator, Sequence

from ndbg.check.prose.lists.parts import FEW, Count, Listing, are_alike, numbers, part_of
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.scene import kinds
from ndbg.check.prose.sentences import Run, clause_start, item_start
from ndbg.check.prose.tokens import Number

_Item = list[tuple[Run, Count]]  # what an item counts


def in_items(paragraph: Paragraph) -> Iterator[Sequence[Listing]]:
    """The list of how much a sentence tells to have been made public, where each item behind it tells of some of it.

    That these are all there is is told by the numbers: they come near to it. Where the last item ends is not known.
    """
    if not any(token.means("plain", "item") for token in paragraph.tokens):
        return
    for order, sentence in enumerate(paragraph.sentences):
        items = _items(paragraph.sentences[order:])
        if len(items) < FEW:
            continue
        at, whole = numbers(sentence.run)[0]
        alike = [[(run, i, n) for run, (i, n) in item if are_alike(n, whole)] for item in items]
        if all(alike):
            parts = [
                (run, part_of(run, i, n, run.tokens[max(item_start(run.tokens, i) - 1, 0) : i]))
                for item in alike
                for run, i, n in item
            ]
            least = len(parts) - len(alike[-1]) + 1
            ends = [end for end in range(least, len(parts)) if parts[end - 1][0] is not parts[end][0]]
            start = sentence.run.tokens[at].start
            readings = ([part for _, part in parts[:end]] for end in (*ends, len(parts)))
            yield [
                Listing(start, listed[-1].end, whole, listed, frozenset({whole.value}), unsure=True)
                for listed in readings
            ]
        return


def _items(sentences: Sequence[Sentence]) -> list[_Item]:
    """The items that follow the first number of some sentences, up to the end of the paragraph; none where they are no list."""
    items: list[_Item] = []
    for order, sentence in enumerate(sentences):
        run = sentence.run
        counted = dict(numbers(run))
        begins = any(token.means("plain", "item") for token in run.tokens[:1])
        if kinds(run.tokens) & _MARKS or (order and not items and not begins):
            return []
        if not order and not _tells_what_is_public(run, counted):
            return []
        for at, token in enumerate(run.tokens):
            if token.means("plain", "item"):
                items.append([])
            elif items and at + 1 in counted and token.kind == "sum" and run.tokens[at - 1].kind == "stop":
                return []  # 一是……4条；二是……5条，共9条: a list with a total of its own
            elif items and at in counted:
                items[-1].append((run, (at, counted[at])))
    return items


def _tells_what_is_public(run: Run, counted: dict[int, Number]) -> bool:
    """Whether a sentence begins by telling how much was made public, before any item."""
    first = next(iter(counted), 0)
    lead = run.tokens[clause_start(run.tokens, first) : first]
    told = kinds(lead) & {"publish", "open_word"} or any(t.means("plain", "disclosure") for t in lead)
    return (
        bool(told) and counted[first].exact and not any(t.means("plain", "item") for t in run.tokens[:first])
    )


_MARKS = {"of_which", "made_of", "except", "rest", "compare"}
