"""A government's own report together with the store of the bodies below it."""

from pathlib import Path
from typing import NamedTuple

from ndbg.app.levels.status.model import Survey
from ndbg.app.levels.status.survey import current_report, survey
from ndbg.app.levels.store.folder import Store
from ndbg.app.levels.sums.below import below, body_named, last_survey, levels_below, told_doubtful
from ndbg.check.levels.model import Levels
from ndbg.errors import NdbgError
from ndbg.report import Report


class Government(NamedTuple):
    """The facts about the bodies below a government, and its report of last year.

    `told` describes them in words; `notes` say that last year's store is gone, that a collection did not end, that what
    a body below sent later cannot be used, and whose figures are doubtful.
    """

    levels: Levels
    last: Report | None
    told: str
    notes: tuple[str, ...]


def levels_for(folder: Path, report: Report, name: str = "") -> Government:
    """The facts for the H rules on a government's report. `name` is its body, by default the one in the title.

    Raises NdbgError where the store cannot be used or is of another year, or where no body below is known.
    """
    store = Store.open(folder)
    if report.year and report.year != store.year:
        raise NdbgError(f"“{report.source.path}”是 {report.year} 年的报告，“{folder}”里是 {store.year} 年的")
    found = survey(store)
    body = body_named(found, name or report.agency) if name or report.agency else body_named(found, "")
    if not found.roster.children(body.name):
        raise NdbgError(
            f"名册里“{body.name}”没有下级；--below 用来核对有下级的政府的报告，这份请不加 --below 核对"
        )
    under = below(found, body)
    levels = levels_below(found, body, last_survey(found))
    told = f"“{body.name}”的 {len(under.entries)} 个直接下级"
    later = (f"“{entry.body.name}”{stray.later}" for entry in under.there for stray in entry.replacing)
    told_first = found.told_lost(), found.told_unfinished()
    notes = tuple(filter(None, (*told_first, *later, told_doubtful(under, levels))))
    return Government(levels, _last(found, body.name), told, notes)


def _last(found: Survey, name: str) -> Report | None:
    """Last year's report of a body, where its store has it."""
    if found.previous is None:
        return None
    kept = current_report(found.previous, name)
    return found.previous.report(kept) if kept else None
