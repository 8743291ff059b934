"""Percentages in a text: shares of a whole, rates, and changes against the year before."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.applications import REQUESTS, words_about
from ndbg.check.prose.figures import Sum, Sums
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities import Quantity
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_start, unit
from ndbg.check.prose.tokens import Number
from ndbg.form import Form

Ratio = tuple[Decimal | Sum, Decimal | Sum]


class Share(NamedTuple):
    """A share as stated, in per cent, and what it may be the share of what; the nearest comes first.

    Parts and wholes are counts of the text itself, or sums of the tables. `rate`: it is 办结率 or its like.
    """

    start: int
    end: int
    percent: Decimal
    ratios: tuple[Ratio, ...]
    rate: bool = False


class Change(NamedTuple):
    """A change against the year before as stated: in per cent, or in 件 where `percent` is False.

    `stated` is this year's count and `base` last year's, where the text gives them.
    """

    start: int
    end: int
    value: Decimal
    percent: bool
    down: bool
    stated: Decimal | None
    sums: Sums
    base: Decimal | None = None

    def holds(self, now: Decimal, before: Decimal) -> bool:
        """Whether two years' figures bear out what is stated, as finely as it is."""
        if not self.percent:
            return now - before == (-self.value if self.down else self.value)
        return (
            bool(before)
            and rounds_to(abs(100 * (now - before) / before), self.value)
            and ((now < before) == self.down or now == before)
        )

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


