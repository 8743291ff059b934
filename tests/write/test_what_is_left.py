"""What stays in a filled form of another office or of another year: it gives way, or is told with its place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ndbg.ooxml.package import open_package
from ndbg.write.word import FilledForm, Kind, TemplateError, fill
from ndbg.write.word.word_art import TEXT_PATH
from tests import forms
from tests.write.notices import placed
from tests.write.test_forms_in_use import REPORT, lines, said_in
from tests.write.test_word import PATH, W, root_of, texts

AGENCY, OTHER = "海州市水利局", "沙洲市文化广电局"
NO_DAY = replace(REPORT, published=None)
BLANK = "××局20××年政府信息公开工作年度报告"
UNNAMED = "政府信息公开工作年度报告（2023年度）"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{lines(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def form(
    *,
    title: str = UNNAMED,
    under: str = "",
    above: str = "",
    below: str = "",
    parts: dict[str, str] | None = None,
) -> bytes:
    """A form with something above and under its title, and below its last section."""
    body = forms.document(forms.Style(title=(title,), body=("旧话。",)))
    return forms.package(above + body.replace(lines(title), lines(title) + under, 1) + below, parts or {})


def part(kind: str, text: str, more: str = "") -> dict[str, str]:
    name = {"hdr": "header", "ftr": "footer"}[kind]
    return {f"word/{name}1.xml": f"<w:{kind} {forms.NAMESPACES}>{lines(text)}{more}</w:{kind}>"}


# -- the office that a form names elsewhere than in its title --------------------------------

REPORTERS = {
    "alone under the title": form(under=lines(OTHER)),
    "with a day": form(under=lines(f"{OTHER}　　2024年1月18日")),
    "under the title of a blank form": form(title="政府信息公开工作年度报告", under=lines(OTHER)),
    "beside 填报单位": form(above=table(("填报单位（盖章）", OTHER))),
    "behind 填报单位": form(below=lines("", f"填报单位：{OTHER}  审核：李某")),
    "behind 单位 and before another field": form(above=lines(f"单位：{OTHER}   年度：2024")),
    "in the signature": form(below=lines("", OTHER, "2024年1月18日")),
    "in another form than in the title": form(
        title="沙洲市文化广电和旅游局2023年政府信息公开工作年度报告", below=lines("", OTHER, "2024年1月18日")
    ),
}


@pytest.mark.parametrize("template", REPORTERS.values(), ids=REPORTERS)
def test_the_office_that_a_form_says_reports_gives_way(template: bytes) -> None:
    made = fill(template, PATH, REPORT)
    said = "\n".join(said_in(made.data))
    assert (OTHER in said, AGENCY in said.replace(f"{AGENCY}2024", ""), placed(made, Kind.NAMED)) == (
        False,
        True,
        (),
    )


SEEN = {
    "the government of a place that is titled": (
        form(title="沙洲市2023年政府信息公开工作年度报告", under=lines("沙洲市人民政府")),
        ("", "沙洲市人民政府"),
    ),
    "its office signs": (
        form(
            title=f"{OTHER}2023年政府信息公开工作年度报告", below=lines("", f"{OTHER}办公室", "2024年1月18日")
        ),
        ("", f"{OTHER}办公室"),
    ),
    "a header": (
        form(title="2023年政府信息公开工作年度报告", parts=part("hdr", "沙洲市文旅局")),
        ("页眉", "沙洲市文旅局"),
    ),
    "a prose line": (
        form(under=lines(OTHER, f"现将{OTHER}的报告公布如下。")),
        ("", f"现将{OTHER}的报告公布如下。"),
    ),
}


@pytest.mark.parametrize(("template", "told"), SEEN.values(), ids=SEEN)
def test_an_office_that_may_be_meant_stays_and_is_told(template: bytes, told: tuple[str, str]) -> None:
    made = fill(template, PATH, REPORT)
    assert told[1] in said_in(made.data)
    assert placed(made, Kind.NAMED) == (told,)


NO_OFFICES = {
    "several sign together": form(below=lines("", OTHER, "沙洲市体育局", "2024年1月18日")),
    "to whom it is sent": form(under=lines("沙洲市政务公开办公室：")),
    "who publishes": form(title="2023年政府信息公开工作年度报告", above=table(("发布机构", OTHER))),
    "the agency's own short name": form(under=lines("市水利局")),
}


@pytest.mark.parametrize("template", NO_OFFICES.values(), ids=NO_OFFICES)
def test_other_lines_with_an_office_stay(template: bytes) -> None:
    before = {line for line in said_in(template) if line.startswith(("沙洲", "市水利局"))}
    assert before <= said_in(fill(template, PATH, REPORT).data)


LATER = ("五、存在的主要问题及改进情况", "六、其他需要报告的事项")
BESIDE = {
    "a label to fill in": ("补充说明：", ("补充说明：",), ()),
    "who fills in": ("填 报 人：", ("填 报 人：",), ()),
    "who is addressed": ("县政务公开办公室：", (), ()),
    "a note": ("注意：不要与热线混淆", (), ("注意：不要与热线混淆",)),
    "a caption": ("表一 主动公开情况", (), ()),
    "a unit": ("单位：件、万元", (), ()),
}


@pytest.mark.parametrize(("line", "left", "noted"), BESIDE.values(), ids=BESIDE)
def test_lines_beside_tables_that_ask_for_something_are_told(
    line: str, left: tuple[str, ...], noted: tuple[str, ...]
) -> None:
    third = lines("三、收到和处理政府信息公开申请情况")
    body = forms.document(forms.Style()).replace(third, lines(line) + third)
    made = fill(forms.package(body), PATH, REPORT)
    assert (made.texts(Kind.LEFTOVER), made.texts(Kind.NOTE)) == (left, noted)


BELOW_FIGURES = {
    "who signs": ("单位负责人：　　填表人：　　填表日期：", ("单位负责人： 填表人： 填表日期：",), ()),
    "a note": ("注：受理的各科室逐月累加", (), ("注：受理的各科室逐月累加",)),
    "an explanation": ("填报说明：未发生的写零", (), ("填报说明：未发生的写零",)),
    "a caption": ("（续上表）", (), ()),
}


@pytest.mark.parametrize(("line", "left", "noted"), BELOW_FIGURES.values(), ids=BELOW_FIGURES)
def test_a_row_in_a_table_of_figures_that_asks_for_something_is_told(
    line: str, left: tuple[str, ...], noted: tuple[str, ...]
) -> None:
    def drawn(rows: list[list[forms.Box]]) -> list[list[forms.Box]]:
        return [*rows, [forms.Box(line, columns=sum(box.columns for box in rows[0]))]]

    made = fill(forms.package(forms.document(forms.Style(drawn=drawn))), PATH, REPORT)
    assert (made.texts(Kind.LEFTOVER), made.texts(Kind.NOTE)) == (left, noted)


@pytest.mark.parametrize(
    "title",
    [
        "单位全称年度年政府信息公开工作年度报告",
        "[年度]政府信息公开工作年度报告",
        "单击或点击此处输入文字。选择一项。年政府信息公开工作年度报告",
        "请选择单位请选择年政府信息公开工作年度报告",
        "××单位年度年政府信息公开工作年度报告",
        "中华人民共和国政府信息公开工作年度报告格式",
        "政府信息公开工作年度报告表（20  年度）",
    ],
)
def test_the_title_of_a_blank_form_gives_way_whatever_its_rooms_look_like(title: str) -> None:
    body = forms.document(forms.Style(title=(title,)))
    said = said_in(fill(forms.package(body), PATH, REPORT).data)
    assert (REPORT.title in said, title in said) == (True, False)


def test_a_section_beside_its_heading_in_a_table_of_figures_is_no_row_of_its_own() -> None:
    def drawn(rows: list[list[forms.Box]]) -> list[list[forms.Box]]:
        if "review" not in rows[-1][-1].figure:
            return rows
        sections = [[forms.Box(heading, columns=3), forms.Box("", columns=12)] for heading in LATER]
        return [*rows, *sections]

    body = forms.document(forms.Style(drawn=drawn))
    for heading in LATER:
        body = "".join(body.rpartition(lines(heading))[::2])  # that of its own behind the table
    assert fill(forms.package(body), PATH, REPORT).texts(Kind.OTHER) == ()


@pytest.mark.parametrize(
    ("room", "behind"), [("          ", ""), ("＿＿＿＿", ""), ("____", "年"), ("××××", "年"), ("", "")]
)
def test_the_year_is_written_behind_its_label_on_a_cover(room: str, behind: str) -> None:
    made = fill(form(above=lines(f"报告年度：{room}{behind}")), PATH, REPORT)
    assert f"报告年度：2024{behind}" in said_in(made.data)


def test_the_office_is_written_behind_its_label_in_a_cell_without_one_beside_it_for_that() -> None:
    made = fill(form(above=table(("填报单位：", "单位：件"))), PATH, REPORT)
    assert f"填报单位：{AGENCY}" in said_in(made.data)


def test_the_number_of_a_document_with_an_open_year_is_told() -> None:
    assert fill(form(above=lines("海水发〔20  〕  号")), PATH, REPORT).texts(Kind.LEFTOVER) == (
        "海水发〔20 〕 号",
    )


# -- cells behind a label --------------------------------------------------------------------

CELLS = {
    "empty": (("单位名称", "", "报告年度", ""), ("单位名称", AGENCY, "报告年度", "2024"), ()),
    "of last year": (("填报单位", "", "年度", "2023年"), ("填报单位", AGENCY, "年度", "2024年"), ()),
    "an empty day": (("公布日期：", ""), ("公布日期：", "2025年1月20日"), ()),
    "persons": (
        ("负责人", "王某某", "联系电话", "0000-7654321", "传真", ""),
        ("负责人", "王某某", "联系电话", "0000-7654321", "传真", ""),
        ("负责人：王某某", "联系电话：0000-7654321", "传真"),
    ),
}


def cells(made: FilledForm, count: int) -> tuple[str, ...]:
    return tuple(texts(cell) for cell in root_of(made.data).iter(f"{W}tc"))[:count]


@pytest.mark.parametrize(("old", "new", "told"), CELLS.values(), ids=CELLS)
def test_a_cell_behind_its_label_is_filled_or_told(
    old: tuple[str, ...], new: tuple[str, ...], told: tuple[str, ...]
) -> None:
    made = fill(form(above=table(old)), PATH, REPORT)
    assert (cells(made, len(old)), made.texts(Kind.CELL)) == (new, told)


def test_a_day_that_the_data_do_not_have_leaves_its_cell_told() -> None:
    made = fill(form(above=table(("公布日期", ""))), PATH, NO_DAY)
    assert (cells(made, 2), made.texts(Kind.CELL)) == (("公布日期", ""), ("公布日期",))


def test_the_titles_placeholder_for_the_office_is_filled_in_the_foreword_too() -> None:
    foreword = "现公布××局20××年政府信息公开工作年度报告。如有疑问，请联系××局办公室，不找乙市××局。"
    said = said_in(fill(form(title=BLANK, under=lines(foreword)), PATH, replace(REPORT, agency=AGENCY)).data)
    own = f"现公布{AGENCY}2024年政府信息公开工作年度报告。如有疑问，请联系{AGENCY}办公室，不找乙市××局。"
    assert own in said


def test_a_month_in_numerals_stays_in_numerals() -> None:
    report = replace(REPORT, published=date(2025, 1, 20))
    assert "二○二五年一月" in said_in(fill(form(under=lines("二○二四年二月")), PATH, report).data)


def test_a_watermark_is_not_changed_by_half() -> None:
    mark = part("hdr", "", MARK.format("××局2023年模板"))
    assert fill(form(title=BLANK, parts=mark), PATH, REPORT).texts(Kind.LEFTOVER) == (
        "艺术字“××局2023年模板”",
    )


# -- days and numbers of last year -------------------------------------------------------------

OLD_DAYS = [
    "2024 年 2 月 6 日", "2024.2.6", "2024.02.06", "2024/2/6", "2024-02-06", "２０２４年２月６日", "二〇二四年二月六日",
    "2025年X月X日", "2025年x月xx日", "2025年*月*日", "2025年2月某日", "2025年△月△日", "海政办〔2024〕17号",
]  # fmt: skip


@pytest.mark.parametrize("day", OLD_DAYS)
def test_a_day_of_last_year_or_an_open_one_is_told(day: str) -> None:
    made = fill(form(below=lines("", f"附注：{day}")), PATH, NO_DAY)
    alone = fill(form(above=lines(day)), PATH, NO_DAY)
    assert alone.texts(Kind.LEFTOVER) == (day,)
    assert made.texts(Kind.LEFTOVER) == (() if day.endswith("号") else (f"附注：{day}",))


@pytest.mark.parametrize(
    "line",
    [
        "统计期限：2024.1.1—2024.12.31",
        "统计期限为2024年1月1日至12月31日",
        "按照国办公开办函〔2021〕30号填写",
        "海政办〔2025〕2号",
        "2025年2月6日",
    ],
)
def test_what_fits_the_report_is_not_told_as_old(line: str) -> None:
    assert fill(form(above=lines(line)), PATH, NO_DAY).texts(Kind.LEFTOVER) == ()


def test_a_number_in_a_table_is_told_with_its_label() -> None:
    rows = ("索引号", "320700/2024-00345"), ("发布日期", "2024-02-06"), ("文号", "海政办〔2025〕2号")
    made = fill(form(above=table(*rows)), PATH, NO_DAY)
    assert made.texts(Kind.LEFTOVER) == ("索引号：320700/2024-00345", "发布日期：2024-02-06")


def test_of_a_long_line_the_place_is_shown() -> None:
    line = "本报告按照有关规定编制，电子版可在本机关网站查阅，联系地址为人民路2号，有关数据截至2022年底为止，特此说明"
    (told,) = fill(form(above=lines(line)), PATH, NO_DAY).texts(Kind.LEFTOVER)
    assert "2022年" in told
    assert len(told) < len(line)


# -- headers, footers, notes, watermarks -------------------------------------------------------

MARK = '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textpath string="{}"/></v:shape></w:pict></w:r></w:p>'
ASIDE = {
    "a short name in a footer": (part("ftr", "沙洲文旅  — 1 —"), (("页脚", "沙洲文旅 — 1 —"),)),
    "a watermark": (part("hdr", "", MARK.format("内部资料")), (("艺术字", "内部资料"),)),
    "a watermark with the agency": (part("hdr", "", MARK.format(AGENCY)), ()),
    "the number of a page": (part("ftr", "第1页 共9页"), ()),
    "the report itself": (part("hdr", f"{AGENCY}2024年政府信息公开工作年度报告"), ()),
}


@pytest.mark.parametrize(("parts", "told"), ASIDE.values(), ids=ASIDE)
def test_what_headers_footers_and_watermarks_say_is_told(
    parts: dict[str, str], told: tuple[tuple[str, str], ...]
) -> None:
    assert placed(fill(form(parts=parts), PATH, REPORT), Kind.ASIDE) == told


BOX_IN_HEADER = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}"
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)
TITLED = f"{OTHER}2023年政府信息公开工作年度报告"
WATERMARKS = {
    "the office": (OTHER, AGENCY),
    "set apart by blanks": ("沙洲市 文化广电局", AGENCY),
    "with the year": (f"{OTHER}2023年度", f"{AGENCY}2024年度"),
    "the title": (TITLED, f"{AGENCY}2024年政府信息公开工作年度报告"),
    "the year": ("2023年度", "2024年度"),
    "the year in digits": ("2023", "2024"),
    "the agency with the old year": (f"{AGENCY}2022年", f"{AGENCY}2024年"),
    "room": ("××局20××年", f"{AGENCY}2024年"),
}
TOLD = {
    "a part of a longer name": (f"{OTHER}办公室", ()),
    "who watches": (f"{OTHER}监制", ()),
    "another year among words": ("样稿 2022", ("艺术字“样稿 2022”",)),
    "a draft of a day": ("2023年1月5日稿", ("艺术字“2023年1月5日稿”",)),
}


@pytest.mark.parametrize(("old", "new"), WATERMARKS.values(), ids=WATERMARKS)
@pytest.mark.parametrize(
    "drawn", [MARK.format, lambda text: BOX_IN_HEADER.format(lines(text))], ids=["VML", "DrawingML"]
)
def test_office_and_year_give_way_in_watermarks(drawn: Callable[[str], str], old: str, new: str) -> None:
    made = fill(form(title=TITLED, parts=part("hdr", "", drawn(old))), PATH, REPORT)
    header = open_package(made.data, PATH).parts["word/header1.xml"].decode()
    assert (f">{new}<" in header or f'"{new}"' in header, old in header) == (True, False)
    assert (made.texts(Kind.LEFTOVER), placed(made, Kind.NAMED), placed(made, Kind.ASIDE)) == ((), (), ())


@pytest.mark.parametrize(("said", "left"), TOLD.values(), ids=TOLD)
def test_a_watermark_that_says_more_stays_and_is_told(said: str, left: tuple[str, ...]) -> None:
    made = fill(form(title=TITLED, parts=part("hdr", "", MARK.format(said))), PATH, REPORT)
    assert f'"{said}"' in open_package(made.data, PATH).parts["word/header1.xml"].decode()
    assert (made.texts(Kind.LEFTOVER), placed(made, Kind.NAMED)) == (
        left,
        () if left else (("艺术字", said),),
    )


def test_the_year_in_which_the_report_is_made_stays_in_a_watermark() -> None:
    made = fill(form(title=TITLED, parts=part("hdr", "", MARK.format("2025年"))), PATH, REPORT)
    assert '"2025年"' in open_package(made.data, PATH).parts["word/header1.xml"].decode()


def test_word_art_in_the_text_gives_way_too() -> None:
    made = fill(form(title=TITLED, above=MARK.format(OTHER)), PATH, REPORT)
    assert [path.get("string") for path in root_of(made.data).iter(TEXT_PATH)] == [AGENCY]


@pytest.mark.parametrize("seen", [True, False], ids=["on a heading", "on the old prose"])
def test_a_note_is_told_where_it_is_still_seen(seen: bool) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = forms.document(forms.Style(title=(UNNAMED,), body=("旧话。",)))
    place = lines("一、总体情况" if seen else "旧话。")
    body = body.replace(place, place.replace("</w:p>", f"{mark}</w:p>"), 1)
    notes = f'<w:footnotes {forms.NAMESPACES}><w:footnote w:id="2">{lines("含所属事业单位收到的7件。")}</w:footnote></w:footnotes>'
    made = fill(forms.package(body, {"word/footnotes.xml": notes}), PATH, REPORT)
    assert placed(made, Kind.ASIDE) == ((("脚注", "含所属事业单位收到的7件。"),) if seen else ())
    assert ("含所属事业单位" in open_package(made.data, PATH).parts["word/footnotes.xml"].decode()) is seen


def test_a_comment_on_text_that_gives_way_leaves_the_file_with_who_wrote_it() -> None:
    body = forms.document(forms.Style(title=(UNNAMED,), body=("旧话。",)))
    heading = lines("一、总体情况")
    for id, place in enumerate((lines("旧话。"), heading)):
        mark = f'<w:r><w:commentReference w:id="{id}"/></w:r>'
        body = body.replace(place, place.replace("</w:p>", f"{mark}</w:p>"), 1)
    said = {"赵甲": "这里写民政局的", "钱乙": "标题照抄"}
    written = "".join(
        f'<w:comment w:id="{id}" w:author="{who}">{lines(text)}</w:comment>'
        for id, (who, text) in enumerate(said.items())
    )
    w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    people = "".join(f'<w15:person w15:author="{who}"/>' for who in said)
    parts = {
        "word/comments.xml": f"<w:comments {forms.NAMESPACES}>{written}</w:comments>",
        "word/people.xml": f"<w15:people {w15}>{people}</w15:people>",
    }
    made = fill(forms.package(body, parts), PATH, REPORT)
    left = open_package(made.data, PATH).parts
    for name in parts:
        text = left[name].decode()
        assert ("赵甲" in text, "钱乙" in text, "民政局" in text) == (False, True, False)
    assert made.texts(Kind.COMMENT) == ("标题照抄",)


# -- headings, fields, orders ------------------------------------------------------------------


@pytest.mark.parametrize("room", ["«公布日期»", "【成文日期】", "〔日期〕"])
def test_a_name_in_brackets_is_room_for_the_day(room: str) -> None:
    made = fill(form(below=lines("", "××局", room)), PATH, REPORT)
    assert "2025年1月20日" in said_in(made.data)
    assert (made.texts(Kind.UNPLACED), made.texts(Kind.LEFTOVER)) == ((), ())


def test_a_day_that_stands_nowhere_is_told_with_the_room_for_another() -> None:
    made = fill(form(below=lines("", "审核日期：____年__月__日")), PATH, REPORT)
    assert (made.texts(Kind.UNPLACED), made.texts(Kind.ROOM_FOR_DAY)) == ((), ("审核日期：____年__月__日",))


def test_sections_in_another_order_are_refused_for_that() -> None:
    body = forms.document(forms.Style(title=(UNNAMED,), body=("旧话。",)))
    body = body.replace(lines("一、总体情况"), "", 1) + lines("一、总体情况", "旧话。")
    with pytest.raises(TemplateError, match="标题“一、总体情况”不在它的位置上"):
        fill(forms.package(body), PATH, REPORT)


# -- where prose goes, and what goes with it ---------------------------------------------------

BOX = "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize("inside", [lines("", ""), lines("（可加页）", ""), "<w:p/>"])
def test_prose_goes_into_the_box_that_is_set_apart_from_its_heading(inside: str) -> None:
    body = forms.document(forms.Style(title=(UNNAMED,), body=()))
    body = body.replace(lines("一、总体情况"), lines("一、总体情况", "") + BOX.format(inside))
    made = fill(forms.package(body), PATH, REPORT)
    box = next(root_of(made.data).iter(f"{W}tbl"))
    assert texts(box) == REPORT.prose["一"].text.replace("\n", "")
    above = box.getprevious()
    assert above is not None
    assert texts(above) == ""


def boxed(*said: str) -> str:
    return f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{lines(*said)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


@pytest.mark.parametrize("old", ["", "<w:r><w:t>旧话。</w:t></w:r>"], ids=["alone", "on old prose"])
def test_a_signature_in_a_text_box_stays(old: str) -> None:
    made = fill(form(below=f"<w:p>{old}{boxed('××局', '20××年×月×日')}</w:p>"), PATH, REPORT)
    assert {AGENCY, "2025年1月20日"} <= said_in(made.data)
    assert "旧话。" not in said_in(made.data)
    assert (made.texts(Kind.LOST), made.texts(Kind.LEFTOVER), made.texts(Kind.UNPLACED)) == ((), (), ())


def test_a_text_box_that_is_written_is_not_told_as_left() -> None:
    title = f"{OTHER}2023年政府信息公开工作年度报告"
    made = fill(form(title="", above=f"<w:p>{boxed(title)}</w:p>"), PATH, REPORT)
    assert f"{AGENCY}2024年政府信息公开工作年度报告" in said_in(made.data)
    assert made.texts(Kind.PICTURE) == ()


def test_the_colour_that_marks_a_placeholder_goes_with_it() -> None:
    title = "××局20××年政府信息公开工作年度报告"
    marked = lines(title).replace("<w:r>", '<w:r><w:rPr><w:b/><w:highlight w:val="yellow"/></w:rPr>')
    body = forms.document(forms.Style(title=(title,), body=("旧话。",))).replace(lines(title), marked, 1)
    root = root_of(fill(forms.package(body), PATH, REPORT).data)
    assert (root.find(f".//{W}highlight"), root.find(f".//{W}b") is not None) == (None, True)


def test_the_day_that_was_written_is_not_told_though_it_does_not_fit_the_year() -> None:
    report = replace(REPORT, published=date(2024, 1, 20))
    made = fill(form(below=lines("", AGENCY, "20××年×月×日")), PATH, report)
    assert "2024年1月20日" in said_in(made.data)
    assert made.texts(Kind.LEFTOVER) == ()
