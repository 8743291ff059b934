"""Where what only the office itself has is told of as that of a department of its place for something else.

In the report of a 县交通局 the 领导小组 has its office in no 县水务局办公室, nor does 由市林草局办公室归口 tell of the office's
own work. A website, an account or rules on public information are so only behind the name in full (云溪市商务局网站), or
where nothing else stands between them and what is done there. Departments that work for all others (财政, 档案, 政务服务)
are never told of; nor is one that an office of several fields may be, or may have been.
"""

from collections.abc import Iterator

from ndbg.check.prose.lexicon import FOR_ALL_OFFICES, OWN_RULES, WITH_OTHERS, ZONES
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.slips.names import (
    ALL_FIELDS,
    AT_WORK,
    Body,
    begins_sentence,
    body_of,
    fields_of,
    has_affairs,
)
from ndbg.check.prose.tokens import Place, between
from ndbg.check.prose.years.near import DISCLOSURE
from ndbg.text.divisions import SIGNS
from ndbg.text.patterns import Pattern, any_in, is_han, places_of


def departments_named(paragraph: Paragraph, office: Office) -> Iterator[Place]:
    """Where the name of another department of the office's place stands before what is the office's own."""
    own = body_of(office.agency) if not any_in(ZONES, office.agency) else None
    own_fields = fields_of(office.agency)
    if own is None or not own_fields or own.kind[-1] not in _ENDS:
        return
    plain = paragraph.plain
    for end in (at for at, char in enumerate(plain, 1) if char in _ENDS):
        affairs = plain.startswith(_ITS_OWN, end) or has_affairs(plain, end)
        at_work = AT_WORK.match(plain, end) and not plain.startswith(_COUNTING, end)
        start = _named(plain, end, own) if affairs or at_work else None
        if start is None or fields_of(plain[start:end]) & own_fields:
            continue
        of_its_level = plain.startswith((own.sign, own.place), start) and plain[end - 1] == own.kind[-1]
        if (
            of_its_level and ((at_work and begins_sentence(plain, start)) or _are_rules(plain, start, end))
        ) or (
            affairs
            and _is_of_another(plain, start, end, own_fields)
            and _is_the_office(plain, start, end, own)
        ):
            yield start, end
    for start, end in _systems(plain):
        if _is_of_another(plain, start, end, own_fields) and not plain.endswith(_BESIDE, 0, start):
            yield start, end


_ENDS = "局委厅会"
_COUNTING = ("全年", "累计", "本年度", "受理", "接收")  # 县财政局累计下达资金
_ITS_OWN = ("办公室", "归口", "政府门户网站")  # 由县水务局办公室, 由市城管局归口


def _are_rules(plain: str, start: int, end: int) -> bool:
    """Whether the name of a department begins the title of rules on public information: 《县财政局政务公开工作制度》."""
    return plain.endswith("《", 0, start) and bool(_RULES.match(plain, end))


_RULES = Pattern(rf"(?:{'|'.join(DISCLOSURE)})(?:工作)?(?:{'|'.join(OWN_RULES)})")


def _systems(plain: str) -> Iterator[Place]:
    """全市交通运输系统政务新媒体: an office looks after those of its own field."""
    for at, end in places_of(plain, _SYSTEM):
        start = plain.rfind("全", max(at - _LONGEST, 0), at)
        named = start >= 0 and plain[start + 1] in SIGNS and plain.startswith(ALL_FIELDS, start + 2)
        what = end + plain.startswith("的", end)
        if named and plain[start:at].isalpha() and plain.startswith(_LOOKED_AFTER, what):
            yield start, end


_SYSTEM = "系统"
_LOOKED_AFTER = ("政务公开", "政务新媒体", "政府信息", "信息公开", "网站", "新媒体", "公众号")
_BESIDE = ("和", "与", "及", "向", "同", "、", "对比")
_LONGEST = 16  # characters of a name


def _named(plain: str, end: int, own: Body) -> int | None:
    """Where the name of a department begins that ends at a place, if it may be one of the office's own place."""
    for start in range(max(end - _LONGEST, 0), end - 2):
        if not plain.startswith(ALL_FIELDS, start) or not all(map(is_han, plain[start:end])):
            continue
        before = start - 1
        full = before - len(own.place)
        if not plain.endswith(own.sign, 0, start):
            found = start
        else:
            found = full if full >= 0 and plain.startswith(own.place, full) else before
        if _leads(plain, found):
            return found
    return None


def _leads(plain: str, start: int) -> bool:
    """Whether a name may begin at a place: a sign or a word that leads to one stands before it."""
    led = not is_han(plain, start - 1) or plain.endswith(_LEADING, 0, start)
    return not start or led or begins_sentence(plain, start)


_LEADING = ("由", "在", "设在", "设于", "通过", "依托", "利用", "的", "为", "经", "做好", "健全", "完善")


def _is_of_another(plain: str, start: int, end: int, own_fields: set[int]) -> bool:
    """Whether a department that is named is for other fields only, and nothing is done with it, or for all offices."""
    name = plain[start:end]
    fields = fields_of(name)
    alone = not any_in(FOR_ALL_OFFICES, name) and not any_in(WITH_OTHERS, between("，。；：", plain, start))
    return bool(fields) and not fields & own_fields and alone


def _is_the_office(plain: str, start: int, end: int, own: Body) -> bool:
    """Whether what is told of a department can only be told of the office itself."""
    if plain.startswith(("办公室", "归口"), end):
        behind = plain[end : end + _NEAR]
        return plain.endswith(("由", "设在", "设于"), 0, start) and "的" not in behind
    full = plain.startswith(f"{own.place}{own.sign}", start)
    return full or plain.endswith(("在", "通过", "依托", "利用", "、"), 0, start)


_NEAR = 8  # characters within which it is told what a department does
