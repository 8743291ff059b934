"""Changes against the year before, as a text states them, with what may bear them out: 较上年增加3件, 同比增长20%.

That are the tables of both years, the counts that the text gives, or that any whole number of cases gives the change.
"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sums
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.percentages.compared import COMPARING, Pair, StatedChange, stated_changes
from ndbg.check.prose.percentages.now_and_before import pairs
from ndbg.check.prose.percentages.portions import Amount, Portion
from ndbg.check.prose.percentages.ratios import ALL
from ndbg.check.prose.quantities.applications import words_about
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_start, counts, is_change

_DIFFERENCES = ("points", "count")
_UNITS = ("件", "宗", "起", "份", "条")


class Change(NamedTuple):
    """A change as stated, from `start` to `end` of the paragraph, down where there is less.

    `pairs` are the counts of the text that may be meant, the likeliest first. `sums` are what the tables may have changed
    of, empty where that is not known; then `stated` is this year's count, where the text gives it. `base` is the count of
    last year.
    """

    start: int
    end: int
    portion: Portion
    down: bool
    pairs: tuple[Pair, ...]
    sums: Sums = ()
    stated: Decimal | None = None
    base: Amount | None = None

    def holds(self, now: Decimal, before: Decimal) -> bool:
        """Whether two years' figures bear out what is stated, as finely as it is."""
        exact = [Amount(0, value, "", Decimal(0)) for value in (now, before)]
        return self.fits(Pair(*exact)) and (bool(before) or self.portion.how == "count")

    def fits(self, pair: Pair) -> bool:
        """Whether two counts, as finely as they are told, bear out what is stated."""
        # 由2.5万增至3万: 3万 is as fine as 2.5万.
        step = min(pair.now.step, pair.before.step) or max(pair.now.step, pair.before.step)
        (now_low, now_high), (low, high) = (
            count.bounds(step if count.step else count.step) for count in pair
        )
        if low <= 0 and self.portion.how != "count":
            return True
        how = self.portion.how
        least, most = _change(how, now_low, high), _change(how, now_high, low)
        return self.portion.fits(*((-most, -least) if how != "to" and self.down else (least, most)))

    @property
    def is_wrong(self) -> bool:
        """Whether the text gives both counts, and none of the pairs that may be meant gives the change."""
        return bool(self.pairs) and not any(map(self.fits, self.pairs))

    @property
    def is_possible(self) -> bool:
        """Whether any whole number of this year gives the change in per cent to last year's, where only that is told."""
        known = self.base is None or self.base.step or self.pairs
        if known or self.base is None or self.portion.how not in ("of", "times"):
            return True
        sign = -1 if self.down else 1
        low, high = sorted(1 + sign * one / ALL for one in (self.portion.low, self.portion.high))
        least = (self.base.value * low).to_integral_value(ROUND_CEILING)
        return least <= self.base.value * high

    def counted(self, now: Decimal, before: Decimal, unit: str = "件") -> str:
        """What should have been stated: `增长 60%`, `减少 1.5 个百分点`, `2 倍`, `持平`."""
        how, exact = self.portion.how, _change(self.portion.how, now, before)
        if how == "to":
            return f"原来的 {_short(exact / ALL)} 倍"
        if not exact:
            return "持平"
        size = _as_finely(abs(exact), self.portion.places) if how == "of" else _short(abs(exact))
        told = {"points": " 个百分点", "count": f" {unit}"}.get(how, "%")
        verbs = ("减少", "增加") if how in _DIFFERENCES else ("下降", "增长")
        return f"{verbs[exact > 0]} {size}{told}"


def _change(how: str, now: Decimal, before: Decimal) -> Decimal:
    if how in _DIFFERENCES:
        return now - before
    share = ALL * now / before
    return share if how == "to" else share - ALL


def _short(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _as_finely(value: Decimal, places: int) -> Decimal:
    """A number rounded to some decimals, or to as many more as leave something of it."""
    while not (rounded := value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)):
        places += 1
    return rounded


# -- what a sentence states -------------------------------------------------------------------------


def changes(sentence: Sentence, earlier: Sequence[Run], office: Office) -> Iterator[Change]:
    """The changes that a sentence states, as far as its own counts, those of the sentences before or the tables can tell."""
    for read in (sentence, *_with_brackets(sentence)):
        for one in stated_changes(read.run, office.year):
            if read is sentence or read.run.tokens[one.sign] not in sentence.run.tokens:
                yield _Comparison(read, earlier, one, office).change()


