"""What filling a form gives, or why it cannot be filled."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from ndbg.errors import NdbgError


class TemplateError(NdbgError):
    """A form that lacks places for the report; `parts` names each of them."""

    def __init__(self, path: Path, parts: Sequence[str]) -> None:
        listed = "\n".join(f"  · {part}" for part in parts)
        super().__init__(f"表样“{path}”里有对不上的地方，没有生成文件：\n{listed}")
        self.path, self.parts = path, tuple(parts)


class Kind(Enum):
    """What a notice is on."""

    LEFTOVER = auto()  # a line with placeholders that the report could not fill, or with another year
    NOTE = auto()  # an instruction of the form, or a line below the last section
    FRONT = auto()  # a line of a notice before the title
    UNPLACED = auto()  # a part of the report that has no place in the form
    ROOM_FOR_DAY = auto()  # a line with room for some day, where that of publication stands nowhere
    LOST = auto()  # an object removed together with the form's sample prose
    FOREIGN = auto()  # links out of the file, macros and the like, which were removed
    OTHER = auto()  # a column or row of its tables that the official form does not have
    TRACKED = auto()  # there still are tracked changes
    REPLACED = auto()  # an object whose place figures took
    CELL = auto()  # the label of a cell in another table that is empty or holds figures
    UNANSWERED = auto()  # a line that asks for what the prose does not say; its place is a heading
    COMMENT = auto()  # a comment of the form that is still there
    LOCKED = auto()  # the document is protected, so that its text cannot be edited
    NAMED = auto()  # a line that still names another office as who reports
    ASIDE = auto()  # a line of a header, footer, note or watermark that says more than the agency
    PICTURE = auto()  # a picture, chart or text box with numbers of last year's report
    UNIT = auto()  # amounts without their unit
    HIDDEN = auto()  # a line that Word does not show
    CONTENTS = auto()  # a table of contents, with the page numbers of the form


class Notice(NamedTuple):
    """Something in a filled form that its user should look at.

    `text` is empty where the kind says all; `place` tells where the text stands: 页眉.
    """

    kind: Kind
    text: str = ""
    place: str = ""


class FilledForm(NamedTuple):
    """A filled form.

    `kept` are all lines of the form around figures and prose, `offices` the other offices that it names as who reports.
    """

    data: bytes
    notices: tuple[Notice, ...]
    kept: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()

    def of(self, kind: Kind) -> list[Notice]:
        """The notices of a kind, in the order of the text."""
        return [notice for notice in self.notices if notice.kind is kind]

    def texts(self, kind: Kind) -> tuple[str, ...]:
        """The texts of the notices of a kind."""
        return tuple(notice.text for notice in self.of(kind))


def notices(kind: Kind, texts: Iterable[str]) -> Iterator[Notice]:
    """A notice of a kind for each text."""
    return (Notice(kind, text) for text in texts)


def placed(kind: Kind, lines: Iterable[tuple[str, str]]) -> Iterator[Notice]:
    """A notice of a kind for each line, given with its place before it."""
    return (Notice(kind, text, place) for place, text in lines)
