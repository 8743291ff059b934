"""A parsed data file with the places of its values and the problems found so far.

Keys are matched like labels. Problems are collected and reported together.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ndbg.document.blanks import says_something
from ndbg.errors import InputError, Problem
from ndbg.form import Form, form_followed
from ndbg.read.source import forbidden
from ndbg.read.toml_positions import Positions, Span
from ndbg.report import Origin, Prose, too_long
from ndbg.text.labels import label_key, nearest

REPORT, DATA, SUPPRESSIONS, SIGN_OFF = "报告", "数据", "核对说明", "送审"
# The parts that may be missing.
_OPTIONAL = (DATA, SUPPRESSIONS, SIGN_OFF)
_NOWHERE = Origin()


MOST_TOLD = 40  # problems reported for one file


class Float(str):
    """A TOML float as written: `59237.2449` keeps its digits, and `1e9` is recognised."""

    __slots__ = ()


class Part(NamedTuple):
    """A part of the file: its heading as written, and its values."""

    title: str
    values: Mapping[str, Any]


def _form(data: Mapping[str, Any]) -> Form:
    """The form of a data file: by the names of its lines, else by its year."""
    parts = {label_key(name): part for name, part in data.items() if isinstance(part, dict)}
    years = [
        value
        for key, value in parts.get(label_key(REPORT), {}).items()
        if label_key(key) == label_key("年度")
    ]
    year = next((value for value in years if type(value) is int), 0)
    return form_followed((key for part in parts.values() for key in part), year)


class DataFile:
    """A parsed data file: its parts by name, 报告, 数据, or the number of a section, and the form that it follows."""

    unquoted = "，不加引号"  # what messages add on how to write numbers and days

    def __init__(
        self,
        path: Path,
        data: Mapping[str, Any],
        positions: Positions,
        lines: Sequence[str] = (),
        form: Form | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        self._path = path
        self.lines = tuple(lines)
        self._positions = positions
        self.form = form or _form(data)
        self.parts = self._match_parts(data)

    # -- places --------------------------------------------------------------

    def origin(self, *keys: str | int) -> Origin:
        """The origin of a value; for a table, that of its key."""
        span = self._positions.values.get(keys) or self._positions.keys.get(keys)
        return Origin(span.line, span.start, span.end) if span else _NOWHERE

    def key_origin(self, *keys: str) -> Origin:
        """The origin of a key."""
        span = self._positions.keys.get(keys)
        return Origin(span.line, span.start, span.end) if span else _NOWHERE

    def span(self, *keys: str | int) -> Span | None:
        """The span of a value, and its text; of a list or a table the text is its bracket."""
        return self._positions.values.get(keys)

    def written(self, origin: Origin) -> str:
        """The text at a place as written."""
        return self.lines[origin.line - 1][origin.start : origin.end] if origin.line else ""

    def problem(self, message: str, origin: Origin = _NOWHERE) -> None:
        """Record a problem.

        Raises InputError where there are very many: finding similar names for each would take long.
        """
        message_with_place = f"{origin.place}：{message}" if origin.place else message
        self.problems.append(Problem(message_with_place, origin.line, origin.start, origin.end))
        if len(self.problems) >= MOST_TOLD:
            self.refuse()

    def refuse(self) -> None:
        """Raise InputError with all problems, in the order of lines, if there are any."""
        problems = sorted(self.problems, key=lambda p: p.line or 0)
        if len(problems) >= MOST_TOLD:
            problems.append(Problem("后面可能还有问题，没有再看；请先改好上面这些"))
        if problems:
            raise InputError(self._path, problems, self.lines)

    # -- keys ----------------------------------------------------------------

    def _match_parts(self, data: Mapping[str, Any]) -> dict[str, Part]:
        wanted = {part: frozenset({label_key(part)}) for part in (REPORT, *_OPTIONAL)}
        wanted |= {
            s.no: s.label.wordings() | {label_key(s.table or ""), s.no} - {""} for s in self.form.sections
        }
        titles = {part: part for part in (REPORT, *_OPTIONAL)} | {s.no: s.heading for s in self.form.sections}
        parts: dict[str, Part] = {}
        for key, value in data.items():
            part = next((p for p, keys in wanted.items() if label_key(key) in keys), None)
            origin = self.key_origin(key)
            if part is None:
                self._unknown(f"“{key}”", nearest(key, titles.values(), 1), origin)
            elif part in parts:
                self.problem(f"“{key}”和“{parts[part].title}”是同一部分，只能写一次", origin)
            elif not isinstance(value, dict):
                self.problem(f'“{key}”要单独写成一行标题：["{titles[part]}"]', origin)
            else:
                parts[part] = Part(key, value)
        for part, title in titles.items():
            if part not in parts and part not in _OPTIONAL:
                near = [key for key in data if key not in {p.title for p in parts.values()}]
                self._missing(f'["{title}"]这一部分', nearest(title, near, 1))
        return parts

    def keys(self, part: str, wanted: Sequence[str], optional: Sequence[str] = ()) -> dict[str, str]:
        """The keys of a part as written, by name; unknown, repeated and missing ones are recorded as problems."""
        if part not in self.parts:
            return {}
        title, values = self.parts[part].title, self.parts[part].values
        written_keys: dict[str, str] = {}
        for key in values:
            name = next((n for n in (*wanted, *optional) if label_key(n) == label_key(key)), None)
            if name is None:
                near = nearest(key, (*wanted, *optional), 1)
                self._unknown(f"“{key}”这一项", near, self.key_origin(title, key))
            elif name in written_keys:
                self.problem(f"“{key}”写了两次，请删去其中一处", self.key_origin(title, key))
            else:
                written_keys[name] = key
        for name in wanted:
            if name not in written_keys:
                near = nearest(name, set(values) - set(written_keys.values()), 1)
                self._missing(f"“{name}”这一项", near, self.key_origin(title))
        return written_keys

    def _unknown(self, what: str, candidates: Sequence[str], origin: Origin) -> None:
        hint = f"，是不是“{candidates[0]}”？" if candidates else "，请删去"
        self.problem(f"表式里没有{what}{hint}", origin)

    def _missing(self, what: str, candidates: Sequence[str], origin: Origin = _NOWHERE) -> None:
        hint = f"；最接近的是“{candidates[0]}”" if candidates else ""
        self.problem(f"缺少{what}，请补上{hint}", origin)

    def within(self, prose: Prose, at: int, text: str) -> Origin:
        """The place of some words in paragraph `at` of a text."""
        line = prose.lines[at]
        start = max(self.lines[line - 1].find(text), 0)
        return Origin(line, start, start + len(text))

    # -- texts ---------------------------------------------------------------

    def text(self, part: Part, key: str) -> str:
        """A valid text value; anything else is recorded as a problem."""
        value = part.values[key]
        if not isinstance(value, str) or isinstance(value, Float):
            self.problem(f"“{key}”是文字，要放在半角双引号里", self.origin(part.title, key))
            return ""
        if bad := forbidden(value):
            origin = self.origin(part.title, key)
            self.problem(f"文字里有看不见的字符（U+{ord(bad[0]):04X}），请删去后重新输入", origin)
            return ""
        return value

    def paragraphs(self, part: Part, key: str) -> Prose:
        """A text of several paragraphs; its `lines` are the line numbers of these in the file."""
        span = self._positions.values.get((part.title, key))
        if span is None:
            self.text(part, key)  # a key with dots is a table, not a text
            return Prose()
        many = span.text.startswith(('"""', "'''"))
        # A backslash at the end of a line joins it with the next, so that lines cannot be counted.
        countable = many and "\\\n" not in span.text
        first = span.line + (many and span.text[3:4] == "\n")
        kept = [
            (paragraph.strip(), first + index if countable else first)
            for index, paragraph in enumerate(self.text(part, key).split("\n"))
            if says_something(paragraph)
        ]
        text = "\n".join(paragraph for paragraph, _ in kept)
        if much := too_long(text):
            self.problem(f"“{key}”{much}，不像是报告的正文", self.key_origin(part.title, key))
        return Prose(text, text, tuple(line for _, line in kept), self.origin(part.title, key))
