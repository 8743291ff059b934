"""What a clause claims: the words that tell of what, how much of it, and what is said of it.

They may stand anywhere in the clause. A word that is not understood, or that makes the clause one of another matter,
leaves it unread.
"""

from dataclasses import replace
from typing import NamedTuple

from ndbg.check.prose.lexicon import REQUESTS, THERE_IS
from ndbg.check.prose.scene import Tokens, kinds, meant, without_information
from ndbg.check.prose.sentences import clause_end
from ndbg.check.prose.statements.clause import ClauseReader
from ndbg.check.prose.tokens import Token

# What is said of something, by the kind of the word that says it; of several in a clause the first here.
_PREDICATES = {
    "verdict": "ended",
    "outcome": "had",
    "open_word": "had",
    "open": "over",
    "carry": "over",
    "turn": "over",
    "carry_next": "over",
    "answer": "finished",
    "receive": "came",
    "happen": "came",
    "has": "came",
}
# How what came over from last year is told of: 上年结转的, 上年未办结的.
_CARRIED = ("carry", "open")
_SUBJECTS = {"review", "results", "thing", *REQUESTS}
_QUANTITIES = {"no", "all", "some", "rest"}
# Words that say how, when and by whom, and leave a claim what it is.
_ADVERBS = {"plain", "own", "whole", "when", "year", "until", "day", "in_time", "done", "caused", "comma", "sum", "review_body", "more_over", "decide"}  # fmt: skip
# What makes a subject some of its kind: what is said of them is no claim about all, but there were some.
_QUALIFIERS = {"way", "all_ways", "applicant", "and_so_on"}
_UNDERSTOOD = {*_PREDICATES, *_SUBJECTS, *_QUANTITIES, *_ADVERBS, *_QUALIFIERS}
_MAY_STAND = {*_UNDERSTOOD, "other_thing"}  # 信息 behind an outcome is no word of a claim


class Said(NamedTuple):
    """What a clause from `first` to `last` claims; `subject` is empty where it names nothing."""

    first: int
    last: int
    subject: str
    quantity: str
    predicate: str


class ClaimReader(ClauseReader):
    """Reads what a clause claims."""

    def _said(self, first: int, last: int) -> Said | None:
        """The claim of a clause; None where a word is not understood."""
        found = kinds(self._tokens[first:last])
        if "number" in found:
            counted = [i for i in range(first, last) if self._tokens[i].counted]
            if not counted or not {"comma"} & kinds(
                self._tokens[counted[-1] + 1 : min(counted[-1] + 2, last)]
            ):
                return None
            first = counted[-1] + 2  # 收到申请1件、尚未答复
            found = kinds(self._tokens[first:last])
        clause = self._content(first, last)
        if not found <= _MAY_STAND | {"other"}:
            return None
        if not clause or kinds(clause) - _UNDERSTOOD or self._is_of_a_few(first, last):
            return None
        if kinds(self._tokens[max(first - 2, 0) : first]) & {"besides", "except"}:
            return None  # 除上年的1件外，未结转
        subject = self._subject(clause)
        return Said(first, last, subject, _quantity(clause), _predicate(clause, subject))

    def _content(self, first: int, last: int) -> list[Token]:
        """The tokens of a clause less 信息 behind an outcome and what some are like, 少数疑难件; 不存在 before what it denies is a no."""
        tokens = [
            t
            for i, t in enumerate(self._tokens[first:last], first)
            if not (t.kind == "other" and self._is_attribute_of_some(i, last))
        ]
        denied = [
            replace(t, kind="no", meaning="") if self._run.word(t) == "不存在" else t for t in tokens[:-1]
        ]
        return list(without_information([*denied, *tokens[-1:]]))

    def _is_attribute_of_some(self, at: int, last: int) -> bool:
        """Whether a word that is not known stands between 少数 and what there are few of."""
        some = at and self._tokens[at - 1].kind == "some"
        return bool(some) and at + 1 < last and self._tokens[at + 1].kind in _SUBJECTS

    def _subject(self, clause: Tokens) -> str:
        if "review" in kinds(clause):
            return "reviews"
        if self._is_carried_in(clause):
            return "carried_in"
        return "requests" if kinds(clause) & _SUBJECTS else ""

    def _is_carried_in(self, clause: Tokens) -> bool:
        """Whether a clause tells of what came over from last year: 上年结转, 2023年结转 in the report of 2024."""
        ends = [i for i, t in enumerate(clause) if t.kind in _CARRIED]
        before = clause[: ends[0]] if ends else ()
        years = [int(year) for year in meant(before, "year")]
        return "last" in meant(before, "when") or any(0 < year < self._office.year for year in years)

    # -- what all readers of claims ask ----------------------------------------------------------------

    def _are_requests(self, said: Said) -> bool:
        """Whether a clause is about applications: it names them, or the text before it was about them.

        没有行政复议，也没有结转的件: also where the last number before it, other than 0, counts applications.
        """
        if kinds(self._tokens[said.first : said.last]) & REQUESTS:
            return True
        told = [q.what for q in (*self._earlier, *self._counted_before(said.first)) if q.number.value]
        last = told[-1] if told else None
        counted = last is not None and last.kind in ("flow", "outcome", "applicant")
        return counted or self._run.about_at(said.first) in ("requests", "")

    def _is_of_some(self, clause: Tokens) -> bool:
        """Whether a clause speaks of those by one way, or of some applicants."""
        by_one_way = "way" in kinds(clause) and "all_ways" not in kinds(clause)
        return by_one_way or bool(set(meant(clause, "applicant")) - {"people"})

    def _is_verb(self, at: int) -> bool:
        """Whether 发生 or 有 says that there was something; 发生的 only tells what is meant."""
        token = self._tokens[at]
        there = token.kind == "happen" or (token.kind == "has" and self._run.word(token).endswith(THERE_IS))
        return there and not self._tokens[at + 1].means("plain", "of")

    def _ends(self, last: int) -> bool:
        """Whether a clause ends with ，, ； or 。: behind ： a number may follow, and behind brackets the clause goes on."""
        return last < len(self._tokens) and self._tokens[last].means("stop", "，", "。", "；")

    def _denied(self, last: int) -> bool:
        """Whether the clause that follows may take back what was said: 均为0件, 未被纠错."""
        clause = self._tokens[last + 1 : clause_end(self._tokens, last + 1)]
        return bool(kinds(clause) & {"number", "figure", "all"}) or (
            "review" not in kinds(clause) and "no" in kinds(clause)
        )


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


def _predicate(clause: Tokens, subject: str) -> str:
    """What a clause says of its subject, as a value of `_PREDICATES`; nothing where it has none of their words.

    Of several: behind a negation the first that is more than `came`; otherwise the first in the order of `_PREDICATES`.
    """
    # 在办件已办结 tells which they were.
    done = max((i for i, t in enumerate(clause) if t.means("answer", "finished")), default=-1)
    told = [t.kind for i, t in enumerate(clause) if t.kind != "open" or i > done]
    if subject == "carried_in":
        carried = next((i for i, kind in enumerate(told) if kind in _CARRIED), len(told))
        # 没有上年结转至本年办理的申请 tells which there were none of.
        told = told[:carried] if "no" in told[:carried] else [*told[:carried], *told[carried + 1 :]]
    if "no" in told and (behind := [k for k in told[told.index("no") :] if k in _PREDICATES]):
        return next((said for k in behind if (said := _PREDICATES[k]) != "came"), "came")
    return next((said for kind, said in _PREDICATES.items() if kind in told), "")
