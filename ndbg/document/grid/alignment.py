"""Lines of a table aligned with the lines of the form, in order, by what speaks for each.

One dynamic programme (Viterbi) serves rows and columns. Lines of the table may be skipped, and so
may lines of the form; going back costs more than going on. For each line of the table it tells the
best choice, and by how much the whole alignment would be worse with any other.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

# What is in doubt by less than this is not taken.
CERTAIN = 1.0
_SKIPPED, _MOST_SKIPPED, _BACK = 0.15, 1.0, 2.0
_START = -1


class Choice(NamedTuple):
    """The line of the form that one of a table is, None for no line, and how sure that is."""

    line: int | None
    margin: float

    @property
    def certain(self) -> int | None:
        """The line, where nothing else comes near."""
        return self.line if self.margin >= CERTAIN else None


def _step(last: int, line: int) -> float:
    """What it costs to go from one line of the form to another."""
    if last == _START or line == last + 1:
        return 0.0
    return -min(_SKIPPED * (line - last - 1), _MOST_SKIPPED) if line > last else -_BACK


def align(scores: Sequence[Mapping[int, float]]) -> list[Choice]:
    """Align some lines with those of the form.

    Each has its scores by the number of the line of the form, which counts in the form's order; a
    line without scores is skipped. Takes time in proportion to the lines, not to their square.
    """
    before: list[dict[int, float]] = [{_START: 0.0}]
    taken: list[dict[int, float]] = []
    for score in scores:
        reached = before[-1]
        if not score:
            taken.append({})
            before.append(reached)
            continue
        into = {
            line: value + max(at + _step(last, line) for last, at in reached.items())
            for line, value in score.items()
        }
        taken.append(into)
        before.append({**reached, **{x: max(v, reached.get(x, v)) for x, v in into.items()}})
    choices = []
    after = dict.fromkeys(before[-1], 0.0)
    for reached, into, score in zip(reversed(before[:-1]), reversed(taken), reversed(scores), strict=True):
        if not score:
            choices.append(Choice(None, float("inf")))
            continue
        options: list[tuple[float, int | None]] = [
            (value + after[line], line) for line, value in into.items()
        ]
        options.append((max(value + after[last] for last, value in reached.items()), None))
        options.sort(key=lambda option: -option[0])
        second = options[1][0] if len(options) > 1 else float("-inf")
        choices.append(Choice(options[0][1], options[0][0] - second))
        after = {
            last: max(after[last], *(_step(last, x) + value + after[x] for x, value in score.items()))
            for last in reached
        }
    return choices[::-1]
