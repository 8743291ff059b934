"""Facts for the H rules on a body: the bodies directly below it, and how its report was filed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ndbg.app.levels.roster.matching import Matcher
from ndbg.app.levels.roster.model import Body, Group
from ndbg.app.levels.status.drafts import Draft
from ndbg.app.levels.status.findings import findings
from ndbg.app.levels.status.model import Entry, StrayKind, Survey, Version
from ndbg.app.levels.status.receipt import FILE_TIME
from ndbg.app.levels.status.survey import short_paths, survey
from ndbg.app.levels.store.tables import TOGETHER, UNPLACED, KeptReport
from ndbg.app.levels.sums.choices import Scope
from ndbg.check.defect import Severity
from ndbg.check.levels.consequences import FROM_LAST_YEAR
from ndbg.check.levels.model import EARLIER, LAST_YEAR, OFFICE_ALONE, Levels, Member, OtherVersion, named
from ndbg.errors import NdbgError
from ndbg.form import Form
from ndbg.report.office_names import canonical

Number = int | Decimal
_ON_FIGURES = ("T", "Y")  # rules whose errors are in figures
_CARRIED = "Y501"
_MAKES_RULES = ("市", "州", "盟", "省")


@dataclass(frozen=True)
class Below:
    """The bodies whose reports are summed for a government, its own office first, whether they have reported or not.

    `left_out` are those that do not count, each with the reason.
    """

    body: Body
    entries: tuple[Entry, ...]
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of those without a usable report."""
        return tuple(entry.body.name for entry in self.entries if entry.current is None)

    @property
    def there(self) -> tuple[Entry, ...]:
        """The bodies with a usable report."""
        return tuple(entry for entry in self.entries if entry.current)

    @property
    def reports(self) -> tuple[tuple[Entry, Version], ...]:
        """The same, each with the version that counts."""
        return tuple((entry, entry.current) for entry in self.entries if entry.current)


def body_named(found: Survey, name: str) -> Body:
    """The body of a name; the top for an empty name. Raises NdbgError where it is unknown or ambiguous."""
    roster = found.roster
    if not name:
        return roster.by_name[roster.top]
    if name in roster.by_name:
        return roster.by_name[name]
    body, suggested = Matcher(roster).named(name)
    if not body:
        near = f"；是不是{'、'.join(f'“{one}”' for one in suggested[:3])}？" if suggested else ""
        raise NdbgError(f"名册里没有“{name}”{near}")
    return roster.by_name[body]


def below(found: Survey, body: Body, scope: Scope = Scope.REGION) -> Below:
    """The direct children that count towards a body's report. Raises NdbgError where it has none."""
    children = found.roster.children(body.name)
    if not children:
        raise NdbgError(f"名册里“{body.name}”没有下级，不用汇总")
    entries: list[Entry] = []
    left_out: list[tuple[str, str]] = []
    for child in children:
        entry = found.by_name.get(child.name)
        if entry is None:
            # A government that the roster has only as the 上级 of others owes no report.
            left_out.append((child.name, "名册里没有这一行"))
        elif why := child.why_left_out:
            left_out.append((child.name, why))
        elif scope is Scope.LEVEL and entry.group.is_government:
            left_out.append((child.name, "不在本级范围内"))
        else:
            entries.append(entry)
    entries.sort(key=lambda entry: list(Group).index(entry.group))
    return Below(body, tuple(entries), tuple(left_out))


def last_survey(found: Survey) -> Survey | None:
    """The survey of last year, where its store is known."""
    return survey(found.previous) if found.previous else None


def levels_of_entry(found: Survey, entry: Entry, before: Survey | None) -> Levels:
    """The facts for the rules on filing and, on a government, for those on sums.

    The latter only where its own office and all others below it have reported. `before` is the `last_survey`.
    """
    filed = filing(found, entry)
    if not _own_office(found, entry) or below(found, entry.body).missing:
        return filed
    return levels_below(found, entry.body, before, filed)


def told_doubtful(under: Below, levels: Levels) -> str:
    """Which bodies have doubtful figures, in a sentence; those with most first, without those told to have errors."""
    sound = {entry.body.name for entry in under.there if not entry.errors}
    members = sorted(levels.members, key=lambda member: -len(member.doubtful))
    names = tuple(member.name for member in members if member.doubtful and member.name in sound)
    suffix = "的数核对出了问题，还没有改正、也没有说明，照样加在里面；逐条见修改意见"
    return f"{named(names)}{suffix}" if names else ""


