"""A report as JSON, by the ids of the form, for other programs."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ndbg.report import (
    Blank,
    Doubtful,
    Missing,
    NotACount,
    Origin,
    Repeated,
    Report,
    Summed,
    Unknown,
    Unplaced,
    Unread,
    WrongLength,
)

# Why a figure was not read, in words.
REASONS: Mapping[type[Unread], str] = {
    Blank: "空白或占位符",
    NotACount: "不是非负整数",
    Doubtful: "看不出是哪个数",
    Missing: "没有找到",
    Repeated: "出现了两次",
    Unknown: "不是表式里的项目",
    WrongLength: "个数不对",
    Unplaced: "读到了这一行，但分不清哪一格是哪一栏",
    Summed: "只有合在一起的数，没有分项",
}


def report_json(report: Report) -> dict[str, Any]:
    """The figures read, counts as numbers and the fee as a decimal string, and what was not read.

    `written` has the text of cells with more than a number: `22（其中修订16件）`. Of what was not read, `instead` is the
    figure that may be meant, `nearest` the most similar label, `other` the second place of a repeated line.
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
            {"cell": cell, **_unread(unread)} for unread in report.unread for cell in unread.cells or (None,)
        ],
        "written": {id: figure.written for id, figure in report.figures.items() if figure.written},
        "notes": list(report.source.notes),
    }


def _unread(unread: Unread) -> dict[str, Any]:
    return {
        "why": REASONS[type(unread)],
        "where": _where(unread.origin),
        "written": unread.written,
        "instead": unread.instead if isinstance(unread, Blank | NotACount | Doubtful) else "",
        "nearest": unread.near if isinstance(unread, Missing | Unknown) else "",
        "other": _where(unread.other.origin) if isinstance(unread, Repeated) else "",
    }


def _where(origin: Origin) -> str:
    return origin.place or (f"第{origin.line}行" if origin.line else "")
