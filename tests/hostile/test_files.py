"""Hostile and broken files of every format, each through the commands that could read it."""

import re
from pathlib import Path

import pytest

pytest.importorskip("openpyxl", reason="needs ndbg[excel]")

from tests.hostile import books, pages, texts, tomls, words
from tests.hostile.bait import Bait
from tests.hostile.cases import READ, Cases, blows
from tests.hostile.commands import through
from tests.hostile.sound import sound

GROUPS: dict[str, tuple[str, Cases]] = {
    "data": (".toml", tomls.TOMLS),
    "word": (".docx", words.WORDS),
    "word zip": (".docx", words.CONTAINERS),
    "book": (".xlsx", books.BOOKS),
    "book zip": (".xlsx", books.CONTAINERS),
    "page": (".html", pages.PAGES),
    "text": (".md", texts.TEXTS),
    **{
        f"broken {suffix}": (suffix, blows(suffix, 1))
        for suffix in (".toml", ".docx", ".xlsx", ".html", ".md")
    },
}
CASES = [(group, name) for group, (_, cases) in GROUPS.items() for name in cases]


@pytest.mark.parametrize(
    ("turn", "group", "name"),
    [(turn, *case) for turn, case in enumerate(CASES)],
    ids=[f"{group}: {name}" for group, name in CASES],
)
def test_it_ends_in_order_and_reaches_for_nothing(
    tmp_path: Path, bait: Bait, turn: int, group: str, name: str
) -> None:
    suffix, cases = GROUPS[group]
    case = cases[name]
    (tmp_path / f"年报{suffix}").write_bytes(case.make(bait))
    for made_by in (".toml", ".docx"):
        (tmp_path / f"好{made_by}").write_bytes(sound(made_by))
    ends = through(tmp_path, suffix, turn)
    assert not any(bait.word in done.shown for done in ends)
    if case.told is None:
        return
    assert (ends[0].code != 2) == (case.told == READ), ends[0].shown
    assert re.search(case.told, ends[0].err)


def test_there_are_as_many_cases_as_promised() -> None:
    assert len(CASES) > 400
