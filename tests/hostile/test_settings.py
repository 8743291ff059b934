"""Hostile `ndbg.toml` files: their numbers reach rules that divide and compare by them."""

import re
from pathlib import Path

import pytest

from tests.hostile.bait import Bait
from tests.hostile.guard import run
from tests.hostile.sound import sound
from tests.hostile.texts import SETTINGS


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_are_used_or_refused_in_words(tmp_path: Path, bait: Bait, name: str) -> None:
    case = SETTINGS[name]
    (tmp_path / "ndbg.toml").write_bytes(case.make(bait))
    (tmp_path / "好.toml").write_bytes(sound(".toml"))
    done = run(tmp_path, "check", "好.toml", "--previous", "好.toml")
    if case.told:
        assert done.code == 2, done.shown
        assert re.search(case.told, done.err), done.err


@pytest.mark.parametrize(
    "value", ["nan", "-1", "1e999999999", "9" * 5000, "\x1b[31m", "\u202e", "", "²", "1_0", "True"]
)
def test_settings_may_be_given_with_the_command(tmp_path: Path, value: str) -> None:
    (tmp_path / "好.toml").write_bytes(sound(".toml"))
    for name in ("雷同比例", "公布期限", value):
        done = run(tmp_path, "check", "好.toml", "--previous", "好.toml", "--set", f"{name}={value}")
        used = (name, value) == ("雷同比例", "1_0")  # 10, as Python may write it
        assert (done.code, "--set" in done.err) == ((0, False) if used else (2, True)), done.shown
