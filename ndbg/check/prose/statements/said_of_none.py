"""What is said of none: none came, went over, was refused; nobody went to court; nothing was issued."""

from dataclasses import replace
from functools import reduce
from operator import add

from ndbg.check.prose import figures
from ndbg.check.prose.figures import APPLICANTS, Sum
from ndbg.check.prose.lexicon import (
    AS_A_FACT,
    NOTHING_MORE,
    OF_A_FAULT,
    OF_ENFORCEMENT,
    OF_ONE_KIND,
    REQUESTS,
)
from ndbg.check.prose.quantities.reviews import reviews_named
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import clause_end, clause_start
from ndbg.check.prose.statements.clause import BEFORE_A_VERB, ClauseReader, Found, reviews_in
from ndbg.text.patterns import any_in

_BEFORE_RECEIVED = {"caused", "all_ways", "own", "and_so_on", "plain", "happen", "receive", "answer", "applicant", "comma", "has", "sum", "when"}  # fmt: skip
_NOT_NONE_RECEIVED = {"way", "other_thing", "review", "by_topic", "document"}
_BEHIND_RECEIVED = {"review", "outcome", "other_thing", "happen", "in_time", "by_topic", "way", "rate", "verdict", "carry"}  # fmt: skip
_BEFORE_REVIEW = {"own", "thing", "in_time", "open_word", "plain", "happen", "receive", "caused", "comma", "has", "by_topic", "when", "year", "applicant", "answer", "other", *REQUESTS}  # fmt: skip
_BEHIND_REVIEW = {"verdict", "outcome", "number", "carry", "in_court", "other_thing", "in_time", "publish"}
_OF_OFFICES = ("个", "家", "部门", "名", "人")
# What may stand beside how reviews ended, beside outcomes, and beside documents and decisions, that there were none of.
_BESIDE_VERDICTS = {"plain", "happen", "receive", "caused", "comma", "has", "by_topic", "review", "answer", "verdict", "review_body", "thing", "all", "when", "year", "own", *REQUESTS}  # fmt: skip
_BESIDE_PENDING = {"plain", "has", "comma", "review", "thing", "caused", "verdict"}
_BESIDE_OUTCOMES = {"outcome", "comma", "plain", "thing", "and_so_on", "happen", "decide", "all", "sum", *REQUESTS}  # fmt: skip
_BESIDE_DOCUMENTS = {"document", "decision", "decide", "issue", "repeal", "in_force", "plain", "comma", "own", "has", "when", "year", "happen", "publish", "open_word", "more_over", "sum", "all", "whole", "and_so_on", "thing"}  # fmt: skip
_COLUMNS = {"issue": "issued", "repeal": "repealed", "in_force": "in_force"}
_NEEDED, _ADDED = ("需", "需要"), "新增"
# What may stand before 为零 or 没有 and tells what there was none of, and what behind it: 申请零受理.
_BEFORE_ZERO = {"plain", "comma", "review_body", "review", "all", "when", "year", "own", "caused", "happen", "sum", "receive", "thing", "outcome", "document", "decision", "issue", "repeal", "in_force", "decide", "answer", "verdict", "whole", "carry", *REQUESTS}  # fmt: skip
_BEHIND_ZERO = {"receive", "happen", "plain"}
_NONE = ("无", "没有", "未", "均未")
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
        ways = (self._no_review, self._none_received, self._none_named, self._zero)
        return next((found for way in ways if (found := way(first, at, last))), None)

    def _none_named(self, first: int, at: int, last: int) -> Found | None:
        """未被纠错, 没有制发规范性文件, 无不予公开: what stands behind the negation is denied."""
        none = self._figures_named(first, at, (at + 1, last))
        return Found(at, last - 1, none) if none else None

    def _zero(self, first: int, at: int, last: int) -> Found | None:
        """依申请公开为零, 行政复议和行政诉讼均为零, 诉讼没有发生, 复议诉讼：无: so is what stands before it."""
        if at == first > 1 and self._tokens[first - 1].means("stop", "："):
            first = clause_start(self._tokens, first - 1)
        told = [t for t in self._tokens[first:at] if not t.means("stop", "：")]
        behind = kinds(self._tokens[at + 1 : last])
        if not self._is_zero(at) or behind - _BEHIND_ZERO or kinds(told) - _BEFORE_ZERO:
            return None
        if "carry" in kinds(told):
            when = meant(told, "when")  # 结转下年度：无; 上年结转为零
            sums = {"next": figures.CARRIED_OUT, "last": figures.CARRIED_IN}
            return Found(first, at, sums[when[0]], dated=True) if len(when) == 1 and when[0] in sums else None
        if none := self._figures_named(first, at, (first, at)):
            return Found(first, at, none)
        if kinds(told) & {"outcome", "document", "decision", "verdict"}:
            return None
        start = next((i for i in range(first, at) if self._tokens[i].kind in {"review", *REQUESTS}), at)
        if named := {m.partition("_")[0] for m in meant(told, "review")}:
            of_some = any_in((*OF_ONE_KIND, *OF_A_FAULT), self._words(first, at))
            which = "both" if len(named) > 1 else named.pop()
            return None if of_some else Found(start, at, figures.reviews(which)[0])
        handled = "answer" in kinds(told) and "receive" not in kinds(told)
        asked = kinds(told) & {"request", "request_open"} or kinds(told) >= {"receive", "request_short"}
        return Found(start, at, figures.DONE if handled else figures.NEW) if asked else None

    # -- what is named, with a column of its own --------------------------------------------------------

    def _figures_named(self, first: int, at: int, named: tuple[int, int]) -> Sum | None:
        """The figures that words name: verdicts, documents, decisions, outcomes; `first` and `at` are those of the clause."""
        words = [t for t in self._tokens[slice(*named)] if not t.means("stop", "：")]
        found = kinds(words)
        if "verdict" in found:
            return self._of_verdicts(first, at, named)
        if found & {"document", "decision"}:
            return self._of_second_table(first, at, words)
        if "outcome" not in found or found - _BESIDE_OUTCOMES or self._run.about_at(at) != "requests":
            return None
        names = list(dict.fromkeys(meant(words, "outcome")))
        if any(name.partition(".")[0] not in figures.GROUPS for name in names):
            return None
        # 没有因国家秘密不予公开的情形: of a group, where rows of it are named, no more than these.
        named_rows = [name for name in names if not any(other.startswith(f"{name}.") for other in names)]
        return reduce(add, (figures.outcome(self._office.form, name) for name in named_rows))

    def _of_verdicts(self, first: int, at: int, named: tuple[int, int]) -> Sum | None:
        """The reviews that ended so: 未被纠错, 无败诉, 无未审结案件, 行政复议纠错率为0."""
        start, end = named
        ended = [i for i in range(start, end) if self._tokens[i].means("verdict", "corrected", "pending")]
        if not ended:
            return None
        verdict, words = self._tokens[ended[0]], {self._run.word(self._tokens[i]) for i in ended}
        pending = verdict.meaning == "pending"
        beside = kinds(self._tokens[start : end if pending else ended[0]])
        if beside - (_BESIDE_PENDING if pending else _BESIDE_VERDICTS):
            return None
        if any_in(OF_ONE_KIND, self._words(min(start, at), ended[-1])):
            return None
        last = max(end, clause_end(self._tokens, at))
        reviews = set(meant(self._tokens[first:last], "review"))
        if all(word.startswith("败诉") for word in words):
            before = self._tokens[ended[0] - 1] if ended[0] else verdict
            reviews = reviews if before.meaning == "reconsideration" else {"litigation"}
        reviews = reviews or self._reviews_before(at)
        if not reviews and ("review" in self._run.kinds or not any("纠" in word for word in words)):
            return None
        return figures.reviews(reviews_named([*reviews]) or "both", verdict.meaning)[0]

    def _of_second_table(self, first: int, at: int, words: Tokens) -> Sum | None:
        """没有制发规范性文件, 无规范性文件出台, 行政处罚、行政强制均为零; without a verb 规范性文件 are those made."""
        documents, decided = meant(words, "document"), meant(words, "decision")
        words = [replace(t, kind="issue") if self._run.word(t) == _ADDED else t for t in words]
        columns = {_COLUMNS[t.kind] for t in words if t.kind in _COLUMNS}
        needed = any(self._run.word(t) in _NEEDED for t in words)  # 无需废止规范性文件
        if kinds(words) - _BESIDE_DOCUMENTS or needed or (documents and decided):
            return None
        if self._is_of_a_part(first, at) or kinds(self._tokens[first:at]) - BEFORE_A_VERB - kinds(words):
            return None
        form = self._office.form
        if decided:
            return reduce(add, (figures.decisions(form, which) for which in dict.fromkeys(decided)))
        if not columns and kinds(words) & {"publish", "open_word", "has", "happen"}:
            return None
        sums = (
            figures.documents(form, d, c) for c in columns or ["issued"] for d in dict.fromkeys(documents)
        )
        return reduce(add, sums)

    # -- applications and reviews ---------------------------------------------------------------------

    def _none_received(self, first: int, at: int, last: int) -> Found | None:
        """未收到政府信息公开申请; of some applicants, or by some way, there may have been none."""
        place = self._next(self._after_topic(at, last) + 1, last, _BEFORE_RECEIVED)
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

    def _is_zero(self, at: int) -> bool:
        """Whether a token is 零, 没有 behind what there is none of, 0%, or 0 without a measure word behind 为: 申请数量为0."""
        token = self._tokens[at]
        if token.number is None or token.number.value:
            return token.means("no", "zero") or self._run.word(token) in _NONE
        before = self._tokens[at - 1]
        said = before.means("plain", "is") or (before.kind == "all" and self._run.word(before).endswith("为"))
        return token.number.unit == "%" or (token.kind == "figure" and said)

    def _is_of_a_part(self, first: int, at: int) -> bool:
        """Whether 市政府 is said to have made none: its departments may have."""
        return self._office.is_government and "政府" in self._words(first, at)
