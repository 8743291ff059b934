"""Passages that stand word for word in the reports of several bodies (H712)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from ndbg.app.levels.copies.model import Passage, SectionText, SimilarGroup
from ndbg.app.levels.copies.own_names import OwnNames
from ndbg.check.prose.sentences import head_of
from ndbg.report.similarity import is_formula, masked
from ndbg.text.text import Text

# A passage has at least so many characters in a run, or so many sentences with so many characters together.
_RUN, _SENTENCES, _LEAST_OF_SENTENCES = 150, 3, 60
_SHORTEST_SENTENCE = 8
_SEVERAL = 2
_LONGEST_HEADING = 24
_STOPS = re.compile(r"[^。！？；\n]+[。！？；]?")
_FULL_STOPS = re.compile(r"[^。！？\n]+[。！？]?")
_CLAUSES = re.compile(r"[^，,：:]+[，,：:]?")
_LAWS = re.compile(r"《[^》]{4,}》")
# A sentence that quotes a law, with its items.
_QUOTES = re.compile(
    r"(?:《[^》]+》|条例|[〕号])[^。]{0,12}?(?:第[一二三四五六七八九十百\d]+条[^。]{0,10}?)?(?:规定|明确|要求|指出|所称)[的是]?[^。]{0,8}?[，,：:“]"
    r"|第[一二三四五六七八九十百\d]+条[^。]{0,6}[：:]"
)


def _is_heading(sentence: str) -> bool:
    """Whether a sentence is the heading of what follows it: （一）主动公开。"""
    if len(sentence) > 2 * _LONGEST_HEADING:
        return False
    plain = Text(sentence).plain.rstrip("。：")
    head = head_of(plain)
    numbered = bool(head) and not head.endswith("是")
    return (
        numbered and len(plain) - len(head) <= _LONGEST_HEADING and not any(sign in plain for sign in "，；")
    )


class _Clause(NamedTuple):
    """A clause, up to a comma: as written, masked, and hashed; `ends`: it ends its sentence."""

    text: str
    masked: str
    paragraph: int
    key: int
    ends: bool


def passages(
    section: str, texts: Sequence[SectionText], groups: Iterable[SimilarGroup], own: OwnNames
) -> Iterator[Passage]:
    """Runs of clauses that several texts of a section have in common, each once.

    Bodies whose whole sections are similar, in one of `groups`, are left out. A clause that was copied in part does
    not count.
    """
    # A large group is told by its first member: all others are linked to it.
    whole = {frozenset((group.bodies[0], other)) for group in groups for other in group.bodies[1:]}
    said = [list(_clauses(text, own)) for text in texts]
    places: dict[tuple[int, ...], list[tuple[int, int, int]]] = {}
    counted = Counter(key for clauses in said for key in {clause.key for clause in clauses})
    for at, clauses in enumerate(said):
        for start, end in _windows(clauses, counted):
            key = tuple(clause.key for clause in clauses[start:end])
            places.setdefault(key, []).append((at, start, end))
    # Windows of the same texts that overlap are one passage.
    runs: dict[tuple[int, ...], list[tuple[int, int, list[int]]]] = {}
    for found in places.values():
        who = tuple(dict.fromkeys(at for at, _, _ in found))
        if len(who) < _SEVERAL or _told(who, texts, whole):
            continue
        firsts: dict[int, int] = {}
        for at, start, _ in found:
            firsts.setdefault(at, start)
        _, start, end = found[0]
        begun = runs.setdefault(who, [])
        offsets = [firsts[at] - start for at in who]
        if begun and begun[-1][1] >= start and begun[-1][2] == offsets:
            begun[-1] = (begun[-1][0], max(begun[-1][1], end), offsets)
        else:
            begun.append((start, end, offsets))
    for who, listed in runs.items():
        for start, end, offsets in listed:
            pieces = [said[at][start + off : end + off] for at, off in zip(who, offsets, strict=True)]
            yield Passage(
                section,
                tuple(texts[at].body for at in who),
                tuple("".join(clause.text for clause in piece) for piece in pieces),
                tuple(piece[0].paragraph for piece in pieces),
            )


def _told(who: Sequence[int], texts: Sequence[SectionText], whole: set[frozenset[str]]) -> bool:
    """Whether all of some texts belong to one group of similar sections."""
    first = texts[who[0]].body
    return all(frozenset((first, texts[at].body)) in whole for at in who[1:])


def _clauses(text: SectionText, own: OwnNames) -> Iterator[_Clause]:
    """The clauses of a text without the sentences that say nothing of who copied: formulas, headings, quoted laws."""
    for paragraph, line in enumerate(text.text.split("\n")):
        for whole in _FULL_STOPS.finditer(line):
            if _QUOTES.search(whole[0]) or _is_heading(whole[0]):
                continue
            for sentence in _STOPS.finditer(whole[0]):
                plain = masked(_LAWS.sub("《》", sentence[0]))
                # A law that is named tells nothing of who wrote first.
                alone = _LAWS.fullmatch(sentence[0].strip("。；"))
                if len(plain) < _SHORTEST_SENTENCE or alone or is_formula(plain):
                    continue
                for found in _CLAUSES.finditer(sentence[0]):
                    clause = own.masked(text.body, _LAWS.sub("《》", found[0]))
                    ends = found.end() == len(sentence[0])
                    yield _Clause(found[0], clause, paragraph, _hash_of(clause), ends)


def _hash_of(text: str) -> int:
    """A hash of a text that is the same in every process."""
    data = text.encode("utf-16-le", "replace")
    return crc32(data) << 32 | crc32(data, 0x5BD1E995)


def _windows(said: Sequence[_Clause], counted: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """From each clause on, the shortest run of clauses that several texts have, if it is long enough for a passage."""
    for start in range(len(said)):
        begins = start == 0 or said[start - 1].ends
        length = sentences = 0
        for end in range(start, len(said)):
            if counted[said[end].key] < _SEVERAL:
                break
            length += len(said[end].masked)
            sentences += said[end].ends
            enough = begins and sentences >= _SENTENCES and length >= _LEAST_OF_SENTENCES and said[end].ends
            if length >= _RUN or enough:
                yield start, end + 1
                break
