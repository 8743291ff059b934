"""Counts that a text says are none of the report's: 信访件9件另行统计, 行政复议4件（不含征地类的6件）.

So is a total of which a part was done for others.
"""

from collections.abc import Iterator, Sequence

from ndbg.check.prose.sentences import Run, are_caused, clause_end, clause_start, item_start
from ndbg.check.prose.tokens import Token

_Places = tuple[int, int]  # the first token of a run that is set apart, and the first behind them


def set_apart(run: Run) -> Iterator[_Places]:
    """The tokens of a run whose counts it says are none of the report's."""
    tokens = run.tokens
    for at, token in enumerate(tokens):
        if token.means("apart", "leading"):
            end = clause_end(tokens, at)
            # 收到申请9件，不含上年结转2件: what came over is of the report.
            if not any(t.kind == "carry" for t in tokens[at:end]):
                yield at, end
        elif token.kind == "apart":
            yield _first_closed_by(tokens, at), at
        elif token.means("part", "for_others") and (end := _total_that_includes(tokens, at)):
            yield clause_start(tokens, end - 1), end
        elif token.kind == "except" and _are_reviews_but_of_disclosure(tokens, at):
            yield clause_end(tokens, at), clause_end(tokens, at, "；", "。")
    for anchor, aside in run.asides:
        closed = any(t.means("apart", "") for t in aside.tokens) and not aside.numbers()
        parts = bool(aside.tokens) and _begins_parts(aside.tokens[0])
        helped = parts and any(t.means("part", "for_others") for t in aside.tokens)
        start = item_start(tokens, anchor - 1)
        beside = tokens[start:anchor]
        partly = parts and are_caused(aside.tokens) and _counted(aside.tokens)
        if closed or helped or (partly and _has_reviews(beside) and not are_caused(beside)):
            yield start, anchor  # 诉讼9件（不计入本表）, 申请9件（含协助市政府办理5件）


def _first_closed_by(tokens: Sequence[Token], at: int) -> int:
    """Where the counts begin of which a word says that they are counted elsewhere.

    Its own clause names them; where that has no count, or one of 其中, which the total before it includes, so do those
    before it, from the last ；, ： or 另 on.
    """
    start = clause_start(tokens, at)
    counted = False
    while True:
        clause = tokens[start:at]
        counted = counted or _counted(clause)
        part = any(t.kind == "of_which" for t in clause)
        led = any(t.kind == "more_over" for t in clause)
        if not start or led or (counted and not part) or not tokens[start - 1].means("stop", "，"):
            return start
        start = clause_start(tokens, start - 1)


def _total_that_includes(tokens: Sequence[Token], at: int) -> int:
    """Where the total ends of which something done for others is a part: 处理9件，其中本局收到4件，协助市局办理5件; 0 for none."""
    for place in range(at - 1, 0, -1):
        if tokens[place].means("stop", "；", "。"):
            return 0
        if _begins_parts(tokens[place]):
            return place if _counted(tokens[at : clause_end(tokens, at)]) else 0
    return 0


def _are_reviews_but_of_disclosure(tokens: Sequence[Token], at: int) -> bool:
    """Whether 除 leaves those of public information out of the reviews behind it: 除信息公开案件外，另有行政复议9件."""
    end = clause_end(tokens, at)
    out = tokens[at:end]
    return are_caused(out) and not _counted(out) and _has_reviews(tokens[end + 1 :])


def _counted(tokens: Sequence[Token]) -> bool:
    return any(t.counted for t in tokens)


def _has_reviews(tokens: Sequence[Token]) -> bool:
    return any(t.kind == "review" for t in tokens)


def _begins_parts(token: Token) -> bool:
    return token.kind == "of_which" or token.means("made_of", "some")
