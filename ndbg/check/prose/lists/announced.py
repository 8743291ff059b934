"""How many items a paragraph says that follow, and how many do: 将做好以下四方面工作：一是……；二是……；三是……."""

from collections.abc import Sequence

from ndbg.check.prose.lexicon import ANNOUNCED, FOLLOWING_HERE
from ndbg.check.prose.lists.enumerated import Enumeration
from ndbg.check.prose.numerals import number
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.tokens import STOPS, Number

_NUMERALS = "一二三四五六七八九"
_FEW = 2
_FOLLOWING = len(FOLLOWING_HERE[0])


def announced(paragraph: Paragraph, following: Paragraph | None) -> Enumeration | None:
    """The items that a paragraph announces, where those behind it, in their order from 一是 on, are another number of them.

    None where `following`, the paragraph behind it, goes on with the list, or the last item goes on otherwise: 四要.
    """
    items = [t for t in paragraph.tokens if t.means("plain", "item")]
    orders = _orders(paragraph)
    if len(items) < _FEW or orders != [*range(1, len(items) + 1)] or len(items) >= len(_NUMERALS):
        return None
    plain, end = paragraph.plain, items[0].start
    start = max(plain.rfind(word, 0, end) for word in FOLLOWING_HERE)
    stated = _stated(plain[start:end]) if start >= 0 else None
    behind = _NUMERALS[len(items)]
    goes_on = following is not None and _orders(following)[:1] == [len(items) + 1]
    if stated is None or stated.value == len(items) or goes_on:
        return None
    if any(f"{sign}{behind}" in plain[items[-1].start :] for sign in STOPS):
        return None
    return Enumeration(start, end, stated, len(items))


def _orders(paragraph: Paragraph) -> Sequence[int]:
    """The numbers of the items of a paragraph."""
    items = (t for t in paragraph.tokens if t.means("plain", "item"))
    return [_NUMERALS.find(paragraph.plain[t.start]) + 1 for t in items]


def _stated(lead: str) -> Number | None:
    """The number that words up to a colon announce: 以下四方面工作：; None where they go on otherwise."""
    many, things = lead[_FOLLOWING : _FOLLOWING + 1], lead[_FOLLOWING + 1 : -1]
    told = next((word for word in ANNOUNCED if things.startswith(word)), "")
    if not told or not lead.endswith("：") or any(sign in things for sign in STOPS):
        return None
    value = number(many) if many in (*_NUMERALS, "两") else None
    return Number(value, told) if value else None
