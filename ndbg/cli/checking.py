"""What `check` and `fill` share: last year's report and the office's settings, found for a report."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ndbg.cli.console import read_report, tell
from ndbg.errors import NdbgError
from ndbg.read.source import is_on_network

if TYPE_CHECKING:
    from ndbg.check.settings import Settings
    from ndbg.report import Report


def refuse_shared_last(paths: Sequence[Path], given: Path | None) -> None:
    """Raise NdbgError where several reports would be held against one of last year."""
    if given and len(paths) > 1:
        raise NdbgError("--previous 只能和一个文件一起用；几个文件时，请在各自的数据文件里写“上年文件”")


def last_report(report: "Report", given: Path | None = None) -> "Report | None":
    """Last year's report: the one given, or else the one that the data file names.

    Raises NdbgError where the one given cannot be used; where the one that is only
    remembered cannot, this is told and the rules that need it are not evaluated.
    """
    if given:
        return _of_the_same(report, read_report(given))
    if not report.previous:
        return None
    if is_on_network(report.previous):
        # Opening it would reach out to the network.
        tell(
            f"{report.path}：上年文件“{report.previous}”在别的电脑上，没有打开；请拷到本机，或者用 --previous 写明"
        )
        return None
    try:
        return _of_the_same(report, read_report(report.path.parent / report.previous))
    except NdbgError as error:
        tell(f"{report.path}：上年文件用不了，和上年有关的规则没有核对。{error}")
        return None


def _of_the_same(report: "Report", last: "Report") -> "Report":
    """Last year's report; where it is that of another office, this is told."""
    names = ["".join(r.agency.split()) for r in (report, last)]
    if all(names) and names[0] != names[1]:
        tell(f"{last.path}：上年的报告是“{last.agency}”的，本年的是“{report.agency}”的，请核对是不是拿错了")
    return last


def settings_for(report_path: Path, given: Sequence[str] = ()) -> "Settings":
    """The settings beside a file, and those given as `名称=值` on top. Raises NdbgError."""
    from ndbg.app.settings import read_settings
    from ndbg.check.settings import SettingError

    settings = read_settings(report_path.parent)
    for item in given:
        name, _, value = item.replace("＝", "=").partition("=")
        try:
            settings = settings.with_value(name.strip(), value.strip())
        except SettingError as error:
            raise NdbgError(f"--set {item}：{error}") from None
    return settings
