"""Workbooks that are hostile: formulas, links, sheets without end, strings that are not there."""

import re

from tests.hostile.bait import Bait
from tests.hostile.cases import READ, Case, made
from tests.hostile.containers import containers, parts_of, with_parts
from tests.hostile.xmls import xmls

PARTS = parts_of(".xlsx")
_SHEET = "xl/worksheets/sheet1.xml"
_NUMBERS = "xl/worksheets/sheet2.xml"
_STRINGS = "xl/sharedStrings.xml"
_BOOK = "xl/workbook.xml"
_STYLES = "xl/styles.xml"
_RELS = "xl/_rels/workbook.xml.rels"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _part(name: str, old: bytes, new: bytes) -> Case:
    """A workbook with something else in the place of something in a part."""
    assert old in PARTS[name], (name, old)
    return made(lambda: with_parts(".xlsx", **{name: PARTS[name].replace(old, new)}))


def _numbers(new: str) -> Case:
    """A workbook with something else in the place of the end of each cell that holds a number."""
    part, count = re.subn(
        rb'(?<=" s="\d")><v>[\d.]+</v>|(?<=" s="\d\d")><v>[\d.]+</v>', lambda _: new.encode(), PARTS[_NUMBERS]
    )
    assert count
    return made(lambda: with_parts(".xlsx", **{_NUMBERS: part}))


def _merged(ref: str, *, encoding: str = "utf-8", link: bool = False, told: str = "合并的格子太多") -> Case:
    """A workbook with one area merged, or linked to elsewhere, on a sheet that is otherwise blank."""
    area = (
        f'<hyperlinks><hyperlink ref="{ref}" location="a"/></hyperlinks>'
        if link
        else (f'<mergeCells count="1"><mergeCell ref="{ref}"/></mergeCells>')
    )
    text = f'<?xml version="1.0" encoding="{encoding}"?><worksheet xmlns="{_MAIN}"><sheetData/>{area}</worksheet>'
    return made(lambda: with_parts(".xlsx", **{_SHEET: text.encode(encoding)}), READ if link else told)


def _rows(xml: str) -> Case:
    """A workbook with rows of its own on the first sheet."""
    data = f'<worksheet xmlns="{_MAIN}"><sheetData>{xml}</sheetData></worksheet>'
    return made(lambda: with_parts(".xlsx", **{_SHEET: data.encode()}))


def _outside(bait: Bait) -> bytes:
    link = (
        f'<externalLink xmlns="{_MAIN}"><externalBook xmlns:r="urn:r" r:id="rId1"/></externalLink>'
    ).encode()
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'externalLinkPath" Target="{bait.url}" TargetMode="External"/></Relationships>'
    ).encode()
    more = (
        b'<Relationship Id="link1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>'
    )
    return with_parts(
        ".xlsx",
        **{
            "xl/externalLinks/externalLink1.xml": link,
            "xl/externalLinks/_rels/externalLink1.xml.rels": rels,
            _RELS: PARTS[_RELS].replace(b"</Relationships>", more),
        },
    )


_FORMULAS = (
    "cmd|'/c calc'!A1", 'WEBSERVICE("{url}")', 'HYPERLINK("{url}")', "'[1]Sheet1'!A1", "A1", "SUM(A1:XFD1048576)",
    'REPT("a",1E9)', "(" * 5000,
)  # fmt: skip


def _formula(formula: str) -> Case:
    def make(bait: Bait) -> bytes:
        cell = f"<row r='1'><c r='A1'><f>{formula.replace('{url}', bait.url)}</f><v>7</v></c></row>"
        data = f'<worksheet xmlns="{_MAIN}"><sheetData>{cell}</sheetData></worksheet>'
        return with_parts(".xlsx", **{_SHEET: data.encode()})

    return Case(make, READ)


_VALUES = (
    "1e999", "-1e999", "nan", "inf", "1_000", "9" * 5000, "0x10", "", " ", "一", "1.5.5", "-0", "1e-400", "TRUE", "#REF!",
)  # fmt: skip
# The same area, as it may be spelled.
_WHOLE = (
    "A1:XFD1048576",
    "a1:xfd1048576",
    "$A$1:$XFD$1048576",
    "A01:XFD1048576",
    "&#65;1:XFD1048576",
    "Sheet1!A1:XFD1048576",
)
_TYPES = ("n", "s", "b", "e", "str", "d", "inlineStr", "x")

