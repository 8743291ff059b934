"""Forms as offices send them round and fill again each year: what stands around the tables and the prose."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from ndbg.app.differences import read_back
from ndbg.app.templates import official
from ndbg.check import check
from ndbg.document.titles import without_closing
from ndbg.errors import NdbgError
from ndbg.ooxml.mark import PART
from ndbg.ooxml.package import open_package
from ndbg.ooxml.text import TEXT_BOX, P
from ndbg.read.word import parse_word
from ndbg.report import Prose, Report
from ndbg.write.word import Kind, TemplateError, fill
from tests import forms
from tests.conftest import numbered_report
from tests.official import FORM_2021
from tests.write.notices import placed
from tests.write.test_word import PATH, paragraphs, root_of, texts

REPORT = replace(numbered_report(), agency="海州市水利局", published=date(2025, 1, 20))
FIRST, LAST, TITLE = "一、总体情况", "六、其他需要报告的事项", "海州市水利局2024年政府信息公开工作年度报告"


def lines(*texts: str) -> str:
    return "".join(forms.paragraph(text, forms.Style()) for text in texts)


def form(
    *,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
    title: Sequence[str] = ("××局20××年政府信息公开工作年度报告",),
) -> bytes:
    """A blank form with lines between its title and the first section, and behind the last."""
    body = forms.document(forms.Style(title=tuple(title), body=("（正文）",)))
    return forms.package(body.replace(lines(FIRST), lines(*before) + lines(FIRST), 1) + lines(*after))


def filled(template: bytes, report: Report = REPORT) -> tuple[list[str], tuple[str, ...], list[str]]:
    """The lines of the filled form that is held against its data, what is left to look at, and what was kept."""
    made = fill(template, PATH, report)
    kept = read_back(parse_word(made.data, PATH), report, made.kept)
    return (
        paragraphs(made.data),
        made.texts(Kind.LEFTOVER),
        list(dict.fromkeys([*kept, *made.texts(Kind.NOTE)])),
    )


READ_BELOW = {
    "contact and copies": (
        ["（联系人：某某，电话：0）", "抄送：市政务公开办。", "某局办公室2025年1月20日印发"],
        (),
    ),
    "an annex": (["附件2", "自评表", "填表说明：1.由各单位自评。2.按时公布。"], ()),
    "a section of its own": (
        ["七、下一步打算", "今年将继续加强政府信息公开工作。"],
        ("落款下面还有文字（“今年将继续加强政府信息公开工作。”），没有读作正文",),
    ),
}


@pytest.mark.parametrize(("below", "notes"), READ_BELOW.values(), ids=READ_BELOW)
def test_what_stands_below_the_signature_is_read_as_no_prose(
    below: list[str], notes: tuple[str, ...]
) -> None:
    made = fill(form(after=["××局（公章）", "20××年×月×日", *below]), PATH, REPORT)
    read = parse_word(made.data, PATH)
    assert read.prose["六"].text == REPORT.prose["六"].text
    assert read.source.outline
    assert read.source.outline.below == tuple(below)
    assert read.source.notes == notes


ROOM_BELOW = {
    "for the name with a seal": ("＿＿＿＿＿＿＿＿（盖章）", "海州市水利局（盖章）"),
    "longer": ("____________________（公章）", "海州市水利局（公章）"),
    "for who signs": ("填表人：　　　　　审核人：　　　　　", "填表人：　　　　　审核人：　　　　　"),
    "underlined": ("负责人（签字）：______　联系电话：______", "负责人（签字）：______　联系电话：______"),
}


@pytest.mark.parametrize(("room", "written"), ROOM_BELOW.values(), ids=ROOM_BELOW)
def test_room_to_sign_below_the_last_section_is_no_prose_of_it(room: str, written: str) -> None:
    made = fill(form(after=[room]), PATH, REPORT)
    assert written in said_in(made.data)
    read = parse_word(made.data, PATH)
    assert read.prose["六"].text == REPORT.prose["六"].text
    assert not [f for f in check(read).findings if f.code == "FMT110"]


@pytest.mark.parametrize("line", ["填表人：工作已完成。", "联系电话：0532-88123456", "其中填表人：____2人"])
def test_a_last_line_that_says_something_is_prose(line: str) -> None:
    assert without_closing(["没有其他事项。", line], "海州市水利局") == ["没有其他事项。", line]


# -- the name of another office -------------------------------------------------------------

OTHER = "沙洲市民政局"
RENAMED = {
    "a header": ("header", OTHER, "海州市水利局"),
    "a header with a word": ("header", f"{OTHER}　年报", "海州市水利局　年报"),
    "a footer": ("footer", f"填报单位：{OTHER}", "填报单位：海州市水利局"),
    "a header with the year": ("header", f"{OTHER}2023年度报告", "海州市水利局2024年度报告"),
    "a header with room": ("header", "××局2023年", "海州市水利局2024年"),
    "its own header of last year": ("header", "海州市水利局2023年年度报告", "海州市水利局2024年年度报告"),
    "the year of writing": ("header", f"{OTHER}2025年", "海州市水利局2025年"),
    "a text box": ("box", f"编制单位：{OTHER}　2023年", "编制单位：海州市水利局　2024年"),
    "the signature": ("below", OTHER, "海州市水利局"),
    "with a seal": ("below", f"{OTHER}（盖章）", "海州市水利局（盖章）"),
    "in brackets": ("below", f"（{OTHER}）", "（海州市水利局）"),
    "with blanks": ("below", "沙洲市  民政局", "海州市水利局"),
    "behind a label": ("below", f"单位：{OTHER}", "单位：海州市水利局"),
    "in a table with a day": ("signed", OTHER, "海州市水利局"),
    "a red head": ("above", f"{OTHER}文件", "海州市水利局文件"),
    "a red head with room": ("above", "沙洲市××局文件", "海州市水利局文件"),
}
KEPT_NAMES = {
    "its unit": ("below", f"{OTHER}办公室", ""),
    "a sentence": ("below", f"注：由{OTHER}统计。", ""),
    "a note": ("endnotes", f"{OTHER}统计", "尾注"),
    "a sentence in a header": ("header", f"由{OTHER}主办", "页眉"),
    "to whom copies go": ("below", f"抄送：{OTHER}", ""),
    "a cell": ("table", OTHER, "表格"),
}
UNNAMED = {
    "another office of the place": ("header", "沙洲市水利局监制", f"{OTHER}2023"),
    "of the place whose report it was": ("header", "沙洲市水利局供稿", "沙洲市2023"),
    "the office's own longer name": ("below", "省海州市水利局", "市水利局2023"),
}


def of_another(place: str, text: str, title: str = f"{OTHER}2023") -> bytes:
    """A report of another office with a text somewhere."""
    box = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{lines(text)}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    cell = f"<w:tr><w:tc>{lines(text)}</w:tc>"
    body = forms.document(forms.Style(title=(f"{title}年政府信息公开工作年度报告",), body=("旧话。",)))
    more = {
        "below": lines("", text, "2024年1月25日"),
        "signed": f"<w:tbl>{cell}</w:tr><w:tr><w:tc>{lines('2024年1月25日')}</w:tc></w:tr></w:tbl>",
        "table": f"<w:tbl>{cell}<w:tc>{lines('3')}</w:tc></w:tr></w:tbl>",
    }
    kind = {"header": "hdr", "footer": "ftr", "endnotes": "endnotes"}.get(place, "")
    part = f"<w:{kind} {forms.NAMESPACES}>{lines(text)}</w:{kind}>"
    above = {"above": lines(text), "box": box}.get(place, "")
    return forms.package(above + body + more.get(place, ""), {f"word/{place}1.xml": part} if kind else {})


def said_in(data: bytes) -> set[str]:
    """The lines of all parts of a Word file."""
    package = open_package(data, PATH)
    return {
        texts(p) for name in (package.document, *package.side_parts()) for p in package.tree(name).iter(P)
    }


@pytest.mark.parametrize(("place", "old", "new"), RENAMED.values(), ids=RENAMED)
def test_the_office_whose_report_is_the_form_gives_way(place: str, old: str, new: str) -> None:
    made = fill(of_another(place, old), PATH, REPORT)
    assert (new in said_in(made.data), placed(made, Kind.NAMED)) == (True, ())


@pytest.mark.parametrize(("place", "line", "told"), KEPT_NAMES.values(), ids=KEPT_NAMES)
def test_where_it_may_be_meant_it_stays_and_is_told(place: str, line: str, told: str) -> None:
    made = fill(of_another(place, line), PATH, REPORT)
    assert (line in said_in(made.data), placed(made, Kind.NAMED)) == (True, ((told, line),))


def test_a_made_up_name_that_stays_is_told() -> None:
    line = "某某县教育局办公室印"
    made = fill(of_another("footer", line, "某某县教育局2023"), PATH, REPORT)
    assert (line in said_in(made.data), placed(made, Kind.NAMED)) == (True, (("页脚", line),))


@pytest.mark.parametrize(("place", "line", "title"), UNNAMED.values(), ids=UNNAMED)
def test_another_name_is_none(place: str, line: str, title: str) -> None:
    made = fill(of_another(place, line, title), PATH, REPORT)
    assert (line in said_in(made.data), placed(made, Kind.NAMED)) == (True, ())


# -- the signature -----------------------------------------------------------------------

SIGNED = {
    "room for both": (["××局", "20××年×月×日"], ["海州市水利局", "2025年1月20日"]),
    "a seal": (["XX局（公章）", "年　月　日"], ["海州市水利局（公章）", "2025年1月20日"]),
    "its kind": (["（单位名称）", "2024年1月25日"], ["海州市水利局", "2025年1月20日"]),
    "set apart by blanks": (
        ["　　　　××局", "　　　　2024年1月25日"],
        ["　　　　海州市水利局", "　　　　2025年1月20日"],
    ),
    "its place written": (["海州市××局（盖章）", "20××年×月×日"], ["海州市水利局（盖章）", "2025年1月20日"]),
    "signs alone": (["××××", "20××年×月×日"], ["海州市水利局", "2025年1月20日"]),
    "the day behind a word": (["海州市XX局", "日期：2024年1月25日"], ["海州市水利局", "日期：2025年1月20日"]),
    "a word for the day": (["××局", "（日期）"], ["海州市水利局", "2025年1月20日"]),
    "a part of the name": (["市水利局", "2024.1.25"], ["市水利局", "2025年1月20日"]),
    "the unit that wrote it": (
        ["海州市水利局办公室", "2024年1月25日"],
        ["海州市水利局办公室", "2025年1月20日"],
    ),
    "contact below": (
        ["××局", "20××年×月×日", "（联系人：张三）"],
        ["海州市水利局", "2025年1月20日", "（联系人：张三）"],
    ),
    "annex": (["××局", "20××年×月×日", "附件：统计表"], ["海州市水利局", "2025年1月20日", "附件：统计表"]),
    "one line": (["××局　　20××年×月×日"], ["海州市水利局　　2025年1月20日"]),
    "one line in brackets": (["（××局  2024年×月×日）"], ["（海州市水利局  2025年1月20日）"]),
    "a month alone": (["××局", "2024年1月"], ["海州市水利局", "2025年1月"]),
    "an underlined field": (["单位：________", "20____年 月 日"], ["单位：海州市水利局", "2025年1月20日"]),
}


@pytest.mark.parametrize(("old", "new"), SIGNED.values(), ids=SIGNED)
def test_the_signature_is_written_and_is_no_prose(old: list[str], new: list[str]) -> None:
    template = form(after=old)
    shown, left, _ = filled(template)
    assert shown[-len(new) - 1 :] == [REPORT.prose["六"].text, *new]
    assert left == fill(template, PATH, REPORT).texts(Kind.UNPLACED) == ()


def test_empty_lines_above_the_signature_stay() -> None:
    made = fill(form(after=["", "", "××局", "20××年×月×日"]), PATH, REPORT)
    shown = [texts(p) for p in root_of(made.data).iter(P)]
    assert shown[-5:] == [REPORT.prose["六"].text, "", "", "海州市水利局", "2025年1月20日"]


def test_the_signature_may_stand_in_a_table() -> None:
    cell = "<w:p><w:r><w:t>海州市××局</w:t><w:br/><w:t>20××年×月×日</w:t></w:r></w:p>"
    table = f"<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    made = fill(forms.package(forms.document(forms.Style(body=("（正文）",))) + table), PATH, REPORT)
    assert paragraphs(made.data)[-1] == "海州市水利局2025年1月20日"
    assert made.texts(Kind.LEFTOVER) == ()


def test_a_signature_that_is_taken_out_is_not_told() -> None:
    made = fill(*official(FORM_2021), replace(REPORT, published=None))
    assert (made.texts(Kind.LEFTOVER), made.texts(Kind.NOTE), made.texts(Kind.FRONT)) == ((), (), ())


@pytest.mark.parametrize(
    ("label", "held", "written"),
    [
        ("单位名称", "（填写全称）", "海州市水利局"),
        ("填报单位（盖章）", "××局", "海州市水利局"),
        ("主管单位", "××局", "××局"),
    ],
)
def test_a_cell_behind_its_label_takes_the_name_of_the_agency(label: str, held: str, written: str) -> None:
    table = f"<w:tbl><w:tr><w:tc>{lines(label)}</w:tc><w:tc>{lines(held)}</w:tc></w:tr></w:tbl>"
    made = fill(forms.package(table + forms.document(forms.Style(body=("（正文）",)))), PATH, REPORT)
    assert paragraphs(made.data)[:2] == [label, written]


@pytest.mark.parametrize(
    ("label", "old", "new"),
    [
        ("成文日期", "2024-01-20", "2025-01-20"),
        ("公布日期：", "2024.1.20", "2025.01.20"),
        ("发布日期", "2024年1月20日", "2025年1月20日"),
        ("登记日期", "2024-01-20", "2024-01-20"),
    ],
)
def test_a_cell_behind_its_label_takes_the_day(label: str, old: str, new: str) -> None:
    table = f"<w:tbl><w:tr><w:tc>{lines(label)}</w:tc><w:tc>{lines(old)}</w:tc></w:tr></w:tbl>"
    shown, _, _ = filled(forms.package(table + forms.document(forms.Style(body=("（正文）",)))))
    assert shown[:2] == [label, new]


def test_another_day_that_reads_as_that_of_the_report_is_named() -> None:
    table = f"<w:tbl><w:tr><w:tc>{lines('生成日期')}</w:tc><w:tc>{lines('2024-01-20')}</w:tc></w:tr></w:tbl>"
    template = forms.package(table + forms.document(forms.Style(body=("（正文）",))))
    with pytest.raises(NdbgError, match="另有一处写着“2024年1月20日”这一天，请在表样里删去"):
        filled(template)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("填表日期：20××年×月×日", "填表日期：2025年×月×日"),
        ("统计时间：20××年×月×日至×月×日", "统计时间：2024年×月×日至×月×日"),
        ("20××年工作", "2024年工作"),
    ],
)
def test_an_open_day_is_of_the_year_in_which_the_report_is_made(line: str, shown: str) -> None:
    assert filled(form(after=["××局", "20××年×月×日", line]))[0][-1] == shown
    undated = fill(form(after=["注：填表日期：20××年×月×日"]), PATH, replace(REPORT, published=None))
    assert paragraphs(undated.data)[-1] == "注：填表日期：20××年×月×日"


def test_headings_may_have_their_numbers_in_brackets() -> None:
    style = forms.Style(heading=lambda text: f"（{text[0]}）{text[2:]}", body=("（正文）",))
    shown, left, _ = filled(forms.form(style))
    assert (shown[1:4], left) == (["（一）总体情况", *REPORT.prose["一"].text.split("\n")], ())


def test_a_heading_in_other_words_is_named_with_what_it_should_be() -> None:
    style = forms.Style(heading=lambda text: text.replace("六、其他需要报告的事项", "6.其他需报告内容"))
    with pytest.raises(TemplateError) as caught:
        fill(forms.form(style), PATH, REPORT)
    assert caught.value.parts == (
        "找不到标题“六、其他需要报告的事项”，表样里写的是“6.其他需报告内容”，请改成“六、其他需要报告的事项”",
    )


def test_all_markers_that_stand_for_nothing_are_named() -> None:
    with pytest.raises(TemplateError) as caught:
        fill(form(before=["{{局长}}", "{{ agency }}和{{局长}}"]), PATH, REPORT)
    assert [part.split("；")[0] for part in caught.value.parts] == [
        "不认识 {{局长}} 这个名称",
        "不认识 {{agency}} 这个名称",
    ]


def test_the_name_may_stand_in_brackets_under_the_title() -> None:
    shown, left, _ = filled(form(before=["（××局）"]))
    assert (shown[1], left) == ("（海州市水利局）", ())


def test_the_day_on_which_somebody_signs_is_left_open() -> None:
    shown, left, _ = filled(form(after=["审核人（签字）：", "日期：　年　月　日"]))
    assert shown[-1] == "日期：　年　月　日"
    assert left == ("日期： 年 月 日",)


def test_the_day_may_stand_in_brackets_under_the_title() -> None:
    shown, left, _ = filled(form(before=["（2024年1月25日）"]))
    assert shown[:2] == [TITLE, "（2025年1月20日）"]
    assert left == ()


def test_last_years_report_as_it_was_filled_is_a_form_with_its_signature() -> None:
    last = replace(REPORT, year=2023, published=date(2024, 1, 25))
    made = fill(fill(*official(FORM_2021), last).data, PATH, REPORT)
    assert made.texts(Kind.LEFTOVER) == ()
    files = made.data, fill(*official(FORM_2021), REPORT).data
    there, here = (open_package(data, PATH).parts for data in files)
    # The mark names the form that each was made from.
    assert {**there, PART: b""} == {**here, PART: b""}


@pytest.mark.parametrize("line", ["无", "（正文）", "没有其他事项"])
def test_what_stands_above_the_day_is_prose_unless_it_is_an_office(line: str) -> None:
    shown, _, _ = filled(form(after=[line, "20××年×月×日"]))
    assert shown[-2:] == [REPORT.prose["六"].text, "2025年1月20日"]


# -- what the form has of its own --------------------------------------------------------

BELOW = {
    "who is responsible": ["单位负责人：      审核人：      填报人：", "××局", "20××年×月×日"],
    "notes": ["填写说明：", "1.没有发生的填“0”。", "2.金额以万元为单位。"],
    "a remark": ["备注：电子版可在市政府网站下载。"],
    "a note, then who checked": ["注：数据由办公室汇总。", "审核人：李某", "××局", "20××年×月×日"],
    "copies and the imprint": ["抄送：市政府办公室。", "海州市××局办公室    2025年1月20日印发"],
    "who may read it": ["（此件公开发布）"],
    "another heading": ["七、附件", "附表：人员情况表"],
    "signs before a note": ["※ 说明：数据由办公室汇总。", "★注：没有发生的填“0”。"],
    "who answers for it": ["政务公开负责人（签字）：", "联系人及电话："],
    "how it is open": ["公开方式：主动公开", "（共印5份）"],
}


@pytest.mark.parametrize(
    "line",
    ["（注：填写信息处理费）", "信息处理费：0元", "附带说明，本年没有收费。", "说明收取信息处理费的情况。"],
)
def test_samples_of_the_last_section_are_replaced(line: str) -> None:
    shown, left, kept = filled(form(after=[line, "××局", "20××年×月×日"]))
    assert shown[-3:] == [REPORT.prose["六"].text, "海州市水利局", "2025年1月20日"]
    assert (left, kept) == ((), [])


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW)
def test_what_stands_below_the_last_section_stays_and_is_told(below: list[str]) -> None:
    shown, left, kept = filled(form(after=below))
    at = shown.index(REPORT.prose["六"].text) + 1
    written = [line.replace("海州市××局", "海州市水利局") for line in below]
    assert shown[at:] == [
        line.replace("××局", "海州市水利局").replace("20××年×月×日", "2025年1月20日") for line in written
    ]
    assert "（正文）" not in shown
    signs = ("××局", "20××年×月×日")
    assert {" ".join(line.split()) for line in written if line not in signs} <= {
        " ".join(k.split()) for k in kept
    }
    assert left == ()


@pytest.mark.parametrize(
    ("line", "unplaced"), [("填报日期：____年__月__日", ()), ("备注：无", ("公布日期",))]
)
def test_a_form_with_room_for_some_day_is_not_said_to_have_none(line: str, unplaced: tuple[str, ...]) -> None:
    assert fill(form(after=[line]), PATH, REPORT).texts(Kind.UNPLACED) == unplaced


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("填报单位（盖章）：____  审核人：李某", "填报单位（盖章）：海州市水利局  审核人：李某"),
        ("填报单位：        审核人：李某", "填报单位：海州市水利局  审核人：李某"),
        ("单位名称：", "单位名称：海州市水利局"),
        ("填报单位：市水利局", "填报单位：市水利局"),
    ],
)
def test_the_field_for_who_fills_the_form_in_is_filled(line: str, written: str) -> None:
    shown, left, _ = filled(form(after=[line]))
    assert shown[-1] == written
    assert left == ()


NOTICE = [
    "海州市人民政府办公室",
    "关于做好年度报告编制工作的通知",
    "请各单位于1月15日前报送。",
    "××县人民政府",
    "2024年12月20日",
]


def test_a_notice_in_front_of_the_form_stays_as_it_is_and_is_told() -> None:
    made = fill(form(title=[*NOTICE, "××局2023年政府信息公开工作年度报告"]), PATH, REPORT)
    assert paragraphs(made.data)[: len(NOTICE) + 1] == [*NOTICE, TITLE]
    assert made.texts(Kind.FRONT) == tuple(NOTICE)


def test_the_month_in_which_a_form_was_made_stays_where_notes_stand_below() -> None:
    front = ["海州市人民政府办公室制", "二〇二四年十二月", "填报说明", "没有发生的填“0”，不得空项。"]
    made = fill(form(title=[*front, "××局2024年政府信息公开工作年度报告"]), PATH, REPORT)
    assert paragraphs(made.data)[1] == "二〇二四年十二月"


def test_notes_that_name_the_sections_again_are_not_written_over() -> None:
    notes = [
        "填写要求",
        FIRST,
        "写五个方面的工作。",
        "五、存在的主要问题及改进情况",
        "问题要具体。",
        LAST,
        "写收费情况。",
    ]
    shown, left, kept = filled(form(after=["××局", "20××年×月×日", *notes]))
    assert shown[-len(notes) - 3 :] == [REPORT.prose["六"].text, "海州市水利局", "2025年1月20日", *notes]
    assert left == ()
    assert {"填写要求", "写五个方面的工作。", "问题要具体。", "写收费情况。"} <= set(kept)


def test_notes_behind_the_signature_stay_and_are_told() -> None:
    shown, left, kept = filled(form(after=["××局", "20××年×月×日", "填报说明", "数据由各科室提供。"]))
    assert shown[-2:] == ["填报说明", "数据由各科室提供。"]
    assert left == ()
    assert kept[-2:] == ["填报说明", "数据由各科室提供。"]


def test_sentences_beside_a_table_stay_and_are_told() -> None:
    body = forms.document(forms.Style(body=("（正文）",)))
    five = "五、存在的主要问题及改进情况"
    template = forms.package(body.replace(lines(five), lines("注：没有发生的填“0”。") + lines(five), 1))
    shown, _, kept = filled(template)
    assert "注：没有发生的填“0”。" in shown
    assert kept == ["注：没有发生的填“0”。"]


def test_a_foreword_of_the_form_gives_way_to_that_of_the_report() -> None:
    template = form(before=["根据《中华人民共和国政府信息公开条例》，现公布2023年报告。"])
    preface = "本报告依照条例编制。"
    shown, left, kept = filled(template, replace(REPORT, preface=Prose(preface, preface)))
    assert shown[:3] == [TITLE, preface, FIRST]
    assert (left, kept) == ((), [])


PREFACE = Prose("本报告依照条例编制。", "本报告依照条例编制。")


@pytest.mark.parametrize(
    "own",
    [
        "根据条例要求编制本报告，统计期限自2024年1月1日起至2024年12月31日止",
        "如有疑问，请与××局办公室联系（电话：××××）",
    ],
)
def test_sentences_of_a_foreword_without_their_full_stop_give_way_too(own: str) -> None:
    shown, left, _ = filled(form(before=[own]), replace(REPORT, preface=PREFACE))
    assert shown[:3] == [TITLE, PREFACE.text, FIRST]
    assert left == ()


def _framed(body: str, start: str, end: str) -> str:
    """A body with what lies from one line up to another in a cell of a table, a narrow cell before it."""
    at, behind = body.index(lines(start)), body.index(lines(end))
    row = f"<w:tr><w:tc>{lines('栏目')}</w:tc><w:tc>{body[at:behind]}<w:p/></w:tc></w:tr>"
    return f"{body[:at]}<w:tbl>{row}</w:tbl>{body[behind:]}"


def test_a_foreword_stands_before_the_table_that_holds_the_first_heading() -> None:
    body = forms.document(forms.Style(body=("（正文）",)))
    framed = forms.package(_framed(body, FIRST, "二、主动公开政府信息情况"))
    made = fill(framed, PATH, replace(REPORT, preface=PREFACE))
    assert paragraphs(made.data)[1:4] == [PREFACE.text, "栏目", FIRST]


def test_a_foreword_stands_in_the_table_that_holds_the_title_too() -> None:
    blank = "××局20××年政府信息公开工作年度报告"
    body = forms.document(forms.Style(title=(blank,), body=("（正文）",)))
    framed = forms.package(_framed(body, blank, "二、主动公开政府信息情况"))
    made = fill(framed, PATH, replace(REPORT, preface=PREFACE))
    assert paragraphs(made.data)[:4] == ["栏目", TITLE, PREFACE.text, FIRST]


def test_to_whom_a_report_is_addressed_is_no_foreword() -> None:
    report = replace(REPORT, preface=Prose("现公布本机关2024年度报告。"))
    shown, _, _ = filled(form(before=["市人民政府办公室："]), report)
    assert shown[:3] == [TITLE, "市人民政府办公室：", "现公布本机关2024年度报告。"]


def test_a_foreword_of_the_form_stays_where_the_report_has_none() -> None:
    own = "根据《中华人民共和国政府信息公开条例》，现公布2023年报告。"
    shown, left, kept = filled(form(before=[own]))
    assert shown[1] == own
    assert kept == [own]
    assert left == (f"…{own[-20:]}",)


@pytest.mark.parametrize("number", ["", "\t1", " ………… 1", " - 1 -"])
def test_a_table_of_contents_stays(number: str) -> None:
    headings = [f"{section}{number}" for section in (FIRST, "五、存在的主要问题及改进情况", LAST)]
    shown, _, _ = filled(form(before=["目录", *headings]))
    assert shown[1:5] == ["目录", *headings]


# -- titles and headings -----------------------------------------------------------------

TITLES = {
    "the year below": (
        ["××局政府信息公开工作年度报告", "（2023年度）"],
        "海州市水利局政府信息公开工作年度报告（2024年度）",
    ),
    "the year alone": (
        ["市水务局", "政府信息公开工作年度报告", "（2023年）"],
        "海州市水利局政府信息公开工作年度报告（2024年）",
    ),
    "four lines": (["市水务局", "2023年", "政府信息公开工作", "年度报告"], TITLE),
    "two lines": (["市水务局2023年", "政府信息公开工作年度报告"], TITLE),
    "blanks": (["        20   年政府信息公开工作年度报告"], TITLE),
    "in other words": (
        ["××单位", "关于2023年政府信息公开工作的年度报告"],
        "海州市水利局关于2024年政府信息公开工作的年度报告",
    ),
    "room for both": (["            年政府信息公开工作年度报告"], TITLE),
    "a word and room": (["    （单位）      年政府信息公开工作年度报告"], TITLE),
    "a long line": (["________________年政府信息公开工作年度报告"], TITLE),
    "room behind": (
        ["政府信息公开工作年度报告（    年度）"],
        "海州市水利局政府信息公开工作年度报告（2024年度）",
    ),
    "a model": (["××局20××年政府信息公开工作年度报告（样表）"], TITLE),
    "a draft": (["市水务局2023年政府信息公开工作年度报告（送审稿）"], TITLE),
    "a draft below": (["市水务局2023年政府信息公开工作年度报告", "（征求意见稿）"], TITLE),
    "its year behind": (
        ["市水务局政府信息公开工作年度报告（2023年度）（格式）"],
        "海州市水利局政府信息公开工作年度报告（2024年度）",
    ),
    "a year-book": (["市水务局2023年政府信息公开年报"], "海州市水利局2024年政府信息公开年报"),
}


@pytest.mark.parametrize(("old", "new"), TITLES.values(), ids=TITLES)
def test_a_title_may_be_spread_over_lines(old: list[str], new: str) -> None:
    shown, _, _ = filled(form(title=old))
    assert "".join(shown[: shown.index(FIRST)]) == new


# What stands for the name of the office and for the year, in forms as offices send them round.
PLACEHOLDERS = [
    ("○○○", "○○○○"), ("□□□□□", "20□□"), ("△△△局", "20△△"), ("海州市**局", "20**"), ("XX单位", "202X"),
    ("某某局", "某"), ("〔单位全称〕", "〔年度〕"), ("【机关名称】", "【20××】"), ("（填报单位全称）", "202*"),
    ("${单位}", "${年度}"), ("{单位名称}", "{年份}"), ("[单位]", "[2024]"), ("«单位全称»", "«年度»"),
    ("××市××局（委、办）", "20____"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "year"), PLACEHOLDERS, ids=lambda text: text)
def test_whatever_stands_for_name_and_year_is_replaced(name: str, year: str) -> None:
    old = form(title=[f"{name}{year}年政府信息公开工作年度报告"], after=[name, f"{year}年 月 日"])
    shown, left, kept = filled(old)
    assert shown[0] == TITLE
    assert shown[-2:] == ["海州市水利局", "2025年1月20日"]
    assert (left, kept) == ((), [])


def test_words_of_a_watermark_that_are_not_of_this_year_are_told() -> None:
    mark = '<w:p><w:r><w:pict><v:shape><v:textpath string="样稿 2023"/></v:shape></w:pict></w:r></w:p>'
    made = fill(forms.package(mark + forms.document(forms.Style(body=("（正文）",)))), PATH, REPORT)
    assert made.texts(Kind.LEFTOVER) == ("艺术字“样稿 2023”",)


@pytest.mark.parametrize("prompt", ["选择一项。", "单击或点击此处输入文字。"])
def test_a_figure_takes_the_place_of_the_prompt_of_its_control(prompt: str) -> None:
    style = forms.Style(body=("（正文）",), value=lambda _: prompt)
    assert filled(forms.package(forms.document(style)))[1:] == ((), [])


def test_underlined_room_in_the_foreword_that_stays_empty_is_told() -> None:
    room = underlined("按照要求，由", "          ", "编制本报告。")
    body = forms.document(forms.Style(title=(f"××局20××{NAMED}",), body=("旧话。",)))
    made = fill(
        forms.package(body.replace(lines(FIRST), room + lines(FIRST), 1)),
        PATH,
        replace(REPORT, preface=Prose()),
    )
    assert made.texts(Kind.LEFTOVER) == ("按照要求，由___编制本报告。",)


def underlined(*runs: str) -> str:
    """A paragraph whose blanks are underlined."""

    def run(text: str) -> str:
        line = "" if text.strip() else '<w:rPr><w:u w:val="single"/></w:rPr>'
        return f'<w:r>{line}<w:t xml:space="preserve">{text}</w:t></w:r>'

    return f"<w:p>{''.join(map(run, runs))}</w:p>"


NAMED = "年政府信息公开工作年度报告"
ROOM = {
    "before the end of a name": (underlined("          ", f"局20××{NAMED}"), [TITLE]),
    "on a line above": (underlined("          ") + lines(f"20××{NAMED}"), [REPORT.agency, f"2024{NAMED}"]),
    "in brackets behind": (lines(f"20××{NAMED}（单位名称）"), [f"2024{NAMED}（{REPORT.agency}）"]),
}


@pytest.mark.parametrize(("room", "said"), ROOM.values(), ids=ROOM)
def test_room_for_the_name_in_a_title_is_filled_and_gone(room: str, said: list[str]) -> None:
    body = forms.document(forms.Style(title=("@",), body=("（正文）",)))
    made = fill(forms.package(body.replace(lines("@"), room)), PATH, REPORT)
    read_back(parse_word(made.data, PATH), REPORT, made.kept)
    shown = paragraphs(made.data)
    assert shown[: shown.index(FIRST)] == said
    assert b"<w:u " not in open_package(made.data, PATH).parts["word/document.xml"]


ROOM_TO_SIGN = {
    "underlined blanks": underlined("            "),
    "before the end of a name": underlined("            ", "局"),
    "its label": lines("单位名称"),
    "signs and its label": lines("______（单位名称）"),
}


@pytest.mark.parametrize("room", ROOM_TO_SIGN.values(), ids=ROOM_TO_SIGN)
@pytest.mark.parametrize("day", [lines("20××年×月×日"), underlined("      ", "年", "  ", "月", "  ", "日")])
def test_room_for_the_name_above_a_day_is_signed(room: str, day: str) -> None:
    made = fill(forms.package(forms.document(forms.Style(body=("（正文）",))) + room + day), PATH, REPORT)
    read_back(parse_word(made.data, PATH), REPORT, made.kept)
    shown = [line.strip() for line in paragraphs(made.data)]
    assert shown[-3:] == [REPORT.prose["六"].text, REPORT.agency, "2025年1月20日"]
    assert b"<w:u " not in open_package(made.data, PATH).parts["word/document.xml"]


def test_blanks_above_a_day_are_no_room_where_nothing_underlines_them() -> None:
    blanks = '<w:p><w:r><w:t xml:space="preserve">            </w:t></w:r></w:p>'
    body = forms.document(forms.Style(body=("（正文）",)))
    made = fill(forms.package(body + blanks + lines("20××年×月×日")), PATH, REPORT)
    shown = paragraphs(made.data)
    assert (shown[-1], REPORT.agency in shown) == ("2025年1月20日", False)


def test_a_name_in_underlined_blanks_is_not_underlined() -> None:
    blanks = '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">    </w:t></w:r>'
    old = lines("××局20××年政府信息公开工作年度报告")
    new = f"<w:p>{blanks}<w:r><w:t>20××年政府信息公开工作年度报告</w:t></w:r></w:p>"
    body = forms.document(forms.Style(title=("××局20××年政府信息公开工作年度报告",), body=("（正文）",)))
    made = fill(forms.package(body.replace(old, new)), PATH, REPORT)
    assert paragraphs(made.data)[0] == TITLE
    assert b"<w:u " not in open_package(made.data, PATH).parts["word/document.xml"]


def test_a_text_box_says_the_same_in_its_fallback() -> None:
    title = "××局20××年政府信息公开工作年度报告"
    body = forms.document(forms.Style(title=(), body=("（正文）",)))
    made = fill(forms.package(f"<w:p>{forms._boxed(title)}</w:p>{body}"), PATH, REPORT)
    boxes = [texts(box) for box in root_of(made.data).iter(TEXT_BOX)]
    assert boxes == [TITLE, TITLE]
    assert made.texts(Kind.LEFTOVER) == ()


@pytest.mark.parametrize(("run", "tracked"), [(forms.Style().run, False), (forms._tracked, True)])
def test_tracked_changes_that_stay_are_told(run: Callable[[str], str], tracked: bool) -> None:
    body = forms.document(forms.Style(run=run, body=("（正文）",)))
    assert bool(fill(forms.package(body), PATH, REPORT).texts(Kind.TRACKED)) is tracked


def test_a_draft_of_a_form_with_a_remark_in_its_title_is_read_back() -> None:
    made = fill(form(title=["××局20××年政府信息公开工作年度报告（空表）"]), PATH, REPORT, draft=True)
    assert paragraphs(made.data)[0] == f"{TITLE}（空表）（草稿）"
    assert read_back(parse_word(made.data, PATH), REPORT, made.kept) == []
    assert (made.texts(Kind.LEFTOVER), made.texts(Kind.NOTE)) == ((), (f"{TITLE}（空表）（草稿）",))


def test_a_heading_with_more_than_text_in_it_is_not_parted() -> None:
    body = forms.document(forms.Style(body=("（正文）",)))
    marked = lines(f"{FIRST} 本部分写全年工作，请各科室提供材料，由办公室汇总。").replace(
        "<w:r>", "<w:r><w:drawing/></w:r><w:r>", 1
    )
    with pytest.raises(TemplateError, match="找不到标题“一、总体情况”"):
        fill(forms.package(body.replace(lines(FIRST), marked, 1)), PATH, REPORT)


def test_a_heading_many_times_in_one_paragraph_takes_no_room() -> None:
    body = forms.document(forms.Style(body=("（正文）",)))
    many = "".join(f"<w:r><w:t>{FIRST}</w:t><w:br/></w:r>" for _ in range(2000))
    with pytest.raises(TemplateError):
        fill(forms.package(body.replace(lines(FIRST), f"<w:p>{many}</w:p>", 1)), PATH, REPORT)


@pytest.mark.parametrize("line", ["〔20××〕×号", "编号：____"])
def test_the_number_of_a_document_is_no_room_for_the_agency(line: str) -> None:
    shown, left, _ = filled(form(title=[line, "20××年政府信息公开工作年度报告"]))
    assert shown[:2] == [line.replace("20××", "2024"), TITLE]
    assert left == (shown[0],)


HEADINGS = {
    "a remark": "一、总体情况（请按要求填写，不超过1000字）",
    "its text behind it": "一、总体情况 本部分写总体情况。",
    "its text on the next line": "一、总体情况\n本部分写总体情况。",
}


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
def test_a_heading_need_not_stand_alone(heading: str) -> None:
    body = forms.document(forms.Style(body=("（正文）",)))
    broken = forms.paragraph(heading, forms.Style()).replace("\n", "</w:t><w:br/><w:t>")
    shown, _, kept = filled(forms.package(body.replace(lines(FIRST), broken, 1)))
    at = next(at for at, line in enumerate(shown) if line.startswith(FIRST))
    assert shown[at + 1 : at + 3] == REPORT.prose["一"].text.split("\n")
    assert "本部分写总体情况。" not in shown
    assert kept == ([heading] if "请" in heading else [])


# -- what is left of last year -----------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("海州市水利局2023年政府信息公开工作年度报告", TITLE),
        ("××局20××年政府信息公开工作年度报告", TITLE),
        ("2023年政府信息公开工作年度报告", "2024年政府信息公开工作年度报告"),
        ("省水利厅2023年政府信息公开工作年度报告", ""),
    ],
)
def test_a_header_that_repeats_the_title_is_of_this_year(header: str, shown: str) -> None:
    document = Document(BytesIO(official(FORM_2021)[0]))
    section = document.sections[0]
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    section.header.paragraphs[0].add_run(header)
    section.footer.paragraphs[0].add_run("海州市水利局2023年编制")
    buffer = BytesIO()
    document.save(buffer)
    made = fill(buffer.getvalue(), PATH, REPORT)
    section = Document(BytesIO(made.data)).sections[0]
    assert section.header.paragraphs[0].text == (shown or header)
    told = ("— 1 —海州市水利局2023年编制",)
    assert set(made.texts(Kind.LEFTOVER)) == {*told, *(() if shown else (f"{header[:20]}…",))}


@pytest.mark.parametrize(
    "line",
    [
        "附件2",
        "（说明：红色字体请删除）",
        "请各单位于2025年1月20日前填报",
        "填报日期：2025年1月20日",
        "（填写科室）",
        "（不超过1000字）",
    ],
)
def test_notes_that_nobody_is_to_read_are_told_as_kept(line: str) -> None:
    body = lines(line) + forms.document(forms.Style(body=("（正文）",)))
    made = fill(forms.package(body), PATH, REPORT)
    assert (made.texts(Kind.LEFTOVER), made.texts(Kind.NOTE)) == ((), (line,))


@pytest.mark.parametrize(
    "line", ["二〇二四年一月印发", "（2024年1月25日）", "2024年1月25日印发", "填报日期：　年　月　日"]
)
def test_old_and_open_days_are_told_as_such(line: str) -> None:
    body = lines(line) + forms.document(forms.Style(body=("（正文）",)))
    assert fill(forms.package(body), PATH, REPORT).texts(Kind.LEFTOVER) == (" ".join(line.split()),)


@pytest.mark.parametrize("line", ["2023年12月", "2023-12-05", "2023.6.1", "××县"])
def test_days_and_names_in_a_table_of_the_form_are_left_and_told(line: str) -> None:
    table = f"<w:tbl><w:tr><w:tc>{lines(line)}</w:tc></w:tr></w:tbl>"
    body = table + forms.document(forms.Style(body=("（正文）",)))
    made = fill(forms.package(body), PATH, REPORT)
    assert paragraphs(made.data)[0] == line
    assert made.texts(Kind.LEFTOVER) == (line,)


def test_a_month_on_the_cover_is_that_of_publication() -> None:
    body = lines("2024年1月") + forms.document(forms.Style(body=("（正文）",)))
    assert filled(forms.package(body))[0][0] == "2025年1月"


# -- what other offices have -------------------------------------------------------------


def test_a_heading_may_be_the_first_row_of_its_table() -> None:
    document: Any = Document(BytesIO(form()))
    for number, no in ((1, "三"), (2, "四")):
        heading = next(s.heading for s in FORM_2021.sections if s.no == no)
        table = document.tables[number]
        cells = table.add_row().cells
        cells[0].merge(cells[-1]).text = heading
        table._tbl.insert(table._tbl.index(table.rows[0]._tr), table.rows[-1]._tr)
        old = next(p._p for p in document.paragraphs if p.text == heading)
        old.getparent().remove(old)
    buffer = BytesIO()
    document.save(buffer)
    made = fill(buffer.getvalue(), PATH, REPORT)
    assert read_back(parse_word(made.data, PATH), REPORT, made.kept) == []
    back = parse_word(made.data, PATH)
    assert back.source.outline
    assert [heading.no for heading in back.source.outline.headings] == [*"一二三四五六"]
    assert "FMT105" not in {finding.code for finding in check(back).findings}


def test_names_that_forms_give_to_the_same_are_known_and_other_markers_show_where_prose_goes() -> None:
    body = forms.document(forms.Style(title=("{{单位名称}}{{报告年度}}年政府信息公开工作年度报告",), body=()))
    for heading, marker in ((FIRST, "{{总体情况}}"), (LAST, "{{其他事项}}")):
        body = body.replace(lines(heading), lines(heading, marker), 1)
    shown, left, kept = filled(forms.package(body))
    assert shown[0] == TITLE
    assert not [line for line in shown if "{{" in line]
    assert (left, kept) == ((), [])


def test_room_for_the_agency_in_a_foreword_is_filled() -> None:
    foreword = "本报告由×××根据《中华人民共和国政府信息公开条例》编制。"
    made = fill(form(before=[foreword]), PATH, REPORT)
    assert foreword.replace("×××", "海州市水利局") in paragraphs(made.data)
    assert made.texts(Kind.LEFTOVER) == ()


def _with_column(rows: list[list[forms.Box]]) -> list[list[forms.Box]]:
    heads = sum(not any(box.figure for box in row) for row in rows)
    return [[*row, forms.Box("占比" if at == heads - 1 else "")] for at, row in enumerate(rows)]


def _with_row(rows: list[list[forms.Box]]) -> list[list[forms.Box]]:
    return [*rows, [forms.Box("其中：本局制发"), *(forms.Box("7") for _ in rows[-1][1:])]]


@pytest.mark.parametrize(
    ("drawn", "told"),
    [(_with_column, "“占比”列"), (_with_row, "“其中：本局制发”行"), (lambda rows: rows, "")],
    ids=["a column", "a row", "none"],
)
def test_columns_and_rows_of_the_offices_own_are_told(
    drawn: Callable[[list[list[forms.Box]]], list[list[forms.Box]]], told: str
) -> None:
    made = fill(forms.package(forms.document(forms.Style(body=("（正文）",), drawn=drawn))), PATH, REPORT)
    assert set(made.texts(Kind.OTHER)) == ({told} if told else set())
