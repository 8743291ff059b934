"""Numbers of 行政许可, 行政处罚 and 行政强制, and what was charged, in the second table.

The table counts what was decided in the year. What was published of it may be fewer, and is `unsure`.
Those of which a word tells which they are, 办理施工许可9件, are no more than all (`licences.some`).
"""

from dataclasses import replace
from itertools import pairwise

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import NOT_ALL_PUBLISHED, PRINCIPLE, SHORT_DECISIONS
from ndbg.check.prose.scene import (
    NOT_OF_THE_SECOND_TABLE,
    Scene,
    Tokens,
    What,
    as_opened,
    kinds,
    meant,
    up_to_all,
    without_own_name,
    without_whole,
)
from ndbg.check.prose.sentences import Phrase, clause_end, clause_start
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import Pattern, any_in

_OPENING = ("publish", "open_word")
_DECIDING = ("decide", "answer")
# What is done to decisions, or leads up to them: 行政许可撤销3件, 作出延续许可2件, 行政处罚立案56件.
_DONE_TO_DECISIONS = {"outcome", "verdict", "carry", "in_court", "request_short", "review_body"}
_NOT_A_DECISION = NOT_OF_THE_SECOND_TABLE | _DONE_TO_DECISIONS | {"document", "applicant"}
_NOT_A_FEE = {"publish", "other_thing", "no", "by_topic", "plan"}
_OF_MATTERS = ("事项", "案件")
_OF_ROWS = {"件", "项", "个", "宗", "起", "部", "份", "次"}


def read_decision(scene: Scene, phrase: Phrase) -> What | None:
    """行政许可, 行政处罚 and 行政强制: how many were made or, where that is not said, published."""
    if "decision" not in scene.run.kinds | kinds(scene.run.lead[-1:]):
        return None
    phrase = replace(phrase, before=without_own_name(scene, phrase.before))
    lead = without_whole(scene, _without_examples(phrase.before), *_DECIDING, "decision")
    words = _done(up_to_all(as_opened(scene, [*lead, *phrase.behind]), *_DECIDING))
    which = _which(scene, phrase, words)
    if not which:
        return None
    verbs = _verbs(scene, phrase, words)
    told = kinds(phrase.before) & {*_DECIDING} or scene.context.verb is not None
    if not told and _are_listed_as_published(scene, phrase, made=bool(verbs)):
        return _public_decisions(scene, phrase, words, which)
    verb = scene.verb_of(phrase, words, verbs, _NOT_A_DECISION)
    sums = (figures.decisions(scene.office.form, which),)
    granted = verb is not None and which == "licences" and verb.means("decide", "granted")
    if granted:
        return What("decision", f"{which}.some", sums, at_most=True)
    if verb is not None:
        return What("decision", which, sums, at_most=is_of_its_own_level(scene, phrase.at))
    # 行政许可247件、行政处罚16件: the figures of the table, or what was published of them.
    bare = _are_bare(scene, phrase)
    rows = {t.meaning for t in scene.run.tokens if t.kind in ("decision", "document")}
    in_a_row = len(rows) > 1 and phrase.number.unit in _OF_ROWS
    what = _public_decisions(scene, phrase, words, which, some=True) if in_a_row or bare else None
    behind = phrase.behind[:1]
    if not what and kinds(behind) == {"decision"} and not scene.run.word(behind[0]).endswith(_OF_MATTERS):
        # 将优化全年247件行政许可决定的公开方式: those of the year are no more than all, others may be of anybody.
        of_year = any(_is_this_year(scene, t) for t in phrase.before[-1:])
        return What("decision", which, sums, at_most=True, unsure=not of_year)
    if not what or not bare:
        return what
    none = not phrase.number.value and not what.at_most
    return what._replace(at_most=not none, unsure=False)


