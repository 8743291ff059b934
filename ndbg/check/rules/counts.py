"""Compare the counts of a sentence with the tables of a report, for X601 and X609.

A count is compared if it is certain what it counts (`_certain`). It agrees with the tables (`_agrees`) if one of the
sums that it may be has its value, alone or together with other counts of the sentence, or if the table may include
cases that the sentence counts separately.
"""

from collections.abc import Iterable, Iterator, Set
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.quantities.wholes import counted_before
from ndbg.check.prose.scene import What, kinds, meant
from ndbg.check.prose.sentences import clause_end, clause_start
from ndbg.report import Report

_BY_CHANCE = 10  # smaller counts may equal a figure of the table by chance
_DIGITS_BY_CHANCE = 100  # smaller ones may have the digits of one
_TWO, _SEVERAL = 2, 3
_OTHERS = 2  # how many times the table's documents are certainly not all of them its own
_NEAR = 6  # tokens before a number that may name what it counts
_TEN_THOUSAND = 10_000
_OF_THE_SECOND_TABLE = {"document", "decision"}
_SOME = ".some"  # how the name ends of decisions that are only some of those of a row
# Cases not accepted may be counted apart from those answered: 受理12件，答复7件，不予受理5件.
_NOT_TAKEN_UP = {"不予受理", "未予受理", "不受理"}
# Other outcomes that the table may include in an outcome without the text saying so: 撤回 in 其他处理.
_COUNTED_WITH = {
    "granted": {"told_before"},
    "unavailable": {"not_existing"},
    "unavailable.not_held": {"not_existing", "not_information"},
    "not_existing": {"unavailable.not_held", "not_information"},
    "other_handling": {"withdrawn", "not_information"},
}


class Claim(NamedTuple):
    """A count, and what it counts."""

    quantity: Quantity
    what: What

    @property
    def value(self) -> Decimal:
        """The number stated."""
        return self.quantity.number.value

    def fits(self, value: Decimal) -> bool:
        """Whether a figure is the number stated. Fees are in 万元 in the table, numbers of the text in 元."""
        return self.quantity.number.fits(value * self._unit)

    def is_part_of(self, value: Decimal) -> bool:
        """Whether the number stated is no more than a figure."""
        return self.value <= value * self._unit

    @property
    def _unit(self) -> int:
        return _TEN_THOUSAND if self.what.name.partition(".")[0] == "fees" else 1


class _Same(NamedTuple):
    """A count that is a figure of the table: its kind, the index of the sum with its value, the value."""

    kind: str
    column: int
    value: Decimal


