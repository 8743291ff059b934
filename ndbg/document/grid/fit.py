"""Which of the official forms the tables of a document follow."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from ndbg.document.grid.cells import Place
from ndbg.document.grid.located import Located
from ndbg.form import Form, form_of, forms

T = TypeVar("T")
Found = TypeVar("Found")

_CERTAIN = 4.0  # the least margin over the second best form: the score of one exactly named row or column


def followed(
    read: Callable[[Form], Found], located: Callable[[Found], Located[T]], year: Callable[[Found], int]
) -> tuple[Found, Sequence[Form]]:
    """The document as read by the form that its tables follow, and the forms between which that is not certain.

    `read` reads the document by a form; `located` and `year` give the figures and the year of what was read. The
    tables follow the form with the highest score of aligned rows and columns. Of several within the margin
    `_CERTAIN` it is the form of the report's year; where that is none of them, the highest, and the newest of equals.
    By a form with no figure in its place none is more certain than others.
    Where tables follow several forms, a row that seems to be there twice by that form may be two rows of another
    (see `_tells_apart`): then it is the other.
    """
    newest = read(forms()[-1])
    if _is_whole(located(newest)):
        return newest, ()
    found = {form: read(form) for form in forms()[:-1]} | {forms()[-1]: newest}
    fits = {form: located(one).fit for form, one in found.items()}
    best = max(fits.values())
    placed = any(located(found[form]).places for form in forms() if fits[form] == best)
    near = [form for form in forms() if fits[form] > best - _CERTAIN or not placed]
    of_year = form_of(year(newest)) if year(newest) else None
    form = of_year if of_year in near else max(near, key=lambda one: (fits[one], one.first_year))
    for other in forms():
        if _tells_apart(located(found[other]), located(found[form])):
            return found[other], ()
    return found[form], near if _each_has_own_figures([located(found[one]) for one in near]) else ()


def _is_whole(located: Located[T]) -> bool:
    """Whether all figures of a form are located, each once, and no other row has figures: no form fits better."""
    return not (located.missing or located.repeated or located.extra)


def _tells_apart(other: Located[T], one: Located[T]) -> bool:
    """Whether figures that one form finds twice below one head, if there are any, are all different ones of another."""
    twice = [id for id in one.repeated if id not in one.copies]
    figures = [_spot(place) for place in other.places.values()]
    spots = [_spot(place) for id in twice for place in (one.places[id], *one.repeated[id])]
    return bool(twice) and other.form is not one.form and all(figures.count(spot) == 1 for spot in spots)


def _spot(place: Place[T]) -> tuple[int, int, int]:
    """The number of the grid, the row and the column of a figure."""
    return place.grid, place.cell.row, place.cell.column


def _each_has_own_figures(found: Sequence[Located[T]]) -> bool:
    """Whether each of several forms has located figures that the others do not have."""
    return len(found) > 1 and all(
        any(id not in other.form.cells for id in one.places)
        for one in found
        for other in found
        if other is not one
    )
