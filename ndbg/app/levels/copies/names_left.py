"""Names of other bodies that were left where the own one belongs (H708)."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ndbg.app.levels.copies.model import NameLeft
from ndbg.app.levels.copies.own_names import written_names
from ndbg.app.levels.roster.model import Body, Group
from ndbg.app.levels.status.model import Survey
from ndbg.report.office_names import canonical
from ndbg.text.labels import compact

# What follows the name where a report speaks of the body that writes it.
_OF_ITSELF = re.compile(
    r"(?:(?:在|于)?20\d\d年(?:度)?)?(?:坚持以|坚持|以习近平|认真|高度重视|严格|深入|始终|积极|全面|切实|持续|扎实|不断|进一步|紧紧|紧扣|围绕|按照|坚决"
    r"|高质量|牢固|聚焦|立足|着力|大力|全力|牢牢|稳步|有序|主动|依法|及时|共?(?:新收|收到|受理|接收|办理|公开|发布|制发)|将(?:进一步|继续|认真|不断|持续|以|加强|加大|加快|完善|健全|优化|提升|提高|强化|推进|深化|拓宽|规范|严格|坚持)"
    r"|(?:党[组委](?:书记)?|领导班子)(?:亲自|高度重视|多次(?!来|到|赴|前|莅)|主持|专题)"
    r"|政府信息公开(?:工作|年度|申请)|政务公开工作|(?:没有|未)(?:收取|收到|发生)|20\d\d年(?:度)?政府信息公开|本级|在(?:市|区|县|省|党)[委政中]|信息公开工作)"
)
_BEFORE = re.compile(
    r"(?:^|[。；！？：:，,\n\s“（(]|年|年度|年来|以来|现将|现公布|由|关于|请与|请联系|联系)$"
)
_BEHIND_CONTACT = re.compile(r"(?:联系|编制|负责解释)")
# What a body does or has. Such words follow its own name, or that of a unit of its own; after the name of a namesake
# they are then a copy.
_ACTS = re.compile(
    r"(?:的?(?:便民服务中心|政务服务(?:中心|大厅)|党政(?:综合)?办(?:公室)?|文化站|档案[室馆]|图书[室馆]|信息公开查阅[点室处])"
    r"(?:共|均|已|还|也)?(?=设[有立置]|配备|制定|印发|建立|公开|发布|受理|办理|摆放|张贴)"
    r"|设[有立置]|制定|出台|印发|修订|建立|成立|明确|召开|组织|开展|举办|落实|压实|把|对照|结合|通过|依托|利用|配备|指定|安排|党[组委]|主要(?:领导|负责)|分管|每(?:半?年|季度?|个?月|周)|定期)"
)
_WITH_OTHERS = re.compile(
    r"我[局委办院县区市镇乡]|本[局委办院县区市镇乡机单级]|我们|参[加会与]|学习|借鉴|经验|调研|交流|联合|转[来办送]|移[送交]|来函"
)
_HEADED = re.compile(
    r"(?:局长|主任|镇长|乡长|[县区市]长|主要(?:领导|负责人)|党[组委]书记|分管[^，。]{0,6})[^，。]{0,6}为(?:组长|第一责任人|总召集人)"
)
# What was published where: that of the own body is told without a word before it.
_OWN_CHANNEL = re.compile(
    r"的?(?:政府)?(?:门户|官方)?(?:网站|微信|微博|公众号|政务新媒体|客户端)[^，。；]{0,6}?(?:共|累计|全年)?(?:主动)?"
    r"(?:发布|公开|更新|上传|推送|刊发)(?!的|于|在)"
)
_PUBLISHES_FOR_OTHERS = re.compile(r"融媒体|新闻|宣传|网信|数据|政务|行政审批|信息中心|档案")
_CHANNEL_BEFORE = re.compile(r"(?:通过|依托|利用|登录|运用|[可并]?在)$")
_CHANNEL = re.compile(r"(?:政府)?(?:门户|官方)?(?:网站|微信|微博|公众号|政务新媒体|客户端)")
_OFFICE_BEFORE = re.compile(
    r"(?:请与|请联系|请(?:致电|咨询)|(?:^|[。；])(?:依申请公开|(?:政府信息公开)?申请)(?:工作|事宜)?由)$"
)
_OFFICE = re.compile(r"(?:办公室|综合科|信息中心|政务公开[科股办])[^，。]{0,4}(?:联系|受理|负责|咨询)")
_SAID_SELF = re.compile(r"(?:我|本)(?:局|委|办|院|县|区|市|镇|乡|街道|中心|单位|机关)[（(]$")
_IN_A_ROW = re.compile(r"[、和与同及]$")


def names_left(
    found: Survey, sections: Mapping[tuple[str, str], str], related: Mapping[tuple[str, str], frozenset[str]]
) -> Iterator[NameLeft]:
    """The names of other bodies that stand where the body's own name belongs."""
    index = _NameIndex(found)
    for entry in found.entries:
        if entry.current and entry.current.match.against_title:
            agency = entry.current.kept.agency
            yield NameLeft(entry.body.name, entry.current.match.titled, agency, "", 0, agency)
    for (body, section), text in sections.items():
        known = found.roster.by_name[body]
        own = related.get((body, section), frozenset())
        seen: set[tuple[str, int]] = set()
        for paragraph, line in enumerate(text.split("\n")):
            plain = compact(line)
            for start, end, other in index.find(plain, known):
                sure = (_belongs_to_self(plain, start, end, other) and index.is_peer(known, other)) or (
                    _is_said_elsewhere(plain, start, end) and index.is_namesake(known, other)
                )
                # Words around the name that the other body's section has too were copied from there.
                around = plain[max(start - _WORDS_SAME, 0) : end + _WORDS_SAME]
                there = compact(sections.get((other, section), ""))
                copied = other in own and around in there and not _IN_A_ROW.search(plain[:start])
                if (sure or copied) and (other, paragraph) not in seen:
                    seen.add((other, paragraph))
                    written = plain[start:end]
                    yield NameLeft(body, other, written, section, paragraph, _around(line, written))


