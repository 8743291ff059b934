"""磁盘满了会说明，原来的文件还是原样，不会留下半个文件。"""

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.promises.desk import OLD, WRITERS, Desk, Writer, every_writer, needs_fork, no_fork_warning, wait

SPACE = 512 << 10


@pytest.fixture(scope="module")
def small_disk() -> Iterator[Path]:
    """A disk of its own, with little space."""
    folder = tempfile.mkdtemp(prefix="ndbg-disk-")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SPACE}", "ndbg-test", folder]
    mounted = (
        bool(shutil.which("mount"))
        and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    )
    try:
        if not mounted:
            pytest.skip("needs the right to mount a small disk")
        yield Path(folder)
    finally:
        if mounted:
            subprocess.run(["umount", "-l", folder], check=True)
        Path(folder).rmdir()


FULL = [(name, 0) for name in WRITERS] + [(name, 4096) for name in ("fill", "export html", "import toml")]


@pytest.mark.parametrize(("name", "left"), FULL)
def test_on_a_full_disk(small_disk: Path, files: dict[str, bytes], name: str, left: int) -> None:
    writer, folder = WRITERS[name], small_disk / "年报"
    folder.mkdir()
    try:
        desk = Desk(folder, files)
        desk.path(writer.output).write_bytes(OLD)
        with desk.path("别的文件").open("wb", buffering=0) as rest:
            rest.write(b"x" * (shutil.disk_usage(folder).free - left))

        done = desk.run(*writer.forced)
        assert (done.code, done.err.count("磁盘已满")) == (2, 1)
        assert "已生成" not in done.out
        assert desk.path(writer.output).read_bytes() == OLD
        assert desk.left() == sorted(["别的文件", writer.output])
        desk.path("别的文件").unlink()
        assert desk.run(*writer.forced).code == 0
    finally:
        shutil.rmtree(folder)


@needs_fork
@no_fork_warning
@every_writer
def test_where_the_file_is_cut_off_in_the_middle(desk: Desk, said: Path, writer: Writer) -> None:
    """By a limit of the system, which acts as a quota does."""
    import resource

    cut = (3000, resource.RLIM_INFINITY)
    process = desk.fork(
        *writer.arguments, first=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, cut), said=said
    )
    assert wait(process) == 2
    assert f"没有写入“{writer.output}”：文件太大" in said.read_text(encoding="utf-8")
    assert desk.left() == []


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EDQUOT, "磁盘空间已经用完"), (errno.EIO, "磁盘读写出错")],
)
def test_a_disk_that_complains_only_in_the_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    """As shared folders do, when all seems to be written."""

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    done = desk.run("fill", "data.toml", "-o", "结果.docx")
    assert (done.code, reason in done.err) == (2, True)
    assert desk.left() == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@no_fork_warning
@pytest.mark.parametrize(
    "words",
    ["verify 年报.docx", "check", "check --format json", "check --format sarif", "check --format markdown",
     "import 年报.docx", "import 年报.docx --format json", "diff suqian-2023.toml data.toml", "rules", "rules T302", "--help", "--version"],
)  # fmt: skip
def test_what_is_shown_cannot_be_written(desk: Desk, words: str) -> None:
    """`> 结果.txt` on a full disk: the exit code tells it, even of a single line."""
    done = desk.run(*words.split())
    assert done.code == 0, done.err
    process = desk.fork(*words.split(), said=Path("/dev/full"))
    assert wait(process) == 2
