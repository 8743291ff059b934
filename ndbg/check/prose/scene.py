"""The context in which a number is read: its sentence, the office, the topic of the text."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal, NamedTuple

from ndbg.check.prose.figures import Sums
from ndbg.check.prose.office import Office
from ndbg.check.prose.sentences import Phrase, Run
from ndbg.check.prose.tokens import Token

Kind = Literal["flow", "way", "outcome", "applicant", "review", "document", "decision"]
Tokens = Sequence[Token]
# Kinds of words beside which a number is none of documents, or of decisions, of the second table.
NOT_OF_THE_SECOND_TABLE = {"publish", "other_thing", "no", "by_topic", "way", "rate", "plan", "request", "receive"}  # fmt: skip


class What(NamedTuple):
    """What is counted. `sums` are what the count may rightly be, the nearest first.

    `name` tells quantities of one kind apart: `new`, `denied`, `natural_person`, `reconsideration`. What is
    not `whole` is only a part of it, told apart from the rest: 已主动公开 beside 同意公开. With `at_most` the count
    may be any part of one of `sums`, and is wrong only where it is more than each of them. An `unsure` one may be of
    something else, of what was published rather than decided: only what stands beside it can show that it is the table's.
    """

    kind: Kind
    name: str
    sums: Sums
    whole: bool = True
    at_most: bool = False
    unsure: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Context:
    """What a text has been about, across sentences.

    `about` is the last thing that was named or counted: `requests`, `reviews`, `document.rules`, `other`, or
    `heading` behind a heading that names none of them; empty at first. `before` is what `about` was when reviews
    were named. `flow` are the applications counted last, `review` the reviews named last, which may be
    `of_other_cause` than public information, `verb` what was done
    with the documents or decisions counted last. `over_told`: what came over from last year has been counted,
    and not as handled apart. `counted` are the names of what the sentence has counted, `told`
    the numbers of cases that the text has told: one that is told again is said of the same.
    """

    about: str = ""
    before: str = ""
    flow: What | None = None
    review: str = ""
    of_other_cause: bool = False
    verb: Token | None = None
    over_told: bool = False
    counted: list[str] = field(default_factory=list)
    told: set[Decimal] = field(default_factory=set)


@dataclass(slots=True, eq=False, repr=False)
class Scene:
    """A run that is being read for an office, in its context."""

    run: Run
    office: Office
    context: Context

    def unknown(self, tokens: Tokens) -> bool:
        """Whether tokens hold a word that is not understood; parts of the office's own name and its own team are."""
        return any(
            t.kind in ("other", "figure", "name", "some", "portion", "average", "team")
            and not self.office.is_its_name(self.run.word(t))
            and not self.office.is_its_own_level(self.run, t)
            for t in tokens
        )

    def words(self, tokens: Tokens) -> set[str]:
        """The characters of some tokens."""
        return {self.run.word(token) for token in tokens}

    def told(self, end: int) -> Tokens:
        """What the sentence has said up to a token, what stands before brackets included."""
        return (*self.run.lead, *self.run.tokens[:end])

    def verb_of(self, phrase: Phrase, words: Tokens, verbs: Sequence[Token], other: set[str]) -> Token | None:
        """What was done with what a number counts: said beside it, or before the number to which it is joined by 、.

        `words` are those beside the number, and `verbs` those of them that tell what was done. None, and nothing is
        known for the numbers joined to it either, where words are not understood or of a kind in `other`.
        """
        if kinds(words) & other or self.unknown(words):
            self.context.verb = None
            return None
        joined = phrase.start > 0 and bool(phrase.before) and phrase.before[0].kind == "comma"
        # 作出行政处罚决定35件，行政强制0件: nothing but the name.
        named = kinds(phrase.before) <= {"decision", "document", "sum"}
        verb = verbs[-1] if verbs else self.context.verb if joined or named else None
        self.context.verb = verb
        return verb


