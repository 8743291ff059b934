"""同样的内容，在哪台电脑上、什么时候运行，生成的文件都一字不差。"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.promises.desk import Desk

# A name of a file in Chinese needs a system that knows Chinese, which one of these does not.
CHINESE = "草稿.docx"


@dataclass(frozen=True)
class Machine:
    """Where and how the program is run."""

    environment: dict[str, str]
    lines: bytes = b"\n"
    umask: str = "022"
    written: int = 1_700_000_000
    elsewhere: bool = False
    without: set[str] = field(default_factory=set)


HERE = Machine({"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"})
MACHINES = {
    "no language, in the far east": Machine(
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        umask="077",
        without={CHINESE},
    ),
    "an old Chinese Windows": Machine(
        {"LC_ALL": "zh_CN.GBK", "LANG": "zh_CN.GBK", "PYTHONIOENCODING": "gbk", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "2", "PYTHONUTF8": "1"},
        lines=b"\r\n",
        written=315_600_000,
    ),
    "German, narrow, from another folder, in the future": Machine(
        {"LC_ALL": "de_DE.UTF-8", "TZ": "Etc/GMT+12", "PYTHONHASHSEED": "random", "SOURCE_DATE_EPOCH": "1",
         "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "20", "PYTHONOPTIMIZE": "1"},
        umask="000",
        written=4_000_000_000,
        elsewhere=True,
        without={"diff.md"},  # which names the two files as they were typed
    ),
}  # fmt: skip


def start(folder: Path, files: dict[str, bytes], machine: Machine) -> "subprocess.Popen[bytes]":
    """Lay the data in a new folder, and begin to make everything there is."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data.replace(b"\n", machine.lines) if name.endswith(".toml") else data)
        os.utime(folder / name, (machine.written, machine.written))
    program = str(Path(__file__).with_name("every_output.py"))
    before = f"{folder}/" if machine.elsewhere else ""
    plain = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "SYSTEMROOT")}
    return subprocess.Popen(
        [sys.executable, program, machine.umask, before],
        cwd=folder.parent if machine.elsewhere else folder,
        env=plain | machine.environment,
        stdout=subprocess.PIPE,
    )


def result(process: "subprocess.Popen[bytes]") -> dict[str, str]:
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    made: dict[str, str] = json.loads(out)
    return made


@pytest.fixture(scope="module")
def made(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What each machine makes, and this one."""
    folder = tmp_path_factory.mktemp("machines")
    laid = files | {"mistakes.toml": (EXAMPLES / "mistakes.toml").read_bytes()}
    machines = {"here": HERE, **MACHINES}
    running = {name: start(folder / f"{at}", laid, m) for at, (name, m) in enumerate(machines.items())}
    return {name: result(process) for name, process in running.items()}


def test_everything_is_made_here(made: dict[str, dict[str, str]]) -> None:
    codes = {name: digest.split()[0] for name, digest in made["here"].items()}
    assert {name for name, code in codes.items() if code != "0"} == {
        name for name in codes if "check mistakes" in name
    }


@pytest.mark.parametrize("name", MACHINES)
def test_every_machine_makes_the_same(made: dict[str, dict[str, str]], name: str) -> None:
    here = {what: digest for what, digest in made["here"].items() if what not in MACHINES[name].without}
    there = {what: digest for what, digest in made[name].items() if what not in MACHINES[name].without}
    assert there == here


def test_how_lines_end_in_what_is_written(desk: Desk) -> None:
    """As on Linux, whatever the system: a file goes from one to the other."""
    for words in (
        "import 年报.docx -o a.toml",
        "init --yes b.toml",
        "export -o c.html",
        "diff data.toml data.toml -o d.txt",
    ):
        assert desk.run(*words.split()).code == 0
    assert not any(b"\r" in desk.path(name).read_bytes() for name in desk.left())
