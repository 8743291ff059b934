"""Read a report from a page saved as one file (.mht), a MIME message of which the page is a part (RFC 2557)."""

from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.process.limits import bounded
from ndbg.read.source import read_bytes
from ndbg.read.web import MOST_BYTES, decoded_page, parse_web
from ndbg.report import Report

_HTML = ("text/html", "application/xhtml+xml")
_MOST_PARTS, _MOST_ENDS = 500, 5000  # parts that are looked at, and lines that may end one


@bounded
def read_mime(path: Path) -> Report:
    """Read the report in a page saved with its pictures. Raises NdbgError where there is no page in it."""
    return parse_mime(read_bytes(path, MOST_BYTES), path)


def parse_mime(data: bytes, path: Path) -> Report:
    """Read the report in the bytes of such a page; `path` is for messages."""
    if data.count(b"\n--") > _MOST_ENDS:
        raise NdbgError(f"“{path}”太复杂，不像是一份报告的网页，不予打开")
    try:
        page = _page(message_from_bytes(data, policy=policy.compat32))
    except (LookupError, ValueError, TypeError, RecursionError, AssertionError):
        page = None
    if page is None:
        raise NdbgError(f"“{path}”里没有网页，请从浏览器另存为网页（.html）再试")
    return parse_web(*decoded_page(page), path)


def _page(message: Message) -> bytes | None:
    """The page in a message, decoded: of its parts in HTML, such as frames, the one with the most cells of tables."""
    parts = (part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False))
    pages = [p.get_payload(decode=True) for p in parts if p.get_content_type() in _HTML]
    return max(
        (p for p in pages if isinstance(p, bytes)), key=lambda p: p.lower().count(b"<td"), default=None
    )
