"""The style sheet of a saved page: which elements it hides."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ndbg.read.tabs import BY_CLASS

Element = etree._Element

# Styles of elements that are not displayed, and of all that are invisible or struck out.
GONE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
HIDDEN = re.compile(
    r"display\s*:\s*none|line-through|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_DISPLAYED = re.compile(r"display\s*:\s*(?!none)[a-z]", re.IGNORECASE)
_SELECTOR = re.compile(r"[a-z\d]*((?:[.#][\w-]+)+)", re.IGNORECASE)
_MOST_STYLE = 200_000
NO_ROOM = "none"  # marks elements that take no room


class _Rule(NamedTuple):
    """A rule for elements with all of some classes and ids: whether it sets `display`, hides them, leaves them no room.

    Of the rules that set it the most specific one holds, of equal ones the last: `.pane`, `.pane.on`.
    """

    order: tuple[int, int, int]
    names: frozenset[str]
    displays: bool
    hides: bool
    removes: bool


def hide_by_class(root: Element) -> None:
    """Mark elements as hidden that the page's own style hides; with `NO_ROOM` those that it leaves no room."""
    styles = "\n".join(style.text or "" for style in root.iter("style"))[:_MOST_STYLE]
    by_name: defaultdict[str, list[_Rule]] = defaultdict(list)
    for at, (selectors, rules) in enumerate(_rules(styles)):
        for rule in _parsed_rules(selectors, rules, at):
            by_name[min(rule.names)].append(rule)
    hidden = any(rule.hides for rules in by_name.values() for rule in rules)
    for element in root.iter(etree.Element) if hidden else ():
        names = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
        matching = [rule for name in names for rule in by_name.get(name, ()) if rule.names <= names]
        last = max((rule for rule in matching if rule.displays), key=lambda rule: rule.order, default=None)
        gone = last is not None and last.hides and not _DISPLAYED.search(element.get("style", ""))
        if gone or any(rule.hides and not rule.displays for rule in matching):
            element.set(BY_CLASS, NO_ROOM if gone and last and last.removes else "")


def _parsed_rules(selectors: str, rules: str, at: int) -> Iterator[_Rule]:
    """The rules for classes and ids; `element.class` counts only where it shows the element."""
    hides = bool(HIDDEN.search(rules))
    displays = bool(GONE.search(rules) or _DISPLAYED.search(rules))
    for selector in selectors.split(",") if hides or displays else ():
        text = selector.strip()
        if (match := _SELECTOR.fullmatch(text)) and (not hides or match[1] == text):
            names = frozenset(re.findall(r"[.#][\w-]+", match[1]))
            ids = sum(name.startswith("#") for name in names)
            yield _Rule((ids, len(names) - ids, at), names, displays, hides, bool(GONE.search(rules)))


def _rules(styles: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet, selectors and declarations, without those for a medium such as print."""
    depth, before = 0, ""
    for piece in re.split(r"([{}])", styles):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(depth - 1, 0)
        elif depth == 1 and not before.lstrip().startswith("@"):
            yield before, piece
        elif depth == 0:
            before = piece
