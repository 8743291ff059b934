"""What the numbers of a sentence count: applications, outcomes, applicants, reviews, documents, decisions.

A quantity is read where each word between the verb, the thing and the number is understood. Where one is
not, nothing is read: the number may count something else.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sum, Sums
from ndbg.check.prose.office import Office, is_short_for
from ndbg.check.prose.sentences import Phrase, Run, phrases
from ndbg.check.prose.tokens import Number, Token

Kind = Literal["flow", "outcome", "applicant", "review", "document", "decision"]
Tokens = Sequence[Token]


@dataclass(frozen=True, slots=True)
class What:
    """What is counted. `sums` are what the count may rightly be, the nearest first.

    `name` tells quantities of one kind apart: `new`, `denied`, `natural_person`, `reconsideration`. What is
    not `whole` is only a part of it, told apart from the rest: 已主动公开 beside 同意公开.
    """

    kind: Kind
    name: str
    sums: Sums
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Quantity:
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


@dataclass(slots=True)
class Context:
    """What a text has been about: the last thing that was counted or named, across sentences.

    `over_told` is whether it has told of what came over from last year without saying that this was done apart.
    """

    about: str = ""
    flow: What | None = None
    review: str = ""
    over_told: bool = False


# -- what words leave open ------------------------------------------------------------------

_NEUTRAL = {
    "plain", "sum", "has", "of_which", "more_over", "comma", "done", "all", "in_time", "each", "when", "own", "whole",
    "and_so_on", "year", "part", "stop", "about", "until", "day", "month", "caused", "happen", "name",
}  # fmt: skip
_REQUESTS = {"request", "request_open", "request_short"}
_NOT_REQUESTS = {"other_thing", "by_topic", "document", "decision", "publish", "review", "rest", "verdict", "share", "rate", "no", "except"}  # fmt: skip
_ALONE = _NEUTRAL - {"caused", "happen", "name", "comma"} | {"receive", "answer"}


def kinds(tokens: Tokens) -> set[str]:
    """The kinds of some tokens."""
    return {t.kind for t in tokens}


def meant(tokens: Tokens, kind: str) -> list[str]:
    """The meanings of the tokens of a kind, in order."""
    return [t.meaning for t in tokens if t.kind == kind]


def read(run: Run, office: Office, context: Context) -> list[Quantity]:
    """The quantities of a run and of what is in its brackets, in order. `context` is kept up to date."""
    return list(_Reader(run, office, context).quantities())


class _Reader:
    """Reads one run from left to right."""

    def __init__(self, run: Run, office: Office, context: Context) -> None:
        self._run = run
        self._office = office
        self._context = context
        self._owned = office.owned(run)
        self._seen = 0
        self._head: What | None = None
        self._verb: Token | None = None
        run.about = [(0, context.about)]

    def quantities(self) -> Iterator[Quantity]:
        asides = iter(self._run.asides)
        aside = next(asides, None)
        for phrase in phrases(self._run):
            while aside and aside[0] <= phrase.at:
                yield from self._aside(aside[1])
                aside = next(asides, None)
            self._look(phrase.at)
            yield self._quantity(phrase)
            self._run.about.append((phrase.at, self._context.about))
        self._look(len(self._run.tokens))
        while aside:
            yield from self._aside(aside[1])
            aside = next(asides, None)

    def _aside(self, run: Run) -> Iterator[Quantity]:
        """What is in brackets: only what is named there is claimed; the rest are parts of the count before."""
        inner = Context(self._context.about, self._context.flow, self._context.review)
        for quantity in read(run, self._office, inner):
            named = quantity.what is not None and quantity.what.name not in ("new", "done")
            yield quantity if named else _unread(quantity)

    def _look(self, end: int) -> None:
        """Take note of what the tokens up to here are about."""
        for at in range(self._seen, end):
            token = self._run.tokens[at]
            if token.kind == "request_open" and self._is_attribute(at):
                self._context.about = "other"
            elif token.kind in ("request", "request_open") or (
                token.kind == "request_short" and not self._is_qualified(at)
            ):
                self._context.about = "requests"
            elif token.kind == "request_short":
                self._context.about = "other"
            elif token.kind == "document":
                self._context.about = f"document.{token.meaning}"
            elif token.kind == "review":
                self._context.about = "reviews"
            else:
                continue
            self._run.about.append((at, self._context.about))
        self._seen = max(self._seen, end)

    def _is_attribute(self, at: int) -> bool:
        """Whether 依申请公开 is how documents are marked: 主动公开114件、依申请公开41件."""
        tokens = self._run.tokens
        numbered = at + 1 < len(tokens) and tokens[at + 1].kind == "number"
        before = tokens[max(at - 3, 0) : at]
        return numbered and not kinds(before) & {"receive", "answer", "happen"}

    def _is_qualified(self, at: int) -> bool:
        """Whether a bare 申请 is one of another kind: 法律援助申请."""
        return at > 0 and self._run.tokens[at - 1].kind in (
            "other",
            "other_thing",
            "decision",
            "name",
            "figure",
        )

    def _quantity(self, phrase: Phrase) -> Quantity:
        what = self._what(phrase)
        number = phrase.number
        if what:
            if what.kind in ("flow", "outcome"):
                self._context.about = "requests"
            if what.name == "carried_in" and not self._done_apart(phrase):
                self._context.over_told = True
            if what.kind == "flow":
                self._head = self._context.flow = what
            if what.kind == "review":
                self._context.about = "reviews"
        elif number.counts_cases and self._is_of_something_else(phrase):
            self._context.about = "other"
        first = phrase.start if phrase.start < phrase.at else phrase.at
        tokens = self._run.tokens
        last = phrase.behind[-1] if first == phrase.at and phrase.behind else phrase.token
        start = tokens[first]
        own = self._owned[phrase.at]
        now = self._is_of_this_year(phrase, what)
        return Quantity(number, what, start.start, last.end, self._run, phrase.at, own, now)

    def _done_apart(self, phrase: Phrase) -> bool:
        """Whether what came over is said to have been done by itself: 上年结转的3件均已办结."""
        return "answer" in kinds(phrase.behind) or any(
            t.kind == "answer" for t in self._clause_behind(phrase.at)
        )

    def _clause_behind(self, at: int) -> Tokens:
        """The clause behind that of a number."""
        tokens = self._run.tokens
        stops = [i for i in range(at, len(tokens)) if tokens[i].kind == "stop"]
        if not stops or tokens[stops[0]].meaning != "，":
            return ()
        clause = tokens[stops[0] + 1 : stops[1] if len(stops) > 1 else len(tokens)]
        return clause if "number" not in kinds(clause) else ()

    def _is_of_something_else(self, phrase: Phrase) -> bool:
        """Whether the words of a number that was not read name a thing."""
        told = (*phrase.before, *phrase.behind)
        return bool(kinds(told) & {"other_thing", "other", "publish", "decision"})

    def _is_of_this_year(self, phrase: Phrase, what: What | None) -> bool:
        if what and what.name == "carried_in":
            return True
        # The years beside what is carried over are those from and to which it is carried.
        end = phrase.start if what and what.name in ("carried_out", "carried") else phrase.at
        return self._office.speaks_of(self._run, phrase.start, end)

    # -- what is counted -----------------------------------------------------------

    def _what(self, phrase: Phrase) -> What | None:
        number = phrase.number
        if number.unit == "元":
            return self._fee(phrase)
        if not number.counts_cases:
            return self._document(phrase) if number.counts_documents else None
        ways: tuple[Callable[[Phrase], What | None], ...] = (
            self._document,
            self._decision,
            self._review,
            self._outcome,
            self._flow,
            self._applicant,
        )
        if _is_change(phrase.before) or "share" in kinds(phrase.before):
            return None
        return next((what for way in ways if (what := way(phrase))), None)

    def _unknown(self, tokens: Tokens) -> bool:
        """Whether tokens hold a word that is not understood; parts of the office's own name are."""
        return any(
            t.kind in ("other", "figure", "name")
            and not (self._office.agency and is_short_for(self._run.word(t), self._office.agency))
            for t in tokens
        )

    # -- reviews -------------------------------------------------------------------

    def _review(self, phrase: Phrase) -> What | None:
        """Counts of 复议 and 诉讼, in all or by how they ended."""
        words = list(phrase.before)
        named = meant(words, "review")
        verdicts = meant(words, "verdict")
        withdrawn = "withdrawn" in meant(words, "outcome")
        if not named and not verdicts and kinds(phrase.behind) & {"review", "verdict"}:
            words = [*phrase.before, *phrase.behind]
            named, verdicts = meant(words, "review"), meant(words, "verdict")
        if not named and not (verdicts and self._context.about == "reviews"):
            return None
        whole = [*self._run.lead, *self._run.tokens[: phrase.at + 1], *phrase.behind]
        caused = "caused" in kinds(whole)
        court = meant(whole, "in_court")
        if "always" in court or (court and not caused):
            return None
        if not caused and kinds(words) & {"receive", "answer"}:
            return None  # 收到行政复议申请 may be said by those who decide on it
        last = max(i for i, t in enumerate(words) if t.kind in ("review", "verdict"))
        if self._unknown(words[last:]) or kinds(words[last:]) & {
            "other_thing",
            "no",
            "rate",
            "request_short",
        }:
            return None
        if (
            kinds(words) & {"no", "other_thing", "publish", "by_topic"} - {"by_topic" if named else ""}
            or withdrawn
        ):
            return None
        which = _reviews_named(named)
        if which:
            self._context.review = which
        known = which or self._context.review
        if not known:
            return None
        sums = self._reviewed(known, verdicts, named=bool(which))
        return What("review", f"{known}.{'.'.join(verdicts)}", sums) if sums else None

    def _reviewed(self, which: str, verdicts: Sequence[str], *, named: bool) -> Sums:
        """What a count of reviews may be. Where 复议 and 诉讼 were both told of, an outcome may be of either."""
        if not verdicts:
            return figures.reviews(which)
        if len(set(verdicts)) > 1:
            return ()
        found = figures.reviews(which, verdicts[-1])
        if named and which != "both":
            return found
        others = ("both", "reconsideration", "litigation") if self._context.review else ()
        told = {q for q in others if q != which}
        more = tuple(s for other in others if other in told for s in figures.reviews(other, verdicts[-1]))
        return tuple(dict.fromkeys((*found, *more))) if self._tells_of_both() else found

    def _tells_of_both(self) -> bool:
        """Whether the sentence names 复议 and 诉讼 both."""
        named = {m.partition("_")[0] for m in meant((*self._run.lead, *self._run.tokens), "review")}
        return len(named) > 1

    # -- outcomes ------------------------------------------------------------------

    def _outcome(self, phrase: Phrase) -> What | None:
        """Counts of outcomes of applications; several outcomes before one number are added up."""
        if self._context.about != "requests":
            return None
        for words in (phrase.before, phrase.behind):
            if "outcome" in kinds(words):
                return self._outcomes(words)
        content = [t for t in phrase.before if t.kind not in _NEUTRAL]
        if [t.kind for t in content] == ["open_word"] and "of_which" in kinds(self._run.tokens[: phrase.at]):
            return What("outcome", "granted", (figures.outcome("granted"),))
        return None

    def _outcomes(self, words: Tokens) -> What | None:
        places = [i for i, t in enumerate(words) if t.kind == "outcome"]
        last = places[-1]
        found = kinds(words)
        if found & {"by_topic", "review", "document", "decision", "no", "rest", "except", "way"}:
            return None
        if self._unknown(words) or kinds(words[last:]) & {"other_thing", "receive", "carry"}:
            return None
        joined = [words[last].meaning]
        for at, following in zip(places[-2::-1], places[:0:-1], strict=True):
            between = kinds(words[at + 1 : following])
            if between - {"plain", "comma", "and_so_on", "answer", "request_short", "open_word", "has"}:
                break
            joined.insert(0, words[at].meaning)
        if joined == ["told_before"]:
            return What("outcome", "granted", (figures.outcome("granted"),), whole=False)
        if set(joined) & {"told_before", "withdrawn", "not_information"}:
            return None
        sums = _outcome_sums(joined, and_so_on="and_so_on" in kinds(words[: last + 1]))
        return What("outcome", "+".join(joined), sums) if sums else None

    # -- what came in, was handled, went over ------------------------------------------

    def _flow(self, phrase: Phrase) -> What | None:
        before, behind = phrase.before, phrase.behind
        if carried := self._carried(phrase):
            return carried
        found = kinds(before)
        if found & (_NOT_REQUESTS | {"outcome", "carry", "turn", "open", "plan"}) or self._counts_a_way(
            before
        ):
            return None
        verbs = [i for i, t in enumerate(before) if t.kind in ("receive", "answer")]
        things = [i for i, t in enumerate(before) if t.kind in _REQUESTS]
        short = bool(things) and before[things[-1]].kind == "request_short"
        if not verbs and not (things and before[things[-1]].kind == "request"):
            return None
        first = min((*verbs, *things), default=0) if things else min(verbs)
        if verbs and things and things[0] > verbs[0]:
            first = verbs[0]
        if self._unknown(before[first:]):
            return None
        if short and (
            self._is_qualified_in(before, things[-1]) or self._context.about not in ("requests", "")
        ):
            return None
        if not things and not self._names_requests(behind):
            # 受理9件 alone: only where the text has been about applications, and nothing else is named.
            alone = found <= _ALONE and self._context.about == "requests"
            texts = [self._run.word(before[i]) for i in verbs]
            if (
                not alone
                or self._names_something(behind)
                or ("of_which" in found and not set(texts) & _TOLD_APART)
            ):
                return None
        elif "of_which" in found and not things:
            return None
        if not things and behind and not self._names_requests(behind) and self._names_something(behind):
            return None
        name = "done" if any(before[i].kind == "answer" for i in verbs) else "new"
        sums = self._flow_sums(phrase, name, [before[i].meaning for i in verbs if before[i].kind == "answer"])
        return self._by_applicants(before, behind, What("flow", name, sums))

    def _flow_sums(self, phrase: Phrase, name: str, answered: Sequence[str]) -> Sums:
        """What came in may include what came over, and what was handled may leave it out, unless that is told."""
        if name == "new":
            return (figures.NEW,) if self._over_follows(phrase) else figures.RECEIVE
        if "" in answered or "receive" in kinds(phrase.before):
            return figures.HANDLE
        return (figures.DONE,) if self._context.over_told else figures.ANSWER

    def _over_follows(self, phrase: Phrase) -> bool:
        """Whether the number of those that came over is told right behind that of those received: 新收7件，另有上年结转1件."""
        tokens = self._run.tokens
        following = next((i for i in self._run.numbers() if i > phrase.at), None)
        if following is None:
            return False
        between = tokens[phrase.at + 1 : following]
        found = kinds(between)
        if found & {"of_which", "made_of", "except"} or not found & {"carry"}:
            return False
        aside = any(phrase.at < anchor <= following for anchor, _ in self._run.asides)
        return not aside and self._direction(between) == "carried_in"

    def _is_qualified_in(self, words: Tokens, at: int) -> bool:
        return at > 0 and words[at - 1].kind in ("other", "other_thing", "decision", "name", "figure")

    def _counts_a_way(self, words: Tokens) -> bool:
        """Whether only what came by one way is counted; 通过网络、信函等渠道 tells of all of them."""
        found = kinds(words)
        return "way" in found and "all_ways" not in found

    def _names_requests(self, behind: Tokens) -> bool:
        """Whether a number is followed by 政府信息公开申请, and by nothing that makes it another thing."""
        content = [t for t in behind if t.kind != "plain"]
        skipped = [t for t in content if t.kind != "applicant"]
        return (
            bool(skipped)
            and skipped[0].kind in _REQUESTS
            and not self._unknown(content[: content.index(skipped[0])])
        )

    def _names_something(self, behind: Tokens) -> bool:
        """Whether a number is followed by a thing that is not known, or is none of the form's."""
        content = [t for t in behind if t.kind not in ("plain", "comma")]
        return bool(content) and content[0].kind in (
            "other",
            "other_thing",
            "by_topic",
            "name",
            "way",
            "decision",
            "document",
            "publish",
        )

    def _by_applicants(self, before: Tokens, behind: Tokens, flow: What) -> What:
        """收到自然人提出的申请 counts those of some applicants; 公民、法人和其他组织 are all of them."""
        named = list(
            dict.fromkeys(m for t in (before, behind) for m in meant(t, "applicant") if m != "people")
        )
        if not named or _are_all(named):
            return flow
        sums = tuple(figures.applicants(named, whole) for whole in (*flow.sums, *_WHOLES) if not whole.less)
        # 公民 may be short for all who apply.
        loosely = flow.sums if "公民" in self._words(before) or named == ["organisations"] else ()
        return What("applicant", "+".join(named), tuple(dict.fromkeys((*sums, *loosely))))

    def _words(self, tokens: Tokens) -> set[str]:
        return {self._run.word(t) for t in tokens}

    def _carried(self, phrase: Phrase) -> What | None:
        """What came over from last year, or went over to the next one."""
        verbs = kinds(phrase.before) & {"receive", "answer"}
        for words in (phrase.before,) if verbs else (phrase.before, phrase.behind):
            found = kinds(words)
            if not found & {"carry", "turn", "open"}:
                continue
            if found & {
                "other_thing",
                "by_topic",
                "review",
                "document",
                "publish",
                "no",
                "way",
                "rate",
                "verdict",
            }:
                return None
            name = self._direction(words)
            if not name or (words is phrase.before and self._unknown(words)):
                return None
            sums = {
                "carried_in": (figures.CARRIED_IN,),
                "carried_out": (figures.CARRIED_OUT,),
                "carried": (figures.CARRIED_OUT, figures.CARRIED_IN),
            }[name]
            return What("flow", name, sums)
        return None

    def _direction(self, words: Tokens) -> str:
        """From which year to which: `carried_in`, `carried_out`, `carried` where that is not said, or nothing."""
        at = next(i for i, t in enumerate(words) if t.kind in ("carry", "turn", "open"))
        source = [self._side(t) for t in words[:at]]
        target = [self._side(t) for t in words[at + 1 :]]
        answered = [i for i, t in enumerate(words) if t.kind in ("answer", "receive") and i > at]
        if "last" in source:
            # 上年结转的共办结28件 counts what was handled.
            return "" if answered else "carried_in"
        if words[at].kind == "open":
            return "carried_out"
        if "next" in target or "next" in source:
            return "carried_out"
        if "now" in target:
            return "carried_in" if words[at].kind == "carry" else ""
        if "last" in target:
            return (
                "carried_in"
                if not any(
                    t.kind == "plain" and t.meaning == "" and self._run.word(t) in ("至", "到", "入")
                    for t in words
                )
                else ""
            )
        if "carry_next" in kinds(words[at:]):
            return "carried_out"
        if words[at].kind == "turn" or answered:
            return ""
        return "carried_out" if "now" in source else "carried"

    def _side(self, token: Token) -> str:
        """Whether a token names last year, this one or the next."""
        if token.kind == "when":
            return {"last": "last", "next": "next", "this": "now"}.get(token.meaning, "")
        if token.kind == "year" and self._office.year:
            year = int(token.meaning)
            return "last" if year < self._office.year else "next" if year > self._office.year else "now"
        return ""

    # -- applicants ----------------------------------------------------------------

    def _applicant(self, phrase: Phrase) -> What | None:
        """Counts of applications by those who made them: 其中自然人申请741件."""
        words = phrase.before if "applicant" in kinds(phrase.before) else phrase.behind
        named = list(dict.fromkeys(m for m in meant(words, "applicant")))
        if not named or "people" in named or self._context.about != "requests" or _are_all(named):
            return None
        found = kinds(words)
        if (
            found & (_NOT_REQUESTS | {"carry", "turn", "outcome", "answer"})
            or self._unknown(words)
            or "way" in found
        ):
            return None
        first = next(i for i, t in enumerate(words) if t.kind == "applicant")
        if any(self._run.word(t) in ("和", "及", "与") for t in words[:first]):
            return None  # of these and others together
        if named == ["other_org"]:
            named = ["other_org", "organisations"]
        head = self._head or self._context.flow
        wholes = [s for s in (head.sums if head else ()) if not s.less]
        each = [named] if "organisations" not in named or len(named) == 1 else [[name] for name in named]
        sums = tuple(dict.fromkeys(figures.applicants(n, w) for n in each for w in (*wholes, *_WHOLES)))
        return What("applicant", "+".join(named), sums)

    # -- the second table ------------------------------------------------------------

    def _document(self, phrase: Phrase) -> What | None:
        """规章 and 规范性文件: 制发, 废止, 现行有效."""
        words = [*phrase.before, *phrase.behind]
        named = meant(words, "document")
        about = self._context.about
        verbs = [t for t in words if t.kind in ("issue", "repeal", "in_force")]
        if named and len(set(named)) > 1:
            return None
        if not named and not (verbs and about.startswith("document.")):
            return None
        found = kinds(words)
        if found & {
            "publish",
            "other_thing",
            "no",
            "request",
            "request_short",
            "request_open",
            "receive",
            "answer",
            "by_topic",
            "way",
            "rate",
            "review",
            "plan",
        }:
            self._verb = None
            return None
        if self._unknown(words):
            return None
        joined = phrase.start > 0 and phrase.before and phrase.before[0].kind == "comma"
        verb = verbs[-1] if verbs else self._verb if joined else None
        self._verb = verb
        if verb is None or len(kinds(verbs)) > 1:
            return None
        column = {"issue": "issued", "repeal": "repealed", "in_force": "in_force"}[verb.kind]
        which = named[-1] if named else about.partition(".")[2]
        self._context.about = f"document.{which}"
        return What("document", f"{which}.{column}", (figures.documents(which, column),))

    def _decision(self, phrase: Phrase) -> What | None:
        """行政许可, 行政处罚 and 行政强制: how many were decided."""
        words = [*phrase.before, *phrase.behind]
        named = meant(words, "decision")
        if len(named) != 1 or named[0] == "fees":
            return None
        found = kinds(words)
        if found & {
            "publish",
            "other_thing",
            "no",
            "request",
            "receive",
            "by_topic",
            "way",
            "rate",
            "plan",
            "document",
            "applicant",
        }:
            self._verb = None
            return None
        if self._unknown(words) or _publishes(self._run.tokens[: phrase.at]):
            return None
        verbs = [t for t in words if t.kind in ("decide", "answer")]
        joined = phrase.start > 0 and phrase.before and phrase.before[0].kind == "comma"
        verb = verbs[-1] if verbs else self._verb if joined else None
        self._verb = verb
        if verb is None:
            return None
        return What("decision", named[0], (figures.decisions(named[0]),))

    def _fee(self, phrase: Phrase) -> What | None:
        """What was charged: 行政事业性收费27.9万元."""
        words = phrase.before
        if meant(words, "decision") != ["fees"] or self._unknown(words):
            return None
        if kinds(words) & {"publish", "other_thing", "no", "by_topic", "plan"}:
            return None
        return What("decision", "fees", (figures.decisions("fees"),))


