"""没有 --force，绝不覆盖已有的文件。"""

import sys
from pathlib import Path

import pytest

from tests.promises.desk import OLD, Desk, Writer, every_writer

_needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links there are for administrators")


@every_writer
def test_a_file_that_is_there_stays_without_force(desk: Desk, writer: Writer) -> None:
    desk.path(writer.output).write_bytes(OLD)
    done = desk.run(*writer.arguments)
    assert done.code == 2
    assert f"“{writer.output}”已经存在" in done.err
    assert "--force" in done.err
    assert desk.path(writer.output).read_bytes() == OLD
    assert desk.left() == [writer.output]


@every_writer
def test_with_force_it_is_what_would_have_been_written_anyway(desk: Desk, writer: Writer) -> None:
    assert desk.run(*writer.arguments).code == 0
    new = desk.path(writer.output).read_bytes()
    desk.path(writer.output).write_bytes(OLD)
    assert desk.run(*writer.forced).code == 0
    assert desk.path(writer.output).read_bytes() == new
    assert desk.left() == [writer.output]
    assert {name: desk.path(name).read_bytes() for name in desk.laid} == desk.laid


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("export 年报.md -o 年报.md --force", "年报.md"),
        ("import data.toml -o data.toml --force", "data.toml"),
        ("import data.toml -o ./data.toml --force", "data.toml"),
        ("diff suqian-2023.toml data.toml -o data.toml --force", "data.toml"),
        ("diff suqian-2023.toml data.toml -o suqian-2023.toml --force", "suqian-2023.toml"),
        ("init --yes --from data.toml data.toml --force", "data.toml"),
        ("fill data.toml --template 年报.docx -o 年报.docx --force", "年报.docx"),
        ("fill 年报.docx -o 年报.docx --force", "年报.docx"),
        ("fill data.toml --prose 年报.docx -o 年报.docx --force", "年报.docx"),
        ("check 年报.docx --annotate 年报.docx --force", "年报.docx"),
        ("check 年报.docx --previous 去年.docx --annotate 去年.docx --force", "去年.docx"),
        ("check 年报.docx --previous . --annotate 去年.docx --force", "去年.docx"),
        ("fill 又.toml -o 去年.docx --force", "去年.docx"),
        ("fill 又.toml -o 正文.docx --force", "正文.docx"),
        ("export data.toml --format md --previous 去年.md -o 去年.md --force", "去年.md"),
    ],
)
@pytest.mark.parametrize(
    "linked", [False, pytest.param(True, marks=_needs_links)], ids=["itself", "by a link"]
)
def test_what_is_read_is_not_overwritten_even_with_force(
    desk: Desk, words: str, source: str, linked: bool
) -> None:
    assert desk.run("export", "data.toml", "-o", "年报.md").code == 0
    for name, copy in (("年报.docx", "去年.docx"), ("年报.docx", "正文.docx"), ("年报.md", "去年.md")):
        desk.path(copy).write_bytes(desk.path(name).read_bytes())
    named = '"上年文件" = "去年.docx"\n"正文文件" = "正文.docx"'
    data = desk.path("data.toml").read_text("utf-8").replace('"上年文件" = "suqian-2023.toml"', named)
    desk.path("又.toml").write_text(data, "utf-8")
    *typed, output, force = words.split()
    if linked:
        link = desk.path(f"链接{desk.path(output).suffix}")
        link.symlink_to(desk.path(source).name)
        output = link.name
    before = desk.path(source).read_bytes()
    done = desk.run(*typed, output, force)
    assert (done.code, "不能覆盖" in done.err) == (2, True), done.err
    assert desk.path(source).read_bytes() == before
    # Nor is --force advised, which would not help.
    assert "--force" not in desk.run(*typed, output).err


@pytest.mark.parametrize("key", ["上年文件", "正文文件"])
@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("fill data.toml 后.toml", "宿迁市2024年政府信息公开工作年度报告.docx"),
        ("export data.toml 后.toml --format md", "宿迁市2024年政府信息公开工作年度报告.md"),
        ("import data.docx 后.toml -o .", "data.toml"),
    ],
)
def test_a_file_that_only_the_last_of_several_names_is_not_overwritten_by_the_first(
    desk: Desk, words: str, made: str, key: str
) -> None:
    assert desk.run("fill", "data.toml", "-o", "data.docx").code == 0
    data = desk.path("data.toml").read_text("utf-8")
    named = f'"{key}" = "{made}"'
    desk.path("后.toml").write_text(data.replace('"上年文件" = "suqian-2023.toml"', named), "utf-8")
    desk.path(made).write_bytes(desk.path("data.docx").read_bytes() if made != "data.toml" else OLD)
    before = desk.path(made).read_bytes()
    done = desk.run(*words.split(), "--force")
    assert (done.code, f"{made}”就是要读的文件，不能覆盖它" in done.err) == (2, True), done.err
    assert desk.path(made).read_bytes() == before


@_needs_links
@pytest.mark.parametrize(
    "words",
    [
        "fill data.toml -o 链接.docx",
        "import data.toml --format json -o 链接.json",
        "export data.toml --format html -o 链接.html",
    ],
)
def test_a_data_file_is_not_overwritten_through_a_link_under_another_name(desk: Desk, words: str) -> None:
    desk.path(words.split()[-1]).symlink_to("data.toml")
    done = desk.run(*words.split(), "--force")
    assert (done.code, "不能覆盖" in done.err) == (2, True), done.err
    assert desk.path("data.toml").read_bytes() == desk.laid["data.toml"]


@pytest.mark.skipif(not Path("/dev/null").is_char_device(), reason="needs devices as Linux has them")
@every_writer
def test_a_device_is_not_replaced_even_with_force(desk: Desk, writer: Writer) -> None:
    """Under the name that is to be written: root could put a file in its place."""
    desk.path(writer.output).symlink_to("/dev/null")
    done = desk.run(*writer.forced)
    assert (done.code, "不是文件" in done.err or "没有跟着它写" in done.err) == (2, True), done.err
    assert "--force" not in done.err
    assert Path("/dev/null").is_char_device()


@_needs_links
@pytest.mark.parametrize("words", ["fill", "export --format md"])
def test_a_link_laid_under_the_default_name_is_not_followed(desk: Desk, words: str) -> None:
    suffix = ".docx" if words == "fill" else ".md"
    for link in (f"宿迁市2024年政府信息公开工作年度报告{suffix}",):
        desk.path("秘密").write_bytes(OLD)
        desk.path(link).symlink_to(desk.path("秘密"))
    done = desk.run(*words.split(), "--force")
    assert (done.code, "没有跟着它写" in done.err, "秘密" in done.err) == (2, True, True), done.err
    assert desk.path("秘密").read_bytes() == OLD
