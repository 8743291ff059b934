"""The positions of the keys and values of a TOML file, which the standard library's parser does not give."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ndbg.text.patterns import Pattern

# In a valid document there are only blanks between two matches.
_TOKEN = Pattern(
    r"""
      (?P<comment>\#[^\n]*)
    | (?P<newline>\n)
    | (?P<string>"{3}(?:[^\\]|\\.)*?"{3,5} | '{3}.*?'{3,5} | "(?:[^"\\\n]|\\.)*" | '[^'\n]*')
    | (?P<sign>[\[\]{}=,])
    | (?P<bare>[^\s\[\]{}=,"'\#]+)
    """,
    re.VERBOSE | re.DOTALL,
)

Path = tuple[str | int, ...]


class Span(NamedTuple):
    """A stretch of text: line, counted from 1, and columns from 0, `end` excluded.

    The span of a text over several lines ends with its first line.
    """

    line: int
    start: int
    end: int
    text: str


def _tokens(text: str) -> Iterator[Span]:
    line, line_start = 1, 0
    for match in _TOKEN.finditer(text):
        kind, written, start = match.lastgroup, match[0], match.start() - line_start
        if kind == "string" and "\n" in written:
            yield Span(line, start, start + written.index("\n"), written)
            line += written.count("\n")
            line_start = match.start() + written.rindex("\n") + 1
        elif kind != "comment":
            yield Span(line, start, start + len(written), written)
            if kind == "newline":
                line, line_start = line + 1, match.end()


_SIGNS = frozenset("[]{}=,\n\"'")  # first characters of all tokens but bare ones


class _Walker:
    """Walks over the tokens of a valid document and records the positions of keys and values."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self._arrays: dict[Path, int] = {}

    def walk(self) -> None:
        table: Path = ()
        while self._skip_newlines():
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> str:
        return self._tokens[self._at].text if self._at < len(self._tokens) else ""

    def _take(self) -> Span:
        self._at += 1
        return self._tokens[self._at - 1]

    def _skip_newlines(self) -> bool:
        while self._peek() == "\n":
            self._at += 1
        return self._at < len(self._tokens)

    def _key(self) -> tuple[Path, Span]:
        first = self._tokens[self._at]
        parts = []
        while self._peek() not in ("=", "]"):
            parts.append(self._take())
        last = parts[-1]
        span = Span(first.line, first.start, last.end, first.text)
        if len(parts) == 1 and first.text[0] == '"' and "\\" not in first.text:
            return (first.text[1:-1],), span
        inner: object = tomllib.loads(f"{' '.join(part.text for part in parts)} = 0")
        path: Path = ()
        while isinstance(inner, dict):
            key, inner = next(iter(inner.items()))
            path += (key,)
        return path, span

    def _header(self) -> Path:
        self._take()
        array = self._peek() == "["
        if array:
            self._take()
        path, span = self._key()
        for _ in range(1 + array):
            self._take()
        *above, last = path
        full: Path = ()
        for part in above:
            full += (part,)
            # Within an array of tables the path continues in the last one.
            if full in self._arrays:
                full += (self._arrays[full],)
        full += (last,)
        if array:
            self._arrays[full] = self._arrays.get(full, -1) + 1
            full += (self._arrays[full],)
        self.keys.setdefault(full, span)
        return full

    def _pair(self, under: Path) -> None:
        key, span = self._key()
        self.keys[under + key] = span
        self._take()
        self._value(under + key)

    def _value(self, path: Path) -> None:
        opening = self._peek()
        if opening not in ("[", "{"):
            self.values[path] = self._scalar()
            return
        self.values[path] = self._take()
        index = 0
        while self._skip_newlines() and self._peek() not in ("]", "}"):
            if self._peek() == ",":
                self._take()
                index += 1
            elif opening == "[":
                self._value((*path, index))
            else:
                self._pair(path)
        closing = self._take()
        start = self.values[path]
        end = closing.end if closing.line == start.line else start.end
        self.values[path] = Span(start.line, start.start, end, start.text)

    def _scalar(self) -> Span:
        span = self._take()
        # A date and a time may be separated by a space.
        while (after := self._peek()) and after[0] not in _SIGNS:
            last = self._take()
            span = Span(span.line, span.start, last.end, f"{span.text} {last.text}")
        return span


class Positions(NamedTuple):
    """The positions of the keys and values of a document, by path; items of arrays by their index."""

    keys: Mapping[Path, Span]
    values: Mapping[Path, Span]


def locate(text: str) -> Positions:
    """Find every key and value of a document that `tomllib` has accepted."""
    walker = _Walker(text)
    walker.walk()
    return Positions(walker.keys, walker.values)
