"""What input methods and old habits leave in a file, and what is said of it."""

from pathlib import Path

import pytest

from ndbg.errors import InputError
from ndbg.read.toml_syntax import parse

CASES = [
    # what was typed, line, the sign or word marked, what to do
    ('"规章" = [0，0, 0]', 1, "，", "请改成半角的“,”"),
    ("“规章” = 0", 1, "“", '请改成半角的“"”'),
    ('"规章" ＝ 0', 1, "＝", "请改成半角的“=”"),
    ('"规章"：0', 1, "：", "请改成半角的“=”"),
    ('"规章" = ［0, 0, 0］', 1, "［", "请改成半角的“[”"),
    ('"规章" = [0, 0, 0］', 1, "］", "请改成半角的“]”"),
    ('"规章" = 【0, 0, 0】', 1, "【", "请改成半角的“[”"),
    ('"规章" = ０', 1, "０", "请改成半角的“0”"),
    ('"规章" = [１２, 0, 0]', 1, "１", "请改成半角的“1”"),
    ('"信息处理费" = ｛ "件数" = 3 }', 1, "｛", "请改成半角的“{”"),
    ('"机关" = “某局”', 1, "“", '请改成半角的“"”'),
    ('"机关" = "某局”', 1, "”", '请改成半角的“"”'),
    ('["报告］', 1, "］", "请改成半角的“]”"),
    ('"规章" = 0\n　"行政许可" = 0', 2, "　", "请改成半角的空格"),
    ('"规章" = 0 ＃ 说明', 1, "＃", "请改成半角的“#”"),
    ('机关 = "某局"', 1, "机关", '写成 "机关"'),
    ("[报告]", 1, "报告", '写成 "报告"'),
    ('"机关" = 某局', 1, "某局", "要放在半角双引号里"),
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
    (problem,) = caught.value.problems
    assert problem.line == line
    assert advice in problem.message
    assert any("\u4e00" <= c <= "\u9fff" for c in problem.message)
    if marked is not None:
        assert lines[line - 1][problem.start : problem.end] == marked
