"""All findings on a body's report: those of the store, and those of the rules on a report among others (H)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from ndbg.app.levels.status.model import Entry, Survey
from ndbg.check import Severity, check
from ndbg.check.catalogue import chosen
from ndbg.check.levels.consequences import Told, told_as
from ndbg.check.levels.model import Levels
from ndbg.check.rule import Rule

ACROSS_BODIES = ("H",)


@lru_cache(maxsize=1)
def _rules() -> tuple[Rule, ...]:
    return tuple(chosen(ACROSS_BODIES))


def findings(found: Survey, entry: Entry, levels: Levels) -> Iterator[Told]:
    """The findings on the current report of a body, without what follows from others; `levels` are its facts."""
    told = [*_all(found, entry, levels)]
    for one, severity in zip(told, told_as(told, levels), strict=True):
        if severity:
            reason = "" if severity is Severity.ERROR else one.reason
            yield one._replace(severity=severity, reason=reason)


def _all(found: Survey, entry: Entry, levels: Levels) -> Iterator[Told]:
    if entry.current is None:
        return
    for kept in found.findings(entry):
        difference = Decimal(kept.difference) if kept.difference else None
        severity, reason = Severity(kept.severity), kept.explanation
        yield Told(kept.code, severity, kept.message, kept.cells, (), difference, reason, kept.actual)
    report = found.store.report(entry.current.kept)
    report = replace(
        report,
        published=entry.current.dated.published,
        added=report.added._replace(suppressions=entry.suppressions),
    )
    yield from map(Told.of, check(report, None, rules=_rules(), levels=levels).findings)
