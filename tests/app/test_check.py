"""A check as a value: what was read, what was found, and what is remarked on the files."""

from decimal import Decimal
from pathlib import Path

import pytest

from ndbg.app.check import check_file, rules_by_code
from ndbg.app.reading import last_report, read_data
from ndbg.app.settings import settings_in
from ndbg.check.settings import DEFAULTS
from ndbg.errors import NdbgError
from tests.conftest import EXAMPLES

GOOD, LAST, OTHER = (EXAMPLES / f"{name}.toml" for name in ("suqian-2024", "suqian-2023", "guangzhou-2021"))


def written(folder: Path, previous: str) -> Path:
    """The good example, which names another file as last year's."""
    text = GOOD.read_text(encoding="utf-8").replace('"suqian-2023.toml"', f'"{previous}"')
    (folder / "data.toml").write_text(text, encoding="utf-8")
    return folder / "data.toml"


def test_last_years_report_is_the_one_that_the_data_file_names() -> None:
    checked = check_file(GOOD)
    assert checked.last
    assert (checked.last.year, checked.report.year, checked.remarks) == (2023, 2024, ())
    assert all(finding.reason for finding in checked.result.findings)


def test_the_one_given_goes_before_the_one_that_is_named(tmp_path: Path) -> None:
    last = last_report(read_data(written(tmp_path, "没有.toml")), LAST)
    assert last.report
    assert (last.report.source.path, last.remarks) == (LAST, ())


@pytest.mark.parametrize(
    ("previous", "said"),
    [
        ("没有.toml", ("找不到“没有.toml”", "2023年年报.toml")),
        ("2024年年报.toml", ("找不到“2024年年报.toml”", "2023年年报.toml")),
        ("市2023年报.docx", ("找不到“市2023年报.docx”", "2023年年报.toml")),
        ("//host/share/2023.toml", ("“//host/share/2023.toml”在别的电脑上，没有打开，可以拷到本机", "")),
    ],
)
def test_one_that_is_named_and_cannot_be_used_is_told_with_the_one_beside_it(
    tmp_path: Path, previous: str, said: tuple[str, str]
) -> None:
    (tmp_path / "2023年年报.toml").write_bytes(LAST.read_bytes())
    last = last_report(read_data(written(tmp_path, previous)))
    assert (last.report, last.remarks) == (None, ())
    assert last.unusable == said


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("2023年报.docx", b"PK"),
        ("2023年报.toml", GOOD.read_bytes()),  # an output of this year
        ("2023年报.toml", OTHER.read_bytes()),  # of another office and year
        ("去年.toml", LAST.read_bytes().replace("宿迁市".encode(), "甲县".encode())),
    ],
    ids=["no report", "this year's", "an older one", "another office's"],
)
def test_what_is_not_last_years_report_is_not_proposed(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    last = last_report(read_data(written(tmp_path, "2023年年报.docx")))
    assert last.unusable == ("找不到“2023年年报.docx”", "")


def test_one_of_this_year_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "2024.toml").write_bytes(GOOD.read_bytes())
    (tmp_path / "2023.toml").write_bytes(LAST.read_bytes())
    last = last_report(read_data(written(tmp_path, "2024.toml")))
    assert last.unusable == ("“2024.toml”是 2024 年的报告，不是 2023 年的", "2023.toml")


def test_one_of_another_office_is_used_and_remarked_on() -> None:
    last = last_report(read_data(GOOD), OTHER)
    assert last.report
    assert [f"{r}" for r in last.remarks] == [
        f"{OTHER}：上年的报告是“广州市协作办公室”的，本年的是“宿迁市”的，请核对是不是拿错了"
    ]


@pytest.mark.parametrize("name", ["宿迁市人民政府", "江苏省宿迁市", "江苏省宿迁市人民政府"])
def test_one_that_names_the_office_otherwise_is_not_remarked_on(tmp_path: Path, name: str) -> None:
    text = LAST.read_text(encoding="utf-8").replace('"机关" = "宿迁市"', f'"机关" = "{name}"')
    (tmp_path / "2023.toml").write_text(text, encoding="utf-8")
    last = last_report(read_data(GOOD), tmp_path / "2023.toml")
    assert last.report
    assert (last.report.agency, last.remarks) == (name, ())


def test_one_that_is_given_and_cannot_be_used_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_text("没有表格\n", encoding="utf-8")
    with pytest.raises(NdbgError, match="没有找到报告的表格和正文"):
        check_file(GOOD, previous=tmp_path / "空.txt")


def test_settings_stand_beside_the_file_and_can_be_changed_for_a_check(tmp_path: Path) -> None:
    assert settings_in(tmp_path) == DEFAULTS
    (tmp_path / "ndbg.toml").write_text('"雷同比例" = 70\n"骤变倍数" = 5\n', encoding="utf-8")
    changed = settings_in(tmp_path, ["雷同比例＝60"])
    assert (changed.alike, changed.jump, changed.share) == (Decimal(60), Decimal(5), DEFAULTS.share)
    with pytest.raises(NdbgError, match="--set 后面写成 名称=值，例如 雷同比例=70，写成了“雷同比例”"):
        settings_in(tmp_path, ["雷同比例"])
    with pytest.raises(NdbgError, match="没有“雷同”这一项设置"):
        settings_in(tmp_path, ["雷同=60"])


def test_settings_given_as_a_value_are_taken_alone() -> None:
    changed = check_file(GOOD, previous=LAST, settings=["骤变倍数=1000000"])
    given = check_file(GOOD, previous=LAST, settings=DEFAULTS._replace(jump=Decimal(1_000_000)))
    assert [f.code for f in changed.result.findings] == [f.code for f in given.result.findings] == []


def test_only_the_rules_given_are_checked() -> None:
    bad = EXAMPLES / "mistakes.toml"
    rules = rules_by_code(select=["t3， x6"], ignore=["T303"])
    found = {finding.code for finding in check_file(bad, rules=rules).result.findings}
    assert found
    assert {code[:2] for code in found} <= {"T3", "X6"}
    assert "T303" not in found


@pytest.mark.parametrize(
    ("select", "ignore", "said"),
    [(["Z9"], [], "没有“Z9”这条规则"), (["T301"], ["T3"], "没有留下任何规则")],
)
def test_rules_that_are_none_are_refused(select: list[str], ignore: list[str], said: str) -> None:
    with pytest.raises(NdbgError, match=said):
        rules_by_code(select, ignore)
