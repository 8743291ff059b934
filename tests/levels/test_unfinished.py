"""A run of collect that did not come to its end: whom it has not read is not said to have sent nothing."""

import json
import signal
import sys
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.levels.city import OFFICE, TOP, city, written
from tests.levels.collecting import collecting
from tests.levels.office import Desk

_NAMES = [name for name in city(30).now if name not in (TOP, OFFICE)]
_NOT_DONE = "上一次收集没有做完"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    made = Desk(tmp_path, _NAMES)
    made.put({f"{name}.docx": written(city(30).now[name]) for name in _NAMES})
    return made


def _stopped(desk: Desk, number: int) -> tuple[int, str]:
    """The exit status of a run that was stopped after its first files, and what it said."""
    run = collecting(desk.folder, "-o", "2024年", "--jobs", "1", roster="名册.csv")
    while run.poll() is None and sum(1 for _ in Path("2024年").glob("files/*/*")) < 2:
        signal.sigtimedwait([], 0.02)
    run.send_signal(number)
    _, said = run.communicate()
    return run.returncode, said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", ["SIGINT", "SIGKILL"])
def test_a_run_that_was_stopped_is_told_by_every_command_until_it_was_made_again(
    desk: Desk, run: Run, number: str
) -> None:
    code, said = _stopped(desk, getattr(signal, number))
    if number == "SIGINT":
        assert (code, said) == (130, "没有做完；再运行一次同样的命令，接着读没有读的\n")
    status = run("collect", "2024年", "--status")
    assert status.returncode == 1
    assert status.stdout.startswith(_NOT_DONE)
    assert "下一步：ndbg collect 收件 -o 2024年" in status.stdout
    returned = run("return", "2024年", "-o", "退回", "--summary", "通报.docx")
    assert returned.returncode == 2
    assert _NOT_DONE in returned.stderr
    assert not Path("通报.docx").exists()
    assert _NOT_DONE in run("merge", "2024年", "-o", "市.toml").stdout
    again = run("collect", "收件", "-o", "2024年", "--format", "json")
    found = json.loads(again.stdout)
    assert (found["received"], found["unfinished"]) == (len(_NAMES), [])
    assert _NOT_DONE not in run("collect", "2024年", "--status").stdout


@pytest.mark.parametrize(
    ("begun", "done"), [("收件/甲.zip", True), ("收件二", False), ("没有了", True), ("收件", True)]
)
def test_a_run_ends_what_was_begun_with_the_same_files_or_with_some_that_are_gone(
    desk: Desk, run: Run, begun: str, done: bool
) -> None:
    Path("收件二").mkdir()
    desk.take()
    note = Path("2024年", "unfinished", "0123456789ab.txt")
    note.write_text(begun, encoding="utf-8")
    assert _NOT_DONE in run("collect", "2024年", "--status").stdout
    run("collect", "收件", "-o", "2024年")
    assert note.exists() is not done


def test_a_folder_that_is_not_there_is_no_run_that_did_not_end(desk: Desk, run: Run) -> None:
    desk.take()
    assert run("collect", "收见", "-o", "2024年").returncode == 2
    assert _NOT_DONE not in run("collect", "2024年", "--status").stdout
