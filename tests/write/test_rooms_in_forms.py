"""Fields and content controls of forms: what is written into one stays, and the form keeps them where it can."""

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from ndbg.app.differences import read_back
from ndbg.ooxml.text import SECT_PR, P
from ndbg.read.word import parse_word
from ndbg.write.word import FilledForm, Kind, fill
from tests import forms
from tests.conftest import numbered_report
from tests.write.test_word import PATH, W, marked_cells, paragraphs, root_of, texts

REPORT = replace(numbered_report(), agency="海州市水利局", published=date(2025, 1, 20))
TITLE = "海州市水利局2024年政府信息公开工作年度报告"
FIGURES = {id: figure.text for id, figure in REPORT.figures.items()}
BLANKS = "\u2002" * 5


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(text: str, properties: str = "<w:text/>", look: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run(text, look)}</w:sdtContent></w:sdt>"


def field(instruction: str, text: str | None, data: str = "") -> str:
    """A field with its result; None: it has none, nor the sign before it."""
    shown = "" if text is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(text)}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_field(text: str | None) -> str:
    return field("FORMTEXT", text, "<w:ffData><w:enabled/><w:textInput/></w:ffData>")


def titled(title: str) -> str:
    """The body of a form with the runs of its title."""
    blank = "××局20××年政府信息公开工作年度报告"
    body = forms.document(forms.Style(title=(blank,), body=("（正文）",)))
    return body.replace(run_of(blank), title, 1)


def run_of(text: str) -> str:
    return forms.Style().run(text)


def filled(body: str) -> FilledForm:
    """A filled form that holds what the data say, every figure in its cell."""
    made = fill(forms.package(body), PATH, REPORT)
    read_back(parse_word(made.data, PATH), REPORT, made.kept)
    assert marked_cells(made.data) == FIGURES
    assert paragraphs(made.data)[0] == TITLE
    return made


def in_cells(room: str) -> FilledForm:
    """A form with the same in every cell for a figure, filled."""
    style = forms.Style(
        title=("××局20××年政府信息公开工作年度报告",), body=("（正文）",), value=lambda _: "□"
    )
    return filled(forms.document(style).replace(run_of("□"), room))


def count(made: FilledForm, name: str) -> int:
    return sum(1 for _ in root_of(made.data).iter(f"{W}{name}"))


# -- cells for figures -------------------------------------------------------------------

PROMPT = '<w:rStyle w:val="PlaceholderText"/><w:color w:val="808080"/>'
BOUND = '<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/>'


