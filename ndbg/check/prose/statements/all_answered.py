"""That applications are done, said of all: 全部办结, 收到申请1件，已办结."""

from ndbg.check.prose import figures
from ndbg.check.prose.figures import APPLICANTS
from ndbg.check.prose.lexicon import A_RULE, FINISHED, ONLY_THOSE_DUE, REQUESTS
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import clause_end, clause_start
from ndbg.check.prose.statements.clause import BETWEEN, Clause, Found, Wording
from ndbg.text.patterns import any_in

# What may name applications, and leaves them all.
_OF_ALL_REQUESTS = {"plain", "own", "when", "year", "sum", "receive", *REQUESTS}
_RECEIVED = {"new", "organisations", *APPLICANTS}
_BEHIND_A_NUMBER = {"plain", "stop", "own", "request", "request_short", "all", "applicant", "when", "carry", "number"}  # fmt: skip


def read_all_answered(clause: Clause) -> Found | None:
    """全部办结, so that none is carried over; that all was answered within the time laid down says nothing of what is still open."""
    wording, first, at, last, verb = clause
    tokens = wording.tokens
    subject = kinds(tokens[first:verb])
    # 所有申请均已办结 leaves none out, whatever else is told.
    named = "all" in subject and bool(subject & {"request", "request_short"})
    # 全部在年内办结, 当年全部办结, not 年内办件均办结
    begins = at if kinds(clause.subject) - {"when", "plain"} else first
    of_the_year = "this" in meant(tokens[begins:verb], "when")
    counted = "number" in kinds(tokens[verb:last])  # 所有申请已办结15件
    if wording.loosely and (counted or not (named or of_the_year)):
        return None
    asides = [aside.tokens for _, aside in wording.run.asides if "last" not in meant(aside.tokens, "when")]
    if any(kinds(aside) & {"carry", "turn"} for aside in asides):
        return None  # 13件（含2件转下年度办理）均已办结
    if not clause.is_about_requests():
        return None
    if _says_that_none_came(wording, first) and not clause.tells_of_some():
        return Found(at, verb, None, some=figures.RECEIVED)
    if not clause.says_all() or _leaves_some_out(clause):
        return None
    behind = tokens[verb + 1].kind if verb + 1 < last else ""
    if behind == "comma" and kinds(tokens[verb + 2 : last]) - {"answer", "plain", "in_time"}:
        return None
    # 申请均在20日内办结: of the year without a word of time.
    told_as_done = clause.is_handled() or (
        any_in(FINISHED, wording.word(verb))
        and {"request"} <= kinds(clause.subject) <= _OF_ALL_REQUESTS
        and not any_in(A_RULE, wording.words(first, at))
    )
    came = figures.RECEIVED if clause.came(told_as_done=told_as_done) else None
    return Found(at, verb + 1 if behind == "answer" else verb, figures.CARRIED_OUT, some=came)


def _says_that_none_came(wording: Wording, first: int) -> bool:
    """Whether the sentence has told before a clause that no application came: 收到申请0件，均已答复; 未收到申请，均按期答复."""
    told = [q for q in (*wording.earlier, *wording.counted_before(first)) if q.what and q.what.kind == "flow"]
    if told:
        here = told[-1].run is wording.run and told[-1].own and told[-1].now
        return here and not any(q.number.value for q in told)
    before = wording.tokens[clause_start(wording.tokens, first - 1) : first - 1] if first else ()
    return {"no", "receive"} <= kinds(before) and bool(kinds(before) & REQUESTS)


def _leaves_some_out(clause: Clause) -> bool:
    """Whether only those due are said to be done, or others are told to be left: 均按期办结，年末结转3件."""
    wording, verb = clause.wording, clause.verb
    tokens, end = wording.tokens, clause_end(wording.tokens, verb, "。")
    starts = [verb, *(i for i in range(verb + 1, end) if tokens[i].kind == "stop")]
    clauses = [kinds(tokens[i + 1 : clause_end(tokens, i + 1)]) for i in starts]
    left = any(found & {"carry", "turn", "open"} and "no" not in found for found in clauses)
    due = any_in(ONLY_THOSE_DUE, wording.words(clause.first, clause.last - 1))
    otherwise = "or" in meant(tokens[verb : clause.last], "plain")  # 均已答复或正在办理
    return left or due or otherwise or "besides" in kinds(clause.leaves_out) or clause.tells_of_some()


def read_answered(clause: Clause) -> Found | None:
    """收到申请1件，已办结: without 均, right behind the number of those received."""
    wording, at, last = clause.wording, clause.at, clause.last
    tokens = wording.tokens
    # 上年结转0件 between them changes nothing.
    before = [q for q in wording.counted_before(at) if q.number.value]
    if wording.loosely or not before or not _are_received(wording, before[-1]):
        return None
    told = kinds(tokens[before[-1].at + 1 : at])
    if told - _BEHIND_A_NUMBER or kinds(clause.subject) & {"rest", "carry"}:
        return None  # 其余已办结, 上年结转的申请已办结
    verb = wording.next(at + 1, last, BETWEEN)
    if verb is not None and tokens[verb].means("when", "this"):
        verb = wording.next(verb + 1, last, BETWEEN)  # 已于年内办结
    if verb is None or tokens[verb].meaning != "finished":
        return None
    # Of one that is answered in time nothing is left.
    if before[-1].number.value != 1 and not clause._replace(verb=verb).says_all():
        return None
    behind = tokens[verb + 1 : last]
    # 的 makes of those that were answered some of them, of which something is said: 已办结的均在期限内.
    if kinds(behind) & {"number", "outcome"} or any(t.means("plain", "of") for t in behind[:1]):
        return None
    return Found(at, verb, figures.CARRIED_OUT)


def _are_received(wording: Wording, counted: Quantity) -> bool:
    """Whether a number counts those that came in, by whomever, or told as what came in: 收到公开办理事项2件."""
    if counted.what is None or counted.what.name in _RECEIVED:
        return counted.what is not None
    clause = wording.tokens[clause_start(wording.tokens, counted.at) : counted.at]
    # 办理申请1件，已按时办结: the only one, whatever was done with it.
    only = counted.number.value == 1 and "finished" not in meant(clause, "answer")
    return counted.what.name == "done" and (only or "receive" in kinds(clause))
