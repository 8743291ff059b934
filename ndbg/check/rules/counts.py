"""Counts of a sentence against the tables of a report, for X601 and X609.

A count is held against the tables where it is sure what it is of (`_claimed`). They give it (`_agrees`) where one of
the sums that it may be is the number; where it is so with the counts beside it; or where the table may have counted
something with it that the sentence tells apart.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import What, kinds, meant
from ndbg.report import Report

_BY_CHANCE = 10  # from which value on a number is no table's by mere chance
_TWO, _SEVERAL = 2, 3
_NEAR = 6  # tokens before a number that may name what it counts
_TEN_THOUSAND = 10_000
# What was not taken up, or was withdrawn before, may be told apart from what was answered: 受理12件，答复7件，不予受理5件.
_NOT_TAKEN_UP = {"不予受理", "未予受理", "不受理"}
# Outcomes that may have been counted under a group without the text saying so: 撤回 under 其他处理.
_COUNTED_WITH = {
    "granted": {"told_before"},
    "unavailable": {"not_existing"},
    "unavailable.not_held": {"not_existing", "not_information"},
    "not_existing": {"unavailable.not_held", "not_information"},
    "other_handling": {"withdrawn", "not_information"},
}


class Claim(NamedTuple):
    """A count and what it is surely of."""

    quantity: Quantity
    what: What

    @property
    def value(self) -> Decimal:
        """The number stated."""
        return self.quantity.number.value

    def fits(self, value: Decimal) -> bool:
        """Whether a figure is the number stated; what was charged stands in 万元 in the table and in 元 in numbers."""
        return self.quantity.number.fits(value * _TEN_THOUSAND if self.what.name == "fees" else value)


class _Same(NamedTuple):
    """A count of something published that is the table's own figure: what it is of, by which of its sums."""

    kind: str
    column: int
    value: Decimal


