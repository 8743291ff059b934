"""What bodies have from each other: sections that are alike, whole passages, names left in, figures all the same."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from zlib import crc32

from ndbg.app.levels.names import canonical
from ndbg.app.levels.near import near
from ndbg.app.levels.roster import Body
from ndbg.app.levels.store import PREFACE
from ndbg.app.levels.survey import Survey, survey
from ndbg.check.levels.model import Levels, Likeness, Mention, SharedPassage
from ndbg.check.settings import DEFAULTS, Settings
from ndbg.report.similarity import masked
from ndbg.text.labels import tight

SHORTEST = 100  # masked characters of a section: shorter ones are honestly alike
_HINT = 0.6
# A passage: so many characters in a run, or so many sentences with so many characters together.
_RUN, _SENTENCES, _LEAST_OF_SENTENCES = 150, 3, 60
_SHORTEST_SENTENCE = 8
# How far figures must be from being the same by chance: a figure of n bits is taken for one of 2 to the n.
_LEAST_BITS = 20


@dataclass(frozen=True)
class Group:
    """Bodies whose section is alike. `similarity` is the least of the pairs that link them, 0 to 1."""

    section: str
    bodies: tuple[str, ...]
    similarity: float


@dataclass(frozen=True)
class FromLastYear:
    """A body whose section is like what another said last year."""

    section: str
    body: str
    other: str
    similarity: float


@dataclass(frozen=True)
class Passage:
    """A passage that stands word for word in the reports of several bodies; `texts` has it as each wrote it.

    `paragraphs` are their numbers in the sections, counted from 0.
    """

    section: str
    bodies: tuple[str, ...]
    texts: tuple[str, ...]
    paragraphs: tuple[int, ...]


@dataclass(frozen=True)
class NameLeft:
    """Another body's name where the own one belongs. `section` is empty where that is the title."""

    body: str
    other: str
    written: str
    section: str
    paragraph: int
    text: str


@dataclass(frozen=True)
class Copies:
    """All that was found. `hints` are pairs that are alike in part; `texts` has the sections by body and number."""

    groups: tuple[Group, ...] = ()
    hints: tuple[Group, ...] = ()
    last_year: tuple[FromLastYear, ...] = ()
    passages: tuple[Passage, ...] = ()
    names: tuple[NameLeft, ...] = ()
    same_figures: tuple[tuple[str, ...], ...] = ()
    texts: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def nothing(self) -> bool:
        """Whether nothing was found but hints."""
        return not (self.groups or self.last_year or self.passages or self.names or self.same_figures)


class _Text(NamedTuple):
    body: str
    section: str
    text: str
    masked: str


def copies(found: Survey, settings: Settings = DEFAULTS, *, years: bool = False) -> Copies:
    """Hold the reports that count against each other; with `years` also against those of others last year."""
    by_version = {e.current.kept.version: e.body for e in found.entries if e.current}
    sections: dict[tuple[str, str], str] = {}
    for version, section, text in found.store.sections(by_version):
        sections[by_version[version].name, section] = text
    earlier = _earlier(found) if years else {}
    least = float(settings.alike) / 100
    groups: list[Group] = []
    hints: list[Group] = []
    last_year: list[FromLastYear] = []
    passages: list[Passage] = []
    own_names = _OwnNames(found)
    for section in (s.no for s in found.store.form.prose_sections):
        texts = list(_texts(sections, section, own_names))
        before = list(_texts(earlier, section, own_names))
        made = _groups(section, texts, before, least)
        groups += made[0]
        hints += made[1]
        last_year += made[2]
        passages += _passages(section, texts, made[0])
    related = _related(groups, passages)
    names = tuple(_names(found, sections, related))
    same = tuple(_same_figures(found, by_version))
    return Copies(tuple(groups), tuple(hints), tuple(last_year), tuple(passages), names, same, sections)


def _earlier(found: Survey) -> dict[tuple[str, str], str]:
    if found.previous is None:
        return {}
    before = survey(found.previous)
    versions = {e.current.kept.version: e.body.name for e in before.entries if e.current}
    return {
        (versions[version], section): text for version, section, text in found.previous.sections(versions)
    }


