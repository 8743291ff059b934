"""The paragraphs of a report's prose: names, places, sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from ndbg.check.prose.numerals import year_in_numerals
from ndbg.check.prose.office import Office
from ndbg.check.prose.quantities.quantity import Quantity, read
from ndbg.check.prose.scene import Context
from ndbg.check.prose.sentences import Run, head_of, runs
from ndbg.check.prose.tokenizer import tokens_of
from ndbg.check.prose.tokens import Token, behind_last
from ndbg.document.blanks import MARKER
from ndbg.report import Origin, Prose, Report
from ndbg.text.text import Text


class Sentence(NamedTuple):
    """A sentence: its tokens, with what is in brackets set aside, and its numbers in order.

    `flows` are the numbers of applications that the paragraph has told of before.
    """

    run: Run
    quantities: tuple[Quantity, ...]
    flows: tuple[Quantity, ...] = ()

    def outside(self) -> list[Quantity]:
        """The numbers that do not stand in brackets."""
        return [q for q in self.quantities if q.run is self.run]

    def readings(self) -> Iterator[tuple["Sentence", int]]:
        """The sentence, and it up to each of its brackets and with these, each with the place of its first token to read."""
        yield self, 0
        for anchor, aside in self.run.asides:
            if anchor and any(t.kind in _OF_PORTIONS for t in aside.tokens):
                yield self.with_brackets(anchor, aside), anchor

    def with_brackets(self, anchor: int, aside: Run) -> "Sentence":
        """The sentence up to brackets, as if what they hold stood behind a comma and ended it: 收到4件（较上年减少3件）."""
        run, first, last = self.run, aside.tokens[0], aside.tokens[-1]
        comma, end = Token("stop", "，", first.start, first.start), Token("stop", "。", last.end, last.end)
        tokens = [*run.tokens[:anchor], comma, *aside.tokens, end]
        apart = replace(run, tokens=tokens, asides=aside.asides)
        told = (q._replace(run=apart) for q in self.outside() if q.at < anchor)
        return self._replace(run=apart, quantities=tuple(told))


_OF_PORTIONS = ("number", "portion", "figure")


@dataclass(eq=False, repr=False)
class Paragraph:
    """A paragraph: the number of its section (empty for the foreword), a name for people, its text.

    `index` counts the paragraphs of the section from 0. `line` is its line in the file and `source` that line,
    if the file has lines; `marked` is the text with markers where that has figures. `sentences` leaves out
    what runs on too long to be one; `unread` is whether there is such a one.
    """

    section: str
    name: str
    text: Text
    index: int
    line: int | None
    source: str
    marked: str
    tokens: Sequence[Token]
    sentences: tuple[Sentence, ...]
    unread: bool

    @property
    def plain(self) -> str:
        """The text, normalised."""
        return self.text.plain

    def quote(self, start: int, end: int) -> str:
        """The words from `start` to `end` of the normalised text, as written."""
        return self.text.quote(start, end)

    def told_apart(self, start: int, end: int) -> tuple[int, int]:
        """A part of the normalised text, without signs before it, and with the words that tell it from its like.

        Of 2020年受理申请3件；2021年，受理申请3件 the second count is 2021年，受理申请3件.
        """
        plain = self.plain
        start += len(head_of(plain, start))
        while start < end and plain[start] in _SIGNS:
            start += 1
        while start > 0 and plain[start - 1] not in _ENDS_OF_CLAUSES and self._stands_twice(start, end):
            start = behind_last(_SIGNS, plain, start - 1)
        return start, end

    def _stands_twice(self, start: int, end: int) -> bool:
        words = self.plain[start:end]
        return self.plain.find(words) < start or self.plain.find(words, start + 1) >= 0

    def origin(self, start: int, end: int) -> Origin:
        """Where a part of the normalised text stands in the file."""
        return self.origin_of_written(*self.text.span(start, end))

    def origin_of_written(self, start: int, end: int) -> Origin:
        """Where a part of the text as written stands in the file."""
        within = (start, end)
        if self.line is None:
            place = f"{self.name}第{self.index + 1}段"
            return Origin(None, start, end, place, self.section, self.index, within)
        left, right = (0, 0)
        if start < end and end <= len(self._columns):
            left, right = self._columns[start][0], self._columns[end - 1][1]
        return Origin(self.line, left, right, "", self.section, self.index, within)

    @cached_property
    def _columns(self) -> list[tuple[int, int]]:
        """Where each character of the text stands in the line of the file; nothing where that cannot be told.

        A figure stands where its marker does; what the line has besides, such as signs of Markdown, is skipped.
        """
        places = _columns_of(self.marked, self.source)
        if self.marked == self.text.written or not places:
            return [(at, at + 1) for at in places]
        markers = list(MARKER.finditer(self.marked))
        literals = MARKER.compiled().split(self.marked)[::2]
        match = re.fullmatch("(.*?)".join(map(re.escape, literals)), self.text.written)
        if match is None or not markers:
            return []
        found: list[tuple[int, int]] = []
        end = 0
        for group, marker in enumerate(markers, 1):
            found += [(at, at + 1) for at in places[end : marker.start()]]
            span = (places[marker.start()], places[marker.end() - 1] + 1)
            found += [span] * (match.end(group) - match.start(group))
            end = marker.end()
        return [*found, *((at, at + 1) for at in places[end:])]


_SIGNS = "，、：；。"
_ENDS_OF_CLAUSES = "；。"


def _columns_of(text: str, line: str) -> list[int]:
    """Where the characters of a text stand in a line that has them in this order; nothing where it has not."""
    start = line.find(text)
    if start >= 0:
        return list(range(start, start + len(text)))
    places = []
    at = -1
    for char in text:
        at = line.find(char, at + 1)
        if at < 0:
            return []
        places.append(at)
    return places


def texts(report: Report) -> Iterator[tuple[str, str, Prose]]:
    """The texts of a report: the section's number, its name for people, and what it says."""
    if report.preface.text:
        yield "", "引言", report.preface
    beside = report.source.outline.beside if report.source.outline else {}
    for section in report.form.sections:
        if section.no in report.prose:
            yield section.no, f"“{section.heading}”", report.prose[section.no]
        elif section.no in beside:
            yield section.no, f"“{section.heading}”表格以外的文字", beside[section.no]


