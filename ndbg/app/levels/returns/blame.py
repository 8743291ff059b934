"""What a body is blamed for. Its letter and the notice both follow this."""

from collections.abc import Mapping
from typing import NamedTuple

from ndbg.app.levels.copies.alike import levels_of
from ndbg.app.levels.copies.model import Copies
from ndbg.app.levels.status.model import Entry, Survey
from ndbg.app.levels.store.tables import TITLE
from ndbg.app.levels.sums.below import last_survey, levels_of_entry
from ndbg.app.levels.sums.findings import findings
from ndbg.check import Severity
from ndbg.check.levels.model import Levels

LATE = "H704"
_PUBLISHED_LATE = "FMT112"

UNTIMELY, INACCURATE, INCOMPLETE, COPIED, PERFUNCTORY = "不按时", "不准确", "不全面", "内容雷同", "敷衍塞责"
KINDS = (UNTIMELY, INACCURATE, INCOMPLETE, COPIED, PERFUNCTORY)
# The fault that a rule stands for; all others stand for 不准确.
_OF_CODE: Mapping[str, str] = {
    **dict.fromkeys((LATE, _PUBLISHED_LATE), UNTIMELY),
    **dict.fromkeys(("FMT105", "FMT110", "FMT111", "T305", "T306", "X607", "H715"), INCOMPLETE),
    **dict.fromkeys(("H703", "H708", "H711", "Y504", "Y505"), COPIED),
    **dict.fromkeys(("X606", "FMT109"), PERFUNCTORY),
}
ASKED = "H705"  # which of several reports counts is asked of a body, which is no fault of any kind
_OTHER_NAME = "H708"


class Charge(NamedTuple):
    """A finding for which a body is blamed. `kind` is empty where it is only asked something."""

    code: str
    kind: str
    severity: Severity
    message: str
    bodies: tuple[str, ...] = ()


def _kind(code: str, bodies: tuple[str, ...]) -> str:
    if code == ASKED:
        return ""
    # A wrong name of the own body, in the title, comes from nobody else's report.
    if code == _OTHER_NAME and not bodies:
        return INACCURATE
    return _OF_CODE.get(code, INACCURATE)


class Blame:
    """What each body of a survey is blamed for."""

    def __init__(self, found: Survey, copied: Copies) -> None:
        self.found = found
        self._copied = copied
        self._before = last_survey(found)

    def levels(self, entry: Entry) -> Levels:
        """The facts about a body among the others."""
        return levels_of(self._copied, levels_of_entry(self.found, entry, self._before), entry.body.name)

    def charges(self, entry: Entry, levels: Levels) -> tuple[Charge, ...]:
        """The findings on a body's report for which it is blamed; `levels` are its facts."""
        listed = tuple(
            Charge(one.code, _kind(one.code, one.bodies), one.severity, one.message, one.bodies)
            for one in findings(self.found, entry, levels)
            if one.is_open
        )
        if entry.year_wrong and not any(one.severity is Severity.ERROR for one in listed):
            return (*listed, Charge(TITLE, INACCURATE, Severity.ERROR, "标题年度写错"))
        return listed
