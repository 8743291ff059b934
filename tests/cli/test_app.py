"""The program as a whole: what it says of itself, and of what was mistyped."""

import re
import signal
import subprocess
import sys

import pytest
import typer

from ndbg import __version__
from ndbg.cli.app import app
from ndbg.cli.commands import GROUPS, NAMES, load
from tests.conftest import EXAMPLES, Run


def test_its_version(run: Run) -> None:
    assert run("--version").stdout == f"ndbg {__version__}\n"


def test_called_without_anything_it_explains_itself(run: Run) -> None:
    done = run()
    assert done.returncode == 2
    assert done.stderr.startswith("用法：ndbg 命令 [选项]")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fil",), "没有“fil”这个命令，是不是 fill？"),
        (("print",), "没有“print”这个命令"),
        (("fill", "--tmplate", "x"), "没有“--tmplate”这个选项，是不是 --template？"),
        (("fill", "--output"), "“--output”后面要写上内容"),
        (("diff", "a.toml", "b.toml", "c.toml"), "多出了“c.toml”"),
        (("fill", "--force=1"), "“--force”后面不要写内容"),
        (("init", "--year", "今年"), "--year 后面要写整数"),
        (("init", "--year", "1999"), "--year 超出范围（界限是 2008）"),
        (("init", "--year", "2100"), "--year 超出范围（界限是 2099）"),
        (("check", "--jobs", "0"), "--jobs 超出范围（界限是 1）"),
        (("check", "--format", "pdf"), "--format 只能是：text, plain, json, sarif, markdown"),
        (("fill", "--xyzzy"), "没有“--xyzzy”这个选项\n"),
        (("fill", "--help=1"), "“--help”后面不要写内容"),
        (("diff", "a.toml"), "缺少“本年文件”"),
        (("diff", "a", "b", "c", "d e"), "多出了“c d e”；文件名里有空格时，前后要加引号"),
        (("--foo",), "没有“--foo”这个选项"),
        (("",), "没有“”这个命令"),
    ],
)
def test_mistyped_commands_are_explained_in_chinese(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert "--help" in done.stderr


def test_a_command_left_incomplete_is_sent_to_its_own_help(run: Run) -> None:
    assert "用法说明：ndbg check --help" in run("check", "--select").stderr


def test_the_help_lists_commands_in_groups_that_have_any(monkeypatch: pytest.MonkeyPatch) -> None:
    def listed() -> list[tuple[str, list[str]]]:
        group = typer.main.get_command(app)
        page = group.get_help(typer.Context(group))
        return [
            (title, re.findall(r"^  ([a-z]+) ", rows, re.M))
            for title, rows in re.findall(r"^(\S+)命令：\n((?:  .*\n)+)", page, re.M)
        ]

    assert listed() == [(title, list(names)) for title, names in GROUPS.items()]
    monkeypatch.setattr("ndbg.cli.commands.GROUPS", {"填报": ("init", "import"), "汇总": ()})
    assert listed() == [("填报", ["init", "import"])]


@pytest.mark.parametrize("name", NAMES)
def test_a_command_loads_no_other(name: str) -> None:
    program = f"""
import sys
from ndbg.cli.app import app
try:
    app(["{name}", "--foo"], standalone_mode=False)
finally:
    print(*sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    others = {load(other).callback.__module__ for other in NAMES if other != name}
    assert done.stdout
    assert others.isdisjoint(done.stdout.split())


@pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a shell")
@pytest.mark.parametrize(
    ("redirection", "code"), [(">&-", 0), ("2>&-", 0), (">/dev/full", 2), ("| head -1", 0), ("| true", 0)]
)
def test_closed_and_full_streams_end_without_a_trace(redirection: str, code: int) -> None:
    command = f"{sys.executable} -m ndbg init --names {redirection}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=60)
    assert b"Traceback" not in done.stderr
    assert done.returncode == code


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ndbg f", {"fill"}),
        ("ndbg fill --dr", {"--draft"}),
        ("ndbg ", set(NAMES)),
    ],
)
def test_the_shell_completes(run: Run, typed: str, offered: set[str]) -> None:
    words = typed.split(" ")
    done = run(_NDBG_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1))
    assert set(done.stdout.split()) == offered


def test_filling_loads_no_heavy_library_that_it_does_not_need(run: Run) -> None:
    run("fill", EXAMPLES / "suqian-2024.toml", "-o", "年报.docx")
    # Over a report that was filled before, which is looked at first.
    done = run(
        "fill", EXAMPLES / "suqian-2024.toml", "-o", "年报.docx", "--force", PYTHONPROFILEIMPORTTIME="1"
    )
    assert done.returncode == 0
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.split("\n")}
    assert "ndbg.report" in loaded
    assert loaded.isdisjoint({"pydantic", "rich", "docx", "openpyxl", "pypdfium2_raw", "matplotlib"})


@pytest.mark.skipif(sys.platform != "linux", reason="the size of a pipe is Linux's affair")
def test_stopped_while_it_starts_it_says_nothing() -> None:
    import fcntl

    command = [sys.executable, "-X", "importtime", "-m", "ndbg", "--version"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None
        # It gets on only as its list of modules is read, so that it is certainly still starting.
        fcntl.fcntl(program.stderr, fcntl.F_SETPIPE_SZ, 4096)
        next(line for line in program.stderr if "typer" in line)
        program.send_signal(signal.SIGINT)
        said = [line for line in program.stderr if not line.startswith("import time:")]
    assert said == []
    assert program.returncode == 130