def _is_said_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether the name stands where only the body's own, or that of a namesake, can stand."""
    before = text[max(start - 16, 0) : start]
    if _CHANNEL_BEFORE.search(before) and _CHANNEL.match(text, end):
        return True
    if before.endswith("以") and _HEADED.match(text, end):
        return True
    rest = text[end:].partition("。")[0]
    opened = _STARTS.search(before) or _OPENINGS.fullmatch(re.split(r"[。；！？]", text[:start])[-1])
    return bool(opened and _ACTS.match(text, end) and not _WITH_OTHERS.search(rest))


def _belongs_to_self(text: str, start: int, end: int, other: str) -> bool:
    before = text[max(start - 20, 0) : start]
    if _STARTS.search(before) and _OWN_CHANNEL.match(text, end):
        rest = text[end:].partition("。")[0]
        return not (_WITH_OTHERS.search(rest) or _PUBLISHES_FOR_OTHERS.search(other))
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
    """The words before and after a name, as written."""
    start = line.find(name)
    return line[max(start - _WORDS_BEFORE, 0) : start + len(name) + _WORDS_BEHIND] if start >= 0 else name


_WORDS_BEFORE, _WORDS_BEHIND = 12, 24
_WORDS_SAME = 6  # characters on either side of a name that both texts must share for the passage to be the other body's own
# Clauses that say why, how or under whom something was done, before the name of who did it.
_OPENINGS = re.compile(
    r"(?:(?:为|按|根据|依据|围绕|针对|聚焦|对照|结合|立足|紧扣|坚持|以|在[^，,]{1,24}[下上中])[^，,：:]{0,30}[，,])+"
)
_STARTS = re.compile(r"(?:^|[。；！？\n]|(?:20\d\d年|一年来|下一步)[，,]?)$")


class _Named(NamedTuple):
    """An occurrence of a name: its first character, the character after its last, and the body it means."""

    start: int
    end: int
    body: str


class _NameIndex:
    """Finds names of bodies in texts."""

    def __init__(self, found: Survey) -> None:
        self._found = found
        by_name: dict[str, set[str]] = {}
        for body in found.roster.bodies:
            if body.name in found.roster.added:
                continue
            for name in written_names(found, body):
                by_name.setdefault(name, set()).add(body.name)
        self._by_start: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for name in sorted(by_name, key=len, reverse=True):
            self._by_start.setdefault(name[:2], []).append((name, frozenset(by_name[name])))
        self._kin: dict[str, frozenset[str]] = {}

    def find(self, text: str, own: Body) -> Iterator["_Named"]:
        """The occurrences of names in a text, without those of bodies related to the text's own."""
        kin = self._kin_of(own)
        at = 0
        while at < len(text) - 2:
            for name, owners in self._by_start.get(text[at : at + 2], ()):
                if text.startswith(name, at):
                    if owner := self._owner(owners, own, kin):
                        yield _Named(at, at + len(name), owner)
                    at += len(name) - 1
                    break
            at += 1

    def _owner(self, owners: frozenset[str], own: Body, kin: frozenset[str]) -> str:
        """The body that a name means in a text of `own`; where several have the name, the nearest to `own`.

        Empty where the name may be a relative's, or where several bodies have it and none, or more than one, is near.
        """
        if owners & kin:
            return ""
        if len(owners) > 1:
            owners = frozenset(o for o in owners if self._found.roster.by_name[o].parent == own.parent)
        return next(iter(owners)) if len(owners) == 1 else ""

    def _kin_of(self, body: Body) -> frozenset[str]:
        """A body's relatives: itself, the bodies above and below it, and those it has absorbed (并入, 承接自)."""
        if body.name not in self._kin:
            roster = self._found.roster
            kin = {
                body.name,
                *(b.name for b in roster.ancestors(body)),
                *(b.name for b in roster.below(body.name)),
            }
            kin |= {b.name for b in roster.bodies if b.into == body.name} | {body.into, *body.successor_of}
            if body.parent:
                # The office of a government writes for it, and so for all bodies below it.
                own_office = roster.group(body) is Group.OWN
                kin |= {b.name for b in roster.below(body.parent)} if own_office else set()
            self._kin[body.name] = frozenset(kin)
        return self._kin[body.name]

    def is_namesake(self, body: Body, other: str) -> bool:
        """Whether two bodies have the same task in different places: 甲县公安局 and 乙县公安局, two counties, two towns."""
        group, there = self._found.roster.group(body), self._found.roster.by_name[other]
        if group.is_government:
            return self._found.roster.group(there) is group
        return body.parent != there.parent and _task(body.name) == _task(other)

    def is_peer(self, body: Body, other: str) -> bool:
        """Whether two bodies could copy from each other: same kind, or same name but for the region."""
        roster = self._found.roster
        same = roster.group(body) is roster.group(roster.by_name[other])
        return same or _task(body.name) == _task(other)


def _task(name: str) -> str:
    return canonical(name)[-3:]