def _with_brackets(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence up to brackets behind a count that tell how it has changed: 收到4件（较上年减少3件，上年为7件）."""
    tokens = sentence.run.tokens
    for anchor, aside in sentence.run.asides:
        if anchor and tokens[anchor - 1].counted and aside.tokens:
            # 较上年的81件增加12件（增长14.8%）: what was compared stands before the brackets.
            goes_on = aside.tokens[0].kind in ("more", "less") and is_change(tokens, anchor - 1)
            if goes_on or "compare" in kinds(aside.tokens):
                yield sentence.with_brackets(anchor, aside)


class _Comparison:
    """A stated change in its sentence, behind the `earlier` sentences of the paragraph."""

    def __init__(
        self, sentence: Sentence, earlier: Sequence[Run], stated: StatedChange, office: Office
    ) -> None:
        self._sentence = sentence
        self._run = run = sentence.run
        self._earlier = earlier
        self._stated = stated
        self._office = office
        self._sign = stated.sign
        self._clause = clause_start(run.tokens, stated.sign)
        self._start = self._clause if stated.start is None else stated.start
        self._told = {q.at: q for q in sentence.outside()}
        self._before = counts(run, self._start)

    def change(self) -> Change:
        """The change with what may bear it out."""
        run, stated, start, sign = self._run, self._stated, self._start, self._sign
        found = pairs(run, self._earlier, stated)
        begin, portion = run.tokens[min(start, self._clause)].start, stated.portion
        change = Change(begin, portion.until, portion, stated.down, found, base=stated.base)
        number = run.tokens[portion.end].number
        of_cases = portion.how == "count" and number is not None and number.unit in _UNITS
        compared = stated.start is not None and "compare" in kinds(run.tokens[start:sign])
        # 较2023年的55件增加11件，增长20%: of these two, whatever the tables have
        told = stated.base and stated.by and portion.how != "count"
        if told or not compared or not (of_cases or portion.how in ("of", "times")):
            return change
        known = self._changed() if self._is_with_last_year() else None
        count, sums = known or (None, ())
        return change._replace(sums=sums, stated=count)

    def _is_with_last_year(self) -> bool:
        """Whether the report's year is compared with the one before."""
        tokens = self._run.tokens[self._start : self._sign]
        years, year = {int(m) for m in meant(tokens, "year")}, self._office.year
        other = set(meant(tokens, "when")) - {"last"} | {"month"} & set(meant(tokens, "compare"))
        part = kinds(self._run.tokens[: self._sign]) & {"span", "month", "day"}
        return not other and not part and (not years or not year or years == {year - 1})

    def _changed(self) -> tuple[Decimal | None, Sums] | None:
        """What has changed: the count stated right before, or what the words beside the change name."""
        tokens, first = self._run.tokens, self._start
        last = self._before[-1][0] if self._before else -1
        own = [t for t in tokens[last + 1 : first] if t.kind not in ("stop", "plain", "comma")]
        # 同比申请减少5件，降幅20%: what has changed may be named before by how many it has.
        between = [t for t in tokens[first : self._sign] if t.kind not in {*COMPARING, "sum", "about"}]
        quantity = self._told.get(last)
        if quantity and quantity.what and not (quantity.what.unsure or own or between):
            if not (quantity.own and quantity.now):
                return None
            # 新收4件，上年结转2件，同比减少20%: of those that are new, or of those that came over.
            listed = quantity.what.kind in ("applicant", "outcome") or quantity.what.name == "carried_in"
            whole = self._listed_of(last) if listed else ()
            return (None if whole else quantity.number.value, (*whole, *quantity.what.sums))
        clause = tokens[clause_start(tokens, first) : first]
        named = kinds((*clause, *between)) - {"plain", "comma", "when", "year", "own"}
        if named and named <= {"sum", "request_short", "request"}:
            flows = [q for q in self._told.values() if q.what and q.what.name == "new" and q.own]
            if flows and flows[-1].what:
                return flows[-1].number.value, flows[-1].what.sums
            if "request" in named:
                return None, figures.RECEIVE
        found = (
            words_about(self._office.form, [*own, *between], self._run.about_at(first))
            if own or between
            else ()
        )
        return (None, found) if found else None

    def _listed_of(self, last: int) -> Sums:
        """The applications before a count of applicants or of what came over: 收到12件，其中自然人9件、企业3件，同比增长20% may be of all."""
        flows = [
            q.what for at, q in self._told.items() if at < last and q.what and q.what.name == "new" and q.own
        ]
        return flows[-1].sums if flows else ()
