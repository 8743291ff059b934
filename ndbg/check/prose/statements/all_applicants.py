"""Who applied, said of all: 均为自然人申请."""

from itertools import pairwise

from ndbg.check.prose import figures
from ndbg.check.prose.figures import APPLICANTS, Sum
from ndbg.check.prose.lexicon import REQUESTS, WHO_APPLIES
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.statements.clause import ClauseReader, Found

_BEFORE_APPLICANTS = {"plain", "happen", "comma", "own", "whole"}
_BEHIND_APPLICANTS = {"plain", "applicant", "receive", "comma", "way", *REQUESTS}
_NOT_WHO_APPLIED = {"review", "other_thing", "way"}


class AllApplicants(ClauseReader):
    """Reads who is said to have made all applications: nobody else has."""

    def _all_applicants(self, first: int, at: int, last: int) -> Found | None:
        """均为自然人申请, or what follows 为 at a place: nobody else has applied."""
        named = [i for i in range(at + 1, last) if self._tokens[i].kind == "applicant"]
        subject = self._tokens[first:at]
        if not named or not (self._run.about_at(at) == "requests" or self._are_they(first, subject)):
            return None
        if self._tokens[last - 1].means("plain", "of"):
            return None  # 申请人为自然人的，当面送达
        counted = [q.what for q in self._counted_before(at) if q.what]
        if counted and (counted[-1].kind == "outcome" or counted[-1].name.startswith("carried")):
            return None  # 结转下年度的3件，申请人均为自然人
        between, behind = kinds(self._tokens[at + 1 : named[0]]), kinds(self._tokens[named[0] + 1 : last])
        others = self._other_applicants(self._tokens[at:last])
        if between - _BEFORE_APPLICANTS or kinds(subject) & _NOT_WHO_APPLIED:
            return None
        if behind - _BEHIND_APPLICANTS or others is None:
            return None
        named_here = self._is_dated(at) and (
            kinds(subject) & REQUESTS or "people" in meant(subject, "applicant")
        )
        told = (
            named_here
            or "receive" in self._run.kinds
            or any(q.what and q.what.name == "new" for q in self._told)
        )
        end = last - 1 if self._tokens[last - 1].means("plain", "made") else named[-1]
        return Found(at, end, others, some=figures.RECEIVED if told else None)

    def _are_they(self, first: int, subject: Tokens) -> bool:
        """Whether those who applied are told of, and applications were counted before: 信函4件，申请人均为自然人."""
        told = any(q.what and q.what.name in ("new", "done") for q in self._counted_before(first))
        return told and meant(subject, "applicant") == ["people"]

    def _other_applicants(self, clause: Tokens) -> Sum | None:
        """The applications of all those whom a clause does not name; none where it names nobody, or everybody."""
        people = {
            self._run.word(t)
            for t, following in pairwise([*clause, None])
            if t and t.means("applicant", "people")
            if not (following and following.means("applicant", "natural_person"))  # 居民个人
        }
        if people - WHO_APPLIES:
            return None  # 均为居民或企业
        meanings = set(meant(clause, "applicant")) - {"people"}
        if "organisations" in meanings:
            meanings |= set(APPLICANTS[1:])
        others = [name for name in APPLICANTS if name not in meanings]
        if not meanings or not others:
            return None
        return Sum("本年新收中的其他申请人", figures.applicants(others, figures.NEW).cells)
