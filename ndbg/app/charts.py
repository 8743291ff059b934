"""The charts of a report as pictures for Word files."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ndbg.app.check import Checked
from ndbg.errors import Remark

if TYPE_CHECKING:
    from ndbg.write.picture import Picture


def chart_pictures(checked: Checked) -> "tuple[Sequence[Picture], Sequence[Remark]]":
    """The pictures, or a remark where figures are missing for them. Raises NdbgError where they cannot be drawn."""
    from ndbg.report.charts import charts
    from ndbg.write.picture import draw

    drawn = charts(checked.report, checked.last)
    if not drawn:
        return (), (Remark(checked.report.source.path, "数还没有填齐，没有画图"),)
    return draw(drawn), ()
