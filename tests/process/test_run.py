"""Programs that we start: found where they are installed, ended as a whole, with nothing left behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ndbg.errors import NdbgError
from ndbg.process.libreoffice import convert, find_libreoffice
from ndbg.process.run import find_program, run, started
from ndbg.process.scratch import clear, scratch

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the programs of these tests are shell scripts"
)


def script(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return f"{path}"


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()


def soon(condition: Callable[[], object]) -> bool:
    """Whether something comes true within some seconds."""
    for _ in range(100):
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_what_a_program_writes_is_given(tmp_path: Path) -> None:
    assert run([script(tmp_path / "a", "echo 好")], 10, tmp_path) == "好\n".encode()


def test_a_program_that_takes_too_long_is_ended_with_all_that_it_began(tmp_path: Path) -> None:
    """As LibreOffice, whose command only begins another one."""
    program = script(tmp_path / "a", f"sleep 60 & echo $! > {tmp_path}/child; wait")
    assert run([program], 0.5, tmp_path) is None
    child = int((tmp_path / "child").read_text())
    assert soon(lambda: not is_alive(child))


def test_what_goes_on_after_a_program_has_ended_is_ended_too(tmp_path: Path) -> None:
    program = script(tmp_path / "a", f"sleep 60 >/dev/null & echo $! > {tmp_path}/child")
    assert run([program], 10, tmp_path) == b""
    child = int((tmp_path / "child").read_text())
    assert soon(lambda: not is_alive(child))


@pytest.mark.parametrize("path", ["", ".", "./", "bin"])
def test_a_program_in_the_current_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    (tmp_path / "bin").mkdir()
    for name in ("soffice", "bin/soffice", "libreoffice", "fc-list"):
        script(tmp_path / name, "true")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", path)
    assert find_libreoffice() is None
    assert find_program("fc-list") is None


def test_a_program_is_not_told_what_to_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHONPATH", "PYTHONSTARTUP", "LD_LIBRARY_PATH", "BASH_ENV"):
        monkeypatch.setenv(name, f"{tmp_path}")
    shown = run([script(tmp_path / "a", "env")], 10, tmp_path)
    assert shown is not None
    assert not {b"PYTHONPATH", b"PYTHONSTARTUP", b"LD_LIBRARY_PATH", b"BASH_ENV"} & {
        line.partition(b"=")[0] for line in shown.splitlines()
    }


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_conversion_that_is_interrupted_leaves_nothing(tmp_path: Path, number: int) -> None:
    """No copy of the report, no profile, and no program that goes on."""
    bin, temporary = tmp_path / "bin", tmp_path / "tmp"
    bin.mkdir()
    temporary.mkdir()
    script(bin / "soffice", f"sleep 60 & echo $! > {tmp_path}/child; wait")
    (tmp_path / "年报.doc").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    )
    environment = {**os.environ, "PATH": f"{bin}:{os.environ['PATH']}", "TMPDIR": f"{temporary}"}
    process = subprocess.Popen(
        [sys.executable, "-m", "ndbg", "check", f"{tmp_path / '年报.doc'}"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert soon(lambda: (tmp_path / "child").exists() and (tmp_path / "child").read_text())
    process.send_signal(number)
    assert process.wait(20) != 0
    assert soon(lambda: not is_alive(int((tmp_path / "child").read_text())))
    assert soon(lambda: list(temporary.iterdir()) == [])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_program_that_is_just_being_started_is_ended_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def stop(*_: object) -> None:
        raise InterruptedError

    class Interrupted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            (tmp_path / "child").write_text(f"{self.pid}")
            os.kill(os.getpid(), number)

    before = signal.signal(number, stop)
    monkeypatch.setattr(subprocess, "Popen", Interrupted)
    try:
        with pytest.raises(InterruptedError), started(["/bin/sleep", "60"], tmp_path, {}):
            pass
        assert signal.getsignal(number) is stop
    finally:
        signal.signal(number, before)
    assert soon(lambda: not is_alive(int((tmp_path / "child").read_text())))


def test_what_a_killed_run_left_is_cleared_by_a_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", f"{tmp_path}")
    old, young, others = tmp_path / "ndbg-old", tmp_path / "ndbg-young", tmp_path / "another"
    for folder in (old, young, others):
        (folder / "profile").mkdir(parents=True)
    for folder in (old, others):
        os.utime(folder, (0, 0))
    clear()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["another", "ndbg-young"]


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="the system does not list processes so")
def test_what_a_killed_run_began_is_ended_by_a_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", f"{tmp_path}")
    old = tmp_path / "ndbg-old"
    old.mkdir()
    program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", f"-env:{old}"])
    assert soon(lambda: f"{old}" in Path(f"/proc/{program.pid}/cmdline").read_text())
    os.utime(old, (0, 0))
    clear()
    assert program.wait(20) == -signal.SIGTERM
    assert not old.exists()


def test_a_temporary_folder_that_cannot_be_used_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", f"{tmp_path / '没有'}")
    with pytest.raises(NdbgError, match=r"临时文件夹.*用不了：文件或文件夹不存在"), scratch():
        pass


def test_no_room_for_the_copy_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", f"{tmp_path}")

    def full(path: Path, _: bytes) -> None:
        raise OSError(28, "No space left on device", f"{path}")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NdbgError, match=r"临时文件夹.*用不了：磁盘已满"):
        convert("soffice", b"", ".doc", "docx")
    assert list(tmp_path.iterdir()) == []
