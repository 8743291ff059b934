"""The parts of a list, each a number with the words that name it, and a list as it may be read."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations, pairwise, takewhile
from typing import NamedTuple

from ndbg.check.prose.lexicon import ALIKE, CHANNELS, READING, TOLD_APART_AS, WAYS_TO_OPEN
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, counts, is_change, item_start
from ndbg.check.prose.tokens import Number, Token
from ndbg.text.patterns import any_in

Count = tuple[int, Number]  # a number and the place of its token
BREAKS = {"more_over", "compare", "rate", "of_which", "made_of"}
BY_PARTS = {"of_which", "made_of", "except"}
FEW = 3
# Two parts may come to a smaller total with its digits turned round by chance.
A_HUNDRED = 100
# Units of the columns, sites and kinds that a total is told together with, which are not those of its parts.
OF_KINDS = ("个", "类", "种", "方面")
OF_PAPERS = frozenset("条篇件份个期项部")
OF_ANOTHER_TIME = {"year", "when", "until", "span", "month"}
_APIECE = "各"
_SEVERAL_OF_THEM = ({"number"}, {"number", "plain"})
_LEVEL = "级"
_BY_OTHERS = "被"
_NOT = ("未", "尚未", "不")
_KINDS_OF_IT = {"by_topic", "plain", "other_thing", "thing"}


class Part(NamedTuple):
    """A number of a list, the place of its token in the run, and what names it: its words, and they as written."""

    token: Token
    number: Number
    at: int
    label: Tokens
    name: str

    @property
    def kinds(self) -> set[str]:
        """The kinds of the words that name it."""
        return kinds(self.label)

    @property
    def joins(self) -> bool:
        """Whether it stands behind a 、."""
        return bool(self.label) and self.label[0].kind == "comma"

    @property
    def end(self) -> int:
        """Where it ends: with its number, or with its name where that stands behind it."""
        named = list(takewhile(lambda t: t.kind != "stop", self.label))
        return max(self.token.end, named[-1].end if named else 0)

    @property
    def is_of_a_channel(self) -> bool:
        """Whether it is what was published somewhere: 微信公众号120条."""
        return "way" in self.kinds or any_in(CHANNELS, self.name)

    @property
    def is_of_a_way_to_open(self) -> bool:
        """Whether it is told how documents are opened: 主动公开67件."""
        return any_in(WAYS_TO_OPEN, self.name)

    @property
    def is_of_other_kinds(self) -> bool:
        """Whether it is all that is of no kind named: 其他类信息4条, and not 其他部门4条."""
        places = [i for i, t in enumerate(self.label) if t.kind == "others"]
        return bool(places) and kinds(self.label[places[0] + 1 :]) <= _KINDS_OF_IT

    @property
    def is_of_others(self) -> bool:
        """Whether it is told to be what is left beside those that are named: 其他部门4条."""
        return "others" in self.kinds

    @property
    def is_of_a_season(self) -> bool:
        """Whether it is what was counted in a part of the year: 第一季度3件."""
        return meant(self.label, "when") == ["span"]


class Listing(NamedTuple):
    """A list as it stands: its total, its parts, and all numbers that its total may be.

    `complete` is True where it says that it names all there is, False where it says that it does not, None
    where that hangs on what it names. `limit` is the number that none of the first `limited` parts may be larger
    than. `breaks` are the numbers of parts behind which it may end: those before a ；.
    """

    start: int
    end: int
    whole: Number
    parts: Sequence[Part]
    wholes: frozenset[Decimal]
    complete: bool | None = None
    requests: bool = False
    limit: Decimal | None = None
    limited: int = 0
    breaks: frozenset[int] = frozenset()

    @property
    def numbers(self) -> list[Number]:
        """The numbers of its parts."""
        return [p.number for p in self.parts]


def listing(run: Run, count: Count, parts: Sequence[Part], *, complete: bool | None = None) -> Listing:
    """The list of some parts and of the count, before or behind them, that is their total."""
    at, whole = count
    start, end = min(run.tokens[at].start, parts[0].token.start), max(run.tokens[at].end, parts[-1].end)
    return Listing(start, end, whole, parts, frozenset({whole.value}), complete=complete)


# -- where a list stands ----------------------------------------------------------------------------


def are_alike(one: Number, other: Number) -> bool:
    """Whether two numbers count things that can be added up: 条 and 篇 are told apart by nobody, 项（条） is either."""
    either = one.unit in other.also or other.unit in one.also
    return either or one.unit == other.unit or {one.unit, other.unit} in ALIKE


def numbers(run: Run) -> list[Count]:
    """The counts of a run with their places; by how much something has changed, and from what, is none."""
    found = counts(run, len(run.tokens))
    return [(at, n) for at, n in found if not is_change(run.tokens, at) and not _is_of_earlier_years(run, at)]


def _is_of_earlier_years(run: Run, at: int) -> bool:
    """Whether a count is told beside that of the year: 较上年的10件增加40%, 历年累计61件; what was carried over is not."""
    tokens = run.tokens
    before, behind = tokens[clause_start(tokens, at) : at], tokens[at : clause_end(tokens, at)]
    named = [t for t in before if t.kind not in ("plain", "when", "year")]
    if kinds(named[-1:]) == {"compare"} or ("compare" in kinds(named) and kinds(behind) & {"more", "less"}):
        return True
    return "last" in meant(before, "when") and not kinds((*before, *behind)) & {"carry", "turn"}


def is_among(run: Run, at: int) -> bool:
    """Whether 中 stands behind a number and before those of its parts: 不予公开的4件中2件属于……，2件属于……."""
    if not run.tokens[at].means("plain", "among") or not at:
        return False
    before, behind = run.tokens[max(at - 2, 0) : at], run.tokens[at + 1 : at + 8]
    of_them = [t for t in before if t.kind not in ("request", "request_short", "thing", "other_thing")]
    return bool(of_them) and of_them[-1].counted is not None and any(t.counted for t in behind)


def list_end(run: Run, start: int) -> int:
    """Where a list ends: where the sentence turns to something else, or with its last ；."""
    tokens = run.tokens
    counted = False
    for at, token in enumerate(tokens[start:], start):
        counted = counted or token.counted is not None
        goes_on = token.kind == "compare" and any(
            t.means("stop", "；") for t in tokens[clause_end(tokens, at) :][:1]
        )
        if token.kind in BREAKS and not goes_on and (counted or token.kind in ("of_which", "made_of")):
            return at
        if counted and is_among(run, at):
            return at - 1
        if counted and token.means("stop", "。"):
            return at
        lead = clause_start(tokens, at)
        if token.means("sum", "added") and start < lead and kinds(tokens[lead:at]) in _SEVERAL_OF_THEM:
            return lead  # 其中解读5条，两项合计36条
    return len(tokens)


def breaks_of(run: Run, at: int, parts: Sequence[Part]) -> list[int]:
    """How many of some parts stand before each ；."""
    between = [run.tokens[start:end] for start, end in pairwise([at, *(p.at for p in parts)])]
    return [i for i, tokens in enumerate(between) if i and "；" in meant(tokens, "stop")]


# -- its parts, by their numbers with their names ---------------------------------------------------


def part_of(run: Run, at: int, number: Number, label: Tokens) -> Part:
    """The part that a number is with the words that name it, up to another number among them."""
    end = next((t.start for t in label if t.kind == "number"), label[-1].end if label else 0)
    return Part(run.tokens[at], number, at, label, run.text[label[0].start : end] if label else "")


def named_before(run: Run, at: int, number: Number) -> Part:
    """The part that a number is with the words before it, since the last sign or number and with that sign."""
    return part_of(run, at, number, run.tokens[max(item_start(run.tokens, at) - 1, 0) : at])


def named_parts(run: Run, start: int, end: int, *, money: bool = False) -> list[Part]:
    """The numbers among some tokens, each with the words before it; or with those behind, as in 2条予以公开，1条部分公开.

    Amounts of money and counts are told apart: 2件，收取780元 is a part of either list. So are those who read what was
    published: 微信发布59条，阅读量1.7万次，报纸发布8条.
    """
    tokens = run.tokens
    places = [(i, n) for i, n in numbers(run) if start <= i < end and (n.unit == "元") is money]
    if not places:
        return []
    first = places[0][0]
    named = kinds(tokens[start:first]) - {"plain", "has", "comma", "stop", *BY_PARTS}
    if named or kinds(tokens[first + 1 : first + 2]) & {"stop", "comma"}:
        places = [(i, n) for i, n in places if not _is_in_a_name(tokens, i, end)]
        starts = [
            _behind_a_comparison(tokens, s, i) for s, i in pairwise([start - 1, *(i for i, _ in places)])
        ]
        parts = [part_of(run, i, n, tokens[s:i]) for s, (i, n) in zip(starts, places, strict=True)]
        counted = (p for order, p in enumerate(parts) if not order or not _are_of_readers(p))
        return [p for part in counted for p in [part] * names_apiece(run, part)]
    ends = [*(i for i, _ in places[1:]), end]
    labels = [tokens[i + 1 : e] for (i, _), e in zip(places, ends, strict=True)]
    if not all(_leads(tokens, i) for i, _ in places):
        # 其中8件要求提供规划，网上提交12件，邮寄5件: only the first one is named behind its number.
        stop = clause_end(tokens, first)
        behind = (tokens[max(stop, i + 1) : j] for (i, _), (j, _) in pairwise(places))
        labels = [tokens[first + 1 : stop], *behind]
    return [part_of(run, i, n, label) for (i, n), label in zip(places, labels, strict=True)]


def _are_of_readers(part: Part) -> bool:
    """Whether a number is that of those who read: 阅读量1.7万次, not 回应关注热点11条."""
    return part.number.unit not in OF_PAPERS and any_in(READING, part.name)


def _behind_a_comparison(tokens: Tokens, last: int, at: int) -> int:
    """Where the name of a part begins: behind the `last` number, or a comparison of that: 网站180条，较上年的150条提升20%；公众号64条."""
    return clause_start(tokens, at, "；") - 1 if "compare" in kinds(tokens[last + 1 : at]) else last + 1


def names_apiece(run: Run, part: Part) -> int:
    """How many names a number is told of: 公益组织、其他组织各1件 are two."""
    words = [t for t in part.label if t.kind not in ("share", "plain")]
    if not words or not run.word(words[-1]).endswith(_APIECE):
        return 1
    first = words[clause_start(words, len(words))].start
    return 1 + sum(t.kind == "comma" or t.means("plain", "and") for t in part.label if t.start >= first)


def _leads(tokens: Tokens, at: int) -> bool:
    """Whether nothing names a number before it in its item of a list."""
    start = item_start(tokens, at)
    behind = start > 0 and tokens[start - 1].kind == "number"
    return behind or kinds(tokens[start:at]) <= {"plain", "has", "more_over", *BY_PARTS}


def _is_in_a_name(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a number belongs to the name of the part behind it: 四类过程性信息1件."""
    number = tokens[at].counted
    following = next((i for i in range(at + 1, end) if tokens[i].counted), end)
    joined = following < end and not kinds(tokens[at + 1 : following]) & {"stop", "comma"}
    return joined and number is not None and (not number.counts_cases or number.unit in OF_KINDS)


