"""What a form has in addition to the official one, of which the user is told.

These are tables, comments, protection, pictures and charts, properties of the file.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

from lxml import etree

from ndbg.document.blanks import find_blanks, has_blanks, is_prompt
from ndbg.document.document import TableNode
from ndbg.document.fields import CONTACT, IN_CHARGE, SIGNS
from ndbg.document.grid import Grid, is_room, is_words
from ndbg.document.instructions import is_instruction
from ndbg.errors import NdbgError
from ndbg.ooxml.package import Package
from ndbg.ooxml.text import FALLBACK, Element, P, child_of, raw_text, remove, w
from ndbg.text.patterns import HAN, Pattern
from ndbg.write.word.holders import objects

_COMMENT, _REFERENCE, _ID = w("comment"), w("commentReference"), w("id")
_RANGE = w("commentRangeStart"), w("commentRangeEnd")
_PROTECTION, _EDIT, _ENFORCED = w("documentProtection"), w("edit"), w("enforcement")
_LOCKS = {"forms", "readOnly", "comments"}
_SDT, _SDT_PR, _LOCK, _VAL = w("sdt"), w("sdtPr"), w("lock"), w("val")
_LOCKED = {"contentLocked", "sdtContentLocked"}
_ON = {"1", "true", "on"}
_CHART, _URI = "/chart", "uri"
# What the properties of a file say in words of their own.
_SAID_IN_PROPERTIES = {
    "docProps/core.xml": {"title", "subject", "description", "keywords", "category"},
    "docProps/app.xml": {"Company"},
}
_FIGURE = Pattern(r"\d{1,8}(?:\.\d{1,4})?")
_UNITS = {"万元", "人次", "单位"}
_COUNTED = {"件", "元", "万元", "条", "个", "项"}
_SHOWN = 20  # characters of a text box
_NO_FIGURE_BUT = Pattern(rf"[^\d«]{{0,40}}{HAN}\D{{0,40}}")
_PERSON = Pattern(
    rf".{{0,6}}(?:{IN_CHARGE}|(?:{SIGNS})人员?|审[核签批]|签发|{CONTACT})(?:姓名)?",
)
# Labels beside numbers that are no figures.
_NO_FIGURE = Pattern(r"序号|编号|栏次|行次|代码|号$|电话|手机|传真|邮编|邮政|日期|时间|年|月|表号")


def comments_in(package: Package) -> dict[str, str]:
    """The comments of a Word file by their ids, each on one line."""
    name = f"{package.document.rpartition('/')[0]}/comments.xml"
    if name not in package.parts:
        return {}
    found = package.tree(name).iter(_COMMENT)
    return {comment.get(_ID, ""): " ".join(map(raw_text, comment.iter(P))) for comment in found}


def comments_left(root: Element, comments: Mapping[str, str]) -> tuple[str, ...]:
    """Those of the comments that a document still refers to; the marks of what the others were on are removed."""
    ids = dict.fromkeys(mark.get(_ID, "") for mark in root.iter(_REFERENCE))
    for mark in list(root.iter(*_RANGE)) if comments else ():
        if mark.get(_ID, "") not in ids:
            remove(mark)
    return tuple(comments[id] for id in ids if id in comments)


def is_locked(package: Package, places: Iterable[Element]) -> bool:
    """Whether Word refuses to change the text of a file, or that of some places in it.

    The file is protected, or one of the places is in a content control that is locked.
    """
    name = f"{package.document.rpartition('/')[0]}/settings.xml"
    # Most forms have none, and the part need not be parsed to see that; without zero bytes UTF-16 reads the same.
    mentions_protection = b"documentProtection" in package.parts.get(name, b"").replace(b"\0", b"")
    lock = child_of(package.tree(name), _PROTECTION) if mentions_protection else None
    if lock is not None and lock.get(_EDIT, "") in _LOCKS and lock.get(_ENFORCED, "") in _ON:
        return True
    held = (child_of(control, _SDT_PR, _LOCK) for place in places for control in place.iterancestors(_SDT))
    return any(lock is not None and lock.get(_VAL, "") in _LOCKED for lock in held)


def other_cells(
    tables: Sequence[TableNode[Element]], written: Collection[Element], known: Collection[Element]
) -> tuple[str, ...]:
    """The labels of empty cells, of prompts and of figures in the tables of the form that the report does not write to.

    Labels of persons, and of how to reach them, come with the text of their cell. Each is given once. `written` are the paragraphs that the report
    writes to, `known` the cells in whose place it puts its own.
    """
    found: dict[str, None] = {}
    for table in tables:
        cells = [cell.payload for row in table.grid.rows for cell in row if cell]
        if not table.nests and not any(p in written for cell in cells for p in cell.iter(P)):
            found |= dict.fromkeys(_labels(table.grid, known))
    return tuple(found)


def _labels(grid: Grid[Element], known: Collection[Element]) -> Iterator[str]:
    """The label of each empty cell, each prompt and each figure: the nearest words before it in its row, else above it."""
    above: dict[int, str] = {}
    for row, cells in enumerate(grid.rows):
        before = beside = ""
        for cell in grid.across(row):
            text = cell.text.strip()
            person, beside = beside, _name(text)
            if cell.row == row and text and _PERSON.fullmatch(person) and not _PERSON.fullmatch(_name(text)):
                yield f"{person}：{' '.join(text.split())}"
                before = beside = ""
                continue
            if (name := _name(text)) and not is_prompt(text):
                before = name
                continue
            label = before or above.get(cell.column, "")
            figure = _FIGURE.fullmatch(text) and not _NO_FIGURE.search(label)
            if (
                cell.row == row
                and label
                and cell.payload not in known
                and (not text or figure or is_prompt(text) or any(m[0] == text for m in find_blanks(text)))
            ):
                yield label
        above |= {column: name for column, cell in enumerate(cells) if cell and (name := _name(cell.text))}


def _name(text: str) -> str:
    """What a cell calls others, without blanks and colon; empty where it is no words, or a unit."""
    name = "".join(text.split()).rstrip("：:") if is_words(text) else ""
    return name if len(name) > 1 and name not in _UNITS else ""


def notes_in(texts: Iterable[str]) -> Iterator[str]:
    """The words in cells of figures that are no figures and ask for none, each in quotes: “（可含委托）”."""
    for text in texts:
        said = " ".join(text.split())
        noted = said and _NO_FIGURE_BUT.fullmatch(said) and (said in _COUNTED or not is_room(said))
        if noted and not (is_prompt(said) or is_instruction(said) or has_blanks(said)):
            yield f"“{said}”"


def pictures_in(root: Element, written: Collection[Element]) -> dict[str, Element | None]:
    """The pictures, the charts and the text boxes with a number in a form, each as it is told, a box with that line.

    Those with or in some paragraphs, which are written anew, are none of them.
    """
    found: dict[str, Element | None] = {}
    for name, element in objects(root):
        if name not in ("图片", "文本框") or any(
            p in written for p in (*element.iterancestors(P), *element.iter(P))
        ):
            continue
        if next(element.iterancestors(FALLBACK), None) is not None:
            continue
        line = next((p for p in element.iter(P) if any(map(str.isdigit, _words(p)))), None)
        if name == "文本框" and line is not None:
            found[f"文本框“{_words(line)[:_SHOWN]}”"] = line
        elif name == "图片":
            charts = (data.get(_URI, "").endswith(_CHART) for data in element.iter("{*}graphicData"))
            found["图表" if any(charts) else name] = None
    return found


def _words(paragraph: Element) -> str:
    return " ".join(raw_text(paragraph).split())


def unchanged(
    pictures: Mapping[str, Element | None], copy_of: Callable[[Element], Element]
) -> tuple[str, ...]:
    """Those of some pictures and text boxes that a filled form still has as they were."""
    kept = (told for told, line in pictures.items() if line is None or _words(copy_of(line)) == _words(line))
    return tuple(kept)


def said_in_properties(package: Package) -> tuple[str, ...]:
    """What the properties of a Word file say of it: its title, say. Those that cannot be read say nothing."""
    found = []
    for name, words in _SAID_IN_PROPERTIES.items():
        with suppress(NdbgError):
            items = package.tree(name).iter("{*}*") if name in package.parts else ()
            values = (item.text for item in items if etree.QName(item).localname in words)
            found += [" ".join(text.split()) for text in values if text and text.strip()]
    return tuple(found)
