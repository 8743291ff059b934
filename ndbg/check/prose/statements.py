"""What a text says in words of all or of none: everything is answered, no application came, nobody went to court.

A statement holds where certain figures are 0. It is read from its words in their order; what lies between
them must be understood.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.applications import REQUESTS
from ndbg.check.prose.figures import APPLICANTS, Sum
from ndbg.check.prose.lexicon import FINISHED, LIMITS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities import Quantity
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end
from ndbg.check.prose.tokens import Token


class Statement(NamedTuple):
    """Words from `start` to `end` that are true only where the figures of `none` are 0 and those of `some` are not."""

    start: int
    end: int
    none: Sum | None
    some: Sum | None = None


class _Found(NamedTuple):
    """A statement by its tokens, from `first` to `last`; `dated`: it names its year itself."""

    first: int
    last: int
    none: Sum | None
    dated: bool = False
    some: Sum | None = None


def statements(sentence: Sentence, office: Office, *, loosely: bool) -> Iterator[Statement]:
    """The statements of a sentence that the tables can bear out.

    `loosely` is whether the text has said that something is left over: then 全部办结 is only put loosely.
    """
    run = sentence.run
    if not run.kinds & _SAYING:
        return
    reader = _Reader(sentence, office, loosely=loosely)
    for anchor, aside in run.asides:
        found = reader.read_aside(anchor, aside)
        if found and _is_known(office, found) and reader.is_own(found, found.first):
            yield Statement(aside.tokens[0].start, aside.tokens[-1].end, found.none, found.some)
    for start, end in _clauses(run.tokens):
        found = reader.read(start, end)
        if found and _is_known(office, found) and reader.is_own(found, start):
            start, end = run.tokens[found.first].start, run.tokens[found.last].end
            yield Statement(start, end, found.none, found.some)


def _is_known(office: Office, found: _Found) -> bool:
    """Whether the form has all figures that a statement is about."""
    sums = tuple(sum_ for sum_ in (found.none, found.some) if sum_)
    return figures.known(office.form, sums) == sums


def _clauses(tokens: Tokens) -> Iterator[tuple[int, int]]:
    start = 0
    for at, token in enumerate(tokens):
        if token.kind == "stop":
            if at > start:
                yield start, at
            start = at + 1
    if start < len(tokens):
        yield start, len(tokens)


# Without one of these nothing is stated in words.
_SAYING = {"all", "no", "done", "verdict", "applicant", "carry", "open", "receive", "outcome", "caused"}
# What may stand between 均 and its verb, between 未 and what there was none of, and so on.
_BETWEEN = {
    "receive",
    "more_over",
    "plain",
    "done",
    "in_time",
    "all",
    "own",
    "comma",
    "and_so_on",
    "sum",
    "applicant",
    "year",
}
_ALL_OF_THEM = {"request", "request_short", "when"}
_BEFORE_RECEIVED = {
    "caused",
    "all_ways",
    "own",
    "and_so_on",
    "plain",
    "happen",
    "receive",
    "answer",
    "applicant",
    "comma",
    "has",
    "sum",
    "when",
}
_BEFORE_CARRIED = {"plain", "when", "year", "happen", "has", "comma", *REQUESTS}
_NOTHING_MORE = {"问题", "事件", "请求", "纠纷", "纠纷问题", "现象", "政府信息", "信息", "事务"}
_BEFORE_REVIEW = {"own", "thing", "in_time", "open_word", "plain", "happen", "receive", "caused", "comma", "has", "by_topic", "when", "year", "applicant", "answer", "other", *REQUESTS}  # fmt: skip
_BEFORE_LOST = {"plain", "happen", "receive", "caused", "comma", "has", "by_topic", "review", "answer", "verdict", "review_body", "thing", *REQUESTS}  # fmt: skip
# What makes a clause one about something else.
_OTHER = {"review", "other_thing", "publish", "document", "decision"}
_NOT_NONE_RECEIVED = {"way", "other_thing", "review", "by_topic", "document"}
_BEHIND_RECEIVED = {"review", "outcome", "other_thing", "happen", "in_time", "by_topic", "way", "rate", "verdict", "carry"}  # fmt: skip
_BEHIND_REVIEW = {"verdict", "outcome", "number", "carry", "in_court", "other_thing", "in_time", "publish"}
_BEHIND_APPLICANTS = {"plain", "applicant", "receive", "comma", "way", *REQUESTS}
_BEFORE_AN_END = {"stop", "plain", "done", "own", "applicant", "has"}
_BEFORE_NONE = {"plain", "own", "when", "year", "whole", "name", "other", "more_over", "until", "day", "sum"}
_BEFORE_ISSUED = {"plain", "own", "has", "when", "year"}
_BEFORE_DOCUMENTS = {"plain", "comma", "issue", "repeal", "publish", "more_over", "open_word"}
_COLUMNS = {"issue": "issued", "repeal": "repealed"}
_BEHIND_A_LIST = {"plain", "sum", "and_so_on", "thing"}
_BEFORE_ZERO = {"plain", "comma", "review", "all", "when", "year", "own", "caused", "happen", "sum", "receive", "thing", *REQUESTS}  # fmt: skip
_ARE = {"为", "系", "由", "是", "申请人为"}
_SOME_OF_THEM = {"部分", "个别", "少数", "少量", "有些"}
_OF_SOME_LEFT_OVER = {
    "plain",
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
_OF_ONE_LEFT_OVER = {"plain", "carry", "open", "carry_next", "when", "year", "answer", "comma"}
# What makes what is said of applicants behind a number one of something else than what it counts.
_NOT_OF_THE_COUNTED = {"number", "outcome", "carry", "review", "other_thing", "document", "decision", "publish", "way", "of_which", "rest"}  # fmt: skip
# What is said of reviews that a court or a reviewing body is through with.
_CLOSED = {"审结", "办结", "完结", "了结", "办理完毕", "办毕"}
_OTHER_LITIGATION = {
    "litigation_direct": "litigation_after_reconsideration",
    "litigation_after_reconsideration": "litigation_direct",
}
# What may be said in brackets of those who applied, and what makes what stands between a count and a clause
# something of which the clause speaks.
_IN_BRACKETS = {"all", "plain", "applicant", "happen", "comma", *REQUESTS}
_NOT_OF_ITS_END = {"no", "rest", "of_which", "except", "request", "answer", "outcome", "review", "figure"}
_NOT_OF_THE_ONLY_ONE = {"no", "rest", "of_which", "except", "review", "outcome", "number", "carry"}
_BEFORE_ITS_OUTCOME = {"plain", "in_time", "decide", "answer", "done", "stop", "own", "more_over"}
_PRONOUNS = {"plain", "own", "done", *REQUESTS}
_OF_OUTCOMES = {"outcome", "comma", "plain", "thing", "and_so_on", *REQUESTS}
_NONE_OF_APPLICANTS = {"plain", "happen", "receive", "applicant", "comma", "has", *REQUESTS}
_WHOSE = {"when", "year", "own", "plain", "whole", *REQUESTS}
_BEHIND_THOSE_RECEIVED = {"outcome", "plain", "more_over", "done", "in_time", "answer", "all", "receive"}
_BEFORE_HAPPENED = {"plain", "own", "when", "year", "whole", "name", "has", "day"}
_BEFORE_REVIEW_CAUSED = {"plain", "caused", "own", "by_topic", "happen", "other", *REQUESTS}
_NOT_A_RULE = {
    "number",
    "no",
    "except",
    "rest",
    "outcome",
    "review",
    "carry",
    "other_thing",
    "document",
    "publish",
    "by_topic",
}
_RECEIVED = {"new", "organisations", *APPLICANTS}
_BEHIND_A_NUMBER = {
    "plain",
    "stop",
    "own",
    "request",
    "request_short",
    "all",
    "applicant",
    "when",
    "carry",
    "number",
}


# How no case has ended where all are said to have ended in one way.
_OTHERWISE = {
    "upheld": ("corrected",),
    "vague": ("pending",),
    "won": ("corrected",),
    "pending": ("upheld", "corrected", "other"),
    "other": ("upheld", "corrected", "pending"),
    "corrected": ("upheld", "other", "pending"),
}


def _otherwise(verdict: Token, word: str) -> Sequence[str]:
    """How no case has ended where all ended with a verdict; 结果维持 in the form's own words leaves nothing else."""
    if word == "结果维持":
        return ("corrected", "other", "pending")
    return _OTHERWISE.get(verdict.meaning, ())


