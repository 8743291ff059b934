"""Of what is compiled, the core needs lxml alone, which systems bring; where it is missing, a person is told."""

import os
import re
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, ROOT

WITHOUT = "import sys; sys.modules['lxml'] = None; from ndbg.cli import main; main()"
# How `python -v` tells of a compiled module, and the folders of Python's own.
LOADED = re.compile(r"^# extension module '([\w.]+)' loaded from '(.+)'$", re.MULTILINE)
OF_PYTHON = {"lib-dynload", "DLLs"}


def _start(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {"PYTHONPATH": f"{ROOT}", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_missing_lxml_is_told_with_how_to_get_it(tmp_path: Path) -> None:
    done = _start(tmp_path, "-c", WITHOUT, "fill", f"{EXAMPLES / 'suqian-2024.toml'}", "-o", "年报.docx")
    assert done.returncode == 2
    assert "apt install python3-lxml" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "command", ["check", "fill -o 年报.docx --sign-off", "export -o 年报.html", "import -o 读回.toml"]
)
def test_a_command_loads_nothing_compiled_but_lxml(tmp_path: Path, command: str) -> None:
    done = _start(tmp_path, "-v", "-m", "ndbg", *command.split(), f"{EXAMPLES / 'suqian-2024.toml'}")
    loaded = LOADED.findall(done.stderr)
    others = {name.partition(".")[0] for name, file in loaded if Path(file).parent.name not in OF_PYTHON}
    assert (done.returncode, bool(loaded), others <= {"lxml"}) == (0, True, True)


def test_what_is_installed_without_extras_holds_nothing_compiled_but_lxml() -> None:
    wanted, seen = ["ndbg"], set[str]()
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            needs = [need for need in distribution(name).requires or () if ";" not in need]
            wanted += [re.split(r"[\s<>=~!\[(]", need.lower())[0] for need in needs]
    files = {name: distribution(name).files or () for name in seen}
    assert {name for name, held in files.items() if any(f.suffix in {".so", ".pyd"} for f in held)} == {
        "lxml"
    }
    assert {"typer", "python-docx", "rich", "tomli-w"} < seen
