"""What a text says in words of all, of none or of some: everything is answered, no application came, somebody went to court.

A statement holds where certain figures are 0, or where they are not. It is read from its words in their order; what
lies between them must be understood.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sum, Sums
from ndbg.check.prose.lexicon import IF, WHEN
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import clause_end, clause_start
from ndbg.check.prose.statements.cases import counted_cases
from ndbg.check.prose.statements.claims import Claims
from ndbg.check.prose.statements.clause import Found
from ndbg.check.prose.statements.said_of_all import SaidOfAll
from ndbg.check.prose.statements.said_of_none import SaidOfNone

# Without one of these nothing is stated in words.
_SAYING = {"all", "no", "done", "verdict", "applicant", "review", "carry", "open", "receive", "outcome", "caused", "happen", "answer", "has", "some", "figure", "decide"}  # fmt: skip


_IN_BRACKETS = {"no", "rest", "some"}  # the words with which begins what they say


class Statement(NamedTuple):
    """Words from `start` to `end` that are true only where the figures of `none` are 0 and those of `some` `least` or more.

    What is said of counted cases holds only if they are those of the tables: if each number of `given` is one of its
    sums.
    """

    start: int
    end: int
    none: Sum | None
    some: Sum | None = None
    least: Decimal = Decimal(1)
    given: tuple[tuple[Sums, Decimal], ...] = ()

    def follows(self, other: "Statement") -> bool:
        """Whether it goes wrong where another one does: it is made by some of the same words, or of the same counts."""
        same_words = self.start < other.end and other.start < self.end
        return self is not other and (same_words or bool(self.given and self.given == other.given))


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
        if not found and aside.kinds & _IN_BRACKETS and reader.counts_all(anchor):
            apart = _Reader(sentence.with_brackets(anchor, aside), office, loosely=loosely)
            found = apart.read_behind(anchor)
            found = found._replace(first=anchor - 1, last=anchor - 1) if found else None
        if found and _is_known(office, found) and reader.is_own(found, found.first):
            start, end = aside.tokens[0].start, aside.tokens[-1].end
            yield Statement(start, end, found.none, found.some, given=reader.given(found))
    for start, end in _clauses(run.tokens):
        found = reader.read(start, end)
        if found and _is_known(office, found) and reader.is_own(found, start):
            first, last = run.tokens[found.first].start, run.tokens[found.last].end
            yield Statement(first, last, found.none, found.some, given=reader.given(found))
    for cases in counted_cases(sentence, office):
        given = tuple((q.what.sums, q.number.value) for q in cases.given if q.what)
        yield Statement(cases.start, cases.end, None, cases.stated, cases.number, given)


def _is_known(office: Office, found: Found) -> bool:
    """Whether the form has all figures that a statement is about."""
    sums = tuple(sum_ for sum_ in (found.none, found.some) if sum_)
    return figures.known(office.form, sums) == sums


def _are_denied(tokens: Tokens, start: int, comma: int) -> bool:
    """Whether a clause tells of what there was none of, and goes on so behind 、: not 确保无超期、无结转, 零复议、零诉讼."""
    clause = tokens[comma + 1 : clause_end(tokens, comma + 1)]
    if not any(t.means("no", "") for t in clause[:1]) or "other" in kinds(clause):
        return False  # 无复议、无诉讼目标顺利完成
    denied = next((i for i in range(start, comma) if tokens[i].kind == "no"), None)
    return denied is not None and kinds(tokens[start:denied]) <= _BEFORE_A_DENIAL


_BEFORE_A_DENIAL = {"when", "year", "own", "plain"}


def _clauses(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence; what is denied item by item, 无超期、无结转, is a clause each."""
    start = 0
    for at, token in enumerate(tokens):
        if token.kind == "stop" or (token.kind == "comma" and _are_denied(tokens, start, at)):
            if at > start:
                yield start, at
            start = at + 1
    if start < len(tokens):
        yield start, len(tokens)


