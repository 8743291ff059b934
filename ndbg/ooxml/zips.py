"""The exceptions that reading a zip file may raise: each method of compression has its own."""

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
