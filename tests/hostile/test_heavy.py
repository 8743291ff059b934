"""The heaviest files, each in a process of its own with a gigabyte of memory and half a minute of work."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("openpyxl", reason="needs ndbg[excel]")
resource = pytest.importorskip("resource", reason="needs bounds on processes")

from tests.hostile.bait import Bait  # noqa: E402
from tests.hostile.test_files import GROUPS  # noqa: E402
from tests.warm import CAN_BE, Warm  # noqa: E402

pytestmark = pytest.mark.skipif(not CAN_BE, reason="needs bounds on processes")

MEMORY, SECONDS = 1 << 30, 30
HEAVY = (
    ("word zip", "a bomb beside it"),
    ("word zip", "zips in zips"),
    ("word", "laughs by the billion"),
    ("word", "a text of twenty megabytes"),
    ("book", "a text of twenty megabytes"),
    ("book", "a million rows"),
    ("book", "the last cell of all"),
    ("book", "all of a sheet merged as a1:xfd1048576"),
    ("book", "all of a sheet merged, in UTF-16"),
    ("book", "all of a sheet linked"),
    ("word", "a paragraph of nine megabytes"),
    ("word", "too many elements in UTF-16"),
    ("page", "a hundred thousand attributes"),
    ("page", "words of a table without end"),
    ("text", "values without end"),
    ("page", "fifty thousand tables"),
    ("page", "an attribute of ten megabytes"),
    ("data", "many keys without end"),
    ("text", "a title without end"),
)


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.fixture(scope="module")
def bounded() -> Iterator[Warm]:
    """What runs `ndbg` within the bounds."""
    with Warm({**os.environ, "PYTHONIOENCODING": "utf-8"}, _bounded) as loaded:
        yield loaded


def ended(bounded: Warm, folder: Path, file: str) -> None:
    """See a file imported, or refused in words, within the bounds."""
    done = bounded.run(folder, ["import", file], 4 * SECONDS)
    assert done.returncode in (0, 2), done.stderr[-500:]
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


@pytest.mark.parametrize(("group", "name"), HEAVY)
def test_a_gigabyte_is_enough(bounded: Warm, tmp_path: Path, bait: Bait, group: str, name: str) -> None:
    suffix, cases = GROUPS[group]
    (tmp_path / f"年报{suffix}").write_bytes(cases[name].make(bait))
    ended(bounded, tmp_path, f"年报{suffix}")


@pytest.mark.parametrize("suffix", [".toml", ".docx", ".html"])
def test_a_file_without_end_is_not_read_to_its_end(bounded: Warm, tmp_path: Path, suffix: str) -> None:
    with (tmp_path / f"年报{suffix}").open("wb") as file:
        file.truncate(8 << 30)  # holes that take no room
    ended(bounded, tmp_path, f"年报{suffix}")
