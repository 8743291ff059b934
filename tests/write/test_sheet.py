"""The sign-off sheet: what it says, and that the report behind it stays what it was."""

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ndbg.app.differences import differences
from ndbg.app.sign_off import key_figures, sign_off_sheet
from ndbg.app.templates import official
from ndbg.check import check
from ndbg.form import Form
from ndbg.read.toml import read_toml
from ndbg.read.word import parse_word
from ndbg.report import Drafter, Figure, Prose, Report, Suppression
from ndbg.report.fingerprint import fingerprint
from ndbg.write.shared import SHEET_TITLE
from ndbg.write.word import TemplateError, fill
from ndbg.write.word.sheet import add_sheet
from tests import forms
from tests.conftest import EXAMPLES
from tests.official import FORM_2019, FORM_2021

PATH = Path("年报.docx")


@pytest.fixture
def signed() -> Report:
    report = read_toml(EXAMPLES / "suqian-2024.toml")
    return replace(report, added=report.added._replace(drafter=Drafter("政务公开处", "某某", "00000000")))


def sheet_text(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = (cell.text for row in document.tables[0].rows for cell in row.cells)
    before = document.element.body.iterchildren(qn("w:p"))
    return "\n".join((*cells, *("".join(p.itertext()) for p in before)))


def made(report: Report, template: bytes | None = None) -> bytes:
    form, path = (template, PATH) if template else official(FORM_2021)
    last = read_toml(EXAMPLES / "suqian-2023.toml")
    filled = fill(form, path, report).data
    return add_sheet(filled, path, sign_off_sheet(report, last, check(report, last)))


def test_the_sheet_has_who_what_and_how_it_was_checked(signed: Report) -> None:
    text = sheet_text(made(signed))
    for said in (
        SHEET_TITLE,
        "宿迁市",
        "2024年",
        "政务公开处",
        "某某",
        "00000000",
        "三审",
        "三校",
        "3511",
        "3525",
    ):
        assert said in text
    assert "已说明 2 处" in text
    assert "说明：已与登记台账核对，数据无误。" in text
    assert fingerprint(signed) in text


def test_last_years_figures_stand_beside_this_years(signed: Report) -> None:
    document = Document(io.BytesIO(made(signed)))
    rows = {
        row.cells[at].text: [c.text for c in row.cells[at + 1 : at + 3]]
        for row in document.tables[0].rows
        for at in (0, 3)
    }
    assert rows["本年新收"] == ["3511", "3525"]
    assert rows["规章现行有效"] == ["11", "12"]
    assert rows["行政复议"] == ["440", "170"]


@pytest.mark.parametrize(
    "template", [None, forms.form(), forms.form(forms.styled("tables in layout tables"))]
)
def test_the_report_behind_the_sheet_reads_back_the_same(signed: Report, template: bytes | None) -> None:
    assert list(differences(parse_word(made(signed, template), PATH), signed)) == []


def test_the_pages_of_the_report_are_counted_from_one(signed: Report) -> None:
    body = Document(io.BytesIO(made(signed))).element.body
    sheet, first, *_ = body.iter(qn("w:sectPr"))
    assert sheet.find(qn("w:footerReference")) is None
    assert first.find(qn("w:footerReference")) is not None
    assert first.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
    assert [sheet.find(qn("w:pgSz")).get(qn(f"w:{side}")) for side in "wh"] == [
        first.find(qn("w:pgSz")).get(qn(f"w:{side}")) for side in "wh"
    ]


@pytest.mark.parametrize("written", ["59237.2449", "12345678.9012", "7"])
@pytest.mark.parametrize("margins", [28, 40], ids=["the official page", "a narrow page"])
def test_a_long_amount_stands_on_one_line(signed: Report, written: str, margins: int) -> None:
    form = Document(io.BytesIO(official(FORM_2021)[0]))
    form.sections[0].left_margin = form.sections[0].right_margin = Mm(margins)
    buffer = io.BytesIO()
    form.save(buffer)
    amount = {"disclosure.fees.amount": Figure(Decimal(written))}
    data = made(replace(signed, figures={**signed.figures, **amount}), buffer.getvalue())
    table = Document(io.BytesIO(data)).tables[0]
    (cell,) = (c for row in table.rows[-3:] for c in row.cells[2:3] if c.text == written)
    size = cell.paragraphs[0].runs[0].font.size
    assert size
    # The widest font that stands in for 宋体 has digits of 0.64 of its size, and half as wide a point.
    assert cell.width
    assert (len(written) - written.count(".") / 2) * 0.64 * size <= cell.width - Mm(2)
    assert size == Pt(10.5) or len(written) > 10 or margins > 28
    assert cell.width == table.columns[2].width


def test_without_last_year_its_figures_are_left_open(signed: Report) -> None:
    sheet = sign_off_sheet(signed, None, check(signed))
    assert {last for _, last, _ in sheet.figures} == {"—"}
    assert any("没有核对" in remark for remark in sheet.remarks)


@pytest.mark.parametrize("form", [FORM_2019, FORM_2021])
def test_key_figures_have_names_of_their_own(form: Form) -> None:
    names = [name for name, _ in key_figures(form)]
    assert len(set(names)) == len(names) == len({cell.id for _, cell in key_figures(form)})


def test_many_warnings_are_counted_not_listed(signed: Report) -> None:
    text = "一般。\n" * 3 + "共公开条。\n" * 30
    report = replace(signed, prose={**signed.prose, "一": Prose(text.strip(), text.strip())})
    remarks = sign_off_sheet(report, None, check(report)).remarks
    assert any(remark.startswith("另有 ") for remark in remarks)
    assert len(remarks) < 20


# -- the fingerprint ----------------------------------------------------------------


def test_the_fingerprint_is_of_what_is_said_not_how(signed: Report) -> None:
    spaced = replace(signed, prose={no: Prose(p.text.replace("。", "。 ")) for no, p in signed.prose.items()})
    assert fingerprint(spaced) == fingerprint(signed)
    assert fingerprint(parse_word(made(signed), PATH)) == fingerprint(signed)


@pytest.mark.parametrize(
    "change",
    [
        lambda r: replace(r, figures={**r.figures, "requests.new.total": Figure(3526)}),
        lambda r: replace(r, figures={id: f for id, f in r.figures.items() if id != "requests.new.total"}),
        lambda r: replace(r, prose={**r.prose, "五": Prose("别的。")}),
        lambda r: replace(r, agency="别的市"),
        lambda r: replace(r, year=2023),
    ],
)
def test_any_change_changes_the_fingerprint(signed: Report, change: object) -> None:
    assert callable(change)
    assert fingerprint(change(signed)) != fingerprint(signed)


def test_an_explanation_is_no_part_of_the_fingerprint(signed: Report) -> None:
    added = signed.added._replace(suppressions=(Suppression("Y502", "Y502", (), "修订"),))
    told = replace(signed, added=added)
    assert fingerprint(told) == fingerprint(signed)


# -- an old sheet --------------------------------------------------------------------


def test_a_form_with_an_old_sheet_is_refused(signed: Report) -> None:
    with pytest.raises(TemplateError, match="旧的送审单"):
        fill(made(signed), PATH, signed)


def test_an_old_sheet_behind_the_new_one_does_not_verify(signed: Report) -> None:
    old = sign_off_sheet(replace(signed, year=2023), None, check(signed))
    twice = add_sheet(
        add_sheet(fill(*official(FORM_2021), signed).data, PATH, old),
        PATH,
        sign_off_sheet(signed, None, check(signed)),
    )
    found = list(differences(parse_word(twice, PATH), signed))
    assert [(d.name, d.document) for d in found] == [("送审单上的数据指纹", old.fingerprint)]
