"""Save files atomically: written to a temporary file in the same folder, then renamed."""

import contextlib
import errno
import os
import re
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from ndbg.errors import NdbgError, reason

_LOCKED = (errno.EACCES, errno.EPERM, errno.EBUSY)
_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_PERMISSIONS = stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

# The names of temporary files, and the age from which one is taken for that of a killed run.
_BESIDE = re.compile(r"\.[0-9a-f]{12}\.ndbg")
_DEAD_SECONDS = 600


def refuse_existing(path: Path, *, force: bool, named: bool = True) -> None:
    """Raise NdbgError where a path exists and may not be overwritten.

    Only a regular file, or the regular file that a link leads to, is overwritten, and only by force. A
    link is followed only if the user has named the path (`named`), not under a name that we chose.
    """
    try:
        kind = _kind(path)
        target = path.resolve(strict=False) if kind == stat.S_IFLNK else path
        found = _kind(target) if target != path else kind
        locked = found == stat.S_IFREG and not target.stat().st_mode & _MAY_WRITE
    except RuntimeError:  # raised by Python 3.11 and 3.12 for a cycle of links
        raise NdbgError(_why(OSError(errno.ELOOP, ""), path)) from None
    except OSError as error:
        raise NdbgError(_why(error, path)) from None
    if kind == stat.S_IFLNK:
        leads = f"“{path}”是通向“{target}”的快捷方式（符号链接）"
        if not named:
            raise NdbgError(f"{leads}，没有跟着它写；请删去它，或者用 -o 写明要写的文件")
        if found == 0:
            raise NdbgError(f"{leads}，那里没有文件，没有写；请写出真正的文件名")
    shown = f"“{path}”" if target == path else f"“{path}”（通向“{target}”）"
    if found == stat.S_IFDIR:
        raise NdbgError(f"{shown}是一个文件夹，请写出文件名")
    if found not in (0, stat.S_IFREG):
        raise NdbgError(f"{shown}是设备、管道一类的东西，不是文件，不能写到那里；请用另一个文件名")
    if locked and force:
        raise NdbgError(f"{shown}是只读的，没有覆盖它；请先去掉它的只读属性，或者用另一个文件名")
    if found and not force:
        raise NdbgError(f"{shown}已经存在；要覆盖它，请加 --force，或者用另一个文件名")


def _kind(path: Path) -> int:
    """The file type at a path (`stat.S_IFMT`); 0 where nothing exists."""
    try:
        return stat.S_IFMT(path.lstat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return 0


def save(
    path: Path,
    data: bytes | Iterable[bytes],
    *,
    force: bool,
    verify: Callable[[bytes], None] | None = None,
    named: bool = True,
) -> None:
    """Write a file in one step: at any moment there is the whole old file or the whole new one.

    `data` may be an iterable of parts, so that the whole need not be in memory. `verify` gets the bytes read back
    from the disk, and may raise to leave everything as it was. `named`: see `refuse_existing`. The new file gets
    the permissions of the old one without setuid and setgid. The temporary file of a killed run is removed by a
    later run. Raises NdbgError where the file exists and `force` is not set, or where it cannot be written.
    """
    refuse_existing(path, force=force, named=named)
    path = path.resolve() if path.is_symlink() else path  # a link is kept, and its target written
    beside = path.with_name(f".{os.urandom(6).hex()}.ndbg")
    try:
        _write(beside, data, path.stat().st_mode & _PERMISSIONS if path.exists() else None)
        if verify:
            verify(beside.read_bytes())
        if force:
            refuse_existing(path, force=True)  # the file may have been replaced meanwhile
            beside.replace(path)
        else:
            _put_new(beside, path)
    except UnicodeEncodeError:
        raise NdbgError("系统的语言环境不支持中文文件名，请先设置 LANG=C.UTF-8 再运行") from None
    except OSError as error:
        raise NdbgError(_why(error, path)) from None
    finally:
        with contextlib.suppress(OSError):  # in a folder that cannot be written, which is reported already
            beside.unlink(missing_ok=True)


def _write(path: Path, data: bytes | Iterable[bytes], permissions: int | None) -> None:
    """Write a new file, with its permissions set before its content."""
    opened = os.open(path, _NEW, 0o666 if permissions is None else permissions & 0o600)
    with os.fdopen(opened, "wb") as file:
        if permissions is not None:
            path.chmod(permissions)
        _clear(path)
        file.writelines([data] if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(file.fileno())


def _clear(beside: Path) -> None:
    """Remove the temporary files of killed runs; a recent one may belong to a run that is still writing."""
    # The times of files are those of the file server's clock.
    now = beside.stat().st_mtime
    with contextlib.suppress(OSError), os.scandir(beside.parent) as entries:
        for entry in entries:
            if not _BESIDE.fullmatch(entry.name):
                continue
            with contextlib.suppress(OSError):
                if now - entry.stat(follow_symlinks=False).st_mtime > _DEAD_SECONDS:
                    Path(entry).unlink()


def _put_new(beside: Path, path: Path) -> None:
    """Rename a file to a path that must be free; another run may have created it meanwhile."""
    try:
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            raise
        except OSError:
            # Some file systems have no links. On these, Windows refuses to overwrite in a rename;
            # elsewhere the path is checked once more.
            refuse_existing(path, force=False)
            beside.rename(path)
    except FileExistsError:
        raise NdbgError(f"“{path}”刚刚由别的程序建立，没有覆盖它；请再运行一次") from None


def _why(error: OSError, path: Path) -> str:
    if error.errno in _LOCKED:
        return f"不能写入“{path}”：没有权限，或者它正在 Word、WPS 中打开。请关闭它或换一个位置再试"
    if error.errno == errno.ENOENT and not path.parent.is_dir():
        return f"“{path.parent}”这个文件夹不存在，请先建立它，或换一个位置"
    # Linux reports ENOENT where a folder takes no files, such as /proc; Windows does for a path that
    # is too long.
    if error.errno == errno.ENOENT and os.name != "nt":
        return f"“{path.parent}”这个文件夹里不能建立文件，请换一个位置"
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL, errno.ENOENT):
        return f"文件名或路径太长，或者含有不能用的字符：“{path.name}”，请换一个短些的名字或位置"
    return f"没有写入“{path}”：{reason(error)}。请换一个位置再试"
