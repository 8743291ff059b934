"""How labels are compared: by what they say, not by how they were typed.

Real forms break labels over lines, mix half- and full-width characters, drop or
change the ordinal and vary the quotation marks. All of that goes before two
labels are compared.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ndbg.text.patterns import Pattern

_NUMERAL = "一二三四五六七八九十"
_ORDINAL = Pattern(
    rf"""^(?:
        第?[{_NUMERAL}]+[、.,:]        # 一、
      | [（(][{_NUMERAL}]+[）)][、.]?  # （一）
      | [（(]?\d+[）)]?[、.,:]?        # 1. (1) 1、
    )""",
    re.VERBOSE,
)
_BRACKETED = Pattern(r"[（(][^（()）]*[）)]")


@lru_cache(maxsize=1024)
def tight(text: str) -> str:
    """The text in half width (NFKC), without white space or invisible characters."""
    # All but the plain space that is no separator, control, format (zero-width) or unassigned character.
    return "".join(filter(str.isprintable, unicodedata.normalize("NFKC", text))).replace(" ", "")


def _words(text: str) -> str:
    """Letters and digits of the text alone, in lower case."""
    return "".join(filter(str.isalnum, text)).lower()


@lru_cache(maxsize=1024)
def bare(text: str) -> str:
    r"""What a label says: no ordinal, punctuation, spaces, width or case.

    `（二） 部分\n公开` and `部分公开` give the same. A text that is nothing but
    an ordinal is kept as it is, so that no label becomes empty.
    """
    text = tight(text)
    return (_words(_ORDINAL.sub("", text, count=1)) or _words(text)).replace("其它", "其他")


@lru_cache(maxsize=1024)
def readings(text: str) -> tuple[str, ...]:
    """The forms under which a label may be met: whole, and without a remark in brackets."""
    whole = bare(text)
    unremarked = bare(_BRACKETED.sub("", _ORDINAL.sub("", tight(text), count=1)))
    return (whole, unremarked) if unremarked and unremarked != whole else (whole,)


def likeness(left: str, right: str) -> float:
    """How alike two labels are, 0 to 1."""
    matcher = _matcher(bare(right))
    matcher.set_seq1(bare(left))
    return matcher.ratio()


@lru_cache(maxsize=1024)
def _matcher(text: str) -> "difflib.SequenceMatcher[str]":
    """What compares other texts with one: it keeps where each character of that one stands."""
    return difflib.SequenceMatcher(None, "", text)


def may_be_alike(left: str, right: str, least: float) -> bool:
    """Whether two labels can be so much alike, told much faster: by the characters that both have."""
    left, (letters, length) = bare(left), _letters(right)
    needed = least * (len(left) + length) / 2
    return needed <= min(len(left), length) and sum(map(letters.__contains__, left)) >= needed


@lru_cache(maxsize=1024)
def _letters(text: str) -> tuple[frozenset[str], int]:
    """The characters of a label, and how many it has."""
    text = bare(text)
    return frozenset(text), len(text)


def nearest(text: str, candidates: Iterable[str], most: int = 3) -> list[str]:
    """The candidates most like the text, best first; those with nothing in common are left out."""
    ranked = sorted(((likeness(text, c), c) for c in candidates), key=lambda pair: -pair[0])
    return [candidate for score, candidate in ranked[:most] if score >= 0.4]
