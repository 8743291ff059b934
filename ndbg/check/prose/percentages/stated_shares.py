"""The shares that a sentence states, by their tokens: 占75%, with the count that each is of."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.lists.summed_up import how_many
from ndbg.check.prose.percentages.portions import Portion, portion
from ndbg.check.prose.percentages.ratios import Ratio, Share
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, counts, unit
from ndbg.check.prose.tokens import Number, Token

_BESIDE = {"plain", "comma", "sum", "stop"}
# 占75%, 占总数75%, 占答复总数的75%
_OF_WHOLE = _BESIDE | {"outcome", "results", "answer", "applicant", *REQUESTS}
_KINDS = ("类", "种", "项", "个方面")
_HANDLED = {"answer", "results", "done", "thing", "all", "sum", "plain", *REQUESTS}


class StatedShare(NamedTuple):
    """A share by its tokens: 占 with the words between it and the percentage, and the count that it is of.

    `at` is the place of that count, or that of 占 where there is none beside it. What stands in brackets behind a
    count is its share `alone`, and not that of the counts before it too. `whole` is of what it is, where that stands
    between 占 and the percentage, 占全县356件的1.12%, 占申请总数（356件）的1.12%, or before the brackets that tell it.
    """

    sign: Token
    percent: Token
    portion: Portion
    between: Tokens
    at: int
    part: Number | None
    alone: bool = False
    whole: Number | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it is a percentage without a sign: what it is is not said."""
        return self.sign is self.percent

    @property
    def value(self) -> Decimal:
        """The percentage."""
        return self.portion.value

    def is_of(self, whole: Decimal) -> bool:
        """Whether it is the share of its count of a whole."""
        return self.part is not None and self.portion.is_of(self.part.value, whole)

    def share(self, ratios: Iterable[Ratio], *, unsure: int = 0) -> Share:
        """The share, with what it may be the share of."""
        return Share(self.sign.start, self.portion.until, self.portion, tuple(ratios), unsure=unsure)


def added(told: Sequence[StatedShare]) -> Decimal:
    """The sum of all counts whose shares are stated."""
    return sum((one.part.value for one in told if one.part), Decimal(0))


def outside(run: Run) -> Iterator[StatedShare]:
    """The shares that stand in a run itself, each with the count right before 占, or that right behind the percentage."""
    tokens = run.tokens
    for at, percent in enumerate(tokens):
        stated = _portion(run, at)
        signs = (i for i in range(clause_start(tokens, at), at) if tokens[i].kind in ("share", "rate"))
        sign = max(signs, default=None) if stated else None
        if stated is None or sign is None or not tokens[sign].means("share", ""):
            continue
        if any(unit(t) == "%" for t in tokens[sign:at]):
            continue
        between = [t for t in tokens[sign + 1 : at] if t.kind != "about"]
        one = StatedShare(tokens[sign], percent, stated, between, sign, None, whole=_given(run, sign, at))
        if together := _together(run, sign):
            yield one._replace(part=together, alone=True)
        elif before := _right_before(run, sign):
            yield one._replace(at=before[0], part=before[1])
        else:
            yield one._replace(part=_told_behind(run, at))


def _right_before(run: Run, sign: int) -> tuple[int, Number] | None:
    """The count right before 占, with what it counts behind it up to the next clause: 8件办理结果为不予公开，占42.1%."""
    before = counts(run, sign)
    if not before:
        return None
    place = before[-1][0]
    between = run.tokens[place + 1 : sign]
    # 土地、社保、工程三类占六成: the number only says how many kinds are named before it.
    of_kinds = not between and unit(run.tokens[place]) in _KINDS
    parted = any(t.means("stop", "。", "；") for t in between)
    named = not kinds(between) - _OF_WHOLE and (not kinds(between) - _BESIDE or between[-1].kind == "stop")
    return before[-1] if (named or _is_told_of(run, place, sign)) and not (parted or of_kinds) else None


def _given(run: Run, sign: int, at: int) -> Number | None:
    """The whole where it stands between 占 and the percentage: 占全县356件的1.12%, 占申请总数（356件）的1.12%."""
    inside = [aside.tokens for anchor, aside in run.asides if sign < anchor <= at]
    bracketed = inside[0][0].counted if len(inside) == 1 and len(inside[0]) == 1 else None
    return next((t.number for t in reversed(run.tokens[sign:at]) if t.counted), bracketed)


def _portion(run: Run, at: int) -> Portion | None:
    """The share that the token at a place states."""
    found = portion(run, at)
    return found if found and found.how == "of" else None


def _together(run: Run, sign: int) -> Number | None:
    """The sum of the counts before 占 where it says how many of them it is of: 投诉类13件、重复申请4件，两项占37.8%, 两者合计占37.8%."""
    start = end = clause_start(run.tokens, sign)
    while end < sign and run.tokens[end].kind != "sum":
        end += 1
    several = how_many(run, start, end)
    told = [n for _, n in counts(run, start)[-several:]] if several > 1 else []
    alike = len({n.unit for n in told}) == 1 and all(n.exact and not n.step for n in told)
    total = sum((n.value for n in told), Decimal(0))
    return told[0]._replace(value=total) if alike and len(told) == several else None


