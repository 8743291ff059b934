"""OFD files (GB/T 33190): read by the same geometry as PDF."""

from pathlib import Path

import pytest

from ndbg.errors import NdbgError
from ndbg.form import forms
from ndbg.ooxml.package import unpack
from ndbg.read import read
from ndbg.read.fixed.ofd import pages_of
from ndbg.read.fixed.page import upright
from tests.conftest import numbered_report
from tests.read.fixed.drawing import Sheet, lay_out, shown_nodes
from tests.read.fixed.test_laid_over import HIDDEN
from tests.read.fixed.test_tables import ROWS
from tests.read.ofd import as_ofd, content, document, path, text, zipped

PATH = Path("年报.ofd")


def read_pages(*inside: str) -> list[str | list[str]]:
    data = zipped(document([content(one) for one in inside]))
    pages = [page for at, drawn in enumerate(pages_of(unpack(data, PATH)), 1) for page in upright(drawn, at)]
    return shown_nodes(lay_out(pages))


def grid(x: float, y: float, columns: int, rows: int) -> str:
    """A table with columns of 40 mm and rows of 10."""
    levels = "".join(f"M {x} {y + 10 * at} L {x + 40 * columns} {y + 10 * at} " for at in range(rows + 1))
    return path(
        levels + "".join(f"M {x + 40 * at} {y} L {x + 40 * at} {y + 10 * rows} " for at in range(columns + 1))
    )


