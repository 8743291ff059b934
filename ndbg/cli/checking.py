"""What `check` and `fill` share: last year's report and the office's settings, found for a report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ndbg.cli.console import tell
from ndbg.errors import NdbgError

if TYPE_CHECKING:
    from ndbg.report import Report
    from ndbg.settings import Settings


def last_report(report: "Report", given: Path | None = None) -> "Report | None":
    """Last year's report: the one given, or else the one that the data file names.

    Raises NdbgError where the one given cannot be used; where the one that is only
    remembered cannot, this is told and the rules that need it are not evaluated.
    """
    from ndbg.read import read

    if given:
        return read(given)
    if not report.previous:
        return None
    if report.previous.startswith(("//", "\\\\")):
        # Opening it would reach out to the network.
        tell(
            f"{report.path}：上年文件“{report.previous}”在别的电脑上，没有打开；请拷到本机，或者用 --previous 写明"
        )
        return None
    try:
        return read(report.path.parent / report.previous)
    except NdbgError as error:
        tell(f"{report.path}：上年文件用不了，和上年有关的规则没有核对。{error}")
        return None


def settings_for(report_path: Path, given: Sequence[str] = ()) -> "Settings":
    """The settings beside a file, and those given as `名称=值` on top. Raises NdbgError."""
    from ndbg.read.settings import read_settings
    from ndbg.settings import SettingError

    settings = read_settings(report_path.parent)
    for item in given:
        name, _, value = item.replace("＝", "=").partition("=")
        try:
            settings = settings.with_value(name.strip(), value.strip())
        except SettingError as error:
            raise NdbgError(f"--set {item}：{error}") from None
    return settings
