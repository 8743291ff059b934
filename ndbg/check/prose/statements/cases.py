"""In which cells counted cases must stand: 行政诉讼2件，均为复议后起诉，结果维持; 其中1件由企业提出.

A number counts cases of table three or four. Each word behind it that says what they are leaves fewer cells in which
they can stand: 行政诉讼 two rows, 复议后起诉 one of them, 维持 one column. So many cases there must be in the cells that
are left, whether the number is that of all or of a part. A clause that is not understood ends what is known of them.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from operator import add, and_
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.figures import APPLICANTS, GROUPS, Sum
from ndbg.check.prose.lexicon import CLOSED_CASES, DENYING, FINISHED, REQUESTS, WHO_APPLIES, WORDS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import Tokens, is_a_cause, kinds, meant
from ndbg.check.prose.sentences import Run
from ndbg.check.prose.tokens import Token
from ndbg.form import Form
from ndbg.text.patterns import any_in

Names = frozenset[str]

_LITIGATION = frozenset({"litigation_direct", "litigation_after_reconsideration"})
_REVIEWS = {
    "reconsideration": frozenset({"reconsideration"}),
    "litigation": _LITIGATION,
    "both": frozenset({"reconsideration"}) | _LITIGATION,
    **{name: frozenset({name}) for name in _LITIGATION},
}
_CLOSED = frozenset({"upheld", "corrected", "other"})
_ENDS = _CLOSED | {"pending"}
# In which columns cases stand by what is said of them; 驳回 of a claim is told as 维持 or as 其他结果.
_COLUMNS = {
    **{name: frozenset({name}) for name in _ENDS},
    "dismissed": frozenset({"upheld", "other"}),
    "won": frozenset({"upheld", "other"}),
}
_LEADING_UP = ("判决", "已判决", "裁决", "已裁决")
_FLOW = frozenset({"new", "carried_in"})
_FLOWS = {"new": _FLOW, "received": _FLOW, "done": _FLOW, "carried_in": frozenset({"carried_in"})}
_EVERYBODY = frozenset(APPLICANTS)

# Words that leave cases where they are. What is told of a part of them, by a way, holds of them too.
_ALIKE = {"plain", "all", "done", "own", "has", "thing", "decide", "more_over", "sum", "of_which", "in_time"}
_OF_REVIEWS = _ALIKE | {"happen", "caused", "review_body", "in_court", "party", "results"}
_OF_REQUESTS = _ALIKE | {"applicant", "answer", "results", "way", "all_ways", "caused", "made_of", "one_of", *REQUESTS}  # fmt: skip
# What makes a clause one of other things than those counted before.
_OF_OTHERS = {"review", "receive", "other_thing", "document", "decision", "publish", "rest", "no", "except"}
_ASIDE_OF_A_NUMBER = {"except", "besides"}
# Of what a clause is made that only tells how many more there are than last year.
_COMPARED = {"compare", "more", "less"}
_COMPARING = {*_COMPARED, "when", "year", "number", "plain"}
# Plain words that turn what is said; 信息公开（含部分公开）148件 is a plain word and what is among them.
_TURNING = ("非", "未经", "未满", "但", "向", "对", "曾", "已有", *WORDS["made_of"]["some"].split())
_IS_SAID = ("is", "by", "who_applied", "made")
_ANY = frozenset[str]()


class Cases(NamedTuple):
    """So many cases are said, from `start` to `end`, to stand among the figures of `stated`; `given` are true counts.

    Where a count of `given` is not that of the tables the cases may be others.
    """

    start: int
    end: int
    stated: Sum
    number: Decimal
    given: tuple[Quantity, ...]


class _Group(NamedTuple):
    """A number of cases of a table, and the rows and columns in which they stand."""

    table: str
    rows: Names
    columns: Names
    number: Decimal
    given: tuple[Quantity, ...]

    def within(self, other: "_Group") -> bool:
        """Whether they are some of others: 复议后起诉2件 of 行政诉讼5件."""
        return self.table == other.table and self.rows < other.rows


class _Said(NamedTuple):
    """The rows and columns that words leave; all of them where there are none."""

    rows: Names = _ANY
    columns: Names = _ANY


def counted_cases(sentence: Sentence, office: Office) -> Iterator[Cases]:
    """Where the cases that a sentence counts must stand."""
    yield from _Reader(sentence, office).read(sentence.run, None)


class _Reader:
    """Reads a sentence from number to number: `_all` are the cases counted most widely, `_last` those counted last."""

    def __init__(self, sentence: Sentence, office: Office) -> None:
        self._office = office
        self._counted = {(id(q.run), q.at): q for q in sentence.quantities}
        tokens = sentence.run.tokens
        of_applicants = kinds(tokens[:1]) == {"applicant"} and meant(tokens[:1], "applicant") == ["people"]
        earlier = [group for q in sentence.flows if (group := _group(q, office.form))]
        goes_on = of_applicants or sentence.run.about_at(0) == "requests"
        widest = [group for group in earlier if group.rows == _FLOW]
        self._all: _Group | None = widest[-1] if widest and goes_on else None
        only = self._all is not None and self._all.number == 1
        self._last: _Group | None = self._all if of_applicants or only else None
        self._alone = False  # whether nothing but counts was told last
        self._in_instances = "instance" in meant(sentence.run.tokens, "in_court")

    def read(self, run: Run, last: _Group | None) -> Iterator[Cases]:
        """The cases of a run, and of what is in its brackets, which speak of what stands before them."""
        self._last = last or self._last
        asides = list(run.asides)
        for first, end in _pieces(run.tokens):
            yield from self._piece(run, first, end)
            number = max((i for i in range(first, end) if run.tokens[i].counted), default=first)
            while asides and asides[0][0] <= end:
                anchor, aside = asides.pop(0)
                if anchor > number:
                    yield from self._aside(aside)

    def _aside(self, aside: Run) -> Iterator[Cases]:
        widest, last = self._all, self._last
        if last:
            self._all = last
            yield from self.read(aside, last)
        self._all, self._last = widest, last

    def _piece(self, run: Run, first: int, end: int) -> Iterator[Cases]:
        places = [i for i in range(first, end) if run.tokens[i].number or run.tokens[i].kind == "figure"]
        found = kinds(run.tokens[first:end])
        if found <= _COMPARING and found & _COMPARED:
            return  # 引发行政复议8件，较上年多4件，均获维持
        if len(places) > 1:
            self._last = None
        elif places:
            yield from self._number(run, first, places[0], end)
        else:
            yield from self._narrowed(run, first, first, end)

    def _number(self, run: Run, first: int, at: int, end: int) -> Iterator[Cases]:
        """The cases that a number counts, or so many of those counted before it: 其中1件被纠正."""
        quantity = self._counted.get((id(run), at))
        if (number := run.tokens[at].number) and not number.value:
            return
        group = _group(quantity, self._office.form) if quantity else None
        if group and quantity and quantity.what and not quantity.what.name.endswith(tuple(_ENDS)):
            before, self._last = self._last, group
            behind = "review" in kinds(run.tokens[at + 1 : end])  # 其余13件为复议后起诉
            both = before and self._alone and self._all and group.within(self._all) and before != self._all
            if before and both and not behind:
                self._last = _joined(before, group)  # 直接起诉2件、复议后起诉3件，均未审结
            apart = first > 0 and run.tokens[first - 1].means("stop", "；")
            if _counts_all(quantity) and (apart or not (self._all and group.within(self._all))):
                self._all = _joined(self._all, group) if self._alone and not apart else group
            self._alone = True
            yield from self._narrowed(run, first, at + 1, end)
            return
        if number and self._all and number.counts_cases and number.value > self._all.number:
            self._all = self._last = (
                None  # 上年结转3件。其中自然人128件，法律服务机构3件: of others than those counted last
            )
            return
        words = [t for i, t in enumerate(run.tokens[first:end], first) if i != at]
        self._last = self._part(run, at, quantity) if self._are_spoken_of(run, at, words) else None
        if self._last:
            yield from self._narrow(run, (first, end), words, part=True)

    def _are_spoken_of(self, run: Run, at: int, words: Tokens) -> bool:
        """Whether the text is about such cases, or tells who applied, or who hears them, which is said of such alone."""
        about = {"review": "reviews", "requests": "requests"}[self._all.table] if self._all else ""
        return run.about_at(at) == about or "applicant" in kinds(words) or _tells_by_whom(run, words)

    def _part(self, run: Run, at: int, quantity: Quantity | None) -> _Group | None:
        """So many of those counted most widely, if the text is still about them."""
        widest, number = self._all, run.tokens[at].number
        if widest is None or number is None or not number.exact or not number.value:
            return None
        people = widest.table == "requests" and number.unit in _PEOPLE
        if not (number.counts_cases or people) or number.value > widest.number:
            return None
        counted = quantity and quantity.what and quantity.own and quantity.now
        given = (*widest.given, *([quantity] if quantity and counted else ()))
        return widest._replace(number=number.value, given=given)

    def _narrowed(self, run: Run, first: int, start: int, end: int) -> Iterator[Cases]:
        """Those counted last, by what a clause without a number says of them."""
        if start < end and self._last:
            yield from self._narrow(run, (first, end), run.tokens[start:end], part=False)

    def _narrow(self, run: Run, place: tuple[int, int], words: Tokens, *, part: bool) -> Iterator[Cases]:
        """What words leave of those counted last."""
        self._alone = False
        if "one_of" in kinds(words) and self._all:
            self._last = self._all._replace(number=Decimal(1))
        if not part and self._is_the_only_part(run, place[0]) and {"all", "review"} & kinds(words) == {"all"}:
            self._last = self._all  # 复议5件，其中1件被纠正，均已审结: 均 is not said of one
        last = self._last
        if last is None or "plan" in kinds(run.tokens[: place[1]]):
            return
        said = self._said(run, last.table, words, part=part)
        group = _left(last, said) if said else None
        # The only application is still spoken of where a clause tells what it was about.
        only = last.table == "requests" and last.number == 1 and not kinds(words) & (_OF_OTHERS | {"outcome"})
        self._last = group or (last if only and not part else None)
        if group is None and kinds(words) & (_OF_OTHERS if part else {"review"}):
            self._all = None  # 被提起行政诉讼4件, 收到群众来信4件
        if group is None or group[1:3] == last[1:3]:
            return
        start, end = run.tokens[place[0]].start, run.tokens[place[1] - 1].end
        several = group.table == "requests" and not part and "all" not in kinds(words)
        number = min(group.number, Decimal(1)) if several else group.number
        stated = _sum(self._office.form, group)
        if figures.known(self._office.form, (stated,)):
            yield Cases(start, end, stated, number, group.given)

    def _is_the_only_part(self, run: Run, at: int) -> bool:
        """Whether one case of those counted most widely, and no other part of them, was told before a clause."""
        one = self._all is not None and self._last is not None and self._last.number == 1
        whole = max((q.at for q in self._all.given if q.run is run), default=-1) if self._all else -1
        return one and whole >= 0 and sum(whole < i < at for i in run.numbers()) == 1

    # -- what words say ------------------------------------------------------------------------------

    def _said(self, run: Run, table: str, words: Tokens, *, part: bool) -> _Said | None:
        """What words say of cases; None where one of them is not understood."""
        if any(run.word(t) in _TURNING for t in words if t.kind == "plain"):
            return None
        applicants = [t for t in words if t.kind == "applicant" and run.word(t) not in WHO_APPLIES]
        if len({t.meaning == "people" for t in applicants}) > 1:
            return None  # 均为居民或企业
        if not part and _are_some(words):
            return None  # 已审结的均获维持
        unknown = {"other"} if _tells_by_whom(run, words) else _ANY
        words = [t for t in words if not (t.kind in unknown or (part and t.kind in _ASIDE_OF_A_NUMBER))]
        if table == "review":
            return self._of_reviews(run, words)
        return self._of_requests(run, words, part=part)

    def _of_reviews(self, run: Run, words: Tokens) -> _Said | None:
        rows: list[Names] = []
        columns: list[Names] = []
        for token in words:
            word = run.word(token)
            if token.kind == "review":
                rows.append(_REVIEWS[token.meaning])
            elif token.kind == "verdict" and (found := _columns_of(token, word)):
                final = token.meaning != "pending" and self._in_instances
                columns.append(found | ({"pending"} if final else _ANY))
            elif word in CLOSED_CASES or (token.kind == "answer" and any_in(FINISHED, word)):
                columns.append(_ENDS if self._in_instances else _CLOSED)
            elif token.kind == "verdict" and word in _LEADING_UP:
                continue
            elif token.kind not in _OF_REVIEWS and token.kind != "answer":
                return None
        return _both(rows, columns)

    def _of_requests(self, run: Run, words: Tokens, *, part: bool) -> _Said | None:
        named = [t for t in words if t.kind == "applicant" and t.meaning != "people"]
        led = {t.meaning for t in words if t.kind == "plain"} & set(_IS_SAID) or "all" in kinds(words)
        if (named and not (led or part)) or is_a_cause(words, run.tokens):
            return None
        columns = [frozenset().union(*(_columns(t) for t in named))] if named else []
        rows: list[Names] = []
        if _are_joined(words) or {"all", "has"} <= kinds(words):
            return None  # 公开或部分公开13件, 公开、部分公开13件; 公民和企业均有申请 does not say that nobody else has applied
        # 均予以公开，其中部分公开2件
        in_part = "all" in kinds(words) and "partial" in meant(run.tokens, "outcome")
        limited = in_part or "in_time" in kinds(words)
        for at, token in enumerate(words):
            if token.kind == "open_word" and kinds(words[at + 1 :]) - {"plain"}:
                continue  # 申请公开的信息
            if at and token.kind == "outcome" and words[at - 1].kind in REQUESTS:
                return None  # 申请公开不予公开的信息
            if token.kind in ("outcome", "open_word"):
                found = _rows(self._office.form, token, limited=limited)
                if not found:
                    return None
                rows.append(found)
            elif token.kind not in _OF_REQUESTS and not token.means("other_thing", "information"):
                return None
        return _both(rows, columns)


def _columns_of(verdict: Token, word: str) -> Names:
    """The columns in which cases with a verdict stand; none where that is open. What is 驳回 was won, one way or another."""
    dismissed = verdict.meaning == "vague" and _DISMISSED in word
    return _COLUMNS.get("dismissed" if dismissed else verdict.meaning, _ANY)


_DISMISSED = "驳回"


def _are_joined(words: Tokens) -> bool:
    """Whether outcomes are told together, so that cases have one or the other."""
    places = [i for i, t in enumerate(words) if t.kind in ("outcome", "open_word")]
    between = [t for i, j in pairwise(places) for t in words[i + 1 : j]]
    joined = any(t.kind == "comma" or t.means("plain", "and") for t in between)
    return bool(places) and (joined or "or" in meant(words, "plain"))


def _tells_by_whom(run: Run, words: Tokens) -> bool:
    """Whether a clause tells by whom it was done, known or not: 由某公司财务部提出, 其中省政府审理4件."""
    by = bool({"by", "is"} & set(meant(words, "plain")))
    made = by and bool(words) and words[-1].means("plain", "made") and "applicant" in kinds(words)
    heard = any(run.word(t) == "审理" for t in words)
    return (made or heard) and not any_in(DENYING, "".join(run.word(t) for t in words if t.kind == "other"))


def _are_some(words: Tokens) -> bool:
    """Whether 的 makes what is said before it a part, of which all is said: 已审结的均, 直接起诉的均."""
    ends = [i for i, t in enumerate(words) if t.means("plain", "of") or t.meaning.endswith("的")]
    return bool(ends) and "all" in kinds(words[ends[-1] :]) and bool(kinds(words[: ends[-1]]) & _SAYING)


def _joined(before: "_Group | None", group: "_Group") -> "_Group":
    """Two counts right behind one another as one, where the form has a name for both: 复议3件，诉讼2件，其中维持3件."""
    if before is None or before.table != group.table or before.rows & group.rows:
        return group
    rows = before.rows | group.rows
    if rows not in _REVIEWS.values():
        return group
    return group._replace(rows=rows, number=before.number + group.number, given=(*before.given, *group.given))


_SAYING = {"review", "verdict", "outcome", "open_word", "answer", "applicant"}
_PEOPLE = ("人", "名", "家")


def _both(rows: Sequence[Names], columns: Sequence[Names]) -> _Said | None:
    """What several words say together; None where they exclude one another."""
    said = _Said(*(reduce(and_, names) if names else _ANY for names in (rows, columns)))
    return None if (rows and not said.rows) or (columns and not said.columns) else said


def _left(group: _Group, said: _Said) -> _Group | None:
    """A group within the rows and columns said; applications that came in stand in those of their outcome, too."""
    moved = group.table == "requests" and group.rows <= _FLOW
    rows = said.rows if moved else group.rows & said.rows
    rows = rows if said.rows else group.rows
    columns = group.columns & said.columns if said.columns else group.columns
    return group._replace(rows=rows, columns=columns) if rows and columns else None


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The clauses of a run, and the items of its lists that have a number or begin with 均: 5件中/4件维持、/1件未结."""
    start = 0
    for at in range(len(tokens) + 1):
        counted = at < len(tokens) and tokens[at].counted and tokens[at - 1].means("plain", "among")
        if at == len(tokens) or tokens[at].kind == "stop" or _parts(tokens, start, at) or counted:
            if at > start:
                yield start, at
            start = at + (0 if counted else 1)


