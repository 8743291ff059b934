"""Changes against the year before, as a text states them, with what may bear them out: 较上年增加3件, 同比增长20%.

That are the tables of both years, the counts that the text gives, or that any whole number of cases gives the change.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sums
from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.percentages.compared import StatedChange, stated_changes
from ndbg.check.prose.percentages.now_and_before import Pair, miswritten, pairs
from ndbg.check.prose.percentages.portions import Amount, Portion
from ndbg.check.prose.percentages.ratios import is_miswritten
from ndbg.check.prose.quantities.applications import words_about
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_start, counts, is_change
from ndbg.check.prose.tokens import Token
from ndbg.form import Form


class Change(NamedTuple):
    """A change as stated, from `start` to `end` of the paragraph, down where there is less.

    `pairs` are the counts of the text that may be meant, the likeliest first. `sums` are what the tables may have changed
    of, empty where that is not known; then `stated` is this year's count, where the text gives it. `base` is the count of
    last year. `of` is this year's count that stands right before a change in per cent of which last year's is not told.
    """

    start: int
    end: int
    portion: Portion
    down: bool
    pairs: tuple[Pair, ...]
    sums: Sums = ()
    stated: Decimal | None = None
    base: Amount | None = None
    of: Decimal | None = None
    unsure: bool = False

    @property
    def is_borne_out(self) -> bool:
        """Whether one of the pairs gives the change."""
        return any(self.fits(pair) for pair in self.pairs)

    def holds(self, now: Decimal, before: Decimal) -> bool:
        """Whether two years' figures bear out what is stated, as finely as it is."""
        unit = self.base.unit if self.base else ""
        zero = Decimal(0)
        told = self.fits(Pair(Amount(0, now, unit, zero), Amount(0, before, unit, zero)))
        return told and (bool(before) or self.portion.how == "count")

    def fits(self, pair: Pair) -> bool:
        """Whether two counts, as finely as they are told, bear out what is stated."""
        # 由2.5万增至3万: 3万 is as fine as 2.5万.
        step = min(pair.now.step, pair.before.step) or max(pair.now.step, pair.before.step)
        steps = [step if count.step else count.step for count in pair]
        (now_low, now_high), (low, high) = (c.bounds(s) for c, s in zip(pair, steps, strict=True))
        if low <= 0 and self.portion.how != "count":
            return True
        least, most = (
            _change(self.portion.how, now, before) for now, before in ((now_low, high), (now_high, low))
        )
        if self.portion.how != "to" and self.down:
            least, most = -most, -least
        return self.portion.fits(least, most)

    @property
    def is_wrong(self) -> bool:
        """Whether none of the pairs gives the change, and it is sure to be of the first or is this change miswritten."""
        if not self.pairs or self.is_borne_out:
            return False
        now, before = self.pairs[0]
        exact = abs(_change(self.portion.how, now.value, before.value))
        return not self.unsure or is_miswritten(self.portion, exact)

    def counted(self, now: Decimal, before: Decimal, unit: str = "件") -> str:
        """What should have been stated: `增长 60%`, `减少 1.5 个百分点`, `2 倍`, `持平`."""
        exact = _change(self.portion.how, now, before)
        if self.portion.how == "to":
            return f"原来的 {_short(exact / _PERCENT)} 倍"
        if not exact:
            return "持平"
        size = _as_finely(abs(exact), self.portion.places) if self.portion.how == "of" else _short(abs(exact))
        told = {"points": " 个百分点", "count": f" {unit}"}.get(self.portion.how, "%")
        verbs = ("减少", "增加") if self.portion.how in _DIFFERENCES else ("下降", "增长")
        return f"{verbs[exact > 0]} {size}{told}"

    @property
    def is_possible(self) -> bool:
        """Whether any whole number of the other year gives the change in per cent to the only count that is told."""
        factors = [
            Decimal(1) + (-one if self.down else one) / _PERCENT
            for one in (self.portion.low, self.portion.high)
        ]
        low, high = min(factors), max(factors)
        if self.of is not None:
            return low <= 0 or _has_whole_number(self.of / high, self.of / low)
        if (
            self.base is None
            or self.base.step
            or (self.pairs and not self.unsure)
            or self.portion.how not in ("of", "times")
        ):
            return True
        return _has_whole_number(self.base.value * low, self.base.value * high)


