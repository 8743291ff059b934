"""No pattern takes time that doubles with each repetition: text that almost matches, made from the pattern itself."""

import random
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from ndbg.text.patterns import Pattern
from tests.text.test_patterns import modules

SECONDS = 0.5  # of processor time; a pattern that doubles takes years
_OFTEN = 60  # characters that are repeated, and repetitions at least
_TRIES = 4
_LETTERS = "".join(map(chr, range(32, 127))) + "甲乙的，。：；（）“”、室科一二十年月 \u3000\n\t０１"
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "甲"}
Nodes = list[tuple[Any, Any]]


def held(value: object) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value of a module, also in tuples and tables."""
    value = getattr(value, "__self__", value)  # a pattern's search, by itself
    if isinstance(value, Pattern):
        yield value.compiled()
    elif isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from held(item)


def patterns() -> dict[str, re.Pattern[Any]]:
    own = [(m.__name__, value) for m in modules() for value in vars(m).values()]
    found = {(p.pattern, p.flags): (name, p) for name, value in own for p in held(value)}
    return {f"{name} {p.pattern[:30]!r}": p for name, p in found.values()}


class Writer:
    """Writes texts that parts of a pattern match."""

    def __init__(self) -> None:
        self._chance = random.Random(1)  # noqa: S311

    def text(self, nodes: Iterable[tuple[Any, Any]]) -> str:
        return "".join(self._one(f"{kind}", value) for kind, value in nodes)

    def _one(self, kind: str, value: Any) -> str:
        if kind == "LITERAL":
            return chr(value)
        if kind in ("ANY", "NOT_LITERAL"):
            return self._chance.choice("甲1 ")
        if kind == "IN":
            return self._letter(value)
        if kind == "BRANCH":
            return self.text(self._chance.choice(value[1]))
        if kind in _REPEATS:
            least, most, body = value
            times = self._chance.randint(least, min(int(most), least + 2))
            return "".join(self.text(body) for _ in range(times))
        return "".join(map(self.text, inside(kind, value)))

    def _letter(self, value: Nodes) -> str:
        if f"{value[0][0]}" == "NEGATE":
            none = {
                letter for kind, item in value[1:] for letter in _LETTERS if _is_in(letter, f"{kind}", item)
            }
            return self._chance.choice([letter for letter in _LETTERS if letter not in none] or ["?"])
        kind, item = self._chance.choice(value)
        if f"{kind}" == "CATEGORY":
            return _CATEGORIES.get(f"{item}", " ")
        return chr(self._chance.choice(item) if f"{kind}" == "RANGE" else item)

    def almost(self, nodes: Nodes, before: str = "") -> Iterator[str]:
        """For each repetition in a pattern a text that has it often, and an end that does not match."""
        for at, (kind, value) in enumerate(nodes):
            lead = before + self.text(nodes[:at])
            if f"{kind}" in _REPEATS[:2] and value[1] >= 8:
                one, two = self.text(value[2]), self.text(value[2])
                for body in filter(None, (one, one + two)):
                    yield lead + body * (_OFTEN // len(body) + 12) + self._chance.choice("\x00!甲")
            for part in inside(f"{kind}", value):
                yield from self.almost(list(part), lead)


def inside(kind: str, value: Any) -> list[Nodes]:
    """The patterns within a part of a pattern; what is looked for ahead or behind adds no text."""
    if kind in _REPEATS:
        return [value[2]]
    if kind == "BRANCH":
        return list(value[1])
    if kind == "SUBPATTERN":
        return [value[3]]
    return [value] if kind == "ATOMIC_GROUP" else []


def _is_in(letter: str, kind: str, item: Any) -> bool:
    if kind == "LITERAL":
        return ord(letter) == int(item)
    if kind == "RANGE":
        least, most = item
        return int(least) <= ord(letter) <= int(most)
    if f"{item}" == "CATEGORY_DIGIT":
        return letter.isdecimal()
    return letter.isspace() if f"{item}" == "CATEGORY_SPACE" else letter.isalnum() or letter == "_"


class LateError(Exception):
    pass


def _late(*_: object) -> None:
    raise LateError


def slow(pattern: re.Pattern[Any]) -> str:
    """A text that the pattern takes too long for; or empty."""
    writer, as_text = Writer(), isinstance(pattern.pattern, str)
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~(0 if as_text else re.UNICODE))
    before = signal.signal(signal.SIGPROF, _late)
    text = ""
    try:
        for text in (text for _ in range(_TRIES) for text in writer.almost(list(parsed))):
            for match in (pattern.fullmatch, pattern.match):
                signal.setitimer(signal.ITIMER_PROF, SECONDS)
                match(text if as_text else text.encode())
    except LateError:
        return text
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return ""


only_with_signals = pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that ends a search")


@only_with_signals
def test_every_pattern_is_done_soon() -> None:
    found = patterns()
    assert len(found) > 300
    assert {name: text for name, pattern in found.items() if (text := slow(pattern))} == {}


@only_with_signals
@pytest.mark.parametrize(
    "pattern", [r"(?:<!--.*?-->|\s)*<html", r"甲(?:\s*[0-9][0-9,.]*)+件", r"请(?:[^。]{0,6}室|认真)*核对"]
)
def test_a_pattern_that_doubles_is_found(pattern: str) -> None:
    assert slow(re.compile(pattern, re.DOTALL))
