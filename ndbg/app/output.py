"""Files that are made: where each goes, under which name, and how it is saved."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import NamedTuple

from ndbg.errors import NdbgError, reason
from ndbg.report import Report
from ndbg.text.controls import printable
from ndbg.write.files import save as write

# What Windows does not allow in a name, and what stands for it.
_NOT_IN_NAMES = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")


class NewFile(NamedTuple):
    """A file that is made and not saved yet: where it is to go, all that is to be in it, which file it is made of.

    `named`: the user has named the place. A link under a name that we chose ourselves is not followed.
    """

    place: Path
    data: bytes
    source: Path | None = None
    named: bool = True


def save(file: NewFile, *, force: bool = False) -> Path:
    """Save a file, read it back, and give its place.

    Raises NdbgError, and leaves everything as it was, where the file exists and `force` is not set,
    where it is the one that it was made of, or where it cannot be written.
    """
    if file.source:
        refuse_source(file.place, identities((file.source,)))
    _write(file, force=force)
    return file.place


def _write(file: NewFile, *, force: bool) -> None:
    def compare(saved: bytes) -> None:
        if saved != file.data:
            raise NdbgError(f"写到“{file.place}”的内容读回来不一样，没有保存；请检查磁盘，或换一个位置再试")

    write(file.place, file.data, force=force, verify=compare, named=file.named)


class Output:
    """The files that one run saves, all into `folder` if there is one, which is made with the first of them.

    No file goes over one of `sources`, also one that is still to be read, nor over one saved before.
    """

    def __init__(self, sources: Iterable[Path] = (), folder: Path | None = None) -> None:
        self._folder = folder
        self._places: set[Path] = set()
        self._sources = identities(sources)

    def save(self, file: NewFile, *, force: bool = False) -> None:
        """Save a file as `save` does. Raises NdbgError also where its place is another's."""
        if file.place in self._places:
            raise NdbgError(
                f"“{file.source}”要写的文件与前面的一个文件相同，没有覆盖“{file.place}”；请改机关、年度或文件名"
            )
        refuse_source(file.place, self._sources)
        with _made(self._folder) if self._folder else nullcontext():
            _write(file, force=force)
        self._places.add(file.place)


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder for what is put into it within; it goes again if that fails."""
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
    """The folder that is meant where several files are to go somewhere; it need not be there yet.

    Raises NdbgError where they would be written to one file.
    """
    if len(paths) == 1 or output is None:
        return None
    if not output.is_dir() and (output.exists() or output.suffix):
        raise NdbgError(f"几个文件要写到一个文件夹里，“{output}”不是文件夹；-o 后面请写文件夹的名字")
    return output


def target(report: Report, output: Path | None, suffix: str, *, folder: Path | None, draft: bool) -> Path:
    """The file to write: the one named, or one named by the report's title, in the folder named or beside the report.

    `folder` is where it goes along with others, be it there already or not. The name of a draft
    says that it is one. Raises NdbgError where the name is of another kind.
    """
    name = f"{printable(report.title).translate(_NOT_IN_NAMES)}{'（草稿）' if draft else ''}{suffix}"
    if folder:
        return folder / name
    if output is None:
        return report.source.path.with_name(name)
    if output.suffix.lower() != suffix:
        if output.is_dir():
            return output / name
        kind = "Word 文件" if suffix == ".docx" else f"{suffix} 文件"
        raise NdbgError(f"生成的是 {kind}，“{output}”这个文件名要以 {suffix} 结尾")
    return output.with_stem(f"{output.stem}（草稿）") if draft and "草稿" not in output.stem else output


def is_named(place: Path, output: Path | None) -> bool:
    """Whether the user has named the file that is to be written, or at most the folder."""
    return output is not None and place.parent != output


def identities(paths: Iterable[Path]) -> frozenset[tuple[int, int]]:
    """What files some paths lead to, by whatever names; one that leads to none is left out."""
    return frozenset(found for path in paths if (found := _identity(path)))


def refuse_source(place: Path, sources: Collection[tuple[int, int]]) -> None:
    """Raise NdbgError where what is to be written is one of the files that are read; `force` does not mean that.

    `sources` are their `identities`.
    """
    if _identity(place) in sources:
        raise NdbgError(f"“{place}”就是要读的文件，不能覆盖它，请用 -o 另起一个名字")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
