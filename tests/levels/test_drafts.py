"""Which of a body's files counts, and when its report came: one city, in which each body has sent its files in another way."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from ndbg.app.executors import place
from ndbg.app.levels.intake.collect import Request, collect
from ndbg.app.levels.status.drafts import Draft, stage_of
from ndbg.app.levels.status.model import State, Survey
from tests.levels.city import KINDS, TOP, changed, city, written

EDUCATION = "云州市教育局"
DUE = "1月26日"


class Sent(NamedTuple):
    """A file: its name (`*` stands for that of the body), the day of its time in month and day, and which report it is."""

    name: str
    day: tuple[int, int]
    report: int = 0


class Case(NamedTuple):
    """Files of a body, the one that counts, its stage, the day of receipt, and whether several may count."""

    files: Sequence[Sent]
    used: str
    draft: Draft
    came: tuple[int, int] | None
    rivals: bool = False


_SENT, _REVISED, _PUBLISHED = Draft.SENT, Draft.REVISED, Draft.PUBLISHED
CASES = {
    "a dated revision does not make late what came in time": Case(
        (Sent("*年报.md", (1, 20)), Sent("2025-02-08*修改稿.md", (2, 8), 1)),
        "2025-02-08*修改稿.md",
        _REVISED,
        (1, 20),
    ),
    "a dated publication is no receipt": Case(
        (Sent("*.md", (1, 20)), Sent("2025-01-30 *公布稿.md", (1, 30), 1)),
        "2025-01-30 *公布稿.md",
        _PUBLISHED,
        (1, 20),
    ),
    "a publication equal to what was sent is no receipt": Case(
        (Sent("*.md", (1, 21)), Sent("2025-02-03 *公布稿.md", (2, 3))),
        "2025-02-03 *公布稿.md",
        _PUBLISHED,
        (1, 21),
    ),
    "what was only published came when its file did": Case(
        (Sent("2025-02-03 *公布稿.md", (1, 22)),), "2025-02-03 *公布稿.md", _PUBLISHED, (1, 22)
    ),
    "what came late is late": Case((Sent("2025-02-09*.md", (1, 20)),), "2025-02-09*.md", _SENT, (2, 9)),
    "a corrected publication goes before the first, also where it is what was sent": Case(
        (
            Sent("*.md", (1, 22)),
            Sent("网站公布/*.md", (1, 30), 1),
            Sent("网站公布/*（更正）.md", (2, 9)),
        ),
        "网站公布/*（更正）.md",
        _PUBLISHED,
        (1, 22),
    ),
    "of two publications with a day the later counts": Case(
        (
            Sent("*.md", (1, 22)),
            Sent("2025-01-29*公布稿.md", (1, 30), 1),
            Sent("2025-02-09*公布稿.md", (1, 30), 2),
        ),
        "2025-02-09*公布稿.md",
        _PUBLISHED,
        (1, 22),
    ),
    "of two publications that only their times order the later counts, and both are told": Case(
        (
            Sent("*.md", (1, 22)),
            Sent("*公布稿.md", (1, 30), 1),
            Sent("2025-02-09*公布稿.md", (2, 9), 2),
        ),
        "2025-02-09*公布稿.md",
        _PUBLISHED,
        (1, 22),
        rivals=True,
    ),
    "the last one by its name goes before a number": Case(
        (Sent("*.md", (1, 20)), Sent("*修改稿2.md", (2, 8), 1), Sent("*最终修改稿.md", (2, 9), 2)),
        "*最终修改稿.md",
        _REVISED,
        (1, 20),
    ),
    "what is called the last is not where another came on a later day": Case(
        (Sent("*最终版.md", (1, 20)), Sent("*修改稿.md", (2, 8), 1)), "*修改稿.md", _REVISED, (1, 20)
    ),
    "what is only called the last is no revision": Case(
        (Sent("*年报终稿.md", (1, 20)),), "*年报终稿.md", _SENT, (1, 20)
    ),
    "the office decides by the name of the file": Case(
        (
            Sent("*.md", (1, 20)),
            Sent("*修改稿（以此为准）.md", (2, 1), 1),
            Sent("*修改稿3.md", (2, 8), 2),
        ),
        "*修改稿（以此为准）.md",
        _REVISED,
        (1, 20),
    ),
    "what was sent once more, unchanged, takes no revision's place": Case(
        (Sent("*.md", (1, 20)), Sent("*修改稿.md", (2, 3), 1), Sent("*报送.md", (2, 8))),
        "*修改稿.md",
        _REVISED,
        (1, 20),
    ),
    "what its name puts aside counts for nothing beside another": Case(
        (Sent("*.md", (1, 20)), Sent("*（作废）.md", (1, 22), 1)), "*.md", _SENT, (1, 20)
    ),
    "a draft is put aside": Case(
        (Sent("*.md", (1, 20)), Sent("*草稿.md", (1, 22), 1)), "*.md", _SENT, (1, 20)
    ),
    "the old one is put aside": Case(
        (Sent("*_新.md", (1, 20)), Sent("*_旧.md", (1, 22), 1)), "*_新.md", _SENT, (1, 20)
    ),
    "a copy does not count before the file itself, and both are told": Case(
        (Sent("*.md", (1, 20)), Sent("* - 副本.md", (1, 22), 1)), "*.md", _SENT, (1, 20), rivals=True
    ),
    "numbers of revisions have parts": Case(
        (Sent("*v1.10.md", (1, 20)), Sent("*v1.2.md", (1, 22), 1)), "*v1.10.md", _SENT, (1, 20)
    ),
    "numbers of revisions have two digits": Case(
        (Sent("*V10.md", (1, 20)), Sent("*V2.md", (1, 22), 1)), "*V10.md", _REVISED, (1, 20)
    ),
    "four digits are a day to compare, but none of receipt": Case(
        (Sent("*0123.md", (1, 20)), Sent("*0118.md", (1, 22), 1)), "*0123.md", _SENT, (1, 20)
    ),
}
_NAMES = dict(zip(CASES, (f"云州市{kind}" for kind in KINDS), strict=False))


@pytest.mark.parametrize(
    ("name", "draft"), [("v01", _SENT), ("V1", _SENT), ("v02", _REVISED), ("v2", _REVISED), ("V10", _REVISED)]
)
def test_a_first_version_is_no_revision(name: str, draft: Draft) -> None:
    assert stage_of(f"年报{name}.docx").draft is draft


def put(path: Path, data: bytes, day: tuple[int, int]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (datetime(2025, *day).timestamp(),) * 2)


def report(name: str, number: int = 0, title: str = "") -> bytes:
    """A report of a body, one of several that differ in a figure; perhaps with another body's title."""
    made = changed(city(30).now[EDUCATION], {"disclosure.licences.decisions": 100 + number})
    return written(replace(made, agency=title or name), "text.md")


