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
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import clause_start, clauses
from ndbg.check.prose.statements.all_answered import read_answered
from ndbg.check.prose.statements.cases import counted_cases
from ndbg.check.prose.statements.claims import read_claim
from ndbg.check.prose.statements.clause import Clause, Found, Wording
from ndbg.check.prose.statements.said_of_all import read_all, read_aside
from ndbg.check.prose.statements.said_of_none import read_none, read_zero

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
    wording = Wording(sentence, office, loosely=loosely)
    for anchor, aside in run.asides:
        found = read_aside(wording, anchor, aside)
        if not found and aside.kinds & _IN_BRACKETS and _counts_all(wording, anchor):
            apart = Wording(sentence.with_brackets(anchor, aside), office, loosely=loosely)
            found = _read_behind(apart, anchor)
            found = found._replace(first=anchor - 1, last=anchor - 1) if found else None
        if found and _is_sure(wording, found, found.first):
            start, end = aside.tokens[0].start, aside.tokens[-1].end
            yield Statement(start, end, found.none, found.some, given=_given(wording, found))
    for start, end in clauses(run.tokens):
        found = _read(wording, start, end)
        if found and _is_sure(wording, found, start):
            first, last = run.tokens[found.first].start, run.tokens[found.last].end
            yield Statement(first, last, found.none, found.some, given=_given(wording, found))
    for cases in counted_cases(sentence, office):
        given = tuple((q.what.sums, q.number.value) for q in cases.given if q.what)
        yield Statement(cases.start, cases.end, None, cases.stated, cases.number, given)


def _is_sure(wording: Wording, found: Found, start: int) -> bool:
    """Whether a statement is said of the office and of the year, and the form has all figures that it is about."""
    office, run = wording.office, wording.run
    sums = tuple(sum_ for sum_ in (found.none, found.some) if sum_)
    planned = any(t.kind == "plan" and t.meaning != "paper.plan" for t in wording.tokens[: found.first])
    if figures.known(office.form, sums) != sums or planned or not office.owned(run)[found.first]:
        return False  # 下一步，将做到全部办结
    times = meant(wording.tokens[start : found.first], "when")
    if found.some is None and set(times) == {"this", "last"}:
        return True  # 全年及历年均未发生 holds for this year too
    return found.dated or office.speaks_of(run, start, found.last)


# How to read what begins with a token, by its kind.
_READERS: Mapping[str, Callable[[Clause], Found | None]] = {
    "all": read_all,
    "no": read_none,
    "figure": read_zero,
    "number": read_zero,
    "done": read_answered,
    "more_over": read_answered,
}


def _read(wording: Wording, first: int, last: int) -> Found | None:
    """The statement of a clause; of what is told besides some, 除1家企业外，均为自然人, nothing is known, nor of what a condition tells, 如未收到申请."""
    tokens, clause = wording.tokens, Clause(wording, first, first, last)
    condition = wording.word(first).startswith(IF) or wording.word(last - 1) == WHEN
    if "besides" in kinds(clause.leaves_out) or condition:
        return None
    for at in range(first, last):
        # What there was none of may stand behind a list of counts: 行政强制402件、无行政事业性收费.
        if tokens[at].kind == "no" and [t.kind for t in tokens[max(at - 2, clause.first) : at]] == [
            "number",
            "comma",
        ]:
            clause = clause._replace(first=at)
        reader = _READERS.get(tokens[at].kind)
        if reader and (found := reader(clause._replace(at=at))):
            return found
    return read_claim(clause)


def _counts_all(wording: Wording, anchor: int) -> bool:
    """Whether the number before brackets is that of all applications received or handled, and none are told to be left."""
    told, tokens = wording.counted_before(anchor), wording.tokens
    clause = kinds(tokens[clause_start(tokens, anchor - 1) : anchor]) if anchor else set()
    named = bool(told) and told[-1].what is not None and told[-1].what.name in ("new", "done")
    return named and not clause & {"way", "outcome", "part"} and "carry" not in kinds(tokens)


def _read_behind(wording: Wording, anchor: int) -> Found | None:
    """What brackets say of none or of some: 办理申请9件（含上年结转2件，无结转下年度）, 已办理7件（其余结转下年度）."""
    places = (
        c for c in clauses(wording.tokens) if c[0] > anchor and wording.tokens[c[0]].kind in _IN_BRACKETS
    )
    return next((found for start, end in places if (found := _read(wording, start, end))), None)


def _given(wording: Wording, found: Found) -> tuple[tuple[Sums, Decimal], ...]:
    """The reviews counted before a statement, and how many, where they may be of something else.

    So may applications that are counted in its own clause: 征地类申请，19件申请均按时办结.
    """
    if found.none == figures.CARRIED_OUT:
        start = clause_start(wording.tokens, found.first)
        numbers = [n.value for i, n in wording.run.counts() if start <= i < found.first and n.counts_cases]
        return ((_OF_APPLICATIONS, numbers[-1]),) if numbers and numbers[-1] else ()
    told = [(q.what, q.number.value) for q in wording.counted_before(found.last + 1) if q.what]
    reviews = [(what, value) for what, value in told if what.kind == "review"]
    of_reviews = any("review." in id for sum_ in (found.none, found.some) if sum_ for id in sum_.cells)
    what, value = reviews[-1] if reviews and of_reviews else (None, None)
    some = what is not None and (what.unsure or what.at_most)
    return ((what.sums[:1], value),) if what and value and some else ()


_OF_APPLICATIONS = (figures.NEW, figures.RECEIVED, figures.DONE, figures.DONE_OF_NEW, figures.CARRIED_IN)
