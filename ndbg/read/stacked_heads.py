"""Join the names of columns that laid-out text has in pieces below each other: 结果 above 维持."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile
from typing import NamedTuple

from ndbg.form import Block, Form
from ndbg.read.text_lines import FIGURE, with_tables
from ndbg.text.labels import label_key

_MOST_LINES = 5  # of the names of columns
_ONE_PLACE = 1.0  # characters between the middles of pieces of one name
_WORD = re.compile(r"\S+")


class _Piece(NamedTuple):
    """A word of a line: its middle in characters, its line by index, and its text."""

    middle: float
    at: int
    text: str


def heads_joined(lines: Sequence[str], form: Form) -> list[str]:
    """The lines of a text with each head of a row without a label on two lines: names of groups, and names of columns.

    Pieces are joined where they give, above a row of as many figures, all names of the form in order, and its groups above
    these. The other lines of a head are blank.
    """
    joined = list(lines)
    for start, end in with_tables(joined, form):
        for at in range(start, end):
            for block in _blocks_of(joined[at], form):
                filled = [n for n in range(start, at) if joined[n].strip()]
                if head := _head(joined, filled, block):
                    for n in filled[-head.lines :]:
                        joined[n] = ""
                    joined[filled[-2]], joined[filled[-1]] = " ".join(head.groups), " ".join(head.names)
    return joined


class _Head(NamedTuple):
    """The groups and names of columns from left to right, and how many lines they take."""

    lines: int
    groups: Sequence[str]
    names: Sequence[str]


def _blocks_of(line: str, form: Form) -> Iterator[Block]:
    """The blocks with a single row without a label that a line of figures alone may be."""
    words = line.split()
    if words and all(map(FIGURE.fullmatch, words)):
        yield from (b for b in form.blocks if not b.rows[0].id and len(b.columns) == len(words))


def _head(lines: Sequence[str], filled: Sequence[int], block: Block) -> _Head | None:
    """The head that the last of the filled lines are; None unless it is that of a block in order."""
    for count in range(2, min(_MOST_LINES, len(filled)) + 1):
        names = _stacked(list(_pieces(lines, filled[-count:])))
        if len(names) == len(block.columns) and all(
            label_key(name) in column.label.wordings()
            for name, column in zip(names, block.columns, strict=True)
        ):
            above = [list(_pieces(lines, [at])) for at in reversed(filled[:-count])]
            return _with_groups(above, count, names, block)
    return None


def _with_groups(
    above: Sequence[Sequence[_Piece]], count: int, names: Sequence[str], block: Block
) -> _Head | None:
    """Names of columns with the groups above them; None unless the lowest of these are all there in order."""
    groups = {key: name for name, group in block.groups.items() for key in group.wordings()}
    lines = list(takewhile(lambda line: all(label_key(piece.text) in groups for piece in line), above))
    lowest = list(dict.fromkeys(column.label.under[-1] for column in block.columns if column.label.under))
    all_groups = [(groups[label_key(piece.text)], piece.text) for piece in sorted(chain.from_iterable(lines))]
    lowest_groups = [(group, text) for group, text in all_groups if group in lowest]
    as_there = [group for group, _ in lowest_groups] == lowest
    return _Head(count + len(lines), [text for _, text in lowest_groups], names) if as_there else None


def _pieces(lines: Sequence[str], ats: Sequence[int]) -> Iterator[_Piece]:
    for at in ats:
        for word in _WORD.finditer(lines[at]):
            yield _Piece((word.start() + word.end()) / 2, at, word[0])


def _stacked(pieces: Sequence[_Piece]) -> list[str]:
    """The texts of pieces below each other, from left to right."""
    stacks: list[list[_Piece]] = []
    for piece in sorted(pieces):
        last = stacks[-1] if stacks else []
        below = last and piece.middle - last[-1].middle <= _ONE_PLACE
        if below and piece.at not in {other.at for other in last}:
            last.append(piece)
        else:
            stacks.append([piece])
    return ["".join(piece.text for piece in sorted(stack, key=lambda piece: piece.at)) for stack in stacks]
