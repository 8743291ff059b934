"""Remove active and external content from an office's form.

A form may come from anywhere, and what is made of it is the official report. So it keeps nothing that is fetched from
elsewhere or runs when the report is opened: external relationships other than hyperlinks, imported files, fields that
fetch, embedded objects, macros, mail merge.
"""

import posixpath
from collections import Counter
from collections.abc import Iterator
from itertools import repeat

from lxml import etree

from ndbg.ooxml.fields import fields
from ndbg.ooxml.package import Package
from ndbg.ooxml.text import Element, w

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "[Content_Types].xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Relationships that are removed even where their target is in the package: the last part of the type, and its name
# for the user.
_LIVE = {
    "aFChunk": "嵌入的其他文件",
    "attachedTemplate": "连到别处的模板",
    "control": "控件",
    "frame": "连到别处的框架",
    "mailMergeSource": "邮件合并的数据源",
    "oleObject": "嵌入的对象",
    "package": "嵌入的对象",
    "subDocument": "连到别处的子文档",
    "vbaProject": "宏",
    "wordVbaData": "宏",
}
_MACROS = ("vbaproject", "vbadata")  # what the names of parts with macros begin with
# Kept where they are external: they open only on a click.
_CLICKED = {"hyperlink"}
_FETCHING = {
    "DDE",
    "DDEAUTO",
    "IMPORT",
    "INCLUDE",
    "INCLUDEPICTURE",
    "INCLUDETEXT",
    "LINK",
    "DATABASE",
    "MACROBUTTON",
}
_REFERENCES = ("headerReference", "footerReference")
# Elements that are useless without the relationship that they use.
_HOLDERS = {
    w(name)
    for name in ("altChunk", "attachedTemplate", "subDoc", "object", "control", "mailMerge", *_REFERENCES)
}


def remove_foreign(package: Package) -> tuple[str, ...]:
    """Remove active and external content. Returns what was removed, in words: `连到别处的图片 2 处`."""
    removed = [*_remove_relationships(package), *_remove_macros(package), *_remove_fields(package)]
    if removed:
        _remove_types(package)
    return tuple(f"{kind} {count} 处" for kind, count in Counter(removed).items())


def _remove_relationships(package: Package) -> Iterator[str]:
    """Remove relationships, what uses them, and the parts that only they lead to. Yields a name for each."""
    targets: set[str] = set()
    for name in [name for name in package.parts if name.endswith(".rels")]:
        tree = package.tree(name)
        ids: set[str] = set()
        for item in list(tree.iter(_RELATIONSHIPS)):
            if kind := _kind(item):
                yield kind
                ids.add(item.get("Id", ""))
                tree.remove(item)
                if item.get("TargetMode") != "External":
                    targets.add(target_of(name, item.get("Target", "")))
        if ids:
            package.put(name, tree)
            _remove_uses(package, _source(name), ids)
    for name in targets - _in_use(package) if targets else ():
        package.parts.pop(name, None)


def _remove_macros(package: Package) -> Iterator[str]:
    """Remove parts with macros that no relationship named. Yields a name for each."""
    for name in [name for name in package.parts if posixpath.basename(name).lower().startswith(_MACROS)]:
        del package.parts[name]
        yield _LIVE["vbaProject"]


def _remove_fields(package: Package) -> Iterator[str]:
    """Replace the fields that fetch by their results. Yields a name for each."""
    for name in _written_parts(package):
        if not package.mentions(name, "fldChar", "fldSimple"):
            continue
        tree = package.tree(name)
        fetching = 0
        for field in fields(tree):
            if field.kind in _FETCHING:
                field.unlink()
                fetching += 1
        if fetching:
            package.put(name, tree)
        yield from repeat("会去别处取内容的域", fetching)


def _in_use(package: Package) -> set[str]:
    """The document, the parts that describe the package, and all parts that a relationship leads to."""
    relations = [name for name in package.parts if name.endswith(".rels")]
    items = ((name, item) for name in relations for item in package.tree(name).iter(_RELATIONSHIPS))
    return {
        package.document,
        _TYPES,
        *relations,
        *(target_of(name, item.get("Target", "")) for name, item in items),
    }


def _kind(item: Element) -> str:
    """The name for the target of a relationship that must go; empty where it may stay."""
    kind = item.get("Type", "").rpartition("/")[2]
    if kind in _LIVE:
        return _LIVE[kind]
    external = item.get("TargetMode") == "External" and kind not in _CLICKED
    return ("连到别处的图片" if kind == "image" else "连到别处的内容") if external else ""


def _source(rels: str) -> str:
    """The name of the part whose relationships are in `rels`."""
    folder, _, file = rels.rpartition("/")
    return posixpath.join(folder.removesuffix("_rels").rstrip("/"), file.removesuffix(".rels"))


def target_of(rels: str, target: str) -> str:
    """The name of the part that a relationship in `rels` leads to."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(_source(rels)), target))


def _written_parts(package: Package) -> Iterator[str]:
    yield package.document
    yield from package.side_parts()


def _remove_uses(package: Package, part: str, ids: set[str]) -> None:
    """Remove the elements of a part that use removed relationships."""
    if part not in package.parts or not part.endswith(".xml"):
        return
    tree = package.tree(part)
    for element in list(tree.iter(etree.Element)):
        for attribute in [name for name, value in element.attrib.items() if value in ids]:
            if not str(attribute).startswith(_R):
                continue
            holder = next((e for e in (element, *element.iterancestors()) if e.tag in _HOLDERS), None)
            if holder is not None and (above := holder.getparent()) is not None:
                above.remove(holder)
            else:
                del element.attrib[attribute]
    package.put(part, tree)


def _remove_types(package: Package) -> None:
    """Remove the content types of removed parts."""
    tree = package.tree(_TYPES)
    for item in list(tree.iter("{*}Override")):
        if item.get("PartName", "").lstrip("/") not in package.parts:
            tree.remove(item)
    package.put(_TYPES, tree)
