"""Changes against the year before, as a text states them: 较上年增加3件, 同比增长20%, 由7个减至4个，压减42.86%.

A change is bound to what has changed: to last year's count, or by how many there were more, beside the words that
compare, and to this year's count before these; or to the figures of the form that this year's count, or what the clause
names, are. Whether the tables of both years, or the counts of the text, bear it out is judged by `claims`.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sums
from ndbg.check.prose.lexicon import AT_FIRST, EARLIER_YEARS, REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.percentages.claims import Claim, Ratio
from ndbg.check.prose.percentages.portions import (
    Amount,
    Portion,
    amounts,
    difference,
    portion,
    row_of_portions,
)
from ndbg.check.prose.quantities.applications import words_about
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, is_change, item_start

_MONEY = "元"
_NEAREST = 4  # tokens between a verb and its number
_PAIR = 2
_REACHING = ("至", "到", "为", "成")
_PARTS = {"span", "month", "day"}
_NUMBERS = {"number", "figure", "portion", "year", "month", "day"}
_FILLING = {"plain", "stop", "sum", "about", "comma", "each"}
_CHANGED = {"more", "less", "number", *_FILLING}
_COMPARING = {"compare", "when", "year", *_CHANGED}
_SUBJECT = {"when", "year", "has", "own", *_FILLING}
# Of what clauses are that only say more of what was counted: 行政复议7件，结果均维持，比上年多2件.
_SAID_OF_IT = {"all", "done", "in_time", "answer", "verdict", "outcome", "applicant", "happen", "no", *_FILLING}  # fmt: skip
_OF_BEFORE = {"receive", "answer", "publish", "number", *REQUESTS} | (_COMPARING - {"more", "less"})


def changes(sentence: Sentence, earlier: Sequence[Run], office: Office) -> Iterator[Claim]:
    """The changes that a sentence states, as far as its own counts, those of the sentences before or the tables can tell."""
    for reading, first in sentence.readings():
        if not first or sentence.run.tokens[first - 1].counted:
            for sign in range(first, len(reading.run.tokens)):
                if row := _portions_behind(reading.run, sign):
                    yield from _Change(reading, earlier, sign, row, office).claims()


def _portions_behind(run: Run, at: int) -> Sequence[Portion]:
    """The portions by which something is said to have changed; of several these are percentages."""
    sign = run.tokens[at]
    if sign.kind in ("portion", "figure"):
        found = portion(run, at)
        if found and found.how == "times" and at and run.tokens[at - 1].means("plain", "of"):
            return [found._replace(how="to")]  # 为上年23件的两倍
        return [found] if found and found.how == "to" else []
    if sign.kind not in ("more", "less"):
        return []
    for i in range(at + 1, min(at + _NEAREST, len(run.tokens))):
        between = run.tokens[i]
        if between.kind in ("number", "figure", "portion"):
            counted = difference(run, i) if is_change(run.tokens, i) else None
            return row_of_portions(run, i) or ([counted] if counted else [])
        if between.kind not in {"more", "less", *_FILLING} or between.means("plain", "to"):
            return []
    return []


class _Change:
    """A stated change in its sentence, behind the `earlier` sentences of the paragraph.

    `sign` is the place of what tells of it (增长), `start` that where the comparison begins (同比, 较, the 与 of 与…相比),
    `told` is what may have changed. `base` is the count of the year before, and `by` how many there were more since,
    fewer where it is negative, where these stand beside it.
    """

    def __init__(
        self, sentence: Sentence, earlier: Sequence[Run], sign: int, row: Sequence[Portion], office: Office
    ) -> None:
        self._run = sentence.run
        self._tokens = tokens = sentence.run.tokens
        self._earlier, self._sign, self._row, self._office = earlier, sign, row, office
        self._quantities = {q.at: q for q in sentence.outside()}
        # Sums of money are compared at other prices than are written: 由9323亿元增加到13698亿元，增长33.6%.
        told = [a for a in amounts(self._run) if a.exact and a.unit != _MONEY]
        self._told = [a for a in told if (a.unit == "%") == (row[0].how == "points")]
        compared = self._comparison()
        clause = clause_start(tokens, sign)
        words = tokens[clause:sign]
        # 45篇（上年30篇），增长50%; 为上年23件的两倍
        bare = compared is None and (not kinds(words) - _FILLING or row[0].how == "to")
        self._start = clause if compared is None else compared
        self._begin = tokens[min(self._start, clause)].start
        self._compared = compared is not None
        sure = (self._compared or bare) and not _PARTS & kinds(tokens[self._start : sign])
        self._base = self._last_year() if sure else None
        # 发布239条，去年为281条，点击量比去年增加: what has changed may be something else.
        named = bool(self._base and self._base.at < clause < self._start)
        self._unsure = int(named and row[0].how != "to")
        self._by = self._changed_by() if sure and row[0].how != "count" else None

    def claims(self) -> Iterator[Claim]:
        """The changes, with what may bear them out."""
        portion = self._row[0]
        if len(self._row) > 1 or "each" in kinds(self._tokens[max(self._start - 1, 0) : portion.end]):
            yield from self._respective()
            return
        ratios = tuple(pair for pair in self._pairs() if isinstance(pair[1], Amount) and pair[1].value > 0)
        claim = self._claim(portion)._replace(ratios=ratios, base=self._base, unsure=self._unsure)
        # 较2023年的55件增加11件，增长20%: of these two, whatever the tables have
        of_text = self._base and self._by
        if self._compared and not of_text and portion.how != "points" and self._is_with_last_year():
            now, sums = self._changed()
            claim = claim._replace(now=now, sums=sums)
        yield claim

    def _claim(self, portion: Portion) -> Claim:
        return Claim(self._begin, portion.until, portion, down=self._tokens[self._sign].kind == "less")

    def _respective(self) -> Iterator[Claim]:
        """Changes in the order of the counts before them: 复议2件和诉讼7件，同比分别下降60%和12.5%."""
        told = [a for a in self._told if not is_change(self._tokens, a.at)]
        nows = [a for a in told if a.at < self._start][-len(self._row) :]
        bases = [a for a in told if self._start < a.at < self._sign]
        if len(self._row) == 1 or len(nows) < len(self._row) or not self._compared:
            return
        for at, (now, one) in enumerate(zip(nows, self._row, strict=True)):
            quantity = self._quantities.get(now.at)
            claim = self._claim(one)._replace(now=now)
            if len(bases) == len(nows):
                claim = claim._replace(ratios=((now, bases[at]),), base=bases[at])
            if quantity and quantity.what and quantity.own and quantity.now and self._is_with_last_year():
                claim = claim._replace(sums=quantity.what.sums)
            yield claim

    # -- what it is compared with ------------------------------------------------------

    def _comparison(self) -> int | None:
        """Where a comparison begins that a change belongs to: at 较, 比, 同比, or at the 与 of 与上年相比.

        In 与上年的25件相比减少6件，同比下降24% it is the first of both.
        """
        tokens = self._tokens
        start, end = clause_start(tokens, self._sign), self._sign
        first: int | None = None
        while True:
            found = next((i for i in range(start, end) if tokens[i].kind == "compare"), None)
            first = first if found is None else self._led(start, found)
            told = tokens[start : end if first is None else first]
            if kinds(told) - _CHANGED or not start or not tokens[start - 1].means("stop", "，"):
                return first
            start, end = clause_start(tokens, start - 1), start - 1
            if first is not None and "compare" not in kinds(tokens[start:end]):
                return first

    def _led(self, start: int, at: int) -> int:
        """Where the words begin that end with 相比: at 与 or 同."""
        tokens, run = self._tokens, self._run
        if run.word(tokens[at]) not in ("相比", "比", "相比较", "比较"):
            return at
        joins = [
            i for i in range(start, at) if tokens[i].means("plain", "and") or run.word(tokens[i]) == "同"
        ]
        return joins[-1] if joins else at

    def _last_year(self) -> Amount | None:
        """The count of the year before: between 较 and the change, in brackets beside it, or in the clause before 较 or behind the change."""
        tokens, start, sign, run = self._tokens, self._start, self._sign, self._run
        within = [a for a in self._told if start < a.at < sign and not is_change(tokens, a.at)]
        if within:
            behind = tokens[within[0].at + 1 : sign]
            stops = (i for i, t in enumerate(behind) if t.kind in ("stop", "compare", "more", "less"))
            rest = kinds(behind[next(stops, len(behind)) :]) - _CHANGED - {"compare"}
            of_before = self._are_of_before(tokens[start + 1 : within[0].at])
            return within[0] if len(within) == 1 and of_before and not rest else None
        end = self._row[-1].end
        for anchor, aside in run.asides:
            if max(start - 1, 1) <= anchor <= end + 1:
                inside = list(amounts(aside))
                named = (
                    tokens[anchor - 1].kind in ("when", "year") and len(aside.tokens) == 1
                )  # 较上年（17件）
                found = inside if named else self._only(aside.tokens, inside)
                return found[0]._replace(at=sign) if found else None
        begin = clause_start(tokens, start)
        before = (
            tokens[clause_start(tokens, begin - 1) : begin]
            if begin and tokens[begin - 1].means("stop", "，")
            else []
        )
        following = tokens[end + 2 : clause_end(tokens, end + 2)]  # 较上年减少3件，上年为7件
        return next((a for words in (before, following) for a in self._only(words, self._told)), None)

    def _only(self, words: Tokens, told: Sequence[Amount]) -> Sequence[Amount]:
        """The count of some words that tell a count of another year than a report's and nothing else: 上年为11件."""
        found = [a for a in told if self._run.tokens[a.at] in words] if told is self._told else told
        named = "last" in meant(words, "when") or set(meant(words, "year")) - {f"{self._office.year}"}
        return found if len(found) == 1 and named and self._are_of_before(words) else []

    def _are_of_before(self, words: Tokens) -> bool:
        """Whether some words may tell of the year before, and of nothing else."""
        said = [(t, self._run.word(t)) for t in words]
        return all(
            (t.kind in _OF_BEFORE and word not in EARLIER_YEARS) or word in AT_FIRST for t, word in said
        )

    def _changed_by(self) -> Amount | None:
        """By how many something has changed, where that stands right beside the change."""
        tokens, number = self._tokens, self._row[0].end
        for amount in self._told:
            if is_change(tokens, amount.at) and self._start < amount.at != number:
                verb = next(i for i in range(amount.at, 0, -1) if tokens[i].kind in ("more", "less"))
                first, last = sorted(((amount.at, verb), (number, self._sign)))
                if not kinds(tokens[first[0] + 1 : last[1]]) - {"stop", "plain", "comma", "compare"}:
                    return amount._replace(value=-amount.value) if tokens[verb].kind == "less" else amount
        return None

    # -- by the tables -----------------------------------------------------------------

    def _is_with_last_year(self) -> bool:
        """Whether the report's year is compared with the one before."""
        tokens = self._tokens[self._start : self._sign]
        years, year = {int(m) for m in meant(tokens, "year")}, self._office.year
        other = set(meant(tokens, "when")) - {"last"} | {"month"} & set(meant(tokens, "compare"))
        part = kinds(self._tokens[: self._sign]) & _PARTS
        return not other and not part and (not years or not year or years == {year - 1})

    def _changed(self) -> tuple[Amount | None, Sums]:
        """What has changed, by the form: the count stated right before, or what the words beside the change name."""
        tokens, first = self._tokens, self._start
        last = max((at for at, _ in self._run.counts() if at < first), default=-1)
        begin = max(clause_start(tokens, first), last + 1)
        said = kinds(tokens[clause_end(tokens, last + 1) : begin]) - _SAID_OF_IT
        own = [t for t in tokens[begin:first] if t.kind not in _FILLING]
        own = own or [t for t in tokens[last + 1 : begin] if said and t.kind not in _FILLING]
        # 同比申请减少5件，降幅20%: what has changed may be named before by how many it has.
        between = [t for t in tokens[first : self._sign] if t.kind not in _COMPARING]
        quantity = self._quantities.get(last)
        if quantity and quantity.what and not (quantity.what.unsure or own or between):
            if not (quantity.own and quantity.now):
                return None, ()
            now = Amount(last, quantity.number.value)
            # 新收4件，上年结转2件，同比减少20%: of those that are new, or of those that came over.
            if quantity.what.kind in ("applicant", "outcome") or quantity.what.name == "carried_in":
                flows = [q.what for at, q in self._quantities.items() if at < last and q.what and q.own]
                new = [what.sums for what in flows if what.name == "new"]
                return (None, (*new[-1], *quantity.what.sums)) if new else (now, quantity.what.sums)
            return now, quantity.what.sums
        words = [*own, *between]
        if "request" in kinds(words) and not kinds(words) - {"request", "when", "year", "own"}:
            return None, figures.RECEIVE
        return None, words_about(self._office.form, words, self._run.about_at(first)) if words else ()

    # -- by the counts of the text -----------------------------------------------------

    def _pairs(self) -> Iterator[Ratio]:
        """What there is now with what there was before, by the text, the likeliest first."""
        base, by = self._base, self._by
        if both := self._both():
            yield both
        elif base and by:
            yield base.changed(by), base
            if base.at < self._start:  # 2023年为100条，较上年增加20条 may tell of that year
                yield base, base.changed(by._replace(value=-by.value))
        elif base or by:
            for now in self._now():
                before = base or (now.changed(by._replace(value=-by.value)) if by else now)
                yield now, before

    def _both(self) -> Ratio | None:
        """Both counts, last year's first, right before what tells by how much: 由52个优化到39个，减少25%; 与去年的150条相比，今年发布210条，增长40%."""
        tokens, sign = self._tokens, self._sign
        before = [a for a in self._told if a.at < sign and (a.unit == "%" or not is_change(tokens, a.at))]
        if len(before) < _PAIR:
            return None
        base, now = before[-2:]
        # What is counted may stand behind the second count, before the next clause.
        behind = tokens[clause_end(tokens, now.at) : sign] or tokens[now.at + 1 : sign]
        if kinds(behind) - _COMPARING or (base.unit != now.unit and base.unit):
            return None
        between = tokens[base.at + 1 : now.at]
        if [t.kind for t in between[:2]] == ["compare", "stop"] and clause_start(
            tokens, now.at
        ) == base.at + 3:
            words = tokens[self._led(clause_start(tokens, base.at), base.at + 1) : base.at]
            return (now, base) if base.unit and self._are_of_before(words) else None
        # 较法定时限缩短60% is against something else.
        against = "compare" in kinds(behind) and kinds(behind) - {"stop", "compare", "when", "year"}
        begins = {"from", "by"} & set(meant(tokens[clause_start(tokens, base.at) : base.at], "plain"))
        reaches = any(
            t.means("plain", "to", "is") or self._run.word(t).endswith(_REACHING) for t in between[-1:]
        )
        return (now, base) if begins and reaches and not against and "stop" not in kinds(between) else None

    def _now(self) -> Iterator[Amount]:
        """The counts of this year that a comparison may be of, the likeliest first."""
        run, base, tokens = self._run, self._base, self._tokens
        unit = next(a.unit for a in (base, self._by) if a)
        start = clause_start(tokens, base.at) if base and base.at < self._start else self._start
        told = [a for a in self._told if a != base and not is_change(tokens, a.at)]
        before = [a for a in told if a.at < start]
        words = tokens[start + 1 : base.at] if base else ()
        years = meant(tokens[clause_start(tokens, before[-1].at) : before[-1].at], "year") if before else []
        if years and self._office.year and f"{self._office.year}" not in years:
            return  # 2021年公开143条，比上年净增34条: of which year that tells is not known
        own = [a for a in before if a.unit == unit]
        if not before:
            said = _said(run, tokens[:start]) or _said(run, [t for t in words if t.kind != "compare"])
            yield from self._told_earlier(unit, said)
            return
        subject = _said(run, _subject(tokens, before[-1].at, start))
        named = [a for a in own if _is_named(run, a, subject)] if subject else own
        listed = _listed(run)
        whole = [a for a in named if a.at < listed]
        if subject:
            yield from named if len(named) == 1 else ()
        elif own and (before[-1].unit == unit or whole):
            yield from (whole if listed < start else own)[-1:]
            # the last ones, one by one and together
            yield from reversed(own)
            yield from list(accumulate(reversed(own), Amount.changed))[1:]
            yield from (a for a in told if a.unit == unit)
            runs = (*(aside for _, aside in run.asides), *self._earlier)
            yield from (a for one in runs for a in amounts(one) if a.unit == unit)

    def _told_earlier(self, unit: str, said: str) -> Iterator[Amount]:
        """The count of the sentences before that a sentence without one of this year goes back to: 发布94条，其中动态58条。同上年76条比.

        With words of its own it goes back to the only count that was told of in these: 受理25件，办结20件。与上年受理的20件相比.
        Without any, to the only count of the nearest sentence that has some, or to that of which this lists the parts. Where
        neither is there nothing is known; otherwise any count of the unit may be meant too.
        """
        told = [
            (one, [a for a in amounts(one) if a.unit == unit and a.exact and not is_change(one.tokens, a.at)])
            for one in reversed(self._earlier)
        ]
        heads = [
            [a for a in found if a.at < listed]
            for one, found in told
            if one.counts()
            for listed in [_listed(one)]
        ]
        first, second = (*heads, [], [])[:2]
        # 收到24件。公开18件，不予公开6件。与上年的32件相比: the nearest sentence only tells the parts.
        likely = second if sum(a.value for a in first) in [a.value for a in second] else first
        if said:
            likely = [a for one, found in told for a in found if _is_named(one, a, said)]
        if len(likely) == 1:
            yield likely[0]
            yield from (a for _, found in told for a in found)
            yield from (a for a in self._told if a.unit == unit)  # 较上年（244条）增加650条，为894条


