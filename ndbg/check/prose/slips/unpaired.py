"""Signs that lack their other half: 按照《条例规定, 办结9件（含上年结转2件, 打造“一网通办，“最多跑一次”."""

from collections.abc import Iterator

from ndbg.check.prose.tokens import Place
from ndbg.text.patterns import Pattern

_CLOSING = {"《": "》", "（": "）", "“": "”", "〔": "〕", "【": "】"}


def unpaired(plain: str, before: str, behind: str) -> Iterator[Place]:
    """The places of signs in a paragraph whose other half stands neither in it nor in what is `before` and `behind` it.

    Quotation marks that are written alike at both ends, “一网通办“, are a style, and so are the numbers of items, 1）.
    """
    numbered = any(f"（{number}）" in text for number in "一二三" for text in (before, plain, behind))
    for opening, closing in _CLOSING.items():
        if opening not in plain and closing not in plain:
            continue
        left: list[int] = []
        alone: list[int] = []
        for at, char in enumerate(plain):
            if char == opening:
                left.append(at)
            elif char == closing and left:
                left.pop()
            elif char == closing:
                item = _ITEM.search(plain[max(at - _LONGEST_NUMBER, 0) : at])
                if not item or (numbered and item[1] in _NUMERALS):  # 二） among （一） and （三）
                    alone.append(at)
        if len(left) == 1 and not alone and closing not in behind.partition(opening)[0]:
            yield left[0], left[0] + 1
        if len(alone) == 1 and not left and before.rfind(opening) <= before.rfind(closing):
            yield alone[0], alone[0] + 1


_NUMERALS = "一二三四五六七八九十"
_ITEM = Pattern(rf"(?:^|[，；。：、])([\da-zA-Z{_NUMERALS}]{{1,2}})$")
_LONGEST_NUMBER = 3  # characters
