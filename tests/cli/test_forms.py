"""Reports in the form of their year: that of 2019, that of 2021 beside it, and one that is only data yet."""

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ndbg.cli.app import app
from ndbg.form import Form, distinctive_labels, form_of, forms, library
from ndbg.read import read
from ndbg.read.toml import read_toml
from ndbg.report import Report
from ndbg.write.toml import write_toml
from tests.conftest import ROOT, Run
from tests.official import FORM_2019, FORM_2021, right_report

TITLE = "某市档案局2020年政府信息公开工作年度报告"


def values(report: Report) -> dict[str, object]:
    return {id: figure.value for id, figure in report.figures.items()}


@pytest.fixture
def year_2020(tmp_path: Path) -> Report:
    """A report of 2020 as data.toml, and that of 2019 beside it."""
    report = right_report(FORM_2019, 2020, 2)
    (tmp_path / "data.toml").write_text(write_toml(report), encoding="utf-8")
    (tmp_path / "2019.toml").write_text(write_toml(right_report(FORM_2019, 2019, 2)), encoding="utf-8")
    return report


def test_init_opens_the_form_of_the_year(run: Run, tmp_path: Path) -> None:
    assert run("init", "--yes", "--agency", "某局", "--year", "2020").returncode == 0
    report = read_toml(tmp_path / "data.toml")
    assert (report.form, sum(len(u.cells) for u in report.unread)) == (FORM_2019, 198)
    assert "本年增/减（项，减少写负数）" in (tmp_path / "data.toml").read_text(encoding="utf-8")
    assert run("init", "--yes", "--zero", "--agency", "某局", "--year", "2020", "零.toml").returncode == 0
    assert len(read_toml(tmp_path / "零.toml").figures) == 198
    assert "政府集中采购　可接：.采购项目数量、.采购总金额" in run("init", "--names", "--year", "2020").stdout


def test_a_report_of_2020_is_right_and_agrees_with_the_year_before(run: Run, year_2020: Report) -> None:
    done = run("check", "--previous", "2019.toml", "--ignore", "Y504,Y505")
    assert (done.returncode, done.stdout) == (0, "")
    assert "没有核对 FMT112：缺少公布日期" in done.stderr
    assert "没有核对的规则 1 条" in done.stderr


def test_a_report_of_2020_is_filled_into_the_form_of_2019(
    run: Run, year_2020: Report, tmp_path: Path
) -> None:
    done = run("fill")
    assert "已回读，198 个数和正文都与数据文件一致" in done.stdout, done.stderr
    back = read(tmp_path / f"{TITLE}.docx")
    assert (back.form, values(back)) == (FORM_2019, values(year_2020))
    assert run("fill", "--draft", "--sign-off", "-o", "草稿.docx").returncode == 0
    assert run("verify", f"{TITLE}.docx").returncode == 0


@pytest.mark.parametrize("kind", ["html", "md", "xlsx"])
def test_a_report_of_2020_comes_back_from_what_is_exported(
    run: Run, year_2020: Report, tmp_path: Path, kind: str
) -> None:
    assert run("export", "-o", f"年报.{kind}").returncode == 0
    done = run("import", f"年报.{kind}", "-o", "回来.toml")
    assert "读到 198 个数，全部齐全" in done.stderr
    assert values(read(tmp_path / "回来.toml")) == values(year_2020)


def test_json_says_which_form_a_report_follows(run: Run, year_2020: Report) -> None:
    assert (
        json.loads(run("import", "data.toml", "--format", "json").stdout)["form"]
        == "国办公开办函〔2019〕60号"
    )
    shown = json.loads(run("diff", "2019.toml", "data.toml", "--format", "json").stdout)
    assert (shown["old"]["form"], len(shown["figures"])) == ("国办公开办函〔2019〕60号", 198)


def test_the_report_of_2021_begins_with_what_it_shares_with_that_of_2020(
    run: Run, year_2020: Report, tmp_path: Path
) -> None:
    assert run("init", "--yes", "--from", "data.toml", "2021.toml").returncode == 0
    report = read_toml(tmp_path / "2021.toml")
    assert report.form is FORM_2021
    carried = {id: value for id, value in values(year_2020).items() if id.startswith("requests.carried_out.")}
    assert list(values(report).values()) == list(carried.values())
    assert report.figures.keys() == {id.replace("carried_out", "carried_in") for id in carried}


def test_two_forms_are_compared_in_what_both_have(run: Run, year_2020: Report, tmp_path: Path) -> None:
    (tmp_path / "2021.toml").write_text(write_toml(right_report(FORM_2021, 2021, 2)), encoding="utf-8")
    done = run("diff", "data.toml", "2021.toml")
    assert "表格 172 个数" in done.stdout
    assert "前一份用的是 2019 年表式，后一份用的是 2021 年表式" in done.stdout
    done = run("check", "2021.toml", "--previous", "data.toml", "--ignore", "Y505")
    assert (done.returncode, done.stdout) == (0, "")
    # What the older form lacks is not asked; nothing else is left out.
    assert "没有核对的规则 1 条" in done.stderr
    (tmp_path / "差.toml").write_text(
        write_toml(right_report(FORM_2021, 2021, 3)).replace("2021年", "本年"), encoding="utf-8"
    )
    assert "Y501" in run("check", "差.toml", "--previous", "data.toml").stdout


