"""The pictures that `fill` and `export` put into the Word report."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ndbg.cli.console import tell, working

if TYPE_CHECKING:
    from ndbg.report import Report
    from ndbg.write.picture import Picture


def pictures(report: "Report", last: "Report | None") -> "Sequence[Picture]":
    """The charts of a report as pictures; what cannot be drawn yet is told."""
    from ndbg.report.charts import charts
    from ndbg.write.picture import draw

    drawn = charts(report, last)
    if not drawn:
        tell(f"{report.source.path}：数还没有填齐，没有画图")
        return ()
    with working("正在画图……"):
        return draw(drawn)