def _listed(run: Run) -> int:
    """Where a list of parts begins: at 其中 or 包括; behind the end where none does."""
    return next((i for i, t in enumerate(run.tokens) if t.kind in ("of_which", "made_of")), len(run.tokens))


def _subject(tokens: Tokens, last: int, start: int) -> Tokens:
    """The words between the last count and a comparison, less what is counted, which may stand behind its number."""
    end = clause_end(tokens, last + 1)
    begin = max(clause_start(tokens, start), end)
    if not kinds(tokens[end:begin]) - _SAID_OF_IT:
        return tokens[begin:start]
    return tokens[last + 1 if kinds(tokens[last + 1 : end]) & _NUMBERS else end : start]


def _said(run: Run, subject: Tokens) -> str:
    """The words that name what is compared."""
    return "".join(run.word(t) for t in subject if t.kind not in _SUBJECT)


def _is_named(run: Run, amount: Amount, said: str) -> bool:
    """Whether what is compared is named as what a count was told of, or in short: 收到申请公开事项16件，收到事项数较上年."""
    start = item_start(run.tokens, amount.at)
    label = iter(run.text[run.tokens[start].start : run.tokens[amount.at].start])
    name = said.rstrip("总数量件")
    return len(name) > 1 and all(c in label for c in name)
