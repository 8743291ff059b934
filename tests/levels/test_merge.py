"""The government's own report after the sum: last year's figures, late corrections, the sign-off sheet."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document

from ndbg.app.executors import place
from ndbg.app.levels.intake.collect import Request, collect
from ndbg.report import Report
from tests.conftest import Run
from tests.levels.city import OFFICE, TOP, changed, city, total, written
from tests.levels.test_story import FEE, PROBLEMS, PROSE

NAMES = (OFFICE, "云州市教育局", "云州市公安局")
_LICENCES = "disclosure.licences.decisions"


def _sum(reports: Mapping[str, Report]) -> Report:
    """The report of the government, which is the sum of those of a few bodies."""
    figures = total([{id: f.value for id, f in reports[name].figures.items()} for name in NAMES])
    return changed(reports[TOP], figures)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of three bodies; last year the government's own report is there too."""
    desk = tmp_path_factory.mktemp("merge")
    lines = [f"{TOP},,应报", *(f"{name},{TOP}," for name in NAMES)]
    (desk / "名册.csv").write_text("\n".join(["名称,上级,报告", *lines]), encoding="utf-8")
    for folder, store, reports in (("上年收件", "2023年", city(30).last), ("收件", "2024年", city(30).now)):
        (desk / folder).mkdir()
        files = {name: reports[name] for name in NAMES} | ({TOP: _sum(reports)} if store == "2023年" else {})
        for name, report in files.items():
            (desk / folder / f"{name}.md").write_bytes(written(report, "text.md"))
        with place(1) as where:
            collect(Request((desk / folder,), desk / store, desk / "名册.csv"), where)
    return desk


