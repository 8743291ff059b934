"""The name of a department or a government in its parts: 云溪|市|水利局."""

from typing import NamedTuple

from ndbg.check.prose.lexicon import FIELDS
from ndbg.text.patterns import any_in

LEVELS = "省市县区州盟旗"
GOVERNMENTS_NAMED = ("人民政府办公室", "人民政府")
SHORTEST_PLACE = 2
ALL_FIELDS = tuple(word for alike in FIELDS for word in alike)


class Body(NamedTuple):
    """A body as its name tells: the place, the sign of that (县), what it is (财政局, 人民政府)."""

    place: str
    sign: str
    kind: str


def body_of(name: str) -> Body | None:
    """The parts of the name of a department or a government; none where they cannot be told."""
    for at in range(len(name) - SHORTEST_PLACE, 0, -1):
        kind = name[at + 1 :]
        if name[at] in LEVELS and (kind in GOVERNMENTS_NAMED or kind.startswith(ALL_FIELDS)):
            place = name[max((name.rfind(sign, 0, at) for sign in LEVELS), default=-1) + 1 : at]
            return Body(place, name[at], kind)
    return None


def fields_of(body: str) -> set[int]:
    """What a department is for, by the places of its words in `FIELDS`."""
    return {at for at, alike in enumerate(FIELDS) if any_in(alike, body)}
