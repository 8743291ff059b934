"""Where the name of a like body of another place stands in a report, left from a text that was copied.

No sentence tells of the year's work with the name of another street or town, or of the government or the same bureau
of another county; nor are the website and the rules on public information of these the office's own. Which names are
counties and above, and which of them lie beside the office's own, `ndbg.text.divisions` tells; towns are told by the
words around them. What is learnt from others, done with them or told by them is left alone.
"""

from collections.abc import Iterator, Sequence

from ndbg.check.prose.dictionary import known_words
from ndbg.check.prose.lexicon import (
    BEFORE_BODIES,
    BESIDE_BODIES,
    DOUBLED,
    FOR_THE_PLACE,
    FURTHERED,
    KINDS_OF_PLACES,
    LEARNT,
    OF_OTHER_PLACES,
    OF_THE_PLACE,
    WITH_OTHERS,
    ZONES,
)
from ndbg.check.prose.office import Office, is_short_for
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.sentences import head_of
from ndbg.check.prose.slips.names import AT_WORK, SHORTEST_PLACE, begins_sentence, body_of, has_affairs
from ndbg.check.prose.tokens import Place, between
from ndbg.document.titles import closing_name
from ndbg.report.office_names import canonical, is_one_office
from ndbg.text.divisions import SIGNS, divisions_in
from ndbg.text.patterns import HAN, Pattern, any_in, is_han, places_of


def bodies_elsewhere(paragraph: Paragraph, office: Office) -> Iterator[Place]:
    """Where a place beside the office's own, or a like body of it, stands where only the office's own name belongs."""
    if any_in(_ENDS_OF_ZONES, office.kind):
        return  # what is within a zone, and beside it, is not known
    plain = paragraph.plain
    above = {name for own in office.divisions for name in own.above}
    begin = before = 0  # where the name began, and ended, of what the office's own place lies within
    for start, end, named in divisions_in(plain) if office.divisions else ():
        begin = begin if before == start else start
        if office.is_beside(named):
            if not _is_told_of_others(plain, start) and (body := _end_of_own(plain, begin, end, office)):
                yield start, body
        elif any(division.name in above for division in named):
            before = end


def namesakes(paragraphs: Sequence[Paragraph], office: Office) -> Iterator[tuple[Paragraph, Place]]:
    """Where the same department of a like place begins the first section, or another agency signs, alone."""
    own, signing = body_of(office.agency), dict(_signing(paragraphs, office.form.last_section.no))
    first = next((one for one in paragraphs if one.section == office.form.sections[0].no), None)
    found = _BEGINNING.match(first.plain) if own and first else None
    if own and first and found and first.plain.startswith(own.kind, found.end()):
        place, start, end = found["place"], found.start("place"), found.end() + len(own.kind)
        like = place[-1] == own.sign or {place[-1], own.sign} <= set(_COUNTIES)
        alone = like and AT_WORK.match(first.plain, end) and not _OWN.search(between("。", first.plain, end))
        if alone and _is_another(place + own.kind, office.agency):
            signing.pop(place + own.kind, None)
            yield first, (start, end)
    if len(signing) == 1 and _is_another(name := next(iter(signing)), office.agency):
        yield signing[name], (0, len(name))


def _signing(paragraphs: Sequence[Paragraph], last: str) -> Iterator[tuple[str, Paragraph]]:
    """The names that stand alone below the last sentence of the last section; the reader has taken the office's own."""
    for paragraph in reversed(paragraphs):
        if paragraph.section != last or "。" in paragraph.plain:
            return
        name = closing_name(paragraph.plain)
        if _SIGNATURE.fullmatch(name):
            yield name, paragraph


def _is_another(name: str, agency: str) -> bool:
    """Whether a name is surely not the agency's, a part of that, or that of its office."""
    one, other = canonical(name), canonical(agency)
    of_a_government = agency.endswith("政府") and other[-_SHORTEST_WITHIN:] in one
    return not (is_short_for(one, other) or other in one or of_a_government or is_one_office(name, agency))


_BEGINNING = Pattern(rf"(?:20\d\d年度?，?)?(?P<place>{HAN}{{2,8}}?[{SIGNS}])")
_SIGNATURE = Pattern(rf"\w{{2,8}}?[{SIGNS}]\w{{0,20}}(?:局|委|厅|政府|委员会|办事处)")
_COUNTIES = "县区旗"


def _is_told_of_others(plain: str, at: int) -> bool:
    """Whether a sentence tells what others do for the office or have it see, or a clause what is done with them."""
    clause, sentence = between("，。；：", plain, at), between("。", plain, at)
    return any_in((*WITH_OTHERS, *LEARNT), clause) or any_in(OF_OTHER_PLACES, sentence)


def _end_of_own(plain: str, start: int, end: int, office: Office) -> int:
    """Where the name ends that stands for the office itself or its place; 0 where what is told may be of others.

    The name begins at `start`, and the place in it ends at `end`.
    """
    like = [*_ends(plain, end, office.kind)]
    lead = plain[:start]
    heads = lead == head_of(plain) or lead.endswith(_BEFORE_CLAUSES)
    if heads and not _OWN.search(between("。", plain, end)):
        at_work = (at for at in like if AT_WORK.match(plain, at) or _ALSO_AT_WORK.match(plain, at))
        if body := next(at_work, 0):
            return body
    if end - start < _SHORTEST_WITHIN and is_han(lead, start - 1):
        return 0  # 办|理县
    if lead.endswith(FOR_THE_PLACE) and plain.startswith(OF_THE_PLACE, end):
        return end
    if lead.endswith("在") and _LEADERS.match(plain, end):
        return end
    if heads or lead.endswith(_LEADING) or (lead[-1] != "、" and not is_han(lead, start - 1)):
        return next((at for at in (*like, *_ends(plain, end, "")) if has_affairs(plain, at)), 0)
    return 0


