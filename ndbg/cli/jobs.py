"""The option of commands that may work on several files at a time."""

from typing import Annotated

import typer

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
