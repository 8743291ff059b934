"""The commands that README gives the supervising office, run one after the other on a city with faults."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, runner
from tests.levels.city import TOP, city
from tests.levels.planted import Truth, mend, plant
from tests.levels.test_story import FEE, PROBLEMS, PROSE
from tests.warm import Warm

_SECTION = re.compile(r"^## 主管部门的一个下午\n(.*?)^(?:##|几台)", re.MULTILINE | re.DOTALL)
_MOST = 10


@pytest.fixture
def run(tmp_path: Path, loaded: Warm | None) -> Run:
    """What runs `ndbg`; with many reports it may take its time."""
    return runner(tmp_path, loaded, 1200)


def _commands() -> list[list[str]]:
    section = _SECTION.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert section
    listed = re.findall(r"`ndbg ([^`]+)`", section[1])
    return [command.replace("某市", "云州市").split() for command in listed]


def test_the_afternoon_in_the_readme_goes_from_what_came_to_the_signed_report(
    run: Run, tmp_path: Path
) -> None:
    commands = _commands()
    assert len(commands) <= _MOST
    ended = []
    truth, returned = Truth(), False
    for words in commands:
        if returned and words[:2] == ["collect", "收件"]:
            mend(tmp_path, truth)
        if words[0] == "check":
            _write_prose(tmp_path / "云州市.toml")
        done = run(*words)
        assert "Traceback" not in done.stderr
        ended.append((words[0], done.returncode, _counts(done.stdout)))
        if "--roster-template" in words:
            (tmp_path / "名册.xlsx").unlink()  # is filled in
            truth = plant(tmp_path, city(30))
        returned = returned or words[0] == "return"
    # What cannot be read stays among what came and is told each time; the two that were missing came late.
    due, wrong = truth.due, len(truth.errors)
    came = f"应报 {due}、已报 {due - 2}、逾期 1、缺报 2、名册外 1、读不出 1、有错误 {wrong}"
    mended = f"应报 {due}、已报 {due}、逾期 3、缺报 0、名册外 1、读不出 1、有错误 0"
    assert ended == [
        ("collect", 0, ""),
        # Last year one more reported, that another has taken over.
        ("collect", 0, f"应报 {due + 1}、已报 {due + 1}、逾期 0、缺报 0、名册外 0、读不出 0、有错误 0"),
        ("collect", 1, came),
        ("collect", 1, came),
        ("alike", 1, ""),
        ("return", 0, ""),
        ("collect", 1, mended),
        ("merge", 0, ""),
        ("check", 0, ""),
        ("fill", 0, ""),
    ]
    assert (tmp_path / f"{TOP}2024年政府信息公开工作年度报告.docx").is_file()


def _counts(said: str) -> str:
    """The line of counts in what a command said."""
    return next((line for line in said.splitlines() if line.startswith("应报")), "")


def _write_prose(path: Path) -> None:
    """What the office itself writes into the data file of the sum."""
    text = path.read_text(encoding="utf-8")
    for prose in (PROSE, PROBLEMS, FEE):
        text = text.replace('"正文" = """\n"""', f'"正文" = """\n{prose}\n"""', 1)
    text = text.replace('# "公布日期" = 2025-01-31', '"公布日期" = 2025-03-20')
    path.write_text(text.replace('# "信息处理费"', '"信息处理费"'), encoding="utf-8")
