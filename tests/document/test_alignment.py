"""Lines of a table are aligned with those of the form in order; what is in doubt is not taken."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ndbg.document.grid.alignment import align
from ndbg.document.grid.similarity import Wordings
from ndbg.form import Label

SURE, ALIKE = 4.0, 2.0


@pytest.mark.parametrize(
    ("scores", "lines"),
    [
        ([{0: SURE}, {1: SURE}, {2: SURE}], [0, 1, 2]),
        ([{0: SURE}, {}, {1: SURE}], [0, None, 1]),
        ([{0: SURE}, {2: SURE}], [0, 2]),
        ([{1: ALIKE, 4: ALIKE}], [None]),
        ([{0: SURE}, {1: ALIKE, 7: ALIKE}, {2: SURE}], [0, 1, 2]),
        ([{5: SURE}, {5: SURE}], [5, 5]),
        ([{0: SURE}, {2: SURE}, {1: SURE}, {3: SURE}], [0, 2, 1, 3]),
        ([{0: SURE}, {2: SURE}, {1: ALIKE}, {3: SURE}], [0, 2, None, 3]),
    ],
    ids=[
        "as in the form",
        "a line more",
        "a line less",
        "one that may be either",
        "its neighbours tell which",
        "a line twice",
        "a line out of order",
        "one out of order that is only alike",
    ],
)
def test_lines_are_taken_where_they_are_certain(
    scores: list[dict[int, float]], lines: list[int | None]
) -> None:
    assert align(scores) == lines


@given(st.lists(st.dictionaries(st.integers(0, 6), st.floats(0.5, 5), max_size=3), max_size=12))
def test_a_line_is_taken_where_the_best_other_choice_costs_enough(scores: list[dict[int, float]]) -> None:
    """Each line without its choice, and then the whole anew, gives the same."""

    def total(scores: list[dict[int, float]]) -> float:
        best = {-1: 0.0}
        for score in scores:
            found = dict(best)
            for line, value in score.items():
                for last, at in best.items():
                    gone = line - last - 1
                    step = 0.0 if last < 0 or not gone else -min(0.15 * gone, 1.0) if gone > 0 else -2.0
                    found[line] = max(found.get(line, -99.0), at + value + step)
            best = found
        return max(best.values())

    whole = total(scores)
    for at, taken in enumerate(align(scores)):
        costs = {}
        for line in scores[at]:
            others = {other: value for other, value in scores[at].items() if other != line}
            costs[line] = whole - total([*scores[:at], others, *scores[at + 1 :]])
        assume(all(abs(cost - 1) > 1e-6 for cost in costs.values()))
        assert taken == next((line for line, cost in costs.items() if cost > 1), None)


NAMES = (
    "本年新收申请数量",
    "上年结转申请数量",
    "予以公开",
    "部分公开",
    "不予公开",
    "结果维持",
    "结果纠正",
    "其他",
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("（一）予以公开", "予以公开"),
        ("予以公开：依申请公开全部信息", "予以公开"),
        ("予以公幵", "予以公开"),
        ("维持", "结果维持"),
        ("其它", "其他"),
        ("上年结转申请数", "上年结转申请数量"),
        ("不予以公开", "不予公开"),
        ("上年新收申请数量", None),
        ("结果", None),
        ("公开", None),
        ("12", None),
    ],
)
def test_what_a_label_is_like(text: str, meant: str | None) -> None:
    likely = Wordings([Label(name) for name in NAMES]).similar(text)
    best = [at for at, likeness in likely.items() if likeness == max(likely.values())]
    assert (NAMES[best[0]] if len(best) == 1 else None) == meant
