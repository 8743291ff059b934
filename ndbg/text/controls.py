"""Invisible characters: `CONTROLS`, which a terminal or a viewer obeys, and `unseen`, all that nobody sees."""

import unicodedata

from ndbg.text.patterns import Pattern

# C0 and C1 controls, U+2028 and U+2029, the marks that set the direction of writing, and lone surrogates, which stand
# for the bytes of a file name in another encoding. Zero-width characters are not among them.
CONTROLS = Pattern("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str, kept: str = "") -> str:
    """A text with U+FFFD in place of each of `CONTROLS` but those in `kept`."""
    if text.isprintable():
        return text
    return CONTROLS.sub(lambda found: found[0] if found[0] in kept else "\N{REPLACEMENT CHARACTER}", text)


def is_strange(name: str) -> bool:
    """Whether the name of a file is in another encoding than that of the system, so that no text can hold it."""
    return not name.isascii() and any("\ud800" <= sign <= "\udfff" for sign in name)


def escaped(text: str) -> str:
    r"""JSON or TOML with each of `CONTROLS` escaped (`\u202e`), but for line ends and tabs; it parses to the same value."""
    return CONTROLS.sub(lambda found: found[0] if found[0] in "\n\t" else f"\\u{ord(found[0]):04x}", text)


# Unicode categories: controls; formats, such as direction marks and zero-width characters; line and paragraph separators.
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}


def unseen(text: str) -> list[str]:
    """The invisible characters of a text, zero-width ones included, in order, each once; blanks are not among them."""
    if text.isprintable():
        return []
    return list(dict.fromkeys(sign for sign in text if unicodedata.category(sign) in _INVISIBLE))
