"""What a clause claims as a value: of what, how much of it, and what is said of it.

| words | subject | quantity | predicate | so |
|---|---|---|---|---|
| 没有结转下年度的件 | applications | none | go over | 结转下年度 is 0 |
| 上年结转申请已办结 | those carried in | fact | are finished | 上年结转 is not 0 |
| 尚未全部办结 | applications | not all | are finished | 结转下年度 is not 0 |
| 均未答复 | applications | none | are finished | 结转下年度 is not 0 |
| 存在被申请行政复议的情况 | reviews | fact | came | 行政复议 is not 0 |
| 答复结果为不予公开 | the only application | fact | had this outcome | 不予公开 is not 0 |

Each is read from the words that say it, wherever they stand in the clause: verb–noun, noun–verb, noun–的–noun. A word
that is not understood, or that makes the clause one of another matter, leaves it unread. What follows from a claim is
one table, `_CLAIMS`; a wording that is not read yet is a word of the lexicon.
"""

from collections.abc import Callable, Mapping

from ndbg.check.prose.scene import kinds
from ndbg.check.prose.statements.claimed import Said
from ndbg.check.prose.statements.claimed_only_one import OfTheOnlyOne
from ndbg.check.prose.statements.claimed_reviews import OfReviews
from ndbg.check.prose.statements.clause import Found


class Claims(OfTheOnlyOne, OfReviews):
    """Reads what a clause claims, and what the tables must then hold."""

    def claim(self, first: int, last: int) -> Found | None:
        """What must be 0, or must not be, if a clause is true."""
        if "besides" in kinds(self._tokens[first:last]):
            return self._all_but_some(first, last)
        said = self._said(first, last)
        way = _CLAIMS.get((said.subject, said.quantity, said.predicate)) if said else None
        return way(self, said) if said and way else self.only_had_of_what(first, last)

    def _some_review_ended(self, said: Said) -> Found | None:
        """发生行政诉讼并胜诉, 行政诉讼已结案: there was one."""
        return self._some_review(said) or self._reviews_ended(said)


_Way = Callable[[Claims, Said], Found | None]
_OF_APPLICATIONS: Mapping[tuple[str, str], _Way] = {
    ("none", "over"): Claims._none_over,
    ("some", "over"): Claims._some_over,
    ("fact", "over"): Claims._some_over,
    ("all", "over"): Claims._some_over,
    ("not_all", "finished"): Claims._not_all_done,
    ("none", "finished"): Claims._none_done,
    ("some", "had"): Claims._some_had,
    ("fact", "had"): Claims._only_had,
    ("none", "had"): Claims._only_not_opened,
    ("fact", "finished"): Claims._came_and_done,
    ("all", "finished"): Claims._came_and_done,
    ("fact", "came"): Claims._came_and_done,
}
# What follows from a claim, by its subject, quantity and predicate.
_CLAIMS: Mapping[tuple[str, str, str], _Way] = {
    **{("requests", *claim): way for claim, way in _OF_APPLICATIONS.items()},
    **{("", *claim): way for claim, way in _OF_APPLICATIONS.items()},
    ("requests", "none", "came"): Claims._none_came,
    ("reviews", "none", "came"): Claims._no_such_review,
    ("reviews", "none", ""): Claims._no_such_review,
    ("carried_in", "none", ""): Claims._none_carried_in,
    ("carried_in", "none", "came"): Claims._none_carried_in,
    ("carried_in", "fact", "finished"): Claims._carried_in_done,
    ("carried_in", "all", "finished"): Claims._carried_in_done,
    ("reviews", "fact", "came"): Claims._some_review,
    ("reviews", "fact", "ended"): Claims._some_review_ended,
    ("reviews", "all", "ended"): Claims._reviews_ended,
    ("", "fact", "ended"): Claims._ended_by_a_body,
    ("reviews", "fact", "finished"): Claims._reviews_ended,
    ("reviews", "all", "finished"): Claims._reviews_ended,
}
