"""Several files at a time: what becomes of a run when one of its processes ends, and of what is said."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run

pytest.importorskip("openpyxl", reason="needs ndbg[excel]")

from tests.hostile.bait import Bait
from tests.hostile.books import BOOKS
from tests.hostile.tomls import TOMLS
from tests.hostile.words import WORDS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


def _files(folder: Path, count: int) -> list[str]:
    """As many data files, each told of by some lines."""
    for number in range(count):
        (folder / f"{number:03}.toml").write_bytes((EXAMPLES / "mistakes.toml").read_bytes())
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("command", ["fill", "export", "import"])
@pytest.mark.parametrize("there", [False, True])
def test_a_folder_is_made_only_for_what_goes_into_it(
    run: Run, tmp_path: Path, command: str, *, there: bool
) -> None:
    if there:
        (tmp_path / "新").mkdir()
    done = run(command, "没有1.toml", "没有2.toml", "-o", "新/文件夹")
    assert done.returncode == 2
    assert [path.name for path in tmp_path.rglob("*")] == ["新"] * there

    done = run(command, "没有1.toml", EXAMPLES / "suqian-2024.toml", "-o", "新/文件夹")
    assert done.returncode == 2
    assert len(list((tmp_path / "新" / "文件夹").iterdir())) == 1


def test_a_folder_goes_again_where_nothing_could_be_written(run: Run, tmp_path: Path) -> None:
    source = (EXAMPLES / "suqian-2024.toml").read_text(encoding="utf-8")
    (tmp_path / "data.toml").write_text(source.replace("宿迁市", "很长的名字" * 16, 1), encoding="utf-8")
    done = run("fill", "data.toml", "没有.toml", "-o", "新/文件夹")
    assert (done.returncode, "文件名或路径太长" in done.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["data.toml"]


@pytest.mark.parametrize("command", ["fill", "export", "import"])
def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "文件").touch()
    sources = (EXAMPLES / "suqian-2024.toml", EXAMPLES / "guangzhou-2021.toml")
    done = run(command, *sources, "-o", "文件/文件夹")
    assert done.returncode == 2
    assert done.stderr.count("不能建立文件夹“文件/文件夹”：路径中间有一段不是文件夹") == 2


BOMBS = {
    "bomb.xlsx": BOOKS["all of a sheet merged, in UTF-16"],
    "bomb.docx": WORDS["a paragraph of nine megabytes"],
    "bomb.toml": TOMLS["explanations of nobody knows what"],
}


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("command", ["check", "fill", "import"])
def test_bombs_in_a_batch_leave_all_others_done(run: Run, tmp_path: Path, command: str, jobs: str) -> None:
    for name, case in BOMBS.items():
        (tmp_path / name).write_bytes(case.make(Bait("", tmp_path, "")))
    for name in ("guangzhou-2021", "suqian-2023"):
        (tmp_path / f"{name}.toml").write_bytes((EXAMPLES / f"{name}.toml").read_bytes())
    files = ["guangzhou-2021.toml", *BOMBS, "suqian-2023.toml"]
    into = [] if command == "check" else ["-o", "新"]
    at_once = [] if command == "import" else ["--jobs", jobs]  # import does one after the other
    done = run(command, *files, *into, *at_once)
    assert done.returncode == 2
    assert all(name in done.stderr for name in BOMBS)
    if command == "check":
        assert "2 个没有错误，0 个有错误，3 个不能用" in done.stderr
    else:
        assert len(list((tmp_path / "新").iterdir())) == 2


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_the_processes_of_a_run_that_is_killed_end_too(tmp_path: Path, end: signal.Signals) -> None:
    files = _files(tmp_path, 120)
    run = subprocess.Popen(
        [sys.executable, "-m", "ndbg", "check", "--jobs", "2", *files],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert run.stdout
    assert run.stdout.readline()
    run.send_signal(end)
    run.communicate(timeout=20)  # as long as one of them lives, so does the pipe
    assert run.returncode in (-end, 128 + end)  # told to end, it says so itself; killed, it cannot


def test_the_processes_of_a_run_whose_reader_goes_end_too(tmp_path: Path) -> None:
    files = " ".join(_files(tmp_path, 120))
    read, write = os.pipe()
    line = f"'{sys.executable}' -m ndbg check --jobs 2 {files} 2>/dev/null | head -n 1 >/dev/null"
    with os.fdopen(read, "rb") as lives:
        subprocess.run(["/bin/sh", "-c", line], cwd=tmp_path, pass_fds=[write], timeout=60, check=True)
        os.close(write)
        os.set_blocking(read, False)
        for _ in range(100):
            if lives.read() == b"":  # nobody holds the other end any more
                return
            signal.sigtimedwait([], 0.1)
    pytest.fail("a process of the run is still there")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_bar_leaves_what_is_written_to_a_file(tmp_path: Path, jobs: str) -> None:
    pexpect = pytest.importorskip("pexpect")
    files = " ".join(_files(tmp_path, 12))
    line = f"'{sys.executable}' -m ndbg check --jobs {jobs} {files} >found.txt"
    run = pexpect.spawn(
        "/bin/sh", ["-c", line], cwd=str(tmp_path), encoding="utf-8", codec_errors="replace", timeout=60
    )
    run.expect(pexpect.EOF)
    found = (tmp_path / "found.txt").read_text(encoding="utf-8").splitlines()
    assert {line.partition(":")[0] for line in found} == set(files.split())
    assert "正在核对" in f"{run.before}"
