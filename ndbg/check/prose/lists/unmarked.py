"""Lists of what was published that nothing introduces: 发布信息1418篇，省级媒体412篇，市级媒体467篇，其他539篇."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from ndbg.check.prose.lexicon import CHANNELS
from ndbg.check.prose.lists.parts import (
    FEW,
    OF_KINDS,
    Listing,
    Part,
    are_alike,
    breaks_of,
    list_end,
    named_parts,
    part_of,
)
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.scene import kinds
from ndbg.check.prose.sentences import Run, clause_start, published
from ndbg.text.patterns import any_in


def unmarked(run: Run) -> Iterator[Sequence[Listing]]:
    """发布信息1418篇，省级媒体412篇，市级媒体467篇，其他539篇; 制发文件122件，主动公开67件，依申请公开55件.

    The first number of a sentence and those behind it, up to one of 其他, or where all are named by how documents are
    opened, or where they nearly come to it: 受理许可660件，企业类450件，经营类100件，建设类109件.
    """
    tokens = run.tokens
    places = run.numbers()
    whole = tokens[places[0]].counted if len(places) >= FEW else None
    if whole is None or kinds(tokens) & _MARKS:
        return
    parts: list[Part] = []
    for before, at in pairwise(places):
        number = tokens[at].counted
        if number is None or not are_alike(number, whole) or (parts and "others" in kinds(parts[-1].label)):
            break
        parts.append(part_of(run, at, number, tokens[before + 1 : at]))
    by_openness = all(p.is_of_a_way_to_open for p in parts)
    ended = bool(parts) and (
        "others" in kinds(parts[-1].label) if len(parts) >= FEW else parts[-1].is_of_other_kinds
    )
    told = published(run) is not None and (by_openness or ended)
    if len(parts) > 1 and (told or _comes_nearly_to(run, places[0], parts)):
        start, end = tokens[places[0]].start, parts[-1].token.end
        yield [Listing(start, end, whole, parts, frozenset({whole.value}), unsure=True)]


def _comes_nearly_to(run: Run, place: int, parts: Sequence[Part]) -> bool:
    """Whether several counts come so near to the one before them that they must be its parts.

    They are kinds of it in its own unit, named and no more. What was published in several places, or done besides,
    may come near to it by chance.
    """
    tokens = run.tokens
    whole = tokens[place].counted
    if whole is None or len(parts) < FEW or whole.value < _MANY or whole.unit not in _PUBLISHED_IN:
        return False
    label = tokens[clause_start(tokens, place) : place]
    named = all(
        p.number.unit == whole.unit and p.label and tokens[p.at - len(p.label)].kind == "stop" for p in parts
    )
    at_work = any(kinds(p.label) & _AT_WORK or p.is_of_a_channel or p.is_of_a_season for p in parts)
    last = parts[-1].at
    behind = tokens[last + 1 : last + 2]
    ended = not behind or behind[0].means("stop", "。", "；")
    written = run.text[run.start : tokens[place].start]
    of_a_part = kinds(label) & {"way", "part", "by_topic"} or any_in(CHANNELS, written)
    total = sum(p.number.value for p in parts)
    return (
        named and ended and not at_work and not of_a_part and abs(total - whole.value) * _SMALL <= whole.value
    )


# What makes a count one of something that was done, and no kind of what was counted before it.
_AT_WORK = {"carry", "turn", "open", "answer", "review", "publish", "open_word", "issue", "repeal", "decide", "happen", "way", "when", "year", "part", "whole"}  # fmt: skip
_PUBLISHED_IN = ("条", "件", "份", "篇")
_MANY = 100
_SMALL = 50  # parts that are meant to add up to their total miss it by no more than a fiftieth


def of_an_earlier_total(sentence: Sentence) -> Iterator[Sequence[Listing]]:
    """公开信息97条。……在公开的信息中，公告50条，动态47条: a list of what an earlier sentence has told.

    Without such words the sentence right behind it may be one: 公开信息700条。通过网站公开65条，微信公众号635条.
    """
    run, whole = sentence.run, sentence.total
    tokens = run.tokens
    marks = [i for i, t in enumerate(tokens) if t.kind in ("of_which", "made_of")]
    marked = min(marks, key=lambda i: tokens[i].kind != "of_which", default=-1)
    if whole is None or sentence.since > FEW:
        return
    if any(t.counted and t.counted.unit not in OF_KINDS for t in tokens[: max(marked, 0)]):
        return  # but 共21类，56个栏目。其中政策信息3条……
    if tokens[0].kind == "more_over":
        return  # 另，通过微信发布302条，微博发布241条
    parts = list(
        takewhile(
            lambda p: are_alike(p.number, whole), named_parts(run, marked + 1, list_end(run, marked + 1))
        )
    )
    if len(parts) < 2 or not parts[0].label:
        return
    if marked >= 0 and tokens[marked].kind == "made_of" and tokens[marked].meaning != "all":
        # 主动公开的信息类别，包括规划5条、其他92条: where what is counted is named again, and nothing left out.
        again = kinds(tokens[:marked]) & {"publish", "open_word"}
        if sentence.since > 1 or not again or not parts[-1].is_of_other_kinds:
            return
    if marked < 0:
        breaks = breaks_of(run, 0, parts)
        *named, last = parts
        by_channel = all(p.is_of_a_channel for p in named) and (
            last.is_of_a_channel or "others" in kinds(last.label)
        )
        listed = by_channel or (len(parts) >= FEW and len(breaks) == len(parts) - 1)
        if sentence.since > 1 or not listed or kinds(tokens) & _MARKS:
            return
    start = next(t.start for t in (*parts[0].label, parts[0].token) if t.kind != "stop")
    end = parts[-1].token.end
    yield [Listing(start, end, whole, parts, frozenset({whole.value}), unsure=marked < 0)]


_MARKS = {"of_which", "made_of", "except", "each", "rest", "compare", "more", "less"}
