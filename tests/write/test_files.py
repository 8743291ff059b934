"""A file is there whole or as it was before, whatever happens."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ndbg.errors import NdbgError
from ndbg.write.files import save


def test_a_new_file_is_written(tmp_path: Path) -> None:
    save(tmp_path / "年报 😀.docx", b"new", force=False)
    assert (tmp_path / "年报 😀.docx").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_an_existing_file_is_kept_without_force(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(NdbgError, match="--force"):
        save(path, b"new", force=False)
    assert path.read_bytes() == b"old"
    save(path, b"new", force=True)
    assert path.read_bytes() == b"new"


def test_what_does_not_verify_leaves_no_trace(tmp_path: Path) -> None:
    def refuse(written: bytes) -> None:
        raise NdbgError(f"{written!r}")

    with pytest.raises(NdbgError, match="new"):
        save(tmp_path / "a", b"new", force=False, verify=refuse)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "said"), [("没有/a", "文件夹不存在"), ("长" * 200, "文件名或路径太长")])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(NdbgError, match=said):
        save(tmp_path / name, b"new", force=False)


@pytest.mark.skipif(
    sys.platform == "win32" or not Path("/proc").is_dir(), reason="needs a folder that takes no files"
)
def test_a_folder_that_takes_no_files_is_told_as_such() -> None:
    with pytest.raises(NdbgError, match="“/proc”这个文件夹里不能建立文件"):
        save(Path("/proc/年报.docx"), b"new", force=False)


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(NdbgError, match="文件夹"):
        save(tmp_path, b"new", force=True)


@pytest.mark.skipif(sys.platform == "win32", reason="folders on Windows have no such permissions")
def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)  # root may write anywhere
    try:
        with pytest.raises(NdbgError, match="没有权限"):
            save(tmp_path / "a", b"new", force=False)
    finally:
        if was_root:
            os.seteuid(0)


WRITER = """
import sys
from collections.abc import Callable
from pathlib import Path
from ndbg.write.files import save
n = 0
while True:
    n += 1
    save(Path(sys.argv[1]), (b"%d" % (n % 10)) * 300_000, force=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"0" * 300_000)
    for attempt in range(8):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)])
        time.sleep(0.08 + attempt * 0.013)
        process.send_signal(signal.SIGKILL)
        process.wait()
        data = path.read_bytes()
        assert len(data) == 300_000
        assert len(set(data)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_counts_as_the_file_that_it_names(tmp_path: Path) -> None:
    link, target = tmp_path / "link", tmp_path / "target"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with pytest.raises(NdbgError, match=r"通向.*target.*已经存在"):
        save(link, b"new", force=False)
    save(link, b"new", force=True)
    assert target.read_bytes() == b"new"
    assert link.is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of this kind are not Windows'")
def test_permissions_stay_when_a_file_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o600)
    save(path, b"new", force=True)
    assert path.stat().st_mode & 0o777 == 0o600


needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such things in a folder")


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(path))


def _device(path: Path) -> None:
    path.symlink_to(os.devnull)


@needs_posix
@pytest.mark.parametrize("lay", [_fifo, _socket, _device], ids=["a pipe", "a socket", "a link to a device"])
@pytest.mark.parametrize("force", [False, True])
def test_what_is_no_file_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lay: Callable[[Path], None], force: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "年报.docx"
    lay(path)
    before = stat.S_IFMT(path.stat().st_mode)
    with pytest.raises(NdbgError, match="不是文件") as refused:
        save(path, b"new", force=force)
    assert "--force" not in str(refused.value)
    assert stat.S_IFMT(path.stat().st_mode) == before


@needs_posix
@pytest.mark.parametrize("force", [False, True])
def test_links_that_lead_to_each_other_are_said(tmp_path: Path, force: bool) -> None:
    one, other = tmp_path / "甲.docx", tmp_path / "乙.docx"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(NdbgError, match="指回它自己"):
        save(one, b"new", force=force)


@needs_posix
def test_a_link_under_a_name_of_our_own_is_not_followed(tmp_path: Path) -> None:
    link, target = tmp_path / "年报.docx", tmp_path / "别人的文件"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with pytest.raises(NdbgError, match="没有跟着它写") as refused:
        save(link, b"new", force=True, named=False)
    assert str(target) in str(refused.value)
    assert target.read_bytes() == b"old"


@needs_posix
def test_a_link_that_leads_nowhere_makes_no_file_there(tmp_path: Path) -> None:
    link, target = tmp_path / "年报.docx", tmp_path / "没有"
    link.symlink_to(target)
    with pytest.raises(NdbgError, match="那里没有文件"):
        save(link, b"new", force=True)
    assert not target.exists()


@needs_posix
def test_a_new_file_does_not_run_as_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o6750)
    save(path, b"new", force=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o750


@needs_posix
def test_a_file_that_others_may_not_read_is_never_readable_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o600)
    seen: list[int] = []

    def look(_: bytes) -> None:
        seen.extend(stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob(".*.ndbg"))

    save(path, b"new", force=True, verify=look)
    assert seen == [0o600]
