"""两个程序同时写同一个文件，不会混在一起。"""

import os
from pathlib import Path

import pytest

from tests.promises.desk import WRITERS, Desk, Writer, needs_fork, no_fork_warning, wait

pytestmark = [needs_fork, no_fork_warning]

AGENCIES = ("甲市档案局", "乙市国家税务局", "丙", "丁市人民政府办公室（市政府外事办公室）")
TOGETHER = ("fill", "export html", "import toml", "init")


@pytest.fixture(scope="module")
def of_agencies(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The data and the report of several agencies, each under its number."""
    desk = Desk(tmp_path_factory.mktemp("agencies"), files)
    for number, agency in enumerate(AGENCIES):
        text = files["data.toml"].decode().replace('"宿迁市"', f'"{agency}"', 1)
        desk.path(f"{number}data.toml").write_text(text, encoding="utf-8")
        assert desk.run("fill", f"{number}data.toml", "-o", f"{number}年报.docx").code == 0
    return {name: desk.path(name).read_bytes() for name in [*desk.laid, *desk.left()]}


def of_each(writer: Writer) -> list[tuple[str, ...]]:
    """The same command for each agency: every run would write another file."""
    return [
        tuple(
            f"{number}{word}"
            if word in ("data.toml", "年报.docx")
            else agency
            if word == "某市档案局"
            else word
            for word in writer.arguments
        )
        for number, agency in enumerate(AGENCIES)
    ]


def all_at_once(desk: Desk, commands: list[tuple[str, ...]], said: Path) -> tuple[list[int], list[str]]:
    """Start every command, let them loose together, and give how each ended and what it said."""
    waits, starts = os.pipe()
    runs = []
    for number, command in enumerate(commands):

        def ready() -> None:
            os.close(starts)
            os.read(waits, 1)  # until the other end is closed

        runs.append(desk.fork(*command, first=ready, said=said / f"{number}"))
    os.close(starts)
    codes = [wait(run) for run in runs]
    os.close(waits)
    return codes, [(said / f"{number}").read_text(encoding="utf-8") for number in range(len(runs))]


@pytest.mark.parametrize("name", TOGETHER)
def test_runs_at_once_on_one_file(
    of_agencies: dict[str, bytes], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    desk, writer, said = Desk(tmp_path, of_agencies), WRITERS[name], tmp_path_factory.mktemp("said")
    commands = of_each(writer)
    place = desk.path(writer.output)
    whole = []
    for command in commands:
        assert desk.run(*command, "--force").code == 0
        whole.append(place.read_bytes())
    assert len(set(whole)) == len(AGENCIES)

    place.unlink()
    codes, texts = all_at_once(desk, commands, said)
    (winner,) = [number for number, code in enumerate(codes) if code == 0]
    assert place.read_bytes() == whole[winner]
    for number, text in enumerate(texts):
        if number != winner:
            assert codes[number] == 2
            assert "没有覆盖它" in text or "已经存在" in text
    assert desk.left() == [writer.output]

    codes, texts = all_at_once(desk, [(*command, "--force") for command in commands], said)
    assert codes == [0] * len(AGENCIES), texts
    assert place.read_bytes() in whole
    assert desk.left() == [writer.output]


def test_runs_at_once_in_one_folder(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each its own file: none takes what another is just writing for something left by the dead."""
    writers = [WRITERS[name] for name in TOGETHER for _ in range(3)]
    commands = [
        tuple(f"{number}{word}" if word == writer.output else word for word in writer.arguments)
        for number, writer in enumerate(writers)
    ]
    codes, texts = all_at_once(desk, commands, tmp_path_factory.mktemp("said"))
    assert codes == [0] * len(commands), texts
    assert len(desk.left()) == len(commands)
