"""Shares of a whole in per cent: 其中网络24件，占75%."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, islice
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.applications import words_about
from ndbg.check.prose.changes import rounds_to
from ndbg.check.prose.figures import Sum, Sums
from ndbg.check.prose.lexicon import OF_A_SURVEY, REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, counts, unit
from ndbg.check.prose.tokens import Number, Token
from ndbg.text.patterns import any_in

Ratio = tuple[Decimal | Sum, Decimal | Sum]


class Share(NamedTuple):
    """A share as stated, in per cent, and what it may be the share of what; the nearest comes first.

    Parts and wholes are counts of the text itself, or sums of the tables.
    """

    start: int
    end: int
    percent: Decimal
    ratios: tuple[Ratio, ...]


class _Stated(NamedTuple):
    """A share by its tokens: 占 with the words between it and the percentage, and the count that it is of.

    `at` is the place of that count, or that of 占 where there is none beside it. What stands in brackets behind a
    count is its share `alone`, and not that of the counts before it too.
    """

    sign: Token
    percent: Token
    between: Tokens
    at: int
    part: Number | None
    alone: bool = False

    @property
    def value(self) -> Decimal:
        """The percentage."""
        return self.percent.number.value if self.percent.number else Decimal(0)


# How many totals, and how many parts together, a share is held against: long lists stay cheap.
_MOST_WHOLES, _MOST_PARTS = 24, 8
_SEVERAL = 3  # shares that show of what whole the others of their list are
_NEAR = 12  # counts of a paragraph that a share may still go back to
_BESIDE = {"plain", "comma", "sum", "stop"}
_NAMED_WHOLE = {"other", "other_thing", "way", "review", "document", "by_topic"}
_NAMED_BEHIND = {"outcome", "results", "answer", "applicant", *REQUESTS}
_UNSURE_WHOLE = {"whole", "part", "figure", "number", "when", "year", "more", "less", "compare"}
_INTRODUCING = {"of_which", "made_of", "except"}


def shares(paragraph: Paragraph, office: Office, earlier: list[Number]) -> Iterator[Share]:
    """The shares that a paragraph states of figures of the form, or of a whole of its own.

    `earlier` are the counts of the section before it; those of the paragraph are added.
    """
    for sentence in paragraph.sentences:
        if "share" in sentence.run.kinds:
            yield from _Reader(sentence, office, tuple(earlier)).shares()
        earlier += [n for _, n in counts(sentence.run, len(sentence.run.tokens))]


class Partition(NamedTuple):
    """Shares of a list that ends with 其他, from `start` to `end` of the paragraph, and what they come to in per cent."""

    start: int
    end: int
    total: Decimal


def partitions(paragraph: Paragraph) -> Iterator[Partition]:
    """Lists of shares that come to more than all there is, as finely as they are stated."""
    for sentence in paragraph.sentences:
        run = sentence.run
        stated = [one for one in _outside(run) if not one.between] if run.kinds >= {"others", "share"} else []
        while stated:
            length = next((i for i, one in enumerate(stated, 1) if _is_of_the_others(run, one)), len(stated))
            listed, stated = stated[:length], stated[length:]
            total = sum((one.value for one in listed), Decimal(0))
            rounded = sum(
                (Decimal(1).scaleb(int(one.value.as_tuple().exponent)) for one in listed), Decimal(0)
            )
            if not _are_of_one_whole(run, listed):
                continue
            if len(listed) >= _SEVERAL and _is_of_the_others(run, listed[-1]) and total > _ALL + rounded:
                yield Partition(listed[0].sign.start, listed[-1].percent.end, total)


def _is_of_the_others(run: Run, stated: _Stated) -> bool:
    """Whether a share is that of all that was not named before: 其他情况占5.2%."""
    at = run_place(run, stated.sign)
    return "others" in kinds(run.tokens[clause_start(run.tokens, at) : at])


def _are_of_one_whole(run: Run, listed: Sequence[_Stated]) -> bool:
    """Whether shares may be told of one whole, each thing in one of them only: no answers to a survey, and no share of a share."""
    if any_in(OF_A_SURVEY, run.sentence):
        return False
    between = run.tokens[run_place(run, listed[0].percent) : run_place(run, listed[-1].sign)]
    return not kinds(between) & {"of_which", "made_of", "year", "when"} and "；" not in meant(between, "stop")


_ALL = Decimal(100)


class _Reader:
    """Reads the shares of one sentence; `earlier` are the counts of the paragraph before it."""

    def __init__(self, sentence: Sentence, office: Office, earlier: Sequence[Number]) -> None:
        self._run = sentence.run
        self._flows = sentence.flows
        self._office = office
        self._earlier = earlier
        self._told = {q.at: q for q in sentence.outside()}

    def shares(self) -> Iterator[Share]:
        """The shares of the sentence, in brackets or not."""
        stated = [*_outside(self._run), *_right_behind(self._run)]
        for one in stated:
            if ratios := tuple(self._ratios(one, stated)):
                yield Share(one.sign.start, one.percent.end, one.value, ratios)
        for anchor, aside in self._run.asides:
            whole = self._run.tokens[anchor - 1].counted if anchor else None
            for one in _outside(aside) if whole else ():
                if whole and (ratios := tuple(_of_the_count_before(aside, one, whole))):
                    yield Share(one.sign.start, one.percent.end, one.value, ratios)

    def _ratios(self, stated: _Stated, all_: Sequence[_Stated]) -> Iterator[Ratio]:
        """What a share is the share of what: of the count beside it, or of what its clause names."""
        part, between, before = stated.part, stated.between, counts(self._run, stated.at)
        if part and (not part.exact or part.step):
            return
        if whole := next((t.number for t in reversed(between) if t.counted), None):
            # 占全县356件的1.12%: the whole is there.
            if part is not None:
                yield part.value, whole.value
            return
        if kinds(between) & _NAMED_WHOLE and not self._is_all_there_is(stated):
            # 收回有效问卷360份，其中……324份，占有效问卷的80%: the whole is named.
            if part and (named := _called(self._run, before, between)):
                yield part.value, named.value
            return
        if kinds(between) & _UNSURE_WHOLE:
            return
        of_tables = tuple(self._of_tables(stated, all_))
        of_text = tuple(self._of_text(stated, all_, told=bool(of_tables)))
        shown = {whole for _, whole in of_text} if self._is_shown(stated, all_) else set()
        yield from (ratio for ratio in of_tables if not shown)
        yield from of_text

    # -- by the tables -----------------------------------------------------------------

    def _of_tables(self, stated: _Stated, all_: Sequence[_Stated]) -> Iterator[Ratio]:
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
        if part is None:
            # 予以公开占58.5%、不予公开占7.3%: each share has its own names.
            start = clause_start(run.tokens, sign)
            shared = max((i + 1 for i in range(start, sign) if unit(run.tokens[i]) == "%"), default=start)
            named = words_about(
                self._office.form, run.tokens[shared:sign], run.about_at(sign), parts_only=True
            )
        else:
            named = what.sums if what and what.kind in ("outcome", "applicant") else ()
        if not named:
            return
        parts = {other.at for other in all_ if other.part}
        wholes = [n.value for i, n in counts(run, at) if part and n.unit == part.unit and i not in parts]
        yield from ((part.value if part else named[0], whole) for whole in wholes)
        yield from ((part.value if part else of, whole) for of, whole in _bases(named))

    def _is_shown(self, stated: _Stated, all_: Sequence[_Stated]) -> bool:
        """Whether the other shares of a list show of what whole of the text they all are."""
        others = [other for other in all_[: _MOST_PARTS + 1] if other is not stated]
        before = [n.value for _, n in counts(self._run, stated.at)]
        return not stated.alone and any(whole and _is_of_most(others, whole) for whole in before)

    # -- by the text itself ------------------------------------------------------------

    def _of_text(self, stated: _Stated, all_: Sequence[_Stated], *, told: bool) -> Iterator[Ratio]:
        """Shares of whatever is counted: of the total of its list, or of another count that stands before it.

        Nothing is said where no total is sure: neither a list with one, nor applications counted before, nor a
        count of which another share of the sentence is the share.
        """
        part = stated.part
        if part is None or part.step:
            return
        run, at = self._run, stated.at
        before = [(i, n) for i, n in counts(run, at) if _is_alike(n, part)]
        introduced = max((i for i in range(at) if self._introduces(i)), default=-1)
        listed = [n for i, n in counts(run, len(run.tokens)) if i > introduced and _is_alike(n, part)]
        nearest = [n for i, n in before if i < introduced]
        if self._is_all_there_is(stated) and self._earlier:
            nearest = nearest or [max(self._earlier, key=lambda n: n.value)]
        totals = [n.value for i, n in counts(run, len(run.tokens)) if i > at and self._sums_up(i)]
        if nearest and (not nearest[-1].exact or nearest[-1].step):
            return
        of_requests = [q.number.value for q in self._flows] if run.about_at(at) == "requests" else []
        wholes = [
            *(n.value for n in reversed(nearest)),
            *totals,
            *reversed(of_requests),
            *(n.value for _, n in reversed(before)),
            *(n.value for n in self._earlier[: -_NEAR - 1 : -1] if _is_alike(n, part)),
        ]
        added = [sum((n.value for n in listed), Decimal(0)), _added(all_)]
        wholes = wholes[:_MOST_WHOLES]
        whats = [q.what for i, _ in before[-_MOST_WHOLES:] if (q := self._told.get(i))]
        flows = [what for what in whats if what and what.kind == "flow"]
        agreed: list[Decimal] = []
        others = [other for other in all_[: _MOST_PARTS + 1] if other is not stated]
        shared = [w for w in (*wholes, *added) if w and _is_of_most(others, w)]
        if shared and not stated.alone:
            yield from ((part.value, whole) for whole in dict.fromkeys(shared) if part.value <= whole)
            return
        if not (nearest or totals or told or flows or (of_requests and self._by_a_way(at))):
            agreed = [w for w in (*wholes, *added) if w and any(_is_of(other, w) for other in others)]
            if not agreed:
                return
        if nearest and self._is_all_there_is(stated):
            yield part.value, nearest[-1].value
            return
        together = () if stated.alone else _together(run, at, introduced, part)
        parts = [part.value, *islice(together, _MOST_PARTS)]
        bases = dict.fromkeys(w for w in (*agreed[:1], *wholes, *added) if w)
        yield from ((p, whole) for whole in bases for p in parts if p <= whole)

    def _is_all_there_is(self, stated: _Stated) -> bool:
        """Whether a share is said to be that of all that was made public: 占全部公开信息的49.9%."""
        things = set(meant(stated.between, "other_thing"))
        others = kinds(stated.between) - {"all", "plain", "open_word", "publish", "sum", "other_thing"}
        whole = "all" in kinds(stated.between) or "全部" in self._run.word(stated.sign)
        return whole and not others and things <= {"information"}

    def _introduces(self, at: int) -> bool:
        """Whether a token leads up to the parts of what was counted before it: 其中, 包括, 涉及, a colon."""
        token = self._run.tokens[at]
        return token.kind in _INTRODUCING or token.means("stop", "：") or token.means("by_topic", "involves")

    def _sums_up(self, at: int) -> bool:
        """Whether a count is the total of those before it: 合计共221条."""
        return "added" in meant(self._run.tokens[max(at - 3, 0) : at], "sum")

    def _by_a_way(self, at: int) -> bool:
        clause = self._run.tokens[clause_start(self._run.tokens, at) : at]
        return "way" in kinds(clause)


def run_place(run: Run, token: Token) -> int:
    """The place of a token among those of a run; the number of tokens before it where it stands in brackets."""
    return next((i for i, t in enumerate(run.tokens) if t.start >= token.start), len(run.tokens) - 1)


def _outside(run: Run) -> Iterator[_Stated]:
    """The shares that stand in a run itself, each with the count right before 占."""
    tokens = run.tokens
    for at, token in enumerate(tokens):
        if unit(token) != "%" or not token.number or not token.number.exact:
            continue
        start = clause_start(tokens, at)
        sign = next((i for i in range(at - 1, start - 1, -1) if tokens[i].kind in ("share", "rate")), None)
        if sign is None or tokens[sign].kind == "rate" or any(unit(t) == "%" for t in tokens[sign:at]):
            continue
        before = counts(run, sign)
        place = before[-1][0] if before else -1
        between = tokens[place + 1 : sign]
        beside = place >= 0 and not kinds(between) - (_BESIDE | _NAMED_BEHIND)
        # 8件办理结果为不予公开，占42.1%: what is counted may be named behind its number, up to the next clause.
        if beside and kinds(between) - _BESIDE and kinds(between[-1:]) != {"stop"}:
            beside = False
        if any(t.means("stop", "。", "；") for t in between):
            beside = False
        part = before[-1][1] if beside else _told_behind(run, at)
        yield _Stated(tokens[sign], token, tokens[sign + 1 : at], place if beside else sign, part)


def _told_behind(run: Run, at: int) -> Number | None:
    """The count that a share is of, where nothing but it stands behind: 占58.8%（20件）, 占60%，即300条."""
    aside = next((a for anchor, a in run.asides if anchor == at + 1), None)
    words = aside.tokens if aside else run.tokens[at + 1 : clause_end(run.tokens, at + 2)]
    if not aside and "made_of" not in kinds(words[1:2]):
        return None
    told = [t for t in words if t.kind not in _BESIDE and not t.means("made_of", "all")]
    return told[0].counted if len(told) == 1 else None


def _right_behind(run: Run) -> Iterator[_Stated]:
    """The shares in brackets behind the count that they are of: 网站312条（占60%）."""
    for anchor, aside in run.asides:
        tokens = aside.tokens
        place = anchor - 1 if anchor and run.tokens[anchor - 1].counted else _named_behind(run, anchor)
        percent = tokens[-1] if tokens else None
        if place < 0 or percent is None or unit(percent) != "%" or tokens[0].kind != "share":
            continue
        if percent.number and percent.number.exact and kinds(tokens[1:-1]) <= _OF_WHOLE:
            yield _Stated(tokens[0], percent, tokens[1:-1], place, run.tokens[place].counted, alone=True)


def _named_behind(run: Run, anchor: int) -> int:
    """The place of the only count of a clause, if what is counted stands behind it: 其中20件是……的（占68%）."""
    start = clause_start(run.tokens, anchor - 1) if anchor else 0
    places = [i for i in range(start, anchor) if run.tokens[i].number]
    led = len(places) == 1 and "of_which" in kinds(run.tokens[start : places[0]])
    return places[0] if led and run.tokens[places[0]].counted else -1


# 占75%, 占总数75%, 占答复总数的75%
_OF_WHOLE = _BESIDE | _NAMED_BEHIND


def _of_the_count_before(aside: Run, stated: _Stated, whole: Number) -> Iterator[Ratio]:
    """44件（其中网上申请42件，占比95.5%）: shares in brackets of what was counted before them."""
    part = stated.part
    if part and part.unit == whole.unit and not stated.between and part.exact and whole.exact:
        yield part.value, whole.value
        yield from ((part.value, n.value) for _, n in counts(aside, stated.at) if n.value >= part.value)


def _is_alike(one: Number, other: Number) -> bool:
    return one.unit == other.unit or (one.counts_documents and other.counts_documents)


def _added(all_: Sequence[_Stated]) -> Decimal:
    """The sum of all counts whose shares are stated."""
    return sum((s.part.value for s in all_ if s.part), Decimal(0))


def _is_of_most(others: Sequence[_Stated], whole: Decimal) -> bool:
    """Whether all other shares of a sentence, and at least three of them, are those of their counts of one whole."""
    return len(others) >= _SEVERAL and all(_is_of(other, whole) for other in others)


def _is_of(stated: _Stated, whole: Decimal) -> bool:
    """Whether a share is that of its count of a whole."""
    return stated.part is not None and rounds_to(100 * stated.part.value / whole, stated.value)


def _together(run: Run, at: int, introduced: int, part: Number) -> Iterator[Decimal]:
    """A count with those before it in its list: 网站30条、微信20条，占83%."""
    values = [n.value for i, n in reversed(counts(run, at + 1)) if i > introduced and _is_alike(n, part)]
    return (total for total in list(accumulate(values))[1:])


def _called(run: Run, before: Sequence[tuple[int, Number]], words: Tokens) -> Number | None:
    """The number before which the same words stand."""
    name = run.text[words[0].start : words[-1].end].rstrip("的总数量")
    for place, number in reversed(before):
        if name and run.text.endswith(name, 0, run.tokens[place].start):
            return number
    return None


def _bases(named: Sums) -> Iterator[tuple[Sum, Sum]]:
    """Parts with the wholes that they are parts of: outcomes of what was handled, applicants of each."""
    applicants = [(part, part.of) for part in named if part.of]
    yield from applicants or ((named[0], whole) for whole in figures.OF_OUTCOMES)
