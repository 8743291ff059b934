"""只读的文件夹、在 Word 里打开着的文件、不寻常的名字和很长的路径：写得进去，或者说清楚为什么不能。"""

import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import ndbg.app.templates
import ndbg.write.files
from tests.promises.desk import OLD, WRITERS, Desk, Writer, every_writer, needs_fork, no_fork_warning, wait

on_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="permissions and names of this kind are not Windows'"
)


@pytest.fixture
def open_to_all(files: dict[str, bytes]) -> Iterator[Desk]:
    """A desk that everybody may look at, as a shared folder."""
    folder = Path(tempfile.mkdtemp(prefix="ndbg-places-"))
    folder.chmod(0o755)
    yield Desk(folder, files)
    folder.chmod(0o755)
    shutil.rmtree(folder)


@needs_fork
@no_fork_warning
@every_writer
def test_in_a_folder_that_may_only_be_read(open_to_all: Desk, tmp_path: Path, writer: Writer) -> None:
    desk = open_to_all
    desk.path(writer.output).write_bytes(OLD)
    desk.folder.chmod(0o555)

    def as_nobody() -> None:
        """Root may write anywhere; all but the writing stays as it is, for the program must be read from its place."""
        if os.geteuid():
            return
        write = ndbg.write.files._write

        def refused(path: Path, data: bytes | Iterable[bytes], permissions: int | None) -> None:
            os.seteuid(65534)
            try:
                write(path, data, permissions)
            finally:
                os.seteuid(0)

        ndbg.write.files._write = refused

    said = tmp_path / "said"
    process = desk.fork(*writer.forced, first=as_nobody, said=said)
    assert wait(process) == 2
    assert f"不能写入“{writer.output}”：没有权限" in said.read_text(encoding="utf-8")
    assert desk.path(writer.output).read_bytes() == OLD
    assert desk.left() == [writer.output]


@every_writer
def test_a_file_that_may_only_be_read_is_not_overwritten(desk: Desk, writer: Writer) -> None:
    desk.path(writer.output).write_bytes(OLD)
    desk.path(writer.output).chmod(0o444)
    done = desk.run(*writer.forced)
    desk.path(writer.output).chmod(0o644)
    assert (done.code, "是只读的，没有覆盖它" in done.err) == (2, True)
    assert desk.path(writer.output).read_bytes() == OLD
    assert desk.left() == [writer.output]


@every_writer
def test_a_file_that_is_open_in_word_on_windows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, writer: Writer
) -> None:
    """Windows refuses to put a file in the place of one that is open: a sharing violation, number 32."""

    def refused(source: object, target: object) -> None:
        raise PermissionError(
            errno.EACCES, "另一个程序正在使用此文件，进程无法访问。", str(source), 32, str(target)
        )

    monkeypatch.setattr(os, "replace", refused)
    desk.path(writer.output).write_bytes(OLD)
    done = desk.run(*writer.forced)
    assert (done.code, "正在 Word、WPS 中打开" in done.err) == (2, True)
    assert f"“{writer.output}”" in done.err
    assert desk.path(writer.output).read_bytes() == OLD
    assert desk.left() == [writer.output]


@pytest.mark.parametrize("taken", [False, True])
def test_a_disk_without_links(desk: Desk, monkeypatch: pytest.MonkeyPatch, taken: bool) -> None:
    """A USB stick has none. What appears while the report is made is still not overwritten."""
    writer = WRITERS["fill"]

    def refused(*_: object) -> None:
        if taken:
            desk.path(writer.output).write_bytes(OLD)
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)
    done = desk.run(*writer.arguments)
    assert done.code == (2 if taken else 0)
    assert (desk.path(writer.output).read_bytes() == OLD) == taken
    assert desk.left() == [writer.output]


