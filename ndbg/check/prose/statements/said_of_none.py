"""What is said of none: none came, went over, was refused; nobody went to court; nothing was issued."""

from functools import reduce
from operator import add

from ndbg.check.prose import figures
from ndbg.check.prose.figures import APPLICANTS
from ndbg.check.prose.lexicon import (
    AS_A_FACT,
    NOTHING_MORE,
    OF_A_FAULT,
    OF_ENFORCEMENT,
    OF_ONE_KIND,
    REQUESTS,
)
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import clause_start
from ndbg.check.prose.statements.clause import BEFORE_A_VERB, ClauseReader, Found, reviews_in
from ndbg.text.patterns import any_in

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
_BEFORE_REVIEW = {"own", "thing", "in_time", "open_word", "plain", "happen", "receive", "caused", "comma", "has", "by_topic", "when", "year", "applicant", "answer", "other", *REQUESTS}  # fmt: skip
_BEFORE_LOST = {"plain", "happen", "receive", "caused", "comma", "has", "by_topic", "review", "answer", "verdict", "review_body", "thing", *REQUESTS}  # fmt: skip
_AROUND_PENDING = {"plain", "has", "comma", "review", "thing", "caused"}
_NOT_NONE_RECEIVED = {"way", "other_thing", "review", "by_topic", "document"}
_BEHIND_RECEIVED = {"review", "outcome", "other_thing", "happen", "in_time", "by_topic", "way", "rate", "verdict", "carry"}  # fmt: skip
_BEHIND_REVIEW = {"verdict", "outcome", "number", "carry", "in_court", "other_thing", "in_time", "publish"}
_OF_OFFICES = ("个", "家", "部门", "名", "人")
_BEFORE_ISSUED = {"plain", "own", "has", "when", "year"}
_NEEDED = ("需", "需要")
_BEFORE_DOCUMENTS = {"plain", "comma", "issue", "repeal", "publish", "more_over", "open_word"}
_COLUMNS = {"issue": "issued", "repeal": "repealed"}
_ADDED = "新增"
_STOCK_OF = {**_COLUMNS, "in_force": "in_force"}
_BEHIND_A_LIST = {"plain", "sum", "and_so_on", "thing"}
_BEFORE_ZERO = {"plain", "comma", "review_body", "review", "all", "when", "year", "own", "caused", "happen", "sum", "receive", "thing", *REQUESTS}  # fmt: skip
# What else may be said to be naught, and what may stand behind 零: 行政处罚为零, 申请零受理.
_OF_ZERO = {
    "outcome",
    "document",
    "decision",
    "issue",
    "repeal",
    "in_force",
    "decide",
    "answer",
    "verdict",
    "whole",
    "carry",
}
_BEHIND_ZERO = {"receive", "happen", "plain"}
_NONE = ("无", "没有", "未", "均未")
_OF_OUTCOMES = {"outcome", "comma", "plain", "thing", "and_so_on", *REQUESTS}
_NONE_OF_APPLICANTS = {"plain", "happen", "receive", "applicant", "comma", "has", *REQUESTS}