class Counts:
    """The counts of some kinds that a sentence states of the office and its year."""

    def __init__(self, report: Report, sentence: Sentence, wanted: set[str]) -> None:
        self._report = report
        self._sentence = sentence
        counted = [
            Claim(q, q.what) for q in sentence.quantities if q.what and q.what.kind in wanted and q.now
        ]
        whole = _is_of_the_whole(report, counted)
        self._stated = [claim for claim in counted if claim.quantity.own or whole]

    def disagreeing(self) -> Iterator[Claim]:
        """Those that the figures of the report do not give, as far as they are known."""
        for stated in self._stated:
            claim = self._claimed(stated)
            if claim and claim.quantity.number.exact and claim.what.whole and not self._agrees(claim):
                yield claim

    def _beside(self, claim: Claim) -> list[Claim]:
        """The other counts of its sentence, or of its brackets."""
        return [
            other
            for other in self._stated
            if other.quantity.at != claim.quantity.at and other.quantity.run is claim.quantity.run
        ]

    # -- what a count is of ------------------------------------------------------------------------

    def _claimed(self, claim: Claim) -> Claim | None:
        """A count with what it is surely of, or nothing.

        That of what was published is of those sums that the counts beside it show; that of reviews of any cause is
        the table's where all of them are as many.
        """
        what = claim.what
        if what.kind == "review" and what.unsure:
            return claim if self._are_those_of_the_table(claim) else None
        if not what.unsure and not (what.at_most and what.kind == "document"):
            return claim
        same = self._same_as_the_table(claim)
        shown = any(one.value >= _BY_CHANCE for one in same)
        sure = shown and len(same) >= _TWO
        if what.unsure and not (sure or ((shown or len(same) >= _TWO) and self._is_a_slip(claim))):
            return None
        columns = dict.fromkeys(one.column for one in same if one.kind == what.kind)
        if not sure or not columns or len(what.sums) <= max(columns):
            return claim
        return claim._replace(
            what=what._replace(sums=tuple(what.sums[column] for column in columns), at_most=False)
        )

    def _are_those_of_the_table(self, claim: Claim) -> bool:
        """Whether reviews that ended in some way, of whatever they came, are among those of the table.

        Those of public information are some of all reviews: where all are as many, they are the same.
        """
        which, _, verdict = claim.what.name.partition(".")
        beside = [other for other in self._beside(claim) if other.what.kind == "review"]
        totals = [(other.value, other.what.sums[0]) for other in beside if other.what.name == f"{which}."]
        if not beside:
            totals = [(claim.value, whole) for whole in figures.reviews(which)]  # 行政复议1件被纠正
        return bool(verdict) and any(value and whole.value(self._report) == value for value, whole in totals)

    def _is_a_slip(self, claim: Claim) -> bool:
        """Whether what was published is more than the table's figure, or has its digits in another order.

        Fewer may be published than were decided.
        """
        value = claim.what.sums[0].value(self._report)
        return value is not None and (claim.value > value or sorted(f"{claim.value}") == sorted(f"{value}"))

    def _same_as_the_table(self, claim: Claim) -> list[_Same]:
        """The counts beside one of what was published that are the table's own figures.

        公开行政许可3606件、行政处罚499件: where one of them is too large to be so by chance, or there are two, the text
        was written from the table.
        """
        return [
            _Same(other.what.kind, column, other.value)
            for other in self._beside(claim)
            for column, sum_ in enumerate(other.what.sums)
            if other.what.unsure or other.what.at_most or other.what.kind == "decision"
            if other.quantity.number.exact and other.value
            if (value := sum_.value(self._report)) is not None and other.fits(value)
        ]

    # -- whether the tables give it --------------------------------------------------------------------

    def _agrees(self, claim: Claim) -> bool:
        """Whether the known figures can give a count: one of them does, or with the counts beside it, or it may be less."""
        known = [value for s in claim.what.sums if (value := s.value(self._report)) is not None]
        if claim.what.at_most and any(claim.value <= value for value in known):
            return True
        if any(claim.fits(value) for value in known) or self._agrees_with_others(claim, known):
            return True
        may_be_more = bool(known) and max(known) >= claim.value and self._may_be_more(claim)
        return may_be_more and all(other.what.whole for other in self._stated)

    def _agrees_with_others(self, claim: Claim, known: list[Decimal]) -> bool:
        """Whether several counts of one thing in a sentence are the figure together.

        2件 of one kind of 予以公开 and 3件 of another are five; so are 不予公开3件 and 属于行政执法案卷2件 side by side.
        """
        what = claim.what
        same = [o.value for o in self._stated if (o.what.name, o.what.kind) == (what.name, what.kind)]
        beside = [other for other in self._beside(claim) if other.what.kind == what.kind]
        rows = [other.value for other in beside if other.what.name.startswith(f"{what.name}.")]
        added = [claim.value + other.value for other in self._beside(claim) if _stands_apart(other, claim)]
        return (
            (len(same) > 1 and sum(same) in known)
            or (bool(rows) and claim.value + sum(rows) in known)
            or any(total in known for total in added)
        )

    def _may_be_more(self, claim: Claim) -> bool:
        """Whether the sentence tells something apart that the table may have counted with this one."""
        run, what = self._sentence.run, claim.what
        if what.name == "done":
            before = meant(run.tokens[: claim.quantity.at], "outcome")
            return "withdrawn" in before or any(run.word(t) in _NOT_TAKEN_UP for t in run.tokens)
        if what.kind == "review":
            return bool(claim.value) and self._may_have_ended_alike(what)
        if what.kind == "outcome" and self._may_have_a_row_beside_it(claim):
            return True
        tokens = [*run.tokens, *(t for _, aside in run.asides for t in aside.tokens)]
        return bool(_COUNTED_WITH.get(what.name, set()) & set(meant(tokens, "outcome")))

    def _may_have_a_row_beside_it(self, claim: Claim) -> bool:
        """Whether a number that was not read is of a row of the same group: 逾期未补正按撤件办理2件，其他处理5件."""
        run = claim.quantity.run
        unread = [q for q in self._sentence.quantities if q.run is run and q.what is None]
        named = (run.tokens[: q.at][-_NEAR:] for q in unread)
        last = (
            next((t for t in reversed(tokens) if t.kind in ("number", "outcome")), None) for tokens in named
        )
        return any(
            t is not None and t.kind == "outcome" and t.meaning.startswith(f"{claim.what.name}.")
            for t in last
        )

    def _may_have_ended_alike(self, what: What) -> bool:
        """Whether the form counts another verdict of the sentence with one.

        维持11件、驳回4件 are upheld, 撤销3件、确认违法1件 are corrected.
        """
        run = self._sentence.run
        if what.name.endswith(".upheld"):
            return any("驳回" in run.word(t) for t in run.tokens)
        lost = {run.word(t) for t in run.tokens if t.means("verdict", "corrected") or run.word(t) == "撤销"}
        return what.name.endswith(".corrected") and sum(not word.endswith("率") for word in lost) > 1


def _stands_apart(other: Claim, claim: Claim) -> bool:
    """Whether an outcome may not be among those told as done: 办结40件，逾期未补正1件 are 41, 公开2件，办结40件 are 40.

    What stands behind 其中 is.
    """
    first, last = claim.quantity.at, other.quantity.at
    behind = last > first and "of_which" not in kinds(claim.quantity.run.tokens[first:last])
    outcome = other.what.kind == "outcome"
    apart = behind or other.what.name.startswith(("not_processed", "other_handling"))
    return claim.what.name == "done" and outcome and apart


def _is_of_the_whole(report: Report, counted: list[Claim]) -> bool:
    """Whether what a sentence tells of a part, 市政府和市政府办公室, is what the table has of all.

    That shows where all its counts are of one part, and one of applications or reviews, too large to be so by chance,
    is the table's own figure, or several are.
    """
    if not counted or any(claim.quantity.own for claim in counted):
        return False
    first = counted[0].quantity
    behind = first.run.text[first.end : first.run.tokens[-1].end].replace("政府信息", "")
    if kinds(first.run.tokens[first.at :]) & {"part", "whole", "own"} or "政府" in behind:
        return False
    told = [claim for claim in counted if claim.what.kind in ("flow", "review")]
    same = [c for c in told if c.quantity.number.exact and c.what.sums[0].value(report) == c.value]
    shown = any(claim.what.name in ("new", "done") and claim.value >= _BY_CHANCE for claim in same)
    several = len(same) >= _SEVERAL and any(claim.value for claim in same)
    return (shown or several) and 2 * len(same) >= len(told)
