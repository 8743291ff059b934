"""Files of other formats that Word imports when it opens the document (w:altChunk)."""

from lxml import etree

from ndbg.ooxml.package import Package
from ndbg.ooxml.pictures import relations_of
from ndbg.ooxml.text import W

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def chunks_of(package: Package, root: etree._Element) -> dict[str, bytes]:
    """The files that the document imports from its own package, by the name of their part, in order."""
    ids = [chunk.get(_ID, "") for chunk in root.iter(f"{{{W}}}altChunk")]
    targets = relations_of(package, package.document) if ids else {}
    names = (targets.get(id, "") for id in ids)
    return {name: package.parts[name] for name in names if name in package.parts}
