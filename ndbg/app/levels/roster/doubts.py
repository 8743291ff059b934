"""What in a roster contradicts itself: names against 上级, 类别 and 曾用名, one day against another."""

import re
from collections.abc import Iterator, Sequence

from ndbg.app.levels.roster.model import ALL, Body, Roster, group_of_kind
from ndbg.report.office_names import canonical
from ndbg.text.labels import nearest

_REGION = re.compile(r"..*[县市区旗州盟省乡镇]$|.+街道$")
_OFFICE = re.compile(r"(?<!管)(?<!管理)(?:[局厅办院队]|中心|委员会|(?<!管)委|办公室)$")
_COUNTY = re.compile(r".+(?:[县旗]|(?<!自治)(?<![地新])区)(?:人民政府)?$")
_OF_A_COUNTY = re.compile(r".+[县市区旗]人民政府$")
_GOVERNMENT = re.compile(r"(?:人民政府|[县市区旗州盟乡镇]政府|街道办事处)$")


def doubts(roster: Roster) -> Iterator[str]:
    """The contradictions of a roster, in words."""
    places = {
        canonical(body.name): body
        for body in roster.bodies
        if body.name not in roster.added and _REGION.fullmatch(canonical(body.name))
    }
    short = _short_names(roster)
    kinds = {"本机关", "部门", "县区", "乡镇街道", *(b.kind for b in roster.bodies if group_of_kind(b.kind))}
    dated = [(body, body.due, body.publish_by) for body in roster.bodies if body.due and body.publish_by]
    # Where one of two days is written without its year, both are of one year.
    late = [b for b, due, by in dated if (due.of(0) > by.of(0) if due.year and by.year else due[:2] > by[:2])]
    if 2 * len(late) <= len(dated):  # else reports are collected here after they are published
        yield from (f"“{body.name}”的报送期限晚于公布期限；请改正名册" for body in late)
    for body in roster.bodies:
        if body.name in roster.added:
            continue
        yield from _other_place(roster, body, places)
        yield from _other_kind(roster, body, sorted(kinds))
        yield from _others_short_name(body, short)


def _other_place(roster: Roster, body: Body, places: dict[str, Body]) -> Iterator[str]:
    """The place in a body's name, where the roster puts the body below another one beside it."""
    if _OF_A_COUNTY.fullmatch(body.name) and _COUNTY.fullmatch(body.parent):
        near = f"；是不是“{roster.top}”？" if roster.top not in ("", body.parent) else "；请改正名册"
        yield f"“{body.name}”的上级写的是“{body.parent}”，县、市、区人民政府不会是县、区的下级{near}"
        return
    key = canonical(body.name)
    named = (places[key[:end]] for end in range(len(key) - 1, 1, -1) if key[:end] in places)
    place = next(named, None)
    if place is None or body.parent in ("", ALL, place.name, *roster.added):
        return
    if place in [*roster.ancestors(body)] or body.parent in [b.name for b in roster.ancestors(place)]:
        return
    yield (
        f"“{body.name}”的上级写的是“{body.parent}”，名称里却是“{place.name}”的地方；"
        "上级写错了，下级之和就对不上，请改正名册"
    )


def _other_kind(roster: Roster, body: Body, kinds: Sequence[str]) -> Iterator[str]:
    """A 类别 of governments for an office, or one of offices for a government; one that is nearly one of some `kinds`."""
    if not body.kind or body.name == roster.top:
        return
    if not group_of_kind(body.kind):
        for near in nearest(body.kind, kinds, 1):
            yield f"“{body.name}”的类别写的是“{body.kind}”，看不懂，按名称判断；是不是“{near}”？"
    government = roster.group(body).is_government
    office = _OFFICE.search(body.name) and not roster.children(body.name)
    if office if government else _GOVERNMENT.search(body.name):
        said = "不像是一级政府" if government else "像是一级政府"
        yield f"“{body.name}”的类别写的是“{body.kind}”，名称却{said}；请改正名册"


def _short_names(roster: Roster) -> dict[tuple[str, str], str]:
    """The bodies by 上级 and by their name without the place that it begins with."""
    found: dict[tuple[str, str], str] = {}
    for body in roster.bodies:
        key = canonical(body.name)
        for above in roster.ancestors(body):
            stem = canonical(above.name)
            if key.startswith(stem) and len(rest := key[len(stem) :]) > 1:
                found[body.parent, rest] = found[body.parent, stem[-1:] + rest] = body.name
    return found


def _others_short_name(body: Body, short: dict[tuple[str, str], str]) -> Iterator[str]:
    """A 曾用名 that is the short name of another body beside it."""
    for called in body.former:
        other = short.get((body.parent, canonical(called)), body.name)
        if other != body.name:
            yield (
                f"“{body.name}”的曾用名“{called}”也是“{other}”的简称，只写“{called}”的报告会算在“{body.name}”；"
                "不对的，请改正名册"
            )
