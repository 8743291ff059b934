"""Texts in Markdown: written so that they stay texts, and read back."""

import re
from html import escape as html_escape

from ndbg.text.controls import UNSEEN, printable
from ndbg.text.patterns import Pattern

_BLANKS = Pattern("[ \t\r\n]+")
# What begins something wherever it stands, in CommonMark, in GitHub's, or in what draws formulas and smileys;
# and what makes an address a link by itself: its dots, but for those in numbers and `1.甲`, and two slashes.
# GitHub alone makes links of e-mail addresses last of all, when nothing tells any more what was escaped.
_SIGNS = Pattern(
    r"[\\`*_{}\[\]#|~$^:@]"
    r"|(?<![0-9])\.(?=\w)|(?<=[Ww])\.|\.(?=[A-Za-z\u0400-\u04ff])"
    r"|(?<!:)/(?=/)"
)
# Where a backslash goes into what begins something at the head of a line.
_HEAD = Pattern(r"^(?:(?=[=+-])|[0-9]+(?=[.)](?: |$)))")
# A backslash takes what follows it for itself, so it is looked for first.
_MARKUP = Pattern(
    r"\\(?P<sign>[!-/:-@\[-`{-~])|&(?:(?P<name>amp|lt|gt)|#x(?P<number>[0-9A-Fa-f]{4}));"
    r"|^\s*(?:#{1,6}\s+|>\s*)|\*\*|__(?=\S)"
)
_NAMED = {"amp": "&", "lt": "<", "gt": ">"}


def escape(text: str, *, lossless: bool = False) -> str:
    """A text in which nothing is markup, in a line of its own or within one; blanks in a row are one.

    What is unseen in it is shown as a plain mark, or where no sign may be lost
    stands by its number, `&#x202E;`.
    """
    text = _SIGNS.sub(r"\\\g<0>", _BLANKS.sub(" ", text))
    # HTML goes by names: not every program knows a backslash before it.
    text = html_escape(_HEAD.sub(r"\g<0>\\", text), quote=False)
    return UNSEEN.sub(lambda sign: f"&#x{ord(sign[0]):04X};", text) if lossless else printable(text)


def plain(text: str) -> str:
    """A line or a cell of Markdown as a text, without what is markup."""
    return _MARKUP.sub(_meant, text).strip()


def _meant(found: re.Match[str]) -> str:
    if found["number"]:
        return chr(int(found["number"], 16))
    return found["sign"] or _NAMED.get(found["name"], "")
