"""RTF files: text in any of their encodings, tables as they define them, and what is no text of a report."""

from pathlib import Path

import pytest

from ndbg.errors import NdbgError
from ndbg.read import read
from ndbg.report import Report
from tests.read import layouts
from tests.read.layouts import REPORT, rich

HEADINGS = "一、总体情况", "二、主动公开政府信息情况"
HEAD = "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"


def reading(folder: Path, body: str, head: str = "") -> Report:
    (folder / "年报.rtf").write_bytes(rb"{\rtf1\ansi" + f"{head}{body}}}".encode("latin-1"))
    return read(folder / "年报.rtf")


def prose(folder: Path, text: str, head: str = "") -> str:
    """What is read of some RTF in section one."""
    body = f"{rich(REPORT.title)}\\par {rich(HEADINGS[0])}\\par {text}\\par {rich(HEADINGS[1])}\\par"
    return reading(folder, body, head).prose["一"].text


GBK = "公开".encode("gb18030")
AS_BYTES = "".join(f"\\'{byte:02x}" for byte in GBK)
FONTS = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 SimSun;}}"
WRITTEN: dict[str, tuple[str, str]] = {
    "by numbers": (rich("公开。"), ""),
    "by numbers, with two bytes behind each": (f"{{\\uc2 \\u20844\\'b9\\'ab\\u24320\\'bf\\'aa}}{rich('。')}", ""),
    "by numbers, with nothing behind": (f"{{\\uc0 \\u20844\\u24320}}{rich('。')}", ""),
    "in bytes of the font": (f"{{\\f1 {AS_BYTES}}}{rich('。')}", rf"\ansicpg1252{FONTS}"),
    "in bytes of the code page": (f"{{\\f0 {AS_BYTES}}}{rich('。')}", rf"\ansicpg936{FONTS}"),
    "in raw bytes": (f"{GBK.decode('latin-1')}{rich('。')}", r"\ansicpg936"),
    "in several runs": (f"{{\\b {rich('公')}}}{{\\i {rich('开')}}}{rich('。')}", ""),
    "beside what is hidden or deleted": (f"{rich('公')}{{\\v {rich('不')}}}{{\\deleted {rich('未')}}}{rich('开。')}", ""),
    "beside a picture": (f"{rich('公')}{{\\pict\\bin4 }}}}}}}}{{\\*\\shppict{{\\pict 00ff}}}}}}{rich('开。')}", ""),
    "in a field": (f"{{\\field{{\\*\\fldinst HYPERLINK x}}{{\\fldrslt {rich('公开')}}}}}{rich('。')}", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "head"), WRITTEN.values(), ids=WRITTEN)
def test_text_is_read_however_it_is_written(tmp_path: Path, text: str, head: str) -> None:
    assert prose(tmp_path, text, head) == "公开。"


def test_automatic_numbers_are_text(tmp_path: Path) -> None:
    number = f"{{\\listtext\\pard {rich('（一）')}\\tab}}"
    assert prose(tmp_path, f"{number}{rich('主动公开。')}") == "（一）主动公开。"


def test_a_text_box_stands_beside_its_paragraph(tmp_path: Path) -> None:
    box = f"{{\\shp{{\\*\\shpinst{{\\sp{{\\sn x}}{{\\sv 1}}}}{{\\shptxt \\pard {rich('框里的话。')}\\par}}}}{{\\shprslt {rich('框')}}}}}"
    assert prose(tmp_path, f"{rich('正文')}{box}{rich('在这里。')}").split("\n") == [
        "框里的话。",
        "正文在这里。",
    ]


def test_tracked_changes_are_told(tmp_path: Path) -> None:
    report = reading(
        tmp_path, f"{rich(REPORT.title)}\\par {rich(HEADINGS[0])}\\par {{\\revised {rich('公开。')}}}\\par"
    )
    assert "文件里有修订痕迹，已按接受全部修订读取" in report.source.notes


def test_a_file_that_was_cut_off_is_told(tmp_path: Path) -> None:
    whole = reading(tmp_path, f"{rich(REPORT.title)}\\par {rich(HEADINGS[0])}\\par {rich('公开。')}\\par")
    cut = tmp_path / "cut.rtf"
    cut.write_bytes((tmp_path / "年报.rtf").read_bytes()[:-1])
    assert not any("不完整" in note for note in whole.source.notes)
    assert any("不完整" in note for note in read(cut).source.notes)


def row(*cells: str, level: int = 1) -> str:
    defined = "\\trowd" + "".join(f"\\cellx{1500 * at}" for at in range(1, len(cells) + 1))
    end, text = ("cell", "row") if level == 1 else ("nestcell", "nestrow")
    held = "".join(f"\\pard\\intbl\\itap{level} {cell}\\{end}" for cell in cells)
    return f"{held}{{{defined}\\row}}" if level == 1 else f"{held}{{\\*\\nesttableprops{defined}\\{text}}}"


def test_a_table_in_a_cell_is_read(tmp_path: Path) -> None:
    lines = [HEAD, ("规章", "3", "1", "25"), ("行政规范性文件", "4", "0", "37")]
    inner = "".join(row(*map(rich, line), level=2) for line in lines)
    report = reading(tmp_path, f"{rich(HEADINGS[1])}\\par {row(inner)}\\pard\\par")
    assert [figure.value for figure in report.figures.values()] == [3, 1, 25, 4, 0, 37]


def test_a_row_that_lost_a_cell_is_not_read(tmp_path: Path) -> None:
    whole = "".join(
        row(*map(rich, line)) for line in [HEAD, ("规章", "3", "1", "25"), ("行政规范性文件", "4", "0", "37")]
    )
    report = reading(
        tmp_path, f"{rich(HEADINGS[1])}\\par {whole.replace(rich('4') + chr(92) + 'cell', '', 1)}\\pard\\par"
    )
    assert [figure.value for figure in report.figures.values()] == [3, 1, 25]


HOSTILE = {
    "more groups than any report": b"{}" * 300_000,
    "groups within groups": b"{" * 5_000,
    "words without end": rb"\par" * 3_000_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_what_is_larger_than_any_report_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "年报.rtf").write_bytes(rb"{\rtf1\ansi " + data)
    with pytest.raises(
        NdbgError, match=r"太复杂，不像是一份报告，没有读；请用 Word 或 WPS 打开，另存为 \.docx 再试"
    ):
        read(tmp_path / "年报.rtf")


def test_a_picture_that_says_it_is_longer_than_the_file_ends_it(tmp_path: Path) -> None:
    whole = layouts.as_rich_text(layouts.tables())
    (tmp_path / "年报.rtf").write_bytes(whole[:-1] + rb"{\pict\bin2147483647 x}}")
    assert len(read(tmp_path / "年报.rtf").figures) == 200


def test_a_text_box_in_a_cell_leaves_its_table_whole(tmp_path: Path) -> None:
    box = "{\\shp{\\*\\shpinst{\\shptxt \\pard\\plain 1\\par}}}"
    lines = [HEAD, ("规章", "3", box, "25"), ("行政规范性文件", "4", "0", "37")]
    rows = "".join(row(*(cell if cell is box else rich(cell) for cell in line)) for line in lines)
    report = reading(tmp_path, f"{rich(HEADINGS[1])}\\par {rows}\\pard\\par")
    assert [figure.value for figure in report.figures.values()] == [3, 1, 25, 4, 0, 37]
