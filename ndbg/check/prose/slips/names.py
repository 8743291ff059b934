"""The names of departments in their parts (云溪|市|水利局), and what is told behind one's own name."""

from typing import NamedTuple

from ndbg.check.prose.lexicon import DOING, DOING_ALONE, FIELDS, LEARNT, OWN_AFFAIRS
from ndbg.check.prose.sentences import head_of
from ndbg.check.prose.tokens import behind_last
from ndbg.text.divisions import SIGNS
from ndbg.text.patterns import Pattern, any_in

SHORTEST_PLACE = 2
ALL_FIELDS = tuple(word for alike in FIELDS for word in alike)
# With what words an office tells of its own year, behind its name.
AT_WORK = Pattern(
    rf"20\d\d年|(?:{'|'.join(sorted({*DOING, *DOING_ALONE} - {'公开', '公示'}))})(?!{'|'.join(LEARNT)})|照(?![片相明])"
)


class Body(NamedTuple):
    """A department as its name tells: the place, the sign of that (县), what it is (财政局)."""

    place: str
    sign: str
    kind: str


def body_of(name: str) -> Body | None:
    """The parts of the name of a department; none where they cannot be told."""
    for at in range(len(name) - SHORTEST_PLACE, 0, -1):
        kind = name[at + 1 :]
        if name[at] in SIGNS and kind.startswith(ALL_FIELDS):
            place = name[max((name.rfind(sign, 0, at - 1) for sign in SIGNS), default=-1) + 1 : at]
            return Body(place, name[at], kind)
    return None


def fields_of(body: str) -> set[int]:
    """What a department is for, by the places of its words in `FIELDS`."""
    return {at for at, alike in enumerate(FIELDS) if any_in(alike, body)}


def begins_sentence(plain: str, start: int) -> bool:
    """Whether a sentence, or an item of a list, begins at a place, or what stands behind its year does."""
    lead = plain[behind_last("。\n", plain, start) : start]
    return bool(_YEAR_ALONE.fullmatch(lead.removeprefix(head_of(lead))))


# 2024年，在省委、省政府的领导下，
_YEAR_ALONE = Pattern(r"(?:20\d\d年度?)?，?(?:在[^，。]{2,60}(?:领导|指导|支持|部署)下，)?")


def has_affairs(text: str, at: int) -> bool:
    """Whether what an office has of its own is named behind its name: 网站, 的政务公开, 2024年政务公开; not what others learn of it."""
    return bool(_AFFAIRS.match(text, at))


_AFFAIRS = Pattern(rf"[的”]?(?:20\d\d年)?(?:{'|'.join(OWN_AFFAIRS)})(?!(?:工作)?的?(?:{'|'.join(LEARNT)}))")
