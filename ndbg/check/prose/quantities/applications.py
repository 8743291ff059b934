"""Counts of applications received and handled, and what words without a number name.

Counts by outcome, by applicant, and of those carried over are `outcomes`, `applicants` and `carried_over`.
"""

from collections.abc import Sequence

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sums
from ndbg.check.prose.lexicon import ALL_REQUESTS, BESIDE_A_COUNT, OTHER_MATTERS, REQUESTS, TOLD_APART
from ndbg.check.prose.quantities.applicants import are_all, by_applicants
from ndbg.check.prose.quantities.carried_over import direction, read_carried
from ndbg.check.prose.quantities.outcomes import UNCLAIMED, outcome_sums
from ndbg.check.prose.scene import Scene, Tokens, What, kinds, meant
from ndbg.check.prose.sentences import Phrase, clause_start
from ndbg.check.prose.tokens import Token
from ndbg.form import Form

_NOT_A_FLOW = OTHER_MATTERS | {"outcome", "carry", "turn", "open", "plan"}
_OTHER_THINGS = {"other", "other_thing", "by_topic", "name", "way", "decision", "document", "publish"}
_QUALIFIED = ("other", "other_thing", "decision", "name", "figure")


def is_qualified(tokens: Tokens, at: int) -> bool:
    """Whether a bare 申请 is one of another kind: 法律援助申请."""
    return at > 0 and tokens[at - 1].kind in _QUALIFIED


def read_flow(scene: Scene, phrase: Phrase) -> What | None:
    """Counts of what came in, was handled, or went over to another year."""
    before, behind = _without_topic(scene, phrase.before), phrase.behind
    ways = (read_carried, _finished_behind, _named_behind, _spoken_of, _added_up, _due)
    for way in ways:
        if what := way(scene, phrase):
            return what
    found = kinds(before)
    if found & _NOT_A_FLOW or _follows_a_way(scene, phrase):
        return None
    if "happen" in found and kinds(scene.run.tokens[phrase.at + 1 : phrase.at + 2]) == {"review"}:
        return None  # 依申请公开引发的28件行政复议中有1件被纠正
    if _counts_a_way(before) or _are_some_of_them(before):
        return _came_by_a_way(scene, before)
    verbs = [i for i, t in enumerate(before) if t.kind in ("receive", "answer")]
    things = [i for i, t in enumerate(before) if t.kind in REQUESTS]
    of_results = kinds(behind[:1]) == {"results"}  # （二）依申请公开。29件办结件中
    if not verbs and (of_results or not (things and _is_alone(scene, before[things[-1]]))):
        return _given_out(phrase)
    if not verbs and before[things[-1]].kind == "request_open" and scene.context.flow is not None:
        return None  # 收到申请19件。依申请公开16件: those that were opened
    first = min((*verbs, *things))
    # Without a verb that is known, 甄别出政府信息公开申请44件 may be said of anything.
    lead = () if verbs else [t for t in before[:first] if t.end - t.start > 1]
    if scene.unknown([*lead, *before[first:]]):
        return None
    if things and before[things[-1]].kind == "request_short":
        if {"of_which", "answer"} <= found and "new" in scene.context.counted:
            return None  # 收到25件，其中受理并处理申请8件: those of them that were taken up
        if is_qualified(before, things[-1]) or scene.context.about not in ("requests", ""):
            return None
    elif not things and not _counts_requests(scene, phrase, verbs):
        return None
    if things and scene.context.flow and "of_which" in found and not scene.words(before) & set(TOLD_APART):
        return None  # 收到申请25件，其中受理申请8件，撤销7件: only a part of them
    answered = [before[i].meaning for i in verbs if before[i].kind == "answer"]
    name = "done" if answered else "new"
    flow = What("flow", name, _flow_sums(scene, phrase, name, answered))
    return by_applicants(scene, before, behind, flow)


def _came_by_a_way(scene: Scene, before: Tokens) -> What | None:
    """受理网上政府信息公开申请7件, 新收申请中有7件: some of those that came in, and never more than all of them."""
    verb = next((i for i, t in enumerate(before) if t.kind == "receive"), len(before))
    thing = next((i for i, t in enumerate(before) if i > verb and _is_applied_for(scene, t)), -1)
    if thing < verb or "caused" in kinds(before) or scene.unknown(before[verb:]):
        return None
    return What("way", "by_a_way", figures.RECEIVE, at_most=True)