@pytest.mark.parametrize(
    ("data", "template", "said"),
    [
        ("data.toml", "official.docx", "这是 2021 年起的表式，报告用的是 2019 年表式，请换用同一年的表样"),
        ("2021.toml", "official-2019.docx", "这是 2019 年的旧表式，请换用 2021 年起的表式"),
    ],
)
def test_a_word_form_of_another_year_is_refused(
    run: Run, year_2020: Report, tmp_path: Path, data: str, template: str, said: str
) -> None:
    (tmp_path / "2021.toml").write_text(write_toml(right_report(FORM_2021, 2021)), encoding="utf-8")
    done = run("fill", data, "--template", ROOT / "templates" / template)
    assert (done.returncode, said in done.stderr) == (2, True)
    assert not list(tmp_path.glob("*.docx"))


def test_a_later_report_in_the_form_of_2019_is_turned_into_a_data_file_of_its_year(
    run: Run, tmp_path: Path
) -> None:
    old = right_report(FORM_2019, 2023)
    (tmp_path / "旧.toml").write_text(write_toml(old), encoding="utf-8")
    done = run("check", "旧.toml")
    assert (done.returncode, done.stdout.count("FMT111")) == (1, 1)
    assert "数据文件用的是 2019 年的旧表式，请改用现行表式（ndbg import 可以转换）" in done.stdout
    done = run("import", "旧.toml", "-o", "新.toml")
    assert "两种表式都有的 172 个数已经写入，其余的请填在 [] 里" in done.stderr
    new = read_toml(tmp_path / "新.toml")
    assert new.form is FORM_2021
    assert values(new) == {id: value for id, value in values(old).items() if id in FORM_2021.cells}
    assert {id for unread in new.unread for id in unread.cells} == FORM_2021.cells.keys() - new.figures.keys()


# -- a form that is only data ------------------------------------------------------------

ADDED = "9.属于个人隐私"


@pytest.fixture
def form_of_2026(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Form]:
    """A form that has one row more from 2026 on, as a data file beside the others."""
    folder = tmp_path / "表式"
    folder.mkdir()
    for form in forms():
        name = f"{form.first_year}.json"
        (folder / name).write_bytes(library.FOLDER.joinpath(name).read_bytes())
    data = json.loads((folder / "2021.json").read_bytes())
    data |= {"source": "某号", "first_year": 2026, "template": "official-2026.docx", "distinctive": [ADDED]}
    rows = next(table for table in data["tables"] if table["id"] == "requests")["blocks"][0]["rows"]
    last = next(at for at, row in enumerate(rows) if row["id"] == "denied.admin_inquiry")
    rows.insert(last + 1, {**rows[last], "id": "denied.privacy", "label": ADDED, "also": []})
    (folder / "2026.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    monkeypatch.setattr(library, "FOLDER", folder)
    forms.cache_clear()
    distinctive_labels.cache_clear()
    yield form_of(2026)
    monkeypatch.undo()
    forms.cache_clear()
    distinctive_labels.cache_clear()


def build_script() -> Any:
    spec = importlib.util.spec_from_file_location("build", ROOT / "templates" / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_form_with_a_row_more_is_one_data_file(
    form_of_2026: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    def ndbg(*arguments: str) -> tuple[int, str]:
        code = app([*arguments], prog_name="ndbg", standalone_mode=False)
        said = capsys.readouterr()
        return code or 0, said.out + said.err

    last = right_report(FORM_2021, 2025)
    (tmp_path / "2025.toml").write_text(write_toml(last), encoding="utf-8")
    code, said = ndbg("init", "--yes", "--from", "2025.toml", "2026.toml")
    assert code == 0, said
    opened = read_toml(tmp_path / "2026.toml")
    assert (opened.form, len(form_of_2026.cells)) == (form_of_2026, 207)
    assert sum(len(unread.cells) for unread in opened.unread) == 200

    full = replace(right_report(form_of_2026, 2026), added=opened.added)
    (tmp_path / "2026.toml").write_text(write_toml(full), encoding="utf-8")
    code, said = ndbg("check", "2026.toml", "--ignore", "Y505")
    assert (code, "没有核对的规则 1 条" in said) == (0, True), said
    (tmp_path / "错.toml").write_text(
        write_toml(full).replace(f'"{ADDED}" = [1,', f'"{ADDED}" = [2,'), encoding="utf-8"
    )
    code, said = ndbg("check", "错.toml")
    assert (code, f"“（三）不予公开{ADDED}”行：各列之和是 7，“总计”填了 6" in said) == (1, True)

    (tmp_path / "表样.docx").write_bytes(build_script().build(form_of_2026))
    code, said = ndbg("fill", "2026.toml", "--template", "表样.docx", "-o", "年报.docx")
    assert (code, "已回读，207 个数和正文都与数据文件一致" in said) == (0, True), said
    code, said = ndbg("import", "年报.docx", "-o", "回来.toml")
    assert "读到 207 个数，全部齐全" in said
    assert values(read(tmp_path / "回来.toml")) == values(full)

    code, said = ndbg("check", "2025.toml")
    assert (code, "FMT111" in said, read_toml(tmp_path / "2025.toml").form) == (0, False, FORM_2021), said
    code, said = ndbg("fill", "2025.toml", "-o", "去年.docx")
    assert (code, "已回读，200 个数" in said) == (0, True), said
    code, said = ndbg("diff", "2025.toml", "2026.toml")
    assert "表格 200 个数" in said
