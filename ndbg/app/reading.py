"""Read reports: a file of any format, a data file, or the report of last year that belongs to a report."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ndbg.app.output import read_for
from ndbg.app.prose_file import with_prose
from ndbg.check.subject import Unusable
from ndbg.errors import NdbgError, Remark
from ndbg.program import DEFAULT_DATA, command
from ndbg.read import format_found, format_of, read
from ndbg.read.source import is_on_network, nearest
from ndbg.report import Missing, Repeated, Report
from ndbg.report.office_names import is_one_office

LAST_YEAR = ("去年", "上年")  # words for last year in the name of a file
_DATA_WORKBOOKS = (".xlsx", ".xlsm")
_MOST_READ = 4  # files read at most to find the one that may be meant


class NoReportError(NdbgError):
    """A readable file that is another kind of document; `found` is what it looks like."""

    def __init__(self, message: str, found: str) -> None:
        super().__init__(message)
        self.found = found


def read_file(path: Path) -> Report:
    """Read a file of any readable format. Raises NdbgError; NoReportError for another kind of document."""
    _refuse_missing(path)
    report = with_prose(read(path))
    refuse_other(report)
    return report


# Other kinds of documents, by words in their first lines; the first match counts.
_KINDS = (
    ("申请表", "一份申请表"),
    ("台账|登记表|登记簿|登记台帐", "一份登记台账"),
    ("预算|决算", "预算、决算公开的材料"),
    ("法治政府", "法治政府建设的报告"),
    ("方案|计划|要点", "工作方案、计划"),
    ("记者|报讯|召开", "新闻、动态"),
    ("通知|公告|通报|函", "通知、公告"),
    ("目录|清单", "目录、清单"),
    ("统计|数据|情况表", "一份统计表"),
)


def refuse_other(report: Report) -> None:
    """Raise NoReportError for a document with no table of the form and no title or headings of a report."""
    outline = report.source.outline
    if outline is None or report.figures:
        return
    tables = any(unread.cells for unread in report.unread if not isinstance(unread, Missing))
    if tables or (outline.titles and outline.headings):
        return
    if len(outline.headings) > 1 and any(prose.text for prose in report.prose.values()):
        looks_like = "里面只有正文，没有报告的标题和三张表格"
        way = command("fill", "数据文件", "--prose", report.source.path)
        raise NoReportError(f"“{report.source.path}”{looks_like}；要用它的正文，请运行 {way}", looks_like)
    opening_text = "".join(outline.opening)
    kind = next(
        (kind for words, kind in _KINDS if any(word in opening_text for word in words.split("|"))), ""
    )
    if kind:
        looks_like = f"开头写的是“{outline.opening[0]}”，像是{kind}"
        message = f"“{report.source.path}”{looks_like}，不是政府信息公开工作年度报告，请检查是不是这份文件"
        raise NoReportError(message, looks_like)
    if not outline.titles and not outline.headings:
        raise _nothing_found(report.source.path)


def read_data(path: Path, prose: Path | None = None) -> Report:
    """Read the data for a report: a data file, or a complete report of any format.

    `prose` is a file with the prose, instead of the one that the data name. Raises NdbgError, also where the
    agency or the year is unknown.
    """
    from ndbg.read.toml import read_toml

    _refuse_missing(path)
    if _is_toml(path):
        return with_prose(read_toml(path), prose)
    report = read_file(path)
    if is_data_file(report):
        return with_prose(report, prose) if prose else report
    report = _refuse_empty(report)
    if prose:
        report = with_prose(report, prose)
    lacking = [name for name, there in (("机关名称", report.agency), ("年度", report.year)) if not there]
    if lacking:
        raise NdbgError(
            f"“{path}”的标题里没有找到{'和'.join(lacking)}，不能从它生成报告；"
            f"先运行 {command('import', path, '-o', path.with_suffix('.toml'))}，补上以后再生成"
        )
    return report


def is_data_file(report: Report) -> bool:
    """Whether a report was read from a data file: TOML, or a workbook to fill in."""
    return report.source.outline is None


def _is_toml(path: Path) -> bool:
    """Whether a file is read as TOML; one of an unknown format is too, for the errors that reading it reports."""
    format = format_found(path)
    return format is None or ".toml" in format.suffixes


def read_report(path: Path) -> Report:
    """Read a file of any readable format. Raises NdbgError; NoReportError without figures and prose of a report."""
    return _refuse_empty(read_file(path))


def _refuse_empty(report: Report) -> Report:
    """The same report. Raises NdbgError where it has neither figures nor prose."""
    path = report.source.path
    if not report.figures and not any(prose.text for prose in report.prose.values()):
        if any(isinstance(unread, Repeated) for unread in report.unread):
            raise NdbgError(
                f"“{path}”里同样的表格出现了不止一次，数又不一样，分不清是哪一份；请只留下要读的一份"
            )
        raise _nothing_found(path)
    return report


def _nothing_found(path: Path) -> NoReportError:
    looks_like = "没有找到报告的表格和正文"
    return NoReportError(f"“{path}”里{looks_like}，请检查是不是这份文件", looks_like)


def _refuse_missing(path: Path) -> None:
    """Raise NdbgError where the default data file does not exist, with the command that makes one."""
    if path == DEFAULT_DATA and not path.exists():
        raise NdbgError(
            f"这个文件夹里没有 {path}；请写明要用的文件，还没有数据文件的，先运行 {command('init')} 建立"
        )


def inputs(paths: Sequence[Path], *, force: bool) -> Iterator[Path]:
    """The input paths; if several outputs may overwrite files (`force`), also the files that the data at `paths` name.

    The output for the first file must not overwrite a file that only the last one names. Data that cannot be read name
    no files.
    """
    from ndbg.read.toml import read_toml

    yield from paths
    for path in paths if force and len(paths) > 1 else ():
        if not (_is_toml(path) or path.suffix.lower() in _DATA_WORKBOOKS):
            continue  # no other file names others
        try:
            yield from read_for(read_toml(path) if _is_toml(path) else read(path))
        except NdbgError:
            continue  # its own turn tells why


def reading_remarks(report: Report) -> Iterator[Remark]:
    """Remarks on how a file was read."""
    for note in report.source.notes:
        yield Remark(report.source.path, note, reading=True)


class LastReport(NamedTuple):
    """Last year's report if it is known, and remarks on it; `unusable` says why the one named cannot be used."""

    report: Report | None = None
    remarks: tuple[Remark, ...] = ()
    unusable: Unusable | None = None