def _are_bare(scene: Scene, phrase: Phrase) -> bool:
    """Whether decisions are counted without a word on what was done, where nothing is told of publishing: 行政强制5件.

    They are no more than those of the table, and as many where they are none; with a class before them they are some of
    these: 土地类行政处罚85件. Cases may be more than what was decided of them, and what may be licensed is counted in 项.
    """
    before = _without_examples(phrase.before)
    named = next((i for i, t in enumerate(before) if t.kind == "decision"), None)
    if named is None or phrase.number.unit not in _OF_DECISIONS:
        return False
    name = scene.run.word(before[named])
    classed = max((i + 1 for i, t in enumerate(before[:named]) if _is_of_a_class(scene, t)), default=0)
    told = as_opened(scene, scene.told(phrase.at))
    otherwise = name.endswith("案件") or name in SHORT_DECISIONS or scene.unknown(before[classed:])
    tokens = scene.run.tokens
    headed = tokens[clause_start(tokens, phrase.at, "，", "；", "。") : phrase.at]
    shown = "other_thing" in kinds(headed)  # 执法栏目：行政处罚35件
    return not (otherwise or shown) and not kinds(told) & {*_OPENING, "of_which", "way"}


_OF_DECISIONS = {"件", "宗", "起"}


def _which(scene: Scene, phrase: Phrase, words: Tokens) -> str:
    """The one row of decisions that a number counts; nothing where it counts those of several, fees, or what may be decided."""
    named = meant(words, "decision")
    return named[0] if len(named) == 1 and named != ["fees"] and not _are_kinds(scene, phrase, words) else ""


def _verbs(scene: Scene, phrase: Phrase, words: Tokens) -> list[Token]:
    """The words that tell that decisions were made: 作出, and the form's own words 处理决定数量.

    So does the year, beside them, 全年行政许可决定27件, or at the head of the sentence: 2023年，全市行政许可决定27件.
    """
    verbs = [t for t in words if _says_that_they_were_made(scene, t)]
    before = _without_what_is_said_of_all(scene.run.tokens[: phrase.at])
    if verbs or kinds(before) & {*_OPENING, "other_thing"}:
        return verbs
    return [t for t in scene.run.tokens[:1] if _is_this_year(scene, t) or t.kind == "whole"]


def _are_listed_as_published(scene: Scene, phrase: Phrase, *, made: bool) -> bool:
    """Whether decisions stand among what was published, or are opened and not told to be made: 公开行政许可19件."""
    since = as_opened(scene, _since_semicolon(scene, phrase.at))
    return bool(kinds(_done(since)) & {"publish", "of_which"}) or (not made and "open_word" in kinds(since))


def is_of_its_own_level(scene: Scene, at: int) -> bool:
    """Whether a number is one of the office without what is below it, or of its team, told since the last ；."""
    return any(scene.office.is_its_own_level(scene.run, t) for t in _since_semicolon(scene, at))


def _says_that_they_were_made(scene: Scene, token: Token) -> bool:
    """Whether a word beside decisions tells that they were made, or that they are those of the year."""
    word = scene.run.word(token)
    said = "处理决定" in word or word.startswith("采取") or word == "发生"
    return token.kind in (*_DECIDING, "team") or said or _is_this_year(scene, token)


def _without_what_is_said_of_all(tokens: Tokens) -> list[Token]:
    """Tokens less what clauses say of all that they count: 许可决定22件全部公开；处罚决定4件."""
    found: list[Token] = []
    said = False
    for token in tokens:
        said = token.kind == "all" or (said and token.kind != "stop")
        if not said:
            found.append(token)
    return found


def _public_decisions(
    scene: Scene, phrase: Phrase, words: Tokens, which: str, *, some: bool = False
) -> What | None:
    """Decisions that were published, which may be fewer than those made.

    With `some`, words before the number that are not understood may tell which they are: 水事违法行政处罚21件.
    """
    words = _without_news(scene, words)
    classed = [t for t in words if some and _is_of_a_class(scene, t)]
    words = [t for t in words if t not in classed]
    unknown = scene.unknown(words)
    if (
        kinds(words) & (_NOT_A_DECISION - {"publish"})
        or (unknown and not some)
        or scene.unknown(phrase.behind)
    ):
        return None
    run, at = scene.run, phrase.at
    told = run.tokens[clause_start(run.tokens, at, "；", "。") : clause_end(run.tokens, at, "；", "。")]
    rates = {
        t.number.value
        for before, t in pairwise(told)
        if t.number and t.number.unit == "%" and before.kind not in ("more", "less")
    }
    not_all = any_in(NOT_ALL_PUBLISHED, _ALL_BY_RULE.sub("", run.sentence.replace(PRINCIPLE, "")))
    if run.kinds & {"rest", "except"} or not_all or rates - {_ALL}:
        return None
    sums = (figures.decisions(scene.office.form, which),)
    some = unknown or bool(classed)
    name = f"{which}.some" if some else f"{which}.public"
    return What("decision", name, sums, at_most=some, unsure=True)


