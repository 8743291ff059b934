"""The form that comes with the program."""

from pathlib import Path

OFFICIAL = "official.docx"


def official() -> tuple[bytes, Path]:
    """The official form in the layout of GB/T 9704—2012: its bytes, and its name for messages.

    An installed package has it beside the code, a checkout in its own folder `templates/`.
    """
    package = Path(__file__).parents[1]
    places = (folder / "templates" / OFFICIAL for folder in (package, package.parent))
    return next(place.read_bytes() for place in places if place.is_file()), Path(OFFICIAL)
