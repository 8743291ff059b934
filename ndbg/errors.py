"""Errors, which stop the work on a file, and remarks, which do not; both are shown to the user.

An NdbgError has a message that says what to do. Any other exception is a fault of the program and shows its trace.
"""

import errno
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ndbg.program import PYTHON

# The system's error numbers in a clerk's words.
_REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "可以用的磁盘空间已经用完",
    errno.EFBIG: "文件太大，这里放不下",
    errno.EIO: "磁盘读写出错，请检查磁盘、U盘或网络",
    errno.EROFS: "这个磁盘是只读的",
    errno.ENAMETOOLONG: "文件名或路径太长",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EPIPE: "接收输出的程序已经关闭",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EMFILE: "打开的文件太多，请关掉一些程序再试",
    errno.ENFILE: "打开的文件太多，请关掉一些程序再试",
    errno.ENOMEM: "内存不够，请关掉一些程序再试",
    errno.ELOOP: "这是一个链接，绕了一圈又指回它自己",
    errno.EXDEV: "要写的位置和原来的文件不在同一个磁盘上",
    **dict.fromkeys(
        (errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH,
         errno.ENETDOWN, errno.ENETUNREACH, errno.ENOTCONN, errno.ECONNRESET),
        "这个磁盘（U盘、网络位置）已经断开或出了故障，请检查连接",
    ),
}  # fmt: skip


def reason(error: OSError) -> str:
    """The reason of a system error, in Chinese for those that offices meet."""
    return _REASONS.get(error.errno or 0) or error.strerror or f"{error}"


class Problem(NamedTuple):
    """A problem in a file, and its place.

    `line` counts from 1; `start` and `end` are columns in that line, counted from 0, `end` excluded. The message
    says what to do.
    """

    message: str
    line: int | None = None
    start: int = 0
    end: int = 0


class Remark(NamedTuple):
    """A remark on a file that was used all the same. `reading`: it is about how the file was read."""

    path: Path
    text: str
    reading: bool = False

    def __str__(self) -> str:
        return f"{self.path}：{self.text}"


class NdbgError(Exception):
    """The command could not be carried out; the message says why and what to do. Exit status 2.

    `remarks` are those made before the error. Pickled copies, which carry errors between processes, keep all
    attributes.
    """

    remarks: tuple[Remark, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle without calling `__init__`, whose parameters differ between subclasses."""
        return _copy, (type(self), self.args, self.__dict__)


def _copy(kind: type[NdbgError], args: tuple[Any, ...], attributes: dict[str, Any]) -> NdbgError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(attributes)
    return error


def missing(doing: str, extra: str) -> NdbgError:
    """The error for an optional library that is not installed, with the command that installs it.

    Nothing can be installed into a program with a Python of its own: one that is frozen, or runs without `site`.
    """
    if getattr(sys, "frozen", False) or sys.flags.no_site:
        return NdbgError(f"{doing}的组件不在这个程序里；请用装在 Python 里的 ndbg，装法见说明")
    return NdbgError(f'{doing}还要装一个组件，请运行：{PYTHON} -m pip install "ndbg[{extra}]"')


class InputError(NdbgError):
    """A file cannot be used. Holds all problems found, and the lines of the file to show them with."""

    def __init__(self, path: Path, problems: Sequence[Problem], lines: Sequence[str] = ()) -> None:
        super().__init__("\n".join(p.message for p in problems))
        self.path = path
        self.problems = tuple(problems)
        self.lines = tuple(lines)