# -- what several parts are -------------------------------------------------------------------------


def are_of_one_kind(parts: Sequence[Part]) -> bool:
    """Whether all parts are told apart in the same way: by ways, applicants or outcomes."""
    classes = (all(kind in p.kinds for p in parts) for kind in ("applicant", "outcome"))
    return all(p.is_of_a_channel for p in parts) or any(classes)


def are_joined(parts: Sequence[Part]) -> bool:
    """Whether each of some parts stands behind a 、."""
    return all(p.joins for p in parts)


def joined(parts: Sequence[Part]) -> int:
    """How many of the first parts are joined by 、 where the next ones are not: 甲3件、乙2件，采纳5件; 0 where all are joined alike."""
    end = next((at for at in range(1, len(parts)) if not parts[at].joins), 0)
    return end if end > 1 and parts[end].label and parts[end].label[0].kind == "stop" else 0


def readings_of(run: Run, at: int, parts: Sequence[Part]) -> list[Sequence[Part]]:
    """The ways in which parts from one place on may be read: one by one, and with parts of their own.

    直接起诉9件，维持7件、未结2件；复议后起诉6件，维持5件、纠正1件: a part may have its own parts right behind it. They come
    to it, or it is the first of its item between ；.
    """
    nested = without_nested(parts)
    heads = [parts[start] for start in (0, *breaks_of(run, at, parts))]
    readings = [parts, *([nested] if len(nested) < len(parts) else [])]
    return [*readings, *([heads] if 1 < len(heads) < len(parts) and heads != nested else [])]