def paragraphs(report: Report, office: Office) -> Iterator[Paragraph]:
    """The paragraphs of all texts of a report, in order, read for the office that reports."""
    lines = report.source.lines
    for no, name, prose in texts(report):
        context = Context()
        written = prose.text.split("\n")
        headed = any(head_of(Text(paragraph[:_LONGEST_HEAD]).plain).startswith("（") for paragraph in written)
        marked = prose.source.split("\n")
        for index, paragraph in enumerate(written):
            line = prose.lines[index] if index < len(prose.lines) else prose.origin.line
            text = Text(paragraph)
            tokens = tokens_of(year_in_numerals(text.plain), dict(office.names_in(text.plain)))
            sentences = tuple(_sentences(text.plain, tokens, office, context, headed=headed))
            yield Paragraph(
                section=no,
                name=name,
                text=text,
                index=index,
                line=line,
                source=lines[line - 1] if line and line <= len(lines) else "",
                marked=marked[index] if len(marked) == len(written) else paragraph,
                tokens=tokens,
                sentences=sentences,
                unread=sum(len(s.run.sentence) for s in sentences) < len(text.plain),
            )


_LONGEST_HEAD = 8


def _sentences(
    text: str, tokens: Sequence[Token], office: Office, context: Context, *, headed: bool
) -> Iterator[Sentence]:
    """The sentences of a paragraph. A heading begins something new; where there are headings such as （一）, 1. is none."""
    flows: tuple[Quantity, ...] = ()
    for run in runs(text, tokens):
        if _is_headed(run, headed=headed):
            context.about = "heading"
        quantities = tuple(read(run, office, context))
        yield Sentence(run, quantities, flows)
        told = (q for q in quantities if q.what and q.what.kind == "flow" and q.own and q.now)
        flows = (*flows, *told)[-_NEAR:]


def _is_headed(run: Run, *, headed: bool) -> bool:
    """Whether a heading begins with a sentence: （一）, 一、, 【许可】, and 1. where there are no others."""
    head = run.head
    bracketed = run.sentence.startswith(("【", "〔"))
    return head.startswith("（") or head.endswith("、") or (head[:1].isdigit() and not headed) or bracketed


_NEAR = 12  # numbers of applications that a sentence may still go back to