def _doubtful(found: Survey, entry: Entry, before: Survey | None) -> frozenset[str] | None:
    """The figures of a body's report of which something was found that it has not explained.

    None where that may be all: it has sent several reports or a later one that cannot be read, or has errors in figures
    that name none.
    """
    if entry.rivals or entry.replacing or entry.current is None:
        return None
    levels = levels_of_entry(found, entry, before)
    open_findings = [one for one in findings(found, entry, levels) if one.is_open]
    errors = (one for one in open_findings if one.severity is Severity.ERROR)
    if any(one.code.startswith(_ON_FIGURES) and not one.cells for one in errors):
        return None
    cells = {cell for one in open_findings for cell in one.cells}
    carried = {cell for one in open_findings if one.code == _CARRIED for cell in one.cells}
    return frozenset(cells | _beside(found.store.form, carried))


def _beside(form: Form, cells: Collection[str]) -> set[str]:
    """The figures on the same side of a balance as some: what is wrong in these was taken from them, or given to them."""
    sides = (
        {cell.id for cell in side}
        for table in form.tables
        for relation in table.relations
        if relation.kind == "balance"
        for side in (relation.left, relation.right)
    )
    return {id for side in sides if not side.isdisjoint(cells) for id in side}


def levels_below(found: Survey, body: Body, before: Survey | None, filed: Levels | None = None) -> Levels:
    """The facts for the rules on sums: the bodies below one, this year and last. `before` is the `last_survey`.

    They are added to what was `filed`.
    """
    under = below(found, body)
    doubts = {entry.body.name: _doubtful(found, entry, before) for entry in under.there}
    unsettled = tuple(name for name, cells in doubts.items() if cells is None)
    return (filed or Levels(answered=_answered(found, body)))._replace(
        members=tuple(_in_doubt(one, doubts[one.name] or ()) for one in _members(found, under.there)),
        missing=under.missing,
        last_members=_last_members(body, before),
        unsettled=unsettled,
        others=tuple(_others(found, under)),
    )


def _in_doubt(member: Member, cells: Collection[str]) -> Member:
    """A body some of whose figures are doubtful: a difference there is to be answered below first."""
    sure, doubtful = (
        {id: value for id, value in member.figures.items() if (id in cells) is in_doubt}
        for in_doubt in (False, True)
    )
    return member._replace(figures=sure, doubtful=doubtful)


def _answered(found: Survey, body: Body) -> Mapping[tuple[str, tuple[str, ...]], Number]:
    """The differences from last year that bodies below one have explained, summed by rule and figures."""
    sums: dict[tuple[str, tuple[str, ...]], Number] = {}
    for child in found.roster.children(body.name):
        entry, deeper = found.by_name.get(child.name), _answered(found, child)
        if entry is None or child.why_left_out or not (entry.suppressions or deeper):
            continue
        for one in found.findings(entry):
            key = one.code, one.cells
            if one.code in FROM_LAST_YEAR and one.difference:
                difference = Decimal(one.difference)
                if one.explanation or deeper.get(key) == difference:
                    sums[key] = sums.get(key, 0) + difference
    return sums


def _members(found: Survey, entries: Sequence[Entry]) -> Iterator[Member]:
    """Bodies with a report: its figures, and others that may have been added instead of these."""
    values = found.store.batches.values_of
    for entry in entries:
        *drafts, now = (values(version.kept.version) for version in entry.versions)
        last, apart = _last_figures(found, entry)
        office = _own_office(found, entry)
        alone = values(office.current.kept.version) if office and office.current else {}
        yield Member(
            name=entry.body.name,
            figures=now,
            last=last,
            own=entry.group is Group.OWN,
            instead=(
                *((LAST_YEAR, one) for one in apart),
                *((EARLIER, draft) for draft in drafts if draft != now),
                *([(OFFICE_ALONE, alone)] if alone else []),
            ),
            took_over=(*entry.body.successor_of, *entry.body.former) if last is not None else (),
        )


