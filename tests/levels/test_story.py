"""The supervising office's year on a city that never was: from what was received to the government's signed report."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ndbg.report import Figure, Prose, Report, Source
from ndbg.write.toml import write_toml
from tests.conftest import Run, runner
from tests.levels.city import OFFICE, TOP, YEAR, City, city
from tests.levels.planted import Truth, mend, plant
from tests.official import FORM_2021
from tests.warm import Warm

PROSE = "\n".join(f"（{n}）{what}。全市各级各部门按照要求完成了全年任务，{what}有了新的进展，群众比较满意。" for n, what in (
    ("一", "主动公开"), ("二", "依申请公开"), ("三", "政府信息管理"), ("四", "平台建设"), ("五", "监督保障"),
))  # fmt: skip
PROBLEMS = (
    "主要问题是部分单位公开不够及时。下一步将建立每周更新的台账，安排专人逐条核对，按月通报，限期整改。"
)
FEE = "本年度没有收取信息处理费。"


@pytest.fixture
def run(tmp_path: Path, loaded: Warm | None) -> Run:
    """What runs `ndbg`; with hundreds of reports it may take its time."""
    return runner(tmp_path, loaded, 1200)


def _json(run: Run, *command: str | Path) -> Any:
    done = run(*command, "--format", "json")
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)


def _names(listed: list[str]) -> set[str]:
    return {Path(path).name for path in listed}


@pytest.mark.parametrize("size", [30, pytest.param(300, marks=pytest.mark.slow)])
def test_a_year_from_what_was_received_to_the_governments_report(run: Run, tmp_path: Path, size: int) -> None:
    found = city(size)
    truth = plant(tmp_path, found)
    assert run("collect", "上年收件", "-o", "2023年", "--roster", "名册.xlsx", "--jobs", "1").returncode == 0
    _told_of_what_came(run, truth)
    _told_of_what_was_copied(run, truth)
    _told_of_what_was_not_carried_over(run, truth, found)
    _sent_back(run, tmp_path, truth)
    refused = run("merge", "2024年", "-o", "云州市.toml")
    assert refused.returncode == 1
    assert "缺报" in refused.stdout

    mend(tmp_path, truth)
    now = _json(run, "collect", "收件", "-o", "2024年", "--jobs", "1")
    assert (now["missing"], now["errors"], now["duplicates"]) == ([], [], [])
    assert run("alike", "2024年").returncode == 0
    _added_up(run, tmp_path)
    _signed(run, tmp_path)


def _told_of_what_came(run: Run, truth: Truth) -> None:
    told = _json(run, "collect", "收件", "-o", "2024年", "--roster", "名册.xlsx", "--jobs", "1")
    assert told["due"] == truth.due
    assert told["received"] == truth.due - len(truth.missing)
    for key in ("late", "missing", "errors", "duplicates", "revised"):
        assert set(told[key]) == getattr(truth, key), key
    assert _names(told["unknown"]) == truth.unknown
    assert _names(told["unreadable"]) == truth.unreadable
    again = run("collect", "2024年", "--status")
    assert (
        f"应报 {truth.due}、已报 {told['received']}、逾期 1、缺报 2、名册外 1、读不出 1、有错误 {len(truth.errors)}"
        in again.stdout
    )
    assert "ndbg return 2024年 -o 退回" in again.stdout
    for ledger in ("台账.xlsx", "台账.html"):
        assert f"已写入：{ledger}" in run("collect", "2024年", "--status", "-o", ledger).stderr


def _told_of_what_was_copied(run: Run, truth: Truth) -> None:
    told = _json(run, "alike", "2024年", "--years")
    assert [(group["section"], set(group["bodies"])) for group in told["groups"]] == [
        ("一", set(truth.copied))
    ]
    assert [(name["body"], name["name"]) for name in told["names"]] == [truth.name_left]
    assert [set(passage["bodies"]) for passage in told["passages"]] == [set(truth.passage)]
    assert [set(same["bodies"]) for same in told["figures"]] == [set(truth.same_figures)]
    assert told["last_year"] == []


def _told_of_what_was_not_carried_over(run: Run, truth: Truth, found: City) -> None:
    twin = truth.same_figures[0]  # with the figures of another it has what that one carried over
    above = next(office.parent for office in found.offices if office.name == twin)
    if above == TOP:
        return  # of which some have not reported: nothing can be said of the sum
    assert run("merge", "2024年", "--body", above, "--draft", "-o", "草稿.toml").returncode == 0
    (told,) = _json(run, "check", "草稿.toml", "--below", "2024年", "--select", "H709")["findings"]
    assert told["bodies"] == [twin]


def _sent_back(run: Run, folder: Path, truth: Truth) -> None:
    done = run("return", "2024年", "-o", "退回", "--summary", "通报.docx", "--term", "2-10", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    twin, model = truth.same_figures
    wrong = {*truth.errors, *truth.late, *truth.duplicates, *truth.copied, twin}
    wrong |= {truth.name_left[0], truth.rules, truth.published_otherwise}
    told = {line.partition("：")[0] for line in done.stdout.splitlines()} - {"已写入"}
    # Where the twin's figures do not go on from its own of last year, the other is not asked.
    assert told - {model} == wrong - {model}
    letters = {path.name.removesuffix("-修改意见.docx") for path in (folder / "退回").glob("*修改意见.docx")}
    assert letters == wrong
    assert "不按时 3" in done.stdout
    assert (folder / "通报.docx").stat().st_size > 0


def _added_up(run: Run, folder: Path) -> None:
    done = run("merge", "2024年", "--body", "云州市", "-o", "云州市.toml")
    assert done.returncode == 0, done.stdout
    told = run("merge", "2024年", "--why", "本年新收.自然人").stdout
    parts = [int(line.partition("：")[2].split("　")[0]) for line in told.splitlines()[1:]]
    assert sum(parts) == int(told.splitlines()[0].rpartition("：")[2])
    text = (folder / "云州市.toml").read_text(encoding="utf-8")
    for prose in (PROSE, PROBLEMS, FEE):
        text = text.replace('"正文" = """\n"""', f'"正文" = """\n{prose}\n"""', 1)
    text = text.replace('# "公布日期" = 2025-01-31', '"公布日期" = 2025-03-20')
    text = text.replace('# "信息处理费"', '"信息处理费"')
    (folder / "云州市.toml").write_text(text, encoding="utf-8")
    (right,) = [_json(run, "check", "云州市.toml", "--below", "2024年")]
    assert [f["message"] for f in right["findings"] if f["code"].startswith("H")] == []
    assert "H709" not in [rule["code"] for rule in right["unevaluated"]]
    assert right["summary"]["error"] == 0
    assert run("merge", "2024年", "--body", "云州市", "-o", "汇总.xlsx").returncode == 0
    _a_slip_is_named(run, folder)
    _other_faults_are_told(run, folder)


def _a_slip_is_named(run: Run, folder: Path) -> None:
    sums = _json(run, "merge", "2024年", "--body", "云州市")
    office = next(part for part in sums["parts"] if part["name"] == OFFICE)
    cell = "disclosure.licences.decisions"
    text = (folder / "云州市.toml").read_text(encoding="utf-8")
    less = sums["figures"][cell] - office["figures"][cell]
    wrong = text.replace(f'"行政许可" = {sums["figures"][cell]}', f'"行政许可" = {less}')
    (folder / "错.toml").write_text(wrong, encoding="utf-8")
    (found,) = _json(run, "check", "错.toml", "--below", "2024年", "--select", "H7")["findings"]
    assert (found["code"], found["bodies"], found["difference"]) == (
        "H701",
        [OFFICE],
        -office["figures"][cell],
    )


def _other_faults_are_told(run: Run, folder: Path) -> None:
    """H707, H713, H714: the office's figures alone, more law suits than those below have, places with a wrong number."""
    sums = _json(run, "merge", "2024年", "--body", "云州市")
    office = next(part for part in sums["parts"] if part["name"] == OFFICE)
    suits = [f"review.litigation_direct.{column}" for column in ("upheld", "total")]
    new = "requests.new.total"
    counts = {part["name"].removesuffix("人民政府"): part["figures"][new] for part in sums["parts"][-3:]}
    place = list(counts)[1]
    listed = "、".join(f"{name}{count + 5 * (name == place)}件" for name, count in counts.items())
    more = {**sums["figures"], **{id: sums["figures"][id] + 4 for id in suits}}
    cases = (
        ("H707", office["figures"], "", [OFFICE]),
        ("H713", more, "", None),
        ("H714", sums["figures"], f"新收的申请中，{listed}。", [sums["parts"][-2]["name"]]),
    )
    for code, figures, listed, bodies in cases:
        values = {
            id: Figure(Decimal(value) if isinstance(value, str) else value) for id, value in figures.items()
        }
        prose = {"一": Prose(listed, listed)} if listed else {}
        path = folder / f"{code}.toml"
        report = Report(Source(path), FORM_2021, TOP, YEAR, figures=values, prose=prose)
        path.write_text(write_toml(report, {}), encoding="utf-8")
        told = _json(run, "check", path.name, "--below", "2024年", "--select", "H7")["findings"]
        assert [(one["code"], one.get("bodies")) for one in told] == [(code, bodies)]


def _signed(run: Run, folder: Path) -> None:
    done = run("fill", "云州市.toml", "--sign-off")
    assert done.returncode == 0, done.stdout
    name = f"{TOP}2024年政府信息公开工作年度报告.docx"
    assert (folder / name).is_file()
    assert run("check", name, "--below", "2024年", "--select", "H7").returncode == 0
    assert "实质公开率" in run("stats", "2024年", "--by", "上级").stdout
