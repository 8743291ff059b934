"""A text normalised once, with the offsets of its characters in the text as written."""

import unicodedata

_PUNCTUATION = str.maketrans(",;:()?!", "，；：（）？！")
_LEFT_ALONE = "。、"


class _Normal(dict[str, str]):
    """The normal form of each character: itself, another, several, or none for blanks and zero-width characters."""

    def __missing__(self, char: str) -> str:
        kept = char
        if char not in _LEFT_ALONE:
            kept = "".join(filter(str.isprintable, unicodedata.normalize("NFKC", char)))
        # Digits of other scripts are digits all the same.
        kept = "".join(f"{unicodedata.decimal(c)}" if c.isdecimal() else c for c in kept)
        made = self[char] = kept.replace(" ", "").translate(_PUNCTUATION)
        return made


_NORMAL = _Normal()


class Text:
    """A text as written, and the same text normalised.

    `written` is the text as it stands. `plain` has half-width digits and letters (NFKC), full-width
    punctuation, no blanks and no thousands separators; all matching is done on it. `span` and `quote`
    lead from offsets in `plain` back to the text as written.
    """

    __slots__ = ("_at", "_pieces", "plain", "written")

    def __init__(self, written: str) -> None:
        self.written = written
        pieces = list(map(_NORMAL.__getitem__, written))
        # Only half-width commas separate thousands; ， separates two numbers.
        for at in _thousands(written):
            pieces[at] = ""
        self.plain = "".join(pieces)
        lengths = set(map(len, pieces))
        # Kept only where offsets differ; they are computed on first use.
        self._pieces = pieces if lengths - {1} else None
        self._at: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The start and end in `written` of a part of `plain`."""
        if self._pieces is None:
            return start, end
        if self._at is None:
            self._at = [at for at, piece in enumerate(self._pieces) for _ in piece]
        if start >= end:
            at = self._at[start] if start < len(self._at) else len(self.written)
            return at, at
        return self._at[start], self._at[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """A part of `plain` as it was written."""
        first, last = self.span(start, end)
        return self.written[first:last]


def _thousands(written: str) -> list[int]:
    """The offsets of thousands separators: half-width commas behind a digit and before exactly three."""
    offsets = []
    at = written.find(",")
    while at >= 0:
        digits = written[at + 1 : at + 5]
        if (
            written[at - 1 : at].isdigit()
            and len(digits) >= _GROUP
            and digits[:_GROUP].isdigit()
            and not digits[_GROUP:].isdigit()
        ):
            offsets.append(at)
        at = written.find(",", at + 1)
    return offsets


_GROUP = 3
