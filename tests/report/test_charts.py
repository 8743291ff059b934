"""What the pictures show: sums of the form's figures, beside last year's."""

from dataclasses import replace

from ndbg.read.toml import read_toml
from ndbg.report.charts import Bar, charts
from tests.conftest import EXAMPLES
from tests.official import FORM_2021

THIS = read_toml(EXAMPLES / "suqian-2024.toml")
LAST = read_toml(EXAMPLES / "suqian-2023.toml")


def test_outcomes_are_the_groups_of_the_form_and_add_up() -> None:
    outcomes, applicants = charts(THIS, LAST)
    assert outcomes.title == "本年度办理结果"
    assert [(bar.name, bar.count, bar.last) for bar in outcomes.bars] == [
        ("予以公开", 1431, 1191), ("部分公开", 471, 328), ("不予公开", 92, 142),
        ("无法提供", 941, 1078), ("不予处理", 117, 406), ("其他处理", 469, 341),
    ]  # fmt: skip
    assert sum(bar.count for bar in outcomes.bars) == THIS.figures["requests.results_total.total"].value
    assert sum(bar.count for bar in applicants.bars) == THIS.figures["requests.new.total"].value
    assert applicants.bars[0] == Bar("自然人", 3440, 3402)


def test_without_last_year_there_is_only_this() -> None:
    for chart in charts(THIS):
        assert chart.last_year is None
        assert {bar.last for bar in chart.bars} == {None}
        assert "2023" not in chart.in_words()


def test_a_figure_that_is_not_there_is_not_drawn_as_nothing() -> None:
    known = {id: f for id, f in THIS.figures.items() if id != "requests.granted.total"}
    assert [chart.title for chart in charts(replace(THIS, figures=known))] == [
        "本年新收政府信息公开申请数量，按申请人情况分"
    ]
    gone = {id: f for id, f in LAST.figures.items() if id != "requests.granted.total"}
    outcomes, _ = charts(THIS, replace(LAST, figures=gone))
    assert outcomes.bars[0].last is None
    assert "予以公开：2024年1431，2023年没有数" in outcomes.in_words()


def test_charts_belong_to_the_table_of_applications() -> None:
    assert {chart.table for chart in charts(THIS)} == {FORM_2021.table("requests")}
