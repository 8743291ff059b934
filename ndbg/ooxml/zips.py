"""The exceptions that reading a zip file may raise, each method of compression its own; which files have a password."""

import struct
import zlib
from zipfile import BadZipFile, LargeZipFile

try:
    from lzma import LZMAError
except ImportError:  # a Python that was built without it, where zipfile raises NotImplementedError
    LZMAError = EOFError  # type: ignore[misc,assignment]

# The zip file, or a part of it, is damaged or packed in a way that no Office program uses.
DAMAGED = (
    BadZipFile,
    LargeZipFile,
    zlib.error,
    LZMAError,
    struct.error,  # the head of a part in LZMA is cut off
    EOFError,
    OSError,  # also of bzip2
    ValueError,
    IndexError,  # a part without a name
    NotImplementedError,
)
# A password is needed. NotImplementedError is one of these: `DAMAGED` comes first.
LOCKED = RuntimeError

# An OLE file begins so; a file of today's Office with a password is one, with this stream, named in UTF-16.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_encrypted(data: bytes) -> bool:
    """Whether some bytes are a file of today's Word or Excel with a password."""
    return data.startswith(OLE) and _ENCRYPTED in data