class _OwnNames:
    """Masks a body's own names in its text: what is copied and signed anew is copied all the same."""

    def __init__(self, found: Survey) -> None:
        self._patterns: dict[str, re.Pattern[str] | None] = {}
        self._found = found

    def masked(self, body: str, text: str) -> str:
        if body not in self._patterns:
            known = self._found.roster.by_name.get(body)
            names = sorted(_written_names(self._found, known), key=len, reverse=True) if known else []
            self._patterns[body] = re.compile("|".join(map(re.escape, names))) if names else None
        pattern = self._patterns[body]
        return masked(pattern.sub("本单位", tight(text)) if pattern else text)


def _written_names(found: Survey, body: Body) -> set[str]:
    """What a body is called in texts: its names, without 人民政府, without its region or with a part of it."""
    names = set()
    for name in (body.name, *body.former):
        names.add(name)
        names.add(name.replace("人民政府", "政府"))
        if len(plain := name.removesuffix("人民政府")) > 2:
            names.add(plain)
        for above in found.roster.ancestors(body):
            stem = above.name.removesuffix("人民政府")
            rest = name.removeprefix(stem)
            if rest != name and len(rest) > 1:
                names.add(stem[-1:] + rest)
                if found.roster.group(body).is_government:
                    names |= {rest, rest.removesuffix("人民政府")}
            elif rest == name and not any(
                name.startswith(a.name.removesuffix("人民政府")) for a in found.roster.ancestors(body)
            ):
                names.add(stem + name)
    return {tight(name) for name in names if len(name) > 2}


def _texts(sections: Mapping[tuple[str, str], str], section: str, own: _OwnNames) -> Iterator[_Text]:
    for (body, no), text in sections.items():
        if no == section and len(made := own.masked(body, text)) >= SHORTEST:
            yield _Text(body, section, text, made)


def _groups(
    section: str, texts: Sequence[_Text], before: Sequence[_Text], least: float
) -> tuple[list[Group], list[Group], list[FromLastYear]]:
    every = [*texts, *before]
    earlier = [None] * len(texts) + [text.body for text in before]
    found, pairs = near([t.masked for t in every], least, min(_HINT, least), earlier, [t.body for t in every])
    home = {at: number for number, group in enumerate(found) for at in group}
    shares: dict[int, float] = {}
    hints = []
    last_year = []
    copies_of: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        copies_of.setdefault(text.masked, []).append(at)
    for pair in pairs:
        left, right = every[pair.left], every[pair.right]
        if pair.right >= len(texts):
            last_year += [
                FromLastYear(section, texts[at].body, right.body, pair.share)
                for at in copies_of[left.masked]
                if pair.share >= least and texts[at].body != right.body
            ]
        elif pair.left in home and home.get(pair.left) == home.get(pair.right):
            if pair.share >= least:
                shares[home[pair.left]] = min(shares.get(home[pair.left], 1.0), pair.share)
        elif pair.share < least:
            hints.append(Group(section, (left.body, right.body), pair.share))
    groups = [
        Group(section, tuple(every[at].body for at in group), shares.get(number, 1.0))
        for number, group in enumerate(found)
    ]
    told = {(body, other) for group in groups for body in group.bodies for other in group.bodies}
    return groups, hints, [one for one in last_year if (one.body, one.other) not in told]


# -- passages ------------------------------------------------------------------------------------

_STOPS = re.compile(r"[^。！？；\n]+[。！？；]?")
_FULL_STOPS = re.compile(r"[^。！？\n]+[。！？]?")
_LAWS = re.compile(r"《[^》]{4,}》")
# What a law lays down, in its words: the whole sentence, with its items.
_QUOTES = re.compile(
    r"(?:《[^》]+》|条例|[〕号])[^。]{0,12}?(?:第[一二三四五六七八九十百\d]+条[^。]{0,10}?)?(?:规定|明确|要求|指出|所称)[的是]?[^。]{0,8}?[，,：:“]"
    r"|第[一二三四五六七八九十百\d]+条[^。]{0,6}[：:]"
)
_HEADING = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d+[.．、])[^，,；]{2,24}[。：:]?"
)
_MOSTLY = 0.75  # of its clauses have a count: what is left of a sentence is the form's own words
_COUNTED = re.compile(r"#(?:余|多)?(?:万)?(?:[件条次份宗个项起篇场期人件部%]|$)")


