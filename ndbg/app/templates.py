"""The Word forms to fill: the official ones, and an office's own."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ndbg.errors import NdbgError
from ndbg.form import Form, forms
from ndbg.ooxml.package import MOST_BYTES
from ndbg.read.source import read_bytes
from ndbg.write.word import Template, TemplateError, prepare


def official(form: Form) -> tuple[bytes, Path]:
    """An official form in the layout of GB/T 9704—2012: its bytes, and its name for messages.

    It lies beside the code in an installed package, in `templates/` in a checkout. Raises NdbgError where it is
    missing.
    """
    package = Path(__file__).parents[1]
    for folder in (package, package.parent):
        place = folder / "templates" / form.template
        if place.is_file():
            return place.read_bytes(), Path(form.template)
    raise NdbgError(f"没有 {form.name}的 Word 表样，请用 --template 写明")


class OwnForm(NamedTuple):
    """An office's own Word form: the file, and its path."""

    data: bytes
    path: Path


def read_form(path: Path) -> OwnForm:
    """Read an office's own form. Raises NdbgError where it is no Word file of a kind that can be filled."""
    if path.is_dir():
        raise NdbgError(f"表样“{path}”是一个文件夹，请写出里面的文件名")
    if path.suffix.lower() not in (".docx", ".dotx", ".docm", ".dotm", ".doc", ".wps"):
        raise NdbgError(f"表样要是 Word 文件（.docx），“{path}”不是")
    return OwnForm(read_bytes(path, MOST_BYTES), path)


@lru_cache(maxsize=8)
def prepared(template: OwnForm, form: Form) -> Template:
    """A Word form with the places of a form's figures and prose found, ready to fill; cached.

    Raises NdbgError where it cannot be filled.
    """
    return prepare(template.data, template.path, form)


def refuse_unfit(template: OwnForm) -> None:
    """Raise TemplateError where a Word form fits no official form, for the one of which it lacks least."""
    errors = []
    for form in reversed(forms()):
        try:
            prepared(template, form)
        except TemplateError as error:
            errors.append(error)
        else:
            return
    raise min(errors, key=lambda error: len(error.parts))
