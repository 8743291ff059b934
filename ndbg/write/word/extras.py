"""What a form has beside the official one that whoever uses the report must know of: tables, comments, protection."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from ndbg.document.blanks import is_prompt
from ndbg.document.flow import TableNode
from ndbg.document.grid import Grid, is_words
from ndbg.ooxml.package import Package
from ndbg.ooxml.text import Element, P, T, child_of, remove, w
from ndbg.text.patterns import Pattern

_COMMENT, _REFERENCE, _ID = w("comment"), w("commentReference"), w("id")
_RANGE = w("commentRangeStart"), w("commentRangeEnd")
_PROTECTION, _EDIT, _ENFORCED = w("documentProtection"), w("edit"), w("enforcement")
_LOCKS = {"forms", "readOnly", "comments"}
_SDT, _SDT_PR, _LOCK, _VAL = w("sdt"), w("sdtPr"), w("lock"), w("val")
_LOCKED = {"contentLocked", "sdtContentLocked"}
_ON = {"1", "true", "on"}
_FIGURE = Pattern(r"\d{1,8}(?:\.\d{1,4})?")
_UNITS = {"万元", "人次", "单位"}
# Labels beside numbers that are no figures.
_NO_FIGURE = Pattern(r"序号|编号|栏次|行次|代码|号$|电话|手机|传真|邮编|邮政|日期|时间|年|月|表号")


def comments_in(package: Package) -> dict[str, str]:
    """The comments of a Word file by their ids, each on one line."""
    name = f"{package.document.rpartition('/')[0]}/comments.xml"
    if name not in package.parts:
        return {}
    found = package.tree(name).iter(_COMMENT)
    return {
        comment.get(_ID, ""): " ".join(
            "".join(text.text or "" for text in p.iter(T)) for p in comment.iter(P)
        )
        for comment in found
    }


def comments_left(root: Element, comments: Mapping[str, str]) -> tuple[str, ...]:
    """Those of the comments that a document still refers to; the marks of what the others were on are removed."""
    ids = dict.fromkeys(mark.get(_ID, "") for mark in root.iter(_REFERENCE))
    for mark in list(root.iter(*_RANGE)) if comments else ():
        if mark.get(_ID, "") not in ids:
            remove(mark)
    return tuple(comments[id] for id in ids if id in comments)


def is_locked(package: Package, places: Iterable[Element]) -> bool:
    """Whether Word lets nobody change the text of a file, or that in some places of it, before this is allowed.

    The file is protected, or they are in a content control that is locked.
    """
    name = f"{package.document.rpartition('/')[0]}/settings.xml"
    # Most forms have none, and the part need not be parsed to see that; without zero bytes UTF-16 reads the same.
    said = b"documentProtection" in package.parts.get(name, b"").replace(b"\0", b"")
    lock = child_of(package.tree(name), _PROTECTION) if said else None
    if lock is not None and lock.get(_EDIT, "") in _LOCKS and lock.get(_ENFORCED, "") in _ON:
        return True
    held = (child_of(control, _SDT_PR, _LOCK) for place in places for control in place.iterancestors(_SDT))
    return any(lock is not None and lock.get(_VAL, "") in _LOCKED for lock in held)


def other_cells(tables: Sequence[TableNode[Element]], written: Collection[Element]) -> tuple[str, ...]:
    """The labels of empty cells, of prompts and of figures in tables of the form in which nothing is written, each once.

    `written` are the paragraphs that the report writes to.
    """
    found: dict[str, None] = {}
    for table in tables:
        cells = [cell.payload for row in table.grid.rows for cell in row if cell]
        if not table.nests and not any(p in written for cell in cells for p in cell.iter(P)):
            found |= dict.fromkeys(_labels(table.grid))
    return tuple(found)


def _labels(grid: Grid[Element]) -> Iterator[str]:
    """The label of each empty cell, each prompt and each figure: the nearest words before it in its row, else above it."""
    above: dict[int, str] = {}
    for row, cells in enumerate(grid.rows):
        before = ""
        for cell in grid.across(row):
            text = cell.text.strip()
            if (name := _name(text)) and not is_prompt(text):
                before = name
                continue
            label = before or above.get(cell.column, "")
            figure = _FIGURE.fullmatch(text) and not _NO_FIGURE.search(label)
            if cell.row == row and label and (not text or figure or is_prompt(text)):
                yield label
        above |= {column: name for column, cell in enumerate(cells) if cell and (name := _name(cell.text))}


def _name(text: str) -> str:
    """What a cell calls others, without blanks and colon; empty where it is no words, or a unit."""
    name = "".join(text.split()).rstrip("：:") if is_words(text) else ""
    return name if len(name) > 1 and name not in _UNITS else ""
