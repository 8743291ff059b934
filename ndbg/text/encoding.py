"""Detection of UTF-16."""

import codecs

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def utf_16(data: bytes) -> str:
    """The codec of a text in UTF-16, by its byte order mark or a `<` at its head; empty for any other encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    return "utf-16-le" if data.startswith(b"<\0") else "utf-16-be" if data.startswith(b"\0<") else ""
