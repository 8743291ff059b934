"""What input methods and old habits leave in a file: what is read all the same, and what is said of the rest."""

from pathlib import Path
from time import process_time
from typing import Any

import pytest

from ndbg.errors import InputError
from ndbg.read.toml import read_toml
from ndbg.read.toml_syntax import in_half_width, parse
from tests.conftest import EXAMPLES

_MOST_SECONDS = 4
GOOD = EXAMPLES / "suqian-2024.toml"

READ = {
    '"规章" = [0，0、 0]': {"规章": [0, 0, 0]},
    "“规章” = 0": {"规章": 0},
    '"规章” = 0': {"规章": 0},
    '"规章" ＝ 0': {"规章": 0},
    '"规章"：0': {"规章": 0},
    '"规章": 0': {"规章": 0},
    '"规章" = ［0, 0, 0］': {"规章": [0, 0, 0]},
    '"规章" = 【0, 0, 0】': {"规章": [0, 0, 0]},
    '"规章" = [0, 0, 0］': {"规章": [0, 0, 0]},
    '"规章" = [１２, 0，0]': {"规章": [12, 0, 0]},
    '"信息处理费" = ｛ “件数”：3，"金额" = ０．５ }': {"信息处理费": {"件数": 3, "金额": 0.5}},
    '"机关" = “某局」': {"机关": "某局"},
    '"机关" = "某局”': {"机关": "某局"},
    '"机关” = “某局"': {"机关": "某局"},
    '"机关" ＝ "某局“一网通办”，办"': {"机关": "某局“一网通办”，办"},
    '"规章" = 0\n　"行政许可" = 0': {"规章": 0, "行政许可": 0},
    '"规章" = 0 ＃ 说明，＝': {"规章": 0},
    "“正文” ＝ “””\n一，二：三＝“四”\n“””\n“规章” = ０": {"正文": "一，二：三＝“四”\n", "规章": 0},
    "“机关” ＝ “某局”\n\"正文\" = '''\n一，二：“三”\n'''": {"机关": "某局", "正文": "一，二：“三”\n"},
    '["报告"]\n“机关”＝“某局”\n"正文" = """\n一，二\n"""': {"报告": {"机关": "某局", "正文": "一，二\n"}},
}
REFUSED = [
    # what was typed, line, the sign or word marked, what to do
    ('["报告］', 1, None, "标题要连方括号和引号一起写"),
    ('机关 = "某局"', 1, None, "项目要放在半角双引号里"),
    ("[报告]", 1, None, "标题要连方括号和引号一起写"),
    ('"机关" = 某局', 1, "某局", "文字放在半角双引号里"),
    ('"规章" = 1, 2, 3', 1, ", 2, 3", "写成 [1, 2, 3]"),
    ('"规章" = [100，200, 3]', 1, "，200, 3]", "隔开两个数的，改成半角的「,」；是千分位的，删去"),
    ('"行政许可" = 3，440', 1, "，440", "是千分位的，删去"),
    ("[一、总体情况]", 1, None, '["一、总体情况"]'),
    ('一、总体情况"]', 1, None, '["一、总体情况"]'),
    ('["一、总体情况]', 1, None, '["一、总体情况"]'),
    ('["一、总体情况"]\n"正文" = "\n一段。\n"""\n["数据"]', 2, None, '几行文字前后各要三个 """'),
    ('"规章" = [0, 0, 0\n"行政许可" = 0', 1, None, "方括号没有配对"),
    ('"规章" = [3%, 0, 0]', 1, None, "“%”要删去"),
    ('"公布日期" = 2025-02-30', 1, None, "没有这一天"),
    ('"正文" = """\n一段。\n"""\n2024年，又一段。', 4, None, "正文要写在三个双引号里面"),
    ('"规章" =', 1, None, "等号后面没有值：没有发生的填 0，还没有数的填 []"),
    ('"规章" =   # 没有', 1, None, "等号后面没有值"),
    ('"行政许可" = 12件', 1, "12件", "12件请写12，不带单位"),
    ('"行政许可" = １２件', 1, "１２件", "12件请写12，不带单位"),
    ('"行政许可" = 157万', 1, "157万", "157万像是约数，请写准确的件数；正好是1570000的，写1570000"),
    ('"行政许可" = 1.5 亿件', 1, "1.5 亿件", "正好是150000000的，写150000000"),
    ('"行政许可" = 3千', 1, "3千", "正好是3000的，写3000"),
    ('"行政事业性收费" = 35000元', 1, "35000元", "这一格的单位是万元，35000元请写3.5"),
    ('"行政事业性收费" = 3.5万元', 1, "3.5万元", "3.5万元请写3.5，不带单位"),
    ('"行政事业性收费" = 1.2亿', 1, "1.2亿", "这一格的单位是万元，1.2亿请写12000"),
    ('"行政许可" = 300元', 1, "300元", "这一格填件数，300元是金额，请核对"),
    ('"规章" = [1, 2件, 3]', 1, "2件", "2件请写2，不带单位"),
    ('"信息处理费" = { "件数" = 3, "金额" = 0.03万元 }', 1, "0.03万元", "这一格的单位是元，0.03万元请写300"),
    ('"政策问答" = 119期', 1, "119期", '写成 "119期"'),
    ('["一、总体情况"]\n"正文" = """\n一段。\n又\x07一段。\n"""', 4, "\x07", "看不见的字符（U+0007）"),
    ('"规章" = \x1b0', 1, "\x1b", "看不见的字符（U+001B）"),
    ("# 说明\x00", 1, "\x00", "看不见的字符（U+0000）"),
    ("2024年，我局共收到申请12件。", 1, None, "正文要写在三个双引号里面"),
    ('"行政许可" = 3,440', 1, ",440", "数里面不要用千分位逗号"),
    ('"行政许可" = 012', 1, "12", "数前面不要写 0"),
    ('"行政许可" = 20 561', 1, "561", "里面没有空格"),
    ('"规章" = [3 41, 0, 0]', 1, None, "一个数里没有空格"),
    ('"行政许可" = 2O56l', 1, "O56l", "没有空格、字母"),
    ('"行政许可" = 20000+561', 1, "+561", "没有单位和算式"),
    ('"行政许可" = /', 1, "/", "没有发生的填 0"),
    ('"行政许可" = 三十', 1, "三十", "数只写阿拉伯数字"),
    ('"行政许可" = 无', 1, "无", "没有发生的填 0"),
    ('"行政许可" = 约157万', 1, "约157万", "数只写阿拉伯数字"),
    ('"规章" = [0 0 0]', 1, None, "半角逗号"),
    ('"规章" = [0, 0, 0', 1, None, "方括号没有配对"),
    ('"规章" = 0\n"规章" = 1', 2, '"规章" = 1', "前面已经写过"),
    ('["报告"]\n["数据"]\n["报告"]', 3, '["报告"]', "前面已经写过"),
    ('"机关" = "某局', 1, None, "引号没有成对"),
    ('"机关" = "某局\n"年度" = 2024', 1, None, "引号没有成对"),
    ('"正文" = """\n第一段\n', 1, '"正文" = """', "没有结束"),
    ('"机关" = "C:\\某局"', 1, None, "反斜线"),
    ("这是我的数据", 1, "这是我的数据", "半角双引号"),
    ('"公布日期" = 2025年1月31日', 1, None, "公布日期写成 2022-01-28"),
    ('"公布日期" = 2025-1-31', 1, None, "公布日期写成 2022-01-28"),
    ('"公布日期" = 2022-13-01', 1, None, "没有这一天；公布日期写成 2022-01-28"),
    ('"公布期限" = 02-15', 1, None, '写成 "公布期限" = "02-15"'),
    ("二、主动公开政府信息情况", 1, None, "标题要连方括号和引号一起写"),
    ('"行政处罚" = 1573179  （含区县）', 1, "（含区县）", "说明前面加 #"),
    ("年度 2024", 1, None, '写成 "规章" = 0'),
    (
        '["一"]\n"正文" = """\n一段。\n["二"]\n"规章" = 0\n["五"]\n"正文" = """\n问题：一是。\n"""',
        2,
        None,
        "没有结束",
    ),
    ('"正文" = """\n他说"""好：好"""。\n"""', 2, None, "正文里不能有三个连着的双引号"),
    ('"正文" = """\n一是\\政策：解读。\n"""', 2, None, "反斜线"),
    ('"年度" = 2024 年', 1, "2024 年", "数后面不要写“年”，请写2024"),
    ('“机关” ＝ “某局”\n"规章" = [0，0，0', 2, None, "方括号没有配对"),
]


