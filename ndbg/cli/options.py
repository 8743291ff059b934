"""Options that several commands have, each told of in the same words."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ndbg.errors import NdbgError

Force = Annotated[bool, typer.Option("--force", help="文件已经存在时，覆盖它")]
MOST_JOBS = 61  # more processes Windows cannot wait for
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        metavar="个数",
        min=1,
        max=MOST_JOBS,
        help="几个文件同时处理，文件很多时更快；不写就一个一个处理",
    ),
]


def refuse_shared_last(paths: Sequence[Path], previous: Path | None) -> None:
    """Raise NdbgError where several reports would be held against one of last year."""
    if previous and len(paths) > 1:
        raise NdbgError("--previous 只能和一个文件一起用；几个文件时，请在各自的数据文件里写“上年文件”")
