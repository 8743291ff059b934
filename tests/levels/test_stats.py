"""Figures and ratios of many bodies, with what they rest on."""

import contextlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ndbg.app.executors import place
from ndbg.app.levels.intake.collect import Request, collect
from ndbg.app.levels.status.model import Survey
from ndbg.app.levels.sums.choices import By, Scope
from ndbg.app.levels.sums.merge import add_up, explain
from ndbg.app.levels.sums.stats import RATIOS, formula, head, notes, rows, statistics
from ndbg.app.levels.sums.stats_files import statistics_file
from ndbg.errors import NdbgError
from tests.conftest import Run
from tests.levels.city import OFFICE, TOP, changed, city, write_roster, written
from tests.levels.office import Desk

EDUCATION = "云州市教育局"
GRANTED, PARTIAL, DONE = (f"requests.{row}.total" for row in ("granted", "partial", "results_total"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Survey]:
    """Two years of those directly below a city; one of them has not reported a figure this year."""
    desk = tmp_path_factory.mktemp("city")
    told = city(30)
    offices = [office for office in told.offices if office.parent in ("", TOP)]
    write_roster(desk / "名册.xlsx", offices)
    with contextlib.chdir(desk):
        for folder, store, reports in (("上年收件", "2023年", told.last), ("收件", "2024年", told.now)):
            Path(folder).mkdir()
            for office in offices:
                if office.name != TOP:
                    report = reports[office.name]
                    if office.name == EDUCATION and store == "2024年":
                        kept = {id: figure for id, figure in report.figures.items() if id != GRANTED}
                        report = replace(report, figures=kept)
                    Path(folder, f"{office.name}.md").write_bytes(written(report, "text.md"))
            with place(1) as where:
                survey = collect(Request((Path(folder),), Path(store), Path("名册.xlsx")), where).survey
    return desk, survey


@pytest.fixture
def found(made: tuple[Path, Survey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Survey:
    """That, in a folder of the test's own."""
    desk, survey = made
    shutil.copytree(desk, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return survey


def value(name: str, id: str, year: int = 2024) -> int:
    reports = city(30).now if year == 2024 else city(30).last
    return int(reports[name].figures[id].value)


def test_a_figure_that_was_not_reported_is_no_nought(found: Survey) -> None:
    table = statistics(found, ["予以公开"], By.BODY)
    lines = {line.name: line.values[0] for line in table.lines}
    assert (lines[EDUCATION].text, lines[EDUCATION].bodies) == ("—", 0)
    assert lines[OFFICE].value == value(OFFICE, GRANTED)


def test_a_sum_rests_on_those_that_have_the_figure_and_says_how_many(found: Survey) -> None:
    table = statistics(found, ["予以公开", "本年新收"], By.KIND)
    departments = [office.name for office in city(30).offices if office.kind == "市直部门"]
    (line,) = [line for line in table.lines if line.name == "市直部门"]
    assert line.bodies == len(departments)
    assert line.values[0].value == sum(value(name, GRANTED) for name in departments if name != EDUCATION)
    assert line.values[0].bodies == len(departments) - 1
    assert head(table) == ["类别", "单位数", "予以公开", "予以公开 N", "本年新收"]
    assert "没有填、读不出的不当作 0" in "".join(notes(table))


@pytest.mark.parametrize("by", [By.KIND, By.PARENT, By.YEAR])
def test_who_does_not_count_towards_a_sum_is_left_out_and_named(found: Survey, by: By) -> None:
    bodies = tuple(replace(b, counted=b.name != EDUCATION) for b in found.roster.bodies)
    entries = tuple(replace(e, body=replace(e.body, counted=e.body.name != EDUCATION)) for e in found.entries)
    some = replace(found, roster=replace(found.roster, bodies=bodies), entries=entries)
    names = [name for name in city(30).below[TOP] if name != EDUCATION]
    table = statistics(some, ["本年新收"], by)
    lines = [line for line in table.lines if line.name != f"{2023}年"]
    assert sum(int(line.values[0].value or 0) for line in lines) == sum(
        value(name, "requests.new.total") for name in names
    )
    assert f"不算在内：{EDUCATION}" in "".join(notes(table))


def test_a_body_without_a_kind_is_counted_with_its_like(found: Survey) -> None:
    bodies = tuple(replace(b, kind="" if b.name == EDUCATION else b.kind) for b in found.roster.bodies)
    entries = tuple(
        replace(e, body=replace(e.body, kind="" if e.body.name == EDUCATION else e.body.kind))
        for e in found.entries
    )
    some = replace(found, roster=replace(found.roster, bodies=bodies), entries=entries)
    assert {line.name for line in statistics(some, [], By.KIND).lines} == {"本机关", "市直部门", "县区"}


def test_a_ratio_is_of_sums_over_the_same_bodies(found: Survey) -> None:
    table = statistics(found, ["实质公开率"], By.PARENT)
    (line,) = table.lines
    names = [name for name in city(30).below[TOP] if name != EDUCATION]
    open_ = sum(value(name, GRANTED) + value(name, PARTIAL) for name in names)
    assert line.values[0].text == f"{100 * open_ / sum(value(name, DONE) for name in names):.1f}%"
    assert next(iter(notes(table))) == "实质公开率＝（予以公开＋部分公开）÷办理结果总计"


def test_years_are_those_of_the_stores_side_by_side(found: Survey) -> None:
    table = statistics(found, ["本年新收"], By.YEAR)
    new = "requests.new.total"
    expected = [
        [
            f"{year}年",
            str(len(city(30).below[TOP])),
            str(sum(value(n, new, year) for n in city(30).below[TOP])),
        ]
        for year in (2023, 2024)
    ]
    assert list(rows(table)) == expected


@pytest.mark.parametrize("name", RATIOS)
def test_every_ratio_has_its_formula_and_a_value(found: Survey, name: str) -> None:
    assert formula(name).startswith(f"{name}＝")
    assert statistics(found, [name], By.PARENT).lines[0].values[0].per_cent


@pytest.mark.parametrize(
    ("name", "said"), [("公开率", "有这些：实质公开率＝"), ("本年收", "最接近的是"), ("总计", "不止一个意思")]
)
def test_an_unknown_indicator_is_told(found: Survey, name: str, said: str) -> None:
    with pytest.raises(NdbgError, match=said):
        statistics(found, [name], By.KIND)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".html"])
def test_statistics_are_written_as_file(found: Survey, suffix: str) -> None:
    data = statistics_file(statistics(found, ["实质公开率"], By.KIND), suffix)
    assert (b"PK" if suffix == ".xlsx" else "市直部门".encode()) in data


def test_the_command_gives_csv_and_json(run: Run, found: Survey) -> None:
    assert run("stats", "2024年", "本年新收", "--format", "csv").stdout.startswith("类别,单位数,本年新收\n")
    told = json.loads(run("stats", "2024年", "予以公开", "--format", "json").stdout)
    line = next(line for line in told["lines"] if line["name"] == "市直部门")
    assert line["values"]["予以公开"]["n"] == line["bodies"] - 1


# -- sums --------------------------------------------------------------------------------------


def test_a_sum_in_which_a_figure_is_lacking_is_not_complete(found: Survey) -> None:
    total = add_up(found)
    assert not total.complete
    assert total.lacking[GRANTED] == (EDUCATION,)
    assert f"“{EDUCATION}”有 1 个数没有填或读不出" in "\n".join(total.obstacles())
    assert total.figures[GRANTED] == sum(value(n, GRANTED) for n in city(30).below[TOP] if n != EDUCATION)


def test_every_figure_can_be_followed_to_its_file_and_place(found: Survey) -> None:
    told = list(explain(found, add_up(found), "予以公开"))
    assert "（不完整）" in told[0]
    (line,) = [line for line in told if EDUCATION in line]
    assert "没有数" in line
    (line,) = [line for line in told if f"{OFFICE}（" in line]
    assert f"收件/{OFFICE}.md 第" in line


def test_the_level_is_the_own_office_and_the_departments(found: Survey) -> None:
    level, region = (add_up(found, "云州市", scope) for scope in (Scope.LEVEL, Scope.REGION))
    counties = [name for name in city(30).below[TOP] if name.endswith(("区人民政府", "县人民政府"))]
    assert {e.body.name for e in {*region.under.there} - {*level.under.there}} == set(counties)
    fee = "disclosure.fees.amount"
    assert level.figures[fee] == sum(
        city(30).now[name].figures[fee].value for name in city(30).below[TOP] if name not in counties
    )


def test_a_draft_is_written_and_says_what_is_missing(run: Run, found: Survey) -> None:
    refused = run("merge", "2024年", "-o", "云州市.toml")
    assert (refused.returncode, Path("云州市.toml").exists()) == (1, False)
    assert run("merge", "2024年", "-o", "云州市.toml", "--draft").returncode == 0
    assert "# 不完整：" in Path("云州市.toml").read_text(encoding="utf-8")


def test_a_body_without_others_below_it_is_told(found: Survey) -> None:
    with pytest.raises(NdbgError, match="没有下级"):
        add_up(found, EDUCATION)
    with pytest.raises(NdbgError, match="名册里没有“云州市教体局”"):
        add_up(found, "云州市教体局")


def test_who_is_missing_or_has_sent_several_reports_is_told_below_the_numbers(tmp_path: Path) -> None:
    desk = Desk(tmp_path, (EDUCATION, "云州市财政局"))
    now = city(30).now[EDUCATION]
    desk.put({EDUCATION: now, f"{EDUCATION}(1)": changed(now, {"disclosure.licences.decisions": 1})})
    told = [*notes(statistics(desk.take(), [], By.KIND))]
    assert "缺报 1 家，不算在内：云州市财政局" in told
    assert f"有几份不同的报告，只用了一份：{EDUCATION}" in told


def test_a_kind_with_bodies_of_several_levels_is_told(tmp_path: Path) -> None:
    county = next(name for name in city(30).below if name not in ("", TOP))
    (*_, below) = city(30).below[county]
    lines = [f"{EDUCATION},{TOP},部门", f"{county},{TOP},县区", f"{below},{county},部门"]
    desk = Desk(tmp_path, (), lines, "类别")
    desk.put({name: city(30).now[name] for name in (EDUCATION, county, below)})
    told = [*notes(statistics(desk.take(), [], By.KIND))]
    assert "“部门”里有不同级别的单位（本级的和下级政府的），分开看请加 --by 上级" in told
    assert "一级政府的报告已经包括它的下级，各行的数不能相加" in told
