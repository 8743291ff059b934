"""fill、init、import、export、diff 和批注，无论在哪一刻被强行中断，原来的文件要么还是原样，要么已经是完整的新文件。"""

import os
import random
import re
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from ndbg.write.files import save
from tests.promises.desk import OLD, WRITERS, Desk, Writer, needs_fork, no_fork_warning, wait

pytestmark = [needs_fork, no_fork_warning]

KILLED = {
    "fill": 12,
    "init": 16,
    "init --from": 10,
    "import toml": 14,
    "export html": 8,
    "export md": 6,
    "export xlsx": 6,
    "check --annotate": 10,
    "diff md": 6,
}  # half of them with an old file in place
LEFTOVER = re.compile(r"\.[0-9a-f]{12}\.ndbg")


def new_file(desk: Desk, writer: Writer) -> tuple[bytes, float]:
    """What a run that is let alone writes, and how long one takes that is warm."""
    spans = []
    for _ in range(3):
        start = time.perf_counter()
        assert wait(desk.fork(*writer.forced)) == 0
        spans.append(time.perf_counter() - start)
    return desk.path(writer.output).read_bytes(), sorted(spans)[1]


@pytest.mark.parametrize(("name", "kills"), KILLED.items())
def test_killed_at_a_random_moment(desk: Desk, name: str, kills: int) -> None:
    writer, place = WRITERS[name], desk.path(WRITERS[name].output)
    assert desk.run(*writer.forced).code == 0  # everything is loaded before the first fork
    new, span = new_file(desk, writer)
    moments = random.Random(name)  # noqa: S311  no secret
    ends: Counter[str] = Counter()
    for attempt in range(4 * kills):
        if attempt >= kills and len(ends) == 2:
            break
        late = attempt // kills  # none was late enough in the round before: the machine is slower by now
        old = OLD if attempt % 2 else None
        place.unlink()
        if old:
            place.write_bytes(old)
        process = desk.fork(*(writer.forced if old else writer.arguments))
        time.sleep(span * (1.2 + late) * (attempt % kills + moments.random()) / kills)
        os.kill(process, signal.SIGKILL)
        code = wait(process)
        assert code in (0, -signal.SIGKILL)
        found = place.read_bytes() if place.exists() else None
        assert found in (old, new)
        assert code or found == new
        ends["new" if found == new else "as before"] += 1
        place.write_bytes(b"")
    assert ends.keys() == {"new", "as before"}
    leftovers = [path for path in desk.left() if path != place.name]
    assert all(LEFTOVER.fullmatch(path) for path in leftovers)
    # What is left of all this goes with the next run, when its time is over.
    for path in leftovers:
        os.utime(desk.path(path), (0, 0))
    assert desk.run(*writer.forced).code == 0
    assert desk.left() == [place.name]


@pytest.mark.parametrize("old", [OLD, None], ids=["over an old file", "where none was"])
def test_killed_at_every_line_of_writing(tmp_path: Path, old: bytes | None) -> None:
    """What lies there before each line, those of Python's own library too, is what a kill would leave."""
    place = tmp_path / "结果.docx"
    if old:
        place.write_bytes(old)
    seen: list[bytes | None] = []

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            seen.append(place.read_bytes() if place.exists() else None)
        return trace

    before, new = sys.gettrace(), b"new" * 9000
    sys.settrace(trace)
    try:
        save(place, new, force=old is not None)
    finally:
        sys.settrace(before)
    assert len(seen) > 100
    assert place.read_bytes() == new
    # Up to one line the old, from there on the new.
    turn = seen.index(new)
    assert set(seen[:turn]) == {old}
    assert set(seen[turn:]) == {new}


def test_what_another_run_is_writing_is_not_cleared_away(tmp_path: Path) -> None:
    """Only what is old and has the name of our own is removed."""
    kept = {".0123456789ab.ndbg", "data.toml", ".0123456789ab.ndbg.bak", ".年报.ndbg"}
    for name in (*kept, ".ba9876543210.ndbg"):
        (tmp_path / name).write_bytes(b"x")
        if name != ".0123456789ab.ndbg":
            os.utime(tmp_path / name, (0, 0))
    save(tmp_path / "a", b"new", force=False)
    assert {path.name for path in tmp_path.iterdir()} == {*kept, "a"}


def test_killed_as_whole_processes(desk: Desk) -> None:
    import subprocess

    writer, place = WRITERS["fill"], desk.path(WRITERS["fill"].output)
    command = [sys.executable, "-m", "ndbg", *writer.forced]
    start = time.perf_counter()
    subprocess.run(command, cwd=desk.folder, check=True, capture_output=True, timeout=60)
    span, new = time.perf_counter() - start, place.read_bytes()
    for attempt in range(3):
        place.write_bytes(OLD)
        process = subprocess.Popen(
            command, cwd=desk.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(span * (0.7 + attempt * 0.15))
        process.kill()
        process.wait(60)
        assert place.read_bytes() in (OLD, new)
