"""Of which year a report is: its title may have another year's number, and the name of its file too."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ndbg.app.levels.roster.model import Body
from ndbg.app.levels.status.model import Stray, StrayKind, Version
from ndbg.app.levels.store.equal_figures import tells
from ndbg.app.levels.store.folder import Store
from ndbg.app.levels.store.tables import AS_OURS, TITLE, KeptReport
from ndbg.report.office_names import canonical

_YEARS = re.compile(r"(?<!\d)(20\d\d)(?=年|[^\d]|$)")
# The rules on the period stated in the text, and on the years of its sentences.
_PERIOD, _WORK = "FMT107", "X605"
_Figures = Mapping[str, int | Decimal]


class Years:
    """Sorts the reports of a body by year. `last` are last year's versions by the comparison key of the body."""

    def __init__(self, store: Store, previous: Store | None, last: Mapping[str, str]) -> None:
        self._store = store
        self._previous = previous
        self._last = last

    def sort(
        self, body: Body, versions: Sequence[Version]
    ) -> tuple[list[Version], list[tuple[Stray, Version]]]:
        """The versions that are reports of the store's year, also with another year in the title, and the rest."""
        years = {version: self._year(body, version.kept) for version in versions}
        ours = [version for version, year in years.items() if year == self._store.year]
        ours = ours or [v for v, year in years.items() if not year and self._may_be_ours(body, v)]
        others = []
        for version in versions:
            if version not in ours and not version.gone:
                why = f"是 {version.kept.year} 年的报告，不是 {self._store.year} 年的"
                others.append((Stray(StrayKind.OTHER_YEAR, version.path, why, body.name), version))
        return ours, others

    def _year(self, body: Body, kept: KeptReport) -> int:
        """The year of what a report tells; 0 where it has another year in the title and its content does not decide.

        What was sent last year is last year's. Else the period and the day of publication decide, then its sentences: by
        what the rules find in it as a report of the year in its title, and as one of the store's.
        """
        year = self._store.year
        if kept.year in (0, year):
            return year
        if self._was_sent_last_year(body, kept):
            return kept.year
        found = self._store.batches.findings(kept.version)
        titled, ours = ({one.code for one in found.get(key, ())} for key in ("", AS_OURS))
        text_is_ours = any(one.code == TITLE and one.expected == f"{year}" for one in found.get("", ()))
        published = kept.published.year - 1 if kept.published else 0
        for_ours = (
            2 * (_PERIOD in titled - ours) + 2 * (published == year) + (_WORK in titled - ours) + text_is_ours
        )
        for_titled = 2 * (_PERIOD in ours - titled) + 2 * (published == kept.year) + (_WORK in ours - titled)
        if for_ours or for_titled:
            return year if for_ours >= for_titled else kept.year
        return 0

    def _was_sent_last_year(self, body: Body, kept: KeptReport) -> bool:
        """Whether a report is a file of last year's store, or has the figures of last year's report of its body."""
        if self._previous is None:
            return False
        before, now = self._figures_of_last(body), self._store.batches.values_of(kept.version)
        same = before == now and tells(self._store.form, now)
        return same or kept.version in self._previous.batches.versions()

    def _may_be_ours(self, body: Body, version: Version) -> bool:
        """Whether the name of a file, or figures unlike last year's where that has no year, speak for the store's year."""
        years = {int(year) for year in _YEARS.findall(version.name)}
        years = years or {int(year) for year in _YEARS.findall(version.path)}
        before = self._figures_of_last(body)
        differs = bool(before) and not years and before != self._store.batches.values_of(version.kept.version)
        return differs or (self._store.year in years and version.kept.year not in years)

    def _figures_of_last(self, body: Body) -> _Figures:
        last = self._last.get(canonical(body.name), "")
        return self._previous.batches.values_of(last) if self._previous and last else {}
