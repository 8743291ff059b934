"""Lists that nothing introduces: parts right behind their total. 收到意见47条，采纳32条，未采纳15条.

The total is the only count of its clause, its parts are the counts behind it in its unit, each with its name. That
they are its parts, and all of them, is told by their names or by the numbers.
"""

from collections.abc import Iterator, Sequence

from ndbg.check.prose.lexicon import CHANNELS, DEALT_WITH, LEFT_OVER, LEVELS
from ndbg.check.prose.lists.parts import (
    A_HUNDRED,
    BREAKS,
    FEW,
    OF_PAPERS,
    Count,
    Listing,
    Part,
    are_alike,
    are_joined,
    breaks_of,
    has_digits_turned_round,
    is_one_slip_away,
    is_turned_round,
    listing,
    name_all,
    numbers,
    part_of,
)
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Number
from ndbg.text.patterns import any_in


def unmarked(run: Run, earlier: Run | None) -> Iterator[Sequence[Listing]]:
    """The lists of a sentence that nothing introduces, one at the most before each ；, and one of the only count of the `earlier` sentence."""
    tokens = run.tokens
    start = 0
    while start < len(tokens):
        end = clause_end(tokens, start, "；", "。")
        counted = [(i, n) for i, n in numbers(run) if start <= i < end]
        found = (_listed(run, start, counted[order:]) for order in range(len(counted) - 2))
        yield from ([listed] for listed in found if listed)
        start = end + 1
    told = numbers(earlier) if earlier else []
    if earlier and len(told) == 1:
        yield from ([listed] for listed in _of_the_only_count(earlier, told[0], run))


def _of_the_only_count(earlier: Run, count: Count, run: Run) -> Iterator[Listing]:
    """公开信息900条。网站公开610条，公众号推送290条: the counts of a sentence as parts of the only one before it.

    That they are its parts is told by two digits turned round; or by their names, of channels, of which the last may be
    其他, or by ； between all of them, where they come near.
    """
    parts = _parts(run, count[1], -1, numbers(run))
    # 公开信息182条。作出行政处罚156件: what was decided is none of what was published.
    all_of_them = len(parts) == len(numbers(run)) > 1 and not kinds(run.tokens) & {*_MARKS, "decide"}
    if not all_of_them or not count[1].exact or run.about_at(parts[0].at) in ("requests", "reviews"):
        return
    *named, last = parts
    by_channel = all(p.is_of_a_channel for p in named) and (last.is_of_a_channel or last.is_of_others)
    apart = len(parts) >= FEW and len(breaks_of(run, 0, parts)) == len(parts) - 1
    turned = _digits_show(count[1], parts)
    if turned or by_channel or apart:
        values = frozenset({count[1].value})
        start = earlier.tokens[count[0]].start
        yield Listing(
            start, parts[-1].end, count[1], parts, values, complete=turned or None, unsure=not turned
        )


def _listed(run: Run, start: int, counted: Sequence[Count]) -> Listing | None:
    """The list of which the first of some counts is the total; `start` is where what stands between two ； begins."""
    tokens = run.tokens
    at, whole = counted[0]
    label = tokens[clause_start(tokens, at) : at]
    parts = [] if "number" in kinds(label) or not whole.exact else _parts(run, whole, at, counted[1:])
    if len(parts) < 2 or parts[0].label[0].kind != "stop":
        return None
    between = [t for t in tokens[at : parts[-1].at] if not t.means("more_over", "and")]
    # 发布信息900条，其中公告40条，信箱收到来信41条，办结38条，退回3条: what came in is none of what was published.
    came = "receive" in kinds(label) and all(kinds(p.label) & _HANDLED for p in parts)
    within_another = kinds(tokens[start:at]) & {*BREAKS} - {"more_over"}
    if (within_another and not came) or kinds(between) & _MARKS:
        return None
    # What is counted of applications and reviews is read by how these are told of.
    are_all = parts[-1].at == counted[-1][0] and run.about_at(at) not in ("requests", "reviews")
    if are_all and _name_all(whole, parts):
        return listing(run, counted[0], parts, complete=True)
    by_digits = are_all and _digits_show(whole, parts)
    if by_digits or (came and are_all and _are_done_or_open(whole, parts)):
        return listing(run, counted[0], parts, complete=True)
    of_it = are_all and _are_kinds_of_it(run, at, parts)
    told = of_it or (kinds(label) & _PUBLISHING and _are_told_apart(parts))
    shown = told or _come_nearly_to(run, counted[0], parts)
    return listing(run, counted[0], parts, unsure=True) if shown else None


_HANDLED = {"answer", "open", "verdict", "outcome"}
_MARKS = {*BREAKS, "except", "each", "more", "less", "sum", "share"}
_PUBLISHING = {"publish", "open_word", "issue"}


def _parts(run: Run, whole: Number, before: int, others: Sequence[Count]) -> list[Part]:
    """The counts behind a total in its unit, or in any in which papers are counted, each with its name before it, up to one of 其他.

    `before` is the place of the total, -1 where it stands in the sentence before.
    """
    tokens = run.tokens
    found: list[Part] = []
    for at, number in others:
        label = tokens[before + 1 : at]
        first = next((i for i, t in enumerate(label) if t.kind in ("stop", "comma")), None)
        if before < 0:
            first = 0
        alike = are_alike(number, whole) or {number.unit, whole.unit} <= OF_PAPERS
        if not alike or not number.exact or first is None or (found and first):
            break
        named = label[first:]
        another_time = kinds(named) & {"year", "carry"} or set(meant(named, "when")) - {"this"}
        if another_time or (found and found[-1].is_of_others):
            break
        if found and named[0].kind == "stop" and not kinds(named) - _BEFORE_WHAT_IS_LEFT:
            named = tokens[at + 1 : clause_end(tokens, at)]  # 4件因未留电话无法回复
        done = any(run.word(t) in DEALT_WITH for t in named)
        if not done and not kinds(named) - {"stop", "comma", "plain"}:
            break
        found.append(part_of(run, at, number, named))
        before = at
    return found