@pytest.mark.parametrize(("text", "data"), READ.items(), ids=READ)
def test_full_width_signs_are_read_as_half_width_ones_and_told(text: str, data: dict[str, Any]) -> None:
    parsed = parse(text, Path("data.toml"), float)
    assert parsed.data == data
    assert len(parsed.text) == len(text)
    assert [("已按半角" in note) for note in parsed.notes] == [True]


def test_other_blanks_are_told_as_blanks() -> None:
    (note,) = parse('"规章" = 0\n"行政许可" =\xa00', Path("data.toml"), float).notes
    assert note.startswith("第 2 行有全角空格，或者从网页、Word 里带来的空格")


@pytest.mark.parametrize(("text", "line", "marked", "advice"), REFUSED, ids=[case[0] for case in REFUSED])
def test_a_slip_is_shown_where_it_is_with_what_to_do(
    text: str, line: int, marked: str | None, advice: str
) -> None:
    lines = text.split("\n")
    with pytest.raises(InputError) as caught:
        parse(text, Path("data.toml"), float)
    (problem,) = caught.value.problems
    assert problem.line == line
    assert advice in problem.message
    if marked is not None:
        assert lines[line - 1][problem.start : problem.end] == marked


def test_a_whole_file_in_full_width_is_read_with_one_remark(tmp_path: Path) -> None:
    signs = str.maketrans('=[],{}"0123456789', "＝［］，｛｝“０１２３４５６７８９")
    lines = GOOD.read_text(encoding="utf-8").split("\n")
    figures = [line.startswith('"') and line.endswith("]") for line in lines]
    assert sum(figures) > 20
    path = tmp_path / "data.toml"
    typed = [line.translate(signs) if is_one else line for line, is_one in zip(lines, figures, strict=True)]
    path.write_text("\n".join(typed), encoding="utf-8")
    report, right = read_toml(path), read_toml(GOOD)
    values = ({id: figure.value for id, figure in one.figures.items()} for one in (report, right))
    assert next(values) == next(values)
    assert (report.unread, report.prose["一"].text) == (right.unread, right.prose["一"].text)
    (note,) = report.source.notes
    assert f"等 {sum(figures)} 行" in note


def test_a_file_that_parses_is_never_changed() -> None:
    text = '"正文" = "关于“某事”, 如下＝"  # ＝'
    assert parse(text, Path("data.toml"), float) == ({"正文": "关于“某事”, 如下＝"}, text, ())


@pytest.mark.parametrize("text", ['"规章" = [０x' + "f" * 8000 + ", 0, 0]", "a．" * 16_000 + "b = 1"])
def test_what_is_too_long_in_full_width_is_refused_at_once(text: str) -> None:
    begun = process_time()
    with pytest.raises(InputError, match="请检查"):
        parse(text, Path("data.toml"), float)
    assert process_time() - begun < _MOST_SECONDS


@pytest.mark.parametrize(
    "text", ["“““ " * 50_000, "“甲 " * 20_000, '"' * 100_001, "＝［（" * 50_000, '甲 = "' + '\\"' * 20_000]
)
def test_signs_without_end_take_no_time(text: str) -> None:
    begun = process_time()
    assert len(in_half_width(text)) == len(text)
    assert process_time() - begun < _MOST_SECONDS
