"""What is said of all: all were answered, published, upheld, or made by natural persons."""

from collections.abc import Sequence
from functools import reduce
from operator import add

from ndbg.check.prose import figures
from ndbg.check.prose.clause import ClauseReader, Found
from ndbg.check.prose.figures import APPLICANTS, Sum
from ndbg.check.prose.lexicon import CLOSED_CASES, FINISHED, LIMITS, ONLY_THOSE_DUE, REQUESTS
from ndbg.check.prose.quantities import Quantity
from ndbg.check.prose.scene import Tokens, kinds, meant, without_information
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import any_in

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
_BEHIND_APPLICANTS = {"plain", "applicant", "receive", "comma", "way", *REQUESTS}
_BEFORE_AN_END = {"stop", "plain", "done", "own", "applicant", "has", "review_body", "thing"}
_OF_ONE_LEFT_OVER = {"plain", "carry", "open", "carry_next", "when", "year", "answer", "comma"}
# What makes what is said of applicants behind a number one of something else than what it counts.
_NOT_OF_THE_COUNTED = {"number", "outcome", "carry", "review", "other_thing", "document", "decision", "publish", "way", "of_which", "rest"}  # fmt: skip
# What stands between 均 and how it ended: 均被复议机关维持, 均作出维持决定.
_LEADS_TO_ITS_END = {"happen", "has", "review_body", "decide", "in_court"}
_OTHER_LITIGATION = {
    "litigation_direct": "litigation_after_reconsideration",
    "litigation_after_reconsideration": "litigation_direct",
}
# What may be said in brackets of those who applied, and what makes what stands between a count and a clause
# something of which the clause speaks.
_IN_BRACKETS = {"all", "plain", "applicant", "happen", "comma", *REQUESTS}
_NOT_OF_ITS_END = {"no", "rest", "of_which", "except", "request", "answer", "outcome", "review", "figure"}
_PRONOUNS = {"plain", "own", "done", *REQUESTS}
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
_ROWS = {"all", "plain", "comma", "outcome"}
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
    "dismissed": ("corrected", "pending"),
    "won": ("corrected",),
    "pending": ("upheld", "corrected", "other"),
    "other": ("upheld", "corrected", "pending"),
    "corrected": ("upheld", "other", "pending"),
}


