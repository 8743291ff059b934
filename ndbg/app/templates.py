"""The Word forms that come with the program."""

from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.form import Form


def official(form: Form) -> tuple[bytes, Path]:
    """An official form in the layout of GB/T 9704—2012: its bytes, and its name for messages.

    An installed package has it beside the code, a checkout in its own folder `templates/`. Raises
    NdbgError where there is none.
    """
    package = Path(__file__).parents[1]
    for folder in (package, package.parent):
        place = folder / "templates" / form.template
        if place.is_file():
            return place.read_bytes(), Path(form.template)
    raise NdbgError(f"没有 {form.name}的 Word 表样，请用 --template 写明")
