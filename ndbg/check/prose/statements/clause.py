"""Reading a sentence clause by clause: what all readers of statements in words ask of it."""

from dataclasses import replace
from functools import reduce
from itertools import pairwise
from operator import add
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sum
from ndbg.check.prose.lexicon import A_RULE, BY_A_RULE, COMPLAINTS, FINISHED, LIMITS, OF_A_FEW, REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities.applicants import are_all
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_start
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import any_in


class Found(NamedTuple):
    """A statement by its tokens, from `first` to `last`; `dated`: it names its year itself.

    It holds only where the figures of `none` are 0 and those of `some` are not.
    """

    first: int
    last: int
    none: Sum | None
    dated: bool = False
    some: Sum | None = None


class Claim(NamedTuple):
    """A clause from `first` up to `last` in which `at` is 均 or 全部 and `verb` the word that says what all are."""

    first: int
    at: int
    verb: int
    last: int


# What may stand before the verb of a clause that begins with it.
BEFORE_A_VERB = {"plain", "own", "when", "year", "whole", "name", "other", "more_over", "until", "day", "sum"}
# What may stand between 均 or 已 and the word that says what was done.
BETWEEN = {"receive", "more_over", "plain", "done", "in_time", "all", "own", "comma", "and_so_on", "sum", "applicant", "year"}  # fmt: skip
# What may stand before 的 and leaves it all that came: 2024年我局收到的均.
_OF_ALL_THAT_CAME = {"plain", "receive", "own", "when", "year", "sum", "all", "done", "comma", "applicant", *REQUESTS}  # fmt: skip
# What a rule is told by.
_OF_A_RULE = {"plain", "name", "other", "own", "comma", "by_topic"}
# What makes a clause one about something else.
_OTHER = {"review", "other_thing", "publish", "document", "decision"}


def _as_own(token: Token, run: Run, office: Office) -> Token:
    """A word that is not known as one for the office itself where it is a name of it: 李家镇 in the report of 李家镇人民政府."""
    named = token.end - token.start > 1 and office.is_its_name(run.word(token))
    return replace(token, kind="own") if named else token


def reviews_in(clause: Tokens) -> Sum:
    """All reviews of the kinds that a clause names: 复议后起诉 alone where it names no other lawsuits."""
    named = set(meant(clause, "review"))
    narrower = {name for name in named if "litigation" in named and name.startswith("litigation_")}
    return reduce(add, (figures.reviews(name)[0] for name in sorted(named - narrower, reverse=True)))


def _as_denied(run: Run, tokens: list[Token]) -> list[Token]:
    """Tokens with 不存在 as a negation where what it denies follows: 不存在行政复议; not 该信息不存在."""
    return [
        replace(token, kind="no", meaning="")
        if run.word(token) == "不存在" and following.kind not in ("stop", "comma", "number", "plain")
        else token
        for token, following in pairwise([*tokens, tokens[-1]])
    ]


