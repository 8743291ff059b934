"""Which files can be read: each leads to its reader, whatever is in it, and to no other."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ndbg.errors import NdbgError
from ndbg.read import FORMATS, read


@pytest.mark.parametrize("suffix", [suffix for format in FORMATS for suffix in format.suffixes])
def test_no_file_that_can_be_read_is_refused_for_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)  # without LibreOffice it is told what to do
    with pytest.raises(NdbgError, match=r"找不到文件|另存为"):
        read(tmp_path / f"年报{suffix.upper()}")


def test_a_reader_is_loaded_only_for_its_files(tmp_path: Path) -> None:
    (tmp_path / "年报.txt").write_text("没有内容", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from ndbg.read import read; read(Path('年报.txt'));"
        "print(*(name for name in sys.modules if name.startswith('ndbg.read.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    loaded = {name.removeprefix("ndbg.read.") for name in done.stdout.split()}
    assert loaded & {format.module for format in FORMATS} == {"text"}


@pytest.mark.parametrize(
    ("there", "typed", "said"),
    [
        ("年报.docx", "年报.doc", "；是不是“年报.docx”？"),
        ("2024年年报（定稿）.docx", "2024年年报(定稿).docx", "；是不是“2024年年报（定稿）.docx”？"),
        ("去年年报.docx", "去年的年报.docx", "；是不是“去年年报.docx”？"),
        ("通知.docx", "年报.docx", "，请检查文件名和所在的文件夹"),
        ("年报.docx", "收件/年报.docx", "：没有“收件”这个文件夹，请检查文件夹的名字"),
        ("年报.docx", "年报", "；是不是“年报.docx”？"),
    ],
)
def test_of_a_file_that_is_not_there_the_one_that_may_be_meant_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str, typed: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(there).write_bytes(b"x")
    with pytest.raises(NdbgError) as error:
        read(Path(typed))
    assert f"{error.value}" == f"找不到文件“{typed}”{said}"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("年报.docx", b"", "“年报.docx”是空的，一个字也没有；"),
        ("年报.txt", b"\r\n", "“年报.txt”是空的，一个字也没有；"),
        ("年报.toml", b"", "“年报.toml”是空的，一个字也没有；"),
        ("年报.pdf", b"", "“年报.pdf”是空的，一个字也没有；"),
        ("~$年报.docx", b"\5admin" + bytes(156), "“~$年报.docx”是 Word 打开文件时自己建的临时文件"),
        ("年报.docx.lnk", b"L" + bytes(75), "“年报.docx.lnk”是快捷方式，请改用它所指的那个文件"),
        ("第1页.jpg", b"\xff\xd8\xff", "“第1页.jpg”是图片，读不出数；"),
        ("收件.rar", b"Rar!", "“收件.rar”是压缩包，请先解压，"),
        ("年报.csv", b"1,2", "“年报.csv”是不带合并格的纯文字表格，行和列分不清；请用 Excel 或 WPS 打开"),
        ("年报.pptx", b"PK", "“年报.pptx”是演示文稿，读不出报告；"),
        ("年报.exe", b"MZ", "还不能读取“年报.exe”这种文件：能读 .toml、.docx"),
    ],
)
def test_what_is_no_report_is_called_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(data)
    with pytest.raises(NdbgError) as error:
        read(Path(name))
    assert f"{error.value}".startswith(said)


def test_the_address_of_a_page_is_no_file() -> None:
    with pytest.raises(NdbgError, match="是网址；请先在浏览器里打开，把网页另存到这台电脑上"):
        read(Path("https://www.example.gov.cn/年报.html"))
