"""What is made of a report, before it is saved: the file, what to look at in it, or why there is none."""

from datetime import date
from pathlib import Path

import pytest

from ndbg.app.annotate import annotate
from ndbg.app.check import check_file
from ndbg.app.compare import compare
from ndbg.app.convert import DataFormat, converted, left_unread
from ndbg.app.export import ExportFormat, ExportRequest, export, format_by_name
from ndbg.app.fill import FillRequest, fill
from ndbg.app.new_year import NewYearRequest, new_year
from ndbg.app.output import save
from ndbg.app.reading import read_data, read_report
from ndbg.app.templates import read_form
from ndbg.app.verify import verify
from ndbg.errors import NdbgError
from ndbg.read.word import parse_word
from ndbg.report.new_year import NO_NAME
from tests import forms
from tests.conftest import EXAMPLES

GOOD, LAST, BAD = (EXAMPLES / f"{name}.toml" for name in ("suqian-2024", "suqian-2023", "mistakes"))


def values(path: Path) -> dict[str, object]:
    """The figures of a file."""
    return {id: figure.value for id, figure in read_report(path).figures.items()}


# -- fill --------------------------------------------------------------------------


def test_a_filled_report_says_what_the_data_say(tmp_path: Path) -> None:
    filled = fill(GOOD, FillRequest(output=tmp_path / "年报.docx", sign_off=True))
    assert filled.file
    assert (filled.file.place, filled.file.sources[0]) == (tmp_path / "年报.docx", GOOD)
    back = parse_word(filled.file.data, filled.file.place)
    assert {id: figure.value for id, figure in back.figures.items()} == values(GOOD)
    assert filled.notices == ()


def test_no_report_is_made_of_data_with_errors_unless_it_is_a_draft() -> None:
    filled = fill(BAD)
    assert filled.file is None
    assert not filled.checked.result.clean
    draft = fill(BAD, FillRequest(draft=True))
    assert draft.file
    assert draft.file.place.name == f"{draft.checked.report.title}（草稿）.docx"


def test_what_a_form_has_no_place_for_is_noticed(tmp_path: Path) -> None:
    data, form = tmp_path / "data.toml", tmp_path / "表样.docx"
    head = '"年度" = 2024\n"公布日期" = 2025-01-17'
    data.write_text(GOOD.read_text("utf-8").replace('"年度" = 2024', head), encoding="utf-8")
    form.write_bytes(forms.form())
    filled = fill(data, FillRequest(form=read_form(form)))
    assert filled.checked.report.published == date(2025, 1, 17)
    assert any("没有写公布日期的地方" in notice for notice in filled.notices)


def test_what_a_form_has_of_its_own_is_noticed(tmp_path: Path) -> None:
    room = "（正文）"
    body = forms.document(forms.Style(body=(room,)))
    asked = "（一）重点工作落实情况"
    cell = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>=SUM(LEFT)</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
    body = body.replace(room, asked).replace(
        '"review.reconsideration.total"/>', f'"review.reconsideration.total"/>{cell}'
    )
    other = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>审核人</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    )
    form = tmp_path / "表样.docx"
    lock = f'<w:settings {forms.NAMESPACES}><w:documentProtection w:edit="forms" w:enforcement="1"/></w:settings>'
    form.write_bytes(forms.package(body + other, {"word/settings.xml": lock}))
    notices = "\n".join(fill(GOOD, FillRequest(form=read_form(form))).notices)
    for told in (
        "数字格里原有的公式换成了数",
        f"“六、其他需要报告的事项”里原有的“{asked}”没有保留在文件里",
        "表样里另外的表格，程序没有填，也没有改：“审核人”；",
        "表样设了“限制编辑”",
    ):
        assert notices.count(told) == 1, notices


