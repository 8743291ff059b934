"""Tables as cards, as on pages for mobile phones: a name, and below it a line `label: figure` for each figure.

A card is a column, a row, or a group of columns of the form. Cards are read as a table only if each has all lines that
the form has there, in its order, and all cards together are a whole block of the form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from ndbg.document.document import Node, Paragraph, TableNode
from ndbg.document.grid import Grid, GridCell
from ndbg.document.headings import section_named
from ndbg.form import Block, Form, Line, forms
from ndbg.text.labels import label_key
from ndbg.text.patterns import Pattern

T = TypeVar("T")

_FIGURE = Pattern(r"(?P<label>.*?[^0-9\s.,:：])??\s*[:：]?\s*(?P<figure>[0-9][0-9,.]*)(?:件|万元)?")
_BETWEEN = Pattern(r"[·•/／>\-—（）()|｜]+")
_LONGEST = 100  # characters of a label and its figure
_MOST_TEXTS = 3000  # paragraphs of a section


class _Entry(NamedTuple, Generic[T]):
    """A line of a card: the key of its label (`label_key`), its figure as written, its object in the file."""

    key: str
    figure: str
    payload: T


@dataclass(slots=True, eq=False, repr=False)
class _Card(Generic[T]):
    """A card: its name as written, its entries, and the indices of its paragraphs."""

    name: str
    entries: list[_Entry[T]] = field(default_factory=list)
    ats: list[int] = field(default_factory=list)

    @property
    def names(self) -> Iterator[tuple[str, Sequence[str]]]:
        """The possible keys of its name, with those of groups before it: of the whole, and of 法人或其他组织·其他 in parts."""
        yield label_key(self.name), ()
        *groups, last = [
            key for part in _BETWEEN.sub("\n", self.name).split("\n") if (key := label_key(part))
        ] or [""]
        yield last, groups


_ENTRY = Pattern(r"(?P<label>.*?[^0-9\s.,:：])\s*[:：]?(?:\s*[0-9][0-9,.]*+)+(?:件|万元)?")


def is_entry(text: str) -> bool:
    """Whether a line is a label in a form's tables with figures behind it."""
    found = _ENTRY.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return found is not None and any(label_key(found["label"]) in form.words for form in forms())


_Placed = dict[tuple[Line, Line], _Entry[T]]  # the entry of each row and column


def with_cards(nodes: Sequence[Node[T]], form: Form) -> Iterator[Node[T]]:
    """The nodes of a document with a table in place of the cards in each section that has no other table."""
    heads = [
        (at, section)
        for at, node in enumerate(nodes)
        if isinstance(node, Paragraph) and (section := section_named(node.text, form))
    ]
    yield from nodes[: heads[0][0]] if heads else nodes
    for (at, section), (end, _) in pairwise([*heads, (len(nodes), None)]):
        yield nodes[at]
        inside = nodes[at + 1 : end]
        texts = [node for node in inside if isinstance(node, Paragraph)]
        if section and section.table and len(texts) == len(inside) <= _MOST_TEXTS:
            yield from _with_tables(texts, [b for b in form.blocks if b.table == section.table])
        else:
            yield from inside


def _with_tables(texts: Sequence[Paragraph[T]], blocks: Sequence[Block]) -> Iterator[Node[T]]:
    """Some paragraphs with a table in place of the cards of each block that is complete."""
    cards = list(_cards(texts, _groups(blocks)))
    own = {id(card): _block_of(card, blocks) for card in cards}
    tables: dict[int, TableNode[T]] = {}
    taken: set[int] = set()
    for block in blocks:
        of_block = [card for card in cards if (found := own[id(card)]) and found[0] is block]
        placed: _Placed[T] = {}
        for card in of_block:
            placed |= found[1] if (found := own[id(card)]) else {}
        if len(placed) == len(block.cells) == sum(len(card.entries) for card in of_block):
            tables[of_block[0].ats[0]] = _table(block, placed)
            taken |= {at for card in of_block for at in card.ats}
    for at, text in enumerate(texts):
        if at in tables:
            yield tables[at]
        if at not in taken:
            yield text


