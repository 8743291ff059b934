"""Say in Chinese what is wrong with a TOML file that cannot be parsed, and what to type instead.

Most such files are right but for what an input method left in them: full-width
commas, quotes and brackets, Chinese keys without quotes, units behind numbers.
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ndbg.errors import InputError, Problem

_WHERE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
# NFKC turns most full-width signs into what was meant; these it leaves alone.
_MEANT = {
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "【": "[",
    "】": "]",
    "。": ".",
    "、": ",",
    "「": '"',
    "」": '"',
    "：": "=",
    "—": "-",
}
_GENERAL = (
    (r"Unclosed array", "方括号没有配对，或者两个数之间缺半角逗号：一行数写成 [1, 2, 3]"),
    (r"Unclosed inline table|inline table", '花括号里的内容写法不对：写成 { "件数" = 0, "金额" = 0 }'),
    (r"Unterminated string|Illegal character '\\n'", '这一行的引号没有成对：文字前后都要有半角双引号 "'),
    (r"Illegal character", "这里有一个看不见的控制字符，请删去后重新输入"),
    (r"Unescaped|escape|Escaped character", "引号里的反斜线 \\ 要写成两个 \\\\"),
    (r"Expected '=' after a key", "项目名称后面要有半角等号 ="),
    (r"Expected '\]'", '这一部分的标题要用半角方括号括起来：["一、总体情况"]'),
    (
        r"Expected newline or end of document after a statement",
        "这一行在值之后还有多余的内容，请删去，或另起一行",
    ),
    (
        r"Invalid value",
        "等号后面的值写法不对：数直接写，文字放在半角双引号里；没有发生的填 0，还没有数的填 []",
    ),
    (r"Invalid statement|Invalid initial character", "这一行不是“项目 = 值”的写法；说明文字前面请加 #"),
    (
        r"Cannot declare|Cannot overwrite|Cannot mutate|Duplicate|Cannot redefine",
        "这一项前面已经写过，请删去其中一处",
    ),
    (r"Invalid date", "日期写法不对：写成 2022-01-28"),
)


def meant(char: str) -> str:
    """The half-width sign that a full-width one stands for; empty for any other character."""
    if char in _MEANT:
        return _MEANT[char]
    half = unicodedata.normalize("NFKC", char)
    return half if half != char and len(half) == 1 and half.isascii() else ""


def parse(text: str, path: Path, lines: Sequence[str], parse_float: type[object]) -> dict[str, Any]:
    """Parse a TOML text. Raises InputError with one problem, at its line and column."""
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except tomllib.TOMLDecodeError as error:
        raise InputError(path, [_explain(str(error), lines)], lines) from None
    except RecursionError:
        raise InputError(path, [Problem("括号套得太深，不像是一份数据文件")], lines) from None
    except ValueError:
        # An integer of thousands of digits is refused by int() itself.
        raise InputError(path, [Problem("文件里有一个几千位的数，请检查")], lines) from None


def _explain(message: str, lines: Sequence[str]) -> Problem:
    match = _WHERE.search(message)
    at_end = match is None or match[1] is None
    number = len(lines) if at_end or match is None else int(match[1])
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    column = len(line) if at_end or match is None else int(match[2]) - 1
    if at_end and (opened := _left_open(lines)):
        return Problem(
            '这里开始的一段文字没有结束：末尾要有三个半角双引号 """', opened, 0, len(lines[opened - 1])
        )
    return (
        _full_width(line, number, column)
        or _specific(message, line, number, column, lines)
        or Problem(_general(message), number, column, column + 1)
    )


def _left_open(lines: Sequence[str]) -> int | None:
    """The line on which a text in triple quotes begins that has no end."""
    opened: int | None = None
    for number, line in enumerate(lines, 1):
        for _ in range(line.count('"""')):
            opened = None if opened else number
    return opened


def _full_width(line: str, number: int, column: int) -> Problem | None:
    """The full-width sign at fault: at the column, or the first one outside quotes."""
    here = line[column : column + 1]
    if here and meant(here):
        return _replace_sign(here, number, column)
    quoted = False
    for index, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == "#" and not quoted:
            return None
        elif not quoted and meant(char):
            return _replace_sign(char, number, index)
    if quoted:
        # A quote was opened and never closed: the last full-width sign is where it was meant to end.
        for index in range(len(line) - 1, -1, -1):
            if line[index] in "“”„］】":
                return _replace_sign(line[index], number, index)
    return None


def _replace_sign(char: str, number: int, index: int) -> Problem:
    sign = meant(char)
    name = "空格" if sign == " " else f"“{sign}”"
    shown = "全角空格" if sign == " " else f"全角的“{char}”"
    return Problem(f"这里是{shown}，请改成半角的{name}（关掉中文输入法再输入）", number, index, index + 1)


def _specific(message: str, line: str, number: int, column: int, lines: Sequence[str]) -> Problem | None:
    here = line[column:]
    if message.startswith(("Invalid statement", "Invalid initial character")):
        if key := re.match(r"[^\s=\[\]\"'#{},]+", here):
            return Problem(
                f'“{key[0]}”要放在半角双引号里：写成 "{key[0]}"', number, column, column + len(key[0])
            )
    elif message.startswith("Expected newline"):
        if unit := re.match(r"[^\W\d_]+", here):
            return Problem(f"数后面不要写“{unit[0]}”，请删去", number, column, column + len(unit[0]))
        if re.match(r",\d{3}\b", here):
            return Problem("数里面不要用千分位逗号，请删去", number, column, column + 1)
        if re.match(r"\d", here) and line[:column].rstrip().endswith("0"):
            return Problem("数前面不要写 0，请删去", number, column - 1, column)
    elif message.startswith("Invalid value"):
        if not here.strip() or here.lstrip().startswith("#"):
            return Problem("等号后面没有值：没有发生的填 0，还没有数的填 []", number, column, column + 1)
        if word := re.match(r"[^\s,\]}#\"']+", here):
            text = word[0]
            if re.match(r"[-/\\]+$|无$", text):
                return Problem(
                    f"“{text}”不是数：没有发生的填 0，还没有数的填 []", number, column, column + len(text)
                )
            return Problem(
                f"“{text}”不是数；如果是文字，要放在半角双引号里", number, column, column + len(text)
            )
    elif re.match(r"Cannot (declare|overwrite|mutate)|Duplicate", message):
        return _repeated(line, number, lines)
    return None


def _repeated(line: str, number: int, lines: Sequence[str]) -> Problem:
    """A key or a heading written twice: name the first line that has it."""
    written = line.split("=")[0].strip()
    earlier = [n for n, other in enumerate(lines[: number - 1], 1) if other.split("=")[0].strip() == written]
    place = f"第{earlier[-1]}行已经写过" if earlier else "前面已经写过"
    return Problem(f"{written} {place}，同一项只能写一次，请删去其中一处", number, 0, len(line.rstrip()))


def _general(message: str) -> str:
    for pattern, words in _GENERAL:
        if re.search(pattern, message):
            return words
    return "这里的写法不对，请对照 ndbg init 写出的数据文件检查"
