"""The notice (通报): how many reports came, and which bodies are blamed for what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ndbg.app.levels.copies.model import Copies
from ndbg.app.levels.returns.blame import (
    COPIED,
    INACCURATE,
    KINDS,
    PERFUNCTORY,
    SAME_FIGURES,
    UNTIMELY,
    Blame,
    kind_of,
)
from ndbg.app.levels.returns.letters import SIGNED, Sender
from ndbg.app.levels.roster.model import Group
from ndbg.app.levels.status.ledger_files import by_parent
from ndbg.app.levels.status.model import Entry, StrayKind, Survey
from ndbg.app.levels.status.receipt import FILE_TIME
from ndbg.check import Severity
from ndbg.check.levels.consequences import Told
from ndbg.report import date_text
from ndbg.write.levels.letters import write_letter
from ndbg.write.levels.parts import List, Paragraphs

_MOST_NAMED = 3
_OF_THE_LEVEL = {Group.COUNTY: "县（市、区）政府", Group.TOWN: "乡镇政府、街道办事处"}


@dataclass(frozen=True)
class Fault:
    """A body, the kind of its fault, and the fault in a few words."""

    kind: str
    body: str
    parent: str
    told: str


def faults(blame: Blame, today: date) -> Iterator[Fault]:
    """The faults of all bodies, each kind at most once for a body, in the order of the roster."""
    sent = {row["body"]: row for row in blame.found.store.returns()}
    for entry in blame.found.owed:
        name, parent = entry.body.name, entry.body.parent
        if entry.current is None:
            yield Fault(UNTIMELY, name, parent, entry.strays[0].short if entry.strays else "没有报送")
            continue
        charges = blame.charges(entry)
        if late := _late(entry) if entry.late else _in_short(UNTIMELY, charges):
            yield Fault(UNTIMELY, name, parent, late)
        not_mended = _not_mended(entry, charges, sent.get(name), today)
        for kind in KINDS[1:]:
            short = _from_whom(name, charges, blame.copied) if kind == COPIED else _in_short(kind, charges)
            told = [short, not_mended if kind == PERFUNCTORY else ""]
            told += [stray.later for stray in entry.replacing if kind == INACCURATE]
            if any(told):
                yield Fault(kind, name, parent, "；".join(filter(None, told)))


def _late(entry: Entry) -> str:
    if entry.late_to_send and entry.received and entry.due:
        by = "按文件时间" if entry.received_by == FILE_TIME else ""
        how = "，".join(filter(None, (by, entry.tried)))
        return f"晚 {(entry.received - entry.due).days} 天报送{f'（{how}）' if how else ''}"
    return "逾期公布"


def _not_mended(entry: Entry, charges: Iterable[Told], sent: Mapping[str, str] | None, today: date) -> str:
    """What to say of a report that was returned, and after whose term nothing else has come, not even what is of no use.

    A late report need not be sent again, and notes on wording may be left as they are: what counts is errors, figures
    and copies.
    """
    serious = (c for c in charges if c.severity is Severity.ERROR or c.cells or kind_of(c) == COPIED)
    faulty = [one for one in serious if kind_of(one) not in ("", UNTIMELY)]
    if not (sent and sent["term"] and faulty and entry.current) or entry.current.again or entry.replacing:
        return ""
    if today <= date.fromisoformat(sent["term"]):
        return ""
    wrong = any(one.severity is Severity.ERROR for one in faulty)
    return "退回后没有改" if wrong else "退回后没有改，也没有说明"


def _from_whom(name: str, charges: Iterable[Told], copied: Copies) -> str:
    """With whose reports that of a body is equal; where it is not plain who copied, who of them was first."""
    listed = [one for one in charges if kind_of(one) == COPIED]
    others = dict.fromkeys(body for one in listed for body in one.bodies)
    if not listed:
        return ""
    if not others:
        what = dict.fromkeys("数据" if one.code == SAME_FIGURES else "正文" for one in listed)
        return f"{'、'.join(what)}和上年相同"
    groups = (*(group.bodies for group in copied.groups), *copied.same_figures)
    alike = {body for bodies in groups if name in bodies for body in bodies}
    alike -= copied.copied.get(name, frozenset())
    names = []
    for other in [*others][:_MOST_NAMED]:
        days = copied.order((name, other)) if other in alike else ()
        when = ("（后交）" if days[0][0] == name else "（先交）") if days else ""
        names.append(other + when)
    unclear = "，谁抄谁待说明" if all(one.unclear for one in listed) else ""
    return f"和{'、'.join(names)}{'等' if len(others) > _MOST_NAMED else ''}{unclear}"


def _in_short(kind: str, charges: Iterable[Told]) -> str:
    """The charges of a kind in a few words; empty where there are none."""
    listed = [one for one in charges if kind_of(one) == kind]
    if not listed:
        return ""
    if kind == UNTIMELY:
        return "逾期公布"
    if kind == PERFUNCTORY:
        return "；".join(
            dict.fromkeys("第五部分空泛" if one.code == "X606" else "正文缺字" for one in listed)
        )
    wrong = sum(one.severity is Severity.ERROR for one in listed)
    counts = (("错误", wrong), ("需要核实", len(listed) - wrong))
    return "、".join(f"{what} {count} 处" for what, count in counts if count)


def notice(found: Survey, listed: Sequence[Fault], who: Sender) -> bytes:
    """The notice as a Word file: the counts, the counts by 上级, and for each kind of fault the bodies."""
    year = found.store.year
    timely = len(found.received) - len(found.late)
    opening = (
        f"{year}年度应当报送政府信息公开工作年度报告的单位 {len(found.owed)} 家，已报 {len(found.received)} 家，其中按时 {timely} 家、"
        f"逾期 {len(found.late)} 家，缺报 {len(found.missing)} 家；报告有错误的 {len(found.wrong)} 家。现将有关情况通报如下。"
    )
    counts = by_parent(found)
    numbers = [map(int, row[1:]) for row in counts.rows]
    sums = [["合计", *(f"{sum(each)}" for each in zip(*numbers, strict=True))]] if len(numbers) > 1 else []
    table = counts._replace(title="一、报送情况", rows=[*counts.rows, *sums])
    parts: list[Paragraphs | List] = [Paragraphs("", [opening]), table]
    numerals = iter("二三四五六七八")
    by_kind = {kind: list(_by_parent([f for f in listed if f.kind == kind], found)) for kind in KINDS}
    parts += [Paragraphs(f"{next(numerals)}、{kind}", lines) for kind, lines in by_kind.items() if lines]
    if needless := [*_needless(found)]:
        parts.append(Paragraphs(f"{next(numerals)}、没有计入汇总的报告", [f"{'、'.join(needless)}。"]))
    if asked := _asked(found, listed, who):
        parts.append(Paragraphs(f"{next(numerals)}、整改要求", [asked]))
    title = f"关于{year}年政府信息公开工作年度报告报送情况的通报"
    return write_letter(title, "各有关单位", parts, (who.office, SIGNED))


def _needless(found: Survey) -> Iterator[str]:
    """The bodies that sent a report though theirs is part of another's, and those that the roster does not have."""
    yield from (f"{entry.body.name}（{entry.body.why_left_out}）" for entry in found.needless)
    for stray in found.strays_of(StrayKind.UNKNOWN):
        if stray.kept and stray.kept.agency:
            yield f"{stray.kept.agency}（名册里没有）"


