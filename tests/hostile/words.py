"""Word files whose XML is hostile: entities, references to elsewhere, shapes that no form has."""

import re

from tests import forms
from tests.hostile.bait import Bait
from tests.hostile.cases import READ, Case, made
from tests.hostile.containers import containers, damaged, parts_of, with_parts
from tests.hostile.xmls import xmls

PARTS = parts_of(".docx")
MAIN = "word/document.xml"
_RELS = "word/_rels/document.xml.rels"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _pointing(kind: str, inside: str = "") -> Case:
    """A document with a relationship of some kind to the bait, by address and by file, and what uses it."""

    def make(bait: Bait) -> bytes:
        targets = (bait.url, bait.file, "../../../../../../etc/passwd")
        more = "".join(
            f'<Relationship Id="bait{n}" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
            for n, target in enumerate(targets)
        )
        rels = PARTS[_RELS].replace(b"</Relationships>", f"{more}</Relationships>".encode())
        used = "".join(inside.format(id=f"bait{n}", url=bait.url, r=_R) for n in range(len(targets)))
        document = PARTS[MAIN].replace(b"</w:body>", f"{used}</w:body>".encode())
        return with_parts(".docx", **{_RELS: rels, MAIN: document})

    return Case(make, READ)


_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" {r} r:link="{id}" r:embed="{id}"/>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
_FIELD = (
    '<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;{url}&quot; "/><w:fldSimple w:instr=" DDEAUTO c calc "/>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDEPICTURE "{url}"</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_POINTING = {
    "a template from outside": _pointing("attachedTemplate"),
    "pictures from outside": _pointing("image", _PICTURE),
    "an object from outside": _pointing(
        "oleObject",
        '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Link" '
        'ProgID="htmlfile" UpdateMode="Always" {r} r:id="{id}"/></w:object></w:r></w:p>',
    ),
    "a chunk from outside": _pointing("aFChunk", '<w:altChunk {r} r:id="{id}"/>'),
    "documents from outside": _pointing("subDocument", '<w:subDoc {r} r:id="{id}"/>'),
    "links": _pointing(
        "hyperlink", '<w:p><w:hyperlink {r} r:id="{id}"><w:r><w:t>看</w:t></w:r></w:hyperlink></w:p>'
    ),
    "fields that fetch": _pointing("hyperlink", _FIELD),
    "frames from outside": _pointing("frame"),
    "styles, settings and comments from outside": _pointing("styles"),
    "comments from outside": _pointing("comments"),
    "a header from outside": _pointing("header"),
}


def _body(xml: str) -> bytes:
    return forms.package(xml)


def _whole(old: str, new: str) -> bytes:
    """A whole form with something else in the place of something."""
    return forms.package(forms.document(forms.Style(value=lambda _: "0")).replace(old, new))


def _deep(tag: str, depth: int, inside: str = "<w:p/>") -> str:
    return f"<w:{tag}>" * depth + inside + f"</w:{tag}>" * depth


def _boxes(depth: int) -> str:
    begin, end = (
        "<w:p><w:r><w:drawing><wps:txbx><w:txbxContent>",
        "</w:txbxContent></wps:txbx></w:drawing></w:r></w:p>",
    )
    return begin * depth + end * depth


_CELL = "<w:tc><w:tcPr>{0}</w:tcPr><w:p><w:r><w:t>自然人</w:t></w:r></w:p></w:tc>"


def _spans(name: str, value: str) -> Case:
    cell = _CELL.format(f'<w:{name} w:val="{value}"/>')
    return made(lambda: _body(f"<w:tbl>{f'<w:tr>{cell * 9}</w:tr>' * 40}</w:tbl>"))


