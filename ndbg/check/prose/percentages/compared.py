"""A change as a text states it: what it is compared with, from what, by how much: 较2023年的25件增加15件，增长60%.

One reading for whatever is counted and in whatever unit. What this year's count is, is told by `now_and_before`;
whether that, or the tables, bear the change out, by `changes`.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ndbg.check.prose.lexicon import AT_FIRST, EARLIER_YEARS, REQUESTS
from ndbg.check.prose.percentages.portions import Amount, Portion, amounts, difference, portion
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, is_change

_MONEY = "元"
_TOLD = {"more", "less", "portion", "figure"}
_NEAREST = 4  # tokens between a verb and its number
ONLY_CHANGED = {"more", "less", "number", "plain", "stop", "sum", "about"}
COMPARING = {"compare", "when", "year", "plain", "number", "stop", "more", "less"}
_PARTS = {"span", "month", "day"}
_OF_BEFORE = {"when", "year", "plain", "compare", "receive", "answer", "sum", "number", "stop", "publish", *REQUESTS}  # fmt: skip


class Pair(NamedTuple):
    """What there is now and what there was before."""

    now: Amount
    before: Amount


class StatedChange(NamedTuple):
    """A change by its tokens.

    `sign` is the place of what tells of it (增长), `start` that where the comparison begins (同比, 较, the 与 of 与…相比),
    None where nothing is compared. `told` is what may have changed. `base` is the count of the year before, and `by` how
    many there were more since, fewer where it is negative, where these stand beside it.
    """

    sign: int
    start: int | None
    portion: Portion
    down: bool
    told: Sequence[Amount]
    base: Amount | None = None
    by: Amount | None = None

    @property
    def unit(self) -> str:
        """The unit of what has changed, where that of the year before or by how many stands beside it."""
        return next((a.unit for a in (self.base, self.by) if a), "")

    def of(self, now: Amount) -> Sequence[Pair]:
        """The pair of a count of this year and that of the year before."""
        before = self.base or (now + -self.by if self.by else None)
        return [Pair(now, before)] if before else []


def stated_changes(run: Run, year: int) -> Iterator[StatedChange]:
    """The changes that a run states, with what stands beside them; `year` is that of the report."""
    if not run.kinds & _TOLD:
        return
    # Sums of money are compared at other prices than are written: 由9323亿元增加到13698亿元，增长33.6%.
    every = [a for a in amounts(run) if a.unit != _MONEY]
    for at, sign in enumerate(run.tokens):
        found = _portion_behind(run, at)
        if found is None:
            continue
        start = _comparison(run, at)
        told = [a for a in every if (a.unit == "%") == (found.how == "points")]
        one = StatedChange(at, start, found, sign.kind == "less", told)
        begin = _without_comparing(run, at) if start is None else start
        if begin is not None and not _PARTS & kinds(run.tokens[begin:at]):
            one = one._replace(start=begin)
            one = one._replace(base=_base(run, begin, one, year), by=_changed_by(run, begin, one))
        yield one


def _portion_behind(run: Run, at: int) -> Portion | None:
    """The portion by which something is said to have changed."""
    sign = run.tokens[at]
    if sign.kind in ("portion", "figure"):
        found = portion(run, at)
        if found and found.how == "times" and at and run.tokens[at - 1].means("plain", "of"):
            return found._replace(how="to")  # 为上年23件的两倍
        return found if found and found.how == "to" else None
    if sign.kind not in ("more", "less"):
        return None
    for i in range(at + 1, min(at + _NEAREST, len(run.tokens))):
        if run.tokens[i].kind in ("number", "figure", "portion"):
            return portion(run, i) or (difference(run, i) if is_change(run.tokens, i) else None)
        between = run.tokens[i]
        if between.kind not in ("plain", "sum", "more", "less", "about") or between.means("plain", "to"):
            return None
    return None


# -- what it is compared with -----------------------------------------------------------------------


def _comparison(run: Run, sign: int) -> int | None:
    """Where a comparison begins that a change belongs to: at 较, 比, 同比, or at the 与 of 与上年相比.

    In 与上年的25件相比减少6件，同比下降24% it is the first of both.
    """
    tokens = run.tokens
    start, end = clause_start(tokens, sign), sign
    first: int | None = None
    while True:
        found = [i for i in range(start, end) if tokens[i].kind == "compare"]
        first = led(run, start, found[0]) if found else first
        told = tokens[start : end if first is None else first]
        if kinds(told) - ONLY_CHANGED or not start or not tokens[start - 1].means("stop", "，"):
            return first
        start, end = clause_start(tokens, start - 1), start - 1
        if first is not None and "compare" not in kinds(tokens[start:end]):
            return first


def _without_comparing(run: Run, sign: int) -> int | None:
    """Where a comparison would begin that has no word for it: 45篇（上年30篇），增长50%; 为上年23件的两倍."""
    start = clause_start(run.tokens, sign)
    words = run.tokens[start:sign]
    if words and words[-1].means("plain", "of") and words[0].means("plain", "is"):
        return start
    return start if not kinds(words) - {"plain", "sum", "stop"} else None


def led(run: Run, start: int, at: int) -> int:
    """Where the words begin that end with 相比: at 与 or 同, and at 上年同期 before it."""
    tokens = run.tokens
    if run.word(tokens[at]) in ("相比", "比", "相比较", "比较"):
        found = [
            i for i in range(start, at) if tokens[i].means("plain", "and") or run.word(tokens[i]) == "同"
        ]
        at = found[-1] if found else at
    while at > start and tokens[at - 1].kind in ("when", "year"):
        at -= 1
    return at


# -- from what -------------------------------------------------------------------------------------


def _base(run: Run, start: int, stated: StatedChange, year: int) -> Amount | None:
    """The count of the year before: between 较 and the change, in brackets beside it, or in the clause before 较 or behind the change."""
    tokens, sign, told = run.tokens, stated.sign, stated.told
    within = [a for a in told if start < a.at < sign and not is_change(tokens, a.at)]
    if len(within) == 1:
        amount = within[0]
        behind = tokens[amount.at + 1 : sign]
        stop = next(
            (i for i, t in enumerate(behind) if t.kind in ("stop", "compare", "more", "less")), len(behind)
        )
        before, rest = tokens[start + 1 : amount.at], [t for t in behind[stop:] if t.kind != "number"]
        return amount if are_of_before(run, before) and not kinds(rest) - ONLY_CHANGED - {"compare"} else None
    if within:
        return None
    if kinds(tokens[start:sign]) - ONLY_CHANGED - {"compare", "when", "year", "other"}:
        return None
    for anchor, aside in run.asides:
        if max(start - 1, 1) <= anchor <= sign or anchor == stated.portion.end + 1:
            named = anchor and tokens[anchor - 1].kind in ("when", "year")  # 较上年（17件）
            inside = list(amounts(aside))
            found = inside if named and len(aside.tokens) == 1 else _only(aside, aside.tokens, inside, year)
            return found[0]._replace(at=sign) if found else None
    beside = (
        [tokens[clause_start(tokens, start - 1) : start]]
        if start and tokens[start - 1].means("stop", "，")
        else []
    )
    end = stated.portion.end + 2
    beside.append(tokens[end : clause_end(tokens, end)])  # 较上年减少3件，上年为7件
    return next((a for words in beside for a in _only(run, words, told, year)), None)


def _only(run: Run, words: Tokens, told: Sequence[Amount], year: int) -> list[Amount]:
    """The count of some words that tell a count of another year than a report's and nothing else: 上年为11件."""
    found = [a for a in told if run.tokens[a.at] in words]
    when, years = set(meant(words, "when")), set(meant(words, "year"))
    named = when == {"last"} or (not when and bool(years) and f"{year}" not in years)
    named = named and not any(run.word(t) in EARLIER_YEARS for t in words)
    return found if len(found) == 1 and named and are_of_before(run, words) else []


def are_of_before(run: Run, words: Tokens) -> bool:
    """Whether some words may tell of the year before, and of nothing else."""
    return all(t.kind in _OF_BEFORE or run.word(t) in AT_FIRST for t in words)


# -- by how many -----------------------------------------------------------------------------------


def _changed_by(run: Run, start: int, stated: StatedChange) -> Amount | None:
    """By how many something has changed, where that stands right beside the change."""
    tokens, number = run.tokens, stated.portion.end
    if stated.portion.how == "count":
        return None
    for amount in (a for a in stated.told if is_change(tokens, a.at) and start < a.at != number):
        verb = next(i for i in range(amount.at, 0, -1) if tokens[i].kind in ("more", "less"))
        first, last = sorted(((amount.at, verb), (number, stated.sign)))
        if not kinds(tokens[first[0] + 1 : last[1]]) - {"stop", "plain", "comma", "compare"}:
            return -amount if tokens[verb].kind == "less" else amount
    return None
