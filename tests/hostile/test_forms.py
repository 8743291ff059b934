"""Hostile and damaged Word files as forms to be filled, and as reports to be commented."""

from pathlib import Path

import pytest

from tests.hostile.bait import Bait
from tests.hostile.commands import FORMS as COMMANDS
from tests.hostile.guard import run
from tests.hostile.sound import sound
from tests.hostile.words import FORMS


@pytest.mark.parametrize("name", FORMS)
def test_it_is_filled_or_refused_in_words_and_fetches_nothing(tmp_path: Path, bait: Bait, name: str) -> None:
    (tmp_path / "年报.docx").write_bytes(FORMS[name].make(bait))
    (tmp_path / "好.toml").write_bytes(sound(".toml"))
    *others, last = COMMANDS  # the last asks most of a form
    for words in (last, others[len(name) % 2]):
        done = run(tmp_path, *words.split())
        assert bait.word not in done.shown
