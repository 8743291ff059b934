"""Typer in Chinese: help pages, and messages on mistyped commands.

Typer's English messages are neither shown nor parsed: its errors have the option or the argument as attributes.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand

from ndbg.errors import NdbgError
from ndbg.program import program

_NAMED = {
    "--help": "显示这份说明",
    "--install-completion": "为当前的命令行安装自动补全",
    "--show-completion": "显示自动补全脚本，供自行安装",
}
_LEAST_WIDTH = 48  # columns; a narrower page has no room for explanations
_DASHES = "-—–－―−‐‑"  # as typed, as input methods write them, and as Word corrects them
_MOST_PARTS = 6  # words that a name with blanks may consist of


class MistypedError(NdbgError):
    """A mistyped command. The text says what is wrong, and where the help is."""

    def __init__(self, wrong: str, ctx: Any) -> None:
        super().__init__(f"{wrong}\n用法说明：{ctx.command_path} --help")


class Chinese:
    """The Chinese help and messages that commands and the program share."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments and return the rest. Raises MistypedError."""
        typed = tuple(args)
        try:
            rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        except typer.TyperException as error:
            raise MistypedError(_wrong(error, typed, self, ctx), ctx) from None
        return rest

    def groups(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The commands that the help page lists under titles, each with its explanation."""
        return {}

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(_page(self, ctx))


class Command(Chinese, TyperCommand):
    """A command whose help is in Chinese."""

    allow_extra_args = True  # so that `parse_args` reports them, and not Typer

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments; none may be left over. Raises MistypedError."""
        if not ctx.resilient_parsing and (
            slip := next(chain(_slips(args, self, ctx), _repeated(args, self, ctx)), "")
        ):
            raise MistypedError(slip, ctx)
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise MistypedError(f"多出了“{' '.join(rest)}”；文件名里有空格时，前后要加引号", ctx)
        return rest


def _slips(typed: Sequence[str], command: Any, ctx: Any) -> Iterator[str]:
    """Messages on words that would parse, but not as they are meant: wrong dashes, blanks without quotes."""
    options = _options(command, ctx)
    for at, word in enumerate(typed):
        meant = f"--{word.lstrip(_DASHES)}"
        if word not in options and word[:1] in _DASHES[1:] and meant in options and not _is_there(word):
            yield f"“{word}”前面的横线不是英文的减号，请写成 {meant}"
        for end in range(at + 2, min(at + _MOST_PARTS, len(typed)) + 1):
            name = " ".join(typed[at:end])
            if _is_there(name) and not _is_there(word):
                yield f'文件名里有空格时，前后要加引号："{name}"'


def _repeated(typed: Sequence[str], command: Any, ctx: Any) -> Iterator[str]:
    """Messages on options that are given twice and take one value, of which Typer would take the last."""
    names = [word.partition("=")[0] for word in typed if word.startswith("-")]
    for param in command.get_params(ctx):
        given = [name for name in names if name in param.opts]
        if len(given) > 1 and not (isinstance(param, TyperArgument) or param.multiple or param.is_flag):
            yield f"“{given[0]}”写了 {len(given)} 次，只能写一次"


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists()
    except (OSError, ValueError):
        return False


def _options(command: Any, ctx: Any) -> list[str]:
    return [
        name
        for param in command.get_params(ctx)
        if not isinstance(param, TyperArgument)
        for name in param.opts
    ]


def _wrong(error: Any, typed: Sequence[str], command: Any, ctx: Any) -> str:
    """The message on wrong options and arguments of a command."""
    if name := getattr(error, "option_name", ""):
        option = next((param for param in command.get_params(ctx) if name in param.opts), None)
        if option is None:
            return _no_option(name, error.possibilities or (), typed, _options(command, ctx))
        return f"“{name}”后面{'不要写内容' if option.is_flag else f'还要写{option.metavar}'}"
    param = error.param
    if hasattr(error, "param_type"):  # a missing argument
        return f"缺少“{param.metavar or param.name}”"
    name = " / ".join(param.opts)
    if choices := getattr(param.type, "choices", None):
        return f"{name} 只能是：{'、'.join(choices)}"
    return f"{name} {error}"  # the message of one of our own parsers, in Chinese


def _no_option(name: str, near: Sequence[str], typed: Sequence[str], options: Sequence[str]) -> str:
    """The message on an unknown option. Typer takes one with a single dash for its first letter."""
    whole = next((word for word in typed if word.startswith(name) and f"-{word}" in options), "")
    if whole:
        return f"没有“{whole}”这个选项，是不是 -{whole}？"
    guess = f"，是不是 {'、'.join(sorted(near))}？" if near else ""
    return f"没有“{name}”这个选项{guess}"


def _records(command: Any, ctx: Any) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The arguments and the options of a command, each with its explanation."""
    arguments, options = [], []
    for param in command.get_params(ctx):
        help = getattr(param, "help", None) or ""
        if isinstance(param, TyperArgument):
            arguments.append((param.metavar or param.name or "", help))
            continue
        if getattr(param, "hidden", False):
            continue
        names = ", ".join(param.opts)
        if param.metavar and not param.is_flag:
            names = f"{names} {param.metavar}"
        options.append((names, _NAMED.get(param.opts[-1], help)))
    return arguments, options


def _page(command: Any, ctx: Any) -> str:
    """A help page: purpose, usage, arguments and options."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    arguments, options = _records(command, ctx)
    groups = command.groups()
    usage = [ctx.command_path, *(["命令"] if groups else []), *(name for name, _ in arguments), "[选项]"]
    out = io.StringIO()
    console = Console(file=out, highlight=False, soft_wrap=False)
    console.width = max(console.width, _LEAST_WIDTH)
    about, _, example = _called(command.help or "").partition("\n例：")
    console.print(Text(f"用法：{' '.join(usage)}\n"))
    console.print(Text(f"{about.strip()}\n"))
    for title, rows in (*groups.items(), ("参数", arguments), ("选项", options)):
        if not rows:
            continue
        console.print(Text(f"{title}："))
        table = Table.grid(padding=(0, 3, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name, help in rows:
            table.add_row(Text(name), Text(_called(help)))
        console.print(Padding(table, (0, 0, 1, 2)))
    if example:
        console.print(Text("例："))
        console.print(
            Padding(Text("\n".join(line.strip() for line in example.strip().split("\n"))), (0, 0, 0, 2))
        )
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n")) + "\n"


def _called(help: str) -> str:
    """A text of a help page with the program named as it was started."""
    return help.replace("ndbg ", f"{program()} ")
