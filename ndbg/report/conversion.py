"""Convert a report from one form into another."""

from dataclasses import replace

from ndbg.form import Form
from ndbg.report.model import Missing, Report, Unknown


def in_form(report: Report, form: Form) -> Report:
    """The report in another form, with the figures and unread cells that both forms have; the others are missing."""
    unread = [
        u._replace(cells=tuple(id for id in u.cells if id in form.cells))
        for u in report.unread
        if not isinstance(u, Unknown)
    ]
    known = report.figures.keys() | {id for u in unread for id in u.cells}
    new = [tuple(cell.id for cell in entry.cells if cell.id not in known) for entry in form.entries]
    return replace(
        report,
        form=form,
        figures={id: figure for id, figure in report.figures.items() if id in form.cells},
        unread=(
            *(u for u in unread if u.cells),
            *(Missing(ids) for ids in new if ids),
        ),
    )