_PERCENT = Decimal(100)
_DIFFERENCES = ("points", "count")
_UNITS = ("件", "宗", "起", "份", "条")


def _change(how: str, now: Decimal, before: Decimal) -> Decimal:
    if how in _DIFFERENCES:
        return now - before
    share = _PERCENT * now / before
    return share if how == "to" else share - _PERCENT


def _short(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _as_finely(value: Decimal, places: int) -> Decimal:
    """A number rounded to some decimals, or to as many more as leave something of it."""
    while not (rounded := value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)):
        places += 1
    return rounded


def _has_whole_number(low: Decimal, high: Decimal) -> bool:
    return low.to_integral_value(ROUND_CEILING) <= high


def changes(sentence: Sentence, earlier: Sequence[Run], office: Office) -> Iterator[Change]:
    """The changes that a sentence states, as far as its own counts, those of the sentences before or the tables can tell."""
    for read in (sentence, *_with_brackets(sentence)):
        for one in stated_changes(read.run, office.year):
            if read is sentence or read.run.tokens[one.sign] not in sentence.run.tokens:
                yield _read(read, earlier, one, office)


def _read(sentence: Sentence, earlier: Sequence[Run], stated: StatedChange, office: Office) -> Change:
    run, sign, start, portion = sentence.run, stated.sign, stated.start, stated.portion
    begins = clause_start(run.tokens, sign) if start is None else start
    change = Change(
        run.tokens[min(begins, clause_start(run.tokens, sign))].start,
        portion.until,
        portion,
        stated.down,
        pairs(run, earlier, stated),
        base=stated.base,
    )
    if not change.pairs and (guessed := miswritten(run, earlier, stated)):
        change = change._replace(pairs=guessed, unsure=True)
    if start is None or "compare" not in kinds(run.tokens[start:sign]) or not _may_be_of_tables(run, portion):
        return change
    changed = None
    if _is_with_last_year(run, start, sign, office):
        told = {q.at: q for q in sentence.outside()}
        changed = _changed(office.form, run, start, sign, told) or _of_those_before(
            sentence, earlier[-1] if earlier else None, start
        )
    count, sums = changed or (None, ())
    alone = portion.how != "count" and not stated.base and not stated.by
    return change._replace(
        sums=sums, stated=count, of=(_right_before(run, start, sign, office) or count) if alone else None
    )


def _may_be_of_tables(run: Run, portion: Portion) -> bool:
    """Whether a change is told in cases, in per cent or in times."""
    number = run.tokens[portion.end].number
    return portion.how in ("of", "times") or (
        portion.how == "count" and number is not None and number.unit in _UNITS
    )


