r"""Read a report from an RTF file (Rich Text Format 1.9.1).

One pass through the file. Text goes into the open paragraph, a paragraph into a cell or the document. The formatting
that a group sets ends with the group. Tables in cells have levels (`\itap`). Pictures, field instructions, headers and
all else that is no text of the document are skipped, and nothing that a file refers to is fetched.
"""

import codecs
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from ndbg.document.document import Paragraph
from ndbg.errors import NdbgError
from ndbg.process.limits import bounded
from ndbg.read.assemble import assemble
from ndbg.read.rtf_table import Content, OpenTable, RowDefinition
from ndbg.read.source import MEGABYTE, read_bytes
from ndbg.report import Origin, Report

_MOST_BYTES, _MOST_LEVELS = 30 * MEGABYTE, 20  # of the file; of tables within one another
# A report that Word wrote has some twenty thousand groups and ten times as many control words.
_MOST_GROUPS, _DEEPEST, _MOST_WORDS = 200_000, 500, 2_000_000
_TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-z])"
    r"|(?P<group>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+"
)
# The first words of groups without text of the document; so are all that begin with \*, except `_STARRED_WITH_TEXT`.
_NO_TEXT = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "headerl", "headerr", "headerf",
    "footer", "footerl", "footerr", "footerf", "footnote", "annotation", "fldinst", "objdata", "themedata",
    "datastore", "listtable", "listoverridetable", "revtbl", "rsidtbl", "xe", "tc", "ud", "sp", "shprslt",
})  # fmt: skip
_STARRED_WITH_TEXT = frozenset({"shpinst", "nesttableprops"})
_SIGNS = {"~": "\N{NO-BREAK SPACE}", "_": "-", "-": ""}
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950"}  # the multi-byte values of \fcharset
_NUMBERS = ("listtext", "pntext")
_HIDING = ("v", "deleted", "strike", "striked")
_CHANGES = ("revised", "deleted")
_MERGES = ("clmgf", "clmrg", "clvmgf", "clvmrg")


@bounded
def read_rtf(path: Path) -> Report:
    """Read the report in an RTF file. Raises NdbgError where it is larger than any report."""
    data = read_bytes(path, _MOST_BYTES)
    if data.count(b"{") > _MOST_GROUPS or data.count(b"\\") > _MOST_WORDS:
        raise _too_complex(path)
    reader = _Reader(data.decode("latin-1"))
    nodes = reader.nodes()
    if reader.too_deep:
        raise _too_complex(path)
    notes = ["文件里有修订痕迹，已按接受全部修订读取"] if reader.has_changes else []
    if reader.is_cut:
        notes.append(
            "文件不完整，末尾缺了一段，后面的内容没有读到；请重新拷贝，或用 Word、WPS 打开后另存再试"
        )
    return assemble(nodes, path, lambda place: Origin(place=f"{place}"), notes)


def _too_complex(path: Path) -> NdbgError:
    return NdbgError(f"“{path}”太复杂，不像是一份报告，没有读；请用 Word 或 WPS 打开，另存为 .docx 再试")


@dataclass(frozen=True, slots=True)
class _State:
    r"""What control words have set in a group; a nested group begins with that of its outer group.

    `skips`: the text is not that of the document; `encoding`: of bytes, empty for that of the code page;
    `fallback`: how many characters follow each `\u` for readers without Unicode (`\uc`); `hidden`: the words that hide
    the text; `level`: the level of the table that paragraphs are in, 0 outside tables; `row_level`: the level of the
    table whose rows are being defined; `is_number`: the text is an automatic number; `is_box`: it is in a text box,
    which stands in a table of the level `anchored`.
    """

    skips: bool = False
    encoding: str = ""
    fallback: int = 1
    hidden: frozenset[str] = frozenset()
    level: int = 0
    row_level: int = 1
    is_number: bool = False
    is_box: bool = False
    anchored: int = 0


