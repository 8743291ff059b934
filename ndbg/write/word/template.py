"""A Word form with its places found, to be filled with one report or many."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from ndbg.document.document import Document, TableNode, read_document, tables_in
from ndbg.document.grid import other_lines
from ndbg.document.titles import is_blank_title, is_sentence, read_title, titles_in
from ndbg.form import Form
from ndbg.form.naming import name_cell
from ndbg.ooxml.body import has_changes, nodes
from ndbg.ooxml.copies import Original
from ndbg.ooxml.fallback import boxes_stored_twice, store_again
from ndbg.ooxml.fields import CONTENTS, fields, settle_broken
from ndbg.ooxml.foreign import leave_out_foreign
from ndbg.ooxml.mark import PART as MARK_PART
from ndbg.ooxml.mark import Mark, digest, make_room, marked, text_digest
from ndbg.ooxml.numbering import numbered_styles
from ndbg.ooxml.package import Archive, Package, open_package, xml_bytes
from ndbg.ooxml.text import (
    TBL,
    Element,
    P,
    T,
    is_removed,
    own_paragraphs,
    paragraph_text,
    paragraphs_with_text,
    set_text,
)
from ndbg.report import Report
from ndbg.report.names import Names
from ndbg.text.patterns import HAN, Pattern
from ndbg.write.shared import DRAFT, figure_text
from ndbg.write.word.around import front_of, lines_below, room_for_day, unfit_properties, unplaced
from ndbg.write.word.cells import colours_beside, highlight_text, ready_cell
from ndbg.write.word.extras import (
    comments_in,
    comments_left,
    is_locked,
    other_cells,
    pictures_in,
    said_in_properties,
    unchanged,
    without_unit,
)
from ndbg.write.word.filled import FilledForm, TemplateError
from ndbg.write.word.holders import objects
from ndbg.write.word.labelled import labelled, write_labelled
from ndbg.write.word.marks import (
    Text,
    instructions,
    is_live,
    leftovers,
    sign,
    write_agency,
    write_date,
    write_markers,
    write_month,
    write_years,
)
from ndbg.write.word.offices import kept_aside, names_one, offices_in, others, write_offices
from ndbg.write.word.offices import left as left_offices
from ndbg.write.word.parts import Part, live_in, sides_of, tables_with_text
from ndbg.write.word.prose import Places, part_headings, write_preface, write_prose
from ndbg.write.word.refusals import no_heading, old_sheet, rows_in_one, unfound, unknown_names
from ndbg.write.word.reporter import reporting
from ndbg.write.word.title import title_lines, write_running_titles, write_title
from ndbg.write.word.typeset import Measures, break_title, place_signature
from ndbg.write.word.visible import hidden_styles
from ndbg.write.word.word_art import TEXT_PATH, remains, word_art, words, write_word_art

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
    """Fill the form `template`, read from `path`, with one report: see `prepare` and `Template.fill`."""
    return prepare(template, path, report.form).fill(report, draft=draft, pictures=pictures, sealed=sealed)


def prepare(template: bytes, path: Path, form: Form) -> "Template":
    """Find all places of a form, to fill it with one or many reports; `path` is for messages.

    Raises TemplateError where a figure, a heading or the title has no place in the form,
    NdbgError where the form is no sound Word file.
    """
    package = open_package(template, path, macros=True)  # which are left out
    foreign = leave_out_foreign(package)
    root = package.tree(package.document)
    found = list(nodes(root))
    if part_headings(found, form):
        found = list(nodes(root))
    content = read_document(found, form)
    if parts := [*old_sheet(content), *unfound(content.located), *no_heading(content)]:
        raise TemplateError(path, parts)
    tables = list(tables_in(found))
    others = other_lines(content.located, [table.grid for table in tables])
    return Template(package, path, root, content, foreign, others, tables, digest(template))


# Gives the element of a copy of the form that stands for one of the form.
_CopyOf = Callable[[Element], Element]
_CHARACTERS = Pattern(HAN)
# What an office adds to a heading of the form, in brackets behind it: 六、其他需要报告的事项（必填）.
_REMARK = Pattern(r"[（(【\[〔][^（()）【】\[\]〔〕]{1,40}[）)】\]〕]\s*$")


class Template:
    """A form with its places found."""

    def __init__(
        self,
        package: Package,
        path: Path,
        root: Element,
        content: Document[Element],
        foreign: tuple[str, ...],
        others: Sequence[str],
        tables: Sequence[TableNode[Element]],
        digest: str,
    ) -> None:
        self._path, self._foreign, self._others, self._digest = path, foreign, tuple(others), digest
        self._form = content.form
        self._before = [paragraph.payload for paragraph in content.before()]
        front = front_of(content)
        self._front = [paragraph.payload for paragraph in front]
        # Whole sentences are those of a notice, or tell how to fill the form in; a cover has none.
        self._notice = self._front if any(is_sentence(paragraph.text) for paragraph in front) else []
        # What prose will replace is settled first: once markers are filled, a signature looks like text.
        name = f"{package.document.rpartition('/')[0]}/styles.xml"
        styles = package.tree(name) if name in package.parts else None
        titled = offices_in(title_lines([Text(p) for p in self._before]))
        numbered = numbered_styles(styles) if styles is not None else ()
        self._places = Places(content, numbered, titled)
        sides = sides_of(package, root, self._places.replaced)
        drawn = [words(path) for tree in (root, *(tree for _, tree, _ in sides)) for path in word_art(tree)]
        aside = [text for _, _, said in sides for _, text in said]
        said = [*paragraphs_with_text(root), *(each for _, _, own in sides for each in own)]
        named = reporting(titled, content, self._places.below, said, [*aside, *drawn])
        self._offices, self._reporters, self._titled = named.all, named.own, titled
        settled = {*self._places.replaced, *self._places.headings.values()}
        self._heads = [content.heading(no).payload for no in content.headings]
        self._around = [item.payload for item in content.items if item and item.payload not in settled]
        cells = {id: place.cell.payload for id, place in content.located.places.items()}
        self._units = content.located.other_units
        grouped = {ids: place.cell.payload for ids, place in rows_in_one(content.located).items()}
        # A table within a cell stays, and is looked through.
        figures = {
            p
            for cell in (*cells.values(), *grouped.values())
            for own in own_paragraphs(cell)
            for p in own.iter(P)
        }
        written = figures | self._places.replaced
        # What a fallback says again is written with the box itself.
        written |= {p for _, again in boxes_stored_twice(root) for p in again.iter(P)}
        live = live_in(root, written, self._offices)
        self._tracked = has_changes(root)
        titles = {p for p in self._before if read_title(line := paragraph_text(p)) or is_blank_title(line)}
        figured = {*cells.values(), *grouped.values()}
        self._labelled = labelled(tables, figured)
        self._cells = other_cells(tables, figures | settled | titles, {own.cell for own in self._labelled})
        self._comments = comments_in(package)
        self._pictures = pictures_in(root, self._places.replaced | figures)
        self._contents = any(field.kind == CONTENTS for field in fields(root))
        self._properties_said = said_in_properties(package)
        self._without_unit = without_unit(content, tables)
        self._locked = is_locked(package, [*self._places.starts, *cells.values()])
        colours = colours_beside(root, set(cells.values()))
        held = [*objects(root), *(("表格", table) for table in tables_with_text(cells.values()))]
        hidden = hidden_styles(styles) if styles is not None else ()
        self._grouped = {
            ids: ready_cell(cell, colours, numbered, figured - {cell}, hidden)
            for ids, cell in grouped.items()
        }
        self._texts = {
            id: ready_cell(cell, colours, numbered, figured - {cell}, hidden) for id, cell in cells.items()
        }
        self._replaced = tuple(dict.fromkeys(name for name, element in held if is_removed(element, root)))
        # The document itself is the first.
        self._parts = [
            Part(package.document, root, live, word_art(root), Original(root, P, T, TBL, TEXT_PATH))
        ]
        self._parts += [
            Part(
                name,
                tree,
                [p for p, text in own if is_live(text) or _CHARACTERS.search(text)],
                word_art(tree),
                Original(tree, P, T, TEXT_PATH),
            )
            for name, tree, own in sides
        ]
        self._parts = [part for part in self._parts if part.live or part.art or part.name == package.document]
        make_room(package)
        self._properties = package.tree(MARK_PART) if MARK_PART in package.parts else None
        self._archive = Archive(package, {*(part.name for part in self._parts), MARK_PART})
        self._measures = Measures(root, styles)

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
        if wrong := [*self._other_units(report), *self._unparted(report)]:
            raise TemplateError(self._path, wrong)
        copies = [(part, part.original.copied()) for part in self._parts]
        twice = [pair for part, of in copies for pair in boxes_stored_twice(of(part.tree))]
        copy_of = copies[0][1]
        texts = [Text(of(p)) for part, of in copies for p in part.live]
        self._write_around(texts, copy_of, report, draft=draft)
        self._write_figures(copy_of, report)
        empty = self._write_labelled(copy_of, report)
        write_preface(self._places, report, copy_of)
        write_prose(self._places, report, copy_of)
        art = [of(path) for part, of in copies for path in part.art]
        write_word_art(art, report, self._reporters, self._titled)
        drawn = remains(art, report, self._offices)
        in_properties = others(self._offices, report.agency)
        left = (
            *leftovers(texts, report.year, report.agency),
            *drawn.leftovers,
            *unfit_properties(self._properties_said, report, in_properties),
        )
        notice = {copy_of(p) for p in self._notice}
        outside = [text for text in texts if text.paragraph not in notice]
        named = tuple(dict.fromkeys(left_offices(outside, report.agency, self._offices)))
        named += drawn.named
        named += tuple(("文件属性", said) for said in self._properties_said if names_one(said, in_properties))
        aside = dict.fromkeys(kept_aside(texts, report.agency))
        aside |= dict.fromkeys(drawn.aside)
        room = room_for_day(outside, report)
        notes = self._notes(outside, copy_of, report)
        kept = self._kept(copy_of)
        self._lay_out(texts, copy_of, report, sealed=sealed)
        for box, fallback in twice:
            store_again(box, fallback)
        root = copy_of(self._parts[0].tree)
        settle_broken(root)
        comments = comments_left(root, self._comments)
        data = self._packed(copies, draft=draft, pictures=pictures)
        front = [" ".join(paragraph_text(copy_of(p)).split()) for p in self._notice]
        return FilledForm(
            data,
            left,
            notes=notes,
            front=tuple(filter(None, front)),
            unplaced=unplaced(outside, report, room),
            room_for_day=room,
            kept=kept,
            lost=self._places.lost,
            foreign=self._foreign,
            others=self._others,
            replaced=self._replaced,
            cells=(*self._cells, *empty),
            unanswered=self._places.unanswered(report),
            comments=comments,
            locked=self._locked,
            offices=others(self._offices, report.agency),
            named=named,
            aside=tuple(aside),
            pictures=unchanged(self._pictures, copy_of) if self._places.of_another_year(report) else (),
            units=tuple(self._unsaid_units(report)),
            contents=self._contents,
            tracked=self._tracked and has_changes(root),
        )

    def _write_figures(self, copy_of: _CopyOf, report: Report) -> None:
        for id, node in self._texts.items():
            set_text(copy_of(node), figure_text(report, id))
            if id not in report.figures:
                highlight_text(copy_of(node))
        for node in self._grouped.values():
            set_text(copy_of(node), "0")

    def _write_labelled(self, copy_of: _CopyOf, report: Report) -> tuple[str, ...]:
        cells = [(own, copy_of(own.paragraph if own.text is None else own.text)) for own in self._labelled]
        return tuple(dict.fromkeys(write_labelled(cells, report)))

    def _kept(self, copy_of: _CopyOf) -> tuple[str, ...]:
        """The lines of the form around figures and prose, with single blanks."""
        around = (Text(copy_of(p)) for p in self._around)
        lines = (line for text in around if not text.dropped for line in str(text).split("\n"))
        return tuple(" ".join(line.split()) for line in lines)

    def _lay_out(self, texts: Sequence[Text], copy_of: _CopyOf, report: Report, *, sealed: bool) -> None:
        """Break the lines of the title, and put the signature in its place."""
        for original in self._before:
            paragraph = copy_of(original)
            break_title(paragraph, report.agency, self._measures.most(paragraph))
        for text in texts:
            place_signature(text.paragraph, report, sealed=sealed)

    def _packed(
        self, copies: Sequence[tuple[Part, _CopyOf]], *, draft: bool, pictures: "Sequence[Picture]"
    ) -> bytes:
        """The file, with the mark by which `fill` knows it again."""
        written = {part.name: xml_bytes(of(part.tree)) for part, of in copies}
        if self._properties is not None:
            document, copy_of = copies[0]
            mark = Mark(text_digest(copy_of(document.tree)), self._digest)
            written[MARK_PART] = marked(deepcopy(self._properties), mark)
        data = self._archive.with_parts(written)
        # python-docx takes a tenth of a second to load; only drafts and pictures need it.
        if draft:
            from ndbg.write.word.draft import stamp_headers

            data = stamp_headers(data, self._path, DRAFT)
        if pictures:
            from ndbg.write.word.pictures import add_pictures

            data = add_pictures(data, self._path, self._form, pictures)
        return data

    def _notes(self, texts: Sequence[Text], copy_of: _CopyOf, report: Report) -> tuple[str, ...]:
        """The instructions in some paragraphs, and the lines below the last section, each once."""
        below = (Text(copy_of(p)) for p in self._places.below)
        heads = (" ".join(str(Text(copy_of(p))).split()) for p in self._heads)
        remarked = (line for line in heads if _REMARK.search(line))
        return tuple(dict.fromkeys((*instructions(texts), *remarked, *lines_below(below, report.agency))))

    def _other_units(self, report: Report) -> Iterator[str]:
        """The amounts above which the form has another unit than the data."""
        for id, unit in self._units.items():
            figure = report.figures.get(id)
            if figure and figure.value:
                cell = self._form.cells[id]
                yield (
                    f"{name_cell(cell)}：表样里的单位是“{unit}”，数据里的 {figure.text} 是{cell.column.unit}；"
                    f"请把表样里的单位改成“{cell.column.unit}”（国办统一格式的单位）"
                )

    def _unparted(self, report: Report) -> Iterator[str]:
        """The groups of rows that the form has in one row, which has room for them where all their figures are 0."""
        rows = {ids: {self._form.cells[id].row for id in ids} for ids in self._grouped}
        for group in dict.fromkeys(self._form.cells[ids[0]].row.label.under[-1] for ids in rows):
            own = [id for ids in rows for id in ids if self._form.cells[id].row.label.under[-1] == group]
            if all(id in report.figures and report.figures[id].value == 0 for id in own):
                continue
            parts = dict.fromkeys(self._form.cells[id].row.label.text for id in own)
            yield (
                f"表样里“{group}”只有一行，数据里分 {len(parts)} 行，不都是 0；"
                f"请在表样里把这一行换成国办统一格式的 {len(parts)} 行：{'、'.join(f'“{part}”' for part in parts)}"
            )

    def _unsaid_units(self, report: Report) -> Iterator[str]:
        """The amounts whose unit the form does not say, with what it says above."""
        for id, line in self._without_unit.items():
            figure, cell = report.figures.get(id), self._form.cells[id]
            if figure and figure.value:
                said = f"写的是“{line}”" if line else "没有写单位"
                row = cell.row.label.text
                yield f"“{row}”的金额，表样里{said}，填的 {figure.text} 是{cell.column.unit}"

    def _write_around(self, texts: Sequence[Text], copy_of: _CopyOf, report: Report, *, draft: bool) -> None:
        """Write all but figures and prose: title, markers, years, date, in headers and footers too."""
        names = Names(report)
        if unknown := [*unknown_names(texts, names)]:
            raise TemplateError(self._path, unknown)
        write_markers(texts, names)
        before = [Text(copy_of(p)) for p in self._before]
        own = {title.agency for title in titles_in(title_lines(before))}
        if not write_title(before, report, f"（{DRAFT}）" if draft else ""):
            raise TemplateError(
                self._path,
                ["找不到标题；请在第一部分前面单独写一行“××局20××年政府信息公开工作年度报告”"],
            )
        write_running_titles(texts, report, own)
        front, notice = ({copy_of(p) for p in place} for place in (self._front, self._notice))
        write_agency(texts, report.agency, notice)
        outside = [text for text in texts if text.paragraph not in notice]
        write_offices(outside, report, self._reporters, front)
        write_years(texts, report.year, report.published)
        sign([Text(copy_of(p)) for p in self._places.below], report)
        write_date(texts, report.published, front, notice)
        write_month([*before, *(Text(copy_of(p)) for p in self._places.below)], report.published, notice)
