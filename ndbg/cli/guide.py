"""A guided start for people who do not type commands: a menu, and files dragged into the window.

It can do nothing that a command cannot: each choice becomes a command line, which is shown and run.
"""

import os
import re
import shlex
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ndbg.app.folders import last_beside
from ndbg.cli.console import CLEAN, FINDINGS, UNUSABLE, echo
from ndbg.program import DEFAULT_DATA, command
from ndbg.read.source import not_there

# Runs the words of a command and returns its exit code.
Run = Callable[[Sequence[str]], int]

_WELCOME = """政府信息公开工作年度报告填报

要填文件名的地方，可以把文件用鼠标拖进来，再按回车；什么都不写就按回车，是回到这里。"""
_WORKBOOK = "填报表.xlsx"
_QUIT = {"q", "quit", "exit", "退出"}
_YES = {"y", "yes", "是", "好", "要", "1"}
_QUOTES = ("''", '""', "“”", "‘’")
_QUOTE_SIGNS = "".join(_QUOTES)
_ALONE = 1  # the number of processes in a console of one's own


def guide(run: Run) -> int:
    """Show the menu until the user leaves. Returns the exit code of the program."""
    echo(_WELCOME)
    while True:
        for number, (name, _) in enumerate(_MENU, 1):
            echo(f"  {number} {name}")
        echo(f"  {len(_MENU) + 1} 退出")
        answer = _ask("请选一项")
        if answer is None or answer.lower() in _QUIT or answer == f"{len(_MENU) + 1}":
            return CLEAN
        choice = next((do for number, (_, do) in enumerate(_MENU, 1) if answer == f"{number}"), None)
        if choice:
            choice(run)
        else:
            echo(f"请输入 1 到 {len(_MENU) + 1} 的数字。")
        echo("")


def check_dropped(files: Sequence[str], run: Run) -> int:
    """Check files dropped on the program, with last year's report where it lies beside them; offer the next step.

    Returns the exit code.
    """
    lasts = _with_last(*(last_beside(Path(file)) for file in files))
    code = _run(run, "check", *files, *lasts)
    if len(files) == 1 and code != UNUSABLE:
        _offer(Path(files[0]), code, run, lasts)
    if owns_console():
        _ask("按回车键关闭")
    return code


def dropped(words: Sequence[str], commands: Sequence[str]) -> bool:
    """Whether the arguments are files and folders only, as when these are dropped on the icon."""
    return bool(words) and words[0] not in commands and all(_is_file(w) or _is_folder(w) for w in words)


def owns_console() -> bool:
    """Whether the console was opened for this program and closes with it, as after a double click on Windows."""
    if sys.platform == "win32":
        import ctypes

        processes = (ctypes.c_uint * 2)()
        return ctypes.windll.kernel32.GetConsoleProcessList(processes, len(processes)) == _ALONE
    return False


def path_of(answer: str) -> str:
    """The path in the text that a console inserts for a dragged file: without quotes, escapes or `file://`."""
    text = answer.strip()
    text = re.sub(r"^&\s+(?=['\"])", "", text)  # PowerShell
    if text[:1] + text[-1:] in _QUOTES and len(text) > 1:
        return text[1:-1]
    if text.startswith("file://"):
        path = unquote(urlsplit(text).path)
        return path[1:] if re.match(r"/[A-Za-z]:", path) else path
    if sys.platform != "win32" and "\\" in text and not _is_file(text):
        with suppress(ValueError):
            return " ".join(shlex.split(text))
    bare = text.strip(_QUOTE_SIGNS)
    return bare if _is_file(bare) and not _is_file(text) else text


# -- what can be chosen ------------------------------------------------------------


def _check(run: Run) -> None:
    file = _ask_file("要核对的报告（Word、网页、PDF、数据文件都可以）")
    if file is None:
        return
    nearby = last_beside(file)
    without = f"直接回车就用旁边的“{nearby.name}”" if nearby else "没有就直接回车"
    lasts = _with_last(_ask_file(f"上年的报告，{without}", optional=True) or nearby)
    code = _run(run, "check", f"{file}", *lasts)
    if code != UNUSABLE:
        _offer(file, code, run, lasts)


def _with_last(*files: Path | None) -> tuple[str, ...]:
    """The options that name last year's reports."""
    named = dict.fromkeys(f"{file}" for file in files if file)
    return tuple(word for file in named for word in ("--previous", file))


def _new(run: Run) -> None:
    if data := _new_data():
        _begin(data, run)


def _from_last(run: Run) -> None:
    last = _ask_file("去年的报告（数据文件、Word、网页等）")
    if last and (data := _new_data()):
        _begin(data, run, "--from", f"{last}")


def _begin(data: Path, run: Run, *options: str) -> None:
    """Create a data file. A workbook is opened to be filled in, since `init` asks nothing for it."""
    asked: tuple[str, ...] = ()
    if data.name == _WORKBOOK and not options:
        agency, year = _ask("机关全称"), _ask("报告年度，例如 2024")
        asked = (*(("--agency", agency) if agency else ()), *(("--year", year) if year else ()))
    if _run(run, "init", *options, *asked, f"{data}") == CLEAN and data.name == _WORKBOOK:
        _open(data)


