"""Restore the lines of copied text that page and cell ends have broken.

Readers of PDF end a line where the page does, and sites where a cell does. Here lines are joined
again: those of a paragraph, and those of a label of the form, which is known when it is whole.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from unicodedata import east_asian_width

from ndbg.document.grid import is_column, row_meant
from ndbg.document.headings import section_named
from ndbg.document.titles import is_page_number
from ndbg.form import Form
from ndbg.text.labels import label_key
from ndbg.text.markdown import plain

_MOST_JOINED = 14  # lines of one label
_BEGINNING = 4  # characters of a label, by which it is seen that a line begins none
_LONGEST = 80
# What parts a label from the figures behind it on its last line.
_FIGURES = re.compile(r"(?<=\S)((?:[ \t]+[-+−]?\d[\d,.]*)+)\s*$")
_ONLY_FIGURES = re.compile(r"\s*\d[\d,.]*(?:[ \t]+\d[\d,.]*)+\s*")
_TRAILING = re.compile(r"^\s*([^|\t]*?\S)\s*[|\t][|\s]*$")


def without_page_ends(lines: Sequence[str]) -> list[str]:
    """The lines with the numbers of pages left blank."""
    return ["" if is_page_number(line) else line for line in lines]


def labels_joined(lines: Sequence[str], form: Form, words: frozenset[str]) -> list[str]:
    """The lines in which labels of the form that were broken over several stand on the last of these.

    `words` are all texts of the form's tables, as `label_key` gives them. The others of these lines are blank,
    so that each line keeps its number. Figures on the line below the label of a row, as many as it has, stand behind
    it. Bars and tabs behind the one cell of a line are left out.
    """
    found = list(lines)
    at = 0
    beginnings = {word[:_BEGINNING] for word in words}
    for start, end in with_tables(found, form):
        at = max(at, start)
        found[start:end] = [
            match[1] if "|" in line and (match := _TRAILING.match(line)) else line
            for line in found[start:end]
        ]
        while at < end:
            until = _label_until(found, at, end, words, beginnings)
            if until > at:
                label, figures = _parted(found[until])
                pieces = [found[i].strip() for i in range(at, until) if found[i].strip()]
                found[at:until] = [""] * (until - at)
                found[until] = "".join([*pieces, label]) + figures
            below = next((n for n in range(until + 1, end) if found[n].strip()), end)
            if below < end and _are_figures_of(found[until], found[below], form):
                found[below] = f"{found[until].strip()} {found[below].strip()}"
                found[until] = ""
                until = below
            at = until + 1
    return found


def with_tables(lines: Sequence[str], form: Form) -> Iterator[tuple[int, int]]:
    """Where the sections with tables stand: behind the heading of each, up to the next heading."""
    heads = [(at, section) for at, line in enumerate(lines) if (section := section_named(plain(line), form))]
    ends = [at for at, _ in heads] + [len(lines)]
    for (at, section), end in zip(heads, ends[1:], strict=True):
        if section.table is not None:
            yield at + 1, end


def _label_until(lines: Sequence[str], start: int, end: int, words: Set[str], beginnings: Set[str]) -> int:
    """The last line of a label that begins on a line; the line itself where it is whole, or no label begins.

    `beginnings` are those of all `words`.
    """
    joined, last = "", start
    if not lines[start].strip():
        return start
    used = 0
    for at in range(start, end):
        text, figures = _parted(lines[at])
        used += bool(text)
        joined += "".join(text.split())
        if used > _MOST_JOINED or len(joined) > 2 * _LONGEST or text.replace(",", "").isdigit():
            break
        key = label_key(joined)
        if text and key in words:
            last = at
        if figures or (len(key) >= _BEGINNING and key[:_BEGINNING] not in beginnings):
            break
    return last


def _are_figures_of(label: str, line: str, form: Form) -> bool:
    """Whether a line holds just the figures of the row that a label above it names, which is that of no column."""
    if not _ONLY_FIGURES.fullmatch(line) or is_column(label):
        return False
    meant = row_meant(label, form)
    return meant is not None and len(meant[0].columns) == len(line.split())


def _parted(line: str) -> tuple[str, str]:
    """The words of a line and the figures behind them."""
    match = _FIGURES.search(line)
    return (line[: match.start()].strip(), match[1]) if match else (line.strip(), "")


# -- paragraphs --------------------------------------------------------------------------

_FEWEST_FULL, _SLACK, _WIDEST, _SHORT = 5, 6, 120, 0.8
_INDENT = re.compile(r"[ \t\u3000]+(?=\S)")
_NUMBERED = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)")
_WORD = "".join(map(chr, range(0x21, 0x7F)))  # characters between which no line is broken
_NEVER_FIRST = tuple("。，、；：！？）》”")
_CLOSED = tuple("。！？；：:;!?")


def is_hard_wrapped(lines: Sequence[str], form: Form) -> bool:
    """Whether the lines of a text end where a page did: many are as wide as the widest, and the next goes on in the sentence."""
    lines = _prose_lines(lines, form)
    widths = [_width(line) for line in lines if line.strip()]
    widest = max(widths, default=0)
    if widest > _WIDEST:
        return False
    full = [
        line
        for line, following in pairwise([*lines, ""])
        if _width(line) >= widest - _SLACK and following.strip() and not line.rstrip().endswith(_CLOSED)
    ]
    return len(full) >= _FEWEST_FULL and sum(w > widest // 2 for w in widths) <= 4 * len(full)


def paragraphs_joined(lines: Sequence[str], form: Form) -> list[str]:
    """The lines in which each paragraph stands on its first, and the others are blank.

    A paragraph ends with a line that is not full, and one begins with a blank or a number at its head.
    """
    found = list(lines)
    prose = _prose_lines(lines, form)
    widest = max(map(_width, prose), default=0)
    # Some programs count characters, whatever their width: then many lines are as long as the longest.
    longest, count = max(Counter(len(line.rstrip()) for line in prose).items(), default=(0, 0))
    cut_at = longest if count >= _FEWEST_FULL else 0
    tables = [range(start, end) for start, end in with_tables(lines, form)]
    first: int | None = None  # the line on which an open paragraph begins
    before: int | None = None  # that of the last one
    last = ""
    next_word = _next_words(lines)
    for at, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if any(at in table for table in tables) or section_named(text, form):
            first = before = None
        elif before is not None and text.startswith(_NEVER_FIRST):
            first = before
            found[first] += text
            found[at] = ""
        elif first is None or _INDENT.match(line) or (_NUMBERED.match(line) and last.endswith(_CLOSED)):
            first = at
        else:
            found[first] += text
            found[at] = ""
        before = before if first is None else first
        if len(line.rstrip()) != cut_at and _ends_paragraph(text, _width(line) + next_word[at], widest):
            first = None
        last = text
    return found


def _next_words(lines: Sequence[str]) -> list[int]:
    """For each line how wide the word is with which the next begins that no line parts: 0517-83605210."""
    widths: list[int] = []
    word = 0
    for line in reversed(lines):
        widths.append(word)
        if line.strip() and not _INDENT.match(line):
            word = len(line.lstrip()) - len(line.lstrip().lstrip(_WORD))
    return widths[::-1]


def _ends_paragraph(text: str, width: int, widest: int) -> bool:
    """Whether a line is the last of its paragraph; digits and letters may leave one of them a little short."""
    return width < widest - _SLACK and (text.endswith(_CLOSED) or width < _SHORT * widest)


def _prose_lines(lines: Sequence[str], form: Form) -> list[str]:
    """The lines that are neither in a section with a table nor the heading of a section."""
    tables = [range(start, end) for start, end in with_tables(lines, form)]
    beside = (line for at, line in enumerate(lines) if not any(at in table for table in tables))
    return [line for line in beside if not section_named(plain(line), form)]


def _width(line: str) -> int:
    """How wide a line is, a Chinese character two."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line.rstrip())
