"""Files broken at random, as many as there is time for: fewer here, more by hand (NDBG_FUZZ=10000)."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("openpyxl", reason="needs ndbg[excel]")

from tests.hostile.cases import BLOWS
from tests.hostile.commands import through
from tests.hostile.containers import packed, parts_of
from tests.hostile.payloads import PAYLOADS
from tests.hostile.sound import sound
from tests.hostile.texts import CONTROLS

_BUDGET = int(os.environ.get("NDBG_FUZZ", "5"))
budget = settings(
    max_examples=_BUDGET, derandomize="NDBG_FUZZ" not in os.environ, deadline=None, database=None
)
seeds = st.integers(0, 1 << 40)


def taken(folder: Path, suffix: str, data: bytes, turn: int) -> None:
    for path in folder.iterdir():
        path.unlink()
    (folder / f"年报{suffix}").write_bytes(data)
    for made_by in (".toml", ".docx"):
        (folder / f"好{made_by}").write_bytes(sound(made_by))
    through(folder, suffix, 3 * turn)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("suffix", [".toml", ".docx", ".xlsx", ".html", ".md", ".txt"])
@budget
@given(seed=seeds, blows=st.lists(st.sampled_from(sorted(BLOWS)), min_size=1, max_size=4))
def test_bytes(folder: Path, suffix: str, seed: int, blows: list[str]) -> None:
    chance = random.Random(seed)  # noqa: S311  any numbers will do
    data = sound(suffix)
    for blow in blows:
        data = BLOWS[blow](data or b"x" * 9, chance)
    taken(folder, suffix, data, seed)


def _pieces(data: bytes, by: bytes, chance: random.Random) -> bytes:
    """Some pieces of a text put elsewhere, dropped, doubled, or with something else in them."""
    pieces = data.split(by)
    for _ in range(chance.randint(1, 12)):
        at, to = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        strange = chance.choice(
            (*PAYLOADS, CONTROLS, "9" * 99, "", " ", "一、总体情况", "（一）", "{{机关}}")
        ).encode()
        doing: tuple[Callable[[], object], ...] = (
            lambda at=at, to=to: pieces.insert(to, pieces[at]),  # type: ignore[misc]
            lambda at=at: pieces.pop(at) if len(pieces) > 2 else None,  # type: ignore[misc]
            lambda at=at, strange=strange: pieces.__setitem__(at, strange + pieces[at]),  # type: ignore[misc]
            lambda at=at, strange=strange: pieces.__setitem__(at, pieces[at] + strange),  # type: ignore[misc]
            lambda at=at, to=to: pieces.__setitem__(at, pieces[to]),  # type: ignore[misc]
        )
        chance.choice(doing)()
    return by.join(pieces)


@pytest.mark.parametrize(
    ("suffix", "by"),
    [(".toml", b"\n"), (".toml", b" "), (".toml", b'"'), (".html", b"<"), (".html", b">"), (".md", b"\n"), (".md", b"|"),
     (".txt", b"\t")],
)  # fmt: skip
@budget
@given(seed=seeds)
def test_pieces(folder: Path, suffix: str, by: bytes, seed: int) -> None:
    taken(folder, suffix, _pieces(sound(suffix), by, random.Random(seed)), seed)  # noqa: S311


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@budget
@given(seed=seeds)
def test_parts(folder: Path, suffix: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    parts = parts_of(suffix)
    for name in chance.sample(sorted(parts), chance.randint(1, 3)):
        parts[name] = _pieces(parts[name], chance.choice((b"<", b">", b'"', b" ")), chance)
    taken(folder, suffix, packed(parts.items()), seed)
