"""Sound files of each format, all of one small report: what hostile files are made of."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
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

_NEW, _TOTAL, _LEFT = "new", "results_total", "carried_out"


@lru_cache(maxsize=1)
def report() -> Report:
    """A report in which everything agrees and no two figures are alike, so that none can stand in for another."""
    free = iter(random.Random(2024).sample(range(1001, 9999), len(FORM_2021.cells)))  # noqa: S311  any numbers will do
    values: dict[str, int] = {}
    for id, cell in FORM_2021.cells.items():
        if not cell.column.sum and cell.row.id not in (_TOTAL, _LEFT):
            # More is received than all that the rows below can have handled.
            values[id] = next(free) + (300_000 if cell.row.id == _NEW else 0)
    for table in FORM_2021.tables:
        for relation in sorted(table.relations, key=lambda r: ("down", "balance", "across").index(r.kind)):
            *known, sought = relation.right
            if all(
                cell.id in values for cell in relation.left
            ):  # else it is a sum of sums, and holds of itself
                total = sum(values[cell.id] for cell in relation.left)
                values[sought.id] = total - sum(values[cell.id] for cell in known)
    assert len(set(values.values())) == len(FORM_2021.cells)
    figures = {
        id: Figure(Decimal(f"{values[id]}.25") if cell.decimal else values[id])
        for id, cell in FORM_2021.cells.items()
    }
    return replace(numbered_report(), figures=figures, prose={no: Prose(t, t) for no, t in TEXT.items()})


TEXT = {
    "一": "2024年，本机关依法公开政府信息，办理政府信息公开申请。\n（一）主动公开。公开政府信息30条。",
    "五": "存在的问题是主动公开的内容还不够细。下一步，将逐项细化公开的内容，及时更新。",
    "六": "本年度没有收取信息处理费。没有其他需要报告的事项。",
}


SOUND: dict[str, Callable[[], bytes]] = {
    ".toml": lambda: write_toml(report()).encode(),
    ".docx": lambda: fill(*official(FORM_2021), report()).data,
    ".html": lambda: write_web(report()).encode(),
    ".xlsx": lambda: write_workbook(report()),
    ".md": lambda: write_markdown(report()).encode(),
    ".txt": lambda: (
        write_markdown(report()).replace(" |\n", "\n").replace(" | ", "\t").replace("| ", "").encode()
    ),
}


@cache
def sound(suffix: str) -> bytes:
    """A sound file of a format, by the ending of its name."""
    return SOUND[suffix]()


def with_figures(text: str, new: str, most: int = 0) -> str:
    """A text with something else in the place of its figures, all or the first so many."""
    shown = "|".join(re.escape(figure.text) for figure in report().figures.values())
    return re.sub(rf"(?<![\d.])(?:{shown})(?![\d.])", lambda _: new, text, count=most)
