"""Sound files of each format, all of one small report: what hostile files are made of."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache

from ndbg.app.templates import official
from ndbg.report import Figure, Prose, Report
from ndbg.write.markdown import write_markdown
from ndbg.write.toml import write_toml
from ndbg.write.web import write_web
from ndbg.write.word import fill
from ndbg.write.workbook import write_workbook
from tests.conftest import numbered_report
from tests.official import FORM_2021

_HANDLED = ("new", "granted", "results_total")
TEXT = {
    "一": "2024年，本机关新收政府信息公开申请3件，均已予以公开。\n（一）主动公开。公开政府信息30条。",
    "五": "存在的问题是主动公开的内容还不够细。下一步，将逐项细化公开的内容，及时更新。",
    "六": "本年度没有收取信息处理费。没有其他需要报告的事项。",
}


@lru_cache(maxsize=1)
def report() -> Report:
    """A report in which everything agrees."""
    figures = dict.fromkeys(FORM_2021.cells, Figure(0))
    for id, cell in FORM_2021.cells.items():
        if cell.table == "requests" and cell.row.id in _HANDLED:
            figures[id] = Figure(3) if cell.column.id in ("natural_person", "total") else Figure(0)
    return replace(numbered_report(), figures=figures, prose={no: Prose(t, t) for no, t in TEXT.items()})


SOUND: dict[str, Callable[[], bytes]] = {
    ".toml": lambda: write_toml(report()).encode(),
    ".docx": lambda: fill(*official(FORM_2021), report()).data,
    ".html": lambda: write_web(report()).encode(),
    ".xlsx": lambda: write_workbook(report()),
    ".md": lambda: write_markdown(report()).encode(),
    ".txt": lambda: write_markdown(report()).replace("| ", "\t").encode(),
}


@cache
def sound(suffix: str) -> bytes:
    """A sound file of a format, by the ending of its name."""
    return SOUND[suffix]()