def _is_applied_for(scene: Scene, token: Token) -> bool:
    """Whether a word is one for applications, a way in which they are made included where the text is about them: 书面申请."""
    if scene.run.about[0][1] != "requests":
        return token.kind == "request"
    return token.kind in REQUESTS or (token.kind == "way" and scene.run.word(token).endswith("申请"))


def _given_out(phrase: Phrase) -> What | None:
    """主动公开信息24条，依申请公开信息6件: no more were given out than were asked for.

    主动公开11件、依申请公开4件 are how documents are marked.
    """
    named = [t for t in phrase.before if t.kind not in ("plain", "sum", "stop", "when", "own", "year")]
    if [t.kind for t in named] not in (["request"], ["request_open"]) or phrase.number.unit not in _OF_CASES:
        return None
    if (named[0].kind == "request_open" and phrase.start) or kinds(phrase.behind) - {"plain"}:
        return None
    return What("way", "given_out", figures.RECEIVE, at_most=True)


_OF_CASES = {"件", "宗", "起"}


def _without_topic(scene: Scene, words: Tokens) -> Tokens:
    """Words less those that only lead up to applications: 收到有关政府信息公开申请, 涉及本部门政府信息公开申请."""
    words = _without_addressee(scene, words)
    topics = [i for i, t in enumerate(words) if t.kind == "by_topic"]
    led = [i for i in topics if {"request"} <= kinds(words[i + 1 : i + 3]) <= {"request", "own", "plain"}]
    return [t for i, t in enumerate(words) if i not in led] if led else words


def _without_addressee(scene: Scene, words: Tokens) -> Tokens:
    """Words less to whom applications were made: 公众向州政府或其办公室提交的申请, 向州政府申请的政府信息."""
    toward = next((i for i, t in enumerate(words) if t.means("plain", "toward")), len(words))
    made = (i for i in range(toward, len(words)) if words[i].means("plain", "made"))
    asked = (i for i in range(toward, len(words)) if scene.run.word(words[i]).startswith(_ASKED))
    end = next(made, next(asked, 0))
    if not end or kinds(words[toward:end]) & {"request", "request_short", "way", "stop"}:
        return words
    return [*words[:toward], *words[end:]]


_ASKED = ("申请的", "申请公开的", "申请获取的")


_BESIDE_FINISHED = {"plain", "done", "all", "answer", "in_time", "comma", "of_which"}
_LEFT_OVER = {"carry", "turn", "open"}


def _finished_behind(scene: Scene, phrase: Phrase) -> What | None:
    """40件办结, 其中1181件已经答复: what was done stands behind the number of those that were received.

    Where they are said to be done in time, others may have been done late, unless the rest is left over.
    """
    flow, behind = scene.context.flow, phrase.behind
    if not phrase.is_told_behind or flow is None or scene.context.about != "requests":
        return None
    if "finished" not in meant(behind, "answer") or kinds(behind) - _BESIDE_FINISHED - {"when"}:
        return None
    if set(meant(behind, "when")) - {"this"}:
        return None
    tokens = scene.run.tokens
    if "outcome" in kinds(tokens[: phrase.at]) or flow.kind != "flow":
        return None
    rest = kinds(tokens[phrase.at + 1 :])
    if "in_time" in kinds(behind) and not rest & _LEFT_OVER:
        return None
    if "outcome" in rest and "of_which" not in rest:
        return None  # 40件办结，逾期未补正的1件: not all that were handled
    return What("flow", "done", figures.ANSWER)


