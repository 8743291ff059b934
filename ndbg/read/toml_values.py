"""Explain in Chinese what is wrong with a number in a line of TOML, and what was likely meant.

Nothing that is said makes another number when it is done: of `20 561` it is told that it may be 20561, not that a part
of it is to go.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from ndbg.errors import Problem
from ndbg.form import Measure, forms
from ndbg.read.numbers import in_unit
from ndbg.text.labels import label_key
from ndbg.text.patterns import Pattern

_NUMBER_WITH_UNIT = Pattern(
    r"(?<![\w.])(?P<number>\d[\d,]*(?:\.\d+)?)[ \t]*"
    r"(?P<unit>[十百千万亿]{1,3}[元件条个项宗份次]?|[元件条个项宗份次期场人篇家部名起年])(?!\w)"
)
_QUOTED = Pattern(r'"[^"]*"')
LAST_KEY = Pattern(r"""["“]?([^"“”=,{}\[\]]+)["”]?\s*[=＝][^"=]*$""")
_VALUE = Pattern(r"""[=＝](?P<value>[^"“”=＝{｛#]*)(?:#.*)?$""")
_PIECE = Pattern(r"[^,，、;；\[\]［］【】（）()]+")
_NUMBER = Pattern(r"\d+(?:\.\d+)?")
_SUM = Pattern(r"\d[\d.]*(?:\s*[-+*/×÷]\s*\d[\d.]*)+")
_STOPS = Pattern(r"\d+(?:[.。]\s+\d+)+[.。]?")
_DAYS = ("日期", "期限")
# What is typed for a digit, and what parts the digits of a number, with the name of each.
_FOR_DIGITS = {
    **dict.fromkeys("OoОо〇○Ｏｏ", "0"),
    **dict.fromkeys("lIｌＩ|｜", "1"),
}
_BLANKS, _TICKS = " \t\u3000\xa0\u2002\u2003\u2009\u202f", "'’‘`´"
_OPENED, _CLOSED = "[［【（(", "]］】）)"
_SEMICOLONS = ";；"


class _Piece(NamedTuple):
    """What stands in the place of one number: as written, and where in the line."""

    text: str
    start: int

    def problem(self, words: str, number: int) -> Problem:
        return Problem(words, number, self.start, self.start + len(self.text))


def figure_named(key: str, index: int) -> tuple[Measure, str] | None:
    """Measure and unit of the figure at place `index` of the line with this key; None for an office's own figures."""
    if label_key(key) in ("件数", "年度"):
        return Measure.COUNT, ""
    if label_key(key) == "金额":
        return Measure.AMOUNT, "元"
    entries = (entry for form in reversed(forms()) for entry in form.entries)
    entry = next((e for e in entries if label_key(key) in e.label.wordings()), None)
    cell = entry.cells[min(index, len(entry.cells) - 1)] if entry else None
    return (cell.measure, cell.column.unit if cell.decimal else "") if cell else None


def with_unit(line: str, number: int, column: int, message: str) -> Problem | None:
    """A number with its unit, where the parser stopped: what to write instead."""
    bare_line = _QUOTED.sub(lambda text: " " * len(text[0]), line.partition("#")[0])
    for found in _NUMBER_WITH_UNIT.finditer(bare_line):
        written = found[0]
        if not (found.start() <= column <= found.end() or message.startswith("Unclosed")):
            continue
        span = (number, found.start(), found.start() + len(written))
        key = LAST_KEY.search(line[: found.start()])
        figure = figure_named(key[1].strip(), line[: found.start()].count(",")) if key else None
        if figure is None:
            return Problem(f'“{written}”要放在半角双引号里：写成 "{written}"，或者只写数', *span)
        reading = in_unit(written, *figure)
        if reading is None:
            return Problem(f"数后面不要写“{found['unit']}”，请写{found['number']}", *span)
        if reading.value is not None:
            return Problem(f"{written}请写{reading.value}，不带单位", *span)
        return Problem(reading.advice, *span)
    return None


def odd_number(line: str, number: int) -> Problem | None:
    """What is typed within a number of a line, or around and between several, with what was likely meant."""
    found = _VALUE.search(line)
    key = line.partition("=")[0].partition("＝")[0].strip().strip("\"“”'")
    if found is None or any(day in key for day in _DAYS):
        return None
    start, value = found.start("value"), found["value"]
    pieces = list(_pieces(value, start))
    several = len(pieces) > 1
    listed = value.strip()[:1] in (*_OPENED,)
    problems = (_misspelt(piece, number, several=several or listed, alone=not several) for piece in pieces)
    if problem := next(filter(None, problems), None):
        return problem
    if several and all(_NUMBER.fullmatch(normalize("NFKC", piece.text)) for piece in pieces):
        return _unbracketed(value, start, pieces, number)
    return None


def _pieces(value: str, start: int) -> Iterator[_Piece]:
    for match in _PIECE.finditer(value):
        text = match[0].strip(_BLANKS)
        if text:
            yield _Piece(text, start + match.start() + match[0].index(text))


def _misspelt(piece: _Piece, number: int, *, several: bool, alone: bool) -> Problem | None:
    """What in a text is no part of a number though it would be one without; None for a number, or another text.

    `several`: several numbers belong in this line; `alone`: all of them may be in this text.
    """
    half = "".join(_FOR_DIGITS.get(sign, sign) for sign in piece.text)
    half = normalize("NFKC", half)
    if not any(sign.isdigit() for sign in piece.text):
        return None
    if _SUM.fullmatch(half):
        return piece.problem("这里只能写一个数，不能写算式，请写算好的数", number)
    if several and _STOPS.fullmatch(half):
        return piece.problem("两个数之间要用半角逗号，这里是句点", number)
    meant = re.sub(rf"[{_BLANKS}{_TICKS}]", "", half)
    if not _NUMBER.fullmatch(meant) or (meant[0] == "0" and meant[1:2].isdigit()):
        return None
    signs = [sign for sign in dict.fromkeys(piece.text) if sign in _FOR_DIGITS]
    if signs:
        named = "、".join(f"“{sign}”" for sign in signs)
        return piece.problem(f"数里的{named}不是数字，是不是 {meant}？", number)
    if any(sign in _TICKS for sign in piece.text):
        return piece.problem(f"数里有撇号，是不是 {meant}？", number)
    if any(sign in _BLANKS for sign in piece.text):
        if several and alone:
            return None  # several numbers without any comma
        if several:
            words = f"“{piece.text}”里有空格，是不是 {meant}？是几个数的，中间要加半角逗号"
            return piece.problem(words, number)
        return piece.problem(f"数里有空格，是不是 {meant}？", number)
    return None


def _unbracketed(value: str, start: int, pieces: list[_Piece], number: int) -> Problem | None:
    """Numbers in other brackets than square ones, without the first one, or with semicolons between them."""
    said = value.strip()
    listed = f"[{', '.join(normalize('NFKC', piece.text) for piece in pieces)}]"
    at = start + value.index(said)
    span = (number, at, at + len(said))
    if any(sign in _SEMICOLONS for sign in said[:-1]):
        return Problem(f"两个数之间要用半角逗号，不用分号：几个数要写在方括号里：写成 {listed}", *span)
    if said[0] in "（(" or said[-1] in "）)":
        return Problem(f"圆括号要换成方括号：几个数要写在方括号里：写成 {listed}", *span)
    if said[0] not in _OPENED and said[-1] in _CLOSED:
        return Problem(f"前面少一个方括号：几个数要写在方括号里：写成 {listed}", *span)
    return None
