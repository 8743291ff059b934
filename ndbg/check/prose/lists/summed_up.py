"""Totals behind their parts: 微博302条，微信415条，两类合计717条."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from ndbg.check.prose.lists.parts import OF_ANOTHER_TIME, Count, Listing, are_alike, part_of
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_start, unit


def summed_up(run: Run, at: int, counts: Sequence[Count]) -> Iterator[Sequence[Listing]]:
    """微博302条，微信415条，两类合计717条: a total behind its parts, which may be the last few counted before."""
    tokens = run.tokens
    place = next((i for i in range(at + 1, len(tokens)) if tokens[i].kind not in _BEFORE_TOTALS), at)
    whole = tokens[place].counted if place < len(tokens) else None
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "comma")), 0)
    lead = [t for t in tokens[start:at] if t.kind != "plain"]
    # 三类新媒体合计发布823条 says how many it adds up; a bare 合计 stands right behind the parts.
    several = bool(lead) and lead[0].kind == "number" and run.word(lead[0])[-1] in "类项种者处个家"
    group = _joined_before(run, start, place) if place == at + 1 and not several else []
    sure = several or tokens[at].means("sum", "added") or bool(group)
    if whole is None or (lead and not several):
        return
    counted = group or [(i, n) for i, n in counts if i < start and are_alike(n, whole)]
    if meant(tokens, "sum").count("added") > 1:
        return  # 新增60项，许可12项，合计30项，收费8项，合计25项: each is a total of its own, or of other totals
    if len(counted) < 2 or whole.value in accumulate(n.value for _, n in reversed(counted)):
        return
    if "and_so_on" in kinds(tokens[counted[-1][0] : place]):
        return  # 检查19份、处罚5份等信息，合计87份
    of_other_units = any(counted[0][0] < i < start and not are_alike(n, whole) for i, n in counts)
    if of_other_units and not sure:
        return  # 网站33条，公众号74条，展板5块，共112条（块）
    if sure or not _counts_something_else(run, counted[0][0], place):
        parts = [part_of(run, i, n, tokens[clause_start(tokens, i) : i]) for i, n in counted]
        yield [
            Listing(
                parts[0].token.start,
                tokens[place].end,
                whole,
                parts,
                frozenset({whole.value}),
                complete=True if sure else None,
            )
        ]


def _joined_before(run: Run, start: int, place: int) -> list[Count]:
    """The counts of the clause before 共, where they are joined by 、 and it says no more: 办结建议55件、提案83件，共138件."""
    tokens = run.tokens
    first = clause_start(tokens, start - 1) if start else 0
    found = [(i, n) for i in range(first, start) if (n := tokens[i].counted)]
    joined = [any(t.kind == "comma" for t in tokens[i:j]) for (i, _), (j, _) in pairwise(found)]
    ended = place + 1 >= len(tokens) or tokens[place + 1].kind == "stop"
    alike = all(n.unit == unit(tokens[place]) for _, n in found)
    return found if ended and alike and joined and all(joined) else []


_BEFORE_TOTALS = {"plain", "sum", "publish", "receive", "open_word"}
# Where one of these is told, what 共 counts may be another thing than what stands before it: of applications always.
_OF_APPLICATIONS = {"receive", "answer", "request", "request_open"}
_NOT_SUMMED_UP = {
    "carry", "turn", "open", "review", "verdict", "compare", "more", "less", "of_which", "made_of", "rate", "outcome",
}  # fmt: skip


def _counts_something_else(run: Run, first: int, place: int) -> bool:
    """Whether the total of what is counted from one place on may be none: of applications, or of another time."""
    tokens = run.tokens
    told = kinds(tokens[clause_start(tokens, first) : place])
    of_applications = told & _OF_APPLICATIONS and run.about_at(place) != "other"
    return bool(of_applications or told & _NOT_SUMMED_UP or kinds(tokens[first:place]) & OF_ANOTHER_TIME)