def _named_behind(scene: Scene, phrase: Phrase) -> What | None:
    """全年1300宗新收申请, 8件政府信息公开申请均按时办结: what stands behind a number names it, and what became of all of them.

    A number that was told before may be that of some of them, which are told of again.
    """
    end = next((i for i, t in enumerate(phrase.behind) if t.kind in REQUESTS), -1)
    led, rest = phrase.behind[: max(end, 0)], phrase.behind[end + 1 :]
    handled = "" in meant(phrase.before, "answer") and "this" in meant(led, "receive")  # 办理9件新收申请
    before = kinds(phrase.before) - ({"answer"} if handled else set())
    if end < 0 or before - _BEFORE_A_NAME or not _tell_which_came(led):
        return None
    bare = phrase.behind[end].kind == "request_short"
    if kinds(rest) - {"plain", *_BESIDE_FINISHED} or (bare and scene.context.about != "requests"):
        return None
    if "toward" in meant(phrase.before, "plain") and not led:
        return None  # 全年共对8件政府信息公开申请作出答复
    # 共有46件政府信息公开申请, where none were counted before.
    there_were = {"sum", "has"} & kinds(phrase.before) and "all" not in kinds(rest)
    if handled:
        return What("flow", "done", figures.HANDLE)
    if "this" in meant(led, "receive") or (not end and there_were and scene.context.flow is None):
        return What("flow", "new", figures.RECEIVE)
    first = not kinds(scene.run.tokens[: phrase.start]) - {*_BEFORE_A_NAME, "stop", "until", "day"}
    all_done = first and "all" in kinds(rest) and "finished" in meant(rest, "answer")
    told = phrase.number.value in scene.context.told
    return What("flow", "done", figures.OF_ALL_DONE) if all_done and not told else None


def _tell_which_came(led: Tokens) -> bool:
    """Whether words before a name tell no more than that applications came, in the year: 本年新收的."""
    return kinds(led) <= {"plain", "receive", "when"} and set(meant(led, "when")) <= {"this"}


def _spoken_of(scene: Scene, phrase: Phrase) -> What | None:
    """上述7件申请, 全年2件申请的办理情况, 5件申请均免费: those that came, spoken of again, and so no more than all of them.

    全年 before and 的 or nothing behind them make them all.
    """
    before = [t for t in phrase.before if t.kind != "comma"]
    after = phrase.behind[1:2]
    of_year = bool(before) and before[-1].means("when", "this")
    pointed = of_year or any(scene.run.word(t) in _POINTING for t in before[-1:])
    said = kinds(before) <= _BEFORE_A_NAME and kinds(after) & {"all", "no"}
    if not kinds(phrase.behind[:1]) & REQUESTS or not (pointed or said):
        return None
    other = kinds(after) == {"other"} and pointed and not scene.run.word(after[0]).startswith(_PAPERS)
    told = phrase.number.value in scene.context.told or scene.context.about not in ("requests", "")
    if told or (kinds(after) & _OTHER_THINGS and not other):
        return None
    whole = of_year and (not after or after[0].means("plain", "of"))
    return What("way", "spoken_of", figures.OF_ALL_DONE, at_most=not whole)


_POINTING = {"上述", "以上"}
_PAPERS = ("材料", "资料", "表")  # 上述9件申请材料
_BEFORE_A_NAME = {"plain", "sum", "when", "year", "own", "whole", "comma", "has"}


def _added_up(scene: Scene, phrase: Phrase) -> What | None:
    """新收17件，上年结转3件，共计20件: what came in with what came over, where both stand right before it.

    合计 and 总计 sum up whatever stands before them, as lists do.
    """
    summed = "counted" in meant(phrase.before, "sum")
    if set(scene.context.counted[-2:]) != {"new", "carried_in"} or not summed:
        return None
    if kinds(phrase.before) - {"sum", "plain", "has", "comma"} or kinds(phrase.behind) - {"plain", *REQUESTS}:
        return None
    return What("flow", "received", (figures.RECEIVED,))


def _due(scene: Scene, phrase: Phrase) -> What | None:
    """新收17件，上年结转3件，应办20件: all that were to be handled, whether they came this year or before."""
    if "" not in meant(phrase.before, "due") or scene.context.about != "requests":
        return None
    if kinds(phrase.before) - _BESIDE_DUE or kinds(phrase.behind) - {"plain", *REQUESTS}:
        return None
    added = set(scene.context.counted[-2:]) == {"new", "carried_in"}
    return What("flow", "due", (figures.RECEIVED,) if added else figures.OF_DUE)


_BESIDE_DUE = {"due", "plain", "sum", "has", "comma", "when", "year", "own", "stop", *REQUESTS}


