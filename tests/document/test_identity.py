"""Whose report a document is: titles as offices word them, and the other places that name the office and the year."""

import pytest

from ndbg.document.about import NO_METADATA, Metadata
from ndbg.document.document import Node, Paragraph, TableNode, read_document
from ndbg.document.grid import Grid, GridCell
from ndbg.read.identity import Identity, identify
from tests.official import FORM_2021

TITLE = "海州市水利局2023年政府信息公开工作年度报告"
BARE = "2023年政府信息公开工作年度报告"
FOREWORD = "本报告根据《中华人民共和国政府信息公开条例》要求编制，由六个部分组成。"
BODY = [text for section in FORM_2021.sections for text in (section.heading, "本部分没有其他内容。")]


def identity(
    *before: str,
    after: tuple[str, ...] = (),
    metadata: Metadata = NO_METADATA,
    name: str = "",
    first: str = "",
) -> Identity:
    """The identity of a document with lines before its foreword and behind its last section.

    `first` is the text of its first section, `name` that of the file.
    """
    body = [BODY[0], first or BODY[1], *BODY[2:]]
    nodes = [Paragraph(text, None) for text in (*before, FOREWORD, *body, *after)]
    return identify(read_document(nodes, FORM_2021), metadata, name)


@pytest.mark.parametrize(
    "lines",
    [
        [f"【公开】{TITLE}"],
        ["【公开】", TITLE],
        [f"（公开）{TITLE}"],
        [f"[年报]{TITLE}"],
        [f"【政府信息公开年报】{TITLE}【主动公开】"],
        [f"★{TITLE}★"],
        [f"{TITLE} Annual Report"],
        [TITLE, "2023 Annual Report on Open Government Information"],
        [f"{TITLE} 2024-01-20"],
        [f"{TITLE}（2024年1月20日发布）"],
        [f"{TITLE}公示"],
        [f"附件：1.{TITLE}"],
        [TITLE.replace("2023年", "二〇二三年度")],
        ["海州市水利局", "二〇二三年度", "政府信息公开工作年度报告"],
        ["海州市水利局", "政府信息公开工作年度报告", "2023年"],
        ["海州市水利局政府信息公开工作年度报告", "2023"],
        ["2023", "海州市水利局", "政府信息公开年报"],
        ["（2023年度）海州市水利局政府信息公开工作年度报告"],
        ["海州市水利局政府信息公开年度报告-2023年"],
        ["海州市水利局政府信息公开年度报告（2023年1月1日—12月31日）"],
        ["海州市水利局2023年度《政府信息公开工作年度报告》"],
        ["海州市水利局2023年政务公开工作年度报告"],
        ["海州市水利局2023年政府信息公开工作总结报告"],
        ["海州市水利局公布2023年政府信息公开工作年度报告"],
        ["海州市水利局：2023年政府信息公开工作年度报告"],
        ["海州市水利局 | 2023年政府信息公开工作年度报告"],
        ["“海州市水利局”2023年政府信息公开工作年度报告"],
        [f"海州市水利局关于印发《{TITLE}》的通知"],
        ["海州市水利局关于公布2023年政府信息公开工作年度报告的公告"],
    ],
)
def test_a_title_may_have_more_about_it(lines: list[str]) -> None:
    found = identity(*lines)
    assert (found.agency, found.year) == ("海州市水利局", 2023)


@pytest.mark.parametrize(
    "lines",
    [
        ["海州市水利局文件", "海水字〔2024〕3号", "关于2023年度政府信息公开工作的报告"],
        ["海州市水利局", "海水字〔2024〕3号", BARE],
        [BARE, "海州市水利局"],
        [BARE, "海州市水利局", "2024年1月22日"],
        [BARE, "海州市水利局编"],
        [BARE, "编制单位：海州市水利局", "编制时间：2024年1月"],
        ["索引号：123", "公开主体：海州市水利局", f"标题：{BARE}"],
        ["发布机构", "海州市水利局", "名　　称", BARE],
        [BARE, "发布时间：2024-01-20　来源：海州市水利局　浏览次数：23"],
    ],
)
def test_the_office_may_stand_about_the_title(lines: list[str]) -> None:
    found = identity(*lines)
    assert (found.agency, found.year) == ("海州市水利局", 2023)


@pytest.mark.parametrize(
    "after",
    [
        ["海州市水利局 2024年1月20日"],
        ["（海州市水利局 2024年1月20日）"],
        ["海州市水利局（盖章）"],
        ["报告单位：海州市水利局"],
        ["海州市水利局", "2024-01-20"],
        ["海州市水利局（章）", "2024年1月20日", *(["附件内容"] * 15), "抄送：", "海州市档案局"],
    ],
)
def test_the_office_may_stand_in_the_signature(after: list[str]) -> None:
    assert identity(BARE, "来源：局办公室", after=tuple(after)).agency == "海州市水利局"


