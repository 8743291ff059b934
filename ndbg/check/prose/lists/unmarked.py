"""Lists that nothing introduces: parts right behind their total. 收到意见47条，采纳32条，未采纳15条.

That counts are the parts of the one before them, and all of them, is told by their names or by the numbers. Of
applications and reviews it is told by what the form tells apart: ways, applicants, how they ended.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from ndbg.check.prose.lexicon import CHANNELS, DEALT_WITH, LEFT_OVER, LEVELS
from ndbg.check.prose.lists.behind import wholes_of
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
    named_before,
    names_apiece,
    numbers,
    part_of,
    without_nested,
)
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Number
from ndbg.text.patterns import any_in

_HANDLED = {"answer", "open", "verdict", "outcome"}
_MARKS = {*BREAKS, "except", "each", "more", "less", "sum", "share"}
_MARKS_OF_ITEMS = {"of_which", "made_of", "except", "rest", "compare"}
_PUBLISHING = {"publish", "open_word", "issue"}
_FILLERS = {"stop", "comma", "plain", "has"}
_OF_LEVELS = ("个", "处", "人", "名", "块")
_NOT_ALL = ("其中", "未", "不")
_DONE = {"publish", "open_word", "issue", "repeal", "decide", "answer", "review", "happen", "carry", "turn"}
_A_FIFTH, _A_TENTH, _A_FIFTIETH = 5, 10, 50
_PUBLISHED_IN = ("条", "件", "份", "篇")


def unmarked(run: Run, earlier: Run | None) -> Iterator[Sequence[Listing]]:
    """The lists of a sentence that nothing introduces, one at the most before each ；, and one of the only count of the `earlier` sentence."""
    counts = numbers(run)
    start = 0
    while start < len(run.tokens):
        end = clause_end(run.tokens, start, "；", "。")
        counted = [(i, n) for i, n in counts if start <= i < end]
        found = (_listed(run, start, counted[order:]) for order in range(len(counted) - 2))
        yield [listed] if (listed := next(filter(None, found), None)) else []
        start = end + 1
    told = numbers(earlier) if earlier else []
    if earlier and len(told) == 1:
        yield from ([listed] for listed in _of_the_only_count(earlier, told[0], run, counts))


def _of_the_only_count(earlier: Run, count: Count, run: Run, counts: Sequence[Count]) -> Iterator[Listing]:
    """公开信息900条。网站公开610条，公众号推送290条: the counts of a sentence as parts of the only one before it.

    That they are its parts is told by two digits turned round; or by their names, of channels, of which the last may be
    其他, or by ； between all of them, where they come near.
    """
    whole, parts = count[1], _row(run, count[1], -1, counts)
    # 公开信息182条。作出行政处罚156件: what was decided is none of what was published.
    all_of_them = len(parts) == len(counts) > 1 and not kinds(run.tokens) & {*_MARKS, "decide"}
    if not all_of_them or not whole.exact or _is_of_requests(run, parts[0].at):
        return
    *named, last = parts
    by_channel = all(p.is_of_a_channel for p in named) and (last.is_of_a_channel or last.is_of_others)
    apart = len(parts) >= FEW and len(breaks_of(run, 0, parts)) == len(parts) - 1
    turned = _digits_show(whole, parts)
    if turned or by_channel or apart:
        yield listing(earlier, count, parts, complete=turned or None, unsure=not turned)


def _listed(run: Run, start: int, counted: Sequence[Count]) -> Listing | None:
    """The list of which the first of some counts is the total; `start` is where what stands between two ； begins."""
    tokens = run.tokens
    at, whole = counted[0]
    label = kinds(tokens[clause_start(tokens, at) : at])
    parts = [] if "number" in label or not whole.exact else _row(run, whole, at, counted[1:])
    if len(parts) < 2 or parts[0].label[0].kind != "stop":
        return None
    between = [t for t in tokens[at : parts[-1].at] if not t.means("more_over", "and")]
    # 发布信息900条，其中公告40条，信箱收到来信41条，办结38条，退回3条: what came in is none of what was published.
    came = "receive" in label and all(p.kinds & _HANDLED for p in parts)
    within_another = kinds(tokens[start:at]) & {*BREAKS} - {"more_over"}
    if (within_another and not came) or kinds(between) & _MARKS:
        return None
    if parts[-1].at != counted[-1][0] or _is_of_requests(run, at):
        return None
    handled = came and _are_done_or_open(whole, parts)
    # 引用第三十六条的20件，引用第三十五条的2件，其余4件: of a row the rest is that of all of it
    in_a_row = any(start <= i < at and are_alike(n, whole) for i, n in numbers(run))
    if handled or (not in_a_row and _name_all(whole, parts)) or _digits_show(whole, parts):
        return listing(run, counted[0], parts, complete=True)
    told = _are_kinds_of_it(run, at, parts) or (label & _PUBLISHING and _are_told_apart(parts))
    shown = told or _come_nearly_to(run, counted[0], parts)
    return listing(run, counted[0], parts, unsure=True) if shown else None


def _is_of_requests(run: Run, at: int) -> bool:
    """Whether a count is one of applications or reviews, which are read by how these are told of."""
    return run.about_at(at) in ("requests", "reviews")


def _row(run: Run, whole: Number, before: int, others: Sequence[Count]) -> list[Part]:
    """The counts behind a total in its unit, or in any in which papers are counted, each with its name before it, up to one of 其他.

    `before` is the place of the total, -1 where it stands in the sentence before.
    """
    tokens = run.tokens
    found: list[Part] = []
    for at, number in others:
        label = tokens[before + 1 : at]
        # What the total counts may stand behind it.
        first = (
            0
            if found or before < 0
            else next((i for i, t in enumerate(label) if t.kind in ("stop", "comma")), 0)
        )
        named = label[first:]
        parted = before < 0 or (bool(named) and named[0].kind in ("stop", "comma"))
        alike = are_alike(number, whole) or {number.unit, whole.unit} <= OF_PAPERS
        another_time = kinds(named) & {"year", "carry"} or set(meant(named, "when")) - {"this"}
        if not alike or not number.exact or not parted or another_time or (found and found[-1].is_of_others):
            break
        if found and named[0].kind == "stop" and kinds(named) <= _FILLERS - {"comma"}:
            named = tokens[at + 1 : clause_end(tokens, at)]  # 4件因未留电话无法回复
        done = any(run.word(t) in DEALT_WITH for t in named)
        if not done and kinds(named) <= _FILLERS - {"has"}:
            break
        found.append(part_of(run, at, number, named))
        before = at
    return found


# -- by their names ---------------------------------------------------------------------------------


def _name_all(whole: Number, parts: Sequence[Part]) -> bool:
    """Whether the names of some parts are those of all there can be, or the last is what is left."""
    if "rest" in parts[-1].kinds:
        return _are_smaller(whole, parts) or any_in(DEALT_WITH, parts[0].name)
    if _are_dealt_with_or_left(parts):
        return True
    # 公开栏11个，镇1个、村10个: people or places told apart by levels and nothing else
    levels = whole.unit in _OF_LEVELS and all(p.name.strip("，、由") in LEVELS for p in parts)
    return _are_smaller(whole, parts) and (name_all(parts) or (levels and are_joined(parts[1:])))


def _are_smaller(whole: Number, parts: Sequence[Part]) -> bool:
    return max(p.number.value for p in parts) <= whole.value


def _are_dealt_with_or_left(parts: Sequence[Part]) -> bool:
    """Whether the first part was dealt with, and the others, which begin with their number, are left: 完成39项，1项因机构改革延期."""
    first, *others = parts
    behind = (bool(p.label) and p.label[0].start > p.token.start for p in others)
    left = all(any_in(LEFT_OVER, p.name) for p in others)
    done = any_in(DEALT_WITH, first.name) and not any_in(_NOT_ALL, first.name)
    return bool(others) and all(behind) and left and done


def _are_told_apart(parts: Sequence[Part]) -> bool:
    """Whether parts of what was published are told by how they are opened, or end with what is of no kind named.

    制发文件122件，主动公开67件，依申请公开55件; 发布信息1418篇，省级媒体412篇，市级媒体467篇，其他539篇.
    """
    ended = parts[-1].is_of_others if len(parts) >= FEW else parts[-1].is_of_other_kinds
    return ended or all(p.is_of_a_way_to_open for p in parts)


def _are_kinds_of_it(run: Run, at: int, parts: Sequence[Part]) -> bool:
    """Whether each part is named as a kind of what is counted, and all are joined by 、: 发布政策解读20篇，图文解读12篇、视频解读7篇."""
    thing = run.word(run.tokens[at - 1]) if at else ""
    kinds_of_it = all(p.name.endswith(thing) and p.name.strip("，、") != thing for p in parts)
    return len(thing) > 1 and kinds_of_it and are_joined(parts[1:])


def _are_done_or_open(whole: Number, parts: Sequence[Part]) -> bool:
    """Whether parts near to what came in are told as dealt with or, last, as still worked on: 收到留言50条，已回复45条，正在办理5条."""
    missed = abs(whole.value - sum(p.number.value for p in parts))
    return missed * _A_TENTH <= whole.value and "answer" in parts[0].kinds and "open" in parts[-1].kinds


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
    named = are_joined(parts[1:]) or not any(p.kinds & _DONE for p in parts)
    # That of one channel, topic or office is told of a part.
    of_a_part = kinds(run.tokens[clause_start(run.tokens, at) : at]) & {"way", "part", "by_topic"}
    of_a_channel = any_in(CHANNELS, run.text[run.start : run.tokens[at].start])
    slip = is_one_slip_away(whole, [p.number for p in parts])
    return alike and ended and slip and named and not (of_a_part or of_a_channel)


# -- in numbered items ------------------------------------------------------------------------------


def in_items(paragraph: Paragraph) -> Iterator[Sequence[Listing]]:
    """公开信息866条，一是在网站公开412条；二是……；三是……: what a sentence tells to have been made public, with the items behind it.

    That these are all there is is told by the numbers: they come near to it. Where the last item ends is not known.
    """
    if not any(token.means("plain", "item") for token in paragraph.tokens):
        return
    for order, sentence in enumerate(paragraph.sentences):
        items = _items(paragraph.sentences[order:])
        if len(items) < FEW:
            continue
        at, whole = numbers(sentence.run)[0]
        alike = [[(run, count) for run, count in item if are_alike(count[1], whole)] for item in items]
        if all(alike):
            told = [one for item in alike for one in item]
            parts = [named_before(run, *count) for run, count in told]
            least = len(parts) - len(alike[-1]) + 1
            ends = [end for end in range(least, len(parts)) if told[end - 1][0] is not told[end][0]]
            readings = (parts[:end] for end in (*ends, len(parts)))
            yield [listing(sentence.run, (at, whole), listed, unsure=True) for listed in readings]
        return


def _items(sentences: Sequence[Sentence]) -> list[list[tuple[Run, Count]]]:
    """What each item counts that follows the first number of some sentences, up to the end of the paragraph; none where they are no list."""
    items: list[list[tuple[Run, Count]]] = []
    for order, sentence in enumerate(sentences):
        run = sentence.run
        counted = dict(numbers(run))
        led = order and not items and not any(t.means("plain", "item") for t in run.tokens[:1])
        if (
            kinds(run.tokens) & _MARKS_OF_ITEMS
            or led
            or (not order and not _tells_what_is_public(run, counted))
        ):
            return []
        for at, token in enumerate(run.tokens):
            if token.means("plain", "item"):
                items.append([])
            elif items and at + 1 in counted and token.kind == "sum" and run.tokens[at - 1].kind == "stop":
                return []  # 一是……4条；二是……5条，共9条: a list with a total of its own
            elif items and at in counted:
                items[-1].append((run, (at, counted[at])))
    return items


def _tells_what_is_public(run: Run, counted: dict[int, Number]) -> bool:
    """Whether a sentence begins by telling how much was made public, before any item."""
    first = next(iter(counted), 0)
    lead = run.tokens[clause_start(run.tokens, first) : first]
    told = kinds(lead) & {"publish", "open_word"} or "disclosure" in meant(lead, "plain")
    return bool(told) and counted[first].exact and "item" not in meant(run.tokens[:first], "plain")


# -- of applications and reviews ----------------------------------------------------------------------


def by_class(run: Run, told: Sequence[Quantity], class_: str) -> Iterator[Sequence[Listing]]:
    """网络24件，信函8件 behind the number of applications, however the list is introduced; or 自然人30件，企业2件."""
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
    if "and_so_on" in kinds(run.tokens[first : last + 3]) or _is_another_told(run, told, whole, first):
        return
    total, here = sum(p.number.value for p in parts), whole.run is run
    if (
        here or total <= 2 * whole.number.value <= 4 * total
    ):  # so far from an earlier total they are those of another one
        start = whole.token.start if here else parts[0].token.start
        wholes, complete = frozenset(wholes_of(told, run, first)), True if class_ == "way" else None
        yield [Listing(start, parts[-1].end, whole.number, parts, wholes, complete, requests=True)]


def _parts_of_class(run: Run, class_: str) -> list[Part]:
    """The first counts of a run that stand one behind the other and are told apart by a class, and by 其他 behind them."""
    parts: list[Part] = []
    end = 0
    for at, number in run.counts():
        label = _words_of(run.tokens, end, at)
        end = at + 1
        if kinds(label[-1:]) == {"each"}:
            return []  # 网络为主（20件），信函和当面分别为7件、4件
        named = class_ in kinds(label) or (parts and "others" in kinds(label))
        if number.counts_cases and named and not kinds(label) & BREAKS:
            part = part_of(run, at, number, label)
            parts += [part] * names_apiece(run, part)
        elif parts:
            break
    return parts


def _is_another_told(run: Run, told: Sequence[Quantity], whole: Quantity, first: int) -> bool:
    """Whether something else is counted behind a total: 全市856件。市政府办公室28件：自然人26件、法人2件."""
    start = whole.at + 1 if whole.run is run else 0
    known = {q.at for q in told if q.run is run and q.what}
    others = (
        _words_of(run.tokens, start, i) for i, _ in numbers(run) if start <= i < first and i not in known
    )
    return any(not kinds(words) & {"way", "applicant", "outcome", "open_word"} for words in others)


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
    marked = max((i for i in range(first) if run.tokens[i].kind in ("of_which", "made_of")), default=0)
    within = run.tokens[marked:first]
    others = kinds(within) & {"way", "applicant"} - {class_} and any(t.counted for t in within)
    return not others and any(t.counted for t in run.tokens[:marked])


def by_verdicts(run: Run, told: Sequence[Quantity]) -> Iterator[Sequence[Listing]]:
    """行政复议7件，维持5件、其他结果2件: how reviews ended, right behind their number."""
    all_reviews = (q for q in told if q.run is run and q.what and q.what.kind == "review")
    reviews = [q for q in all_reviews if q.what and q.what.name.endswith(".")]
    for order, whole in enumerate(reviews):
        parts = _ended(run, whole.at)
        counted = [q.number.value for q in reversed(reviews[: order + 1])]
        since = clause_start(run.tokens, whole.at, "；", "。")
        beside = [n.value for i, n in run.counts() if since <= i < whole.at and n.unit == whole.number.unit]
        # 行政诉讼中复议后起诉9件，直接起诉4件，维持11件，未审结2件
        both = accumulate([whole.number.value, *reversed(beside)])
        wholes = frozenset({*counted, *accumulate(counted), *both})
        # 复议9件，已审结8件：维持5件、纠正3件
        nested = without_nested(parts)
        closed = len(nested) == 1 and "vague" in meant(parts[0].label, "verdict")
        readings = [] if closed else [r for r in (parts, nested) if len(r) > 1 and not _has_a_list(r)]
        listed = (listing(run, (whole.at, whole.number), found) for found in readings)
        most = max(wholes)
        yield [one._replace(wholes=wholes, limit=most, limited=len(one.parts)) for one in listed]


def _has_a_list(parts: Sequence[Part]) -> bool:
    """Whether one of some parts has a list of its own, behind a ：."""
    return any(t.means("stop", "：") for p in parts[1:] for t in p.label[:1])


def _ended(run: Run, at: int) -> list[Part]:
    """The counts right behind that of reviews which tell how these ended; none where one behind them may tell of an ending, too."""
    tokens = run.tokens
    end = clause_end(tokens, at, "；", "。")
    parts: list[Part] = []
    for (before, _), (place, number) in pairwise(count for count in run.counts() if at <= count[0] < end):
        label = tokens[before + 1 : place]
        if kinds(label) <= _FILLERS:
            label = [*label, *tokens[place + 1 : clause_end(tokens, place)]]  # 1件未审结
        if kinds(label) & {"review", *BREAKS} or "among" in meant(label, "plain"):
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
    places = [(i, n) for i, n in run.counts() if whole.at < i < end]
    leads = (kinds(tokens[clause_start(tokens, i) : i]) <= {"plain", "more_over", "has"} for i, _ in places)
    if not places or not all(leads):
        return
    parts = [part_of(run, i, number, tokens[i + 1 : clause_end(tokens, i)]) for i, number in places]
    wholes = wholes_of(told, run, places[0][0])
    # Where some are finished in time, others may be finished late.
    late = any("in_time" in p.kinds for p in parts) and sum(p.number.value for p in parts) < max(wholes)
    if not late and _are_handled_and_left(parts):
        listed = listing(run, (whole.at, whole.number), parts, complete=True)
        yield [listed._replace(end=tokens[end - 1].end, wholes=frozenset(wholes), requests=True)]


def _are_handled_and_left(parts: Sequence[Part]) -> bool:
    """Whether some of those received are told to be finished, and all the others to be left over."""
    finished = any("finished" in meant(p.label, "answer") and "carry" not in p.kinds for p in parts)
    left = [bool(p.kinds & {"carry", "turn", "open"}) for p in parts]
    return (
        finished
        and any(left)
        and all(open_ or "answer" in p.kinds for open_, p in zip(left, parts, strict=True))
    )
