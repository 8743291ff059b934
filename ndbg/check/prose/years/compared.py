"""Years with which the report's year is compared, and that are not the one before: 较2022年增长9% in the report of 2024."""

from collections.abc import Iterator, Sequence

from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.paragraphs import Sentence
from ndbg.check.prose.percentages.changes import Change
from ndbg.check.prose.percentages.compared import Pair, stated_changes
from ndbg.check.prose.percentages.portions import amounts
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start, unit
from ndbg.check.prose.tokens import Place, Token
from ndbg.check.prose.years.near import COPIED_FROM, is_mistyped, year_of


def compared(run: Run, year: int, *, ahead: bool) -> Iterator[tuple[Token, Place]]:
    """较2022年的332条增长25%, and 收到9件（2022年6件），同比增长50%, where no other year is told of but that of the report.

    Nothing is said where a sentence compares with last year in words too (较上年), or tells of years together (近三年),
    nor where words that are not understood stand between a year and the change since: 比2022年改版前增长. `ahead` is
    whether plans may be told, whose year is compared with that of the report.
    """
    if "year" not in run.kinds:
        return
    asides = [aside for _, aside in run.asides]
    times = [t for part in (run, *asides) for t in part.tokens]
    if any(t.means("when", "span") for t in times):
        return
    # 2023年结转1件 is told of that year in each report.
    others = {
        year_of(t)
        for t, n in zip(times, (*times[1:], times[0]), strict=True)
        if n.kind not in ("carry", "turn")
    }
    others -= {0, year}
    for part in (run, *asides):
        for at, token in enumerate(part.tokens):
            if token.kind != "year":
                continue
            told = year_of(token)
            only = not others - {told} and (told == year or sum(year_of(t) == told for t in times) == 1)
            if not only or not _is_wrong(part.word(token), told, year) or (ahead and told >= year):
                continue
            if part is not run and _is_in_numbers(part.tokens, part.lead, run.tokens):
                yield token, (token.start, part.tokens[-1].end)
            elif (end := _changed(part, at)) and not any(_is_with_last(times, i) for i in range(len(times))):
                yield token, (part.tokens[at - 1].start, end)


def is_compared_with_before(sentence: Sentence, earlier: Sequence[Run], token: Token, year: int) -> bool:
    """Whether what is counted behind another year is told for the count of this one before it to be compared with.

    收到申请23件。2023年收到20件: both count what came in; 公开460条。2023年公开400条，同比增长15%: this is the change between them.
    """
    run = sentence.run
    first = next((a for a in amounts(run) if run.tokens[a.at].start > token.start), None)
    if first is None or year_of(token) >= year:
        return False
    told = [q for q in sentence.outside() if q.token.start < token.start or q.at == first.at]
    flows = [q for q in (*sentence.flows, *told) if q.what and q.what.kind == "flow"]
    here = flows[-1] if flows and not flows[-1].now else None
    if here and any(q.now and q.what == here.what and q.number.value != here.number.value for q in flows):
        return True
    before = [a for r in (*earlier, run) for a in amounts(r) if r is not run or a.at < first.at]
    pairs = [Pair(a, first) for a in before if a.unit == first.unit]
    changes = (c for c in stated_changes(run, year) if c.sign > first.at)
    return any(Change(0, 0, c.portion, c.down, ()).fits(pair) for c in changes for pair in pairs)


def _is_wrong(word: str, told: int, year: int) -> bool:
    """Whether a year stands where the one before that of the report should; the beginning of a year (2024年初) may be any."""
    return (
        told != year - 1
        and word[-1] != "初"
        and (year - COPIED_FROM <= told <= year + 1 or is_mistyped(told, year - 1))
    )


def _is_with_last(times: Tokens, at: int) -> bool:
    """Whether a clause compares with last year in words: 较上年减少."""
    clause = times[clause_start(times, at) : clause_end(times, at)]
    return times[at].means("when", "last") and bool(kinds(clause) & _CHANGES)


_CHANGES = {"compare", "more", "less"}


def _is_in_numbers(aside: Tokens, lead: Tokens, outside: Tokens) -> bool:
    """Whether brackets tell how many it was in another year, beside how many it is and a change: 9件（2022年为6件），增长50%."""
    year, *told = [t for t in aside if not t.means("stop", "：")]
    number = told.pop() if told else year
    beside = [t.counted for t in lead if t.counted and number.counted and unit(t) == unit(number)]
    only = year.kind == "year" and kinds(told) <= _COUNTED_IN_BRACKETS
    return only and bool(beside) and number.counted not in beside and bool(kinds(outside) & _CHANGES)


_COUNTED_IN_BRACKETS = {"plain", "sum", "receive", "answer", "publish", "open_word", *REQUESTS}


def _changed(run: Run, at: int) -> int:
    """Where it is said how much has changed since a year, behind 较, 比 or 与; 0 where it is not."""
    before = next((run.word(t) for t in reversed(run.tokens[:at]) if run.word(t) != "于"), "")  # 相较于2022年
    beside = before.endswith(_BESIDE)  # 与2022年相比, 同2022年持平
    if not beside and before not in _THAN:
        return 0
    for i in range(at + 1, len(run.tokens)):
        token, following = run.tokens[i], kinds(run.tokens[i + 1 : i + 2])
        changes = token.kind in ("more", "less") or (beside and token.kind == "compare")
        if changes or run.word(token) == _LEVEL:
            return token.end
        how = following & {"more", "less", "has"} and _is_adverb(run.word(token))
        if token.kind not in _COUNTED and not how and not token.means("stop", "，"):
            return 0
    return 0


def _is_adverb(word: str) -> bool:
    """Whether a word before a change may tell how much it was, and not since when: 大幅, 略, not 改版前."""
    return len(word) <= len("大幅") and word[-1] not in "前后时"


_THAN = ("较", "比", "相比", "相较", "比较", "较之")
_BESIDE = ("与", "同", "跟")
_LEVEL = "持平"
_COUNTED = {"number", "plain", "has", "receive", "answer", "publish", "open_word", "thing", "other_thing", "sum", "whole", "own", "document", "decision", "decide", "issue", "review", "rate", *REQUESTS}  # fmt: skip
