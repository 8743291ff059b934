"""Explain in Chinese why a TOML file cannot be parsed, and what to type instead.

Most such files are wrong only by what an input method left in them: full-width commas, quotes and brackets,
Chinese keys without quotes, units behind numbers.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ndbg.document.headings import is_heading
from ndbg.errors import InputError, Problem
from ndbg.program import program
from ndbg.read.source import FORBIDDEN
from ndbg.read.toml_values import LAST_KEY, figure_named, odd_number, with_unit
from ndbg.text.patterns import Pattern

_WHERE = Pattern(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
# The half-width signs for full-width ones that NFKC leaves alone.
_MEANT = dict(zip("“”„‘’「」【】。、：—", '"""\'\'""[].,=-', strict=True))
_MOST_SIGNS = 20
_TOO_LONG = "文件里有一个几千位的数，请检查"
# Python takes very long to parse such a number, and to print the error on such a key.
_ENDLESS_NUMBER = Pattern(r"0[xob][\da-fA-F_]{1000}")
_ENDLESS_KEY = Pattern(r"""(?:(?:[\w-]{1,40}|"[^"\n]{0,40}"|'[^'\n]{0,40}')[ \t]{0,9}\.[ \t]{0,9}){50}""")
_NEAR = 400  # characters before a sign by which its meaning is found
_HEADING = Pattern(r"""\s*\[\s*["“][^"]+["”]\s*\]\s*(?:#.*)?$""")
_BRACKETS, _QUOTES = "[]［］【】 \t", "\"“”'‘’"
_ONE_QUOTE = Pattern(r"""[^=#]{1,40}=\s*"\s*$""")
_KEY = Pattern(r"""["”]\s*$""")
_VALUE = Pattern(r"""=\s*(?:\[[^\]]*\]|[\d.]+)\s*$""")
# The beginning of a line that is an item, a heading, or the rest of a list.
_ITEM = Pattern(
    r"""["“”„'‘「\[\]［］【】{}｛｝,，#＃]|[\d\s,，、.]+(?:[\]］】}｝#＃]|$)|\S{1,30}\s*[=＝]|[^\s，。；：、]{1,20}$|[^\s，。；：、]{1,12}\s+[\d\[]"""
)
# The beginning of a line that can only be prose.
_PROSE = Pattern(r"(?:20\d\d年|[（(][一二三四五六七八九十]{1,3}[）)])[^=＝\[]*$")
_GENERAL = (
    (r"Unclosed array", "方括号没有配对，或者两个数之间缺半角逗号：一行数写成 [1, 2, 3]"),
    (r"Unclosed inline table|inline table", '花括号里的内容写法不对：写成 { "件数" = 0, "金额" = 0 }'),
    (r"Unterminated string|Illegal character '\\n'", '这一行的引号没有成对：文字前后都要有半角双引号 "'),
    (r"Unescaped|escape|Escaped character", "引号里的反斜线 \\ 要写成两个 \\\\"),
    (r"Expected '=' after a key", "项目名称后面要有半角等号 ="),
    (r"Expected '\]'", '这一部分的标题要用半角方括号括起来：["一、总体情况"]'),
    (
        r"Expected newline or end of document after a statement",
        "等号右边只能有一个值，后面还有别的内容：说明前面加 #，另一项另起一行",
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
    """Parse a TOML text. Raises InputError with what is wrong, at its line and column."""
    for endless, said in ((_ENDLESS_NUMBER, _TOO_LONG), (_ENDLESS_KEY, "这里有太多用点号连着的名称，请检查")):
        if found := endless.search(text):
            number = text.count("\n", 0, found.start()) + 1
            start = found.start() - (text.rfind("\n", 0, found.start()) + 1)
            raise InputError(path, [Problem(said, number, start, start + 1)], lines)
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except tomllib.TOMLDecodeError as error:
        raise InputError(path, _explain(str(error), lines), lines) from None
    except RecursionError:
        raise InputError(path, [Problem("括号套得太深，不像是一份数据文件")], lines) from None
    except ValueError:
        # An integer of thousands of digits is refused by int() itself.
        raise InputError(path, [Problem(_TOO_LONG)], lines) from None


def _explain(message: str, lines: Sequence[str]) -> list[Problem]:
    """The problems behind an error of the parser: one, or all signs typed in full width."""
    if quotes := list(_curved(lines)):
        return quotes
    if left_open := _left_open(lines):
        return [left_open]
    match = _WHERE.search(message)
    at_end = match is None or match[1] is None
    number = len(lines) if at_end or match is None else int(match[1])
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    column = len(line) if at_end or match is None else int(match[2]) - 1
    if hidden := _hidden(line, number, column):
        return [hidden]
    if "scape" in message:
        return [Problem(_general(message), number, column, column + 1)]
    if message.startswith("Unclosed array") and (begun := _not_closed(lines, number)):
        number, line = begun, lines[begun - 1]
        column = len(line)
    if problem := (
        _misplaced(line, number, lines)
        or odd_number(line, number)
        or with_unit(line, number, column, message)
    ):
        return [problem]
    signs = list(_full_width(lines))
    if any(sign.line == number for sign in signs):
        return signs[:_MOST_SIGNS]
    return [
        _unclosed(line, number)
        or _specific(message, line, number, column, lines)
        or Problem(_general(message), number, column, column + 1)
    ]


def _hidden(line: str, number: int, column: int) -> Problem | None:
    """A control character at which the parser stopped."""
    hidden = FORBIDDEN.match(line[column : column + 1])
    words = f"这里有一个看不见的字符（U+{ord(hidden[0]):04X}），请删去后重新输入" if hidden else ""
    return Problem(words, number, column, column + 1) if hidden else None


_ENDS_OF_TEXT = Pattern(r"""(?:.*=)?\s*(["“”„＂]{3})\s*$""")


def _curved(lines: Sequence[str]) -> Iterator[Problem]:
    """The full-width or curved quotes that begin or end a text of several lines."""
    for number, line in enumerate(lines, 1):
        if found := _ENDS_OF_TEXT.match(line):
            for index in range(*found.span(1)):
                if line[index] != '"':
                    yield _replace_sign(line[index], number, index)


def _not_closed(lines: Sequence[str], number: int) -> int | None:
    """The line of an unclosed list: the one that the parser stopped in, or the item above."""
    for at in range(number, 0, -1):
        shown = _QUOTED.sub("", lines[at - 1]).partition("#")[0]
        if "=" in shown:
            if shown.count("[") > shown.count("]"):
                return at
            if at < number:
                return None
    return None


def _left_open(lines: Sequence[str]) -> Problem | None:
    """A text that begins with a single quote, or one in triple quotes that runs into the next part or to the end."""
    opened = 0
    for number, line in enumerate(lines, 1):
        if opened and _HEADING.match(line):
            break
        if not opened and _ONE_QUOTE.match(line):
            words = '这里只有一个引号：写几行文字的，开头要有三个半角双引号 """，末尾也是'
            return Problem(words, number, len(line.rstrip()) - 1, len(line.rstrip()))
        for _ in range(line.count('"""')):
            opened = 0 if opened else number
    if not opened:
        return None
    words = '这里开始的一段文字没有结束：末尾要有三个半角双引号 """，单独写一行'
    return Problem(words, opened, 0, len(lines[opened - 1]))


def _misplaced(line: str, number: int, lines: Sequence[str]) -> Problem | None:
    """A line that is no item: a heading without its brackets or quotes, or prose outside of quotes."""
    text = line.strip()
    named = text.strip(_BRACKETS)
    heading = named.strip(_QUOTES)
    if is_heading(heading) and not (named[0] in _QUOTES and named[-1] in _QUOTES):
        return Problem(f'这一部分的标题要写成 ["{heading}"]', number, 0, len(line))
    if (_ITEM.match(text) and not _PROSE.match(text)) or not text:
        return None
    above = next((text for other in reversed(lines[: number - 1]) if (text := other.strip())), "")
    if above == '"""':
        words = "这一行在引号外面。如果是正文，请移到上面的三个双引号前面；如果是说明，前面加 #"
    else:
        words = "这一行在引号外面。如果是正文，它上面的正文提前结束了（正文里不能有三个连着的双引号）；如果是说明，前面加 #"
    return Problem(words, number, 0, len(line))


_QUOTED = Pattern(r'"[^"]*"')
_SEVERAL = Pattern(r"=\s*(\d+(?:\.\d+)?(?:\s*[,，、]\s*\d+(?:\.\d+)?)+)\s*(?:#.*)?$")


def _full_width(lines: Sequence[str]) -> Iterator[Problem]:
    """Every full-width sign outside of texts and comments where a half-width one belongs."""
    within = False
    for number, line in enumerate(lines, 1):
        quoted, told = False, 0
        if line.count('"""') % 2:
            within = not within
            continue
        if within or _misplaced(line, number, lines):
            continue
        for index, char in enumerate(line):
            if char == '"':
                quoted = not quoted
            elif quoted:
                continue
            elif char == "#":
                break
            elif char in "（(" and index and _VALUE.search(line[max(index - _NEAR, 0) : index]):
                yield Problem("说明文字前面要加 #", number, index, len(line))
                break
            elif meant(char) and not (char == "：" and not _KEY.search(line[max(index - _NEAR, 0) : index])):
                yield _replace_sign(char, number, index)
                told += 1
                if told == _MOST_SIGNS:
                    break  # no more are shown


def _unclosed(line: str, number: int) -> Problem | None:
    """An unclosed quote: the last full-width sign of the line was meant to close it."""
    if line.count('"') % 2 == 0:
        return None
    at = max((i for i, char in enumerate(line) if char in "“”„］】"), default=None)
    return None if at is None else _replace_sign(line[at], number, at)


def _replace_sign(char: str, number: int, index: int) -> Problem:
    sign = meant(char)
    name = "空格" if sign == " " else f"「{sign}」"
    shown = "全角空格" if sign == " " else f"全角的「{char}」"
    return Problem(f"这里是{shown}，请改成半角的{name}（关掉中文输入法再输入）", number, index, index + 1)


class _Stop(NamedTuple):
    """Where the parser stopped: message, line, line number, column."""

    message: str
    line: str
    number: int
    column: int

    @property
    def rest(self) -> str:
        """The line from the column on."""
        return self.line[self.column :]

    def problem(self, words: str, start: int | None = None, end: int | None = None) -> Problem:
        """A problem at this place; it extends to the end of the line by default."""
        start = self.column if start is None else start
        return Problem(words, self.number, start, len(self.line) if end is None else end)

    def with_text(self, words: str, text: str) -> Problem:
        """A problem of the text that begins here."""
        return self.problem(words, end=self.column + len(text))


def _specific(message: str, line: str, number: int, column: int, lines: Sequence[str]) -> Problem | None:
    """The problem by the message of the parser, as far as the line tells what was meant."""
    stop = _Stop(message, line, number, column)
    if message.startswith(("Invalid statement", "Invalid initial character")):
        return _no_statement(stop)
    if message.startswith(("Expected newline", "Invalid")) and (found := _no_day(stop)):
        return found
    if message.startswith("Expected newline"):
        return _more_than_a_value(stop)
    if message.startswith("Invalid value"):
        return _no_value(stop)
    if message.startswith("Expected '='") and stop.rest[:1] == ":":
        return stop.with_text("项目名称后面是冒号，请改成半角的「=」", ":")
    if re.match(r"Cannot (declare|overwrite|mutate)|Duplicate", message):
        return _repeated(line, number, lines)
    return None


def _no_statement(stop: _Stop) -> Problem | None:
    """A line that begins with a name without quotation marks."""
    key = re.match(r"[^\s=\[\]\"'#{},]+", stop.rest)
    if key is None:
        return None
    value = stop.rest[key.end() :]
    if re.fullmatch(r"\s+[\d\[].*", value):
        return stop.problem(f'要写成 "{key[0]}" = {value.strip()}')
    return stop.with_text(f'“{key[0]}”要放在半角双引号里：写成 "{key[0]}"', key[0])


def _no_day(stop: _Stop) -> Problem | None:
    """A day that is not written as one."""
    if "公布日期" in stop.line:
        return stop.problem("公布日期写成 2022-01-28（月、日都是两位，中间用半角短横线）")
    if "公布期限" in stop.line:
        return stop.problem('公布期限要加引号：写成 "公布期限" = "02-15"（月-日）')
    return None


def _more_than_a_value(stop: _Stop) -> Problem | None:
    """A value followed by something."""
    if unit := re.match(r"([^\W\d_]+)\s*(?:$|[,\]}#])", stop.rest):
        return stop.with_text(f"数后面不要写“{unit[1]}”，请删去", unit[1])
    if sign := re.match(r"([,.;])\s*(?:$|#)", stop.rest):
        return stop.with_text(f"数后面多了“{sign[1]}”，请删去", sign[1])
    if re.match(r",\d{3}\b", stop.rest):
        return stop.with_text("数里面不要用千分位逗号，请删去", ",")
    if several := _SEVERAL.search(stop.line):
        listed = ", ".join(re.findall(r"\d+(?:\.\d+)?", several[1]))
        return stop.problem(f"几个数要写在方括号里：写成 [{listed}]", *several.span(1))
    if re.match(r"\d", stop.rest) and re.search(r"=\s*0$", stop.line[: stop.column]):
        return stop.problem("数前面不要写 0，请删去", stop.column - 1, stop.column)
    return None


def _no_value(stop: _Stop) -> Problem | None:
    """No value, or something that is none."""
    if not stop.rest.strip() or stop.rest.lstrip().startswith("#"):
        return stop.with_text("等号后面没有值：没有发生的填 0，还没有数的填 []", " ")
    word = re.match(r"[^\s,\]}#\"']+", stop.rest)
    if word is None:
        return None
    text = word[0]
    if re.match(r"[Oo]$", text):
        return stop.with_text(f"“{text}”是字母，数字零写成 0", text)
    if re.match(r"[-/\\]+$|无$", text):
        return stop.with_text(f"“{text}”不是数：没有发生的填 0，还没有数的填 []", text)
    if re.fullmatch(r"[零〇一二两三四五六七八九十百千万亿]+", text):
        return stop.with_text(f"“{text}”要写成阿拉伯数字", text)
    key = LAST_KEY.search(stop.line[: stop.column])
    if key and figure_named(key[1].strip(), 0) is None:
        written = stop.rest.rstrip()
        return stop.with_text(f'“{written}”是文字，要放在半角双引号里：写成 "{written}"', written)
    return stop.with_text(f"“{text}”不是数：件数只写阿拉伯数字；机关、正文这样的文字才放在半角双引号里", text)


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
    return f"这里的写法不对，请对照 {program()} init 写出的数据文件检查"
