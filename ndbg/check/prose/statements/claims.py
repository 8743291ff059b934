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
from ndbg.check.prose.sentences import clause_end, clause_start
from ndbg.check.prose.statements.clause import ClauseReader, Found

# What is said of applications, by the kind of the word that says it; of several in a clause the first here.
_PREDICATES = {"open": "over", "carry": "over", "turn": "over", "carry_next": "over", "answer": "finished", "receive": "came", "happen": "came", "has": "came"}  # fmt: skip
_OVER = {kind for kind, said in _PREDICATES.items() if said == "over"}
# How what came over from last year is told of: 上年结转的, 上年未办结的.
_CARRIED = ("carry", "open")
_QUANTITIES = {"no", "all", "some", "rest"}
# Words that say which, how and when, and leave a claim what it is.
_BESIDE = {"results", "thing", "plain", "own", "whole", "when", "year", "until", "day", "in_time", "done", "comma", "sum", "more_over", "way", "all_ways", "applicant", "and_so_on", *REQUESTS}  # fmt: skip


class _Said(NamedTuple):
    """What a clause from `first` to `last` claims, and whether of what came over from last year."""

    first: int
    last: int
    quantity: str
    predicate: str
    carried_in: bool


class Claims(ClauseReader):
    """Reads what a clause claims, and what the tables must then hold."""

    def claim(self, first: int, last: int) -> Found | None:
        """What must be 0, or must not be, if a clause is true."""
        said = self._said(first, last)
        if said is None or not self._are_requests(said):
            return None
        if said.carried_in:
            none = said.quantity == "none" and said.predicate in ("", "came")
            return Found(first, last - 1, figures.CARRIED_IN, dated=True) if none else None
        if said.predicate == "over":
            return self._none_over(said) if said.quantity == "none" else self._some_over(said)
        return self._not_all_done(said) if said[2:4] == ("not_all", "finished") else None

    def _said(self, first: int, last: int) -> _Said | None:
        """The claim of a clause; None where a word is not understood."""
        counted = max((i for i in range(first, last) if self._tokens[i].counted), default=first - 1)
        if counted >= first and kinds(self._tokens[counted + 1 : counted + 2]) == {"comma"}:
            first = counted + 2  # 收到申请1件、尚未答复
        clause = self._tokens[first:last]
        if not clause or kinds(clause) - {*_PREDICATES, *_QUANTITIES, *_BESIDE}:
            return None
        left_out = kinds(self._tokens[max(first - 2, 0) : first]) & {"besides", "except"}
        if left_out or self._is_of_a_few(first, last):
            return None  # 除上年的1件外，未结转
        carried_in = self._is_carried_in(clause)
        return _Said(first, last, _quantity(clause), _predicate(clause, carried_in=carried_in), carried_in)

    def _is_carried_in(self, clause: Tokens) -> bool:
        """Whether a clause tells of what came over from last year: 上年结转, 2023年结转 in the report of 2024."""
        end = next((i for i, t in enumerate(clause) if t.kind in _CARRIED), 0)
        return self._names_last_year(clause[:end])

    def _names_last_year(self, words: Tokens) -> bool:
        years = [int(year) for year in meant(words, "year")]
        return "last" in meant(words, "when") or any(0 < year < self._office.year for year in years)

    def _are_requests(self, said: _Said) -> bool:
        """Whether a clause is about applications: it names them, or the text before it was about them.

        没有行政复议，也没有结转的件: also where the last number before it, other than 0, counts applications.
        """
        if kinds(self._tokens[said.first : said.last]) & REQUESTS:
            return True
        told = [q.what for q in (*self._earlier, *self._counted_before(said.first)) if q.number.value]
        counted = bool(told) and told[-1] is not None and told[-1].kind in ("flow", "outcome", "applicant")
        return counted or self._run.about_at(said.first) in ("requests", "")

    def _none_over(self, said: _Said) -> Found | None:
        """无结转, 没有结转下年度的件, 结转下年度的申请没有; 没有结转到本年的 denies what came over."""
        clause = self._tokens[said.first : said.last]
        at = next(i for i, t in enumerate(clause, said.first) if t.kind in ("no", *_OVER))
        if self._tells_of_some(said.first, said.last):
            return None  # 邮寄申请8件，均按期办结，无结转
        if self._goes_to_next_year(clause):
            return Found(at, said.last - 1, figures.CARRIED_OUT, dated=True)
        over = next(i for i, t in enumerate(clause) if t.kind in _OVER)
        if self._names_this_year(clause[over:]):
            return Found(at, said.last - 1, figures.CARRIED_IN, dated=True)
        last_years = meant(clause, "when") == ["last"] or "turn" in kinds(clause)
        return (
            None
            if last_years or self._may_have_come_over(said.first)
            else Found(at, said.last - 1, figures.CARRIED_OUT)
        )

    def _may_have_come_over(self, at: int) -> bool:
        """Whether 无结转 may deny what came over: 新收9件，无结转，2件转下年; 因2023年没有未办结的申请，本年无结转; not 无结转；无上年结转."""
        counted = any(q.what and q.what.name == "carried_out" and q.number.value for q in self._told)
        new = {"all", "receive"} <= self._run.kinds and "this" in meant(self._tokens, "receive")
        starts = {clause_start(self._tokens, i) for i in range(at)}
        clauses = [self._tokens[start : clause_end(self._tokens, start)] for start in starts]
        return counted or new or any(map(self._leaves_nothing, clauses))

    def _leaves_nothing(self, clause: Tokens) -> bool:
        """Whether a clause tells of last year, but not of how many came over nor of a change: 因2023年没有未办结的申请."""
        some = kinds(clause) & {"compare", "more", "less"} or any(
            t.counted and t.counted.value for t in clause
        )
        return self._names_last_year(clause) and not some

    def _some_over(self, said: _Said) -> Found | None:
        """收到申请1件，结转下年度继续办理; 收到申请9件……，部分申请尚未办结: something is still open."""
        clause = self._tokens[said.first : said.last]
        if not said.quantity or said.quantity == "not_all" or clause[-1].means("plain", "of"):
            return None
        behind = self._tokens[said.last : said.last + 2]
        # 结转下年度办理：0件
        counted = behind and (behind[0].means("stop", "：") or "number" in kinds(behind[1:]))
        dated = self._goes_to_next_year(clause) or "open" in kinds(clause)
        if counted or not dated or not self._have_come(said):
            return None
        return Found(said.first, said.last - 1, None, dated=True, some=figures.CARRIED_OUT)

    def _not_all_done(self, said: _Said) -> Found | None:
        """尚未全部办结; 大部分办结，其余结转: something is still open. What was not done in time may have been done later."""
        behind = self._tokens[said.last : clause_end(self._tokens, said.last, "。", "；")]
        late = {"in_time", "way"} & kinds(self._tokens[said.first : said.last])
        if late or kinds(behind) & {"outcome", "verdict"} or not self._have_come(said):
            return None
        return Found(said.first, said.last - 1, None, some=figures.CARRIED_OUT)

    def _have_come(self, said: _Said) -> bool:
        """Whether applications were counted before a clause, and not as 0; what is told of a part of them needs no count."""
        told = [q for q in (*self._earlier, *self._counted_before(said.first)) if q.what]
        came = [q for q in told if q.what and q.what.kind in ("flow", "way", "applicant")]
        counted = [q for q in came if q.what and not q.what.name.startswith("carried")]
        if any(q.number.value and q.now for q in counted) and counted[-1].number.value:
            return True
        return said.quantity != "fact" and self._is_dated(said.last)

    def _goes_to_next_year(self, clause: Tokens) -> bool:
        years = [int(year) for year in meant(clause, "year")]
        return "next" in meant(clause, "when") or any(0 < self._office.year < year for year in years)

    def _names_this_year(self, clause: Tokens) -> bool:
        return "this" in meant(clause, "when") or f"{self._office.year}" in meant(clause, "year")


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