def last_report(report: Report, given: Path | None = None) -> LastReport:
    """Last year's report: from the file given, else from the one that the report names.

    Raises NdbgError where the one given cannot be used.
    """
    if given:
        last = read_report(given)
        return LastReport(last, tuple(_of_another(report, last)))
    if not report.added.previous:
        return LastReport()
    if is_on_network(report.added.previous):
        # Opening it would open a connection.
        why = f"“{report.added.previous}”在别的电脑上，没有打开，可以拷到本机"
        return LastReport(unusable=Unusable(why))
    path = report.source.path.parent / report.added.previous
    try:
        last = read_report(path)
    except NdbgError as error:
        why = f"{error}" if _is_there(path) else f"找不到“{report.added.previous}”"
        return LastReport(unusable=Unusable(why.rstrip("。"), _near(path, report)))
    if last.year and report.year and last.year != report.year - 1:
        why = f"“{report.added.previous}”是 {last.year} 年的报告，不是 {report.year - 1} 年的"
        return LastReport(last, unusable=Unusable(why, _near(path, report)))
    return LastReport(last, tuple(_of_another(report, last)))


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _near(path: Path, report: Report) -> str:
    """The name of a file in the same folder that is last year's report; or empty.

    Candidates are `path` with the year before in its name, the most similar name, and names with 去年 or the year before.
    """
    try:
        names = sorted(other.name for other in path.parent.iterdir() if format_of(other) and other.is_file())
    except (OSError, ValueError):
        return ""
    names = [name for name in names if name not in (path.name, report.source.path.name)]
    of_year = path.name.replace(f"{report.year}", f"{report.year - 1}")
    words = (*LAST_YEAR, f"{report.year - 1}")
    likely = [of_year] * (of_year in names)
    likely += filter(None, [nearest(path, names)])
    likely += (name for name in names if any(word in name for word in words))
    read = list(dict.fromkeys(likely))[:_MOST_READ]
    return next((name for name in read if _is_of_last_year(path.with_name(name), report)), "")


def _is_of_last_year(path: Path, report: Report) -> bool:
    """Whether a file can be read as the same office's report of the year before."""
    try:
        last = read_report(path)
    except NdbgError:
        return False
    return last.year == report.year - 1 and is_one_office(last.agency, report.agency)


def _of_another(report: Report, last: Report) -> Iterator[Remark]:
    """A remark where last year's report has another agency."""
    if report.agency and last.agency and not is_one_office(report.agency, last.agency):
        text = f"上年的报告是“{last.agency}”的，本年的是“{report.agency}”的，请核对是不是拿错了"
        yield Remark(last.source.path, text)
