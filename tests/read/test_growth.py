"""Twice as much to read takes at most little more than twice the work, whatever it is; counted, not timed."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from ndbg.errors import NdbgError
from ndbg.read import read
from tests import forms
from tests.conftest import EXAMPLES

GOOD = (EXAMPLES / "suqian-2024.toml").read_text(encoding="utf-8")
HEAD = "项目|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计"


def near(number: int) -> str:
    """A label that is almost one of the form's, each time another."""
    return f"一、本年{chr(0x5000 + number)}{chr(0x7000 + number)}政府信息公开申请数量"


def table(rows: int) -> str:
    body = "".join(f"<tr><td>{near(at)}<td>1<td>2<td>3" for at in range(rows))
    return f"<table><tr><td>{HEAD.replace('|', '<td>')}{body}</table>"


# Files of one kind, by how much is in them; the number is enough to show what grows faster than that.
KINDS: dict[str, tuple[str, Callable[[int], str | bytes], int]] = {
    "values on lines of their own": (".md", lambda n: "5\n" * n, 400),
    "values and labels in turn": (".txt", lambda n: "规章\n5\n" * n, 300),
    "values below labels that are almost the form's": (".txt", lambda n: "".join(f"{near(at)}\n5\n" for at in range(n)), 120),
    "heads on lines of their own": (".txt", lambda n: "自然人\n商业企业\n" * n, 200),
    "rows of a table in Markdown": (".md", lambda n: f"|{HEAD}|\n" + "".join(f"|{near(at)}|1|2|3|\n" for at in range(n)), 60),
    "bars": (".md", lambda n: "|" * n + "\n", 5000),
    "rows of a table in a page": (".html", table, 60),
    "cells of one row in a page": (".html", lambda n: "<table><tr>" + "<td>公开" * n, 90),
    "paragraphs of a page": (".html", lambda n: "<p>一、总体情况</p>" + "<p>公开信息。</p>" * n, 200),
    "titles of a page": (".html", lambda n: "<p>某局2024年政府信息公开工作年度报告</p>" * n, 60),
    "attributes of a page": (".html", lambda n: f"<p {' '.join(f'a{at}' for at in range(150))}>一</p>" * n, 40),
    "paragraphs of a Word file": (".docx", lambda n: forms.package("<w:p><w:r><w:t>公开信息。</w:t></w:r></w:p>" * n), 200),
    "runs of a Word file": (".docx", lambda n: forms.package("<w:p>" + "<w:r><w:t>公</w:t></w:r>" * n + "</w:p>"), 300),
    "cells of a Word file": (
        ".docx",
        lambda n: forms.package("<w:tbl>" + "<w:tr>" + "<w:tc><w:p><w:r><w:t>公开</w:t></w:r></w:p></w:tc>" * n + "</w:tr></w:tbl>"),
        30,
    ),
    "paragraphs of a data file": (".toml", lambda n: GOOD.replace('"正文" = """', '"正文" = """' + "公开信息。\n" * n, 1), 150),
    "explanations": (
        ".toml",
        lambda n: GOOD.replace('["核对说明"]', '["核对说明"]\n' + "".join(f'"Y{at} 规章" = "a"\n' for at in range(100, 100 + n))),
        100,
    ),
    "explanations of nothing there is": (
        ".toml",
        lambda n: GOOD.replace('["核对说明"]', '["核对说明"]\n' + "".join(f'"Y{at} {near(at)}" = "a"\n' for at in range(100, 100 + n))),
        45,
    ),
    "lines of figures that are none of the form's": (
        ".toml",
        lambda n: GOOD.replace('"规章" =', "".join(f'"{near(at)}" = 1\n' for at in range(n)) + '"规章" ='),
        60,
    ),
}  # fmt: skip


def steps(path: Path) -> int:
    """How many functions are called while a file is read."""
    count = 0

    def called(_: FrameType, event: str, __: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        with suppress(NdbgError):
            read(path)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", KINDS)
def test_twice_as_much_takes_twice_the_work(tmp_path: Path, name: str) -> None:
    suffix, make, number = KINDS[name]
    taken = []
    for times in (0, 1, 2, 4):  # the first is only for what is loaded and compiled once
        content = make(number * max(times, 1))
        path = tmp_path / f"{times}{suffix}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        taken.append(steps(path))
    _, once, twice, again = taken
    # What every file takes, however little is in it, is left out of this.
    assert again - twice <= 2.2 * max(twice - once, 200)
