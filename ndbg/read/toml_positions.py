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


# The fields of a `Span`; there are a thousand in a file, and most are not kept.
_Token = tuple[int, int, int, str]


def _tokens(text: str) -> Iterator[_Token]:
    line, line_start = 1, 0
    for match in _TOKEN.finditer(text):
        kind, written, start = match.lastgroup, match[0], match.start() - line_start
        if kind == "string" and "\n" in written:
            yield line, start, start + written.index("\n"), written
            line += written.count("\n")
            line_start = match.start() + written.rindex("\n") + 1
        elif kind != "comment":
            yield line, start, start + len(written), written
            if kind == "newline":
                line, line_start = line + 1, match.end()


_SIGNS = frozenset("[]{}=,\n\"'")  # first characters of all tokens but bare ones


class _Walker:
    """Walks over the tokens of a valid document and records the positions of keys and values."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._texts = [*(written for *_, written in self._tokens), ""]
        self._at = 0
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self._arrays: dict[Path, int] = {}

    def walk(self) -> None:
        table: Path = ()
        while self._skip_newlines():
            if self._texts[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _skip_newlines(self) -> bool:
        while self._texts[self._at] == "\n":
            self._at += 1
        return self._at < len(self._tokens)

    def _key(self) -> tuple[Path, Span]:
        begin = self._at
        while self._texts[self._at] not in ("=", "]"):
            self._at += 1
        line, start, _, text = self._tokens[begin]
        span = Span(line, start, self._tokens[self._at - 1][2], text)
        if self._at == begin + 1 and text[0] == '"' and "\\" not in text:
            return (text[1:-1],), span
        inner: object = tomllib.loads(f"{' '.join(self._texts[begin : self._at])} = 0")
        path: Path = ()
        while isinstance(inner, dict):
            key, inner = next(iter(inner.items()))
            path += (key,)
        return path, span

    def _header(self) -> Path:
        array = self._texts[self._at + 1] == "["
        self._at += 1 + array
        path, span = self._key()
        self._at += 1 + array
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
        self._at += 1
        self._value(under + key)

    def _value(self, path: Path) -> None:
        line, start, end, opening = self._tokens[self._at]
        if opening not in ("[", "{"):
            self.values[path] = self._scalar()
            return
        self.values[path] = Span(line, start, end, opening)  # before those of its items
        self._at += 1
        index = 0
        while self._skip_newlines() and (text := self._texts[self._at]) not in ("]", "}"):
            if text == ",":
                self._at += 1
                index += 1
            elif opening == "[":
                self._value((*path, index))
            else:
                self._pair(path)
        last, _, closed, _ = self._tokens[self._at]
        self._at += 1
        if last == line:
            self.values[path] = Span(line, start, closed, opening)

    def _scalar(self) -> Span:
        line, start, end, text = self._tokens[self._at]
        self._at += 1
        # A date and a time may be separated by a space.
        while (after := self._texts[self._at]) and after[0] not in _SIGNS:
            end, text = self._tokens[self._at][2], f"{text} {after}"
            self._at += 1
        return Span(line, start, end, text)


class Positions(NamedTuple):
    """The positions of the keys and values of a document, by path; items of arrays by their index."""

    keys: Mapping[Path, Span]
    values: Mapping[Path, Span]


def locate(text: str) -> Positions:
    """Find every key and value of a document that `tomllib` has accepted."""
    walker = _Walker(text)
    walker.walk()
    return Positions(walker.keys, walker.values)
