"""Escape text for Markdown, and read Markdown back as text."""

import re
from html import escape as html_escape

from ndbg.text.controls import CONTROLS, printable
from ndbg.text.patterns import Pattern

_BLANKS = Pattern("[ \t\r\n]+")
# Markup that may begin anywhere in a line (CommonMark, GitHub, extensions for formulas and emoji), and the dots and
# double slashes by which an address becomes a link; dots in numbers and in `1.甲` do not. E-mail addresses cannot be
# escaped on GitHub, which links them after it has removed the escapes.
_SIGNS = Pattern(
    r"[\\`*_{}\[\]#|~$^:@]"
    r"|(?<![0-9])\.(?=\w)|(?<=[Ww])\.|\.(?=[A-Za-z\u0400-\u04ff])"
    r"|(?<!:)/(?=/)"
)
# Markup at the head of a line; the backslash goes behind the match: `1\.`, `\-`.
_HEAD = Pattern(r"^(?:(?=[=+-])|[0-9]+(?=[.)](?: |$)))")
FORMULA = Pattern(r"\$(?P<formula>[0-9][0-9,.]{0,20})\$")  # a figure as converters may write it: $12$
# Escapes come first, since a backslash takes the meaning from what follows. Tags are those that converters write: <br>,
# anchors in headings. [^1] refers to a footnote.
_MARKUP = Pattern(
    r"\\(?P<sign>[!-/:-@\[-`{-~])|&(?:(?P<name>amp|lt|gt|nbsp|ensp|emsp)|#x(?P<number>[0-9A-Fa-f]{4}));"
    r"|^\s*(?:#{1,6}\s+|>\s*)|\*\*|__(?=\S)"
    r"|</?(?:a|b|br|div|em|font|i|p|span|strong|sub|sup|u)(?:\s[^<>]{0,200})?/?>|\[\^\w{1,9}\](?!:)"
    rf"|{FORMULA.pattern}",
    given=r"\|&|#|>|**|__|[^|$",
)
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "nbsp": " ", "ensp": " ", "emsp": " "}


def escape(text: str, *, lossless: bool = False) -> str:
    """Escape all markup in a text, which may be a line or a part of one; runs of blanks become one blank.

    An invisible character becomes U+FFFD; if `lossless`, a character reference: `&#x202E;`.
    """
    text = _SIGNS.sub(r"\\\g<0>", _BLANKS.sub(" ", text))
    # `<`, `>` and `&` become entities: not every program knows a backslash before them.
    text = html_escape(_HEAD.sub(r"\g<0>\\", text), quote=False)
    return CONTROLS.sub(lambda sign: f"&#x{ord(sign[0]):04X};", text) if lossless else printable(text)


def plain(text: str) -> str:
    """The text of a line or a cell of Markdown, without its markup."""
    return text if text.isalnum() else _MARKUP.sub(_meant, text).strip()


def _meant(match: re.Match[str]) -> str:
    if match["number"]:
        return chr(int(match["number"], 16))
    return match["sign"] or match["formula"] or _NAMED.get(match["name"], "")
