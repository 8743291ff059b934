"""Counts of the outcomes of applications: 予以公开9件, 予以公开和部分公开11件."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sum, Sums
from ndbg.check.prose.lexicon import BESIDE_A_COUNT, REQUESTS, SHORT_ROWS, WORDS
from ndbg.check.prose.scene import Scene, Tokens, What, is_a_cause, kinds, meant, without_information
from ndbg.check.prose.sentences import Phrase, Run, clause_end
from ndbg.check.prose.tokens import Token
from ndbg.form import Form

_MAINLY = {"主要是", "主要为"}
_JOINED = {"plain", "comma", "and_so_on", "answer", "request_short", "open_word", "has", "thing"}
_NOT_AN_OUTCOME = {"by_topic", "review", "review_body", "document", "decision", "no", "rest", "except", "way", "rate"}  # fmt: skip
UNCLAIMED = {"told_before", "withdrawn", "not_information"}


def read_outcome(scene: Scene, phrase: Phrase) -> What | None:
    """Counts of outcomes of applications; several outcomes before one number are added up."""
    if scene.context.about not in ("requests", "reviews", ""):
        return None
    if "outcome" in kinds(phrase.before):
        told_apart = any(anchor == phrase.at for anchor, _ in scene.run.asides)  # 无法提供（需要检索）4件
        if told_apart or _is_attribute(scene, phrase):
            return None
        return _with_whom(phrase, _outcomes(scene, phrase.before))
    if "outcome" in kinds(phrase.behind):
        others = "other_thing" in kinds(phrase.before)  # 主办件答复除9件不予公开外
        some = "carry" in kinds(phrase.behind)  # 上述4件2023年结转件均已予以公开
        cause = is_a_cause(phrase.behind, scene.run.tokens[phrase.at :])
        if others or some or cause or _goes_on(scene, phrase):
            return None
        return _outcomes(scene, phrase.behind)
    if "others" in kinds(phrase.before):
        return None
    words = _without_kind(scene, phrase.behind if phrase.is_told_behind else phrase.before)
    content = [t.kind for t in words if t.kind not in BESIDE_A_COUNT]
    among = {"results", "plain"} <= kinds(phrase.before) and "among" in meant(phrase.before, "plain")
    of_which = among or kinds(scene.run.tokens[: phrase.at]) & {"of_which"}  # 办结件中公开4件
    beside = of_which or kinds(scene.run.tokens) & {"outcome"}
    if content == ["open_word"] and beside and scene.context.about == "requests":
        granted, partial = (figures.outcome(scene.office.form, name) for name in ("granted", "partial"))
        # 公开类 may be all that were opened at least in part.
        both = (granted + partial,) if any(scene.run.word(t) == "类" for t in phrase.before) else ()
        return What("outcome", "granted", (granted, *both))
    return None


def _is_attribute(scene: Scene, phrase: Phrase) -> bool:
    """Whether an outcome need not become of applications: they were about it, 涉及商业秘密的9件申请, or it is planned, 拟不予公开的7件."""
    named = [t for t in phrase.before if t.kind != "plain" or t.meaning]
    if any(one.means("plan", "") and two.kind == "outcome" for one, two in pairwise(named)):
        return True
    about = [t for t in named if scene.run.word(t).startswith("涉及")]
    led = bool(about) and named[-1].means("plain", "of")
    return led and ("toward" in meant(named, "plain") or bool(kinds(phrase.behind[:1]) & REQUESTS))


def _with_whom(phrase: Phrase, what: What | None) -> What | None:
    """What is counted, which is only some of it where it tells so or to what something was done: 不予处理中有9件, 对不予公开的2件疑难申请会商."""
    some = "toward" in meant(phrase.before[:1], "plain") or "among" in meant(phrase.before[-2:], "plain")
    return what._replace(at_most=True) if what and some else what


def _goes_on(scene: Scene, phrase: Phrase) -> bool:
    """Whether more outcomes than one stand behind a number: 其余26件为不予公开、不予处理和其他处理."""
    tokens = scene.run.tokens
    clause = tokens[phrase.at + 1 : clause_end(tokens, phrase.at)]
    return "number" not in kinds(clause) and len(meant(clause, "outcome")) > len(
        meant(phrase.behind, "outcome")
    )


# Behind an outcome, what makes the number one of something else: 不予公开类引发6件.
_OF_SOMETHING_ELSE = {"other_thing", "receive", "carry", "others", "happen"}


def _outcomes(scene: Scene, words: Tokens) -> What | None:
    words = without_information(_without_kind(scene, _without_reason(scene, words)))
    if scene.words(words[:1]) & _MAINLY:
        words = words[1:]  # 主要是属于行政执法案卷（7件）
    places = [i for i, t in enumerate(words) if t.kind == "outcome"]
    last = places[-1]
    if kinds(words) & _NOT_AN_OUTCOME or kinds(words[last:]) & _OF_SOMETHING_ELSE:
        return None
    if scene.unknown(words):
        return None
    joined = [words[last].meaning]
    for at, following in zip(places[-2::-1], places[:0:-1], strict=True):
        if kinds(words[at + 1 : following]) - _JOINED:
            break
        joined.insert(0, words[at].meaning)
    if _also_granted(words, places[-len(joined)]):
        joined.insert(0, "granted")
    elif _adds_to_what_is_unknown(scene, words, places[-len(joined)]):
        return None
    if joined == ["told_before"]:
        return What("outcome", "granted", (figures.outcome(scene.office.form, "granted"),), whole=False)
    if set(joined) & UNCLAIMED or ("partial" in joined and any("." in m for m in joined)):
        return None  # 因属于过程性信息部分公开2件
    if _are_reasons(scene, words, places[-len(joined) :]):
        joined = joined[:-1]
    sums = outcome_sums(scene.office.form, joined, and_so_on="and_so_on" in kinds(words[: last + 1]))
    return What("outcome", "+".join(joined), sums) if sums else None


def _adds_to_what_is_unknown(scene: Scene, words: Tokens, at: int) -> bool:
    """Whether an outcome only adds to what is named before it, which is no outcome: 答复件（含部分公开）148件."""
    led = words[at - 1] if at else None
    return led is not None and led.kind == "plain" and scene.run.word(led) in _ADDING


_ADDING = frozenset(WORDS["made_of"]["some"].split())


def with_short_rows(run: Run, group: str) -> Run:
    """What stands in brackets behind a group of results, with short names of its rows as such: 第三方2件、案卷类1件."""
    short = SHORT_ROWS.get(group, {})
    tokens: list[Token] = []
    start = 0
    for end in (*run.numbers(), len(run.tokens)):
        named = run.tokens[start:end]
        starts = (i for i in range(len(named)) if kinds(named[:i]) <= _BEFORE_A_ROW)
        names = ((i, "".join(map(run.word, named[i:])).removesuffix("类")) for i in starts)
        led, row = next(((i, short[name]) for i, name in names if name in short), (0, ""))
        if row:
            named = [*named[:led], Token("outcome", row, named[led].start, named[-1].end)]
        tokens += [*named, *run.tokens[end : end + 1]]
        start = end + 1
    return (
        replace(run, tokens=tokens, kinds=frozenset(t.kind for t in tokens)) if tokens != run.tokens else run
    )


_BEFORE_A_ROW = {"comma", "stop", "of_which", "plain", "all"}


def _without_kind(scene: Scene, words: Tokens) -> list[Token]:
    """Words less 类 behind an outcome, which names it no further: 无法提供类45件, 公开类120件."""
    named = ("outcome", "open_word")
    return [
        t for i, t in enumerate(words) if not (i and scene.run.word(t) == "类" and words[i - 1].kind in named)
    ]


def _are_reasons(scene: Scene, words: Tokens, places: Sequence[int]) -> bool:
    """Whether rows are told as what one group was for, and nothing else of it: 因属于内部事务信息不予公开2件, 涉商业秘密不予公开2件."""
    meanings = [words[i].meaning for i in places]
    because = "because" in meant(words[: places[-1]], "plain")
    led = because or scene.run.word(words[places[0]]).startswith(_REASONS)
    group = f"{meanings.pop()}."
    return (
        led
        and "and_so_on" not in kinds(words)
        and bool(meanings)
        and all(m.startswith(group) for m in meanings)
    )


_REASONS = ("涉", "属")


def _without_reason(scene: Scene, words: Tokens) -> Tokens:
    """Words less why it was so, which need not be understood: 因档案未移交等原因无法提供4件."""
    ends = [i + 1 for i, t in enumerate(words) if scene.run.word(t) == "等原因"]
    led = ends and "because" in meant(words[: ends[0]], "plain")
    return words[ends[-1] :] if led and "outcome" in kinds(words[ends[-1] :]) else words


def _also_granted(words: Tokens, at: int) -> bool:
    """Whether 公开 is joined to the outcome behind it: 公开或部分公开的245件, 公开、部分公开8件, 信息公开（含部分公开）148件."""
    before = [t for t in words[:at] if t.kind != "bracket"]
    joined = len(before) > 1 and before[-1].kind in ("plain", "comma") and before[-1].end == words[at].start
    opened = joined and (before[-2].kind in ("open_word", "all") or before[-2].means("plain", "disclosure"))
    return words[at].meaning != "granted" and opened


def outcome_sums(form: Form, joined: Sequence[str], *, and_so_on: bool) -> Sums:
    """What a count of outcomes may be; with 等 the group that the verb names stands for all of it."""
    names = list(dict.fromkeys(joined))
    if "not_existing" in names:
        names_held = ("unavailable.not_held", "unavailable.needs_creation", "unavailable")
        held, made, group = (figures.outcome(form, name) for name in names_held)
        return (held, held + made, group) if len(names) == 1 else ()
    groups = [name for name in names if "." not in name]
    rows = [name for name in names if "." in name]
    added = [_added(form, groups)] if groups else []
    if rows and not (and_so_on and groups):
        added.insert(0, _added(form, rows))
    return tuple(added)


def _added(form: Form, names: Sequence[str]) -> Sum:
    total = figures.outcome(form, names[0])
    for name in names[1:]:
        total += figures.outcome(form, name)
    return total
