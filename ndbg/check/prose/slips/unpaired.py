"""Opening signs that nothing closes: 按照《条例规定, 办结9件（含上年结转2件, 打造“一网通办，“最多跑一次”."""

from collections.abc import Iterator

from ndbg.check.prose.tokens import Place

_CLOSING = {"《": "》", "（": "）", "“": "”", "〔": "〕", "【": "】"}


def unpaired(plain: str, behind: str) -> Iterator[Place]:
    """The places of opening signs in a paragraph that are closed neither in it nor in what stands `behind` it.

    Quotation marks that are written alike at both ends, “一网通办“, are a style.
    """
    for opening, closing in _CLOSING.items():
        if opening not in plain:
            continue
        left: list[int] = []
        for at, char in enumerate(plain):
            if char == opening:
                left.append(at)
            elif char == closing and left:
                left.pop()
        if len(left) == 1 and not _closes_first(behind, opening, closing):
            yield left[0], left[0] + 1


def _closes_first(text: str, opening: str, closing: str) -> bool:
    """Whether a text has a closing sign, and no opening one before it."""
    return closing in text.partition(opening)[0]
