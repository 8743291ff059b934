from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ndbg.read.toml import read_toml
from ndbg.report import Additions, Report
from ndbg.report.names import Names, UnknownNameError, cells_named, figure_names
from tests.conftest import numbered_report
from tests.official import FORM_2019, FORM_2021

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def suqian() -> Report:
    return read_toml(EXAMPLES / "suqian-2024.toml")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("本年新收", "3525"),
        ("一、本年新收政府信息公开申请数量", "3525"),
        ("requests.new", "3525"),
        ("requests.new.natural_person", "3440"),
        ("予以公开", "1431"),
        ("部分公开", "471"),
        ("不予公开", "92"),
        ("无法提供", "941"),
        ("不予处理", "117"),
        ("其他处理", "469"),
        ("其他处理.其他", "0"),
        ("不予公开.自然人", "88"),
        ("结转下年度", "125"),
        ("上年结转.自然人", "118"),
        ("行政复议", "170"),
        ("行政复议.结果维持", "88"),
        ("行政诉讼", "77"),
        ("复议后起诉.总计", "52"),
        ("行政许可", "1573179"),
        ("行政事业性收费", "72701.2578"),
        ("规章.现行有效件数", "12"),
        ("机关", "宿迁市"),
        ("年度", "2024"),
        ("信息处理费.金额", "2230"),
        ("政策问答", "98"),
        ("数据.政策问答", "98"),
        ("１．属于国家秘密", "2"),
    ],
)
def test_a_name_gives_its_figure(suqian: Report, name: str, value: str) -> None:
    assert Names(suqian).resolve(name) == value


@pytest.mark.parametrize("report", [numbered_report(), numbered_report(FORM_2019, 2020)])
def test_every_row_and_column_can_be_named(report: Report) -> None:
    names = Names(report)
    subjects = figure_names(report.form)
    said = [names.resolve(f"{subject}.{column}") for subject, columns in subjects for column in columns]
    assert all(said)
    for id, cell in report.form.cells.items():
        assert names.resolve(id) == report.figures[cell.id].text


def test_a_row_of_several_kinds_of_figures_must_say_which(suqian: Report) -> None:
    with pytest.raises(UnknownNameError) as caught:
        Names(suqian).resolve("规章")
    assert caught.value.ambiguous
    assert caught.value.candidates == ["规章.本年制发件数", "规章.本年废止件数", "规章.现行有效件数"]


@pytest.mark.parametrize("name", ["总计", "其他", "自然人"])
def test_a_mere_column_names_nothing(suqian: Report, name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        Names(suqian).resolve(name)
    assert caught.value.ambiguous


def test_an_unknown_name_is_told_with_the_nearest(suqian: Report) -> None:
    with pytest.raises(UnknownNameError) as caught:
        Names(suqian).resolve("本年新受")
    assert caught.value.candidates[0] == "本年新收"


def test_only_markers_are_replaced(suqian: Report) -> None:
    text = "{不是} {{}} {{ 本年新收 }} ｛｛年度｝｝ {{年度}}"
    assert Names(suqian).expand(text) == "{不是} {{}} 3525 2024 2024"


def test_a_marker_whose_figure_is_not_there_stays(report: Report) -> None:
    empty = replace(report, figures={})
    assert Names(empty).expand("新收{{本年新收}}件") == "新收{{本年新收}}件"


def test_what_stands_for_a_marker_is_not_read_again(report: Report) -> None:
    sly = replace(report, added=Additions({"甲": "{{年度}}"}))
    assert Names(sly).expand("{{甲}}") == "{{年度}}"


def test_a_date_is_written_out(report: Report) -> None:
    dated = replace(report, published=date(2025, 1, 8))
    assert Names(dated).resolve("公布日期") == "2025年1月8日"


@pytest.mark.parametrize("written", ["（七）总计", "（七）合计"])
def test_the_total_of_a_group_as_the_form_has_it_is_proposed_by_the_name_of_the_group(written: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        cells_named(written, FORM_2021)
    assert (caught.value.candidates, caught.value.ambiguous) == (["本年度办理结果"], True)
