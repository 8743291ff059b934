"""Find similar texts among thousands: candidates by MinHash, then exact comparison.

A text is cut into shingles of five characters, as in `report.similarity`. The overlap of two texts is estimated
from signatures of 256 numbers (one-permutation MinHash with CRC-32, which is the same in every process). Pairs that
agree in one of 64 bands of four numbers are compared exactly. Nothing compiled is needed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from ndbg.read.clusters import Groups
from ndbg.report.similarity import masked_similarity

_RUN = 10  # bytes of a shingle of five characters in UTF-16
_BINS, _ROWS = 256, 4
_BIN_BITS = 24  # the upper 8 of the 32 bits of a hash are the number of its bin
_MOVED = 0x9E3779B1  # added for each step that a bin borrows from afar, so that borrowed values differ
# Signatures of similar texts agree in far more numbers than this; pairs below it are not compared exactly.
_LEAST_AGREEING = 40
_MOST_TRIED = 12  # members of one group that a text is compared with in a band

Signature = tuple[int, ...]


class SimilarPair(NamedTuple):
    """Two texts by their numbers, and their similarity, 0 to 1."""

    left: int
    right: int
    share: float


def signature(text: str) -> Signature:
    """The MinHash signature of a masked text. All texts of fewer than five characters have the same."""
    data = text.encode("utf-16-le", "replace")
    runs = [data[at : at + _RUN] for at in range(0, max(len(data) - _RUN, 0) + 1, 2)]
    # Hashes are put in from the largest to the smallest, so that the smallest of each bin remains.
    least = {value >> _BIN_BITS: value for value in sorted(map(crc32, runs), reverse=True)}
    return tuple(_filled(least))


def _filled(least: dict[int, int]) -> Iterator[int]:
    """The value of each bin; an empty bin borrows from the next filled one, changed by the distance (densification)."""
    if len(least) == _BINS:
        yield from (least[at] for at in range(_BINS))
        return
    value, far = 0, 0
    filled = [0] * _BINS
    # Two rounds from the last bin to the first, so that the last bins can borrow from the first.
    for turn in range(2 * _BINS - 1, -1, -1):
        at = turn % _BINS
        if at in least:
            value, far = least[at], 0
        else:
            far += 1
        filled[at] = (value + far * _MOVED) & 0xFFFFFFFF
    yield from filled


def near_duplicates(
    texts: Sequence[str],
    least: float,
    hint: float,
    earlier: Sequence[str | None] = (),
    owners: Sequence[str] = (),
) -> tuple[list[list[int]], list[SimilarPair]]:
    """Groups of masked texts with a similarity of `least` or more, and pairs with a similarity of `hint` or more.

    A group is connected by pairs of at least `least`; n copies are one group. Of equal texts only the first appears
    in pairs, and a pair within a group may be missing from the pairs. `earlier` marks last year's texts, by their
    owner: these are compared only with this year's texts of other owners (`owners`), and never make groups.
    """
    before = [*earlier, *[None] * (len(texts) - len(earlier))]
    copies: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        if before[at] is None:
            copies.setdefault(text, []).append(at)
    groups = Groups(len(texts))
    for same in copies.values():
        for at in same[1:]:
            groups.join(same[0], at)
    looked_at = [same[0] for same in copies.values()]
    looked_at += [at for at in range(len(texts)) if before[at] is not None]
    pairs = _Pairs(texts, {at: signature(texts[at]) for at in looked_at}, before, owners, (least, hint))
    for band in range(0, _BINS, _ROWS):
        buckets: dict[Signature, list[int]] = {}
        for at in looked_at:
            buckets.setdefault(pairs.signatures[at][band : band + _ROWS], []).append(at)
        for bucket in buckets.values():
            if len(bucket) > 1:
                _look(bucket, groups, pairs)
    return groups.all(), pairs.found


class _Pairs:
    """The pairs compared so far, and those with a similarity of `hint` or more."""

    def __init__(
        self,
        texts: Sequence[str],
        signatures: Mapping[int, Signature],
        earlier: Sequence[str | None],
        owners: Sequence[str],
        least_and_hint: tuple[float, float],
    ) -> None:
        self._texts, self.signatures = texts, signatures
        self._earlier, self._owners = earlier, owners
        self._least, self._hint = least_and_hint
        self._tried: set[tuple[int, int]] = set()
        self.found: list[SimilarPair] = []

    def agree(self, left: int, right: int) -> bool:
        """Whether two texts are similar enough to be one group; False for a pair that was compared before."""
        key = (left, right) if left < right else (right, left)
        if key in self._tried:
            return False
        self._tried.add(key)
        if not self._may_be_copies(left, right):
            return False
        if sum(map(int.__eq__, self.signatures[left], self.signatures[right])) < _LEAST_AGREEING:
            return False
        share = masked_similarity(self._texts[left], self._texts[right])
        if share >= self._hint:
            self.found.append(SimilarPair(*key, share))
        return share >= self._least and self._earlier[left] is None and self._earlier[right] is None

    def _may_be_copies(self, left: int, right: int) -> bool:
        """Whether not both are last year's, and a text of last year is not the other's own."""
        was, other = self._earlier[left], self._earlier[right]
        if was is not None:
            return other is None and was != self._owners[right]
        return other is None or other != self._owners[left]


def _look(bucket: Sequence[int], groups: Groups, pairs: _Pairs) -> None:
    """Compare the texts of a bucket, with the members of a group only until one is similar."""
    known: list[list[int]] = []  # the texts of the bucket so far, group by group
    for at in bucket:
        home: list[list[int]] = []
        for members in known:
            if groups.root(members[0]) == groups.root(at) or any(
                pairs.agree(other, at) for other in members[:_MOST_TRIED]
            ):
                groups.join(members[0], at)
                home.append(members)
        merged = [member for members in home for member in members]
        known = [members for members in known if members not in home]
        known.append([*merged, at])
