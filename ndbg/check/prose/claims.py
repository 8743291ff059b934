"""What a clause claims as a value: of what, how much of it, and what is said of it.

| words | subject | quantity | predicate | so |
|---|---|---|---|---|
| 没有结转下年度的件 | applications | none | go over | 结转下年度 is 0 |
| 上年结转申请已办结 | those carried in | fact | are finished | 上年结转 is not 0 |
| 尚未全部办结 | applications | not all | are finished | 结转下年度 is not 0 |
| 存在被申请行政复议的情况 | reviews | fact | came | 行政复议 is not 0 |
| 答复结果为不予公开 | the only application | fact | had this outcome | 不予公开 is not 0 |

Each is read from the words that say it, wherever they stand in the clause: verb–noun, noun–verb, noun–的–noun. A word
that is not understood, or that makes the clause one of another matter, leaves it unread. What follows from a claim is
one table, `_CLAIMS`; a wording that is not read yet is a word of the lexicon.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from operator import add
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.clause import ClauseReader, Found
from ndbg.check.prose.lexicon import OF_ONE_KIND, REQUESTS
from ndbg.check.prose.scene import Tokens, kinds, meant, without_information
from ndbg.check.prose.sentences import clause_end, clause_start
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import any_in

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
_OVER = {"carry", "turn", "open", "carry_next"}
_SUBJECTS = {"review", "results", "thing", *REQUESTS}
_QUANTITIES = {"no", "all", "some", "rest"}
# Words that say how, when and by whom, and leave a claim what it is.
_ADVERBS = {"plain", "own", "whole", "when", "year", "until", "day", "in_time", "done", "caused", "comma", "sum", "review_body", "more_over", "decide"}  # fmt: skip
# What makes a subject some of its kind: what is said of them is no claim about all, but there were some.
_QUALIFIERS = {"way", "all_ways", "applicant", "and_so_on"}
_UNDERSTOOD = {*_PREDICATES, *_SUBJECTS, *_QUANTITIES, *_ADVERBS, *_QUALIFIERS}
# What makes what was counted before not that of which a clause speaks.
_NOT_OF_THE_ONLY_ONE = {"no", "rest", "of_which", "except", "review", "outcome", "number", "carry", "open"}


# What is left out, 除个别申请外, and what is said of the rest.
_LEFT_OUT = {"except", "number", "some", "plain", "thing", "has", *REQUESTS}
_DONE_BUT_FOR = {"done", "all", "rest", "plain", "answer", "thing", *REQUESTS}
# The kinds of quantities that count what came.
_CAME = ("flow", "way", "applicant")


# What may stand behind what there was, and how a thing done is told as past.
_AS_A_FACT = {"的", "情况", "情形"}
_HANDLED = ("receive", "answer", "happen")
_PAST = ("了", "过")


class Said(NamedTuple):
    """What a clause from `first` to `last` claims; `subject` is empty where it names nothing."""

    first: int
    last: int
    subject: str
    quantity: str
    predicate: str


class Claims(ClauseReader):
    """Reads what a clause claims, and what the tables must then hold."""

    def claim(self, first: int, last: int) -> Found | None:
        """What must be 0, or must not be, if a clause is true."""
        if "besides" in kinds(self._tokens[first:last]):
            return self._all_but_some(first, last)
        said = self._said(first, last)
        way = _CLAIMS.get((said.subject, said.quantity, said.predicate)) if said else None
        return way(self, said) if said and way else None

    # -- what is claimed -----------------------------------------------------------------------------

    def _said(self, first: int, last: int) -> Said | None:
        """The claim of a clause; None where a word is not understood."""
        counted = [i for i in range(first, last) if self._tokens[i].counted]
        if counted and counted[-1] + 1 < last and self._tokens[counted[-1] + 1].kind == "comma":
            first = counted[-1] + 2  # 收到申请1件、尚未答复
        clause = self._content(first, last)
        if not clause or kinds(clause) - _UNDERSTOOD or self._is_of_a_few(first, last):
            return None
        if kinds(self._tokens[max(first - 2, 0) : first]) & {"besides", "except"}:
            return None  # 除上年的1件外，未结转
        subject = self._subject(clause)
        return Said(first, last, subject, _quantity(clause), _predicate(clause, subject))

    def _content(self, first: int, last: int) -> list[Token]:
        """The tokens of a clause less the office's own name and 信息 behind an outcome; 不存在 before what it denies is a no."""
        tokens = [t for t in self._tokens[first:last] if not self._is_its_name(t)]
        denied = [
            replace(t, kind="no", meaning="") if self._run.word(t) == "不存在" else t for t in tokens[:-1]
        ]
        return list(without_information([*denied, *tokens[-1:]]))

    def _is_its_name(self, token: Token) -> bool:
        return token.kind in ("other", "name") and self._office.is_its_name(self._run.word(token))

    def _subject(self, clause: Tokens) -> str:
        if "review" in kinds(clause):
            return "reviews"
        if self._is_carried_in(clause):
            return "carried_in"
        return "requests" if kinds(clause) & _SUBJECTS else ""

    def _is_carried_in(self, clause: Tokens) -> bool:
        """Whether a clause tells of what came over from last year: 上年结转, 2023年结转 in the report of 2024."""
        ends = [i for i, t in enumerate(clause) if t.kind == "carry"]
        before = clause[: ends[0]] if ends else ()
        years = [int(year) for year in meant(before, "year")]
        return "last" in meant(before, "when") or any(0 < year < self._office.year for year in years)

    # -- applications ----------------------------------------------------------------------------------

    def _none_over(self, said: Said) -> Found | None:
        """无结转, 没有结转下年度的件, 结转下年度的申请没有."""
        clause = self._content(said.first, said.last)
        to_next = self._goes_to_next_year(clause)
        start = min(t.start for t in clause if t.kind in ("no", *_OVER))
        at = next(i for i in range(said.first, said.last) if self._tokens[i].start == start)
        if self._tells_of_some(said.first, said.last) or not self._are_requests(said):
            return None  # 邮寄申请8件，均按期办结，无结转
        if not to_next and (meant(clause, "when") == ["last"] or "turn" in kinds(clause)):
            return None
        return Found(at, said.last - 1, figures.CARRIED_OUT, dated=to_next)

    def _none_came(self, said: Said) -> Found | None:
        """政府信息公开申请未收到; 未收到政府信息公开申请 is read in `said_of_none`."""
        clause = self._tokens[said.first : said.last]
        denied = next(i for i, t in enumerate(clause) if t.kind == "no")
        before = [i for i, t in enumerate(clause[:denied]) if t.kind in ("request", "request_open")]
        if not before or self._is_of_some(clause) or kinds(clause[denied:]) & REQUESTS:
            return None
        return Found(said.first + before[0], said.last - 1, figures.NEW)

    def _speaks_of_all(self, at: int) -> bool:
        """Whether what is said at a place is said of all applications: not behind 不予公开36件."""
        told = self._counted_before(at)
        return not told or (told[-1].what is not None and told[-1].what.name in ("new", "done"))

    def _is_of_some(self, clause: Tokens) -> bool:
        """Whether a clause speaks of those by one way, or of some applicants."""
        by_one_way = "way" in kinds(clause) and "all_ways" not in kinds(clause)
        return by_one_way or bool(set(meant(clause, "applicant")) - {"people"})

    def _none_carried_in(self, said: Said) -> Found | None:
        """无上年结转, 上年无结转."""
        return (
            Found(said.first, said.last - 1, figures.CARRIED_IN, dated=True)
            if self._are_requests(said)
            else None
        )

    def _carried_in_done(self, said: Said) -> Found | None:
        """上年结转申请已办结: there was one."""
        clause = self._tokens[said.first : said.last]
        verb = next(i for i, t in enumerate(clause) if t.kind == "answer")
        first = "carry" in kinds(clause[verb:]) and clause[verb].meaning == "finished"  # 办结上年结转的申请
        told = kinds(clause) & {"done", "all"} or "and" in meant(clause, "more_over") or first
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

    def _all_but_some(self, first: int, last: int) -> Found | None:
        """除6件外均已答复: something is still open, if nothing else is told of those 6."""
        besides = next(i for i in range(first, last) if self._tokens[i].kind == "besides")
        if besides + 1 == last and last < len(self._tokens) and self._tokens[last].means("stop", "，"):
            last = clause_end(self._tokens, last + 1)  # 除6件外，其余均已答复
        before, behind = (
            self._tokens[first:besides],
            [t for t in self._tokens[besides + 1 : last] if t.kind != "stop"],
        )
        left = {"except"} < kinds(before) <= _LEFT_OUT and kinds(before) & {"number", "some"}
        others = kinds(self._tokens[last:]) & {"number", "outcome", "verdict", "carry", "open"}
        if not left or others or kinds(behind) - _DONE_BUT_FOR or "finished" not in meant(behind, "answer"):
            return None
        said = Said(first, last, "", "some", "over")
        return Found(first, last - 1, None, some=figures.CARRIED_OUT) if self._is_left_over(said) else None

    def _is_left_over(self, said: Said) -> bool:
        """Whether what a clause tells of is left of applications that came."""
        return self._have_come(said) and self._are_requests(said)

    def _came_and_done(self, said: Said) -> Found | None:
        """收到政府信息公开申请并已按期答复; 收到申请，均已办结: there was one. 收到申请后及时答复 may be a rule."""
        first, last = said.first, said.last
        if not self._is_dated(last) or not self._are_requests(said):
            return None
        if self._tells_of_one(said):
            return Found(first, last - 1, None, some=figures.RECEIVED)
        if "receive" not in kinds(self._tokens[first:last]):
            return None
        if said.predicate == "came":
            if last == len(self._tokens) or not self._tokens[last].means("stop", "，"):
                return None
            following = self._said(last + 1, clause_end(self._tokens, last + 1))
            if following is None or following.subject or following.predicate not in ("finished", "had"):
                return None
            last = following.last
        told = self._tokens[first:last]
        if not kinds(told) & {"done", "all"} and "and" not in meant(told, "more_over"):
            return None
        return Found(first, last - 1, None, some=figures.RECEIVED)

    def _tells_of_one(self, said: Said) -> bool:
        """Whether a clause by itself says that there was an application: 收到过申请, 答复了申请, 存在依申请公开的情况."""
        first, last = said.first, said.last
        places = [i for i in range(first, last) if self._tokens[i].kind in REQUESTS]
        ended = last < len(self._tokens) and self._tokens[last].means("stop", "，", "。", "；")
        if not places or not ended or self._denied(last):
            return False
        there = any(self._is_verb(i) for i in range(first, places[0]))
        behind = [self._run.word(t) for t in self._tokens[places[-1] + 1 : last]]
        return (there and set(behind) <= _AS_A_FACT) or (not behind and self._is_over(first, places[0]))

    def _is_over(self, first: int, last: int) -> bool:
        """Whether 了 or 过 tells what was done as past: 收到过, 办理了."""
        words = [(self._tokens[i].kind, self._run.word(self._tokens[i])) for i in range(first, last)]
        past = any(kind in _HANDLED and word.endswith(_PAST) for kind, word in words)
        return past or any(one[0] in _HANDLED and two[1] in _PAST for one, two in pairwise(words))

    def _are_requests(self, said: Said) -> bool:
        """Whether a clause is one on applications: it names them, or the text was about them before.

        没有行政复议，也没有结转的件 is so too where they were counted, and no review was.
        """
        if kinds(self._tokens[said.first : said.last]) & REQUESTS:
            return True
        told = [q.what for q in (*self._earlier, *self._counted_before(said.first)) if q.number.value]
        last = told[-1] if told else None
        counted = last is not None and last.kind in ("flow", "outcome", "applicant")
        return counted or self._run.about_at(said.first) in ("requests", "")

    def _goes_to_next_year(self, clause: Tokens) -> bool:
        years = [int(year) for year in meant(clause, "year")]
        return "next" in meant(clause, "when") or any(0 < self._office.year < year for year in years)

    def _have_come(self, said: Said) -> bool:
        """Whether applications were counted before a clause, and not as 0; what is told of a part of them needs no count."""
        told = [
            q for q in (*self._earlier, *self._counted_before(said.first)) if q.what and q.what.kind in _CAME
        ]
        counted = [q for q in told if q.what and not q.what.name.startswith("carried")]
        came = any(q.number.value and q.now for q in counted) and bool(counted[-1].number.value)
        return came or (said.quantity != "fact" and self._is_dated(said.last))

    def _is_counted_behind(self, last: int) -> bool:
        """Whether the number of what a clause names stands behind it: 结转下年度办理：0件."""
        return self._tokens[last].means("stop", "：") or "number" in kinds(self._tokens[last + 1 : last + 2])

    # -- the only application -----------------------------------------------------------------------------

    def _only_had(self, said: Said) -> Found | None:
        """收到申请1件，依法不予公开; 答复结果为不予公开; 以不予公开为由答复: the only one had this outcome."""
        named = [i for i in range(said.first, said.last) if self._tokens[i].kind == "outcome"]
        groups = {self._tokens[i].meaning.partition(".")[0] for i in named}
        if len(groups) != 1 or not groups <= figures.GROUPS.keys():
            return None
        if not self._is_of_the_only_one(said):
            also = "也有" in self._words(said.first, named[0])
            return self._some_had(said) if also else None
        behind = self._tokens[said.last : clause_end(self._tokens, said.last, "。", "；")]
        applicants = set(meant(self._tokens[said.first : said.last], "applicant")) - {"people"}
        if kinds(behind) & {"outcome", "number"} or applicants:
            return None
        return Found(named[0], named[-1], None, some=figures.outcome(self._office.form, groups.pop()))

    def _some_had(self, said: Said) -> Found | None:
        """部分不予公开; 也有不予公开的: some had this outcome, or were opened in part."""
        clause = self._tokens[said.first : said.last]
        groups = meant(clause, "outcome")
        if len(groups) != 1 or not set(groups) <= figures.GROUPS.keys() or not self._is_left_over(said):
            return None
        if self._is_of_some(clause) or self._run.text[clause[-1].end] not in "，。；":
            return None
        sums = [figures.outcome(self._office.form, group) for group in dict.fromkeys((*groups, "partial"))]
        return Found(said.first, said.last - 1, None, some=reduce(add, sums))

    def _only_not_opened(self, said: Said) -> Found | None:
        """收到申请1件，未予公开: neither all nor a part of what the only one asked for was given."""
        clause = self._tokens[said.first : said.last]
        meanings = meant(clause, "outcome")
        if set(meanings) - {"granted"} or kinds(clause) - {"no", "plain", "open_word", "outcome", "in_time"}:
            return None
        opened = [figures.outcome(self._office.form, group) for group in ("granted", "partial")]
        at, last = said.first, said.last - 1
        only = self._is_of_the_only_one(said, whole=True)
        return Found(at, last, reduce(add, opened)) if only else None

    def _is_of_the_only_one(self, said: Said, *, whole: bool = False) -> bool:
        """Whether the last number told before a clause, other than 0, is 1 and of applications.

        `whole` is whether there must be no other of the year: not 通过网络受理1件.
        """
        here = [q for q in self._counted_before(said.first) if q.number.value]
        before = here or list(self._earlier)
        if not before or before[-1].what is None or before[-1].number.value != 1:
            return False
        counted, what = before[-1], before[-1].what
        between = self._without_zeros(counted.at + 1 if here else 0, said.first)
        came = what.name in ("new", "done") or (what.kind in ("way", "applicant") and not whole)
        return came and counted.own and counted.now and not kinds(between) & _NOT_OF_THE_ONLY_ONE

    def _without_zeros(self, start: int, end: int) -> list[Token]:
        """Tokens less the clauses that count 0: 上年结转0件."""
        found: list[Token] = []
        while start < end:
            stop = min(clause_end(self._tokens, start), end)
            clause = self._tokens[start:stop]
            found += (
                clause
                if any(t.counted and t.counted.value for t in clause) or "number" not in kinds(clause)
                else []
            )
            start = stop + 1
        return found

    # -- reviews ------------------------------------------------------------------------------------------

    def _some_review(self, said: Said) -> Found | None:
        """发生因政府信息公开引发的行政复议, 存在被申请行政复议的情况, 发生行政诉讼并胜诉: there was one.

        Without a verb before it 因政府信息公开引发的行政复议 is only a name, and 发生行政复议情况 a heading.
        """
        first, last = said.first, said.last
        clause = self._tokens[first:last]
        places = [i for i in range(first, last) if self._tokens[i].kind == "review"]
        verbs = [i for i in range(first, places[0]) if self._is_verb(i)]
        ended = last < len(self._tokens) and self._tokens[last].means("stop", "，", "。", "；")
        if not verbs or not ended or kinds(clause) & {"receive", "answer", "applicant"} or self._denied(last):
            return None
        named = self._run.word(self._tokens[verbs[0]]).endswith(("有", "存在", "出现"))
        if (
            not named
            and "verdict" not in kinds(clause)
            and kinds(self._tokens[places[-1] + 1 : last]) - {"happen"}
        ):
            return None
        if not ("verdict" in kinds(clause) or self._is_dated(first + 1) or self._is_dated(verbs[0])):
            return None
        told_before = "verdict" in kinds(clause) and self._run.about_before(places[0]) == "requests"
        if not (self._is_caused(clause) or self._other_is_told(first, last) or told_before):
            return None
        which = {self._tokens[i].meaning.partition("_")[0] for i in places}
        return Found(
            verbs[0], last - 1, None, some=figures.reviews("both" if len(which) > 1 else which.pop())[0]
        )

    def _no_such_review(self, said: Said) -> Found | None:
        """行政复议和行政诉讼均未发生; 申请人未提起行政复议: what stands before the negation is denied."""
        clause = self._tokens[said.first : said.last]
        denied = next(i for i, t in enumerate(clause) if t.kind == "no")
        before = [i for i, t in enumerate(clause[:denied]) if t.kind in ("review", "applicant")]
        if (
            not before
            or self._is_of_some(clause)
            or any_in(OF_ONE_KIND, self._words(said.first, said.last - 1))
        ):
            return None
        if "applicant" in kinds(clause) and not self._speaks_of_all(said.first):
            return None
        which = {m.partition("_")[0] for m in meant(clause, "review")}
        sum_ = figures.reviews("both" if len(which) > 1 else which.pop())[0]
        return Found(said.first + before[0], said.last - 1, sum_)

    def _is_verb(self, at: int) -> bool:
        """Whether 发生 or 有 says that there was something; 发生的 only tells what is meant."""
        token = self._tokens[at]
        there = token.kind == "happen" or (token.kind == "has" and self._run.word(token).endswith("有"))
        return there and not self._tokens[at + 1].means("plain", "of")

    def _other_is_told(self, first: int, last: int) -> bool:
        """Whether a clause beside it denies the other kind of review: 发生行政复议，无行政诉讼."""
        clauses = [self._tokens[last + 1 : clause_end(self._tokens, last + 1)]]
        if first > 1:
            clauses.append(self._tokens[clause_start(self._tokens, first - 2) : first - 1])
        return any({"no", "review"} <= kinds(c) and not kinds(c) & {"verdict", "rest"} for c in clauses)

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
    """What is said: of none the first thing behind the negation, otherwise the weightiest."""
    told = [t.kind for t in clause]
    if subject == "carried_in":
        carried = told.index("carry")
        # 没有上年结转至本年办理的申请 tells which there were none of.
        told = told[:carried] if "no" in told[:carried] else [*told[:carried], *told[carried + 1 :]]
    if "no" in told and (behind := [k for k in told[told.index("no") :] if k in _PREDICATES]):
        return next((said for k in behind if (said := _PREDICATES[k]) != "came"), "came")
    return next((said for kind, said in _PREDICATES.items() if kind in told), "")


