"""Labels of the form that a page break has cut in two, and lines that are left of a table."""

from collections.abc import Sequence
from functools import cache

from ndbg.document.grid.similarity import Wordings
from ndbg.document.grid.views import row_lines, views_of
from ndbg.form import Label, forms
from ndbg.text.labels import label_key


def are_parts(upper: str, lower: str) -> bool:
    """Whether two texts are one label of a form that was cut.

    Together they are more similar to a label than the upper one is alone, or exactly a label with the remark that the
    form has behind it. They are at least as similar as the lower one, which may be the label behind its number: 2. and
    重复申请. Two whole labels are no parts: 行政诉讼 and 复议后起诉.
    """
    if {label_key(upper), label_key(lower)} <= _wordings():
        return False
    whole = _similarity(upper + lower)
    more = whole > _similarity(upper) or (bool(label_key(lower)) and label_key(upper + lower) in _wordings())
    return more and whole >= _similarity(lower)


def is_label(text: str) -> bool:
    """Whether a text is similar to a label of a form."""
    return _similarity(text) > 0


def left_of_table(lines: Sequence[str]) -> int:
    """The number of lines at the head of a section that are numbers and labels, left of the table above; 0 without any."""
    end = 0
    above = ""
    for line in lines:
        # Blank, a number or a label, or the rest of the one above it: 尚未 and 审结.
        if line and not (line.isdecimal() or is_label(line) or is_label(above + line)):
            break
        end, above = end + 1, line
    return end if any(map(str.isdecimal, lines[:end])) else 0


def is_column(text: str) -> bool:
    """Whether a text is similar to the name of a column of a form."""
    return bool(_columns().similar(text))


def _similarity(text: str) -> float:
    return max(_labels().similar(text).values(), default=0.0)


@cache
def _wordings() -> frozenset[str]:
    return frozenset(wording for label in _all() for wording in label.wordings())


@cache
def _labels() -> Wordings:
    return Wordings(
        _all(), [g for form in forms() for view in views_of(form) for g in view.row_groups.values()]
    )


@cache
def _columns() -> Wordings:
    return Wordings([column for form in forms() for view in views_of(form) for column in view.columns])


def _all() -> list[Label]:
    """All labels of all forms: of rows, of columns, and of the groups of both."""
    labels: list[Label] = []
    for form in forms():
        views = views_of(form)
        labels += (line.label for line in row_lines(views).lines)
        labels += (column for view in views for column in view.columns)
        labels += (view.labels[group] for view in views for group in view.groups)
    return labels
