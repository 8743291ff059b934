"""What a text has counted so far, each count with its name and its total, and shares of what is only named again.

共94条，其中动态58条、公告36条。动态占61.7%: the part is the only count that is told of by the name; the whole is the total
of the list in which it stands, or of a sum behind it: 网站25条，公众号69条，合计94条，网站占26.6%. Nothing is said where either
is not sure, or where words between 占 and the percentage name another whole.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import ALIKE
from ndbg.check.prose.percentages.ratios import Share
from ndbg.check.prose.percentages.stated_shares import StatedShare, is_of_handled, run_place
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, is_change, is_of_a_year, item_start
from ndbg.check.prose.tokens import Number

_MOST_TOLD = 150  # counts of a text that a share may go back to, by name: more than a report has
_INTRODUCING = {"of_which", "made_of", "except"}
_NAMELESS = {
    "plain", "of_which", "made_of", "sum", "number", "stop", "comma", "about", "all", "more_over",
    "has", "figure",
}  # fmt: skip
_SHORTEST = 2  # characters
_OF_OTHERS = {"comma", "number", "when", "more", "less", "compare", "rest", "except", "part"}


class NamedCount(NamedTuple):
    """A count of a section of the text.

    `label` are the words of its clause before it, `name` those since the last stop or number, less what names nothing.
    `at` is its place in its sentence, that of the token before them for one in brackets. `whole` is the total of its
    list: 网站49条 of 共61条，其中网站49条、报刊12条. `is_sum`: a word such as 合计 says that it adds others up.
    """

    number: Number
    label: str
    name: str
    section: str
    at: int
    whole: Number | None = None
    is_sum: bool = False


class CountsSoFar:
    """What a text has counted up to the end of a sentence; `here` are the counts of that, `of_section` those of its section before it."""

    def __init__(self, run: Run, section: str, earlier: Sequence[NamedCount]) -> None:
        self._run = run
        self._section = section
        self._earlier = earlier[-_MOST_TOLD:]
        self.of_section = [one for one in self._earlier if one.section == section]
        self.here = [*_counted(run, section)]

    def before(self, at: int) -> Iterator[NamedCount]:
        """The counts of the sentence before a place."""
        return (one for one in self.here if one.at < at)

    def named_again(self, stated: StatedShare) -> Share | None:
        """A share of what a sentence only names, of the total of its list.

        It is `unsure` where another total has been told since, of which it may be the share.
        """
        name = _named_before(self._run, stated)
        told = [*self._earlier, *self.before(run_place(self._run, stated.sign))]
        if len(name) < _SHORTEST:
            return None
        places = [i for i, one in enumerate(told) if one.name == name] or [
            i for i, one in enumerate(told) if name in one.label and _total_of(told, i)
        ]
        parts = {
            told[i].number.value: told[i] for i in places if told[i].number.exact and not told[i].number.step
        }
        part = next(iter(parts.values())) if len(parts) == 1 else None
        whole = _total_of(told, places[-1]) if part else None
        if part is None or whole is None or not whole.exact or whole.step:
            return None
        if is_of_handled(stated):
            return stated.share([(part.number.value, figures.DONE)])
        last = told[-1]
        others = last.number.value != whole.value and any(one.whole is None for one in told[places[-1] + 1 :])
        called = _named(self._run, stated.between)
        return None if called else stated.share([(part.number.value, whole.value)], unsure=int(others))


def _total_of(told: Sequence[NamedCount], at: int) -> Number | None:
    """The total of a count: of its list, or the sum behind it that it comes to with others right before that."""
    if told[at].whole:
        return told[at].whole
    sums = (end for end in range(at + 1, len(told)) if told[end].is_sum)
    return next((told[end].number for end in sums if _first_added(told, end) <= at), None)


def _first_added(told: Sequence[NamedCount], end: int) -> int:
    """The place of the first of the counts right before a sum that come to it; its own place where they do not."""
    total = told[end].number
    rest = total.value
    for at in range(end - 1, -1, -1):
        if told[at].whole is None and are_alike(told[at].number, total):
            rest -= told[at].number.value
        if rest <= 0:
            return end if rest or not total.value else at
    return end


def _counted(run: Run, section: str) -> Iterator[NamedCount]:
    """The counts of a sentence and of its brackets, with the totals that 其中, a colon or brackets give them."""
    head: Number | None = None  # of the list that is told
    last = -1
    heads: list[tuple[int, Number]] = []  # those that are no parts
    for at, number in run.counts():
        how_many = kinds(run.tokens[at + 1 : at + 2]) == {"sum"}  # 三项合计108条
        if how_many or is_change(run.tokens, at) or is_of_a_year(run.tokens, at):
            continue
        between = range(last + 1, at)
        if any(introduces(run, i) for i in between):
            head = next((n for _, n in reversed(heads) if are_alike(n, number)), None)
        elif head and any(run.tokens[i].means("stop", "；", "。") for i in between):
            head = None
        whole = head if head and are_alike(head, number) and number.value <= head.value else None
        heads += [] if whole else [(at, number)]
        yield _told(run, at, number, section, at, whole)
        last = at
    for anchor, aside in run.asides:
        total = next((n for i, n in heads if i == anchor - 1), None)
        for at, number in aside.counts():
            of_it = total is not None and are_alike(number, total) and number.value <= total.value
            yield _told(aside, at, number, section, anchor - 1, total if of_it else None)


def _told(run: Run, at: int, number: Number, section: str, place: int, whole: Number | None) -> NamedCount:
    """A count with its names."""
    tokens = run.tokens
    words = tokens[item_start(tokens, at) : at]
    before, behind = tokens[clause_start(tokens, at) : at], tokens[at + 1 : clause_end(tokens, at + 1)]
    label = "".join(map(run.word, before if _named(run, before) else behind))  # 其中20件为申请公开招生信息
    return NamedCount(number, label, _named(run, words), section, place, whole, is_sum="sum" in kinds(words))


def introduces(run: Run, at: int) -> bool:
    """Whether a token leads up to the parts of what was counted before it: 其中, 包括, 涉及, a colon."""
    token = run.tokens[at]
    return token.kind in _INTRODUCING or token.means("stop", "：") or token.means("by_topic", "involves")


def are_alike(one: Number, other: Number) -> bool:
    """Whether two counts may be of the same things."""
    return (
        one.unit == other.unit
        or {one.unit, other.unit} in ALIKE
        or (one.counts_documents and other.counts_documents)
    )


def _named(run: Run, tokens: Tokens) -> str:
    """What some words name, less those that name nothing: 1.招标类信息 is 招标."""
    words = (
        run.word(t) for t in tokens if t.kind not in _NAMELESS and not t.means("other_thing", "information")
    )
    return "".join(words).removesuffix("类").lstrip(".")


def _named_before(run: Run, stated: StatedShare) -> str:
    """What the words before 占 name; nothing where they tell of several things, of another time or of a part: 网站信息中，动态占12%."""
    tokens, sign = run.tokens, run_place(run, stated.sign)
    start = clause_start(tokens, sign)
    words = [t for t in tokens[start:sign] if t.start >= run.place[0] + len(run.head)]
    among = start and any(t.means("plain", "among") for t in tokens[max(start - 2, 0) : start])
    changes = {"from", "by"} & set(meant(stated.between, "plain"))  # 占比由44%提高到52%
    several = kinds(words) & _OF_OTHERS or "and" in meant(words, "plain")
    return "" if among or changes or several else _named(run, words)
