"""Passages that stand word for word in the reports of several bodies (H712)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from ndbg.app.levels.copied import AlikeGroup, Passage, SectionText
from ndbg.report.similarity import masked

# A passage: so many characters in a run, or so many sentences with so many characters together.
_RUN, _SENTENCES, _LEAST_OF_SENTENCES = 150, 3, 60
_SHORTEST_SENTENCE = 8
_STOPS = re.compile(r"[^。！？；\n]+[。！？；]?")
_FULL_STOPS = re.compile(r"[^。！？\n]+[。！？]?")
_LAWS = re.compile(r"《[^》]{4,}》")
# What a law lays down, in its words: the whole sentence, with its items.
_QUOTES = re.compile(
    r"(?:《[^》]+》|条例|[〕号])[^。]{0,12}?(?:第[一二三四五六七八九十百\d]+条[^。]{0,10}?)?(?:规定|明确|要求|指出|所称)[的是]?[^。]{0,8}?[，,：:“]"
    r"|第[一二三四五六七八九十百\d]+条[^。]{0,6}[：:]"
)
_HEADING = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|\d+[.．、])[^，,；]{2,24}[。：:]?"
)
_MOSTLY = 0.75  # of its clauses have a count: what is left of a sentence is the form's own words
_COUNTED = re.compile(r"#(?:余|多)?(?:万)?(?:[件条次份宗个项起篇场期人件部%]|$)")


def _is_formula(plain: str) -> bool:
    """Whether a masked sentence only strings counts together: 新收申请#件，上年结转#件。"""
    clauses = [clause for clause in re.split(r"[,，、;；:：。()（）]", plain) if clause]
    counted = sum(bool(_COUNTED.search(clause)) for clause in clauses)
    return counted > 0 and counted >= _MOSTLY * len(clauses)


class _Sentence(NamedTuple):
    text: str
    masked: str
    paragraph: int
    key: int


def passages(section: str, texts: Sequence[SectionText], groups: Iterable[AlikeGroup]) -> Iterator[Passage]:
    """Runs of sentences that several texts of a section have in common, each once.

    Those of bodies whose sections are alike as a whole, in one of `groups`, are left out.
    """
    whole = {frozenset(pair) for group in groups for pair in _pairs(group.bodies)}
    sentences = [list(_sentences(text)) for text in texts]
    places: dict[tuple[int, ...], list[tuple[int, int, int]]] = {}
    for at, said in enumerate(sentences):
        for start, end in _windows(said):
            key = tuple(sentence.key for sentence in said[start:end])
            places.setdefault(key, []).append((at, start, end))
    # Windows of the same texts that overlap are one passage.
    runs: dict[tuple[int, ...], list[tuple[int, int, list[int]]]] = {}
    for found in places.values():
        who = tuple(dict.fromkeys(at for at, _, _ in found))
        if len(who) < 2 or _told(who, texts, whole):
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
            pieces = [sentences[at][start + off : end + off] for at, off in zip(who, offsets, strict=True)]
            yield Passage(
                section,
                tuple(texts[at].body for at in who),
                tuple("".join(sentence.text for sentence in piece) for piece in pieces),
                tuple(piece[0].paragraph for piece in pieces),
            )


def _pairs(bodies: Sequence[str]) -> Iterator[tuple[str, str]]:
    # A large group is told by its first member: all others are linked to it.
    yield from ((bodies[0], other) for other in bodies[1:])


def _told(who: Sequence[int], texts: Sequence[SectionText], whole: set[frozenset[str]]) -> bool:
    """Whether all of some texts are known to be alike as a whole."""
    first = texts[who[0]].body
    return all(frozenset((first, texts[at].body)) in whole for at in who[1:])


def _sentences(text: SectionText) -> Iterator[_Sentence]:
    for paragraph, line in enumerate(text.text.split("\n")):
        for whole in _FULL_STOPS.finditer(line):
            if _QUOTES.search(whole[0]) or _HEADING.fullmatch(whole[0].strip()):
                continue
            for found in _STOPS.finditer(whole[0]):
                # A law that is named, and a name where each body has its own, tell nothing of who wrote first.
                plain = masked(_LAWS.sub("《》", found[0]))
                alone = _LAWS.fullmatch(found[0].strip("。；"))
                if len(plain) >= _SHORTEST_SENTENCE and not alone and not _is_formula(plain):
                    yield _Sentence(found[0], plain, paragraph, hash_of(plain))


def hash_of(text: str) -> int:
    """A number for a text that is the same in every process."""
    data = text.encode("utf-16-le", "replace")
    return crc32(data) << 32 | crc32(data, 0x5BD1E995)


def _windows(said: Sequence[_Sentence]) -> Iterator[tuple[int, int]]:
    """The shortest runs of sentences from each on that are long enough to be a passage."""
    for start in range(len(said)):
        length = 0
        for end in range(start, len(said)):
            length += len(said[end].masked)
            count = end - start + 1
            if length >= _RUN or (count >= _SENTENCES and length >= _LEAST_OF_SENTENCES):
                yield start, end + 1
                break