def _is_formula(plain: str) -> bool:
    """Whether a masked sentence only strings counts together: 新收申请#件，上年结转#件。"""
    clauses = [clause for clause in re.split(r"[,，、;；:：。()（）]", plain) if clause]
    counted = sum(bool(_COUNTED.search(clause)) for clause in clauses)
    return counted > 0 and counted >= _MOSTLY * len(clauses)


class _Sentence(NamedTuple):
    text: str
    masked: str
    paragraph: int
    key: int


def _passages(section: str, texts: Sequence[_Text], groups: Iterable[Group]) -> Iterator[Passage]:
    """Runs of sentences that several texts of a section have in common, each once.

    Those of bodies whose sections are alike as a whole, in one of `groups`, are left out.
    """
    whole = {frozenset(pair) for group in groups for pair in _pairs(group.bodies)}
    sentences = [list(_sentences(text)) for text in texts]
    places: dict[tuple[int, ...], list[tuple[int, int, int]]] = {}
    for at, said in enumerate(sentences):
        for start, end in _windows(said):
            key = tuple(sentence.key for sentence in said[start:end])
            places.setdefault(key, []).append((at, start, end))
    # Windows of the same texts that overlap are one passage.
    runs: dict[tuple[int, ...], list[tuple[int, int, list[int]]]] = {}
    for found in places.values():
        who = tuple(dict.fromkeys(at for at, _, _ in found))
        if len(who) < 2 or _told(who, texts, whole):
            continue
        firsts: dict[int, int] = {}
        for at, start, _ in found:
            firsts.setdefault(at, start)
        _, start, end = found[0]
        begun = runs.setdefault(who, [])
        offsets = [firsts[at] - start for at in who]
        if begun and begun[-1][1] >= start and begun[-1][2] == offsets:
            begun[-1] = (begun[-1][0], max(begun[-1][1], end), offsets)
        else:
            begun.append((start, end, offsets))
    for who, listed in runs.items():
        for start, end, offsets in listed:
            pieces = [sentences[at][start + off : end + off] for at, off in zip(who, offsets, strict=True)]
            yield Passage(
                section,
                tuple(texts[at].body for at in who),
                tuple("".join(sentence.text for sentence in piece) for piece in pieces),
                tuple(piece[0].paragraph for piece in pieces),
            )


def _pairs(bodies: Sequence[str]) -> Iterator[tuple[str, str]]:
    # A large group is told by its first member: all others are linked to it.
    yield from ((bodies[0], other) for other in bodies[1:])


def _told(who: Sequence[int], texts: Sequence[_Text], whole: set[frozenset[str]]) -> bool:
    """Whether all of some texts are known to be alike as a whole."""
    first = texts[who[0]].body
    return all(frozenset((first, texts[at].body)) in whole for at in who[1:])


def _sentences(text: _Text) -> Iterator[_Sentence]:
    for paragraph, line in enumerate(text.text.split("\n")):
        for whole in _FULL_STOPS.finditer(line):
            if _QUOTES.search(whole[0]) or _HEADING.fullmatch(whole[0].strip()):
                continue
            for found in _STOPS.finditer(whole[0]):
                # A law that is named, and a name where each body has its own, tell nothing of who wrote first.
                plain = masked(_LAWS.sub("《》", found[0]))
                alone = _LAWS.fullmatch(found[0].strip("。；"))
                if len(plain) >= _SHORTEST_SENTENCE and not alone and not _is_formula(plain):
                    yield _Sentence(found[0], plain, paragraph, hash_of(plain))


def hash_of(text: str) -> int:
    """A number for a text that is the same in every process."""
    data = text.encode("utf-16-le", "replace")
    return crc32(data) << 32 | crc32(data, 0x5BD1E995)


def _windows(said: Sequence[_Sentence]) -> Iterator[tuple[int, int]]:
    """The shortest runs of sentences from each on that are long enough to be a passage."""
    for start in range(len(said)):
        length = 0
        for end in range(start, len(said)):
            length += len(said[end].masked)
            count = end - start + 1
            if length >= _RUN or (count >= _SENTENCES and length >= _LEAST_OF_SENTENCES):
                yield start, end + 1
                break


# -- names -----------------------------------------------------------------------------------------

