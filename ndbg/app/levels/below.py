"""What the rules are told of a body among others: those directly below it, and how its report was handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ndbg.app.levels.matching import Matcher
from ndbg.app.levels.names import canonical
from ndbg.app.levels.roster import Body, Duty, Group
from ndbg.app.levels.survey import Draft, Entry, Survey, short_paths, survey
from ndbg.check.levels.model import Levels, Member
from ndbg.errors import NdbgError
from ndbg.form import form_of

Number = int | Decimal
_MAKES_RULES = ("市", "州", "盟", "省")


class Scope(StrEnum):
    """What a sum is of: the own office and the departments, or also the governments below."""

    LEVEL = "本级"
    REGION = "本行政区域"


@dataclass(frozen=True)
class Below:
    """The bodies whose reports make up a government's, the own office first, with those that have none yet.

    `left_out` are those that do not count, each with the reason.
    """

    body: Body
    entries: tuple[Entry, ...]
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of those of which there is no report that can be used."""
        return tuple(entry.body.name for entry in self.entries if entry.current is None)

    @property
    def there(self) -> tuple[Entry, ...]:
        """Those that have reported."""
        return tuple(entry for entry in self.entries if entry.current)


def body_named(found: Survey, name: str) -> Body:
    """The body that a name means; the top where it is empty. Raises NdbgError where it means none or several."""
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
            # A government that the roster names only as 上级 of others has no report of its own here.
            left_out.append((child.name, "名册里没有这一行"))
        elif child.duty is Duty.FOLDED:
            left_out.append((child.name, f"并入“{child.into}”"))
        elif child.duty is Duty.EXEMPT:
            left_out.append((child.name, f"不报{f'：{child.reason}' if child.reason else ''}"))
        elif not child.counted:
            left_out.append(
                (child.name, f"不计入汇总{f'：{child.counted_reason}' if child.counted_reason else ''}")
            )
        elif scope is Scope.LEVEL and entry.group.is_government:
            left_out.append((child.name, "不在本级范围内"))
        else:
            entries.append(entry)
    entries.sort(key=lambda entry: list(Group).index(entry.group))
    return Below(body, tuple(entries), tuple(left_out))


def levels_below(found: Survey, body: Body) -> Levels:
    """What the rules on sums are told of the bodies below one, this year and last."""
    under = below(found, body)
    figures = found.store.figures([e.current.kept.version for e in under.there if e.current])
    last = _last_year(found, under)
    members = tuple(
        Member(
            name=entry.body.name,
            figures=figures.get(entry.current.kept.version, {}),
            last=last.get(entry.body.name) if last else None,
            own=entry.group is Group.OWN,
        )
        for entry in under.there
        if entry.current
    )
    return Levels(members=members, missing=under.missing, last_members=_last_members(found, body))


def _last_members(found: Survey, body: Body) -> tuple[Member, ...]:
    """Those below a body last year, with their figures; none unless all of them had reported."""
    if found.previous is None:
        return ()
    before = survey(found.previous)
    match = next((b for b in before.roster.bodies if canonical(b.name) == canonical(body.name)), None)
    if match is None or not before.roster.children(match.name):
        return ()
    under = below(before, match)
    if under.missing:
        return ()
    figures = found.previous.figures([e.current.kept.version for e in under.there if e.current])
    return tuple(
        Member(entry.body.name, figures.get(entry.current.kept.version, {}))
        for entry in under.there
        if entry.current
    )


def _last_year(found: Survey, under: Below) -> Mapping[str, Mapping[str, Number]]:
    """Last year's figures of bodies, or the sums of those of the bodies that they take the place of."""
    if found.previous is None:
        return {}
    before = survey(found.previous)
    versions = {canonical(e.body.name): e.current.kept.version for e in before.entries if e.current}
    wanted: dict[str, list[str]] = {}
    for entry in under.entries:
        body = entry.body
        own = next(
            (versions[canonical(n)] for n in (body.name, *body.former) if canonical(n) in versions), None
        )
        others = [versions[canonical(name)] for name in body.successor_of if canonical(name) in versions]
        if listed := list(dict.fromkeys([*([own] if own else []), *others])):
            wanted[body.name] = listed
    figures = found.previous.figures([version for listed in wanted.values() for version in listed])
    return {
        name: added([figures.get(version, {}) for version in listed], found.previous.year)
        for name, listed in wanted.items()
    }


def added(parts: Sequence[Mapping[str, Number]], year: int) -> dict[str, Number]:
    """The sums of figures, by the form of a year; what one of them lacks has none."""
    return {
        id: sum((part[id] for part in parts), start=Decimal(0) if cell.decimal else 0)
        for id, cell in form_of(year).cells.items()
        if all(id in part for part in parts)
    }


def filing(found: Survey, entry: Entry) -> Levels:
    """What the rules on filing are told of a body's report."""
    current = entry.current
    sent = next(
        (v for v in reversed(entry.versions) if v.draft is not Draft.PUBLISHED),
        None,
    ) if current and current.draft is Draft.PUBLISHED else None  # fmt: skip
    figures = texts = None
    if sent:
        figures = found.store.figures([sent.kept.version]).get(sent.kept.version, {})
        texts = {section: text for _, section, text in found.store.sections([sent.kept.version])}
    return Levels(
        received=entry.received,
        due=entry.due,
        publish_by=entry.publish_by,
        rivals=tuple(short_paths(version.path for version in entry.rivals)),
        sent_figures=figures,
        sent_texts=texts,
        makes_rules=makes_rules(found, entry.body),
    )


def makes_rules(found: Survey, body: Body) -> bool:
    """Whether a body may make 规章: a province, a city with districts, or its office which reports for it."""
    group = found.roster.group(body)
    if group is Group.OWN:
        return True
    name = canonical(body.name)
    # A city at county level cannot be told from one with districts by its name: nothing is said of it.
    return body.name == found.roster.top or (group is Group.COUNTY and name.endswith(_MAKES_RULES))
