"""The clauses from which statements in words are read, and what is asked of every one."""

from dataclasses import replace
from functools import reduce
from itertools import pairwise
from operator import add
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sum
from ndbg.check.prose.lexicon import COMPLAINTS, FINISHED, LIMITS, OF_A_FEW, REQUESTS
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


# What may stand before the verb of a clause that begins with it.
BEFORE_A_VERB = {"plain", "own", "when", "year", "whole", "name", "other", "more_over", "until", "day", "sum"}
# What may stand between 均 or 已 and the word that says what was done.
BETWEEN = {"receive", "more_over", "plain", "done", "in_time", "all", "own", "comma", "and_so_on", "sum", "applicant", "year"}  # fmt: skip
# What may stand before 的 and leaves it all that came: 2024年我局收到的均.
_OF_ALL_THAT_CAME = {"plain", "receive", "own", "when", "year", "sum", "all", "done", "comma", "applicant", *REQUESTS}  # fmt: skip
# What makes a clause one about something else.
_OTHER = {"review", "other_thing", "publish", "document", "decision"}


class Wording:
    """The words of a sentence: its tokens, its numbers (`told`), and those of applications told earlier (`earlier`).

    `loosely` is whether the text has said that something is left over.
    """

    def __init__(self, sentence: Sentence, office: Office, *, loosely: bool) -> None:
        self.run, self.office, self.loosely = sentence.run, office, loosely
        self.told, self.earlier = sentence.outside(), sentence.flows
        tokens = [_as_own(t, self.run, office) if t.kind == "other" else t for t in self.run.tokens]
        self.tokens = _as_denied(self.run, tokens) if "outcome" in self.run.kinds else tokens

    def word(self, at: int) -> str:
        """The characters of a token."""
        return self.run.word(self.tokens[at])

    def words(self, start: int, last: int) -> str:
        """The characters from one token to another."""
        return self.run.text[self.tokens[start].start : self.tokens[last].end]

    def next(self, at: int, last: int, skipped: set[str]) -> int | None:
        """The place of the next token that is of no kind in `skipped`."""
        return next((i for i in range(at, last) if self.tokens[i].kind not in skipped), None)

    def counted_before(self, at: int) -> list[Quantity]:
        """The numbers of the sentence that stand before a token, in order."""
        return [q for q in self.told if q.at < at]

    def is_listed(self, at: int) -> bool:
        """Whether a token, or one of its kind right beside it, is joined to another thing: 投诉举报、行政复议."""
        before, behind = at, at
        while before and self.tokens[before - 1].kind == self.tokens[at].kind:
            before -= 1
        while behind + 1 < len(self.tokens) and self.tokens[behind + 1].kind == self.tokens[at].kind:
            behind += 1
        beside = (*self.tokens[max(before - 1, 0) : before], *self.tokens[behind + 1 : behind + 2])
        return any(t.kind == "comma" or t.means("plain", "and", "or") for t in beside)

    def is_dated(self, at: int) -> bool:
        """Whether the sentence has named a year, or this one, up to a place: what follows is told of it."""
        return bool({"year", "day"} & kinds(self.tokens[:at])) or "this" in meant(self.tokens[:at], "when")

    def reviews_before(self, at: int) -> set[str]:
        """The reviews that the sentence has named before a token since the last ；.

        None where 其中 tells of a kind of them: 行政诉讼3件，其中直接起诉2件，均未审结 may speak of two or of all.
        """
        told = self.tokens[clause_start(self.tokens, at, "；") : at]
        among = next((i for i, t in enumerate(told) if t.kind == "of_which"), len(told))
        named = [*meant(told, "review"), *meant(told, "review_body")]
        return set() if "review" in kinds(told[among:]) else set(named)

    def is_caused(self, clause: Tokens) -> bool:
        """Whether reviews are told to come of public information, or to be brought against the office."""
        verbs = [self.run.word(t) for t in clause if t.kind == "happen"]
        against = any(verb.startswith("被") and not verb.endswith("人") for verb in verbs)
        return against or "caused" in kinds(clause) or "disclosure" in meant(clause, "plain")


def _as_own(token: Token, run: Run, office: Office) -> Token:
    """A word that is not known as one for the office itself where it is a name of it: 李家镇 in the report of 李家镇人民政府."""
    named = token.end - token.start > 1 and office.is_its_name(run.word(token))
    return replace(token, kind="own") if named else token


def _as_denied(run: Run, tokens: list[Token]) -> list[Token]:
    """Tokens with 不存在 as a negation where what it denies follows: 不存在行政复议; not 该信息不存在."""
    return [
        replace(token, kind="no", meaning="")
        if run.word(token) == "不存在" and following.kind not in ("stop", "comma", "number", "plain")
        else token
        for token, following in pairwise([*tokens, tokens[-1]])
    ]


