"""The official forms: one data file each in this folder, read on first use."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from ndbg.form.data import parse_form
from ndbg.form.model import Form
from ndbg.text.labels import label_key

FOLDER = Path(__file__).parent


@cache
def forms() -> tuple[Form, ...]:
    """All forms, oldest first."""
    texts = (file.read_text(encoding="utf-8") for file in FOLDER.glob("*.json"))
    return tuple(sorted(map(parse_form, texts), key=lambda form: form.first_year))


def form_of(year: int) -> Form:
    """The form in force for reports of a year; the newest for a year before all forms or not known (0)."""
    return next((form for form in reversed(forms()) if form.first_year <= year), forms()[-1])


def is_superseded(form: Form, year: int) -> bool:
    """Whether a newer form is in force for reports of a year; False for a year not known (0)."""
    return year >= form_of(year).first_year > form.first_year


@cache
def distinctive_labels() -> Mapping[str, tuple[Form, ...]]:
    """The labels that only some forms have, by their `label_key`, each with these forms."""
    words = {label_key(word) for form in forms() for word in form.distinctive}
    return {
        word: tuple(f for f in forms() if word in f.words or word in map(label_key, f.distinctive))
        for word in words
    }


def form_followed(labels: Iterable[str], year: int) -> Form:
    """The form that a data file of a year follows, by the names of its lines.

    It is the form with most of the distinguishing names; among equals the form of the year, else the newest.
    """
    found = {label_key(label) for label in labels}
    known = [form for word in found for form in distinctive_labels().get(word, ())]
    most = max(map(known.count, forms()))
    likely = [form for form in forms() if known.count(form) == most]
    return form_of(year) if form_of(year) in likely else likely[-1]


def superseded_labels(labels: Iterable[str], year: int) -> list[str]:
    """The labels among `labels` that only forms superseded by `year` have."""
    return [
        label
        for label in labels
        if (known := distinctive_labels().get(label_key(label)))
        and all(is_superseded(form, year) for form in known)
    ]
