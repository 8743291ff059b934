"""Hold a report, at any later time, against the data that it was filled from."""

from dataclasses import dataclass
from pathlib import Path

from ndbg.app.read_back import Difference, differences
from ndbg.app.reading import read_data, read_report, reading_remarks
from ndbg.errors import NdbgError, Remark
from ndbg.program import program
from ndbg.report import Report


@dataclass(frozen=True, slots=True)
class Verified:
    """A report held against its data: what they say differently, and remarks on how the report was read."""

    document: Report
    data: Report
    differences: tuple[Difference, ...]
    remarks: tuple[Remark, ...] = ()


def verify(document: Path, data: Path) -> Verified:
    """Hold a report of any format that can be read against its data file.

    Raises NdbgError where one of them cannot be used, or the second is no data file.
    """
    if data.suffix.lower() != ".toml":
        raise NdbgError(
            f"“{data}”不是数据文件；先写报告，再写数据文件：{program()} verify 年报.docx data.toml"
        )
    signed, report = read_report(document), read_data(data)
    return Verified(signed, report, tuple(differences(signed, report)), tuple(reading_remarks(signed)))
