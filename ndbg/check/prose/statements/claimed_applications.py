"""What is claimed of applications: that none goes over, not all are done, some are left, one came."""

from functools import reduce
from itertools import pairwise
from operator import add

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import AS_A_FACT, CAME_IN, PAST, REQUESTS, TOGETHER
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import clause_end, clause_start
from ndbg.check.prose.statements.claimed import ClaimReader, Said
from ndbg.check.prose.statements.clause import Found

_OVER = {"carry", "turn", "open", "carry_next"}
# What is left out, 除个别申请外, and what is said of the rest.
_LEFT_OUT = {"except", "number", "some", "plain", "thing", "has", *REQUESTS}
_DONE_BUT_FOR = {"done", "all", "rest", "plain", "answer", "thing", *REQUESTS}
# What a clause holds that tells of some who applied.
_WHO_APPLIED = {"applicant", "has", "plain", "comma", *REQUESTS}
_OF_THEM = {"when", "year", "own", "plain"}
_CAME_IN_THE_YEAR = {"when", "year", "own", "receive", *REQUESTS}
# The kinds of quantities that count what came.
_CAME = ("flow", "way", "applicant")
# The kinds of verbs that 了 tells as past.
_HANDLED = ("receive", "answer", "happen")


class OfApplications(ClaimReader):
    """What the tables must hold by a claim on applications."""

    def _none_over(self, said: Said) -> Found | None:
        """无结转, 没有结转下年度的件, 结转下年度的申请没有; 没有结转到本年的 denies what came over."""
        clause = self._content(said.first, said.last)
        to_next = self._goes_to_next_year(clause)
        start = min(t.start for t in clause if t.kind in ("no", *_OVER))
        at = next(i for i in range(said.first, said.last) if self._tokens[i].start == start)
        if self._tells_of_some(said.first, said.last) or not self._are_requests(said):
            return None  # 邮寄申请8件，均按期办结，无结转
        if not to_next and (meant(clause, "when") == ["last"] or "turn" in kinds(clause)):
            return None
        if to_next:
            return Found(at, said.last - 1, figures.CARRIED_OUT, dated=True)
        over = next(i for i, t in enumerate(clause) if t.kind in _OVER)
        if self._names_the_year(clause[over:]):
            return Found(at, said.last - 1, figures.CARRIED_IN, dated=True)
        return None if self._may_have_come_over() else Found(at, said.last - 1, figures.CARRIED_OUT)

    def _names_the_year(self, clause: Tokens) -> bool:
        return "this" in meant(clause, "when") or f"{self._office.year}" in meant(clause, "year")

    def _may_have_come_over(self) -> bool:
        """Whether 无结转 may deny what came over: what goes over is counted, or last year left nothing.

        新收9件，无结转，2件转下年; 因2023年没有未办结的申请，本年无结转; 9件均为新收，无结转; not 较上年增加3件，无结转.
        """
        if any(q.what and q.what.name == "carried_out" and q.number.value for q in self._told):
            return True
        starts = {clause_start(self._tokens, at) for at in range(len(self._tokens))}
        clauses = [self._tokens[start : clause_end(self._tokens, start)] for start in starts]
        new = any("all" in kinds(clause) and "this" in meant(clause, "receive") for clause in clauses)
        return new or any(map(self._leaves_nothing, clauses))

    def _leaves_nothing(self, clause: Tokens) -> bool:
        """Whether a clause tells of last year that all was done in it, or none was left: 2023年的申请已全部办结."""
        last_year = "last" in meant(clause, "when") or any(
            0 < int(year) < self._office.year for year in meant(clause, "year")
        )
        other = kinds(clause) & {"compare", "more", "less"} or any(
            t.counted and t.counted.value for t in clause
        )
        none = "no" in kinds(clause) or any(t.number and not t.number.value for t in clause)
        return last_year and not other and (none or not kinds(clause) & {*_OVER, "rest"})

    def _none_came(self, said: Said) -> Found | None:
        """政府信息公开申请未收到; 未收到政府信息公开申请 is read in `said_of_none`."""
        clause = self._tokens[said.first : said.last]
        denied = next((i for i, t in enumerate(clause) if t.kind == "no"), len(clause))
        before = [i for i, t in enumerate(clause[:denied]) if t.kind in ("request", "request_open")]
        if not before or self._is_of_some(clause) or kinds(clause[denied:]) & REQUESTS:
            return None
        return Found(said.first + before[0], said.last - 1, figures.NEW)

    def _none_carried_in(self, said: Said) -> Found | None:
        """无上年结转, 上年无结转."""
        found = Found(said.first, said.last - 1, figures.CARRIED_IN, dated=True)
        return found if self._are_requests(said) else None

    def _carried_in_done(self, said: Said) -> Found | None:
        """上年结转申请已办结: there was one."""
        clause = self._tokens[said.first : said.last]
        verb = next(i for i, t in enumerate(clause) if t.kind == "answer")
        first = "carry" in kinds(clause[verb:]) and clause[verb].meaning == "finished"  # 办结上年结转的申请
        told = kinds(clause) & {"done", "all"} or "and" in meant(clause, "more_over") or first
        told = told or any(self._run.word(t) in TOGETHER for t in clause)
        if not told or not self._are_requests(said):
            return None
        return Found(said.first, said.last - 1, None, dated=True, some=figures.CARRIED_IN)

    def _some_over(self, said: Said) -> Found | None:
        """收到申请1件，结转下年度继续办理; 收到申请9件……，部分申请尚未办结: something is still open."""
        clause = self._tokens[said.first : said.last]
        if not self._is_left_over(said) or clause[-1].means("plain", "of"):
            return None
        if said.last < len(self._tokens) and self._is_counted_behind(said.last):
            return None
        if not self._goes_to_next_year(clause) and "open" not in kinds(clause):
            return None
        return Found(said.first, said.last - 1, None, dated=True, some=figures.CARRIED_OUT)

    def _not_all_done(self, said: Said) -> Found | None:
        """尚未全部办结; 大部分办结，其余结转: something is still open. What was not done in time may have been done later."""
        behind = self._tokens[said.last : clause_end(self._tokens, said.last, "。", "；")]
        late = {"in_time", "way"} & kinds(self._tokens[said.first : said.last])
        if late or kinds(behind) & {"outcome", "verdict"} or not self._is_left_over(said):
            return None
        return Found(said.first, said.last - 1, None, some=figures.CARRIED_OUT)

    def _none_done(self, said: Said) -> Found | None:
        """收到申请2件，均未予答复: all are still open. What was not done in time may have been done later."""
        clause = self._tokens[said.first : said.last]
        told = [t.kind for t in clause if t.kind in ("all", "no", "in_time", "way")]
        return self._not_all_done(said) if told == ["all", "no"] else None

    def _all_but_some(self, first: int, last: int) -> Found | None:
        """除6件外均已答复: something is still open, if nothing else is told of those 6."""
        besides = next(i for i in range(first, last) if self._tokens[i].kind == "besides")
        if besides + 1 == last and last < len(self._tokens) and self._tokens[last].means("stop", "，"):
            last = clause_end(self._tokens, last + 1)  # 除6件外，其余均已答复
        before = self._tokens[first:besides]
        behind = [t for t in self._tokens[besides + 1 : last] if t.kind != "stop"]
        left = {"except"} < kinds(before) <= _LEFT_OUT and kinds(before) & {"number", "some"}
        others = kinds(self._tokens[last:]) & {"number", "outcome", "verdict", "carry", "open"}
        if not left or others or kinds(behind) - _DONE_BUT_FOR or "finished" not in meant(behind, "answer"):
            return None
        said = Said(first, last, "", "some", "over")
        return Found(first, last - 1, None, some=figures.CARRIED_OUT) if self._is_left_over(said) else None

    def _some_had(self, said: Said) -> Found | None:
        """部分不予公开; 也有不予公开的: some had this outcome, or were opened in part."""
        clause = self._tokens[said.first : said.last]
        groups = meant(clause, "outcome")
        if len(groups) != 1 or not set(groups) <= figures.GROUPS.keys() or not self._is_left_over(said):
            return None
        if self._is_of_some(clause) or not self._ends(said.last):
            return None
        sums = [figures.outcome(self._office.form, group) for group in dict.fromkeys((*groups, "partial"))]
        return Found(said.first, said.last - 1, None, some=reduce(add, sums))

    def _some_applied(self, said: Said) -> Found | None:
        """也有企业申请, 申请人既有自然人也有企业: some of each kind have applied; organisations are the fewer."""
        first, last = said.first, said.last
        clause = self._tokens[first:last]
        named = [name for name in dict.fromkeys(meant(clause, "applicant")) if name != "people"]
        places = [i for i in range(first, last) if self._tokens[i].kind == "applicant"]
        before = [i for i in places if i > first and self._is_verb(i - 1)]
        if not named or not before or kinds(clause) - _WHO_APPLIED:
            return None
        if not self._ends(last) or not self._is_left_over(said):
            return None
        fewer = [name for name in named if name != "natural_person"] or named
        return Found(first, last - 1, None, some=figures.applicants(fewer, figures.NEW))

    def _came_and_done(self, said: Said) -> Found | None:
        """收到政府信息公开申请并已按期答复; 收到申请，均已办结: there was one. 收到申请后及时答复 may be a rule."""
        first, last = said.first, said.last
        clause = self._tokens[first:last]
        if said.predicate == "came" and kinds(clause) >= {"has", "applicant"}:
            return self._some_applied(said)
        if not self._are_requests(said):
            return None
        if self._are_told_as_done(clause):
            return Found(first, last - 1, None, some=figures.RECEIVED)
        if not self._is_dated(last):
            return None
        if self._tells_of_one(said):
            return Found(first, last - 1, None, some=figures.RECEIVED)
        if "receive" not in kinds(clause):
            return None
        if said.predicate == "came":
            if not self._ends(last):
                return None
            following = self._said(last + 1, clause_end(self._tokens, last + 1))
            if following is None or following.subject or following.predicate not in ("finished", "had"):
                return None
            last = following.last
        told = self._tokens[first:last]
        if not kinds(told) & {"done", "all"} and "and" not in meant(told, "more_over"):
            return None
        return Found(first, last - 1, None, some=figures.RECEIVED)

    def _are_told_as_done(self, clause: Tokens) -> bool:
        """Whether a clause that begins with applications ends with what has been done with them: 依申请公开件已当场答复."""
        named = [i for i, t in enumerate(clause) if t.kind in REQUESTS]
        done = [i for i, t in enumerate(clause) if t.kind == "done" or t.means("all", "done")]
        ends = clause[-1].means("answer", "finished")
        return bool(named and done) and named[-1] < done[0] and ends and kinds(clause[: named[0]]) <= _OF_THEM

    def _tells_of_one(self, said: Said) -> bool:
        """Whether a clause by itself says that there was an application: 收到过申请, 答复了申请, 存在依申请公开的情况."""
        first, last = said.first, said.last
        places = [i for i in range(first, last) if self._tokens[i].kind in REQUESTS]
        if (
            not places
            or not self._ends(last)
            or self._denied(last)
            or self._tokens[last - 1].means("plain", "of")
        ):
            return False  # 有申请的，及时答复
        there = any(self._is_verb(i) for i in range(first, places[0]))
        behind = [self._run.word(t) for t in self._tokens[places[-1] + 1 : last]]
        if there and set(behind) <= set(AS_A_FACT):
            return True
        return not behind and (self._is_over(first, places[0]) or self._is_nothing_but(said))

    def _is_nothing_but(self, said: Said) -> bool:
        """Whether a clause that ends what is told, and is no heading, says only that applications came in the year: 全年收到申请。"""
        clause = self._tokens[said.first : said.last]
        words = [self._run.word(t) for t in clause if t.kind == "receive"]
        ended = self._tokens[said.last].means("stop", "。", "；") and not self._run.head
        return ended and kinds(clause) <= _CAME_IN_THE_YEAR and len(words) == 1 and words[0] in CAME_IN

    def _is_over(self, first: int, last: int) -> bool:
        """Whether 了 or 过 tells what was done as past: 收到过, 办理了."""
        words = [(self._tokens[i].kind, self._run.word(self._tokens[i])) for i in range(first, last)]
        past = any(kind in _HANDLED and word.endswith(PAST) for kind, word in words)
        return past or any(one[0] in _HANDLED and two[1] in PAST for one, two in pairwise(words))

    # -- whether they came -------------------------------------------------------------------------------

    def _is_left_over(self, said: Said) -> bool:
        """Whether what a clause tells of is left of applications that came."""
        return self._have_come(said) and self._are_requests(said)

    def _have_come(self, said: Said) -> bool:
        """Whether applications were counted before a clause, and not as 0; what is told of a part of them needs no count."""
        told = [
            q for q in (*self._earlier, *self._counted_before(said.first)) if q.what and q.what.kind in _CAME
        ]
        counted = [q for q in told if q.what and not q.what.name.startswith("carried")]
        came = any(q.number.value and q.now for q in counted) and bool(counted[-1].number.value)
        return came or (
            (said.quantity != "fact" or self._tells_that_there_are(said)) and self._is_dated(said.last)
        )

    def _tells_that_there_are(self, said: Said) -> bool:
        """Whether a clause begins with 有 or 仍有, words of time aside: 年末仍有申请结转下年."""
        words = [
            t
            for t in self._tokens[said.first : said.last]
            if t.kind not in ("when", "own", "year", "until", "day")
        ]
        return words[0].kind == "has"

    def _goes_to_next_year(self, clause: Tokens) -> bool:
        years = [int(year) for year in meant(clause, "year")]
        return "next" in meant(clause, "when") or any(0 < self._office.year < year for year in years)

    def _is_counted_behind(self, last: int) -> bool:
        """Whether the number of what a clause names stands behind it: 结转下年度办理：0件."""
        return self._tokens[last].means("stop", "：") or "number" in kinds(self._tokens[last + 1 : last + 2])
