"""Measure words whose number is lost in a list whose other items have one: 政策解读9篇、公告篇、动态27篇.

No word for what is counted need be known: the item before is counted with the same measure word, and the list ends
there or goes on with a count. What ends so as a word does (文件, 现场) is none.
"""

from collections.abc import Iterator

from ndbg.check.prose.lexicon import CASES, LISTED_WITHOUT_COUNT, NOUNS_ENDING
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import unit
from ndbg.check.prose.tokens import Place
from ndbg.text.patterns import any_in


def number_lost_in_list(paragraph: Paragraph) -> Iterator[Place]:
    """The items that end with a measure word and have no number, behind one that is counted with it."""
    plain, items = paragraph.plain, list(_items(paragraph.tokens))
    for at in range(1, len(items)):
        item, before = items[at], items[at - 1]
        end = item[-1].end
        last = plain[end - 1]
        if last not in NOUNS_ENDING or kinds(item) & _NUMBERS or not _is_counted(before, last):
            continue
        start, said = item[0].start, plain[item[0].start : end]
        noun = plain[end - 2] in NOUNS_ENDING[last] or len(said) < _SHORTEST
        if noun or len(said) > _LONGEST or any_in(LISTED_WITHOUT_COUNT, said):
            continue
        behind = items[at + 1] if at + 1 < len(items) else ()
        goes_on = plain[end : end + 1] in _ENDS or (behind and _is_counted(behind, last))
        if goes_on or (kinds(item) & _OF_CASES and kinds(item) <= _UNDERSTOOD):
            yield start, end


_NUMBERS = {"number", "figure", "year", "day", "month", "no", "each", "all", "plan", "name"}
# 新收申请8件，上年结转件，均已办结: what is counted of applications and reviews is known.
_OF_CASES = {"carry", "applicant", "verdict", "outcome", "review"}
_UNDERSTOOD = {*_OF_CASES, "when", "sum", "plain", "own", "thing", "decide", "comma"}
_SHORTEST, _LONGEST = 3, 16  # characters of an item
_ENDS = ("。", "；", "）", "")


def _items(tokens: Tokens) -> Iterator[Tokens]:
    """The parts of a text between signs, without those that only lead to the next one: 其中，."""
    start = 0
    for at, token in enumerate(tokens):
        if token.kind in ("stop", "comma", "bracket"):
            if kinds(tokens[start:at]) - {"of_which"}:
                yield tokens[start:at]
            start = at + 1
    if start < len(tokens):
        yield tokens[start:]


def _is_counted(item: Tokens, measure: str) -> bool:
    """Whether an item ends with a number that has a measure word, or one that stands for it: 20件, 3宗 beside 件."""
    counted = unit(item[-1]) if item[-1].counted else ""
    return counted == measure or {counted, measure} <= CASES
