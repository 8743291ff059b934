"""什么样的屏幕都能用：GBK、没有中文、没有颜色、很窄，输出到一半被关掉。"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.promises.desk import Desk, needs_fork, no_fork_warning, wait

EMOJI = "某😀局"
SHOWING = {
    "check": "check 错.toml",
    "check text": "check 错.toml --format text",
    "check markdown": "check 错.toml --format markdown",
    "check several": "check 错.toml data.toml 没有.toml",
    "fill with errors": "fill 错.toml",
    "import": "import 年报.docx",
    "diff": "diff suqian-2023.toml 错.toml",
    "verify": "verify 年报.docx 错.toml",
    "rules": "rules",
    "one rule": "rules T302",
    "help": "--help",
    "help of check": "check --help",
    "names": "init --names",
    "mistyped": "chekc",
}
every_view = pytest.mark.parametrize("words", SHOWING.values(), ids=SHOWING)


@pytest.fixture
def desk(tmp_path: Path, files: dict[str, bytes]) -> Desk:
    """A desk with a report on it that has many mistakes, and a sign in its name that GBK lacks."""
    wrong = (EXAMPLES / "mistakes.toml").read_text(encoding="utf-8").replace("某市××局", EMOJI)
    return Desk(tmp_path, files | {"错.toml": wrong.encode()})


@every_view
@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_whatever_signs_a_console_has(desk: Desk, words: str, encoding: str) -> None:
    """The exit code is the same, and on a console of GBK all is shown but for what GBK lacks."""
    whole, done = desk.run(*words.split()), desk.run(*words.split(), encoding=encoding)
    assert done.code == whole.code
    assert (done.out == "", done.err == "") == (whole.out == "", whole.err == "")
    if encoding == "gbk":
        for shown, text in ((done.out, whole.out), (done.err, whole.err)):
            signs = re.findall(r"\w", text.encode("gbk", "ignore").decode("gbk"))
            assert set(signs) <= set(shown)


@pytest.mark.parametrize(
    "words",
    ["check 错.toml --format json", "check 错.toml --format sarif", "diff suqian-2023.toml 错.toml --format json",
     "import 错.toml --format json"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_program_gets_every_sign_all_the_same(desk: Desk, words: str, encoding: str) -> None:
    whole, done = desk.run(*words.split()), desk.run(*words.split(), encoding=encoding)
    assert json.loads(done.out) == json.loads(whole.out)


def test_a_data_file_that_loses_signs_on_its_way_is_told(desk: Desk) -> None:
    done = desk.run("import", "错.toml", encoding="gbk")
    assert "某?局" in done.out
    assert "请用 -o 写到文件里" in done.err
    assert "请用 -o" not in desk.run("import", "错.toml").err


@every_view
@pytest.mark.parametrize("width", [1, 20, 40])
def test_a_narrow_console(desk: Desk, monkeypatch: pytest.MonkeyPatch, words: str, width: int) -> None:
    """However it is broken into lines: no figure, code or option is lost, or broken, or touches another."""
    whole = desk.run(*words.split())
    monkeypatch.setenv("COLUMNS", str(width))
    done = desk.run(*words.split())
    assert done.code == whole.code
    telling = r"(?<!\S)(?:[+-]?\d[\d.]*%?|[A-Z]+\d{3}|--[a-z-]+)(?!\S)"
    if width > 1 and not words.endswith(
        "text"
    ):  # of the lines of a file it shows as much as there is room for
        assert set(re.findall(telling, done.out)) >= set(re.findall(telling, whole.out))
    heads = r"^(?:错误|提醒|提示) [A-Z]+\d+"
    assert width == 1 or re.findall(heads, done.out, re.M) == re.findall(heads, whole.out, re.M)


@needs_fork
@no_fork_warning
@every_view
def test_a_pipe_that_is_closed_early(desk: Desk, said: Path, words: str) -> None:
    """`ndbg … | head -1`: it ends too, without a word."""
    code = desk.run(*words.split()).code
    reads, writes = os.pipe()

    def into_pipe() -> None:
        os.close(reads)
        os.dup2(writes, 1)
        os.close(writes)

    process = desk.fork(*words.split(), first=into_pipe, said=said)
    os.close(writes)
    os.close(reads)
    assert wait(process) in (-signal.SIGPIPE, code), said.read_text(encoding="utf-8")
    assert "Traceback" not in said.read_text(encoding="utf-8")
    assert "Exception" not in said.read_text(encoding="utf-8")


def at_terminal(desk: Desk, *words: str, **environment: str) -> tuple[int, str]:
    """Run at a terminal of 24 lines of 80, and give the exit code and all that was sent to it."""
    import pty

    process, terminal = pty.fork()
    if not process:
        os.environ.update(environment)
        os.execv(sys.executable, [sys.executable, "-c", STARTED, str(desk.folder), *words])  # noqa: S606
    shown = b""
    try:
        while part := os.read(terminal, 4096):
            shown += part
    except OSError:
        pass  # so Linux says that the other end is closed
    os.close(terminal)
    return wait(process), shown.decode()


STARTED = """
import os, sys
os.chdir(sys.argv[1])
os.environ.pop("COLUMNS", None)
sys.argv[:2] = ["ndbg"]
from ndbg.cli import main
main()
"""


@needs_fork
@no_fork_warning
@pytest.mark.parametrize(
    ("environment", "signs"),
    [
        ({"TERM": "xterm-256color"}, "colour"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "none"),
        ({"TERM": "dumb"}, "none"),
    ],
)  # fmt: skip
def test_a_terminal_without_colour(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], signs: str
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    code, shown = at_terminal(desk, "check", "错.toml", **environment)
    assert code == 1
    assert "T302" in shown
    assert bool(re.search(r"\x1b\[[\d;]*(?:3|4|9|10)\d", shown)) == (signs == "colour")
    assert "\x1b" not in shown or environment["TERM"] != "dumb"


@needs_fork
@no_fork_warning
def test_a_terminal_that_is_closed(desk: Desk) -> None:
    import pty

    process, terminal = pty.fork()
    if not process:
        os.execv(sys.executable, [sys.executable, "-c", STARTED, str(desk.folder), "check", "错.toml"])  # noqa: S606
    os.read(terminal, 10)
    os.close(terminal)
    for _ in range(300):
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            assert os.waitstatus_to_exitcode(status) in (128 + signal.SIGHUP, 0, 1, 2)
            return
        time.sleep(0.1)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    pytest.fail("it went on and on")


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": "C", "TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "20"},
        {"PYTHONIOENCODING": "gbk"},
    ],
    ids=lambda e: " ".join(f"{name}={value}" for name, value in e.items()),
)
def test_whatever_the_system_speaks(desk: Desk, environment: dict[str, str]) -> None:
    """From the very start of the program, files in Chinese among it."""
    desk.path("错.toml").rename(desk.path("wrong.toml"))
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "ndbg", "check", "wrong.toml", "--format", "text"],
        cwd=desk.folder,
        env=kept | environment,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr.count(b"Traceback")) == (1, 0)
    assert b"T302" in done.stdout
