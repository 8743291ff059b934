"""A report as JSON, by the ids of the form, for other programs."""

from decimal import Decimal
from typing import Any

from ndbg.report import Origin, Report, Why

WHY = {
    Why.BLANK: "空白或占位符",
    Why.NOT_A_COUNT: "不是非负整数",
    Why.DOUBTFUL: "看不出是哪个数",
    Why.MISSING: "没有找到",
    Why.REPEATED: "出现了两次",
    Why.UNKNOWN: "不是表式里的项目",
    Why.LENGTH: "个数不对",
}


def report_json(report: Report) -> dict[str, Any]:
    """What was read and what was not: counts as numbers, the fee amount as a decimal string.

    `written` has the text of figures that stood as more than a number: `22（其中修订16件）`.
    Of what was not read, `instead` is the figure that may be meant, `nearest` the label that is
    most like, and `other` where a line stands once more.
    """
    return {
        "agency": report.agency,
        "year": report.year or None,
        "form": report.form.source,
        "figures": {
            id: f"{figure.value:f}" if isinstance(figure.value, Decimal) else figure.value
            for id, figure in report.figures.items()
        },
        "prose": {no: prose.text.split("\n") if prose.text else [] for no, prose in report.prose.items()},
        "unread": [
            {
                "cell": cell,
                "why": WHY[unread.why],
                "where": _where(unread.origin),
                "written": unread.written,
                "instead": unread.instead,
                "nearest": unread.near,
                "other": _where(unread.other.origin),
            }
            for unread in report.unread
            for cell in unread.cells or (None,)
        ],
        "written": {id: figure.written for id, figure in report.figures.items() if figure.written},
        "notes": list(report.notes),
    }


def _where(origin: Origin) -> str:
    return origin.place or (f"第{origin.line}行" if origin.line else "")
