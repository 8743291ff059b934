"""How reviews ended, said of all: 行政复议和行政诉讼均获维持, 全部胜诉. What is said of those just counted is read in `cases`."""

from functools import reduce
from operator import add

from ndbg.check.prose import figures
from ndbg.check.prose.quantities.reviews import reviews_named
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.statements.clause import Claim, ClauseReader, Found

# How no case has ended where all are said to have ended in one way.
_OTHERWISE = {
    "upheld": ("corrected",),
    "dismissed": ("corrected", "pending"),
    "vague": ("pending",),
    "finished": ("pending",),
    "won": ("corrected",),
    "pending": ("upheld", "corrected", "other"),
    "other": ("upheld", "corrected", "pending"),
    "corrected": ("upheld", "other", "pending"),
}
# How a case may go on in the next instance.
_OF_ONE_INSTANCE = {"dismissed", "vague", "finished"}


class AllReviews(ClauseReader):
    """Reads how all reviews are said to have ended: none ended otherwise."""

    def _all_upheld(self, claim: Claim) -> Found | None:
        """均获维持, 均未审结, 全部胜诉: no case ended otherwise."""
        first, at, verb, _ = claim
        verdict, told = self._tokens[verb], self._tokens[first:at]
        counted = self._counted_before(at)
        what = counted[-1].what if counted and counted[-1].at >= first else None
        named = self._reviews_before(at) if not counted or "review" in kinds(told) else set[str]()
        if what and what.kind == "review" and what.name.endswith("."):
            named = {what.name.removesuffix(".")}  # 5件行政复议案件均获维持
        if not named or "others" in kinds(told):
            return None
        which = reviews_named([*named])
        if verdict.meaning == "won" and which == "both":
            which = "litigation"
        others = _OTHERWISE.get(verdict.meaning, ())
        in_instances = "instance" in meant(self._tokens, "in_court")
        if not others or (in_instances and verdict.meaning in _OF_ONE_INSTANCE):
            return None
        none = reduce(add, (figures.reviews(which, other)[0] for other in others))
        # 行政诉讼均胜诉, with nothing before it that tells what they came of, may be said of other ones.
        sure = what or self._is_caused(told)
        return Found(at, verb, none, some=figures.reviews(which)[0] if sure else None)
