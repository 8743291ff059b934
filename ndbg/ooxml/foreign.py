"""Remove from a form what reaches out of the file or runs in it.

An office's form may come from anywhere. What it links to on other computers, what it would fetch or start
when the report is opened, must not get into the official file: external relationships other than
hyperlinks, imported chunks, fields that fetch, embedded programs, mail merge.
"""

import posixpath
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from ndbg.ooxml.fields import fields
from ndbg.ooxml.package import Package
from ndbg.ooxml.text import Element, w

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "[Content_Types].xml"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# The last part of a relationship's type, and its name for the user; all of them may be internal too.
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
_MACROS = ("vbaproject", "vbadata")  # as the parts of macros are called
# Only these may be external: they are opened when somebody clicks on them.
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


def leave_out_foreign(package: Package) -> tuple[str, ...]:
    """Remove what reaches out of a form's parts. Returns what that was, in words: `连到别处的图片 2 处`."""
    gone: Counter[str] = Counter()
    left: set[str] = set()  # the parts that such relationships lead to
    for name in [name for name in package.parts if name.endswith(".rels")]:
        tree = package.tree(name)
        dropped = {}
        for item in list(tree.iter(_RELATIONSHIPS)):
            if kind := _kind(item):
                gone[kind] += 1
                dropped[item.get("Id", "")] = kind
                tree.remove(item)
                if item.get("TargetMode") != "External":
                    left.add(target_of(name, item.get("Target", "")))
        if dropped:
            package.put(name, tree)
            _leave_out_uses(package, _source(name), set(dropped))
    for name in left - _in_use(package) if left else ():
        package.parts.pop(name, None)
    for name in [name for name in package.parts if posixpath.basename(name).lower().startswith(_MACROS)]:
        del package.parts[name]  # which no relationship names
        gone[_LIVE["vbaProject"]] += 1
    for name in _written_parts(package):
        if not package.mentions(name, "fldChar", "fldSimple"):
            continue  # it has no fields
        tree = package.tree(name)
        if count := sum(_leave_out_fields(tree)):
            gone["会去别处取内容的域"] += count
            package.put(name, tree)
    if gone:
        _forget_types(package)
    return tuple(f"{kind} {count} 处" for kind, count in gone.items())


def _in_use(package: Package) -> set[str]:
    """The document, what the package itself is made of, and the parts that any relationship leads to."""
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


def _leave_out_uses(package: Package, part: str, ids: set[str]) -> None:
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


def _leave_out_fields(root: Element) -> Iterator[bool]:
    """Replace the fields that fetch by their results. Yields True for each."""
    for field in fields(root):
        if field.kind in _FETCHING:
            field.unlink()
            yield True


def _forget_types(package: Package) -> None:
    """Remove the content types of removed parts."""
    tree = package.tree(_TYPES)
    for item in list(tree.iter("{*}Override")):
        if item.get("PartName", "").lstrip("/") not in package.parts:
            tree.remove(item)
    package.put(_TYPES, tree)
