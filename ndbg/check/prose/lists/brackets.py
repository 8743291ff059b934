"""Lists in brackets: 公开信息1600条（网站1200条、微信400条）."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.lists.parts import FEW, Count, Listing, Part, are_alike, listing, named_parts
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import Run, clause_start, is_change, unit


def in_brackets(run: Run, anchor: int, aside: Run, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    """A list in brackets `aside`, of the number before them; `anchor` is the number of tokens of the run before them."""
    count = _total_before(run, anchor, aside)
    first = 1 if kinds(aside.tokens[:1]) & {"of_which", "made_of"} else 0
    parts = named_parts(aside, first, len(aside.tokens)) if count else []
    within = kinds(aside.tokens[first:]) - ({"when"} if all(p.is_of_a_season for p in parts) else set())
    among = any(t.means("plain", "among") for t in aside.tokens)  # 3件（含在前述25件之中）
    if not count or not parts or within & _OF_ANOTHER_THING or among:
        return
    place, whole = count
    wholes = frozenset((whole.value, whole.value + _joined_to(run, place)))
    closed = all(are_alike(p.number, whole) for p in parts) and not _is_open_ended(aside, parts, within)
    # 1600条（其中转载800条、解读40条）, 1600条（含转载800条）: what is named need not be all there is.
    some = aside.tokens[0].kind == "of_which" or aside.tokens[0].means("made_of", "some")
    introduced = bool(first) or len(parts) > 1  # 12件（已计入新收251件）
    listed = listing(run, count, parts, complete=None if some and closed else closed)
    yield [
        listed._replace(
            end=aside.tokens[-1].end + 1,
            requests=any(q.run is run and q.at == place and q.what and q.what.kind == "flow" for q in told),
            wholes=wholes,
            limit=max(wholes) if introduced and "sum" not in within else None,
            limited=len(parts),
        )
    ]


def _joined_to(run: Run, place: int) -> Decimal:
    """What is counted right before a total and joined to it by 、, so that brackets may be of both: 建议37件、提案49件（主办23件，会办63件）."""
    tokens = run.tokens
    before = next((i for i in range(place - 1, -1, -1) if tokens[i].kind in ("number", "stop")), place)
    number = tokens[before].counted
    joined = number is not None and "comma" in kinds(tokens[before:place])
    return number.value if number and joined and number.unit == unit(tokens[place]) else Decimal(0)


_OF_ANOTHER_THING = {"compare", "more", "less", "share", "figure", "carry", "year", "when", "in_force"}


def _total_before(run: Run, anchor: int, aside: Run) -> Count | None:
    """The number before brackets of which these may be a list, also where what it counts stands between."""
    place = _counted_before(run.tokens, anchor)
    whole = run.tokens[place].counted if place >= 0 and aside.tokens else None
    if whole is None or (whole.counts_cases and whole.value % 1) or is_change(run.tokens, place):
        return None  # 人均50.3件（3人办结151件）; 净增4件（新增12件、废止8件）
    counted = run.tokens[place + 1 : anchor]
    others = aside.tokens[0].kind != "of_which" and kinds(counted) - {*REQUESTS, "thing"}
    # 36条信息公开申请（网上20条、信函14条、现场2条）
    return None if others and not _names_again(run, counted, aside) else (place, whole)


def _is_open_ended(aside: Run, parts: Sequence[Part], within: set[str]) -> bool:
    """Whether brackets say more than the parts of a list, or that there are others."""
    last = {*parts[-1].label, parts[-1].token}
    tail = kinds([t for t in aside.tokens[parts[-1].at + 1 :] if t not in last]) - {"plain", "stop"}
    goes_on = "and_so_on" in kinds(aside.tokens[parts[-1].at :])
    return goes_on or bool(tail or within & {"of_which", "made_of", "more_over", "except", "sum"})


def _names_again(run: Run, counted: Tokens, aside: Run) -> bool:
    """Whether brackets tell how many there are of each thing just counted together: 27个处室、厅属单位（处室18个、厅属单位9个）."""
    names = [p.name.strip("，、") for p in named_parts(aside, 0, len(aside.tokens))]
    said = run.text[counted[0].start : counted[-1].end]
    return len(names) > 1 and all(name and said.count(name) == 1 for name in names)


def _counted_before(tokens: Tokens, anchor: int) -> int:
    """The number of the clause that ends with brackets, also where what it counts stands between: 3份申请信件（其中……）."""
    return max((i for i in range(clause_start(tokens, anchor), anchor) if tokens[i].counted), default=-1)


def each_in_brackets(run: Run) -> Iterator[Sequence[Listing]]:
    """信息59条，聚焦节能（11条）、价格（8条）、其他事项（40条）: parts that have their numbers in brackets, the last of them 其他."""
    tokens = run.tokens
    found = [
        (anchor, aside.tokens[0])
        for anchor, aside in run.asides
        if [t.kind for t in aside.tokens] == ["number"]
    ]
    if len(found) < FEW or len(found) < len(run.asides):
        return
    first, last = found[0][0], found[-1][0]
    place = max((i for i, _ in run.counts() if i < first), default=-1)
    whole = tokens[place].counted if place >= 0 else None
    starts = [clause_start(tokens, first), *(anchor for anchor, _ in found)]
    labels = [tokens[start:anchor] for start, (anchor, _) in zip(starts, found, strict=False)]
    within = kinds(tokens[place + 1 : last])
    if whole is None or within & {"number", "figure", "made_of", "more", "less", "and_so_on", "rest"}:
        return
    if not all(label and label[0].kind == "comma" for label in labels[1:]) or "others" not in kinds(
        labels[-1]
    ):
        return
    parts = [
        Part(token, number, anchor, label, run.text[label[0].start : label[-1].end])
        for label, (anchor, token) in zip(labels, found, strict=True)
        if label and (number := token.counted)
    ]
    if len(parts) == len(found) and all(are_alike(p.number, whole) for p in parts):
        listed = listing(run, (place, whole), parts, complete=True)
        yield [listed._replace(end=listed.end + 1)]
