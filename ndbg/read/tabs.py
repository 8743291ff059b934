"""Tabs of a saved page: a list with the titles of all sections, and a panel for each, of which a browser shows one."""

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from lxml import etree

from ndbg.document.headings import section_named
from ndbg.form import Section, forms
from ndbg.text.normalise import one_line

_FEWEST = 3  # least number of tabs
_LONGEST = 60  # characters of the title of a section
_MOST_TITLES = 100  # in a page
# Attributes that hide an element; `BY_CLASS` marks one that the style of the page hides.
BY_CLASS = "data-hidden-by-class"
_HIDE = ("style", "hidden", BY_CLASS)

Element = etree._Element


def open_tabs(root: Element, is_shown: Callable[[Element], bool]) -> None:
    """Show all panels of tabs, each below its title, and remove the list of titles.

    The titles name sections in their order, and stand alone in their list. The panels come behind the list, one for each
    title, at least one of them hidden; one holds a table if, and only if, its section has one. Else nothing is changed.
    """
    for titles in list(_runs(_titles(root))):
        whole = _list_of([title for title, _ in titles])
        panels = next(_panels(whole, [section for _, section in titles]), None) if whole is not None else None
        if whole is None or panels is None or all(map(is_shown, panels)):
            continue
        for (title, section), panel in zip(titles, panels, strict=True):
            _show(panel, _text(title), section)
        _remove(whole)


def _titles(root: Element) -> Iterator[tuple[Element, Section]]:
    """The elements whose own text is the title of a section, in the order of the page."""
    form = forms()[-1]  # the headings of all forms are alike here
    count = 0
    for element in root.iter(etree.Element):
        own_text = one_line(element.text or "")
        section = section_named(own_text, form) if own_text and len(own_text) <= _LONGEST else None
        if section and count < _MOST_TITLES:
            count += 1
            yield element, section


def _runs(titles: Iterator[tuple[Element, Section]]) -> Iterator[list[tuple[Element, Section]]]:
    """Titles of several sections in their order."""
    run: list[tuple[Element, Section]] = []
    order = forms()[-1].sections
    for title, section in titles:
        if run and order.index(section) <= order.index(run[-1][1]):
            yield run
            run = []
        run.append((title, section))
    yield run


def _list_of(titles: Sequence[Element]) -> Element | None:
    """The outermost element with nothing but some titles; None where there is none."""
    if len(titles) < _FEWEST:
        return None
    wanted = "".join(map(_text, titles))
    around = set(titles[-1].iterancestors())
    within = (outer for outer in titles[0].iterancestors() if outer in around)
    enclosing = list(takewhile(lambda outer: _text(outer) == wanted, within))
    return enclosing[-1] if enclosing else None


def _text(element: Element) -> str:
    """The text in an element, without blanks."""
    return "".join("".join(map(str, element.itertext())).split())


def _panels(whole: Element, sections: Sequence[Section]) -> Iterator[list[Element]]:
    """The elements behind a list of titles that may be the panels of these sections, the nearest first."""
    for outer in (whole, *whole.iterancestors()):
        behind = list(outer.itersiblings(etree.Element))
        for siblings in (behind, *map(list, behind)):
            panels = [panel for panel in siblings if panel.tag == siblings[0].tag][: len(sections)]
            if len(panels) == len(sections) and all(map(_may_be_of, panels, sections)):
                yield panels


def _may_be_of(panel: Element, section: Section) -> bool:
    """Whether an element has text, and a table if, and only if, the section has one."""
    return bool(_text(panel)) and (next(panel.iter("table"), None) is not None) is bool(section.table)


def _show(panel: Element, title: str, section: Section) -> None:
    """Show a panel, with a heading unless its first line is one."""
    for name in filter(panel.attrib.__contains__, _HIDE):
        del panel.attrib[name]
    first = next(filter(None, (one_line(str(text)) for text in panel.itertext())), "")
    if section_named(first, forms()[-1]) is section:
        return
    heading = etree.Element("h2")
    heading.text, heading.tail, panel.text = title, panel.text, None
    panel.insert(0, heading)


def _remove(element: Element) -> None:
    """Remove an element, with its text but without what follows it."""
    outer = element.getparent()
    if outer is not None:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (element.tail or "")
        else:
            outer.text = (outer.text or "") + (element.tail or "")
        outer.remove(element)
