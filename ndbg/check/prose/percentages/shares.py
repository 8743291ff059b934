"""Shares of a whole in per cent: 其中网络24件，占75%."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sum, Sums
from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.percentages.again import named_again, told_otherwise
from ndbg.check.prose.percentages.beside import names_nothing_else
from ndbg.check.prose.percentages.ratios import ALL, Ratio, Share
from ndbg.check.prose.percentages.stated_shares import (
    StatedShare,
    added,
    given,
    is_of_all_published,
    is_of_handled,
    outside,
    respective,
    right_behind,
    run_place,
    without_sign,
)
from ndbg.check.prose.percentages.told import Told, are_alike, counted, introduces
from ndbg.check.prose.quantities.applications import words_about
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_start, counts, item_start, unit
from ndbg.check.prose.tokens import Number

# How many totals, and how many parts together, a share is held against: long lists stay cheap.
_MOST_WHOLES, _MOST_PARTS = 24, 8
_MOST_TOLD = 150  # counts of a text that a share may go back to, by name: more than a report has
_SEVERAL = 3  # shares that show of what whole the others of their list are
_NEAR = 12  # counts of a paragraph that a share may still go back to
_NEAREST = 4  # those that a share of what the tables have may go back to
_NAMED_WHOLE = {"other", "other_thing", "way", "review", "verdict", "document", "by_topic"}
_UNSURE_WHOLE = {"whole", "part", "figure", "number", "when", "year", "more", "less", "compare"}


def shares(paragraph: Paragraph, office: Office, earlier: list[Told]) -> Iterator[Share]:
    """The shares that a paragraph states of figures of the form, or of a whole of its own.

    `earlier` are the counts of the text before it; those of the paragraph are added.
    """
    for sentence in paragraph.sentences:
        run = sentence.run
        near = earlier[-_MOST_TOLD:]
        if run.kinds & {"share", "number"} or run.asides:
            yield from _Reader(sentence, office, paragraph.section, near).shares()
        earlier += counted(run, paragraph.section, near)


class _Wholes(NamedTuple):
    """Counts of the text that another one may be a share of, the nearest first.

    `nearest` stand before what introduces its list (其中), `totals` behind the list (合计), `applications` are those
    of the paragraph, `before` whatever else was counted; `added` is what the list itself comes to.
    """

    nearest: Sequence[Number]
    totals: Sequence[Decimal]
    applications: Sequence[Decimal]
    before: Sequence[Decimal]
    added: Sequence[Decimal]

    def values(self) -> list[Decimal]:
        """Those that were counted, the likeliest first."""
        nearest = [n.value for n in self.nearest]
        return [*nearest, *self.totals, *self.applications, *self.before][:_MOST_WHOLES]


class _Reader:
    """Reads the shares of one sentence of a section; `earlier` are the counts of the text before it."""

    def __init__(self, sentence: Sentence, office: Office, section: str, earlier: Sequence[Told]) -> None:
        self._run = sentence.run
        self._flows = sentence.flows
        self._office = office
        self._section = section
        self._text = earlier
        self._earlier = [told for told in earlier if told.section == section]
        self._told = {q.at: q for q in sentence.outside()}

    def shares(self) -> Iterator[Share]:
        """The shares of the sentence, in brackets or not."""
        parts = self._without_sign()
        yield from self._listed_in_brackets(parts)
        stated = [*outside(self._run), *respective(self._run), *right_behind(self._run), *parts]
        for one in stated:
            if one.part and one.part.step and one.part.exact:
                yield from self._of_rounded(one, one.part)
                continue
            if self._is_of_another_count(one):
                continue
            if ratios := tuple(self._ratios(one, stated)):
                yield Share(one.sign.start, one.portion.until, one.portion, ratios)
            elif again := None if one.part else self._again(self._run, one):
                yield again
        for run in told_otherwise(self._run):
            yield from (again for one in outside(run) if not one.part and (again := self._again(run, one)))
        for anchor, aside in self._run.asides:
            whole = self._run.tokens[anchor - 1].counted if anchor else None
            for one in outside(aside) if whole else ():
                if whole and (ratios := tuple(_of_the_count_before(aside, one, whole))):
                    yield Share(one.sign.start, one.portion.until, one.portion, ratios)

    def _without_sign(self) -> list[StatedShare]:
        """Percentages in brackets behind outcomes or applicants, each of which has its own: 予以公开10件（62.5%）、部分公开2件（12.5%）.

        Behind one that has none a percentage may be that of both; that of all may tell how they were answered.
        """
        places = [at for at, q in self._told.items() if q.what and q.what.kind in ("outcome", "applicant")]
        told = [one for one in without_sign(self._run) if one.at in places]
        own = {one.at for one in told}
        return [one for one in told if one.value != ALL and all(at in own for at in places if at < one.at)]

    def _listed_in_brackets(self, read: Sequence[StatedShare]) -> Iterator[Share]:
        """Percentages in brackets behind the counts of a list, whatever they count, where the others show the whole.

        咨询80件（66.7%）、投诉30件（25%）、建议10件（8.3%）.
        """
        listed = list(without_sign(self._run))
        if read or len(listed) < _SEVERAL or len({one.part.unit for one in listed if one.part}) > 1:
            return
        first = counts(self._run, listed[0].at)
        before = [*(n.value for _, n in first), *(told.number.value for told in self._earlier[-_NEAR:])]
        for one in listed:
            others = [other for other in listed if other is not one]
            wholes = [w for w in (*before, added(listed)) if w and all(o.is_of(w) for o in others)]
            if one.part and (ratios := tuple((one.part.value, w) for w in wholes if w >= one.part.value)):
                yield Share(one.sign.start, one.portion.until, one.portion, ratios)

    def _ratios(self, stated: StatedShare, all_: Sequence[StatedShare]) -> Iterator[Ratio]:
        """What a share is the share of what: of the count beside it, or of what its clause names."""
        part, between = stated.part, stated.between
        if part and (not part.exact or part.step):
            return
        if whole := given(self._run, stated):
            if part is not None:
                yield part.value, whole.value
            return
        if kinds(between) & _NAMED_WHOLE and not is_of_all_published(self._run, stated):
            if part and (named := self._called(stated, part)):
                yield part.value, named.value
            return
        if kinds(between) & _UNSURE_WHOLE:
            return
        if part and is_of_handled(stated):
            yield from self._of_handled(stated, part)
            return
        of_tables = tuple(self._of_tables(stated, all_))
        of_text = tuple(self._of_text(stated, all_, told=bool(of_tables)))
        shown = {whole for _, whole in of_text} if self._is_shown(stated, all_) else set()
        yield from (ratio for ratio in of_tables if not shown)
        yield from of_text

    def _again(self, run: Run, stated: StatedShare) -> Share | None:
        """A share of what was counted before and is only named again, as a sentence tells it."""
        here = counted(self._run, self._section, self._text, run_place(self._run, stated.sign))
        return named_again(run, stated, self._section, self._text, here)

    def _of_rounded(self, stated: StatedShare, part: Number) -> Iterator[Share]:
        """接待1.9万人次，其中学生占60%（1.14万人次）: a rounded count of a list and the only one before it."""
        reach = run_place(self._run, stated.sign)
        before = [(i, n) for i, n in counts(self._run, reach) if n is not part and n.unit == part.unit]
        listed = len(before) == 1 and any(introduces(self._run, i) for i in range(before[0][0], reach))
        whole = before[0][1] if listed else None
        if whole and whole.exact and not stated.between and part.value <= whole.value:
            share = ALL * part.value / whole.value
            slack = share * (part.step / part.value + whole.step / whole.value) / 2
            wide = stated.portion._replace(low=stated.portion.low - slack, high=stated.portion.high + slack)
            yield Share(stated.sign.start, wide.until, wide, ((part.value, whole.value),))

    def _called(self, stated: StatedShare, part: Number) -> Number | None:
        """The only count of the section that is told of in the words that name a whole: 公众号发布336条……占公众号发布量的75%."""
        words = [
            self._run.word(t).rstrip(_AMOUNT)
            for t in stated.between
            if t.kind not in ("plain", "sum", "comma")
        ]
        told = [
            *self._earlier[-_NEAR:],
            *counted(self._run, self._section, self._text, stated.at),
        ]
        name = "".join(words)
        exact = [n for n, label, *_ in told if name and label.endswith(name)]
        named = [
            n
            for n, label, *_ in told
            if are_alike(n, part) and n is not part and all(w in label for w in words)
        ]
        if exact or len(name) < _LONG_NAME:
            return exact[-1] if exact else None
        return named[0] if len(named) == 1 else None

    # -- of what was handled -----------------------------------------------------------

    def _of_handled(self, stated: StatedShare, part: Number) -> Iterator[Ratio]:
        """The shares of what was handled, by the tables where they are of applications, and by what the text says to be so many."""
        run, tokens = self._run, self._run.tokens
        sign = run_place(run, stated.sign)
        here = [
            (at, n)
            for at, n in counts(run, sign)
            if "finished" in meant(tokens[item_start(tokens, at) : at], "answer")
        ]
        named = [n.value for at, n in here if n is not part and at != stated.at]
        named += [q.number.value for q in self._flows if q.what and q.what.name == "done"]
        quantity = self._told.get(stated.at)
        of_form = run.about_at(stated.at) == "requests" or (
            quantity is not None and quantity.what is not None
        )
        parts = [part.value]
        if not stated.alone:
            parts += islice(_together(run, stated.at, -1, part), _MOST_PARTS)
        wholes: list[Decimal | Sum] = list(dict.fromkeys(reversed(named)))
        if self._office.owned(run)[sign] and (of_form or not wholes):
            wholes = [figures.DONE, *wholes, figures.DONE_OF_NEW]
        yield from ((one, whole) for one in parts for whole in wholes)

    # -- by the tables -----------------------------------------------------------------

    def _of_tables(self, stated: StatedShare, all_: Sequence[StatedShare]) -> Iterator[Ratio]:
        """Shares of outcomes and applicants, by the figures of the form or by the totals that the text gives of them."""
        run, part, sign = self._run, stated.part, run_place(self._run, stated.sign)
        at = stated.at if part else sign
        if not self._office.owned(run)[at] or not self._office.speaks_of(
            run, clause_start(run.tokens, at), sign
        ):
            return
        quantity = self._told.get(stated.at) if part else None
        what = quantity.what if quantity else None
        if what and what.kind == "review" and kinds(stated.between) & REQUESTS:
            return  # 复议21宗、诉讼10宗，占申请总量的4.63%: of both together, or of the last
        named = what.sums if what and what.kind in ("outcome", "applicant") else ()
        start = clause_start(run.tokens, sign)
        if not named and (part is None or not start <= stated.at < sign):
            # 予以公开占58.5%、不予公开占7.3%; 自然人占64.3%，即9件: each share has its own names.
            shared = max((i + 1 for i in range(start, sign) if unit(run.tokens[i]) == "%"), default=start)
            named = words_about(
                self._office.form, run.tokens[shared:sign], run.about_at(sign), parts_only=True
            )
        if not named and part and self._is_of_all_applications(stated):
            yield from ((part.value, whole) for whole in figures.OF_APPLICANTS)
        if not named:
            return
        parts = {other.at for other in all_ if other.part}
        wholes = [n.value for i, n in counts(run, at) if part and n.unit == part.unit and i not in parts]
        yield from ((part.value if part else named[0], whole) for whole in wholes)
        yield from ((part.value if part else of, whole) for of, whole in _bases(named))
        # 予以公开40件、部分公开10件，占办结件的61%
        for together in _together(run, stated.at, -1, part) if part and not stated.alone else ():
            yield from ((together, whole) for _, whole in _bases(named))

    def _is_of_all_applications(self, stated: StatedShare) -> bool:
        """Whether a share is said to be that of all applications: 占申请总数的75%."""
        words = kinds(stated.between)
        about = self._run.about_at(stated.at) == "requests"
        whole = {"receive", *REQUESTS}
        return about and bool(words & whole) and not words - {"sum", "plain", "all", *whole}

    def _is_shown(self, stated: StatedShare, all_: Sequence[StatedShare]) -> bool:
        """Whether the other shares of a list show of what whole of the text they all are."""
        others = [other for other in all_[: _MOST_PARTS + 1] if other is not stated]
        before = [n.value for _, n in counts(self._run, stated.at)]
        return not stated.alone and any(whole and _is_of_most(others, whole) for whole in before)

    # -- by the text itself ------------------------------------------------------------

    def _of_text(self, stated: StatedShare, all_: Sequence[StatedShare], *, told: bool) -> Iterator[Ratio]:
        """Shares of whatever is counted: of what the other shares of its list show, or of the total of its list.

        Nothing is said where no whole is sure: neither a list with a total, nor applications counted before, nor a
        count of which another share of the sentence is the share. `told` is whether the tables have it.
        """
        part = stated.part
        if part is None or part.step:
            return
        introduced = max((i for i in range(stated.at) if introduces(self._run, i)), default=-1)
        wholes = self._wholes(stated, part, introduced, all_, near=_NEAREST if told else _NEAR)
        if wholes.nearest and (not wholes.nearest[0].exact or wholes.nearest[0].step):
            return
        others = [other for other in all_[: _MOST_PARTS + 1] if other is not stated]
        values, with_others = self._meant(stated, part, wholes, others, told=told)
        together = _together(self._run, stated.at, introduced, part) if with_others else ()
        parts = [part.value, *islice(together, _MOST_PARTS)]
        yield from ((p, whole) for whole in dict.fromkeys(values) for p in parts if p <= whole)

    def _meant(
        self,
        stated: StatedShare,
        part: Number,
        wholes: "_Wholes",
        others: Sequence[StatedShare],
        *,
        told: bool,
    ) -> tuple[Sequence[Decimal], bool]:
        """The wholes that may be meant, the likeliest first, and whether the share may be that of counts together.

        `others` are the other shares of the sentence.
        """
        # What a list comes to is its whole only where another of its shares bears that out.
        sums = [w for w in wholes.added if w != part.value]
        sums = [w for w in sums if not others or any(other.is_of(w) for other in others)]
        every = [w for w in (*wholes.values(), *sums) if w]
        shared = [w for w in every if _is_of_most(others, w)]
        if shared and not stated.alone:
            return shared, False
        if wholes.nearest and is_of_all_published(self._run, stated):
            return [wholes.nearest[0].value], False
        if told and kinds(stated.between) & {"answer", "results"} and wholes.applications:
            return wholes.applications, False  # 占办结总数的45.8%: not of what its list comes to
        sure = wholes.nearest or wholes.totals or told or self._is_of_applications(stated, part)
        if sure or self._is_of_the_same(stated):
            return every, not stated.alone
        agreed = [w for w in every if any(other.is_of(w) for other in others)]
        return [*agreed[:1], *every] if agreed else [], not stated.alone

    def _is_of_another_count(self, stated: StatedShare) -> bool:
        """Whether a share is that of a count in another unit: 企业200家，收回问卷186份，其中121家了解，占65.05%."""
        part = stated.part
        if part is None:
            return False
        before = (n for _, n in counts(self._run, stated.at) if n.value >= part.value and n.unit != part.unit)
        return any(stated.is_of(n.value) for n in before)

    def _wholes(
        self, stated: StatedShare, part: Number, introduced: int, all_: Sequence[StatedShare], *, near: int
    ) -> "_Wholes":
        """The counts that a count may be a share of; its list is introduced by the token at a place, or begins the run.

        `near` is how many counts of the sentences before may be meant.
        """
        run, at = self._run, stated.at
        every = counts(run, len(run.tokens))
        nearest = [n for i, n in every if i < min(introduced, at) and are_alike(n, part)]
        if is_of_all_published(self._run, stated) and self._earlier:
            nearest = nearest or [max((told.number for told in self._earlier), key=lambda n: n.value)]
        before = [n.value for i, n in every if i < at and are_alike(n, part)]
        earlier = [told.number.value for told in self._earlier[-near:] if are_alike(told.number, part)]
        listed = [n.value for i, n in every if i > introduced and are_alike(n, part)]
        # 服务58人次，其中咨询40件，建议18件: what a list comes to may be counted in another unit.
        other = [n for i, n in every if i < at and not are_alike(n, part) and n.value == sum(listed)]
        return _Wholes(
            nearest=[*nearest[::-1], *other] if len(listed) > 1 else nearest[::-1],
            totals=[n.value for i, n in every if i > at and self._sums_up(i)],
            applications=self._applications(at)[::-1],
            before=[*before[::-1], *earlier[::-1]],
            added=[sum(listed, Decimal(0)), added(all_)],
        )

    def _applications(self, at: int) -> list[Decimal]:
        """The counts of applications told of before, and of those received with those that came over, where the text is about them."""
        if self._run.about_at(at) != "requests":
            return []
        here = [q for q in self._told.values() if q.at < at and q.what and q.what.kind == "flow"]
        named = [(q.what.name, q.number.value) for q in (*self._flows, *here) if q.what]
        received, over = ([value for name, value in named if name == told] for told in ("new", "carried_in"))
        both = [received[-1] + over[-1]] if received and over else []
        return [*both, *(q.number.value for q in self._flows)]

    def _is_of_applications(self, stated: StatedShare, part: Number) -> bool:
        """Whether applications or reviews were counted before in the sentence, or in the paragraph if by one way or among them."""
        before = [i for i, n in counts(self._run, stated.at) if are_alike(n, part)]
        whats = [q.what for i in before[-_MOST_WHOLES:] if (q := self._told.get(i))]
        whole = any(w.kind == "flow" or (w.kind == "review" and w.name.endswith(".")) for w in whats if w)
        return whole or bool(self._applications(stated.at) and self._is_among_them(stated.at))

    def _is_of_the_same(self, stated: StatedShare) -> bool:
        """Whether what a share is of was counted in the clause before, and its own clause only says what was done: 公文618件，标注主动公开209件，占33.8%."""
        run = self._run
        before = [i for i, n in counts(run, stated.at) if stated.part and are_alike(n, stated.part)]
        start = clause_start(run.tokens, stated.at)
        own = run.tokens[start : stated.at]
        alone = len(before) == 1 and before[0] + 1 == start - 1 and run.tokens[start - 1].means("stop", "，")
        verbs = bool(own) and "publish" in kinds(own) and not stated.between
        return alone and verbs and names_nothing_else(run, own, "", "") and not stated.alone

    def _sums_up(self, at: int) -> bool:
        """Whether a count is the total of those before it: 合计共221条."""
        return "added" in meant(self._run.tokens[max(at - 3, 0) : at], "sum")

    def _is_among_them(self, at: int) -> bool:
        """Whether a count is told to be one of applications: by a way, or among them: 办结件中公开4件."""
        clause = self._run.tokens[clause_start(self._run.tokens, at) : at]
        among = "among" in meant(clause, "plain") and kinds(clause) & {"results", *REQUESTS}
        return bool(among) or "way" in kinds(clause)


def _of_the_count_before(aside: Run, stated: StatedShare, whole: Number) -> Iterator[Ratio]:
    """44件（其中网上申请42件，占比95.5%）: shares in brackets of what was counted before them."""
    part = stated.part
    if part and part.unit == whole.unit and not stated.between and part.exact and whole.exact:
        yield part.value, whole.value
        yield from ((part.value, n.value) for _, n in counts(aside, stated.at) if n.value >= part.value)


def _is_of_most(others: Sequence[StatedShare], whole: Decimal) -> bool:
    """Whether all other shares of a sentence, and at least three of them, are those of their counts of one whole."""
    return len(others) >= _SEVERAL and all(other.is_of(whole) for other in others)


def _together(run: Run, at: int, introduced: int, part: Number) -> Iterator[Decimal]:
    """A count with those before it in its list, back to the last ； or share: 网站30条、微信20条，占83%."""
    ends = (
        i for i in range(at - 1, -1, -1) if run.tokens[i].means("stop", "；") or unit(run.tokens[i]) == "%"
    )
    start = max(next(ends, -1), introduced)
    values = [n.value for i, n in reversed(counts(run, at + 1)) if i > start and are_alike(n, part)]
    return (total for total in list(accumulate(values))[1:])


_AMOUNT = "的总数量"
_LONG_NAME = 4  # characters


def _bases(named: Sums) -> Iterator[tuple[Sum, Sum]]:
    """Parts with the wholes that they are parts of: outcomes of what was handled, applicants of each."""
    applicants = [(part, part.of) for part in named if part.of]
    yield from applicants or ((named[0], whole) for whole in figures.OF_OUTCOMES)
