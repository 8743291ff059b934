"""A file is there whole or as it was before, whatever happens."""

import os
import signal
import subprocess
import sys
import time
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
    link.symlink_to(target)
    with pytest.raises(NdbgError, match="已经存在"):
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
