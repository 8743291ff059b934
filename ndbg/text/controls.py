"""What is in a text and cannot be seen there: what a terminal obeys, and what turns the text after it around."""

from ndbg.text.patterns import Pattern

# Controls, lines and paragraphs of Unicode, and the directions of writing.
UNSEEN = Pattern("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def printable(text: str, kept: str = "") -> str:
    """A text in which all that is unseen but `kept` is shown as a plain mark."""
    return UNSEEN.sub(lambda found: found[0] if found[0] in kept else "\N{REPLACEMENT CHARACTER}", text)


def numbered(text: str) -> str:
    r"""JSON or TOML in which what is unseen stands by its number, `\u202e`; the same to programs."""
    return UNSEEN.sub(lambda found: found[0] if found[0] in "\n\t" else f"\\u{ord(found[0]):04x}", text)
