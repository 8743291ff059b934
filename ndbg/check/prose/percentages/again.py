"""Shares of what was counted before and is only named again: 共94条，其中动态58条、公告36条。动态占61.7%.

The part is the only count of the text that is told of by the name, alone or with more words; the whole is the total of
the list in which it stands. Nothing is said where either is not sure: where several counts have the name, where
none has a total, or where words between 占 and the percentage name a whole that is not this total.
"""

from collections.abc import Iterable, Iterator, Sequence

from ndbg.check.prose import figures
from ndbg.check.prose.percentages.ratios import Ratio, Share
from ndbg.check.prose.percentages.stated_shares import StatedShare, is_of_handled, run_place
from ndbg.check.prose.percentages.told import Told, named, with_totals
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_start


def named_again(
    run: Run, stated: StatedShare, section: str, earlier: Sequence[Told], here: Sequence[Told]
) -> Share | None:
    """A share with what it may be the share of, the likeliest first: of the total of its list, or of what is no part.

    `earlier` are the counts of the text before its sentence, `here` those of its sentence before it. It is `unsure`
    where something else was counted since, of which it may be the share, and where its name ends with 等.
    """
    words = _words(run, stated)
    ends = next((i for i, t in enumerate(words) if t.kind == "and_so_on"), len(words))
    told = list(with_totals([*earlier, *here]))
    part = _called(named(run, words[:ends]), told)
    if part is None or part.whole is None:
        return None
    since = told[len(earlier) :] if part.section != section else told[told.index(part) + 1 :]
    others = any(one.whole is None and one.number != part.whole.number for one in since)
    ratios = tuple(_ratios(named(run, stated.between), stated, told, part))
    unsure = others or ends < len(words)
    return Share(stated.sign.start, stated.portion.until, stated.portion, ratios, unsure=unsure)


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
    """The count that a name is told of, by itself, among other words, or with a last one left out."""
    if len(name) < _SHORTEST:
        return None
    parts = [one for one in told if one.whole]
    return (
        _only(one for one in told if one.name == name)
        or _only(one for one in parts if name in one.name)
        or _only(one for one in parts if len(one.name) > _SHORTEST and name.startswith(one.name))
    )


_SHORTEST = 2  # characters


def _only(found: Iterable[Told]) -> Told | None:
    """The one count, told once or again, that there is."""
    by_value = {one.number.value: one for one in found if one.number.exact and not one.number.step}
    return next(iter(by_value.values())) if len(by_value) == 1 else None


def _words(run: Run, stated: StatedShare) -> Tokens:
    """What a share is said to be of: the words of its clause before 占, or what there is most of: 以动态为主，占六成."""
    tokens, sign = run.tokens, run_place(run, stated.sign)
    start = clause_start(tokens, sign)
    before = tokens[clause_start(tokens, start - 1) : start - 1] if start else ()
    numbered = run.place[0] + len(run.head)
    words: Tokens = [t for t in tokens[start:sign] if t.start >= numbered]
    if not words and before and before[-1].means("plain", "mostly"):
        with_ = [i for i, t in enumerate(before) if run.word(t) == "以"]
        words = before[with_[-1] + 1 :] if with_ else ()
    elif "among" in meant(before, "plain"):
        return ()  # 网站信息中，动态占12%
    changes = {"from", "by"} & set(meant(stated.between, "plain"))  # 占比由44%提高到52%
    return () if changes or kinds(words) & _OF_OTHERS or "and" in meant(words, "plain") else words


_OF_OTHERS = {
    "comma",
    "number",
    "year",
    "when",
    "more",
    "less",
    "compare",
    "others",
    "rest",
    "except",
    "part",
}
