"""What is said of all: all were answered, published, upheld, or made by natural persons.

A clause with 均 or 全部 is read in this order: what is left out ends the reading (除, 其余, 未); then who applied; then
what was done, by the first word that says so. That word's kind tells which reading it gets:

| word | module | says that no |
|---|---|---|
| 办结 | `all_answered` | application is carried over |
| 予以公开 | `all_outcomes` | application had another outcome |
| 维持, 胜诉 | `all_reviews` | review ended otherwise |
| 自然人 | `all_applicants` | application came from others |

Brackets say the same of those counted right before them. How counted cases ended, and by whom they were brought, is read
in `cases`, with 均 or without it.
"""

from collections.abc import Callable, Mapping

from ndbg.check.prose.lexicon import MANNERS, NEGATING, REQUESTS
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_end
from ndbg.check.prose.statements.all_answered import AllAnswered
from ndbg.check.prose.statements.all_applicants import AllApplicants
from ndbg.check.prose.statements.all_outcomes import AllOutcomes
from ndbg.check.prose.statements.all_reviews import AllReviews
from ndbg.check.prose.statements.clause import BETWEEN, Claim, Found
from ndbg.text.patterns import any_in

_CLOSED = "审结"
_ALL_OF_THEM = {"request", "request_short", "when"}
_BY_WHAT_WAY = {"way", "all_ways"}  # 均当场答复, 均以邮寄方式答复
# With what words the reason begins and ends that stands before what was done.
_BECAUSE = ("以", "因", "由于")
_REASON_ENDS = ("为由", "等原因", "原因", "等情形")
# What stands between 均 and how it ended: 均被复议机关维持, 均作出维持决定.
_LEADS_TO_ITS_END = {"happen", "has", "review_body", "decide", "in_court"}
# What may be said in brackets of those who applied.
_IN_BRACKETS = {"all", "plain", "applicant", "happen", "comma", *REQUESTS}


class SaidOfAll(AllAnswered, AllApplicants, AllOutcomes, AllReviews):
    """Reads what a clause, or what stands in brackets, says of all."""

    def _all(self, first: int, at: int, last: int) -> Found | None:
        first = self._behind_a_rule(first, at)
        if kinds(self._tokens[first:at]) & {"except", "rest", "no"}:
            return None
        if found := self._all_applicants(first, at, last) or self._rows_of_the_named(first, at, last):
            return found
        verb = self._verb_of_all(at, last)
        if any(self._run.word(t) in NEGATING for t in self._tokens[at:verb]):
            return None  # 均非重复申请
        way = _BY_WORD.get(self._tokens[verb].kind) if verb is not None else None
        return way(self, Claim(first, at, verb, last)) if way and verb is not None else None

    def _verb_of_all(self, at: int, last: int) -> int | None:
        """The place of the word that says what was done: of 全部按时处理办结, 均判决维持, 均被复议机关维持 the last."""
        verb = self._next(self._behind_reason(at + 1, last), last, BETWEEN | _ALL_OF_THEM | _BY_WHAT_WAY)
        if verb is None:
            return None
        if self._tokens[verb].kind in _LEADS_TO_ITS_END:
            verb = self._next(verb + 1, last, _LEADS_TO_ITS_END | {"plain", "own"}) or verb
        if [t.kind for t in self._tokens[verb : verb + 2]] == ["verdict"] * 2 and verb + 1 < last:
            verb += 1  # 均被判决纠正
        return self._behind_its_reason(at, verb, last)

    def _behind_its_reason(self, at: int, verb: int, last: int) -> int:
        """The outcome that ends a clause, where the one at `verb` is only why it was so: 均因信息不存在无法提供."""
        because = "because" in meant(self._tokens[at:verb], "plain")
        ends = self._tokens[last - 1].kind == "outcome" and last - 1 > verb
        between = [t for t in self._tokens[verb + 1 : last - 1] if t.kind != "plain" or t.meaning]
        return last - 1 if because and ends and not between else verb

    def _behind_reason(self, start: int, last: int) -> int:
        """Where what was done begins behind why it was so: 均以属于过程性信息为由不予公开, 均因档案未移交等原因无法提供."""
        reason = self._tokens[start:last]
        led = next((i for i, t in enumerate(reason) if t.kind != "plain" or self._run.word(t) in _BECAUSE), 0)
        ends = [i for i, t in enumerate(reason) if self._run.word(t) in _REASON_ENDS and i > led]
        given = bool(reason) and self._run.word(reason[led]) in _BECAUSE
        return start + ends[-1] + 1 if given and ends else start

    def _by_an_answer(self, claim: Claim) -> Found | None:
        """办结, of reviews or of applications, which may have one outcome: 均已办结并予以公开."""
        verb, last = claim.verb, claim.last
        if self._run.about_at(claim.at) == "reviews":
            if verb + 1 < last and self._tokens[verb + 1].kind == "verdict":
                return self._all_upheld(claim._replace(verb=verb + 1))
            return self._all_upheld(claim) if self._are_closed(claim) else None
        if self._is_joined_outcome(claim):
            return self._all_of_one_outcome(claim._replace(verb=last - 1))
        in_some_manner = any_in(MANNERS, self._words(claim.at, verb))
        handled = self._is_handled(claim.at, verb) and not in_some_manner
        done = self._tokens[verb].meaning == "finished" or handled
        return self._all_answered(claim) if done else None

    def _are_closed(self, claim: Claim) -> bool:
        """Whether reviews are said to be closed: 行政诉讼均已审结; not 行政复议均已答复, nor 办理的行政复议均已办结."""
        told, word = self._tokens[claim.first : claim.at], self._run.word(self._tokens[claim.verb])
        ours = word == _CLOSED or self._is_caused(told)
        return (
            "review" in kinds(told)
            and not kinds(told) & {"answer", "receive"}
            and ours
            and word.endswith("结")
        )

    def read_aside(self, anchor: int, aside: Run) -> Found | None:
        """收到申请3件（均为自然人）: nobody else is among those counted before brackets."""
        before = [q for q in self._counted_before(anchor) if q.what]
        if not before or clause_end(self._tokens, before[-1].at) < anchor or aside.asides:
            return None
        last = before[-1]
        none = None
        only = {"way", "all_ways", "stop"} if last.number.value == 1 else set[str]()
        if last.what and last.what.name in ("new", "done") and kinds(aside.tokens) <= _IN_BRACKETS | only:
            none = self._other_applicants(aside.tokens)
        return Found(last.at, last.at, none) if none else None


# How to read what all are said to be, by the kind of the word that says it.
_BY_WORD: Mapping[str, Callable[[SaidOfAll, Claim], Found | None]] = {
    "answer": SaidOfAll._by_an_answer,
    "outcome": SaidOfAll._all_of_one_outcome,
    "verdict": SaidOfAll._all_upheld,
}
