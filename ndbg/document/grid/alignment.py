"""Align the lines of a table with the lines of the form, in order, by scores.

One dynamic programme (Viterbi) serves rows and columns. Lines of the table and of the form may be skipped;
going back costs more than going on. A line of the table is assigned where any other choice would make the whole
alignment worse by a margin.
"""

from collections.abc import Mapping, Sequence

# The least margin over the second best alignment.
_CERTAIN = 1.0
_SKIPPED, _MOST_SKIPPED, _BACK = 0.15, 1.0, 2.0
_START = -1
# To leave out a line that keeps the order costs its score and saves one skip at most.
_CERTAIN_IN_ORDER = _CERTAIN + _MOST_SKIPPED + 0.01  # sums of decimals are not exact


def _step(last: int, line: int) -> float:
    """The cost of going from one line of the form to another."""
    if last == _START or line == last + 1:
        return 0.0
    return -min(_SKIPPED * (line - last - 1), _MOST_SKIPPED) if line > last else -_BACK


def align(scores: Sequence[Mapping[int, float]]) -> list[int | None]:
    """The line of the form for each line of a table; None where it is not certain.

    Each has scores by the index of the line of the form; a line without scores is none. Linear in the
    number of lines.
    """
    return _in_order(scores) or _best(scores)


def _in_order(scores: Sequence[Mapping[int, float]]) -> list[int | None] | None:
    """The lines where each can be one line alone, in the order of the form, by a score that makes it certain."""
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


def _best(scores: Sequence[Mapping[int, float]]) -> list[int | None]:
    """The lines by the best alignment of all."""
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
    choices: list[int | None] = []
    after = dict.fromkeys(before[-1], 0.0)
    for reached, into, score in zip(reversed(before[:-1]), reversed(taken), reversed(scores), strict=True):
        if not score:
            choices.append(None)
            continue
        options: list[tuple[float, int | None]] = [
            (value + after[line], line) for line, value in into.items()
        ]
        options.append((max(value + after[last] for last, value in reached.items()), None))
        options.sort(key=lambda option: -option[0])
        second = options[1][0] if len(options) > 1 else float("-inf")
        choices.append(options[0][1] if options[0][0] - second >= _CERTAIN else None)
        after = {
            last: max(after[last], *(_step(last, x) + value + after[x] for x, value in score.items()))
            for last in reached
        }
    return choices[::-1]
