"""The notices on a filled form, as tests compare them."""

from ndbg.write.word import FilledForm, Kind


def placed(made: FilledForm, kind: Kind) -> tuple[tuple[str, str], ...]:
    """The notices of a kind: where each stands, and its text."""
    return tuple((notice.place, notice.text) for notice in made.of(kind))