NAMES = {
    "spaces": " 年 报  2024 ",
    "emoji": "年报😀👨‍👩‍👧",
    "quotes": '“年报”\'s ‘"稿"’ `x` $HOME',
    "a dash": "-年报",
    "two dashes": "--force",
    "a dot in front": ".年报",
    "marks of other languages": "[red]年报[bold]100%s%20{年度}",
    "as long as may be": "长" * 83,
    "composed in two ways": "e\u0301é",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_file_and_its_folder_may_have_any_name(desk: Desk, name: str) -> None:
    """Every command reads and writes them; what is meant as a name is never taken for an option or for markup."""
    folder = desk.folder / name
    folder.mkdir()
    source = f"{name}/{name}.toml"
    desk.path("data.toml").rename(desk.folder / source)
    desk.path("suqian-2023.toml").rename(folder / "suqian-2023.toml")
    words = (
        ("fill", "-o", f"{name}/{name}.docx", "--", source),
        ("import", "-o", f"{name}/二.toml", "--", f"{name}/{name}.docx"),
        ("init", "--yes", "--from", source, "--", f"{name}/本年.toml"),
        ("verify", "--", f"{name}/{name}.docx", source),
        ("diff", "-o", f"{name}/对照.md", "--", f"{name}/suqian-2023.toml", source),
        ("fill", "--force", "--", source),
    )
    for arguments in words:
        done = desk.run(*arguments)
        assert done.code == 0, done.err
        if "-o" in arguments:
            assert desk.path(arguments[2]).exists()
            assert arguments[2] in done.out
    assert f"{source}:44: Y506" in desk.run("check", "--", source).out
    assert source in desk.run("check", "--format", "text", "--", source).out.replace("\n", "")
    assert json.loads(desk.run("check", "--format", "json", "--", source).out)["file"] == source


@on_posix
def test_a_folder_whose_name_ends_in_a_dot(desk: Desk) -> None:
    (desk.folder / "年报.").mkdir()
    assert desk.run("fill", "-o", "年报.").code == 0
    assert desk.run("fill", "-o", "年报./年报..docx").code == 0
    assert len(list((desk.folder / "年报.").iterdir())) == 2


def deep(desk: Desk, length: int) -> str:
    """A path of folders, in all longer than `length`, that is really there; given from the desk."""
    below = "/".join(["很深的文件夹" * 10] * (length // 181 + 1))
    at = os.open(desk.folder, os.O_RDONLY)
    for part in below.split("/"):  # step by step, for the system takes no path of this length
        os.mkdir(part, dir_fd=at)
        at, above = os.open(part, os.O_RDONLY, dir_fd=at), at
        os.close(above)
    os.close(at)
    return below


@on_posix
@pytest.mark.parametrize("name", ["fill", "export md", "import toml", "init"])
def test_a_long_path_is_written_like_any_other(desk: Desk, name: str) -> None:
    writer, below = WRITERS[name], deep(desk, 3000)
    place = f"{below}/{writer.output}"
    done = desk.run(*(place if word == writer.output else word for word in writer.arguments))
    assert done.code == 0, done.err
    assert [path.name for path in desk.path(below).iterdir()] == [writer.output]


LONG = [(name, 1) for name in WRITERS] + [("fill", 30), ("init", 30), ("import toml", 30)]


@pytest.mark.parametrize(("name", "folders"), LONG)
def test_a_path_that_is_too_long_is_said(desk: Desk, name: str, folders: int) -> None:
    """One name of more than 255 bytes, and a whole path of more than 4096."""
    writer = WRITERS[name]
    typed = next(word for word in writer.arguments if word.startswith("结果"))
    place = "/".join(["很深的文件夹" * 10] * (folders - 1) + ["长" * 83 + typed])
    done = desk.run(*(place if word == typed else word for word in writer.arguments))
    assert (done.code, "太长" in done.err) == (2, True)
    assert len(done.err) < 1000
    assert desk.left() == []


@pytest.mark.parametrize("words", ["check", "fill", "import", "export", "diff data.toml", "verify 年报.docx"])
def test_a_file_to_read_whose_path_is_too_long_is_said(desk: Desk, words: str) -> None:
    done = desk.run(*words.split(), f"{'很深的文件夹/' * 300}年报.toml")
    assert (done.code, "路径太长" in done.err) == (2, True)


def test_a_form_of_ours_that_is_gone_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after an installation that broke off: it is no fault of the output."""
    monkeypatch.setattr(ndbg.app.templates, "__file__", f"{desk.path('a/b/c.py')}")
    done = desk.run("fill", "data.toml", "-o", "结果.docx")
    assert (done.code, "的 Word 表样，请用 --template 写明" in done.err) == (2, True), done.err
    assert len(done.err) < 120
    assert desk.left() == []


@needs_fork
@no_fork_warning
def test_in_a_folder_too_deep_to_name(desk: Desk) -> None:
    """Whose whole path is longer than any the system takes; the file's own name is short."""
    below = deep(desk, 5000)

    def go_there() -> None:
        for part in below.split("/"):
            os.chdir(part)
        Path("data.toml").write_bytes(desk.laid["data.toml"])

    def look() -> None:
        go_there()
        assert Path("年报.docx").read_bytes() == desk.laid["年报.docx"]

    assert wait(desk.fork("fill", "-o", "年报.docx", first=go_there)) == 0
    assert wait(desk.fork("check", first=look)) == 0


AGENCIES = {
    "what Windows forbids": ('甲<乙>:"丙/丁\\\\戊|己?庚*', "甲＜乙＞：＂丙／丁＼戊｜己？庚＊"),
    "a device of Windows": ("CON", "CON"),
    "dots": ("..", ".."),
    "a dash": ("-rf", "-rf"),
    "spaces": ("  某  局  ", "某  局"),
    "an emoji": ("某😀局", "某😀局"),
}


def with_text(data: Path) -> None:
    """Write something in each section of a data file: a report without text is not filled."""
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace('"正文" = """\n', '"正文" = """\n没有其他情况。\n'), encoding="utf-8")


@pytest.mark.parametrize("agency", AGENCIES.values(), ids=AGENCIES)
def test_the_name_of_an_agency_makes_a_name_of_a_file(desk: Desk, agency: tuple[str, str]) -> None:
    written, name = agency
    assert (
        desk.run(
            "init", "--yes", "--zero", "--agency", written.replace("\\\\", "\\"), "--year", "2024", "甲.toml"
        ).code
        == 0
    )
    with_text(desk.path("甲.toml"))
    for command in (("fill",), ("export", "--format", "md")):
        done = desk.run(*command, "甲.toml")
        assert done.code == 0, done.err
    title = f"{name}2024年政府信息公开工作年度报告"
    assert desk.left() == sorted([f"{title}.docx", f"{title}.md", "甲.toml"])


@pytest.mark.parametrize(("sign", "code"), [("某", 0), ("😀", 2)])
def test_the_longest_name_of_an_agency(desk: Desk, sign: str, code: int) -> None:
    """In Chinese it fits a file's name; in signs that take more it is said that it does not."""
    assert desk.run("init", "--yes", "--zero", "--agency", sign * 60, "--year", "2024", "甲.toml").code == 0
    with_text(desk.path("甲.toml"))
    done = desk.run("fill", "甲.toml")
    assert (done.code, "文件名或路径太长" in done.err) == (code, bool(code))
    assert desk.run("fill", "甲.toml", "-o", "另一份.docx").code == 0


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names there are always text")
def test_a_name_in_an_old_encoding(desk: Desk) -> None:
    """Bytes of GBK, as from an old stick: shown with ? where it must be, and used as it is."""
    name = os.fsdecode("去年".encode("gbk"))
    desk.path(f"{name}.toml").write_bytes(desk.laid["suqian-2023.toml"])
    for words in (
        ("check", f"{name}.toml"),
        ("check", f"{name}.toml", "--format", "json"),
        ("check", f"{name}.toml", "--format", "sarif"),
        ("check", f"{name}.toml", "--format", "text"),
        ("check", f"{name}.toml", "--format", "markdown"),
        ("fill", f"{name}.toml", "-o", f"{name}.docx"),
        ("fill", f"{name}.toml", "--sign-off", "-o", f"{name}2.docx"),
        ("export", f"{name}.toml", "-o", f"{name}.html"),
        ("import", f"{name}.docx", "-o", f"{name}2.toml"),
        ("import", f"{name}.docx", "--format", "json", "-o", "二.json"),
        ("check", "data.toml", "--previous", f"{name}.toml", "--format", "text"),
        ("diff", f"{name}.toml", "data.toml", "-o", "对照.md"),
        ("diff", f"{name}.toml", "data.toml", "--format", "json"),
    ):
        done = desk.run(*words)
        assert done.code == 0, (words, done.err)
    done = desk.run("init", "--yes", "--from", f"{name}.toml", "本年.toml")
    assert (done.code, "请先给它改名" in done.err) == (2, True)
