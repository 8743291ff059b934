"""What the numbers of a sentence count: applications, outcomes, applicants, reviews, documents, decisions.

A quantity is read where each word between the verb, the thing and the number is understood. Where one is
not, nothing is read: the number may count something else.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import CHANGED, OFFICES_COUNTED, REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.quantities.applicants import read_applicant
from ndbg.check.prose.quantities.applications import is_qualified, read_flow
from ndbg.check.prose.quantities.causes import are_of_another_cause
from ndbg.check.prose.quantities.decisions import is_of_its_own_level, read_decision, read_fee
from ndbg.check.prose.quantities.documents import read_document
from ndbg.check.prose.quantities.outcomes import read_outcome, with_short_rows
from ndbg.check.prose.quantities.reviews import read_review, reviews_named
from ndbg.check.prose.scene import Context, Scene, Tokens, What, kinds, meant
from ndbg.check.prose.sentences import Phrase, Run, clause_end, clause_start, item_start, phrases, row_start
from ndbg.check.prose.tokens import Number, Token


class Quantity(NamedTuple):
    """A number in a sentence. `what` is None where it is not known what it counts.

    `start` and `end` are the clause it stands in, `at` the place of its token in the run. `own` is False where
    it may be another office's, `now` where it is of another year.
    """

    number: Number
    what: What | None
    start: int
    end: int
    run: Run
    at: int
    own: bool = True
    now: bool = True

    @property
    def token(self) -> Token:
        """The token of the number."""
        return self.run.tokens[self.at]


def read(run: Run, office: Office, context: Context) -> list[Quantity]:
    """The quantities of a run and of what is in its brackets, in order. `context` is kept up to date."""
    return list(_Reader(run, office, context).quantities())


# Asked in this order; the first that understands the words of a number tells what it counts.
_WAYS: tuple[Callable[[Scene, Phrase], What | None], ...] = (
    read_document,
    read_decision,
    read_review,
    read_outcome,
    read_flow,
    read_applicant,
)
_ABOUT = {"request": "requests", "results": "requests", "review": "reviews", "review_body": "reviews"}
_HEADING = 8  # tokens
# Words with which a sentence is not told of applications, unless it names them, and outcomes that only these have.
_NOT_OF_APPLICATIONS = {"review", "review_body", "verdict", "in_court", "party", "other_thing", "document", "decision", "publish"}  # fmt: skip
_OF_APPLICATIONS = ("partial", "denied", "unavailable", "not_processed")
_NAMING = {
    *_ABOUT,
    "in_court",
    "request_open",
    "request_short",
    "document",
    "applicant",
    "other_thing",
    "made_of",
}
_THINGS = {"other_thing", "other", "publish", "decision"}
# What tells of a time to come; with what else it may be told which cases are spoken of: 结转下年的2件, 行政复议中被纠正的3件.
_AHEAD = {"plan", "goes_on"}
_OF_CASES = {"receive", "carry", "open", "when", "year", "own", "plain", "happen", "caused", "review", "verdict", *REQUESTS}  # fmt: skip


class _Reader:
    """Reads one run from left to right."""

    def __init__(self, run: Run, office: Office, context: Context) -> None:
        self._run = run
        self._office = office
        self._context = context
        self._scene = Scene(run, office, context)
        self._seen = 0
        self._last: What | None = None
        self._at = -1
        self._changed = False
        context.verb = None
        context.counted = []
        if (context.about, context.before) == ("reviews", "requests") and self._goes_back():
            context.about = "requests"
        run.about = [(0, context.about)]

    def quantities(self) -> Iterator[Quantity]:
        if "number" not in self._run.kinds:
            self._look(len(self._run.tokens))
            return
        asides = iter(self._run.asides)
        aside = next(asides, None)
        for phrase in phrases(self._run):
            while aside and aside[0] <= phrase.at:
                yield from self._aside(*aside)
                aside = next(asides, None)
            self._look(phrase.at)
            yield self._quantity(phrase)
            self._run.about.append((phrase.at, self._context.about))
        self._look(len(self._run.tokens))
        while aside:
            yield from self._aside(*aside)
            aside = next(asides, None)

    def _aside(self, anchor: int, run: Run) -> Iterator[Quantity]:
        """What is in brackets: only what is named there is claimed; the rest are parts of the count before."""
        of_outcome = self._last is not None and self._last.kind == "outcome" and anchor == self._at + 1
        if of_outcome and self._last is not None:
            run = with_short_rows(run, self._last.name)
        for quantity in read(run, self._office, replace(self._context)):
            what = quantity.what
            named = what is not None and (
                what.name not in ("new", "done") or "this" in meant(run.tokens, "receive")
            )
            # 公开规章18件（含新制定4件）: what they are is said before the brackets.
            # 制定规章1件（现行有效6件): those in force are none of those made.
            apart = "in_force" in kinds(run.tokens) and not kinds(run.tokens) & {"of_which", "made_of"}
            if what and what.kind == "document" and not meant(run.tokens, "document") and not apart:
                named = False
            # 予以公开10件（其中部分公开2件）: a group is no part of another of the table's, nor of itself.
            if what and of_outcome and ("." not in what.name or self._is_of_another_outcome(what)):
                named = named and what.kind != "outcome"
            item = self._run.tokens[item_start(self._run.tokens, anchor - 1) : anchor] if anchor else ()
            if what and what.kind == "review" and "verdict" in kinds(item) and "verdict" not in run.kinds:
                named = False  # 纠错21件（复议17件、诉讼4件）
            yield quantity if named else quantity._replace(what=None)

    # -- what the text is about ------------------------------------------------------

    def _goes_back(self) -> bool:
        """Whether a sentence behind one on reviews tells of applications, in words that are said of these alone: 没有不予公开的情形."""
        run = self._run
        if run.lead or run.kinds & _NOT_OF_APPLICATIONS:
            return False
        over = "carry" in run.kinds and "last" in meant(run.tokens, "when") and self._context.over_told
        new = "this" in meant(run.tokens, "receive")
        return over or new or any(name.startswith(_OF_APPLICATIONS) for name in meant(run.tokens, "outcome"))

    def _look(self, end: int) -> None:
        """Take note of what the tokens up to here are about."""
        tokens = self._run.tokens
        for at in range(self._seen, end):
            if tokens[at].kind in _NAMING and (about := self._names(at)):
                self._turn_to(about, headed=bool(self._run.head) and at < _HEADING)
                self._run.about.append((at, about))
            if tokens[at].kind == "review":
                self._context.of_other_cause = are_of_another_cause(self._scene, at)
                self._context.review = self._reviews_without_number(at) or self._context.review
        self._seen = max(self._seen, end)

    def _turn_to(self, about: str, *, headed: bool) -> None:
        if about == "reviews" and self._context.about != "reviews":
            self._context.before = "reviews" if headed else self._context.about
        self._context.about = about

    def _reviews_without_number(self, at: int) -> str:
        """The reviews that a clause names which counts nothing: 复议案件中，维持3件."""
        tokens = self._run.tokens
        clause = tokens[clause_start(tokens, at) : clause_end(tokens, at)]
        return "" if "number" in kinds(clause) else reviews_named(meant(clause, "review"))

    def _names(self, at: int) -> str:
        """What a token makes the text be about; nothing if it leaves that as it is."""
        token = self._run.tokens[at]
        if token.kind == "request_open":
            attribute = self._context.about != "requests" and self._is_attribute(at)
            return "other" if attribute else "requests"
        others = self._context.about == "other" and self._run.about[0][1] != "other"
        if token.kind == "results" and (self._context.about == "reviews" or others):
            return ""  # 行政复议9件，办理结果为：维持7件; 提案9件，办理结果均为满意
        if token.kind == "request_short":
            # 收到申请39件，其中纸质申请36件: some of those counted.
            some = self._context.about == "requests" and "of_which" in kinds(self._run.tokens[:at])
            return "other" if is_qualified(self._run.tokens, at) and not some else "requests"
        if token.kind == "applicant":
            # 申请人中自然人9件 under a heading that tells nothing: of this kind of applications.
            told = token.meaning == "people" and self._run.word(token) == "申请人"
            return "requests" if told and self._context.about in ("heading", "") else ""
        if token.kind == "other_thing":
            return "other" if self._leads_up(at) else ""
        if token.kind == "in_court":
            return "reviews" if "复议" in self._run.word(token) else ""
        if token.kind == "made_of":
            return "requests" if "申请" in self._run.word(token) else ""  # 从申请主体看
        if token.kind == "document":
            return f"document.{token.meaning}"
        return _ABOUT.get(token.kind, "")

    def _leads_up(self, at: int) -> bool:
        """Whether nothing but a thing that is none of the form's stands before a colon: 建议提案：办结12件."""
        tokens = self._run.tokens
        start, end = clause_start(tokens, at), clause_end(tokens, at)
        only = kinds(tokens[start:end]) <= {"other_thing", "comma", "plain", "answer", "other", "by_topic"}
        return only and end < len(tokens) and tokens[end].means("stop", "：")

    def _is_attribute(self, at: int) -> bool:
        """Whether 依申请公开 is how documents are marked: 主动公开114件、依申请公开41件; 认定为主动公开的31份，依申请公开的96份.

        Documents are not answered: 依申请公开41件均已答复.
        """
        tokens = self._run.tokens
        if "answer" in kinds(tokens[at : clause_end(tokens, at)]):
            return False
        behind = next((t for t in tokens[at + 1 :] if t.kind not in ("plain", "sum", "has")), None)
        numbered = behind is not None and behind.kind == "number"
        return numbered and not kinds(tokens[max(at - 3, 0) : at]) & {"receive", "answer", "happen"}

    # -- numbers ---------------------------------------------------------------------

    def _quantity(self, phrase: Phrase) -> Quantity:
        if led := self._came_from(phrase):
            first = clause_start(self._run.tokens, led)
            phrase = replace(phrase, start=first, before=self._run.tokens[first:led])
        what = self._of_the_form(self._what(phrase))
        if what and (self._is_what_is_left(phrase) or self._is_in_another_outcome(phrase, what)):
            what = None
        if what and (self._is_spoken_of_again(phrase, what) or self._is_among_those_counted(phrase, what)):
            what = what._replace(whole=False)
        if what:
            self._learn(phrase, what)
        elif phrase.number.counts_cases and self._is_of_something_else(phrase):
            self._context.about = "other"
        if phrase.number.counts_cases:
            self._context.told.add(phrase.number.value)
        if what or not self._is_change(phrase.before):
            self._context.counted.append(what.name if what else "")
        self._last = what or self._last
        self._at = phrase.at
        excepted = bool(phrase.behind and phrase.before) and phrase.before[-1].kind == "except"
        # 收到9件自然人提出的申请
        by_whom = what is not None and what.kind == "applicant" and "applicant" in kinds(phrase.behind)
        told_behind = phrase.is_told_behind or excepted or by_whom
        last = phrase.behind[-1] if told_behind and phrase.behind else phrase.token
        start = self._run.tokens[phrase.start].start
        now = self._is_of_this_year(replace(phrase, at=led) if led else phrase, what)
        # 镇综合行政执法队作出行政处罚9件: no more than those of the town.
        own = self._office.owned(self._run)[phrase.at] or (
            what is not None
            and (what.kind, what.at_most) == ("decision", True)
            and not what.name.endswith(".public")
            and is_of_its_own_level(self._scene, phrase.at)
        )
        return Quantity(phrase.number, what, start, last.end, self._run, phrase.at, own, now)

    def _came_from(self, phrase: Phrase) -> int:
        """Where 由 leads to the number from which what is counted came to another one: 复议由上年的2件降为1件; 0 where it does not."""
        tokens = self._run.tokens
        start, between = clause_start(tokens, phrase.at), tokens[phrase.start : phrase.at]
        led = next((i for i in range(start, phrase.start) if tokens[i].means("plain", "by", "from")), start)
        one = kinds(tokens[led : phrase.start]) <= {"plain", "when", "year", "number"}
        changed = kinds(between) & {"more", "less"} and between[-1].means("plain", "to", "is")
        return led if led > start and one and changed and kinds(between) <= {"plain", "more", "less"} else 0

    def _is_what_is_left(self, phrase: Phrase) -> bool:
        """Whether what is named before a number is left out of it: 除撤销、结转以外的5件."""
        told = [t.kind for t in phrase.before if t.kind in ("except", "number", "besides")]
        return told == ["except", "besides"] and phrase.before[-1].means("plain", "of")

    def _is_in_another_outcome(self, phrase: Phrase, what: What) -> bool:
        """Whether a row is told of those that had another outcome than its group's: 部分公开12件，其中涉及个人隐私7件."""
        between = self._run.tokens[self._at + 1 : phrase.at]
        among = any(t.kind in ("of_which", "made_of") or t.means("plain", "among") for t in between)
        return among and "." in what.name and self._is_of_another_outcome(what)

    def _is_of_another_outcome(self, what: What) -> bool:
        """Whether what is counted is an outcome of another group than the one counted last."""
        last = self._last
        both = last is not None and last.kind == what.kind == "outcome"
        return both and last is not None and last.name.partition(".")[0] != what.name.partition(".")[0]

    def _is_spoken_of_again(self, phrase: Phrase, what: What) -> bool:
        """Whether applications counted before are spoken of by their number: 受理并处理8件。受理并处理的8件为：."""
        again = phrase.number.value in self._context.told and what.name in ("new", "done")
        return again and any(t.means("plain", "of") for t in phrase.before[-1:])

    def _is_among_those_counted(self, phrase: Phrase, what: What) -> bool:
        """Whether applications that came are some of those with which the sentence begins: 13件中，本年新收12件."""
        tokens = self._run.tokens
        led = tokens[1 : clause_end(tokens, 0)] if tokens[0].counted else ()
        return what.name == "new" and phrase.at > len(led) and "among" in meant(led, "plain")

    def _is_of_something_else(self, phrase: Phrase) -> bool:
        """Whether the words of a number that was not read name a thing; an outcome that is not known is none."""
        words = (*phrase.before, *phrase.behind)
        if "document" in kinds(words) and set(meant(words, "publish")) <= {"out", "open"}:
            return False
        changed = self._scene.words(words) & CHANGED and not kinds(words) & {"other", "other_thing", "name"}
        if self._context.about.startswith("document.") and changed:
            return False  # 制定规范性文件2件，修订1件，废止3件
        if "outcome" in kinds(words) and self._context.about == "requests":
            return False
        found = kinds(words) & _THINGS
        about_requests = self._context.about == "requests"
        listed = bool(self._context.counted) and "of_which" in kinds(self._run.tokens[: phrase.at])
        if listed and about_requests and found <= {"other"}:
            return False  # 收到申请13件，其中网站收到11件，局长信箱收到2件
        clause = self._run.tokens[clause_start(self._run.tokens, phrase.at) : phrase.at]
        if about_requests and "involves" in meant(clause, "by_topic"):
            return False  # 收到申请9件，内容涉及财政信息4件、低保5件
        by_a_way = "way" in kinds(words) and "through" in meant(words, "plain") and about_requests
        if found == {"other"} and ("request" in kinds(words) or by_a_way):
            return False  # 收到邮递依申请公开信息1条, 通过门户网站申请19件
        if {"receive", "way"} <= kinds(words) and not kinds(words) & REQUESTS:
            return True  # 收到来信36件
        if self._last is not None and self._last.kind == "outcome":
            # 部分公开2件、要求重新提供信息1件、已在网站公示1件: in a list of outcomes
            alike = self._run.tokens[self._at].number
            shown = {"publish"} if alike and alike.unit == phrase.number.unit else set[str]()
            return bool(found - {"other", "other_thing", *shown}) or bool(
                set(meant(words, "other_thing")) - {"information"}
            )
        return bool(found)

    def _what(self, phrase: Phrase) -> What | None:
        number = phrase.number
        phrase = self._without_plan(self._without_share(phrase))
        joined = self._changed and [t.kind for t in phrase.before if not t.means("plain", "and")] in (
            ["comma"],
            [],
        )
        self._changed = self._is_change(phrase.before) or (joined and bool(phrase.before))
        if self._changed or "share" in kinds(phrase.before):
            return None  # 分别增加3件、1件
        if phrase.before[:1] and phrase.before[0].means("plain", "of"):
            return None  # 前5名的个人提出167件: the number before makes them some
        if number.counts_cases and number.value % 1:
            return None  # 1.2件复议被纠正: item 1 of a list
        behind = self._run.text[phrase.token.end : phrase.token.end + 2]
        if number.unit == "个" and (
            behind.startswith(OFFICES_COUNTED) or kinds(phrase.behind[:1]) == {"other"}
        ):
            return None  # 3个乡镇共收到52件, 工作有三个特点
        if number.unit == "元":
            return read_fee(self._scene, phrase)
        if number.unit == "次" and "review" in kinds(phrase.before):
            return read_review(self._scene, phrase)  # 被提起行政诉讼1次
        if number.unit == "次" and kinds(phrase.before[-1:]) == {"decision"}:
            return read_decision(self._scene, phrase)  # 采取行政强制措施3次
        if not number.counts_cases:
            return read_document(self._scene, phrase) if number.counts_documents else None
        return next((what for way in _WAYS if (what := way(self._scene, phrase))), None)

    def _without_share(self, phrase: Phrase) -> Phrase:
        """A phrase less 占 where that stands before a number of cases and not before a share: 自然人占86件."""
        behind = self._run.tokens[phrase.at + 1 :][:1]
        bare = bool(phrase.before) and self._run.word(phrase.before[-1]) == "占"
        if not bare or not phrase.number.counts_cases or kinds(behind) - {"stop", "comma"}:
            return phrase
        return replace(phrase, before=phrase.before[:-1])

    def _without_plan(self, phrase: Phrase) -> Phrase:
        """A phrase less what will be done about cases that are spoken of: 将尽快办结|结转的2件申请, 将结合|收到的9件申请."""
        before = phrase.before
        if not before or not before[-1].means("plain", "of"):
            return phrase
        last = len(before) - (2 if before[-2:-1] and before[-2].kind == "answer" else 1)
        start = next((i for i in range(last, 0, -1) if before[i - 1].kind not in _OF_CASES), 0)
        led = start < len(before) - 1 and kinds(before[:start]) & _AHEAD
        return replace(phrase, before=before[start:]) if led else phrase

    def _of_the_form(self, what: What | None) -> What | None:
        """What is counted, as far as the form of the report has figures for it."""
        sums = figures.known(self._office.form, what.sums) if what else ()
        if what is None or not sums:
            return None
        return what if sums == what.sums else what._replace(sums=sums)

    def _is_change(self, before: Tokens) -> bool:
        """Whether a number is by how much something has changed, or from what: 增加3件, 由3件."""
        content = [t for t in before if t.kind not in ("plain", "sum")]
        if content and content[-1].kind in ("more", "less"):
            return True
        told = [
            t for t in before if t.kind not in ("when", "year")
        ]  # 由上年330件增至356件, not 结转自上年3件
        return bool(told) and told[-1].means("plain", "by", "from") and "carry" not in kinds(told)

    def _learn(self, phrase: Phrase, what: What) -> None:
        """Take note of what was counted."""
        if what.kind in ("flow", "outcome"):
            self._context.about = "requests"
        if what.kind == "review":
            self._context.about = "reviews"
        if what.kind == "flow":
            self._context.flow = what
        if what.name == "carried_in" and not self._is_done_apart(phrase):
            self._context.over_told = True

    def _is_done_apart(self, phrase: Phrase) -> bool:
        """Whether what came over is said to have been done by itself: 上年结转的3件均已办结."""
        tokens = self._run.tokens
        stops = [i for i in range(phrase.at, len(tokens)) if tokens[i].kind == "stop"]
        clause: Tokens = ()
        if stops and tokens[stops[0]].means("stop", "，"):
            clause = tokens[stops[0] + 1 : stops[1] if len(stops) > 1 else len(tokens)]
        following = () if "number" in kinds(clause) else clause
        return "finished" in meant((*phrase.behind, *following), "answer")

    def _is_of_this_year(self, phrase: Phrase, what: What | None) -> bool:
        if what is None or what.name == "carried_in":
            return True
        # 截至目前，现行有效19件，本年度制发1件: what is in force is so at the end of any time.
        named = self._run.tokens[phrase.start : phrase.at]
        when = set(meant(named, "when"))  # not 上年制定、本年公布的1件, 由年初的18件
        in_force = what.name.endswith(".in_force") and not when & {"last", "start"}
        if what.kind == "document" and (when == {"this"} or in_force):
            return not {int(year) for year in meant(named, "year")} - {self._office.year}
        # The years beside what is carried over are those from and to which it is carried.
        end = phrase.start if what.name in ("carried_out", "carried") else phrase.at
        start = row_start(self._run.tokens, phrase.start) if what.kind == "review" else phrase.start
        # 2024年将对收到的9件申请回访: what came is spoken of in a plan, and no later year has it.
        planned = self._run.kinds & _AHEAD and "this" not in meant(phrase.before, "receive")
        spoken = what.name == "spoken_of" or any(t.means("plain", "of") for t in phrase.before[-1:])
        cases = spoken and what.kind in ("flow", "way", "review")
        decisions = what.unsure and kinds(phrase.behind[:1]) == {"decision"}
        ahead = bool(planned and (cases or decisions))
        return self._office.speaks_of(self._run, start, end, ahead=ahead)
