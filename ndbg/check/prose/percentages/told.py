"""The counts that a text has told so far, each with its name and with the total of which its list tells the parts."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_start, counts, is_change, unit
from ndbg.check.prose.tokens import Number


class Told(NamedTuple):
    """A count of a section of the text.

    `label` are the words of its clause before it, `name` those since the last stop or number, less what names nothing.
    `whole` is the total of its list: 网站49条 of 共61条，其中网站49条、报刊12条. A count without one begins something of
    its own.
    """

    number: Number
    label: str
    name: str
    section: str
    whole: "Told | None" = None


def counted(run: Run, section: str, earlier: Sequence[Told], end: int | None = None) -> list[Told]:
    """The counts of a sentence up to a token, with the totals that its words give them: 其中, a colon, brackets.

    A sentence that begins with 其中 tells the parts of the last count of those before it, `earlier`, that has no total.
    """
    found: list[Told] = []
    at_: dict[int, Told] = {}
    listed: tuple[Told, int] | None = None  # a total, and where the list of its parts ends
    last = -1
    for at, number in counts(run, len(run.tokens) if end is None else end):
        if is_change(run.tokens, at) or _says_how_many(run, at):
            continue
        if any(introduces(run, i) for i in range(last + 1, at)):
            before = found or [told for told in earlier if told.section == section]
            totals = [told for told in reversed(before) if are_alike(told.number, number)]
            whole = next((t for t in totals if t.whole is None), None)
            listed = (whole, _list_end(run, at, whole.number)) if whole else None
        inside = listed and at < listed[1] and number.value <= listed[0].number.value
        told = _told(run, at, number, section, listed[0] if listed and inside else None)
        found.append(told)
        at_[at] = told
        last = at
    for anchor, aside in run.asides:
        if (end is None or anchor <= end) and not _is_of_last_year(aside):
            inner = counted(aside, section, ())
            whole = at_.get(anchor - 1)
            found += [
                told._replace(whole=whole)
                if whole and told.whole is None and are_alike(told.number, whole.number)
                else told
                for told in inner
            ]
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
    start = clause_start(run.tokens, at)
    item = next((i for i in range(at, start, -1) if run.tokens[i - 1].kind == "number"), start)
    label = run.text[run.tokens[start].start : run.tokens[at].start]
    return Told(number, label, named(run, run.tokens[item:at]), section, whole)


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


_INTRODUCING = {"of_which", "made_of", "except"}


def are_alike(one: Number, other: Number) -> bool:
    """Whether two counts may be of the same things."""
    return one.unit == other.unit or (one.counts_documents and other.counts_documents)


def named(run: Run, tokens: Tokens) -> str:
    """What some words name, less those that name nothing: 1.招标类信息 is 招标."""
    words = (
        run.word(t) for t in tokens if t.kind not in _NAMELESS and not t.means("other_thing", "information")
    )
    return "".join(words).removesuffix("类").lstrip(".")


_NAMELESS = {
    "plain",
    "of_which",
    "made_of",
    "sum",
    "number",
    "stop",
    "comma",
    "about",
    "all",
    "more_over",
    "has",
    "figure",
}


def with_totals(told: Sequence[Told]) -> Iterator[Told]:
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


_MOST, _SEVERAL, _LARGE = 24, 3, 100