def test_the_signature_has_the_whole_name_of_an_office() -> None:
    assert identity(f"水利局{BARE}", after=("海州市水利局", "2024年1月2日")).agency == "海州市水利局"
    assert identity(f"海州市水利局{BARE}", after=("东江省海州市水利局",)).agency == "海州市水利局"


FIELD = "填报单位：海州市水利局"
FILLED_IN_BY = {
    "a line beside a table": ([FIELD], [], "海州市水利局"),
    "with other fields": ([f"{FIELD}   填报日期：2024年1月20日"], [], "海州市水利局"),
    "twice": ([FIELD, FIELD], [], "海州市水利局"),
    "a row of a table": ([], [[FIELD]], "海州市水利局"),
    "a label and a cell": ([], [["填报单位", "海州市水利局"]], "海州市水利局"),
    "two offices": ([FIELD, "填报单位：海州市民政局"], [], ""),
    "room": (["填报单位：××局"], [], ""),
    "words": (["填报单位：见附件"], [], ""),
}


@pytest.mark.parametrize(("lines", "rows", "agency"), FILLED_IN_BY.values(), ids=FILLED_IN_BY)
def test_the_office_may_stand_in_a_field_anywhere(
    lines: list[str], rows: list[list[str]], agency: str
) -> None:
    grid = Grid(
        [[GridCell(at, column, text, None) for column, text in enumerate(r)] for at, r in enumerate(rows)]
    )
    for title, named in ((BARE, agency), (TITLE.replace("水利", "农业"), "海州市农业局")):
        nodes: list[Node[None]] = [Paragraph(text, None) for text in (title, *BODY[:3], *lines, *BODY[3:])]
        nodes[4:4] = [TableNode.of(grid, {})] if rows else []
        document = read_document(nodes, FORM_2021)
        assert identify(document, NO_METADATA).agency == named


@pytest.mark.parametrize(
    "title",
    [
        f"海州市人民政府 市水利局 {TITLE}",
        f"海州市人民政府门户网站 - 信息公开 - {TITLE}",
        f"Microsoft Word - {TITLE}.doc",
        f"{TITLE}.pdf",
    ],
)
def test_the_title_of_a_page_or_a_file_may_have_more_about_it(title: str) -> None:
    found = identity(metadata=Metadata((title,)))
    assert (found.agency, found.year) == ("海州市水利局", 2023)
    assert not found.notes


def test_the_properties_of_a_file_are_read_only_where_nothing_else_states_whose_report_it_is() -> None:
    asked: list[str] = []

    def names() -> list[str]:
        asked.append("")
        return ["海州市水利局2024年政府信息公开工作年度报告"]

    stated = identity("海州市档案局2023年政府信息公开工作年度报告", metadata=Metadata(names=names))
    assert (stated.agency, stated.year, asked) == ("海州市档案局", 2023, [])
    found = identity(metadata=Metadata(names=names))
    assert (found.agency, found.year, bool(asked)) == ("海州市水利局", 2024, True)


@pytest.mark.parametrize("metadata", [NO_METADATA, Metadata(names=lambda: ("2019年材料",))])
def test_the_name_of_the_file_is_the_last_resort(metadata: Metadata) -> None:
    found = identity("政府信息公开工作年度报告", metadata=metadata, name=f"{TITLE}（定稿）")
    assert (found.agency, found.year) == ("海州市水利局", 2023)
    assert ["文件名" in note for note in found.notes] == [True, True]
    assert identity(BARE, after=("海州市档案局",), name=TITLE).agency == "海州市档案局"


def test_the_year_may_stand_in_the_text_alone() -> None:
    title = "海州市水利局政府信息公开工作年度报告"
    assert identity(title, first="2023年，我局收到申请3件。").year == 2023
    assert identity(title, first="统计期限自2023年1月1日至12月31日。").year == 2023
    assert identity(title, after=("海州市水利局", "2024年1月20日")).year == 2023
    assert all(identity(title, after=("2024年1月20日",)).notes)


@pytest.mark.parametrize(
    ("first", "after"),
    [
        ("2023年，我局收到申请3件。2022年，我局收到2件。", ()),  # which of them?
        ("2023年，我局收到申请3件。", ("2026年1月20日",)),
        ("本年度收到申请3件。", ("2024年9月20日",)),
        ("到2023年底收到申请3件。", ()),
    ],
)
def test_a_doubtful_year_is_not_read(first: str, after: tuple[str, ...]) -> None:
    assert identity("海州市水利局政府信息公开工作年度报告", first=first, after=after).year == 0


@pytest.mark.parametrize(
    "line",
    [
        "关于做好2023年政府信息公开工作年度报告编制工作的通知",
        "关于报送2023年政府信息公开工作年度报告的通知",
        "〔单位全称〕",
    ],
)
def test_what_is_no_title_names_nobody(line: str) -> None:
    assert not identity(line).agency
