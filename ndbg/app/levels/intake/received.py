"""The received files, in folders and archives; their bytes are read on demand."""

import io
import os
import re
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ndbg.errors import NdbgError, reason
from ndbg.ooxml.zips import DAMAGED, LOCKED

MEGABYTE = 1 << 20
MOST_BYTES = 60 * MEGABYTE  # of a file that is read at all
# Of an archive that was received, with all archives within it.
_MOST_MEMBERS = 20_000
_MOST_UNPACKED = 2000 * MEGABYTE
_MOST_SECONDS = 60.0  # to list what is in it
_UTF8_DECLARED = 0x800  # bit 11 of the flags (APPNOTE 4.4.4)
_DEEPEST = 3  # archives within archives
_MOST_DEEP = 30  # folders within folders
ARCHIVES = (".zip",)
OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2")
_NO_REPORTS = re.compile(
    r"^(?:\.|~\$|~WRL|Thumbs\.db$|desktop\.ini$|__MACOSX$|\$RECYCLE)|\.(?:tmp|lnk|ndbg|db|ini|log)$|-(?:修改意见|批注)\.docx$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Item:
    """A received file. `path` is written with `/`, as the person named the folder; `read` gives its bytes.

    `modified` is in nanoseconds. `archive` is the path of the archive that holds it, if any. `problem` is why a folder
    that stands in its place cannot be opened.
    """

    path: str
    size: int
    modified: int
    read: Callable[[], bytes]
    archive: str = ""
    problem: str = ""


def files(sources: Sequence[Path], leave: Callable[[Path], bool]) -> Iterator[Item]:
    """All files in folders, and those named themselves, in a fixed order, but for those that `leave` is true of.

    Archives are yielded as files; `members` opens them. A folder within one that cannot be opened is among them: its
    `read` says why. Raises NdbgError where a folder that was named cannot be opened.
    """
    for source in sources:
        if source.is_dir():
            yield from _folder(source, leave, 0)
        elif not leave(source):
            yield _file(source)


def _folder(folder: Path, leave: Callable[[Path], bool], depth: int) -> Iterator[Item]:
    if depth > _MOST_DEEP:
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        closed = NdbgError(f"打不开文件夹“{folder}”：{reason(error)}")
        if not depth:
            raise closed from None
        yield Item(folder.as_posix(), 0, 0, _failing(closed), problem=f"打不开这个文件夹：{reason(error)}")
        return
    for entry in entries:
        path = folder / entry.name
        if _NO_REPORTS.search(entry.name) or leave(path):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(path, leave, depth + 1)
        elif _may_be_file(entry):
            yield _file(path)


def _may_be_file(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_file()
    except OSError:
        return True  # as for a link that leads back to itself; why it cannot be read is told with the others


def _file(path: Path) -> Item:
    try:
        known = path.stat()
    except OSError as error:
        return Item(path.as_posix(), 0, 0, _failing(_unread(error)))

    def read() -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            raise _unread(error) from None

    return Item(path.as_posix(), known.st_size, known.st_mtime_ns, read)


def _unread(error: OSError) -> NdbgError:
    return NdbgError(f"读不出来：{reason(error)}")


class _Budget:
    """What an archive that was received may hold, over all archives within it: files, bytes unpacked, seconds to list."""

    def __init__(self) -> None:
        self._members, self._bytes = _MOST_MEMBERS, _MOST_UNPACKED
        self._end = time.monotonic() + _MOST_SECONDS

    def spend(self, listed: Sequence[zipfile.ZipInfo]) -> None:
        """Take off the files of one archive, by the sizes that it declares. Raises TooLargeError where nothing is left.

        No more than the declared size is ever unpacked of a file.
        """
        self._members -= len(listed)
        self._bytes -= sum(one.file_size for one in listed)
        if self._members < 0 or self._bytes < 0 or time.monotonic() > self._end:
            raise TooLargeError


class TooLargeError(NdbgError):
    """An archive holds too many files, or too large ones, to be opened."""

    def __init__(self) -> None:
        super().__init__(
            f"压缩包里（连同套在里面的压缩包）超过 {_MOST_MEMBERS} 个文件或 {_MOST_UNPACKED // MEGABYTE} MB，"
            "没有打开；请先解压到文件夹"
        )


def members(item: Item) -> Iterator[Item]:
    """The files in an archive, and in archives within it.

    An archive within it that cannot be opened is among them; its `read` says why. Raises NdbgError where the
    archive itself cannot be opened, or holds too much, before any file of it is given.
    """
    if item.size > _MOST_UNPACKED:
        raise TooLargeError
    # Twice, so that no more than one archive within it is in memory at a time.
    for _ in _walk(item, _Budget()):
        pass
    yield from _walk(item, _Budget())


def _walk(item: Item, budget: _Budget, depth: int = 1) -> Iterator[Item]:
    archive = _opened(item)
    listed = archive.infolist()
    budget.spend(listed)
    for one in sorted(listed, key=_name):
        name = _name(one)
        if one.is_dir() or any(_NO_REPORTS.search(part) for part in name.split("/")):
            continue
        inner = Item(
            f"{item.path}/{name}", one.file_size, _time(one), _reader(archive, one), item.archive or item.path
        )
        if not name.lower().endswith(ARCHIVES) or depth == _DEEPEST:
            yield inner
            continue
        try:
            yield from _walk(inner, budget, depth + 1)
        except TooLargeError:
            raise
        except NdbgError as error:
            yield replace(inner, read=_failing(error))


def _opened(item: Item) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(item.read()))
    except DAMAGED:
        raise NdbgError("压缩包已损坏，或者不是 .zip，打不开") from None


def _failing(error: NdbgError) -> Callable[[], bytes]:
    def read() -> bytes:
        raise error

    return read


def _name(one: zipfile.ZipInfo) -> str:
    """The name of a member; archives of Chinese Windows have it in GBK, some of Linux in UTF-8, without declaring it."""
    name = one.filename
    if not one.flag_bits & _UTF8_DECLARED:
        for encoding in (
            "gb18030",
            "utf-8",
        ):  # GBK is hardly ever valid UTF-8, so that this has the last word
            with suppress(UnicodeError):
                name = one.filename.encode("cp437").decode(encoding)
    return "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def _time(one: zipfile.ZipInfo) -> int:
    try:
        return int(datetime(*one.date_time).timestamp()) * 1_000_000_000
    except (ValueError, OverflowError):
        return 0


def _reader(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with archive.open(one) as file:
                data = file.read(MOST_BYTES + 1)
        except (*DAMAGED, MemoryError):  # LZMA allocates what the head of the file demands
            raise NdbgError("压缩包里的这个文件已损坏，读不出来") from None
        except LOCKED:
            raise NdbgError("压缩包加了密码，读不出来；请解压到文件夹") from None
        if len(data) > MOST_BYTES:
            raise NdbgError(f"超过 {MOST_BYTES // MEGABYTE} MB，不像是一份报告，没有读")
        return data

    return read
