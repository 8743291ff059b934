"""Join numbers without ruling lines around them that are broken, for lack of room, over two lines of their column.

The rest of a number stands right below it, on the next line where numbers are at the top of their cells; where these are
centred, both pieces stand half a line above and below the other numbers of their row.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from ndbg.read.fixed.labels import Word

_NEXT_LINE = 1.7  # most sizes of type from one line of a cell to the next
_MOST_BETWEEN = 3  # lines of numbers and labels between the two pieces
_STRAIGHT = 3.0  # points by which pieces, aligned by their middles or by an end, may be off each other

_Words = Sequence[Word]


def whole_numbers(lines: Sequence[_Words]) -> list[_Words]:
    """The words of lines with each broken number as one, on the line of the whole numbers of its row."""
    joined = list(lines)
    for at in range(len(joined)):
        for below in range(at + 1, min(at + 2 + _MOST_BETWEEN, len(joined))):
            inner = [n for n in range(at + 1, below) if _numbers(joined[n])]
            to = inner[0] if inner else at
            if len(inner) < 2 and (
                whole := list(_rejoined_numbers(joined[at], joined[below], joined[to] if inner else ()))
            ):
                labels = [word for word in joined[to] if not word.numeric]
                for n in (at, below):
                    joined[n] = [word for word in joined[n] if not word.numeric]
                joined[to] = [*labels, *(word._replace(at=to) for word in whole)]
                break
    return joined


def _numbers(line: _Words) -> list[Word]:
    """The numbers at the end of a line."""
    return list(takewhile(lambda word: word.numeric, reversed(line)))[::-1]


def _rejoined_numbers(above: _Words, below: _Words, between: _Words) -> Iterator[Word]:
    """The numbers of a row with those that were broken over two lines joined; none where the lines are not one row for certain.

    `between` is the line of the other numbers, empty where these are on the upper line. A broken number is as long as
    the longest of its row: there was no room for more.
    """
    upper, lower, others = _numbers(above), _numbers(below), _numbers(between)
    if not upper or not lower or below[-1].base - above[-1].base > _NEXT_LINE * above[-1].size:
        return
    if len(lower) >= len(upper) + len(others) or (others and len(lower) < len(upper)):
        return  # all of them, or more, may be those of another row
    if not others and len(lower) < len(below):
        return  # they have a label of their own
    rest = {id(first): part for part in lower for first in upper if _is_below(part, first)}
    room = max(len(word.text) for word in (*upper, *others))
    torn = [word for word in upper if id(word) in rest]
    if len(torn) < len(lower) or not all(len(word.text) == room >= len(rest[id(word)].text) for word in torn):
        return
    whole = [w._replace(text=w.text + rest[id(w)].text) if id(w) in rest else w for w in upper]
    base = (others or upper)[0].base
    yield from sorted((word._replace(base=base) for word in (*whole, *others)), key=lambda word: word.left)


def _is_below(part: Word, first: Word) -> bool:
    off = (part.left - first.left, part.middle - first.middle, part.right - first.right)
    return min(map(abs, off)) <= _STRAIGHT
