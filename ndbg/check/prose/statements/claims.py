"""What a clause claims of what goes from one year to the next: how much of it, and what is said of it.

| words | quantity | predicate | so |
|---|---|---|---|
| 没有结转下年度的件, 无结转 | none | goes over | 结转下年度 is 0 |
| 无上年结转 | none | | 上年结转 is 0 |
| 结转下年度继续办理, 部分尚未办结 | fact, some, all | goes over | 结转下年度 is not 0 |
| 尚未全部办结, 大部分已办结 | not all | is finished | 结转下年度 is not 0 |

The words may stand anywhere in the clause. One that is not understood, or that makes the clause one of another matter,
leaves it unread.
"""

from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import clause_end, clauses
from ndbg.check.prose.statements.clause import Clause, Found

# What is said of applications, by the kind of the word that says it; of several in a clause the first here.
_PREDICATES = {"open": "over", "carry": "over", "turn": "over", "carry_next": "over", "answer": "finished", "receive": "came", "happen": "came", "has": "came"}  # fmt: skip
_OVER = {kind for kind, said in _PREDICATES.items() if said == "over"}
# How what came over from last year is told of: 上年结转的, 上年未办结的.
_CARRIED = ("carry", "open")
_QUANTITIES = {"no", "all", "some", "rest"}
# Words that say which, how and when, and leave a claim what it is.
_BESIDE = {"results", "thing", "plain", "own", "whole", "when", "year", "until", "day", "in_time", "done", "comma", "sum", "more_over", "way", "all_ways", "applicant", "and_so_on", *REQUESTS}  # fmt: skip


class _Claim(NamedTuple):
    """What a clause claims: how much, what is said of it, and whether of what came over from last year."""

    clause: Clause
    quantity: str
    predicate: str
    carried_in: bool


def read_claim(clause: Clause) -> Found | None:
    """What must be 0, or must not be, if a clause is true."""
    claim = _claim(clause)
    if claim is None or not _are_requests(claim.clause):
        return None
    first, last = claim.clause.first, claim.clause.last
    if claim.carried_in:
        none = claim.quantity == "none" and claim.predicate in ("", "came")
        return Found(first, last - 1, figures.CARRIED_IN, dated=True) if none else None
    if claim.predicate == "over":
        return _none_over(claim.clause) if claim.quantity == "none" else _some_over(claim)
    return _not_all_done(claim) if (claim.quantity, claim.predicate) == ("not_all", "finished") else None


def _claim(clause: Clause) -> _Claim | None:
    """The claim of a clause; None where a word is not understood."""
    all_tokens, first, last = clause.wording.tokens, clause.first, clause.last
    counted = max((i for i in range(first, last) if all_tokens[i].counted), default=first - 1)
    if counted >= first and kinds(all_tokens[counted + 1 : counted + 2]) == {"comma"}:
        first = counted + 2  # 收到申请1件、尚未答复
    clause = clause._replace(first=first, at=last)
    tokens = clause.tokens
    if not tokens or kinds(tokens) - {*_PREDICATES, *_QUANTITIES, *_BESIDE}:
        return None
    if kinds(clause.leaves_out) & {"besides", "except"} or clause.is_of_a_few():
        return None  # 除上年的1件外，未结转
    # 上年结转, 2023年结转 in the report of 2024
    end = next((i for i, t in enumerate(tokens) if t.kind in _CARRIED), 0)
    carried_in = _names_year(tokens[:end], clause, "last")
    return _Claim(clause, _quantity(tokens), _predicate(tokens, carried_in=carried_in), carried_in)


def _names_year(words: Tokens, clause: Clause, which: str) -> bool:
    """Whether words name the report's year (`this`), an earlier one (`last`) or a later one (`next`)."""
    signs = {"last": -1, "this": 0, "next": 1}
    years = (int(year) - clause.wording.office.year for year in meant(words, "year"))
    return which in meant(words, "when") or any((d > 0) - (d < 0) == signs[which] for d in years)


def _are_requests(clause: Clause) -> bool:
    """Whether a clause is about applications: it names them, or the text before it was about them.

    没有行政复议，也没有结转的件: also where the last number before it, other than 0, counts applications.
    """
    wording = clause.wording
    told = [q.what for q in (*wording.earlier, *wording.counted_before(clause.first)) if q.number.value]
    counted = bool(told) and told[-1] is not None and told[-1].kind in ("flow", "outcome", "applicant")
    about = wording.run.about_at(clause.first) in ("requests", "")
    return counted or about or bool(kinds(clause.tokens) & REQUESTS)


def _none_over(clause: Clause) -> Found | None:
    """无结转, 没有结转下年度的件, 结转下年度的申请没有; 没有结转到本年的 denies what came over."""
    tokens = clause.tokens
    at = next(i for i, t in enumerate(tokens, clause.first) if t.kind in ("no", *_OVER))
    if clause.tells_of_some():
        return None  # 邮寄申请8件，均按期办结，无结转
    if _names_year(tokens, clause, "next"):
        return Found(at, clause.last - 1, figures.CARRIED_OUT, dated=True)
    over = next(i for i, t in enumerate(tokens) if t.kind in _OVER)
    if _names_year(tokens[over:], clause, "this"):
        return Found(at, clause.last - 1, figures.CARRIED_IN, dated=True)
    last_years = meant(tokens, "when") == ["last"] or "turn" in kinds(tokens)
    if last_years or _may_have_come_over(clause):
        return None
    return Found(at, clause.last - 1, figures.CARRIED_OUT)


