"""Many files on several processes: what becomes of them when one of the processes is killed."""

import os
import signal
import sys
from pathlib import Path

import pytest

from ndbg.app.batch import over_files
from ndbg.errors import NdbgError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


def _killed(path: Path) -> str:
    if path.stem in ("6", "31"):
        os.kill(os.getpid(), signal.SIGKILL)
    return path.stem


def test_a_file_whose_process_is_killed_is_named_and_all_others_are_done() -> None:
    paths = [Path(f"{number}") for number in range(40)]
    done = dict(over_files(paths, _killed, 2))
    assert list(done) == paths
    for name in ("6", "31"):
        told = done.pop(Path(name))
        assert isinstance(told, NdbgError)
        assert f"“{name}”：处理它的进程意外停止了" in str(told)
    assert done == {path: path.stem for path in paths if path.stem not in ("6", "31")}


def _hungry(path: Path) -> str:
    return path.stem if path.stem != "6" else f"{bytes(1 << 62)!r}"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_takes_all_memory_is_named_and_all_others_are_done(jobs: int) -> None:
    paths = [Path(f"{number}") for number in range(9)]
    done = dict(over_files(paths, _hungry, jobs))
    told = done.pop(Path("6"))
    assert isinstance(told, NdbgError)
    assert "“6”要用的内存太多" in str(told)
    assert done == {path: path.stem for path in paths if path.stem != "6"}
