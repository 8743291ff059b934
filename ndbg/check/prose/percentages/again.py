"""Shares of what was counted before and is only named again: 共94条，其中动态58条、公告36条。动态占61.7%.

The part is the only count of the text that is told of by the name, alone or with more words; the whole is the total of
the list in which it stands. Nothing is said where either is not sure: where several counts have the name, where
none has a total, or where words between 占 and the percentage name a whole that is not this total.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ndbg.check.prose import figures
from ndbg.check.prose.percentages.ratios import Ratio, Share
from ndbg.check.prose.percentages.stated_shares import StatedShare, is_of_handled, run_place
from ndbg.check.prose.percentages.told import Told, named, with_totals
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_start
from ndbg.check.prose.tokens import Token


def named_again(
    run: Run, stated: StatedShare, section: str, earlier: Sequence[Told], here: Sequence[Told]
) -> Share | None:
    """A share with what it may be the share of, the likeliest first: of the total of its list, or of what is no part.

    `earlier` are the counts of the text before its sentence, `here` those of its sentence before it. It is `unsure`
    where something else was counted since, of which it may be the share, where its name ends with 等, and where what is
    said to be most of it (咨询以电话为主) is not told of the total.
    """
    subject, words = _words(run, stated)
    ends = next((i for i, t in enumerate(words) if t.kind == "and_so_on"), len(words))
    told = list(with_totals([*earlier, *here]))
    name = named(run, words[:ends])
    if len(name) < _SHORTEST:
        return None
    part = _called(name, told)
    if part is None or part.whole is None:
        return None
    since = told[len(earlier) :] if part.section != section else told[told.index(part) + 1 :]
    others = any(one.whole is None and one.number != part.whole.number for one in since)
    ratios = tuple(_ratios(named(run, stated.between), stated, told, part))
    apart = bool(subject) and not any(word in part.whole.label for word in subject)
    unsure = int(others or ends < len(words) or apart)
    return Share(stated.sign.start, stated.portion.until, stated.portion, ratios, unsure=unsure)


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


_RATE = "率"


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


_SHORTEST = 2  # characters


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


_OF_OTHERS = {"comma", "number", "when", "more", "less", "compare", "rest", "except", "part"}
