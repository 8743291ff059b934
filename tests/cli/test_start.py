"""How the program is started: as `ndbg` or by Python, and by a Python that is too old."""

import ast
import runpy
import sys
import tomllib
from pathlib import Path

import pytest

import ndbg.__main__
from ndbg.program import PYTHON, program
from tests.conftest import ROOT, Run

MAIN = ROOT / "ndbg" / "__main__.py"
BACKEND = ROOT / ".ci" / "backend.py"


@pytest.mark.parametrize(
    ("started", "called"),
    [
        ("/usr/local/bin/ndbg", "ndbg"),
        ("ndbg.exe", "ndbg"),
        (str(MAIN), f"{PYTHON} -m ndbg"),
        ("/usr/lib/pytest/__main__.py", "ndbg"),
        ("-c", "ndbg"),
        ("", "ndbg"),
    ],
)
def test_it_is_called_as_it_was_started(monkeypatch: pytest.MonkeyPatch, started: str, called: str) -> None:
    monkeypatch.setattr(sys, "argv", [started])
    assert program() == called


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fill", "--help"), f"用法：{PYTHON} -m ndbg fill [数据文件]... [选项]"),
        (("fill", "--help"), f"\n  {PYTHON} -m ndbg fill --draft\n"),
        (("--help",), f"先运行 {PYTHON} -m ndbg init；某个命令怎么用，看 {PYTHON} -m ndbg fill --help"),
        (("check", "--jobs", "x"), f"用法说明：{PYTHON} -m ndbg check --help"),
        (("fil",), f"用法说明：{PYTHON} -m ndbg --help"),
        (("check",), f"先运行 {PYTHON} -m ndbg init 建立"),
        (("rules", "Z1"), f"运行 {PYTHON} -m ndbg rules 可以列出全部规则"),
        (("init", "--yes"), f"然后运行 {PYTHON} -m ndbg check\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_it_says_can_be_typed_as_it_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...], said: str,
) -> None:  # fmt: skip
    from ndbg.cli.app import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr(sys, "argv", [str(MAIN), *words])
    with pytest.raises(SystemExit):
        main()
    told = capsys.readouterr()
    assert said in told.out + told.err


def test_what_is_written_into_files_does_not_depend_on_it(run: Run, tmp_path: Path) -> None:
    import subprocess

    words = ("init", "--yes", "--zero", "--agency", "某局", "--year", "2024")
    run(*words, "一.toml")
    subprocess.run([sys.executable, "-m", "ndbg", *words, "二.toml"], cwd=tmp_path, check=True)
    assert (tmp_path / "一.toml").read_bytes() == (tmp_path / "二.toml").read_bytes()


def test_an_old_python_can_read_what_tells_that_it_is_too_old() -> None:
    for path in (MAIN, ROOT / "ndbg" / "__init__.py", BACKEND):
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))
    first = ast.parse(MAIN.read_text(encoding="utf-8")).body
    assert [n.names[0].name for n in first if isinstance(n, ast.Import | ast.ImportFrom)] == ["sys"]


@pytest.mark.parametrize("version", [(3, 8), (3, 9), (3, 10)])
def test_an_old_python_gets_one_sentence(version: tuple[int, int]) -> None:
    assert ndbg.__main__.too_old(version) == (
        f"需要 Python 3.11 或更高版本，这台电脑上的是 {version[0]}.{version[1]}"
    )


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_a_python_that_will_do_gets_none(version: tuple[int, int]) -> None:
    assert not ndbg.__main__.too_old(version)


def test_an_old_python_ends_without_a_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 8, 10, "final", 0))
    code = compile(MAIN.read_text(encoding="utf-8"), str(MAIN), "exec")
    with pytest.raises(SystemExit) as end:
        exec(code, {"__name__": "__main__"})  # noqa: S102  as Python runs it
    assert end.value.code == 2
    assert capsys.readouterr().err == "需要 Python 3.11 或更高版本，这台电脑上的是 3.8\n"


@pytest.mark.parametrize("asked", ["wheel", "sdist", "editable"])
def test_pip_of_an_old_python_gets_one_sentence_before_it_fetches_anything(
    monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        assert tomllib.load(file)["build-system"]["requires"] == []
    monkeypatch.chdir(ROOT)  # as pip does
    monkeypatch.setattr(sys, "version_info", (3, 10, 13, "final", 0))
    backend = runpy.run_path(str(BACKEND))
    with pytest.raises(SystemExit) as end:
        backend[f"get_requires_for_build_{asked}"]()
    assert end.value.code == "需要 Python 3.11 或更高版本，这台电脑上的是 3.10"
