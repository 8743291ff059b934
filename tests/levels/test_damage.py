"""Files of a store that were cut off, edited by hand, saved in another encoding, or are gone."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ndbg.app.levels.store.folder import Store
from ndbg.errors import NdbgError
from tests.conftest import Run, runner
from tests.levels.city import OFFICE, TOP, YEAR, changed, city, write_roster, written
from tests.levels.test_collect import EDUCATION, SCIENCE, put
from tests.warm import Warm

NAMES = (OFFICE, EDUCATION, SCIENCE)
CARRIED = "requests.carried_in.total"


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory, loaded: Warm | None) -> Path:
    """Two years of three bodies, one of which has not carried over what it left last year and was sent back its report."""
    folder = tmp_path_factory.mktemp("collected")
    run = runner(folder, loaded)
    found = city(30)
    write_roster(folder / "名册.xlsx", [o for o in found.offices if o.name in (TOP, *NAMES)])
    for name in NAMES:
        put(folder / "上年收件" / f"{name}.docx", written(found.last[name]))
        report = found.now[name]
        wrong = {CARRIED: int(report.figures[CARRIED].value) + 900}
        put(folder / "收件" / f"{name}.docx", written(changed(report, wrong if name == EDUCATION else {})))
    for received, year in (("上年收件", "2023年"), ("收件", "2024年")):
        run("collect", received, "-o", year, "--roster", "名册.xlsx", "--jobs", "1")
    run("return", "2024年", "-o", "退回", "--term", "2-10", "--jobs", "1")
    return folder


@pytest.fixture
def desk(tmp_path: Path, collected: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what was collected, to be damaged."""
    shutil.copytree(collected, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-12])


def _in_gbk(path: Path) -> None:
    path.write_text(path.read_text("utf-8-sig").replace("\n", "\r\n"), encoding="gbk", newline="")


def _without_a_column(path: Path) -> None:
    lines = path.read_text("utf-8-sig").splitlines()
    path.write_text("".join(f"{line.partition(',')[2]}\n" for line in lines), encoding="utf-8-sig")


def _no_table(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 4)


def _cut_by_a_digit(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2])


def _edited(path: Path) -> None:
    path.write_text(path.read_text("utf-8-sig").replace(",", ",1,5元,"), encoding="utf-8-sig")


DAMAGES: dict[str, Callable[[Path], None]] = {
    "cut": _cut,
    "in GBK": _in_gbk,
    "without a column": _without_a_column,
    "no table": _no_table,
    "gone": Path.unlink,
}
# What was damaged, how, and what is said; nothing is said where what can be done is done.
CASES = [
    (
        "2024年/roster.csv",
        "cut",
        "roster.csv”已损坏，或者被改动过，读不了；请再运行一次 collect，加上 --roster",
    ),
    (
        "2024年/roster.csv",
        "without a column",
        "roster.csv”已损坏，或者被改动过，读不了；请再运行一次 collect",
    ),
    ("2024年/roster.csv", "no table", "roster.csv”已损坏，或者被改动过，读不了；请再运行一次 collect"),
    ("2024年/roster.csv", "gone", "“2024年”里没有名册；请再运行一次 collect，加上 --roster"),
    ("2024年/roster.csv", "in GBK", ""),
    ("2024年/returns.csv", "cut", "returns.csv”已损坏，或者被改动过，读不了；请从备份恢复这个文件"),
    ("2024年/returns.csv", "without a column", "returns.csv”已损坏，或者被改动过，读不了"),
    ("2024年/returns.csv", "no table", "returns.csv”已损坏，或者被改动过，读不了"),
    ("2024年/returns.csv", "in GBK", ""),
    *((f"{year}/ledger.csv", damage, "") for year in ("2023年", "2024年") for damage in DAMAGES),
]


@pytest.mark.parametrize(
    ("name", "damage", "said"), CASES, ids=lambda text: text.partition("”")[0] or "mended"
)
def test_damage_is_told_in_one_sentence_or_mended(
    run: Run, desk: Path, name: str, damage: str, said: str
) -> None:
    before = json.loads(run("collect", "2024年", "--status", "--format", "json").stdout)
    assert before["errors"] == [EDUCATION]  # by last year's report
    DAMAGES[damage](Path(name))
    for command in (("collect", "收件", "-o", "2024年", "--jobs", "1"), ("collect", "2024年", "--status")):
        done = run(*command, "--format", "json")
        if said:
            assert done.returncode == 2
            assert said in done.stderr
            assert len(done.stderr.splitlines()) == 1
        else:
            assert {**json.loads(done.stdout), "revised": []} == {**before, "revised": []}


def test_a_roster_given_again_takes_the_place_of_one_that_was_damaged(run: Run, desk: Path) -> None:
    _cut(Path("2024年/roster.csv"))
    again = ("collect", "收件", "-o", "2024年", "--roster", "名册.xlsx", "--jobs", "1")
    assert run(*again).returncode == 1
    assert f"应报 {len(NAMES)}、已报 {len(NAMES)}" in run("collect", "2024年", "--status").stdout


def test_findings_that_are_gone_are_not_taken_for_none(run: Run, desk: Path) -> None:
    for path in Path(f"{YEAR}年/batches").glob("*/findings.csv"):
        path.unlink()
    done = run("collect", "2024年", "--status")
    assert done.returncode == 2
    assert "findings.csv）不全" in done.stderr
    again = ("collect", "收件", "-o", "2024年", "--again", "--jobs", "1")
    assert "有错误 1" in run(*again).stdout


ABOUT = {
    **{f"the year {year}": f'{{"layout": 2, "year": {year}}}'
       for year in ("1" + "0" * 30, "9" * 5000, "-5", "0", "99999", "2024.0", "true", "null", '"2024"', "[2024]")},
    "last year's folder a number": '{"layout": 2, "year": 2024, "previous": 1}',
    "brackets without end": "[" * 200_000,
    "no object": "[]",
    "nothing": "",
}  # fmt: skip


@pytest.mark.parametrize("text", ABOUT.values(), ids=ABOUT)
def test_what_a_store_says_of_itself_is_told_where_it_cannot_be(tmp_path: Path, text: str) -> None:
    (tmp_path / "store.json").write_text(text, "utf-8")
    with pytest.raises(NdbgError, match=r"store\.json”已损坏"):
        Store.open(tmp_path)


TABLES = ("files", "reports", "figures", "places", "sections", "findings")
READING = (
    ("collect", "2024年", "--status"),
    ("merge", "2024年", "--draft", "--why", "本年新收"),
    ("stats", "2024年"),
    ("alike", "2024年", "--years"),
    ("return", "2024年", "-o", "又退", "--summary", "通报.docx", "--jobs", "1"),
    ("collect", "收件", "-o", "2024年", "--jobs", "1"),
)


@pytest.mark.parametrize(
    "damage", [_cut, _cut_by_a_digit, _edited, _no_table], ids=["cut", "cut by a digit", "edited", "no table"]
)
@pytest.mark.parametrize("table", TABLES)
def test_damage_to_a_table_is_told_in_one_sentence(
    run: Run, desk: Path, table: str, damage: Callable[[Path], None]
) -> None:
    damage(min(Path("2024年/batches").glob(f"*/{table}.csv")))
    said = []
    for command in READING:
        done = run(*command)
        assert "Traceback" not in done.stderr, command
        if done.returncode == 2:
            said.append(done.stderr.strip())
    assert said
    assert all(f"{table}.csv" in line and "\n" not in line for line in said)