# All of those counted before were published so: 行政许可9件、行政处罚2件，均按“双公示”公开.
_ALL_BY_RULE = Pattern("(?:均|全部)已?(?:按照?|依照?|通过|纳入|进行|完成)“?双公示")


def _is_of_a_class(scene: Scene, token: Token) -> bool:
    """Whether a token makes a class of the words before it: 土地类行政处罚85件, and not 涉及行政处罚85件."""
    return scene.run.word(token) == "类"


_ALL = 100


def _without_examples(words: Tokens) -> Tokens:
    """Words less those by which decisions are named before 等: 办理雷电防护装置设计审核、竣工验收等行政许可34件."""
    end = next((i for i, t in enumerate(words) if t.kind == "decision" and i), 0)
    kept = ("decide", "answer", "own", "when", "year", "whole", "sum", "comma")
    led = [t for t in words[:end] if t.kind in kept]
    return [*led, *words[end:]] if end and words[end - 1].kind == "and_so_on" else words


def _without_news(scene: Scene, words: Tokens) -> list[Token]:
    """Words less those behind a decision by which it is called news of it: 行政许可结果信息65条, 行政处罚类4条."""
    found: list[Token] = []
    for token in words:
        of_it = bool(found) and (found[-1].kind == "decision" or scene.run.word(found[-1]) == "结果")
        if not (of_it and scene.run.word(token) in _NEWS):
            found.append(token)
    return found


_NEWS = {"信息", "方面", "类", "公示", "办理结果", "处理结果"}


def _are_kinds(scene: Scene, phrase: Phrase, words: Tokens) -> bool:
    """Whether what may be decided is counted, and not decisions: 行政许可事项13项.

    作出行政许可决定134件，行政处罚事项4件 counts decisions.
    """
    matters = any(
        scene.run.word(t).endswith("事项") and not scene.run.word(t).endswith(_HANDLED) for t in words
    )
    before = meant(scene.run.tokens[: phrase.start], "decision")
    goes_on = (
        scene.context.verb is not None
        and phrase.number.unit == "件"
        and before[-1:] != meant(words, "decision")
    )
    return matters and not kinds(words) & {"decide", "answer"} and not goes_on


_HANDLED = "处理事项"


def _is_this_year(scene: Scene, token: Token) -> bool:
    """Whether a token names the year of the report: 全年, 2024年."""
    return (token.kind, token.meaning) in (("when", "this"), ("year", f"{scene.office.year}"))


def _done(words: Tokens) -> list[Token]:
    """Words less those by which what was done is also said to be published: 主动公开办理行政许可19件."""
    return [
        t
        for i, t in enumerate(words)
        if t.kind != "publish" or i + 1 == len(words) or words[i + 1].kind not in ("decide", "answer")
    ]


def _since_semicolon(scene: Scene, at: int) -> Tokens:
    """What is said before a number since the last ；."""
    tokens = scene.run.tokens
    return tokens[clause_start(tokens, at, "；") : at]


def read_fee(scene: Scene, phrase: Phrase) -> What | None:
    """What was charged: 行政事业性收费27.9万元."""
    words = _without_examples(phrase.before)
    if meant(words, "decision") != ["fees"] or scene.unknown(words) or kinds(words) & _NOT_A_FEE:
        return None
    classed = any(_is_of_a_class(scene, t) for t in words)
    name = "fees.some" if classed else "fees"
    return What("decision", name, (figures.decisions(scene.office.form, "fees"),), at_most=classed)
