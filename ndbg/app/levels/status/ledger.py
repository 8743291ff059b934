"""The ledger (台账) as values: a row for each body, and counts."""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any, NamedTuple

from ndbg.app.levels.status.model import Entry, State, Stray, StrayKind, Survey, names_of
from ndbg.app.levels.store.unfinished import unfinished

HEAD = (
    "名称", "上级", "类别", "状态", "收到日期", "报送期限", "公布日期", "错误", "提醒", "稿次", "文件", "说明", "版本",
)  # fmt: skip

_MOST_STRAYS = 10  # files of a kind that are listed on the terminal


class Parent(NamedTuple):
    """The counts of those directly below a body: owed, received, of these in time and late, missing, with errors."""

    name: str
    due: int
    received: int
    timely: int
    late: int
    missing: int
    wrong: int


def rows(survey: Survey) -> Iterator[Sequence[str]]:
    """The rows of the ledger, in the order of the roster."""
    for entry in survey.entries:
        current = entry.current
        yield (
            entry.body.name,
            entry.body.parent,
            survey.roster.kind(entry.body),
            state_text(entry),
            f"{entry.received or ''}",
            f"{entry.due or ''}",
            f"{current.dated.published or ''}" if current else "",
            f"{entry.errors}" if current else "",
            f"{entry.warnings}" if current else "",
            current.draft.value if current else "",
            current.path if current else "",
            "；".join(entry.remarks),
            current.kept.version if current else "",
        )


def state_text(entry: Entry) -> str:
    """The state of a body, in a word or two."""
    also = "，不止一份" if entry.rivals else "，后来的文件用不了" if entry.replacing else ""
    return f"{entry.state.value}{also}"


def parents(survey: Survey) -> list[Parent]:
    """The counts by 上级, in the order of the roster."""
    found: dict[str, list[Entry]] = {}
    for entry in survey.owed:
        found.setdefault(entry.body.parent or survey.roster.top, []).append(entry)
    listed = []
    for name, entries in found.items():
        came = [entry for entry in entries if entry.current]
        late, wrong = sum(entry.late for entry in came), sum(bool(entry.errors) for entry in came)
        missing = len(entries) - len(came)
        listed.append(Parent(name, len(entries), len(came), len(came) - late, late, missing, wrong))
    return listed


def survey_json(survey: Survey) -> dict[str, Any]:
    """The survey as JSON: counts, and names of bodies and files."""
    return {
        "year": survey.store.year,
        "due": len(survey.owed),
        "received": len(survey.received),
        "late": names_of(survey.late),
        "missing": names_of(survey.missing),
        "unknown": _paths(survey.strays_of(StrayKind.UNKNOWN)),
        "unreadable": _paths(survey.strays_of(StrayKind.UNREADABLE)),
        "errors": names_of(survey.all_wrong),
        "duplicates": names_of(survey.doubled),
        "other_years": _paths(survey.strays_of(StrayKind.OTHER_YEAR)),
        "other_documents": _paths(survey.strays_of(StrayKind.OTHER)),
        "anothers": _paths(survey.strays_of(StrayKind.ANOTHERS)),
        "revised": [
            entry.body.name for entry in survey.entries if len(entry.versions) > 1 and not entry.rivals
        ],
        "unfinished": list(unfinished(survey.store.folder)),
        "roster_problems": list(survey.roster.problems),
        "bodies": [_entry_json(entry) for entry in survey.entries],
    }


def _paths(strays: Sequence[Stray]) -> list[str]:
    return [stray.path for stray in strays]


def _entry_json(entry: Entry) -> dict[str, Any]:
    current = entry.current
    return {
        "name": entry.body.name,
        "parent": entry.body.parent,
        "group": entry.group.value,
        "state": entry.state.value,
        "file": current.path if current else None,
        "version": current.draft.value if current else None,
        "received": f"{entry.received}" if entry.received else None,
        "errors": entry.errors if current else None,
        "warnings": entry.warnings if current else None,
        "remarks": list(entry.remarks),
    }


def new_first(listed: Iterable[str], before: Set[str]) -> Iterator[str]:
    """Lines of the ledger, with those that were said `before` at the end."""
    known = []
    for line in listed:
        if line in before:
            known.append(line)
        else:
            yield line
    if known:
        yield f"以下 {len(known)} 条上一次已经列出："
        yield from known


def lines(survey: Survey) -> Iterator[str]:
    """The ledger for the terminal: what needs attention."""
    yield from filter(None, (survey.told_unfinished(),))
    yield from (f"名册：{problem}" for problem in survey.roster.problems)
    yield from (f"请留意：{note}" for note in (*survey.notes, survey.told_lost()) if note)
    for entry in survey.missing:
        remarks = "；".join(entry.remarks)
        state = "（交来的文件读不出）" if entry.state is State.UNREADABLE and not remarks else ""
        yield f"缺报：{entry.body.name}{state}{f'：{remarks}' if remarks else ''}"
    for entry in survey.late:
        yield f"逾期：{entry.body.name}：{'；'.join(entry.lateness)}"
    for kind in StrayKind:
        yield from _strays(kind.value, survey.strays_of(kind))
    for entry in survey.needless:
        yield f"不用单独报：{entry.body.name}：{entry.remarks[0]}"
    for entry in survey.doubled:
        yield f"不止一份：{entry.body.name}：{entry.remarks[0] if entry.remarks else ''}"
    for entry in survey.all_wrong:
        yield f"有错误：{entry.body.name}：错误 {entry.errors} 处，提醒 {entry.warnings} 处"


def _strays(name: str, strays: Sequence[Stray]) -> Iterator[str]:
    """The first files of a kind; the ledger as a file has all of them."""
    for stray in strays[:_MOST_STRAYS]:
        yield f"{name}：{stray.path}：{stray.why}"
    if (more := len(strays) - _MOST_STRAYS) > 0:
        yield f"{name}：另有 {more} 个文件，全部列在台账里（--status -o 台账.xlsx）"