def _may_have_come_over(clause: Clause) -> bool:
    """Whether 无结转 may deny what came over: 新收9件，无结转，2件转下年; 因2023年没有未办结的申请，本年无结转; not 无结转；无上年结转."""
    wording = clause.wording
    counted = any(q.what and q.what.name == "carried_out" and q.number.value for q in wording.told)
    new = {"all", "receive"} <= wording.run.kinds and "this" in meant(wording.tokens, "receive")
    before = (wording.tokens[start:end] for start, end in clauses(wording.tokens) if start < clause.first)
    return counted or new or any(_leaves_nothing(words, clause) for words in before)


def _leaves_nothing(words: Tokens, clause: Clause) -> bool:
    """Whether words tell of last year, but not of how many came over nor of a change: 因2023年没有未办结的申请."""
    some = kinds(words) & {"compare", "more", "less"} or any(t.counted and t.counted.value for t in words)
    return _names_year(words, clause, "last") and not some


def _some_over(claim: _Claim) -> Found | None:
    """收到申请1件，结转下年度继续办理; 收到申请9件……，部分申请尚未办结: something is still open."""
    clause, tokens = claim.clause, claim.clause.tokens
    if claim.quantity in ("", "not_all") or tokens[-1].means("plain", "of"):
        return None
    behind = clause.wording.tokens[clause.last : clause.last + 2]
    # 结转下年度办理：0件
    counted = behind and (behind[0].means("stop", "：") or "number" in kinds(behind[1:]))
    dated = _names_year(tokens, clause, "next") or "open" in kinds(tokens)
    if counted or not dated or not _have_come(claim):
        return None
    return Found(clause.first, clause.last - 1, None, dated=True, some=figures.CARRIED_OUT)


def _not_all_done(claim: _Claim) -> Found | None:
    """尚未全部办结; 大部分办结，其余结转: something is still open. What was not done in time may have been done later."""
    clause, tokens = claim.clause, claim.clause.wording.tokens
    behind = tokens[clause.last : clause_end(tokens, clause.last, "。", "；")]
    late = {"in_time", "way"} & kinds(clause.tokens)
    if late or kinds(behind) & {"outcome", "verdict"} or not _have_come(claim):
        return None
    return Found(clause.first, clause.last - 1, None, some=figures.CARRIED_OUT)


def _have_come(claim: _Claim) -> bool:
    """Whether applications were counted before a clause, and not as 0; what is told of a part of them needs no count."""
    wording, clause = claim.clause.wording, claim.clause
    told = [q for q in (*wording.earlier, *wording.counted_before(clause.first)) if q.what]
    came = [q for q in told if q.what and q.what.kind in ("flow", "way", "applicant")]
    counted = [q for q in came if q.what and not q.what.name.startswith("carried")]
    if any(q.number.value and q.now for q in counted) and counted[-1].number.value:
        return True
    return claim.quantity != "fact" and wording.is_dated(clause.last)


def _quantity(clause: Tokens) -> str:
    """How much of it a clause speaks of: `none`, `not_all`, `some`, `all`, or merely `fact`; nothing if that is not sure."""
    said = [t.kind for t in clause if t.kind in _QUANTITIES]
    if "no" in said:
        if "some" in said or "rest" in said or "zero" in meant(clause, "no"):
            return ""
        return "not_all" if "all" in said[said.index("no") :] else "none"
    if "most" in meant(clause, "some"):
        return "not_all"
    if {"some", "rest"} & set(said):
        return "some"
    return "all" if said else "fact"


def _predicate(clause: Tokens, *, carried_in: bool) -> str:
    """What a clause says of its subject, as a value of `_PREDICATES`; nothing where it has none of their words.

    Of several: behind a negation the first that is more than `came`; otherwise the first in the order of `_PREDICATES`.
    """
    # 在办件已办结 tells which they were.
    done = max((i for i, t in enumerate(clause) if t.means("answer", "finished")), default=-1)
    told = [t.kind for i, t in enumerate(clause) if t.kind != "open" or i > done]
    if carried_in:
        carried = next((i for i, kind in enumerate(told) if kind in _CARRIED), len(told))
        # 没有上年结转至本年办理的申请 tells which there were none of.
        told = told[:carried] if "no" in told[:carried] else [*told[:carried], *told[carried + 1 :]]
    if "no" in told and (behind := [k for k in told[told.index("no") :] if k in _PREDICATES]):
        return next((said for k in behind if (said := _PREDICATES[k]) != "came"), "came")
    return next((said for kind, said in _PREDICATES.items() if kind in told), "")
