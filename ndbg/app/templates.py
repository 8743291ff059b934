"""The Word forms to fill: the official ones, and an office's own."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ndbg.errors import NdbgError
from ndbg.form import Form, forms
from ndbg.ooxml.package import MOST_BYTES
from ndbg.ooxml.zips import is_encrypted
from ndbg.read.kind import kind_of
from ndbg.read.source import read_bytes
from ndbg.write.word import Template, TemplateError


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


_SUFFIXES = (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot", ".wps", ".wpt")
# What Word and WPS open and can save as .docx, as `kind_of` calls it.
_OPENED_BY_WORD = ("doc", "rtf", "odt", "fodt", "word xml", "flat word", "html", "some html", "mime")
_AROUND = " \t\u3000\xa0\"'“”‘’《》"


class OwnForm(NamedTuple):
    """An office's own Word form: the file, and its path."""

    data: bytes
    path: Path


def read_form(path: Path) -> OwnForm:
    """Read an office's own form, whatever its suffix. Raises NdbgError where it is no Word file that can be filled."""
    if path.is_dir():
        raise NdbgError(f"表样“{path}”是一个文件夹，请写出里面的文件名")
    if meant := _meant(path):
        raise NdbgError(f"找不到文件“{path}”；是不是“{meant}”？")
    data, kind = read_bytes(path, MOST_BYTES), kind_of(path)
    if is_encrypted(data):
        raise NdbgError(
            f"表样“{path}”加了密码，填不了：请用 Word 或 WPS 打开，去掉密码，另存为 .docx，再写在 --template 后面"
        )
    if kind in _OPENED_BY_WORD:
        raise NdbgError(
            f"表样“{path}”不是 .docx 格式，填不了：请用 Word 或 WPS 打开，另存为 .docx（“Word 文档”），再写在 --template 后面"
        )
    if kind != "docx" and (kind or path.suffix.lower() not in _SUFFIXES):
        raise NdbgError(f"表样要是 Word 文件（.docx），“{path}”不是")
    return OwnForm(data, path)


def _meant(path: Path) -> Path | None:
    """The existing file meant by a name with quotes or blanks around it, or without suffix; None for any other name."""
    if path.exists() or path.suffix.lower() in _SUFFIXES:
        return None
    name = path.name.strip(_AROUND)
    paths = (path.with_name(f"{name}{suffix}") for suffix in ("", *_SUFFIXES) if name)
    return next((meant for meant in paths if meant.suffix.lower() in _SUFFIXES and meant.is_file()), None)


@lru_cache(maxsize=8)
def prepared(template: OwnForm, form: Form) -> Template:
    """A Word form with the places of a form's figures and prose found, ready to fill; cached.

    Raises NdbgError where it cannot be filled.
    """
    return Template(template.data, template.path, form)


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
