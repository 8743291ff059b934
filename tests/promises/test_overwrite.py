"""没有 --force，绝不覆盖已有的文件。"""

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
