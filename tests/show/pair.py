"""Two small reports of one office, in which everything happens that a comparison tells."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from ndbg.report import Figure, InformationFee, Prose, Report, Source
from ndbg.report.comparison import Comparison, compare
from tests.official import FORM_2021

# The row and its figures in the order of the form, in both years; None was not read.
FIGURES: Mapping[str, tuple[list[int | None], list[int | None]]] = {
    "disclosure.rules": ([1, 0, 11], [2, 1, 13]),
    "disclosure.licences": ([1808], [1573]),
    "requests.new": ([91, 3, 0, 0, 2, 0, 96], [118, 3, 0, 0, 0, 0, 121]),
    "requests.carried_in": ([4, 0, 0, 0, 0, 0, 4], [9, 1, 0, 0, 0, 0, 10]),
    "requests.granted": ([50, 3, 0, 0, 2, 0, 55], [52, 3, 0, 0, 0, 0, 55]),
    "requests.denied.state_secret": ([20, 0, 0, 0, 0, 0, 20], [1, 0, 0, 0, 0, 0, 1]),
    "requests.denied.third_party": ([0, 0, 0, 0, 0, 0, 0], [2, 1, 0, 0, 0, 0, 3]),
    "requests.unavailable.not_held": ([7, 0, 0, 0, 0, 0, 7], [None, 0, 0, 0, 0, 0, None]),
    "requests.results_total": ([86, 3, 0, 0, 2, 0, 91], [118, 4, 0, 0, 0, 0, 122]),
    "requests.carried_out": ([9, 0, 0, 0, 0, 0, 9], [9, 0, 0, 0, 0, 0, 9]),
    "review.reconsideration": ([2, 1, 0, 1, 4], [2, 0, 0, 0, 2]),
}
AMOUNT = (Decimal("59237.2449"), Decimal("72701.2578"))
NASTY = "（五）保障。看 [bold]x[/bold]、<b>y</b>、|z|、**w**、[a](http://b.cn)、\x1b[31mv\x07"
OLD_PROSE = {
    "一": "2023年，本局新收申请96件，结转9件。\n（一）主动公开。公开信息180条。\n（二）平台。维护网站一个。",
    "五": "工作人员的业务能力还要提高。",
    "六": "没有其他需要报告的事项。",
}
NEW_PROSE = {
    "一": f"2024年，本局新收申请121件，结转9件。\n（一）主动公开。通过网站公开信息140条。\n{NASTY}",
    "五": "工作人员的业务能力还要提高。",
    "六": "",
}


def _report(side: int, year: int, prose: Mapping[str, str], fee: InformationFee) -> Report:
    values: dict[str, int | Decimal | None] = dict.fromkeys(FORM_2021.cells, 0)
    entries = {entry.id: entry for entry in FORM_2021.entries}
    for id, both in FIGURES.items():
        values |= dict(zip((cell.id for cell in entries[id].cells), both[side], strict=True))
    values |= {id: AMOUNT[side] for id, cell in FORM_2021.cells.items() if cell.decimal}
    return Report(
        source=Source(Path(f"{year}.toml")),
        form=FORM_2021,
        agency="某市档案局",
        year=year,
        prose={no: Prose(text) for no, text in prose.items()},
        figures={id: Figure(value) for id, value in values.items() if value is not None},
        fee=fee,
    )


OLD = _report(0, 2023, OLD_PROSE, InformationFee(0, Decimal(0)))
NEW = _report(1, 2024, NEW_PROSE, InformationFee(3, Decimal("2230.5")))


def both() -> Comparison:
    """The two side by side."""
    return compare(OLD, NEW)
