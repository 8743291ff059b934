"""What a text has counted so far, each count with its name and its total, and shares of what is only named again.

共94条，其中动态58条、公告36条。动态占61.7%: the part is the only count that is told of by the name, alone or with more
words; the whole is the total of the list in which it stands. Nothing is said where either is not sure: where several
counts have the name, where none has a total, or where words between 占 and the percentage name a whole that is not
this total.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from ndbg.check.prose import figures
from ndbg.check.prose.percentages.ratios import Ratio, Share
from ndbg.check.prose.percentages.stated_shares import StatedShare, is_of_handled, run_place
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_start, is_change, unit
from ndbg.check.prose.tokens import Number, Token

_MOST_TOLD = 150  # counts of a text that a share may go back to, by name: more than a report has
_INTRODUCING = {"of_which", "made_of", "except"}
_NAMELESS = {
    "plain", "of_which", "made_of", "sum", "number", "stop", "comma", "about", "all", "more_over",
    "has", "figure",
}  # fmt: skip
_MOST, _SEVERAL, _LARGE = 24, 3, 100
_RATE = "率"
_SHORTEST = 2  # characters
_OF_OTHERS = {"comma", "number", "when", "more", "less", "compare", "rest", "except", "part"}


class Told(NamedTuple):
    """A count of a section of the text.

    `label` are the words of its clause before it, `name` those since the last stop or number, less what names nothing.
    `at` is its place in its sentence, that of the token before them for one in brackets. `whole` is the total of its
    list: 网站49条 of 共61条，其中网站49条、报刊12条. A count without one begins something of its own.
    """

    number: Number
    label: str
    name: str
    section: str
    at: int
    whole: "Told | None" = None


class Telling:
    """What a text has counted up to the end of a sentence; `here` are the counts of that, `of_section` those of its section before it."""

    def __init__(self, run: Run, section: str, earlier: Sequence[Told]) -> None:
        self._run = run
        self._section = section
        self._earlier = earlier[-_MOST_TOLD:]
        self.of_section = [one for one in self._earlier if one.section == section]
        self.here = _counted(run, section, self.of_section)

    def before(self, at: int) -> Iterator[Told]:
        """The counts of the sentence before a place."""
        return (one for one in self.here if one.at < at)

    @cached_property
    def _every(self) -> Sequence[Told]:
        return list(_with_totals([*self._earlier, *self.here]))

    def named_again(self, run: Run, stated: StatedShare) -> Share | None:
        """A share of what a sentence only names, with what it may be the share of: of the total of its list, or of what is no part.

        It is `unsure` where something else was counted since, of which it may be the share, where its name ends with 等,
        and where what is said to be most of it (咨询以电话为主) is not told of the total.
        """
        subject, words = _words(run, stated)
        ends = next((i for i, t in enumerate(words) if t.kind == "and_so_on"), len(words))
        name = named(run, words[:ends])
        if len(name) < _SHORTEST:
            return None
        first, end = len(self._earlier), run_place(self._run, stated.sign)
        told = [one for i, one in enumerate(self._every) if i < first or one.at < end]
        part = _called(name, told)
        if part is None or part.whole is None:
            return None
        since = told[first:] if part.section != self._section else told[told.index(part) + 1 :]
        others = any(one.whole is None and one.number != part.whole.number for one in since)
        apart = bool(subject) and not any(word in part.whole.label for word in subject)
        ratios = _ratios(named(run, stated.between), stated, told, part)
        return stated.share(ratios, unsure=int(others or ends < len(words) or apart))


def _counted(run: Run, section: str, earlier: Sequence[Told]) -> list[Told]:
    """The counts of a sentence, with the totals that its words give them: 其中, a colon, brackets.

    A sentence that begins with 其中 tells the parts of the last count before it that has no total.
    """
    found: list[Told] = []
    whole: Told | None = None  # of the list that is told
    last = end = -1  # the last count, and where the list ends
    for at, number in run.counts():
        if is_change(run.tokens, at) or _says_how_many(run, at):
            continue
        if any(introduces(run, i) for i in range(last + 1, at)):
            totals = (told for told in reversed(found or earlier) if told.whole is None)
            whole = next((told for told in totals if are_alike(told.number, number)), None)
            end = _list_end(run, at, whole.number) if whole else -1
        inside = whole and at < end and number.value <= whole.number.value
        found.append(_told(run, at, number, section, whole if inside else None))
        last = at
    for anchor, aside in run.asides:
        if not _is_of_last_year(aside):
            total = next((told for told in found if told.at == anchor - 1), None)
            for told in _counted(aside, section, ()):
                of_it = total and told.whole is None and are_alike(told.number, total.number)
                found.append(told._replace(at=anchor - 1, whole=total if of_it else told.whole))
    return found


def _says_how_many(run: Run, at: int) -> bool:
    """Whether a count only says of how many things the next one is the sum: 三个平台共108条."""
    following = next((i for i, n in run.counts() if i > at and n.unit != unit(run.tokens[at])), at)
    between = run.tokens[at + 1 : following]
    return "sum" in kinds(between) and not kinds(between) & {"stop", "comma", "of_which", "number"}


def _is_of_last_year(aside: Run) -> bool:
    """Whether brackets tell what there was before: 224条（2018年为243条）."""
    return bool({"compare", "year"} & aside.kinds) or "last" in meant(aside.tokens, "when")


def _told(run: Run, at: int, number: Number, section: str, whole: Told | None) -> Told:
    """A count with its names."""
    start = clause_start(run.tokens, at)
    item = next((i for i in range(at, start, -1) if run.tokens[i - 1].kind == "number"), start)
    label = run.text[run.tokens[start].start : run.tokens[at].start]
    return Told(number, label, named(run, run.tokens[item:at]), section, at, whole)


def _list_end(run: Run, first: int, whole: Number) -> int:
    """Where a list ends whose first part stands at a place: when its parts come to the total, or else at the first ；."""
    parts = [(i, n) for i, n in run.counts() if i >= first and are_alike(n, whole)]
    sums = zip(parts, accumulate(n.value for _, n in parts), strict=True)
    complete = next((i + 1 for (i, _), total in sums if total == whole.value), None)
    stops = (i for i in range(first, len(run.tokens)) if run.tokens[i].means("stop", "；"))
    return complete or next(stops, len(run.tokens))


def introduces(run: Run, at: int) -> bool:
    """Whether a token leads up to the parts of what was counted before it: 其中, 包括, 涉及, a colon."""
    token = run.tokens[at]
    return token.kind in _INTRODUCING or token.means("stop", "：") or token.means("by_topic", "involves")


def are_alike(one: Number, other: Number) -> bool:
    """Whether two counts may be of the same things."""
    return one.unit == other.unit or (one.counts_documents and other.counts_documents)


def named(run: Run, tokens: Tokens) -> str:
    """What some words name, less those that name nothing: 1.招标类信息 is 招标."""
    words = (
        run.word(t) for t in tokens if t.kind not in _NAMELESS and not t.means("other_thing", "information")
    )
    return "".join(words).removesuffix("类").lstrip(".")


def _with_totals(told: Sequence[Told]) -> Iterator[Told]:
    """Counts with the totals that the numbers themselves show: 网站25条；屏幕32条；栏目51条。三项共108条.

    A total is what several counts of its unit right before or behind it come to. Small numbers may do so by chance.
    """
    heads = [at for at, one in enumerate(told) if one.whole is None]
    wholes: dict[int, Told] = {}
    for place, at in enumerate(heads):
        if at not in wholes:
            for row in (heads[place + 1 :][:_MOST], heads[max(place - _MOST, 0) : place][::-1]):
                parts = _adding_up(told, at, row)
                wholes.update((part, told[at]) for part in parts if part not in wholes)
    yield from (one._replace(whole=wholes.get(at, one.whole)) for at, one in enumerate(told))


def _adding_up(told: Sequence[Told], at: int, row: Sequence[int]) -> Sequence[int]:
    """The first counts of a row that come to a total, if they do."""
    total = told[at]
    rest = total.number.value
    for length, part in enumerate((told[i] for i in row), 1):
        rest -= part.number.value
        if part.number.unit != total.number.unit or part.section != total.section or rest < 0:
            return ()
        if not rest:
            many = length >= _SEVERAL or (length > 1 and total.number.value >= _LARGE)
            return row[:length] if many else ()
    return ()


def told_otherwise(run: Run) -> Iterator[Run]:
    """A sentence as if it told its shares with 占, where it does so in brackets behind a name, or as a rate.

    以动态为主（占61.7%）, 动态占比偏高（61.7%）; 动态发布率61.7%, where the sentence counts nothing.
    """
    tokens = run.tokens
    for anchor, aside in run.asides:
        if not anchor or tokens[anchor - 1].counted or not aside.tokens or aside.counts():
            continue
        first = aside.tokens[0]
        comma = Token("stop", "，", first.start, first.start)
        signs = [i for i in range(clause_start(tokens, anchor - 1), anchor) if tokens[i].kind == "share"]
        before = tokens[: signs[-1] + 1] if signs else tokens[:anchor]
        between = [] if signs or first.kind == "share" else [comma]
        yield replace(run, tokens=[*before, *between, *aside.tokens], asides=[])
    if not run.counts():
        for at, token in enumerate(tokens):
            if run.word(token).endswith(_RATE) and not token.means("rate", "answer", "in_time"):
                named_, sign = (
                    replace(token, kind="other", end=token.end - 1),
                    Token("share", "", token.end - 1, token.end),
                )
                yield replace(run, tokens=[*tokens[:at], named_, sign, *tokens[at + 1 :]])


def _ratios(called: str, stated: StatedShare, told: Sequence[Told], part: Told) -> Iterator[Ratio]:
    """A part with all that may be its whole, which is `called` so where that is told."""
    if is_of_handled(stated):
        yield part.number.value, figures.DONE
    elif not part.whole or called not in part.whole.label:
        return
    wholes = [one for one in told if one.whole is None and one.number.unit == part.number.unit]
    values = [one.number.value for one in (part.whole, *wholes) if one and called in one.label]
    yield from ((part.number.value, value) for value in values if value >= part.number.value)


def _called(name: str, told: Sequence[Told]) -> Told | None:
    """The count that a name is told of by itself, among other words, or behind what its whole is told of."""
    parts = [one for one in told if one.whole]
    return (
        _only(one for one in told if one.name == name)
        or _only(one for one in parts if name in one.name)
        or _only(one for one in parts if one.whole and _is_with_its_whole(name, one.name, one.whole.label))
    )


def _is_with_its_whole(name: str, part: str, whole: str) -> bool:
    """Whether a name is that of a part beside that of its whole: 发文主动公开, 线下申请."""
    rests = (name.removesuffix(part), name.removeprefix(part)) if len(part) >= _SHORTEST else ()
    return any(rest != name and rest in whole for rest in rests)


def _only(found: Iterable[Told]) -> Told | None:
    """The one count, told once or again, that there is."""
    by_value = {one.number.value: one for one in found if one.number.exact and not one.number.step}
    return next(iter(by_value.values())) if len(by_value) == 1 else None


def _words(run: Run, stated: StatedShare) -> tuple[list[str], Tokens]:
    """What a share is said to be of: the words of its clause before 占, or what there is most of: 信息以动态为主，占六成.

    First are the words before 以, if these are there. None are given where they tell of several things or of another time,
    and where the sentence is about a part: 网站信息中，动态占12%.
    """
    tokens, sign = run.tokens, run_place(run, stated.sign)
    start = clause_start(tokens, sign)
    numbered = run.place[0] + len(run.head)
    words: Tokens = [t for t in tokens[start:sign] if t.start >= numbered]
    subject: Tokens = ()
    if not words and start:
        words = tokens[clause_start(tokens, start - 1) : start - 1]
        words = words if words and words[-1].means("plain", "mostly") else ()
    if words and words[-1].means("plain", "mostly"):
        with_ = next((i for i, t in enumerate(words) if run.word(t) == "以"), len(words))
        subject, words = words[:with_], words[with_ + 1 :]
    ends = (tokens[i - 1] for i in range(1, start) if tokens[i].kind == "stop")
    within = any(token.means("plain", "among") for token in ends)
    changes = {"from", "by"} & set(meant(stated.between, "plain"))  # 占比由44%提高到52%
    several = kinds(words) & _OF_OTHERS or "and" in meant(words, "plain")
    said = [run.word(t) for t in subject if named(run, [t])]
    return said, () if within or changes or several else words
