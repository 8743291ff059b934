"""Positions are held against the standard library's parser: the same values, each where it stands."""

import math
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from ndbg.read.toml_positions import Path, locate


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path, value


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)
scalars = st.one_of(
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.floats(allow_nan=False),
    st.dates(min_value=date(1000, 1, 1)),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
)
values = st.recursive(
    scalars, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3))
)


@given(st.dictionaries(words, values, max_size=4), st.booleans())
def test_every_value_stands_where_it_is_said_to(document: dict[str, Any], multiline: bool) -> None:
    text = tomli_w.dumps(document, multiline_strings=multiline)
    lines = text.split("\n")
    positions = locate(text)
    for path, value in leaves(tomllib.loads(text)):
        span = positions.values[path]
        assert lines[span.line - 1][span.start : span.end] == span.text.split("\n")[0]
        found = tomllib.loads(f"x = {span.text}")["x"]
        assert found == value or (isinstance(value, float) and math.isnan(value))


@pytest.mark.parametrize(
    ("text", "path", "line", "shown"),
    [
        ('a = 1 # "b" = 2\nb = 3', ("b",), 2, "3"),
        ('["一"]\n"甲" = [\n  1, # 一\n  2,\n]', ("一", "甲", 1), 4, "2"),
        ("x = '''\n= 5\n'''\ny = 6", ("y",), 4, "6"),
        ('t = 1979-05-27 07:32:00\nz = "#"', ("z",), 2, '"#"'),
        ('a.b."c d" = 7', ("a", "b", "c d"), 1, "7"),
        ("[[t]]\nk = 1\n[[t]]\nk = 2", ("t", 1, "k"), 4, "2"),
        ('f = { "件数" = 3, "金额" = 2230 }', ("f", "金额"), 1, "2230"),
        ('s = """a\\"""b"""\nn = 1', ("n",), 2, "1"),
    ],
)
def test_positions_in_the_less_usual_places(text: str, path: Path, line: int, shown: str) -> None:
    span = locate(text).values[path]
    assert (span.line, text.split("\n")[line - 1][span.start : span.end]) == (line, shown)
