"""What the tests share: example reports, and the program run as a process."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from ndbg.check import run as rules_run
from ndbg.form import Form, Measure
from ndbg.report import Figure, Report
from tests import warm
from tests.official import FORM_2021, office_report
from tests.warm import Warm

if TYPE_CHECKING:
    from tests.browser import Browser

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
GOOD_EXAMPLES = ("guangzhou-2021", "suqian-2023", "suqian-2024")

# A deadline would make a slow machine fail what a fast one passes.
settings.register_profile("ndbg", deadline=None, max_examples=40)
# What decides whether a change may land must not hang on chance; every other run tries new examples.
settings.register_profile("same", settings.get_profile("ndbg"), derandomize=True)
# For a night: ten times as many.
settings.register_profile("many", settings.get_profile("ndbg"), max_examples=400)
settings.load_profile("ndbg")


def share(part: float) -> settings:
    """A part of the examples of the profile where each takes long, or a multiple of them where many show more."""
    return settings(max_examples=round(settings().max_examples * part))


# A fault of a rule is told to people, and raised here.
rules_run.RAISES = True

# A shell that starts the suite in the background has it ignore Ctrl-C, which every program would inherit.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Compiled once, the program starts in half the time, whoever has told Python to keep nothing.
_ENVIRONMENT = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": ""}
# How the installed `ndbg` starts; by `python -m ndbg` it would be called so in all that it says.
_PROGRAM = "from ndbg.cli import main; main()"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def loaded() -> Iterator[Warm | None]:
    """A process that has loaded `ndbg`; none where there are no forks."""
    if not warm.CAN_BE:
        yield None
        return
    with Warm(_ENVIRONMENT) as found:
        yield found


def runner(folder: Path, loaded: Warm | None, seconds: float = 60) -> Run:
    """What runs `ndbg` in a folder, as a person would, with no terminal and no input, for at most so long.

    Where another environment is asked for, it is started anew.
    """

    def call(*arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
        words = [*map(str, arguments)]
        if loaded and not environment:
            return loaded.run(folder, words, seconds)
        return subprocess.run(
            [sys.executable, "-W", "error", "-c", _PROGRAM, *words],
            cwd=folder,
            env={**_ENVIRONMENT, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )

    return call


@pytest.fixture
def run(tmp_path: Path, loaded: Warm | None) -> Run:
    """What runs `ndbg` in an empty folder."""
    return runner(tmp_path, loaded)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A browser for the tests of a module: to start it takes far longer than to show a page."""
    from tests.browser import Browser

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, Browser(Path(profile)) as opened:
        yield opened


def _numbered(number: int, measure: Measure) -> Figure:
    if measure is Measure.AMOUNT:
        return Figure(Decimal(f"{number}.5"))
    return Figure(-number if measure is Measure.CHANGE and number % 2 else number)


def numbered_report(form: Form = FORM_2021, year: int = 2024) -> Report:
    """A report in which no two figures are alike, so that none can stand in for another."""
    figures = {
        id: _numbered(number, cell.measure) for number, (id, cell) in enumerate(form.cells.items(), 1001)
    }
    prose = {"一": "第一段。\n（一）主动公开。公开了信息。", "五": "有三点不足。", "六": "没有其他事项。"}
    return office_report(Path("data.toml"), form, year, figures, prose)


@pytest.fixture
def report() -> Report:
    """A complete report, all of its figures different."""
    return numbered_report()
