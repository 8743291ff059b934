"""Lists of applications and of reviews that nothing introduces: by way, by applicant, by outcome."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from ndbg.check.prose.lists.behind import wholes_of
from ndbg.check.prose.lists.parts import BREAKS, Listing, Part, names_apiece, numbers, part_of, without_nested
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start


def by_class(run: Run, told: Sequence[Quantity], class_: str) -> Iterator[Sequence[Listing]]:
    """网络24件，信函8件 behind the number of applications, however the list is introduced; or 自然人30件，企业2件."""
    tokens = run.tokens
    received = [q for q in told if q.what and q.what.name in ("new", "done")]
    parts = _parts_of_class(run, class_) if received else []
    if len(parts) < 2:
        return
    first, last = parts[0].at, parts[-1].at
    # What an earlier sentence tells to have been answered need not be all that came in.
    new = [q for q in received if q.run is not run and q.what and q.what.name == "new"]
    before = [*new, *(q for q in received if q.run is run and q.at < first)]
    if not before or run.about_at(first) != "requests" or _is_listed(run, first, class_):
        return
    whole = before[-1]
    if "and_so_on" in kinds(tokens[first : last + 3]) or _is_another_told(run, told, whole, first):
        return
    total = sum(p.number.value for p in parts)
    if whole.run is not run and not total <= 2 * whole.number.value <= 4 * total:
        return  # so far from an earlier total they are those of another one
    start = whole.token.start if whole.run is run else parts[0].token.start
    wholes = frozenset(wholes_of(told, run, first))
    complete = True if class_ == "way" else None
    yield [Listing(start, parts[-1].end, whole.number, parts, wholes, complete, requests=True)]


def _parts_of_class(run: Run, class_: str) -> list[Part]:
    """The first counts of a run that stand one behind the other and are told apart by a class, and by 其他 behind them."""
    tokens = run.tokens
    parts: list[Part] = []
    end = 0
    for at in run.numbers():
        label, number = _words_of(tokens, end, at), tokens[at].counted
        end = at + 1
        if kinds(label[-1:]) == {"each"}:
            return []  # 网络为主（20件），信函和当面分别为7件、4件
        named = class_ in kinds(label) or (parts and "others" in kinds(label))
        if number and number.counts_cases and named and not kinds(label) & BREAKS:
            part = part_of(run, at, number, label)
            parts += [part] * names_apiece(run, part)
        elif parts:
            break
    return parts


def _is_another_told(run: Run, told: Sequence[Quantity], whole: Quantity, first: int) -> bool:
    """Whether something else is counted behind a total: 全市856件。市政府办公室28件：自然人26件、法人2件."""
    start = whole.at + 1 if whole.run is run else 0
    known = {q.at for q in told if q.run is run and q.what}
    found = [i for i, _ in numbers(run) if start <= i < first and i not in known]
    return any(
        not kinds(_words_of(run.tokens, start, i)) & {"way", "applicant", "outcome", "open_word"}
        for i in found
    )


def _words_of(tokens: Tokens, start: int, at: int) -> Tokens:
    """The words that name a number: those of its clause before it, or where it leads that, those behind it."""
    before = tokens[max(start, clause_start(tokens, at)) : at]
    named = [t for t in before if not t.means("applicant", "people")]  # 申请人25件为自然人
    if kinds(named) - {"plain", "has", "comma", "of_which"}:
        return before
    end = clause_end(tokens, at)
    leads = end < len(tokens) and tokens[end].means("stop", "：")  # 23件申请渠道为：……
    end = next((i for i in range(at + 1, end) if tokens[i].kind in ("comma", "number")), end)
    behind = tokens[at + 1 : end]
    return () if leads or "among" in meant(behind, "plain") else behind  # 8件网上申请中，……


def _is_listed(run: Run, first: int, class_: str) -> bool:
    """Whether parts are those of a list behind 其中, and not ones that follow it: 其中自然人20件，通过网络15件、邮寄5件."""
    tokens = run.tokens
    marked = max((i for i in range(first) if tokens[i].kind in ("of_which", "made_of")), default=0)
    if not any(t.counted for t in tokens[:marked]):
        return False
    others = {t.kind for t in tokens[marked:first] if t.kind in ("way", "applicant")} - {class_}
    return not others or not any(t.counted for t in tokens[marked:first])


def by_verdicts(run: Run, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    """行政复议7件，维持5件、其他结果2件: how reviews ended, right behind their number."""
    reviews = [
        q for q in told if q.run is run and q.what and q.what.kind == "review" and q.what.name.endswith(".")
    ]
    for order, whole in enumerate(reviews):
        parts = _ended(run, whole.at)
        counted = [q.number.value for q in reversed(reviews[: order + 1])]
        since = clause_start(run.tokens, whole.at, "；", "。")
        beside = [n.value for i, n in run.counts() if since <= i < whole.at and n.unit == whole.number.unit]
        # 行政诉讼中复议后起诉9件，直接起诉4件，维持11件，未审结2件
        both = accumulate([whole.number.value, *reversed(beside)])
        wholes = frozenset({*counted, *accumulate(counted), *both})
        # 复议9件，已审结8件：维持5件、纠正3件
        readings = [found for found in (parts, without_nested(parts)) if len(found) > 1]
        yield [
            Listing(
                whole.token.start,
                found[-1].end,
                whole.number,
                found,
                wholes,
                limit=max(wholes),
                limited=len(found),
            )
            for found in readings
        ]


def _ended(run: Run, at: int) -> list[Part]:
    """The counts right behind that of reviews which tell how these ended; none where one behind them may tell of an ending, too."""
    tokens = run.tokens
    end = clause_end(tokens, at, "；", "。")
    parts: list[Part] = []
    for before, place in pairwise(i for i in run.numbers() if at <= i < end):
        label, number = tokens[before + 1 : place], tokens[place].counted
        if kinds(label) <= {"stop", "comma", "plain", "has"}:
            label = [*label, *tokens[place + 1 : clause_end(tokens, place)]]  # 1件未审结
        if number is None or kinds(label) & {"review", *BREAKS} or "among" in meant(label, "plain"):
            break  # 尚未审结2件，已审结的案件中纠正1件
        if not kinds(label) & {"verdict", "others"}:
            return [] if parts and number.unit == parts[0].number.unit else parts
        parts.append(part_of(run, place, number, label))
    return parts


def handled_and_left(run: Run, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    """收到19件，18件已办结，1件结转下年度: clauses that begin with their number, behind that of those received."""
    tokens = run.tokens
    whole = next((q for q in told if q.run is run and q.what and q.what.name in ("new", "done")), None)
    if whole is None or {"of_which", "made_of", "except"} & run.kinds:
        return
    end = clause_end(tokens, whole.at, "。", "；")
    places = [i for i in run.numbers() if whole.at < i < end]
    if not all(_leads_its_clause(tokens, i) for i in places):
        return
    parts = [
        part_of(run, i, number, tokens[i + 1 : clause_end(tokens, i)])
        for i in places
        if (number := tokens[i].counted)
    ]
    wholes = wholes_of(told, run, places[0]) if places else set()
    # Where some are finished in time, others may be finished late.
    late = any("in_time" in kinds(p.label) for p in parts) and sum(p.number.value for p in parts) < max(
        wholes
    )
    if not late and _are_handled_and_left(parts):
        start, end = whole.token.start, tokens[end - 1].end
        yield [Listing(start, end, whole.number, parts, frozenset(wholes), complete=True, requests=True)]


def _leads_its_clause(tokens: Tokens, at: int) -> bool:
    return kinds(tokens[clause_start(tokens, at) : at]) <= {"plain", "more_over", "has"}


def _are_handled_and_left(parts: Sequence[Part]) -> bool:
    """Whether some of those received are told to be finished, and all the others to be left over."""
    labels = [kinds(p.label) for p in parts]
    finished = any("finished" in meant(p.label, "answer") and not kinds(p.label) & {"carry"} for p in parts)
    left = [bool(label & {"carry", "turn", "open"}) for label in labels]
    return (
        finished
        and any(left)
        and all(is_left or "answer" in label for is_left, label in zip(left, labels, strict=True))
    )
