"""How reviews ended, said of all: 均获维持, 行政复议9件，均已审结, 行政诉讼1件，结果维持."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sum
from ndbg.check.prose.lexicon import CLOSED_CASES
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.quantities.reviews import reviews_named
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_end
from ndbg.check.prose.statements.clause import OF_REVIEWS, Claim, ClauseReader, Found
from ndbg.check.prose.tokens import Token

# How no case has ended where all are said to have ended in one way.
_OTHERWISE = {
    "upheld": ("corrected",),
    "vague": ("pending",),
    "dismissed": ("corrected", "pending"),
    "won": ("corrected",),
    "pending": ("upheld", "corrected", "other"),
    "other": ("upheld", "corrected", "pending"),
    "corrected": ("upheld", "other", "pending"),
}
OTHER_LITIGATION = {
    "litigation_direct": "litigation_after_reconsideration",
    "litigation_after_reconsideration": "litigation_direct",
}
# What may stand between two counts and leave them side by side.
_JOINING_COUNTS = {"stop", "comma", "plain", "more_over", "happen", "caused", "review", "thing", "own", "when", "has", "of_which"}  # fmt: skip
_BEFORE_AN_END = {"stop", "plain", "done", "own", "applicant", "has", "review_body", "thing"}
# What is upheld or corrected: 维持我局答复, 撤销原决定.
_WHAT_WAS_DECIDED_ON = {"plain", "own", "answer"}
# What stands between a count and a clause and makes that speak of something else than its end.
_NOT_OF_ITS_END = {"no", "rest", "of_which", "except", "request", "answer", "outcome", "review", "figure"}


class AllReviews(ClauseReader):
    """Reads how all reviews, or all of those just counted, are said to have ended: none ended otherwise."""

    def _all_upheld(self, claim: Claim) -> Found | None:
        """均获维持, 均未审结, 全部胜诉: no case ended otherwise."""
        first, at, verdict, _ = claim
        meaning = self._tokens[verdict].meaning
        named = self._reviews_before(at)
        others = self._otherwise(self._tokens[verdict])
        all_named = self._follows_all_of_them(at) or self._names_all_reviews(first, at)
        if not all_named or not others or not named or "others" in kinds(self._tokens[first:at]):
            return None
        # 行政复议6件，行政诉讼已全部结案
        subject = {m.partition("_")[0] for m in meant(self._tokens[first:at], "review")}
        alone = bool(subject) and "number" not in kinds(self._tokens[first:at])
        which = reviews_named([*subject]) if alone else self._counted_together(at) or reviews_named([*named])
        if meaning == "won" and which == "both":
            which = "litigation"
        counted = any(q.what and q.what.kind == "review" and q.number.value for q in self._counted_before(at))
        ended = any(t.kind == "answer" or "审结" in self._run.word(t) for t in self._tokens[:at])
        if meaning == "upheld" and ended:
            others = ("corrected",)  # 已审结的均获维持
        elif meaning == "upheld" and counted and "pending" not in meant(self._tokens, "verdict"):
            others = ("corrected", "pending")  # 行政复议2件，均获维持
        # 行政诉讼均胜诉, with nothing before it that tells what they came of, may be said of other ones.
        told = self._tokens[first:at]
        of_them = not kinds(told) - OF_REVIEWS and self._other_is_told(first, claim.last)
        beside = self._is_caused(told) or of_them
        sure = beside or bool(self._counted_before(at)) or self._names_all_reviews(first, at)
        return Found(at, verdict, _ended(which, others), some=figures.reviews(which)[0] if sure else None)

    def _counted_together(self, at: int) -> str:
        """The reviews that were counted last, with those counted right before them; nothing where none were.

        Of 行政复议2件，均维持，行政诉讼3件，均未审结 they are the lawsuits alone, of 行政复议2件、行政诉讼1件，均维持 both.
        """
        counts = [q for q in self._counted_before(at) if _is_complete(q)]
        together = counts[-1:]
        for one, two in zip(counts[-2::-1], counts[:0:-1], strict=True):
            between = self._tokens[one.at + 1 : two.at]
            told = kinds(between) - _JOINING_COUNTS or {"；", "："} & set(meant(between, "stop"))
            if told or any(one.at < anchor <= two.at for anchor, _ in self._run.asides):
                break
            together.append(one)
        return reviews_named([q.what.name.removesuffix(".") for q in together if q.what])

    def _all_closed(self, claim: Claim) -> Found | None:
        """行政复议9件，均已审结: none is pending; that all were answered says what the office did, not the court."""
        before = self._counted_before(claim.at)
        named = self._reviews_before(claim.at)
        if not named or not self._says_closed(self._tokens[claim.verb]) or self._tells_of_instances():
            return None
        if "pending" in meant(self._tokens, "verdict"):
            return None  # 行政复议5件，其中维持4件，均已审结；另有1件正在审理
        counted = bool(before) and before[-1].what is not None and before[-1].what.kind == "review"
        caused = not before and "caused" in self._run.kinds
        if not (counted or caused or self._names_all_reviews(claim.first, claim.at)):
            return None  # 受理行政复议申请18件，均已办结: by the one that decides on them
        which = self._counted_together(claim.at) or reviews_named([*named])
        return Found(claim.at, claim.verb, _ended(which, ["pending"]), some=figures.reviews(which)[0])

    def _all_of_one_kind(self, at: int, kind: int) -> Found | None:
        """行政诉讼6件，均为复议后起诉: none was of the other kind."""
        before = [q.what.name for q in self._counted_before(at) if q.what]
        if before[-1:] != ["litigation."]:
            return None
        return Found(at, kind, figures.reviews(OTHER_LITIGATION[self._tokens[kind].meaning])[0])

    # -- without 均, of those that were just counted ------------------------------------------------

    def _ended(self, first: int, at: int, last: int) -> Found | None:
        """行政复议1件，结果维持; 行政复议1件被纠正; 行政诉讼3件，尚在审理: how those that were just counted have ended."""
        before = self._counted_before(at)
        if not before or not _are_all_reviews(before[-1]):
            return None
        if at == before[-1].at + 1 and "has" in kinds(self._tokens[before[-1].at - 1 : before[-1].at]):
            return None  # 行政复议尚有1件未审结 tells of some
        first = max(first, before[-1].at + 1)
        # 法院已判决维持, 已审结并维持: these only lead up to how it ended.
        between = [
            t
            for t in self._tokens[first:at]
            if t.meaning != "vague" and not (t.means("more_over", "and") or self._says_closed(t))
            if self._run.word(t) != "被"
        ]
        if kinds(between) - _BEFORE_AN_END or kinds(self._tokens[at + 1 : last]) - _WHAT_WAS_DECIDED_ON:
            return None
        if kinds(self._tokens[clause_end(self._tokens, before[-1].at) : first]) & _NOT_OF_ITS_END:
            return None
        # 县法院撤销我局答复，市中院予以维持
        ends = set(meant(self._tokens[first:], "verdict"))
        if "review_body" in kinds(self._tokens[first:at]) and len(ends) > 1:
            return None
        none = self._other_ends(before[-1], self._tokens[at])
        return Found(at, at, none) if none else None

    def _end_in_brackets(self, counted: Quantity, aside: Run) -> Sum | None:
        """行政复议1件（结果维持）, 行政复议1件（已办结）, 行政复议9件（均未被纠正）: the reviews that ended otherwise than brackets say."""
        within = kinds(aside.tokens)
        lost = "corrected" in meant(aside.tokens, "verdict") and {"no"} <= within <= {
            "no",
            "verdict",
            "plain",
            "all",
        }
        if lost and counted.what and _are_all_reviews(counted):
            return _ended(counted.what.name[:-1], ["corrected"])
        if "verdict" in within and within <= {"verdict", "plain", "all"}:
            verdict = next(t for t in aside.tokens if t.kind == "verdict")
            return self._other_ends(counted, verdict)
        verbs = [t for t in aside.tokens if t.kind == "answer"]
        closed = bool(verbs) and within <= {"answer", "done", "all", "plain"} and self._says_closed(verbs[-1])
        if counted.what is None or not counted.what.name.endswith(".") or not closed:
            return None
        return _ended(counted.what.name[:-1], ["pending"]) if counted.number.value else None

    def _other_ends(self, counted: Quantity, verdict: Token) -> Sum | None:
        """The reviews that ended otherwise than all those counted; the only one has ended in no other way."""
        if counted.what is None or not _are_all_reviews(counted):
            return None
        others = self._otherwise(verdict)
        if others == _OTHERWISE["upheld"] and counted.number.value == 1:
            others = (*others, "other", "pending")
        return _ended(counted.what.name[:-1], others) if others else None

    # -- what a verdict leaves out ------------------------------------------------------------------

    def _otherwise(self, verdict: Token) -> Sequence[str]:
        """How no case has ended where all ended with a verdict; 结果维持 in the form's own words leaves nothing else."""
        word = self._run.word(verdict)
        if word == "结果维持":
            return ("corrected", "other", "pending")
        open_ended = word in CLOSED_CASES or verdict.meaning in ("dismissed", "vague")
        if open_ended and self._tells_of_instances():
            return ()
        if word in CLOSED_CASES:
            return ("pending",)
        return _OTHERWISE.get(verdict.meaning, ())

    def _tells_of_instances(self) -> bool:
        """Whether what is closed in one instance may be open in the next: 一审均已审结."""
        return "instance" in meant(self._tokens, "in_court")

    def _follows_all_of_them(self, at: int) -> bool:
        """Whether the last number before a place is that of all reviews: not 因征地引发的行政复议12件, 行政复议维持2件."""
        told = self._counted_before(at)
        what = told[-1].what if told else None
        if what is None or what.kind != "review":
            return not told
        named_behind = "review" in kinds(self._tokens[told[-1].at + 1 : told[-1].at + 2])
        return named_behind or what.name.endswith(".")  # 5件行政复议案件均获维持


def _ended(which: str, verdicts: Iterable[str]) -> Sum:
    """The reviews of a kind that ended with one of some verdicts."""
    return reduce(add, (figures.reviews(which, verdict)[0] for verdict in verdicts))


def _is_complete(counted: Quantity) -> bool:
    """Whether a number counts reviews however they ended, if only as none."""
    return counted.what is not None and counted.what.kind == "review" and counted.what.name.endswith(".")


def _are_all_reviews(counted: Quantity) -> bool:
    """Whether a number counts reviews however they ended, and there were some."""
    return _is_complete(counted) and bool(counted.number.value)