def take(folder: Path) -> Survey:
    with place(1) as where:
        request = Request((folder / "收件",), folder / "2024年", folder / "名册.csv")
        return collect(request, where).survey


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    folder = tmp_path_factory.mktemp("drafts")
    lines = [f"{TOP},,", *(f"{name},{TOP},{DUE}" for name in _NAMES.values())]
    (folder / "名册.csv").write_text("\n".join(["名称,上级,报送期限", *lines]), encoding="utf-8")
    for told, name in _NAMES.items():
        for file in CASES[told].files:
            path = folder / "收件" / file.name.replace("*", name)
            put(path, report(name, file.report), file.day)
    return take(folder)


@pytest.mark.parametrize("told", CASES)
def test_which_file_counts_and_when_the_report_came(found: Survey, told: str) -> None:
    case, entry = CASES[told], found.by_name[_NAMES[told]]
    assert entry.current
    assert entry.current.path.endswith(f"/收件/{case.used.replace('*', entry.body.name)}")
    assert entry.current.draft is case.draft
    assert entry.received == (date(2025, *case.came) if case.came else None)
    assert bool(entry.rivals) is case.rivals


def test_the_ledger_names_the_file_that_was_used(found: Survey) -> None:
    entry = found.by_name[_NAMES["the last one by its name goes before a number"]]
    assert entry.remarks == (f"有 3 稿，用的是修改稿“{entry.body.name}最终修改稿.md”",)


