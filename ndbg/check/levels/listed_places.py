"""H714: lists of places with numbers in the prose, compared with the reports of these places."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.levels.model import EARLIER, Levels, Member, Number, facts
from ndbg.check.levels.prose_places import origins_in
from ndbg.check.rule import Example, rule
from ndbg.check.subject import Subject
from ndbg.report import Origin, Prose
from ndbg.text.patterns import Pattern

_NEW = "requests.new.total"
_SHORT = 3  # characters of a name so short that it may be part of another word
_LEAST_LISTED = 3  # bodies with numbers that make a list
_SENTENCE = Pattern(r"[^。！？\n]+")  # a list may be separated by ；
# The figures that a list of places may state: new, with those carried in, results, carried out.
_MEASURES = (
    ("本年新收", (_NEW,)),
    ("本年新收加上年结转", (_NEW, "requests.carried_in.total")),
    ("办理结果总计", ("requests.results_total.total",)),
    ("结转下年度", ("requests.carried_out.total",)),
)
_THREE = Levels(members=tuple(Member(n, {_NEW: v}) for n, v in (("甲县", 9), ("乙县", 7), ("丙县", 5))))


@rule(
    "H714",
    "正文分列的各地数与各地报告不符",
    Severity.WARNING,
    what="正文里逐一列出的各地申请件数，和各地报告里的数一致；三个以上单位连着列出、且多数对得上时才看。",
    basis="国办公开办函〔2021〕30号：内容准确",
    right=Example(
        "甲县 9 件、乙县 7 件、丙县 5 件，和各县报告一致",
        prose={"一": "全市申请中，甲县9件、乙县7件、丙县5件。"},
        levels=_THREE,
    ),
    wrong=Example(
        "正文写丙县 6 件，丙县的报告是 5 件",
        prose={"一": "全市申请中，甲县9件、乙县7件、丙县6件。"},
        levels=_THREE,
    ),
)
def places_listed(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each body in a list whose number differs from that in its report."""
    levels = facts(subject)
    if len(levels.members) < _LEAST_LISTED:
        return
    called = _called(levels.members)
    for index, line in enumerate(subject.report.prose.get("一", Prose()).text.split("\n")):
        for sentence in _SENTENCE.finditer(line):
            for found in _list_defects(sentence[0], called, origins_in(subject, "一", index, sentence[0])):
                if set(levels.unsettled).isdisjoint(found.bodies):
                    yield found


def _short_names(name: str) -> Iterator[str]:
    """The names without the place before them: 县水利局 and 水利局 for 某县水利局."""
    plain = name.removesuffix("人民政府")
    for at in range(1, len(plain) - 1):
        if plain[at] in _PLACES and len(plain) - at > _PLACE_AND_MORE:
            yield plain[at:]
            yield plain[at + 1 :]


def _called(members: Sequence[Member]) -> dict[str, Member]:
    """The bodies by their names in a list, also those in short that only one of them has."""
    called = {name: m for m in members for name in (m.name, m.name.removesuffix("人民政府"))}
    short = [(name, member) for member in members for name in _short_names(member.name)]
    times = Counter(name for name, _ in short)
    called |= {name: member for name, member in short if times[name] == 1 and name not in called}
    stems = Counter(name[:-1] for name in called if _REGION.fullmatch(name))
    for name, member in [*called.items()]:
        stem = name[:-1]
        if stems.get(stem) == 1 and stem not in called:
            called[stem] = member
    return called


_PLACES, _PLACE_AND_MORE = "县市区旗州盟", 2
_REGION = Pattern(r".{2,}[县市区旗]")
_KINDS = "县市区旗州盟镇乡道府"  # suffixes of names of places
_COUNT = r"(\d{1,6})[件宗份]"


def _counts(sentence: str, called: Mapping[str, Member]) -> Iterator[tuple[str, int]]:
    """The names in a sentence with a number of applications each: 甲县9件, 9件来自甲县, 甲县、乙县分别9件、7件."""
    # A short name must not be part of a longer word.
    name = "|".join(
        re.escape(one)
        if one[0] not in _PLACES and (one[-1] in _KINDS or len(one) > _SHORT)
        else rf"(?:(?<![^\W\d])|(?<=其中)|(?<=包括)|(?<=[和及]))(?:{re.escape(one)})"
        for one in sorted(called, key=len, reverse=True)
    )
    counted = rf"({name})(?:的|共)?(?:收到|受理|新收|办理|接收)?(?:申请)?[（(]?{_COUNT}|{_COUNT}(?:申请)?来自({name})"
    for found in re.finditer(counted, sentence):
        yield found[1] or found[4], int(found[2] or found[3])
    each = rf"((?:{name})(?:[、和及](?:{name}))+)分别(?:为|是)?[^\d，。；、]{{0,12}}({_COUNT}(?:[、和，]{_COUNT})+)"
    for found in re.finditer(each, sentence):
        names, numbers = re.findall(name, found[1]), re.findall(_COUNT, found[2])
        if len(names) == len(numbers):
            yield from zip(names, map(int, numbers), strict=True)


def _values(member: Member, cells: Sequence[str]) -> Iterator[Number]:
    """The sum of some figures in the report of a body, if they are there, then in its earlier drafts."""
    drafts = (figures for told, figures in member.instead if told == EARLIER)
    for figures in (member.every, *drafts):
        if any(cell not in figures for cell in cells):
            return
        yield sum(figures[cell] for cell in cells)


def _list_defects(
    sentence: str, called: Mapping[str, Member], origins: tuple[Origin, ...]
) -> Iterator[Defect]:
    listed: list[tuple[Member, int]] = []
    for name, stated in _counts(sentence, called):
        if all(other is not called[name] for other, _ in listed):
            listed.append((called[name], stated))
    if len(listed) < _LEAST_LISTED:
        return
    fits: list[tuple[int, str, Sequence[str], dict[str, list[Number]]]] = []
    for told, cells in _MEASURES:
        values = {member.name: [*_values(member, cells)] for member, _ in listed}
        fits.append((sum(stated in values[member.name] for member, stated in listed), told, cells, values))
    most, told, used, values = max(fits, key=lambda fit: fit[0])
    if 2 * most < len(listed):
        return  # the list is of something else
    for member, stated in listed:
        value, *others = values[member.name] or [stated]
        # What is open of a body's own report is for it to answer first.
        if value != stated and (stated in others or member.doubtful.keys().isdisjoint(used)):
            before = f"（先前报送的稿是 {stated} 件）" if stated in others else ""
            yield Defect(
                f"正文说“{member.name}”{stated}件，它的报告里{told}是 {value} 件，相差 {abs(stated - value)}{before}",
                cells=(_NEW,),
                origins=origins,
                expected=value,
                actual=stated,
                difference=stated - value,
                bodies=(member.name,),
            )
