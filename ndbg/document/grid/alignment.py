"""Align the lines (rows or columns) of a table with those of the form by scores and order.

A dynamic programme (Viterbi). Lines of the table and of the form may be skipped; a step back in the form costs more
than a skip. A line of the table is assigned only if any other choice would lower the score of the whole alignment by a
margin.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

_CERTAIN = 1.0  # the least margin over the second best alignment
_SKIPPED, _MOST_SKIPPED = 0.15, 1.0  # the cost of each line of the form that is skipped, and of all at once
_BACK = 2.0  # the cost of a step back
_START = -1  # before the first line of the form
# Without a line that is in order, an alignment loses its score and saves the cost of one skip at most. (0.01: sums of
# decimals are not exact.)
_CERTAIN_IN_ORDER = _CERTAIN + _MOST_SKIPPED + 0.01


def _step(last: int, line: int) -> float:
    """The cost of going from one line of the form to another."""
    if last == _START or line == last + 1:
        return 0.0
    return -min(_SKIPPED * (line - last - 1), _MOST_SKIPPED) if line > last else -_BACK


def align(scores: Sequence[Mapping[int, float]]) -> list[int | None]:
    """The index of the line of the form that each line of a table is; None where it is none or not certain.

    `scores` are those of each line of the table, by the index of the line of the form. Linear in their number.
    """
    return _in_order(scores) or _best(scores)


def _in_order(scores: Sequence[Mapping[int, float]]) -> list[int | None] | None:
    """The alignment if each line has one score alone, high enough to be certain, and all are in order; else None."""
    found: list[int | None] = []
    last = _START
    for score in scores:
        if not score:
            found.append(None)
            continue
        line, value = next(iter(score.items()))
        if len(score) > 1 or line <= last or value < _CERTAIN_IN_ORDER:
            return None
        found.append(line)
        last = line
    return found


class _Reached(NamedTuple):
    """The best scores of alignments of the lines of a table before one, and with it, by their last line of the form."""

    before: Mapping[int, float]
    with_line: Mapping[int, float]


def _best(scores: Sequence[Mapping[int, float]]) -> list[int | None]:
    """The best alignment of all, without the lines that are not certain in it."""
    forward, end = _forward(scores)
    choices: list[int | None] = []
    after = dict.fromkeys(
        end, 0.0
    )  # the best score of the lines behind, by the last line of the form before them
    for reached, score in zip(reversed(forward), reversed(scores), strict=True):
        choices.append(_choice(reached, after) if score else None)
        if score:
            after = {
                last: max(after[last], *(_step(last, x) + value + after[x] for x, value in score.items()))
                for last in reached.before
            }
    return choices[::-1]


def _forward(scores: Sequence[Mapping[int, float]]) -> tuple[list[_Reached], Mapping[int, float]]:
    """The scores reached at each line of a table, and those reached at the end."""
    found: list[_Reached] = []
    before: Mapping[int, float] = {_START: 0.0}
    for score in scores:
        with_line = {
            line: value + max(at + _step(last, line) for last, at in before.items())
            for line, value in score.items()
        }
        found.append(_Reached(before, with_line))
        before = {**before, **{x: max(v, before.get(x, v)) for x, v in with_line.items()}}
    return found, before


def _choice(reached: _Reached, after: Mapping[int, float]) -> int | None:
    """The line of the form by the best alignment of all lines; None where it is skipped or the second best is close."""
    options: list[tuple[float, int | None]] = [
        (value + after[line], line) for line, value in reached.with_line.items()
    ]
    options.append((max(value + after[last] for last, value in reached.before.items()), None))
    options.sort(key=lambda option: -option[0])
    (best, line), (second, _), *_ = options
    return line if best - second >= _CERTAIN else None
