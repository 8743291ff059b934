"""Edit figures and prose in a workbook that is a data file (填报表) in place; everything else in it stays."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ndbg.read.data_workbook import PartRows, parse_data_book
from ndbg.read.sheets import place_called
from ndbg.read.workbook import MOST_TAGS, read_data_book, sheets_in
from ndbg.report import Figure, Prose, Report
from ndbg.write.toml_edit import NewParagraph
from ndbg.write.workbook.edit import OpenBook


class BookFile:
    """A workbook data file that is being edited."""

    def __init__(self, path: Path) -> None:
        """Raises NdbgError, also where it is a workbook of another kind."""
        self._path = path
        data, self.report, self._places = read_data_book(path)
        self._book = OpenBook(data, path, MOST_TAGS)

    def set_figures(self, figures: Mapping[str, Figure]) -> frozenset[str]:
        """Set figures. Returns the ids of those that have a cell to type into; others are formulas or have none."""
        places: dict[str, tuple[str, int, int] | None] = {}
        places |= {id: place_called(figure.origin.place) for id, figure in self.report.figures.items()}
        for unread in self.report.unread:
            if first := place_called(unread.origin.place):
                sheet, row, column = first
                # A blank row is told at its first cell; its figures stand side by side.
                places |= {id: (sheet, row, column + at) for at, id in enumerate(unread.cells)}
        taken = set()
        for id, figure in figures.items():
            place = places.get(id)
            if place and self._book.can_hold(*place):
                self._book.set_number(*place, figure.value)
                taken.add(id)
        return frozenset(taken)

    def set_prose(self, no: str, old: Prose, paragraphs: Sequence[NewParagraph]) -> bool:
        """Set the paragraphs of a section; an empty `no` is the foreword. Returns False where there is no place."""
        part = self._places.prose.get(no)
        if part is None:
            return False
        before: dict[int, list[str]] = {}
        for row, line in zip(part.paragraphs, old.source.split("\n") if old.source else (), strict=True):
            before.setdefault(row, []).append(line)
        after = _by_row(part, paragraphs)
        changed = [row for row in {*before, *after} if before.get(row) != after.get(row)]
        if not all(self._book.can_hold(part.sheet, row, part.column) for row in changed):
            return False
        for row in changed:
            self._book.set_prose(part.sheet, row, part.column, "\n".join(after.get(row, ())))
        return True

    def set_day(self, day: date) -> bool:
        """Set the day of publication. Returns False where there is no place."""
        place = self._places.published
        if place is None or not self._book.can_hold(*place):
            return False
        self._book.set_day(*place, day)
        return True

    def saved(self) -> bytes:
        """The bytes of the edited file."""
        return self._book.saved()

    def read(self, data: bytes) -> Report:
        """The report in `data`, bytes from `saved`. Raises NdbgError."""
        return parse_data_book(sheets_in(data, self._path), self._path)[0]


def _by_row(part: PartRows, paragraphs: Sequence[NewParagraph]) -> dict[int, list[str]]:
    """The paragraphs by row: old ones keep their row.

    A new one goes into the next row where that is blank, else into the cell of the paragraph before it.
    """
    blank = {*part.rows} - {*part.paragraphs}
    rows: dict[int, list[str]] = {}
    last = part.rows[0] - 1
    for paragraph in paragraphs:
        if paragraph.old is not None:
            last = part.paragraphs[paragraph.old]
        elif last + 1 in blank:
            last += 1
        else:
            last = max(last, part.rows[0])
        rows.setdefault(last, []).append(paragraph.text)
    return rows