class _Reader:
    """Reads one sentence clause by clause."""

    def __init__(self, sentence: Sentence, office: Office, *, loosely: bool) -> None:
        self._run = sentence.run
        self._tokens = sentence.run.tokens
        self._told = sentence.outside()
        self._earlier = sentence.flows
        self._office = office
        self._loosely = loosely

    def is_own(self, found: _Found, start: int) -> bool:
        """Whether a statement is said of the office and of the year."""
        if not self._office.owned(self._run)[found.first]:
            return False
        if any(t.kind == "plan" and self._run.word(t) != "计划" for t in self._tokens[: found.first]):
            return False  # 下一步，将做到全部办结
        return found.dated or self._office.speaks_of(self._run, start, found.last)

    def read(self, first: int, last: int) -> _Found | None:
        """The statement of a clause."""
        ways = {
            "all": self._all,
            "no": self._none,
            "done": self._answered,
            "verdict": self._ended,
            "plain": self._of_the_counted,
            "carry": self._left_over,
            "open": self._left_over,
            "receive": self._received_some,
            "outcome": self._of_outcome,
            "caused": self._some_review,
            "happen": self._some_review,
        }
        for at in range(first, last):
            way = ways.get(self._tokens[at].kind)
            if way and (found := way(first, at, last)):
                return found
        return None

    def read_aside(self, anchor: int, aside: Run) -> _Found | None:
        """收到申请3件（均为自然人）, 行政复议1件（结果维持）: what brackets say of all those counted before them."""
        before = [q for q in self._told if q.at < anchor and q.what]
        if not before or clause_end(self._tokens, before[-1].at) < anchor or aside.asides:
            return None
        last, within = before[-1], kinds(aside.tokens)
        none = None
        if last.what and last.what.name in ("new", "done") and within <= _IN_BRACKETS:
            none = self._other_applicants(aside.tokens)
        elif (
            last.what
            and within <= {"verdict", "plain", "all"}
            and "verdict" in within
            and last.at == anchor - 1
        ):
            verdict = next(t for t in aside.tokens if t.kind == "verdict")
            none = self._other_ends(last, verdict, self._run.word(verdict))
        return _Found(last.at, last.at, none) if none else None

    def _next(self, at: int, last: int, skipped: set[str]) -> int | None:
        """The next token that says something."""
        return next((i for i in range(at, last) if self._tokens[i].kind not in skipped), None)

    def _words(self, start: int, end: int) -> str:
        return self._run.text[self._tokens[start].start : self._tokens[end].end]

    # -- all of them -----------------------------------------------------------------

    def _all(self, first: int, at: int, last: int) -> _Found | None:
        if kinds(self._tokens[first:at]) & {"except", "rest", "no"}:
            return None
        if applicants := self._all_applicants(first, at, last):
            return applicants
        verb = self._next(at + 1, last, _BETWEEN | _ALL_OF_THEM)
        if verb is None:
            return None
        if self._tokens[verb].kind in ("request_open", "name", "other"):
            return self._all_done_by_rule(first, at, last)
        token = self._tokens[verb]
        if token.kind in ("happen", "has") and verb + 1 < last:
            verb += 1
            token = self._tokens[verb]
        if token.kind == "verdict":
            return self._all_upheld(at, verb)
        if token.kind == "carry" and self._next(verb + 1, last, _OF_ONE_LEFT_OVER) is None:
            return self._all_left_over(at, verb)
        if token.meaning in _OTHER_LITIGATION and verb == last - 1:
            return self._all_of_one_kind(at, verb)
        if token.kind == "answer" and self._run.about_at(at) == "reviews":
            ended = verb + 1 < last and self._tokens[verb + 1].kind == "verdict"
            return self._all_upheld(at, verb + 1) if ended else self._all_closed(at, verb)
        if token.kind == "answer" and (token.meaning == "finished" or self._is_handled(at, verb)):
            return self._all_answered(first, at, verb, last)
        if token.kind == "outcome":
            return self._all_of_one_outcome(first, at, verb, last)
        return None

    def _all_of_one_outcome(self, first: int, at: int, verb: int, last: int) -> _Found | None:
        """均予以公开, 均属于本机关不掌握: no application had another outcome."""
        group = self._tokens[verb].meaning.partition(".")[0]
        before = [q.what.name for q in self._told if q.at < at and q.what]
        if group not in figures.GROUPS or not self._is_about_requests(first, at):
            return None
        if group == "granted" and not self._says_all(at, verb, last):
            return None
        # What is said behind a number is said of those that it counts.
        if group != "granted" and (
            before[-1:] not in (["new"], ["done"]) or kinds(self._tokens[first:at]) - _PRONOUNS
        ):
            return None
        others = figures.all_but(self._office.form, group)
        left = before[-1:] == ["new"] and not self._loosely and group == "granted"
        came = figures.RECEIVED if self._came(first, at, said=False) else None
        return _Found(at, verb, others + figures.CARRIED_OUT if left else others, some=came)

    def _of_outcome(self, first: int, at: int, last: int) -> _Found | None:
        """收到申请1件，依法不予公开: the only one had this outcome. 不存在行政复议: there was none."""
        if self._run.word(self._tokens[at]) == "不存在":
            return self._none(first, at, last)
        before = [q for q in self._told if q.at < first]
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
        if kinds(self._tokens[first:at]) - _BEFORE_ITS_OUTCOME or kinds(self._tokens[at + 1 : last]) - {
            "plain",
            "answer",
        }:
            return None
        others = kinds(self._tokens[last:]) & {"outcome", "number", "no"}
        return None if others else _Found(at, at, None, some=figures.outcome(self._office.form, group))

    def _all_done_by_rule(self, first: int, at: int, last: int) -> _Found | None:
        """收到17件，均按照依申请公开答复格式要求办结: whatever rule is told between, the clause ends with what was done."""
        between = self._tokens[at + 1 : last - 1]
        by_rule = any(self._run.word(t).startswith(("按", "依", "根据")) for t in between[:2])
        subject = kinds(self._tokens[first:at]) - {"plain", *REQUESTS}
        ended = self._tokens[last - 1]
        if not by_rule or subject or kinds(between) & _NOT_A_RULE or ended.meaning != "finished":
            return None
        if self._run.word(ended) not in _CLOSED and any(
            sign in self._words(at, last - 1) for sign in LIMITS.split()
        ):
            return None
        return self._all_answered(first, at, last - 1, last)

    def _all_left_over(self, at: int, verb: int) -> _Found | None:
        """办理申请5件，均结转下年度: something is left over."""
        before = [q.what.name for q in self._told if q.at < at and q.what and q.number.value]
        ahead = "next" in meant(self._tokens[verb:], "when")
        if before[-1:] not in (["new"], ["done"]) or not ahead:
            return None
        return _Found(at, verb, None, dated=True, some=figures.CARRIED_OUT)

    def _all_of_one_kind(self, at: int, verb: int) -> _Found | None:
        """行政诉讼6件，均为复议后起诉: none was of the other kind."""
        before = [q.what.name for q in self._told if q.at < at and q.what]
        if before[-1:] != ["litigation."]:
            return None
        return _Found(at, verb, figures.reviews(_OTHER_LITIGATION[self._tokens[verb].meaning])[0])

    def _is_handled(self, at: int, verb: int) -> bool:
        """Whether 办理 is told as done: 都已办理, and not 均依法办理 or 均按时办理."""
        return any(t.kind == "done" or self._run.word(t).endswith("已") for t in self._tokens[at:verb])

    def _all_closed(self, at: int, verb: int) -> _Found | None:
        """行政复议9件，均已审结: none is pending; that all were answered says what the office did, not the court."""
        before = [q for q in self._told if q.at < at]
        named = self._reviews_before(at)
        if not named or self._run.word(self._tokens[verb]) not in _CLOSED:
            return None
        if (before or not self._run.kinds & {"caused"}) and not (
            before and before[-1].what and before[-1].what.kind == "review"
        ):
            return None  # 受理行政复议申请18件，均已办结: by the one that decides on them
        which = "both" if len(named) > 1 else named.pop()
        return _Found(at, verb, figures.reviews(which, "pending")[0], some=figures.reviews(which)[0])

    def _ended(self, first: int, at: int, last: int) -> _Found | None:
        """行政复议1件，结果维持; 行政诉讼3件，尚在审理: how those that were just counted have ended."""
        before = [q for q in self._told if q.at < first]
        what = before[-1].what if before and before[-1].number.value else None
        if what is None or what.kind != "review" or not what.name.endswith("."):
            return None
        # 法院已判决维持, 已审结并维持: these only lead up to how it ended.
        between = [
            t
            for t in self._tokens[first:at]
            if t.meaning != "vague" and self._run.word(t) not in (*_CLOSED, "并")
        ]
        if kinds(between) - _BEFORE_AN_END or kinds(self._tokens[at + 1 : last]) - {"plain"}:
            return None
        if kinds(self._tokens[clause_end(self._tokens, before[-1].at) : first]) & _NOT_OF_ITS_END:
            return None
        none = self._other_ends(before[-1], self._tokens[at], self._run.word(self._tokens[at]))
        return _Found(at, at, none) if none else None

    def _other_ends(self, counted: Quantity, verdict: Token, word: str) -> Sum | None:
        """The reviews that ended otherwise than all those counted; the only one has ended in no other way."""
        what = counted.what
        if what is None or what.kind != "review" or not what.name.endswith(".") or not counted.number.value:
            return None
        others = _otherwise(verdict, word)
        if others == _OTHERWISE["upheld"] and counted.number.value == 1:
            others = (*others, "other", "pending")
        return reduce(add, (figures.reviews(what.name[:-1], o)[0] for o in others)) if others else None

    def _all_answered(self, first: int, at: int, verb: int, last: int) -> _Found | None:
        """全部办结; that all was answered within the time laid down says nothing of what is still open."""
        subject = kinds(self._tokens[first:verb])
        # 所有申请均已办结 leaves none out, whatever else is told.
        strictly = "all" in subject and subject & {"request", "request_short"}
        counted = "number" in kinds(self._tokens[verb:last])  # 所有申请已办结15件
        if self._loosely and (counted or not strictly):
            return None
        if any(kinds(aside.tokens) & {"carry", "turn"} for _, aside in self._run.asides):
            return None  # 13件（含2件转下年度办理）均已办结
        if not self._is_about_requests(first, at) or not self._says_all(at, verb, last):
            return None
        behind = self._tokens[verb + 1].kind if verb + 1 < last else ""
        if behind == "comma":
            return None
        end = verb + 1 if behind == "answer" else verb
        came = figures.RECEIVED if self._came(first, at, said=self._is_handled(at, verb)) else None
        return _Found(at, end, figures.CARRIED_OUT, some=came)

    def _came(self, first: int, at: int, *, said: bool) -> bool:
        """Whether 收到的申请均已办结 says that there was one: not where the text gives the number, which may be 0.

        `said` is whether it is told as done; without that it must be told of the year, or it may only be a rule.
        """
        before = [q for q in self._told if q.at < at]
        counted = any(q.what and q.what.name in ("new", "done") for q in (*self._earlier, *before))
        told = counted or any(not q.number.value for q in before)
        return not told and (said or self._is_dated(at)) and bool(kinds(self._tokens[first:at]) & REQUESTS)

    def _says_all(self, at: int, verb: int, last: int) -> bool:
        """Whether nothing is left: not where all was only answered within its time."""
        finished = any(word in self._words(verb, min(verb + 1, last - 1)) for word in FINISHED.split())
        limits = [self._run.word(t) for t in self._tokens[at:verb] if t.kind == "in_time"]
        return finished or not any(sign in limit for limit in limits for sign in LIMITS.split())

    def _answered(self, first: int, at: int, last: int) -> _Found | None:
        """收到申请1件，已办结: said right behind the number of those received."""
        # 上年结转0件 between them changes nothing.
        before = [q for q in self._told if q.at < at and q.number.value]
        if self._loosely or not before or before[-1].what is None or before[-1].what.name not in _RECEIVED:
            return None
        if kinds(self._tokens[before[-1].at + 1 : at]) - _BEHIND_A_NUMBER or "rest" in kinds(
            self._tokens[first:at]
        ):
            return None
        verb = self._next(at + 1, last, _BETWEEN)
        if verb is None or self._tokens[verb].meaning != "finished":
            return None
        # Of one that is answered in time nothing is left.
        if before[-1].number.value != 1 and not self._says_all(at, verb, last):
            return None
        if kinds(self._tokens[verb + 1 : last]) & {"number", "outcome"}:
            return None
        return _Found(at, verb, figures.CARRIED_OUT)

    def _is_about_requests(self, first: int, at: int) -> bool:
        """Whether what is all done is applications: named in the clause, or what the text was about before."""
        told = self._tokens[first:at]
        before = [q for q in self._told if q.at < at and q.what and q.number.value]
        names = [q.what.name for q in before if q.what]
        if (names[-1:] == ["carried_in"] and "new" not in names) or (before and not before[-1].now):
            return False  # 上年结转3件，均已办结
        if kinds(told) & _OTHER or not self._is_of_the_year(told) or self._ends_in_something_unknown(told):
            return False
        return self._run.about_at(at) == "requests"

    def _is_of_the_year(self, told: Tokens) -> bool:
        """Whether words of time do not make it a part: 全年, or 全年新收和上年结转的."""
        when = set(meant(told, "when"))
        years = set(meant(told, "year"))
        return (when <= {"this"} or when == {"this", "last"}) and years <= {f"{self._office.year}"}

    def _ends_in_something_unknown(self, told: Tokens) -> bool:
        """Whether a clause names a thing that is not known right before what is said of it."""
        skipped = {"plain", "all", "done", "in_time", "own", "when", "year", "number"}
        content = [t for t in told if t.kind not in skipped]
        return bool(content) and content[-1].kind in ("other", "name", "figure")

    def _all_applicants(self, first: int, at: int, last: int) -> _Found | None:
        """均为自然人申请: nobody else has applied."""
        named = [i for i in range(at + 1, last) if self._tokens[i].kind == "applicant"]
        subject = self._tokens[first:at]
        if not named or not (self._run.about_at(at) == "requests" or self._are_they(first, subject)):
            return None
        between, behind = kinds(self._tokens[at + 1 : named[0]]), kinds(self._tokens[named[0] + 1 : last])
        if between - {"plain", "happen", "comma"} or kinds(subject) & {"review", "other_thing", "way"}:
            return None
        others = self._other_applicants(self._tokens[at:last])
        if behind - _BEHIND_APPLICANTS or others is None:
            return None
        told = self._run.kinds & {"receive"} or any(q.what and q.what.name == "new" for q in self._told)
        received = figures.RECEIVED if told else None
        return _Found(at, named[-1], others, some=received)

    def _are_they(self, first: int, subject: Tokens) -> bool:
        """Whether those who applied are told of, and applications were counted before: 信函4件，申请人均为自然人."""
        told = any(q.what and q.what.name in ("new", "done") for q in self._told if q.at < first)
        return told and meant(subject, "applicant") == ["people"]

    def _other_applicants(self, clause: Tokens) -> Sum | None:
        """The applications of all those whom a clause does not name; none where it names nobody, or everybody."""
        meanings = set(meant(clause, "applicant")) - {"people"}
        if "organisations" in meanings:
            meanings |= set(APPLICANTS[1:])
        others = [name for name in APPLICANTS if name not in meanings]
        if not meanings or not others:
            return None
        return Sum("本年新收中的其他申请人", figures.applicants(others, figures.NEW).cells)

    def _of_the_counted(self, first: int, at: int, last: int) -> _Found | None:
        """收到申请2件，申请人为自然人; 行政诉讼1件，为复议后起诉: of all that were just counted."""
        before = [q for q in self._told if q.at < first]
        what = before[-1].what if before else None
        if self._run.word(self._tokens[at]) not in _ARE or what is None:
            return None
        subject = [t for t in self._tokens[first:at] if t.kind != "plain" and t.meaning != "people"]
        if subject or kinds(self._tokens[before[-1].at + 1 : at]) & _NOT_OF_THE_COUNTED:
            return None
        if (
            what.name == "litigation."
            and at + 2 == last
            and self._tokens[at + 1].meaning in _OTHER_LITIGATION
        ):
            return self._all_of_one_kind(at, at + 1)
        return self._all_applicants(first, at, last) if what.name in ("new", "done") else None

    def _received_some(self, first: int, at: int, last: int) -> _Found | None:
        """收到政府信息公开申请并已按期答复: there was one."""
        clause = self._tokens[at + 1 : last]
        named = [i for i, t in enumerate(clause) if t.kind in REQUESTS]
        if kinds(self._tokens[first:at]) - _BEFORE_NONE or not named or kinds(clause[: named[0]]) - {"plain"}:
            return None
        if kinds(clause[named[0] : named[-1]]) - {"plain", *REQUESTS} or not self._is_dated(at):
            return None
        behind = clause[named[-1] + 1 :]
        if not behind and last < len(self._tokens) and self._tokens[last].meaning == "，":
            last = clause_end(self._tokens, last + 1)
            behind = [t for t in self._tokens[at + 1 + len(clause) : last] if t.kind != "stop"]
        if not any(t.kind in ("more_over", "done", "all") for t in behind[:2]):
            return None  # 收到申请后及时答复 may be a rule
        granted = behind[-1].meaning == "granted"
        if kinds(behind) - _BEHIND_THOSE_RECEIVED or not (granted or behind[-1].meaning == "finished"):
            return None
        return _Found(at, last - 1, None, some=figures.RECEIVED)

    def _is_dated(self, at: int) -> bool:
        """Whether the sentence has named a year, or this one, up to a place: what follows is told of it."""
        return bool({"year", "day"} & kinds(self._tokens[:at])) or "this" in meant(self._tokens[:at], "when")

    def _some_review(self, first: int, at: int, last: int) -> _Found | None:
        """发生因政府信息公开引发的行政复议, 因政府信息公开被提起行政诉讼: there was one.

        Without a verb before it 因政府信息公开引发的行政复议 is only a name.
        """
        ended = last < len(self._tokens) and self._tokens[last].meaning in "，。；"
        if kinds(self._tokens[first:at]) - _BEFORE_HAPPENED or not ended or not self._is_dated(at):
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
        return _Found(verb, last - 1, None, some=figures.reviews(named.pop())[0])

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

    def _left_over(self, first: int, at: int, last: int) -> _Found | None:
        """收到申请1件，结转下年度继续办理; 收到申请9件……，部分申请尚未办结: something is still open."""
        told = [*self._earlier, *(q for q in self._told if q.at < first)]
        came = any(q.what and q.what.name in ("new", "done") and q.number.value and q.now for q in told)
        clause = [t for t in self._tokens[first:last] if self._run.word(t) not in _SOME_OF_THEM]
        if not came or (told and not told[-1].number.value) or kinds(clause) - _OF_SOME_LEFT_OVER:
            return None
        before = self._tokens[first - 2 : first - 1] if first > 1 else []
        if kinds(before) & {"no", "except"} or self._run.about_at(first) != "requests":
            return None
        if self._run.word(clause[-1]) == "的" or (last < len(self._tokens) and self._is_counted_behind(last)):
            return None
        years = [int(year) for year in meant(clause, "year")]
        ahead = "next" in meant(clause, "when") or any(0 < self._office.year < year for year in years)
        if not ahead and self._tokens[at].kind != "open":
            return None
        return _Found(first, last - 1, None, dated=True, some=figures.CARRIED_OUT)

    def _is_counted_behind(self, last: int) -> bool:
        """Whether the number of what a clause names stands behind it: 结转下年度办理：0件."""
        return self._tokens[last].meaning == "：" or "number" in kinds(self._tokens[last + 1 : last + 2])

    def _all_upheld(self, at: int, verdict: int) -> _Found | None:
        """均获维持, 均未审结, 全部胜诉: no case ended otherwise."""
        meaning = self._tokens[verdict].meaning
        named = self._reviews_before(at)
        others = _otherwise(self._tokens[verdict], self._run.word(self._tokens[verdict]))
        if not others or not named:
            return None
        which = "both" if len(named) > 1 else named.pop()
        if meaning == "won" and which == "both":
            which = "litigation"
        counted = any(q.what and q.what.kind == "review" and q.number.value for q in self._told if q.at < at)
        ended = any(t.kind == "answer" or "审结" in self._run.word(t) for t in self._tokens[:at])
        if meaning == "upheld" and ended:
            others = ("corrected",)  # 已审结的均获维持
        elif meaning == "upheld" and counted and "pending" not in meant(self._tokens, "verdict"):
            others = ("corrected", "pending")  # 行政复议2件，均获维持
        sums = [figures.reviews(which, other)[0] for other in others]
        return _Found(at, verdict, reduce(add, sums), some=figures.reviews(which)[0])

    def _reviews_before(self, at: int) -> set[str]:
        """What reviews the sentence has named up to there, since the last ；."""
        stops = (i for i in range(at, 0, -1) if self._tokens[i - 1].meaning == "；")
        return {m.partition("_")[0] for m in meant(self._tokens[next(stops, 0) : at], "review")}

    # -- none of them -----------------------------------------------------------------

    def _none(self, first: int, at: int, last: int) -> _Found | None:
        if kinds(self._tokens[first:at]) & {"outcome", "rate", "except"}:
            return None
        ways = (
            self._none_carried,
            self._none_lost,
            self._no_review,
            self._none_received,
            self._none_issued,
            self._none_decided,
            self._none_of_outcome,
            self._zero,
        )
        return next((found for way in ways if (found := way(first, at, last))), None)

    def _none_received(self, first: int, at: int, last: int) -> _Found | None:
        """未收到政府信息公开申请; of some applicants, or by some way, there may have been none."""
        ways = {"way", "and_so_on"} if "all_ways" in kinds(self._tokens[at:last]) else set()
        place = self._next(self._after_topic(at, last) + 1, last, _BEFORE_RECEIVED | ways)
        applicants = set(meant(self._tokens[at + 1 : last], "applicant")) - {"people"}
        if place is None or kinds(self._tokens[first:at]) & _NOT_NONE_RECEIVED:
            return None
        if applicants and "natural_person" not in applicants:
            return self._none_of_applicants(at, last, applicants)
        if self._is_done_to_them(at, place):
            return None
        kind = self._tokens[place].kind
        if kind not in REQUESTS or (kind == "request_short" and not self._receives(at, place, applicants)):
            return None
        behind = self._tokens[place + 1 : last]
        if kinds(behind) & _BEHIND_RECEIVED or kinds(behind[:1]) & {"other"}:
            return None
        return _Found(at, place, figures.NEW)

    def _is_done_to_them(self, at: int, place: int) -> bool:
        """Whether applications are what something is done to: 未对政府信息公开申请收取费用; 向本机关 tells where they go."""
        return any(
            self._run.word(self._tokens[i]) in ("对", "就", "向") and self._tokens[i + 1].kind != "own"
            for i in range(at + 1, place)
        )

    def _after_topic(self, at: int, last: int) -> int:
        """The place behind words that only lead up to applications: 未收到有关政府信息公开申请."""
        place = self._next(at + 1, last, {"receive", "plain", "happen"})
        if place is None or self._tokens[place].kind != "by_topic":
            return at
        following = self._next(place + 1, last, {"own", "plain"})
        return place if following is not None and self._tokens[following].kind in REQUESTS else at

    def _none_of_applicants(self, at: int, last: int, named: set[str]) -> _Found | None:
        """无法人或其他组织的申请: nobody of that kind has applied."""
        clause = self._tokens[at + 1 : last]
        if (
            kinds(clause) - _NONE_OF_APPLICANTS
            or not kinds(clause) & REQUESTS
            or self._run.about_at(at) != "requests"
        ):
            return None
        end = max(i for i in range(at, last) if self._tokens[i].kind in REQUESTS)
        return _Found(
            at,
            end,
            figures.applicants([n for n in (*APPLICANTS, "organisations") if n in named], figures.NEW),
        )

    def _none_of_outcome(self, _: int, at: int, last: int) -> _Found | None:
        """没有不予公开的申请, 无部分公开."""
        place = self._next(at + 1, last, {"plain", "happen"})
        if place is None or self._tokens[place].kind != "outcome" or self._run.about_at(at) != "requests":
            return None
        clause = self._tokens[place:last]
        names = list(dict.fromkeys(meant(clause, "outcome")))
        if kinds(clause) - _OF_OUTCOMES or any(n.partition(".")[0] not in figures.GROUPS for n in names):
            return None
        return _Found(at, last - 1, reduce(add, (figures.outcome(self._office.form, n) for n in names)))

    def _receives(self, at: int, place: int, applicants: set[str]) -> bool:
        """Whether a bare 申请 is one for information: 未收到申请 where the text is about them, or about nothing else."""
        received = "receive" in kinds(self._tokens[at + 1 : place]) or bool(applicants)
        return received and self._run.about_at(at) in ("requests", "")

    def _none_carried(self, first: int, at: int, last: int) -> _Found | None:
        """无结转, 没有结转下年度, 无上年结转."""
        place = self._next(at + 1, last, _BEFORE_CARRIED)
        if place is None or self._tokens[place].kind not in ("carry", "turn", "open"):
            return None
        whole = self._tokens[at + 1 : last]
        if "number" in kinds(whole) or not self._carries_requests(first, at, last):
            return None
        told = self._tokens[first:at]
        when = [
            *meant(self._tokens[at + 1 : place], "when"),
            *(meant(told, "when") if kinds(told) <= _WHOSE else ()),
        ]
        years = [int(year) for year in meant(whole, "year") if self._office.year]
        if "last" in when or any(year < self._office.year for year in years):
            return _Found(at, place, figures.CARRIED_IN, dated=True)
        if "next" in meant(whole, "when") or any(year > self._office.year for year in years):
            end = max(i for i in range(at, last) if i <= place or self._tokens[i].kind in ("when", "year"))
            return _Found(at, end, figures.CARRIED_OUT, dated="next" in when)  # 无下年度结转
        if self._tokens[place].kind == "turn" or "last" in meant(self._tokens[first:at], "when"):
            return None
        return _Found(at, place, figures.CARRIED_OUT)

    def _carries_requests(self, first: int, at: int, last: int) -> bool:
        clause = kinds(self._tokens[first:last])
        if clause & {"review", "other_thing", "document"}:
            return False
        return bool(clause & REQUESTS) or self._run.about_at(at) in ("requests", "")

    def _no_review(self, first: int, at: int, last: int) -> _Found | None:
        """未发生行政复议、行政诉讼."""
        place = next(
            (
                i
                for i in range(at + 1, last)
                if self._tokens[i].kind not in _BEFORE_REVIEW
                and self._run.word(self._tokens[i]) not in _NOTHING_MORE
            ),
            None,
        )
        if place is None or self._tokens[place].kind != "review" or "rest" in kinds(self._tokens[first:at]):
            return None
        end = place
        named = {self._tokens[place].meaning.partition("_")[0]}
        for i in range(place + 1, last):
            token = self._tokens[i]
            if token.kind == "review":
                named.add(token.meaning.partition("_")[0])
                end = i
            elif token.kind not in ("plain", "comma", "happen", "caused"):
                break
        behind = [t for t in self._tokens[end + 1 : last] if self._run.word(t) not in _NOTHING_MORE]
        if kinds(behind) & _BEHIND_REVIEW or kinds(behind[:1]) & {"other"}:
            return None
        return _Found(at, end, figures.reviews("both" if len(named) > 1 else named.pop())[0])

    def _none_lost(self, first: int, at: int, last: int) -> _Found | None:
        """未被纠错, 无败诉."""
        lost = [i for i in range(at + 1, last) if self._tokens[i].kind == "verdict"]
        if not lost or self._tokens[lost[0]].meaning != "corrected":
            return None
        if kinds(self._tokens[at + 1 : lost[0]]) - _BEFORE_LOST:
            return None
        words = {self._run.word(self._tokens[i]) for i in lost}
        named = {m.partition("_")[0] for m in meant(self._tokens[first:last], "review")}
        if words == {"败诉"} and self._tokens[lost[0] - 1].meaning != "reconsideration":
            named = {"litigation"}
        named = named or self._reviews_before(at)
        if not named and not any("纠" in word for word in words):
            return None
        which = "both" if len(named) != 1 else named.pop()
        return _Found(at, lost[-1], figures.reviews(which, "corrected")[0])

    def _none_issued(self, first: int, at: int, last: int) -> _Found | None:
        """没有制发规范性文件."""
        verb = self._next(at + 1, last, _BEFORE_ISSUED)
        if (
            verb is None
            or self._tokens[verb].kind not in ("issue", "repeal")
            or self._is_of_a_part(first, at)
        ):
            return None
        document = self._next(verb + 1, last, _BEFORE_DOCUMENTS)
        named = self._listed(document or last, last, "document")
        if not named:
            return None
        verbs = [t.kind for t in self._tokens[verb : named[0]] if t.kind in _COLUMNS]
        which = dict.fromkeys(self._tokens[i].meaning for i in named)
        sums = [
            figures.documents(self._office.form, w, _COLUMNS[done])
            for done in dict.fromkeys(verbs)
            for w in which
        ]
        return _Found(at, named[-1], reduce(add, sums))

    def _none_decided(self, first: int, at: int, last: int) -> _Found | None:
        """没有作出行政处罚决定, 无行政事业性收费."""
        verb = self._next(at + 1, last, _BEFORE_ISSUED)
        if verb is None or self._is_of_a_part(first, at) or kinds(self._tokens[first:at]) - _BEFORE_NONE:
            return None
        decided = self._tokens[verb].kind == "decide"
        named = self._listed(verb + decided, last, "decision")
        which = dict.fromkeys(self._tokens[i].meaning for i in named)
        if not named or (not decided and set(which) != {"fees"}):
            return None
        return _Found(at, named[-1], reduce(add, (figures.decisions(self._office.form, w) for w in which)))

    def _zero(self, first: int, at: int, last: int) -> _Found | None:
        """依申请公开为零, 行政复议和行政诉讼均为零."""
        told = self._tokens[first:at]
        if self._run.word(self._tokens[at]) != "零" or at + 1 < last or kinds(told) - _BEFORE_ZERO:
            return None
        start = next((i for i in range(first, at) if self._tokens[i].kind in {"review", *REQUESTS}), at)
        named = {m.partition("_")[0] for m in meant(told, "review")}
        if named:
            return _Found(start, at, figures.reviews("both" if len(named) > 1 else named.pop())[0])
        asked = kinds(told) & {"request", "request_open"}
        return _Found(start, at, figures.NEW) if asked else None

    def _listed(self, start: int, last: int, kind: str) -> list[int]:
        """The things of a kind that a clause ends with, joined by 、; nothing where it goes on otherwise."""
        end = next((i for i in range(start, last) if self._begins_another(i, kind)), last)
        named = [i for i in range(start, end) if self._tokens[i].kind == kind]
        return named if kinds(self._tokens[start:end]) <= {kind, "comma", *_BEHIND_A_LIST} else []

    def _begins_another(self, at: int, kind: str) -> bool:
        """Whether 和 or 、 at a place joins another thing to those of a kind: 规范性文件和重要政策."""
        joined = self._tokens[at].kind == "comma" or self._run.word(self._tokens[at]) in (
            "和",
            "及",
            "与",
            "或",
        )
        return joined and at + 1 < len(self._tokens) and self._tokens[at + 1].kind not in (kind, "plain")

    def _is_of_a_part(self, first: int, at: int) -> bool:
        """Whether 市政府 is said to have made none: its departments may have."""
        return self._office.is_government and "政府" in self._words(first, at)