def _own_office(found: Survey, entry: Entry) -> Entry | None:
    """The office of a government below, where it has reported."""
    children = (found.by_name.get(child.name) for child in found.roster.children(entry.body.name))
    return next((one for one in children if one and one.group is Group.OWN and one.current), None)


def _last_figures(
    found: Survey, entry: Entry
) -> tuple[Mapping[str, Number] | None, Sequence[Mapping[str, Number]]]:
    """The figures of last year, of a body or of those it succeeded together, and then also of each of these."""
    if not (found.previous and entry.last):
        return None, ()
    parts = entry.last.split(TOGETHER)
    last, *apart = map(found.previous.batches.values_of, (entry.last, *(parts if len(parts) > 1 else ())))
    return last, apart


def _others(found: Survey, under: Below) -> Iterator[Member]:
    """Bodies with a report that are no part of the sum, each with the reason: they may have been added by mistake."""
    roster = found.roster
    reasons = {name: "不计入汇总的" for name, _ in under.left_out}
    inside = {child.name: e.body.name for e in under.entries for child in roster.children(e.body.name)}
    reasons |= {name: f"已经算在“{parent}”里的" for name, parent in inside.items()}
    for beside in roster.children(under.body.parent) if under.body.parent else ():
        if beside.name != under.body.name:
            for child in roster.children(beside.name):
                reasons[child.name] = f"“{beside.name}”下面的"
    values = found.store.batches.values_of
    for name, reason in reasons.items():
        other = found.by_name.get(name)
        if other and other.current:
            figures = values(other.current.kept.version)
            yield Member(name, figures, why_not=reason, inside=inside.get(name, ""))
    for stray in found.strays_of(StrayKind.UNKNOWN):
        if kept := stray.kept:
            yield Member(kept.agency or "没有写机关名称的报告", values(kept.version), why_not="名册外的")


def _last_members(body: Body, before: Survey | None) -> tuple[Member, ...]:
    """The bodies below a body last year, with their figures; empty unless all of them had reported."""
    if before is None:
        return ()
    match = next((b for b in before.roster.bodies if canonical(b.name) == canonical(body.name)), None)
    if match is None or not before.roster.children(match.name):
        return ()
    under = below(before, match)
    if under.missing:
        return ()
    values = before.store.batches.values_of
    return tuple(Member(entry.body.name, values(version.kept.version)) for entry, version in under.reports)


def filing(found: Survey, entry: Entry) -> Levels:
    """The facts for the rules on filing."""
    current = entry.current
    published = current and current.draft is Draft.PUBLISHED
    drafts = [v for v in entry.versions if published and v.draft is not Draft.PUBLISHED]
    return Levels(
        answered=_answered(found, entry.body),
        received=entry.received,
        by_file_time=entry.received_by == FILE_TIME,
        due=entry.due,
        publish_by=entry.publish_by,
        titled_year=current.kept.year if current and entry.year_wrong else 0,
        tried=entry.tried,
        renamed=entry.body.name if entry.other_title else "",
        rivals=tuple(short_paths(version.path for version in entry.rivals)),
        rival=_content(found, entry.rivals[:-1]),
        sent=_content(found, drafts),
        makes_rules=makes_rules(found, entry.body),
        unplaced=_unplaced(found, current.kept) if current else (),
    )


def _content(found: Survey, versions: Sequence[Version]) -> OtherVersion | None:
    """The figures and texts of the last of some versions."""
    if not versions:
        return None
    version, batches = versions[-1].kept.version, found.store.batches
    texts = {section: text for _, section, text in batches.sections([version])}
    return OtherVersion(batches.values_of(version), texts)


def _unplaced(found: Survey, kept: KeptReport) -> tuple[str, ...]:
    """The figures of a version that are there and could not be assigned to columns."""
    if kept.figures == len(found.store.form.cells):
        return ()
    rows = found.store.batches.unread_of(kept.version)
    return tuple(row["cell"] for row in rows if row["state"] == UNPLACED)


def makes_rules(found: Survey, body: Body) -> bool:
    """Whether a body may make 规章: a province, a city with districts, and the office that reports for one."""
    roster = found.roster
    if roster.group(body) is Group.OWN:
        body = roster.by_name[body.parent]
    # By its name, a county-level city cannot be told from a city with districts.
    named = roster.group(body) is Group.COUNTY and canonical(body.name).endswith(_MAKES_RULES)
    return body.name == roster.top or named
