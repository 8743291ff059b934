"""The formats of cells of the workbook."""

from math import ceil
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

_SONG, _HEI, _KAI, _FANG = "宋体", "黑体", "楷体", "仿宋"
_SHADE, _YELLOW, _PALE = "#F3F4F6", "#FDE68A", "#FEF9C3"
_GREY, _RED = "#6B7280", "#B91C1C"
PROSE_SIZE, TABLE_SIZE, TITLE_SIZE = 12, 11, 18  # points
# A text with one of these at its beginning becomes a formula when its cell is edited.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# The unit of column widths in pixels. A full-width character has as many pixels as its
# size in points has at 96 dots an inch.
_DIGIT = 7
TALLEST = 409.0  # points: the greatest height of a row


def row_height(text: str, width: float, size: int) -> float:
    """The height of a row for a wrapped text, within Excel's limit.

    A high estimate, since the fonts of the computer that opens the file are unknown.
    """
    fitting = max(width * _DIGIT / (size * 96 / 72) - 1, 1)
    units = sum(1.0 if east_asian_width(char) in "WFA" else 0.6 for char in text)
    return min((ceil(units / fitting) or 1) * size * 1.35 + 4, TALLEST)


def number_format(decimals: int) -> str:
    """Excel's format of a number with so many decimals: `0.00`."""
    return "0" + (f".{'0' * decimals}" if decimals else "")


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        wrapped = {"text_wrap": True, "valign": "top"}
        self.heading = self._format(font_name=_HEI, font_size=14)
        self.lead = self._format(font_name=_KAI, font_size=PROSE_SIZE, bold=True, **wrapped)
        self.missing = self._format(font_name=_FANG, font_size=PROSE_SIZE, bg_color=_YELLOW, **wrapped)
        self.head = self._boxed(align="center", bg_color=_SHADE)
        self.label = self._boxed(align="left", bg_color=_SHADE)
        self.remark = self._boxed(align="left")
        self.unfilled = self._boxed(align="center", bg_color=_YELLOW)
        self.digits = self._boxed(align="center", num_format="@")
        # For cells to fill in: still blank, the explanation beside, and unlocked.
        self.blank = book.add_format({"bg_color": _PALE})
        self.note = self._format(font_name=_SONG, font_size=10, font_color=_GREY)
        self.warning = self._format(font_name=_SONG, font_size=10, font_color=_RED, text_wrap=True)
        self.computed = self._boxed(align="center", num_format="0", bg_color=_SHADE)
        self.past = self._boxed(align="center", font_color=_GREY)
        self.open_text = self._boxed(align="left", locked=False, num_format="@")
        self.open_prose = self._format(
            font_name=_FANG,
            font_size=PROSE_SIZE,
            locked=False,
            num_format="@",
            border=1,
            border_color=_GREY,
            **wrapped,
        )
        self.wrong = book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True})

    def prose(self, text: str) -> "Format":
        """The format of a paragraph; one that begins like a formula stays a text when it is edited."""
        return self._text(text, font_name=_FANG, font_size=PROSE_SIZE, text_wrap=True, valign="top")

    def title(self, text: str) -> "Format":
        """The format of the title, which stays a text whatever the name of the office begins with."""
        return self._text(text, font_name=_HEI, font_size=TITLE_SIZE, align="center", text_wrap=True)

    def signature(self, text: str) -> "Format":
        """The format of the agency and the day below the last section."""
        return self._text(text, font_name=_FANG, font_size=PROSE_SIZE, align="right")

    def _text(self, text: str, **properties: Any) -> "Format":
        quoted = {"quote_prefix": True} if text.startswith(_FORMULA_SIGNS) else {}
        return self._format(**properties, **quoted)

    def open_number(self, shown: str) -> "Format":
        """The format of an unlocked number or day, by its number format."""
        return self._boxed(align="left", locked=False, num_format=shown)

    def open_figure(self, decimals: int | None) -> "Format":
        """The format of an unlocked figure; without `decimals`, as many are shown as are typed."""
        shown = "General" if decimals is None else number_format(decimals)
        return self._boxed(align="center", locked=False, num_format=shown)

    @property
    def open_digits(self) -> "Format":
        """The format of an unlocked figure that is too long for a number."""
        return self._boxed(align="center", locked=False, num_format="@")

    def figure(self, decimals: int) -> "Format":
        """The format of a figure with a fixed number of decimals."""
        return self._boxed(align="center", num_format=number_format(decimals))

    def _boxed(self, **properties: Any) -> "Format":
        return self._format(font_name=_SONG, font_size=TABLE_SIZE, border=1, text_wrap=True, **properties)

    def _format(self, **properties: Any) -> "Format":
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({"valign": "vcenter", **properties})
        return self._made[key]