class SaidOfNone(ClauseReader):
    """Reads what a clause says there was none of."""

    def _none(self, first: int, at: int, last: int) -> Found | None:
        told = kinds(self._tokens[first:at])
        if any(t.number and t.number.unit in _OF_OFFICES for t in self._tokens[first:at]):
            return None  # 18个单位未收到申请
        case = self._tokens[last - 1].means("plain", "of") and self._run.text.startswith(
            "，", self._tokens[last - 1].end
        )
        if case or self._is_of_a_few(first, last):
            return None  # 没有收到申请的，按时报零
        if kinds(self._tokens[max(first - 2, 0) : first]) & {"besides"}:
            return None  # 除上年的1件外，未发生行政诉讼
        if told & {"outcome", "rate", "except"}:
            return None if told & {"rate", "except"} else self._zero(first, at, last)
        ways = (
            self._none_lost,
            self._no_review,
            self._none_received,
            self._none_issued,
            self._none_decided,
            self._none_of_outcome,
            self._zero,
        )
        return next((found for way in ways if (found := way(first, at, last))), None)

    def _none_received(self, first: int, at: int, last: int) -> Found | None:
        """未收到政府信息公开申请; of some applicants, or by some way, there may have been none."""
        ways = {"way", "and_so_on"} if self._names_all_ways(at, last) else set()
        place = self._next(self._after_topic(at, last) + 1, last, _BEFORE_RECEIVED | ways)
        applicants = set(meant(self._tokens[at + 1 : last], "applicant"))
        applicants = set() if "people" in applicants else applicants  # 公众、法人或其他组织 are all
        if kinds(self._tokens[first:at]) & _NOT_NONE_RECEIVED:
            return None
        by_whom = "by" in meant(self._tokens[at + 1 : last], "plain")
        if applicants and ("natural_person" not in applicants or by_whom):
            return self._none_of_applicants(first, at, last, applicants)
        if place is None or self._is_done_to_them(at, place):
            return None
        kind = self._tokens[place].kind
        behind = [t for t in self._tokens[place + 1 : last] if not t.means("other_thing", "information")]
        bare = kind == "request_short" and not self._receives(at, place, applicants)
        if kind not in REQUESTS or (bare and (behind or self._run.about_at(at) != "requests")):
            return None
        if "review" in kinds(behind) and kinds(behind) <= {"comma", "review", "plain"}:
            return Found(
                at, last - 1, figures.NEW + figures.reviews("both")[0]
            )  # 未收到申请、行政复议和行政诉讼
        of_them = behind[1:2] if any(t.means("plain", "of") for t in behind[:1]) else ()
        if any(self._run.word(t) not in AS_A_FACT for t in of_them):
            return None  # 没有收到申请的科室, not 没有收到申请的情况
        if kinds(behind) & _BEHIND_RECEIVED or kinds(behind[:1]) & {"other"}:
            return None
        handled = "answer" in kinds(self._tokens[at:place])  # 未收到和处理申请
        return Found(at, place, figures.NEW + figures.DONE if handled else figures.NEW)

    def _names_all_ways(self, at: int, last: int) -> bool:
        """Whether a clause names all ways to apply, 各种渠道, 网络、信函等方式, and not one of them: 传真方式."""
        places = [i for i in range(at, last) if self._tokens[i].kind == "all_ways"]
        return any(
            self._run.word(self._tokens[i])[0] in "等各多线" or not self._is_one_way(i) for i in places
        )

    def _is_one_way(self, at: int) -> bool:
        """Whether 方式 stands behind the name of one way, to which no other is joined."""
        named = self._tokens[at - 1].kind == "way"
        return named and not any(t.kind == "comma" for t in self._tokens[at - 2 : at - 1])

    def _is_done_to_them(self, at: int, place: int) -> bool:
        """Whether applications are what something is done to: 未对政府信息公开申请收取费用; 向本机关 tells where they go."""
        received = "receive" in kinds(self._tokens[at:place])
        if received and self._run.word(self._tokens[place]).endswith("的申请"):
            return False  # 未收到对政府信息公开的申请
        return any(
            self._tokens[i].means("plain", "toward") and self._tokens[i + 1].kind != "own"
            for i in range(at + 1, place)
        )

    def _after_topic(self, at: int, last: int) -> int:
        """The place behind words that only lead up to applications: 未收到有关政府信息公开申请."""
        place = self._next(at + 1, last, {"receive", "plain", "happen"})
        if place is None or self._tokens[place].kind != "by_topic":
            return at
        following = self._next(place + 1, last, {"own", "plain"})
        return place if following is not None and self._tokens[following].kind in REQUESTS else at

    def _are_told_of(self, first: int, clause: Tokens) -> bool:
        """Whether those who applied are named right behind the number of applications: 收到申请9件，无法人或其他组织."""
        told = self._counted_before(first)
        counted = bool(told) and told[-1].what is not None and told[-1].what.name in ("new", "done")
        return counted and not kinds(clause) - {"applicant", "comma", "plain"}

    def _none_of_applicants(self, first: int, at: int, last: int, named: set[str]) -> Found | None:
        """无法人或其他组织的申请: nobody of that kind has applied."""
        clause = self._tokens[at + 1 : last]
        if (
            kinds(clause) - _NONE_OF_APPLICANTS
            or not (kinds(clause) & REQUESTS or self._are_told_of(first, clause))
            or self._run.about_at(at) != "requests"
        ):
            return None
        return Found(
            at,
            max(i for i in range(at, last) if self._tokens[i].kind in {"applicant", *REQUESTS}),
            figures.applicants([n for n in (*APPLICANTS, "organisations") if n in named], figures.NEW),
        )

    def _none_of_outcome(self, _: int, at: int, last: int) -> Found | None:
        """没有不予公开的申请, 无部分公开."""
        place = self._next(at + 1, last, {"plain", "happen", "decide"})
        if place is None or self._tokens[place].kind != "outcome" or self._run.about_at(at) != "requests":
            return None
        clause = [t for t in self._tokens[place:last] if not t.means("other_thing", "information")]
        names = list(dict.fromkeys(meant(clause, "outcome")))
        if kinds(clause) - _OF_OUTCOMES or any(n.partition(".")[0] not in figures.GROUPS for n in names):
            return None
        return Found(at, last - 1, reduce(add, (figures.outcome(self._office.form, n) for n in names)))

    def _receives(self, at: int, place: int, applicants: set[str]) -> bool:
        """Whether a bare 申请 is one for information: 未收到申请 where the text is about them, or about nothing else.

        Where nothing is received, 无申请, the text must be about them, and the clause end so.
        """
        received = "receive" in kinds(self._tokens[at + 1 : place]) or bool(applicants)
        return received and self._run.about_at(at) in ("requests", "")

    def _no_review(self, first: int, at: int, last: int) -> Found | None:
        """未发生行政复议、行政诉讼."""
        place = next(
            (
                i
                for i in range(at + 1, last)
                if self._tokens[i].kind not in _BEFORE_REVIEW
                and self._run.word(self._tokens[i]) not in NOTHING_MORE
                and not self._is_another_listed(i)
            ),
            None,
        )
        told = kinds(self._tokens[first:at])
        if place is None or self._tokens[place].kind != "review" or told & {"rest", "number", "applicant"}:
            return None  # 36件申请人未提起行政复议
        if told & {"party", "review"} or "by_instance" in meant(self._tokens[first:place], "plain"):
            return None  # 原告未申请复议, 起诉前未申请复议, 复议后均未起诉: of those counted
        of_some = any_in((*OF_ONE_KIND, *OF_A_FAULT), self._words(at, place))
        if of_some or any_in(OF_ENFORCEMENT, self._words(first, place)):
            return None
        end = place
        for i in range(place + 1, last):
            token = self._tokens[i]
            if token.kind == "review":
                end = i
            elif token.kind not in ("plain", "comma", "happen", "caused") and not self._is_another_listed(i):
                break
        behind = [
            self._tokens[i]
            for i in range(end + 1, last)
            if self._run.word(self._tokens[i]) not in NOTHING_MORE and not self._is_another_listed(i)
        ]
        if kinds(behind) & _BEHIND_REVIEW or "other" in kinds(behind):
            return None
        return Found(at, end, reviews_in(self._tokens[place : end + 1]))

    def _is_another_listed(self, at: int) -> bool:
        """Whether a token is another thing that a clause denies: 没有信访、行政复议和行政诉讼."""
        return self._tokens[at].kind in ("other_thing", "other") and self._is_listed(at)

    def _none_lost(self, first: int, at: int, last: int) -> Found | None:
        """未被纠错, 无败诉."""
        lost = [
            i
            for i in range(at + 1, last)
            if self._tokens[i].kind == "verdict" and self._tokens[i].meaning != "vague"
        ]
        if not lost or self._tokens[lost[0]].meaning not in ("corrected", "pending"):
            return None
        if self._tokens[lost[0]].meaning == "pending":
            return self._none_pending(first, at, lost[0], last)
        if kinds(self._tokens[at + 1 : lost[0]]) - _BEFORE_LOST:
            return None
        if any_in(OF_ONE_KIND, self._words(at, lost[-1])):
            return None
        words = {self._run.word(self._tokens[i]) for i in lost}
        named = {m.partition("_")[0] for m in meant(self._tokens[first:last], "review")}
        if words == {"败诉"} and self._tokens[lost[0] - 1].meaning != "reconsideration":
            named = {"litigation"}
        named = named or self._reviews_before(at) or self._reviews_since_a_break(at)
        if not named and not any("纠" in word for word in words):
            return None
        which = "both" if len(named) != 1 else named.pop()
        return Found(at, lost[-1], figures.reviews(which, "corrected")[0])

    def _none_pending(self, first: int, at: int, pending: int, last: int) -> Found | None:
        """复议2件，无未审结案件; 没有尚未审结的行政诉讼."""
        around = [*self._tokens[at + 1 : pending], *self._tokens[pending + 1 : last]]
        named = {m.partition("_")[0] for m in meant(self._tokens[first:last], "review")}
        named = named or self._reviews_before(at)
        if kinds(around) - _AROUND_PENDING or not named:
            return None
        which = "both" if len(named) != 1 else named.pop()
        return Found(at, last - 1, figures.reviews(which, "pending")[0])

    def _reviews_since_a_break(self, at: int) -> set[str]:
        """The reviews named since the last ；: 复议3件；诉讼2件，其中直接起诉1件，均无纠正 is said of suits."""
        start = clause_start(self._tokens, at, "；")
        return {m.partition("_")[0] for m in meant(self._tokens[start:at], "review")}

    def _none_issued(self, first: int, at: int, last: int) -> Found | None:
        """没有制发规范性文件, 无规范性文件出台."""
        verb = self._next(at + 1, last, _BEFORE_ISSUED)
        if any(self._run.word(t) in _NEEDED for t in self._tokens[at + 1 : verb]):
            return None  # 无需废止规范性文件
        if verb is not None and self._tokens[verb].kind == "document":
            return self._none_behind(first, at, last)
        if verb is None or not self._stock_of(verb) or self._is_of_a_part(first, at):
            return None
        document = self._next(verb + 1, last, _BEFORE_DOCUMENTS)
        named = self._listed(document or last, last, "document")
        if not named:
            return None
        columns = [column for i in range(verb, named[0]) if (column := self._stock_of(i))]
        which = dict.fromkeys(self._tokens[i].meaning for i in named)
        sums = [
            figures.documents(self._office.form, w, column)
            for column in dict.fromkeys(columns)
            for w in which
        ]
        return Found(at, named[-1], reduce(add, sums))

    def _stock_of(self, at: int) -> str:
        """The column of documents of which a token tells what was done with them; 新增 is that of those made."""
        added = self._run.word(self._tokens[at]) == _ADDED
        return "issued" if added else _STOCK_OF.get(self._tokens[at].kind, "")

    def _none_behind(self, first: int, at: int, last: int) -> Found | None:
        """无规范性文件出台: what was not done stands at the end of the clause; 无规范性文件: none was made, whatever there was."""
        told = self._tokens[at + 1 : last]
        verbs = [t.kind for t in told if t.kind in _COLUMNS]
        if kinds(told) <= {"document", "comma", "plain"} and not self._is_of_a_part(first, at):
            made = (figures.documents(self._office.form, w, "issued") for w in meant(told, "document"))
            return Found(at, last - 1, reduce(add, made)) if told[-1].kind == "document" else None
        if len(verbs) != 1 or kinds(told) - _BEFORE_ISSUED - {"document", "comma", *verbs}:
            return None
        if kinds(told[-1:]) != set(verbs) or self._is_of_a_part(first, at):
            return None
        form = self._office.form
        which = dict.fromkeys(meant(told, "document"))
        return Found(
            at, last - 1, reduce(add, (figures.documents(form, w, _COLUMNS[verbs[0]]) for w in which))
        )

    def _none_decided(self, first: int, at: int, last: int) -> Found | None:
        """没有作出行政处罚决定, 无行政许可、行政处罚."""
        verb = self._next(at + 1, last, _BEFORE_ISSUED | {"happen"})
        if verb is None or self._is_of_a_part(first, at) or kinds(self._tokens[first:at]) - BEFORE_A_VERB:
            return None
        decided = self._tokens[verb].kind == "decide"
        named = self._listed(verb + decided, last, "decision")
        which = dict.fromkeys(self._tokens[i].meaning for i in named)
        if not named:
            return None
        return Found(at, named[-1], reduce(add, (figures.decisions(self._office.form, w) for w in which)))

    def _zero(self, first: int, at: int, last: int) -> Found | None:
        """依申请公开为零, 行政复议和行政诉讼均为零, 诉讼没有发生, 复议诉讼：无."""
        if at == first > 1 and self._tokens[first - 1].means("stop", "："):
            first = clause_start(self._tokens, first - 1)
        told = [t for t in self._tokens[first:at] if not t.means("stop", "：")]
        behind = kinds(self._tokens[at + 1 : last])
        if not self._is_zero(at) or behind - _BEHIND_ZERO or kinds(told) - _BEFORE_ZERO - _OF_ZERO:
            return None
        if "outcome" in kinds(told):
            return self._zero_of_outcome(first, at)
        if kinds(told) & {"document", "decision"}:
            return self._zero_of_second_table(first, at)
        if "carry" in kinds(told):
            return self._zero_carried(first, at)
        if lost := [t for t in told if t.kind == "verdict"]:
            return self._zero_of_verdict(first, at, lost)
        start = next((i for i in range(first, at) if self._tokens[i].kind in {"review", *REQUESTS}), at)
        named = {m.partition("_")[0] for m in meant(told, "review")}
        if named and any_in((*OF_ONE_KIND, *OF_A_FAULT), self._words(first, at)):
            return None
        if named:
            return Found(start, at, figures.reviews("both" if len(named) > 1 else named.pop())[0])
        handled = "answer" in kinds(told) and "receive" not in kinds(told)
        asked = kinds(told) & {"request", "request_open"} or kinds(told) >= {"receive", "request_short"}
        return Found(start, at, figures.DONE if handled else figures.NEW) if asked else None

    def _is_zero(self, at: int) -> bool:
        """Whether a token is 零, 没有 behind what there is none of, 0%, or 0 without a measure word behind 为: 申请数量为0."""
        token = self._tokens[at]
        if token.number is None or token.number.value:
            return token.means("no", "zero") or self._run.word(token) in _NONE
        before = self._tokens[at - 1]
        said = before.means("plain", "is") or (before.kind == "all" and self._run.word(before).endswith("为"))
        return token.number.unit == "%" or (token.kind == "figure" and said)

    def _zero_of_second_table(self, first: int, at: int) -> Found | None:
        """规范性文件制发数为零, 行政处罚、行政强制均为零."""
        told = self._tokens[first:at]
        columns = [_STOCK_OF[t.kind] for t in told if t.kind in _STOCK_OF]
        documents, decided = meant(told, "document"), meant(told, "decision")
        if self._is_of_a_part(first, at) or (documents and decided) or len(columns) > bool(documents):
            return None
        form, column = self._office.form, columns[0] if columns else "issued"  # 规范性文件为零
        sums = [figures.documents(form, which, column) for which in documents]
        sums += [figures.decisions(form, which) for which in decided]
        return Found(first, at, reduce(add, sums))

    def _zero_carried(self, first: int, at: int) -> Found | None:
        """结转下年度：无; 上年结转为零."""
        when = meant(self._tokens[first:at], "when")
        sums = {"next": figures.CARRIED_OUT, "last": figures.CARRIED_IN}
        return Found(first, at, sums[when[0]], dated=True) if len(when) == 1 and when[0] in sums else None

    def _zero_of_verdict(self, first: int, at: int, lost: Tokens) -> Found | None:
        """行政复议纠错率为0, 行政诉讼败诉率为零: no case was lost."""
        if {t.meaning for t in lost} != {"corrected"}:
            return None
        named = {
            m.partition("_")[0] for m in meant(self._tokens[first:at], "review")
        } or self._reviews_before(at)
        if any(self._run.word(t).startswith("败诉") for t in lost):
            named = {"litigation"}
        if not named:
            return None
        return Found(first, at, figures.reviews("both" if len(named) > 1 else named.pop(), "corrected")[0])

    def _zero_of_outcome(self, first: int, at: int) -> Found | None:
        """不予公开的申请为零: no application had that outcome."""
        names = list(dict.fromkeys(meant(self._tokens[first:at], "outcome")))
        if (
            any(n.partition(".")[0] not in figures.GROUPS for n in names)
            or self._run.about_at(at) != "requests"
        ):
            return None
        if kinds(self._tokens[first:at]) - _OF_OUTCOMES - {"all", "sum"}:
            return None
        return Found(first, at, reduce(add, (figures.outcome(self._office.form, n) for n in names)))

    def _listed(self, start: int, last: int, kind: str) -> list[int]:
        """The things of a kind that a clause ends with, joined by 、; nothing where it goes on otherwise."""
        end = next((i for i in range(start, last) if self._begins_another(i, kind)), last)
        named = [i for i in range(start, end) if self._tokens[i].kind == kind]
        return named if kinds(self._tokens[start:end]) <= {kind, "comma", *_BEHIND_A_LIST} else []

    def _begins_another(self, at: int, kind: str) -> bool:
        """Whether 和 or 、 at a place joins another thing to those of a kind: 规范性文件和重要政策."""
        joined = self._tokens[at].kind == "comma" or self._tokens[at].means("plain", "and", "or")
        return joined and at + 1 < len(self._tokens) and self._tokens[at + 1].kind not in (kind, "plain")

    def _is_of_a_part(self, first: int, at: int) -> bool:
        """Whether 市政府 is said to have made none: its departments may have."""
        return self._office.is_government and "政府" in self._words(first, at)