def _parts(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether 、 parts two items of which each says something by itself."""
    if tokens[at].kind != "comma":
        return False
    end = next((i for i in range(at + 1, len(tokens)) if tokens[i].kind in ("stop", "comma")), len(tokens))
    behind = tokens[at + 1 : end]
    # 1件因内容不明确、经补正告知后逾期不补正 is one item.
    counted = any(t.counted for t in tokens[start:at]) and any(t.counted for t in behind)
    return counted or "all" in kinds(behind[:1])


def _counts_all(quantity: Quantity) -> bool:
    """Whether a count is one of all cases, or applications, however they ended."""
    what = quantity.what
    return what is not None and (what.name.endswith(".") or what.name in _FLOWS)


def _group(quantity: Quantity, form: Form) -> _Group | None:
    """The cases that a number counts, if they are surely the office's, and of the year."""
    what, number = quantity.what, quantity.number
    if what is None or not (quantity.own and quantity.now and number.exact and number.value):
        return None
    found: tuple[str, Names, Names] | None = None
    if what.kind == "review":
        which, _, verdict = what.name.partition(".")
        columns = _COLUMNS.get(verdict) if verdict else _ENDS
        found = ("review", _REVIEWS[which], columns) if columns else None
    elif what.kind == "flow" and what.name in _FLOWS:
        found = ("requests", _FLOWS[what.name], _EVERYBODY)
    elif what.kind == "outcome" and what.whole and what.name in GROUPS:
        found = ("requests", _rows_of(form, what.name), _EVERYBODY)
    return _Group(*found, number.value, (quantity,)) if found else None


def _rows(form: Form, token: Token, *, limited: bool) -> Names:
    """The rows of an outcome. What is said to be opened in time may be opened in part; for some words there is no row."""
    name = "granted" if token.kind == "open_word" else token.meaning
    if name.partition(".")[0] not in GROUPS:
        return _ANY
    opened = name == "granted" and (limited or token.kind == "open_word")
    return _rows_of(form, name) | (_rows_of(form, "partial") if opened else _ANY)


def _rows_of(form: Form, name: str) -> Names:
    cells = figures.outcome(form, name).cells
    return frozenset(cell.removeprefix("requests.").removesuffix(".total") for cell in cells)


def _columns(token: Token) -> Names:
    """The columns of those who applied."""
    return frozenset(APPLICANTS[1:] if token.meaning == "organisations" else (token.meaning,))


def _sum(form: Form, group: _Group) -> Sum:
    """The figures of a group, named as the form names them."""
    if group.table == "review":
        return _sum_of_reviews(group)
    rows = _sum_of_rows(form, group.rows)
    if group.columns == _EVERYBODY:
        return rows
    return figures.applicants([name for name in APPLICANTS if name in group.columns], rows)


def _sum_of_rows(form: Form, rows: Names) -> Sum:
    if rows <= _FLOW:
        return figures.RECEIVED if rows == _FLOW else figures.CARRIED_IN
    whole = [name for name in GROUPS if _rows_of(form, name) <= rows]
    apart = sorted(rows - frozenset[str]().union(*(_rows_of(form, name) for name in whole)))
    return reduce(add, (figures.outcome(form, name) for name in (*whole, *apart)))


def _sum_of_reviews(group: _Group) -> Sum:
    which = next(name for name, rows in _REVIEWS.items() if rows == group.rows)
    if group.columns == _ENDS:
        return figures.reviews(which)[0]
    columns = [name for name in ("upheld", "corrected", "other", "pending") if name in group.columns]
    return reduce(add, (figures.reviews(which, column)[0] for column in columns))
