"""The data file as a clerk may have written it."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.errors import InputError, NdbgError
from ndbg.read.toml import read_toml
from ndbg.report import Blank, Doubtful, Missing, NotACount, Repeated, Report, Unknown, Unread, WrongLength
from tests.conftest import EXAMPLES
from tests.official import FORM_2021

GOOD = (EXAMPLES / "suqian-2024.toml").read_text(encoding="utf-8")
NEW = '"一、本年新收政府信息公开申请数量" = [3440, 75, 0, 1, 6, 3, 3525]'


def read_text(folder: Path, text: str | bytes) -> Report:
    path = folder / "data.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_toml(path)


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def problems(folder: Path, text: str | bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_text(folder, text)
    return [f"{p.line}:{p.start + 1} {p.message}" for p in caught.value.problems]


def test_all_figures_of_a_real_report_are_read(tmp_path: Path) -> None:
    report = read_text(tmp_path, GOOD)
    assert report.figures.keys() == FORM_2021.cells.keys()
    assert report.unread == ()
    assert report.figures["disclosure.fees.amount"].text == "72701.2578"
    assert report.figures["requests.new.natural_person"].value == 3440
    assert report.fee is not None
    assert (report.fee.count, report.fee.amount) == (3, Decimal(2230))


# No line of table three has its total.
WITHOUT_TOTALS = re.sub(r"\[(\d+(?:, \d+){5}), \d+\]", r"[\1]", GOOD)
NEW_WITHOUT = NEW.replace(", 3525]", "]")
# And all but one of its lines are 0.
ONE_LINE = re.sub(r"= \[(?!3440, 75)\d+(?:, \d+){5}\]", "= 0", WITHOUT_TOTALS)


def with_new(text: str, written: str) -> str:
    """The file with the line of new applications written in another way."""
    lines = [line for line in (NEW, NEW_WITHOUT) if line in text]
    return text.replace(lines[0], f"{NEW.partition(' = ')[0]} = {written}")


@pytest.mark.parametrize(
    ("text", "written", "total"),
    [
        (WITHOUT_TOTALS, "[3440, 75, 0, 1, 6, 3]", 3525),
        (WITHOUT_TOTALS, "[1_000, 0, 0, 0, 0, 0]", 1000),
        (WITHOUT_TOTALS, "[0, 0, 0, 0, 0, 0]", 0),
        (WITHOUT_TOTALS, "[0, 0, 0, 0, 0, 7]", 7),
        # Other lines show that the table is without totals: that the last is the sum of the others is chance.
        (WITHOUT_TOTALS, "[1, 0, 0, 0, 0, 1]", 2),
        (WITHOUT_TOTALS, "[4, 2, 0, 0, 1, 7]", 14),
        (GOOD, "[3440, 75, 0, 1, 6, 3, 9]", 9),
        (GOOD, "0", 0),
        (WITHOUT_TOTALS, "0", 0),
    ],
)
def test_all_totals_may_be_left_out_and_a_row_may_be_one_zero(
    tmp_path: Path, text: str, written: str, total: int
) -> None:
    assert read_text(tmp_path, with_new(text, written)).figures["requests.new.total"].value == total


@pytest.mark.parametrize(
    ("text", "written", "readings"),
    [
        (ONE_LINE, "[1, 0, 0, 0, 0, 1]", ("是总计，就在它前面补上漏写的一项", "就在末尾补上总计 2")),
        (
            WITHOUT_TOTALS,
            "[3440, 75, 0, 1, 6, 3522]",
            ("是总计，就在它前面补上漏写的一项", "就在末尾补上总计 7044"),
        ),
        (
            GOOD,
            "[3440, 75, 0, 1, 6, 3]",
            ("漏写的是总计，就在末尾补上总计 3525", "漏写的是前面的一项，就补上那一项"),
        ),
        (GOOD, "[0, 0, 0, 0, 0, 0]", ("漏写的是总计，就在末尾补上总计 0", "没有发生的写 0")),
        (GOOD, '[3440, "约75", 0, 1, 6, 3]', ("漏写的是总计，就在末尾补上总计；", "就补上那一项")),
    ],
)
def test_where_it_is_not_certain_that_just_the_total_was_left_out_it_is_asked_for(
    tmp_path: Path, text: str, written: str, readings: tuple[str, ...]
) -> None:
    (said,) = problems(tmp_path, with_new(text, written))
    assert "“一、本年新收政府信息公开申请数量”写了 6 个数" in said
    assert all(reading in said for reading in readings)


def test_of_too_many_problems_the_first_are_told(tmp_path: Path) -> None:
    wrong = "".join(f'"Y502 名称{number}" = "原因"\n' for number in range(60))
    *told, last = problems(tmp_path, changed('["核对说明"]\n', f'["核对说明"]\n{wrong}'))
    assert len(told) == 40
    assert "后面可能还有问题" in last


@pytest.mark.parametrize(
    ("written", "why", "cells"),
    [
        ("[]", Blank, 7),
        ('""', Blank, 7),
        ('"/"', Blank, 7),
        ('"3"', WrongLength, 7),
        ("5", WrongLength, 7),
        ("[1, 2, 3]", WrongLength, 7),
        ("[1, 2, 3, 4, 5, 6, 7, 8]", WrongLength, 7),
        ('[3440, "", 0, 1, 6, 3, 3525]', Blank, 1),
        ('[3440, "75件", 0, 1, 6, 3, 3525]', NotACount, 1),
        ('[3440, "７５", 0, 1, 6, 3, 3525]', Doubtful, 1),
        ('[3440, "约75", 0, 1, 6, 3, 3525]', Doubtful, 1),
        ("[3440, -75, 0, 1, 6, 3, 3525]", NotACount, 1),
        ("[3440, 7.5, 0, 1, 6, 3, 3525]", NotACount, 1),
        ("[3440, 1e3, 0, 1, 6, 3, 3525]", NotACount, 1),
        ("[3440, true, 0, 1, 6, 3, 3525]", NotACount, 1),
        ("[3440, inf, 0, 1, 6, 3, 3525]", NotACount, 1),
        ("[3440, 0x4B, 0, 1, 6, 3, 3525]", NotACount, 1),
        ("[3440, [1], 0, 1, 6, 3, 3525]", NotACount, 1),
        ("[3440, 2024-01-01, 0, 1, 6, 3, 3525]", NotACount, 1),
        ("{ a = 1 }", WrongLength, 7),
    ],
)
def test_what_is_no_figure_is_unread_and_never_zero(
    tmp_path: Path, written: str, why: type[Unread], cells: int
) -> None:
    report = read_text(tmp_path, changed(NEW, NEW.partition(" = ")[0] + f" = {written}"))
    (unread,) = report.unread
    assert (type(unread), len(unread.cells)) == (why, cells)
    assert report.figures.keys().isdisjoint(unread.cells)


def test_a_line_of_another_length_says_how_many_it_may_have(tmp_path: Path) -> None:
    for written, number in (("[1, 2, 3]", 3), ("5", None)):
        report = read_text(tmp_path, changed(NEW, NEW.partition(" = ")[0] + f" = {written}"))
        (unread,) = report.unread
        assert isinstance(unread, WrongLength)
        assert (unread.wanted, unread.given) == ((6, 7), number)


def test_a_total_is_not_worked_out_from_figures_that_are_not_there(tmp_path: Path) -> None:
    report = read_text(tmp_path, with_new(WITHOUT_TOTALS, '[3440, "约75", 0, 1, 6, 3]'))
    assert "requests.new.total" not in report.figures
    assert report.figures["requests.new.natural_person"].value == 3440


def test_each_figure_knows_its_place_in_the_line(tmp_path: Path) -> None:
    report = read_text(tmp_path, GOOD)
    assert len(report.figures) == len(report.form.cells)
    for id, figure in report.figures.items():
        line = report.source.lines[(figure.origin.line or 0) - 1]
        assert line[figure.origin.start : figure.origin.end] == figure.text, id


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ('"一、本年新收政府信息公开申请数量"', '"本年新收"'),
        ('"一、本年新收政府信息公开申请数量"', '"requests.new"'),
        ('"一、本年新收政府信息公开申请数量"', "new"),
        ('"（一）予以公开"', '"(一) 予以公开"'),
        ('"（二）部分公开（区分处理的，只计这一情形，不计其他情形）"', '"部分公开"'),
        ('"1.属于国家秘密"', '"１．属于国家秘密"'),
        ('"复议后起诉"', '"litigation_after_reconsideration"'),
        ('["五、存在的主要问题及改进情况"]', '["存在的主要问题和改进情况"]'),
        ('["三、收到和处理政府信息公开申请情况"]', "[requests]"),
    ],
)
def test_keys_match_as_labels_do(tmp_path: Path, key: str, other: str) -> None:
    expected = read_text(tmp_path, GOOD)
    report = read_text(tmp_path, changed(key, other))
    assert {id: f.value for id, f in report.figures.items()} == {
        id: f.value for id, f in expected.figures.items()
    }
    assert report.prose["五"].text == expected.prose["五"].text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"机关" = "宿迁市"\n', "", "缺少“机关”这一项"),
        ('"机关" =', '"机构" =', "表式里没有“机构”这一项，是不是“机关”？"),
        ('"机关" = "宿迁市"', '"机关" = ""', "机关还没有填写"),
        ('"机关" = "宿迁市"', '"机关" = 5', "“机关”是文字"),
        ('"年度" = 2024', '"年度" = "2024"', "年度写四位数，不加引号"),
        ('"年度" = 2024', '"年度" = 24', "年度写四位数"),
        ('"年度" = 2024', '"年度" = 2024\n"公布日期" = "一月"', "公布日期写成 2022-01-28"),
        ('["六、其他需要报告的事项"]', '["六、其它说明"]', "表式里没有“六、其它说明”"),
        ('["数据"]', '["附件"]', "表式里没有“附件”"),
        ("政策问答}}", "政策问达}}", "不认识“政策问达”这个名称，是不是：{{政策问答}}"),
        ("{{政策问答}}", "{{规章}}", "“规章”说的是哪一个数？请写成：{{规章.本年制发件数}}"),
        ('"政策问答" = 98', '"政策问答" = [98]', "“政策问答”要是一个数"),
        ('"政策问答" = 98', '"政策问答" = inf', "“政策问答”要是一个数"),
        ('"政策问答" = 98', '"政策问答" = "一\\n二"', "“政策问答”要写成一行"),
        ('"政策问答" = 98', '"政策问答" = 98\n"政策 问答" = 9', "“政策 问答”和“政策问答”是同一个名称"),
        ('"政策问答" = 98', '"行政许可" = 98', "“行政许可”和表式里的项目同名"),
        ("宿迁市", "宿迁\\u0007市", "看不见的字符（U+0007）"),
        ("存在的主要问题：", "存在的主要\\u001b[31m问题：", "看不见的字符（U+001B）"),
        ('"件数" = 3', '"件数" = "三"', "信息处理费的件数不是可用的数"),
        ('{ "件数" = 3, "金额" = 2230 }', "2230", "信息处理费写成"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_to_do(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert any(said in problem for problem in problems(tmp_path, changed(old, new)))


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = changed('"机关" = "宿迁市"', '"机关" = ""').replace('"年度" = 2024', '"年度" = 0')
    assert len(problems(tmp_path, text)) == 2


def test_an_unknown_marker_is_shown_in_its_line(tmp_path: Path) -> None:
    text = changed("{{政策问答}}", "{{没有的名字}}")
    line = next(n for n, content in enumerate(text.split("\n"), 1) if "没有的名字" in content)
    column = text.split("\n")[line - 1].index("{{没有的名字}}") + 1
    assert problems(tmp_path, text)[0].startswith(f"{line}:{column} ")


def test_a_missing_row_is_unread_with_the_nearest_key(tmp_path: Path) -> None:
    report = read_text(
        tmp_path, changed('"一、本年新收政府信息公开申请数量"', '"一、本年新受政府信息公开申请数量"')
    )
    assert {(type(u), u.near) for u in report.unread if isinstance(u, Missing | Unknown)} == {
        (Unknown, "一、本年新收政府信息公开申请数量"),
        (Missing, "一、本年新受政府信息公开申请数量"),
    }


def test_of_a_row_written_twice_neither_is_taken(tmp_path: Path) -> None:
    report = read_text(tmp_path, changed(NEW, f'{NEW}\n"本年新收" = 0'))
    (unread,) = report.unread
    assert isinstance(unread, Repeated)
    assert (unread.written, unread.other.text) == ("本年新收", "一、本年新收政府信息公开申请数量")
    assert (unread.origin.line or 0) == (unread.other.origin.line or 0) + 1
    assert not any(id.startswith("requests.new.") for id in report.figures)


@pytest.mark.parametrize(
    ("encode", "note"),
    [
        (lambda t: t.encode("gb18030"), "GBK"),
        (lambda t: b"\xef\xbb\xbf" + t.encode(), "BOM"),
        (lambda t: t.encode("utf-16"), "UTF-16"),
        (lambda t: t.replace("\n", "\r\n").encode(), None),
    ],
)
def test_old_editors_are_understood(tmp_path: Path, encode: object, note: str | None) -> None:
    assert callable(encode)
    report = read_text(tmp_path, encode(GOOD))
    assert report.agency == "宿迁市"
    assert len(report.figures) == 200
    assert report.prose == read_text(tmp_path, GOOD).prose
    assert [note in said for said in report.source.notes if note] == ([True] if note else [])


@pytest.mark.parametrize("data", [b"", b"\xff\xff\xff", b"\x00" * 9, b"PK\x03\x04", b"a" * (4 << 20) + b"b"])
def test_what_is_no_data_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(NdbgError):
        read_text(tmp_path, data)


def test_deep_nesting_and_huge_numbers_are_refused(tmp_path: Path) -> None:
    for text in ("a = " + "[" * 50000, "a = " + "9" * 5000):
        assert problems(tmp_path, text)


@given(text=st.text(max_size=200))
def test_any_text_is_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    with pytest.raises(NdbgError):
        read_text(tmp_path_factory.mktemp("any"), text)


lines = GOOD.split("\n")


@given(
    st.integers(0, len(lines) - 1),
    st.integers(0, 60),
    st.sampled_from([*"，“”＝［］｛｝０：　（\"'[]{}=,#.\\-x9é\x00\t", '"""', "\ufeff", "== "]),
)
def test_any_slip_of_the_hand_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, line: int, column: int, slip: str
) -> None:
    slipped = f"{lines[line][:column]}{slip}{lines[line][column:]}"
    text = "\n".join([*lines[:line], slipped, *lines[line + 1 :]])
    said = ""
    try:
        read_text(tmp_path_factory.mktemp("slip"), text)
    except InputError as error:
        said = error.problems[0].message
    assert not said or any("\u4e00" <= c <= "\u9fff" for c in said)
