"""The survey of a store, for the commands on many reports."""

from pathlib import Path
from typing import TYPE_CHECKING

from ndbg.cli.console import echo_err

if TYPE_CHECKING:
    from ndbg.app.levels.status.model import Survey


def surveyed(folder: Path) -> "Survey":
    """The survey of a store; prints a warning where last year's store is gone, or not all files were read.

    Raises NdbgError.
    """
    from ndbg.app.levels.status.survey import survey
    from ndbg.app.levels.store.folder import Store

    result = survey(Store.open(folder))
    for warning in filter(None, (result.told_lost(), result.told_unfinished())):
        echo_err(warning)
    return result
