"""The program `ndbg`: commands, error messages, exit codes."""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn, TextIO

import typer

from ndbg import __version__
from ndbg.cli.commands import NAMES, Group
from ndbg.cli.console import CLEAN, UNUSABLE, echo, echo_err, echo_error
from ndbg.errors import NdbgError, reason
from ndbg.program import program

# The most characters of a path that are shown, from its end.
_LONGEST_NAME = 60

app = typer.Typer(name="ndbg", cls=Group, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def ndbg(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本")] = False,
) -> None:
    """填写政府信息公开工作年度报告：填数、核对、生成可以送签的 Word 文件。

    第一次用，先运行 ndbg init；某个命令怎么用，看 ndbg fill --help 这样的说明。

    例：
    ndbg init
    ndbg check
    ndbg fill
    """
    if version:
        echo(f"ndbg {__version__}")
        raise typer.Exit(CLEAN)
    if ctx.invoked_subcommand is None:
        echo_err(ctx.get_help().rstrip("\n"))
        raise typer.Exit(UNUSABLE)


def main() -> None:
    """Run the program and exit: 0 clean, 1 findings, 2 the command could not be carried out."""
    # The reader of our output may stop early; then we end silently.
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    # These signals end the program in order: temporary copies are removed, other programs ended.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)
    # A stream may have been closed before we began.
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115  open as long as we run
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character shows a ? rather than failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _start(sys.argv[1:])
    except OSError:
        code = UNUSABLE  # the error cannot be printed either
    finally:  # also where Typer exits itself, after printing the completion script
        for stream in (sys.stdout, sys.stderr):
            _settle(stream)
    sys.exit(code)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    """End on a signal, after cleaning up."""
    sys.exit(128 + number)


def _start(words: Sequence[str]) -> int:
    """Run the command line; at a terminal without arguments the guide, with dropped files a check of these."""
    if not words and sys.stdin and sys.stdin.isatty() and sys.stdout.isatty():
        from ndbg.cli.guide import guide

        return guide(_run)
    if words and words[0] not in NAMES and not words[0].startswith("-"):
        from ndbg.cli.guide import check_dropped, dropped

        if dropped(words, NAMES):
            return check_dropped(words, _run)
    return _run(words)


def _run(words: Sequence[str]) -> int:
    """Run a command, print its error, and return the exit code."""
    try:
        code = app(list(words), prog_name=program(), standalone_mode=False)
        sys.stdout.flush()  # the disk may be full for the last lines too
    except NdbgError as error:
        echo_error(error)
        return UNUSABLE
    except OSError as error:
        echo_err(_refused(error))
        return UNUSABLE
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "lxml":
            raise
        echo_err(_NO_LXML)
        return UNUSABLE
    except UnicodeEncodeError:
        echo_err(_NO_CHINESE)
        return UNUSABLE
    except typer.Abort:
        echo_err("已取消")
        return UNUSABLE
    return code if isinstance(code, int) else CLEAN


# Typer looks at the file before the command does, and fails on a name that the locale cannot encode.
_NO_CHINESE = "系统的语言环境不支持中文文件名，请先设置环境变量 LANG=C.UTF-8 再运行"

# The only compiled library of the core. For some processors it exists only as a package of the system.
_NO_LXML = (
    "这台电脑上还没有 lxml 这个组件。pip 装不上的（例如龙芯），请用系统的：麒麟、统信、Debian 运行 "
    "apt install python3-lxml，openEuler、龙蜥运行 dnf install python3-lxml"
)


def _refused(error: OSError) -> str:
    """The message for an OSError that no command has handled: on a file, or on the output."""
    if error.filename is None:
        return f"输出写不进去：{reason(error)}"
    name = f"{error.filename}"
    shown = f"…{name[-_LONGEST_NAME:]}" if len(name) > _LONGEST_NAME else name
    return f"“{shown}”不能使用：{reason(error)}"


def _settle(stream: TextIO) -> None:
    """Discard output that cannot be written, about which Python would complain at exit."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
