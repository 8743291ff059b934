"""Options that several commands have, each told of in the same words."""

from typing import Annotated

import typer

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
