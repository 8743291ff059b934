"""What a body is blamed for. Its letter, the notice and the ledger as a file all follow this."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ndbg.app.levels.copies.comparison import copies, levels_of
from ndbg.app.levels.copies.model import Copies
from ndbg.app.levels.status.findings import ACROSS_BODIES, findings
from ndbg.app.levels.status.model import Entry, Survey
from ndbg.app.levels.store.tables import TITLE, Tally
from ndbg.app.levels.sums.below import last_survey, levels_of_entry
from ndbg.check import Severity
from ndbg.check.levels.consequences import Told
from ndbg.check.levels.model import Levels
from ndbg.check.settings import Settings

LATE = "H704"
_PUBLISHED_LATE = "FMT112"
SAME_FIGURES = "Y504"  # as last year's

UNTIMELY, INACCURATE, INCOMPLETE, COPIED, PERFUNCTORY = "不按时", "不准确", "不全面", "内容雷同", "敷衍塞责"
KINDS = (UNTIMELY, INACCURATE, INCOMPLETE, COPIED, PERFUNCTORY)
# The fault that a rule stands for; all others stand for 不准确.
_OF_CODE: Mapping[str, str] = {
    **dict.fromkeys((LATE, _PUBLISHED_LATE), UNTIMELY),
    **dict.fromkeys(("FMT105", "FMT110", "FMT111", "T305", "T306", "X607", "H715"), INCOMPLETE),
    **dict.fromkeys(("H703", "H711", SAME_FIGURES, "Y505"), COPIED),
    **dict.fromkeys(("X606", "FMT109"), PERFUNCTORY),
}
ASKED = "H705"  # which of several reports counts is asked of a body, which is no fault of any kind
_ON_SUMS = ("H701", "H702", "H707", "H709", "H713", "H714")  # the rules on a government and those below it


def kind_of(charge: Told) -> str:
    """The fault for which a finding stands; empty where the body is only asked something.

    A day of publication that is too early is inaccurate, not late.
    """
    if charge.code == _PUBLISHED_LATE and (charge.difference or 0) < 0:
        return INACCURATE
    return "" if charge.code == ASKED else _OF_CODE.get(charge.code, INACCURATE)


class Blame:
    """What each body of a survey is blamed for.

    `found` is the survey with these findings counted instead of those on each report by itself; `notes` are on the
    explanations in the roster that meet none of the rules between bodies.
    """

    def __init__(self, found: Survey, copied: Copies) -> None:
        self.copied = copied
        self.notes: list[str] = []
        self._before = last_survey(found)
        self.found = found
        self._charges = {entry.body.name: self._charged(entry) for entry in found.entries if entry.current}
        entries = tuple(replace(one, tally=_tally(self.charges(one))) for one in found.entries)
        self.found = replace(found, entries=entries, notes=(*found.notes, *self.notes))

    @classmethod
    def of(cls, found: Survey, settings: Settings) -> "Blame":
        """The same after comparing all bodies with each other, and with what others wrote last year."""
        return cls(found, copies(found, settings, years=True))

    def levels(self, entry: Entry) -> Levels:
        """The facts about a body among the others."""
        return levels_of(self.copied, levels_of_entry(self.found, entry, self._before), entry.body.name)

    def charges(self, entry: Entry) -> tuple[Told, ...]:
        """The findings on a body's report for which it is blamed."""
        return self._charges.get(entry.body.name, ())

    def _charged(self, entry: Entry) -> tuple[Told, ...]:
        levels = self.levels(entry)
        all_findings = [*findings(self.found, entry, levels)]
        self.notes += _of_no_use(entry, all_findings, levels)
        listed = [one for one in all_findings if one.is_open]
        if entry.year_wrong and not any(
            one.code == TITLE and one.severity is Severity.ERROR for one in listed
        ):
            listed.append(Told(TITLE, Severity.ERROR, "标题年度写错"))
        return tuple(listed)


def _of_no_use(entry: Entry, told: Iterable[Told], levels: Levels) -> Iterator[str]:
    """The explanations in the roster of rules between bodies that meet no warning."""
    listed = {one.key for one in entry.body.explained if one.code.startswith(ACROSS_BODIES)}
    for one in entry.suppressions:
        if one.key in listed and not any(f.reason and one.covers(f.code, f.cells) for f in told):
            compared = levels.members or one.code not in _ON_SUMS
            why = "没有对应的提醒" if compared else "没有和下级之和比较，用不上"
            yield f"名册里“{entry.body.name}”的核对说明“{one.key}”：{why}"


def _tally(charges: Iterable[Told]) -> Tally:
    """The numbers of charges; that a report came late is told by the state of its body."""
    counted = [one.severity for one in charges if one.code != LATE]
    wrong = counted.count(Severity.ERROR)
    return Tally(wrong, len(counted) - wrong, wrong_year=1)
