"""Options shared by several commands."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ndbg.errors import NdbgError


class TextOrJson(StrEnum):
    """The output format of commands on many reports."""

    TEXT = "text"
    JSON = "json"


def whole(least: int, most: int) -> Callable[[str | int], int]:
    """A parser for integers from `least` to `most`."""

    def parse(value: str | int) -> int:
        with suppress(ValueError):
            if least <= (number := int(value)) <= most:
                return number
        raise typer.BadParameter(f"后面要写 {least} 到 {most} 的整数")

    return parse


Force = Annotated[bool, typer.Option("--force", help="文件已经存在时，覆盖它")]
MOST_JOBS = 61  # the number of processes that Windows can wait for
Jobs = Annotated[
    int,
    typer.Option(
        "--jobs",
        metavar="个数",
        parser=whole(1, MOST_JOBS),
        help="几个文件同时处理，文件很多时更快；不写就一个一个处理",
    ),
]

ManyJobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="个数",
        parser=whole(1, MOST_JOBS),
        help="几个文件同时处理；不写就按这台电脑有几个处理器",
    ),
]
Cluster = Annotated[
    str,
    typer.Option(
        "--cluster",
        metavar="地址",
        help="在几台电脑上一起处理：Dask 调度程序的地址，例如 tcp://10.0.0.1:8786",
    ),
]
Format = Annotated[TextOrJson, typer.Option("--format", metavar="格式", help="text 文字；json 供程序读取")]
Changes = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="名称=值", help="临时改一项设置，例如 雷同比例=70；平时写在 ndbg.toml 里"),
]


def refuse_shared_last(paths: Sequence[Path], previous: Path | None) -> None:
    """Raise NdbgError where a single report of last year is given for several reports."""
    if previous and len(paths) > 1:
        raise NdbgError("--previous 只能和一个文件一起用；几个文件时，请在各自的数据文件里写“上年文件”")
