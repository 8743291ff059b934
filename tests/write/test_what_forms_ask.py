"""What a form has of its own that its user must know of: what it asks for, other tables, comments, a lock."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from ndbg.app.templates import official
from ndbg.check import check
from ndbg.check.catalogue import chosen
from ndbg.read.word import parse_word
from ndbg.report import Figure, Prose
from ndbg.write.word import FilledForm, Kind, TemplateError, fill
from tests import forms
from tests.conftest import numbered_report
from tests.official import FORM_2019, FORM_2021
from tests.write.notices import placed
from tests.write.test_forms_in_use import lines
from tests.write.test_word import PATH

FIRST = "一、总体情况"
REPORT = replace(
    numbered_report(),
    agency="海州市水利局",
    prose=dict.fromkeys("一五六", Prose("（一）主动公开。公开12条。\n本年度发出收费通知3件。")),
)
BLANK = "××局20××年政府信息公开工作年度报告"


def filled(*below_first: str, title: str = BLANK, more: str = "") -> FilledForm:
    body = forms.document(forms.Style(title=(title,)))
    return fill(forms.package(body.replace(lines(FIRST), lines(FIRST, *below_first)) + more), PATH, REPORT)


def test_a_sub_heading_that_word_numbers_is_asked_for() -> None:
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = forms.document(forms.Style(body=("重点领域公开情况",))).replace(
        "<w:p><w:r><w:t>重点", f"<w:p>{number}<w:r><w:t>重点"
    )
    assert {line for _, line in placed(fill(forms.package(body), PATH, REPORT), Kind.UNANSWERED)} == {
        "重点领域公开情况"
    }


ASKED = {
    "sub-headings": (["（一）主动公开", "……", "（二）监督保障", "……"], ["（二）监督保障"]),
    "with a sample behind": (["（一）主动公开。……", "（二）平台建设。……"], ["（二）平台建设。……"]),
    "choices and rooms behind a sub-heading": (
        [
            "（一）主动公开。☐网站 ☐新媒体",
            "（一）主动公开。本年度答复提案____件。",
            "（一）主动公开。公开____条。",
        ],
        ["（一）主动公开。☐网站 ☐新媒体", "（一）主动公开。本年度答复提案____件。"],
    ),
    "numbered": (["1.主动公开情况：", "2、监督保障情况："], ["2、监督保障情况："]),
    "choices": (["☐ 收取信息处理费  ☐ 未收取"], ["☐ 收取信息处理费 ☐ 未收取"]),
    "a list to choose from": (["是否收取信息处理费：选择一项。"], ["是否收取信息处理费：选择一项。"]),
    "sentences with room": (
        ["本年度发出收费通知____件。", "本年度答复提案____件。"],
        ["本年度答复提案____件。"],
    ),
    "sentences with blanks for room": (
        ["本年度发出收费通知    件。", "本年度通过网站公开信息　　　条。"],
        ["本年度通过网站公开信息____条。"],
    ),
    "instructions": (
        ["（请填写总体情况，不超过1000字）", "【填写问题】", "填写说明：", "1.数据与表格一致"],
        [],
    ),
    "samples": (["例：2023年，本局公开信息××条。", "（××年公开信息××条）", "________"], []),
    "words for a sub-heading": (["（一）小标题。正文", "（二）××××"], []),
    "nothing": (["", "（正文）", "……"], []),
}


@pytest.mark.parametrize(("form", "told"), ASKED.values(), ids=ASKED)
def test_what_a_form_asks_for_and_the_prose_does_not_say_is_told(form: list[str], told: list[str]) -> None:
    assert placed(filled(*form), Kind.UNANSWERED) == tuple((FIRST, line) for line in told)


def test_last_years_report_asks_for_nothing() -> None:
    assert (
        placed(
            filled("（一）旧的小标题", title="海州市水利局2023年政府信息公开工作年度报告"), Kind.UNANSWERED
        )
        == ()
    )


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{lines(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


OTHERS = {
    "signatures": ([("填报人", "", "审核人", "李某")], ("填报人", "审核人：李某")),
    "statistics": ([("指标", "单位", "数"), ("培训", "次", ""), ("会议", "场", "12")], ("培训", "会议")),
    "below their heads": ([("件数", "金额"), ("", "")], ("件数", "金额")),
    "prompts": (
        [("主动公开", "（此处填写）"), ("平台建设", "【填写说明：500字以内】")],
        ("主动公开", "平台建设"),
    ),
    "all written": ([("抄送：市政府办公室", "2025年1月20日印发"), ("电话", "84355300")], ("电话：84355300",)),
    "an empty frame": ([("", "")], ()),
}


@pytest.mark.parametrize(("rows", "told"), OTHERS.values(), ids=OTHERS)
def test_cells_of_other_tables_that_are_empty_or_have_old_figures_are_told(
    rows: list[tuple[str, ...]], told: tuple[str, ...]
) -> None:
    assert filled(more=lines("附表") + table(*rows)).texts(Kind.CELL) == told


def test_a_prompt_that_stays_in_a_table_of_a_section_is_found_by_the_check() -> None:
    body = forms.document(forms.Style(title=(BLANK,))).replace(
        lines(FIRST), lines(FIRST) + table(("主动公开", "（此处填写）"), ("平台建设", "（此处填写）"))
    )
    made = fill(forms.package(body), PATH, REPORT)
    assert made.texts(Kind.CELL) == ("主动公开", "平台建设")
    found = check(parse_word(made.data, PATH), rules=chosen(["FMT110"])).findings
    assert [finding.defect.message for finding in found] == [
        "“一、总体情况”的表格里还有没替换的“（此处填写）”等 2 处，请写上实际内容"
    ]


def test_the_tables_of_the_form_are_no_others() -> None:
    assert fill(*official(FORM_2021), REPORT).texts(Kind.CELL) == ()


def _official() -> Any:
    return Document(BytesIO(official(FORM_2021)[0]))


def _bytes(document: Any) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_comments_of_the_form_that_stay_are_told() -> None:
    document = _official()
    heading = next(p for p in document.paragraphs if p.text == FIRST)
    room = next(p for p in document.paragraphs if p.text == "（正文）")
    document.add_comment(heading.runs, text="不超过1000字", author="办公室")
    document.add_comment(room.runs, text="写在这里", author="办公室")
    made = fill(_bytes(document), PATH, REPORT)
    assert (made.texts(Kind.COMMENT), made.texts(Kind.LOST)) == (("不超过1000字",), ("批注",))


@pytest.mark.parametrize(
    ("edit", "enforced", "locked"),
    [
        ("forms", "1", True), ("readOnly", "true", True), ("comments", "1", True), ("trackedChanges", "1", False),
        ("forms", "0", False),
    ],
)  # fmt: skip
def test_a_form_that_word_lets_nobody_edit_is_told(edit: str, enforced: str, *, locked: bool) -> None:
    document = _official()
    w = document.settings.element.nsmap["w"]
    lock = document.settings.element.makeelement(
        f"{{{w}}}documentProtection", {f"{{{w}}}edit": edit, f"{{{w}}}enforcement": enforced}
    )
    document.settings.element.insert(0, lock)
    assert bool(fill(_bytes(document), PATH, REPORT).texts(Kind.LOCKED)) is locked


@pytest.mark.parametrize(
    ("lock", "locked"), [("contentLocked", True), ("sdtContentLocked", True), ("sdtLocked", False)]
)
def test_so_is_one_whose_text_is_in_a_locked_control(lock: str, *, locked: bool) -> None:
    body = forms.document(forms.Style(body=("（正文）",)))
    control = f'<w:sdt><w:sdtPr><w:lock w:val="{lock}"/><w:group/></w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>'
    assert bool(fill(forms.package(control), PATH, REPORT).texts(Kind.LOCKED)) is locked


def test_so_is_one_whose_title_is_in_a_locked_control() -> None:
    title = forms.paragraph(BLANK, forms.Style())
    control = f'<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>{title}</w:sdtContent></w:sdt>'
    body = forms.document(forms.Style(title=(BLANK,)))
    assert fill(forms.package(body.replace(title, control)), PATH, REPORT).texts(Kind.LOCKED)


def test_hidden_text_that_stays_is_told() -> None:
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>沙洲市民政局2023年年报</w:t></w:r></w:p>"
    body = forms.document(forms.Style(title=(BLANK,)))
    assert fill(forms.package(hidden + body), PATH, REPORT).texts(Kind.HIDDEN) == ("沙洲市民政局2023年年报",)
    assert fill(forms.package(body), PATH, REPORT).texts(Kind.HIDDEN) == ()


WORDS = {
    "a note": ("（可含委托）", ("“（可含委托）”",)),
    "a unit": ("    件", ("“件”",)),
    "a prompt": ("（请填写）", ()),
    "room": ("填数", ()),
    "a placeholder": ("××件", ()),
    "a figure": ("12（修订）", ()),
}


@pytest.mark.parametrize(("words", "told"), WORDS.values(), ids=WORDS)
def test_words_whose_place_figures_take_are_told(words: str, told: tuple[str, ...]) -> None:
    def value(id: str) -> str:
        return words if id == "disclosure.licences.decisions" else ""

    assert (
        fill(forms.package(forms.document(forms.Style(value=value))), PATH, REPORT).texts(Kind.REPLACED)
        == told
    )


def test_so_is_one_with_a_table_in_a_locked_control() -> None:
    def locked(xml: str) -> str:
        return f'<w:sdt><w:sdtPr><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>'

    assert fill(forms.form(forms.Style(table=locked)), PATH, REPORT).texts(Kind.LOCKED)


def test_a_form_that_counts_an_amount_in_another_unit_is_refused_for_that() -> None:
    body = forms.document(forms.Style()).replace("（单位：万元）", "（单位：元）")
    with pytest.raises(TemplateError, match=r"表样里的单位是“元”.*改成“万元”"):
        fill(forms.package(body), PATH, REPORT)
    nothing = {"disclosure.fees.amount": Figure(Decimal(0))}
    fill(forms.package(body), PATH, replace(REPORT, figures={**REPORT.figures, **nothing}))


def test_a_form_of_another_year_behind_it_is_named_once() -> None:
    old = "".join(
        forms.table(rows, forms.Style(official=FORM_2019))
        for rows in forms.disclosure(forms.Style(official=FORM_2019))
    )
    with pytest.raises(TemplateError) as caught:
        fill(forms.package(forms.document(forms.Style()) + old), PATH, REPORT)
    assert len(caught.value.parts) == 1
    assert "请只留下要填的一份" in caught.value.parts[0]


OLD = "海州市水利局2023年政府信息公开工作年度报告"
CHART = (
    '<w:p><w:r><w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:drawing></w:r></w:p>'
)
SHOWN = {
    "a chart": (OLD, CHART, ("图表",)),
    "a picture": (OLD, "<w:p><w:r><w:drawing/></w:r></w:p>", ("图片",)),
    "a number in a text box": (
        OLD,
        f"<w:p>{forms._boxed('办结率98%，新收123件')}</w:p>",
        ("文本框“办结率98%，新收123件”",),
    ),
    "words in a text box": (OLD, f"<w:p>{forms._boxed('政务公开')}</w:p>", ()),
    "a picture of a blank form": (BLANK, "<w:p><w:r><w:drawing/></w:r></w:p>", ()),
}


@pytest.mark.parametrize(("title", "shown", "told"), SHOWN.values(), ids=SHOWN)
def test_what_last_years_report_shows_beside_its_tables_is_told(
    title: str, shown: str, told: tuple[str, ...]
) -> None:
    body = forms.document(forms.Style(title=(title,), body=("（正文）",)))
    fourth = lines("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况")
    assert fill(forms.package(body.replace(fourth, shown + fourth)), PATH, REPORT).texts(Kind.PICTURE) == told


UNITS = {
    "in its head": ("本年收费金额（单位：万元）", "", ()),
    "above the table": ("本年收费金额", "单位：件、万元", ()),
    "nowhere": ("本年收费金额", "", ("“行政事业性收费”的金额，表样里没有写单位，填的 12.5 是万元",)),
}


@pytest.mark.parametrize(("head", "line", "told"), UNITS.values(), ids=UNITS)
def test_an_amount_whose_unit_the_form_does_not_say_is_told(
    head: str, line: str, told: tuple[str, ...]
) -> None:
    second = lines("二、主动公开政府信息情况")
    body = forms.document(
        forms.Style(label=lambda text: text.replace("本年收费金额（单位：万元）", head))
    ).replace(second, second + lines(*filter(None, [line])))
    fees = {"disclosure.fees.amount": Figure(Decimal("12.5"))}
    report = replace(REPORT, figures={**REPORT.figures, **fees})
    assert fill(forms.package(body), PATH, report).texts(Kind.UNIT) == told


def with_unit(head: str, *, above: str = "", row: str = "", below: str = "", cell: str = "") -> str:
    """A form that says its units in a line above table two, in a row of it, below it, or in the cell of the fee."""
    second, third = lines("二、主动公开政府信息情况"), lines("三、收到和处理政府信息公开申请情况")

    def drawn(rows: list[list[forms.Box]]) -> list[list[forms.Box]]:
        width = sum(box.columns for box in rows[0])
        return [[forms.Box(row, columns=width)], *rows] if row and "第二十条" in rows[0][0].text else rows

    def label(text: str) -> str:
        return text.replace("本年收费金额（单位：万元）", head)

    def value(id: str) -> str:
        return cell if id == "disclosure.fees.amount" else ""

    body = forms.document(forms.Style(label=label, drawn=drawn, value=value))
    body = body.replace(second, second + (lines(above) if above else ""))
    return body.replace(third, (lines(below) if below else "") + third)


OTHER_UNITS = {
    "in a line above": ("元", with_unit("本年收费金额", above="单位：件、元")),
    "in a line above with its name": ("元", with_unit("本年收费金额", above="（单位：件；收费：元）")),
    "in a row of the table": ("元", with_unit("本年收费金额", row="单位：件、元")),
    "in a note below": ("元", with_unit("本年收费金额", below="注：收费金额以元为单位填写。")),
    "in the cell": ("元", with_unit("本年收费金额", cell="____元")),
    "in the cell behind an old amount": ("元", with_unit("本年收费金额", cell="3725.5元")),
    "as thousands": ("千元", with_unit("本年收费金额", above="金额单位：千元")),
}


@pytest.mark.parametrize(("unit", "body"), OTHER_UNITS.values(), ids=OTHER_UNITS)
def test_a_form_that_says_another_unit_of_an_amount_near_it_is_refused(unit: str, body: str) -> None:
    report = replace(REPORT, figures={**REPORT.figures, "disclosure.fees.amount": Figure(Decimal("12.5"))})
    with pytest.raises(TemplateError, match=rf"“行政事业性收费”行.*表样里的单位是“{unit}”.*12\.5 是万元"):
        fill(forms.package(body), PATH, report)


@pytest.mark.parametrize("below", ["注：收费金额以万元为单位填写。", "注：收费以实收数为准，单位自行核对。"])
def test_a_note_in_the_unit_of_the_form_or_of_none_is_no_other_unit(below: str) -> None:
    assert (
        fill(forms.package(with_unit("本年收费金额（单位：万元）", below=below)), PATH, REPORT).texts(
            Kind.UNIT
        )
        == ()
    )


def test_a_form_that_counts_in_ten_thousands_is_refused() -> None:
    style = forms.Style(label=lambda text: text.replace("本年处理决定数量", "本年处理决定数量（万件）"))
    with pytest.raises(TemplateError, match=r"等 3 处：表样里的单位是“万件”.*改成“件”"):
        fill(forms.package(forms.document(style)), PATH, REPORT)


@pytest.mark.parametrize(
    ("title", "named", "left"),
    [
        ("沙洲市民政局2023年年报", (("文件属性", "沙洲市民政局2023年年报"),), ()),
        ("2023年年报", (), ("文件属性“2023年年报”",)),
        ("表", (), ()),
    ],
)
def test_the_properties_of_a_file_that_tell_of_another_report_are_told(
    title: str, named: tuple[tuple[str, str], ...], left: tuple[str, ...]
) -> None:
    properties = f'<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></p>'
    body = forms.document(
        forms.Style(title=("沙洲市民政局2023年政府信息公开工作年度报告",), body=("（正文）",))
    )
    made = fill(forms.package(body, {"docProps/core.xml": properties}), PATH, REPORT)
    assert (placed(made, Kind.NAMED), made.texts(Kind.LEFTOVER)) == (named, left)


def test_properties_that_cannot_be_read_say_nothing() -> None:
    body = forms.document(forms.Style())
    made = fill(forms.package(body, {"docProps/core.xml": "<p"}), PATH, REPORT)
    assert (placed(made, Kind.NAMED), made.texts(Kind.LEFTOVER)) == ((), ())


def test_a_table_of_contents_whose_pages_are_those_of_the_form_is_told() -> None:
    field = '<w:p><w:fldSimple w:instr=" TOC \\o "/></w:p>'
    body = forms.document(forms.Style())
    assert fill(forms.package(body.replace(lines(FIRST), field + lines(FIRST))), PATH, REPORT).texts(
        Kind.CONTENTS
    )
    assert not fill(forms.package(body), PATH, REPORT).texts(Kind.CONTENTS)