_Way = Callable[[Claims, Said], Found | None]
_OF_APPLICATIONS: Mapping[tuple[str, str], _Way] = {
    ("none", "over"): Claims._none_over,
    ("some", "over"): Claims._some_over,
    ("fact", "over"): Claims._some_over,
    ("all", "over"): Claims._some_over,
    ("not_all", "finished"): Claims._not_all_done,
    ("some", "had"): Claims._some_had,
    ("fact", "had"): Claims._only_had,
    ("none", "had"): Claims._only_not_opened,
    ("fact", "finished"): Claims._came_and_done,
    ("all", "finished"): Claims._came_and_done,
    ("fact", "came"): Claims._came_and_done,
}
# What follows from a claim, by its subject, quantity and predicate.
_CLAIMS: Mapping[tuple[str, str, str], _Way] = {
    **{("requests", *claim): way for claim, way in _OF_APPLICATIONS.items()},
    **{("", *claim): way for claim, way in _OF_APPLICATIONS.items()},
    ("requests", "none", "came"): Claims._none_came,
    ("reviews", "none", "came"): Claims._no_such_review,
    ("reviews", "none", ""): Claims._no_such_review,
    ("carried_in", "none", ""): Claims._none_carried_in,
    ("carried_in", "none", "came"): Claims._none_carried_in,
    ("carried_in", "fact", "finished"): Claims._carried_in_done,
    ("carried_in", "all", "finished"): Claims._carried_in_done,
    ("reviews", "fact", "came"): Claims._some_review,
    ("reviews", "fact", "ended"): Claims._some_review,
}
