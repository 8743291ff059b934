"""What is said of some, without a number: applications came, some are still open, somebody went to court."""

from ndbg.check.prose import figures
from ndbg.check.prose.clause import BEFORE_A_VERB, ClauseReader, Found
from ndbg.check.prose.lexicon import REQUESTS, SOME_OF_THEM
from ndbg.check.prose.scene import kinds, meant, without_information
from ndbg.check.prose.sentences import clause_end

_OF_SOME_LEFT_OVER = {
    "plain",
    "receive",
    "thing",
    "carry",
    "open",
    "carry_next",
    "when",
    "year",
    "answer",
    "comma",
    "has",
    *REQUESTS,
}
_NOT_OF_THE_ONLY_ONE = {"no", "rest", "of_which", "except", "review", "outcome", "carry"}
_BEFORE_ITS_OUTCOME = {"plain", "in_time", "decide", "answer", "done", "stop", "own", "more_over", "way"}
_BEHIND_THOSE_RECEIVED = {"outcome", "plain", "more_over", "done", "in_time", "answer", "all", "receive"}
_BEFORE_HAPPENED = {"plain", "own", "when", "year", "whole", "name", "has", "day"}
_BEFORE_REVIEW_CAUSED = {"plain", "caused", "own", "by_topic", "happen", "other", *REQUESTS}


class SaidOfSome(ClauseReader):
    """Reads what a clause says there was some of."""

    def _of_outcome(self, first: int, at: int, last: int) -> Found | None:
        """收到申请1件，依法不予公开: the only one had this outcome."""
        before = [q for q in self._counted_before(first) if q.number.counts_cases]
        what = before[-1].what if before else None
        if (
            what is None
            or what.name not in ("new", "done")
            or before[-1].number.value != 1
            or not before[-1].now
        ):
            return None
        group = self._tokens[at].meaning.partition(".")[0]
        between = self._tokens[before[-1].at + 1 : first]
        if group not in figures.GROUPS or kinds(between) & _NOT_OF_THE_ONLY_ONE or not before[-1].own:
            return None
        behind = without_information(self._tokens[at:last])[1:]
        told = self._tokens[first:at]
        by_whom = max((i for i, t in enumerate(told) if t.kind == "own"), default=0)
        if (
            "no" in kinds(told)
            or kinds(told[by_whom:]) - _BEFORE_ITS_OUTCOME
            or kinds(behind) - {"plain", "answer"}
        ):
            return None
        others = kinds(self._tokens[last:]) & {"outcome", "number"}
        return None if others else Found(at, at, None, some=figures.outcome(self._office.form, group))

    def _received_some(self, first: int, at: int, last: int) -> Found | None:
        """收到政府信息公开申请并已按期答复: there was one."""
        clause = self._tokens[at + 1 : last]
        named = [i for i, t in enumerate(clause) if t.kind in REQUESTS]
        if (
            kinds(self._tokens[first:at]) - BEFORE_A_VERB
            or not named
            or kinds(clause[: named[0]]) - {"plain"}
        ):
            return None
        if kinds(clause[named[0] : named[-1]]) - {"plain", *REQUESTS} or not self._is_dated(at):
            return None
        behind = clause[named[-1] + 1 :]
        if not behind and last < len(self._tokens) and self._tokens[last].means("stop", "，"):
            last = clause_end(self._tokens, last + 1)
            behind = [t for t in self._tokens[at + 1 + len(clause) : last] if t.kind != "stop"]
        if not any(t.kind in ("more_over", "done", "all") for t in behind[:2]):
            return None  # 收到申请后及时答复 may be a rule
        granted = behind[-1].meaning == "granted"
        if kinds(behind) - _BEHIND_THOSE_RECEIVED or not (granted or behind[-1].meaning == "finished"):
            return None
        return Found(at, last - 1, None, some=figures.RECEIVED)

    def _some_review(self, first: int, at: int, last: int) -> Found | None:
        """发生因政府信息公开引发的行政复议, 因政府信息公开被提起行政诉讼: there was one.

        Without a verb before it 因政府信息公开引发的行政复议 is only a name.
        """
        ended = last < len(self._tokens) and self._tokens[last].means("stop", "，", "。", "；")
        # 发生因政府信息公开引发的行政复议。 is told by itself; before a comma it may be only what is then dealt with.
        alone = at == first and last < len(self._tokens) and self._tokens[last].means("stop", "。", "；")
        told = self._is_dated(at) or (alone and not (first and self._tokens[first - 1].means("stop", "，")))
        if kinds(self._tokens[first:at]) - _BEFORE_HAPPENED or not ended or not told:
            return None
        verb = (
            at if self._tokens[at].kind == "happen" else self._next(at, last, {"caused", "plain", *REQUESTS})
        )
        if verb is None or self._tokens[verb].kind != "happen":
            return None
        place = self._next(verb + 1, last, _BEFORE_REVIEW_CAUSED if verb == at else set())
        if place is None or self._tokens[place].kind != "review":
            return None
        if self._denied(last) or not (
            "caused" in kinds(self._tokens[first:last]) or self._other_is_denied(last)
        ):
            return None
        if kinds(self._tokens[place:last]) - {"review", "comma", "happen"}:
            return None
        named = {self._tokens[place].meaning.partition("_")[0]}
        return Found(verb, last - 1, None, some=figures.reviews(named.pop())[0])

    def _other_is_denied(self, last: int) -> bool:
        """Whether the clause that follows denies the other kind: 发生行政复议，无行政诉讼."""
        clause = self._tokens[last + 1 : clause_end(self._tokens, last + 1)]
        return {"no", "review"} <= kinds(clause) and not kinds(clause) & {"verdict", "rest"}

    def _denied(self, last: int) -> bool:
        """Whether the clause that follows may take back what was said: 均为0件, 未被纠错."""
        clause = self._tokens[last + 1 : clause_end(self._tokens, last + 1)]
        return bool(kinds(clause) & {"number", "figure", "all"}) or (
            "review" not in kinds(clause) and "no" in kinds(clause)
        )

    def _left_over(self, first: int, at: int, last: int) -> Found | None:
        """收到申请1件，结转下年度继续办理; 收到申请9件……，部分申请尚未办结: something is still open."""
        counted = [i for i in range(first, at) if self._tokens[i].counted]
        if counted and self._tokens[counted[-1] + 1].kind == "comma":
            first = counted[-1] + 2  # 收到申请1件、尚未答复
        told = [*self._earlier, *self._counted_before(first)]
        came = any(q.what and q.what.name in ("new", "done") and q.number.value and q.now for q in told)
        clause = [t for t in self._tokens[first:last] if self._run.word(t) not in SOME_OF_THEM]
        if not came or (told and not told[-1].number.value) or kinds(clause) - _OF_SOME_LEFT_OVER:
            return None
        before = self._tokens[first - 2 : first - 1] if first > 1 else []
        if kinds(before) & {"no", "except"} or self._run.about_at(first) != "requests":
            return None
        if clause[-1].means("plain", "of") or (last < len(self._tokens) and self._is_counted_behind(last)):
            return None
        years = [int(year) for year in meant(clause, "year")]
        ahead = "next" in meant(clause, "when") or any(0 < self._office.year < year for year in years)
        if not ahead and self._tokens[at].kind != "open":
            return None
        return Found(first, last - 1, None, dated=True, some=figures.CARRIED_OUT)

    def _is_counted_behind(self, last: int) -> bool:
        """Whether the number of what a clause names stands behind it: 结转下年度办理：0件."""
        return self._tokens[last].means("stop", "：") or "number" in kinds(self._tokens[last + 1 : last + 2])