def _is_told_of(run: Run, place: int, sign: int) -> bool:
    """Whether the clause right before 占 only says what a count of some is: 其中20件为申请公开录取信息，占25%."""
    tokens = run.tokens
    start = clause_start(tokens, place)
    end = clause_end(tokens, place)
    only = [t for t in tokens[start:end] if t.number or t.kind in ("figure", "portion")] == [tokens[place]]
    behind = kinds(tokens[place + 1 : end]) & {"of_which", "made_of", "except", "each"}
    return only and not behind and tokens[start].kind == "of_which" and end == sign - 1


def respective(run: Run) -> Iterator[StatedShare]:
    """The shares that stand in the order of the counts before them: 自然人36件、法人6件，分别占85.7%和14.3%."""
    tokens = run.tokens
    for at, sign in enumerate(tokens):
        if not sign.means("share", "each"):
            continue
        row = takewhile(lambda t: t.kind in ("comma", "plain") or unit(t) == "%", tokens[at + 1 :])
        percents = [(t, found) for i, t in enumerate(row, at + 1) if (found := _portion(run, i))]
        counted = counts(run, at)[-len(percents) :] if len(percents) > 1 else []
        beside = bool(counted) and kinds(tokens[counted[-1][0] + 1 : at]) <= _OF_WHOLE
        alike = len({n.unit for _, n in counted}) == 1
        if beside and alike and len(counted) == len(percents):
            for (place, part), (percent, stated) in zip(counted, percents, strict=True):
                yield StatedShare(sign, percent, stated, (), place, part, alone=True)


def _told_behind(run: Run, at: int) -> Number | None:
    """The count that a share is of, where nothing but it stands behind: 占58.8%（20件）, 占60%，即300条."""
    aside = next((a for anchor, a in run.asides if anchor == at + 1), None)
    at += sum(1 for t in run.tokens[at + 1 : at + 2] if t.kind == "plain")  # 占八成以上，为330件
    words = aside.tokens if aside else run.tokens[at + 1 : clause_end(run.tokens, at + 2)]
    led = kinds(words[1:2]) & {"made_of", "sum"} or meant(words[1:2], "plain") == ["is"]
    if not aside and not led:
        return None
    told = [t for t in words if t.kind not in _BESIDE and not t.means("made_of", "all")]
    return told[0].counted if len(told) == 1 else None


def in_brackets(run: Run) -> Iterator[StatedShare]:
    """The shares in brackets: of the count before them, 网站312条（占60%）, 予以公开10件（62.5%）, or of a count in them, of that as a whole.

    44件（其中网上申请42件，占比95.5%）.
    """
    for anchor, aside in run.asides:
        tokens = aside.tokens
        counted = run.tokens[anchor - 1].counted if anchor else None
        stated = _portion(aside, len(tokens) - 1) if tokens else None
        place = anchor - 1 if counted else _named_behind(run, anchor)
        signed = bool(tokens) and tokens[0].kind == "share" and not kinds(tokens[1:-1]) - _OF_WHOLE
        if stated and place >= 0 and (signed or (counted and len(tokens) == 1)):
            part, between = run.tokens[place].counted, tokens[1:-1]
            yield StatedShare(tokens[0], tokens[-1], stated, between, place, part, alone=True)
        elif counted:
            yield from (one._replace(whole=counted) for one in outside(aside) if one.part)


def _named_behind(run: Run, anchor: int) -> int:
    """The place of the only count of a clause, if what is counted stands behind it: 其中20件是……的（占68%）."""
    start = clause_start(run.tokens, anchor - 1) if anchor else 0
    places = [i for i in range(start, anchor) if run.tokens[i].number]
    led = len(places) == 1 and "of_which" in kinds(run.tokens[start : places[0]])
    return places[0] if led and run.tokens[places[0]].counted else -1


def run_place(run: Run, token: Token) -> int:
    """The place of a token among those of a run; the number of tokens before it where it stands in brackets."""
    return next((i for i, t in enumerate(run.tokens) if t.start >= token.start), len(run.tokens) - 1)


def is_of_handled(stated: StatedShare) -> bool:
    """Whether a share is said to be that of what was handled: 占办结总数的75%, 占已答复件的75%."""
    words = stated.between
    handled = "finished" in meant(words, "answer") or "results" in kinds(words)
    return handled and not kinds(words) - _HANDLED


def is_of_all_published(run: Run, stated: StatedShare) -> bool:
    """Whether a share is said to be that of all that was made public: 占全部公开信息的49.9%."""
    things = set(meant(stated.between, "other_thing"))
    others = kinds(stated.between) - {"all", "plain", "open_word", "publish", "sum", "other_thing"}
    whole = "all" in kinds(stated.between) or "全部" in run.word(stated.sign)
    return whole and not others and things <= {"information"}
