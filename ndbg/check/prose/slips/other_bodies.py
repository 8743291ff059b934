"""Where the name of another body like the office stands in its report, left from a text that was copied.

A sentence does not tell of the year's work with the name of a like body: another street or town, the office or the
bureau of another county, a bureau of the same level for something else (县财政局 in the report of a 县民政局). Nor are the
website and the rules on public information that an office works with those of another one. What other bodies are asked
or told, learnt from them or done with them tells of them rightly.
"""

from collections.abc import Iterator

from ndbg.check.prose.dictionary import known_words
from ndbg.check.prose.lexicon import (
    BEFORE_BODIES,
    BESIDE_BODIES,
    DOING,
    DOING_ALONE,
    DOUBLED,
    FURTHERED,
    KINDS_OF_PLACES,
    LEARNT,
    OWN_RULES,
    ZONES,
)
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import kinds
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.slips.names import (
    GOVERNMENTS_NAMED,
    LEVELS,
    SHORTEST_PLACE,
    Body,
    body_of,
    fields_of,
    has_affairs,
)
from ndbg.check.prose.tokens import Place
from ndbg.check.prose.years.near import DISCLOSURE
from ndbg.text.patterns import any_in, is_han


def bodies_at_work(run: Run, office: Office) -> Iterator[Place]:
    """Where a sentence begins with the name of a body that is like the office and another one."""
    tokens = [t for t in run.tokens if t.start >= run.place[0] + len(run.head)]
    begins = next((t.start for t in tokens if t.kind != "year" and not t.means("stop", "，")), None)
    if (
        begins is None
        or not office.agency
        or kinds([t for t in tokens if t.end <= begins]) - {"year", "stop"}
    ):
        return
    end = _end_of_a_body(run.text, begins)
    name = run.text[begins:end]
    if not name or office.is_its_name(name) or not _is_like(run.text, begins, end, office.agency):
        return
    if not kinds([t for t in tokens if t.start < end]) & _NO_NAMES:
        yield begins, end


def _end_of_a_body(text: str, start: int) -> int:
    """Where the name of a body ends that begins at a place and has a verb for its work behind it; its beginning where there is none."""
    for end in range(start + 1, min(start + _LONGEST_BODY, len(text))):
        if not is_han(text, end - 1):
            break
        if end - start > 1 and text.endswith(_ENDS_OF_BODIES, start + 1, end) and _is_at_work(text, end):
            return end
    return start


def _is_at_work(text: str, at: int) -> bool:
    """Whether a verb for the work of an office stands at a place, or the year of it; not what is learnt from it."""
    year = text[at : at + 5]
    if year.startswith("20") and year[:4].isdecimal() and year.endswith("年"):
        return True
    return any(text.startswith(verb, at) and not text.startswith(LEARNT, at + len(verb)) for verb in _VERBS)


_VERBS = tuple({*DOING, *DOING_ALONE, "通过"} - {"公开", "公示"})
_ENDS_OF_BODIES = ("街道办事处", "街道", "人民政府办公室", "人民政府", "海关", *"镇乡县旗局厅委", "委员会")
_LONGEST_BODY = 22  # characters


# Kinds of words that stand in no name of a body: 主动公开街道2024年财政决算.
_NO_NAMES = {"publish", "open_word", "receive", "answer", "issue", "decide", "happen", "sum", "all"}


def _is_like(text: str, start: int, end: int, agency: str) -> bool:
    """Whether a name in a text is that of another body of the agency's kind and level."""
    name = text[start:end]
    for ends in _ALIKE:
        place = next((name.removesuffix(sign) for sign in ends if name.endswith(sign)), "")
        if place and agency.endswith(ends):
            return _is_another_place(place, agency)
    for sign in GOVERNMENTS_NAMED:
        if name.endswith(sign) and agency.endswith(sign):
            place = name.removesuffix(sign)
            return place[-1:] in _OF_A_COUNTY and _is_another_place(place[:-1], agency)
    if name[-1] in _OF_A_COUNTY:
        of_one = agency.endswith(tuple(f"{name[-1]}{sign}" for sign in GOVERNMENTS_NAMED))
        return of_one and _is_another_place(name[:-1], agency)
    if name[-1] not in _DEPARTMENTS or name[-1] != agency[-1]:
        return False
    counts = text.startswith(_COUNTING, end)
    return (not counts and _is_for_something_else(name, agency)) or _is_elsewhere(text, start, end, agency)


_COUNTING = ("全年", "累计", "本年度", "受理", "接收")  # 县财政局累计下达资金
_ALIKE = (("街道办事处", "街道"), ("镇人民政府", "镇"), ("乡人民政府", "乡"), ("海关",))
_OF_A_COUNTY = "县旗"
_DEPARTMENTS = "局厅委会"
_LONGEST = 4  # characters of the name of a place
_LONGEST_WITHIN = 3  # the same, within a sentence, where a verb may stand before it: 借鉴望山


