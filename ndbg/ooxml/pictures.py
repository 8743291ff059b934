"""The visible pictures of a Word file."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from ndbg.ooxml.foreign import target_of
from ndbg.ooxml.mark import digest
from ndbg.ooxml.package import Package
from ndbg.ooxml.text import FALLBACK, Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_ID = {_BLIP: f"{_R}embed", _IMAGE: f"{_R}id"}


class Picture(NamedTuple):
    """A picture in a document: its alternative text, and a digest of its file."""

    alt: str
    digest: str


def pictures(package: Package, part: str) -> Iterator[Picture]:
    """The pictures in a part of a document, in order, without those of fallbacks."""
    relations = relations_of(package, part)
    for element in package.tree(part).iter(_BLIP, _IMAGE):
        if next(element.iterancestors(FALLBACK), None) is not None:
            continue
        target = relations.get(element.get(_ID[f"{element.tag}"], ""), "")
        yield Picture(_alt(element), digest(package.parts.get(target, b"")))


def _alt(element: Element) -> str:
    frame = next(element.iterancestors(f"{_DRAWING}inline", f"{_DRAWING}anchor"), None)
    properties = frame.find(f"{_DRAWING}docPr") if frame is not None else None
    return properties.get("descr", "") if properties is not None else ""


def relations_of(package: Package, part: str) -> dict[str, str]:
    """The parts that a part's relationships lead to, by id; external ones are left out."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if rels not in package.parts:
        return {}
    return {
        item.get("Id", ""): target_of(rels, item.get("Target", ""))
        for item in package.tree(rels)
        if item.get("TargetMode") != "External"
    }
