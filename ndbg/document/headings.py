"""Recognise the headings of the six sections in the wordings in use."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from ndbg.form import Form, Section, forms
from ndbg.text.labels import compact, label_key, label_similarity, may_be_similar, readings
from ndbg.text.patterns import HAN, Pattern

_LONGEST = 40  # characters of a heading
_LEAST_SIMILARITY = 0.7  # to a known wording, behind the section's number
_LEAST_SIMILARITY_ALONE = 0.85  # of a line without a number
_MOST_LINES = 3000  # of a text in which freely worded headings are looked for
_NUMBER = Pattern(r"第?([一二三四五六])(?:[、.,:]|部分[、.,:]?)")
_NO_HEADING = Pattern(r"[。;!?,]")
# In lower case, the number of a section in other figures than 一、, with the word for one: 02, Ⅱ, 贰, part 02, 第二部分.
_SECTION_NUMBER = Pattern(
    r"(?:(?:part|chapter|no\.?)?(?:0?(?P<digit>[1-6])|(?P<roman>iv|i{1,3}|vi?)|(?P<han>[一二三四五六壹贰叁肆伍陆]))"
    rf"|第(?P<part>[一二三四五六])(?:部分|章))[.、:·|/-]*(?P<rest>{HAN}.*)?",
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi")
_FORMAL = str.maketrans("壹贰叁肆伍陆", "一二三四五六")
# Captions of tables and pictures.
_CAPTION = Pattern(
    r"附?[表图][\d一二三四五六七八九十]{1,3}[-.\d]{0,4}[:.、]?[^。;!?]{2,40}|[^。;!?,:]{4,40}(?<![上下列如附见])[表图]",
)
_ANNEX = Pattern(r"附[件表录]\d{0,2}[:.、]?(?:[^。]{0,30}(?:情况|统计|表))?")


# Cached, since a line is looked up four times or more when a document is cut, read and filled.
@lru_cache(maxsize=512)
def section_named(text: str, form: Form) -> Section | None:
    """The section of a form that a line is the heading of; None where it is none.

    The wording must be known or, after the section's number, similar to a known one.
    """
    dense = _dense(text)
    number = _NUMBER.match(dense)
    # After a number, a remark in brackets is ignored: 一、总体情况（不超过1000字）.
    keys = set(readings(dense) if number else [label_key(dense)])
    exact = next((s for s in form.sections if keys & s.label.wordings()), None) if dense else None
    if exact or not number:
        return exact or _numbered_otherwise(dense, form)
    section = next((s for s in form.sections if s.no == number[1]), None)
    return section if section and _similarity(dense[number.end() :], section) > _LEAST_SIMILARITY else None


def _numbered_otherwise(dense: str, form: Form, *, alone: bool = False) -> Section | None:
    """The section of a form that a line heads with its number in other figures and a known wording: PART 02.

    `alone`: the line is such a number and nothing more. None where it is neither.
    """
    found = _SECTION_NUMBER.fullmatch(dense.lower())
    if found is None or (found["rest"] is None) is not alone:
        return None
    han = (found["han"] or "").translate(_FORMAL)
    number = found["digit"] or han or found["part"] or f"{_ROMAN.index(found['roman']) + 1}"
    section = next((s for at, s in enumerate(form.sections, 1) if number in (s.no, f"{at}")), None)
    known = alone or (section and label_key(found["rest"]) in section.label.wordings())
    return section if known else None


def is_heading(text: str) -> bool:
    """Whether a line is the heading of a section in any form."""
    return any(section_named(text, form) for form in forms())


def section_number(text: str) -> int:
    """The place, from 1 on, of the section in any form that a line is the heading of; 0 where it is none."""
    named = ((form, section_named(text, form)) for form in forms())
    return next((form.sections.index(section) + 1 for form, section in named if section), 0)


def _dense(text: str) -> str:
    """A line in its compact form; empty where it is too long for a heading or begins with a number in brackets."""
    dense = compact(text) if len(text) < 10 * _LONGEST else ""
    # （一） always begins a second-level heading.
    return "" if len(dense) > _LONGEST or dense.startswith("(") else dense


def _similarity(text: str, section: Section) -> float:
    """The greatest similarity to a wording of a section; 0 where it cannot reach `_LEAST_SIMILARITY`."""
    wordings = (section.label.text, *section.label.also)
    return max(
        (label_similarity(text, w) for w in wordings if may_be_similar(text, w, _LEAST_SIMILARITY)),
        default=0.0,
    )


def section_meant(text: str, form: Form) -> Section | None:
    """The section of a form that a line may be the heading of, if no other line is.

    The line has the section's number and one of its keywords, 五、存在的不足, or is similar to a known wording.
    """
    dense = _dense(text)
    if not dense or _NO_HEADING.search(dense.rstrip("。")):
        return None
    if number := _NUMBER.match(dense):
        wording = dense[number.end() :]
        return next(
            (s for s in form.sections if s.no == number[1] and any(w in wording for w in s.keywords)), None
        )
    return next((s for s in form.sections if _similarity(dense, s) >= _LEAST_SIMILARITY_ALONE), None)


_OTHER_NUMBER = Pattern(r"\(?(?:([一二三四五六])|([1-6]))(?:\)|[、.:])?")
_LEAST_SIMILARITY_NUMBERED = 0.4  # of a heading in other words, behind its number


def heads_in_other_words(text: str, section: Section, number: int) -> bool:
    """Whether a line may be meant as the heading of a section, the `number`-th of the form, that has no other.

    It begins with the section's number, also as （二）, 2. or （2）, and has one of its keywords or is somewhat similar to
    one of its wordings: 2.主动公开情况.
    """
    dense = compact(text)
    found = _OTHER_NUMBER.match(dense) if len(dense) <= _LONGEST and not _NO_HEADING.search(dense) else None
    if found is None or (found[1] or found[2]) not in (section.no, f"{number}"):
        return False
    said, wordings = dense[found.end() :], (section.label.text, *section.label.also)
    return any(word in said for word in section.keywords) or any(
        label_similarity(said, wording) >= _LEAST_SIMILARITY_NUMBERED for wording in wordings
    )


def heads_table(text: str, form: Form) -> bool:
    """Whether a line is the heading of a section with a table, or names an enclosure: 附件1."""
    section = section_named(text, form)
    return (section is not None and section.table is not None) or bool(_ANNEX.fullmatch(compact(text)))


def is_caption(text: str) -> bool:
    """Whether a line next to a table is its caption, 表1 近两年办理情况, or names an enclosure."""
    dense = compact(text)
    return bool(_CAPTION.fullmatch(dense) or _ANNEX.fullmatch(dense))


def headings(lines: Sequence[str], form: Form, tables: Collection[int] = ()) -> dict[str, int]:
    """The index of the heading of each section of a form, by the section's number.

    Of several candidates, those with the section's number are preferred, and of these the last one that keeps the order
    of the sections: a table of contents comes before the headings. For the sections behind the last table of the form,
    of which `tables` are the indices, it is the first one below that table: notes after the report may name sections
    again. A section still missing may have a freely worded heading.
    """
    candidates = _candidates(lines, form)
    if not any(candidates.values()):
        return _in_brackets(lines, form)
    found: dict[str, int] = {}
    behind = _behind(candidates, form, max(tables)) if tables else {}
    before = len(lines)
    for section in reversed(form.sections):
        index = max((i for i in candidates[section.no] if i < before), default=None)
        if (index := behind.get(section.no, index)) is not None:
            found[section.no] = before = index
    return found if len(found) == len(form.sections) else found | _freely_worded(lines, found, form)


def _candidates(lines: Sequence[str], form: Form) -> dict[str, list[int]]:
    """Candidate lines for the heading of each section; lines with its number exclude the others."""
    named: dict[str, list[int]] = {section.no: [] for section in form.sections}
    for at, line in enumerate(lines):
        if section := section_named(line, form):
            named[section.no].append(at)
    return {
        no: [at for at in found if compact(lines[at]).removeprefix("第").startswith(no)] or found
        for no, found in named.items()
    }


def _in_brackets(lines: Sequence[str], form: Form) -> dict[str, int]:
    """The headings where all have their numbers in brackets, （一）总体情况, and are in order; else empty."""
    found: dict[str, int] = {}
    before = len(lines)
    for section in reversed(form.sections):
        head = f"({section.no})"
        at = (
            at
            for at in range(before - 1, -1, -1)
            if (dense := compact(lines[at])).startswith(head)
            and label_key(dense.removeprefix(head)) in section.label.wordings()
        )
        if (index := next(at, None)) is None:
            return {}
        found[section.no] = before = index
    return found


def _behind(candidates: Mapping[str, Sequence[int]], form: Form, table: int) -> dict[str, int]:
    """The headings of the sections behind the last one with a table: the first candidates below that table, in order."""
    last = max(at for at, section in enumerate(form.sections) if section.table)
    found: dict[str, int] = {}
    for section in form.sections[last + 1 :]:
        index = min((i for i in candidates[section.no] if i > table), default=None)
        if index is not None:
            found[section.no] = table = index
    return found


def _freely_worded(lines: Sequence[str], found: Mapping[str, int], form: Form) -> dict[str, int]:
    """The headings found, with freely worded ones for the other sections, each between those of its neighbours."""
    also = dict(found)
    if len(lines) > _MOST_LINES:
        return also
    meant = [section_meant(line, form) for line in lines]
    for at, section in enumerate(form.sections):
        if section.no in found:
            continue
        above = _known(form.sections[:at], also)
        below = _known(form.sections[at + 1 :], also)
        start, end = max(above, default=-1) + 1, min(below, default=len(lines))
        # The first one counts: paragraphs within a section may be numbered in the same way.
        index = next((i for i in range(start, end) if meant[i] is section), None)
        if index is not None:
            also[section.no] = index
    return also


def _known(sections: Iterable[Section], found: Mapping[str, int]) -> list[int]:
    return [found[section.no] for section in sections if section.no in found]


def split_at_headings(text: str, form: Form) -> list[str]:
    """A paragraph split at headings of sections in it: `一、总体情况 本年度……` becomes the heading and the text."""
    if "\n" not in text and not _NUMBER.match(text.lstrip()):
        return [text]
    pieces: list[list[str]] = [[]]
    for line in text.split("\n"):
        if not is_known_heading(line, form) and (heading := _run_in(form).match(line)):
            pieces += [[heading[1]], [line[heading.end() :]]]
        elif section_named(line, form):
            pieces += [[line], []]
        else:
            pieces[-1].append(line)
    return ["\n".join(piece) for piece in pieces if piece]


_OTHER_WRITING = Pattern(r"[A-Za-z][A-Za-z&,.'\s/-]+")
_MOST_PIECES = 3  # lines of a heading
_A_SUBTITLE = 12  # characters: GENERAL SITUATION


def whole_headings(lines: Sequence[str], form: Form) -> Iterator[tuple[int, int, str]]:
    """The headings of sections that take several lines, each from one index to before another, and as one text.

    A known wording is broken over them, or its number stands on the line above: 02, PART 02; the same in other
    letters may stand above or below. A line that is a heading by itself is none of them.
    """
    at = 0
    while at < len(lines):
        end, text = _whole(lines, at, form) if lines[at].strip() else (at, "")
        if end > at:
            yield at, end, text
        at = max(end, at + 1)


def _has_text_below(lines: Sequence[str], at: int, form: Form) -> bool:
    """Whether something else stands below a line before the next heading: a line alone is the text of its section."""
    below = next((line for line in lines[at + 1 :] if line.strip()), "")
    return bool(below) and section_named(below, form) is None


def _whole(lines: Sequence[str], start: int, form: Form) -> tuple[int, str]:
    """Behind which line the heading ends that begins on a line, and its text; the line itself where none does."""
    number = _numbered_otherwise(_dense(lines[start]), form, alone=True)
    begin = start + (number is not None)
    while begin > start and begin < len(lines) and _OTHER_WRITING.fullmatch(lines[begin].strip()):
        begin += 1
    end = _behind_heading(lines, begin, form)
    if end == begin:
        return start, ""
    text = "".join(line.strip() for line in lines[begin:end])
    if number and section_named(text, form) is not number:
        return start, ""
    if len(_dense(lines[start])) == 1 and _NUMBER.match(text):
        return start, ""  # the line 2 above 二、主动公开政府信息情况 is text of the section before
    behind = lines[end].strip() if end < len(lines) else ""
    subtitle = number or len(behind) >= _A_SUBTITLE  # AA below 一、总体情况 may be all that the section says
    if subtitle and _OTHER_WRITING.fullmatch(behind) and _has_text_below(lines, end, form):
        end += 1
    return (end, text) if end - start > 1 else (start, "")


def _behind_heading(lines: Sequence[str], start: int, form: Form) -> int:
    """The index behind the lines that make a known heading from one on; this one where they make none."""
    for end in range(start + 1, min(start + _MOST_PIECES, len(lines)) + 1):
        pieces = [line.strip() for line in lines[start:end]]
        alone = end > start + 1 and is_known_heading(pieces[-1], form)
        if not all(pieces) or alone or sum(map(len, pieces)) > _LONGEST:
            return start
        if is_known_heading("".join(pieces), form):
            return end
    return start


def is_known_heading(line: str, form: Form) -> bool:
    """Whether a line is the heading of a section in a known wording, and nothing more."""
    return not form.headings.isdisjoint(readings(line))


@cache
def _run_in(form: Form) -> Pattern:
    """A pattern for the numbered heading of a section of prose in a known wording, followed by text on the same line.

    The dots and the page number of a table of contents are no text.
    """
    wordings = {
        section.no: sorted((section.label.text, *section.label.also), key=len, reverse=True)
        for section in form.prose_sections
    }
    headings = (
        rf"第?{no}(?:部分)?[、.．,，:：\s]*(?:{'|'.join(map(re.escape, texts))})"
        for no, texts in wordings.items()
    )
    given = "|".join(text for texts in wordings.values() for text in texts)
    return Pattern(rf"\s*({'|'.join(headings)})[\s。:：]+(?=.*{HAN})", given=given)