_FIRST, _SECOND, _FIFTH, _SIXTH = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        pytest.param({}, [], id="as the form has them"),
        pytest.param(
            {_FIFTH: _SIXTH, _SIXTH: _FIFTH},
            [f"“{_SIXTH}”排错了顺序，应在“{_FIFTH}”后面"],
            id="the sixth section before the fifth",
        ),
        pytest.param(
            {_FIRST: "一、基本情况", _SIXTH: "五、其他需要报告的事项"},
            [
                f"标题写成了“一、基本情况”，应为“{_FIRST}”",
                f"标题写成了“五、其他需要报告的事项”，应为“{_SIXTH}”",
            ],
            id="other words and another number",
        ),
        pytest.param(
            {_SECOND: f"{_SECOND}（必填）"},
            [f"标题写成了“{_SECOND}（必填）”，应为“{_SECOND}”"],
            id="a remark of the office",
        ),
    ],
)
def test_headings_of_a_form_are_told_as_check_tells_them_of_the_report(
    tmp_path: Path, headings: dict[str, str], told: list[str]
) -> None:
    body, form = forms.document(forms.Style()), tmp_path / "表样.docx"
    marked = {heading: f"§{at}" for at, heading in enumerate(headings)}
    for old, mark in marked.items():
        body = body.replace(old, mark)
    for old, mark in marked.items():
        body = body.replace(mark, headings[old])
    form.write_bytes(forms.package(body))
    filled = fill(GOOD, FillRequest(form=read_form(form)))
    assert filled.file
    on_headings = [notice for notice in filled.notices if any(new in notice for new in headings.values())]
    assert on_headings == ([f"请留意：{_NOT_OFFICIAL}，文件里没有改：{'；'.join(told)}"] if told else [])
    place = tmp_path / "年报.docx"
    place.write_bytes(filled.file.data)
    checked = check_file(place).result.findings
    assert [f.defect.message for f in checked if f.code == "FMT105"] == told


_NOT_OFFICIAL = "表样的标题和国办统一格式不一样"


def test_an_old_year_is_told_also_where_the_line_names_another_office(tmp_path: Path) -> None:
    line = "沙洲市民政局编写了本报告，数据的统计期限为2021年1月1日至2021年12月31日。"
    title = "2021年沙洲市民政局政府信息公开工作年度报告"
    body = forms.document(forms.Style(title=(title, line), body=("（正文）",)))
    (tmp_path / "表样.docx").write_bytes(forms.package(body))
    filled = fill(GOOD, FillRequest(form=read_form(tmp_path / "表样.docx")))
    assert filled.file
    (tmp_path / "年报.docx").write_bytes(filled.file.data)
    found = {f.code: f.defect.message for f in check_file(tmp_path / "年报.docx").result.findings}
    assert "2021年1月1日至2021年12月31日" in found["FMT107"]
    notices = "\n".join(filled.notices)
    assert notices.count("年份不对：") == 1, notices
    assert "统计期限为2021年" in notices.split("年份不对：")[1]
    assert notices.count("另一个单位“沙洲市民政局”") == 1
    assert notices.count(found["FMT106"]) == 1


def test_charts_that_cannot_be_drawn_yet_are_remarked_on(tmp_path: Path) -> None:
    data = save(new_year(tmp_path / "data.toml").file)
    filled = fill(data, FillRequest(charts=True, draft=True))
    assert filled.file
    assert [f"{remark}" for remark in filled.remarks] == [f"{data}：数还没有填齐，没有画图"]


# -- export ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [ExportFormat.HTML, ExportFormat.MD, ExportFormat.XLSX])
def test_what_was_exported_is_read_as_the_same_report(tmp_path: Path, kind: ExportFormat) -> None:
    exported = export(GOOD, ExportRequest(kind, tmp_path / f"年报.{kind}"))
    assert exported.file
    assert values(save(exported.file)) == values(GOOD)


def test_what_exists_is_refused_before_the_work(tmp_path: Path) -> None:
    page = tmp_path / "年报.html"
    page.write_bytes(b"mine")
    with pytest.raises(NdbgError, match="已经存在"):
        export(GOOD, ExportRequest(output=page))


def test_charts_are_refused_in_a_format_that_has_none() -> None:
    with pytest.raises(NdbgError, match="--charts 只用于网页和 PDF"):
        ExportRequest(ExportFormat.MD, charts=True)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("年报.xlsx", ExportFormat.XLSX),
        ("年报.PDF", ExportFormat.PDF),
        ("年报", ExportFormat.HTML),
        (None, ExportFormat.HTML),
    ],
)
def test_a_name_tells_the_format(name: str | None, kind: ExportFormat) -> None:
    assert format_by_name(Path(name) if name else None) is kind