def _go_on(run: Run) -> None:
    data = _ask_data()
    if data and data.suffix.lower() in (".xlsx", ".xls", ".et"):
        _open(data)
        echo("请在 Excel 或 WPS 里接着填，保存以后选“核对一份报告”。")
    elif data:
        _run(run, "init", f"{data}")


def _fill(run: Run) -> None:
    data = _ask_data()
    if data:
        _fill_from(data, run)


_MENU: tuple[tuple[str, Callable[[Run], None]], ...] = (
    ("核对一份报告", _check),
    ("填一份新的", _new),
    ("从去年的开始", _from_last),
    ("接着填", _go_on),
    ("生成送签稿", _fill),
)


def _offer(file: Path, code: int, run: Run, lasts: Sequence[str]) -> None:
    """Offer the step after a check: comments for a Word file, the report for a data file.

    `lasts` are the options that name last year's report.
    """
    if file.suffix.lower() == ".docx":
        if _agreed("把问题写成批注，另存一份 Word 文件吗"):
            made = file.with_name(f"{file.stem}（批注）.docx")
            if _run(run, "check", "--annotate", f"{made}", "--force", f"{file}", *lasts) != UNUSABLE:
                _open(made)
    elif file.suffix.lower() in (".toml", ".xlsx") and code == CLEAN and _agreed("生成 Word 送签稿吗"):
        _fill_from(file, run)


def _fill_from(data: Path, run: Run) -> None:
    folder = data.parent
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.docx")}
    code = _run(run, "fill", "--sign-off", f"{data}")
    if code == FINDINGS and _agreed("先生成一份草稿看看吗"):
        code = _run(run, "fill", "--sign-off", "--draft", f"{data}")
    if code == CLEAN:
        for path in folder.glob("*.docx"):
            if before.get(path) != path.stat().st_mtime_ns:
                _open(path)


# -- asking and showing --------------------------------------------------------------


def _run(run: Run, *words: str) -> int:
    """Show a command as it would be typed, and run it."""
    echo(f"\n运行：{command(*words)}\n")
    return run(words)


def _ask(question: str) -> str | None:
    """An answer; None at the end of input."""
    try:
        return input(f"{question}：").strip()
    except (EOFError, KeyboardInterrupt):
        echo("")
        return None


def _agreed(question: str) -> bool:
    return (_ask(f"{question}？输入 是 再按回车，直接回车就不用") or "").lower() in _YES


def _ask_file(question: str, *, default: Path | None = None, optional: bool = False) -> Path | None:
    """An existing file; None where none is named."""
    while answer := _ask(question):
        path = path_of(answer)
        if _is_file(path):
            return Path(path)
        message = f"“{path}”是一个文件夹" if _is_folder(path) else f"{not_there(Path(path))}"
        echo(f"{message}\n请把文件拖进来，或者写完整的路径；直接回车回到上一步。")
    if default and not optional:
        if default.is_file():
            return default
        echo(f"这个文件夹里还没有 {default}，请先选“填一份新的”，或者写明数据文件。")
    return None


def _ask_data() -> Path | None:
    """An existing data file, by default the one in this folder, TOML or workbook."""
    book = Path(_WORKBOOK)
    default = book if book.is_file() and not DEFAULT_DATA.is_file() else DEFAULT_DATA
    return _ask_file(f"数据文件，直接回车就是 {default}", default=default)


def _new_data() -> Path | None:
    """The path of a data file that does not exist yet; None where the user gives up."""
    folder = _ask("新的数据文件放在哪个文件夹，直接回车就放在这里")
    if folder is None:
        return None
    kind = _ask("用 Excel 表填，输入 1；在这里一项一项回答，直接回车")
    if kind is None:
        return None
    data = Path(path_of(folder)) / (_WORKBOOK if kind == "1" else DEFAULT_DATA)
    if not data.parent.is_dir():
        echo(f"没有“{data.parent}”这个文件夹，请先建立它。")
        return None
    if data.exists():
        echo(f"“{data}”已经存在，没有动它。要接着填，请选“接着填”。")
        return None
    return data


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def _is_folder(path: str) -> bool:
    try:
        return bool(path) and Path(path).is_dir()
    except (OSError, ValueError):
        return False


def _open(path: Path) -> None:
    """Open a file as a double click would, where there is a desktop."""
    if sys.platform == "win32":
        with suppress(OSError):
            os.startfile(path)  # noqa: S606  what was just made
        return
    from ndbg.process.run import environment, find_program

    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform == "darwin":
        import subprocess

        if opener := find_program("xdg-open", "open"):
            desktop = {name: os.environ[name] for name in _DESKTOP if name in os.environ}
            with suppress(OSError):
                subprocess.Popen([opener, f"{path}"], env=environment() | desktop, stderr=subprocess.DEVNULL)  # noqa: S603


_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP")
