"""Match reports to bodies of the roster, by the title or else by the name of the file.

A report matches by the body's full name, a former name, the name with its region before it, or a short form that only
one body has. The most similar name is only suggested. A name that could mean two bodies means neither, unless the
folder or the name of the file tells which.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ndbg.app.levels.roster.model import Body, Roster
from ndbg.report.office_names import canonical
from ndbg.text.divisions import SIGNS
from ndbg.text.labels import compact, label_similarity, may_be_similar

_LEAST_LIKE = 0.6
_SHORTEST, _SHORTEST_IN_FILE = 2, 3
_LONGEST = 40
_REGION_END = re.compile(r"(?:[省市县区旗盟州乡镇]|街道)$")
# What may precede a body's name in the name of a file; after any other character it is part of a longer name.
_BEFORE = re.compile(r"[^\u4e00-\u9fff]|[年度由和与的送报附件号表关于、]")
# What may follow it; before any other character it is part of a longer name: 云州市 in 云州市审计局.
_BEHIND = re.compile(
    r"$|[^\u4e00-\u9fff]|年|本?级?(?:政府信息|政务公开|政务信息|信息公开|公开|报告|年报|年度)|政府?(?:年报|报告)"
    r"|关于|报送|的|[定终初修改新旧二三四]+稿|最终|修[改订正]|更正|公[布开]|发布|已|盖章|签[字章]|扫描|副本|复制|版|重报|补报"
)
# What turns the name of a body into that of a unit that belongs to it: 某县人民政府 + 信息中心. The office
# of a government is no such unit: it reports for the government.
_PART = re.compile(
    r"(?!(?:人民)?政?府?办(?:公[室厅])?(?![\u4e00-\u9fff]))[\u4e00-\u9fff]{0,16}?"
    r"(?:中心|办公室|小组|委员会|大队|支队|[局处科室所院站队馆])(?=$|[^\u4e00-\u9fff]|年|政府信息公开|政务公开工作|信息公开工作|的|关于|报[告送])"
)
# Words of a title that were read as part of the name: 甲县教育局政务公开.
_SUBJECT = re.compile(r"(?:的?(?:政府信息公开|政务公开|信息公开)(?:工作)?)+$")
_IN_BRACKETS = re.compile(r"[（(].*?[）)]")
# （市减灾委办公室）, no （临湖分局）
_SECOND_NAME = re.compile(rf"[（(][{SIGNS}]\w{{2,}}(?<!分)[局委办室][）)]$")


@dataclass(frozen=True, slots=True)
class Match:
    """The match of a report.

    `titled` is the body in its title, `filed` the body in the name of its file; `body` is the one it counts for.
    `suggested` are bodies that may be meant where none is certain.
    """

    body: str = ""
    titled: str = ""
    filed: str = ""
    suggested: tuple[str, ...] = ()

    @property
    def torn(self) -> bool:
        """Whether title and file name different bodies."""
        return bool(self.titled and self.filed and self.titled != self.filed)

    @property
    def against_title(self) -> bool:
        """Whether the report counts for the body of its file, while its title has another's name."""
        return self.torn and self.body == self.filed


