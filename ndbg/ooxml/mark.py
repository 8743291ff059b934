"""The mark that `fill` leaves in a Word file, by which a later run knows whether its text was changed.

It is kept in the custom properties of the document, which Word, WPS and LibreOffice preserve on saving.
"""

import hashlib
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from ndbg.ooxml.package import Package, open_package, pack, xml_bytes
from ndbg.ooxml.text import Element, paragraphs_with_text
from ndbg.text.digits import whole_number

PART = "docProps/custom.xml"
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_NAME = "ndbg"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_EMPTY = f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}"/>'.encode()
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the format id of named properties (ECMA-376, 22.3)
_FIRST_ID, _MOST_IDS = 2, 1 << 30
_DIGITS = 32
_END = "\0"  # of a paragraph; no XML has this character


class Mark(NamedTuple):
    """Digests of the text of a document as filled, and of its form."""

    text: str
    form: str


def text_digest(root: Element) -> str:
    """A digest of a document's text without blanks; headers and footers are left out, since their fields change."""
    text = _END.join([text for _, text in paragraphs_with_text(root)])
    lines = "".join(text.split()).split(_END)
    return digest("\n".join(filter(None, lines)).encode())


def digest(data: bytes) -> str:
    """Thirty-two hexadecimal digits of some bytes."""
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def read_mark(package: Package) -> Mark | None:
    """The mark of a document; None without one."""
    if PART not in package.parts:
        return None
    own_property = _own(package.tree(PART))
    words = ((own_property[0].text or "") if own_property is not None and len(own_property) else "").split()
    return Mark(*words) if len(words) == len(Mark._fields) else None


def add_mark_part(package: Package) -> None:
    """Add a part for custom properties, with its relationship and content type, to a document that lacks one."""
    if PART in package.parts or _RELATIONS not in package.parts:
        return
    package.parts[PART] = _EMPTY
    types = package.tree(_TYPES)
    etree.SubElement(
        types, f"{{{_PACKAGE}/content-types}}Override", PartName=f"/{PART}", ContentType=_CONTENT
    )
    package.put(_TYPES, types)
    relations = package.tree(_RELATIONS)
    ids = {item.get("Id") for item in relations}
    free = next(name for number in range(len(ids) + 1) if (name := f"rIdMark{number}") not in ids)
    etree.SubElement(relations, f"{{{_PACKAGE}/relationships}}Relationship", Id=free, Type=_KIND, Target=PART)
    package.put(_RELATIONS, relations)


def with_mark(properties: Element, mark: Mark) -> bytes:
    """The bytes of custom properties with a mark, which replaces an earlier one; changes `properties`."""
    old = _own(properties)
    if old is not None:
        properties.remove(old)
    ids = [whole_number(item.get("pid", ""), _MOST_IDS) or 0 for item in properties]
    new = etree.SubElement(properties, f"{{{_PROPERTIES}}}property", fmtid=_FORMAT)
    new.set("pid", f"{max(ids, default=_FIRST_ID - 1) + 1}")
    new.set("name", _NAME)
    etree.SubElement(new, f"{{{_VALUES}}}lpwstr").text = " ".join(mark)
    return xml_bytes(properties)


def with_renewed_mark(data: bytes, path: Path) -> bytes:
    """The bytes of a Word file with its mark renewed, after its text was changed on purpose; unmarked files as they are."""
    package = open_package(data, path)
    old = read_mark(package)
    if old is None:
        return data
    new = old._replace(text=text_digest(package.tree(package.document)))
    package.parts[PART] = with_mark(package.tree(PART), new)
    return pack(package)


def _own(properties: Element) -> Element | None:
    return next((item for item in properties if item.get("name") == _NAME), None)
