"""The same work on other computers: a real scheduler with two workers, one of which is killed in mid-run."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.levels.city import TOP, city, write_roster, written
from tests.levels.collecting import ENVIRONMENT, collecting

pytest.importorskip("distributed", reason="distributed is not installed")
pytestmark = pytest.mark.slow


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def _cluster(folder: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """A scheduler and two workers of one process each; whatever is still there ends with the test."""
    address = f"tcp://127.0.0.1:{_free_port()}"
    common = {"cwd": folder, "env": ENVIRONMENT, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", address, "--no-dashboard"]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nthreads",
        "1",
        "--no-nanny",
        "--no-dashboard",
    ]
    begun: list[subprocess.Popen[bytes]] = [subprocess.Popen(scheduler, **common)]  # type: ignore[call-overload]
    try:
        begun += [subprocess.Popen([*worker, "--name", name], **common) for name in ("甲", "乙")]  # type: ignore[call-overload]
        _wait_for(address)
        yield address, begun[1:]
    finally:
        for process in begun:
            process.kill()
            process.wait()


def _wait_for(address: str) -> None:
    from distributed import Client

    with Client(address, timeout="60s", set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)


def _told(run: "subprocess.Popen[str]") -> Any:
    out, err = run.communicate(timeout=300)
    assert run.returncode in (0, 1), err
    return json.loads(out)


# Each process has a current folder of its own: below this one no worker sees the store.
_HIDDEN = "/proc/self/cwd/"


@pytest.mark.parametrize("above", ["", _HIDDEN], ids=["in a shared folder", "by bytes"])
def test_a_worker_that_is_killed_in_mid_run_changes_nothing(tmp_path: Path, above: str) -> None:
    found = city(120)
    (tmp_path / "收件").mkdir()
    for name, report in found.now.items():
        if name != TOP:
            (tmp_path / "收件" / f"{name}.docx").write_bytes(written(report))
    write_roster(tmp_path / "名册.xlsx", found.offices)
    alone = _told(collecting(tmp_path, "-o", "2024年一台", "--jobs", "1"))
    (tmp_path / "工").mkdir()
    with _cluster(tmp_path / "工") as (address, workers):
        run = collecting(tmp_path, "-o", f"{above}2024年几台", "--cluster", address)
        batches = tmp_path / "2024年几台" / "files"
        until = time.monotonic() + 120
        while sum(1 for _ in batches.glob("*/*")) < 60 and time.monotonic() < until:
            time.sleep(0.02)
        workers[0].send_signal(signal.SIGKILL)
        together = _told(run)
    assert alone["received"] == len(found.offices) - 1
    assert together == alone
