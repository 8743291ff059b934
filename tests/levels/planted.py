"""A year of a city with faults planted in it, and what a supervising office should be told of them."""

import os
import random
import zipfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from ndbg.process.libreoffice import find_libreoffice
from ndbg.report import Report
from tests.levels.city import (
    TOP,
    YEAR,
    City,
    Office,
    changed,
    reformed,
    sentence,
    write_roster,
    writers,
    written,
)

IN_TIME, LATE = datetime(2025, 1, 20), datetime(2025, 3, 9)


@dataclass
class Truth:
    """Who has which fault, by name, and which files count for nobody; `mended` are right reports that come later."""

    due: int = 0
    late: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    errors: set[str] = field(default_factory=set)
    duplicates: set[str] = field(default_factory=set)
    revised: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    copied: tuple[str, str] = ("", "")
    name_left: tuple[str, str] = ("", "")
    passage: tuple[str, str] = ("", "")
    same_figures: tuple[str, str] = ("", "")
    rules: str = ""
    published_otherwise: str = ""
    mended: dict[str, Report] = field(default_factory=dict)


def put(path: Path, data: bytes, day: datetime = IN_TIME) -> None:
    """A file as it was received on a day."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (day.timestamp(),) * 2)


_PRINTED = 2  # reports that come as PDF, where there is what makes and reads them: it takes seconds


def _can_print() -> bool:
    return find_libreoffice() is not None and find_spec("pypdfium2") is not None


def plant(folder: Path, found: City) -> Truth:
    """Lay a year with faults in `收件`, the year before without any in `上年收件`, and the roster."""
    found = reformed(found)
    listed = [
        *found.offices,
        Office("云州市招生办公室", TOP, "市直部门", duty="并入云州市教育局"),
        Office("云州海关", TOP, "市直部门", duty="不报（垂直管理）"),
    ]
    write_roster(folder / "名册.xlsx", listed)
    names = [office.name for office in found.offices if office.name != TOP and not office.until]
    leaves = [name for name in names if not found.below.get(name) and not name.endswith("办公室")]
    truth = Truth(due=len(names))
    # Bodies of different kinds, so that no fault hides behind another.
    take = iter(leaves)
    reports = {name: found.now[name] for name in names}
    for _ in range(2):
        truth.missing.add(next(take))
    truth.late.add(next(take))
    for cells in (("requests.granted.total",), ("review.reconsideration.total",)):
        name = next(take)
        reports[name] = changed(reports[name], dict.fromkeys(cells, 999))
        truth.errors.add(name)
    copier, copied = next(take), next(take)
    text = reports[copied].prose["一"].text.replace(copied, copier)
    reports[copier] = changed(reports[copier], one=text)
    truth.copied = (copier, copied)
    bearer = next(take)
    other = next(name for name in reversed(leaves) if _peers(name, bearer))
    reports[bearer] = changed(reports[bearer], one=reports[bearer].prose["一"].text.replace(bearer, other))
    truth.name_left = (bearer, other)
    left, right = next(take), next(take)
    draw = random.Random(5)  # noqa: S311  nothing is secret here
    shared = "".join(sentence(draw) for _ in range(5))
    for name in (left, right):
        reports[name] = changed(reports[name], five=f"{reports[name].prose['五'].text}\n{shared}")
    truth.passage = (left, right)
    twin, model = next(take), next(take)
    reports[twin] = replace(reports[twin], figures=found.now[model].figures)
    truth.same_figures = (twin, model)
    carried = {c: reports[twin].figures[f"requests.carried_in.{c}"].value for c in ("total",)}
    if carried["total"] != found.last[twin].figures["requests.carried_out.total"].value:
        truth.errors.add(twin)
    truth.rules = next(take)
    reports[truth.rules] = changed(reports[truth.rules], {"disclosure.rules.in_force": 3})
    for path in ("上年收件",):
        for name in (name for name in found.last if name != TOP):
            report = found.last[name]
            put(folder / path / f"{report.agency}2023年年报.docx", written(report))
    ways = list(writers())
    printed = 0
    for at, (name, report) in enumerate(reports.items()):
        if name in truth.missing:
            continue
        way = ways[at % len(ways)]
        if way == "official.docx" and printed < _PRINTED and _can_print():
            way = "printed.pdf"
            printed += 1
        day = LATE if name in truth.late else IN_TIME
        put(_place(folder / "收件", name, found, Path(way).suffix), written(report, way), day)
    doubled, revised = next(take), next(take)
    truth.duplicates.add(doubled)
    put(
        folder / "收件" / f"{doubled}-副本.docx",
        written(changed(reports[doubled], {"disclosure.licences.decisions": 1})),
    )
    truth.revised.add(revised)
    _replace_by_revision(folder / "收件", revised, reports[revised])
    published = next(take)
    truth.published_otherwise = published
    truth.revised.add(published)
    put(
        folder / "收件" / "公布稿" / f"{published}.html",
        written(changed(reports[published], {"disclosure.penalties.decisions": 1}), "page.html"),
    )
    stranger = replace(found.now[leaves[0]], agency="云州市气象局")
    put(folder / "收件" / "云州市气象局.docx", written(stranger))
    put(folder / "收件" / "损坏.docx", b"PK\x03\x04")
    truth.unknown, truth.unreadable = {"云州市气象局.docx"}, {"损坏.docx"}
    _archive(folder / "收件", truth.late.copy())
    faulty = {
        *truth.missing,
        *truth.errors,
        copier,
        bearer,
        left,
        right,
        twin,
        truth.rules,
        doubled,
        published,
    }
    truth.mended = {name: found.now[name] for name in faulty}
    return truth


def _peers(name: str, other: str) -> bool:
    return name != other and name[-3:] != other[-3:] and name.endswith("局") == other.endswith("局")


def _place(folder: Path, name: str, found: City, suffix: str) -> Path:
    """Some lie in folders of their county, some are called by their title, some by a short form."""
    office = next(office for office in found.offices if office.name == name)
    if office.parent in ("", TOP):
        return folder / f"{name}{YEAR}年政府信息公开工作年度报告{suffix}"
    county = office.parent.removesuffix("人民政府")
    return folder / county / f"{name.removeprefix(county)}年报{suffix}"


def _replace_by_revision(folder: Path, name: str, right: Report) -> None:
    """What was sent first is wrong, and a revision came after."""
    (sent,) = [
        p
        for p in folder.rglob("*")
        if p.is_file() and f"{p.parent.name}{p.stem}".removeprefix(folder.name).startswith(name)
        if "副本" not in p.stem
    ]
    sent.unlink()
    put(sent.with_suffix(".docx"), written(changed(right, {"requests.granted.total": 999})))
    put(folder / f"{name}修改稿.docx", written(right))


def _archive(folder: Path, leave: set[str]) -> None:
    """Put the files of one county into an archive, as it sent them."""
    county = next(path for path in sorted(folder.iterdir()) if path.is_dir() and path.name != "公布稿")
    with zipfile.ZipFile(folder / f"{county.name}.zip", "w") as archive:
        for path in sorted(county.iterdir()):
            if not any(path.stem.startswith(name) for name in leave):
                info = zipfile.ZipInfo(f"{county.name}/{path.name}", (2025, 1, 20, 9, 0, 0))
                archive.writestr(info, path.read_bytes())
                path.unlink()
    if not any(county.iterdir()):
        county.rmdir()


def mend(folder: Path, truth: Truth) -> None:
    """The right reports that come after what was wrong was sent back."""
    for name, report in truth.mended.items():
        put(folder / "收件" / "改好的" / f"{name}修改稿.docx", written(report), datetime(2025, 2, 3))
    if truth.published_otherwise:
        for path in (folder / "收件" / "公布稿").iterdir():
            put(path, written(truth.mended[truth.published_otherwise], "page.html"))
