"""Programs that render Markdown, for tests of what they make of texts."""

from collections import Counter
from typing import Any

from lxml import html
from markdown_it import MarkdownIt

RENDERERS = {
    "CommonMark": MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]),
    "addresses as links": MarkdownIt("gfm-like", {"html": True}),
}


def kinds(text: str) -> Counter[str]:
    """How many pieces of each kind they make of a text; texts are pieces however they are cut."""
    found = [token for renderer in RENDERERS.values() for token in renderer.parse(text)]
    inner = [child for token in found for child in token.children or []]
    return Counter(t.type for t in [*found, *inner] if t.type not in ("text", "text_special"))


def page(text: str, renderer: str = "CommonMark") -> Any:
    """The page that one of them makes of it."""
    return html.document_fromstring(RENDERERS[renderer].render(text))
