"""The bait that hostile files are laid out for, and the proof that nobody took it."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.bait import Bait

_WORD = "机密二字之后的九个字母"


@pytest.fixture(scope="session")
def _listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.fixture(scope="session")
def _secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    path.write_text(_WORD, encoding="utf-8")
    return path


@pytest.fixture
def bait(_listener: socket.socket, _secret: Path, tmp_path: Path) -> Iterator[Bait]:
    """What is told of the bait to a case. Afterwards nobody has called, and the word is nowhere to be read."""
    yield Bait(f"http://127.0.0.1:{_listener.getsockname()[1]}/x", _secret, _WORD)
    try:
        caller, _ = _listener.accept()
    except BlockingIOError:
        pass
    else:
        caller.close()
        pytest.fail("somebody called")
    for path in tmp_path.rglob("*"):
        if path.is_file() and not path.is_symlink():
            assert _WORD.encode() not in path.read_bytes(), path
    assert _secret.read_text(encoding="utf-8") == _WORD
