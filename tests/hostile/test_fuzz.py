"""Files broken at random: a few others each day, as many as one likes by hand.

What was broken on a day, or by hand, is broken again by `NDBG_FUZZ_SEED=2026-01-31`; the seed is part of the name
of each test. `NDBG_FUZZ=1000` breaks a thousand of each kind.
"""

import os
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

pytest.importorskip("openpyxl", reason="needs ndbg[excel]")

from ndbg.read import read
from tests.hostile.cases import BLOWS
from tests.hostile.commands import through
from tests.hostile.containers import packed, parts_of
from tests.hostile.oracle import misread
from tests.hostile.payloads import PAYLOADS
from tests.hostile.sound import SOUND, report, sound
from tests.hostile.texts import CONTROLS

_SEED = os.environ.get("NDBG_FUZZ_SEED") or f"{date.today()}"
_MANY = int(os.environ.get("NDBG_FUZZ", "3"))
each = pytest.mark.parametrize("seed", [f"{_SEED} {number}" for number in range(_MANY)])
# Whatever stands in another's place afterwards is rightly read as what it is there.
_MOVES = {"pieces moved"}


def taken(folder: Path, suffix: str, data: bytes, chance: random.Random) -> Path:
    """Take a broken file through the commands."""
    path = folder / f"年报{suffix}"
    path.write_bytes(data)
    for made_by in (".toml", ".docx"):
        (folder / f"好{made_by}").write_bytes(sound(made_by))
    through(folder, suffix, 3 * chance.randrange(100))
    return path


def test_no_two_figures_of_a_sound_file_are_alike_or_naught(tmp_path: Path) -> None:
    shown = [figure.text for figure in report().figures.values()]
    assert len({*shown, "0"}) == len(shown) + 1
    for suffix in SOUND:
        (tmp_path / f"年报{suffix}").write_bytes(sound(suffix))
        assert read(tmp_path / f"年报{suffix}").figures.keys() == report().figures.keys()


@pytest.mark.parametrize("suffix", [".toml", ".docx", ".xlsx", ".html", ".md", ".txt"])
@each
def test_bytes(tmp_path: Path, suffix: str, seed: str) -> None:
    chance = random.Random(seed)  # noqa: S311  any numbers will do
    data = sound(suffix)
    blows = chance.sample(sorted(BLOWS), chance.randint(1, 4))
    for blow in blows:
        data = BLOWS[blow](data or b"x" * 9, chance)
    path = taken(tmp_path, suffix, data, chance)
    assert _MOVES & set(blows) or not misread(path)


def _pieces(data: bytes, by: bytes, chance: random.Random, most: int = 12) -> bytes:
    """Up to `most` pieces of a text put elsewhere, dropped, doubled, or with something else in them."""
    pieces = data.split(by)
    for _ in range(chance.randint(1, most)):
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


PIECES = [
    (".toml", b"\n"), (".toml", b" "), (".toml", b'"'), (".html", b"<"), (".html", b">"), (".md", b"\n"), (".md", b"|"),
    (".txt", b"\t"), (".txt", b"\n"),
]  # fmt: skip
PARTS = {".docx": ("word/document.xml",), ".xlsx": tuple(f"xl/worksheets/sheet{n}.xml" for n in range(2, 6))}
_ONCE = 6  # as many again of what is damaged at one place only, for that is only read


@pytest.mark.parametrize(("suffix", "by"), PIECES)
@each
def test_pieces(tmp_path: Path, suffix: str, by: bytes, seed: str) -> None:
    chance = random.Random(seed)  # noqa: S311
    taken(tmp_path, suffix, _pieces(sound(suffix), by, chance), chance)


@pytest.mark.parametrize(("suffix", "by"), PIECES)
@each
def test_a_piece_that_is_damaged_puts_no_figure_in_anothers_place(
    tmp_path: Path, suffix: str, by: bytes, seed: str
) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(_ONCE):
        data = _pieces(sound(suffix), by, chance, 1)
        (tmp_path / f"年报{suffix}").write_bytes(data)
        assert not misread(tmp_path / f"年报{suffix}"), data.decode(errors="replace")


@pytest.mark.parametrize("suffix", PARTS)
@each
def test_a_part_that_is_damaged_puts_no_figure_in_anothers_place(
    tmp_path: Path, suffix: str, seed: str
) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(_ONCE):
        parts, name = parts_of(suffix), chance.choice(PARTS[suffix])
        parts[name] = _pieces(parts[name], chance.choice((b"<", b">", b'"', b" ")), chance, 1)
        (tmp_path / f"年报{suffix}").write_bytes(packed(parts.items()))
        assert not misread(tmp_path / f"年报{suffix}"), parts[name].decode(errors="replace")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@each
def test_parts(tmp_path: Path, suffix: str, seed: str) -> None:
    chance = random.Random(seed)  # noqa: S311
    parts = parts_of(suffix)
    for name in chance.sample(sorted(parts), chance.randint(1, 3)):
        parts[name] = _pieces(parts[name], chance.choice((b"<", b">", b'"', b" ")), chance)
    taken(tmp_path, suffix, packed(parts.items()), chance)
