"""Similarity of two texts, and the pairing of their paragraphs.

Numbers and years are masked: last year's text with new numbers counts as the same text.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ndbg.document.titles import LEAD, LONGEST_LEAD
from ndbg.text.labels import compact, label_key
from ndbg.text.patterns import Pattern

# Characters that count as copied text; shorter runs are terms of all reports: 政府信息, 依申请公开.
_RUN = 5
_LEAST = 0.2  # the least similarity of two versions of a paragraph
_NUMBER = Pattern(r"[〇○零Oo0一二三四五六七八九]{4}(?=年)|\d+(?:[.,]\d+)*")
_MASK = "#"


class Passage(NamedTuple):
    """A paragraph of the old report and its counterpart in the new one; None where it has none."""

    old: str | None
    new: str | None

    @property
    def similarity(self) -> float:
        """The similarity of the two, 0 to 1; 0 where one is missing."""
        return 0.0 if self.old is None or self.new is None else similarity(self.old, self.new)

    @property
    def unchanged(self) -> bool:
        """Whether the two are equal, numbers included."""
        return self.old is not None and self.new is not None and compact(self.old) == compact(self.new)

    @property
    def renumbered(self) -> bool:
        """Whether the two differ in numbers and years alone."""
        if self.old is None or self.new is None or self.unchanged:
            return False
        return masked(self.old) == masked(self.new)


def similarity(old: str, new: str) -> float:
    """The similarity of two texts, 0 to 1: the share of their characters that occur in the other text.

    A character occurs in the other text if a run of five or more characters around it does, at any place: order
    does not count. Neither do width, spaces, numbers and years. Symmetric; 1 for two empty texts; linear time.
    """
    return masked_similarity(masked(old), masked(new))


def masked_similarity(left: str, right: str) -> float:
    """`similarity` of two texts that are `masked` already."""
    if not left or not right:
        return 1.0 if left == right else 0.0
    run = min(_RUN, len(left), len(right))
    shared = [*_in_runs(left, _runs(right, run), run), *_in_runs(right, _runs(left, run), run)]
    return sum(shared) / len(shared)


def masked(text: str) -> str:
    """A text normalised (NFKC), without spaces, with one mark for each number or year."""
    return _NUMBER.sub(_MASK, compact(text))


def is_formula(plain: str) -> bool:
    """Whether a masked sentence only reads out the form: counts in a row, 新收申请#件，上年结转#件, or that nothing happened."""
    clauses = [c for c in _CLAUSES.split(plain) if c and not _TIME.fullmatch(c)]
    formulas = sum(bool(_COUNTED.search(clause) or _NOTHING.search(clause)) for clause in clauses)
    return formulas > 0 and formulas >= _MOSTLY * len(clauses)


def without_formulas(text: str) -> str:
    """A text without the sentences that only read out the form: equal ones are no copies."""
    return "".join(s for s in _SENTENCES.findall(text) if not is_formula(masked(s)))


_MOSTLY = 0.75  # share of the clauses that hold a count, from which on a sentence is the form's wording
_SENTENCES = Pattern(r"[^。\n]*[。\n]?")
_CLAUSES = Pattern("[,，、;；:：。()（）]")
_TIME = Pattern(r"(?:截至)?#年(?:度|#月#日)?|本年度?|全年|一年来|办理结果中|按照《[^》]*》")
_COUNTED = Pattern(r"#(?:余|多)?(?:万)?(?:[件条次份宗个项起篇场期人件部%元]|$)")
_NOTHING = Pattern(
    r"(?:未|没有|无|不存在)(?:[^，。]{0,12}(?:申请|收取|收费|处理费|通知|结转|复议|诉讼)|其他(?:需要)?报告)|^提起行政诉讼$"
)


def new_spans(text: str, other: str) -> list[tuple[int, int]]:
    """The start and end of each part of a text that does not occur in another one, in the sense of `similarity`."""
    units, spans = _units(text)
    other = _units(other)[0]
    run = max(min(_RUN, len(units), len(other)), 1)
    new: list[tuple[int, int]] = []
    for at, is_shared in enumerate(_in_runs(units, _runs(other, run), run)):
        if is_shared:
            continue
        start, end = spans[at]
        if new and at and new[-1][1] == spans[at - 1][1]:
            start = new.pop()[0]
        new.append((start, end))
    # A changed punctuation mark is not new.
    return [(start, end) for start, end in new if any(map(str.isalnum, text[start:end]))]


def _units(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The masked text, and for each of its characters the start and end in the text as written."""
    kept = [(char, at) for at, original in enumerate(text) for char in compact(original)]
    dense = "".join(char for char, _ in kept)
    units, spans, end = "", [], 0
    for match in (*_NUMBER.finditer(dense), None):
        start = match.start() if match else len(dense)
        units += dense[end:start]
        spans += [(at, at + 1) for _, at in kept[end:start]]
        if match:
            units += _MASK
            end = match.end()
            spans.append((kept[start][1], kept[end - 1][1] + 1))
    return units, spans


def _runs(text: str, run: int) -> set[str]:
    """All substrings of the length `run`."""
    return {text[at : at + run] for at in range(max(len(text) - run, 0) + 1)}


def _in_runs(text: str, runs: set[str], run: int) -> list[bool]:
    """For each character of a text, whether it is in one of `runs`, each of the length `run`."""
    marks = [False] * len(text)
    end = 0
    for start in range(len(text) - run + 1):
        if text[start : start + run] in runs:
            for at in range(max(start, end), start + run):
                marks[at] = True
            end = start + run
    return marks


def pair_paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Passage]:
    """Pair the paragraphs of two texts: first those with the same heading, then the most similar ones.

    The pairs are in the order of the new text. A paragraph that only the old text has comes behind the one that it
    follows in the old text.
    """
    partner = _partners(old, new)
    old_of = {j: i for i, j in partner.items()}
    places = [
        ((j, 0, 0), Passage(old[old_of[j]] if j in old_of else None, text)) for j, text in enumerate(new)
    ]
    after = -1
    for i, text in enumerate(old):
        after = partner.get(i, after)
        if i not in partner:
            places.append(((after, 1, i), Passage(text, None)))
    yield from (passage for _, passage in sorted(places, key=lambda item: item[0]))


def _partners(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The index of the counterpart in the new text, by the index of the paragraph in the old text."""
    left, right = ([(_lead(text), _runs(masked(text), _RUN)) for text in texts] for texts in (old, new))
    ranked = []
    for i, (was, before) in enumerate(left):
        for j, (now, after) in enumerate(right):
            shared = 2 * len(before & after) / (len(before) + len(after))
            heading = bool(was) and was == now
            if heading or shared >= _LEAST:
                # Symmetric: the same pairs whichever text is the old one.
                ranked.append((not heading, -shared, abs(i - j), i + j, i, j))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(ranked):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def _lead(text: str) -> str:
    """The key of the second-level heading at the head of a paragraph; empty without one."""
    lead = LEAD.match(text)
    return label_key(lead[0]) if lead and len(lead[0]) <= LONGEST_LEAD else ""
