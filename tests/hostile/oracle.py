"""What may be read of a damaged file: each figure as it was, or none, unless its own text was changed."""

import io
import re
import zipfile
from collections import defaultdict
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.read import read
from tests.hostile.sound import report, sound

# A figure's own text, with what tells where it ends.
_OWN = {
    ".toml": r"(?<![\d.])(?P<figure>[\d.]+)(?=[],\n])",
    ".md": r"(?<=\| )(?P<figure>[\d.]+)(?= \|)",
    ".txt": r"(?<![^\t\n])(?P<figure>[\d.]+)(?![^\t\n])",
    ".html": r"<td[^<>]*>(?P<figure>[\d.]+)</td>",
    ".docx": r"<w:t>(?P<figure>[\d.]+)</w:t>",
    ".xlsx": r"<c (?:(?!<c ).)*?<v>(?P<figure>[\d.]+)</v></c>",
}
_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/"}


def misread(path: Path) -> dict[str, str]:
    """The figures that a damaged file is said to hold, and does not, by id.

    No two figures of the sound file are alike. Where a figure's own text stands in the damaged file as it does in
    the sound one, that figure must be read, or nothing.
    """
    try:
        found = read(path).figures
    except NdbgError:
        return {}
    seed = report().figures
    wrong = {id: figure.text for id, figure in found.items() if figure.value != seed[id].value}
    if not wrong:
        return {}
    before, after = (_own_texts(data, path.suffix) for data in (sound(path.suffix), path.read_bytes()))
    return {
        id: text
        for id, text in wrong.items()
        if after[seed[id].text] == before[seed[id].text]
        # What stands there more often than before may have been put into the figure's own place.
        and len(after[text]) <= len(before[text])
    }


def _own_texts(data: bytes, suffix: str) -> dict[str, list[str]]:
    """All that may be a figure in a file, by the number that it shows."""
    if suffix in _PARTS:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name.startswith(_PARTS[suffix])]
            data = b"".join(archive.read(name) for name in names)
    found: dict[str, list[str]] = defaultdict(list)
    for own in re.finditer(_OWN[suffix], data.decode("utf-8", "replace"), re.DOTALL):
        found[own["figure"]].append(own[0])
    return found
