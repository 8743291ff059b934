"""Files appear whole or not at all: written beside their place, then put there in one step."""

import contextlib
import errno
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

from ndbg.errors import NdbgError, reason

_LOCKED = (errno.EACCES, errno.EPERM, errno.EBUSY)
_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH

# What is written beside, and how long one may be there until it is that of a run that was killed.
_BESIDE = re.compile(r"\.[0-9a-f]{12}\.ndbg")
_DEAD_SECONDS = 600


def refuse_existing(path: Path, *, force: bool) -> None:
    """Raise NdbgError where a file is there already and may not be overwritten."""
    try:
        folder, there = path.is_dir(), path.exists() or path.is_symlink()
        locked = path.exists() and not path.stat().st_mode & _MAY_WRITE
    except OSError as error:
        raise NdbgError(_why(error, path)) from None
    if folder:
        raise NdbgError(f"“{path}”是一个文件夹，请写出文件名")
    if locked and force:
        raise NdbgError(f"“{path}”是只读的，没有覆盖它；请先去掉它的只读属性，或者用另一个文件名")
    if there and not force:
        raise NdbgError(f"“{path}”已经存在；要覆盖它，请加 --force，或者用另一个文件名")


def save(path: Path, data: bytes, *, force: bool, verify: Callable[[bytes], None] | None = None) -> None:
    """Write a file in one step, so that whatever happens the old file or the new one is there.

    `verify` is given what was written, as read back from the disk, and may raise to
    leave everything as it was. A run that is killed may leave what it wrote beside, which
    a later run removes. Raises NdbgError where the file exists and `force` is not set, or
    where it cannot be written.
    """
    refuse_existing(path, force=force)
    path = path.resolve() if path.is_symlink() else path  # a link stays, what it names is written
    beside = path.with_name(f".{os.urandom(6).hex()}.ndbg")
    try:
        _write(beside, data)
        if verify:
            verify(beside.read_bytes())
        if force:
            if path.exists():
                beside.chmod(stat.S_IMODE(path.stat().st_mode))
            beside.replace(path)
        else:
            _put_new(beside, path)
    except UnicodeEncodeError:
        raise NdbgError("系统的语言环境不支持中文文件名，请先设置 LANG=C.UTF-8 再运行") from None
    except OSError as error:
        raise NdbgError(_why(error, path)) from None
    finally:
        with contextlib.suppress(OSError):  # the folder may be what cannot be written; that has been told
            beside.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        _clear(path)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _clear(beside: Path) -> None:
    """Remove from the folder what killed runs have left; what is young another run may be writing just now."""
    # The time is that of who keeps the folder, so that a clock which differs does no harm.
    now = beside.stat().st_mtime
    with contextlib.suppress(OSError), os.scandir(beside.parent) as entries:
        for entry in entries:
            if not _BESIDE.fullmatch(entry.name):
                continue
            with contextlib.suppress(OSError):
                if now - entry.stat(follow_symlinks=False).st_mtime > _DEAD_SECONDS:
                    Path(entry).unlink()


def _put_new(beside: Path, path: Path) -> None:
    """Put a file in a place that must still be free: another run may have taken it meanwhile."""
    try:
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:
            # Some file systems have no links. There Windows still refuses to overwrite, and
            # elsewhere another look must do.
            refuse_existing(path, force=False)
            beside.rename(path)
    except FileExistsError:
        raise NdbgError(f"“{path}”刚刚由别的程序建立，没有覆盖它；请再运行一次") from None


def _why(error: OSError, path: Path) -> str:
    if error.errno in _LOCKED:
        return f"不能写入“{path}”：没有权限，或者它正在 Word、WPS 中打开。请关闭它或换一个位置再试"
    if error.errno == errno.ENOENT and not path.parent.is_dir():
        return f"“{path.parent}”这个文件夹不存在，请先建立它，或换一个位置"
    # Windows says of a path that is too long that it is not there.
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL, errno.ENOENT):
        return f"文件名或路径太长，或者含有不能用的字符：“{path.name}”，请换一个短些的名字或位置"
    return f"没有写入“{path}”：{reason(error)}。请换一个位置再试"
