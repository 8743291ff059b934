"""What the commands on many reports begin with: who has reported, as the store of a year tells."""

from pathlib import Path
from typing import TYPE_CHECKING

from ndbg.cli.console import tell

if TYPE_CHECKING:
    from ndbg.app.levels.survey import Survey


def surveyed(folder: Path) -> "Survey":
    """The survey of a store, after telling whether last year's can no longer be found. Raises NdbgError."""
    from ndbg.app.levels.store import Store
    from ndbg.app.levels.survey import survey

    found = survey(Store.open(folder))
    if lost := found.told_lost():
        tell(lost)
    return found