# -- the others --------------------------------------------------------------------


def test_a_signed_report_is_held_against_its_data(tmp_path: Path) -> None:
    filled = fill(GOOD, FillRequest(output=tmp_path / "年报.docx"))
    assert filled.file
    document = save(filled.file)
    assert verify(document, GOOD).differences == ()
    other = verify(document, LAST)
    assert {"标题", "“一、总体情况”第1段"} <= {difference.name for difference in other.differences}
    with pytest.raises(NdbgError, match="不是数据文件"):
        verify(GOOD, document)


def test_an_annotated_copy_is_another_file(tmp_path: Path) -> None:
    filled = fill(BAD, FillRequest(output=tmp_path / "年报.docx", draft=True))
    assert filled.file
    checked = check_file(save(filled.file))
    copy = annotate(checked, tmp_path / "批注.docx")
    assert copy.data != filled.file.data
    assert values(save(copy)) == values(filled.file.place)
    with pytest.raises(NdbgError, match="就是要读的文件"):
        save(annotate(checked, filled.file.place), force=True)


def test_two_reports_are_compared_as_they_were_read() -> None:
    compared = compare(LAST, GOOD)
    assert (compared.comparison.old.year, compared.comparison.new.year) == (2023, 2024)
    assert compared.remarks == ()


def test_a_report_becomes_a_data_file_that_says_the_same(tmp_path: Path) -> None:
    filled = fill(GOOD, FillRequest(output=tmp_path / "年报.docx"))
    assert filled.file
    report = read_report(save(filled.file))
    data = tmp_path / "data.toml"
    data.write_text(converted(report, DataFormat.TOML), encoding="utf-8")
    assert values(data) == values(GOOD)
    assert list(left_unread(report)) == ["读到 200 个数，全部齐全"]


def test_what_could_not_be_read_is_told(tmp_path: Path) -> None:
    report = read_data(save(new_year(tmp_path / "data.toml").file))
    told = list(left_unread(report))
    assert "没有读到：“一、总体情况”的正文" in told
    assert told[-1] == "读到 0 个数"


# -- new year ----------------------------------------------------------------------


def test_a_new_year_goes_on_from_the_last(tmp_path: Path) -> None:
    opened = new_year(tmp_path / "2024.toml", NewYearRequest(last=LAST))
    report = opened.opening.report
    assert (report.agency, report.year) == ("宿迁市", 2024)
    assert report.figures.keys() < values(LAST).keys()
    back = read_data(save(opened.file))
    assert {id: f.value for id, f in back.figures.items()} == {
        id: f.value for id, f in report.figures.items()
    }
    last = check_file(opened.file.place).last
    assert last
    assert last.source.path.samefile(LAST)


def test_a_new_year_may_have_nothing_to_report(tmp_path: Path) -> None:
    opened = new_year(tmp_path / "data.toml", NewYearRequest(agency="某市档案局", year=2024, zero=True))
    assert {figure.value for figure in opened.opening.report.figures.values()} == {0}


def test_a_blank_one_says_where_the_name_of_the_office_belongs(tmp_path: Path) -> None:
    assert new_year(tmp_path / "data.toml").opening.report.agency == NO_NAME


@pytest.mark.parametrize(
    ("name", "request_", "said"),
    [
        ("data.txt", NewYearRequest(), "要以 .toml 结尾"),
        ("有.toml", NewYearRequest(), "已经存在"),
        ("data.toml", NewYearRequest(agency=""), "--agency：请写机关全称"),
        ("data.toml", NewYearRequest(agency="某\u200f局"), "--agency：里面有看不见的符号"),
        ("data.toml", NewYearRequest(last=GOOD, zero=True), "上年有结转的申请"),
        ("data.toml", NewYearRequest(last=Path("没有.toml")), "找不到文件"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_new_year_cannot_begin_with_is_refused(
    tmp_path: Path, name: str, request_: NewYearRequest, said: str
) -> None:
    (tmp_path / "有.toml").touch()
    with pytest.raises(NdbgError, match=said):
        new_year(tmp_path / name, request_)