class _Reader(SaidOfAll, SaidOfNone, Claims):
    """Reads one sentence clause by clause."""

    def counts_all(self, anchor: int) -> bool:
        """Whether the number before brackets is that of all applications received or handled, and none are told to be left."""
        told = self._counted_before(anchor)
        clause = kinds(self._tokens[clause_start(self._tokens, anchor - 1) : anchor]) if anchor else set()
        named = bool(told) and told[-1].what is not None and told[-1].what.name in ("new", "done")
        return named and not clause & {"way", "outcome", "part"} and "carry" not in kinds(self._tokens)

    def read_behind(self, anchor: int) -> Found | None:
        """What brackets say of none or of some: 办理申请9件（含上年结转2件，无结转下年度）, 已办理7件（其余结转下年度）."""
        said = (
            c for c in _clauses(self._tokens) if c[0] > anchor and self._tokens[c[0]].kind in _IN_BRACKETS
        )
        return next((found for start, end in said if (found := self.read(start, end))), None)

    def given(self, found: Found) -> tuple[tuple[Sums, Decimal], ...]:
        """The reviews counted before a statement, and how many, where they may be of something else.

        So may applications that are counted in its own clause: 征地类申请，19件申请均按时办结.
        """
        if found.none == figures.CARRIED_OUT:
            start = clause_start(self._tokens, found.first)
            counted = [n.value for i, n in self._run.counts() if start <= i < found.first and n.counts_cases]
            return ((_OF_APPLICATIONS, counted[-1]),) if counted and counted[-1] else ()
        told = [(q.what, q.number.value) for q in self._counted_before(found.last + 1) if q.what]
        reviews = [(what, value) for what, value in told if what.kind == "review"]
        of_reviews = any("review." in id for sum_ in (found.none, found.some) if sum_ for id in sum_.cells)
        what, value = reviews[-1] if reviews and of_reviews else (None, None)
        some = what is not None and (what.unsure or what.at_most)
        return ((what.sums[:1], value),) if what and value and some else ()

    def is_own(self, found: Found, start: int) -> bool:
        """Whether a statement is said of the office and of the year."""
        if not self._office.owned(self._run)[found.first]:
            return False
        if any(t.kind == "plan" and t.meaning != "paper.plan" for t in self._tokens[: found.first]):
            return False  # 下一步，将做到全部办结
        times = meant(self._tokens[start : found.first], "when")
        if found.some is None and set(times) == {"this", "last"}:
            return True  # 全年及历年均未发生 holds for this year too
        return found.dated or self._office.speaks_of(self._run, start, found.last)

    def read(self, first: int, last: int) -> Found | None:
        """The statement of a clause; of what is told besides some, 除1家企业外，均为自然人, nothing is known, nor of what a condition tells, 如未收到申请."""
        besides = kinds(self._tokens[max(first - 2, 0) : first]) & {"besides"}
        condition = self._words(first, first).startswith(IF) or self._run.word(self._tokens[last - 1]) == WHEN
        if besides or condition:
            return None
        for at in range(first, last):
            if self._tokens[at].kind == "no" and self._ends_a_list(first, at):
                first = at
            way = _WAYS.get(self._tokens[at].kind)
            if way and (found := way(self, first, at, last)):
                return found
        return self.claim(first, last)

    def _ends_a_list(self, first: int, at: int) -> bool:
        """Whether what there was none of stands behind a list of counts: 行政强制402件、无行政事业性收费."""
        before = self._tokens[max(at - 2, first) : at]
        return [t.kind for t in before] == ["number", "comma"]


_OF_APPLICATIONS = (figures.NEW, figures.RECEIVED, figures.DONE, figures.DONE_OF_NEW, figures.CARRIED_IN)

# How to read what begins with a token, by its kind.
_WAYS: Mapping[str, Callable[[_Reader, int, int, int], Found | None]] = {
    "all": _Reader._all,
    "no": _Reader._none,
    "figure": _Reader._zero,
    "number": _Reader._zero,
    "done": _Reader._answered,
    "more_over": _Reader._answered,
}
