"""Contestants run in turn, so that the drift of the machine falls on all of them alike."""

import gc
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class MissingPeerError(Exception):
    """A contestant that cannot take part; the message says why."""


class UnequalError(Exception):
    """What a contestant has made is not what it should be: its time says nothing."""


@dataclass(frozen=True)
class Contestant:
    """Something that does the work.

    `run` does it once and gives the seconds that it took; `made` gives what came of it, in
    the form in which all contestants of a race are compared. It is None for one that only
    shows what a start costs.
    """

    run: Callable[[], float]
    made: Callable[[], object] | None


Maker = Callable[[], Contestant]


def call(work: Callable[[], T], shown: Callable[[T], object]) -> Contestant:
    """Work that is a call in this process; `shown` makes of its result what is compared."""
    last: list[T] = []

    def run() -> float:
        last.clear()
        gc.collect()  # nobody is to pay for what another has left behind
        start = time.perf_counter()
        result = work()
        took = time.perf_counter() - start
        last.append(result)
        return took

    return Contestant(run, lambda: shown(last[0]))


def process(arguments: Sequence[str | Path], made: Callable[[], object] | None) -> Contestant:
    """Work that is a whole process, from its start to its end."""
    command = [str(argument) for argument in arguments]
    # Installed programs have been compiled.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}

    def run() -> float:
        start = time.perf_counter()
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
        )
        took = time.perf_counter() - start
        if done.returncode:
            raise UnequalError(f"{' '.join(command)} failed:\n{done.stderr.decode(errors='replace')}")
        return took

    return Contestant(run, made)


def line_up(makers: Mapping[str, Maker]) -> tuple[dict[str, Contestant], dict[str, str]]:
    """The contestants that can take part, and why the others cannot."""
    there: dict[str, Contestant] = {}
    missing: dict[str, str] = {}
    for name, maker in makers.items():
        try:
            there[name] = maker()
        except ModuleNotFoundError as error:
            missing[name] = f"{error.name} is not installed"
        except MissingPeerError as error:
            missing[name] = str(error)
    return there, missing


def race(contestants: Mapping[str, Contestant], expected: object, rounds: int) -> dict[str, list[float]]:
    """The seconds that each took in each round. Raises UnequalError where one makes something else.

    Every round has each of them once, and begins with another one than the round before.
    """
    for contestant in contestants.values():
        contestant.run()  # warm
    _verify(contestants, expected)
    names = list(contestants)
    times: dict[str, list[float]] = {name: [] for name in names}
    gc.collect()
    gc.freeze()  # the libraries of all contestants are loaded by now; none is to walk those of others
    for number in range(rounds if names else 0):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            times[name].append(contestants[name].run())
    gc.unfreeze()
    _verify(contestants, expected)  # what is kept between runs may have spoilt the last one
    return times


def _verify(contestants: Mapping[str, Contestant], expected: object) -> None:
    for name, contestant in contestants.items():
        if contestant.made and (made := contestant.made()) != expected:
            raise UnequalError(f"{name} has made something else: {_difference(made, expected)}")


def _difference(made: object, expected: object) -> str:
    if not (isinstance(made, list) and isinstance(expected, list)):
        return f"{made!r}, not {expected!r}"
    pairs = zip(made, expected, strict=False)
    first = next((f"{m!r}, not {e!r}" for m, e in pairs if m != e), "one goes on where the other ends")
    return f"{len(made)} items, {len(expected)} expected; {first}"
