"""Statistics as csv, workbook and page with charts."""

from ndbg.app.levels.store.tables import csv_text
from ndbg.app.levels.sums.stats import Statistics, head, notes
from ndbg.app.levels.sums.stats import rows as statistics_rows
from ndbg.write.levels.lists import write_lists
from ndbg.write.levels.page import write_page
from ndbg.write.levels.parts import Bars, Column, List

_MOST_BARS = 60  # rows of a chart; more are only a table


def statistics_file(found: Statistics, suffix: str) -> bytes:
    """The statistics as csv, as a workbook, or as a page with a chart for each indicator, by the suffix of the file."""
    listed = list(statistics_rows(found))
    heads = head(found)
    if suffix == ".csv":
        return csv_text(heads, listed).encode()
    title = f"{found.year}年政府信息公开工作年度报告统计（按{found.by.value}）"
    columns = [Column(heads[0], 18), *(Column(name, max(len(name), 5), number=True) for name in heads[1:])]
    table = List("统计", title if suffix == ".xlsx" else "各项数", columns, listed, list(notes(found)))
    if suffix == ".xlsx":
        return write_lists([table], title, found.year)
    charts = []
    for at, one in enumerate(found.indicators):
        values = [(line.name, line.values[at]) for line in found.lines[:_MOST_BARS]]
        bars = [(name, float(v.value or 0), f"{v.text}（{v.bodies} 家）") for name, v in values]
        charts.append(Bars(one.formula or one.name, bars))
    return write_page(title, (), [*charts, table])