class Matcher:
    """Finds the body of a roster that a name means."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        # Layers of names, the surest first: a name found in one layer is not looked up in the next.
        # Nearly every name belongs to one body, which is stored without a tuple to save memory.
        self._layers: tuple[dict[str, str | tuple[str, ...]], ...] = ({}, {}, {}, {})
        for body in roster.bodies:
            called = map(canonical, body.former)
            for layer, names in zip(
                self._layers,
                ((canonical(body.name),), called, self._long(body), self._short(body)),
                strict=True,
            ):
                for name in names:
                    bodies = _several(layer.get(name, ()))
                    if body.name not in bodies:
                        layer[name] = (*bodies, body.name) if bodies else body.name

    def _long(self, body: Body) -> Iterator[str]:
        """The names of a body with those of its regions before them."""
        for name in (body.name, *body.former):
            key = canonical(name)
            before = ""
            for above in self.roster.ancestors(body):
                stem = canonical(above.name)
                if key.startswith(stem):
                    break
                before = stem + before
                yield before + key
                if before != stem:
                    yield stem + key
        for above in self.roster.ancestors(body):
            # 某省某市教育局 for 某市教育局
            for outer in self.roster.ancestors(above):
                yield canonical(outer.name) + canonical(body.name)

    def _short(self, body: Body) -> Iterator[str]:
        """The short names of a body within its region: 教育局 and 市教育局 for 某市教育局."""
        for name in (body.name, *body.former):
            key = canonical(name)
            for above in self.roster.ancestors(body):
                stem = canonical(above.name)
                if not _REGION_END.search(stem):
                    continue
                # A name given beside the full one may be short itself: 市教育局.
                begins = (stem, stem[-1]) if name in body.former else (stem,)
                rest = key.removeprefix(next(filter(key.startswith, begins), ""))
                if rest == key and any(
                    key.startswith(canonical(a.name)) for a in self.roster.ancestors(body)
                ):
                    continue
                if len(rest) >= _SHORTEST:
                    yield rest
                    yield stem[-1] + rest
                    if len(stem) > _SHORTEST:
                        yield stem[:-1] + rest
                break

    def named(self, name: str, context: str = "") -> tuple[str, tuple[str, ...]]:
        """The body that a name means, or none and the bodies that it may mean.

        `context` is text that may tell regions apart: folders, the name of the file.
        """
        key = canonical(name)
        if len(key) < _SHORTEST:
            return "", ()
        for layer in self._layers:
            if found := layer.get(key):
                return self._only(_several(found), canonical(context))
        return "", tuple(self._nearest(key))

    def _only(self, found: Iterable[str], context: str) -> tuple[str, tuple[str, ...]]:
        bodies = sorted(found)
        if len(bodies) == 1:
            return bodies[0], ()
        there = [name for name in bodies if self._is_told(name, context)]
        return (there[0], ()) if len(there) == 1 else ("", tuple(bodies))

    def _is_told(self, name: str, context: str) -> bool:
        """Whether a context names a region of a body, other than the top, which all share."""
        above = self.roster.ancestors(self.roster.by_name[name])
        stems = [canonical(body.name) for body in above if body.name != self.roster.top]
        return any(stem in context for stem in stems)

    def _nearest(self, key: str) -> Iterator[str]:
        names = [
            body.name for body in self.roster.bodies if may_be_similar(key, canonical(body.name), _LEAST_LIKE)
        ]
        scores = sorted((-label_similarity(key, canonical(name)), name) for name in names)
        yield from (name for score, name in scores[:3] if -score >= _LEAST_LIKE)

    def in_file(self, stem: str, folders: Sequence[str] = ()) -> str:
        """The body in the name of a file; empty where there is none, or more than one."""
        text = re.sub(r"人民政府", "政府", compact(stem))
        context = "".join((*folders, stem))
        found: list[tuple[int, int, str]] = []
        at = 0
        while at < len(text):
            length = self._longest_at(text, at)
            if length and (body := self.named(text[at : at + length], context)[0]):
                found.append((at, length, body))
            at += length or 1
        bodies = {body for _, _, body in found}
        # The region in 甲县教育局, or in 甲县-教育局, is part of the longer name.
        lower = {b for b in bodies if not any(b in self._above(other) for other in bodies - {b})}
        return next(iter(lower)) if len(lower) == 1 else ""

    def _above(self, name: str) -> set[str]:
        return {body.name for body in self.roster.ancestors(self.roster.by_name[name])}

    def _longest_at(self, text: str, at: int) -> int:
        """The length of the longest name that starts at an index of a text; a short form must stand alone."""
        free = at == 0 or bool(_BEFORE.match(text[at - 1])) or self._ends_region(text[:at])
        for end in range(min(len(text), at + _LONGEST), at + _SHORTEST - 1, -1):
            key = canonical(text[at:end])
            alone = _BEHIND.match(text, end) and not _PART.match(text, end)
            if not alone and not self._begins_name(text, end):
                continue
            if any(key in layer for layer in self._layers[:3]):
                return end - at
            if free and end - at >= _SHORTEST_IN_FILE and key in self._layers[3]:
                return end - at
        return 0

    def _begins_name(self, text: str, at: int) -> bool:
        """Whether a short form of a body starts at an index of a text: 教育局 after 甲县."""
        ends = range(at + _SHORTEST_IN_FILE, min(len(text), at + _LONGEST) + 1)
        return any(
            canonical(text[at:end]) in self._layers[3] and _BEHIND.match(text, end) is not None
            for end in ends
        )

    def _ends_region(self, text: str) -> bool:
        """Whether a text ends in the name of a body: 甲县 before 教育局."""
        return any(
            canonical(text[-length:]) in self._layers[0] for length in range(2, 12) if length <= len(text)
        )

    def match(self, agency: str, path: str) -> Match:
        """The match of a report by its title and its path; `path` includes its folders, separated by `/`.

        Where title and file disagree, the title decides here; `settle` reconsiders it with all reports at hand.
        """
        *folders, name = path.split("/")
        stem = name.rpartition(".")[0] or name
        agency = _SUBJECT.sub("", agency)
        titled, suggested = self.named(agency, path) if agency else ("", ())
        if not titled and (first := _SECOND_NAME.sub("", agency)) != agency:
            titled, suggested = self.named(first, path)
        filed = self.in_file(stem, folders)
        shared = any(canonical(agency) in layer for layer in self._layers)
        if not titled and shared and filed in suggested and not _is_part(agency, filed):
            titled = filed  # 财政局 in the title, 甲县财政局 in the name of the file
        # A title with a name that is not in the roster is not overruled by the name of the file.
        if not titled and agency and filed and not self._may_be(agency, filed):
            return Match("", "", filed, tuple(dict.fromkeys((filed, *suggested))))
        return Match(titled or filed, titled, filed, suggested)

    def _may_be(self, agency: str, body: str) -> bool:
        """Whether the name in a title may be another way to write that of a body: one contains the other, or nearly."""
        if _is_part(agency, body):
            return False
        left, right = canonical(agency), canonical(body)
        return left in right or right in left or label_similarity(left, right) >= _NEARLY


_NEARLY = 0.75


def _is_part(agency: str, body: str) -> bool:
    """Whether the name in a title is that of a unit within a body: the body's name and a suffix."""
    said, name = canonical(_IN_BRACKETS.sub("", agency)), canonical(body)
    return said.startswith(name) and _PART.match(said, len(name)) is not None


def _several(bodies: str | tuple[str, ...]) -> tuple[str, ...]:
    return (bodies,) if isinstance(bodies, str) else bodies


def settle(matches: list[Match], is_same: Callable[[int, int], bool]) -> None:
    """Decide the matches whose title and file disagree.

    Such a report counts for the body of its file where another report, with no such conflict, is there for the body of
    its title: the title was copied, and that body's own report stays as it is. Where the two are the same report, it
    is that of the title under another's name. `is_same` compares two reports by their places in `matches`.
    """
    titles = {match.titled for match in matches if match.torn}
    sure: dict[str, list[int]] = {}
    for at, match in enumerate(matches):
        if match.body in titles and not match.torn:
            sure.setdefault(match.body, []).append(at)
    for at, match in enumerate(matches):
        own = sure.get(match.titled, ()) if match.torn else ()
        if own and not any(is_same(at, other) for other in own):
            matches[at] = replace(match, body=match.filed)
