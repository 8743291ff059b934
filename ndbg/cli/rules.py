"""`ndbg rules`: the rules, and one of them explained."""

from typing import Annotated

import typer

from ndbg.cli.console import echo
from ndbg.errors import NdbgError
from ndbg.program import program


def rules(
    code: Annotated[
        str | None, typer.Argument(metavar="[编号]", help="规则的编号，例如 T302；不写就列出全部规则")
    ] = None,
) -> None:
    """列出核对用的全部规则，或者说明其中一条：内容、依据、正确和错误的例子。

    例：
    ndbg rules
    ndbg rules T302
    """
    from ndbg.check.catalogue import RULES, chosen
    from ndbg.show.rules import explained, listed

    if code is None:
        echo(listed(RULES))
        return
    matching = chosen(select=[code.strip().upper()])
    if not matching or not code.strip():
        raise NdbgError(f"没有“{code}”这条规则；运行 {program()} rules 可以列出全部规则")
    echo(explained(matching[0]) if len(matching) == 1 else listed(matching))
