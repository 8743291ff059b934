"""Why a form cannot be filled: figures, headings or names that it lacks, or has twice, each with what to do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ndbg.document.blanks import MARKER, marker_name
from ndbg.document.document import Document
from ndbg.document.grid import Located, Place
from ndbg.document.headings import heads_in_other_words, section_named
from ndbg.form import Form, Table, distinctive_labels
from ndbg.form.naming import name_missing, name_table
from ndbg.ooxml.text import Element
from ndbg.program import program
from ndbg.report.names import Names, UnknownNameError
from ndbg.text.labels import label_key, nearest
from ndbg.write.shared import SHEET_TITLE
from ndbg.write.word.marks import FormParagraph, is_foreword

NO_FORM = "没有认出一个表格，也没有认出一个部分的标题，不像是年度报告的表样；请检查是不是选错了文件"
_DOUBLED = "，表头里各列都写了不止一次（例如本年、上年各一列）；请只留下本年的列"
_LAST_YEAR = {"上年", "去年", "上年数", "上年度", "上年同期"}
_MOST_NAMES = 6  # of rows and columns that are told
_MOST_ROWS = 4  # of the places of a figure that are told


def unknown_names(texts: Iterable[FormParagraph], names: Names) -> Iterator[str]:
    """The markers in a form that stand for nothing, each once, with what to do."""
    found = (
        marker_name(match)
        for text in texts
        if not is_foreword(str(text))
        for match in MARKER.finditer(str(text))
    )
    for name in dict.fromkeys(found):
        try:
            names.resolve(name)
        except UnknownNameError as error:
            near = f"，是不是“{error.candidates[0]}”？" if error.candidates else ""
            yield (
                f"不认识 {{{{{name}}}}} 这个名称{near or '；'}请在表样里改成认识的名称（{program()} init --names 列出全部），"
                "或者写成实际内容"
            )


def rows_in_one(located: Located[Element]) -> Mapping[tuple[str, ...], Place[Element]]:
    """The cells of groups of rows, such as （六）其他处理, that are one row, for which the form has no others."""
    cells = located.form.cells

    def is_group(ids: Sequence[str]) -> bool:
        groups = {cells[id].row.label.under for id in ids}
        return len(groups) == 1 and () not in groups

    return {
        ids: place
        for ids, place in located.grouped.items()
        if is_group(ids) and not any(id in located.places for id in ids)
    }


def unfound(content: Document[Element]) -> Iterator[str]:
    """The figures of the tables that have no place in the form, or several."""
    located, form = content.located, content.form
    for label in located.distinctive:
        if form not in (known := distinctive_labels()[label_key(label)]):
            if located.repeated and not located.missing:
                yield f"表格里还有“{label}”，这是另一个年度的表式（{known[-1].name}），请只留下要填的一份"
                return
            yield _another(label, known[-1], form)
            if not any(form in distinctive_labels()[label_key(other)] for other in located.distinctive):
                return  # all that is missing follows from that
            break
    grouped = {id for ids in rows_in_one(located) for id in ids}
    lost = [id for id in located.missing if id not in grouped]
    if not (lost or located.repeated):
        return
    for place in content.absurd_cells:
        yield f"{place}合并的列数大得不正常，请改正这一格"
    ways = {
        name_table(table): _DOUBLED
        if table.id in located.unclear and (located.unclear[table.id] or _has_last_year(content))
        else f"{_absent(table, content)}{_way_to_write(table)}"
        for table in form.tables
    }
    for missing in name_missing(form, [id for id in lost if id not in located.unplaced]):
        yield f"找不到{missing}{ways.get(missing, '')}"
    for unclear in name_missing(form, [id for id in lost if id in located.unplaced]):
        yield f"{unclear}分不清哪一格填哪一栏{ways.get(unclear, '，请对照表式检查表头和这几行的格子')}"
    # In the order of the form, so that ties are always resolved the same way.
    cells = [form.cells[id] for id in lost]
    lines = dict.fromkeys(line.label.text for cell in cells for line in (cell.row, cell.column))
    for label, place in located.strangers:
        said = " ".join(label.split())
        if (near := nearest(label, lines, 1)) and near[0] != said:
            yield f"{place}写的是“{said}”，和表式里的“{near[0]}”对不上"
    firsts = [located.places[id] for id in located.repeated if id in located.places]
    again = [place for places in located.repeated.values() for place in places]
    rows = sorted({(place.grid + 1, place.cell.row + 1) for place in (*firsts, *again)})
    listed = "、".join(f"第{grid}个表格第{row}行" for grid, row in rows) if len(rows) <= _MOST_ROWS else ""
    for repeated in name_missing(form, located.repeated):
        yield f"{repeated}出现了两次{f'（{listed}）' if listed else ''}，请只留下要填的一份"


def _has_last_year(content: Document[Element]) -> bool:
    """Whether a head of the form names last year more than once."""
    cells = (cell for grid in content.grids for row in range(len(grid.rows)) for cell in grid.across(row))
    return sum(label_key(cell.text) in _LAST_YEAR for cell in cells) > 1


def _absent(table: Table, content: Document[Element]) -> str:
    """The names of rows and columns of a table that no cell of the form has; empty where there is none."""
    label_keys = {label_key(cell.text) for grid in content.grids for row in grid.rows for cell in row if cell}
    lines = (line for block in table.blocks for line in (*block.rows, *block.columns) if line.id)
    absent = list(
        dict.fromkeys(n.text for n in (line.label for line in lines) if label_keys.isdisjoint(n.wordings()))
    )
    if not absent:
        return ""
    more = f"等 {len(absent)} 个" if len(absent) > _MOST_NAMES else ""
    return f"，没有单独写着{''.join(f'“{name}”' for name in absent[:_MOST_NAMES])}{more}的格子"


def _way_to_write(table: Table) -> str:
    """How a table is to be written to be found; one whose columns are in groups may have other layouts too."""
    way = "；请按国办统一格式写全各行、各列的名称和上面的分组，填数的格子里不要写说明"
    if any(row.id for block in table.blocks for row in block.rows):
        return way
    kinds = dict.fromkeys(column.label.under[-1] for block in table.blocks for column in block.columns)
    named = "、".join(kinds)
    return f"{way}；{named}也可以各排一行、各排一列，或者一行一个数，类别、结果各写一格"


def _another(label: str, its: Form, wanted: Form) -> str:
    """The message where the tables of a form follow another official form than the report."""
    if its.first_year < wanted.first_year:
        return f"表格里有“{label}”，这是 {its.first_year} 年的旧表式，请换用 {wanted.first_year} 年起的表式"
    return (
        f"表格里有“{label}”，这是 {its.first_year} 年起的表式，报告用的是 {wanted.name}，请换用同一年的表样"
    )


def old_sheet(content: Document[Element]) -> Iterator[str]:
    """The sign-off sheet of last year's report, where that serves as the form and still has it."""
    if any("".join(item.text.split()).startswith(SHEET_TITLE) for item in content.before()):
        yield "表样前面还有旧的送审单，请先删去那一页"


def no_heading(content: Document[Element]) -> Iterator[str]:
    """The headings that the form lacks, with what it may have instead."""
    lines = [" ".join(item.text.split()) for item in content.items if item and item.text.strip()]
    for at, section in enumerate(content.form.sections):
        if section.no in content.headings:
            continue
        if any(section_named(line, content.form) is section for line in lines):
            yield f"标题“{section.heading}”不在它的位置上；请按国办统一格式的顺序排列各部分，每个标题只写一次"
            continue
        said = next((line for line in lines if heads_in_other_words(line, section, at + 1)), "")
        way = f"，表样里写的是“{said}”，请改成“{section.heading}”" if said else "（要单独占一段）"
        yield f"找不到标题“{section.heading}”{way}"
