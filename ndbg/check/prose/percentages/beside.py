"""The counts beside a rate, whatever is counted, that may give it: 收回276份，回收率92%; 来信183条，办结180条，答复率98.4%.

The part names what its rate is the rate of, and no thing of its own, or tells how many of those right before it were
answered; the whole is counted before it in the same unit. What any other pair of counts in reach gives is right.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from ndbg.check.prose.lexicon import DENYING, FAULTS, FOUND, OVERDUE
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.percentages.portions import Amount, amounts
from ndbg.check.prose.percentages.ratios import Ratio, Share
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start, counts, is_change, is_of_a_year
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import any_in

_Told = tuple[Decimal, Decimal]  # a part and its whole
_BETWEEN = {"plain", "sum", "all", "about"}
_STEM = 2
_MOST = 12
_PAIR = 2
_BESIDE_ANSWERED = {"stop", "comma", "plain", "done", "all", "in_time", "answer", "sum", "own"}
_NUMBERS = {"number", "figure", "portion"}
_LED = "按期时在规定限内总体累计"
_THINGS = {
    "other", "other_thing", "document", "decision", "applicant", "review", "request", "request_short", "request_open", "name", "outcome", "way",
}  # fmt: skip
_SHORT = 2


def counted_beside(run: Run, sign: int, previous: Run | None, *, of_all: bool) -> tuple[Ratio, ...]:
    """The parts with their wholes that may give the rate with its word at a place, the likeliest first.

    A rate `of_all` is that of those that were due: it is only told by how many of those right before were answered.
    What is not named as the rate is may be what it leaves out: 审查90条，退回17条，通过率81.1%; what is denied is so, 未通过17条.
    """
    pairs = _as_told_beside(run, sign, previous, of_all=of_all)
    stem = run.text[slice(*stem_place(run, sign))]
    part = next((i for i, n in reversed(counts(run, sign)) if pairs and n.value == pairs[0][0]), None)
    if part is None:
        return pairs
    clause = run.tokens[clause_start(run.tokens, part) : clause_end(run.tokens, part)]
    said = run.text[clause[0].start : clause[-1].end]
    denied = any_in((*DENYING, *OVERDUE), said)
    left = ((whole - part, whole) for part, whole in pairs)
    return (*left, *pairs) if denied else pairs if stem in said else (*pairs, *left)


def _as_told_beside(run: Run, sign: int, previous: Run | None, *, of_all: bool) -> tuple[_Told, ...]:
    """The parts with their wholes as they are told, whether the parts are what the rate counts or what it leaves out."""
    before = [a for a in _counted(run) if a.at < sign]
    if _is_answer(run, sign, before):
        return tuple(_pairs(before[-1], _alike(before[:-1], before[-1]) or before[-2:-1]))
    if of_all or not before:
        return ()
    part, first = before[-1], len(before) == 1
    if not _is_named_part(run, sign, part, first=first):
        return ()
    earlier = previous if clause_start(run.tokens, part.at) == 0 else None
    wholes = _alike(before[:-1], part) or (_alike(_counted(earlier), part) if earlier else [])
    return tuple(_pairs(part, wholes))


def _counted(run: Run) -> Iterator[Amount]:
    """The numbers of a run with a unit that are no percentages, no changes and of no year named beside them."""
    tokens = run.tokens
    for one in amounts(run):
        if one.unit not in ("", "%") and not is_change(tokens, one.at) and not is_of_a_year(tokens, one.at):
            yield one


def is_given_beside(paragraph: Paragraph, share: Share, *, of_its_part: bool = False) -> bool:
    """Whether two counts of its sentence or of the one before give the percentage stated, also in brackets: 31.5%（73件中23件）.

    With `of_its_part` the first is one that it may be the share of. They say nothing of whole percentages, which two
    counts give by chance.
    """
    stated = share.portion
    if stated.how != "of" or not stated.places:
        return False
    at = next((i for i, s in enumerate(paragraph.sentences) if s.run.place[1] >= share.end), 0)
    near = [s.run for s in paragraph.sentences[max(at - 1, 0) : at + 1]]
    runs = (*near, *(aside for _, aside in near[-1].asides))
    values = [a.value for run in runs for a in amounts(run) if a.unit != "%"]
    own = [part for part, _ in share.ratios[:1]] if of_its_part else values
    return any(stated.is_of(part, whole) for whole in values for part in values if part in own)


def rate_of(run: Run, at: int) -> int | None:
    """The place of the word for the rate that a percentage is: a known one of its clause, or one right before it, 整改率为."""
    tokens = run.tokens
    start = clause_start(tokens, at)
    sign = next((i for i in range(at - 1, start - 1, -1) if tokens[i].kind in ("share", "rate")), None)
    if sign is not None and not kinds(tokens[sign + 1 : at]) & {"number", "compare", "less"}:
        return sign if tokens[sign].kind == "rate" else None
    before = next((i for i in range(at - 1, -1, -1) if tokens[i].kind not in _BETWEEN), None)
    if before is None or tokens[before].kind in ("more", "less"):
        return None  # 压减率 is told of a change
    return before if run.word(tokens[before]).endswith("率") else None


def stem_place(run: Run, sign: int) -> tuple[int, int]:
    """Where that which a rate is the rate of is named, in two characters: 回收, 整改."""
    end = run.tokens[sign].end - 1
    return max(end - _STEM, run.start), end


# -- before it --------------------------------------------------------------------------------------


def _pairs(part: Amount, wholes: Sequence[Amount]) -> Iterator[_Told]:
    """A part with each of its wholes, the nearest first, and with the last of them together; then any two, and the last as parts."""
    values = [a.value for a in reversed(wholes)]
    likely = [whole for whole in (*values, *list(accumulate(values))[1:]) if whole >= part.value]
    if not likely or len(wholes) > _MOST or part.step or any(a.step for a in wholes):
        return
    yield from ((part.value, whole) for whole in likely)
    yield from ((p.value, w.value) for p in wholes for w in wholes if p.value <= w.value and p is not w)
    # 编发302篇，市级采用74篇、省级采用75篇，采用率49.3%: of several parts together.
    together = list(accumulate(values, initial=part.value))[1:]
    yield from ((parts, w.value) for parts in together for w in wholes if parts <= w.value)


def _alike(told: Iterable[Amount], part: Amount) -> list[Amount]:
    return [a for a in told if a.unit == part.unit or {a.unit, part.unit} == {"人", "名"}]


def _is_answer(run: Run, sign: int, before: Sequence[Amount]) -> bool:
    """Whether a count tells how many of those right before it were answered: 来信183条，答复180条，答复率98.4%.

    It may be in another unit where it is named as the rate is: 来信415件，公开答复数量223条，公开答复率53.7%.
    """
    cases = [n for a in before[-2:] if (n := run.tokens[a.at].counted) and n.counts_cases]
    if len(cases) < _PAIR:
        return False
    tokens = run.tokens
    whole, part = before[-2:]
    between, behind = tokens[whole.at + 1 : part.at], tokens[part.at + 1 : sign]
    if part.value > whole.value or "finished" in _answers(tokens[clause_start(tokens, whole.at) : whole.at]):
        return False  # 当场答复150个，会后答复88个: both are parts
    answered = "finished" in _answers(between) and not kinds((*between, *behind)) - _BESIDE_ANSWERED
    clause = tokens[clause_start(tokens, part.at) : part.at]
    stem = run.word(tokens[sign]).removesuffix("率")
    named = run.text[clause[0].start : clause[-1].end] if clause else ""
    alike = stem in named and not kinds(behind) - {"stop", "open_word", "plain"}
    apart = "stop" in kinds(between) and not kinds(between) & {"of_which", "made_of", "except"}
    # 工单180件，办结180件，满意率94%: of something else than answers.
    of_answers = tokens[sign].kind == "rate" or stem in named
    return (answered and of_answers and whole.unit == part.unit) or (alike and apart)


def _answers(tokens: Tokens) -> list[str]:
    return meant(tokens, "answer")


def _is_named_part(run: Run, sign: int, part: Amount, *, first: bool) -> bool:
    """Whether a count is named by what a rate is the rate of, and its clause names no thing but what was counted before.

    `first` is whether it is the first count of its sentence.
    """
    tokens = run.tokens
    behind = clause_end(tokens, part.at)
    stem_start, stem_end = stem_place(run, sign)
    stem = run.text[stem_start:stem_end]
    if behind >= sign or kinds(tokens[behind : sign + 1]) & _NUMBERS or len(stem) < _STEM:
        return False
    start = clause_start(tokens, part.at)
    # 发放问卷200份、收回190份: what stands before the 、 names the number before it.
    joined = (i + 1 for i in range(part.at, start, -1) if tokens[i].kind == "comma" and tokens[i - 1].number)
    start = next(joined, start)
    led = "" if first else run.text[run.start : tokens[start].start]
    own = tokens[start:behind]
    said = run.text[own[0].start : own[-1].end]
    faults = stem in FAULTS and any_in(FOUND, said)  # 抽查620份，发现错漏11份，差错率1.8%
    if not faults and not (set(stem) <= set(said) and names_nothing_else(run, own, stem, led)):
        return False
    prefix = run.text[tokens[clause_start(tokens, sign)].start : stem_start]
    verbs = "".join(run.word(t) for t in own if t.kind not in _THINGS - {"other"})
    return set(prefix) <= set(led + verbs + _LED)


def names_nothing_else(run: Run, own: Tokens, stem: str, led: str) -> bool:
    """Whether the words beside a part name no thing but what was counted before it: 收回276份, 办结留言230条."""
    if "of_which" in kinds(own):
        return True
    if "except" in kinds(own) or {"carry", "open", "rest", "no"} & kinds(own):
        return False
    return all(_is_said_before(run, t, led + stem) for t in own if t.kind in _THINGS)


def _is_said_before(run: Run, token: Token, said: str) -> bool:
    """Whether a word stands in what was said, or is a short one that names nothing: 采纳, 到位."""
    rest = set(run.word(token)) - set(said)
    return not rest or (token.kind == "other" and len(rest) <= _SHORT)
