"""The similarity of a text in a table to the labels of the form."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

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
# Where a definition may begin behind a label; the most of these places in a text that are looked at.
_CUTS, _DASH, _MOST_CUTS = frozenset("：:（(，,。;；\n"), "——", 8
# The signs between the name of a group and a label below it; what opens a definition behind that name.
_SIGNS = Pattern(r"^[^\w（(]+")
_BRACKETS, _DEFINES = frozenset("（("), ("指", "系指", "是指", "含", "包括", "即", "如")
# Words that change the meaning of a label, another year or a negation, and what they mean alike.
_TURNS = {
    "上年": "上年",
    "上一年": "上年",
    "去年": "上年",
    "去一年": "去一年",
    "前年": "前年",
    "前一年": "前一年",
    "本年": "本年",
    "今年": "本年",
    "下年": "下年",
    "下一年": "下年",
    "不": "不",
    "未": "未",
    "无": "无",
    "非": "非",
}
_IN_TURNS = frozenset("年不未无非")
# The code of a row behind its label: 重复申请 A17.
_CODE = Pattern(r"(?<=[^\sA-Za-z0-9])\s*[（(]?[A-Z]{1,2}\d{1,3}[）)]?\s*$")
# What ran over from the cell of another line before the number of a label: 请 3.其他.
_RUN_OVER = Pattern(r"^[^\W\d_]{1,2}[ \u3000\n]+(?=\d[.．、])")
# The year that a row is carried over to: 结转2025年度继续办理.
_CARRIED_TO = Pattern(r"(?<=结转)20\d\d年")


def named_exactly(labels: Sequence[Label], text: str) -> list[int]:
    """The indices of the labels that a text is, perhaps with a remark in brackets."""
    keys = readings(text)
    return [at for at, label in enumerate(labels) if not label.wordings().isdisjoint(keys)]


class Wordings:
    """Labels of the form, indexed for similarity search.

    With `groups`, those that the labels stand under, a label may carry its group before it: （三）不予公开：1.属于国家秘密.
    """

    def __init__(self, labels: Sequence[Label], groups: Iterable[Label] = ()) -> None:
        around = {group for label in labels for group in label.under}
        named = [(key, group.text) for group in groups if group.text in around for key in group.wordings()]
        self._groups = dict(sorted(named, key=lambda one: -len(one[0])))
        self._exact: dict[str, list[int]] = {}
        for at, label in enumerate(labels):
            for key in label.wordings():
                self._exact.setdefault(key, []).append(at)
        self._labels = labels
        self._letters = frozenset("".join(self._exact))

    @lru_cache(maxsize=4096)  # noqa: B019  there are few of these, and they live as long as the form
    def similar(self, text: str) -> Mapping[int, float]:
        """The similarity of a text to labels, by their index: from `LEAST` to `EXACT`; others are left out."""
        if self._letters.isdisjoint(text) and self._letters.isdisjoint(label_key(text)):
            return {}
        keys = _keys(text)
        if keys[0] not in self._exact and (behind := self._behind_group(text)) is not None:
            return behind
        if exact := self._equal(keys):
            return dict.fromkeys(exact, EXACT)
        for before in _defined(text):
            if defined := self._equal(before):
                return dict.fromkeys(defined, DEFINED)
        found: dict[int, float] = {}
        for key in keys:
            for at, score in self._nearly_equal(key):
                found[at] = max(score, found.get(at, 0.0))
        return found

    def exactly(self, text: str) -> list[int]:
        """The labels that a text is, perhaps with a definition behind it."""
        return [at for at, similarity in self.similar(text).items() if similarity >= DEFINED]

    def _equal(self, keys: Sequence[str]) -> list[int]:
        """The labels that a reading of a text is exactly; the whole text comes before the one without its remark."""
        return next((self._exact[key] for key in keys if key in self._exact), [])

    def _behind_group(self, text: str) -> Mapping[int, float] | None:
        """The similarity of what stands behind the name of a group to the labels below it; empty where it is uncertain.

        None where no group stands before it, or what is behind is a definition or a word that names no label: 情况.
        """
        group, added = self._parted(text)
        if not added:
            return None
        rest = _SIGNS.sub("", added)
        rest_key = label_key(rest)
        below = {at for at, label in enumerate(self._labels) if group in label.under}
        found = {at: score for at, score in self.similar(rest).items() if at in below}
        named = [
            at for at in below if any(len(key) > 2 and key in rest_key for key in self._row_wordings(at))
        ]
        defined = rest_key.startswith(_DEFINES)
        if not found and not named:
            in_name = added[0].isalnum() and len(rest_key) == _ADDED and _OTHER_FIGURES.isdisjoint(rest_key)
            return None if defined or in_name or rest[:1] in _BRACKETS else {}
        return found if len(named) <= 1 and not defined else {}

    def _row_wordings(self, at: int) -> Collection[str]:
        label = self._labels[at]
        return () if label.text in self._groups.values() else label.wordings()

    def _parted(self, text: str) -> tuple[str, str]:
        """The group with which a text begins, and what stands behind its name; both empty where there is none."""
        key = label_key(text)
        for begin in self._groups:
            if key.startswith(begin) and key != begin:
                ends = (at for at in range(1, len(text)) if label_key(text[:at]) == begin)
                end = next(ends, len(text))
                return self._groups[begin], text[end:]
        return "", ""

    @cached_property
    def _near(self) -> Sequence[tuple[str, frozenset[str], tuple[str, ...], int]]:
        """The keys of all labels as written: each with its characters, its `turns` and the index of its label."""
        return [
            (wording, frozenset(wording), turns(wording), at)
            for at, label in enumerate(self._labels)
            for wording in dict.fromkeys(map(label_key, label.texts))
            if wording
        ]

    def _nearly_equal(self, key: str) -> Iterator[tuple[int, float]]:
        """The labels that a text may be, cut short, mistyped or with characters lost, each with its similarity."""
        if not 2 <= len(key) <= _LONGEST or key.isdigit():
            return
        turn, letters = turns(key), frozenset(key)
        # A label lacks no more characters of the text than typing errors explain.
        least = len(letters) - (2 * _most_typos(len(key)) if len(key) >= _SHORTEST_TYPO else 0)
        for wording, others, own, at in self._near:
            if len(letters & others) < least:
                continue
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


@lru_cache(maxsize=1024)
def _plain(text: str) -> str:
    """A text without the code of a row and what ran over from another; another year is that of the form."""
    return _RUN_OVER.sub("", _CODE.sub("", _CARRIED_TO.sub("下年", text)))


def _keys(text: str) -> Sequence[str]:
    return readings(_plain(text))


@lru_cache(maxsize=1024)
def _defined(text: str) -> Sequence[Sequence[str]]:
    """The readings of what stands before a definition that may begin in a text, the longest first."""
    text = _plain(text)
    cuts = [
        at
        for at, sign in enumerate(text[: 2 * _LONGEST])
        if sign in _CUTS or (sign == _DASH[0] and text.startswith(_DASH, at))
    ]
    return [readings(text[:cut]) for cut in reversed(cuts[:_MOST_CUTS])]


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


@lru_cache(maxsize=1024)
def turns(text: str) -> tuple[str, ...]:
    """The words of a label that change its meaning, sorted."""
    if _IN_TURNS.isdisjoint(text):
        return ()
    return tuple(sorted(meant for word, meant in _TURNS.items() for _ in range(text.count(word))))


def _same_but_for_year(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether a part of a label has the same `turns` as the whole, years aside."""
    years = {"上年", "本年", "下年"}
    return [w for w in whole if w not in years] == [w for w in part if w not in years]


def _most_typos(length: int) -> int:
    """The most characters that may be mistyped in a label of a length."""
    return max(1, length // _FOR_A_TYPO)


def _typos(left: str, right: str) -> int:
    """The number of mistyped characters (replaced, missing, added); 0 also where there are too many."""
    most = _most_typos(min(len(left), len(right)))
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