def _asked(found: Survey, listed: Sequence[Fault], who: Sender) -> str:
    """What the bodies named are asked to do: only what their letters ask too."""
    missing = {entry.body.name for entry in found.missing}
    faulty = {fault.body for fault in listed if fault.kind != UNTIMELY}
    late = {fault.body for fault in listed if fault.kind == UNTIMELY} - missing
    until = f"于{date_text(who.term)}前" if who.term else "限期内"
    asked = [
        f"报告有问题的单位{until}逐条改正并重新报送，确实没有问题的说明原因" if faulty else "",
        f"没有报送、交来的文件用不了的单位{until}报送" if missing else "",
        "逾期的单位说明原因，今后按期报送、公布" if late else "",
    ]
    said = "；".join(filter(None, asked))
    basis = "对照《中华人民共和国政府信息公开条例》第四十七条和国办公开办函〔2021〕30号的要求"
    return f"请以上单位{basis}认真整改：{said}。" if said else ""


def _by_parent(listed: Iterable[Fault], found: Survey) -> Iterator[str]:
    """The bodies by 上级; of those directly below the top the governments by themselves."""
    by_head: dict[str, list[Fault]] = {}
    for fault in listed:
        by_head.setdefault(_head(fault, found), []).append(fault)
    for head, some in by_head.items():
        names = "、".join(f"{fault.body}（{fault.told}）" for fault in some)
        yield f"{head}（{len(some)} 家）：{names}。"


def _head(fault: Fault, found: Survey) -> str:
    if fault.parent not in ("", found.roster.top):
        return fault.parent
    return _OF_THE_LEVEL.get(found.by_name[fault.body].group, "本级")
