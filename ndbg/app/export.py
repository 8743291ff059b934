"""Turn a report that was checked into a web page, a PDF, a workbook or Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ndbg.app.charts import chart_pictures
from ndbg.app.check import Checked, check_report
from ndbg.app.differences import stated
from ndbg.app.output import NewFile, identities, is_named, refuse_source, target
from ndbg.app.reading import read_report
from ndbg.app.remarks import remarking
from ndbg.errors import NdbgError, Remark
from ndbg.program import program
from ndbg.report import Report
from ndbg.write.files import refuse_existing

if TYPE_CHECKING:
    from ndbg.write.picture import Picture


class ExportFormat(StrEnum):
    """What a report is turned into; the value is also the ending of the file's name."""

    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"
    MD = "md"


WITH_CHARTS = (ExportFormat.HTML, ExportFormat.PDF)


def format_by_name(output: Path | None) -> ExportFormat:
    """The format by the suffix of a file; a web page without one. Raises NdbgError for a Word file."""
    suffix = output.suffix.lower().removeprefix(".") if output and not output.is_dir() else ""
    if suffix in ("docx", "doc", "wps"):
        raise NdbgError(f"export 生成的是 {'、'.join(ExportFormat)}；要 Word 文件，请用 {program()} fill")
    return next((format for format in ExportFormat if format == suffix), ExportFormat.HTML)


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """The request, the same for all files.

    `output` is the file or folder to write to, `folder` that for several files; without them the file goes
    beside the report, named by its title. `previous` is last year's file; `force` allows to overwrite;
    `draft` accepts a report with errors. Raises NdbgError for charts in a format without charts.
    """

    format: ExportFormat = ExportFormat.HTML
    output: Path | None = None
    folder: Path | None = None
    previous: Path | None = None
    force: bool = False
    charts: bool = False
    draft: bool = False

    def __post_init__(self) -> None:
        if self.charts and self.format not in WITH_CHARTS:
            raise NdbgError(f"--charts 只用于网页和 PDF，{self.format} 文件里没有图表")


@dataclass(frozen=True, slots=True)
class Exported:
    """The result: the file, or None where the check found errors.

    `remarks` are on the files read; `notices` say what to look at in the file made.
    """

    checked: Checked
    file: NewFile | None = None
    remarks: tuple[Remark, ...] = ()
    notices: tuple[str, ...] = ()


_DEFAULT = ExportRequest()


def export(path: Path, request: ExportRequest = _DEFAULT) -> Exported:
    """Check a report of any readable format and convert it; nothing is saved.

    Raises NdbgError where a file cannot be used or, before any work, where the output may not be overwritten.
    """
    with remarking() as remarks:
        checked = check_report(read_report(path), previous=request.previous)
        remarks += checked.remarks
        if not (checked.result.passes or request.draft):
            return Exported(checked, remarks=tuple(remarks))
        suffix = f".{request.format}"
        place = target(checked.report, request.output, suffix, folder=request.folder, draft=request.draft)
        named = is_named(place, request.output)
        refuse_source(place, identities(checked.files))
        refuse_existing(place, force=request.force, named=named)
        pdf_notices: Sequence[str] = ()
        if request.format is ExportFormat.PDF:
            pictures, unmade = chart_pictures(checked) if request.charts else ((), ())
            remarks += unmade
            data, pdf_notices = _pdf(checked, pictures, draft=request.draft)
            if not request.draft:
                pdf_notices = (*pdf_notices, *_read_back(data, checked.report))
        else:
            data = _converted(checked, request)
        unwritten = (f"“{heading}”还没有正文，文件里标明了" for heading in checked.report.unwritten)
        notices = tuple(f"请留意：{note}" for note in (*unwritten, *pdf_notices))
        return Exported(checked, NewFile(place, data, checked.files, named), tuple(remarks), notices)


def _converted(checked: Checked, request: ExportRequest) -> bytes:
    """The report as Markdown, workbook or web page."""
    report, draft = checked.report, request.draft
    if request.format is ExportFormat.MD:
        from ndbg.write.markdown import write_markdown

        return write_markdown(report, draft=draft).encode()
    if request.format is ExportFormat.XLSX:
        from ndbg.write.workbook import write_workbook

        return write_workbook(report, draft=draft)
    from ndbg.report.charts import charts
    from ndbg.write.web import write_web

    drawn = charts(report, checked.last) if request.charts else ()
    return write_web(report, drawn, draft=draft).encode()


def _pdf(checked: Checked, pictures: "Sequence[Picture]", *, draft: bool) -> tuple[bytes, Sequence[str]]:
    """The Word report in the official layout as PDF, and the notices on its fonts."""
    from ndbg.app.templates import official
    from ndbg.write.pdf import write_pdf
    from ndbg.write.shared import title
    from ndbg.write.word import fill

    report, sealed = checked.report, checked.settings.sealed
    word = fill(*official(report.form), report, draft=draft, pictures=pictures, sealed=sealed).data
    return write_pdf(word, title(report, draft=draft))


def _read_back(pdf: bytes, report: Report) -> Iterator[str]:
    """A notice where a PDF, read back, differs from the report: LibreOffice may lose characters at the ends of lines."""
    with TemporaryDirectory(prefix="ndbg-") as folder:
        path = Path(folder) / "report.pdf"
        try:
            path.write_bytes(pdf)
            result = [*stated(read_report(path), report)]
        except OSError:
            return  # what keeps it from being written here is told when it is saved
        except NdbgError as error:
            yield f"PDF 没有读回来核对：{error}"
            return
    if result:
        first = result[0]
        yield f"PDF 读回来有 {len(result)} 处和数据不同，例如{first.name}是“{first.document}”，{first.wanted}；请打开 PDF 核对"
