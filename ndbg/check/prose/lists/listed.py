"""Totals with their parts as they stand in a sentence, in whatever way the list is introduced."""

from collections.abc import Iterator, Sequence
from itertools import chain

from ndbg.check.prose.lexicon import CASES, OF_EACH, REQUESTS, SEASONS
from ndbg.check.prose.lists.behind import of_an_earlier_total, parts_behind
from ndbg.check.prose.lists.closed import behind_colon, in_brackets
from ndbg.check.prose.lists.parts import (
    BY_PARTS,
    FEW,
    Count,
    Listing,
    are_alike,
    is_among,
    listing,
    numbers,
    part_of,
)
from ndbg.check.prose.lists.summed_up import adds_up_several, summed_up
from ndbg.check.prose.lists.unmarked import of_requests, put_right, unmarked
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.text.patterns import any_in

_BEHIND_AN_ITEM = frozenset(("", *CASES, *"，、；。（）"))
# Kinds of words right before a total, and those beside it by which it is none: 每季度均不少于10条，分别为….
_TELLING = {"publish", "open_word", "outcome", "other_thing", "sum", "receive", "issue", "answer", *REQUESTS}
_NOT_A_SUM = {"all", "less", "more", "compare", "about", "when", "span", "each"}

Found = Iterator[Sequence[Listing]]


def lists(sentence: Sentence, earlier: Run | None) -> Found:
    """The lists of a sentence, in whatever way they are introduced, each in all the ways in which it may be read.

    `earlier` is the sentence before it in its paragraph.
    """
    run = sentence.run
    told = [*sentence.flows, *(q for q in sentence.quantities if q.run is run)]
    counts = numbers(run)
    found = chain(
        *(in_brackets(run, *aside, told) for aside in run.asides),
        *(_introduced(run, at, counts, told, earlier) for at in range(len(run.tokens))),
        of_requests(run, told) if run.kinds & {"way", "by_topic"} else (),
        unmarked(run),
        put_right(run) if "整改" in run.text or "改正" in run.text else (),
        of_an_earlier_total(run, earlier),
    )
    yield from (readings for readings in found if _is_understood(run, readings))


def _introduced(
    run: Run, at: int, counts: Sequence[Count], told: Sequence[Quantity], earlier: Run | None
) -> Found:
    """The lists that a token introduces, or sums up."""
    token = run.tokens[at]
    if token.kind in BY_PARTS or _names_each(run, at) or is_among(run, at):
        return iter(()) if _tells_of_a_paper(run, at) else parts_behind(run, at, counts, told)
    if token.means("by_topic", "involves") and not kinds(run.tokens[:at]) & {"by_topic", *BY_PARTS}:
        # 公开信息80条，涉及规划30条、水利40条、其他10条: by its last name, or by the 及 before it, such a list is one of parts.
        readings = () if _tells_of_a_paper(run, at) else parts_behind(run, at, counts, told)
        return (found for found in readings if _is_ended(found))
    if token.means("stop", "："):
        return behind_colon(run, at, told)
    if token.kind == "each":
        return _without_names(run, at, counts)
    return summed_up(run, at, earlier) if token.kind == "sum" or adds_up_several(run, at) else iter(())


def _tells_of_a_paper(run: Run, at: int) -> bool:
    """Whether a word for what something is made of stands behind a title, and tells of that: 18个部门编制《目录》，涵盖24个领域."""
    before = next((t for t in reversed(run.tokens[:at]) if not t.means("stop", "，")), None)
    titled = before is not None and run.word(before).startswith("《")
    return titled and run.tokens[at].kind in ("made_of", "by_topic")


def _is_understood(run: Run, readings: Sequence[Listing]) -> bool:
    """Whether no item with a number that is not understood stands within a list or right behind it: 村组6、其他3件; 预决算3（含附表）条."""
    if "figure" not in run.kinds or not readings:
        return True
    start, end = readings[0].start, max(listed.end for listed in readings)
    tokens = (*run.tokens, *(t for _, aside in run.asides for t in aside.tokens))
    items = [t.start for t in tokens if t.kind == "figure" and run.text[t.end : t.end + 1] in _BEHIND_AN_ITEM]
    return not any(start < at and (at < end or not any_in("；。", run.text[end:at])) for at in items)


def _is_ended(readings: Sequence[Listing]) -> bool:
    """Whether the last part of a list is told to be the last one, 其他10条, 及重点领域信息3条, or they come to more than all."""
    if not readings:
        return False
    listed, last = readings[0], readings[0].parts[-1]
    more = sum(n.value for n in listed.numbers) > listed.whole.value
    return more or last.is_of_others or any(t.means("plain", "and") for t in last.label[:1])


def _names_each(run: Run, at: int) -> bool:
    """Whether 分别为 stands before names with their numbers, not between names and numbers: 分别为公告3条、动态5条."""
    token, behind = run.tokens[at], run.tokens[at + 1 : at + 2]
    # 结果纠正2件，分别因超期、未说明理由: a bare 分别 leads up to anything.
    return token.kind == "each" and token.meaning != "bare" and "number" not in kinds(behind)


def _without_names(run: Run, at: int, counts: Sequence[Count]) -> Found:
    """公开四类信息共211条，分别为75条、36条、61条、39条, and 各季度分别为: parts that are not named, of the only count before them."""
    tokens = run.tokens
    start, end = clause_start(tokens, at), clause_end(tokens, at, "；", "。")
    counted = [(i, n) for i in range(at + 1, end) if (n := tokens[i].counted)]
    whole = [(i, n) for i, n in counts if i < start and counted and are_alike(n, counted[0][1])]
    if len(counted) < FEW or len(whole) != 1 or not all(n.unit == counted[0][1].unit for _, n in counted):
        return
    place, total = whole[0]
    before = tokens[clause_start(tokens, place) : place]
    led = [t for t in before if t.kind != "plain" and not t.means("when", "this")]
    told = total.exact and bool(led) and led[-1].kind in _TELLING and not kinds(led) & _NOT_A_SUM
    told = told and not any_in(OF_EACH, run.text[led[0].start : led[-1].end])
    alone = start == place + 2 and kinds(tokens[at + 1 : end]) <= {"number", "comma"}
    of_what = run.text[tokens[start].start : tokens[at].start]
    if told and alone and (not of_what or of_what in SEASONS):
        yield [listing(run, whole[0], [part_of(run, i, n, ()) for i, n in counted], complete=True)]
