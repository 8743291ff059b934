"""Exit codes, output streams and printing, shared by the commands."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ndbg.errors import NdbgError, Remark
from ndbg.program import DEFAULT_DATA, command
from ndbg.text.controls import printable

if TYPE_CHECKING:
    from ndbg.app.differences import Difference
    from ndbg.check.finding import Result
    from ndbg.report import Report

CLEAN, FINDINGS, UNUSABLE = 0, 1, 2


class FindingsFormat(StrEnum):
    """The format of findings; by default TEXT on a terminal and PLAIN elsewhere."""

    TEXT = "text"
    PLAIN = "plain"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"


def echo_err(text: str) -> None:
    """Print to standard error: progress, summaries, errors."""
    sys.stderr.write(f"{_harmless(text)}\n")


def echo(text: str) -> None:
    """Print to standard output: results."""
    sys.stdout.write(f"{_harmless(text)}\n")


def written(place: Path) -> str:
    """The message on a file that was written, on one line even if its name has line breaks."""
    return f"已写入：{one_line(place)}"


def one_line(path: Path) -> str:
    """A path on one line: without the line breaks and other control characters that names may have."""
    return printable(f"{path}")


def _harmless(text: str) -> str:
    """A text without control characters, which file names and contents may have."""
    return printable(text, kept="\n\t")


def echo_changes(changes: "Iterable[Difference]") -> None:
    """Print what was changed in a data file, a line each."""
    for change in changes:
        echo(f"{change.name}：原来是“{change.data}”，改为“{change.document}”")


def echo_remarks(remarks: Iterable[Remark], *, quiet: bool = False) -> None:
    """Print remarks on files; `quiet` leaves out those on how they were read."""
    for remark in remarks:
        if not (quiet and remark.reading):
            echo_err(f"{one_line(remark.path)}：{remark.text}")


def echo_error(error: NdbgError, *, quiet: bool = False) -> None:
    """Print an error with all its problems, after the remarks collected before it."""
    from ndbg.show.lines import error_text

    echo_remarks(error.remarks, quiet=quiet)
    echo_err(error_text(error))


def echo_result(
    report: "Report", result: "Result", format: FindingsFormat | None, *, quiet: bool = False
) -> None:
    """Print the findings on a report in a format, by default the one for where the output goes."""
    format = format or (FindingsFormat.TEXT if sys.stdout.isatty() else FindingsFormat.PLAIN)
    if format is FindingsFormat.TEXT:
        from rich.console import Console

        from ndbg.show.terminal import terminal

        console = Console(highlight=False)
        console.print(terminal(report, result, console.width, findings_only=quiet))
        return
    if format is FindingsFormat.MARKDOWN:
        from ndbg.show.markdown import markdown

        echo(markdown(report, result, findings_only=quiet))
        return
    from ndbg.show.plain import plain, remaining, summary

    if lines := plain(report, result):
        echo(lines)
    if not quiet:
        for line in remaining(result):
            echo_err(f"{one_line(report.source.path)}：{line}")
        echo_err(f"{one_line(report.source.path)}：{summary(result)}")


def echo_checked(path: Path, result: "Result", *, shown: bool, also: str = "") -> None:
    """Print the summary of a check; `shown`: its findings are on the screen already."""
    from ndbg.show.plain import summary

    named = () if path == DEFAULT_DATA else (path,)
    more = f"（是哪几条、缺什么，见 {command('check', *named)}）" if result.unevaluated and not shown else ""
    echo(f"核对：{summary(result)}{more}{also}")


def shows(text: str) -> bool:
    """Whether standard output can encode every character."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def echo_json(value: object) -> None:
    """Print JSON as the result; characters that cannot be encoded are escaped."""
    from ndbg.show.json_text import dumps

    text = dumps(value)
    echo(text if shows(text) else dumps(value, ascii=True))


def echo_json_items(items: Sequence[dict[str, Any]]) -> None:
    """Print the item as an object where there is one, else all as a list."""
    echo_json(items[0] if len(items) == 1 else list(items))


def progress(paths: Sequence[Path], doing: str = "正在核对") -> Iterable[Path]:
    """The paths, with a progress bar where there are many and standard error is a terminal."""
    if len(paths) < 10 or not sys.stderr.isatty():
        return paths
    return _bar(paths, doing)


def reading(*files: Path | None) -> str:
    """The message to show while files are read; empty where all are of fast formats."""
    from ndbg.read import format_of

    formats = (format_of(file) for file in files if file)
    return "正在读取……" if any(not format.at_once for format in formats if format) else ""


@contextmanager
def counting() -> Iterator[Callable[[str, int], None]]:
    """A callback for progress, which is shown on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _doing, _done: None
        return
    from rich.console import Console

    with Console(stderr=True).status("正在处理……") as status:
        yield lambda doing, done: status.update(f"{doing}：{done}")


@contextmanager
def working(doing: str) -> Iterator[None]:
    """Show a message on a terminal while the context runs."""
    if not doing or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(doing):
        yield


def _bar(paths: Sequence[Path], doing: str) -> Iterator[Path]:
    from rich.console import Console
    from rich.progress import Progress

    # On a terminal, output is printed above the bar; redirected output must go to its file.
    console, terminal = Console(stderr=True), sys.stdout.isatty()
    with Progress(console=console, transient=True, redirect_stdout=terminal) as bar:
        yield from bar.track(paths, description=doing)
