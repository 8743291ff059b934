"""Open the report of a new year: blank, with zeros, or from last year's report."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ndbg.app.interview import WrongAnswerError, read_agency
from ndbg.app.output import NewFile, named_from, read_for
from ndbg.app.reading import last_report, read_data, read_file, reading_remarks
from ndbg.app.remarks import remarking
from ndbg.errors import NdbgError, Remark
from ndbg.program import DEFAULT_DATA, command
from ndbg.report import YEARS, Report
from ndbg.report.new_year import NO_NAME, Opening, open_again, open_blank, open_from, precedes, zeros
from ndbg.write.files import refuse_existing
from ndbg.write.toml import write_toml

# The years in which a clock is believed.
_CLOCK = range(2022, YEARS[-1] + 1)
# In these months of a year the report on the year before is written.
_REPORTING_MONTHS = 6


@dataclass(frozen=True, slots=True)
class NewYearRequest:
    """What to begin with.

    `last` is last year's file, of any readable format. `agency` and `year` follow from it by default, or from
    today's date. `zero`: there is nothing to report. `asks`: the user will be asked for what is missing, also for
    the year where the clock is not believed. `force`: the data file may be overwritten.
    """

    last: Path | None = None
    agency: str | None = None
    year: int | None = None
    zero: bool = False
    asks: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class NewYear:
    """An opened report, and remarks on the file from which it was opened."""

    opening: Opening
    remarks: tuple[Remark, ...] = ()

    @property
    def file(self) -> NewFile:
        """Its data file."""
        return data_file(self.opening)


_DEFAULT = NewYearRequest()


def new_year(data: Path, request: NewYearRequest = _DEFAULT) -> NewYear:
    """Open the report of a new year for the data file `data`; nothing is saved.

    Raises NdbgError where `data` may not be written, where last year's file cannot be used, and where the request
    does not fit last year's report.
    """
    _refuse(data, request)
    with remarking() as remarks:
        last = read_file(request.last) if request.last else None
        if last:
            remarks += reading_remarks(last)
        opening = _opening(data, last, request)
        remarks += not_of_year_before(opening)
        if request.zero:
            if any(figure.value for figure in opening.report.figures.values()):
                raise NdbgError("上年有结转的申请，本年不会全部为 0，不能用 --zero；请去掉它再运行")
            opening = replace(opening, report=replace(opening.report, figures=zeros(opening)))
        return NewYear(opening, tuple(remarks))


def not_of_year_before(opening: Opening) -> Iterator[Remark]:
    """A remark where a report was opened from one that is not of the year before."""
    source, year = opening.source, opening.report.year
    if source and not precedes(source, year):
        text = (
            f"这是 {source.year} 年的报告，不是 {year - 1} 年的：正文沿用，结转数、现行有效件数没有带过来，"
            f"“上年文件”也没有写；请照 {year - 1} 年的报告填写"
        )
        yield Remark(source.source.path, text)


def existing(data: Path) -> NewYear:
    """Open a data file to go through it again, together with last year's figures. Raises NdbgError."""
    with remarking() as remarks:
        report = read_data(data)
        remarks += reading_remarks(report)
        last = last_report(report)
        remarks += last.remarks
        return NewYear(open_again(report, last.report), tuple(remarks))


def data_file(opening: Opening) -> NewFile:
    """The data file of an opened report, at the path of the report: a workbook where the suffix says so, else TOML.

    A workbook also shows last year's figures.
    """
    report, source = opening.report, opening.source
    path = report.source.path
    if is_workbook(path):
        from ndbg.write.workbook.data import write_data_workbook

        last = source if source and precedes(source, report.year) else None
        data = write_data_workbook(report, last, opening.remarks)
    else:
        data = write_toml(report, opening.remarks, totals=False).encode()
    sources = tuple(read_for(source)) if source else ()
    return NewFile(path, data, sources, named=path != DEFAULT_DATA)


def is_workbook(data: Path) -> bool:
    """Whether a data file is a workbook, which is filled in with Excel instead of answering questions."""
    return data.suffix.lower() == ".xlsx"


def _refuse(data: Path, request: NewYearRequest) -> None:
    """Raise NdbgError where the data file may not be written."""
    if data.suffix.lower() != ".toml" and not is_workbook(data):
        raise NdbgError(
            f"数据文件的名字要以 .toml 结尾，例如 {data.with_suffix('.toml')}；用 Excel 填的以 .xlsx 结尾"
        )
    last = request.last
    if last and data.exists() and last.exists() and data.samefile(last):
        raise NdbgError(
            f"“{data}”就是上年的文件，不能覆盖；请另写一个文件名，例如 {command('init', '--from', last, data.with_name('本年.toml'))}"
        )
    refuse_existing(data, force=request.force, named=data != DEFAULT_DATA)


def _opening(data: Path, last: Report | None, request: NewYearRequest) -> Opening:
    agency, year = request.agency, request.year
    if agency is not None:
        try:
            read_agency(agency)
        except WrongAnswerError as error:
            raise NdbgError(f"--agency：{error}") from None
    if last and not last.year and not year:
        raise NdbgError(f"“{last.source.path}”的标题里找不到年度，请用 --year 写明本年的年度")
    if last:
        return open_from(last, data, agency, year, named_from(last.source.path, data.parent))
    return open_blank(data, agency or NO_NAME, year or _year_to_report(asks=request.asks))


def _year_to_report(*, asks: bool) -> int:
    """The year on which reports are written now; 0 where the clock is not believed and `asks` is set.

    Raises NdbgError where the clock is not believed and nobody can be asked.
    """
    today = datetime.now(tz=UTC).astimezone()
    if today.year in _CLOCK:
        return today.year - (today.month <= _REPORTING_MONTHS)
    if asks:
        return 0
    raise NdbgError(
        f"这台电脑的日期是{today.year}年{today.month}月，不会是今天；请用 --year 写明报告年度，或者先把日期改对"
    )
