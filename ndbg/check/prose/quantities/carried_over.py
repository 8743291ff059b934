"""Counts of applications carried over: 上年结转2件, 结转下年度3件."""

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.scene import Scene, Tokens, What, kinds, meant
from ndbg.check.prose.sentences import Phrase, clause_end, clause_start
from ndbg.check.prose.tokens import Token

_NOT_CARRIED = {"decision", "other_thing", "by_topic", "review", "document", "publish", "no", "way", "rate", "verdict"}  # fmt: skip
_CARRIED = {
    "carried_in": (figures.CARRIED_IN,),
    "carried_out": (figures.CARRIED_OUT,),
    "carried": (figures.CARRIED_OUT, figures.CARRIED_IN),
}


def read_carried(scene: Scene, phrase: Phrase) -> What | None:
    """What came over from last year, or went over to the next one."""
    if name := _over_the_years(scene, phrase):
        return What("flow", name, _CARRIED[name])
    verbs = kinds(phrase.before) & {"receive", "answer"} and "except" not in kinds(phrase.before)
    behind = phrase.behind
    if kinds(behind[:1]) & {"review", "other", "other_thing"} and "of" in meant(phrase.before[-1:], "plain"):
        return None  # 上年遗留的1件诉讼案件, 上年遗留的1个栏目问题
    if "except" in kinds(phrase.before) and (
        ends := [i for i, t in enumerate(behind) if t.kind == "besides"]
    ):
        behind = behind[: ends[0]]  # 除9件结转外均已处理完毕
    unanswered = (
        _are_not_answered(scene, behind)
        or _are_still_worked_on(scene, phrase)
        or _go_over_behind(scene, phrase)
    )
    if unanswered and _may_be_of_applications(scene, phrase):
        return What("flow", "carried_out", _CARRIED["carried_out"])
    for words in (phrase.before,) if verbs else (phrase.before, _without_unanswered(behind)):
        found = kinds(words)
        if not found & {"carry", "turn", "open"}:
            if "carry_next" in found and "next" in meant(words, "when") and not found & _NOT_CARRIED:
                return What("flow", "carried_out", _CARRIED["carried_out"])  # 下年度继续办理80件
            continue
        if not found & REQUESTS and not _may_be_of_applications(scene, phrase):
            return None
        if found & _NOT_CARRIED or (words is phrase.before and scene.unknown(words)):
            return None
        name = direction(scene, words)
        # 发生行政复议2件。1件结转下年度办理: if not an application, a case.
        cases = ("reconsideration", "litigation", "both") if scene.context.about == "reviews" else ()
        pending = (sum_ for which in cases for sum_ in figures.reviews(which, "pending"))
        return What("flow", name, (*_CARRIED[name], *pending)) if name else None
    return None


def _over_the_years(scene: Scene, phrase: Phrase) -> str:
    """The way of applications received in one year and answered in the next: 2022年收到，结转至2023年答复的申请2件."""
    tokens = scene.run.tokens
    first = clause_start(tokens, phrase.start - 1) if phrase.start else 0
    earlier = tokens[first : phrase.start]
    words = [*(earlier if kinds(earlier) <= _ONLY_RECEIVED else ()), *phrase.before]
    told = [_side(scene, t) or t.kind for t in words if t.kind not in ("plain", "stop", "comma", "carry")]
    asked = bool(told) and told.pop() in REQUESTS and not phrase.behind
    return _OVER_THE_YEARS.get(" ".join(told), "") if asked else ""


_ONLY_RECEIVED = {"year", "when", "receive", "plain", "stop", "own"}
_OVER_THE_YEARS = {"last receive now answer": "carried_in", "now receive next answer": "carried_out"}


def _without_unanswered(behind: Tokens) -> Tokens:
    """Words behind a number less that those carried over are not answered yet: 1件未按时答复结转下年."""
    end = next((i for i, t in enumerate(behind) if t.kind in ("carry", "turn")), 0)
    led = kinds(behind[:end]) <= _NOT_ANSWERED and {"no", "answer"} <= kinds(behind[:end])
    return behind[end:] if led and behind[0].kind == "no" else behind


def _are_not_answered(scene: Scene, behind: Tokens) -> bool:
    """Whether nothing but that they are not answered is told behind a number: 1件没有答复, 2件申请未能在年内办结."""
    said = [t for t in behind if t.kind not in {"plain", *REQUESTS} and not t.means("when", "this")]
    told = [t.kind for t in said] == ["no", "answer"] and said[1].meaning == "finished"
    return told and "予" not in scene.run.word(said[1])  # 重复申请的1件未予答复 is done with


_NOT_ANSWERED = {"no", "in_time", "answer", "plain", "comma", "when"}


