"""Pages that were cut, or printed too large: what is beyond their edges is not seen, and is told."""

from pathlib import Path

from ndbg.read.fixed.report import report_of
from ndbg.report import Doubtful
from tests.read.fixed.drawing import Sheet, pages, shown

XS = [90.0, 190.0, 290.0, 390.0]
YS = [100.0, 130.0, 160.0]
HEAD = "信息内容 本年制发件数 本年废止件数 现行有效件数"


def sheet(wide: float) -> Sheet:
    """Part two on paper of a width, with a figure in the middle of each cell."""
    xs = [*XS, 490.0]
    drawn = Sheet(wide).write("二、主动公开政府信息情况", 90, 70, 12)
    return drawn.table(xs, YS, HEAD, "规章 12 34 5678")


def test_a_number_through_which_the_edge_runs_is_not_read_in_part() -> None:
    assert shown(sheet(595))[1] == [HEAD, "规章 12 34 5678"]
    assert shown(sheet(440))[1] == ["信息内容 本年制发件数 本年废止件数 现行有", "规章 12 34 56│"]


def test_a_page_that_was_cut_is_told_and_its_cells_are_not_called_blank() -> None:
    flush = (
        Sheet(468).write("二、主动公开政府信息情况", 90, 70, 12).table([*XS, 495.0], YS, HEAD, "规章 12 34 -")
    )
    report = report_of(pages(flush.write("5678", 472, 148)), Path("年报.pdf"))
    assert not any(id.endswith("in_force") for id in report.figures)
    (unread,) = (one for one in report.unread if "disclosure.rules.in_force" in one.cells)
    assert isinstance(unread, Doubtful)
    assert "纸边以外" in unread.advice
    (note,) = report.source.notes
    assert note.startswith("第1页有文字在纸边以外")


def test_a_mark_beyond_the_edge_of_a_whole_page_is_not_told() -> None:
    report = report_of(pages(sheet(595).write("裁", 600, 100)), Path("年报.pdf"))
    assert report.figures["disclosure.rules.in_force"].value == 5678
    assert not any("纸边" in note for note in report.source.notes)
