"""Align the lines of two texts."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Pair = tuple[int | None, int | None]
_LEAST_SIMILARITY = 0.4  # from which on two lines count as one changed line
_MOST_PAIRS = 2500  # compared letter by letter; in a larger block lines are paired by their order


def aligned(left: Sequence[str], right: Sequence[str]) -> Iterator[Pair]:
    """Pairs of line numbers, in order; None where a line has no counterpart in the other text.

    Equal lines are paired first, then, between them, the most similar ones.
    """
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            yield from _block(left[i1:i2], right[j1:j2], i1, j1)


def _block(left: Sequence[str], right: Sequence[str], start: int, other: int) -> Iterator[Pair]:
    """The pairs of two blocks that share no line; a single line on each side is one changed line.

    `start` and `other` are the numbers of their first lines.
    """
    pairs = [(0, 0)] if len(left) == len(right) == 1 else _most_similar(left, right)
    i = j = 0
    for at, to in [*pairs, (len(left), len(right))]:
        yield from ((start + n, None) for n in range(i, at))
        yield from ((None, other + n) for n in range(j, to))
        if at < len(left):
            yield start + at, other + to
        i, j = at + 1, to + 1


def _most_similar(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs, in order, with the greatest sum of similarities."""
    if len(left) * len(right) > _MOST_PAIRS:
        return [*zip(range(len(left)), range(len(right)), strict=False)]
    best: list[list[float]] = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    ratios = [[line_similarity(a, b) for b in right] for a in left]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            together = best[i + 1][j + 1] + ratios[i][j] if ratios[i][j] >= _LEAST_SIMILARITY else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if ratios[i][j] >= _LEAST_SIMILARITY and best[i][j] == best[i + 1][j + 1] + ratios[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def line_similarity(left: str, right: str) -> float:
    """The similarity of two lines, letter by letter: 0 to 1."""
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
