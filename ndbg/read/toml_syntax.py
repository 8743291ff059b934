"""Parse TOML typed with a Chinese input method, and tell in Chinese where it cannot be parsed.

Full-width signs outside of texts and comments are taken for the half-width ones where the file only parses so.
"""

import re
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ndbg.errors import InputError, Problem
from ndbg.form import Measure, forms
from ndbg.program import program
from ndbg.read.numbers import in_unit
from ndbg.read.source import FORBIDDEN
from ndbg.text.labels import label_key
from ndbg.text.patterns import Pattern

_WHERE = Pattern(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_TOO_LONG = "文件里有一个几千位的数，请检查"
# Python takes very long to parse such a number, and to print the error on such a key.
_ENDLESS_NUMBER = Pattern(r"0[xob][\da-fA-F_]{1000}")
_ENDLESS_KEY = Pattern(r"""(?:(?:[\w-]{1,40}|"[^"\n]{0,40}"|'[^'\n]{0,40}')[ \t]{0,9}\.[ \t]{0,9}){50}""")
_HEADING = Pattern(r"""^\s*\[\s*["“][^"]+["”]\s*\]\s*(?:#.*)?$""", re.MULTILINE)
_HALF_WIDTH = str.maketrans("＝，、［］【】｛｝＃．－０１２３４５６７８９　\xa0", "=,,[][]{}#.-0123456789  ")
_BLANKS = str.maketrans("　\xa0", "  ")
_SIGNS = "的标点、数字是全角的，或者等号写成了冒号，已按半角、等号读取"
_OTHER_BLANKS = "有全角空格，或者从网页、Word 里带来的空格，已按半角空格读取"
# The parts of a text in TOML in which signs are looked for, and those that are left alone. A quote is closed by the last
# one before a sign that may follow a text. A full-width comma before three digits may be a thousands separator.
_TOKEN = Pattern(
    r"""
      (?P<text>["“”„＂「」]{3}(?:(?:[^\\]|\\[\s\S])*?(?:"{3,5}|["“”„＂「」]{3}(?=[ \t]*$))))
    | (?P<literal>'''[\s\S]*?''')
    | (?P<open>["“”„＂「」]{3}[\s\S]*)
    | ^(?P<blank>[ \t　]*)(?P<key>["“”„＂「」][^"“”„＂「」=＝\n]{1,80}["“”„＂「」])(?=[ \t　]{0,9}[=＝:：])
    | (?P<sound>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')(?=[ \t　]{0,9}(?:[]=,}#］】＝，、｝＃:：]|$))
    | (?P<quoted>["“”„＂「」](?:[^"\\\n]|\\.){0,400}?["“”„＂「」])(?=[ \t　]{0,9}(?:[]=,}#］】＝，、｝＃:：]|$))
    | (?P<comment>[#＃][^\n]*)
    | (?P<escape>\\.)
    | (?P<number>\d[，]\d{3}(?!\d))
    | (?<=["“”„＂「」])(?P<colon>[ \t　]{0,9}[：:])
    | (?P<sign>[＝，、［］【】｛｝．－０-９　\xa0])
    """,
    re.VERBOSE | re.MULTILINE,
)
_NUMBER_WITH_UNIT = Pattern(
    r"(?<![\w.])(?P<number>\d[\d,]*(?:\.\d+)?)[ \t]*"
    r"(?P<unit>[十百千万亿]{1,3}[元件条个项宗份次]?|[元件条个项宗份次期场人篇家部名起年])(?!\w)"
)
_MOST_LINES, _MOST_SHOWN = 5, 20
_QUOTED = Pattern(r'"[^"]*"')
_LAST_KEY = Pattern(r""""?([^"=,{}\[\]]+)"?\s*=[^"=]*$""")
# What is said of an error: the beginning of the parser's message, what the line is like (`^` in it: where the parser
# stopped), and the sentence.
_SENTENCES = (
    ("Invalid|Expected newline", r"\A[^=]*日期[^=]*=[\s^]*\d{4}\^?-\d\d-\d\d\b", "没有这一天；公布日期写成 2022-01-28 这样实有的日期"),
    ("Invalid|Expected newline", r"\A[^=]*日期", "公布日期写成 2022-01-28（月、日都是两位，中间用半角短横线）"),
    ("Invalid|Expected newline", r"\A[^=]*期限", '公布期限要加引号：写成 "公布期限" = "02-15"（月-日）'),
    ("Unclosed array|Expected newline", r"\^，", "这里是全角的「，」：隔开两个数的，改成半角的「,」；是千分位的，删去"),
    ("Unclosed array|Expected newline", r"\d\s*\^[%％]", "这里填的不是百分数：“%”要删去，只写实际的数"),
    ("Unclosed array", "", "方括号没有配对，或者两个数之间缺半角逗号：一行数写成 [1, 2, 3]，一个数里没有空格和千分位逗号"),
    ("Unclosed inline|.*inline table", "", '花括号里的内容写法不对：写成 { "件数" = 0, "金额" = 0 }'),
    (r"Unterminated|Illegal character '\\n'|Invalid|Expected '", r"\A[\s^]*(?:\[|[一二三四五六][、,][^，。；：=]*\Z)",
     '这一部分的标题要连方括号和引号一起写，例如 ["一、总体情况"]'),
    (r"Unterminated|Illegal character '\\n'", "",
     '引号没有成对：一行文字前后各要一个半角双引号 "，几行文字前后各要三个 """'),
    (".*scape", "", "引号里的反斜线 \\ 要写成两个 \\\\"),
    ("Cannot|Duplicate", "", "这一项前面已经写过，同一项只能写一次，请删去其中一处"),
    ("Invalid statement|Invalid initial|Expected '='", "",
     '这一行不是“项目 = 值”：项目要放在半角双引号里，写成 "规章" = 0；正文要写在三个双引号里面；说明前面加 #'),
    ("Invalid value", r"\^\s*(?:#|\Z)", "等号后面没有值：没有发生的填 0，还没有数的填 []"),
    ("Invalid value", "",
     "“{rest}”写法不对：数只写阿拉伯数字，文字放在半角双引号里；没有发生的填 0，还没有数的填 []"),
    ("Expected newline", r'"""\^', '正文里不能有三个连着的双引号，它们只写在正文的开头和末尾'),
    ("Expected newline", r"\^,\d{3}(?!\d)", "数里面不要用千分位逗号，请删去"),
    ("Expected newline", r"=\s*0\^\d", "数前面不要写 0，请删去"),
    ("Expected newline", r"\d\s*\^,\s*\d", "几个数要写在方括号里：写成 [1, 2, 3]"),
    ("Expected newline", "",
     "读到“{rest}”不对：等号后面只写一个数，里面没有空格、字母，后面没有单位和算式；说明前面加 #"),
)  # fmt: skip


class Parsed(NamedTuple):
    """What a TOML text holds, the text as it was parsed, and notes on the signs and blanks that were read as others."""

    data: dict[str, Any]
    text: str
    notes: tuple[str, ...] = ()


def parse(text: str, path: Path, parse_float: type[object]) -> Parsed:
    """Parse a TOML text. Raises InputError with what is wrong, at its line and column."""
    lines = text.split("\n")
    _refuse_endless(text, path, lines)
    try:
        with suppress(tomllib.TOMLDecodeError):
            return Parsed(tomllib.loads(text, parse_float=parse_float), text)
        half = in_half_width(text)
        _refuse_endless(half, path, lines)
        halves = enumerate(zip(lines, half.split("\n"), strict=True), 1)
        # The lines changed, each with whether only blanks were.
        changed = {at: old.translate(_BLANKS) == new for at, (old, new) in halves if old != new}
        kinds = ((_SIGNS, False), (_OTHER_BLANKS, True))
        told = ((what, [at for at, blank in changed.items() if blank is kind]) for what, kind in kinds)
        notes = tuple(_note(ats, what) for what, ats in told if ats)
        return Parsed(tomllib.loads(half, parse_float=parse_float), half, notes)
    except tomllib.TOMLDecodeError as error:
        raise InputError(path, [_explain(f"{error}", half.split("\n"))], lines) from None
    except RecursionError:
        raise InputError(path, [Problem("括号套得太深，不像是一份数据文件")], lines) from None
    except ValueError:
        # An integer of thousands of digits is refused by int() itself.
        raise InputError(path, [Problem(_TOO_LONG)], lines) from None


def _refuse_endless(text: str, path: Path, lines: Sequence[str]) -> None:
    """Raise InputError for numbers and dotted names so long that to parse them takes too long."""
    for endless, what in ((_ENDLESS_NUMBER, _TOO_LONG), (_ENDLESS_KEY, "这里有太多用点号连着的名称，请检查")):
        if match := endless.search(text):
            number = text.count("\n", 0, match.start()) + 1
            start = match.start() - (text.rfind("\n", 0, match.start()) + 1)
            raise InputError(path, [Problem(what, number, start, start + 1)], lines)


def in_half_width(text: str) -> str:
    """A TOML text with each full-width sign outside of strings and comments replaced by one half-width sign."""
    return _TOKEN.sub(_half, text)


def _half(token: re.Match[str]) -> str:
    whole, kind = token[0], token.lastgroup
    if kind == "text":
        return f'"""{whole[3:-3]}"""'
    if kind in ("key", "quoted"):
        blank = token["blank"] or ""
        return f'{blank.translate(_HALF_WIDTH)}"{whole[len(blank) + 1 : -1]}"'
    if kind == "comment":
        return f"#{whole[1:]}"
    if kind == "colon":
        return f"{whole[:-1]}=".translate(_HALF_WIDTH)
    return whole.translate(_HALF_WIDTH) if kind == "sign" else whole


def _note(changed: Sequence[int], what: str) -> str:
    shown = "、".join(map(str, changed[:_MOST_LINES]))
    more = f"等 {len(changed)} 行" if len(changed) > _MOST_LINES else "行"
    return f"第 {shown} {more}{what}；请看一看，最好改过来"


def _explain(message: str, lines: Sequence[str]) -> Problem:
    """What is wrong with a text that does not parse, by its lines and the message of the parser."""
    match = _WHERE.search(message)
    number = int(match[1]) if match and match[1] else len(lines)
    line = lines[number - 1]
    column = int(match[2]) - 1 if match and match[2] else len(line)
    if hidden := FORBIDDEN.match(line[column : column + 1]):
        words = f"这里有一个看不见的字符（U+{ord(hidden[0]):04X}），请删去后重新输入"
        return Problem(words, number, column, column + 1)
    if (opened := _left_open("\n".join(lines))) and opened <= number:
        words = '这里开始的一段文字没有结束：末尾要有三个半角双引号 """，单独写一行'
        return Problem(words, opened, 0, len(lines[opened - 1]))
    if problem := _with_unit(line, number, column, message):
        return problem
    while message.startswith("Unclosed array") and not line[:column].strip() and number > 1:
        number, line = number - 1, lines[number - 2]
        column = len(line)
    shown = f"{line[:column]}^{line[column:]}"
    kinds = (words for head, like, words in _SENTENCES if re.match(head, message) and re.search(like, shown))
    words = next(kinds, f"这里的写法不对，请对照 {program()} init 写出的数据文件检查")
    words = words.replace("{rest}", line[column:].strip()[:_MOST_SHOWN])
    whole = message.startswith("Cannot") or column >= len(line)
    return Problem(words, number, 0 if whole else column, len(line))


def _with_unit(line: str, number: int, column: int, message: str) -> Problem | None:
    """A number with its unit, where the parser stopped: what to write instead."""
    bare_line = _QUOTED.sub(lambda text: " " * len(text[0]), line.partition("#")[0])
    for match in _NUMBER_WITH_UNIT.finditer(bare_line):
        key = _LAST_KEY.search(line[: match.start()])
        if not key or not (match.start() <= column <= match.end() or message.startswith("Unclosed")):
            continue
        written, span = match[0], (number, match.start(), match.end())
        figure = _figure_named(key[1].strip(), line[: match.start()].count(","))
        if figure is None:
            return Problem(f'“{written}”要放在半角双引号里：写成 "{written}"，或者只写数', *span)
        reading = in_unit(written, *figure)
        if reading is None:
            return Problem(f"数后面不要写“{match['unit']}”，请写{match['number']}", *span)
        return Problem(
            reading.advice if reading.value is None else f"{written}请写{reading.value}，不带单位", *span
        )
    return None


def _figure_named(key: str, index: int) -> tuple[Measure, str] | None:
    """Measure and unit of the figure at place `index` of the line with this key; None for an office's own figures."""
    if label_key(key) in ("件数", "年度"):
        return Measure.COUNT, ""
    if label_key(key) == "金额":
        return Measure.AMOUNT, "元"
    entries = (entry for form in reversed(forms()) for entry in form.entries)
    entry = next((e for e in entries if label_key(key) in e.label.wordings()), None)
    cell = entry.cells[min(index, len(entry.cells) - 1)] if entry else None
    return (cell.measure, cell.column.unit if cell.decimal else "") if cell else None


def _left_open(text: str) -> int | None:
    """The line of a text in triple quotes that does not end, or that runs into the next part."""
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "open" or (token.lastgroup == "text" and _HEADING.search(token[0])):
            return text.count("\n", 0, token.start()) + 1
    return None