# How a report speaks of the body that writes it.
_OF_ITSELF = re.compile(
    r"(?:(?:在|于)?20\d\d年(?:度)?)?(?:坚持以|坚持|以习近平|认真|高度重视|严格|深入|始终|积极|全面|切实|持续|扎实|不断|进一步|紧紧|紧扣|围绕|按照|坚决"
    r"|高质量|牢固|聚焦|立足|着力|大力|全力|牢牢|稳步|有序|主动|依法|及时|共?(?:新收|收到|受理|接收|办理|公开|发布|制发)|将(?:进一步|继续|认真|不断|持续|以|加强|加大|加快|完善|健全|优化|提升|提高|强化|推进|深化|拓宽|规范|严格|坚持)"
    r"|党[组委](?:书记)?(?:亲自|高度重视|多次|主持|专题)"
    r"|政府信息公开(?:工作|年度|申请)|政务公开工作|(?:没有|未)(?:收取|收到|发生)|20\d\d年(?:度)?政府信息公开|本级|在(?:市|区|县|省|党)[委政中]|信息公开工作)"
)
_BEFORE = re.compile(
    r"(?:^|[。；！？：:，,\n\s“（(]|年|年度|年来|以来|现将|现公布|由|关于|请与|请联系|联系)$"
)
_BEHIND_CONTACT = re.compile(r"(?:联系|编制|负责解释)")
# What it does where no other may be meant but one that does the same elsewhere, and what it has.
_ACTS = re.compile(
    r"(?:制定|出台|印发|修订|建立|成立|明确|召开|组织|开展|举办|落实|压实|把|对照|结合|通过|依托|利用|配备|指定|安排|党[组委]|主要(?:领导|负责)|分管)"
)
_WITH_OTHERS = re.compile(
    r"我[局委办院县区市镇乡]|本[局委办院县区市镇乡机单级]|我们|参[加会与]|学习|借鉴|经验|调研|交流|联合|转[来办送]|移[送交]|来函"
)
_HEADED = re.compile(
    r"(?:局长|主任|镇长|乡长|[县区市]长|主要(?:领导|负责人)|党[组委]书记|分管[^，。]{0,6})[^，。]{0,6}为(?:组长|第一责任人|总召集人)"
)
_CHANNEL_BEFORE = re.compile(r"(?:通过|依托|利用|登录|运用|[可并]?在)$")
_CHANNEL = re.compile(r"(?:政府)?(?:门户|官方)?(?:网站|微信|微博|公众号|政务新媒体|客户端)")
_OFFICE_BEFORE = re.compile(
    r"(?:请与|请联系|请(?:致电|咨询)|(?:^|[。；])(?:依申请公开|(?:政府信息公开)?申请)(?:工作|事宜)?由)$"
)
_OFFICE = re.compile(r"(?:办公室|综合科|信息中心|政务公开[科股办])[^，。]{0,4}(?:联系|受理|负责|咨询)")
_SAID_SELF = re.compile(r"(?:我|本)(?:局|委|办|院|县|区|市|镇|乡|街道|中心|单位|机关)[（(]$")
_IN_A_ROW = re.compile(r"[、和与同及]$")


def _names(
    found: Survey, sections: Mapping[tuple[str, str], str], related: Mapping[tuple[str, str], frozenset[str]]
) -> Iterator[NameLeft]:
    """Names of other bodies where the own one belongs."""
    index = _NameIndex(found)
    for entry in found.entries:
        if (
            entry.current
            and entry.current.match.torn
            and entry.current.match.body == entry.current.match.filed
        ):
            other = entry.current.match.titled
            yield NameLeft(
                entry.body.name, other, entry.current.kept.agency, "", 0, entry.current.kept.agency
            )
    for (body, section), text in sections.items():
        known = found.roster.by_name[body]
        own = related.get((body, section), frozenset())
        seen: set[tuple[str, int]] = set()
        for paragraph, line in enumerate(text.split("\n")):
            for start, end, other in index.find(tight(line), known):
                plain = tight(line)
                sure = (_belongs_to_self(plain, start, end) and index.is_peer(known, other)) or (
                    _is_said_elsewhere(plain, start, end) and index.is_namesake(known, other)
                )
                # Where the other has the same words about itself, they are its own.
                around = plain[max(start - _WORDS_SAME, 0) : end + _WORDS_SAME]
                there = tight(sections.get((other, section), ""))
                copied = other in own and around in there and not _IN_A_ROW.search(plain[:start])
                if (sure or copied) and (other, paragraph) not in seen:
                    seen.add((other, paragraph))
                    yield NameLeft(
                        body, other, plain[start:end], section, paragraph, _around(line, plain[start:end])
                    )