BOOKS: dict[str, Case] = {
    **xmls(lambda part: with_parts(".xlsx", **{_SHEET: part}), PARTS[_SHEET], "worksheet"),
    "links to elsewhere": Case(_outside, READ),
    **{f"the formula {formula[:20]}": _formula(formula) for formula in _FORMULAS},
    **{f"{value[:9]!r} for all numbers": _numbers(f"><v>{value}</v>") for value in _VALUES},
    **{f"all cells of type {kind}": _part(_NUMBERS, b' t="s"', f' t="{kind}"'.encode()) for kind in _TYPES},
    "numbers of type b": _numbers(' t="b"><v>7</v>'),
    "days before the first": _numbers(' t="d"><v>0000-00-00</v>'),
    "strings that are not there": _part(_SHEET, b"<v>0</v>", b"<v>99999999</v>"),
    "strings before the first": _part(_SHEET, b"<v>0</v>", b"<v>-99999999</v>"),
    "styles that are not there": _part(_NUMBERS, b' s="', b' s="9999'),
    "no strings": made(lambda: with_parts(".xlsx", **{_STRINGS: f'<sst xmlns="{_MAIN}"/>'.encode()})),
    "strings that say they are many": _part(_STRINGS, b'count="', b'count="4294967295'),
    "a million rows": made(lambda: with_parts(".xlsx", **{_SHEET: _million()})),
    "the last cell of all": _rows("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
    "a row far beyond the last": _rows("<row r='99999999999'><c r='A99999999999'><v>1</v></c></row>"),
    "a row before the first": _rows("<row r='-1'><c r='A-1'><v>1</v></c></row>"),
    "a column far beyond the last": _rows("<row r='1'><c r='ZZZZZZ1'><v>1</v></c></row>"),
    "a cell of no place": _rows("<row r='1'><c r='?'><v>1</v></c></row>"),
    "a row of no number": _rows("<row r='x'><c r='A1'><v>1</v></c></row>"),
    "one cell many times": _rows("<row r='1'><c r='A1'><v>1</v></c></row>" * 9000),
    "a text without end": _rows(
        f"<row r='1'><c r='A1' t='inlineStr'><is><t>{'一、' * 100_000}</t></is></c></row>"
    ),
    "characters by their numbers": _rows(
        "<row r='1'><c r='A1' t='inlineStr'><is><t>_x0000__x001B_[31m_x202E__xD800__xFFFF_</t></is></c></row>"
    ),
    "a sheet named with controls": _part(_BOOK, "第一部分".encode(), "&#x9;_x001B_‮[red]".encode()),
    "a sheet without a name": _part(_BOOK, "第一部分".encode(), b""),
    "two sheets of one name": _part(_BOOK, "第五部分".encode(), "第一部分".encode()),
    "all sheets hidden": _part(_BOOK, b"<sheet ", b'<sheet state="veryHidden" '),
    "a sheet that is its own book": _part(_RELS, b'"worksheets/sheet1.xml"', b'"workbook.xml"'),
    "a sheet outside": _part(_RELS, b'"worksheets/sheet1.xml"', b'"../../../../etc/passwd"'),
    "sheets that are not there": _part(_RELS, b'"worksheets/', b'"nowhere/'),
    "names that call for programs": _part(
        _BOOK, b"</sheets>", b"</sheets><definedNames><definedName name='_xlnm.Auto_Open'>cmd|'/c calc'!A1"
        b"</definedName><definedName name='a'>a</definedName></definedNames>",
    ),
    **{f"all of a sheet merged as {ref}": _merged(ref) for ref in _WHOLE},
    "all of a sheet merged, in UTF-16": _merged(_WHOLE[0], encoding="utf-16"),
    "all of a sheet linked": _merged(_WHOLE[0], link=True),
    "an encoding that hides tags": _merged(_WHOLE[0], encoding="utf-7", told="结构异常"),
    "a merged area of no place": _part(_NUMBERS, b'<mergeCell ref="', b'<mergeCell ref="?'),
    "merged areas the wrong way": _part(_NUMBERS, b'<mergeCell ref="', b'<mergeCell ref="Z99:'),
    "too many styles": _part(_STYLES, b"</cellXfs>", b"<xf/>" * 6000 + b"</cellXfs>"),
    "colours that are none": _part(_STYLES, b'rgb="', b'rgb="x'),
    "fonts of no size": _part(_STYLES, b'<sz val="', b'<sz val="-x'),
    "numbers shown as days": _part(_STYLES, b'numFmtId="0"', b'numFmtId="14"'),
    "a book of 1904": _part(_BOOK, b"<workbookPr ", b'<workbookPr date1904="1" '),
    "a chart sheet": _part(_RELS, b"relationships/worksheet\"", b"relationships/chartsheet\""),
}  # fmt: skip


def _million() -> bytes:
    rows = "".join(f'<row r="{n}"/>' for n in range(1, 20_000)) + '<row r="1000000"><c r="A1000000"/></row>'
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()


# They are unpacked as Word files are; what openpyxl does with them then is what differs.
_OF_OPENPYXL = re.compile(
    r"packed sizes|wrong sums|locked|a program|something behind|bzip2|names in capitals|more entries|a part named|"
    + _BOOK.replace(".", r"\.")
    + r"|\[Content"
)
CONTAINERS = {name: case for name, case in containers(".xlsx", _BOOK).items() if _OF_OPENPYXL.match(name)}
