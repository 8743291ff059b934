"""README and examples hold: every option, rule and file that they name is the program's, and all are named."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ndbg.check.catalogue import RULES
from ndbg.check.settings import DEFAULTS, NAMES
from ndbg.cli import commands as cli
from ndbg.read import FORMATS
from ndbg.read.toml import read_toml
from tests.conftest import EXAMPLES, ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = cli.NAMES


def section(command: str) -> str:
    heading = rf" {command}[^\n]*" if command else ""
    match = re.search(rf"^### ndbg{heading}\n(.*?)(?=^##)", README, re.M | re.S)
    assert match, command
    return match[1]


def options(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*(?![\w-])", text))


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_options_of_readme_are_those_of_the_help(run: Run, command: str) -> None:
    shown = run(*filter(None, [command]), "--help").stdout
    listed = {
        o
        for line in section(command).split("\n")
        if line.startswith("| `-")
        for o in options(line.split("|")[1])
    }
    assert listed == options(re.split(r"\n例：", shown.partition("选项：")[2])[0])


def test_every_command_has_its_section_and_its_line_in_the_help(run: Run) -> None:
    shown = run("--help").stdout
    named = re.findall(r"^  ([a-z]+) ", shown.partition("填报命令：")[2].partition("选项：")[0], re.M)
    assert tuple(named) == COMMANDS
    assert sorted(re.findall(r"^### ndbg ([a-z]+)", README, re.M)) == sorted(COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_is_chinese_with_an_example(run: Run, command: str) -> None:
    done = run(*filter(None, [command]), "--help", COLUMNS="80")
    assert done.returncode == 0
    assert f"例：\n  ndbg {command}" in done.stdout
    assert "…" not in done.stdout
    words = set(re.findall(r"(?<![\w./-])[A-Za-z]{2,}(?![\w.])", done.stdout))
    assert words <= {
        *COMMANDS,
        "ndbg",
        "Word",
        "Excel",
        "toml",
        "html",
        "PDF",
        "pdf",
        "Ctrl",
        "data",
        "text",
        "plain",
        "markdown",
        "Markdown",
        "md",
        "xlsx",
        "sarif",
        "docx",
        "json",
        "csv",
        "Dask",
        "tcp",
        "zip",
    }


def test_the_comparison_of_readme_is_what_the_program_shows(run: Run) -> None:
    (shown,) = re.findall(r"```text\n(.*?)```", section("diff"), re.S)
    done = run("diff", EXAMPLES / "suqian-2023.toml", EXAMPLES / "suqian-2024.toml", COLUMNS="80").stdout
    assert [line for line in shown.splitlines() if line not in done.splitlines()] == []


def test_the_rules_of_readme_are_those_of_the_program() -> None:
    assert re.findall(r"^\| ([A-Z]+\d+) \| (.+?) \|", README, re.M) == [(r.code, r.name) for r in RULES]


def test_the_files_that_readme_says_can_be_read_are_those() -> None:
    rows = re.findall(r"^\| ((?:`\.\w+` ?)+) \|", section("import"), re.M)
    assert [tuple(re.findall(r"\.\w+", row)) for row in rows] == [format.suffixes for format in FORMATS]


def test_files_named_in_readme_are_there() -> None:
    for name in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / name).is_file(), name


def test_every_promise_names_what_holds_it() -> None:
    promises = re.search(r"^## ndbg 的承诺\n(.*?)(?=^## )", README, re.M | re.S)
    assert promises
    named = re.findall(r"^\| .+ \| `([^`]+)` \|$", promises[1], re.M)
    assert len(named) == promises[1].count("\n|") - 2  # the head and its line
    assert [name for name in named if not (ROOT / name).exists()] == []
    tests = {f"tests/promises/{path.name}" for path in (ROOT / "tests" / "promises").glob("test_*.py")}
    assert tests <= set(named)


def test_the_data_file_of_readme_parses_and_its_keys_are_the_forms(tmp_path: Path) -> None:
    shown = "".join(re.findall(r"```toml\n(.*?)```", README, re.S))
    full = tomllib.loads((EXAMPLES / "suqian-2024.toml").read_text(encoding="utf-8"))
    full |= {"送审": dict.fromkeys(("拟稿处室", "拟稿人", "联系电话"))}
    for part, values in tomllib.loads(shown).items():
        known = full[part].keys() | {"公布日期", "引言", "新闻发布会", "Y502 规章"}
        assert values.keys() <= known


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda p: p.name)
def test_every_example_can_be_used(path: Path) -> None:
    assert read_toml(path).agency


def test_the_first_command_of_readme_makes_a_report(tmp_path: Path) -> None:
    """The part after the installation, in a copy, so that the checkout stays clean."""
    command = next(line for line in README.split("\n") if line.startswith("python3 -m pip install . &&"))
    arguments = command.partition("python3 -m ndbg ")[2].split()
    (tmp_path / "examples").mkdir()
    source = ROOT / arguments[-1]
    (tmp_path / "examples" / source.name).write_bytes(source.read_bytes())
    subprocess.run([sys.executable, "-m", "ndbg", *arguments], cwd=tmp_path, check=True, capture_output=True)
    made = [path.name for path in (tmp_path / "examples").glob("*.docx")]
    assert made == ["广州市协作办公室2021年政府信息公开工作年度报告.docx"]


def test_the_top_level_is_kept_bare() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        pytest.skip("no git checkout")
    top = {Path(line.strip('"')).parts[0] for line in listed.splitlines()}
    assert {name for name in top if not name.startswith(".")} == {
        "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "ndbg", "templates", "examples", "tests",
    }  # fmt: skip


def test_the_settings_of_readme_are_those_of_the_program() -> None:
    rows = re.findall(r"^\| (\S+) \| (\S+) \| ([A-Z]+\d+|fill)", README, re.M)
    assert [name for name, _, _ in rows] == list(NAMES)
    texts = {rule.code: rule.what for rule in RULES}
    for name, value, code in rows:
        if code == "fill":
            assert DEFAULTS.with_value(name, value) == DEFAULTS
            continue
        if NAMES[name] == "deadline":
            shown = "{} 月 {} 日".format(*map(int, value.split("-")))
        else:
            shown = value
            assert str(getattr(DEFAULTS, NAMES[name])) == value
        # What `ndbg rules` says of the rule gives the same number, and that it may be set.
        assert re.search(rf"(?<![\d.]){re.escape(shown)}(?![\d.])", texts[code]), (name, texts[code])
        assert "可以设置" in texts[code], code
