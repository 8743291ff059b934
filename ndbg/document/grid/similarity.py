"""The similarity of a text in a table to the labels of the form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ndbg.form import Label
from ndbg.text.labels import label_key, readings
from ndbg.text.patterns import Pattern

# The similarity of an exact label, and of one with a definition behind it; the most of a part of a label.
EXACT, DEFINED, _PART = 1.0, 0.92, 0.9
LEAST = 0.75  # the least similarity; below it a text is none of the labels
_SHORTEST_TYPO, _LONGEST = 4, 60  # characters of a label that may have typos; of a text that is compared
# The length of a text as a share of a label's; the most is that of a shortest label with one character too many.
_LEAST_PART, _MOST_PART = 0.5, (_SHORTEST_TYPO + 1) / _SHORTEST_TYPO
_LEAST_LEFT = 0.7  # the share of a label that has lost characters within it
_FOR_A_TYPO = 5  # characters of a label for each that may be mistyped
_ADDED = 2  # characters of a word behind a label
_OTHER_FIGURES = frozenset(
    "计总共率比占其中额费人次数"
)  # characters of words for sums, shares and other figures
# Where a definition may begin behind a label.
_CUT = re.compile(r"[：:（(，,。;；\n]|——")
# Words that change the meaning of a label: another year, or a negation.
_TURNS = re.compile(r"[上去前]一?年|[本今]年|下一?年|[不未无非]")
# The code of a row behind its label: 重复申请 A17.
_CODE = Pattern(r"(?<=[^\sA-Za-z0-9])\s*[（(]?[A-Z]{1,2}\d{1,3}[）)]?\s*$")
# The year that a row is carried over to: 结转2025年度继续办理.
# What ran over from the cell of another line before the number of a label: 请 3.其他.
_RUN_OVER = Pattern(r"^[^\W\d_]{1,2}[ \u3000\n]+(?=\d[.．、])", given=" |\u3000|\n")
_CARRIED_TO = Pattern(r"(?<=结转)20\d\d年", given="年")
_SAME = {"去年": "上年", "上一年": "上年", "今年": "本年", "下一年": "下年"}


class Wordings:
    """Labels of the form, indexed for similarity search."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self._exact: dict[str, list[int]] = {}
        for at, label in enumerate(labels):
            for key in label.wordings():
                self._exact.setdefault(key, []).append(at)
        self._near = [
            (wording, turns(wording), at)
            for at, label in enumerate(labels)
            for wording in dict.fromkeys(map(label_key, label.texts))
            if wording
        ]
        self._letters = frozenset("".join(self._exact))

    @lru_cache(maxsize=4096)  # noqa: B019  there are few of these, and they live as long as the form
    def similar(self, text: str) -> Mapping[int, float]:
        """The similarity of a text to labels, by their index: from `LEAST` to `EXACT`; others are left out."""
        if self._letters.isdisjoint(text) and self._letters.isdisjoint(label_key(text)):
            return {}
        text = _RUN_OVER.sub("", _CODE.sub("", _CARRIED_TO.sub("下年", text)))
        keys = readings(text)
        if exact := self._equal(keys):
            return dict.fromkeys(exact, EXACT)
        for cut in reversed([m.start() for m in _CUT.finditer(text[: 2 * _LONGEST])][:8]):
            if defined := self._equal(readings(text[:cut])):
                return dict.fromkeys(defined, DEFINED)
        found: dict[int, float] = {}
        for key in keys:
            for at, score in self._nearly_equal(key):
                found[at] = max(score, found.get(at, 0.0))
        return found

    def _equal(self, keys: Sequence[str]) -> list[int]:
        """The labels that a reading of a text is exactly; the whole text comes before the one without its remark."""
        return next((self._exact[key] for key in keys if key in self._exact), [])

    def _nearly_equal(self, key: str) -> Iterator[tuple[int, float]]:
        """The labels that a text may be, cut short, mistyped or with characters lost, each with its similarity."""
        if not 2 <= len(key) <= _LONGEST or key.isdigit():
            return
        turn = turns(key)
        for wording, own, at in self._near:
            if turn == own and _has_more(key, wording):
                yield at, LEAST
                continue
            part = len(key) / len(wording)
            if not _LEAST_PART <= part <= _MOST_PART:
                continue
            if key in wording and _same_but_for_year(turn, own):
                yield at, _PART - 0.2 * (1 - part)
            elif turn == own and (typos := _typos(key, wording)):
                score = 1 - typos / min(len(key), len(wording))
                if score >= LEAST:
                    yield at, score
            elif turn == own and part >= _LEAST_LEFT and _has_lost_some(key, wording):
                yield at, LEAST


def _has_more(key: str, wording: str) -> bool:
    """Whether a text is a label with a word behind it that makes it no sum or share: 行政强制措施."""
    return (
        len(wording) >= _SHORTEST_TYPO
        and len(key) - len(wording) == _ADDED
        and key.startswith(wording)
        and _OTHER_FIGURES.isdisjoint(key[-_ADDED:])
    )


def _has_lost_some(key: str, wording: str) -> bool:
    """Whether a text is a label that has lost characters within it: 其他法律行政止公开."""
    if len(key) < _FOR_A_TYPO or key[:2] != wording[:2] or key[-2:] != wording[-2:]:
        return False
    rest = iter(wording)
    return all(char in rest for char in key)


def turns(text: str) -> tuple[str, ...]:
    """The words of a label that change its meaning, sorted."""
    return tuple(sorted(_SAME.get(word, word) for word in _TURNS.findall(text)))


def _same_but_for_year(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a part of a label has the same `turns` as the whole, years aside."""
    years = {"上年", "本年", "下年"}
    return [w for w in whole if w not in years] == [w for w in part if w not in years]


def _typos(left: str, right: str) -> int:
    """The number of mistyped characters (replaced, missing, added); 0 also where there are too many."""
    most = max(1, min(len(left), len(right)) // _FOR_A_TYPO)
    if min(len(left), len(right)) < _SHORTEST_TYPO or abs(len(left) - len(right)) > most:
        return 0
    if len(set(left) ^ set(right)) > 2 * most:
        return 0
    row = list(range(len(right) + 1))
    for at, sign in enumerate(left, 1):
        above, row[0] = row[0], at
        for j, other in enumerate(right, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (sign != other))
        if min(row) > most:
            return 0
    return row[-1] if row[-1] <= most else 0
