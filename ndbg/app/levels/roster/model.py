"""The roster (名册): which bodies report, to whom and by when. The supervising office keeps it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from ndbg.text.labels import compact

# The name of the top where bodies have no common parent.
ALL = "全部单位"


class Duty(Enum):
    """Whether a body owes a report of its own."""

    OWED = "应报"
    FOLDED = "并入"
    EXEMPT = "不报"


class Group(Enum):
    """The relation of a body to the government directly above it: the columns of offices' sum sheets."""

    OWN = "本机关"
    DEPARTMENT = "部门"
    COUNTY = "县区"
    TOWN = "乡镇"

    @property
    def is_government(self) -> bool:
        """Whether the body is a government, whose report includes those below it."""
        return self in (Group.COUNTY, Group.TOWN)


class Day(NamedTuple):
    """A day by which something is due; without a year, in the year after the report's."""

    month: int
    day: int
    year: int | None = None

    def of(self, year: int) -> date:
        """The date for the reports of a year."""
        return date(self.year or year + 1, self.month, self.day)


class Explained(NamedTuple):
    """A warning on a body's report that the office has accepted: the rule, the figures as named, the reason."""

    code: str
    of: str
    reason: str

    @property
    def key(self) -> str:
        """The rule and the figures, as in 核对说明."""
        return f"{self.code} {self.of}".strip()


@dataclass(frozen=True, slots=True)
class Body:
    """A line of the roster.

    `into` is the body whose report includes this one (并入). `since` and `until` are the first and the last year for
    which it reports.
    """

    name: str
    parent: str = ""
    former: tuple[str, ...] = ()
    kind: str = ""
    duty: Duty = Duty.OWED
    into: str = ""
    reason: str = ""
    counted: bool = True
    counted_reason: str = ""
    due: Day | None = None
    publish_by: Day | None = None
    since: int | None = None
    until: int | None = None
    successor_of: tuple[str, ...] = ()
    received: Day | None = None
    explained: tuple[Explained, ...] = ()
    line: int = 0

    @property
    def why_left_out(self) -> str:
        """Why the roster makes its report no part of a sum, in words; empty where it is a part."""
        if self.duty is Duty.FOLDED:
            return f"并入“{self.into}”"
        if self.duty is Duty.EXEMPT:
            return f"不报{f'：{self.reason}' if self.reason else ''}"
        why = f"：{self.counted_reason}" if self.counted_reason else ""
        return "" if self.counted else f"不计入汇总{why}"


@dataclass(frozen=True)
class Roster:
    """The bodies in the order of the file, and the problems of the roster in words.

    `top` is the government whose office keeps the roster. It owes no report, since its report is made of the others; nor
    does any other body that stands without a 上级 belong to it (`apart`). Every parent is a body: those that the roster
    lacks are `added`, without a duty to report. `misspelt` maps an added name to the body whose name it nearly is.
    """

    bodies: tuple[Body, ...] = ()
    problems: tuple[str, ...] = ()
    top: str = ""
    added: frozenset[str] = field(default_factory=frozenset)
    misspelt: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> Mapping[str, Body]:
        """The bodies by name."""
        return {body.name: body for body in self.bodies}

    @cached_property
    def _children(self) -> Mapping[str, tuple[Body, ...]]:
        found: dict[str, list[Body]] = {}
        for body in self.bodies:
            found.setdefault(body.parent, []).append(body)
        return {name: tuple(bodies) for name, bodies in found.items()}

    def children(self, name: str) -> tuple[Body, ...]:
        """The bodies directly below one, in order."""
        return self._children.get(name, ())

    def ancestors(self, body: Body) -> Iterator[Body]:
        """The bodies above one, the nearest first."""
        while body.parent and body.parent in self.by_name:
            body = self.by_name[body.parent]
            yield body

    def below(self, name: str) -> Iterator[Body]:
        """All bodies below one, at whatever distance."""
        for child in self.children(name):
            yield child
            yield from self.below(child.name)

    @cached_property
    def owed(self) -> tuple[Body, ...]:
        """The bodies that owe a report."""
        return tuple(body for body in self.bodies if self.owes(body))

    def owes(self, body: Body) -> bool:
        """Whether a body owes a report; the top, whose report is made of those below it, does not."""
        return body.duty is Duty.OWED and (body.name != self.top or not self.children(body.name))

    @cached_property
    def apart(self) -> tuple[Body, ...]:
        """The bodies of the roster, besides the top, that have no 上级."""
        return tuple(
            b for b in self.bodies if not b.parent and b.name != self.top and b.name not in self.added
        )

    def kind(self, body: Body) -> str:
        """The 类别 of a body; where the roster gives none, that of its peers beside it or in the whole roster."""
        if body.kind:
            return body.kind
        if body.name == self.top:
            return "本级政府"
        group = self.group(body)
        for beside in (body.parent, None):
            kinds = self._kinds.get((beside, group), ())
            if len(kinds) == 1:
                return next(iter(kinds))
        return group.value

    @cached_property
    def _kinds(self) -> Mapping[tuple[str | None, Group], frozenset[str]]:
        """The 类别 in the roster, by 上级 and group; under None those of the whole roster."""
        found: dict[tuple[str | None, Group], set[str]] = {}
        for body in self.bodies:
            if body.kind:
                for beside in (body.parent, None):
                    found.setdefault((beside, self.group(body)), set()).add(body.kind)
        return {key: frozenset(kinds) for key, kinds in found.items()}

    def group(self, body: Body) -> Group:
        """The group of a body: by its 类别, else by its name, else by whether there are bodies below it."""
        return _group(body, has_children=bool(self.children(body.name)))

    def of_year(self, year: int) -> "Roster":
        """The roster of the bodies that exist in a year, with their parents."""
        kept = [
            body
            for body in self.bodies
            if (body.since is None or body.since <= year) and (body.until is None or year <= body.until)
        ]
        return replace(self, bodies=tuple(kept)) if len(kept) < len(self.bodies) else self


_KINDS = (
    (Group.OWN, re.compile(r"本机关|本级办|办公[室厅]|本单位|府办")),
    (Group.TOWN, re.compile(r"[乡镇]|街道")),
    (Group.DEPARTMENT, re.compile(r"部门|直属|直单位|单位|机构|委办|局|事业|企业|垂直|派出机关")),
    (Group.COUNTY, re.compile(r"[县区市旗州]|政府|开发")),
)
_NAME_ENDS = (
    (Group.OWN, re.compile(r"(?:政府|[省市县区旗乡镇])(?:办公室|办公厅|府办|办)$")),
    (Group.TOWN, re.compile(r"(?:乡|镇|街道|苏木)(?:人民政府|政府|办事处|街道办)?$")),
    (Group.COUNTY, re.compile(r"(?:(?<!小)[县区市旗盟州省]|管委会|管理委员会)(?:人民政府|政府)?$")),
)


def group_of_kind(kind: str) -> Group | None:
    """The group that a 类别 tells, if any."""
    return next((group for group, pattern in _KINDS if pattern.search(compact(kind))), None)


def _group(body: Body, *, has_children: bool) -> Group:
    if group := group_of_kind(body.kind):
        return group
    for group, pattern in _NAME_ENDS:
        if pattern.search(compact(body.name)):
            return group
    return Group.COUNTY if has_children else Group.DEPARTMENT
