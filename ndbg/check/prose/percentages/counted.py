"""What a text has counted so far, each count with its name and the total of its list: 共61条，其中网站49条、报刊12条."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ndbg.check.prose.percentages.portions import Amount, amounts
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start, is_change, is_of_a_year, item_start

_MOST_TOLD = 150  # counts of a text that a share may go back to, by name: more than a report has
_INTRODUCING = {"of_which", "made_of", "except"}
_NAMELESS = {
    "plain", "of_which", "made_of", "sum", "number", "stop", "comma", "about", "all", "more_over",
    "has", "figure",
}  # fmt: skip


class NamedCount(NamedTuple):
    """A count of a section of the text.

    `label` are the words of its clause before it, `name` those since the last stop or number, less what names nothing.
    `whole` is the total of its list. `is_sum`: a word such as 合计 says that it adds others up.
    """

    amount: Amount
    label: str
    name: str
    section: str
    whole: Amount | None = None
    is_sum: bool = False


class CountsSoFar:
    """What a text has counted up to the end of a sentence; `here` are the counts of that, `of_section` those of its section before it."""

    def __init__(self, run: Run, section: str, earlier: Sequence[NamedCount]) -> None:
        self.here = [*_counted(run, section)]
        self.earlier = earlier[-_MOST_TOLD:]
        self.of_section = [one for one in self.earlier if one.section == section]

    def before(self, at: int) -> list[NamedCount]:
        """The counts of the sentence before a place."""
        return [one for one in self.here if one.amount.at < at]

    def named(self, name: str, at: int) -> tuple[Amount, Amount, bool] | None:
        """The only count before a place that is called by a name, the total of its list, and whether none has been told since."""
        told = [*self.earlier, *self.before(at)]
        places = [i for i, one in enumerate(told) if one.name == name] or [
            i for i, one in enumerate(told) if name in one.label and _total_of(told, i)
        ]
        parts = {told[i].amount.value: told[i].amount for i in places}
        part = next(iter(parts.values())) if len(parts) == 1 else None
        whole = _total_of(told, places[-1]) if part else None
        if part is None or whole is None or not (part.exact and whole.exact):
            return None
        last = told[-1].amount.value == whole.value
        return part, whole, last or all(one.whole for one in told[places[-1] + 1 :])


def _total_of(told: Sequence[NamedCount], at: int) -> Amount | None:
    """The total of a count: of its list, or the sum behind it that it comes to with others right before that."""
    for end in range(at + 1, len(told)) if not told[at].whole else ():
        if not told[end].is_sum:
            continue
        total = told[end].amount
        before = [one.amount.value if one.amount.is_like(total) else 0 for one in told[end - 1 :: -1]]
        if total.value in list(accumulate(before))[end - at - 1 :]:
            return total
    return told[at].whole


def _counted(run: Run, section: str) -> Iterator[NamedCount]:
    """The counts of a sentence, with the totals that 其中 or a colon give them."""
    head: Amount | None = None  # of the list that is told
    last = -1
    heads: list[Amount] = []  # those that are no parts
    for one in counts(run):
        between = range(last + 1, one.at)
        if any(introduces(run, i) for i in between):
            head = next((n for n in reversed(heads) if n.is_like(one)), None)
        elif head and any(run.tokens[i].means("stop", "；", "。") for i in between):
            head = None
        whole = head if head and head.is_like(one) and one.value <= head.value else None
        heads += [] if whole else [one]
        yield _named(run, one, section, whole)
        last = one.at


def counts(run: Run) -> Iterator[Amount]:
    """The numbers of a run with a unit that are no percentages, no changes and of no year named beside them."""
    units = {number.unit for _, number in run.counts()}
    for one in amounts(run) if units else ():
        if one.unit in units and not is_change(run.tokens, one.at) and not is_of_a_year(run.tokens, one.at):
            yield one


def _named(run: Run, one: Amount, section: str, whole: Amount | None) -> NamedCount:
    """A count with its names."""
    tokens = run.tokens
    words = tokens[item_start(tokens, one.at) : one.at]
    before, behind = (
        tokens[clause_start(tokens, one.at) : one.at],
        tokens[one.at + 1 : clause_end(tokens, one.at + 1)],
    )
    label = "".join(map(run.word, before if name_in(run, before) else behind))  # 其中20件为申请公开招生信息
    return NamedCount(one, label, name_in(run, words), section, whole, is_sum="sum" in kinds(words))


def introduces(run: Run, at: int) -> bool:
    """Whether a token leads up to the parts of what was counted before it: 其中, 包括, 涉及, a colon."""
    token = run.tokens[at]
    return token.kind in _INTRODUCING or token.means("stop", "：") or token.means("by_topic", "involves")


def name_in(run: Run, tokens: Tokens) -> str:
    """What some words name, less those that name nothing: 1.招标类信息 is 招标."""
    words = (
        run.word(t) for t in tokens if t.kind not in _NAMELESS and not t.means("other_thing", "information")
    )
    return "".join(words).removesuffix("类").lstrip(".")