class _Reader:
    """Reads a file, given as text of which each character is a byte."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._now = _State()
        self._outer: list[_State] = []
        self._begins = self._starred = False  # the last token began a group, or is the \* of one
        self._line: list[str] = []
        self._bytes = bytearray()
        self._anchored: list[list[str]] = []  # the paragraphs around open text boxes
        self._skipped = 0  # characters still to be skipped behind a \u
        self._fonts: dict[int, str] = {}
        self._font, self._page = 0, "gb18030"
        self._found: Content = []
        self._tables: list[OpenTable] = []
        self._definitions: defaultdict[int, RowDefinition] = defaultdict(RowDefinition)
        self.has_changes = self.too_deep = self.is_cut = False

    def nodes(self) -> Content:
        """The paragraphs and tables of the file."""
        position = 0
        while token := _TOKEN.match(self._text, position):
            position = token.end()
            word, number = token["word"], int(token["number"] or 0) if token["number"] else None
            if word == "bin":
                position += max(number or 0, 0)
            elif word:
                self._word(word, number)
            elif token["group"]:
                self._group(token["group"])
            elif token["byte"]:
                self._put(bytes.fromhex(token["byte"]))
            elif token["sign"] == "*":
                self._starred = self._begins
            elif token["sign"]:
                self._put(_SIGNS.get(token["sign"], token["sign"] if token["sign"] in "\\{}" else ""))
            elif token["text"]:
                self._put(token["text"].encode("latin-1"))
        self.is_cut = bool(self._outer)
        self._end_paragraph(0)
        return self._found

    def _group(self, sign: str) -> None:
        self._flush()
        self._skipped = 0
        self._begins, self._starred = sign == "{", False
        if sign == "{":
            self.too_deep |= len(self._outer) >= _DEEPEST
            self._outer.append(self._now)
        elif self._outer:
            ended, self._now = self._now, self._outer.pop()
            if ended.is_number and not self._now.is_number and self._line:
                self._line[-1] = self._line[-1].rstrip("\t")
            if ended.is_box and not self._now.is_box:
                self._end_paragraph(ended.level)
                self._line = self._anchored.pop()

    def _put(self, text: str | bytes) -> None:
        """Add characters to the paragraph, or bytes in the encoding of the font."""
        self._begins = False
        skipped = min(self._skipped, len(text))
        self._skipped -= skipped
        text = text[skipped:]
        if self._now.skips or self._now.hidden:
            return
        if isinstance(text, bytes):
            self._bytes += text
        else:
            self._flush()
            self._line.append(text)

    def _flush(self) -> None:
        """Decode the bytes read so far."""
        if self._bytes:
            self._line.append(self._bytes.decode(self._now.encoding or self._page, "replace"))
            self._bytes = bytearray()

    def _word(self, word: str, number: int | None) -> None:
        begins, self._begins = self._begins, False
        if begins and (word in _NO_TEXT or (self._starred and word not in _STARRED_WITH_TEXT)):
            self._now = replace(self._now, skips=True)
        if word == "fcharset":
            self._fonts[self._font] = _CHARSETS.get(number or 0, "")
        elif word == "f":
            self._flush()
            self._font = number or 0
            self._now = replace(self._now, encoding=self._fonts.get(self._font, ""))
        elif word == "ansicpg":
            self._page = _encoding(number or 0)
        elif not self._now.skips:
            self._of_text(word, number)

    def _of_text(self, word: str, number: int | None) -> None:
        """Apply a word on characters, numbers and text boxes."""
        if word == "u":
            self._skipped = 0
            self._put(chr((number or 0) % 0x10000))
            self._skipped = self._now.fallback
        elif word == "uc":
            self._now = replace(self._now, fallback=max(number or 0, 0))
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        elif word in _HIDING:
            self._flush()
            hidden = self._now.hidden - {word} if number == 0 else self._now.hidden | {word}
            self._now = replace(self._now, hidden=hidden)
        elif word == "plain":
            self._flush()
            self._now = replace(self._now, hidden=frozenset())
        elif word in _NUMBERS:
            self._now = replace(self._now, is_number=True)
        elif word == "shptxt":
            self._flush()
            self._anchored.append(self._line)
            self._line = []
            self._now = replace(self._now, is_box=True, anchored=self._now.level)
        else:
            self._of_paragraph(word, number)
        self.has_changes |= word in _CHANGES and number != 0

    def _of_paragraph(self, word: str, number: int | None) -> None:
        """Apply a word on paragraphs, cells and rows."""
        if word in ("par", "sect"):
            self._end_paragraph(self._now.level)
        elif word == "pard":
            self._now = replace(self._now, level=self._now.anchored)
        elif word == "intbl":
            self._now = replace(self._now, level=max(self._now.level, 1))
        elif word == "itap":
            self._now = replace(self._now, level=min(max(number or 0, 0), _MOST_LEVELS))
        elif word in ("cell", "nestcell"):
            level = 1 if word == "cell" else max(self._now.level, 1)
            self._end_paragraph(level)
            self._tables[-1].end_cell()
        elif word in ("row", "nestrow"):
            level = 1 if word == "row" else self._now.row_level
            if level <= len(self._tables):
                self._close(level)
                self._tables[-1].end_row(self._definitions[self._now.row_level])
        else:
            self._of_row(word, number)

    def _of_row(self, word: str, number: int | None) -> None:
        """Apply a word that defines a row."""
        definition = self._definitions[self._now.row_level]
        if word == "nesttableprops":
            self._now = replace(self._now, row_level=max(self._now.level, 1))
        elif word == "trowd":
            self._definitions[self._now.row_level] = RowDefinition()
        elif word == "trleft":
            definition.left = number or 0
        elif word in _MERGES:
            definition.merges.add(word)
        elif word == "cellx":
            definition.end_cell(number or 0)

    def _end_paragraph(self, level: int) -> None:
        """End the open paragraph, in a cell of the table of a level, or outside tables (0)."""
        self._flush()
        text = "".join(self._line).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._line = []
        self._close(level)
        while len(self._tables) < level:
            self._tables.append(OpenTable())
        (self._tables[-1].held if level else self._found).append(Paragraph(text, None))

    def _close(self, level: int) -> None:
        """Close the tables of deeper levels."""
        while len(self._tables) > level:
            table = self._tables.pop()
            if table.cells or table.held:
                table.end_row(RowDefinition())
            if table.rows:
                (self._tables[-1].held if self._tables else self._found).append(table.node())


def _encoding(page: int) -> str:
    """The encoding of a Windows code page; GB18030 where Python knows none."""
    try:
        return codecs.lookup({936: "gb18030", 65001: "utf-8"}.get(page, f"cp{page}")).name
    except LookupError:
        return "gb18030"
