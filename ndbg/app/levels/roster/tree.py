"""Make a roster of bodies: resolve their parents, and find misspelt ones, circles and the top."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ndbg.app.levels.roster.doubts import doubts
from ndbg.app.levels.roster.model import ALL, Body, Duty, Roster
from ndbg.errors import NdbgError
from ndbg.report.office_names import canonical
from ndbg.text.divisions import SIGNS
from ndbg.text.labels import nearest

# The least length of names that may differ in one character by mistake: shorter ones are different places.
_LEAST_OF_SLIP = 4
_MOST_NAMED = 5
_LEAST_BELOW = 2  # bodies below the top
_LEVEL = re.compile(f"[{SIGNS}]?本级|[{SIGNS}][级直]")


def tree(bodies: Sequence[Body], problems: list[str]) -> Roster:
    """The roster of some bodies, with their parents resolved and the top found; problems are added to `problems`."""
    _tell_shared_names(bodies, problems)
    written = {body.name for body in bodies if body.parent}  # of these it is told already why they have none
    placed, added = _resolved(bodies, problems)
    placed = _at_level(placed, added)
    misspelt = _misspelt(placed, added)
    _tell_unknown_parents(placed, added, misspelt, problems)
    placed += [Body(name, duty=Duty.EXEMPT, reason="名册里没有这一行") for name in added]
    placed = _without_circles(placed, problems)
    roots = [body for body in placed if not body.parent and body.name not in misspelt]
    main = _main(placed, roots)
    if main:
        known = {main, *added, *written}
        problems += [
            f"“{body.name}”没有写上级，不知道汇总到哪里；请改正名册"
            for body in roots
            if body.name not in known
        ]
    elif len(roots) > 1:
        placed = [replace(body, parent=ALL) if not body.parent else body for body in placed]
        placed.append(Body(ALL, duty=Duty.EXEMPT, reason="名册里没有共同的上级"))
        added[ALL] = None
    roster = Roster(tuple(placed), tuple(problems), "", frozenset(added), misspelt)
    roster = replace(roster, top=main or _top(roster))
    return replace(roster, problems=(*problems, *doubts(roster)))


def _main(bodies: Sequence[Body], roots: Sequence[Body]) -> str:
    """The one of several roots that is more than half of all bodies with those below it; empty where there is none.

    The others have a wrong 上级, or none: that makes no second top.
    """
    whole = Roster(tuple(bodies))
    for root in roots if len(roots) > 1 else ():
        below = len([*whole.below(root.name)])
        if below >= _LEAST_BELOW and 2 * (below + 1) > len(bodies):
            return root.name
    return ""


def _resolved(bodies: Sequence[Body], problems: list[str]) -> tuple[list[Body], dict[str, None]]:
    """The bodies with the names in 上级, 并入 and 承接自 replaced by those of the roster; the unknown parents."""
    names: dict[str, str] = {}
    for body in bodies:
        for called in body.former:
            names.setdefault(canonical(called), body.name)
    for body in bodies:
        names[canonical(body.name)] = body.name
    resolved = []
    added: dict[str, None] = {}
    for body in bodies:
        parent = names.get(canonical(body.parent), body.parent) if body.parent else ""
        if parent == body.name:
            problems.append(f"“{body.name}”的上级写的是它自己，没有用")
            parent = ""
        if parent and canonical(parent) not in names:
            parent = next((other for other in added if canonical(other) == canonical(parent)), parent)
            added[parent] = None
        into = names.get(canonical(body.into), "") if body.into else ""
        if body.into and not into:
            problems.append(f"“{body.name}”并入的“{body.into}”不在名册里")
        before = tuple(names.get(canonical(name), name) for name in body.successor_of)
        resolved.append(replace(body, parent=parent, into=into or body.into, successor_of=before))
    return resolved, added


def _tell_unknown_parents(
    bodies: Sequence[Body], added: Iterable[str], misspelt: Mapping[str, str], problems: list[str]
) -> None:
    """Add a problem for each misspelt parent, and one for all that the roster does not have."""
    problems += [
        f"“{body.name}”的上级“{body.parent}”不在名册的名称里，是不是“{misspelt[body.parent]}”？请改正名册"
        for body in bodies
        if body.parent in misspelt
    ]
    others = [name for name in added if name not in misspelt]
    if len(others) > 1 or (others and any(not body.parent for body in bodies)):
        listed = "、".join(f"“{name}”" for name in others[:_MOST_NAMED])
        more = "等" if len(others) > _MOST_NAMED else ""
        above = {body.parent for body in bodies} - set(added) | {b.name for b in bodies if not b.parent}
        near = [
            f"“{found[0]}”"
            for name in others[:_MOST_NAMED]
            if (found := nearest(name, sorted(above - {""}), 1))
        ]
        hint = f"；最接近的是{'、'.join(dict.fromkeys(near))}" if near else ""
        problems.append(f"上级{listed}{more}不在名册的名称里，当作不用报告的单位{hint}")


def _at_level(bodies: list[Body], added: dict[str, None]) -> list[Body]:
    """The bodies whose 上级 is 市本级 or the like, moved below the one body that stands above all others."""
    roots = [body.name for body in bodies if not body.parent]
    level = [name for name in added if _LEVEL.fullmatch(name)]
    if len(roots) != 1 or not level:
        return bodies
    for name in level:
        del added[name]
    return [replace(body, parent=roots[0]) if body.parent in level else body for body in bodies]


def _misspelt(bodies: Sequence[Body], added: Iterable[str]) -> dict[str, str]:
    """For each unknown name of a parent, the body it nearly names: one with others below it, or above all."""
    above = list(dict.fromkeys(b.parent or b.name for b in bodies if (b.parent or b.name) not in set(added)))
    found = {}
    for name in added:
        near = [other for other in above if _is_slip(canonical(name), canonical(other))]
        if len(near) == 1:
            found[name] = near[0]
    return found


def _is_slip(name: str, other: str) -> bool:
    """Whether two names differ by one missing character, or by one of four or more (甲县 and 乙县 do not)."""
    short, long = sorted((name, other), key=len)
    if len(long) == len(short):
        return len(long) >= _LEAST_OF_SLIP and sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _top(roster: Roster) -> str:
    top = next(body for body in roster.bodies if not body.parent)
    while top.name in roster.added and len(only := roster.children(top.name)) == 1:
        if not roster.children(only[0].name):
            break
        top = only[0]
    return top.name


def _tell_shared_names(bodies: Sequence[Body], problems: list[str]) -> None:
    """Add a problem for each name that would match a report with two bodies."""
    own = {body.name for body in bodies}
    shared: dict[str, list[str]] = {}
    for body in bodies:
        for called in body.former:
            if called in own and called != body.name:
                problems.append(
                    f"“{body.name}”的曾用名“{called}”也是另一个单位的名称；写这个名称的报告算在那个单位"
                )
            else:
                shared.setdefault(called, []).append(f"“{body.name}”")
    problems += [
        f"{'、'.join(names)}都写了曾用名“{called}”；写这个名称的报告分不清是哪个单位的"
        for called, names in shared.items()
        if len(names) > 1
    ]


_DEEPEST = 12  # levels: a country has five


def _without_circles(bodies: Sequence[Body], problems: list[str]) -> list[Body]:
    """The bodies, none of them above itself, and none below more than `_DEEPEST` others. Raises NdbgError for the latter."""
    parents = {body.name: body.parent for body in bodies}
    for body in bodies:
        seen, at = [body.name], body.name
        while parents.get(at):
            if len(seen) > _DEEPEST:
                raise NdbgError(
                    f"名册里“{body.name}”上面一级套一级，超过 {_DEEPEST} 级；请检查“上级”一列，每个单位写直接上级"
                )
            if parents[at] in seen:
                circle = seen[seen.index(parents[at]) :]
                listed = "、".join(f"“{name}”" for name in circle)
                problems.append(f"{listed}互为上级，当作“{at}”没有上级；请改正名册")
                parents[at] = ""
                break
            at = parents[at]
            seen.append(at)
    return [replace(body, parent=parents[body.name]) for body in bodies]
