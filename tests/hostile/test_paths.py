"""Paths that are no files, or not the files that they say, for every command that takes one."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.commands import READERS
from tests.hostile.guard import run
from tests.hostile.sound import sound

ENDINGS = (".toml", ".docx", ".html", ".txt")


def _fifo(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs pipes with a name")
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


PLACES: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (lambda _: None, "找不到"),
    "a folder": (Path.mkdir, "文件夹"),
    "a pipe": (_fifo, "不是普通文件"),
    "a link to itself": (_loop, "读不出|找不到"),
    "a link to nothing": (lambda path: path.symlink_to("没有"), "找不到"),
    "a link to a device": (lambda path: path.symlink_to(os.devnull), "不是普通文件"),
    "a link to a device without end": (lambda path: path.symlink_to("/dev/zero"), "不是普通文件|找不到"),
    "a link to a folder": (lambda path: path.symlink_to("."), "文件夹"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and devices")
@pytest.mark.parametrize("suffix", ENDINGS)
@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, name: str, suffix: str) -> None:
    lay, told = PLACES[name]
    lay(tmp_path / f"年报{suffix}")
    (tmp_path / "好.toml").write_bytes(sound(".toml"))
    # Of a folder `check` reads the reports in it, whatever it is called.
    reads_folders = "check" if name == "a link to a folder" else "none"
    for words in (words for words in READERS if not words.startswith(reads_folders)):
        done = run(tmp_path, *words.format(suffix).split())
        assert done.code == 2
        assert re.search(told, done.err), done.err
