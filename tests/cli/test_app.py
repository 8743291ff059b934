"""The program as a whole: what it says of itself, and of what was mistyped."""

import re
import signal
import subprocess
import sys
from pathlib import Path

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
        (
            ("data.toml", "--template", "表样.docx"),
            "没有“data.toml”这个命令；它是文件，前面要写命令，例如 ndbg fill data.toml --template 表样.docx",
        ),
        (("fill", "--tmplate", "x"), "没有“--tmplate”这个选项，是不是 --template？"),
        (("fill", "--output"), "“--output”后面还要写文件.docx"),
        (("diff", "a.toml", "b.toml", "c.toml"), "多出了“c.toml”"),
        (("fill", "--force=1"), "“--force”后面不要写内容"),
        (("init", "--year", "今年"), "--year 后面要写 2008 到 2099 的整数"),
        (("init", "--year", "1999"), "--year 后面要写 2008 到 2099 的整数"),
        (("init", "--year", "2100"), "--year 后面要写 2008 到 2099 的整数"),
        (("check", "--jobs", "0"), "--jobs 后面要写 1 到 61 的整数"),
        (("check", "--format", "pdf"), "--format 只能是：text、plain、json、sarif、markdown"),
        (("check", "x.docx", "-previous", "y.docx"), "没有“-previous”这个选项，是不是 --previous？"),
        (("check", "x.docx", "-x"), "没有“-x”这个选项\n"),
        (
            ("check", "x.docx", "——previous", "y.docx"),
            "“——previous”前面的横线不是英文的减号，请写成 --previous",
        ),
        (
            ("check", "x.docx", "–previous", "y.docx"),
            "“–previous”前面的横线不是英文的减号，请写成 --previous",
        ),
        (("fill", "--xyzzy"), "没有“--xyzzy”这个选项\n"),
        (("fill", "--help=1"), "“--help”后面不要写内容"),
        (("diff", "a.toml"), "缺少“本年文件”"),
        (("diff", "a", "b", "c", "d e"), "多出了“c d e”；文件名里有空格时，前后要加引号"),
        (("init", "--from", "甲.docx", "--from=乙.docx"), "“--from”写了 2 次，只能写一次"),
        (("fill", "-o", "甲.docx", "--output", "乙.docx"), "“-o”写了 2 次，只能写一次"),
        (("--foo",), "没有“--foo”这个选项"),
        (("",), "没有“”这个命令"),
    ],
)
def test_mistyped_commands_are_explained_in_chinese(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert "--help" in done.stderr


@pytest.mark.parametrize("words", [("check",), ("check", "--previous"), ("fill",), ("diff", "去年.docx")])
def test_of_a_name_with_blanks_and_no_quotes_the_quotes_are_shown(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "今年 年报 定稿.docx").write_bytes(b"")
    (tmp_path / "年报").write_bytes(b"")
    done = run(*words, "今年", "年报", "定稿.docx")
    assert done.returncode == 2
    assert done.stderr.startswith(
        f'文件名里有空格时，前后要加引号："今年 年报 定稿.docx"\n用法说明：ndbg {words[0]} --help'
    )


def test_a_file_called_like_an_option_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "—force").write_bytes(b"")
    done = run("check", "—force")
    assert (done.returncode, "“—force”" in done.stderr, "横线" in done.stderr) == (2, True, False)


def test_whether_a_file_may_be_read_is_left_to_who_reads_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.access", lambda *_, **__: False)  # as some network drives answer
    assert app(["check", f"{EXAMPLES / 'suqian-2023.toml'}"], standalone_mode=False) == 0
    assert "not readable" not in capsys.readouterr().err


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