_BEFORE_WHAT_IS_LEFT = {"stop", "plain", "has"}


# -- by their names ---------------------------------------------------------------------------------


def _name_all(whole: Number, parts: Sequence[Part]) -> bool:
    """Whether the names of some parts are those of all there can be, or the last is what is left."""
    if "rest" in kinds(parts[-1].label) or _are_dealt_with_or_left(parts):
        return True
    return _are_smaller(whole, parts) and (name_all(parts) or _are_of_all_levels(whole, parts))


def _are_smaller(whole: Number, parts: Sequence[Part]) -> bool:
    return max(p.number.value for p in parts) <= whole.value


def _are_of_all_levels(whole: Number, parts: Sequence[Part]) -> bool:
    """Whether people or places are told apart by levels and nothing else: 公开栏11个，镇1个、村10个."""
    joined = all(p.label[0].kind == "comma" for p in parts[1:])
    return joined and whole.unit in _OF_LEVELS and all(p.name.strip("，、由") in LEVELS for p in parts)


_OF_LEVELS = ("个", "处", "人", "名", "块")


def _are_dealt_with_or_left(parts: Sequence[Part]) -> bool:
    """Whether the first part was dealt with, and the others, which begin with their number, are left: 完成39项，1项因机构改革延期."""
    first, *others = parts
    behind = [bool(p.label) and p.label[0].start > p.token.start for p in others]
    left = all(any_in(LEFT_OVER, p.name) for p in others)
    done = any_in(DEALT_WITH, first.name) and not any_in(_NOT_ALL, first.name)
    return bool(others) and all(behind) and left and done


_NOT_ALL = ("其中", "未", "不")


def _are_told_apart(parts: Sequence[Part]) -> bool:
    """Whether parts of what was published are told by how they are opened, or end with what is of no kind named.

    制发文件122件，主动公开67件，依申请公开55件; 发布信息1418篇，省级媒体412篇，市级媒体467篇，其他539篇.
    """
    last = parts[-1]
    ended = last.is_of_others if len(parts) >= FEW else last.is_of_other_kinds
    return ended or all(p.is_of_a_way_to_open for p in parts)


def _are_kinds_of_it(run: Run, at: int, parts: Sequence[Part]) -> bool:
    """Whether each part is named as a kind of what is counted, and all are joined by 、: 发布政策解读20篇，图文解读12篇、视频解读7篇."""
    thing = run.text[run.tokens[at - 1].start : run.tokens[at - 1].end] if at else ""
    kinds_of_it = all(p.name.endswith(thing) and p.name.strip("，、") != thing for p in parts)
    return len(thing) > 1 and kinds_of_it and are_joined(parts[1:])


def _are_done_or_open(whole: Number, parts: Sequence[Part]) -> bool:
    """Whether parts near to what came in are told as dealt with or, last, as still worked on: 收到留言50条，已回复45条，正在办理5条."""
    missed = abs(whole.value - sum(p.number.value for p in parts))
    near = missed * _A_TENTH <= whole.value
    return near and "answer" in kinds(parts[0].label) and "open" in kinds(parts[-1].label)


# -- by the numbers ---------------------------------------------------------------------------------


def _digits_show(whole: Number, parts: Sequence[Part]) -> bool:
    """Whether parts of a total that is not small come to it but for two digits turned round, and are not far from it."""
    numbers = [p.number for p in parts]
    missed = abs(whole.value - sum(n.value for n in numbers))
    far = _A_FIFTH if is_turned_round(whole, numbers) else _A_TENTH
    near = whole.value >= A_HUNDRED and missed * far <= whole.value and _are_smaller(whole, parts)
    return near and has_digits_turned_round(whole, numbers)


def _come_nearly_to(run: Run, count: Count, parts: Sequence[Part]) -> bool:
    """Whether parts come so near to a total that they must be its parts, and one slip of the pen explains what they miss.

    They are in its own unit and end what is told: 受理许可660件，企业类450件，经营类100件，建设类109件. Where a verb stands
    in them they are joined by 、, or each may be something else that was done.
    """
    at, whole = count
    missed = abs(sum(p.number.value for p in parts) - whole.value)
    if len(parts) < FEW or whole.value < A_HUNDRED or missed * _A_FIFTIETH > whole.value:
        return False
    alike = whole.unit in _PUBLISHED_IN and all(p.number.unit == whole.unit for p in parts)
    behind = run.tokens[parts[-1].at + 1 : parts[-1].at + 2]
    ended = not behind or behind[0].means("stop", "。", "；")
    slip = is_one_slip_away(whole, [p.number for p in parts])
    named = are_joined(parts[1:]) or not any(kinds(p.label) & _DONE for p in parts)
    return alike and ended and slip and named and not _is_of_a_part(run, at)


_DONE = {"publish", "open_word", "issue", "repeal", "decide", "answer", "review", "happen", "carry", "turn"}


def _is_of_a_part(run: Run, at: int) -> bool:
    """Whether a total is that of one channel, topic or office."""
    label: Tokens = run.tokens[clause_start(run.tokens, at) : at]
    written = run.text[run.start : run.tokens[at].start]
    return bool(kinds(label) & {"way", "part", "by_topic"}) or any_in(CHANNELS, written)


_A_FIFTH, _A_TENTH, _A_FIFTIETH = 5, 10, 50
_PUBLISHED_IN = ("条", "件", "份", "篇")