class Counts:
    """The counts of some kinds in a sentence that are about the office and its year."""

    def __init__(
        self, report: Report, sentence: Sentence, wanted: set[str], paragraph: Iterable[Sentence] = ()
    ) -> None:
        self._report = report
        self._sentence = sentence
        counted = list(_counted(sentence, wanted))
        self._of_parts = {(c.what.kind, c.what.name) for c in counted if not c.quantity.own}
        whole = _is_of_the_whole(report, counted)
        self._stated = [claim for claim in counted if claim.quantity.own or whole]
        # The counts of the second table that other sentences near it state of the office.
        self._near = [
            claim
            for other in paragraph
            if other is not sentence
            for claim in _counted(other, wanted & _OF_THE_SECOND_TABLE)
            if claim.quantity.own
        ]

    def disagreeing(self) -> Iterator[Claim]:
        """The counts that do not agree with the figures of the report, as far as these are known."""
        for stated in self._stated:
            claim = self._certain(stated)
            if claim and claim.quantity.number.exact and claim.what.whole and not self._agrees(claim):
                yield claim

    def _beside(self, claim: Claim) -> list[Claim]:
        """The other counts in the same sentence, or in the same brackets."""
        return [
            other
            for other in self._stated
            if other.quantity.at != claim.quantity.at and other.quantity.run is claim.quantity.run
        ]

    # -- what a count counts -----------------------------------------------------------------------

    def _certain(self, claim: Claim) -> Claim | None:
        """A count with what it certainly counts; None where that is not certain.

        A count of reviews that may have any cause is certain where reviews beside it are figures of the table, one of
        something published where counts beside it are; their columns tell which of its sums it may be.
        """
        claim = self._of_their_whole(claim)
        what = claim.what
        if what.kind == "document" and what.name.endswith(".public") and self._is_another_stock(claim):
            return None
        if what.kind == "outcome" and self._is_of_some(claim):
            return claim._replace(what=what._replace(at_most=True))
        if what.kind == "review" and what.unsure:
            return claim if self._beside_reviews_of_the_table(claim) else None
        if what.unsure and self._is_told_otherwise(claim):
            return None
        if self._is_transposed(claim):
            return claim._replace(what=what._replace(at_most=False))
        if not what.unsure and not (what.at_most and what.kind in _OF_THE_SECOND_TABLE):
            return claim
        same = self._same_as_the_table(claim)
        shown = any(one.value >= _BY_CHANCE for one in same)
        sure = shown and len(same) >= _TWO
        slip = (shown or len(same) >= _TWO) and self._is_a_slip(claim)
        if what.unsure and not (sure or slip):
            return None
        if sure and what.kind == "decision":
            # 市局本级作出许可4126件，处罚217件，强制13件: the table is that of the 市局, and not of all below it.
            return claim._replace(what=what._replace(at_most=what.name.endswith(_SOME)))
        columns = dict.fromkeys(one.column for one in same if one.kind == what.kind == "document")
        if not sure or not columns or len(what.sums) <= max(columns):
            return claim
        return claim._replace(
            what=what._replace(sums=tuple(what.sums[column] for column in columns), at_most=False)
        )

    def _of_their_whole(self, claim: Claim) -> Claim:
        """Applicants told of those received, behind 其中 or in brackets, as those of the row that these are: 新收47件，其中自然人39件."""
        whole = self._told_of(claim.quantity) if claim.what.kind == "applicant" else None
        if whole is None or whole.what.name != "new":
            return claim
        rows = [
            s for s in whole.what.sums if (value := s.value(self._report)) is not None and whole.fits(value)
        ]
        sums = tuple(s for s in claim.what.sums if s.of in rows)
        return claim._replace(what=claim.what._replace(sums=sums)) if sums else claim

    def _told_of(self, part: Quantity) -> Claim | None:
        """The count of applications behind which 其中, or right behind which brackets, tell of parts."""
        before = [c for c in self._stated if c.what.kind == "flow" and c.quantity.at < part.at]
        in_run = [c for c in before if c.quantity.run is part.run]
        if in_run:
            between = kinds(part.run.tokens[in_run[-1].quantity.at : part.at])
            return in_run[-1] if "of_which" in between else None
        return next((c for c in self._stated if _is_in_brackets_behind(part, c.quantity)), None)

    def _is_another_stock(self, claim: Claim) -> bool:
        """Whether documents made public are so many more than the table has that they are others': those of all years, of 上级."""
        known = self._known(claim)
        return bool(known) and claim.value > _BY_CHANCE and claim.value > _OTHERS * max(known)

    def _is_of_some(self, claim: Claim) -> bool:
        """Whether an outcome is told of applications that are fewer than all of the table's: 延期答复7件，其中予以公开3件."""
        told = [q.number.value for q in counted_before(self._sentence.quantities, claim.quantity)]
        known = {s.value(self._report) for s in figures.HANDLE}
        return bool(told) and None not in known and not known & {told[-1], sum(told)}

    def _beside_reviews_of_the_table(self, claim: Claim) -> bool:
        """Whether other reviews beside a count are figures of the table: one too large for chance, or two."""
        same = [
            other.value
            for other in self._beside(claim)
            if other.what.kind == "review" and other.value and other.quantity.number.exact
            if other.what.name != claim.what.name and any(map(other.fits, self._known(other)))
        ]
        return len(same) >= _TWO or any(value >= _BY_CHANCE for value in same)

    def _known(self, claim: Claim) -> list[Decimal]:
        """The table's figures of what a count may count, as far as the report has them."""
        return [value for s in claim.what.sums if (value := s.value(self._report)) is not None]

    def _is_told_otherwise(self, claim: Claim) -> bool:
        """Whether the table's figure stands beside a count of something published: 归集许可信息938条；本级作出许可82件."""
        row = claim.what.name.partition(".")[0]
        beside = (
            other
            for other in (*self._beside(claim), *self._near)
            if other.what.kind == claim.what.kind == "decision"
        )
        value = claim.what.sums[0].value(self._report)
        return value is not None and any(
            other.what.name == row and other.value == value and other.value for other in beside
        )

    def _is_a_slip(self, claim: Claim) -> bool:
        """Whether a count of something published is larger than the table's figure, or has its digits in another order.

        A smaller one is no slip: not all that was decided is published.
        """
        value = claim.what.sums[0].value(self._report)
        return value is not None and (claim.value > value or _has_digits_of(claim.value, value))

    def _is_transposed(self, claim: Claim) -> bool:
        """Whether a count of all decisions is the table's figure with its digits in another order, too long for chance: 312, 132.

        Some of them, told apart by a word, may be any number, and so may all where counts beside them are none of the table's.
        """
        value = claim.what.sums[0].value(self._report)
        all_of_them = claim.what.kind == "decision" and not claim.what.name.endswith(_SOME)
        if value in (None, claim.value) or not all_of_them or claim.value < _DIGITS_BY_CHANCE:
            return False
        beside = [
            (o, o.what.sums[0].value(self._report)) for o in self._beside(claim) if o.what.kind == "decision"
        ]
        agree = all(other is None or count.fits(other) for count, other in beside)
        return agree and _has_digits_of(claim.value, value)

    def _same_as_the_table(self, claim: Claim) -> list[_Same]:
        """The counts beside one of something published that are figures of the table.

        公开行政许可3606件、行政处罚499件: where one is too large for chance, or there are two, the text was written from
        the table. Parts of what was published, 公开120条，其中公告30条、行政许可20条, may be news: only parts beside them show it.
        """
        run = claim.quantity.run
        listed = kinds(run.tokens[: claim.quantity.at]) & {"of_which", "made_of"}
        return [
            _Same(other.what.kind, column, other.value)
            for other in (*self._beside(claim), *(() if listed else self._near))
            for column, sum_ in enumerate(other.what.sums)
            if other.what.unsure or other.what.at_most or other.what.kind == "decision"
            if other.quantity.number.exact and other.value
            if (value := sum_.value(self._report)) is not None and other.fits(value)
        ]

    # -- whether it agrees with the tables ---------------------------------------------------------

    def _agrees(self, claim: Claim) -> bool:
        """Whether a count agrees with the known figures: alone, with the counts beside it, or as a part of one."""
        known = self._known(claim)
        # 各分局作出行政处罚210件，市局作出146件: beside those of its parts, they may be the office's without them.
        beside_parts = claim.quantity.own and (claim.what.kind, claim.what.name) in self._of_parts
        fewer = claim.what.at_most or beside_parts or _is_without_parts(claim.quantity)
        if fewer and any(map(claim.is_part_of, known)):
            return True
        if any(claim.fits(value) for value in known) or self._agrees_with_others(claim, known):
            return True
        if known and self._includes_what_the_list_lacks(claim, known[0]):
            return True
        may_be_part = bool(known) and max(known) >= claim.value and self._table_may_include_more(claim)
        return may_be_part and all(other.what.whole for other in self._stated)

    def _agrees_with_others(self, claim: Claim, known: list[Decimal]) -> bool:
        """Whether several counts of a sentence are together one of the `known` figures.

        These are all counts of the same thing, or a count and those of its parts (不予公开3件、属于行政执法案卷2件), or a
        count of 办结 and that of an outcome beside it.
        """
        what = claim.what
        alike = [o for o in self._stated if (o.what.name, o.what.kind) == (what.name, what.kind)]
        # 政府收到3件……；部门收到6件……；合计收到9件: their sum is told beside them.
        same = [o.value for o in alike if o.value not in known or o is claim]
        beside = [other for other in self._beside(claim) if other.what.kind == what.kind]
        rows = [other.value for other in beside if other.what.name.startswith(f"{what.name}.")]
        again = [
            o for o in self._beside(claim) if o.what.name == what.name and o.quantity.at > claim.quantity.at
        ]
        end = again[0].quantity.at if again else len(claim.quantity.run.tokens)
        additional = [
            other.value
            for other in self._beside(claim)
            if _is_additional(other, claim) and other.quantity.at < end
        ]
        added = [claim.value + value for value in {*additional, *accumulate(additional)}]
        return (
            (len(same) > 1 and sum(same) in known)
            or (bool(rows) and claim.value + sum(rows) in known)
            or any(total in known for total in added)
        )

    def _includes_what_the_list_lacks(self, claim: Claim, known: Decimal) -> bool:
        """Whether an outcome is the table's with those that its list does not name, and the list comes to all results.

        予以公开36件，不予公开6件，无法提供87件: those opened in part are counted among those opened.
        """
        listed = {o.what.name: o.value for o in (claim, *self._beside(claim)) if o.what.kind == "outcome"}
        run = claim.quantity.run
        unread = any(q.run is run and q.what is None for q in self._sentence.quantities)
        if unread or len(listed) < _SEVERAL or not listed.keys() <= figures.GROUPS.keys():
            return False
        unnamed = [
            figures.outcome(self._report.form, group).value(self._report)
            for group in figures.GROUPS
            if group not in listed
        ]
        complete = sum(listed.values()) == figures.DONE.value(self._report)
        return complete and None not in unnamed and claim.value == known + sum(filter(None, unnamed))

    def _table_may_include_more(self, claim: Claim) -> bool:
        """Whether the sentence mentions other cases that the table may count under the same figure."""
        run, what = self._sentence.run, claim.what
        if what.name == "done":
            before = meant(run.tokens[: claim.quantity.at], "outcome")
            return "withdrawn" in before or any(run.word(t) in _NOT_TAKEN_UP for t in run.tokens)
        if what.kind == "review":
            return bool(claim.value) and self._has_similar_verdict(what)
        if what.kind == "outcome" and self._is_told_in_other_words(claim):
            return True
        # 无法提供3件（因信息不存在等）: why it was so is no other outcome.
        apart = [aside for anchor, aside in run.asides if anchor != claim.quantity.at + 1]
        tokens = [*run.tokens, *(t for aside in apart for t in aside.tokens)]
        others = _COUNTED_WITH.get(what.name, set()) & set(meant(tokens, "outcome"))
        return bool(others) and self._make_up_for(claim, others)

    def _make_up_for(self, claim: Claim, others: Set[str]) -> bool:
        """Whether a count may be the table's figure together with some of other outcomes, as far as they are counted."""
        run = claim.quantity.run
        counted = [
            q.number.value
            for q in self._sentence.quantities
            if q.run is run
            and q.what is None
            and others & set(meant(run.tokens[max(q.at - _NEAR, 0) : q.at], "outcome"))
        ]
        most = claim.value + sum(counted)
        return not counted or any(claim.value < value <= most for value in self._known(claim))

    def _is_told_in_other_words(self, claim: Claim) -> bool:
        """Whether the table's figure is a count with one beside it that was not read: “不属于本机关信息”8件，“信息不存在”1件."""
        run, known = claim.quantity.run, self._known(claim)
        unread = [q for q in self._sentence.quantities if q.run is run and q.what is None]
        return any(claim.value + q.number.value in known for q in unread if q.number.counts_cases)

    def _has_similar_verdict(self, what: What) -> bool:
        """Whether the sentence has another verdict that the form counts with that of a review.

        维持11件、驳回4件 are 结果维持, 撤销3件、确认违法1件 are 结果纠正.
        """
        run = self._sentence.run
        if what.name.endswith(".upheld"):
            return any("驳回" in run.word(t) for t in run.tokens)
        lost = {run.word(t) for t in run.tokens if t.means("verdict", "corrected") or run.word(t) == "撤销"}
        return what.name.endswith(".corrected") and sum(not word.endswith("率") for word in lost) > 1


