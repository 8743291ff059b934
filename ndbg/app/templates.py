"""The Word forms that come with the program."""

from importlib.resources import files
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.form import Form


def official(form: Form) -> tuple[bytes, Path]:
    """An official form in the layout of GB/T 9704—2012: its bytes, and its name for messages.

    An installed package has it beside the code, a checkout in its own folder `templates/`. Raises
    NdbgError where there is none.
    """
    packaged = files("ndbg").joinpath("templates", form.template)
    if packaged.is_file():
        return packaged.read_bytes(), Path(form.template)
    source = Path(__file__).parents[2] / "templates" / form.template
    if not source.is_file():
        raise NdbgError(f"没有 {form.name}的 Word 表样，请用 --template 写明")
    return source.read_bytes(), Path(form.template)
