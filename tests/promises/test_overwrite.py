"""没有 --force，绝不覆盖已有的文件。"""

import pytest

from tests.promises.desk import OLD, Desk, Writer, every_writer


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
    ],
)
def test_what_is_read_is_not_overwritten_even_with_force(desk: Desk, words: str, source: str) -> None:
    assert desk.run("export", "data.toml", "-o", "年报.md").code == 0
    before = desk.path(source).read_bytes()
    done = desk.run(*words.split())
    assert (done.code, "不能覆盖" in done.err) == (2, True)
    assert desk.path(source).read_bytes() == before