def _is_alone(scene: Scene, thing: Token) -> bool:
    """Whether applications are counted without a verb: 政府信息公开申请5件, and 依申请公开5件 below its heading.

    Beside 主动公开信息24条, 依申请公开信息6条 are what was given out.
    """
    if "open" in meant(scene.run.tokens, "publish"):
        return False
    # 申请：5件, at the head of a paragraph.
    tokens = scene.run.tokens
    headed = thing is tokens[0] and not scene.run.place[0] and tokens[1].means("stop", "：")
    return (
        thing.kind == "request"
        or headed
        or (thing.kind == "request_open" and scene.context.about == "requests")
        or (scene.run.word(thing) in ALL_REQUESTS and scene.context.about == "requests")
    )


def _counts_requests(scene: Scene, phrase: Phrase, verbs: Sequence[int]) -> bool:
    """Whether a number without a thing before it counts applications.

    They are named behind it (受理29宗政府信息公开申请), or the text has been about them and nothing else is named.
    """
    if _names_requests(scene, phrase.behind):
        return True
    if kinds(phrase.behind) and _names_something(phrase.behind):
        return False
    found = kinds([t for t in phrase.before if not t.means("made_of", "some")])  # （含新收11件、上年结转1件）
    # 2024年新收8件, where nothing was spoken of before, and 新收33件（自然人29件……）: only applications are 新收.
    aside = next((run for at, run in scene.run.asides if at == phrase.at + 1), None)
    by_people = aside is not None and "natural_person" in meant(aside.tokens, "applicant")
    sure = "this" in meant(phrase.before, "receive") and (by_people or not scene.context.about)
    if not found <= BESIDE_A_COUNT or not (sure or scene.context.about == "requests"):
        return False
    return "of_which" not in found or bool(scene.words([phrase.before[i] for i in verbs]) & set(TOLD_APART))


def _counts_a_way(words: Tokens) -> bool:
    """Whether only what came by one way is counted; 通过网络、信函等渠道 tells of all of them, and so does 网上及书面申请共."""
    found = kinds(words)
    ways = [i for i, t in enumerate(words) if t.kind == "way"]
    summed = len(ways) > 1 and "sum" in kinds(words[ways[-1] :])  # 线上、线下共收到
    return bool(ways) and "all_ways" not in found and not summed


def _are_some_of_them(words: Tokens) -> bool:
    """Whether words end with 中, so that only some of those that they name are counted: 新收申请中有19件."""
    said = [t for t in words if t.kind not in ("has", "sum", "about") and not t.means("plain", "")]
    return bool(said) and said[-1].means("plain", "among")


def _follows_a_way(scene: Scene, phrase: Phrase) -> bool:
    """Whether the number before is of those that came by one way, and this one may be so too: 线上受理65件，办结62件."""
    run = scene.run
    place = max((i for i in run.numbers() if i < phrase.at), default=None)
    if place is None or "sum" in kinds(phrase.before):
        return False
    clause = run.tokens[clause_start(run.tokens, place) : place]
    return "receive" in kinds(clause) and _counts_a_way(clause)


def _names_requests(scene: Scene, behind: Tokens) -> bool:
    """Whether a number is followed by 政府信息公开申请, and by nothing that makes it another thing."""
    leading = {"plain", "applicant"}
    if len(scene.run.numbers()) == 1:
        # 收到4件针对本局有关信息公开的申请
        leading |= {"way", "all_ways", "by_topic", "own", "caused", "name"}
    content = [t for t in behind if t.kind not in leading]
    if not content or content[0].kind not in REQUESTS:
        return False
    return not scene.unknown([t for t in behind[: list(behind).index(content[0])] if t.kind != "name"])


def _names_something(behind: Tokens) -> bool:
    """Whether a number is followed by a thing that is not known, or is none of the form's."""
    content = [t for t in behind if t.kind not in ("plain", "comma")]
    return bool(content) and content[0].kind in _OTHER_THINGS


