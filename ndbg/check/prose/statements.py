"""What a text says in words of all or of none: everything is answered, no application came, nobody went to court.

A statement holds where certain figures are 0. It is read from its words in their order; what lies between
them must be understood.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sum
from ndbg.check.prose.office import Office
from ndbg.check.prose.quantities import Quantity
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import Token

Tokens = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Statement:
    """Words from `start` to `end` that are true only where the figures of `none` are 0."""

    start: int
    end: int
    none: Sum


def statements(
    run: Run, quantities: Sequence[Quantity], office: Office, *, loosely: bool
) -> Iterator[Statement]:
    """The statements of a sentence that the tables can bear out.

    `loosely` is whether the text has said that something is carried over: then 全部办结 is only put loosely.
    """
    reader = _Reader(run, quantities, office, loosely=loosely)
    yield from reader.statements()


_SKIPPED = {"plain", "done", "in_time", "all", "own", "comma", "and_so_on", "sum", "applicant", "year"}
_REQUESTS = {"request", "request_open", "request_short"}


class _Reader:
    """Reads one sentence clause by clause."""

    def __init__(self, run: Run, quantities: Sequence[Quantity], office: Office, *, loosely: bool) -> None:
        self._run = run
        self._tokens = run.tokens
        self._quantities = quantities
        self._office = office
        self._owned = office.owned(run)
        self._loosely = loosely

    def statements(self) -> Iterator[Statement]:
        for first, last in self._clauses():
            for start, end, none, past in self._clause(first, last):
                if not self._owned[start]:
                    continue
                if past or self._office.speaks_of(self._run, first, end):
                    yield Statement(self._tokens[start].start, self._tokens[end].end, none)

    def _clauses(self) -> Iterator[tuple[int, int]]:
        start = 0
        for at, token in enumerate(self._tokens):
            if token.kind == "stop":
                if at > start:
                    yield start, at
                start = at + 1
        if start < len(self._tokens):
            yield start, len(self._tokens)

    def _clause(self, first: int, last: int) -> Iterator[tuple[int, int, Sum, bool]]:
        """The statements of a clause: first and last token, figures, whether they are of the year before."""
        for at in range(first, last):
            kind = self._tokens[at].kind
            if kind == "all":
                found = self._all(first, at, last)
            elif kind == "no":
                found = self._none(first, at, last)
            elif kind == "done":
                found = self._answered(first, at, last)
            else:
                continue
            if found:
                yield found
                return

    def _next(self, at: int, last: int, skipped: set[str] = _SKIPPED) -> int | None:
        """The next token that says something."""
        return next((i for i in range(at, last) if self._tokens[i].kind not in skipped), None)

    def _words(self, start: int, end: int) -> str:
        return self._run.text[self._tokens[start].start : self._tokens[end].end]

    # -- all of them -----------------------------------------------------------------

    def _all(self, first: int, at: int, last: int) -> tuple[int, int, Sum, bool] | None:
        told = self._tokens[first:at]
        if kinds(told) & {"except", "rest", "no"}:
            return None
        applicants = self._all_applicants(first, at, last)
        if applicants:
            return applicants
        verb = self._next(at + 1, last)
        if verb is None:
            return None
        kind = self._tokens[verb].kind
        if kind == "verdict" or (
            kind in ("happen", "has") and verb + 1 < last and self._tokens[verb + 1].kind == "verdict"
        ):
            return self._all_upheld(first, at, verb if kind == "verdict" else verb + 1)
        if kind == "answer":
            return self._all_answered(first, at, verb, last)
        if (
            kind == "outcome"
            and self._tokens[verb].meaning == "granted"
            and self._is_about_requests(first, at)
        ):
            return at, verb, figures.all_but_granted(), False
        return None

    def _all_answered(self, first: int, at: int, verb: int, last: int) -> tuple[int, int, Sum, bool] | None:
        """全部办结; that all was answered within the time laid down says nothing of what is still open."""
        if self._loosely or not self._is_about_requests(first, at):
            return None
        within = kinds(self._tokens[at:verb])
        limited = "in_time" in within and self._is_limited(at, verb)
        if limited and not self._is_finished(verb, last):
            return None
        if verb + 1 < last and self._tokens[verb + 1].kind in ("comma",):
            return None
        end = verb + 1 if verb + 1 < last and self._tokens[verb + 1].kind == "answer" else verb
        return at, end, figures.CARRIED_OUT, False

    def _is_finished(self, verb: int, last: int) -> bool:
        """Whether a verb says that nothing is left: 办结, 答复完毕."""
        return any(word in self._words(verb, min(verb + 1, last - 1)) for word in _FINISHED)

    def _is_limited(self, at: int, verb: int) -> bool:
        return any(
            t.kind == "in_time"
            and any(sign in self._run.word(t) for sign in ("期限", "时限", "时间", "日内", "期内", "期间"))
            for t in self._tokens[at:verb]
        )

    def _answered(self, first: int, at: int, last: int) -> tuple[int, int, Sum, bool] | None:
        """收到申请1件，已办结: said right behind the number of those received."""
        before = [q for q in self._quantities if q.run is self._run and q.at < at]
        if self._loosely or not before or before[-1].what is None or before[-1].what.name != "new":
            return None
        between = self._tokens[before[-1].at + 1 : at]
        if kinds(between) - {"plain", "stop", "own", "request", "request_short", "all", "applicant"}:
            return None
        verb = self._next(at + 1, last)
        if verb is None or self._tokens[verb].kind != "answer":
            return None
        if self._is_limited(at, verb) and not self._is_finished(verb, last):
            return None
        if kinds(self._tokens[verb + 1 : last]) & {"number", "outcome"}:
            return None
        return at, verb, figures.CARRIED_OUT, False

    def _is_about_requests(self, first: int, at: int) -> bool:
        """Whether what is all done is applications: named in the clause, or what the text was about before."""
        told = self._tokens[first:at]
        if kinds(told) & {
            "review",
            "other_thing",
            "publish",
            "document",
            "decision",
            "when",
            "year",
        } - self._when(told):
            return False
        if self._has_unknown_thing(told):
            return False
        return self._run.about_at(at) == "requests"

    def _when(self, told: Tokens) -> set[str]:
        """Words of time that do not make it a part: this year."""
        when = {t.meaning for t in told if t.kind == "when"}
        ours = when <= {"this"} or when == {"this", "last"}  # 全年新收和上年结转的
        years = all(t.meaning == f"{self._office.year}" for t in told if t.kind == "year")
        return {"when", "year"} if ours and years else set()

    def _has_unknown_thing(self, told: Tokens) -> bool:
        """Whether a clause names a thing that is not known right before what is said of it."""
        content = [
            t
            for t in told
            if t.kind not in ("plain", "all", "done", "in_time", "own", "when", "year", "number")
        ]
        return bool(content) and content[-1].kind in ("other", "name", "figure")

    def _all_applicants(self, first: int, at: int, last: int) -> tuple[int, int, Sum, bool] | None:
        """均为自然人申请: no organisation has applied."""
        named = [i for i in range(at + 1, last) if self._tokens[i].kind == "applicant"]
        if not named or self._run.about_at(at) != "requests":
            return None
        between = kinds(self._tokens[at + 1 : named[0]])
        if between - {"plain", "happen", "comma"} or kinds(self._tokens[first:at]) & {
            "review",
            "other_thing",
            "way",
        }:
            return None
        meanings = set(meant(self._tokens[at:last], "applicant")) - {"people"}
        tail = kinds(self._tokens[named[0] + 1 : last])
        if tail - {"plain", "applicant", "receive", "comma", *_REQUESTS, "way"}:
            return None
        others = [
            name
            for name in _COLUMNS
            if name not in meanings and not (name != "natural_person" and "organisations" in meanings)
        ]
        if not meanings or not others or len(others) == len(_COLUMNS):
            return None
        end = max(i for i in named)
        none = figures.applicants(others, figures.NEW)
        return at, end, Sum("本年新收中的其他申请人", none.cells), False

    def _all_upheld(self, first: int, at: int, verdict: int) -> tuple[int, int, Sum, bool] | None:
        """均获维持 or 全部胜诉: no case was lost."""
        meaning, word = self._tokens[verdict].meaning, self._run.word(self._tokens[verdict])
        if meaning != "upheld" and "胜诉" not in word and "驳回" not in word:
            return None
        named = self._reviews_before(at)
        if not named:
            return None
        which = "both" if len(named) > 1 else named.pop()
        if meaning == "upheld":
            lost = figures.reviews(which, "corrected")[0]
            return at, verdict, lost, False
        return at, verdict, figures.reviews("litigation" if which == "both" else which, "corrected")[0], False

    def _reviews_before(self, at: int) -> set[str]:
        """What reviews the sentence has named up to there, since the last ；."""
        start = next(
            (
                i
                for i in range(at, 0, -1)
                if self._tokens[i - 1].kind == "stop" and self._tokens[i - 1].meaning == "；"
            ),
            0,
        )
        return {m.partition("_")[0] for m in meant(self._tokens[start:at], "review")}

    # -- none of them -----------------------------------------------------------------

    def _none(self, first: int, at: int, last: int) -> tuple[int, int, Sum, bool] | None:
        told = kinds(self._tokens[first:at])
        if told & {"outcome", "rate", "except"}:
            return None
        for read in (self._none_carried, self._none_lost, self._no_review, self._none_received):
            if found := read(first, at, last):
                return found
        return None

    def _none_received(self, first: int, at: int, last: int) -> tuple[int, int, Sum, bool] | None:
        """未收到政府信息公开申请; of some applicants, or by some way, there may have been none."""
        place = self._next(
            at + 1, last, {"plain", "happen", "receive", "answer", "applicant", "comma", "has", "sum", "when"}
        )
        verbs = kinds(self._tokens[at + 1 : place or last]) & {"receive", "happen", "answer"}
        told = self._tokens[first:at]
        if kinds(told) & {"way", "other_thing", "review", "by_topic", "document"}:
            return None
        applicants = meant(self._tokens[at + 1 : last], "applicant")
        if set(applicants) - {"people"} and "natural_person" not in applicants:
            return None
        if place is None:
            return None
        token = self._tokens[place]
        if token.kind not in _REQUESTS:
            return None
        if token.kind == "request_short" and not ("receive" in verbs or applicants):
            return None
        if token.kind == "request_short" and self._run.about_at(at) not in ("requests", ""):
            return None
        tail = self._tokens[place + 1 : last]
        if kinds(tail) & {
            "review",
            "outcome",
            "other_thing",
            "happen",
            "in_time",
            "by_topic",
            "way",
            "rate",
            "verdict",
            "carry",
        }:
            return None
        if any(t.kind == "other" for t in tail[:1]):
            return None
        return at, place, figures.NEW, False

    def _none_carried(self, first: int, at: int, last: int) -> tuple[int, int, Sum, bool] | None:
        """无结转, 没有结转下年度, 无上年结转."""
        place = self._next(at + 1, last, {"plain", "when", "year", *_REQUESTS, "happen", "has", "comma"})
        if place is None or self._tokens[place].kind not in ("carry", "turn", "open"):
            return None
        whole = self._tokens[at + 1 : last]
        if "number" in kinds(whole) or not self._carries_requests(first, at, last):
            return None
        source = meant(self._tokens[at + 1 : place], "when")
        target = meant(self._tokens[place:last], "when")
        years = [int(m) for m in meant(whole, "year")]
        if "last" in source or any(y < self._office.year for y in years if self._office.year):
            return at, place, figures.CARRIED_IN, True
        if "next" in (*source, *target) or any(y > self._office.year for y in years if self._office.year):
            end = max(i for i in range(at, last) if i <= place or self._tokens[i].kind in ("when", "year"))
            return at, end, figures.CARRIED_OUT, False
        if self._tokens[place].kind == "turn" or "last" in kinds_of_when(self._tokens[first:at]):
            return None
        return at, place, figures.CARRIED_OUT, False

    def _carries_requests(self, first: int, at: int, last: int) -> bool:
        clause = kinds(self._tokens[first:last])
        if clause & {"review", "other_thing", "document"}:
            return False
        return bool(clause & _REQUESTS) or self._run.about_at(at) in ("requests", "")

    def _no_review(self, first: int, at: int, last: int) -> tuple[int, int, Sum, bool] | None:
        """未发生行政复议、行政诉讼; what may follow across a stop is joined by 和 or 、."""
        skipped = {
            "plain",
            "happen",
            "receive",
            "caused",
            "comma",
            "has",
            "by_topic",
            "when",
            "year",
            "applicant",
            *_REQUESTS,
            "answer",
            "other",
        }
        place = self._next(at + 1, last, skipped)
        if place is None or self._tokens[place].kind != "review":
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
        rest = self._tokens[end + 1 : last]
        if kinds(rest) & {
            "verdict",
            "outcome",
            "number",
            "carry",
            "in_court",
            "other_thing",
            "in_time",
            "publish",
        }:
            return None
        if kinds(self._tokens[at:place]) & {"verdict"} or any(t.kind == "other" for t in rest[:1]):
            return None
        which = "both" if len(named) > 1 else named.pop()
        return at, end, figures.reviews(which)[0], False

    def _none_lost(self, first: int, at: int, last: int) -> tuple[int, int, Sum, bool] | None:
        """未被纠错, 无败诉."""
        lost = next(
            (
                i
                for i in range(at + 1, last)
                if self._tokens[i].kind == "verdict" and self._tokens[i].meaning == "corrected"
            ),
            None,
        )
        if lost is None:
            return None
        skipped = {
            "plain",
            "happen",
            "receive",
            "caused",
            "comma",
            "has",
            "by_topic",
            "review",
            "answer",
            *_REQUESTS,
            "verdict",
        }
        if kinds(self._tokens[at + 1 : lost]) - skipped:
            return None
        named = {
            m.partition("_")[0] for m in meant(self._tokens[first:last], "review")
        } or self._reviews_before(at)
        verdicts = {self._run.word(t) for t in self._tokens[at:last] if t.kind == "verdict"}
        if verdicts == {"败诉"}:
            named = {"litigation"}
        if not named and not verdicts & {"纠错", "被纠错", "被纠正"}:
            return None
        which = "both" if len(named) != 1 else named.pop()
        end = max(i for i in range(at, last) if self._tokens[i].kind == "verdict")
        return at, end, figures.reviews(which, "corrected")[0], False


def kinds_of_when(tokens: Tokens) -> list[str]:
    """The meanings of the words of time."""
    return meant(tokens, "when")


_FINISHED = ("办结", "完毕", "办理完", "办完", "完成", "办毕", "结束", "完结", "办复", "审结", "了结")
_COLUMNS = (
    "natural_person",
    "enterprise",
    "research_institute",
    "public_interest_org",
    "legal_service",
    "other_org",
)
