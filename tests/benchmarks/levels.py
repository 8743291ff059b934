"""The supervising office with many bodies: collect beside check, collect again, merge, alike."""

import random
import shutil
import sys
import time
from pathlib import Path

from ndbg.app.levels.copies.near_duplicates import near_duplicates
from ndbg.app.levels.roster.file import roster_of
from ndbg.app.levels.store.folder import Store
from ndbg.app.levels.store.tables import Batch, version_of
from ndbg.report.similarity import masked, masked_similarity
from tests.benchmarks.material import Material, office_name, variant_context
from tests.benchmarks.peers import lxml_fill
from tests.benchmarks.processes import Use, run
from tests.benchmarks.table import Comparison, Target, head, line, say
from tests.levels.city import leaf, sentence

_OURS = (sys.executable, "-m", "ndbg")
_TOP = "宿迁市"
_LENGTH = 1558  # masked characters of a text, as measured on real ones
_NATION, _HELD = 200_000, 400  # bodies, and megabytes that are aimed at
_FINDINGS = 3  # of a body, as of the city in tests/levels
_FOUND = (
    "X601",
    "warning",
    "正文说新收政府信息公开申请 12 件，表格“一、本年新收政府信息公开申请数量”总计是 21，差 9",
    "requests.new.total",
    "21",
    "12",
    "-9",
    "一",
    "第3段",
    "",
)
_WRITTEN = 4000  # bodies of a store that are written at once
_AGAIN, _MERGE, _ALIKE, _ALIKE_MANY = 2.0, 1.0, 4.0, 60.0  # seconds that are aimed at, at 2000 and 20 000


