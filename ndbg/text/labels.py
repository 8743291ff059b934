"""Labels of forms, normalised and compared.

Real forms break labels over lines, mix half- and full-width characters, drop or change the ordinal and
vary the quotation marks. Normalisation removes all of these before two labels are compared.
"""

import difflib
import sys
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ndbg.text.patterns import Pattern

_NUMERAL = "一二三四五六七八九十"
# Of a compact text: 一、, (一), 1., (1), 1、.
_ORDINAL = Pattern(rf"第?[{_NUMERAL}]+[、.,:]|\([{_NUMERAL}]+\)[、.]?|\(?\d+\)?[、.,:]?")
_BRACKETED = Pattern(r"[（(【〔\[][^（()）【】〔〕\[\]]*[）)】〕\]]")

# Cached by text: all documents have the same few hundred labels, and nine calls out of ten are for one of them
# (`python -m tests.benchmarks read many`).


@lru_cache(maxsize=1024)
def compact(text: str) -> str:
    """The text in half width (NFKC), without white space or invisible characters."""
    text = unicodedata.normalize("NFKC", text)
    # `isprintable` drops separators, control, format (zero-width) and unassigned characters, but keeps the space.
    return (text if text.isprintable() else "".join(filter(str.isprintable, text))).replace(" ", "")


def without_blanks(text: str) -> str:
    """A text as written, without white space or invisible characters."""
    text = "".join(text.split())
    return text if text.isprintable() else "".join(filter(str.isprintable, text))


def _words(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return (text if text.isalnum() else "".join(filter(str.isalnum, text))).lower()


@lru_cache(maxsize=1024)
def label_key(text: str) -> str:
    r"""The comparison key of a label: without ordinal, punctuation, spaces, width and case.

    `（二） 部分\n公开` and `部分公开` have the same key. A text that is only an ordinal keeps it, so that
    no label has an empty key.
    """
    text = compact(text)
    return (_words(_without_ordinal(text)) or _words(text)).replace("其它", "其他")


def _without_ordinal(text: str) -> str:
    """A compact text without an ordinal at its beginning."""
    if text[:1].isalpha() and text[:1] not in _MAY_BEGIN:
        return text
    match = _ORDINAL.match(text)
    return text[match.end() :] if match else text


_MAY_BEGIN = f"第{_NUMERAL}"


@lru_cache(maxsize=1024)
def readings(text: str) -> tuple[str, ...]:
    """The keys of a label: as a whole, and without its remark in brackets where it has one."""
    whole = label_key(text)
    unremarked = label_key(_BRACKETED.sub("", _without_ordinal(compact(text))))
    return (whole, unremarked) if unremarked and unremarked != whole else (whole,)


def label_similarity(left: str, right: str) -> float:
    """The similarity of two labels, 0 to 1."""
    matcher = _matcher(label_key(right))
    matcher.set_seq1(label_key(left))
    return matcher.ratio()


@lru_cache(maxsize=1024)
def _matcher(text: str) -> "difflib.SequenceMatcher[str]":
    """A matcher with its second sequence indexed, to compare many texts with one."""
    return difflib.SequenceMatcher(None, "", text)


def may_be_similar(left: str, right: str, least: float) -> bool:
    """Whether `label_similarity` can reach `least`, by an upper bound from the shared characters, which is much faster."""
    left, (letters, length) = label_key(left), _letters(right)
    needed = least * (len(left) + length) / 2
    return needed <= min(len(left), length) and sum(map(letters.__contains__, left)) >= needed


@lru_cache(maxsize=1024)
def _letters(text: str) -> tuple[frozenset[str], int]:
    """The set of characters of a label's key, and its length."""
    text = label_key(text)
    return frozenset(text), len(text)


def interned(text: str) -> str:
    """The same object for equal texts, to save memory where many are kept."""
    return sys.intern(text)


def nearest(text: str, candidates: Iterable[str], most: int = 3) -> list[str]:
    """The candidates most similar to the text, best first; those below 0.4 are left out."""
    ranked = sorted(((label_similarity(text, c), c) for c in candidates), key=lambda pair: -pair[0])
    return [candidate for score, candidate in ranked[:most] if score >= 0.4]