def without_nested(parts: Sequence[Part]) -> list[Part]:
    """Parts less those that are parts of one before them, which they come to: 不予公开12件，第三方4件、内部事务3件、案卷5件；.

    These are joined by 、, or end with a ；.
    """
    found: list[Part] = []
    at = 0
    while at < len(parts):
        found.append(parts[at])
        whole, at = parts[at].number.value, at + 1
        sums = list(accumulate(p.number.value for p in parts[at:]))
        end = next((order for order, total in enumerate(sums, 1) if total == whole and whole), 0)
        following = parts[at + end : at + end + 1]
        parted = all("；" in meant(p.label[:1], "stop") for p in following)
        if end > 1 and (are_joined(parts[at + 1 : at + end]) or parted):
            at += end
    return found


def name_all(parts: Sequence[Part]) -> bool:
    """Whether the names of some parts are those of all there can be: 原创3条、转发5条; 采纳32条，未采纳15条; 区级、镇级、村级."""
    names = [p.name.strip("，、；：。") for p in parts]
    kept = [name.removeprefix("已") for name in names if not name.startswith(_NOT)]
    stem = min(kept, key=len, default="")
    if len(kept) < len(names) and len(stem) > 1 and all(stem in name for name in names):
        return True  # 采纳32条、部分采纳8条、未采纳并说明理由15条
    if len(names) >= FEW and all(name.endswith(_LEVEL) for name in names):
        return True
    by_others = any(name.startswith(_BY_OTHERS) for name in kept)  # 原创52篇，被市级媒体转载6篇
    return not by_others and any(_each_names_one(words, names) for words in TOLD_APART_AS)


