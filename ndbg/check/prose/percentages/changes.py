"""Changes against the year before, as a text states them: 较上年增加3件, 同比增长20%."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sums
from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities.applications import words_about
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, counts, is_change
from ndbg.check.prose.tokens import Number, Token
from ndbg.form import Form


class Change(NamedTuple):
    """A change against the year before as stated: in per cent, or in cases where `percent` is False.

    `stated` is this year's count and `base` last year's, where the text gives them. `sums` are what the tables may
    have changed of, empty where that is not known. `told` are this year's and last year's counts, the nearest first,
    that the words beside the change may give; empty where they give none. `of` is this year's count that stands
    right before it, of which last year's must be a whole number.
    """

    start: int
    end: int
    value: Decimal
    percent: bool
    down: bool
    stated: Decimal | None
    sums: Sums
    base: Decimal | None = None
    told: tuple[tuple[Decimal, Decimal], ...] = ()
    of: Decimal | None = None

    def holds(self, now: Decimal, before: Decimal) -> bool:
        """Whether two years' figures bear out what is stated, as finely as it is."""
        if not self.percent:
            return now - before == (-self.value if self.down else self.value)
        return (
            bool(before)
            and rounds_to(abs(100 * (now - before) / before), self.value)
            and ((now < before) == self.down or now == before)
        )

    @property
    def bears_itself_out(self) -> bool:
        """Whether the counts beside it give the change."""
        return any(self.holds(now, before) for now, before in self.told)

    def is_possible(self, now: Decimal) -> bool:
        """Whether any whole number of last year gives the change in per cent to a count of this year."""
        share = (100 - self.value if self.down else 100 + self.value) / 100
        if share <= 0:
            return self.down and not now
        before = now / share
        near = {before.to_integral_value(ROUND_FLOOR), before.to_integral_value(ROUND_CEILING)}
        return any(self.holds(now, whole) for whole in near if whole > 0)

    def counted(self, now: Decimal, before: Decimal) -> str:
        """What should have been stated: `增长 1.08%`, `减少 3 件`, `持平`."""
        if now == before:
            return "持平"
        if not self.percent:
            return f"{'减少' if now < before else '增加'} {abs(now - before)} 件"
        exact = abs(100 * (now - before) / before)
        # As finely as it was stated, but not so coarsely that nothing is left.
        places = min(max(-int(self.value.as_tuple().exponent), 0), _MOST_PLACES)
        while not (rounded := _rounded(exact, places)):
            places += 1
        return f"{'下降' if now < before else '增长'} {rounded}%"


_MOST_PLACES = 6
_UNITS = ("%", "件", "宗", "起", "份", "条")