@pytest.fixture
def desk(collected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(collected, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write_prose(path: Path, first: str = PROSE) -> None:
    text = path.read_text(encoding="utf-8")
    for prose in (first, PROBLEMS, FEE):
        text = text.replace('"正文" = """\n"""', f'"正文" = """\n{prose}\n"""', 1)
    path.write_text(text.replace('# "信息处理费"', '"信息处理费"'), encoding="utf-8")


def test_a_late_correction_changes_the_figures_and_leaves_the_prose(desk: Path, run: Run) -> None:
    assert run("merge", "2024年", "-o", "云州市.toml").returncode == 0
    _write_prose(Path("云州市.toml"))
    before = Path("云州市.toml").read_text(encoding="utf-8")
    refused = run("merge", "2024年", "-o", "云州市.toml", "--force")
    assert refused.returncode == 2
    assert "“云州市.toml”里已经写了正文，没有覆盖它" in refused.stderr
    assert "ndbg merge 2024年 --into 云州市.toml" in refused.stderr
    assert Path("云州市.toml").read_text(encoding="utf-8") == before

    old = int(city(30).now[NAMES[1]].figures[_LICENCES].value)
    again = changed(city(30).now[NAMES[1]], {_LICENCES: old + 5})
    Path("收件", f"{NAMES[1]}修改稿.md").write_bytes(written(again, "text.md"))
    with place(1) as where:
        collect(Request((Path("收件"),), Path("2024年")), where)
    done = run("merge", "2024年", "--into", "云州市.toml")
    assert done.returncode == 0
    assert "第二部分表格“行政许可”" in done.stdout
    assert "改了 1 个数，正文没有动" in done.stdout
    after = Path("云州市.toml").read_text(encoding="utf-8")
    assert PROSE in after
    assert after != before
    assert "没有要改的" in run("merge", "2024年", "--into", "云州市.toml").stdout


def test_a_sum_without_prose_is_replaced_by_force(desk: Path, run: Run) -> None:
    for more, code in (((), 0), ((), 2), (("--force",), 0)):
        assert run("merge", "2024年", "-o", "云州市.toml", *more).returncode == code


def test_the_sign_off_sheet_has_last_years_figures_and_what_was_found_beside_those_below(
    desk: Path, run: Run
) -> None:
    Path("稿").mkdir()
    assert run("merge", "2024年", "-o", "稿/云州市.toml").returncode == 0
    path = Path("稿/云州市.toml")
    _write_prose(path)
    licences = int(_sum(city(30).now).figures[_LICENCES].value)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(f'"行政许可" = {licences}', f'"行政许可" = {licences + 1}'), encoding="utf-8"
    )
    done = run("fill", "稿/云州市.toml", "--sign-off", "--below", "2024年", "-o", "年报.docx")
    assert done.returncode == 0, done.stdout + done.stderr
    document = Document("年报.docx")
    sheet = "\n".join(
        [
            *(paragraph.text for paragraph in document.paragraphs),
            *(cell.text for table in document.tables[:3] for row in table.rows for cell in row.cells),
        ]
    )
    assert "下级之和是" in sheet
    assert f"和“{TOP}”的 3 个直接下级核对：不符的 1 处。" in sheet
    assert f"{_sum(city(30).last).figures[_LICENCES].value}" in sheet
    again = run("verify", "年报.docx", "稿/云州市.toml", "--below", "2024年")
    assert (again.returncode, again.stdout.startswith("一致：200 个数")) == (0, True), again.stdout


def test_whose_figures_are_doubtful_is_told_with_the_sum_and_on_the_sign_off_sheet(
    desk: Path, run: Run
) -> None:
    wrong = changed(city(30).now[NAMES[1]], {"disclosure.rules.in_force": 3})
    Path("收件", f"{NAMES[1]}修改稿.md").write_bytes(written(wrong, "text.md"))
    with place(1) as where:
        collect(Request((Path("收件"),), Path("2024年")), where)
    told = f"“{NAMES[1]}”的数核对出了问题，还没有改正、也没有说明，照样加在里面；逐条见修改意见"
    done = run("merge", "2024年", "-o", "云州市.toml")
    assert (done.returncode, told in done.stdout) == (0, True), done.stdout
    assert told in Path("云州市.toml").read_text(encoding="utf-8")
    _write_prose(Path("云州市.toml"))
    assert told in run("check", "云州市.toml", "--below", "2024年").stderr
    assert run("fill", "云州市.toml", "--sign-off", "--below", "2024年", "-o", "年报.docx").returncode == 0
    sheet = [paragraph.text for paragraph in Document("年报.docx").paragraphs]
    assert f"和“{TOP}”的 3 个直接下级核对：没有不符。" in sheet
    assert f"{told}。" in sheet
    text = Path("云州市.toml").read_text(encoding="utf-8")
    Path("云州市.toml").write_text(text.replace('"规章" = [0, 0, 3]', '"规章" = [0, 0, 4]'), encoding="utf-8")
    done = run("fill", "云州市.toml", "--sign-off", "--below", "2024年", "-o", "年报.docx", "--force")
    sheet = [paragraph.text for paragraph in Document("年报.docx").paragraphs]
    hint = f"提示 H701：有 1 个数与下级之和不符；“{NAMES[1]}”的这些数核对出了问题，改正或者说明以后再看；"
    assert any(line.startswith(hint) for line in sheet), done.stdout + done.stderr


def test_where_last_years_folder_has_only_those_below_it_is_told_to_sum_them(desk: Path, run: Run) -> None:
    Path("上年收件", f"{TOP}.md").unlink()
    made = run("collect", "上年收件", "-o", "又2023年", "--roster", "名册.csv", "--year", "2023")
    assert made.returncode in (0, 1), made.stderr
    assert run("merge", "2024年", "-o", "云州市.toml").returncode == 0
    path = Path("云州市.toml")
    path.write_text(re.sub('"上年文件".*', "", path.read_text(encoding="utf-8")), encoding="utf-8")
    done = run("check", "云州市.toml", "--previous", "又2023年")
    merged = f"ndbg merge 又2023年 --body {TOP} -o {TOP}上年.toml"
    assert f"“又2023年”里有它下级的报告，可以先汇总：{merged}" in done.stderr
