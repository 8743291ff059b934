"""A percentage as a text states it, with what it may be of: a part and its whole, or this year and the one before."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ndbg.check.prose.figures import Sum, Sums, alternatives
from ndbg.check.prose.percentages.portions import ALL, Amount, Portion
from ndbg.report import Report

Term = Amount | Sum
Ratio = tuple[Term, Term]
_DIFFERENCES = ("points", "count")
_TWO = 2


class Claim(NamedTuple):
    """A share, a rate or a change, from `start` to `end` of the paragraph.

    `ratios` are parts with their wholes, the likeliest first; one of them must give the portion. Of a change they are
    this year's and last year's counts of the text, and `sums` those of the tables; `now` and `base` are this year's
    and last year's count where the text gives them, and `down` is whether there is less; it is None for a share. An
    `unsure` one may be of something else, and is only wrong where it is one of the first `unsure` of them, miswritten. `said` is
    where the text says that all were done. `of` are counts of which a share must be a whole number.
    """

    start: int
    end: int
    portion: Portion
    ratios: tuple[Ratio, ...] = ()
    unsure: int = 0
    of: Sums = ()
    said: tuple[int, int] | None = None
    down: bool | None = None
    sums: Sums = ()
    now: Amount | None = None
    base: Amount | None = None

    def exact(self, part: Decimal, whole: Decimal) -> Decimal:
        """What two numbers give, in hundredths, as it is stated; less than 0 where there is less."""
        if self.portion.how in _DIFFERENCES:
            return part - whole
        share = ALL * part / whole
        return share if self.down is None or self.portion.how == "to" else share - ALL

    def fits(self, part: Amount, whole: Amount, tolerance: Decimal = Decimal(0)) -> bool:
        """Whether two numbers, as finely as they are told, give what is stated."""
        # 由2.5万增至3万: 3万 is as fine as 2.5万.
        step = min(part.step, whole.step) or max(part.step, whole.step)
        (least, most), (low, high) = part.bounds(step), whole.bounds(step)
        if low <= 0 and self.portion.how not in _DIFFERENCES:
            return bool(whole.step)
        bounds = (self.exact(least, high), self.exact(most, low))
        if self.down and self.portion.how != "to":
            bounds = (-bounds[1], -bounds[0])
        return self.portion.fits(*bounds, tolerance)

    def should_be(self, now: Decimal, before: Decimal, unit: str = "件") -> str:
        """What should have been stated of a change: `增长 60%`, `减少 1.5 个百分点`, `2 倍`, `持平`."""
        how, exact = self.portion.how, self.exact(now, before)
        if how == "to":
            return f"原来的 {_short(exact / ALL)} 倍"
        if not exact:
            return "持平"
        size = _as_finely(abs(exact), self.portion.places) if how == "of" else _short(abs(exact))
        told = {"points": " 个百分点", "count": f" {unit}"}.get(how, "%")
        verbs = ("减少", "增加") if how in _DIFFERENCES else ("下降", "增长")
        return f"{verbs[exact > 0]} {size}{told}"

    def is_slip_of(self, part: Decimal, whole: Decimal) -> bool:
        """Whether it is what two numbers give in other digits, or the other way, which it hardly is by chance.

        Two digits are turned, 67.1 for 61.7; or of three and more one is wrong, left out or too many.
        """
        exact = self.exact(part, whole)
        step = Decimal(1).scaleb(-self.portion.places)
        stated = _digits(self.portion.value, step)
        rights = {_digits(abs(exact).quantize(step, how), step) for how in (ROUND_HALF_UP, ROUND_DOWN)}
        if self.down is not None and self.down != (exact < 0):
            return stated in rights and len(stated) >= _TWO
        return self.portion.how in ("of", "count") and any(_are_slips(stated, right) for right in rights)


def _short(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _as_finely(value: Decimal, places: int) -> Decimal:
    """A number rounded to some decimals, or to as many more as leave something of it."""
    while not (rounded := value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)):
        places += 1
    return rounded


def _digits(value: Decimal, step: Decimal) -> str:
    return f"{value.quantize(step)}".replace(".", "")


def _are_slips(stated: str, right: str) -> bool:
    long, short = sorted((stated, right), key=len, reverse=True)
    if len(long) > len(short):
        return len(long) > _TWO and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    differing = sum(1 for one, other in zip(stated, right, strict=True) if one != other)
    turned = differing == _TWO and sorted(stated) == sorted(right)
    return turned or (differing == 1 and len(stated) > _TWO)


# -- whether it holds -------------------------------------------------------------------------------


class Fault(NamedTuple):
    """Why a claim is wrong, in words, and what is right; or the figures of either report without which it cannot be judged.

    `cells` are the figures of the form it was held against. Without `why` it is wrong by what the text says of all.
    """

    why: str = ""
    right: Decimal | None = None
    cells: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    missing_last: tuple[str, ...] = ()


class _Known(NamedTuple):
    """A ratio whose terms are known."""

    part: Amount
    whole: Amount
    ratio: Ratio

    @property
    def shown(self) -> str:
        """It in words: `“办理结果总计”14 ÷ 17`."""
        values = zip(self.ratio, self[:2], strict=True)
        told = (
            f"“{t.name}”{n.value}" if isinstance(t, Sum) else f"{n.value.normalize():f}" for t, n in values
        )
        return " ÷ ".join(told)


def _value(report: Report, term: Term) -> Amount | None:
    """A term as a number; None where a figure was not read."""
    if isinstance(term, Amount):
        return term
    value = term.value(report)
    return None if value is None else Amount(0, value)


def _unread(report: Report, terms: Iterable[Term]) -> tuple[str, ...]:
    """The figures of some terms that were not read."""
    return tuple(id for term in terms if isinstance(term, Sum) for id in term.missing(report))


def _wrong(claim: Claim, report: Report, tolerance: Decimal = Decimal(0)) -> list[_Known] | None:
    """The ratios of a claim that it does not state, the likeliest first, where it states none of them; None where it does."""
    pairs = [(_value(report, ratio[0]), _value(report, ratio[1]), ratio) for ratio in claim.ratios]
    known = [_Known(part, whole, ratio) for part, whole, ratio in pairs if part and whole and whole.value]
    known = [one for one in known if claim.down is not None or one.part.value <= one.whole.value]
    if any(claim.fits(one.part, one.whole, tolerance) for one in known):
        return None
    likely = known[: claim.unsure or None]
    return [one for one in likely if not claim.unsure or claim.is_slip_of(one.part.value, one.whole.value)]


def share_fault(claim: Claim, report: Report, tolerance: Decimal) -> Fault | None:
    """What is wrong with a share or a rate; nothing where one of its ratios gives it."""
    wrong = _wrong(claim, report, tolerance)
    if wrong is None:
        return None
    if claim.said:
        return Fault()
    if missing := _unread(report, claim.of):
        return Fault(missing=missing)
    wholes = [_value(report, whole) for whole in (*claim.of, *(whole for _, whole in claim.ratios))]
    if wholes and not any(w is None or w.value for w in wholes):
        return Fault("表格里没有收到申请") if claim.portion.value not in (0, ALL) else None
    if claim.of and not any(_is_possible(claim.portion, w.value) for w in wholes if w and w.value):
        return Fault(f"{alternatives(report, claim.of)}，得不出这个比例")
    if missing := _unread(report, (term for ratio in claim.ratios for term in ratio)):
        return Fault(missing=missing)
    if not wrong:
        return None
    percent = _short(claim.exact(wrong[0].part.value, wrong[0].whole.value))
    return Fault(f"{wrong[0].shown} 是 {percent}%", Decimal(percent))


def _is_possible(portion: Portion, whole: Decimal) -> bool:
    """Whether any whole number of cases is such a portion of a number of them."""
    part = portion.value * whole / ALL
    near = (part.to_integral_value(ROUND_FLOOR), part.to_integral_value(ROUND_CEILING))
    return any(portion.is_of(n, whole) for n in near)


def change_fault(claim: Claim, report: Report, last: Report | None) -> Fault | None:
    """What is wrong with a change by the tables of both years, or, where these do not have it, by the counts of the text."""
    values = [(s, s.value(report), s.value(last)) for s in claim.sums] if last else []
    known = [(s, now, before) for s, now, before in values if now is not None and before is not None]
    base = claim.base.value if claim.base else None
    right_base = base is None or any(base == before for _, _, before in known)
    if right_base and any(claim.fits(Amount(0, now), Amount(0, before)) for _, now, before in known):
        return None
    if last and len(known) < len(values):
        unread = _unread(report, claim.sums)
        return Fault(missing=unread, missing_last=() if unread else _unread(last, claim.sums))
    # A sum with the count that the text states is the one meant.
    stated = [one for one in known if claim.now and one[1] == claim.now.value] or known
    for name, now, before in ((s.name, n, b) for s, n, b in stated if b):
        right = claim.should_be(now, before)
        if base not in (None, before):
            right = f"较上年的 {before} 件{right}"
        cells = tuple(dict.fromkeys(id for sum_ in claim.sums for id in sum_.cells))
        return Fault(f"“{name}”上年 {before}、本年 {now}，应是{right}", None, cells)
    if not (wrong := _wrong(claim, report)):
        return None
    part, whole, _ = wrong[0]
    right = claim.should_be(part.value, whole.value, part.unit)
    return Fault(
        f"按这里写的原有 {whole.value.normalize():f}、现有 {part.value.normalize():f} 算，应是{right}"
    )
