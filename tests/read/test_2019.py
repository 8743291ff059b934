"""Reports in the form of 2019: read whole in its years, and named as superseded in later ones."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ndbg.check import check
from ndbg.form import Form
from ndbg.read import read
from ndbg.report import Report
from ndbg.write.markdown import write_markdown
from ndbg.write.toml import write_toml
from ndbg.write.web import write_web
from ndbg.write.workbook import write_workbook
from tests import forms
from tests.conftest import numbered_report
from tests.official import FORM_2019, FORM_2021

REPORT = numbered_report(FORM_2019, 2020)
SHARED = FORM_2019.cells.keys() & FORM_2021.cells.keys()


def style(report: Report, *traits: str) -> forms.Style:
    return replace(
        forms.styled(*traits),
        value=lambda cell: report.figures[cell].text,
        title=(report.title,),
        body=("一段文字。",),
        official=report.form,
    )


def boxes(report: Report) -> list[list[list[forms.Box]]]:
    drawn = style(report)
    return [*forms.disclosure(drawn), *forms.requests(drawn), forms.review()]


def said(report: Report, box: forms.Box) -> str:
    return report.figures[box.figure].text if box.figure else "".join(box.text.split())


def lines(report: Report, row: Callable[[list[str]], list[str]]) -> bytes:
    """A report as text that was copied: tables row by row."""
    tables = iter(boxes(report))
    out = [report.title]
    for section in report.form.sections:
        out.append(section.heading)
        if section.table:
            out += [line for r in next(tables) for line in row([said(report, box) for box in r])]
        else:
            out.append("一段文字。")
    return "\n".join(out).encode()


FILES: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "Word": ("年报.docx", lambda report: forms.form(style(report))),
    "page": ("年报.html", lambda report: write_web(report).encode()),
    "workbook": ("年报.xlsx", write_workbook),
    "Markdown": ("年报.md", lambda report: write_markdown(report).encode()),
    "data file": ("年报.toml", lambda report: write_toml(report).encode()),
    "text with tabs": ("年报.txt", lambda report: lines(report, lambda row: ["\t".join(row)])),
    "text with spaces": ("年报.txt", lambda report: lines(report, lambda row: [" ".join(row)])),
    "text with a cell a line": ("年报.txt", lambda report: lines(report, list)),
}


# Traits of a whole document; the groups that one leaves out are those of the newer form.
TRAITS = [trait for trait in forms.TRAITS if "title" not in trait and trait != "rows without their groups"]


def as_read(folder: Path, kind: str, report: Report) -> Report:
    name, make = FILES[kind]
    (folder / name).write_bytes(make(report))
    return read(folder / name)


@pytest.mark.parametrize("kind", FILES)
def test_all_figures_of_a_report_of_2020_are_read(tmp_path: Path, kind: str) -> None:
    report = as_read(tmp_path, kind, REPORT)
    assert (report.form, report.year, report.unread) == (FORM_2019, 2020, ())
    assert {id: f.value for id, f in report.figures.items()} == {
        id: f.value for id, f in REPORT.figures.items()
    }
    assert not any("旧表式" in note for note in report.source.notes)
    assert not [f for f in check(report).findings if f.code.startswith(("FMT10", "FMT111", "T305"))]


@pytest.mark.parametrize("trait", TRAITS)
def test_all_figures_of_any_office_s_report_of_2020_are_read(tmp_path: Path, trait: str) -> None:
    (tmp_path / "年报.docx").write_bytes(forms.form(style(REPORT, trait)))
    report = read(tmp_path / "年报.docx")
    assert {id: f.value for id, f in report.figures.items()} == {
        id: f.value for id, f in REPORT.figures.items()
    }


@pytest.mark.parametrize("kind", FILES)
def test_a_later_report_in_the_form_of_2019_is_told_once_and_keeps_its_figures(
    tmp_path: Path, kind: str
) -> None:
    report = as_read(tmp_path, kind, replace(REPORT, year=2023))
    assert {id: report.figures[id].value for id in SHARED} == {id: REPORT.figures[id].value for id in SHARED}
    assert [f.code for f in check(report).findings].count("FMT111") == 1
    assert not [f for f in check(report).findings if f.code in ("T305", "T201", "T306")]


@pytest.mark.parametrize("year", [2020, 2022])
def test_a_table_of_the_older_form_does_not_decide_how_the_newer_ones_beside_it_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    older, newer = style(numbered_report(FORM_2019, year)), numbered_report(FORM_2021, year)
    values = {**REPORT.figures, **newer.figures}
    drawn = replace(style(newer), value=lambda cell: values[cell].text)
    second = forms.disclosure(replace(older, value=drawn.value))
    monkeypatch.setattr(forms, "disclosure", lambda _: second)
    (tmp_path / "年报.docx").write_bytes(forms.form(drawn))
    report = read(tmp_path / "年报.docx")
    rest = {id: f.value for id, f in newer.figures.items() if not id.startswith("disclosure.")}
    assert {id: f.value for id, f in report.figures.items()} == rest
    assert [f.code for f in check(report).findings if f.code in ("FMT111", "T305")] == ["FMT111"] * (
        year > 2020
    )
    assert any(
        re.search(r"第二部分表格有“.*”，和别的表格不是同一年的表式，没有读", note)
        for note in report.source.notes
    )
    assert not any("两个年度" in note for note in report.source.notes)


@pytest.mark.parametrize("kind", FILES)
def test_a_report_of_2020_may_have_the_newer_form(tmp_path: Path, kind: str) -> None:
    report = as_read(tmp_path, kind, numbered_report(FORM_2021, 2020))
    assert (report.form, len(report.figures), report.unread) == (FORM_2021, 200, ())
    assert not [f for f in check(report).findings if f.code == "FMT111"]


def test_a_change_may_be_written_with_a_sign_or_a_word(tmp_path: Path) -> None:
    written = {"licences": "+3", "other_services": "-2", "penalties": "减2", "coercive_measures": "－1"}
    values = {f"disclosure.{row}.projects_change": text for row, text in written.items()}
    drawn = style(REPORT)
    drawn = replace(drawn, value=lambda cell: values.get(cell, REPORT.figures[cell].text))
    (tmp_path / "年报.docx").write_bytes(forms.form(drawn))
    report = read(tmp_path / "年报.docx")
    assert [report.figures[id].value for id in values] == [3, -2, -2, -1]
    named = {f.defect.cells for f in check(report).findings if f.code == "FMT104"}
    assert named == {(f"disclosure.{row}.projects_change",) for row in ("penalties", "coercive_measures")}


def test_what_only_changes_may_be_is_no_count(tmp_path: Path) -> None:
    text = write_toml(REPORT)
    text = re.sub(r'"政府集中采购" = .*', '"政府集中采购" = [-3, 15.5]', text)
    text = re.sub(r'"行政事业性收费" = .*', '"行政事业性收费" = [3, 1.5]', text)
    (tmp_path / "年报.toml").write_text(text, encoding="utf-8")
    found = {f.defect.cells: f.defect.message for f in check(read(tmp_path / "年报.toml")).findings}
    assert "应是 0 或正整数，写成了 -3" in found["disclosure.purchases.projects",]
    assert "应是 整数（增加写正数，减少写负数），写成了 1.5" in found["disclosure.fees.projects_change",]


def test_columns_of_the_older_form_are_read_where_each_cell_has_a_line(tmp_path: Path) -> None:
    text = "信息内容\n上一年项目数量\n本年增/减\n本年处理决定数量\n行政许可\n5555\n-12\n104\n"
    (tmp_path / "表.txt").write_text(f"二、主动公开政府信息情况\n{text}", encoding="utf-8")
    values = {id: figure.value for id, figure in read(tmp_path / "表.txt").figures.items()}
    assert values == {
        "disclosure.licences.projects_before": 5555,
        "disclosure.licences.projects_change": -12,
        "disclosure.licences.decisions": 104,
    }


def test_a_row_left_over_from_the_older_form_does_not_change_the_form(tmp_path: Path) -> None:
    report = numbered_report()
    row = "<tr><td>政府集中采购</td><td>1</td></tr>"
    (tmp_path / "年报.html").write_text(
        write_web(report).replace("</tbody>\n</table>", f"{row}</tbody>\n</table>", 1), encoding="utf-8"
    )
    found = read(tmp_path / "年报.html")
    assert (found.form, len(found.figures)) == (FORM_2021, 200)
    assert [f.code for f in check(found).findings].count("FMT111") == 1


# -- which form it is ---------------------------------------------------------------------

DISTINCTIVE = {label for form in (FORM_2019, FORM_2021) for label in form.distinctive}
WORDED: dict[str, Callable[[str], str]] = {
    "mistyped": lambda label: f"{label[:-2]}日{label[-1]}",
    "explained": lambda label: f"{label}（按实际填写，没有的填零）",
}


@pytest.mark.parametrize("year", [2020, 2024])
@pytest.mark.parametrize("form", [FORM_2019, FORM_2021], ids=lambda form: form.name)
@pytest.mark.parametrize("worded", WORDED.values(), ids=WORDED)
def test_the_form_is_the_one_that_fits_however_its_own_labels_are_worded(
    tmp_path: Path, worded: Callable[[str], str], form: Form, year: int
) -> None:
    written = numbered_report(form, year)
    drawn = replace(style(written), label=lambda label: worded(label) if label in DISTINCTIVE else label)
    (tmp_path / "年报.docx").write_bytes(forms.form(drawn))
    report = read(tmp_path / "年报.docx")
    assert report.form is form
    assert {id: f.value for id, f in report.figures.items()} == {
        id: f.value for id, f in written.figures.items()
    }


def page(title: str, *tables: list[list[forms.Box]]) -> str:
    rows = (
        "".join(f"<td rowspan={b.rows} colspan={b.columns}>{b.text or 3}</td>" for b in row)
        for table in tables
        for row in [*table, [forms.Box(" ", columns=10)]]
    )
    return f"<h1>{title}</h1><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("某市档案局2020年政府信息公开工作年度报告", FORM_2019),
        ("某市档案局2022年政府信息公开工作年度报告", FORM_2021),
    ],
)
def test_of_two_forms_that_fit_alike_that_of_the_year_is_read_and_the_doubt_told(
    tmp_path: Path, title: str, form: Form
) -> None:
    old, new = (
        forms.disclosure(replace(forms.Style(), official=one, split_disclosure=True))
        for one in (FORM_2019, FORM_2021)
    )
    (tmp_path / "年报.html").write_text(page(title, old[0], new[0]), encoding="utf-8")
    report = read(tmp_path / "年报.html")
    assert report.form is form
    assert [note for note in report.source.notes if "分不清用的是哪一个" in note] == [
        f"表格里2019 年表式、2021 年表式的行和列都有，分不清用的是哪一个，按{form.name}读取，请核对"
    ]


@pytest.mark.parametrize("year", [2020, 2024])
def test_where_no_figure_has_a_place_the_form_is_that_of_the_year(tmp_path: Path, year: int) -> None:
    """The rows of the table have lost a cell, and nobody knows which."""
    head = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
    rows = [head, ["行政许可", "1", "2"], ["行政处罚", "3", "4"], ["行政强制", "5", "6"]]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    title = f"<h1>海州市水利局{year}年政府信息公开工作年度报告</h1>"
    (tmp_path / "年报.html").write_text(
        f"{title}<p>二、主动公开政府信息情况</p><table>{table}</table>", "utf-8"
    )
    report = read(tmp_path / "年报.html")
    assert (report.form, report.figures) == (FORM_2019 if year < 2021 else FORM_2021, {})
