"""A supervising office at work: what came in of some bodies, what is collected of it, what is returned."""

import io
import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from docx import Document

from ndbg.app.executors import place
from ndbg.app.levels.intake.collect import Request, collect
from ndbg.app.levels.returns.blame import Blame
from ndbg.app.levels.returns.letters import Letters, Sender, letters
from ndbg.app.levels.returns.notice import faults
from ndbg.app.levels.status.model import Survey
from ndbg.check.settings import DEFAULTS
from ndbg.report import Report
from tests.levels.city import OFFICE, TOP, YEAR, written

_IN_TIME = datetime(2025, 1, 20)


def _received(year: int) -> str:
    """The folder of what was received, whose name does not tell the year of a file that has none."""
    return "收件" if year == YEAR else "上年收件"


def text_of(data: bytes) -> str:
    """The text of a Word file: its paragraphs, then the cells of its tables."""
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def letters_of(blame: Blame, who: Sender | None = None) -> list[Letters]:
    """The letters to all bodies that are blamed for something."""
    with place(1) as where:
        return [*letters(blame, who or Sender(OFFICE), DEFAULTS, where)]


class Desk:
    """A folder with a roster in which `lines` stand, by default one for each of some bodies below the city."""

    def __init__(
        self, folder: Path, bodies: Sequence[str] = (), lines: Sequence[str] = (), head: str = ""
    ) -> None:
        self.folder = folder
        self.roster = folder / "名册.csv"
        listed = [f"{TOP},,", *(f"{name},{TOP}," for name in bodies), *lines]
        self.roster.write_text("\n".join([f"名称,上级,{head}", *listed]), encoding="utf-8")

    def put(self, files: Mapping[str, Report | bytes], day: datetime = _IN_TIME, year: int = YEAR) -> None:
        """Lay files among those received, by their names; reports without a suffix as Markdown."""
        for name, content in files.items():
            path = self.folder / _received(year) / (name if Path(name).suffix else f"{name}.md")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else written(content, "text.md"))
            os.utime(path, (day.timestamp(),) * 2)

    def take(self, year: int = YEAR) -> Survey:
        """Collect what was received of a year."""
        with place(1) as where:
            request = Request((self.folder / _received(year),), self.folder / f"{year}年", self.roster)
            return collect(request, where).survey

    def letters(self, found: Survey) -> dict[str, str]:
        """The letters of a survey as text, by body."""
        made = letters_of(Blame.of(found, DEFAULTS), Sender(OFFICE, date(2025, 2, 10)))
        assert not any(one.problem for one in made)
        return {one.body: text_of(one.letter) for one in made}

    def faults(self, found: Survey) -> dict[str, dict[str, str]]:
        """The faults of the notice in a few words, by body and kind."""
        listed: dict[str, dict[str, str]] = {}
        for fault in faults(Blame.of(found, DEFAULTS), date(2025, 3, 1)):
            listed.setdefault(fault.body, {})[fault.kind] = fault.told
        return listed
