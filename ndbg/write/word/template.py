"""A Word form, filled with one report or many."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from ndbg.document.titles import titles_in
from ndbg.document.units import COUNTED
from ndbg.form import Form, Measure
from ndbg.form.naming import name_cell
from ndbg.ooxml.body import has_changes
from ndbg.ooxml.fallback import boxes_stored_twice, copy_into_fallback
from ndbg.ooxml.fields import remove_broken_fields
from ndbg.ooxml.mark import PART as MARK_PART
from ndbg.ooxml.mark import Mark, text_digest, with_mark
from ndbg.ooxml.package import xml_bytes
from ndbg.ooxml.text import Element, paragraph_text, set_text
from ndbg.report import Report, date_text
from ndbg.report.names import Names
from ndbg.write.shared import DRAFT, figure_text
from ndbg.write.word.around import (
    empty_labels,
    hidden_lines,
    lines_below,
    notes_beside,
    room_for_day,
    shows_day,
    unfit_properties,
)
from ndbg.write.word.cells import highlight_text
from ndbg.write.word.extras import comments_left, unchanged
from ndbg.write.word.filled import FilledForm, Kind, Notice, TemplateError, notices, placed
from ndbg.write.word.form_places import FormPlaces, find_places
from ndbg.write.word.labelled import write_labelled
from ndbg.write.word.marks import (
    FormParagraph,
    instructions,
    leftovers,
    sign,
    write_agency,
    write_date,
    write_markers,
    write_month,
    write_years,
)
from ndbg.write.word.offices import (
    kept_aside,
    names_one,
    others,
    still_naming,
    write_blank_names,
    write_offices,
)
from ndbg.write.word.parts import remove_unmarked
from ndbg.write.word.prose import write_preface, write_prose
from ndbg.write.word.refusals import unknown_names
from ndbg.write.word.title import title_lines, write_running_titles, write_title
from ndbg.write.word.typeset import break_title, place_signature
from ndbg.write.word.visibility import let_longer_grow, text_boxes
from ndbg.write.word.word_art import remains, write_word_art

if TYPE_CHECKING:
    from ndbg.write.picture import Picture


def fill(
    template: bytes,
    path: Path,
    report: Report,
    *,
    draft: bool = False,
    pictures: "Sequence[Picture]" = (),
    sealed: bool = True,
) -> FilledForm:
    """Fill the form `template`, read from `path`, with one report: see `Template`."""
    form = Template(template, path, report.form)
    return form.fill(report, draft=draft, pictures=pictures, sealed=sealed)


# Gives the element of a copy of the form that stands for one of the form.
_CopyOf = Callable[[Element], Element]


class Template:
    """A form with its places found, to be filled with one or many reports."""

    def __init__(self, template: bytes, path: Path, form: Form) -> None:
        """See `find_places`, and what it raises."""
        self._places = find_places(template, path, form)

    def fill(
        self,
        report: Report,
        *,
        draft: bool = False,
        pictures: "Sequence[Picture]" = (),
        sealed: bool = True,
    ) -> FilledForm:
        """Fill the form with a report.

        Missing figures are marked as not filled in. `draft` stamps 草稿 on the pages; `pictures` go to the end of the
        first section; `sealed`: a seal will be put on the report, which decides the place of the signature. Raises
        TemplateError where the form has an unknown marker, no title, or another unit for an amount.
        """
        places = self._places
        if wrong := [*_other_units(places, report), *_unparted(places, report)]:
            raise TemplateError(places.path, wrong)
        return _Filling(places, report).filled(draft=draft, pictures=pictures, sealed=sealed)


class _Filling:
    """One copy of a form that is being filled with a report."""

    def __init__(self, places: FormPlaces, report: Report) -> None:
        self._places, self._report = places, report
        self._copies = [(part, part.copied()) for part in places.parts]
        self._copy_of: _CopyOf = self._copies[0][1]
        self._twice = [pair for part, of in self._copies for pair in boxes_stored_twice(of(part.tree))]
        self._boxes = text_boxes(self._copy_of(places.parts[0].tree))
        self._texts = [FormParagraph(of(p)) for part, of in self._copies for p in part.live]
        self._art = [of(path) for part, of in self._copies for path in part.art]
        self._notice = {self._copy_of(p) for p in places.front.notice}

    def filled(self, *, draft: bool, pictures: "Sequence[Picture]", sealed: bool) -> FilledForm:
        """Write the report into the copy. Raises TemplateError."""
        places, report = self._places, self._report
        self._write_around(draft=draft)
        self._write_figures()
        empty = self._write_labelled()
        write_preface(places.prose, report, self._copy_of)
        write_prose(places.prose, report, self._copy_of)
        write_word_art(self._art, report, places.offices.own, places.titled)
        # Notices quote the text as it is before its lines are broken.
        told = list(self._notices(empty))
        kept = self._kept()
        self._lay_out(sealed=sealed)
        for box, fallback in self._twice:
            copy_into_fallback(box, fallback)
        let_longer_grow(self._boxes)
        root = self._copy_of(places.parts[0].tree)
        remove_broken_fields(root)
        told += notices(Kind.COMMENT, comments_left(root, places.remarks.comments))
        remove_unmarked([of(part.tree) for part, of in self._copies])
        told += self._notices_at_end(root)
        if not (shows_day(self._outside(), report) or any(n.kind is Kind.ROOM_FOR_DAY for n in told)):
            told.append(Notice(Kind.UNPLACED, "公布日期"))  # a form without another part is refused
        data = self._packed(draft=draft, pictures=pictures)
        return FilledForm(data, tuple(told), kept, others(places.offices.all, report.agency))

    def _outside(self) -> Sequence[FormParagraph]:
        """The paragraphs outside the notice before the title."""
        return [text for text in self._texts if text.paragraph not in self._notice]

    # -- what is told -------------------------------------------------------------------------------

    def _notices(self, empty: Iterable[str]) -> Iterator[Notice]:
        """The notices on the text as written; `empty` are labels of cells that stay empty."""
        places, report, outside = self._places, self._report, self._outside()
        properties, offices = places.remarks.properties, places.offices.all
        known = others(offices, report.agency)
        yield from places.remarks.notices
        yield from places.cells.notices
        yield from notices(Kind.CELL, empty)
        yield from notices(Kind.LOST, places.prose.lost)
        yield from placed(Kind.UNANSWERED, places.prose.unanswered(report))
        yield from notices(Kind.UNIT, _unsaid_units(places, report))
        yield from notices(Kind.NOTE, self._notes(outside))
        yield from room_for_day(outside, report)
        day = date_text(report.published) if report.published else ""
        left = leftovers(outside, report.year, report.agency)
        yield from notices(Kind.LEFTOVER, dict.fromkeys(line for line in left if line != day))
        yield from placed(Kind.NAMED, dict.fromkeys(still_naming(outside, report.agency, offices)))
        yield from placed(Kind.ASIDE, dict.fromkeys(kept_aside(self._texts, report.agency)))
        yield from remains(self._art, report, offices)
        below = set(places.prose.below)  # which are told as notes
        labelled = (p for p in (*places.around, *places.signed) if p not in below)
        lines = empty_labels(FormParagraph(self._copy_of(p)) for p in labelled)
        yield from notices(Kind.LEFTOVER, dict.fromkeys(lines))
        yield from notices(Kind.LEFTOVER, unfit_properties(properties, report, known))
        yield from (Notice(Kind.NAMED, line, "文件属性") for line in properties if names_one(line, known))

    def _notices_at_end(self, root: Element) -> Iterator[Notice]:
        """The notices on what else the finished document still has."""
        places = self._places
        lines = (" ".join(paragraph_text(self._copy_of(p)).split()) for p in places.front.notice)
        yield from notices(Kind.FRONT, filter(None, lines))
        if places.prose.of_another_year(self._report):
            yield from notices(Kind.PICTURE, unchanged(places.remarks.pictures, self._copy_of))
        if places.remarks.tracked and has_changes(root):
            yield Notice(Kind.TRACKED)
        yield from notices(Kind.HIDDEN, dict.fromkeys(hidden_lines(root)))

    def _kept(self) -> tuple[str, ...]:
        """The lines of the form around figures and prose, with single blanks."""
        around = (FormParagraph(self._copy_of(p)) for p in self._places.around)
        lines = (line for text in around if not text.dropped for line in str(text).split("\n"))
        return tuple(" ".join(line.split()) for line in lines)

    def _notes(self, texts: Sequence[FormParagraph]) -> tuple[str, ...]:
        """The instructions in some paragraphs, and the lines below the last section, each once."""
        below = (FormParagraph(self._copy_of(p)) for p in self._places.prose.below)
        return tuple(
            dict.fromkeys(
                (
                    *instructions(texts),
                    *notes_beside(FormParagraph(self._copy_of(p)) for p in self._places.beside),
                    *lines_below(below, self._report.agency),
                )
            )
        )

    # -- what is written ----------------------------------------------------------------------------

    def _write_around(self, *, draft: bool) -> None:
        """Write all but figures and prose: title, markers, years, date, in headers and footers too."""
        places, report, texts = self._places, self._report, self._texts
        names = Names(report)
        if unknown := [*unknown_names(texts, names)]:
            raise TemplateError(places.path, unknown)
        write_markers(texts, names)
        before = [FormParagraph(self._copy_of(p)) for p in places.front.before]
        own = {title.agency for title in titles_in(title_lines(before))}
        if not write_title(before, report, f"（{DRAFT}）" if draft else ""):
            raise TemplateError(
                places.path,
                ["找不到标题；请在第一部分前面单独写一行“××局20××年政府信息公开工作年度报告”"],
            )
        write_running_titles(texts, report, own)
        front = {self._copy_of(p) for p in places.front.front}
        write_agency(texts, report.agency, self._notice)
        write_offices(self._outside(), report, places.offices.own, front)
        write_blank_names(
            (FormParagraph(self._copy_of(p)) for p in places.prose.foreword), own, report.agency
        )
        write_years(texts, report.year, report.published)
        sign([FormParagraph(self._copy_of(p)) for p in places.prose.below], report)
        write_date(texts, report.published, front, self._notice)
        write_month(
            [*before, *(FormParagraph(self._copy_of(p)) for p in places.prose.below)],
            report.published,
            self._notice,
        )

    def _write_figures(self) -> None:
        for id, node in self._places.cells.texts.items():
            set_text(self._copy_of(node), figure_text(self._report, id))
            if id not in self._report.figures:
                highlight_text(self._copy_of(node))
        for node in self._places.cells.grouped.values():
            set_text(self._copy_of(node), "0")

    def _write_labelled(self) -> tuple[str, ...]:
        """Write office, year and day into their cells; gives the labels of those that stay empty."""
        places = self._places.cells.labelled
        cells = [(own, self._copy_of(own.paragraph if own.text is None else own.text)) for own in places]
        return tuple(dict.fromkeys(write_labelled(cells, self._report)))

    def _lay_out(self, *, sealed: bool) -> None:
        """Break the lines of the title, and put the signature in its place."""
        for original in self._places.front.before:
            paragraph = self._copy_of(original)
            break_title(paragraph, self._report.agency, self._places.measures.most(paragraph))
        for text in self._texts:
            place_signature(text.paragraph, self._report, sealed=sealed)

    def _packed(self, *, draft: bool, pictures: "Sequence[Picture]") -> bytes:
        """The file, with the mark by which `fill` knows it again."""
        places = self._places
        written = {part.name: xml_bytes(of(part.tree)) for part, of in self._copies}
        if places.marks is not None:
            document = places.parts[0].tree
            mark = Mark(text_digest(self._copy_of(document)), places.digest)
            written[MARK_PART] = with_mark(deepcopy(places.marks), mark)
        data = places.archive.with_parts(written)
        # python-docx takes a tenth of a second to load; only drafts and pictures need it.
        if draft:
            from ndbg.write.word.draft import stamp_headers

            data = stamp_headers(data, places.path, DRAFT)
        if pictures:
            from ndbg.write.word.pictures import add_pictures

            data = add_pictures(data, places.path, places.form, pictures)
        return data


def _other_units(places: FormPlaces, report: Report) -> Iterator[str]:
    """The figures above which the form has another unit than the data, each unit once in a table."""
    told: dict[tuple[str, str], list[str]] = {}
    for id, unit in places.remarks.units.other.items():
        figure = report.figures.get(id)
        if figure and figure.value:
            told.setdefault((places.form.cells[id].table, unit), []).append(id)
    for (_, unit), ids in told.items():
        cell, more = places.form.cells[ids[0]], f"等 {len(ids)} 处" if ids[1:] else ""
        own = cell.column.unit if cell.measure is Measure.AMOUNT else COUNTED
        yield (
            f"{name_cell(cell)}{more}：表样里的单位是“{unit}”，数据里的 {report.figures[ids[0]].text} 是{own}；"
            f"请把表样里的单位改成“{own}”（国办统一格式的单位）"
        )


def _unparted(places: FormPlaces, report: Report) -> Iterator[str]:
    """The groups of rows that the form has in one row, which has room for them where all their figures are 0."""
    rows = {ids: {places.form.cells[id].row for id in ids} for ids in places.cells.grouped}
    for group in dict.fromkeys(places.form.cells[ids[0]].row.label.under[-1] for ids in rows):
        own = [id for ids in rows for id in ids if places.form.cells[id].row.label.under[-1] == group]
        if all(id in report.figures and report.figures[id].value == 0 for id in own):
            continue
        parts = dict.fromkeys(places.form.cells[id].row.label.text for id in own)
        yield (
            f"表样里“{group}”只有一行，数据里分 {len(parts)} 行，不都是 0；"
            f"请在表样里把这一行换成国办统一格式的 {len(parts)} 行：{'、'.join(f'“{part}”' for part in parts)}"
        )


def _unsaid_units(places: FormPlaces, report: Report) -> Iterator[str]:
    """The amounts whose unit the form does not say."""
    for id in places.remarks.units.unsaid:
        figure, cell = report.figures.get(id), places.form.cells[id]
        if figure and figure.value:
            row = cell.row.label.text
            yield f"“{row}”的金额，表样里没有写单位，填的 {figure.text} 是{cell.column.unit}"
