"""Measure ndbg and its peers side by side: `python -m tests.benchmarks --help`."""

import argparse
import platform
import sys
import tempfile
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks import filling, levels, many, reading, starting
from tests.benchmarks.material import Material, prepare
from tests.benchmarks.racing import UnequalError
from tests.benchmarks.table import say, show

_PARTS = ("fill", "start", "read", "many", "levels")
_PEERS = ("docxtpl", "python-docx", "lxml", "docx2python", "mammoth", "openpyxl", "pdfplumber", "typer")


def main() -> None:
    """Run the parts that are asked for, and print a table of each."""
    wish = _arguments()
    _say_where()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ndbg-benchmarks-"))
        try:
            _run(prepare(Path(folder)), wish, stack)
        except UnequalError as error:
            sys.exit(f"not measured to the end: {error}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"what to measure: {', '.join(_PARTS)}; all when left out")
    parser.add_argument(
        "--quick", action="store_true", help="fewer rounds and reports: under a minute, rough"
    )
    parser.add_argument(
        "--longest",
        type=float,
        metavar="SECONDS",
        help="leave out a run of many reports that would take longer (60; 5 with --quick)",
    )
    wish = parser.parse_args()
    if unknown := set(wish.parts) - set(_PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}")
    return wish


def _say_where() -> None:
    """Say which machine and which versions the ratios are of."""
    say(f"{platform.platform()}, {platform.machine()}, Python {platform.python_version()}")
    say(", ".join(f"{name} {_version(name)}" for name in ("ndbg", *_PEERS)))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _run(material: Material, wish: argparse.Namespace, stack: ExitStack) -> None:
    parts = wish.parts or _PARTS
    if "fill" in parts:
        show(filling.processes(material), 3 if wish.quick else 25)
        show(filling.calls(material, stack), 6 if wish.quick else 40)
    if "start" in parts:
        show(starting.savings(material), 3 if wish.quick else 25)
    if "read" in parts:
        for group in reading.groups(material):
            show(group, 2 if wish.quick else 15)
    if "many" in parts:
        sizes, theirs, longest = ((10, 20, 40), 6, 5) if wish.quick else ((200, 1000, 2000), 60, 60)
        many.show_many(material, many.Plan(sizes, theirs, wish.longest or longest))
    if "levels" in parts:
        levels.show_levels(material, *((40, (200, 400)) if wish.quick else (2000, (2000, 20_000))))


if __name__ == "__main__":
    main()
