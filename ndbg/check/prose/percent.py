"""Percentages in a text: shares of a whole, and changes against the year before."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from ndbg.check.prose.claims import Claim, in_sentence
from ndbg.check.prose.phrases import in_words
from ndbg.check.prose.scope import Office
from ndbg.check.prose.subjects import Sum, subjects
from ndbg.check.prose.wording import Count, counts, even, sentences, unquoted, without_brackets
from ndbg.form import Form
from ndbg.text.patterns import HAN, Pattern

_NUMBER = r"(?P<percent>\d+(?:\.\d+)?)%"
_SHARE = Pattern(
    rf"占(?:比|总数|全部|全年|申请|受理|收到|办结|办理|答复|的|总量|件数|公开)*(?P<of>[^，。；：%占]{{0,20}}?)(?:比例|比重|比)?[的为达约]*{_NUMBER}",
    given="占",
)
_CHANGE = Pattern(
    r"(?:同比|环比|[较比](?:上一?年度?|去年|(?P<year>20\d\d)年度?)(?:同期)?(?:相比)?(?:的?(?P<base>\d+)(?:件|宗|起))?|与(?:上一?年度?|去年|20\d\d年度?)(?:同期)?相比)"
    r"(?P<what>[^，。；\d]{0,8}?)(?P<way>增长|上升|增加|提高|增幅|上涨|下降|减少|降低|降幅|下跌)(?:了|率|约|近|为|达到?)*"
    rf"(?:{_NUMBER}|(?P<cases>\d+)(?:件|宗|起))",
    given="同比|环比|相比|较上|较去|较20|比上|比去|比20",
)
_DOWN = Pattern("降|减|跌")


Ratio = tuple[Decimal | Sum, Decimal | Sum]


class Share(NamedTuple):
    """A share as stated, in per cent, and what it may be the share of what.

    Parts and wholes are counts of the sentence itself, or sums of the tables.
    """

    quote: str
    percent: Decimal
    ratios: tuple[Ratio, ...]


class Change(NamedTuple):
    """A change against the year before as stated: in per cent, or in 件 where `percent` is False.

    `stated` is this year's count and `base` last year's, where the text gives them.
    """

    quote: str
    value: Decimal
    percent: bool
    down: bool
    stated: Decimal | None
    sums: tuple[Sum, ...]
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
    unit = Decimal(1).scaleb(-max(-int(stated.as_tuple().exponent), 0))
    return abs(exact - stated) <= max(unit / 2, tolerance) or 0 <= exact - stated < unit


def changes(paragraph: str, office: Office) -> Iterator[Change]:
    """The changes against last year that a paragraph states of figures of the form."""
    for sentence in sentences(even(paragraph)):
        text = unquoted(sentence)
        made = {claim.count: claim for claim in in_sentence(sentence, office)}
        for match in _CHANGE.finditer(text):
            if match["year"] and office.year and int(match["year"]) != office.year - 1:
                continue
            before = counts(without_brackets(text[: match.start()]))
            last = before[-1] if before else None
            own = text[last.end if last else 0 : match.start()].strip("，、（")
            # 收到申请12件，同比增长5%: the change of what was counted last, if nothing else is named.
            claim = made.get(last) if last else None
            sums = claim.sums if claim else in_words(f"{own}{match['what']}", office.form)
            if not sums or (claim and re.search(HAN, own)):
                continue
            yield Change(
                quote=match[0],
                value=Decimal(match["percent"] or match["cases"]),
                percent=bool(match["percent"]),
                down=bool(_DOWN.search(match["way"])),
                stated=claim.count.value if claim else None,
                sums=sums,
                base=Decimal(match["base"]) if match["base"] else None,
            )


def shares(paragraph: str, office: Office) -> Iterator[Share]:
    """The shares that a paragraph states of figures of the form, or of a whole of its own."""
    for sentence in sentences(even(paragraph)):
        text = unquoted(sentence)
        made = {claim.count: claim for claim in in_sentence(sentence, office)}
        for match in _SHARE.finditer(text):
            before = [c for c in counts(without_brackets(text[: match.start()])) if c.exact]
            if share := _share(text, match, before, made, office.form):
                yield share


def _share(
    text: str, match: re.Match[str], before: Sequence[Count], made: Mapping[Count, Claim], form: Form
) -> Share | None:
    """What a share is the share of what: of the count beside it, or of what its clause names."""
    percent = Decimal(match["percent"])
    start = max(text.rfind(sign, 0, match.start()) for sign in "，；。：") + 1
    last = before[-1] if before else None
    beside = last and not re.search(rf"{HAN}|[。；]", text[last.end : match.start()])
    claim = made.get(last) if last and beside else None
    named = (
        claim.sums
        if claim
        else ()
        if beside
        else in_words(text[start : match.start()], form, parts_only=True)
    )
    part = last.value if last and beside else None
    if stated := counts(match["of"] or ""):
        # 占全县356件的1.12%: the whole is there.
        return Share(match[0], percent, ((part, stated[-1].value),)) if part is not None else None
    earlier = [
        c.value for c in before if last and c.unit == last.unit and c is not (last if beside else None)
    ]
    if named:
        ratios: list[Ratio] = [(part if part is not None else named[0], whole) for whole in earlier]
        ratios += [(part if part is not None else of, whole) for of, whole in _bases(named, form)]
        return Share(match[0], percent, tuple(ratios))
    # Of what the form does not know, the sentence itself must give the whole.
    part_of = last and (
        "其中" in text[: last.start] or any(c in made and made[c].subject.kind == "flow" for c in before)
    )
    if part is not None and part_of and earlier:
        return Share(match[0], percent, tuple((part, whole) for whole in earlier))
    return None


def _bases(named: Sequence[Sum], form: Form) -> Iterator[tuple[Sum, Sum]]:
    """Parts with the wholes that they are parts of: outcomes of what was handled, applicants of each."""
    handled, new, received = subjects(form)["办结"].sums[:3]
    if len(named) > 1:
        yield from zip(named[-3:], (new, received, handled), strict=True)
    else:
        yield from ((named[0], whole) for whole in (handled, new, received))