def _counted(sentence: Sentence, wanted: Set[str]) -> Iterator[Claim]:
    """The counts of some kinds in a sentence, of the year of the report."""
    for quantity in sentence.quantities:
        if quantity.what and quantity.what.kind in wanted and quantity.now:
            yield Claim(quantity, quantity.what)


def _is_in_brackets_behind(part: Quantity, whole: Quantity) -> bool:
    return any(anchor == whole.at + 1 and aside is part.run for anchor, aside in whole.run.asides)


def _is_without_parts(quantity: Quantity) -> bool:
    """Whether behind a count the same is counted of what is below the office: 局机关办理18件，局属支队办理12件."""
    tokens = quantity.run.tokens
    for at, token in enumerate(tokens[quantity.at :], quantity.at):
        lead = tokens[clause_start(tokens, at) : at]
        if token.kind == "part" and not kinds(lead) - {"plain", "of_which", "comma", "more_over"}:
            clause = tokens[at : clause_end(tokens, at)]
            if any(t.counted and t.counted.unit == quantity.number.unit and t.counted.value for t in clause):
                return True
    return False


def _has_digits_of(number: Decimal, other: Decimal) -> bool:
    return sorted(f"{number}") == sorted(f"{other}")


def _is_additional(other: Claim, claim: Claim) -> bool:
    """Whether the cases of an outcome may come on top of those counted as 办结.

    They may in 办结40件，逾期未补正1件 (41), not in 公开2件，办结40件 (40) nor behind 其中.
    """
    first, last = claim.quantity.at, other.quantity.at
    if claim.what.name != "done" or other.what.kind != "outcome":
        return False
    if last > first:
        return "of_which" not in kinds(claim.quantity.run.tokens[first:last])
    return other.what.name.startswith(("not_processed", "other_handling"))