class SaidOfAll(ClauseReader):
    """Reads what a clause, or what stands in brackets, says of all."""

    def _all(self, first: int, at: int, last: int) -> Found | None:
        if kinds(self._tokens[first:at]) & {"except", "rest", "no"}:
            return None
        if applicants := self._all_applicants(first, at, last):
            return applicants
        verb = self._next(at + 1, last, _BETWEEN | _ALL_OF_THEM)
        if verb is None:
            return None
        if self._tokens[verb].kind in ("request_open", "name", "other"):
            return self._all_done_by_rule(first, at, last)
        if self._tokens[verb].kind in _LEADS_TO_ITS_END:
            verb = self._next(verb + 1, last, _LEADS_TO_ITS_END | {"plain"}) or verb
        while verb + 1 < last and {t.kind for t in self._tokens[verb : verb + 2]} == {"answer"}:
            verb += 1  # 全部按时处理办结
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
        if (
            token.kind == "answer"
            and self._tokens[last - 1].kind in ("outcome", "open_word")
            and self._is_joined(verb, last - 1)
        ):
            return self._all_of_one_outcome(first, at, last - 1, last)
        if token.kind == "answer" and (token.meaning == "finished" or self._is_handled(at, verb)):
            return self._all_answered(first, at, verb, last)
        if token.kind == "outcome":
            return self._all_of_one_outcome(first, at, verb, last)
        return None

    def _is_joined(self, verb: int, outcome: int) -> bool:
        """Whether an outcome is joined to a verb: 均已办结并予以公开."""
        between = self._tokens[verb + 1 : outcome]
        return kinds(between) <= {"plain", "more_over", "answer"} and "more_over" in kinds(between)

    def _all_of_one_outcome(self, first: int, at: int, verb: int, last: int) -> Found | None:
        """均予以公开, 均属于本机关不掌握: no application had another outcome."""
        opened = self._tokens[verb].kind == "open_word"  # 均已办结并按程序公开
        group = "granted" if opened else self._tokens[verb].meaning.partition(".")[0]
        before = [q.what.name for q in self._counted_before(at) if q.what]
        if before[-1:] == [group] and not kinds(self._tokens[first:at]) - _PRONOUNS:
            return self._all_of_rows(verb, verb, self._tokens[verb:last])
        if group not in figures.GROUPS or not self._is_about_requests(first, at):
            return None
        # What is said behind a number is said of those that it counts.
        if group != "granted" and (
            before[-1:] not in (["new"], ["done"]) or kinds(self._tokens[first:at]) - _PRONOUNS
        ):
            return None
        # 均在期限内予以公开 may be said of those published in part too, and not of those still open.
        in_time = group == "granted" and not self._says_all(at, verb, last)
        others = figures.all_but(self._office.form, group, *(("partial",) if in_time else ()))
        left = before[-1:] == ["new"] and not self._loosely and group == "granted" and not in_time
        came = figures.RECEIVED if self._came(first, at, said=False) else None
        return Found(at, verb, others + figures.CARRIED_OUT if left else others, some=came)

    def _otherwise(self, verdict: Token) -> Sequence[str]:
        """How no case has ended where all ended with a verdict; 结果维持 in the form's own words leaves nothing else."""
        word = self._run.word(verdict)
        if word == "结果维持":
            return ("corrected", "other", "pending")
        if (word in CLOSED_CASES or verdict.meaning == "dismissed") and self._tells_of_instances():
            return ()
        if word in CLOSED_CASES:
            return ("pending",)
        return _OTHERWISE.get(verdict.meaning, ())

    def _tells_of_instances(self) -> bool:
        """Whether what is closed in one instance may be open in the next: 一审均已审结."""
        return "instance" in meant(self._tokens, "in_court")

    def _all_of_rows(self, first: int, last: int, named: Tokens) -> Found | None:
        """不予公开2件，均属于四类过程性信息: of that group no other row has any."""
        named = without_information(named)
        names = set(meant(named, "outcome"))
        groups = {name.partition(".")[0] for name in names}
        if kinds(named) - _ROWS or len(groups) != 1 or groups & names or not groups <= set(figures.GROUPS):
            return None
        others = figures.other_rows(self._office.form, groups.pop(), names)
        return Found(first, last, others) if others.cells else None

    def _all_done_by_rule(self, first: int, at: int, last: int) -> Found | None:
        """收到17件，均按照依申请公开答复格式要求办结: whatever rule is told between, the clause ends with what was done."""
        between = self._tokens[at + 1 : last - 1]
        by_rule = any(self._run.word(t).startswith(("按", "依", "根据")) for t in between[:2])
        subject = kinds(self._tokens[first:at]) - {"plain", *REQUESTS}
        ended = self._tokens[last - 1]
        if not by_rule or subject or kinds(between) & _NOT_A_RULE or ended.meaning != "finished":
            return None
        if not self._says_closed(ended) and any_in(LIMITS, self._words(at, last - 1)):
            return None
        return self._all_answered(first, at, last - 1, last)

    def _all_left_over(self, at: int, verb: int) -> Found | None:
        """办理申请5件，均结转下年度: something is left over."""
        before = [q.what.name for q in self._counted_before(at) if q.what and q.number.value]
        ahead = "next" in meant(self._tokens[verb:], "when")
        if before[-1:] not in (["new"], ["done"]) or not ahead:
            return None
        return Found(at, verb, None, dated=True, some=figures.CARRIED_OUT)

    def _all_of_one_kind(self, at: int, verb: int) -> Found | None:
        """行政诉讼6件，均为复议后起诉: none was of the other kind."""
        before = [q.what.name for q in self._counted_before(at) if q.what]
        if before[-1:] != ["litigation."]:
            return None
        return Found(at, verb, figures.reviews(_OTHER_LITIGATION[self._tokens[verb].meaning])[0])

    def _all_closed(self, at: int, verb: int) -> Found | None:
        """行政复议9件，均已审结: none is pending; that all were answered says what the office did, not the court."""
        before = self._counted_before(at)
        named = self._reviews_before(at)
        if not named or not self._says_closed(self._tokens[verb]) or self._tells_of_instances():
            return None
        if (before or not self._run.kinds & {"caused"}) and not (
            before and before[-1].what and before[-1].what.kind == "review"
        ):
            return None  # 受理行政复议申请18件，均已办结: by the one that decides on them
        which = "both" if len(named) > 1 else named.pop()
        return Found(at, verb, figures.reviews(which, "pending")[0], some=figures.reviews(which)[0])

    def _ended(self, first: int, at: int, last: int) -> Found | None:
        """行政复议1件，结果维持; 行政诉讼3件，尚在审理: how those that were just counted have ended."""
        before = self._counted_before(first)
        what = before[-1].what if before and before[-1].number.value else None
        if what is None or what.kind != "review" or not what.name.endswith("."):
            return None
        # 法院已判决维持, 已审结并维持: these only lead up to how it ended.
        between = [
            t
            for t in self._tokens[first:at]
            if t.meaning != "vague" and not (t.means("more_over", "and") or self._says_closed(t))
        ]
        if kinds(between) - _BEFORE_AN_END or kinds(self._tokens[at + 1 : last]) - {"plain"}:
            return None
        if kinds(self._tokens[clause_end(self._tokens, before[-1].at) : first]) & _NOT_OF_ITS_END:
            return None
        none = self._other_ends(before[-1], self._tokens[at])
        return Found(at, at, none) if none else None

    def _other_ends(self, counted: Quantity, verdict: Token) -> Sum | None:
        """The reviews that ended otherwise than all those counted; the only one has ended in no other way."""
        what = counted.what
        if what is None or what.kind != "review" or not what.name.endswith(".") or not counted.number.value:
            return None
        others = self._otherwise(verdict)
        if others == _OTHERWISE["upheld"] and counted.number.value == 1:
            others = (*others, "other", "pending")
        return reduce(add, (figures.reviews(what.name[:-1], o)[0] for o in others)) if others else None

    def _all_answered(self, first: int, at: int, verb: int, last: int) -> Found | None:
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
        if self._leaves_some_out(first, at, verb):
            return None
        behind = self._tokens[verb + 1].kind if verb + 1 < last else ""
        if behind == "comma" and kinds(self._tokens[verb + 2 : last]) - {"answer", "plain", "in_time"}:
            return None
        end = verb + 1 if behind == "answer" else verb
        came = figures.RECEIVED if self._came(first, at, said=self._is_handled(at, verb)) else None
        return Found(at, end, figures.CARRIED_OUT, some=came)

    def _says_closed(self, verb: Token) -> bool:
        """Whether a verb says that nothing is left, as 办结 and 办理完毕 do, and 答复 does not."""
        return any_in(FINISHED, self._run.word(verb))

    def _leaves_some_out(self, first: int, at: int, verb: int) -> bool:
        """Whether only those due are said to be done, or others are told to be left: 均按期办结，年末结转3件."""
        end = clause_end(self._tokens, verb, "。")
        starts = [verb, *(i for i in range(verb + 1, end) if self._tokens[i].kind == "stop")]
        clauses = [kinds(self._tokens[i + 1 : clause_end(self._tokens, i + 1)]) for i in starts]
        left = any(clause & {"carry", "turn", "open"} and "no" not in clause for clause in clauses)
        due = any_in(ONLY_THOSE_DUE, self._words(first, end - 1))
        besides = kinds(self._tokens[max(first - 2, 0) : first]) & {"besides"}
        return left or due or bool(besides) or self._tells_of_some(first, at)

    def _says_all(self, at: int, verb: int, last: int) -> bool:
        """Whether nothing is left: not where all was only answered within its time."""
        finished = any_in(FINISHED, self._words(verb, min(verb + 1, last - 1)))
        limits = [self._run.word(t) for t in self._tokens[at:verb] if t.kind == "in_time"]
        return finished or not any(any_in(LIMITS, limit) for limit in limits)

    def _answered(self, first: int, at: int, last: int) -> Found | None:
        """收到申请1件，已办结: said right behind the number of those received."""
        # 上年结转0件 between them changes nothing.
        before = [q for q in self._counted_before(at) if q.number.value]
        if self._loosely or not before or before[-1].what is None:
            return None
        # 办理申请1件，已按时办结: the only one, whatever was done with it.
        only = before[-1].number.value == 1 and "finished" not in self._verbs_of(before[-1])
        handled = before[-1].what.name == "done" and (only or self._is_counted_as_received(before[-1]))
        if before[-1].what.name not in _RECEIVED and not handled:
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
        return Found(at, verb, figures.CARRIED_OUT)

    def _only_one_answered(self, first: int, at: int, last: int) -> Found | None:
        """收到申请1件，按期依法办结: of several some may be done later."""
        before = [q for q in self._counted_before(at) if q.number.value]
        return self._answered(first, at, last) if before and before[-1].number.value == 1 else None

    def _verbs_of(self, counted: Quantity) -> list[str]:
        """What was done with what a number counts, by its clause."""
        return meant(self._tokens[clause_start(self._tokens, counted.at) : counted.at], "answer")

    def _is_counted_as_received(self, counted: Quantity) -> bool:
        """Whether what was handled is told as what came in: 收到政府信息公开办理事项2件."""
        clause = self._tokens[clause_start(self._tokens, counted.at) : counted.at]
        return "receive" in kinds(clause)

    def _all_applicants(self, first: int, at: int, last: int) -> Found | None:
        """均为自然人申请: nobody else has applied."""
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
        if between - {"plain", "happen", "comma", "own"} or kinds(subject) & {"review", "other_thing", "way"}:
            return None
        others = self._other_applicants(self._tokens[at:last])
        if behind - _BEHIND_APPLICANTS or others is None:
            return None
        told = self._run.kinds & {"receive"} or any(q.what and q.what.name == "new" for q in self._told)
        received = figures.RECEIVED if told else None
        return Found(at, named[-1], others, some=received)

    def _are_they(self, first: int, subject: Tokens) -> bool:
        """Whether those who applied are told of, and applications were counted before: 信函4件，申请人均为自然人."""
        told = any(q.what and q.what.name in ("new", "done") for q in self._counted_before(first))
        return told and meant(subject, "applicant") == ["people"]

    def _follows_all_of_them(self, at: int) -> bool:
        """Whether the last number before a place is that of all reviews: not 因征地引发的行政复议12件, 行政复议维持2件."""
        told = self._counted_before(at)
        if not told or "review" in kinds(self._tokens[told[-1].at + 1 : told[-1].at + 2]):
            return True  # 5件行政复议案件均获维持
        what = told[-1].what
        return what is not None and what.kind == "review" and what.name.endswith(".")

    def _other_applicants(self, clause: Tokens) -> Sum | None:
        """The applications of all those whom a clause does not name; none where it names nobody, or everybody."""
        meanings = set(meant(clause, "applicant")) - {"people"}
        if "organisations" in meanings:
            meanings |= set(APPLICANTS[1:])
        others = [name for name in APPLICANTS if name not in meanings]
        if not meanings or not others:
            return None
        return Sum("本年新收中的其他申请人", figures.applicants(others, figures.NEW).cells)

    def _of_the_counted(self, first: int, at: int, last: int) -> Found | None:
        """收到申请2件，申请人为自然人; 行政诉讼1件，为复议后起诉: of all that were just counted."""
        if not self._tokens[at].means("plain", "is", "by", "who_applied"):
            return None
        before = self._counted_before(first)
        named = "people" in meant(self._tokens[:at], "applicant") or self._tokens[at].means(
            "plain", "who_applied"
        )
        if not first and named and (last == len(self._tokens) or self._tokens[last].means("stop", "。")):
            return self._all_applicants(first, at, last) if self._earlier else None
        what = before[-1].what if before else None
        if what is None:
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

    def _all_upheld(self, at: int, verdict: int) -> Found | None:
        """均获维持, 均未审结, 全部胜诉: no case ended otherwise."""
        meaning = self._tokens[verdict].meaning
        named = self._reviews_before(at)
        if not self._follows_all_of_them(at):
            return None
        others = self._otherwise(self._tokens[verdict])
        if not others or not named:
            return None
        which = "both" if len(named) > 1 else named.pop()
        if meaning == "won" and which == "both":
            which = "litigation"
        counted = any(q.what and q.what.kind == "review" and q.number.value for q in self._counted_before(at))
        ended = any(t.kind == "answer" or "审结" in self._run.word(t) for t in self._tokens[:at])
        if meaning == "upheld" and ended:
            others = ("corrected",)  # 已审结的均获维持
        elif meaning == "upheld" and counted and "pending" not in meant(self._tokens, "verdict"):
            others = ("corrected", "pending")  # 行政复议2件，均获维持
        sums = [figures.reviews(which, other)[0] for other in others]
        return Found(at, verdict, reduce(add, sums), some=figures.reviews(which)[0])

    def _rows_in_brackets(self, anchor: int, aside: Run) -> Found | None:
        """无法提供（本机关不掌握）4件, 无法提供4件（均为本机关不掌握）: brackets name the row of the group."""
        near = self._tokens[max(anchor - 2, 0) : anchor + 1]
        counted = next((t.counted for t in near[-2:] if t.counted), None)
        group = [t.meaning for t in near[:2] if t.kind == "outcome"][-1:]
        rows = {name.partition(".")[0] for name in meant(aside.tokens, "outcome")}
        if counted is None or not counted.value or not group or rows != set(group) or aside.asides:
            return None
        named = [m.partition(".")[0] for m in meant(self._tokens, "outcome")]
        apart = [
            a for _, a in self._run.asides if rows & {m.partition(".")[0] for m in meant(a.tokens, "outcome")}
        ]
        if named.count(group[0]) > 1 or len(apart) > 1:
            return None  # 不予公开（过程性信息）2件，不予公开（内部事务信息）1件
        found = self._all_of_rows(anchor - 1, anchor - 1, aside.tokens)
        return found if self._run.about_at(anchor) == "requests" else None

    def _closes(self, aside: Run) -> bool:
        """Whether brackets say of reviews that they are over, and nothing more."""
        verbs = [t for t in aside.tokens if t.kind == "answer"]
        return (
            bool(verbs)
            and kinds(aside.tokens) <= {"answer", "done", "all", "plain"}
            and self._says_closed(verbs[-1])
        )

    def read_aside(self, anchor: int, aside: Run) -> Found | None:
        """收到申请3件（均为自然人）, 行政复议1件（结果维持）: what brackets say of all those counted before them."""
        if found := self._rows_in_brackets(anchor, aside):
            return found
        before = [q for q in self._counted_before(anchor) if q.what]
        if not before or clause_end(self._tokens, before[-1].at) < anchor or aside.asides:
            return None
        last, within = before[-1], kinds(aside.tokens)
        none = None
        if last.what and last.what.name in ("new", "done") and within <= _IN_BRACKETS:
            none = self._other_applicants(aside.tokens)
        elif (
            last.what
            and last.what.name.endswith(".")
            and last.number.value
            and last.at == anchor - 1
            and self._closes(aside)
        ):
            none = figures.reviews(last.what.name[:-1], "pending")[0]  # 行政复议1件（已办结）
        elif (
            last.what
            and within <= {"verdict", "plain", "all"}
            and "verdict" in within
            and last.at == anchor - 1
        ):
            verdict = next(t for t in aside.tokens if t.kind == "verdict")
            none = self._other_ends(last, verdict)
        return Found(last.at, last.at, none) if none else None