def _is_another_place(place: str, agency: str) -> bool:
    """Whether a place is named that the agency's name does not know: 上河 beside 江宁区下河街道办事处, not 包括下河."""
    named = SHORTEST_PLACE <= len(place) <= _LONGEST and not any_in(_OF_MANY, place) and place not in DOUBLED
    known = any(place[at:] in agency for at in range(len(place) - 1))
    kind = any_in(KINDS_OF_PLACES, place) or place.endswith("新") or _are_two_words(place)
    return named and not known and not kind and not any_in(ZONES, agency)


def _are_two_words(place: str) -> bool:
    """Whether what may be a name is two words, as verbs that stand before 镇 are: 调整充实镇政务公开领导小组."""
    words = known_words()
    return len(place) == 2 * SHORTEST_PLACE and place[:2] in words and place[2:] in words


_OF_MANY = "各全本我该所有个涉在由对县区市省州两二三四五六七八九十几数多"


def _is_for_something_else(name: str, agency: str) -> bool:
    """Whether a department of the agency's level is for something else, and is not one that it may have been."""
    other, own = body_of(name), body_of(agency)
    here = other is not None and own is not None and (other.place, other.sign) == (own.place, own.sign)
    level = here or (name[0] in LEVELS and name[0] in agency)
    fields = [fields_of(body) for body in (name, agency)]
    return level and all(fields) and not fields[0] & fields[1] and not any_in(ZONES, agency)


def _is_elsewhere(text: str, start: int, end: int, agency: str) -> bool:
    """Whether a department like the agency is that of another place of its level.

    What is called 市 may be the city above; so a name with that must do what no office does for another one: 认真落实.
    """
    other, own = body_of(text[start:end]), body_of(agency)
    if (
        other is None
        or own is None
        or other.sign != own.sign
        or not fields_of(other.kind) & fields_of(own.kind)
    ):
        return False
    if own.sign == "市" and not text.startswith(DOING_ALONE, end):
        return False
    return _is_another_place(other.place, agency)


def bodies_named(paragraph: Paragraph, office: Office) -> Iterator[Place]:
    """Where the website, or the rules or the work on public information, of a body like the office are named as its own."""
    plain, own = paragraph.plain, body_of(office.agency) if not any_in(ZONES, office.agency) else None
    if not any_in(_OF_AN_OFFICE, plain):
        return
    for kind in _kinds_of_others(own, office.agency):
        at = plain.find(kind)
        while at >= 0:
            end = at + len(kind)
            place = _place_before(plain, at) if has_affairs(plain, end) else ""
            if place and _is_another_place(place, office.agency):
                yield at - len(place), end
            at = plain.find(kind, end)
    if own and own.kind not in GOVERNMENTS_NAMED:
        yield from _rules_of_others(paragraph, own, office.agency)


def _kinds_of_others(own: Body | None, agency: str) -> tuple[str, ...]:
    """With what the names of like bodies go on behind a place: 县财政局, 县人民政府 for 临水县财政局, 街道办事处 for a street."""
    if own is None:
        return next((ends for ends in _ALIKE if agency.endswith(ends)), ())
    if own.sign not in _OF_A_COUNTY and own.sign != "区":
        return ()
    return tuple(dict.fromkeys(f"{own.sign}{kind}" for kind in (own.kind, *GOVERNMENTS_NAMED)))


def _place_before(plain: str, at: int) -> str:
    """The place whose name ends where a sign stands, if a sign or a word that leads to a name stands before it."""
    for length in range(SHORTEST_PLACE, _LONGEST_WITHIN + 1):
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
        if not start or not is_han(plain, start - 1) or plain.endswith(_LEADING, 0, start):
            return "" if place[0] in _GOING_THERE else place
    return ""


_GOING_THERE = "赴往访学到"  # 赴望山县财政局网站
_OF_TOWNS = ("乡", "镇", "城", "集", "村")  # 乡镇信息公开, 城镇信息公开
# Behind a verb of one character a name may be none: 以保证区教育局信息公开.
_LEADING = (*(word for word in BEFORE_BODIES if len(word) >= SHORTEST_PLACE), *FURTHERED)
_NO_NAMES_BEGIN = frozenset((*DOUBLED, *_LEADING))


def _rules_of_others(paragraph: Paragraph, own: Body, agency: str) -> Iterator[Place]:
    """Where rules on public information are those of a department of the same level for something else."""
    for title in paragraph.tokens:
        name = _whose_rules(paragraph.plain[title.start : title.end]) if title.kind == "name" else ""
        other = body_of(name) or body_of(f"某{name}")
        if other and other.sign == own.sign and other.kind[-1] == own.kind[-1]:
            place = other.place in ("", "某") or other.place == own.place
            fields = fields_of(other.kind)
            if place and fields and not fields & fields_of(agency):
                yield title.start + 1, title.start + 1 + len(name)


def _whose_rules(title: str) -> str:
    """Whose rules on public information a title names: 县财政局 of 《县财政局政务公开工作制度》; empty where it names none."""
    for word in DISCLOSURE:
        name, _, behind = title[1:].partition(word)
        if title[0] == "《" and name.endswith(_DEPARTMENTS_NAMED) and all(map(is_han, name)):
            return name if behind.removeprefix("工作").startswith(OWN_RULES) else ""
    return ""


_DEPARTMENTS_NAMED = ("局", "委员会", "委", "厅")
_OF_AN_OFFICE = ("网", "公开")