def _is_said_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a name stands where only the own one can, or that of one that does the same elsewhere."""
    before = text[max(start - 16, 0) : start]
    if _CHANNEL_BEFORE.search(before) and _CHANNEL.match(text, end):
        return True
    if before.endswith("以") and _HEADED.match(text, end):
        return True
    rest = text[end:].partition("。")[0]
    return bool(_STARTS.search(before) and _ACTS.match(text, end) and not _WITH_OTHERS.search(rest))


def _belongs_to_self(text: str, start: int, end: int) -> bool:
    before = text[max(start - 20, 0) : start]
    if _SAID_SELF.search(before) and text[end : end + 1] in ("）", ")"):
        return True
    if _OFFICE_BEFORE.search(before) and _OFFICE.match(text, end):
        return True
    before = before[-6:]
    if not _BEFORE.search(before):
        return False
    if _OF_ITSELF.match(text, end):
        return True
    return bool(re.search(r"(?:请与|请联系|联系|由)$", before) and _BEHIND_CONTACT.match(text, end))


def _around(line: str, name: str) -> str:
    """Some words before and behind a name, as they were written."""
    start = line.find(name)
    return line[max(start - _WORDS_BEFORE, 0) : start + len(name) + _WORDS_BEHIND] if start >= 0 else name


_WORDS_BEFORE, _WORDS_BEHIND = 12, 24
_WORDS_SAME = 6  # characters on both sides of a name that must be the same where it is another's own
_STARTS = re.compile(r"(?:^|[。；！？\n]|(?:20\d\d年|一年来|下一步)[，,]?)$")


class _NameIndex:
    """Finds names of bodies in texts."""

    def __init__(self, found: Survey) -> None:
        self._found = found
        by_name: dict[str, set[str]] = {}
        for body in found.roster.bodies:
            if body.name in found.roster.added:
                continue
            for name in _written_names(found, body):
                by_name.setdefault(name, set()).add(body.name)
        self._by_start: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for name in sorted(by_name, key=len, reverse=True):
            self._by_start.setdefault(name[:2], []).append((name, frozenset(by_name[name])))
        self._kin: dict[str, frozenset[str]] = {}

    def find(self, text: str, own: Body) -> Iterator[tuple[int, int, str]]:
        """The places of names in a text that are of no kin of its body: start, end, the body."""
        kin = self._kin_of(own)
        at = 0
        while at < len(text) - 2:
            for name, owners in self._by_start.get(text[at : at + 2], ()):
                if text.startswith(name, at):
                    if owner := self._owner(owners, own, kin):
                        yield at, at + len(name), owner
                    at += len(name) - 1
                    break
            at += 1

    def _owner(self, owners: frozenset[str], own: Body, kin: frozenset[str]) -> str:
        """The body that a name means in a text of another; of several that have it, the one beside that other.

        Empty where the name may be of kin, or where several have it and none or two are near.
        """
        if owners & kin:
            return ""
        if len(owners) > 1:
            owners = frozenset(o for o in owners if self._found.roster.by_name[o].parent == own.parent)
        return next(iter(owners)) if len(owners) == 1 else ""

    def _kin_of(self, body: Body) -> frozenset[str]:
        """A body itself, those above and below it, and those that it has taken in or over."""
        if body.name not in self._kin:
            roster = self._found.roster
            kin = {
                body.name,
                *(b.name for b in roster.ancestors(body)),
                *(b.name for b in roster.below(body.name)),
            }
            kin |= {b.name for b in roster.bodies if b.into == body.name} | {body.into, *body.successor_of}
            if body.parent:
                # The office speaks for its government, and so for all below it.
                own_office = roster.group(body).value == "本机关"
                kin |= {b.name for b in roster.below(body.parent)} if own_office else set()
            self._kin[body.name] = frozenset(kin)
        return self._kin[body.name]

    def is_namesake(self, body: Body, other: str) -> bool:
        """Whether two bodies do the same in different places: 甲县公安局 and 乙县公安局, two counties, two towns."""
        roster = self._found.roster
        there = roster.by_name[other]
        group = roster.group(body)
        if group.is_government:
            return roster.group(there) is group
        return body.parent != there.parent and canonical(body.name)[-3:] == canonical(other)[-3:]

    def is_peer(self, body: Body, other: str) -> bool:
        """Whether two bodies are of one kind, or of one name but for the region: those copy from each other."""
        roster = self._found.roster
        there = roster.by_name[other]
        if roster.group(body) is roster.group(there):
            return True
        return canonical(body.name)[-3:] == canonical(other)[-3:]


def _related(groups: Iterable[Group], passages: Iterable[Passage]) -> dict[tuple[str, str], frozenset[str]]:
    """For each section of a body the others that it has text in common with."""
    found: dict[tuple[str, str], set[str]] = {}
    shared = [*((g.section, g.bodies) for g in groups), *((p.section, p.bodies) for p in passages)]
    for section, bodies in shared:
        for body in bodies:
            found.setdefault((body, section), set()).update(bodies)
    return {key: frozenset(bodies - {key[0]}) for key, bodies in found.items()}


# -- figures ---------------------------------------------------------------------------------------


def _same_figures(found: Survey, by_version: Mapping[str, Body]) -> Iterator[tuple[str, ...]]:
    """Bodies with all the same figures, which chance does not make the same; a body and those above it aside."""
    # Sums and totals follow from the others.
    single = [id for id, cell in found.store.form.cells.items() if not (cell.row.sum or cell.column.sum)]
    same: dict[tuple[tuple[str, Any], ...], list[str]] = {}
    for version, figures in found.store.figures(by_version).items():
        told = tuple((id, value) for id, value in figures.items() if value)
        if sum(int(figures.get(id, 0)).bit_length() for id in single) >= _LEAST_BITS:
            same.setdefault(told, []).append(by_version[version].name)
    roster = found.roster
    for bodies in same.values():
        above = {b.name for name in bodies for b in roster.ancestors(roster.by_name[name])}
        others = [name for name in bodies if name not in above]
        if len(others) > 1:
            order = {entry.body.name: at for at, entry in enumerate(found.entries)}
            yield tuple(sorted(others, key=order.__getitem__))


# -- for the rules and for programs ------------------------------------------------------------------


def levels_of(found: Copies, levels: Levels, body: str) -> Levels:
    """What is known of a body, with what it has from others added."""
    likenesses = [
        Likeness(g.section, tuple(b for b in g.bodies if b != body), g.similarity)
        for g in (*found.groups, *found.hints)
        if body in g.bodies
    ]
    likenesses += [
        Likeness(o.section, (o.other,), o.similarity, last_year=True)
        for o in found.last_year
        if o.body == body
    ]
    mentions = tuple(
        Mention(n.other, n.written, n.section, n.paragraph)
        for n in found.names
        if n.body == body and n.section != PREFACE
    )
    passages = []
    for one in found.passages:
        if body in one.bodies:
            at = one.bodies.index(body)
            others = tuple(b for b in one.bodies if b != body)
            passages.append(SharedPassage(one.section, others, one.texts[at], one.paragraphs[at]))
    same = next(
        (tuple(b for b in bodies if b != body) for bodies in found.same_figures if body in bodies), ()
    )
    return levels._replace(
        likenesses=tuple(likenesses), mentions=mentions, passages=tuple(passages), same_figures=same
    )


def copies_json(found: Copies) -> dict[str, Any]:
    """What was found, for programs."""
    return {
        "groups": [_group_json(group) for group in found.groups],
        "hints": [_group_json(group) for group in found.hints],
        "last_year": [
            {"section": o.section, "body": o.body, "other": o.other, "similarity": round(o.similarity, 3)}
            for o in found.last_year
        ],
        "passages": [
            {
                "section": p.section,
                "bodies": list(p.bodies),
                "characters": len(p.texts[0]),
                "text": p.texts[0],
            }
            for p in found.passages
        ],
        "names": [
            {
                "body": n.body,
                "name": n.other,
                "written": n.written,
                "section": n.section or "标题",
                "paragraph": n.paragraph + 1,
                "text": n.text,
            }
            for n in found.names
        ],
        "figures": [{"bodies": list(bodies)} for bodies in found.same_figures],
    }


def _group_json(group: Group) -> dict[str, Any]:
    return {"section": group.section, "bodies": list(group.bodies), "similarity": round(group.similarity, 3)}