def _groups(blocks: Sequence[Block]) -> frozenset[str]:
    """The keys of the groups of rows."""
    named = (block.groups[group] for block in blocks for row in block.rows for group in row.label.under)
    return frozenset(key for group in named for key in group.wordings())


def _cards(texts: Sequence[Paragraph[T]], groups: frozenset[str]) -> Iterator[_Card[T]]:
    """The cards that some paragraphs may be; the names of groups of rows within them are left out."""
    card: _Card[T] = _Card("")
    label: int | None = (
        None  # the index of the paragraph above, if it may be the label of a figure on the next line
    )
    for at, text in enumerate(texts):
        written = text.text.strip()
        found = _FIGURE.fullmatch(written) if len(written) <= _LONGEST else None
        if found and (found["label"] or label is not None):
            named = found["label"] or texts[label or 0].text
            if label is not None and not found["label"] and card.ats == [label]:
                card = _Card("")  # the paragraph taken for the name of a card is a label
            card.entries.append(_Entry(label_key(named), found["figure"], text.payload))
            card.ats += [at] if found["label"] else [label or 0, at]
            label = None
        elif written and label_key(written) not in groups:
            following = texts[at + 1].text.strip() if at + 1 < len(texts) else ""
            alone = _FIGURE.fullmatch(following)
            if alone and not alone["label"]:
                label = at
                continue
            if card.entries:
                yield card
            card, label = _Card(written, [], [at]), None
    if card.entries:
        yield card


def _block_of(card: _Card[T], blocks: Sequence[Block]) -> tuple[Block, _Placed[T]] | None:
    """The block that a card is a part of, and its entries by row and column; None where that is ambiguous."""
    ways = [
        (block, dict(zip(cells, card.entries, strict=True)))
        for block in blocks
        for lines, cells in _ways(card, block)
        if len(lines) == len(card.entries)
        and all(entry.key in line.label.wordings() for entry, line in zip(card.entries, lines, strict=True))
    ]
    return ways[0] if len(ways) == 1 else None


def _ways(card: _Card[T], block: Block) -> Iterator[tuple[Sequence[Line], Sequence[tuple[Line, Line]]]]:
    """The lines of a block that the entries of a card may be, in order, by its name, each way with their cells."""
    rows, columns = block.rows, block.columns
    for key, groups in dict.fromkeys((key, tuple(groups)) for key, groups in card.names):
        for column in columns if rows[0].id else ():
            if key in column.label.wordings() and _is_under(groups, column, block):
                yield rows, [(row, column) for row in rows]
        for row in rows if rows[0].id else ():
            if key in row.label.wordings() and _is_under(groups, row, block):
                yield columns, [(row, column) for column in columns]
        named = {name for name, group in block.groups.items() if key in group.wordings()}
        within = [column for column in columns if not named.isdisjoint(column.label.under[-1:])]
        if within and len(rows) == 1 and _is_under(groups, within[0], block):
            yield within, [(rows[0], column) for column in within]


def _is_under(groups: Sequence[str], line: Line, block: Block) -> bool:
    """Whether all groups named before a line, by their keys, are groups that it is in."""
    return {key for group in line.label.under for key in block.groups[group].wordings()}.issuperset(groups)


def _table(block: Block, placed: _Placed[T]) -> TableNode[T]:
    """A block as a table under the head of the form, a level of the head a row."""
    paths = [(*column.label.under, column.label.text) for column in block.columns]
    levels = max(map(len, paths))
    payload = next(iter(placed.values())).payload
    grid: list[list[GridCell[T] | None]] = [
        [
            None,
            *(
                GridCell(level, at, path[min(level, len(path) - 1)], payload)
                for at, path in enumerate(paths, 1)
            ),
        ]
        for level in range(levels)
    ]
    for at, row in enumerate(block.rows, levels):
        entries = [placed[row, column] for column in block.columns]
        label = GridCell(at, 0, row.label.text if row.id else "", entries[0].payload)
        grid.append([label, *(GridCell(at, n, e.figure, e.payload) for n, e in enumerate(entries, 1))])
    return TableNode.of(Grid(grid), {})
