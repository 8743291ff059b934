"""Shares of a whole in per cent: 其中网络24件，占75%; 网站312条（占60%）; 自然人36件、法人6件，分别占85.7%和14.3%.

What a share is the share of is told, the surest first: by a number beside it (占全县356件的1.12%); by a name, of a count
(占公众号发布量的75%) or of what was handled (占办结总数的75%); by the tables, where its part is one of their rows; by the
total of its list, or by its other shares. Where none of these tells it, it is only held against what stands before it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, groupby, islice
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sums
from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.lists.summed_up import how_many
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.percentages.claims import Claim, Ratio, Term
from ndbg.check.prose.percentages.counted import CountsSoFar, NamedCount, introduces, name_in
from ndbg.check.prose.percentages.portions import Amount, Portion, amounts, portion, row_of_portions
from ndbg.check.prose.quantities.applications import words_about
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, counts, item_start, unit
from ndbg.check.prose.tokens import Token

# How many totals, and how many parts together, a share is held against: long lists stay cheap.
_MOST_WHOLES, _MOST_PARTS = 24, 8
_SEVERAL = 3  # shares that show of what whole the others of their list are
_NEAR = 12  # counts of a paragraph that a share may still go back to
_SHORTEST, _LONG_NAME = 2, 4  # characters
_NAMED_WHOLE = {"other", "other_thing", "way", "review", "verdict", "document", "by_topic"}
_UNSURE_WHOLE = {"whole", "part", "figure", "number", "when", "year", "more", "less", "compare"}
_AMOUNT = "的总数量案件"
_BESIDE = {"plain", "comma", "sum", "stop"}
# 占75%, 占总数75%, 占答复总数的75%
_OF_WHOLE = _BESIDE | {"outcome", "results", "answer", "applicant", *REQUESTS}
_LISTING = {"of_which", "made_of", "except", "each"}


class _Stated(NamedTuple):
    """A share by its tokens: the place `sign` of 占, or of brackets, in a reading, with the words to the percentage.

    `first` is the place from which on the reading is read, 0 outside of brackets, and `start` where the share begins in the text.
    `part` is the count that it is of, and `at` its place, or that of 占 where there is none beside it: then `words` name
    it. `alone`: it is not of the counts before that one too, as where it stands in brackets. `whole` is of what it is,
    where that is told beside it: 占全县356件的1.12%.
    """

    reading: Sentence
    first: int
    start: int
    sign: int
    portion: Portion
    between: Tokens
    at: int
    part: Amount | None = None
    words: Tokens = ()
    alone: bool = False
    whole: Amount | None = None

    def is_of(self, whole: Decimal) -> bool:
        """Whether it is the share of its count of a whole."""
        return self.part is not None and self.portion.is_of(self.part.value, whole)

    def claim(self, ratios: Sequence[Ratio], *, sure: bool = True) -> Claim:
        """The share, with what it may be the share of."""
        return Claim(self.start, self.portion.until, self.portion, tuple(ratios), unsure=0 if sure else 1)


def shares(paragraph: Paragraph, office: Office, earlier: list[NamedCount]) -> Iterator[Claim]:
    """The shares that a paragraph states of figures of the form, or of a whole of its own.

    `earlier` are the counts of the text before it; those of the paragraph are added.
    """
    for sentence in paragraph.sentences:
        text = CountsSoFar(sentence.run, paragraph.section, earlier)
        stated = [one for reading, first in sentence.readings() for one in _stated(reading, first)]
        for one in stated:
            yield from _Reader(one, stated, office, text, sentence.run).claims()
        earlier += text.here


# -- how it is stated -------------------------------------------------------------------------------


def _counts(run: Run, end: int) -> list[Amount]:
    """The counts of a run before a place."""
    return [Amount(at, n.value, n.unit, n.step, n.exact) for at, n in counts(run, end)]


def _stated(reading: Sentence, first: int) -> Iterator[_Stated]:
    """The shares from a place of a reading on, each with the count right before 占, or that right behind the percentage."""
    run, tokens = reading.run, reading.run.tokens
    before = tokens[first - 1].counted if first else None
    bare = portion(run, first + 1) if before and tokens[first + 2 :] == tokens[-1:] else None
    if bare and bare.how == "of" and _is_row(reading, first - 1):
        # 予以公开10件（62.5%）、部分公开2件（12.5%）; what stands behind another count may tell how it was answered.
        of, start = _counts(run, first)[-1], tokens[first + 1].start
        yield _Stated(reading, first, start, first, bare, (), of.at, of, alone=True)
    for sign in (i for i, t in enumerate(tokens) if t.kind == "share" and i >= first):
        end = clause_end(tokens, sign)
        at = next((i for i in range(sign + 1, end) if portion(run, i)), end)
        between = [t for t in tokens[sign + 1 : at] if t.kind != "about"]
        row = row_of_portions(run, at) if at < end else []
        if not row or row[0].how != "of" or kinds(between) & {"share", "rate"}:
            continue
        start = clause_start(tokens, sign)
        told = max((i + 1 for i in range(start, sign) if unit(tokens[i]) == "%"), default=start)
        one = _Stated(
            reading, first, tokens[sign].start, sign, row[0], between, sign, words=tokens[told:sign]
        )
        if len(row) > 1 or tokens[sign].meaning == "each":
            yield from _respective(run, one, row)
            continue
        one = one._replace(whole=_given(run, sign, at))
        if together := _together(run, sign):
            yield one._replace(part=together, alone=True)
        elif part := _right_before(run, sign):
            of_brackets = _counts(run, first)[-1] if before and part.at > first else None
            yield one._replace(at=part.at, part=part, alone=first > 0, whole=one.whole or of_brackets)
        else:
            yield one._replace(part=_told_behind(run, at), alone=True)


def _is_row(reading: Sentence, at: int) -> bool:
    """Whether a count is one of outcomes or of applicants."""
    return any(q.at == at and q.what and q.what.kind in ("outcome", "applicant") for q in reading.quantities)


def _right_before(run: Run, sign: int) -> Amount | None:
    """The count right before 占, with what it counts behind it up to the next clause: 8件办理结果为不予公开，占42.1%, 其中20件为申请录取信息，占25%."""
    tokens, before = run.tokens, _counts(run, sign)
    between: Tokens = tokens[before[-1].at + 1 : sign] if before else ()
    if not before or (
        not kinds(between) - _OF_WHOLE and (not kinds(between) - _BESIDE or between[-1].kind == "stop")
    ):
        return before[-1] if before else None
    clause = tokens[clause_start(tokens, before[-1].at) : sign - 1]
    told = clause[0].kind == "of_which" and not {"stop", "figure", "portion", *_LISTING} & kinds(clause[1:])
    return before[-1] if told and sum(1 for t in clause if t.number) == 1 else None


def _given(run: Run, sign: int, at: int) -> Amount | None:
    """The whole where it stands between 占 and the percentage: 占全县356件的1.12%, 占申请总数（356件）的1.12%."""
    inside = [n for anchor, aside in run.asides if sign < anchor <= at for n in _counts(aside, 1)]
    return next((n for n in _counts(run, at) if n.at > sign), inside[0] if inside else None)


def _together(run: Run, sign: int) -> Amount | None:
    """The sum of the counts before 占 where it says how many of them it is of: 投诉类13件、重复申请4件，两项占37.8%, 两者合计占37.8%."""
    start = clause_start(run.tokens, sign)
    end = next((i for i in range(start, sign) if run.tokens[i].kind == "sum"), sign)
    several = how_many(run, start, end)
    told = _counts(run, start)[-several:] if several > 1 else []
    alike = len(told) == several and len({n.unit for n in told}) == 1
    return list(accumulate(told, Amount.changed))[-1] if alike else None


def _respective(run: Run, stated: _Stated, row: Sequence[Portion]) -> Iterator[_Stated]:
    """The shares that stand in the order of the counts, or of the names, before them: 自然人36件、法人6件，分别占85.7%和14.3%."""
    tokens = run.tokens
    told = _counts(run, stated.sign)[-len(row) :]
    beside = bool(told) and kinds(tokens[told[-1].at + 1 : stated.sign]) <= _OF_WHOLE | {"each"}
    aside = next((aside for anchor, aside in run.asides if anchor == row[-1].end + 1), None)
    if aside and not beside:  # 分别占75%、25%（即30件、10件）
        told = [n._replace(at=stated.sign) for n in _counts(aside, len(aside.tokens))]
        beside = kinds(aside.tokens) <= {*_BESIDE, "number", "made_of", "each"}
    names = [list(group) for joined, group in groupby(stated.words, _joins) if not joined]
    if len(row) > 1 and len(told) == len(row) and beside and len({n.unit for n in told}) == 1:
        for part, one in zip(told, row, strict=True):
            yield stated._replace(portion=one, at=part.at, part=part, alone=True)
    elif len(row) > 1 and len(names) == len(row):
        for words, one in zip(names, row, strict=True):
            yield stated._replace(portion=one, words=words)


def _joins(token: Token) -> bool:
    return token.kind == "comma" or token.means("plain", "and")


def _told_behind(run: Run, at: int) -> Amount | None:
    """The count that a share is of, where nothing but it stands behind: 占58.8%（20件）, 占60%，即300条."""
    aside = next((a for anchor, a in run.asides if anchor == at + 1), None)
    at += sum(1 for t in run.tokens[at + 1 : at + 2] if t.kind == "plain")  # 占八成以上，为330件
    words = aside.tokens if aside else run.tokens[at + 1 : clause_end(run.tokens, at + 2)]
    led = kinds(words[1:2]) & {"made_of", "sum"} or meant(words[1:2], "plain") == ["is"]
    told = [t for t in words if t.kind not in _BESIDE and not t.means("made_of", "all")]
    if not (aside or led) or len(told) != 1 or not told[0].counted:
        return None
    return next(a for a in amounts(aside or run) if (aside or run).tokens[a.at] is told[0])


class _Reader:
    """Reads a share, one of those of its sentence; `text` is what has been counted up to its end."""

    def __init__(
        self, stated: _Stated, all_: Sequence[_Stated], office: Office, text: CountsSoFar, whole: Run
    ) -> None:
        self._stated, self._office, self._text, self._all = stated, office, text, all_
        self._run = run = stated.reading.run
        self._flows = [(q.what, Amount(q.at, q.number.value, q.number.unit)) for q in stated.reading.flows]
        self._whats = {q.at: q.what for q in stated.reading.outside() if q.what}
        self._about = run.about_at(stated.at)
        # What stands behind brackets is of the sentence, too.
        behind = [n for n in _counts(whole, len(whole.tokens)) if n.at >= (stated.first or len(whole.tokens))]
        self._counts = [
            *_counts(run, len(run.tokens)),
            *(n._replace(at=len(run.tokens) + n.at) for n in behind),
        ]
        behind += [n for n in self._counts if not stated.first and n.at > stated.at]
        tokens = whole.tokens  # 合计共221条
        self._totals = [n for n in behind if "added" in meant(tokens[max(n.at - 3, 0) : n.at], "sum")]

    def claims(self) -> Iterator[Claim]:
        """The share with what it may be the share of."""
        stated, part = self._stated, self._stated.part
        between = kinds(stated.between)
        if part and stated.whole:
            yield stated.claim([(part, stated.whole)])
        elif part is None:
            sure = not stated.whole and not between & (_NAMED_WHOLE | _UNSURE_WHOLE)
            ratios = self._of_tables(None) if sure else ()
            yield from [stated.claim(ratios)] if ratios else self._named_again()
        elif not between & _UNSURE_WHOLE and part.exact:
            yield from self._of(part)

    def _of(self, part: Amount) -> Iterator[Claim]:
        """A share of a count: of what its clause names, by the tables and by the text."""
        stated = self._stated
        parts, sure = self._parts(part), True
        wholes: Sequence[Term]
        if kinds(stated.between) & _NAMED_WHOLE:
            parts, wholes = [part], self._called(part)
        elif self._is_of_handled():
            wholes = self._of_handled(part)
        else:
            of_tables = [whole for _, whole in self._of_tables(part)]
            of_text, sure = self._of_text(part)
            if of_text and self._is_of_most(of_text[0]):
                parts, of_tables, sure = [part], [], True
            wholes, sure = [*of_tables, *of_text], sure or bool(of_tables)
        if wholes:
            yield stated.claim([(p, whole) for p in parts for whole in dict.fromkeys(wholes)], sure=sure)

    def _parts(self, part: Amount) -> Sequence[Amount]:
        """What a share may be that of: a count, and this with those before it in its list, back to the last ； or share.

        网站30条、微信20条，占83%.
        """
        tokens = self._run.tokens
        ends = (i for i in range(part.at, -1, -1) if tokens[i].means("stop", "；") or unit(tokens[i]) == "%")
        start = part.at - 1 if self._stated.alone else next(ends, -1)
        listed = [n for n in reversed(self._counts) if start < n.at < part.at and n.is_like(part)]
        return list(islice(accumulate(listed, Amount.changed, initial=part), _MOST_PARTS + 1))

    def _called(self, part: Amount) -> Sequence[Amount]:
        """The count that is told of in the words that name a whole: 公众号发布336条……占公众号发布量的75%."""
        said = (t for t in self._stated.between if t.kind not in ("plain", "sum", "comma"))
        words = [self._run.word(t).rstrip(_AMOUNT) for t in said]
        told = [*self._text.of_section[-_NEAR:], *self._text.before(self._stated.at)]
        name = "".join(words)
        if exact := [one.amount for one in told if name and one.label.endswith(name)]:
            return exact[-1:]
        alike = (one for one in told if one.amount.is_like(part) and one.amount.at != part.at)
        named = [one.amount for one in alike if all(w in one.label for w in words)]
        return named if len(named) == 1 and len(name) >= _LONG_NAME else ()

    def _is_of_handled(self) -> bool:
        """Whether a share is said to be that of what was handled: 占办结总数的75%, 占已答复件的75%."""
        return "finished" in meant(self._stated.between, "answer") or "results" in kinds(self._stated.between)

    def _of_handled(self, part: Amount) -> Sequence[Term]:
        """What was handled, by what the text says to be so many, and by the tables where that is of applications."""
        tokens, sign = self._run.tokens, self._stated.sign
        named = [
            n for n in reversed(self._counts)
            if n.at < sign and n.at != part.at
            and "finished" in meant(tokens[item_start(tokens, n.at) : n.at], "answer")
        ]  # fmt: skip
        of_form = self._about == "requests" or self._stated.at in self._whats
        own = self._office.owned(self._run)[sign] and (of_form or not named)
        return [figures.DONE, *named, figures.DONE_OF_NEW] if own else named

    # -- by the tables -----------------------------------------------------------------

    def _of_tables(self, part: Amount | None) -> Sequence[Ratio]:
        """Outcomes and applicants with what they are parts of, by the totals that the text gives of them and by the tables."""
        run, stated = self._run, self._stated
        at = stated.at if part else stated.sign
        if not self._office.owned(run)[at] or not self._office.speaks_of(
            run, clause_start(run.tokens, at), stated.sign
        ):
            return []
        what = self._whats.get(at)
        named: Sums = what.sums if what and what.kind in ("outcome", "applicant") else ()
        if not named and stated.words:  # 予以公开占58.5%、不予公开占7.3%; 自然人占64.3%，即9件
            named = words_about(self._office.form, stated.words, run.about_at(stated.sign), parts_only=True)
        others = {other.at for other in self._all if other.part}
        told = [n for n in self._counts if part and n.at < at and n.unit == part.unit and n.at not in others]
        ratios: Sequence[Ratio] = [(one, one.of) for one in named if one.of]
        ratios = ratios or [(one, whole) for one in named[:1] for whole in figures.OF_OUTCOMES]
        return [*((named[0], whole) for whole in told), *ratios] if named else []

    # -- by the text itself ------------------------------------------------------------

    def _named_again(self) -> Iterator[Claim]:
        """A share of what a sentence only names, of the total of its list: 共94条，其中动态58条、公告36条。动态占61.7%.

        It is not sure where another total has been told since, of which it may be the share.
        """
        run, stated, sign = self._run, self._stated, self._stated.sign
        start = clause_start(run.tokens, sign)
        words = [t for t in stated.words if t.start >= run.place[0] + len(run.head) and t.kind != "each"]
        among = start and "among" in meant(run.tokens[max(start - 2, 0) : start], "plain")
        changes = {"from", "by"} & set(meant(stated.between, "plain"))  # 占比由44%提高到52%
        name = "" if among or changes else name_in(run, words)
        told = self._text.named(name, sign) if len(name) >= _SHORTEST else None
        if told and self._is_of_handled():
            yield stated.claim([(told[0], figures.DONE)])
        elif told and not name_in(run, stated.between):
            yield stated.claim([told[:2]], sure=told[2])

    def _of_text(self, part: Amount) -> tuple[Sequence[Amount], bool]:
        """The wholes in the text, the likeliest first, and whether one of them is sure.

        What a list comes to is its whole only where another of its shares bears that out.
        """
        at, run = self._stated.at, self._run
        introduced = max((i for i in range(at) if introduces(run, i)), default=-1)
        listed = [n.value for n in self._counts if n.at > introduced and n.is_like(part)]
        before = [n for n in self._counts if n.at < at and n.is_like(part)]
        heads = [n for n in before if n.at < introduced][::-1]
        earlier = [one.amount for one in self._text.of_section[-_NEAR:]]
        if not heads and "全部" in run.text[self._stated.start : run.tokens[self._stated.portion.end].start]:
            heads = sorted(earlier, key=lambda n: n.value)[-1:]  # 占全部公开信息的49.9%
        if heads and (not heads[0].exact or heads[0].step):
            return [], False
        flows = [n for _, n in self._flows if self._about == "requests"]
        others = [other for other in self._all if other is not self._stated]
        added = Decimal(sum(one.part.value for one in self._all if one.part))
        borne_out = [Amount(at, Decimal(w)) for w in (sum(listed), added) if w != part.value]
        borne_out = [
            w for w in borne_out if not others or any(o.is_of(w.value) for o in others[:_MOST_PARTS])
        ]
        counted = [*flows[::-1], *before[::-1], *(n for n in earlier[::-1] if n.is_like(part))]
        # 公开100条。网站75条，占75%；公众号25条，占25%: what all with a share come to has been counted before.
        heads = heads or [n for n in counted if n.value == added != part.value][:1]
        # 热线120件、来信30封，其中咨询90件，占60%: of several together, whatever their units
        together = accumulate((n for n in reversed(self._counts) if n.at < introduced), Amount.changed)
        every = [
            *heads,
            *self._totals,
            *counted[:_MOST_WHOLES],
            *borne_out,
            *islice(together, 1, _MOST_PARTS),
        ]
        every = [n for n in every if n.value]
        most = [n for n in every if self._is_of_most(n)]
        return most or every, bool(heads or self._totals or self._is_of_applications(part))

    def _is_of_most(self, whole: Amount) -> bool:
        """Whether all other shares of a sentence, and at least three of them, are those of their counts of one whole."""
        others = [other for other in self._all[: _MOST_PARTS + 1] if other is not self._stated]
        return (
            len(others) >= _SEVERAL and not self._stated.alone and all(o.is_of(whole.value) for o in others)
        )

    def _is_of_applications(self, part: Amount) -> bool:
        """Whether applications or reviews were counted before in the sentence, or in the paragraph if by one way or among them."""
        at, parts = self._stated.at, {other.at for other in self._all if other.part}
        before = [n.at for n in self._counts if n.at < at and n.is_like(part) and n.at not in parts]
        whats = [self._whats[place] for place in before if place in self._whats]
        if any(w.kind == "flow" or (w.kind == "review" and w.name.endswith(".")) for w in whats):
            return True
        clause = kinds(self._run.tokens[clause_start(self._run.tokens, at) : at])
        return bool(self._flows and self._about == "requests" and clause & {"way", "results"})
