"""That applications are done, said of all: 全部办结, 收到申请1件，已办结."""

from ndbg.check.prose import figures
from ndbg.check.prose.figures import APPLICANTS
from ndbg.check.prose.lexicon import A_RULE, ONLY_THOSE_DUE, REQUESTS
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import clause_end, clause_start
from ndbg.check.prose.statements.clause import BETWEEN, Claim, ClauseReader, Found
from ndbg.text.patterns import any_in

# What may name applications, and leaves them all.
_OF_ALL_REQUESTS = {"plain", "own", "when", "year", "sum", "receive", *REQUESTS}
_RECEIVED = {"new", "organisations", *APPLICANTS}
_BEHIND_A_NUMBER = {"plain", "stop", "own", "request", "request_short", "all", "applicant", "when", "carry", "number"}  # fmt: skip


class AllAnswered(ClauseReader):
    """Reads that all applications were handled, so that none is carried over."""

    def _all_answered(self, claim: Claim) -> Found | None:
        """全部办结; that all was answered within the time laid down says nothing of what is still open."""
        first, at, verb, last = claim
        subject = kinds(self._tokens[first:verb])
        # 所有申请均已办结 leaves none out, whatever else is told.
        named = "all" in subject and bool(subject & {"request", "request_short"})
        # 全部在年内办结, 当年全部办结, not 年内办件均办结
        begins = at if kinds(self._tokens[first:at]) - {"when", "plain"} else first
        of_the_year = "this" in meant(self._tokens[begins:verb], "when")
        strictly = named or of_the_year
        counted = "number" in kinds(self._tokens[verb:last])  # 所有申请已办结15件
        if self._loosely and (counted or not strictly):
            return None
        asides = [aside.tokens for _, aside in self._run.asides if "last" not in meant(aside.tokens, "when")]
        if any(kinds(aside) & {"carry", "turn"} for aside in asides):
            return None  # 13件（含2件转下年度办理）均已办结
        if not self._is_about_requests(first, at, verb):
            return None
        if self._says_that_none_came(first) and not self._tells_of_some(first, at):
            return Found(at, verb, None, some=figures.RECEIVED)
        if not self._says_all(at, verb, last):
            return None
        if self._leaves_some_out(claim):
            return None
        behind = self._tokens[verb + 1].kind if verb + 1 < last else ""
        if behind == "comma" and kinds(self._tokens[verb + 2 : last]) - {"answer", "plain", "in_time"}:
            return None
        end = verb + 1 if behind == "answer" else verb
        # 申请均在20日内办结: of the year without a word of time.
        said = self._is_handled(at, verb) or (
            self._says_closed(self._tokens[verb])
            and {"request"} <= kinds(self._tokens[first:at]) <= _OF_ALL_REQUESTS
            and not any_in(A_RULE, self._words(first, at))
        )
        came = figures.RECEIVED if self._came(first, at, said=said) else None
        return Found(at, end, figures.CARRIED_OUT, some=came)

    def _says_that_none_came(self, first: int) -> bool:
        """Whether the sentence has told before a clause that no application came: 收到申请0件，均已答复; 未收到申请，均按期答复."""
        told = [q for q in (*self._earlier, *self._counted_before(first)) if q.what and q.what.kind == "flow"]
        if told:
            here = told[-1].run is self._run and told[-1].own and told[-1].now
            return here and not any(q.number.value for q in told)
        before = self._tokens[clause_start(self._tokens, first - 1) : first - 1] if first else ()
        return {"no", "receive"} <= kinds(before) and bool(kinds(before) & REQUESTS)

    def _leaves_some_out(self, claim: Claim) -> bool:
        """Whether only those due are said to be done, or others are told to be left: 均按期办结，年末结转3件."""
        first, verb = claim.first, claim.verb
        end = clause_end(self._tokens, verb, "。")
        starts = [verb, *(i for i in range(verb + 1, end) if self._tokens[i].kind == "stop")]
        clauses = [kinds(self._tokens[i + 1 : clause_end(self._tokens, i + 1)]) for i in starts]
        left = any(clause & {"carry", "turn", "open"} and "no" not in clause for clause in clauses)
        due = any_in(ONLY_THOSE_DUE, self._words(first, claim.last - 1))
        besides = kinds(self._tokens[max(first - 2, 0) : first]) & {"besides"}
        otherwise = "or" in meant(self._tokens[verb : claim.last], "plain")  # 均已答复或正在办理
        return left or due or otherwise or bool(besides) or self._tells_of_some(first, claim.at)

    # -- without 均, right behind the number of those that were received -------------------------------

    def _answered(self, first: int, at: int, last: int) -> Found | None:
        """收到申请1件，已办结: said right behind the number of those received."""
        # 上年结转0件 between them changes nothing.
        before = [q for q in self._counted_before(at) if q.number.value]
        if self._loosely or not before or not self._are_received(before[-1]):
            return None
        told = kinds(self._tokens[before[-1].at + 1 : at])
        if told - _BEHIND_A_NUMBER or kinds(self._tokens[first:at]) & {"rest", "carry"}:
            return None  # 其余已办结, 上年结转的申请已办结
        verb = self._next(at + 1, last, BETWEEN)
        if verb is not None and self._tokens[verb].means("when", "this"):
            verb = self._next(verb + 1, last, BETWEEN)  # 已于年内办结
        if verb is None or self._tokens[verb].meaning != "finished":
            return None
        # Of one that is answered in time nothing is left.
        if before[-1].number.value != 1 and not self._says_all(at, verb, last):
            return None
        if kinds(self._tokens[verb + 1 : last]) & {"number", "outcome"} or self._ends_in_of(verb, last):
            return None
        return Found(at, verb, figures.CARRIED_OUT)

    def _ends_in_of(self, verb: int, last: int) -> bool:
        """Whether 的 makes those that were answered some of them, of which something is said: 已办结的均在期限内."""
        return verb + 1 < last and self._tokens[verb + 1].means("plain", "of")

    def _are_received(self, counted: Quantity) -> bool:
        """Whether a number counts those that came in, by whomever, or told as what came in: 收到公开办理事项2件."""
        if counted.what is None or counted.what.name in _RECEIVED:
            return counted.what is not None
        clause = self._tokens[clause_start(self._tokens, counted.at) : counted.at]
        # 办理申请1件，已按时办结: the only one, whatever was done with it.
        only = counted.number.value == 1 and "finished" not in meant(clause, "answer")
        return counted.what.name == "done" and (only or "receive" in kinds(clause))
