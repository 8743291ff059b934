"""Many reports in one run: how many a second, and how memory grows with their number."""

import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from ndbg.read import read
from tests.benchmarks.filling import PEERS
from tests.benchmarks.material import Material, texts, variant, variant_context
from tests.benchmarks.peers import lxml_fill
from tests.benchmarks.processes import Use, run
from tests.benchmarks.racing import UnequalError
from tests.benchmarks.table import Comparison, Target, head, line, say, skip

_JOBS = (1, 2)
_OURS = (sys.executable, "-m", "ndbg")
_LESS_WORK = 10  # how many files the walk reads while docxtpl fills one
_FLAT = Target(1.1, "flat")


@dataclass(frozen=True)
class Plan:
    """How many reports there are in our runs, and for each process in theirs; the longest run in seconds."""

    sizes: Sequence[int]
    theirs: int
    longest: float


@dataclass(frozen=True)
class Task:
    """What is done with many files, by us with some jobs and by them with as many processes.

    `ours` and `theirs` are given how many files and how many jobs; `share` is how many files
    each process of theirs has. `missing` says why they cannot be run; `target` is for the most
    files with two jobs.
    """

    name: str
    peer: str
    ours: Callable[[int, int], Use]
    theirs: Callable[[int, int], Use]
    share: int
    missing: str = ""
    target: Target | None = None


