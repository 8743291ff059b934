"""所在文件夹里放着的程序绝不运行：同名的模块、别的命令。"""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from ndbg.read import read
from ndbg.write.markdown import write_markdown
from ndbg.write.web import write_web
from tests.promises.desk import Desk
from tests.read.fixed.paper import as_pdf
from tests.read.fixed.test_tables import LOOKS
from tests.read.ofd import as_ofd
from tests.read.test_kinds import as_flat_word, as_message

# Names of modules that our own libraries and Python's are imported by, laid beside the reports.
TRAPS = (
    "json", "re", "os", "decimal", "ctypes", "struct", "zipfile", "lxml", "docx", "openpyxl", "xlsxwriter", "typer",
    "rich", "click", "pypdfium2", "pypdfium2_raw", "python_calamine", "matplotlib", "multiprocessing", "concurrent",
    "ndbg", "sitecustomize", "usercustomize", "encodings", "typing",
)  # fmt: skip
# Commands that follow one another are parted by a comma.
COMMANDS = (
    "check data.toml", "check 年报.docx", "check 年报.pdf", "check 年报.xlsx", "check --jobs 2 data.toml 年报.docx",
    "fill data.toml --force", "import 年报.pdf -o 二.toml", "import 年报.docx -o 三.toml", "diff suqian-2023.toml data.toml",
    "export data.toml --format html", "export data.toml --format xlsx", "export data.toml --format md",
    "verify 年报.docx data.toml", "rules T302", "init --yes --zero --agency 某局 --year 2024 四.toml",
    "check 年报.html", "check 年报.md", "check 年报.txt", "check 年报.mht", "check 年报.xml", "check 年报.ofd", "check 年报.doc",
    "check 年报.docx --annotate 批注.docx", "fill data.toml --sign-off --charts -o 送审.docx", "export data.toml -o 年报二.pdf",
    "init 填报表.xlsx --agency 某局 --year 2024,check 填报表.xlsx", "fill suqian-2023.toml --template 年报.docx -o 样.docx",
    "collect 年报.docx 年报.pdf -o 2024年 --roster 名册.csv,return 2024年 -o 退回,alike 2024年,stats 2024年,"
    "merge 2024年 --body 某市 --scope 本级 -o 汇总.toml --draft,check data.toml --below 2024年",
)  # fmt: skip
PROGRAM = Path(sysconfig.get_path("scripts"), "ndbg")


@pytest.fixture(scope="module")
def formats(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The report in every format there is, by file name, and a roster."""
    desk = Desk(tmp_path_factory.mktemp("formats"), files)
    assert desk.run("export", "data.toml", "-o", "年报.xlsx").code == 0
    report = read(desk.path("data.toml"))
    page, markdown = write_web(report).encode(), write_markdown(report).encode()
    return {
        "年报.xlsx": desk.path("年报.xlsx").read_bytes(),
        "年报.html": page,
        "年报.md": markdown,
        "年报.txt": markdown.replace(b"|", b"\t"),
        "年报.mht": as_message(page),
        "年报.xml": as_flat_word(files["年报.docx"]),
        "年报.pdf": as_pdf(LOOKS["lines"]),
        "年报.ofd": as_ofd([LOOKS["lines"].drawn()]),
        "年报.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        "名册.csv": "名称,上级\n某市,\n宿迁市,某市\n".encode(),
    }


@pytest.mark.skipif(not PROGRAM.is_file(), reason="the program ndbg is not installed beside this Python")
@pytest.mark.parametrize("words", COMMANDS)
def test_what_lies_beside_the_reports_is_not_run(desk: Desk, formats: dict[str, bytes], words: str) -> None:
    for name, data in formats.items():
        desk.path(name).write_bytes(data)
    told = desk.path("运行了")
    for name in TRAPS:
        for trap in (desk.path(f"{name}.py"), desk.path(name) / "__init__.py"):
            trap.parent.mkdir(exist_ok=True)
            trap.write_text(f"open({str(told)!r}, 'a').write({name!r})\n", encoding="utf-8")
    for command in words.split(","):
        done = subprocess.run(
            [sys.executable, f"{PROGRAM}", *command.split()], cwd=desk.folder, capture_output=True
        )
        assert done.returncode in (0, 1, 2), done.stderr.decode()
        assert b"Traceback" not in done.stderr
        assert not told.exists(), told.read_text()
