"""Options that several commands have, each told of in the same words."""

from enum import StrEnum
from typing import Annotated

import typer


class Told(StrEnum):
    """How the result of a command on many reports is told."""

    TEXT = "text"
    JSON = "json"


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
Cluster = Annotated[
    str,
    typer.Option(
        "--cluster", metavar="地址", help="在几台电脑上一起处理：Dask 调度程序的地址，例如 tcp://10.0.0.1:8786"
    ),
]
Format = Annotated[Told, typer.Option("--format", metavar="格式", help="text 文字；json 供程序读取")]