def _each_names_one(words: Sequence[str], names: Sequence[str]) -> bool:
    """Whether each of some words stands in one of as many names."""
    each = all(sum(word in name for name in names) == 1 for word in words)
    return len(words) == len(names) and each and all(any_in(words, name) for name in names)


# -- slips of the pen ------------------------------------------------------------------------------


def is_one_slip_away(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether a list adds up once one number is as it was meant: with another digit, one digit more or less, or two turned round."""
    missing = whole.value - sum(n.value for n in parts)
    meant = ((n.value, n.value + missing) for n in parts)
    return any(_is_slip(*pair) for pair in ((whole.value, whole.value - missing), *meant))


def _is_slip(written: Decimal, right: Decimal) -> bool:
    """Whether one slip of the pen makes one number of the other."""
    short, long = sorted((f"{written}", f"{right}"), key=len)
    if right <= 0 or len(short) < len(long):
        return right > 0 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    one_digit = sum(one != other for one, other in zip(short, long, strict=True)) == 1
    return one_digit or right in _turned_round(written)


def has_digits_turned_round(whole: Number, parts: Sequence[Number], *, total: bool = True) -> bool:
    """Whether a list adds up once two digits of a part, or of its `total`, change places: 105条，其中公告29条、动态13条."""
    if whole.step or any(n.step for n in parts):
        return False
    missing = whole.value - sum(n.value for n in parts)
    of_parts = (turned - n.value for n in parts for turned in _turned_round(n.value))
    return missing in of_parts or (total and whole.value - missing in _turned_round(whole.value))


def _turned_round(value: Decimal) -> Iterator[Decimal]:
    """The numbers that two digits of a number give when they change places."""
    digits = f"{value}"
    pairs = combinations(range(len(digits)), 2) if digits.isdecimal() else ()
    turned = (f"{digits[:i]}{digits[j]}{digits[i + 1 : j]}{digits[i]}{digits[j + 1 :]}" for i, j in pairs)
    return (Decimal(number) for number in turned if number[0] != "0")
