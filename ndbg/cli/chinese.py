"""Typer in Chinese: the help pages, and what is said of a mistyped command."""

import io
import re
from typing import Any

from typer import TyperException
from typer.core import TyperArgument, TyperCommand, TyperGroup

from ndbg.cli.parameters import lightened

_NAMED = {
    "--help": "显示这份说明",
    "--install-completion": "为当前的命令行安装自动补全",
    "--show-completion": "显示自动补全脚本，供自行安装",
}
_LEAST_WIDTH = 48  # in fewer columns there is no room for what an option does
_USAGE_ERRORS = (
    (r"No such option: (\S+?)\.?$", "没有“{0}”这个选项"),
    (
        r"No such option: (\S+) \((?:Did you mean|Possible options:) (.+?)\)?\??$",
        "没有“{0}”这个选项，是不是 {1}？",
    ),
    (r"No such command '(.+?)'\. Did you mean '(.+?)'", "没有“{0}”这个命令，是不是 {1}？"),
    (r"No such command '(.+?)'", "没有“{0}”这个命令"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", "多出了“{0}”；文件名里有空格时，前后要加引号"),
    (r"Option '(.+?)' requires an argument", "“{0}”后面要写上内容"),
    (r"Option '(.+?)' does not take a value", "“{0}”后面不要写内容"),
    (r"Missing (?:argument|option|parameter).*?'(.+?)'", "缺少“{0}”"),
    (r"Missing command", "请写上要做什么：init、check、fill 等，见 ndbg --help"),
    (r"Invalid value for '?(.+?)'?: .*valid integer", "{0} 后面要写整数"),
    (r"Invalid value for '?(.+?)'?: .*(?:greater|less) than or equal to (\d+)", "{0} 超出范围（界限是 {1}）"),
    (r"Invalid value for '?(.+?)'?: .* is not one of (.+?)\.?$", "{0} 只能是：{1}"),
    (r"Invalid value for '?(.+?)'?: (.+)", "{0} 写得不对：{1}"),
)


def usage_error(error: TyperException) -> str:
    """What is wrong with a command as it was typed, in Chinese."""
    said = error.format_message()
    for pattern, words in _USAGE_ERRORS:
        if match := re.search(pattern, said):
            return words.format(*((group or "").replace("'", "") for group in match.groups()))
    return said


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


def _page(command: Any, ctx: Any, commands: list[tuple[str, str]]) -> str:
    """A help page: what it does, how it is called, and everything that may be added."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    arguments, options = _records(command, ctx)
    usage = [ctx.command_path, *(["命令"] if commands else []), *(name for name, _ in arguments), "[选项]"]
    out = io.StringIO()
    console = Console(file=out, highlight=False, soft_wrap=False)
    console.width = max(console.width, _LEAST_WIDTH)
    about, _, example = (command.help or "").partition("\n例：")
    console.print(Text(f"用法：{' '.join(usage)}\n"))
    console.print(Text(f"{about.strip()}\n"))
    for title, rows in (("命令", commands), ("参数", arguments), ("选项", options)):
        if not rows:
            continue
        console.print(Text(f"{title}："))
        table = Table.grid(padding=(0, 3, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for name, help in rows:
            table.add_row(Text(name), Text(help))
        console.print(Padding(table, (0, 0, 1, 2)))
    if example:
        console.print(Text("例："))
        console.print(
            Padding(Text("\n".join(line.strip() for line in example.strip().split("\n"))), (0, 0, 0, 2))
        )
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().split("\n")) + "\n"


class Command(TyperCommand):
    """A command whose help is in Chinese."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options and arguments."""
        return lightened(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        formatter.write(_page(self, ctx, []))


class Group(TyperGroup):
    """The program, whose help is in Chinese."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options."""
        return lightened(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        commands = [(name, command.get_short_help_str(60)) for name, command in self.commands.items()]
        formatter.write(_page(self, ctx, commands))