def _rounded(exact: Decimal, places: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def rounds_to(exact: Decimal, stated: Decimal, tolerance: Decimal = Decimal(0)) -> bool:
    """Whether a number, rounded or cut to the places that are stated, is the one stated."""
    unit_ = Decimal(1).scaleb(-max(-int(stated.as_tuple().exponent), 0))
    return abs(exact - stated) <= max(unit_ / 2, tolerance) or 0 <= exact - stated < unit_


def _counts(run: Run, end: int) -> list[tuple[int, Number]]:
    """The counts among the first tokens of a run."""
    return [(i, number) for i, token in enumerate(run.tokens[:end]) if (number := token.counted)]


# -- changes ----------------------------------------------------------------------------------


def changes(sentence: Sentence, office: Office) -> Iterator[Change]:
    """The changes against last year that a sentence states of figures of the form."""
    run = sentence.run
    if "compare" not in run.kinds:
        return
    told = {q.at: q for q in sentence.outside()}
    for at, token in enumerate(run.tokens):
        if token.kind not in ("more", "less"):
            continue
        stated = _right_behind(run, at)
        compared = _compared(run, at)
        if stated is None or compared is None or not _is_with_last_year(run, compared, at, office):
            continue
        number = stated[1]
        if number.unit not in ("%", "件", "宗", "起", "份") or not number.exact:
            continue
        found = _changed(office.form, run, compared, at, told)
        if found is None:
            continue
        count, sums = found
        base = [n for i, n in _counts(run, at) if i > compared and n.counts_cases]
        yield Change(
            start=run.tokens[compared].start,
            end=run.tokens[stated[0]].end,
            value=number.value,
            percent=number.unit == "%",
            down=token.kind == "less",
            stated=count,
            sums=sums,
            base=base[-1].value if base else None,
        )


def _right_behind(run: Run, at: int) -> tuple[int, Number] | None:
    """The number by which something has changed."""
    for i in range(at + 1, min(at + 4, len(run.tokens))):
        token = run.tokens[i]
        if token.kind == "number" and token.number:
            return i, token.number
        if token.kind not in ("plain", "sum", "more", "less"):
            return None
    return None


def _compared(run: Run, at: int) -> int | None:
    """Where the comparison begins: 同比, 较 or 比 in the clause before the change."""
    start = clause_start(run.tokens, at)
    found = [i for i in range(start, at) if run.tokens[i].kind == "compare"]
    if not found:
        return None
    first = found[0]
    # 与上年相比 begins with 与.
    while first > start and (
        run.tokens[first - 1].kind in ("when", "year") or run.word(run.tokens[first - 1]) == "与"
    ):
        first -= 1
    return first


def _is_with_last_year(run: Run, first: int, at: int, office: Office) -> bool:
    tokens = run.tokens[first:at]
    years = {int(m) for m in meant(tokens, "year")}
    when = {t.meaning for t in tokens if t.kind == "when"}
    if when - {"last"} or any(t.kind in ("span", "month", "day") for t in run.tokens[:at]):
        return False
    if any(run.word(t) == "环比" for t in tokens):
        return False
    return not years or not office.year or years == {office.year - 1}


def _changed(
    form: Form, run: Run, first: int, at: int, told: dict[int, Quantity]
) -> tuple[Decimal | None, Sums] | None:
    """What has changed: the count stated right before, or what the words beside the change name."""
    before = _counts(run, first)
    last = before[-1][0] if before else -1
    own = [t for t in run.tokens[last + 1 : first] if t.kind not in ("stop", "plain", "comma")]
    between = [
        t for t in run.tokens[first:at] if t.kind not in ("compare", "when", "year", "plain", "number")
    ]
    what = told[last].what if last in told else None
    if what and not own and not between:
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


# -- shares ------------------------------------------------------------------------------------


def shares(sentence: Sentence, office: Office) -> Iterator[Share]:
    """The shares that a sentence states of figures of the form, or of a whole of its own."""
    run = sentence.run
    if not run.kinds & {"share", "rate"}:
        return
    told = {q.at: q for q in sentence.outside()}
    for at, token in enumerate(run.tokens):
        if token.kind != "number" or unit(token) != "%" or not token.number or not token.number.exact:
            continue
        if not office.owned(run)[at]:
            continue
        start = clause_start(run.tokens, at)
        sign = next(
            (i for i in range(at - 1, start - 1, -1) if run.tokens[i].kind in ("share", "rate")), None
        )
        if sign is None or not office.speaks_of(run, start, at):
            continue
        if run.tokens[sign].kind == "rate":
            ratios: tuple[Ratio, ...] = tuple(_rate(office.form, run, sign, at, told))
        else:
            ratios = tuple(_share(office.form, run, sign, run.tokens[sign + 1 : at], told, sentence.flows))
        if ratios:
            rate = run.tokens[sign].kind == "rate"
            yield Share(run.tokens[sign].start, token.end, token.number.value, ratios, rate)
    for anchor, aside in run.asides:
        if anchor and run.tokens[anchor - 1].counted and office.owned(run)[anchor - 1]:
            yield from _in_brackets(office.form, sentence, anchor, aside, told)


def _in_brackets(
    form: Form, sentence: Sentence, anchor: int, aside: Run, told: dict[int, Quantity]
) -> Iterator[Share]:
    """Shares in brackets: of the count before them, 网站312条（占60%）, or of parts that they list."""
    tokens = aside.tokens
    percent = tokens[-1].number if tokens and unit(tokens[-1]) == "%" else None
    if percent and percent.exact and tokens[0].kind == "share" and len(tokens) <= _SHORT:
        ratios = tuple(_share(form, sentence.run, anchor, tokens[1:-1], told, sentence.flows))
        if ratios:
            yield Share(tokens[0].start, tokens[-1].end, percent.value, ratios)
    elif whole := sentence.run.tokens[anchor - 1].counted:
        yield from _of_the_count_before(aside, whole)


_SHORT = 3  # 占 75%, 占 总数 75%


def _of_the_count_before(aside: Run, whole: Number) -> Iterator[Share]:
    """44件（其中网上申请42件，占比95.5%）: shares in brackets of what was counted before them."""
    for at, token in enumerate(aside.tokens):
        if token.kind != "share" or at < 2 or at + 1 >= len(aside.tokens):
            continue
        part, percent = aside.tokens[at - 2].counted, aside.tokens[at + 1].number
        beside = aside.tokens[at - 1].kind == "stop" and part and part.unit == whole.unit
        if (
            beside
            and part
            and percent
            and percent.unit == "%"
            and percent.exact
            and part.exact
            and whole.exact
        ):
            yield Share(token.start, aside.tokens[at + 1].end, percent.value, ((part.value, whole.value),))


def _rate(form: Form, run: Run, sign: int, at: int, told: dict[int, Quantity]) -> Iterator[Ratio]:
    """办结率 of applications: what was handled of what was there. 按时办结率 tells of something else."""
    meaning = run.tokens[sign].meaning
    last = max((i for i in told if i < sign), default=None)
    what = told[last].what if last is not None else None
    # A rate is that of what was counted right before; what stands in brackets behind it says more of it.
    if any(anchor == at + 1 for anchor, _ in run.asides):
        return
    thing = kinds(run.tokens[last : last + 2]) & REQUESTS if last is not None else set()
    if last is not None and not thing and (what is None or what.kind not in ("flow", "applicant")):
        if meaning == "answer":
            yield from _rate_of_others(run, sign)
        return
    own = kinds(run.tokens[clause_start(run.tokens, sign) : sign]) - {"plain", "comma", "own", *REQUESTS}
    between = kinds(run.tokens[sign + 1 : at]) - {"plain", "sum", "more"}
    if meaning == "in_time" or own or between or run.about_at(sign) != "requests":
        return
    if meaning == "answer":
        yield figures.DONE, figures.RECEIVED
        yield figures.DONE_OF_NEW, figures.NEW
    elif meaning == "disclose":
        granted, partial = figures.outcome(form, "granted"), figures.outcome(form, "partial")
        yield from ((part, whole) for part in (granted + partial, granted) for whole in _WHOLES)


_WHOLES = (figures.DONE, figures.NEW, figures.RECEIVED)
_BESIDE_ANSWERED = {"stop", "plain", "done", "all", "in_time", "answer", "sum", "own"}


def _rate_of_others(run: Run, sign: int) -> Iterator[Ratio]:
    """来信183条，答复183条，答复率100%: whatever they are, both numbers are told, one right behind the other."""
    told = _counts(run, sign)[-2:]
    if len(told) < 2:
        return
    (whole_at, whole), (part_at, part) = told
    between, behind = run.tokens[whole_at + 1 : part_at], run.tokens[part_at + 1 : sign]
    answered = "finished" in meant(between, "answer") and not kinds((*between, *behind)) - _BESIDE_ANSWERED
    exact = whole.exact and part.exact and not whole.step and not part.step
    if answered and exact and whole.unit == part.unit and part.value <= whole.value:
        yield part.value, whole.value


def _share(
    form: Form, run: Run, sign: int, between: Tokens, told: dict[int, Quantity], flows: Sequence[Quantity]
) -> Iterator[Ratio]:
    """What a share is the share of what: of the count beside it, or of what its clause names.

    Before `sign` stands the count; `between` are the words between 占 and the percentage.
    """
    before = _counts(run, sign)
    last = before[-1][0] if before else -1
    beside = last >= 0 and not kinds(run.tokens[last + 1 : sign]) - {"plain", "comma", "stop", "sum"}
    if beside and any(t.kind == "stop" and t.meaning in "。；" for t in run.tokens[last + 1 : sign]):
        beside = False
    part = before[-1][1] if beside else None
    if part and (not part.exact or part.step):
        return
    stated = [t.number for t in between if t.kind == "number" and t.number]
    if stated:
        # 占全县356件的1.12%: the whole is there.
        if part is not None:
            yield part.value, stated[-1].value
        return
    if kinds(between) & {"other", "other_thing", "way", "review", "document", "by_topic"}:
        # 收回有效问卷360份，其中……324份，占有效问卷的80%: the whole is named.
        if part and (whole := _called(run, before, between)):
            yield part.value, whole.value
        return
    what = told[last].what if beside and last in told else None
    if what and what.kind == "review" and kinds(between) & REQUESTS:
        return  # 复议21宗、诉讼10宗，占申请总量的4.63%: of both together, or of the last
    start = clause_start(run.tokens, sign)
    if what is None and not beside:
        # 予以公开占58.5%、不予公开占7.3%: each share has its own names.
        shared = max((i + 1 for i in range(start, sign) if unit(run.tokens[i]) == "%"), default=start)
        named = words_about(form, run.tokens[shared:sign], run.about_at(sign), parts_only=True)
    else:
        named = what.sums if what and what.kind in ("outcome", "applicant") else ()
    earlier = [n.value for i, n in before if part and n.unit == part.unit and i != last]
    if named:
        yield from ((part.value if part else named[0], whole) for whole in earlier)
        yield from ((part.value if part else of, whole) for of, whole in _bases(named))
        return
    if part is None:
        return
    # Of what the form does not know, the text itself must give the whole.
    of_requests = [q.number.value for q in flows] if run.about_at(last) == "requests" else []
    whats = [told[i].what for i, _ in before if i in told and i != last]
    counted = any(what.kind == "flow" for what in whats if what)
    wholes = [i for i, t in enumerate(run.tokens[:last]) if t.kind == "of_which"]
    if wholes and (
        before_list := [n.value for i, n in before if i < wholes[-1] and n.counts_cases and part.counts_cases]
    ):
        earlier = before_list  # 29件，其中网络25件、来信4件，占14%: of all of them, not of the one before
    if earlier and (any(i < at for i, _ in before for at in wholes) or counted):
        yield from ((part.value, whole) for whole in (*earlier, *of_requests))
    elif of_requests and "way" in kinds(run.tokens[start : last + 1]) | kinds(
        run.tokens[clause_start(run.tokens, last) : last]
    ):
        yield from ((part.value, whole) for whole in (*reversed(of_requests), *earlier))


def _called(run: Run, before: Sequence[tuple[int, Number]], words: Tokens) -> Number | None:
    """The number before which the same words stand."""
    name = run.text[words[0].start : words[-1].end].rstrip("的总数量")
    for place, number in reversed(before):
        if name and run.text.endswith(name, 0, run.tokens[place].start):
            return number
    return None


def _bases(named: Sums) -> Iterator[tuple[Sum, Sum]]:
    """Parts with the wholes that they are parts of: outcomes of what was handled, applicants of each."""
    if len(named) > 1 and "中的" in named[0].name:
        yield from zip(named[-3:], (figures.NEW, figures.RECEIVED, figures.DONE), strict=True)
    else:
        yield from ((named[0], whole) for whole in _WHOLES)
