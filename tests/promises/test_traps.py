"""所在文件夹里放着的程序绝不运行：同名的模块、别的命令。"""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.promises.desk import Desk
from tests.read.fixed.paper import as_pdf
from tests.read.fixed.test_tables import LOOKS

# Names of modules that our own libraries and Python's are imported by, laid beside the reports.
TRAPS = (
    "json", "re", "os", "decimal", "ctypes", "struct", "zipfile", "lxml", "docx", "openpyxl", "xlsxwriter", "typer",
    "rich", "click", "pypdfium2", "pypdfium2_raw", "python_calamine", "matplotlib", "multiprocessing", "concurrent",
    "ndbg", "sitecustomize", "usercustomize", "encodings", "typing",
)  # fmt: skip
COMMANDS = (
    "check data.toml", "check 年报.docx", "check 年报.pdf", "check 年报.xlsx", "check --jobs 2 data.toml 年报.docx",
    "fill data.toml --force", "import 年报.pdf -o 二.toml", "import 年报.docx -o 三.toml", "diff suqian-2023.toml data.toml",
    "export data.toml --format html", "export data.toml --format xlsx", "export data.toml --format md",
    "verify 年报.docx data.toml", "rules T302", "init --yes --zero --agency 某局 --year 2024 四.toml",
)  # fmt: skip
PROGRAM = Path(sysconfig.get_path("scripts"), "ndbg")


@pytest.mark.skipif(not PROGRAM.is_file(), reason="the program ndbg is not installed beside this Python")
@pytest.mark.parametrize("words", COMMANDS)
def test_what_lies_beside_the_reports_is_not_run(desk: Desk, words: str) -> None:
    desk.path("年报.pdf").write_bytes(as_pdf(LOOKS["lines"]))
    made = [sys.executable, f"{PROGRAM}", "export", "data.toml", "-o", "年报.xlsx"]
    subprocess.run(made, cwd=desk.folder, check=True, capture_output=True)
    told = desk.path("运行了")
    for name in TRAPS:
        for trap in (desk.path(f"{name}.py"), desk.path(name) / "__init__.py"):
            trap.parent.mkdir(exist_ok=True)
            trap.write_text(f"open({str(told)!r}, 'a').write({name!r})\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, f"{PROGRAM}", *words.split()], cwd=desk.folder, capture_output=True
    )
    assert done.returncode in (0, 1, 2), done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not told.exists(), told.read_text()