class Clause(NamedTuple):
    """A clause of a sentence: its tokens from `first` up to `last`; at `at` stands 均, 无 or what else says something.

    `verb` is the place of the word that tells what all are, where that is known.
    """

    wording: Wording
    first: int
    at: int
    last: int
    verb: int = -1

    @property
    def tokens(self) -> Tokens:
        """All tokens of the clause."""
        return self.wording.tokens[self.first : self.last]

    @property
    def subject(self) -> Tokens:
        """The tokens of the clause before `at`."""
        return self.wording.tokens[self.first : self.at]

    @property
    def behind(self) -> Tokens:
        """The tokens of the clause behind `at`."""
        return self.wording.tokens[self.at + 1 : self.last]

    @property
    def leaves_out(self) -> Tokens:
        """The tokens right before the clause, which may leave something out: 除上年的1件外."""
        return self.wording.tokens[max(self.first - 2, 0) : self.first]

    def is_of_a_few(self) -> bool:
        """Whether it speaks of some offices, of an aim, or of what came of complaints."""
        wording, places = self.wording, range(self.first, self.last)
        few = any_in(OF_A_FEW, wording.words(self.first, self.last - 1))
        return few or any(wording.word(i) in COMPLAINTS and not wording.is_listed(i) for i in places)

    def is_about_requests(self) -> bool:
        """Whether what is all done is applications: named in the clause up to its verb, or what the text was about before."""
        wording, told = self.wording, self.subject
        before = [q for q in wording.counted_before(self.at) if q.what and q.number.value]
        names = [q.what.name for q in before if q.what]
        if (names[-1:] == ["carried_in"] and "new" not in names) or (before and not before[-1].now):
            return False  # 上年结转3件，均已办结
        # Words of time must not make it a part: 全年, or 全年新收和上年结转的, leave it whole.
        when, years = set(meant(told, "when")), set(meant(told, "year"))
        of_the_year = when <= {"this"} or when == {"this", "last"}
        if kinds(told) & _OTHER or not of_the_year or years - {f"{wording.office.year}"}:
            return False
        return wording.run.about_at(self.verb) == "requests"

    def came(self, *, told_as_done: bool) -> bool:
        """Whether 收到的申请均已办结 says that there was one: not where the text gives the number, which may be 0.

        What is not told as done must be told of the year, or it may only be a rule.
        """
        wording, at = self.wording, self.at
        before = wording.counted_before(at)
        counted = any(q.what and q.what.name in ("new", "done") for q in (*wording.earlier, *before))
        apart = clause_start(wording.tokens, at, "；")
        told = counted or any(not q.number.value for q in before if q.at >= apart)
        return not told and (told_as_done or wording.is_dated(at)) and bool(kinds(self.subject) & REQUESTS)

    def says_all(self) -> bool:
        """Whether nothing is left: not where all was only answered within its time."""
        wording, verb = self.wording, self.verb
        finished = any_in(FINISHED, wording.words(verb, min(verb + 1, self.last - 1)))
        limits = (wording.word(i) for i in range(self.at, verb) if wording.tokens[i].kind == "in_time")
        return finished or not any(any_in(LIMITS, limit) for limit in limits)

    def is_handled(self) -> bool:
        """Whether 办理 is told as done: 都已办理, and not 均依法办理 or 均按时办理."""
        return any(
            t.kind == "done" or t.means("all", "done") for t in self.wording.tokens[self.at : self.verb]
        )

    def tells_of_some(self) -> bool:
        """Whether all of one kind are told of: 通过网络提交的申请均, 邮寄申请8件，均, 已办结的申请均, 能够公开的均."""
        wording, subject = self.wording, self.subject
        told = wording.counted_before(self.at)
        counted = wording.tokens[clause_start(wording.tokens, told[-1].at) : told[-1].at] if told else ()
        found = kinds(subject) | (kinds(counted) & {"way", "all_ways"})
        named = set(meant(subject, "applicant")) - {"people"}
        by_one_way = "way" in found and "all_ways" not in found and "of_which" not in wording.run.kinds
        ended = any(t.means("answer", "finished") and f.means("plain", "of") for t, f in pairwise(subject))
        of = bool(subject) and subject[-1].means("plain", "of")
        narrowed = of and bool(kinds(subject) - _OF_ALL_THAT_CAME)  # 收到的 are all
        apart = bool(named) and not are_all(list(named))
        return ended or narrowed or "by_topic" in found or by_one_way or apart


def reviews_in(clause: Tokens) -> Sum:
    """All reviews of the kinds that a clause names: 复议后起诉 alone where it names no other lawsuits."""
    named = set(meant(clause, "review"))
    narrower = {name for name in named if "litigation" in named and name.startswith("litigation_")}
    return reduce(add, (figures.reviews(name)[0] for name in sorted(named - narrower, reverse=True)))