CELLS = text("规章", 25, 36) + text("12", 65, 36) + text("345", 105, 36)
SAID = {
    "each character by its width": text("全年新收12件。", 20, 50),
    "steps one by one": text("全年新收", 20, 50, code='DeltaX="4 4 4"'),
    "steps that are repeated": text("全年新收申请", 20, 50, code='DeltaX="g 4 4 5"'),
    "too few steps": text("全年新收", 20, 50, code='DeltaX="4"'),
    "scaled by a matrix": text("全年新收", 20, 50, size=1, more='CTM="3.7 0 0 3.7 0 0"', code='DeltaX="g 3 1"'),
    "two texts in one object": '<ofd:TextObject ID="1" Boundary="20 40 100 9" Size="4"><ofd:TextCode X="0" Y="5">全年'
        '</ofd:TextCode><ofd:TextCode X="8" Y="5">新收</ofd:TextCode></ofd:TextObject>',
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_text(name: str) -> None:
    assert read_pages(SAID[name]) in (["全年新收"], ["全年新收12件。"], ["全年新收申请"])


LINES = {
    "lines": grid(20, 30, 3, 1),
    "rectangles": "".join(path("M 0 0 L 40 0 L 40 10 L 0 10 C", f"{20 + 40 * at} 30 40 10") for at in range(3)),
    "thin fills": "".join(
        path(f"M 0 0 L {w} 0 L {w} {h} L 0 {h} C", f"{x} {y} {w} {h}", 'Fill="true" Stroke="false"')
        for x, y, w, h in [(20, 30, 120, 0.3), (20, 40, 120, 0.3), *((20 + 40 * at, 30, 0.3, 10.3) for at in range(4))]
    ),
    "drawn at another scale": path(
        "S 0 0 L 12 0 M 0 1 L 12 1 M 0 0 L 0 1 M 4 0 L 4 1 M 8 0 L 8 1 M 12 0 L 12 1", "20 30 120 10",
        'LineWidth="0.02" CTM="10 0 0 10 0 0"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_tables(name: str) -> None:
    assert read_pages(LINES[name] + CELLS) == [["规章 12 345"]]


@pytest.mark.parametrize(
    "unseen",
    [
        text("看不见", 25, 80, more='Visible="false"'),
        text("看不见", 25, 80, more='Alpha="0"'),
        text("水印", 60, 120, size=9, more='CTM="0.7 0.7 -0.7 0.7 0 0"'),
        '<ofd:TextObject ID="1" Boundary="20 70 90 9" Size="4"><ofd:FillColor Value="255 255 255"/>'
        '<ofd:TextCode X="0" Y="5">看不见</ofd:TextCode></ofd:TextObject>',
        path("M 0 0 B 1 1 2 2 3 3 Q 1 1 2 2 A 1 1 0 0 1 5 5 C"),
        path("M nan inf L 9e99 1 L x y"),
        text("远处", 9000, 50),
        text("", 20, 50, code='DeltaX="g 99999999 1"'),
        *(
            text("", 20, 50, code=f'DeltaX="g {count} 3"')
            for count in ("inf", "nan", "1e999", "-1", "9" * 5000)
        ),
        text("无", 9e9, 50, size=0),
    ],
)
def test_what_is_not_to_be_seen_is_not_read(unseen: str) -> None:
    assert read_pages(grid(20, 30, 3, 1) + CELLS + unseen) == [["规章 12 345"]]


@pytest.mark.parametrize("name", [name for name in HIDDEN if "side" not in name])
def test_what_lies_under_a_fill_is_not_read(name: str) -> None:
    parts = unpack(as_ofd([HIDDEN[name].drawn()]), PATH)
    (page,) = (page for drawn in pages_of(parts) for page in upright(drawn, 1))
    assert shown_nodes(lay_out([page])) == [list(ROWS)]


def layer(kind: str, inside: str) -> str:
    return f'</ofd:Layer><ofd:Layer ID="2" Type="{kind}">{inside}'


FILL = path("M 0 0 L 100 0 L 100 9 L 0 9 C", "20 31 119 8.6", 'Fill="true" Stroke="false"')


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        (grid(20, 30, 3, 1) + CELLS + layer("Background", text("样稿", 60, 36, 12)), "规章 12 345"),
        (layer("Background", grid(20, 30, 3, 1) + CELLS), "规章 12 345"),
        (grid(20, 30, 3, 1) + CELLS + layer("Background", FILL), "规章 12 345"),
        (layer("Foreground", FILL) + layer("Body", grid(20, 30, 3, 1) + CELLS), ""),
    ],
    ids=["a watermark", "a background alone", "a fill behind", "a fill in front"],
)
def test_layers_lie_over_each_other_by_their_kind(inside: str, read: str) -> None:
    assert read_pages(inside) == ([[read]] if read else [])


def test_a_template_lies_under_each_page() -> None:
    parts = document(
        [content(CELLS, '<ofd:Template TemplateID="5"/>')], '<ofd:TemplatePage ID="5" BaseLoc="Tpls/T.xml"/>'
    )
    pages = pages_of(
        {
            name: part.encode()
            for name, part in (parts | {"Doc_0/Tpls/T.xml": content(grid(20, 30, 3, 1))}).items()
        }
    )
    (page,) = upright(next(pages), 1)
    assert shown_nodes(lay_out([page])) == [["规章 12 345"]]


def test_names_of_parts_may_begin_at_the_root() -> None:
    parts = {
        name: part.replace("Pages/Page", "/Doc_0/Pages/Page")
        for name, part in document([content(CELLS)]).items()
    }
    assert len(list(pages_of({name: part.encode() for name, part in parts.items()}))) == 1


def test_a_report_reads_as_it_does_in_a_pdf(tmp_path: Path) -> None:
    report = numbered_report()
    sheet = Sheet().centred(report.title, 0, 595, 80, 16).write("二、主动公开政府信息情况", 60, 110, 16)
    row = " ".join(
        report.figures[f"disclosure.rules.{column}"].text for column in ("issued", "repealed", "in_force")
    )
    sheet.table(
        [60, 200, 300, 400, 500],
        [130, 160, 190],
        "信息内容 本年制发件数 本年废止件数 现行有效件数",
        f"规章 {row}",
    )
    (tmp_path / "年报.ofd").write_bytes(as_ofd([sheet.drawn()]))
    read_back = read(tmp_path / "年报.ofd")
    assert (read_back.agency, read_back.year) == (report.agency, report.year)
    assert {id: f.value for id, f in read_back.figures.items()} == {
        id: f.value for id, f in report.figures.items() if id.startswith("disclosure.rules.")
    }
    assert read_back.form is forms()[-1]


BROKEN = {
    "no zip": b"OFD",
    "a zip of something else": zipped({"a.txt": "<a/>"}),
    "a document that is not there": zipped({"OFD.xml": document([])["OFD.xml"]}),
    "a page that is not there": zipped({k: v for k, v in document(["x"]).items() if "Page_" not in k}),
    "a page that is no XML": zipped(document(["<ofd:Page"])),
    "a document type": zipped(document(['<!DOCTYPE a [<!ENTITY b "c">]>' + content("&b;")])),
    "more pages than a report has": zipped(document([content("")] * 61)),
    "a sheet without a size": zipped(document([content("")], box="0 0 0 0")),
    "steps of a path without end": zipped(document([content(path("M 0 0 " + "L 1 1 " * 500_000))])),
    "letters without end": zipped(document([content(text("字" * 130_000, 20, 50))])),
    "one page many times": zipped(document([content("<a/>" * 50_000)] * 60)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_sound_ofd_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "年报.ofd").write_bytes(BROKEN[name])
    with pytest.raises(NdbgError, match=r"读不出来|没有看得见的文字|一页也没有"):
        read(tmp_path / "年报.ofd")


def test_a_scan_is_told(tmp_path: Path) -> None:
    scan = '<ofd:ImageObject ID="1" Boundary="0 0 210 297" ResourceID="2"/>'
    (tmp_path / "年报.ofd").write_bytes(zipped(document([content(scan)])))
    with pytest.raises(NdbgError, match="是扫描出来的图片"):
        read(tmp_path / "年报.ofd")
