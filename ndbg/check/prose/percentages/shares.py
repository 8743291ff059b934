"""Shares of a whole in per cent: 其中网络24件，占75%.

What a share is the share of is told, the surest first: by a number beside it (占全县356件的1.12%); by a name, of a count
(占公众号发布量的75%) or of what was handled (占办结总数的75%); by the tables, where its part is one of their rows; by
the other shares of its list, or by the total of that. Where none of these tells it, nothing is said.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sum, Sums
from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.percentages.named_counts import CountsSoFar, NamedCount, are_alike, introduces
from ndbg.check.prose.percentages.ratios import Ratio, Share
from ndbg.check.prose.percentages.stated_shares import (
    StatedShare,
    added,
    in_brackets,
    is_of_all_published,
    is_of_handled,
    outside,
    respective,
    run_place,
)
from ndbg.check.prose.quantities.applications import words_about
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import clause_start, counts, is_of_a_year, item_start, unit
from ndbg.check.prose.tokens import Number

# How many totals, and how many parts together, a share is held against: long lists stay cheap.
_MOST_WHOLES, _MOST_PARTS = 24, 8
_SEVERAL = 3  # shares that show of what whole the others of their list are
_NEAR = 12  # counts of a paragraph that a share may still go back to
_NEAREST = 4  # those that a share of what the tables have may go back to
_NAMED_WHOLE = {"other", "other_thing", "way", "review", "verdict", "document", "by_topic"}
_UNSURE_WHOLE = {"whole", "part", "figure", "number", "when", "year", "more", "less", "compare"}
_AMOUNT = "的总数量"
_LONG_NAME = 4  # characters


def shares(paragraph: Paragraph, office: Office, earlier: list[NamedCount]) -> Iterator[Share]:
    """The shares that a paragraph states of figures of the form, or of a whole of its own.

    `earlier` are the counts of the text before it; those of the paragraph are added.
    """
    for sentence in paragraph.sentences:
        run = sentence.run
        text = CountsSoFar(run, paragraph.section, earlier)
        if run.kinds & {"share", "number"} or run.asides:
            yield from _Reader(sentence, office, text).shares()
        earlier += text.here


class _Reader:
    """Reads the shares of one sentence; `text` is what has been counted up to its end."""

    def __init__(self, sentence: Sentence, office: Office, text: CountsSoFar) -> None:
        self._run = sentence.run
        self._flows = sentence.flows
        self._office = office
        self._text = text
        self._told = {q.at: q for q in sentence.outside()}

    def shares(self) -> Iterator[Share]:
        """The shares of the sentence, in brackets or not."""
        run = self._run
        bracketed = list(in_brackets(run))
        rows = [at for at, q in self._told.items() if q.what and q.what.kind in ("outcome", "applicant")]
        # 予以公开10件（62.5%）、部分公开2件（12.5%）; what stands behind another count may tell how it was answered.
        parts = [one for one in bracketed if not one.is_bare or one.at in rows]
        stated = [*outside(run), *respective(run), *(one for one in parts if not one.whole)]
        for one in (*stated, *(one for one in parts if one.whole)):
            if share := self._share(one, stated):
                yield share

    def _share(self, stated: StatedShare, all_: Sequence[StatedShare]) -> Share | None:
        """A share with what it may be the share of; None where that is not known."""
        part = stated.part
        if part is None:
            named = stated.whole or kinds(stated.between) & (_NAMED_WHOLE | _UNSURE_WHOLE)
            ratios = () if named else tuple(self._of_tables(stated, all_))
            return stated.share(ratios) if ratios else self._text.named_again(stated)
        if stated.whole:
            return stated.share([(part.value, stated.whole.value)]) if part.exact and not part.step else None
        if part.step:
            return None
        ratios = tuple(self._ratios(stated, part, all_))
        return stated.share(ratios) if ratios else None

    def _ratios(self, stated: StatedShare, part: Number, all_: Sequence[StatedShare]) -> Iterator[Ratio]:
        """What a count is the share of: of what its clause names, by the tables and by the text."""
        between = kinds(stated.between)
        if between & _NAMED_WHOLE and not is_of_all_published(self._run, stated):
            if reviews := self._reviews(stated):
                yield from ((part.value, whole) for whole in reviews)
            elif named := self._called(stated, part):
                yield part.value, named.value
        elif not part.exact or between & _UNSURE_WHOLE:
            return
        elif is_of_handled(stated):
            yield from self._of_handled(stated, part)
        else:
            of_tables = tuple(self._of_tables(stated, all_))
            of_text = tuple(self._of_text(stated, part, all_, told=bool(of_tables)))
            yield from of_tables
            yield from of_text

    def _called(self, stated: StatedShare, part: Number) -> Number | None:
        """The only count of the section that is told of in the words that name a whole: 公众号发布336条……占公众号发布量的75%."""
        said = (t for t in stated.between if t.kind not in ("plain", "sum", "comma"))
        words = [self._run.word(t).rstrip(_AMOUNT) for t in said]
        told = [*self._text.of_section[-_NEAR:], *self._text.before(stated.at)]
        name = "".join(words)
        if exact := [one.number for one in told if name and one.label.endswith(name)]:
            return exact[-1]
        alike = (one for one in told if are_alike(one.number, part) and one.number is not part)
        named = [one.number for one in alike if all(w in one.label for w in words)]
        return named[0] if len(named) == 1 and len(name) >= _LONG_NAME else None

    def _reviews(self, stated: StatedShare) -> Sequence[Decimal]:
        """The counts of the reviews that a share is said to be of: 行政复议62件、行政诉讼21件……占复议案件的9.7%."""
        of = meant(stated.between, "review")
        told = (q for q in self._told.values() if q.what and q.what.kind == "review" and q.at < stated.at)
        return [q.number.value for q in told if len(of) == 1 and q.what and q.what.name == f"{of[0]}."]

    # -- of what was handled -----------------------------------------------------------

    def _of_handled(self, stated: StatedShare, part: Number) -> Iterator[Ratio]:
        """The shares of what was handled, by the tables where they are of applications, and by what the text says to be so many."""
        run, tokens = self._run, self._run.tokens
        sign = run_place(run, stated.sign)
        done = [
            (i, n)
            for i, n in counts(run, sign)
            if "finished" in meant(tokens[item_start(tokens, i) : i], "answer")
        ]
        named = [n.value for i, n in done if n is not part and i != stated.at]
        named += [q.number.value for q in self._flows if q.what and q.what.name == "done"]
        quantity = self._told.get(stated.at)
        of_form = run.about_at(stated.at) == "requests" or bool(quantity and quantity.what)
        wholes: list[Decimal | Sum] = list(dict.fromkeys(reversed(named)))
        if self._office.owned(run)[sign] and (of_form or not wholes):
            wholes = [figures.DONE, *wholes, figures.DONE_OF_NEW]
        yield from ((one, whole) for one in self._parts(stated, part) for whole in wholes)

    def _parts(self, stated: StatedShare, part: Number, introduced: int = -1) -> Sequence[Decimal]:
        """What a share may be that of: a count, and this with those before it in its list, back to the last ； or share.

        网站30条、微信20条，占83%. The list is `introduced` by the token at a place, or begins the run.
        """
        tokens = self._run.tokens
        if stated.alone:
            return [part.value]
        ends = (
            i for i in range(stated.at - 1, -1, -1) if tokens[i].means("stop", "；") or unit(tokens[i]) == "%"
        )
        start = max(next(ends, -1), introduced)
        listed = (
            n for i, n in reversed(counts(self._run, stated.at + 1)) if i > start and are_alike(n, part)
        )
        together = islice(accumulate(n.value for n in listed), 1, _MOST_PARTS + 1)
        return [part.value, *together]

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
        named = what.sums if what and what.kind in ("outcome", "applicant") else self._named(stated, sign)
        if not named:
            return
        others = {other.at for other in all_ if other.part}
        wholes = [n.value for i, n in counts(run, at) if part and n.unit == part.unit and i not in others]
        yield from ((part.value if part else named[0], whole) for whole in wholes)
        # 予以公开40件、部分公开10件，占办结件的61%
        first, *together = self._parts(stated, part) if part else (None,)
        yield from ((of if first is None else first, whole) for of, whole in _bases(named))
        yield from ((one, whole) for one in together if one for _, whole in _bases(named))

    def _named(self, stated: StatedShare, sign: int) -> Sums:
        """The rows that stand before 占 where no count does: 予以公开占58.5%、不予公开占7.3%; 自然人占64.3%，即9件."""
        tokens = self._run.tokens
        start = clause_start(tokens, sign)
        if stated.part and start <= stated.at < sign:
            return ()
        shared = max((i + 1 for i in range(start, sign) if unit(tokens[i]) == "%"), default=start)
        about = self._run.about_at(sign)
        return words_about(self._office.form, tokens[shared:sign], about, parts_only=True)

    # -- by the text itself ------------------------------------------------------------

    def _of_text(
        self, stated: StatedShare, part: Number, all_: Sequence[StatedShare], *, told: bool
    ) -> Iterator[Ratio]:
        """Shares of whatever is counted: of what the other shares of its list show, or of the total of its list.

        `told` is whether the tables have it.
        """
        introduced = max((i for i in range(stated.at) if introduces(self._run, i)), default=-1)
        likely = self._likely(stated, part, introduced)
        if likely and (not likely[0].exact or likely[0].step):
            return
        wholes, alone = self._wholes(stated, part, introduced, [n.value for n in likely], all_, told=told)
        parts = [part.value] if alone else self._parts(stated, part, introduced)
        yield from ((p, whole) for whole in dict.fromkeys(wholes) for p in parts if p <= whole)

    def _likely(self, stated: StatedShare, part: Number, introduced: int) -> Sequence[Number]:
        """The totals of its list that a count may be a share of: those before what introduces it, the nearest first."""
        every = [(i, n) for i, n in self._run.counts() if not is_of_a_year(self._run.tokens, i)]
        nearest = [n for i, n in every if i < min(introduced, stated.at) and are_alike(n, part)]
        if not nearest and is_of_all_published(self._run, stated):
            nearest = sorted((told.number for told in self._text.of_section), key=lambda n: n.value)[-1:]
        # 服务58人次，其中咨询40件，建议18件: what a list comes to may be counted in another unit.
        listed = self._listed(part, introduced)
        other = (n for i, n in every if i < stated.at and not are_alike(n, part) and n.value == sum(listed))
        return [*nearest[::-1], *(other if len(listed) > 1 else ())]

    def _listed(self, part: Number, introduced: int) -> Sequence[Decimal]:
        """The counts of a list."""
        return [n.value for i, n in self._run.counts() if i > introduced and are_alike(n, part)]

    def _wholes(
        self,
        stated: StatedShare,
        part: Number,
        introduced: int,
        likely: Sequence[Decimal],
        all_: Sequence[StatedShare],
        *,
        told: bool,
    ) -> tuple[Sequence[Decimal], bool]:
        """The wholes that may be meant, the likeliest first, and whether the share is that of its count alone.

        None where no whole is sure: no total of its list, and no applications counted before.
        """
        run, at = self._run, stated.at
        applications = self._applications(at)
        sums = [i for i, t in enumerate(run.tokens) if t.means("sum", "added")]  # 合计共221条
        totals = [n.value for i, n in run.counts() if i > at and any(i - 3 <= s < i for s in sums)]
        before = [n.value for i, n in counts(run, at) if are_alike(n, part)]
        earlier = [one.number for one in self._text.of_section[-(_NEAREST if told else _NEAR) :]]
        earlier_alike = [n.value for n in earlier if are_alike(n, part)]
        others = [other for other in all_[: _MOST_PARTS + 1] if other is not stated]
        # What a list comes to is its whole only where another of its shares bears that out.
        come_to = (sum(self._listed(part, introduced), Decimal(0)), added(all_))
        borne_out = (
            w for w in come_to if w != part.value and (not others or any(o.is_of(w) for o in others))
        )
        counted = [*likely, *totals, *applications, *before[::-1], *earlier_alike[::-1]][:_MOST_WHOLES]
        every = [w for w in (*counted, *borne_out) if w]
        if not stated.alone and (shared := [w for w in every if _is_of_most(stated, all_, w)]):
            return shared, True
        if likely or totals or told or self._is_of_applications(stated, part):
            return every, False
        return [], False

    def _applications(self, at: int) -> list[Decimal]:
        """The counts of applications told of before in the paragraph, where the text is about them."""
        if self._run.about_at(at) != "requests":
            return []
        return [q.number.value for q in reversed(self._flows)]

    def _is_of_applications(self, stated: StatedShare, part: Number) -> bool:
        """Whether applications or reviews were counted before in the sentence, or in the paragraph if by one way or among them."""
        before = [i for i, n in counts(self._run, stated.at) if are_alike(n, part)]
        whats = [q.what for i in before[-_MOST_WHOLES:] if (q := self._told.get(i))]
        whole = any(w.kind == "flow" or (w.kind == "review" and w.name.endswith(".")) for w in whats if w)
        return whole or bool(self._applications(stated.at) and self._is_among_them(stated.at))

    def _is_among_them(self, at: int) -> bool:
        """Whether a count is told to be one of applications: by a way, or among them: 办结件中公开4件."""
        clause = self._run.tokens[clause_start(self._run.tokens, at) : at]
        among = "among" in meant(clause, "plain") and kinds(clause) & {"results", *REQUESTS}
        return bool(among) or "way" in kinds(clause)


def _is_of_most(stated: StatedShare, all_: Sequence[StatedShare], whole: Decimal) -> bool:
    """Whether all other shares of a sentence, and at least three of them, are those of their counts of one whole."""
    others = [other for other in all_[: _MOST_PARTS + 1] if other is not stated]
    return len(others) >= _SEVERAL and all(other.is_of(whole) for other in others)


def _bases(named: Sums) -> Iterator[tuple[Sum, Sum]]:
    """Parts with the wholes that they are parts of: outcomes of what was handled, applicants of each."""
    applicants = [(part, part.of) for part in named if part.of]
    yield from applicants or ((named[0], whole) for whole in figures.OF_OUTCOMES)