@pytest.mark.parametrize(("name", "is_told"), [("*（新）.md", True), ("*修改稿.md", False)])
def test_another_version_that_nobody_asked_for_is_told_unless_it_is_called_a_revision(
    tmp_path: Path, name: str, is_told: bool
) -> None:
    (tmp_path / "名册.csv").write_text(f"名称,上级\n{TOP},\n{EDUCATION},{TOP}\n", encoding="utf-8")
    file = name.replace("*", EDUCATION)
    put(tmp_path / "收件" / f"{EDUCATION}.md", report(EDUCATION), (1, 20))
    put(tmp_path / "收件" / file, report(EDUCATION, 1), (1, 21))
    seen = take(tmp_path)
    told = f"有 2 稿，用的是修改稿“{file}”"
    told = f"{told}，和前一稿有 1 个数不同" if is_told else told
    assert seen.by_name[EDUCATION].remarks == (told,)
    assert seen.notes == ((f"“{EDUCATION}”没有退回过，{told}",) if is_told else ())


def test_the_government_whose_report_is_the_sum_owes_none(found: Survey) -> None:
    assert found.by_name[TOP].state is State.SUMMED


def test_where_times_tell_nothing_a_dated_revision_is_no_receipt(tmp_path: Path) -> None:
    (tmp_path / "名册.csv").write_text(
        f"名称,上级,报送期限\n{TOP},,\n{EDUCATION},{TOP},{DUE}\n云州市财政局,{TOP},{DUE}\n", encoding="utf-8"
    )
    put(tmp_path / "收件" / f"{EDUCATION}.md", report(EDUCATION), (3, 1))
    put(tmp_path / "收件" / f"2月8日{EDUCATION}修改稿.md", report(EDUCATION, 1), (3, 1))
    put(tmp_path / "收件" / "云州市财政局.md", report("云州市财政局"), (3, 1))
    seen = take(tmp_path)
    assert "像是后来复制的" in seen.notes[0]
    assert [entry.received for entry in seen.received] == [None, None]


def test_a_report_with_anothers_title_stays_with_its_file_once_it_is_corrected(tmp_path: Path) -> None:
    here, there = "青山区水利局", "白水县水利局"
    roster = [f"{TOP},,", *(f"{c}人民政府,{TOP},{DUE}" for c in ("青山区", "白水县"))]
    roster += [f"{here},青山区人民政府,{DUE}", f"{there},白水县人民政府,{DUE}"]
    (tmp_path / "名册.csv").write_text("\n".join(["名称,上级,报送期限", *roster]), encoding="utf-8")
    put(tmp_path / "收件" / "青山区" / "水利局.md", report(here, title=there), (1, 20))
    put(tmp_path / "收件" / "白水县" / "水利局.md", report(there, 1), (1, 20))
    first = take(tmp_path)
    assert [entry.remarks for entry in first.received] == [
        (f"标题写的是“{there}”，文件名是“{here}”，按文件名算",),
        (),
    ]
    put(tmp_path / "收件" / "青山区" / "水利局修改稿.md", report(here, 2), (2, 8))
    second = take(tmp_path)
    entry, other = (second.by_name[name] for name in (here, there))
    assert (other.remarks, len(other.versions), other.rivals) == ((), 1, ())
    assert entry.current
    assert entry.current.path.endswith("水利局修改稿.md")
    assert (entry.received, entry.late, entry.rivals) == (date(2025, 1, 20), False, ())
    assert f"“水利局.md”的标题写的是“{there}”，没有用" in entry.remarks