def show_levels(material: Material, bodies: int, texts: tuple[int, int]) -> None:
    """Measure all of it with so many bodies and texts, and print what it gave."""
    folder = material.folder / "levels"
    files = _lay(folder, material, bodies)
    log = folder / "log"
    head(
        f"Collect {bodies} Word files with all checks beside checking them, whole process, --jobs 2, per report"
    )
    store = folder / "2024"
    collecting: tuple[str | Path, ...] = (
        *_OURS,
        "collect",
        folder / "in",
        "-o",
        store,
        "--roster",
        folder / "roster.csv",
        "--jobs",
        "2",
    )
    checking: tuple[str | Path, ...] = (*_OURS, "check", *files, "--jobs", "2", "--quiet")
    uses: list[tuple[Use, Use]] = []
    for _ in range(2):
        shutil.rmtree(store, ignore_errors=True)
        uses.append((run(collecting, log), run(checking, log)))
    ours, theirs = ([pair[at].seconds / bodies for pair in uses] for at in (0, 1))
    line(Comparison("collect", "check", Target(1.0, "the rate of check")), ours, theirs)
    small = folder / "small"
    _few(folder / "in", small, bodies // 10)
    few = (
        *_OURS,
        "collect",
        small,
        "-o",
        folder / "2024few",
        "--roster",
        folder / "roster.csv",
        "--jobs",
        "2",
    )
    most, least = uses[-1][0].memory, run(few, log, codes=(0, 1)).memory
    head("Memory of all processes, MB", "MB")
    line(
        Comparison(f"collect {bodies}", f"collect {bodies // 10}", Target(1.1, "flat")),
        [most],
        [least],
        scale=1 / 1024,
    )
    say()
    _seconds(f"collect {bodies} again, nothing changed", run(collecting, log).seconds, _AGAIN)
    merging = (*_OURS, "merge", store, "--body", _TOP, "-o", folder / "sum.toml", "--force")
    _seconds(f"merge {bodies} from csv", run(merging, log).seconds, _MERGE)
    _show_held(folder, *texts)
    _show_alike(*texts)


def _lay(folder: Path, material: Material, bodies: int) -> list[Path]:
    """Word files of bodies that differ in name, figures and words, and their roster."""
    (folder / "in").mkdir(parents=True)
    form = lxml_fill.Prepared(material.twin.read_bytes())
    lines = ["名称,上级", f"{_TOP},"]
    files = []
    for number in range(bodies):
        files.append(folder / "in" / f"{number:05}.docx")
        files[-1].write_bytes(form.fill(variant_context(material.context, number)))
        lines.append(f"{office_name(number)},{_TOP}")
    (folder / "roster.csv").write_text("\n".join(lines), encoding="utf-8")
    return files


def _few(source: Path, target: Path, count: int) -> None:
    target.mkdir()
    for path in sorted(source.iterdir())[:count]:
        shutil.copy2(path, target)


def _seconds(what: str, took: float, aim: float) -> None:
    say(f"{what}: {took:.2f} s, aim {aim:g} s: {'met' if took <= aim else f'missed: {took / aim:.2f} ×'}")


def _show_held(folder: Path, few: int, many: int) -> None:
    """What the commands hold that read a whole store, at two sizes, and so of a body: the store is made, not read."""
    head(f"Memory of one process on a store of {few} and of {many} bodies, from csv")
    log = folder / "log"
    commands = {
        "collect --status": ("collect", "--status"),
        "merge --draft": ("merge", "--draft"),
        "stats": ("stats",),
    }
    stores = [_stored(folder / f"{size}bodies", size) for size in (few, many)]
    for name, (command, *options) in commands.items():
        held = [run((*_OURS, command, store, *options), log, codes=(0, 1)).memory for store in stores]
        each = (held[1] - held[0]) / (many - few)
        nation = (held[1] + each * (_NATION - many)) / 1024
        least, most = (kilobytes / 1024 for kilobytes in held)
        say(
            f"{name}: {least:.0f} MB, {most:.0f} MB, {each:.2f} KB a body: {nation:.0f} MB at {_NATION}, aim {_HELD} MB"
        )


def _stored(folder: Path, bodies: int) -> Path:
    """The store of a year as `collect` leaves it, of so many bodies of one government, with figures and without texts."""
    store = Store.create(folder, 2024)
    draw = random.Random(1)  # noqa: S311  nothing is secret here
    values = leaf(draw)
    figures = [f"{values[id]}" for id in store.form.cells]
    names = [f"{_TOP}第{number:06}局" for number in range(bodies)]
    lines = [{"名称": _TOP}, *({"名称": name, "上级": _TOP} for name in names)]
    store.write_roster(roster_of(enumerate(lines), folder))
    for start in range(0, bodies, _WRITTEN):
        batch = Batch()
        for name in names[start : start + _WRITTEN]:
            version = version_of(name.encode())
            path = f"收件/{name}2024年年报.docx"
            batch.files.append((path, "34567", "1737000000000000000", version, "1737000000.000", ""))
            told = ("200", "0", "", "", "")
            batch.reports.append((version, ".docx", name, "2024", "2025-01-20", version[::-1], *told))
            batch.figures.append((version, *figures))
            batch.findings += [(version, "", *_FOUND)] * _FINDINGS
        store.batches.write(batch)
    return folder


def _show_alike(few: int, many: int) -> None:
    for count, aim in ((few, _ALIKE), (many, _ALIKE_MANY)):
        texts = _texts(count)
        start = time.perf_counter()
        groups, _ = near_duplicates(texts, 0.8, 0.6)
        _seconds(
            f"alike, {count} texts of {_LENGTH} characters, one process", time.perf_counter() - start, aim
        )
        if count == few:
            found, there = _recall(texts, groups)
            say(
                f"recall against exact comparison: {found} of {there} pairs, {found / max(there, 1):.4f}; aim 0.99"
            )


def _texts(count: int) -> list[str]:
    """Texts of which every tenth is an edited copy of one before it, and 300 are copies of the first."""
    draw = random.Random(1)  # noqa: S311  nothing is secret here
    texts: list[str] = []
    for at in range(count):
        if at and at % 10 == 0:
            letters = list(draw.choice(texts))
            for _ in range(draw.randint(0, 40)):
                place = draw.randrange(len(letters) - 4)
                letters[place : place + 4] = sentence(draw, 2)[:4]
            texts.append("".join(letters))
            continue
        text = ""
        while len(text) < _LENGTH:
            text += sentence(draw)
        texts.append(masked(text)[:_LENGTH])
    return texts


def _recall(texts: list[str], groups: list[list[int]]) -> tuple[int, int]:
    """How many of the pairs that are alike by exact comparison lie in one group, and how many there are."""
    home = {at: number for number, group in enumerate(groups) for at in group}
    runs = [{text[at : at + 5] for at in range(len(text) - 4)} for text in texts]
    found = there = 0
    for left in range(len(texts)):
        for right in range(left):
            # A pair that shares so few runs cannot be alike.
            if len(runs[left] & runs[right]) < len(runs[left]) // 5:
                continue
            if masked_similarity(texts[left], texts[right]) >= 0.8:
                there += 1
                found += left in home and home.get(left) == home.get(right)
    return found, there