class ClauseReader:
    """A sentence with its numbers (`told`) and those of applications told earlier (`earlier`)."""

    def __init__(self, sentence: Sentence, office: Office, *, loosely: bool) -> None:
        self._run = sentence.run
        tokens = [
            _as_own(token, sentence.run, office) if token.kind == "other" else token
            for token in sentence.run.tokens
        ]
        self._tokens = _as_denied(sentence.run, tokens) if "outcome" in sentence.run.kinds else tokens
        self._told = sentence.outside()
        self._earlier = sentence.flows
        self._office = office
        self._loosely = loosely

    def _next(self, at: int, last: int, skipped: set[str]) -> int | None:
        """The next token that says something."""
        return next((i for i in range(at, last) if self._tokens[i].kind not in skipped), None)

    def _counted_before(self, at: int) -> list[Quantity]:
        """The numbers of the sentence that stand before a token, in order."""
        return [q for q in self._told if q.at < at]

    def _words(self, start: int, end: int) -> str:
        return self._run.text[self._tokens[start].start : self._tokens[end].end]

    def _behind_a_rule(self, first: int, at: int) -> int:
        """Where a clause begins behind the rule by which something was done: 按照《条例》规定均不予公开."""
        if not self._run.word(self._tokens[first]).startswith(BY_A_RULE):
            return first
        led = next((i for i in range(first, at) if self._tokens[i].kind not in _OF_A_RULE), at)
        ends = (i + 1 for i in range(first, led) if self._run.word(self._tokens[i]).endswith(A_RULE))
        return max(ends, default=first)

    def _is_of_a_few(self, first: int, last: int) -> bool:
        """Whether a clause speaks of some offices, of an aim, or of what came of complaints."""
        few = any_in(OF_A_FEW, self._words(first, last - 1))
        return few or any(
            self._run.word(self._tokens[i]) in COMPLAINTS and not self._is_listed(i)
            for i in range(first, last)
        )

    def _is_listed(self, at: int) -> bool:
        """Whether a token, or one of its kind right beside it, is joined to another thing: 投诉举报、行政复议."""
        before, behind = at, at
        while before and self._tokens[before - 1].kind == self._tokens[at].kind:
            before -= 1
        while behind + 1 < len(self._tokens) and self._tokens[behind + 1].kind == self._tokens[at].kind:
            behind += 1
        beside = (*self._tokens[max(before - 1, 0) : before], *self._tokens[behind + 1 : behind + 2])
        return any(t.kind == "comma" or t.means("plain", "and", "or") for t in beside)

    def _is_dated(self, at: int) -> bool:
        """Whether the sentence has named a year, or this one, up to a place: what follows is told of it."""
        return bool({"year", "day"} & kinds(self._tokens[:at])) or "this" in meant(self._tokens[:at], "when")

    def _reviews_before(self, at: int) -> set[str]:
        """The reviews that the sentence has named before a token since the last ；.

        None where 其中 tells of a kind of them: 行政诉讼3件，其中直接起诉2件，均未审结 may speak of two or of all.
        """
        told = self._tokens[clause_start(self._tokens, at, "；") : at]
        among = next((i for i, t in enumerate(told) if t.kind == "of_which"), len(told))
        named = [*meant(told, "review"), *meant(told, "review_body")]
        return set() if "review" in kinds(told[among:]) else set(named)

    def _is_caused(self, clause: Tokens) -> bool:
        """Whether reviews are told to come of public information, or to be brought against the office."""
        verbs = [self._run.word(t) for t in clause if t.kind == "happen"]
        against = any(verb.startswith("被") and not verb.endswith("人") for verb in verbs)
        return against or "caused" in kinds(clause) or "disclosure" in meant(clause, "plain")

    def _is_about_requests(self, first: int, at: int, verb: int) -> bool:
        """Whether what is all done is applications: named in the clause up to its verb, or what the text was about before."""
        told = self._tokens[first:at]
        before = [q for q in self._counted_before(at) if q.what and q.number.value]
        names = [q.what.name for q in before if q.what]
        if (names[-1:] == ["carried_in"] and "new" not in names) or (before and not before[-1].now):
            return False  # 上年结转3件，均已办结
        if kinds(told) & _OTHER or not self._is_of_the_year(told):
            return False
        return self._run.about_at(verb) == "requests"

    def _is_of_the_year(self, told: Tokens) -> bool:
        """Whether words of time do not make it a part: 全年, or 全年新收和上年结转的."""
        when = set(meant(told, "when"))
        years = set(meant(told, "year"))
        return (when <= {"this"} or when == {"this", "last"}) and years <= {f"{self._office.year}"}

    def _came(self, first: int, at: int, *, said: bool) -> bool:
        """Whether 收到的申请均已办结 says that there was one: not where the text gives the number, which may be 0.

        `said` is whether it is told as done; without that it must be told of the year, or it may only be a rule.
        """
        before = self._counted_before(at)
        counted = any(q.what and q.what.name in ("new", "done") for q in (*self._earlier, *before))
        apart = clause_start(self._tokens, at, "；")
        told = counted or any(not q.number.value for q in before if q.at >= apart)
        return not told and (said or self._is_dated(at)) and bool(kinds(self._tokens[first:at]) & REQUESTS)

    def _says_closed(self, verb: Token) -> bool:
        """Whether a verb says that nothing is left, as 办结 and 办理完毕 do, and 答复 does not."""
        return any_in(FINISHED, self._run.word(verb))

    def _says_all(self, at: int, verb: int, last: int) -> bool:
        """Whether nothing is left: not where all was only answered within its time."""
        finished = any_in(FINISHED, self._words(verb, min(verb + 1, last - 1)))
        limits = [self._run.word(t) for t in self._tokens[at:verb] if t.kind == "in_time"]
        return finished or not any(any_in(LIMITS, limit) for limit in limits)

    def _is_handled(self, at: int, verb: int) -> bool:
        """Whether 办理 is told as done: 都已办理, and not 均依法办理 or 均按时办理."""
        return any(t.kind == "done" or t.means("all", "done") for t in self._tokens[at:verb])

    def _tells_of_some(self, first: int, at: int) -> bool:
        """Whether all of one kind are told of: 通过网络提交的申请均, 邮寄申请8件，均, 已办结的申请均."""
        told = self._counted_before(at)
        counted = self._tokens[clause_start(self._tokens, told[-1].at) : told[-1].at] if told else ()
        subject = self._tokens[first:at]
        found = kinds(subject) | (kinds(counted) & {"way", "all_ways"})
        named = set(meant(subject, "applicant")) - {"people"}
        by_one_way = "way" in found and "all_ways" not in found and "of_which" not in self._run.kinds
        ended = any(t.means("answer", "finished") and f.means("plain", "of") for t, f in pairwise(subject))
        narrowed = self._are_narrowed(subject)
        return (
            ended
            or narrowed
            or "by_topic" in found
            or by_one_way
            or (bool(named) and not are_all(list(named)))
        )

    def _are_narrowed(self, subject: Tokens) -> bool:
        """Whether 的 makes of a subject those of which something is told: 能够公开的均, 属于本机关职责的均; 收到的 are all."""
        return bool(subject) and subject[-1].means("plain", "of") and bool(kinds(subject) - _OF_ALL_THAT_CAME)