def _flow_sums(scene: Scene, phrase: Phrase, name: str, answered: Sequence[str]) -> Sums:
    """What came in may include what came over, and what was handled may leave it out, unless that is told."""
    if _includes_what_came_over(scene, phrase):
        if name == "new":
            return (figures.RECEIVED,)
        handled = "" in answered or "receive" in kinds(phrase.before)
        return (figures.DONE, figures.RECEIVED) if handled else (figures.DONE,)
    if name == "new":
        return (figures.NEW,) if _over_follows(scene, phrase) else figures.RECEIVE
    if "" in answered:
        both = scene.context.over_told and scene.context.counted[-1:] == ["carried_in"]
        new = "this" in meant(phrase.before, "receive")
        return (figures.DONE, figures.RECEIVED) if both and not new else figures.HANDLE
    if "receive" in kinds(phrase.before) and "办结" not in scene.words(phrase.before):
        return figures.HANDLE  # 收到并答复 may be said of all that came in, 受理并办结 is not
    # 新收申请办结26件; 新收的47件，办结26件, where what came over is counted in other sentences.
    new = "this" in meant(phrase.before, "receive") or _counts_new_alone(scene)
    return (figures.DONE,) if scene.context.over_told and not new else figures.ANSWER


def _counts_new_alone(scene: Scene) -> bool:
    """Whether a sentence has counted those that are new, and none that came over."""
    counted = scene.context.counted
    return "new" in counted and "carried_in" not in counted and "this" in meant(scene.run.tokens, "receive")


def _includes_what_came_over(scene: Scene, phrase: Phrase) -> bool:
    """Whether brackets say that what came over from last year is counted with it: 答复13件（含上年结转1件）, 办理13件（新收12件，上年结转1件）."""
    aside = next((run for at, run in scene.run.asides if at == phrase.at + 1), None)
    if aside is None or "no" in kinds(aside.tokens):
        return False
    some = [t.meaning for t in aside.tokens[:1] if t.kind == "made_of"] == ["some"]
    one = some and len(aside.numbers()) == 1 and "stop" not in kinds(aside.tokens)
    both = len(aside.numbers()) == _NEW_AND_OVER and "this" in meant(aside.tokens, "receive")
    over = "carry" in kinds(aside.tokens) and direction(scene, aside.tokens) == "carried_in"
    return (one or both) and over


_NEW_AND_OVER = 2  # numbers in brackets


def _over_follows(scene: Scene, phrase: Phrase) -> bool:
    """Whether those that came over are counted right behind those received: 新收7件，另有上年结转1件."""
    # 受理 and 办理 may be said of all of them; 收到 is not.
    if "of_all" in meant(phrase.before, "receive") or "" in meant(phrase.before, "answer"):
        return False
    run = scene.run
    following = next((i for i in run.numbers() if i > phrase.at), None)
    if following is None or any(phrase.at < anchor <= following for anchor, _ in run.asides):
        return False
    between = run.tokens[phrase.at + 1 : following]
    if kinds(between) & {"of_which", "made_of", "except"} or "carry" not in kinds(between):
        return False
    return direction(scene, between) == "carried_in"


# -- words without a number -----------------------------------------------------------------------


def words_about(form: Form, words: Tokens, about: str, *, parts_only: bool = False) -> Sums:
    """What words without a number name: 申请量, 予以公开或部分公开; nothing if it cannot be told.

    `parts_only`: outcomes and applicants, which are parts of a whole.
    """
    return figures.known(form, _words_about(form, words, about, parts_only=parts_only))


def _words_about(form: Form, words: Tokens, about: str, *, parts_only: bool = False) -> Sums:
    found = kinds(words)
    if found & _OTHER_THINGS | found & {"review", "figure"}:
        return ()
    if "outcome" in found and about in ("requests", ""):
        if "others" in found:
            return ()  # 不予处理及其他情况
        # 公开和部分公开 are both.
        joined = ["granted"] if {"open_word"} <= found and "partial" in meant(words, "outcome") else []
        joined += meant(words, "outcome")
        return () if set(joined) & UNCLAIMED else outcome_sums(form, joined, and_so_on="and_so_on" in found)
    named = [m for m in meant(words, "applicant") if m != "people"]
    if named and not are_all(named):
        return tuple(figures.applicants(dict.fromkeys(named), whole) for whole in figures.OF_APPLICANTS)
    if parts_only or named or not found & REQUESTS:
        return ()
    if about != "requests" and not found & {"request", "request_open"}:
        return ()
    return figures.ANSWER if "answer" in found else figures.RECEIVE