def without_own_name(scene: Scene, words: Tokens) -> Tokens:
    """Words less the office itself in whose name something was done: 以街道名义作出, 以县政府办名义制发 for that 政府办."""
    end = next((i for i, t in enumerate(words) if t.means("plain", "in_name")), 0)
    start = next((i for i in reversed(range(end)) if scene.run.word(words[i]) == "以"), end)
    name = "".join(map(scene.run.word, words[start + 1 : end]))
    office = scene.office
    governs = name.endswith("政府") and not office.is_government
    own = "own" in kinds(words[start:end]) or office.is_its_name(name) or office.is_its_own_part(name)
    return [*words[:start], *words[end + 1 :]] if name and own and not governs else words


def without_whole(scene: Scene, words: Tokens, *said: str) -> Tokens:
    """Words less those that name all of a government before what is said of it: 全县各级行政机关共作出.

    `said` are the kinds of words with which that begins.
    """
    at = next((i for i, t in enumerate(words) if t.kind in said), 0)
    lead = words[:at]
    some = {"toward", "because"} & set(meant(lead, "plain")) or kinds(lead) - _BEFORE_ITS_WORK
    others = scene.words([t for t in lead if t.kind == "other"]) - _OF_ALL_ORGANS  # 全县公安机关 are a part
    return words[at:] if "whole" in kinds(lead) and not some and not others else words


_OF_ALL_ORGANS = {"行政", "行政执法"}  # 全县各级行政机关, 全市行政执法机关
_BEFORE_ITS_WORK = {"whole", "other", "plain", "sum", "when", "year", "own"}


def up_to_all(words: list[Token], *done: str) -> list[Token]:
    """Words without what is said of all, or of what else was done, behind a count: 制发2件均已公开, 制发2件并同步解读.

    Only where what was done with them, of the kinds in `done`, is told before, or before what they are joined to by 、.
    """
    ends = (i for i, t in enumerate(words) if t.kind == "all" or t.means("more_over", "and"))
    told = {*done, "comma"}
    end = next((i for i in ends if kinds(words[:i]) & told and kinds(words[:i]) & _THINGS), len(words))
    return words[:end]


_THINGS = {"document", "decision"}


def as_opened(scene: Scene, tokens: Tokens) -> list[Token]:
    """Tokens with 依法公开, which is an outcome beside applications, as what it is beside documents and decisions."""
    return [
        replace(t, kind="open_word", meaning="") if scene.run.word(t) == "依法公开" else t for t in tokens
    ]


def without_information(tokens: Tokens) -> Tokens:
    """Tokens less 信息 behind an outcome that only applications have, which names it no further: 无法提供政府信息4件, 部分公开信息2件."""
    if not any(t.kind == "other_thing" and t.meaning == "information" for t in tokens):
        return tokens
    found: list[Token] = []
    for token in tokens:
        named = next((t for t in reversed(found) if not t.means("plain", "of")), None)
        row = (
            named is not None
            and named.kind == "outcome"
            and ("." in named.meaning or named.meaning in ("partial", "unavailable"))
        )
        if not (row and token.means("other_thing", "information")):
            found.append(token)
    return found


def is_a_cause(words: Tokens, sentence: Tokens) -> bool:
    """Whether a row only tells why, and the sentence names another group: 1件因申请内容不明确，通知补正后逾期未补正."""
    because = any(t.kind == "caused" or t.means("plain", "because") for t in words[:1])
    groups = {name.partition(".")[0] for name in meant(sentence, "outcome")}
    named = meant(words, "outcome")
    return because and len(named) == 1 and "." in named[0] and len(groups) > 1


def kinds(tokens: Tokens) -> set[str]:
    """The kinds of some tokens."""
    return {t.kind for t in tokens}


def meant(tokens: Tokens, kind: str) -> list[str]:
    """The meanings of the tokens of a kind, in order."""
    return [t.meaning for t in tokens if t.kind == kind]
