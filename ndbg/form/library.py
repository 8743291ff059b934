"""The official forms that the program knows: a data file each in this folder, read when one is first asked for."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from ndbg.form.data import parse_form
from ndbg.form.model import Form
from ndbg.text.labels import bare

FOLDER = Path(__file__).parent


@cache
def forms() -> tuple[Form, ...]:
    """All forms, the oldest first."""
    texts = (file.read_text(encoding="utf-8") for file in FOLDER.glob("*.json"))
    return tuple(sorted(map(parse_form, texts), key=lambda form: form.first_year))


def form_of(year: int) -> Form:
    """The form in force for reports of a year; the newest where none was yet, and where the year is not known (0)."""
    return next((form for form in reversed(forms()) if form.first_year <= year), forms()[-1])


def is_superseded(form: Form, year: int) -> bool:
    """Whether another form has come into force by a year. Of a year that is not known it cannot be said."""
    return year >= form_of(year).first_year > form.first_year


@cache
def telling() -> Mapping[str, tuple[Form, ...]]:
    """The labels that tell one form from another, as `labels.bare` gives them, each with the forms that have it."""
    words = {bare(word) for form in forms() for word in form.told_by}
    return {
        word: tuple(f for f in forms() if word in f.words or word in map(bare, f.told_by)) for word in words
    }


def form_followed(labels: Iterable[str], year: int) -> Form:
    """The form of a report of a year in whose tables some labels stand.

    The one that has most of those that tell forms apart; of several that have as many, the one of the
    year if it is one of them, else the newest.
    """
    found = {bare(label) for label in labels}
    known = [form for word in found for form in telling().get(word, ())]
    most = max(map(known.count, forms()))
    likely = [form for form in forms() if known.count(form) == most]
    return form_of(year) if form_of(year) in likely else likely[-1]


def superseded_labels(labels: Iterable[str], year: int) -> list[str]:
    """Those of some labels that only forms have which are superseded by a year."""
    return [
        label
        for label in labels
        if (known := telling().get(bare(label))) and all(is_superseded(form, year) for form in known)
    ]
