"""Automatic numbers of Word paragraphs as a reader sees them: （一）, 1., 第一章.

The format of each level is in `numbering.xml`; a paragraph names its list and level itself or by its style.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ndbg.errors import NdbgError
from ndbg.ooxml.package import Package
from ndbg.ooxml.text import P_PR, Element, P, child_of, w
from ndbg.text.digits import whole_number

_VAL = w("val")
_NUM_PR, _NUM_ID, _LEVEL, _STYLE = w("numPr"), w("numId"), w("ilvl"), w("pStyle")
_MOST_LEVELS, _MOST_LISTS, _LARGEST = 9, 5000, 9999
_BEYOND_WORDS = 100_000
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting",
    "taiwaneseCountingThousand", "koreanDigital2", "japaneseDigitalTenThousand",
}  # fmt: skip


class _Level(NamedTuple):
    """A level of a list, counted from 0. It restarts after a paragraph of a level less than `within` (lvlRestart)."""

    start: int
    format: str
    text: str
    is_legal: bool
    within: int


@dataclass(slots=True, eq=False, repr=False)
class Numbering:
    """The lists of a document by id, and the counters for one pass through the document.

    A list is the id of its abstract list, and its levels; lists with one abstract list share their counters.
    `styles` are the list id and level of numbered styles. `_counts` are the counters by abstract list and level,
    `_begun` the list ids and levels of which a paragraph has been numbered.
    """

    lists: Mapping[str, tuple[str, Mapping[int, _Level]]] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def numbers(self, root: Element) -> dict[Element, str]:
        """The numbers of all numbered paragraphs."""
        if not self.lists:
            return {}
        shown = ((paragraph, self._number(paragraph)) for paragraph in self._numbered(root))
        return {paragraph: number for paragraph, number in shown if number}

    def _numbered(self, root: Element) -> Iterable[Element]:
        """The paragraphs that refer to a list, directly or by their style."""
        marks = (m for m in root.iter(_NUM_PR, _STYLE) if m.tag == _NUM_PR or m.get(_VAL) in self.styles)
        found = (next(mark.iterancestors(P), None) for mark in marks)
        return dict.fromkeys(paragraph for paragraph in found if paragraph is not None)

    def _number(self, paragraph: Element) -> str:
        """The number of a paragraph; empty for none and for a bullet."""
        list_and_level = self._list_and_level(paragraph)
        if list_and_level is None:
            return ""
        list_id, level = list_and_level
        root, levels = self.lists[list_id]
        if level not in levels:
            return ""
        counts = self._counts.setdefault(root, {})
        # A list that overrides the start of its abstract list restarts at its first paragraph.
        if level not in counts or (list_id, level) not in self._begun:
            restarts = level not in counts or _starts_anew(self.lists, list_id, level)
            counts[level] = levels[level].start if restarts else counts[level] + 1
            self._begun.add((list_id, level))
        else:
            counts[level] += 1
        for deeper in [at for at in counts if at > level and at in levels and level < levels[at].within]:
            del counts[deeper]
        return _shown(levels, level, counts)

    def _list_and_level(self, paragraph: Element) -> tuple[str, int] | None:
        properties = child_of(paragraph, P_PR)
        if properties is None:
            return None
        style = _value(properties, _STYLE)
        by_style = self.styles.get(style) if style else None
        direct = child_of(properties, _NUM_PR)
        if direct is None:
            list_and_level = by_style
        else:
            level = _value(direct, _LEVEL)
            list_id = _value(direct, _NUM_ID) or (by_style[0] if by_style else "")
            list_and_level = (list_id, _count(level, by_style[1] if by_style else 0))
        return list_and_level if list_and_level and list_and_level[0] in self.lists else None


def _starts_anew(lists: Mapping[str, tuple[str, Mapping[int, _Level]]], list_id: str, level: int) -> bool:
    """Whether a list overrides a level otherwise than the first list with the same abstract list does."""
    root, levels = lists[list_id]
    first = next(first_levels for abstract_id, first_levels in lists.values() if abstract_id == root)
    return levels is not first and levels.get(level) is not first.get(level)


def numbering_of(package: Package) -> Numbering:
    """The numbering of a Word file; empty where it has none, a faulty one, or one that no paragraph refers to."""
    folder = package.document.rpartition("/")[0]
    name, name_of_styles = f"{folder}/numbering.xml", f"{folder}/styles.xml"
    if name not in package.parts:
        return Numbering()
    try:
        # Most files define lists that no paragraph refers to.
        if not any(package.mentions(part, "numPr") for part in (package.document, name_of_styles)):
            return Numbering()
        root = package.tree(name)
        styles = package.tree(name_of_styles) if name_of_styles in package.parts else None
    except NdbgError:
        return Numbering()
    abstract = {
        item.get(w("abstractNumId"), ""): dict(_levels(item)) for item in _first(root, w("abstractNum"))
    }
    lists: dict[str, tuple[str, Mapping[int, _Level]]] = {}
    for item in _first(root, w("num")):
        abstract_id = _value(item, w("abstractNumId"))
        if abstract_id in abstract:
            lists[item.get(_NUM_ID, "")] = (abstract_id, _overridden(abstract[abstract_id], item))
    return Numbering(lists, dict(_numbered_styles(styles)) if styles is not None else {})


def numbered_styles(styles: Element) -> set[str]:
    """The ids of the styles whose paragraphs are numbered, by `styles.xml`."""
    return {name for name, _ in _numbered_styles(styles)}


def _first(root: Element, tag: str) -> list[Element]:
    return [item for _, item in zip(range(_MOST_LISTS), root.iterchildren(tag), strict=False)]


def _levels(item: Element) -> Iterator[tuple[int, _Level]]:
    for level in item.iterchildren(w("lvl")):
        at = _count(level.get(_LEVEL, ""), _MOST_LEVELS)
        if at < _MOST_LEVELS:
            yield at, _level(level, at)


def _level(level: Element, at: int) -> _Level:
    legal = child_of(level, w("isLgl"))
    within = _count(_value(level, w("lvlRestart")), at)
    return _Level(
        _count(_value(level, w("start")), 0),
        _value(level, w("numFmt")) or "decimal",
        _value(level, w("lvlText")),
        legal is not None and legal.get(_VAL, "1") not in ("0", "false", "off"),
        min(within, at),
    )


def _overridden(levels: Mapping[int, _Level], item: Element) -> Mapping[int, _Level]:
    """The levels of a list with its overrides applied."""
    overridden = dict(levels)
    for override in item.iterchildren(w("lvlOverride")):
        at = _count(override.get(_LEVEL, ""), _MOST_LEVELS)
        own_level = child_of(override, w("lvl"))
        level = _level(own_level, at) if own_level is not None else overridden.get(at)
        start = _value(override, w("startOverride"))
        if level is not None and at < _MOST_LEVELS:
            overridden[at] = level._replace(start=_count(start, level.start))
    return overridden if len(item) > 1 else levels


def _numbered_styles(root: Element) -> Iterator[tuple[str, tuple[str, int]]]:
    """The list id and level of each numbered style, its own or inherited (basedOn)."""
    by_style: dict[str, tuple[str, int] | None] = {}
    based: dict[str, str] = {}
    for style in _first(root, w("style")):
        name = style.get(w("styleId"), "")
        based[name] = _value(style, w("basedOn"))
        properties = child_of(style, P_PR, _NUM_PR)
        by_style[name] = (
            None
            if properties is None
            else (_value(properties, _NUM_ID), _count(_value(properties, _LEVEL), 0))
        )
    for name in by_style:
        at, seen = name, set[str]()
        while at and at not in seen and by_style.get(at) is None:
            seen.add(at)
            at = based.get(at, "")
        inherited = by_style.get(at)
        if inherited:
            yield name, inherited


def _value(element: Element, tag: str) -> str:
    child = child_of(element, tag)
    return child.get(_VAL, "") if child is not None else ""


def _count(text: str, default: int) -> int:
    number = whole_number(text, _LARGEST)
    return default if number is None else number


def _shown(levels: Mapping[int, _Level], level: int, counts: Mapping[int, int]) -> str:
    """The number as printed: the text of its level, `第%1章`, with the number of each level that it names."""
    shown_level = levels[level]
    if shown_level.format in ("bullet", "none"):
        return ""
    text = shown_level.text
    for at in range(_MOST_LEVELS):
        sign = f"%{at + 1}"
        if sign in text and at in levels:
            format = "decimal" if shown_level.is_legal else levels[at].format
            text = text.replace(sign, written(counts.get(at, levels[at].start), format))
    return text


def written(number: int, format: str) -> str:
    """A number in one of Word's formats (ECMA-376, 17.18.59); in digits for formats not listed here."""
    if format in _CHINESE:
        if format == "ideographDigital":
            return "".join(_DIGITS[int(digit)] for digit in f"{number}")
        return _in_chinese(number, _DIGITS)
    if format == "chineseLegalSimplified":
        return _in_chinese(number, _FORMAL, "拾佰仟万")
    if format == "decimalZero":
        return f"{number:02}"
    if format in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 0 < number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if format == "decimalEnclosedParen":
        return f"（{number}）"
    if format == "decimalEnclosedFullstop":
        return f"{number}."
    if format == "decimalFullWidth":
        return f"{number}".translate({ord("0") + n: ord("０") + n for n in range(10)})
    if format in ("ideographTraditional", "ideographZodiac") and number > 0:
        signs = _STEMS if format == "ideographTraditional" else _BRANCHES
        return signs[(number - 1) % len(signs)]
    if format in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if format == "upperLetter" else letter.lower()
    if format in ("upperRoman", "lowerRoman") and number > 0:
        return _in_roman(number) if format == "upperRoman" else _in_roman(number).lower()
    return f"{number}"


def _in_chinese(number: int, digits: str, units: str = "十百千万") -> str:
    """A number up to 99999 in words: 十, 十二, 二十, 一百零三; a larger one, which no report has, in digits."""
    if number < len(digits):
        return digits[number]
    if number >= _BEYOND_WORDS:
        return f"{number}"
    text, gap = "", False
    figures = f"{number}"
    for at, figure in enumerate(figures):
        unit = len(figures) - at - 1
        if figure == "0":
            gap = True
            continue
        text += ("零" if gap and text else "") + digits[int(figure)] + (units[unit - 1] if unit else "")
        gap = False
    return text[1:] if text.startswith("一十") else text


def _in_roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