def _is_of_the_whole(report: Report, counted: list[Claim]) -> bool:
    """Whether counts stated of a part of the office, 市政府和市政府办公室, are those of the table.

    So they are if all are of that part, and one of applications, or of table two, too large for chance, or several are
    figures of the table.
    """
    if not counted or any(claim.quantity.own for claim in counted):
        return False
    first = counted[0].quantity
    behind = first.run.text[first.end : first.run.tokens[-1].end].replace("政府信息", "")
    if kinds(first.run.tokens[first.at :]) & {"part", "whole", "own"} or "政府" in behind:
        return False
    # 全市行政处罚16件 in the report of a 县局 are those of others.
    named = not kinds(first.run.tokens[: first.at]) & {"part", "whole"}
    wanted = {"flow", "review", *(_OF_THE_SECOND_TABLE if named else ())}
    comparable = [claim for claim in counted if claim.what.kind in wanted]
    same = [
        c
        for c in comparable
        if c.quantity.number.exact and (value := c.what.sums[0].value(report)) is not None and c.fits(value)
    ]
    large = any(
        claim.what.name in ("new", "done") or claim.what.kind in _OF_THE_SECOND_TABLE
        for claim in same
        if claim.value >= _BY_CHANCE
    )
    several = len(same) >= _SEVERAL and any(claim.value for claim in same)
    return (large or several) and 2 * len(same) >= len(comparable)