_WHOLES = (figures.NEW, figures.RECEIVED, figures.DONE)
_TOLD_APART = {"新收", "办结"}


def _unread(quantity: Quantity) -> Quantity:
    return Quantity(
        quantity.number,
        None,
        quantity.start,
        quantity.end,
        quantity.run,
        quantity.at,
        quantity.own,
        quantity.now,
    )


def _are_all(named: Sequence[str]) -> bool:
    """Whether people and organisations are both named: 公民、法人和其他组织."""
    return "natural_person" in named and bool(set(named) & {"organisations", "other_org"})


def _is_change(before: Tokens) -> bool:
    """Whether a number is by how much something has changed: 增加3件, 由3件."""
    content = [t for t in before if t.kind not in ("plain", "sum")]
    return bool(content) and content[-1].kind in ("more", "less")


def _publishes(tokens: Tokens) -> bool:
    """Whether the sentence is about what was published up to there."""
    return bool(kinds(tokens) & {"publish", "of_which"})


def _reviews_named(named: Sequence[str]) -> str:
    """What 复议 and 诉讼 are named: one of them, `both`, or nothing."""
    kinds_named = set(named)
    if not kinds_named:
        return ""
    if "reconsideration" in kinds_named:
        return "reconsideration" if len(kinds_named) == 1 else "both"
    special = kinds_named - {"litigation"}
    return special.pop() if len(special) == 1 else "litigation"