_SHAPES = {
    "no body": made(lambda: forms.package("").replace(b"<w:body></w:body>", b"")),
    "an empty body": made(lambda: _body("")),
    "controls in controls": made(lambda: _body(_deep("sdt", 240))),
    "changes in changes": made(lambda: _body("<w:p>" + _deep("ins", 240, "<w:r><w:t>1</w:t></w:r>") + "</w:p>")),
    "boxes in boxes": made(lambda: _body(_boxes(45))),
    "runs in runs": made(lambda: _body("<w:p>" + _deep("r", 240, "<w:t>1</w:t>") + "</w:p>")),
    "a table without rows": made(lambda: _body("<w:tbl/>" * 5000)),
    "rows without cells": made(lambda: _body(f"<w:tbl>{'<w:tr/>' * 4000}</w:tbl>")),
    "cells without paragraphs": made(lambda: _body(f"<w:tbl><w:tr>{'<w:tc/>' * 4000}</w:tr></w:tbl>")),
    "cells outside of rows": made(lambda: _body("<w:tbl><w:tc/><w:p/></w:tbl><w:tc/><w:tr/>" * 99)),
    "a paragraph within a paragraph": made(lambda: _body(_deep("p", 200, "<w:r><w:t>一、总体情况</w:t></w:r>"))),
    "a paragraph of a megabyte": made(lambda: _body(f"<w:p><w:r><w:t>{'一、' * 100_000}</w:t></w:r></w:p>")),
    "a paragraph of nine megabytes": made(
        lambda: _body(f"<w:p><w:r><w:t>{'一、总体情况 公开。' * 320_000}</w:t></w:r></w:p>"), "文字太多"
    ),
    "five hundred paragraphs of headings": made(
        lambda: _body(f"<w:p><w:r><w:t>{'一、总体情况' * 1000}</w:t></w:r></w:p>" * 500), "文字太多"
    ),
    "more cells than any form has": made(
        lambda: _body("<w:tbl>" + ("<w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 40 + "</w:tr>") * 210 + "</w:tbl>"),
        "表格太多",
    ),
    "headings without end": made(lambda: _body("<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p>" * 3000)),
    "titles without end": made(
        lambda: _body("<w:p><w:r><w:t>某局2024年政府信息公开工作年度报告</w:t></w:r></w:p>" * 3000)
    ),
    "dates without end": made(lambda: _body("<w:p><w:r><w:t>2024年1月1日</w:t></w:r></w:p>" * 3000)),
    "a run for each character": made(lambda: _body("<w:p>" + "<w:r><w:t>公</w:t></w:r>" * 6000 + "</w:p>")),
    "numbers of a thousand digits": made(
        lambda: _whole("<w:t>0</w:t>", f"<w:t>{'9' * 900}</w:t>")
    ),
    "cells of spaces": made(lambda: _whole("<w:t>0</w:t>", f"<w:t>{' 1' * 90}</w:t>")),
    "markers without end": made(lambda: _whole("××市××局", "{{" * 20_000)),
    "markers that mean nothing": made(lambda: _whole("××市××局", "{{未知}}{{机关.机关}}{{%if%}}"), READ),
    "a title that goes on and on": made(lambda: _whole("××市××局", "公" * 100_000)),
    "text of every script": made(
        lambda: _whole("××市××局", "‮‭⁦A̶͓̓͐﷽𒐫\u200b\ufeff\ufffd\U0010fffd"), READ
    ),
    "fields in a title": made(
        lambda: _whole("××市××局", '</w:t></w:r><w:fldSimple w:instr="TIME"/><w:r><w:t>')
    ),
    "half of a tracked change": made(lambda: _body('<w:p><w:moveFrom/><w:del/><w:ins w:id="x"/></w:p>')),
    **{f"{name} of {value[:30]}": _spans(name, value)
       for name in ("gridSpan", "vMerge", "hMerge")
       for value in ("0", "-1", "99999999999999999999", "9" * 5000, "1.5", "NaN", "", "一", "²")},
}  # fmt: skip

# A form that has pieces which Word would never leave out or write.
_COMMENTS = {
    "comments that are none": b"<a/>",
    "comments without numbers": f'<w:comments {_W}><w:comment w:author="ndbg"/></w:comments>'.encode(),
    "comments with odd numbers": (
        f'<w:comments {_W}><w:comment w:id="-1" w:author="a"/><w:comment w:id="1e9" w:author="b"/>'
        f'<w:comment w:id="99999999999999999999" w:author="c"/></w:comments>'
    ).encode(),
}


def _with_comments(part: bytes) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    types = PARTS["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'.encode()
    )
    rels = PARTS[_RELS].replace(
        b"</Relationships>",
        f'<Relationship Id="c1" Type="{_OFFICE}/comments" Target="comments.xml"/></Relationships>'.encode(),
    )
    return with_parts(".docx", **{"[Content_Types].xml": types, _RELS: rels, "word/comments.xml": part})


_MACROS = {
    "macros": made(
        lambda: with_parts(
            ".docx",
            **{
                "[Content_Types].xml": PARTS["[Content_Types].xml"].replace(
                    b"openxmlformats-officedocument.wordprocessingml.document.main",
                    b"ms-word.document.macroEnabled.main",
                ),
                "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Shell calc",
            },
        )
    ),
    "macros that nobody speaks of": made(
        lambda: with_parts(".docx", **{"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 Shell calc"}), READ
    ),
}

# Parts that python-docx reads and reading a report does not.
_SIDE = (
    "_rels/.rels", "word/_rels/document.xml.rels", "docProps/core.xml", "word/styles.xml", "word/settings.xml",
    "word/footer1.xml", "word/theme/theme1.xml",
)  # fmt: skip
_MALICE = (
    "laughs by the billion", "an entity from a file", "an entity from an address", "a document type from an address",
    "a text of twenty megabytes", "too many elements", "what XInclude includes",
)  # fmt: skip


def _malicious(name: str) -> dict[str, Case]:
    cases = xmls(lambda part: with_parts(".docx", **{name: part}), PARTS[name], "w:root")
    return {f"{name}: {what}": Case(cases[what].make) for what in _MALICE}


CONTAINERS = containers(".docx", MAIN)
WORDS: dict[str, Case] = {
    **xmls(lambda part: with_parts(".docx", **{MAIN: part}), PARTS[MAIN], "w:document"),
    **_POINTING,
    **_SHAPES,
    **_MACROS,
}
_LAST = "六、其他需要报告的事项"
_NAME, _TEXT, _END = "××市××局", "</w:t></w:r>", "<w:r><w:t>"
_BEGINS = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_CONTROLS = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>"
_ROOMS: dict[str, Case] = {
    "fields that never end": made(lambda: _whole(_NAME, f"{_TEXT}{_BEGINS * 15_000}{_END}{_NAME}"), READ),
    "controls within controls": made(
        lambda: _whole(_NAME, f"{_TEXT}{_CONTROLS[0] * 60}{_END}{_NAME}{_TEXT}{_CONTROLS[1] * 60}{_END}"), READ
    ),
    "rooms without end": made(lambda: _whole(_LAST, f"{_LAST}{_TEXT}</w:p><w:p>{_END}{'□ ____' * 20_000}"), READ),
}  # fmt: skip
_NUMBER = re.compile(rb'(w:\w+=")\d+(?=")')
_WORD_PARTS = [name for name in PARTS if name.startswith("word/") and name.endswith(".xml")]


def _numbered(value: str) -> bytes:
    """A form with a value in the place of each number that is an attribute."""
    new = rb"\g<1>" + value.encode()
    return with_parts(".docx", **{name: _NUMBER.sub(new, PARTS[name]) for name in _WORD_PARTS})


def _with_property(number: str) -> bytes:
    """A form with a property of somebody else, of which this is the number."""
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    types = PARTS["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'.encode()
    )
    rels = PARTS["_rels/.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="c1" Type="{_OFFICE}/custom-properties" Target="docProps/custom.xml"/></Relationships>'.encode(),
    )
    part = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="x"/></Properties>'
    ).encode()
    return with_parts(
        ".docx", **{"[Content_Types].xml": types, "_rels/.rels": rels, "docProps/custom.xml": part}
    )


_NUMBERS = ("9" * 4400, "-1", "abc", "²", "1.5", "")
# What filling a form and writing comments ask more of a file than reading does.
FORMS: dict[str, Case] = {
    **_ROOMS,
    **{name: made(lambda p=part: _with_comments(p)) for name, part in _COMMENTS.items()},  # type: ignore[misc]
    **{f"numbers that are {value[:30]}": made(lambda v=value: _numbered(v)) for value in _NUMBERS},  # type: ignore[misc]
    **{f"a property {value[:30]}": made(lambda v=value: _with_property(v)) for value in _NUMBERS},  # type: ignore[misc]
    **damaged(".docx", _SIDE),
    **_malicious("word/styles.xml"),
    **_POINTING,
}
