"""Patterns: the words that every match is said to hold, or a rule would be blind."""

import re
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ndbg
from ndbg.text.patterns import HAN, Pattern, any_in, is_han, places_of


def modules() -> list[ModuleType]:
    found = walk_packages(ndbg.__path__, "ndbg.")
    return [import_module(module.name) for module in found if module.name != "ndbg.__main__"]


def patterns() -> dict[str, Pattern]:
    """All that say which words their matches hold, those within tuples too."""
    held = [value for module in modules() for value in vars(module).values()]
    held += [item for value in held if isinstance(value, tuple) for item in value]
    held += [item for value in held if isinstance(value, tuple) for item in value]
    held += [getattr(value, "__self__", None) for value in held]  # a pattern's search, by itself
    return {p.pattern: p for p in held if isinstance(p, Pattern) and p.given}


PATTERNS = patterns()


def test_there_are_such_patterns() -> None:
    assert len(PATTERNS) > 20


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda p: p.pattern[:20])
@given(data=st.data())
@settings(suppress_health_check=list(HealthCheck), max_examples=30)
def test_whatever_matches_holds_one_of_the_words(pattern: Pattern, data: st.DataObject) -> None:
    compiled = pattern.compiled()
    match = compiled.search(data.draw(st.from_regex(compiled)))
    assert match is not None
    assert any(word in match[0] for word in pattern.given)


def test_a_text_without_the_words_has_no_match() -> None:
    pattern = Pattern("a+", given="b")  # what is said here is wrong, so that it shows that it is heeded
    assert pattern.search("aa") is pattern.match("aa") is pattern.fullmatch("aa") is None
    assert [*pattern.finditer("aa"), *pattern.findall("aa")] == []
    assert pattern.split("xax") == ["xax"]
    assert pattern.sub("-", "xax") == "xax"


def test_a_text_with_one_of_the_words_is_searched() -> None:
    pattern = Pattern("b[a]", given="c|b")
    found = pattern.search("aba")
    assert found is not None
    assert found.span() == (1, 3)
    assert [m[0] for m in pattern.finditer("baba")] == pattern.findall("baba") == ["ba", "ba"]
    assert pattern.split("xbax") == ["x", "x"]
    assert pattern.sub("-", "xbax") == "x-x"
    assert pattern.search("ca") is None


def test_words_match_as_they_stand() -> None:
    assert re.findall("ab|c", "xabc") == Pattern("ab|c", given="ab|c").findall("xabc") == ["ab", "c"]


@pytest.mark.parametrize(
    ("text", "found"), [("较上年增加3件", True), ("减少", True), ("增、加", False), ("", False)]
)
def test_words_are_found_anywhere_in_a_text(text: str, found: bool) -> None:
    assert any_in(("增加", "少"), text) is found


@pytest.mark.parametrize("char", ["中", "a", "1", "，", " ", "", "é", "％", "_", "〇"])
def test_a_chinese_character_is_one_as_the_pattern_has_it(char: str) -> None:
    assert is_han(char) == (re.fullmatch(HAN, char) is not None)
    assert is_han(f"x{char}", 1) == is_han(char)


def test_places_of_words_do_not_overlap() -> None:
    assert list(places_of("件件件和件件", "件件")) == [(0, 2), (4, 6)]
    assert list(places_of("件", "宗")) == []
