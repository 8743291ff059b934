"""Of which applications outcomes are told: of all, or of those that the sentence has counted before them."""

from collections.abc import Sequence

from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, is_change

_INTRODUCING = {"of_which", "made_of"}
_ITEMS = {"outcome", "open_word", "others", "number", "plain", "more_over"}
_ALL = ("new", "done", "received", "due")


def counted_before(quantities: Sequence[Quantity], part: Quantity) -> Sequence[Quantity]:
    """The counts of which an outcome may be told as a part: the 7 of 延期答复7件，其中予以公开3件.

    None where it is told of all that came in or were handled, or where nothing says of which it is.
    """
    run = part.run
    end = _introduced(run, part.at)
    before = [q for q in quantities if q.run is run and q.at < end and q.number.counts_cases]
    told = [q for q in before if not is_change(run.tokens, q.at)]
    return () if not told or _are_all(told) else told


def _introduced(run: Run, at: int) -> int:
    """The place of 其中, ： or the like before an item of a list; 0 where there is none."""
    tokens = run.tokens
    for place in range(at - 1, 0, -1):
        token = tokens[place]
        if token.kind in _INTRODUCING or token.means("stop", "：") or token.means("plain", "among"):
            return place
        if token.means("by_topic", "involves") and place == clause_start(tokens, place):
            return place
        if token.means("stop", "，") and _is_subject(tokens[clause_start(tokens, place) : place]):
            return place
        if token.means("stop", "；", "。") and not kinds(tokens[place + 1 : place + 2]) & _ITEMS:
            return 0
    return 0


def _is_subject(clause: Tokens) -> bool:
    """Whether a clause names the applications with which something is done: 对补正后的7件申请, 对拟不予公开的7件集体会商."""
    return bool(clause) and clause[0].means("plain", "toward") and any(t.counted for t in clause)


def _are_all(told: Sequence[Quantity]) -> bool:
    """Whether counts are told as those of all applications, or as outcomes that have rows of their own."""
    last = told[-1]
    named = [q.what.name if q.what else "" for q in told]
    if named[-1] in _ALL or (last.what and last.what.kind == "outcome" and not _is_led(last)):
        return True
    return any(name in _ALL for name in named) and not _is_led(last)


def _is_led(counted: Quantity) -> bool:
    """Whether a count is led up to as one of some applications: 对涉及商业秘密的11件申请征求意见."""
    tokens = counted.run.tokens
    start = clause_start(tokens, counted.at)
    clause = tokens[start : clause_end(tokens, counted.at)]
    return "toward" in meant(clause, "plain") or "by_topic" in kinds(clause)
