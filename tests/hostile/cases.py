"""What a hostile case is, and those made by breaking a sound file of any format byte by byte."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.hostile.bait import Bait
from tests.hostile.sound import sound

READ = ""  # what is told of a file that is read as what it is


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile file: how it is made, and what is told of it where it is refused.

    `told` is a pattern; READ where it is to be read, None where either is right.
    """

    make: Callable[[Bait], bytes]
    told: str | None = None


Cases = Mapping[str, Case]


def made(make: Callable[[], bytes], told: str | None = None) -> Case:
    """A case that needs no bait; it is made when it is wanted, for some are large."""
    return Case(lambda _: make(), told)


def blows(suffix: str, count: int) -> dict[str, Case]:
    """A sound file with something of each kind done to its bytes, the same in every run."""
    return {f"{name} {number}": Case(lambda _, b=blow, n=number: b(sound(suffix), random.Random(n)))  # type: ignore[misc]  # noqa: S311
            for name, blow in BLOWS.items() for number in range(count)}  # fmt: skip


def _flipped(data: bytes, chance: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 8, 64))):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _without_a_piece(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.choice((1, 30, 900)) :]


def _with_a_piece_twice(data: bytes, chance: random.Random) -> bytes:
    at, size = chance.randrange(len(data)), chance.choice((1, 30, 900, 20_000))
    return data[: at + size] + data[at:]


def _moved(data: bytes, chance: random.Random) -> bytes:
    """Two pieces in each other's place."""
    a, b, c = sorted(chance.sample(range(len(data)), 3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def _noisy(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(64) + data[at:]


def _zeroed(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes(40) + data[at + 40 :]


BLOWS: Mapping[str, Callable[[bytes, random.Random], bytes]] = {
    "bits flipped": _flipped,
    "cut short": _cut,
    "a piece gone": _without_a_piece,
    "a piece twice": _with_a_piece_twice,
    "pieces moved": _moved,
    "noise": _noisy,
    "zeros": _zeroed,
}
