"""Output files: path, name and saving."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ndbg.errors import NdbgError, reason
from ndbg.program import command
from ndbg.read.source import forbidden, is_on_network
from ndbg.report import Report
from ndbg.text.controls import unseen
from ndbg.write.files import save as write

# Characters that Windows does not allow in names, with their replacements.
_NOT_IN_NAMES = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")

_EXPORTED = (".html", ".pdf", ".xlsx", ".md")

# The file that makes a folder the store of collected reports, see `ndbg.app.levels.store.folder`.
STORE_FILE = "store.json"


class NewFile(NamedTuple):
    """A file not saved yet: its path, its bytes, the files that were read for it, the first of them its source.

    `named`: the user has named the path. A link at a path that the program chose is not followed.
    """

    place: Path
    data: bytes
    sources: tuple[Path, ...] = ()
    named: bool = True


def save(file: NewFile, *, force: bool = False) -> Path:
    """Save a file, read it back, and return its path.

    Raises NdbgError, and leaves everything as it was, where the file exists and `force` is not set,
    where it is one that was read for it or would stand in a store, or where it cannot be written.
    """
    _write(file, force=force)
    return file.place


def _write(file: NewFile, *, force: bool) -> None:
    refuse_source(file.place, identities(file.sources))
    _refuse_in_store(file.place)

    def compare(saved: bytes) -> None:
        if saved != file.data:
            raise NdbgError(f"写到“{file.place}”的内容读回来不一样，没有保存；请检查磁盘，或换一个位置再试")

    write(file.place, file.data, force=force, verify=compare, named=file.named)


class Output:
    """The files of one run. `folder`, if given, is created with the first of them.

    No file overwrites one of `sources`, read or still to be read, or another file of the run.
    """

    def __init__(self, sources: Iterable[Path] = (), folder: Path | None = None) -> None:
        self._folder = folder
        self._places: set[Path] = set()
        self._sources = identities(sources)

    def save(self, file: NewFile, *, force: bool = False) -> None:
        """Save a file as `save` does. Raises NdbgError also where the path is that of a source or of another output."""
        if file.place in self._places:
            raise NdbgError(
                f"“{file.sources[0]}”要写的文件与前面的一个文件相同，没有覆盖“{file.place}”；请单独处理它，另起一个名字"
            )
        refuse_source(file.place, self._sources)
        with _created(self._folder) if self._folder else nullcontext():
            _write(file, force=force)
        self._places.add(file.place)


@contextmanager
def _created(folder: Path) -> Iterator[None]:
    """Create a folder for the files written in the context; it is removed if that fails."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NdbgError(f"不能建立文件夹“{folder}”：{reason(error)}") from None
        yield
    except BaseException:
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise


def shared_folder(paths: Sequence[Path], output: Path | None) -> Path | None:
    """The folder for the outputs of several files, which need not exist; None for a single file.

    Raises NdbgError where `output` is a file.
    """
    if len(paths) == 1 or output is None:
        return None
    if not output.is_dir() and (output.exists() or output.suffix):
        raise NdbgError(f"几个文件要写到一个文件夹里，“{output}”不是文件夹；-o 后面请写文件夹的名字")
    return output


def target(report: Report, output: Path | None, suffix: str, *, folder: Path | None, draft: bool) -> Path:
    """The path to write: as named or, by the title of the report, in the named folder or beside the report.

    `folder` is the folder for several files. The name of a draft says so. Raises NdbgError where the named file
    has another suffix.
    """
    name = f"{file_name(report.title)}{'（草稿）' if draft else ''}{suffix}"
    if folder:
        return folder / name
    if output is None:
        return report.source.path.with_name(name)
    if output.suffix.lower() != suffix:
        if output.is_dir():
            return output / name
        kind = "Word 文件" if suffix == ".docx" else f"{suffix} 文件"
        exported = suffix == ".docx" and output.suffix.lower() in _EXPORTED
        other = f"；要 {output.suffix} 文件，请用 {command('export')}" if exported else ""
        if not output.suffix:
            other = "；要写到文件夹里，请先建立这个文件夹"
        raise NdbgError(f"生成的是 {kind}，“{output}”这个文件名要以 {suffix} 结尾{other}")
    return output.with_stem(f"{output.stem}（草稿）") if draft and "草稿" not in output.stem else output


def file_name(text: str) -> str:
    """A text as the name of a file on any system: without invisible characters, signs in full width."""
    return text.translate(_NOT_IN_NAMES | {ord(sign): "" for sign in unseen(text)})


def is_named(place: Path, output: Path | None) -> bool:
    """Whether the user has named the file, rather than a folder or nothing."""
    return output is not None and place.parent != output


def read_for(report: Report) -> Iterator[Path]:
    """The files that a report is made of: its own, and the two that it may name."""
    path = report.source.path
    yield path
    for name in (report.added.prose_file, report.added.previous):
        if name and not is_on_network(name):  # looking there would open a connection
            yield path.parent / name


def named_from(path: Path, folder: Path) -> str:
    """How a data file in a folder names a file: relative to the folder, absolute where it is on another drive.

    Raises NdbgError where the name has characters that a data file cannot hold.
    """
    try:
        name = Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        name = path.resolve().as_posix()
    if forbidden(name):
        raise NdbgError(f"“{path}”的文件名里有认不出或者看不见的字符，数据文件里记不下来；请先给它改名")
    return name


def moved(report: Report, place: Path) -> Report:
    """A report whose data file goes to `place`: the files that it names are named from there. Raises NdbgError."""
    here, there = report.source.path.parent, place.parent

    def from_there(name: str) -> str:
        if not name or is_on_network(name) or Path(name).is_absolute():
            return name
        return named_from(here / name, there)

    if here.resolve() == there.resolve():
        return report
    added = report.added
    previous, prose = from_there(added.previous), from_there(added.prose_file)
    return replace(report, added=added._replace(previous=previous, prose_file=prose))


def identities(paths: Iterable[Path]) -> frozenset[tuple[int, int]]:
    """The identities (device and inode) of the files at some paths, without missing ones."""
    return frozenset(found for path in paths if (found := _identity(path)))


def refuse_source(place: Path, sources: Collection[tuple[int, int]]) -> None:
    """Raise NdbgError where the output is one of the source files, even with `force`.

    `sources` are their `identities`.
    """
    if _identity(place) in sources:
        raise NdbgError(f"“{place}”就是要读的文件，不能覆盖它，请另起一个名字")


def is_store(folder: Path) -> bool:
    """Whether a folder is the store of collected reports; False for one that cannot be opened."""
    try:
        return (folder / STORE_FILE).is_file()
    except OSError:
        return False


def _refuse_in_store(place: Path) -> None:
    """Raise NdbgError where the output would stand in a store, which only `collect` and `return` write."""
    with suppress(OSError, ValueError):
        for folder in place.resolve().parents:
            if is_store(folder):
                raise NdbgError(
                    f"“{folder}”是 collect 存放报告的文件夹，“{place.name}”不能写在里面；请写到别的文件夹"
                )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