def _are_still_worked_on(scene: Scene, phrase: Phrase) -> bool:
    """Whether applications are said to be worked on in time, behind 尚有: 尚有7件在法定期限内办理."""
    behind = [t for t in phrase.behind if scene.run.word(t) not in _GOING_ON]
    said = scene.words(phrase.before[-1:]) & _STILL and kinds(behind) == {"in_time", "answer"}
    return bool(said) and not kinds(phrase.before) & _NOT_CARRIED


def _go_over_behind(scene: Scene, phrase: Phrase) -> bool:
    """Whether the clause behind that of some applications tells only that they went over: 3件按进度办理，转到2025年."""
    tokens = scene.run.tokens
    end = clause_end(tokens, phrase.at)
    over = tokens[end + 1 : clause_end(tokens, end + 1)]
    told = kinds(phrase.behind) & {*_NOT_CARRIED, "outcome", "carry"} or "finished" in meant(
        phrase.behind, "answer"
    )
    alone = phrase.is_told_behind and not told and tokens[end : end + 1] and tokens[end].means("stop", "，")
    goes = kinds(over[:1]) == {"carry"} and kinds(over) <= _GOING_OVER
    return bool(alone) and goes and direction(scene, over) == "carried_out"


_GOING_OVER = {"carry", "plain", "when", "year", "answer", "carry_next"}
_STILL = {"尚有", "仍有"}
_GOING_ON = {"正在", "仍在", "还在", "尚在"}


def _may_be_of_applications(scene: Scene, phrase: Phrase) -> bool:
    """Whether nothing else is what is left over: 转办工单88件，办结65件，余23件在办 tells of none."""
    about = scene.context.about
    if about == "other":
        # 当面送达6件；另1件结转下年度: what is not known has not made the sentence be of something else.
        since = kinds(scene.run.tokens[: phrase.at])
        return scene.run.about[0][1] == "requests" and not since & {"receive", "other_thing", "review"}
    if about == "reviews" and scene.context.before == "requests":
        unanswered = [t for t in phrase.behind[:1] if t.kind == "open"]
        # 收到申请9件，引发行政复议2件。年底尚有1件未答复, or 未办结 where the sentence does not name reviews.
        ends = _IS_ANSWERED if "review" in scene.run.kinds else (*_IS_ANSWERED, _IS_DONE)
        if unanswered and scene.run.word(unanswered[0]).endswith(ends) and not scene.context.of_other_cause:
            return True
        handled = "next" in meant(phrase.behind, "when") and kinds(phrase.behind) & {"answer", "carry_next"}
        # 因征地引发行政复议12件，3件结转下年度办理
        return bool(handled) and not scene.context.of_other_cause and "" not in scene.context.counted
    return about in ("requests", "heading", "")


_IS_ANSWERED, _IS_DONE = ("答复", "回复"), "办结"


def direction(scene: Scene, words: Tokens) -> str:
    """From which year to which: `carried_in`, `carried_out`, `carried` where that is not said, or nothing."""
    at = next(i for i, t in enumerate(words) if t.kind in ("carry", "turn", "open"))
    if "this" in meant(words[at:], "receive"):
        return ""  # 结转上年后新收到47件
    source = {_side(scene, t) for t in words[:at]}
    target = {_side(scene, t) for t in words[at + 1 :]}
    # 上年结转申请办理数量1件 names what is counted, and does not tell that it was handled.
    done = [t for t in words[at + 1 :] if not scene.run.word(t).endswith(("量", "数"))]
    answered = bool(kinds(done) & {"answer", "receive"})
    if "last" in source:
        # 上年结转的共办结28件 counts what was handled.
        return "" if answered and "now" not in target else "carried_in"
    if words[at].kind == "open" or {"next", "end"} & (source | target):
        return "carried_out"
    if "now" in target:
        # 结转至2024年 in the report of 2024 is a slip that another rule tells of.
        return "carried_in" if words[at].kind == "carry" and "year" not in kinds(words[at:]) else ""
    if "last" in target:
        return "" if "to" in meant(words, "plain") else "carried_in"
    if "carry_next" in kinds(words[at:]):
        return "carried_out"
    if words[at].kind == "turn" or answered:
        return ""
    return "carried_out" if "now" in source else "carried"


END_OF_THE_YEAR = {"年末", "年底"}


def _side(scene: Scene, token: Token) -> str:
    """Whether a token names last year (or the beginning of this one), this one, its end, or the next."""
    if token.kind == "when":
        return {"last": "last", "start": "last", "next": "next", "this": "now"}.get(token.meaning, "")
    if token.kind == "plain" and scene.run.word(token) in END_OF_THE_YEAR:
        return "end"
    if token.kind == "year" and scene.office.year:
        year = int(token.meaning)
        return "last" if year < scene.office.year else "next" if year > scene.office.year else "now"
    return ""