def _rounded(exact: Decimal, places: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def rounds_to(exact: Decimal, stated: Decimal, tolerance: Decimal = Decimal(0)) -> bool:
    """Whether a number, rounded or cut to the places that are stated, is the one stated."""
    unit_ = Decimal(1).scaleb(-max(-int(stated.as_tuple().exponent), 0))
    return abs(exact - stated) <= max(unit_ / 2, tolerance) or 0 <= exact - stated < unit_


class _Stated(NamedTuple):
    """A change by its tokens: its sign (增长), its number, and where the comparison begins that it belongs to."""

    sign: int
    place: int
    number: Number
    compared: int

    @property
    def is_count(self) -> bool:
        """Whether it is in cases."""
        return self.number.unit != "%"


def changes(sentence: Sentence, office: Office) -> Iterator[Change]:
    """The changes against last year that a sentence states, as far as its own counts or the tables can tell."""
    run = sentence.run
    if "compare" not in run.kinds:
        return
    for read in (sentence, *_with_brackets(sentence)):
        told = {q.at: q for q in read.outside()}
        found = [
            s for s in _stated(read.run) if read is sentence or read.run.tokens[s.sign] not in run.tokens
        ]
        for stated in found:
            change = _change(read.run, stated, found, told, office)
            if change.sums or change.told or change.of is not None:
                yield change


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


def _stated(run: Run) -> Iterator[_Stated]:
    """The changes of a sentence that have an exact number."""
    for at, token in enumerate(run.tokens):
        if token.kind not in ("more", "less"):
            continue
        number, compared = _right_behind(run, at), _compared(run, at)
        if number is None or compared is None or number[1].unit not in _UNITS or not number[1].exact:
            continue
        yield _Stated(at, *number, compared)


def _change(
    run: Run, stated: _Stated, all_: Sequence[_Stated], told: dict[int, Quantity], office: Office
) -> Change:
    sign, place, number, compared = stated
    with_last_year = _is_with_last_year(run, compared, sign, office)
    changed = _changed(office.form, run, compared, sign, told) if with_last_year else None
    count, sums = changed or (None, ())
    down = run.tokens[sign].kind == "less"
    base = _base(run, stated, office)
    exact, last_year = _right_before(run, stated, office)
    base = base or last_year
    pairs: list[tuple[Decimal, Decimal]] = []
    if base:
        # 申请量比2023年的412件增加52件: last year's count is not this year's too.
        told_now = _of_this_year(run, compared, exact.value if exact else count)
        pairs += [(now, base[-1]) for now in told_now if now != base[-1]]
    elif not stated.is_count and (by := _by_how_many(run, stated, all_)) is not None:
        nows = [n.value for i, n in reversed(counts(run, compared)) if n.exact and n.unit == by[0].unit]
        pairs += [(now, now + by[0].value if by[1] else now - by[0].value) for now in nows]
    return Change(
        start=run.tokens[compared].start,
        end=run.tokens[place].end,
        value=number.value,
        percent=not stated.is_count,
        down=down,
        stated=count,
        sums=sums,
        base=base[-1] if base and changed else None,
        told=tuple(pair for pair in pairs if pair[1] > 0),
        of=None if stated.is_count or base else exact.value if exact else count,
    )


def _of_this_year(run: Run, compared: int, count: Decimal | None) -> Iterator[Decimal]:
    """What this year's count may be: the one told of, or if that ends a list, the total of the list.

    515条，其中网站469条、报刊46条，相比去年（486条），共增加29条.
    """
    marked = next((i for i in range(compared) if run.tokens[i].kind in ("of_which", "made_of")), 0)
    if count is not None:
        yield from (n.value for _, n in reversed(counts(run, marked)) if n.exact and n.counts_cases)
        yield count


def _right_behind(run: Run, at: int) -> tuple[int, Number] | None:
    """The number by which something has changed."""
    for i in range(at + 1, min(at + 4, len(run.tokens))):
        token = run.tokens[i]
        if token.kind == "number" and token.number:
            return i, token.number
        if token.kind not in ("plain", "sum", "more", "less"):
            return None
    return None


def _base(run: Run, stated: _Stated, office: Office) -> list[Decimal]:
    """Last year's count where it stands between the comparison and the change, or in brackets behind.

    比上年的31件增加9件, 比2022年（31起）增加9起, 同比增长29%（上年31件）.
    """
    aside = [
        a
        for anchor, a in run.asides
        if stated.compared < anchor <= stated.sign
        or (anchor == stated.place + 1 and _names_last_year(a, office))
    ]
    if aside:
        return [n.value for _, n in counts(aside[-1], len(aside[-1].tokens)) if n.counts_cases and n.exact][
            :1
        ]
    between = [
        n.value
        for i, n in counts(run, stated.sign)
        if i > stated.compared and n.counts_cases and not is_change(run.tokens, i)
    ]
    # 较上年减少3件，上年为7件
    behind = run.tokens[stated.place + 2 : clause_end(run.tokens, stated.place + 2)]
    if not between and stated.is_count and _are_of_last_year(behind, office):
        return [t.counted.value for t in behind if t.counted]
    return between


def _names_last_year(aside: Run, office: Office) -> bool:
    """Whether brackets hold a count of last year and nothing else."""
    return _are_of_last_year(aside.tokens, office)


def _are_of_last_year(words: Sequence[Token], office: Office) -> bool:
    """Whether some words tell a count of last year and nothing else."""
    last = "last" in meant(words, "when") or f"{office.year - 1}" in meant(words, "year")
    return last and sum(1 for t in words if t.counted) == 1 and not kinds(words) - _LAST_YEARS


def _right_before(run: Run, stated: _Stated, office: Office) -> tuple[Number | None, list[Decimal]]:
    """The count that stands right before a comparison of nothing else, and last year's where that stands between them.

    收到9件，同比增长12.5%; 收到9件，上年为8件，同比增长12.5%.
    """
    before = counts(run, stated.compared)
    if not before or kinds(run.tokens[stated.compared : stated.sign]) - _COMPARED - {"sum"}:
        return None, []
    at, number = before[-1]
    behind = run.tokens[at + 1 : stated.compared]
    # 7宗政府信息公开申请，较上年减少: what is counted may stand behind its number.
    thing = next((i for i, t in enumerate(behind) if t.kind not in ("plain", *_THINGS)), len(behind))
    if kinds(behind[thing:]) - {"stop", "plain"} or not _is_plain(run, at):
        return None, []
    clause = run.tokens[clause_start(run.tokens, at) : at]
    if "last" not in meant(clause, "when") and f"{office.year - 1}" not in meant(clause, "year"):
        return number, []
    # 申请数量由上年的60件回落 is of the number of applications, whatever stands before it.
    own_subject = kinds(clause) - (_COMPARED - REQUESTS) - {"sum", "has"}
    if len(before) > 1 and not own_subject and _is_plain(run, before[-2][0]):
        return before[-2][1], [number.value]
    return None, []


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


def _by_how_many(run: Run, stated: _Stated, all_: Sequence[_Stated]) -> tuple[Number, bool] | None:
    """By how many something has changed, where that stands right beside the change in per cent, and whether down."""
    for other in all_:
        first, second = sorted((stated, other))
        between = run.tokens[first.place + 1 : second.sign]
        if other.is_count and other.compared == stated.compared and not kinds(between) - {"stop", "plain"}:
            return other.number, run.tokens[other.sign].kind == "less"
    return None


def _compared(run: Run, at: int) -> int | None:
    """Where the comparison begins: 同比, 较 or 比 in the clause before the change, or before the change before it."""
    tokens = run.tokens
    start = clause_start(tokens, at)
    found = [i for i in range(start, at) if tokens[i].kind == "compare"]
    while not found and start > 0 and not kinds(tokens[start:at]) - _ONLY_CHANGED:
        at, start = start, clause_start(tokens, start - 1)
        found = [i for i in range(start, at) if tokens[i].kind == "compare"]
        if not kinds(tokens[start:at]) & {"more", "less"} and kinds(tokens[start:at]) - _ONLY_COMPARED:
            return None
    if not found:
        return None
    first = found[0]
    # 与上年相比 begins with 与.
    while first > start and (
        tokens[first - 1].kind in ("when", "year") or tokens[first - 1].means("plain", "and")
    ):
        first -= 1
    return first


_THINGS = ("other_thing", "document", "decision", "review", *REQUESTS)
_COMPARED = {"compare", "when", "year", "plain", "more", "less", "number", "stop", *REQUESTS}
_LAST_YEARS = {"when", "year", "plain", "number", "receive", "sum", *REQUESTS}
_ONLY_CHANGED = {"more", "less", "number", "plain", "stop", "sum"}
_ONLY_COMPARED = {"compare", "when", "year", "plain", "stop"}


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
        return (quantity.number.value, what.sums) if quantity.own and quantity.now else None
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