def _with_brackets(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence up to brackets behind a count that tell how it has changed, as if they stood behind a comma.

    收到4件（较上年减少3件，上年为7件）.
    """
    run = sentence.run
    for anchor, aside in run.asides:
        if not anchor or not run.tokens[anchor - 1].counted or not aside.tokens:
            continue
        # 较上年的81件增加12件（增长14.8%）: what was compared stands before the brackets.
        goes_on = aside.tokens[0].kind in ("more", "less") and is_change(run.tokens, anchor - 1)
        if not goes_on and "compare" not in kinds(aside.tokens):
            continue
        first, last = aside.tokens[0], aside.tokens[-1]
        comma, end = Token("stop", "，", first.start, first.start), Token("stop", "。", last.end, last.end)
        apart = replace(run, tokens=[*run.tokens[:anchor], comma, *aside.tokens, end], asides=aside.asides)
        told = tuple(q._replace(run=apart) for q in sentence.outside() if q.at < anchor)
        yield sentence._replace(run=apart, quantities=told)


def _right_before(run: Run, compared: int, sign: int, office: Office) -> Decimal | None:
    """The count of this year that stands right before a comparison of nothing else: 收到9件，同比增长12.5%."""
    before = counts(run, compared)
    if not before or kinds(run.tokens[compared:sign]) - _COMPARED - {"sum"}:
        return None
    at, number = before[-1]
    behind = run.tokens[at + 1 : compared]
    # 7宗政府信息公开申请，较上年减少: what is counted may stand behind its number.
    thing = next((i for i, t in enumerate(behind) if t.kind not in ("plain", *_THINGS)), len(behind))
    if kinds(behind[thing:]) - {"stop", "plain"} or not _is_plain(run, at):
        return None
    clause = run.tokens[clause_start(run.tokens, at) : at]
    last = "last" in meant(clause, "when") or f"{office.year - 1}" in meant(clause, "year")
    return None if last else number.value


def _is_plain(run: Run, at: int) -> bool:
    """Whether a number is an exact count, and not by how many something has changed."""
    number = run.tokens[at].counted
    return (
        number is not None
        and number.counts_cases
        and number.exact
        and not number.step
        and not is_change(run.tokens, at)
    )


def _listed_of(told: dict[int, Quantity], last: int) -> Sums:
    """The applications before a count of applicants or of what came over: 收到12件，其中自然人9件、企业3件，同比增长20% may be of all."""
    flows = [q.what for at, q in told.items() if at < last and q.what and q.what.name == "new" and q.own]
    return flows[-1].sums if flows else ()


def _of_those_before(sentence: Sentence, previous: Run | None, start: int) -> tuple[None, Sums] | None:
    """The applications of the sentence before, where it counts nothing else: 收到12件，办结11件。同比增长20%."""
    if (
        previous is None
        or kinds(sentence.run.tokens[:start]) - {"plain"}
        or sentence.run.about_at(0) != "requests"
    ):
        return None
    flows = [q for q in sentence.flows if q.run is previous and q.what]
    if len(flows) != len(previous.counts()) or "new" not in {q.what.name for q in flows if q.what}:
        return None
    return None, tuple(dict.fromkeys(s for q in flows if q.what for s in q.what.sums))


_THINGS = ("other_thing", "document", "decision", "review", *REQUESTS)
_COMPARED = {"compare", "when", "year", "plain", "more", "less", "number", "stop", *REQUESTS}


def _is_with_last_year(run: Run, first: int, at: int, office: Office) -> bool:
    tokens = run.tokens[first:at]
    years = {int(m) for m in meant(tokens, "year")}
    when = {t.meaning for t in tokens if t.kind == "when"}
    if when - {"last"} or any(t.kind in ("span", "month", "day") for t in run.tokens[:at]):
        return False
    if "month" in meant(tokens, "compare"):
        return False
    return not years or not office.year or years == {office.year - 1}


def _changed(
    form: Form, run: Run, first: int, at: int, told: dict[int, Quantity]
) -> tuple[Decimal | None, Sums] | None:
    """What has changed: the count stated right before, or what the words beside the change name."""
    before = counts(run, first)
    last = before[-1][0] if before else -1
    own = [t for t in run.tokens[last + 1 : first] if t.kind not in ("stop", "plain", "comma")]
    between = [
        t
        for t in run.tokens[max(first, clause_start(run.tokens, at)) : at]
        if t.kind not in ("compare", "when", "year", "plain", "number")
    ]
    what = told[last].what if last in told else None
    if what and not what.unsure and not own and not between:
        quantity = told[last]
        if not (quantity.own and quantity.now):
            return None
        # 新收4件，上年结转2件，同比减少20%: of those that are new, or of those that came over.
        listed = what.kind == "applicant" or what.name == "carried_in"
        whole = _listed_of(told, last) if listed else ()
        return (None if whole else quantity.number.value, (*whole, *what.sums))
    clause = run.tokens[clause_start(run.tokens, first) : first]
    named = [t for t in (*clause, *between) if t.kind not in ("plain", "comma", "when", "year", "own")]
    if named and all(t.kind in ("sum", "request_short", "request") for t in named):
        flow = next(
            (q for q in reversed(list(told.values())) if q.what and q.what.name == "new" and q.own), None
        )
        if flow and flow.what:
            return flow.number.value, flow.what.sums
        if "request" in kinds(named):
            return None, figures.RECEIVE
    found = words_about(form, [*own, *between], run.about_at(first)) if own or between else ()
    return (None, found) if found else None
