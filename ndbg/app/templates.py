"""The form that comes with the program."""

from importlib.resources import files
from pathlib import Path

OFFICIAL = "official.docx"


def official() -> tuple[bytes, Path]:
    """The official form in the layout of GB/T 9704—2012: its bytes, and its name for messages.

    An installed package has it beside the code, a checkout in its own folder `templates/`.
    """
    packaged = files("ndbg").joinpath("templates", OFFICIAL)
    if packaged.is_file():
        return packaged.read_bytes(), Path(OFFICIAL)
    return (Path(__file__).parents[2] / "templates" / OFFICIAL).read_bytes(), Path(OFFICIAL)
