"""Join lines of copied text that were broken: labels of the form, and paragraphs of hard-wrapped text.

PDF viewers break lines where the page does, sites where a cell does. Each function gives as many lines as it takes,
with blank ones in place of those joined to another, so that line numbers stay.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise
from unicodedata import east_asian_width

from ndbg.document.grid import is_column, row_meant
from ndbg.document.headings import section_named, whole_headings
from ndbg.document.site import is_printed_by_browser
from ndbg.document.titles import is_page_number, read_title
from ndbg.form import Form
from ndbg.read.text_tables import has_ordinal
from ndbg.text.labels import label_key
from ndbg.text.markdown import plain
from ndbg.text.patterns import HAN, Pattern

_HAN = Pattern(HAN)
_MOST_JOINED = 14  # lines of one label
_BEGINNING = 4  # characters of a label by which lines that begin none are sorted out
_LONGEST = 80  # characters of a label
# The figures behind a label on its last line.
_FIGURES = re.compile(r"(?<=\S)((?:[ \t]+[-+−]?\d[\d,.]*)+)\s*$")
FIGURE = re.compile(r"\d[\d,.]*")  # in a line of text
_ONLY_FIGURES = re.compile(r"\s*\d[\d,.]*(?:[ \t]+\d[\d,.]*)+\s*")
_TRAILING = re.compile(r"^\s*([^|\t]*?\S)\s*[|\t][|\s]*$")


def without_page_ends(lines: Sequence[str], form: Form) -> list[str]:
    """The lines with page numbers left blank, and with the headers and footers of several pages.

    These are what a browser prints, and lines that recur right behind page numbers and are of no table.
    """
    printed = {line for line in lines if is_printed_by_browser(line.strip("\f "))}
    several = sum(line in printed for line in lines) > 1
    ends = {at for at, line in enumerate(lines) if is_page_number(line) or (several and line in printed)}
    filled = [at for at, line in enumerate(lines) if line.strip()]
    behind = [
        after for at, after in pairwise(filled) if is_page_number(lines[at]) and _HAN.search(lines[after])
    ]
    often = Counter(lines[at].strip() for at in behind if label_key(lines[at]) not in form.words)
    ends.update(at for at in behind if often[lines[at].strip()] > 1)
    # A page begins with a form feed, which stays.
    return [line if at not in ends else "\f" if "\f" in line else "" for at, line in enumerate(lines)]


def without_broken_rows(lines: Sequence[str], form: Form) -> list[str]:
    """The lines with each row of figures that was broken over two lines left blank, since its figures are in pieces.

    The lower line has fewer figures, the ends of the upper ones. A single one at the margin is taken for a page number.
    """
    remaining = list(lines)
    for start, end in with_tables(lines, form):
        for at in range(start, end - 1):
            upper, lower = _label_and_figures(lines[at])[1].split(), lines[at + 1].split()
            is_rest = bool(_INDENT.match(lines[at + 1])) or len(lower) > 1
            if is_rest and len(lower) < len(upper) and all(map(FIGURE.fullmatch, lower)) and lower:
                remaining[at : at + 2] = "", ""
    return remaining


def headings_joined(lines: Sequence[str], form: Form) -> list[str]:
    """The lines of a text in which each heading of a section is on one line, the first of its lines."""
    joined = list(lines)
    for start, end, text in whole_headings([plain(line) for line in lines], form):
        joined[start:end] = [text] + [""] * (end - start - 1)
    return joined


def labels_joined(lines: Sequence[str], form: Form, words: frozenset[str]) -> list[str]:
    """The lines of a text in which each label of the form is on one line, the last of its lines.

    `words` are the keys (`label_key`) of all texts in the form's tables. Where the line below the label of a row has
    just the figures of the row, both are joined on that line. Bars and tabs behind the only cell of a line are left out.
    """
    joined = list(lines)
    at = 0
    beginnings = {word[:_BEGINNING] for word in words}
    for start, end in with_tables(joined, form):
        at = max(at, start)
        joined[start:end] = [
            match[1] if "|" in line and (match := _TRAILING.match(line)) else line
            for line in joined[start:end]
        ]
        while at < end:
            until = _label_until(joined, at, end, words, beginnings)
            if until > at:
                label, figures = _label_and_figures(joined[until])
                pieces = [joined[i].strip() for i in range(at, until) if joined[i].strip()]
                joined[at:until] = [""] * (until - at)
                joined[until] = "".join([*pieces, label]) + figures
            below = next((n for n in range(until + 1, end) if joined[n].strip()), end)
            if below < end and _are_figures_of(joined[until], joined[below], form):
                joined[below] = f"{joined[until].strip()} {joined[below].strip()}"
                joined[until] = ""
                until = below
            at = until + 1
    return joined


def with_tables(lines: Sequence[str], form: Form) -> Iterator[tuple[int, int]]:
    """The first line behind the heading of each section with a table, and the line of the next heading."""
    heads = [(at, section) for at, line in enumerate(lines) if (section := section_named(plain(line), form))]
    ends = [at for at, _ in heads] + [len(lines)]
    for (at, section), end in zip(heads, ends[1:], strict=True):
        if section.table is not None:
            yield at + 1, end


def _label_until(lines: Sequence[str], start: int, end: int, words: Set[str], beginnings: Set[str]) -> int:
    """The last line of the longest label that begins on line `start`; `start` where none of several lines does.

    `beginnings` are the first `_BEGINNING` characters of all `words`.
    """
    joined, last = "", start
    if not lines[start].strip():
        return start
    used = 0
    for at in range(start, end):
        text, figures = _label_and_figures(lines[at])
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
    """Whether a line has just as many figures as the row of the label above it; the label must be that of no column.

    Labels of columns have no ordinal: 3.其他, （七）总计 are those of rows.
    """
    if not _ONLY_FIGURES.fullmatch(line) or (is_column(label) and not has_ordinal(label)):
        return False
    meant = row_meant(label, form)
    return meant is not None and len(meant[0].columns) == len(line.split())


def _label_and_figures(line: str) -> tuple[str, str]:
    """The words of a line, and the figures behind them."""
    match = _FIGURES.search(line)
    return (line[: match.start()].strip(), match[1]) if match else (line.strip(), "")


# -- paragraphs --------------------------------------------------------------------------

# Widths are in places, of which a Chinese character takes two.
_FEWEST_FULL = 5  # lines of full width in hard-wrapped text
_SLACK = 6  # places that a full line may be narrower than the widest
_WIDEST = 120  # places of a line of hard-wrapped text
_SHORT = 0.8  # of the widest line: one that is narrower ends its paragraph, whatever it ends with
_INDENT = re.compile(r"[ \t\u3000]+(?=\S)")
_NUMBERED = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)")
_LOOSE = re.compile(r"(?<=[^\x00-\x7f]) (?=[!-~])|(?<=[!-~]) (?=[^\x00-\x7f])")
_UNBREAKABLE = "".join(map(chr, range(0x21, 0x7F)))  # characters between which no line is broken
_NEVER_FIRST = tuple("。，、；：！？）》”")
_CLOSED = tuple("。！？；：:;!?")


def is_hard_wrapped(lines: Sequence[str], form: Form) -> bool:
    """Whether lines end at the edge of a page: many are as wide as the widest, with a sentence going on in the next."""
    lines = [line for line in _prose_lines(lines, form) if line.strip()]
    widths = [_width(line) for line in lines]
    widest = max(widths, default=0)
    if widest > _WIDEST:
        return False
    full = [
        line
        for line, following in pairwise([*lines, ""])
        if _width(line) >= widest - _SLACK and following and not line.rstrip().endswith(_CLOSED)
    ]
    return len(full) >= _FEWEST_FULL and sum(w > widest // 2 for w in widths) <= 4 * len(full)


def paragraphs_joined(lines: Sequence[str], form: Form) -> list[str]:
    """The lines of a hard-wrapped text in which each paragraph is on one line, the first of its lines.

    A paragraph ends with a line that is not full; see `_begins` for how one begins.
    """
    joined = list(lines)
    prose = _prose_lines(lines, form)
    widest = max(map(_width, prose), default=0)
    cut_at = _cut_at(prose)
    tables = [range(start, end) for start, end in with_tables(lines, form)]
    first: int | None = None  # the first line of the open paragraph
    before: int | None = None  # the first line of the paragraph before
    last = ""
    next_word = _next_words(lines)
    for at, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if any(at in table for table in tables) or section_named(text, form) or read_title(text):
            first = before = None
        elif before is not None and text.startswith(_NEVER_FIRST):
            first = before
            joined[first] += text
            joined[at] = ""
        elif first is None or _begins(line, lines[first], last):
            first = at
        else:
            joined[first] += text
            joined[at] = ""
        before = before if first is None else first
        if len(line.rstrip()) != cut_at and _ends_paragraph(text, _width(line) + next_word[at], widest):
            first = None
        last = text
    return joined


def _begins(line: str, first: str, last: str) -> bool:
    """Whether a line begins a paragraph: it is indented, no less than the first one of the paragraph above, or a number behind a sentence.

    `last` is the line above. All lines may be indented, as in text with the margins of a page.
    """
    indent, above = (_width(text) - _width(text.lstrip()) for text in (line, first))
    if indent and indent >= above:
        return True
    return bool(_NUMBERED.match(line.lstrip())) and last.endswith(_CLOSED)


def _cut_at(prose: Iterable[str]) -> int:
    """The number of characters after which all lines are broken, as by some programs whatever their width; or 0."""
    longest, count = max(Counter(len(line.rstrip()) for line in prose).items(), default=(0, 0))
    return longest if count >= _FEWEST_FULL else 0


def _next_words(lines: Sequence[str]) -> list[int]:
    """For each line, the width of the unbreakable word, 0517-83605210, that the next line begins with."""
    widths: list[int] = []
    word = 0
    for line in reversed(lines):
        widths.append(word)
        if line.strip() and not _INDENT.match(line):
            word = len(line.lstrip()) - len(line.lstrip().lstrip(_UNBREAKABLE))
    return widths[::-1]


def _ends_paragraph(text: str, width: int, widest: int) -> bool:
    """Whether a line is the last of its paragraph; `width` includes the word that did not fit on it."""
    return width < widest - _SLACK and (text.endswith(_CLOSED) or width < _SHORT * widest)


def _prose_lines(lines: Sequence[str], form: Form) -> list[str]:
    """The lines that are neither in a section with a table nor the heading of a section."""
    tables = [range(start, end) for start, end in with_tables(lines, form)]
    others = (line for at, line in enumerate(lines) if not any(at in table for table in tables))
    return [line for line in others if not section_named(plain(line), form)]


def _width(line: str) -> int:
    """The width of a line in places, without the blanks that programs put between Chinese and digits: 2024 年."""
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in _LOOSE.sub("", line.rstrip()))
