"""The commands, in the groups of `ndbg --help`. A command is loaded when it is typed or its help is shown."""

import keyword
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperGroup

from ndbg.cli.chinese import Chinese, Command, MistypedError

# A command is a function in a module of its own; both have the name that is typed, with _ added where that is a
# keyword of Python. Groups without commands are not shown.
GROUPS: dict[str, tuple[str, ...]] = {
    "填报": ("init", "check", "fill", "export", "import", "diff", "verify", "rules"),
    "汇总": ("collect", "return", "merge", "alike", "stats"),
}
_OF_FILES = (".toml", ".docx", ".xlsx", ".doc", ".wps", ".pdf", ".html")
NAMES = tuple(name for group in GROUPS.values() for name in group)


@cache
def load(name: str) -> Command:
    """The command of a name."""
    function = f"{name}_" if keyword.iskeyword(name) else name
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    alone.command(name, cls=Command)(getattr(import_module(f"ndbg.cli.{function}"), function))
    command = cast("Command", typer.main.get_command(alone))
    for param in command.params:
        if hasattr(param.type, "readable"):
            param.type.readable = False  # whoever reads the file says so in Chinese
    return command


class Group(Chinese, TyperGroup):
    """The program: the group of all commands."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  Typer's
        """The names of the commands, in the order of the help page."""
        return list(NAMES)

    def get_command(self, ctx: Any, cmd_name: str) -> Command | None:  # noqa: ARG002  Typer's
        """The command of a name; None where there is none."""
        return load(cmd_name) if cmd_name in NAMES else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was typed, and its arguments. Raises MistypedError."""
        if args[0] not in NAMES and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = "".join(f"，是不是 {name}？" for name in get_close_matches(args[0], NAMES, 1))
            if args[0].lower().endswith(_OF_FILES):
                near = f"；它是文件，前面要写命令，例如 ndbg fill {' '.join(args)}"
            raise MistypedError(f"没有“{args[0]}”这个命令{near}", ctx)
        return super().resolve_command(ctx, args)

    def groups(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The commands in their groups, each with the first sentence of its help. Loads all of them."""
        return {
            f"{group}命令": [(name, load(name).get_short_help_str(60)) for name in names]
            for group, names in GROUPS.items()
        }
