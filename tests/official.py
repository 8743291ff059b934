"""The official forms, for tests, and reports in them in which every sum is right."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from ndbg.form import Form, Measure, form_of
from ndbg.report import Figure, InformationFee, Prose, Report, Source

FORM_2019, FORM_2021 = form_of(2019), form_of(2021)
_PURCHASED = Decimal("15.5")


def office_report(
    path: Path, form: Form, year: int, figures: Mapping[str, Figure], prose: Mapping[str, str]
) -> Report:
    """The report of an office that has charged nothing, as read from a file; `prose` are texts by section."""
    return Report(
        source=Source(path),
        form=form,
        agency="某市档案局",
        year=year,
        figures=figures,
        prose={no: Prose(text, text) for no, text in prose.items()},
        fee=InformationFee(0, Decimal(0)),
    )


def right_report(form: Form, year: int, count: int = 1) -> Report:
    """A report without a finding: `count` of everything that is no sum, fewer projects by as many."""
    figures = {id: Figure(_value(cell.measure, count)) for id, cell in form.cells.items()}
    for table in form.tables:
        # Sums across first: those down add up their totals too.
        for relation in sorted(table.relations, key=lambda relation: relation.kind != "across"):
            stated = [figures[cell.id] for cell in relation.right]
            total = sum(figures[cell.id].value for cell in relation.left)
            if relation.kind == "balance":
                new, *others = relation.left
                carried = sum(figures[cell.id].value for cell in others)
                figures[new.id] = Figure(sum(figure.value for figure in stated) - carried)
            else:
                figures[relation.right[0].id] = Figure(total)
    prose = {
        "一": f"{year}年，本局推进政府信息公开。",
        "五": "主要问题是公开不够及时。下一步将建立每周更新的台账，安排专人逐条核对，按月通报。",
        "六": f"{year}年没有收取信息处理费。",
    }
    return office_report(Path(f"{year}.toml"), form, year, figures, prose)


def _value(measure: Measure, count: int) -> int | Decimal:
    if measure is Measure.AMOUNT:
        return _PURCHASED * count
    return -count if measure is Measure.CHANGE else count