def _ends(plain: str, end: int, kind: str) -> Iterator[int]:
    """Where the names of bodies of a kind may end that begin with a place which ends at `end`, the longest first."""
    if kind in _GOVERNMENTS:
        yield from (end + len(name) for name in _GOVERNMENTS if plain.startswith(name, end))
        return
    for at in range(min(end + len(kind), len(plain)), end + 1, -1):
        if plain[at - 1] in _ENDS_OF_BODIES and is_short_for(plain[end:at], kind):
            yield at


_ENDS_OF_BODIES = "局委厅会办室处"
_GOVERNMENTS = ("人民政府办公室", "人民政府办公厅", "人民政府", "政府办公室", "政府办公厅", "政府办", "政府", "行政公署办公室", "行政公署", "行署办公室", "行署", "")  # fmt: skip
_OWN = Pattern(f"我[{SIGNS}局委厅办镇街]")
_ENDS_OF_ZONES = ("区", "新城")
_SHORTEST_WITHIN = 3  # characters of the name of a place within a clause
_BEFORE_CLAUSES = ("，", "。", "；", "：", "年", "年度", "年来", "以来", "全年", "期间")
_LEADING = (*BEFORE_BODIES, *FURTHERED, "对")
# With what words else the office of a known place tells of its year.
_ALSO_AT_WORK = Pattern(
    rf"(?:{'|'.join(sorted(DOUBLED.keys() - {'申请', '信息', '年度', '共同'}))})|共(?!同)|未|没有|无(?:其他|收|信息|行政|需)|将|把|各|紧紧|收取|妥善|党[组委]|信息处理费"
    r"|以[^，。]{2,40}为|在[^，。]{2,60}(?:领导|指导|支持|部署)下"
)
_LEADERS = Pattern(rf"[{SIGNS}]?委[^，。]{{0,30}}领导下")


def towns_elsewhere(paragraph: Paragraph, office: Office) -> Iterator[Place]:
    """Where another town, street or customs house, as the office is one, is told of as the office itself."""
    plain, agency = paragraph.plain, office.agency
    for kind in next((ends for ends in _TOWNS if agency.endswith(ends) and not any_in(ZONES, agency)), ()):
        for at, end in places_of(plain, kind):
            start = at - len(_place_before(plain, at))
            at_work = begins_sentence(plain, start) and AT_WORK.match(plain, end)
            affairs = at - start <= _LONGEST_WITHIN and has_affairs(plain, end)
            if (at_work or affairs) and _is_another_place(plain[start:at], agency):
                yield start, end


_TOWNS = (("街道办事处", "街道"), ("镇人民政府", "镇"), ("乡人民政府", "乡"), ("海关",))
_LONGEST = 4  # characters of the name of a town
_LONGEST_WITHIN = 3  # the same, where a verb may stand before it: 借鉴望山


def _is_another_place(place: str, agency: str) -> bool:
    """Whether a place is named that the agency's name does not know: 上河 beside 江宁区下河街道办事处, not 包括下河."""
    named = SHORTEST_PLACE <= len(place) <= _LONGEST and not any_in(_OF_MANY, place) and place not in DOUBLED
    known = any(place[at:] in agency for at in range(len(place) - 1))
    kind = any_in(KINDS_OF_PLACES, place) or place.endswith("新")
    words = len(place) == _LONGEST and all(word in known_words() for word in (place[:2], place[2:]))
    return named and not known and not kind and not words  # 调整充实|镇 is no name


_OF_MANY = "各全本我该所有个涉在由对县区市省州两二三四五六七八九十几数多"


def _place_before(plain: str, at: int) -> str:
    """The place whose name ends where a sign stands, if a sign or a word that leads to a name stands before it."""
    for length in range(SHORTEST_PLACE, _LONGEST + 1):
        start = at - length
        if start < 0 or not all(map(is_han, plain[start:at])):
            return ""
        place = plain[start:at]
        if (
            place.endswith((*BEFORE_BODIES, *BESIDE_BODIES, *_OF_TOWNS))
            or place[:SHORTEST_PLACE] in _NO_NAMES_BEGIN
            or place[0] in BEFORE_BODIES
        ):
            return ""
        if begins_sentence(plain, start) or not is_han(plain, start - 1) or plain.endswith(_LED_TO, 0, start):
            return "" if place[0] in _GOING_THERE else place
    return ""


_GOING_THERE = "赴往访学到"  # 赴望山县财政局网站
_OF_TOWNS = ("乡", "镇", "城", "集", "村")  # 乡镇信息公开, 城镇信息公开
# Behind a verb of one character a name may be none: 以保证区教育局信息公开.
_LED_TO = (*(word for word in BEFORE_BODIES if len(word) >= SHORTEST_PLACE), *FURTHERED)
_NO_NAMES_BEGIN = frozenset((*DOUBLED, *_LED_TO))
