"""Two reports side by side as JSON, by the ids of the form, for other programs."""

from typing import Any

from ndbg.report import Report
from ndbg.report.comparison import Comparison, Link, Number, Pair
from ndbg.report.similarity import Passage
from ndbg.show.difference_words import FROM_ZERO, UNREAD


def difference_json(comparison: Comparison) -> dict[str, Any]:
    """All figures and all prose. Counts are numbers, amounts decimal strings; null was not read.

    `why` says why there is no percentage. `weight` puts the figures that moved most first.
    """
    decimal = {id for id, cell in comparison.form.cells.items() if cell.decimal}
    fee = comparison.fee
    return {
        "old": _report(comparison.old),
        "new": _report(comparison.new),
        "notes": list(comparison.notes),
        "figures": {id: _pair(pair, decimal=id in decimal) for id, pair in comparison.figures.items()},
        "information_fee": {
            "count": _pair(fee[0], decimal=False),
            "amount": _pair(fee[1], decimal=True),
        }
        if fee
        else None,
        "moved": [item.cell.id for item in comparison.moved()],
        "jumps": [
            {"cell": item.cell.id, "kind": item.pair.jump.value}
            for item in comparison.jumps()
            if item.pair.jump
        ],
        "links": [_link(link) for link in comparison.links],
        "prose": {
            pair.section.no: {
                "likeness": None if pair.similarity is None else round(pair.similarity, 4),
                "paragraphs": [_passage(passage) for passage in pair.passages],
            }
            for pair in comparison.sections
        },
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "file": str(report.source.path),
        "agency": report.agency,
        "year": report.year or None,
        "form": report.form.source,
    }


def _number(number: Number | None, *, decimal: bool) -> int | str | None:
    if number is None:
        return None
    return f"{number:f}" if decimal else int(number)


def _pair(pair: Pair, *, decimal: bool) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "old": _number(pair.old, decimal=decimal),
        "new": _number(pair.new, decimal=decimal),
        "change": _number(pair.change, decimal=decimal),
        "percent": None if pair.percent is None else float(pair.percent),
    }
    if pair.percent is None:
        shown["why"] = UNREAD if pair.change is None else FROM_ZERO
    return shown


def _link(link: Link) -> dict[str, Any]:
    decimal = link.cell.decimal
    return {
        "cell": link.cell.id,
        "stated": _number(link.stated, decimal=decimal),
        "due": _number(link.due, decimal=decimal),
        "difference": _number(link.difference, decimal=decimal),
        "from": [
            {
                "report": "old" if term.of_old else "new",
                "cell": term.cell.id,
                "sign": -1 if term.minus else 1,
                "value": _number(term.value, decimal=decimal),
            }
            for term in link.terms
        ],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "old": passage.old,
        "new": passage.new,
        "likeness": round(passage.similarity, 4),
        "unchanged": passage.unchanged,
        "renumbered": passage.renumbered,
    }
