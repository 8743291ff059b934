"""Which row or column of the form a text in a table means."""

from collections.abc import Sequence
from functools import cache, lru_cache

from ndbg.form import Block, Form, Label, Line
from ndbg.text.labels import bare, likeness, may_be_alike, readings

# A label that equals none may still be taken for the one that it is almost the same as,
# where every other is clearly further away: 申请内容仍不明确 for 补正后申请内容仍不明确.
_ALIKE, _APART = 0.85, 0.15


def meant(text: str, labels: Sequence[Label]) -> int | None:
    """The index of the label that a text means, if it means just one."""
    keys = set(readings(text))
    exact = [i for i, label in enumerate(labels) if keys & label.wordings()]
    if exact or len(bare(text)) < 4 or bare(text).isdigit():
        return exact[0] if len(exact) == 1 else None
    # What can be no rival need not be compared in full.
    wordings = [(t, i) for i, label in enumerate(labels) for t in (label.text, *label.also)]
    rivals = [(t, i) for t, i in wordings if may_be_alike(text, t, _ALIKE - _APART)]
    best_of: dict[int, float] = {}
    for wording, i in rivals:
        best_of[i] = max(best_of.get(i, 0.0), likeness(text, wording))
    if not best_of:
        return None
    ranked = sorted(((score, i) for i, score in best_of.items()), reverse=True)
    (best, index), (second, _) = ranked[0], ranked[1] if len(ranked) > 1 else (0.0, 0)
    return index if best >= _ALIKE and best - second >= _APART else None


@cache
def _rows(form: Form) -> tuple[tuple[Block, Line], ...]:
    return tuple((block, row) for block in form.blocks for row in block.rows if row.id)


@lru_cache(maxsize=2048)
def row_meant(text: str, form: Form) -> tuple[Block, Line] | None:
    """The row of a form that a label means, with its block; None where that cannot be told."""
    index = meant(text, [row.label for _, row in _rows(form)])
    return None if index is None else _rows(form)[index]
