"""Change figures and prose in a workbook that is a data file (填报表) in place, so that all else in it stays."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from ndbg.app.data_edit import NewParagraph
from ndbg.read.data_workbook import PartRows, parse_data_book
from ndbg.read.sheets import place_called
from ndbg.read.workbook import MOST_TAGS, read_data_book, sheets_in
from ndbg.report import Figure, Prose, Report
from ndbg.write.workbook.edit import OpenBook


class BookFile:
    """A workbook that is a data file and is being changed."""

    def __init__(self, path: Path) -> None:
        """Raises NdbgError, also where it is a workbook of another kind."""
        self._path = path
        data, self.report, self._places = read_data_book(path)
        self._book = OpenBook(data, path, MOST_TAGS)

    def set_figures(self, figures: Mapping[str, Figure]) -> frozenset[str]:
        """Put figures in; gives the ids of those that are typed into a cell, and not worked out there."""
        found = {id: figure.origin for id, figure in self.report.figures.items()}
        found |= {id: unread.origin for unread in self.report.unread for id in unread.cells}
        taken = set()
        for id, figure in figures.items():
            place = place_called(found[id].place) if id in found else None
            if place and self._book.can_hold(*place):
                self._book.set_number(*place, figure.value)
                taken.add(id)
        return frozenset(taken)

    def set_prose(self, no: str, old: Prose, paragraphs: Sequence[NewParagraph]) -> bool:
        """Put the paragraphs of a section in, of the foreword where `no` is empty; False where it has no place."""
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
        """Put the day of publication in; False where it has no place."""
        place = self._places.published
        if place is None or not self._book.can_hold(*place):
            return False
        self._book.set_day(*place, day)
        return True

    def saved(self) -> bytes:
        """The file as it is now."""
        return self._book.saved()

    def read(self, data: bytes) -> Report:
        """The report in the file as `saved` gives it. Raises NdbgError."""
        return parse_data_book(sheets_in(data, self._path), self._path)[0]


def _by_row(part: PartRows, paragraphs: Sequence[NewParagraph]) -> dict[int, list[str]]:
    """The rows in which paragraphs are to stand: the old ones where they stood.

    One that is new stands in the next row where that is blank, else in the cell of the one before it.
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
