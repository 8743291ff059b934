"""What input methods and old habits leave in a file, and what is said of it."""

from pathlib import Path

import pytest

from ndbg.errors import InputError
from ndbg.read.toml_syntax import parse

CASES = [
    # what was typed, line, the sign or word marked, what to do
    ('"规章" = [0，0, 0]', 1, "，", "请改成半角的「,」"),
    ("“规章” = 0", 1, "“", '请改成半角的「"」'),
    ('"规章" ＝ 0', 1, "＝", "请改成半角的「=」"),
    ('"规章"：0', 1, "：", "请改成半角的「=」"),
    ('"规章" = ［0, 0, 0］', 1, "［", "请改成半角的「[」"),
    ('"规章" = [0, 0, 0］', 1, "］", "请改成半角的「]」"),
    ('"规章" = 【0, 0, 0】', 1, "【", "请改成半角的「[」"),
    ('"规章" = ０', 1, "０", "请改成半角的「0」"),
    ('"规章" = [１２, 0, 0]', 1, "１", "请改成半角的「1」"),
    ('"信息处理费" = ｛ "件数" = 3 }', 1, "｛", "请改成半角的「{」"),
    ('"机关" = “某局」', 1, "“", '请改成半角的「"」'),
    ('"机关" = "某局”', 1, "”", '请改成半角的「"」'),
    ('["报告］', 1, "］", "请改成半角的「]」"),
    ('"规章" = 0\n　"行政许可" = 0', 2, "　", "请改成半角的空格"),
    ('"规章" = 0 ＃ 说明', 1, "＃", "请改成半角的「#」"),
    ('机关 = "某局"', 1, "机关", '写成 "机关"'),
    ("[报告]", 1, "报告", '写成 "报告"'),
    ('"机关" = 某局', 1, "某局", "才放在半角双引号里"),
    ('"规章" =', 1, "", "等号后面没有值"),
    ('"规章" =   # 没有', 1, None, "等号后面没有值"),
    ('"行政许可" = 12件', 1, "件", "数后面不要写“件”"),
    ('"行政许可" = 3,440', 1, ",", "数里面不要用千分位逗号"),
    ('"行政许可" = 012', 1, "0", "数前面不要写 0"),
    ('"行政许可" = /', 1, "/", "没有发生的填 0"),
    ('"行政许可" = -', 1, "-", "没有发生的填 0"),
    ('"行政许可" = 无', 1, "无", "没有发生的填 0"),
    ('"规章" = [0 0 0]', 1, None, "半角逗号"),
    ('"规章" = [0, 0, 0', 1, None, "方括号没有配对"),
    ('"规章" = 0\n"规章" = 1', 2, '"规章" = 1', "第1行已经写过"),
    ('["报告"]\n["数据"]\n["报告"]', 3, '["报告"]', "第1行已经写过"),
    ('"机关" = "某局', 1, None, "引号没有成对"),
    ('"正文" = """\n第一段\n', 1, '"正文" = """', "没有结束"),
    ('"机关" = "C:\\某局"', 1, None, "反斜线"),
    ("这是我的数据", 1, "这是我的数据", "半角双引号"),
    ('"公布日期" = 2025年1月31日', 1, None, "公布日期写成 2022-01-28"),
    ('"公布日期" = 2025-1-31', 1, None, "公布日期写成 2022-01-28"),
    ('"公布日期" = 2025/01/31', 1, None, "公布日期写成 2022-01-28"),
    ("二、主动公开政府信息情况", 1, None, '写成 ["二、主动公开政府信息情况"]'),
    ('"行政处罚" = 1573179  （含区县）', 1, "（含区县）", "说明文字前面要加 #"),
    ("年度 2024", 1, None, '要写成 "年度" = 2024'),
    ('"行政许可" = O', 1, "O", "数字零写成 0"),
    ('"行政许可" = 约157万', 1, "约157万", "件数只写阿拉伯数字"),
    (
        '["一"]\n"正文" = """\n一段。\n["二"]\n"规章" = 0\n["五"]\n"正文" = """\n问题：一是。\n"""',
        2,
        None,
        "没有结束",
    ),
    ('"正文" = """\n他说"""好：好"""。\n"""', 2, None, "正文里不能有三个连着的双引号"),
    ('"正文" = """\n一是\\政策：解读。\n"""', 2, None, "反斜线"),
    ('"年度" = 2024 年', 1, "年", "数后面不要写“年”"),
    ('"公布日期" = 2022-13-01', 1, None, ""),
]


@pytest.mark.parametrize(("text", "line", "marked", "advice"), CASES, ids=[case[0] for case in CASES])
def test_a_slip_is_shown_where_it_is_with_what_to_type(
    text: str, line: int, marked: str | None, advice: str
) -> None:
    lines = text.split("\n")
    with pytest.raises(InputError) as caught:
        parse(text, Path("data.toml"), lines, float)
    problem = caught.value.problems[0]
    assert problem.line == line
    assert advice in problem.message
    assert any("\u4e00" <= c <= "\u9fff" for c in problem.message)
    if marked is not None:
        assert lines[line - 1][problem.start : problem.end] == marked


def test_all_full_width_signs_are_told_at_once() -> None:
    text = '["报告"]\n“机关”＝“某局”\n"正文" = """\n一，二：三\n"""\n"规章" = [0，0，0]  # 说明，不算\n'
    with pytest.raises(InputError) as caught:
        parse(text, Path("data.toml"), text.split("\n"), float)
    assert [(p.line, p.start) for p in caught.value.problems] == [
        (2, 0), (2, 3), (2, 4), (2, 5), (2, 8), (6, 9), (6, 11),
    ]  # fmt: skip
