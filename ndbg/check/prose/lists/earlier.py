"""Lists of what an earlier sentence has told to have been published: 公开信息97条。……在公开的信息中，公告50条，动态47条."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from ndbg.check.prose.lists.parts import (
    FEW,
    OF_KINDS,
    Listing,
    Part,
    are_alike,
    breaks_of,
    list_end,
    named_parts,
)
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.scene import kinds


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
    found = named_parts(run, marked + 1, list_end(run, marked + 1))
    parts = list(takewhile(lambda p: are_alike(p.number, whole), found))
    if len(parts) < 2 or not parts[0].label or (marked >= 0 and not _is_of_all(sentence, marked, parts)):
        return
    if marked < 0 and not _is_right_behind(sentence, parts):
        return
    start = next(t.start for t in (*parts[0].label, parts[0].token) if t.kind != "stop")
    yield [Listing(start, parts[-1].token.end, whole, parts, frozenset({whole.value}), unsure=marked < 0)]


def _is_of_all(sentence: Sentence, marked: int, parts: Sequence[Part]) -> bool:
    """Whether a list behind 其中 or 包括 is of all that was told before.

    主动公开的信息类别，包括规划5条、其他92条: where what is counted is named again, and nothing left out.
    """
    tokens = sentence.run.tokens
    if tokens[marked].kind != "made_of" or tokens[marked].meaning == "all":
        return True
    again = kinds(tokens[:marked]) & {"publish", "open_word"}
    return sentence.since <= 1 and bool(again) and parts[-1].is_of_other_kinds


def _is_right_behind(sentence: Sentence, parts: Sequence[Part]) -> bool:
    """Whether counts that nothing introduces are a list of what the sentence before told: by channel, or each between ；."""
    *named, last = parts
    by_channel = all(p.is_of_a_channel for p in named) and (last.is_of_a_channel or last.is_of_others)
    apart = len(parts) >= FEW and len(breaks_of(sentence.run, 0, parts)) == len(parts) - 1
    return sentence.since <= 1 and (by_channel or apart) and not kinds(sentence.run.tokens) & _MARKS


_MARKS = {"of_which", "made_of", "except", "each", "rest", "compare", "more", "less"}
