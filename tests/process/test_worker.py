"""Workers: nothing of the user's is run in their place, they keep within bounds, and nothing is left of them."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ndbg.process import WORK, worker
from ndbg.process.worker import Limits, WorkError, command, run
from tests.conftest import ROOT

LIMITS = Limits(memory=512 << 20, processor=10, wait=20, answer=1 << 20)
SHADOWED = (
    "json",
    "math",
    "ctypes",
    "pypdfium2",
    "pypdfium2_raw",
    "sitecustomize",
    "usercustomize",
    "encodings",
)


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A module of a package beside that of ndbg, to stand in for one of its own; what it does is written by the test."""
    import ndbg.process.work

    root = tmp_path / "house"
    (root / "ndbg" / "process").mkdir(parents=True)
    script = root / "ndbg" / "process" / "work.py"
    for name in (script.name, "windows_job.py"):  # the latter is loaded on Windows
        script.with_name(name).write_bytes(Path(ndbg.process.work.__file__).with_name(name).read_bytes())
    monkeypatch.setattr(ndbg.process.work, "__file__", str(script))
    return "ndbg.job"


def job(tmp_path: Path, text: str) -> None:
    (tmp_path / "house" / "ndbg" / "job.py").write_text(f"def work(data):\n    {text}\n", encoding="utf-8")


def test_it_answers_what_it_makes_of_the_data(module: str, tmp_path: Path) -> None:
    job(tmp_path, "return data[::-1]")
    assert run(module, b"abc" * 100_000, LIMITS) == b"cba" * 100_000


def test_nothing_of_the_users_is_run(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules in the current folder, on PYTHONPATH, in the user's own packages."""
    trap = "import pathlib; pathlib.Path({!r}).write_text('run')\n".format(str(tmp_path / "sprung"))
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    folders = [tmp_path / "here", tmp_path / "path", tmp_path / "user" / "lib" / version / "site-packages"]
    for folder in folders:
        (folder / "ndbg" / "process").mkdir(parents=True)
        for name in (*SHADOWED, "ndbg/__init__", "ndbg/process/__init__", "ndbg/process/work"):
            (folder / f"{name}.py").write_text(trap)
        (folder / "trap.pth").write_text(trap)
    monkeypatch.chdir(folders[0])
    monkeypatch.setenv("PYTHONPATH", str(folders[1]))
    monkeypatch.setenv("PYTHONUSERBASE", str(tmp_path / "user"))
    monkeypatch.setenv("PYTHONSTARTUP", str(folders[1] / "json.py"))
    job(tmp_path, "import ctypes, json, math; return json.dumps([__name__]).encode()")
    assert json.loads(run(module, b"", LIMITS)) == [module]
    assert not (tmp_path / "sprung").exists()


def test_it_stands_in_a_folder_of_its_own_with_nothing_of_the_environment(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_PRELOAD", "")
    monkeypatch.setenv("SECRET", "x")
    job(tmp_path, "import os; return repr((sorted(os.environ), os.getpid() == os.getsid(0))).encode()")
    names, alone = eval(run(module, b"", LIMITS))  # noqa: S307  what the line above gives
    assert alone
    assert {"SECRET", "LD_PRELOAD", "HOME", "PATH"}.isdisjoint(names)


@pytest.mark.parametrize(
    "text",
    [
        "raise ValueError",
        "import os; os._exit(3)",
        "import os; os.kill(os.getpid(), 11)",
        "return b'x' * (2 << 20)",
        "return bytes(1 << 30)",
        "import sys; sys.stdout.close(); import time; time.sleep(60)",
        "return 'no bytes'",
    ],
)
def test_whatever_goes_wrong_in_it_is_one_error(module: str, tmp_path: Path, text: str) -> None:
    job(tmp_path, text)
    with pytest.raises(WorkError):
        run(module, b"data", LIMITS._replace(wait=2))


def test_one_that_takes_too_long_is_ended(module: str, tmp_path: Path) -> None:
    job(
        tmp_path,
        f"open({str(tmp_path / 'pid')!r}, 'w').write(str(__import__('os').getpid()))\n    while True: pass",
    )
    with pytest.raises(WorkError):
        run(module, b"", LIMITS._replace(wait=2))
    process = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_one_that_does_not_take_its_data_is_no_trouble(module: str, tmp_path: Path) -> None:
    (tmp_path / "house" / "ndbg" / "job.py").write_text("import os\nos._exit(1)\n")
    with pytest.raises(WorkError):
        run(module, bytes(10 << 20), LIMITS)


def test_nothing_is_left_behind(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    job(tmp_path, "return b'done'")
    assert run(module, b"", LIMITS) == b"done"
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_frozen_program_is_its_own_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command("ndbg.job", LIMITS)[:2] == [sys.executable, WORK]


def test_started_as_a_worker_the_program_works_and_says_nothing(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="needs ndbg[pdf]")
    done = subprocess.run(
        [sys.executable, "-m", "ndbg", WORK, "ndbg.read.fixed.pdfium", f"{512 << 20}", "10"],
        cwd=ROOT, input=b"no pdf", capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert done.stdout == b""


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="pipes that break send no signal here")
def test_a_worker_that_is_gone_does_not_end_a_program_that_ends_with_its_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `ndbg` does, for which a broken pipe is the end."""
    before = signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    monkeypatch.setattr(worker, "command", lambda *_: [sys.executable, "-c", "raise SystemExit(1)"])
    try:
        with pytest.raises(WorkError):
            run("", b"x" * (8 << 20), LIMITS)
    finally:
        signal.signal(signal.SIGPIPE, before)