class Office:
    """The files of many offices, numbered from 0: data, contexts, Word files."""

    def __init__(self, material: Material, plan: Plan) -> None:
        self._folder = material.folder / "many"
        self._material = material
        self._out = self._folder / "out"
        form = lxml_fill.Prepared(material.twin.read_bytes())
        for name in ("data", "contexts", "word"):
            (self._folder / name).mkdir(parents=True)
        for number in range(max(*plan.sizes, plan.theirs * _LESS_WORK * max(_JOBS))):
            context = variant_context(material.context, number)
            data, written = variant(material.source, number), json.dumps(context, ensure_ascii=False)
            self._file("data", number, "toml").write_text(data, encoding="utf-8")
            self._file("contexts", number, "json").write_text(written, encoding="utf-8")
            self._file("word", number, "docx").write_bytes(form.fill(context))

    def _file(self, folder: str, number: int, suffix: str) -> Path:
        return self._folder / folder / f"{number:04}.{suffix}"

    def _files(self, folder: str, count: int, suffix: str) -> list[Path]:
        return [self._file(folder, number, suffix) for number in range(count)]

    def _run(self, *command: str | Path) -> tuple[Use, str]:
        shutil.rmtree(self._out, ignore_errors=True)
        self._out.mkdir()
        log = self._folder / "log"
        return run(command, log), log.read_text(encoding="utf-8", errors="replace")

    def fill(self, count: int, jobs: int) -> Use:
        """Our way to fill: the data files of a run in one command."""
        target = ("--template", self._material.template, "-o", self._out)
        files = self._files("data", count, "toml")
        use, _ = self._run(*_OURS, "fill", *files, *target, "--jobs", f"{jobs}")
        made = {file.name: file for file in self._out.iterdir()}
        if len(made) != count:
            raise UnequalError(f"fill has made {len(made)} files of {count}")
        for number in (0, count // 2, count - 1):
            report = read(self._file("data", number, "toml"))
            filled = made[f"{report.title}.docx"].read_bytes()
            if texts(filled) != texts(self._file("word", number, "docx").read_bytes()):
                raise UnequalError(f"fill has made something else of report {number}")
        return use

    def check(self, count: int, jobs: int) -> Use:
        """Our way to check: the Word files of a run in one command."""
        use, told = self._run(*_OURS, "check", *self._files("word", count, "docx"), "--jobs", f"{jobs}")
        if f"{count} 个没有错误" not in told:
            raise UnequalError(f"check has not passed all {count} files")
        return use

    def docxtpl(self, count: int, jobs: int) -> Use:
        """docxtpl with as many processes."""
        script = (PEERS / "docxtpl_many.py", f"{jobs}", self._material.twin, self._out)
        use, _ = self._run(sys.executable, *script, *self._files("contexts", count, "json"))
        for number in range(count):
            expected = self._file("word", number, "docx")
            if texts((self._out / expected.name).read_bytes()) != texts(expected.read_bytes()):
                raise UnequalError(f"docxtpl has made something else of report {number}")
        return use

    def walk(self, count: int, jobs: int) -> Use:
        """The bare walk over the cells with as many processes."""
        module = ("-m", "tests.benchmarks.peers.walk_many", f"{jobs}")
        return self._run(sys.executable, *module, *self._files("word", count, "docx"))[0]


def show_many(material: Material, plan: Plan) -> None:
    """Run all sizes of both tasks and print what they gave."""
    office = Office(material, plan)
    lacking = "" if find_spec("docxtpl") else "docxtpl is not installed"
    target = Target(1 / 12, "12 × as many")
    _show(Task("fill", "docxtpl", office.fill, office.docxtpl, plan.theirs, lacking, target), plan)
    _show(Task("check", "lxml grid walk", office.check, office.walk, plan.theirs * _LESS_WORK), plan)


def _show(task: Task, plan: Plan) -> None:
    head(f"{task.name.capitalize()} many reports, whole process, per report", "ms")
    uses = {jobs: _turns(task, plan, jobs) for jobs in _JOBS}
    head(f"{task.name.capitalize()} many reports, memory of all processes, most against fewest reports", "MB")
    for jobs, by_size in uses.items():
        _show_memory(task.name, jobs, by_size)
    say()
    for jobs, by_size in uses.items():
        for size, use in by_size.items():
            speed, memory = size / use.seconds, use.memory / 1024
            say(f"{task.name} {size}, --jobs {jobs}: {speed:.1f} reports a second, {memory:.1f} MB")
        few, many = min(by_size), max(by_size)
        if few < many:
            growth = (by_size[many].memory - by_size[few].memory) / (many - few)
            say(f"{task.name}, --jobs {jobs}: {growth:.1f} KB more for each report from {few} to {many}")


def _comparison(task: Task, plan: Plan, size: int, jobs: int) -> Comparison:
    theirs = f"{task.peer}, {jobs} process{'es' * (jobs > 1)}"
    aimed = size == plan.sizes[-1] and jobs == _JOBS[-1]
    return Comparison(f"{task.name} {size}, --jobs {jobs}", theirs, task.target if aimed else None)


def _turns(task: Task, plan: Plan, jobs: int) -> dict[int, Use]:
    """Run all sizes, them before and after each of us, and print each comparison."""

    def theirs() -> float:
        count = task.share * jobs
        return 0.0 if task.missing else task.theirs(count, jobs).seconds / count

    uses: dict[int, Use] = {}
    each, before = 0.0, theirs()
    for size in plan.sizes:
        item = _comparison(task, plan, size, jobs)
        if each * size > plan.longest:
            skip(item, f"would take about {each * size:.0f} s; --longest allows {plan.longest:.0f}")
            continue
        uses[size] = task.ours(size, jobs)
        each = uses[size].seconds / size
        if task.missing:
            skip(item, task.missing, each)
            continue
        after = theirs()
        line(item, [each, each], [before, after])
        before = after
    return uses


def _show_memory(name: str, jobs: int, uses: Mapping[int, Use]) -> None:
    few, many = min(uses), max(uses)
    item = Comparison(f"{name} {many}, --jobs {jobs}", f"{name} {few}, --jobs {jobs}", _FLAT)
    if few == many:
        skip(item, "only one size was run")
    elif not uses[few].memory:
        skip(item, "memory is read from /proc, which is not there")
    else:
        line(item, [uses[many].memory], [uses[few].memory], scale=1 / 1024)