@pytest.mark.parametrize("text", ["0", BLANKS, "", None])
def test_a_figure_is_the_result_of_the_text_field_that_a_form_has_for_it(text: str | None) -> None:
    made = in_cells(text_field(text))
    kinds = [mark.get(f"{W}fldCharType") for mark in root_of(made.data).iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"] * len(FIGURES)
    assert count(made, "ffData") == len(FIGURES)
    for mark in root_of(made.data).iter(f"{W}bookmarkStart"):
        paragraph = next(mark.iterancestors(P))
        shown = paragraph.iter(f"{W}t", f"{W}fldChar")
        assert [etree.QName(child).localname for child in shown] == ["fldChar", "fldChar", "t", "fldChar"]
    assert made.texts(Kind.REPLACED) == ()


@pytest.mark.parametrize(
    "properties",
    [
        "<w:text/>",
        "",
        "<w:showingPlcHdr/><w:text/>",
        f"{BOUND}<w:text/>",
        '<w:lock w:val="sdtContentLocked"/>',
    ],
)
def test_a_figure_stands_in_the_control_that_a_form_has_for_it(properties: str) -> None:
    made = in_cells(control("单击或点击此处输入文字。", properties, PROMPT if "Plc" in properties else ""))
    assert (count(made, "sdt"), made.texts(Kind.REPLACED)) == (len(FIGURES), ())
    assert not any(count(made, name) for name in ("showingPlcHdr", "dataBinding", "rStyle", "color"))
    held = ["".join(t.text or "" for t in c.iter(f"{W}t")) for c in root_of(made.data).iter(f"{W}sdt")]
    assert set(held) == set(FIGURES.values())


def test_who_may_edit_a_cell_of_a_protected_form_still_may() -> None:
    made = in_cells('<w:permStart w:id="1" w:edGrp="everyone"/><w:r><w:t>0</w:t></w:r><w:permEnd w:id="1"/>')
    for start in root_of(made.data).iter(f"{W}permStart"):
        behind = [etree.QName(child).localname for child in start.itersiblings()]
        assert behind == ["r", "permEnd"]


FIXED = {
    "a formula": (field("=SUM(LEFT)", "0"), "公式"),
    "a simple formula": ('<w:fldSimple w:instr=" =SUM(ABOVE) "><w:r><w:t>0</w:t></w:r></w:fldSimple>', "公式"),
    "a list of an old form": (field("FORMDROPDOWN", None, "<w:ffData><w:ddList/></w:ffData>"), "下拉框"),
    "a field of a letter": (field("MERGEFIELD 数", "«数»"), "域"),
    "a comment": ('<w:r><w:t>0</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r>', "批注"),
    "a footnote": ('<w:r><w:footnoteReference w:id="1"/></w:r>', "脚注"),
    "a picture": ("<w:r><w:drawing/></w:r>", "图片"),
    "a box": ("<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>", "文本框"),
    "a field whose marks share a run": (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>FORMTEXT</w:instrText><w:fldChar w:fldCharType="end"/></w:r>',
        "窗体域",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("held", "name"), FIXED.values(), ids=FIXED)
def test_what_a_figure_takes_the_place_of_is_told(held: str, name: str) -> None:
    made = in_cells(held)
    assert made.texts(Kind.REPLACED) == (name,)
    assert not any(count(made, mark) for mark in ("fldChar", "fldSimple", "instrText"))


# -- titles, names, days -----------------------------------------------------------------


def test_a_title_in_controls_is_text_that_is_bound_to_nothing() -> None:
    name = control("[公司]", f"{BOUND}<w:showingPlcHdr/><w:text/>", PROMPT)
    year = control("2023", "<w:dropDownList/>")
    made = filled(titled(f"{name}{year}{run('年政府信息公开工作年度报告')}"))
    assert [count(made, name) for name in ("sdt", "dataBinding", "showingPlcHdr", "rStyle")] == [2, 0, 0, 0]
    assert made.texts(Kind.LEFTOVER) == ()


def test_the_prompts_in_a_title_are_places_for_name_and_year() -> None:
    prompts = control("单击或点击此处输入单位名称", "<w:showingPlcHdr/>"), control("选择年度")
    assert filled(titled(f"{''.join(prompts)}{run('年政府信息公开工作年度报告')}")).texts(Kind.LEFTOVER) == ()


@pytest.mark.parametrize(
    "instruction", ["MERGEFIELD 单位", "DOCPROPERTY Company", "FILLIN 单位", "IF 1 = 1 a b"]
)
def test_a_field_whose_result_was_written_over_is_not_worked_out_anew(instruction: str) -> None:
    made = filled(titled(f"{field(instruction, '××局')}{run('20××年政府信息公开工作年度报告')}"))
    assert not count(made, "fldChar") + count(made, "instrText")
    simple = f'<w:fldSimple w:instr="{instruction}"><w:r><w:t>××局</w:t></w:r></w:fldSimple>'
    assert not count(filled(titled(simple + run("20××年政府信息公开工作年度报告"))), "fldSimple")


def test_a_text_field_in_a_title_stays() -> None:
    made = filled(titled(f"{text_field('××局')}{text_field('20××')}{run('年政府信息公开工作年度报告')}"))
    assert count(made, "ffData") == 2


@pytest.mark.parametrize(
    "day",
    [field("DATE \\@ yyyy年M月d日", "2024年12月3日"), control("单击或点击此处输入日期。", "<w:date/>")],
)
def test_the_day_of_the_signature_is_that_of_publication_for_good(day: str) -> None:
    body = titled(run_of("××局20××年政府信息公开工作年度报告"))
    made = filled(f"{body}<w:p>{run('××局')}</w:p><w:p>{day}</w:p>")
    assert paragraphs(made.data)[-2:] == ["海州市水利局", "2025年1月20日"]
    assert (made.texts(Kind.LEFTOVER), count(made, "fldChar")) == ((), 0)


def test_a_field_that_was_not_written_to_stays() -> None:
    page = field("PAGE", "1")
    made = filled(f"{titled(run_of('××局20××年政府信息公开工作年度报告'))}<w:p>{run('附件：表')}{page}</w:p>")
    assert count(made, "fldChar") == 3


@pytest.mark.parametrize("prompt", ["单击或点击此处输入文字。", "单击此处添加单位电话", "选择一项。"])
def test_a_prompt_that_nobody_answered_is_told(prompt: str) -> None:
    body = titled(run_of("××局20××年政府信息公开工作年度报告"))
    made = filled(f"{body}<w:p>{run('联系人：')}{control(prompt)}</w:p>")
    assert made.texts(Kind.LEFTOVER) == (f"联系人：{prompt}",)


def test_a_page_that_begins_below_the_room_of_a_section_still_does() -> None:
    body = titled(run_of("××局20××年政府信息公开工作年度报告"))
    room = forms.paragraph("（正文）", forms.Style())
    broken = room.replace("<w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr>")
    made = filled(body.replace(room, broken))
    assert sum(1 for _ in root_of(made.data).iter(SECT_PR)) == body.count(room)


def test_a_field_that_loses_its_end_with_the_old_prose_is_no_field_any_more() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    body = titled(run_of("××局20××年政府信息公开工作年度报告"))
    heading = run_of("一、总体情况")
    body = body.replace(heading, f"{heading}{begin}", 1).replace(
        run_of("（正文）"), f"{run_of('（正文）')}{end}", 1
    )
    assert not count(filled(body), "fldChar")


def test_prose_is_not_numbered_by_the_style_that_a_form_has_for_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    room = forms.paragraph("（正文）", forms.Style())
    body = titled(run_of("××局20××年政府信息公开工作年度报告")).replace(
        room,
        room.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="b"/><w:keepNext/><w:jc w:val="both"/></w:pPr>'),
    )
    made = fill(
        forms.package(body, {"word/styles.xml": f"<w:styles {forms.NAMESPACES}>{styles}</w:styles>"}),
        PATH,
        REPORT,
    )
    read_back(parse_word(made.data, PATH), REPORT, made.kept)
    written = [p for p in root_of(made.data).iter(P) if texts(p) in REPORT.prose["五"].text.split("\n")]
    assert written
    for paragraph in written:
        assert [etree.QName(item).localname for item in paragraph[0]] == ["pStyle", "keepNext", "numPr", "jc"]
        assert paragraph[0][2][0].get(f"{W}val") == "0"


def test_text_that_was_squeezed_into_a_width_gives_way_to_figures_that_are_not() -> None:
    made = in_cells(run("0", '<w:fitText w:val="210" w:id="5"/>'))
    assert not count(made, "fitText")


# -- a table with room for prose ------------------------------------------------------------------

_ASKED = "请在此填写总体情况……"


def cells(*texts: str) -> str:
    """A table of one row."""
    row = "".join(f"<w:tc><w:tcPr/><w:p>{run(text)}</w:p></w:tc>" for text in texts)
    return f"<w:tbl><w:tblPr/><w:tr>{row}</w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("room", "in_cell"),
    [
        pytest.param([_ASKED], True, id="the only cell"),
        pytest.param(["总体情况", _ASKED], True, id="a cell beside a label"),
        pytest.param([_ASKED, "请在此填写其他情况……"], False, id="two cells that ask"),
        pytest.param([_ASKED, ""], False, id="a blank cell beside it"),
    ],
)
def test_prose_goes_into_the_only_cell_that_asks_for_it(room: list[str], in_cell: bool) -> None:
    body = forms.document(forms.Style(title=("××局20××年政府信息公开工作年度报告",), body=("（正文）",)))
    at = body.index(f"<w:p>{run_of('（正文）')}")
    made = filled(f"{body[:at]}{cells(*room)}{body[body.index('</w:p>', at) + 6 :]}")
    first, *_ = REPORT.prose["一"].text.split("\n")
    (held,) = (p for p in root_of(made.data).iter(P) if texts(p) == first)
    assert any(outer.tag == f"{W}tc" for outer in held.iterancestors()) is in_cell
    assert (_ASKED in paragraphs(made.data)) is not in_cell


# -- the look of typed text ------------------------------------------------------------------

_TYPED = '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="37"/>'
# A control that keeps the look of text typed over its prompt, which has another.
_KEEPS = f'<w:rPr><w:rStyle w:val="PlaceholderText"/>{_TYPED}</w:rPr><w:showingPlcHdr/>'


def looks(made: FilledForm) -> set[str]:
    """The run properties of all text in controls."""
    held = [run for c in root_of(made.data).iter(f"{W}sdt") for run in c.iter(f"{W}r") if texts(run)]
    names = {etree.QName(mark).localname for run in held for mark in run[0]}
    sizes = {mark.get(f"{W}val", "") for run in held for mark in run[0].iter(f"{W}sz")}
    return names | sizes


def test_a_figure_takes_the_look_that_its_control_keeps_for_typed_text() -> None:
    assert looks(in_cells(control("0", _KEEPS, PROMPT))) == {"rFonts", "sz", "37"}


def test_a_name_takes_the_look_that_its_control_keeps_for_typed_text() -> None:
    made = filled(
        titled(f"{control('单击此处输入单位名称', _KEEPS, PROMPT)}{run('2024年政府信息公开工作年度报告')}")
    )
    assert looks(made) == {"rFonts", "sz", "37"}


def test_prose_takes_the_look_that_its_control_keeps_for_typed_text() -> None:
    body = forms.document(forms.Style(title=("××局20××年政府信息公开工作年度报告",), body=("（正文）",)))
    blank = f"<w:p>{run_of('（正文）')}</w:p>"
    assert blank in body
    prompt = f"<w:p>{run('单击或点击此处输入文字。', PROMPT)}</w:p>"
    room = f"<w:sdt><w:sdtPr>{_KEEPS}</w:sdtPr><w:sdtContent>{prompt}</w:sdtContent></w:sdt>"
    assert {"sz", "37"} <= looks(filled(body.replace(blank, room))) <= {"rFonts", "sz", "37"}