def _outcome_sums(joined: Sequence[str], *, and_so_on: bool) -> Sums:
    """What a count of outcomes may be; with 等 the group that the verb names stands for all of it."""
    names = list(dict.fromkeys(joined))
    if "not_existing" in names:
        held, made = figures.outcome("unavailable.not_held"), figures.outcome("unavailable.needs_creation")
        return (held, held + made, figures.outcome("unavailable")) if len(names) == 1 else ()
    groups = [name for name in names if "." not in name]
    rows = [name for name in names if "." in name]
    added = [_added(groups)] if groups else []
    if rows and not (and_so_on and groups):
        added.insert(0, _added(rows))
    return tuple(added)


def _added(names: Sequence[str]) -> Sum:
    total = figures.outcome(names[0])
    for name in names[1:]:
        total += figures.outcome(name)
    return total


def words_about(run: Run, words: Tokens, about: str, *, parts_only: bool = False) -> Sums:
    """What words without a number name: 申请量, 予以公开或部分公开; nothing if it cannot be told.

    `parts_only`: outcomes and applicants, which are parts of a whole.
    """
    found = kinds(words)
    if found & {
        "other",
        "other_thing",
        "by_topic",
        "way",
        "review",
        "figure",
        "name",
        "document",
        "decision",
    }:
        return ()
    if "outcome" in found and about == "requests":
        joined = meant(words, "outcome")
        if set(joined) & {"told_before", "withdrawn", "not_information", "not_existing"}:
            return ()
        return _outcome_sums(joined, and_so_on="and_so_on" in found)
    named = [m for m in meant(words, "applicant") if m != "people"]
    if named and not _are_all(named):
        return tuple(figures.applicants(list(dict.fromkeys(named)), whole) for whole in _WHOLES)
    if parts_only or named or not found & _REQUESTS:
        return ()
    if "request_short" in found and about != "requests" and not found & {"request", "request_open"}:
        return ()
    return figures.ANSWER if "answer" in found else figures.RECEIVE
