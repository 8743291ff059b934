"""What filling a form gives, or why it cannot be filled."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ndbg.errors import NdbgError


class TemplateError(NdbgError):
    """A form that lacks places for the report; `parts` names each of them."""

    def __init__(self, path: Path, parts: Sequence[str]) -> None:
        listed = "\n".join(f"  · {part}" for part in parts)
        super().__init__(f"表样“{path}”里有对不上的地方，没有生成文件：\n{listed}")
        self.path, self.parts = path, tuple(parts)


class FilledForm(NamedTuple):
    """A filled form, and what its user should look at:

    - `leftovers`: lines with placeholders that the report could not fill, or with another year
    - `notes`: instructions of the form, and its lines below the last section
    - `front`: lines of a notice before the title
    - `unplaced`: parts of the report that have no place in the form
    - `room_for_day`: a line with room for some day, where that of publication stands nowhere
    - `kept`: all lines of the form around figures and prose
    - `lost`: objects removed together with the form's sample prose
    - `foreign`: links out of the file, macros and the like, which were removed
    - `others`: columns and rows of its tables that the official form does not have
    - `tracked`: there still are tracked changes
    - `replaced`: objects whose place figures took
    - `cells`: labels of cells in other tables that are empty or hold figures
    - `unanswered`: headings, and lines below them that ask for what the prose does not say
    - `comments`: comments of the form that are still there
    - `locked`: the document is protected, so that its text cannot be edited
    - `offices`: other offices that it names as who reports
    - `named`: lines that still name such an office, each with where it stands: 页眉
    - `aside`: lines of headers, footers, notes and watermarks that say more than the agency, each with where it stands
    - `pictures`: pictures, charts and text boxes with numbers of last year's report that serves as the form
    - `units`: amounts without their unit
    - `hidden`: lines that Word does not show
    - `contents`: it has a table of contents, with the page numbers of the form
    """

    data: bytes
    leftovers: tuple[str, ...]
    notes: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    room_for_day: str = ""
    kept: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    tracked: bool = False
    replaced: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    unanswered: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()
    locked: bool = False
    offices: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    aside: tuple[tuple[str, str], ...] = ()
    pictures: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    contents: bool = False
    hidden: tuple[str, ...] = ()
