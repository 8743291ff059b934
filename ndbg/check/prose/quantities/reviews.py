"""Numbers of 行政复议 and 行政诉讼, in all or by how they ended."""

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from operator import add

from ndbg.check.prose import figures
from ndbg.check.prose.figures import Sums
from ndbg.check.prose.lexicon import CLOSED_CASES, OF_OTHER_CASES, REQUESTS
from ndbg.check.prose.quantities.causes import are_of_another_cause
from ndbg.check.prose.scene import Scene, Tokens, What, kinds, meant
from ndbg.check.prose.sentences import Phrase, Run, are_caused, clause_end, clause_start, item_start
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import any_in

# How cases have ended that may stand in more than one column of the form.
_NO_COLUMN = {"vague", "won", "dismissed"}
_NOT_BEHIND = {"other_thing", "no", "rate", "request_short"}
_NOT_BESIDE = {"no", "other_thing", "publish"}


def read_review(scene: Scene, phrase: Phrase) -> What | None:
    """Counts of reviews; what an office decides as the one that reviews is none of its own cases."""
    words = phrase.before
    if not kinds(words) & {"review", "verdict"} or _ended_behind(phrase) or _are_named_behind(phrase):
        words = [*phrase.before, *phrase.behind]
    words = _up_to_their_end(scene, _since_none([*words, *_joined_behind(scene, phrase)]))
    named, verdicts = meant(words, "review"), meant(words, "verdict")
    again = meant(scene.told(phrase.at), "verdict").count("corrected") > 1
    if not named and again and any(scene.run.word(t) in _OF_SUITS for t in words if t.kind == "verdict"):
        return None  # 行政复议被纠正3件，败诉0件: of suits, which were not named
    if _are_of_another_cause(scene, words):
        return None
    if "others" in kinds(phrase.before):
        return None
    if verdicts and not named:
        named = meant(words, "review_body")
    if not named and not (verdicts and scene.context.about == "reviews"):
        return None
    if not _may_be_its_own(scene, phrase) or not _is_understood(scene, words, named=bool(named)):
        return None
    if not verdicts and "among" in meant(phrase.before, "plain"):
        return None  # 复议中一件撤回
    if kinds(phrase.behind[:1]) & REQUESTS and "happen" in kinds(phrase.behind):
        return None  # 3件申请被复议 counts applications
    unsure = not _are_of_disclosure(scene, phrase, words)
    if unsure and "answer" in kinds(words):
        return None
    which = reviews_named(named)
    scene.context.review = which or scene.context.review
    if "caused" in kinds([*scene.told(phrase.at), *phrase.behind]):
        scene.context.before = "requests"  # those named after these are so too
    known = which or scene.context.review
    if not known:
        return None
    sums = _sums(scene, phrase, known, verdicts, named=bool(which))
    if phrase.is_told_behind and not verdicts:
        sums = (*sums, *_ended(scene, phrase, known))
    some = not verdicts and _are_others_told(scene, phrase, known)
    return (
        What("review", f"{known}.{'.'.join(verdicts)}", sums, at_most=some, unsure=unsure) if sums else None
    )


def _are_others_told(scene: Scene, phrase: Phrase, which: str) -> bool:
    """Whether others are told behind a count that need not be among it: 行政诉讼1件，正在审理；上年结转2件，均维持, 另有2件未审结."""
    tokens = scene.run.tokens
    led = (i for i in range(phrase.at, len(tokens)) if _leads_to_others(tokens[i]))
    return any(_are_of(which, tokens[at : clause_end(tokens, at)]) for at in led)


def _leads_to_others(token: Token) -> bool:
    return token.kind in ("carry", "turn") or token.means("more_over", "") or token.means("when", "last")


def _are_of(which: str, clause: Tokens) -> bool:
    """Whether a clause counts reviews that may be of some name, and compares none."""
    named = {name.partition("_")[0] for name in meant(clause, "review")}
    same = not named or which == "both" or which.partition("_")[0] in named
    return same and not kinds(clause) & {"compare", "more", "less"} and any(t.counted for t in clause)


_OF_SUITS = ("败诉", "胜诉")


def _joined_behind(scene: Scene, phrase: Phrase) -> Tokens:
    """What 、 joins to the cases named right behind a number, which counts both: 涉及2件行政复议、诉讼; not 2件复议、1件诉讼."""
    tokens = scene.run.tokens
    end = phrase.at + 1 + len(phrase.behind)
    if kinds(phrase.behind) != {"review"} or "review" in kinds(phrase.before):
        return ()
    item = tokens[end : clause_end(tokens, end)]
    joined = [t.kind for t in item[:2]] == ["comma", "review"] and kinds(item[2:]) <= {"plain", "thing"}
    return item[:2] if joined else ()


def _ended_behind(phrase: Phrase) -> bool:
    """Whether cases are named before a number, and behind it how they ended: 行政复议中有1件被纠正, 复议后起诉的1件在审."""
    if "verdict" in kinds(phrase.before):
        return False
    some = kinds(phrase.before[-1:]) == {"has"} or any(t.means("plain", "of") for t in phrase.before[-1:])
    left = some and kinds(phrase.behind[:1]) == {"verdict"}
    return left or ("among" in meant(phrase.before, "plain") and "verdict" in kinds(phrase.behind))


def _are_named_behind(phrase: Phrase) -> bool:
    """Whether cases are named right behind a number, and what they are before it: 被纠正的2件行政复议, 由此引发的3件行政诉讼."""
    qualified = kinds(phrase.before[-2:-1]) <= {"verdict", "happen"} and meant(
        phrase.before[-1:], "plain"
    ) == ["of"]
    return qualified and kinds(phrase.behind[:1]) == {"review"} and "review" not in kinds(phrase.before)


def _since_none(words: Tokens) -> Tokens:
    """Words less what there was none of, or what is no case, before what there was: 无信访投诉、有行政复议1件."""
    pairs = enumerate(pairwise(words))
    start = next((i for i, (t, following) in pairs if t.kind == "comma" and following.kind in _THERE_WAS), 0)
    others = "no" in kinds(words[:start]) or not kinds(words[:start]) & {"review", "verdict"}
    return words[start:] if others else words


_THERE_WAS = {"has", "happen"}


def _up_to_their_end(scene: Scene, words: Tokens) -> Tokens:
    """Words less what became of all cases of public information, where that is not understood: 2件因信息公开提起的诉讼|均维持行政机关决定."""
    ends = (i for i, t in enumerate(words) if t.kind == "all" and "review" in kinds(words[:i]))
    end = next(ends, len(words))
    return words[:end] if scene.unknown(words[end:]) and are_caused(words[:end]) else words


def _are_of_another_cause(scene: Scene, words: Tokens) -> bool:
    """Whether the reviews that words name, or those whose end they tell, came of something else than public information."""
    first = next((t for t in words if t.kind == "review"), None)
    if first is None:
        return scene.context.of_other_cause
    tokens = scene.run.tokens
    return are_of_another_cause(scene, next(i for i, t in enumerate(tokens) if t is first))


def _may_be_its_own(scene: Scene, phrase: Phrase) -> bool:
    """Whether cases may be against the office, and all of public information, as far as words tell."""
    whole = [*scene.told(phrase.at), *phrase.behind]
    caused = are_caused(whole)
    asides = [t for anchor, aside in scene.run.asides if anchor == phrase.at + 1 for t in aside.tokens]
    since = clause_start(scene.run.tokens, phrase.at, "；", "。")
    lead = () if since else scene.run.lead
    court = meant([*lead, *scene.run.tokens[since : phrase.at], *phrase.behind, *asides], "in_court")
    if "always" in court or (court and not caused) or "instance" in court:
        return False
    some = _are_some_about_disclosure(scene.run.tokens[phrase.at :])
    sentence = scene.run.sentence
    if _are_named_by_disclosure(scene.told(phrase.at)):
        sentence = sentence.replace(_AS_DEFENDANT, "")  # 以本机关为被申请人的信息公开类复议6件，维持5件
    return not (some or any_in(OF_OTHER_CASES, sentence))


_AS_DEFENDANT = "为被申请人"


def _are_named_by_disclosure(tokens: Tokens) -> bool:
    """Whether cases are named by what they are of: 信息公开类复议, 政府信息公开行政诉讼."""
    named = [t for t in tokens if t.kind != "by_topic" and not t.means("plain", "of")]
    pairs = pairwise(named)
    return any(t.means("plain", "disclosure") and following.kind == "review" for t, following in pairs)


def _are_of_disclosure(scene: Scene, phrase: Phrase, words: Tokens) -> bool:
    """Whether cases are told to be of public information, by words or by what the text was about before them."""
    whole = [*scene.told(phrase.at), *phrase.behind]
    caused = are_caused(whole)
    before = scene.context.before
    if not caused and before == "requests" and "other" in meant(scene.run.tokens, "verdict"):
        return True  # in the words of the fourth table, behind what was told of applications
    if not caused and (before in ("heading", "other") or "." in before):
        alone = before == "other" and kinds(scene.told(phrase.at)) <= _BESIDE_BROUGHT
        brought = (before == "heading" or alone) and "happen" in kinds(whole)  # 被提起行政诉讼2件
        return brought and not _are_handled(scene, phrase, words)
    # 答复后被行政复议6件, 6件答复被复议机关纠正
    passive = {i for i, t in enumerate(words) if scene.run.word(t).startswith("被")}
    against = any(words[i].kind == "review" for i in passive) or any(
        words[i].kind == "happen"
        and ("review" in kinds(words[i + 1 : i + 2]) or kinds(words[:i][-1:]) == {"answer"})
        for i in passive
    )
    return caused or against or not _are_handled(scene, phrase, words)


# What may stand before reviews that were brought, in a sentence that tells of nothing from which they may have come.
_BESIDE_BROUGHT = {"happen", "review", "plain", "when", "year", "own", "sum", "no", "stop", "comma", "number"}


def _are_handled(scene: Scene, phrase: Phrase, words: Tokens) -> bool:
    """Whether cases are told as received or closed, as those do who decide on them; also before what they are joined to.

    So are those of which only the end is told, by the words behind which they were named: 新增行政复议9件，其中2件被纠正.
    """
    tokens = scene.run.tokens
    named = (
        [i for i in range(phrase.at) if tokens[i].kind == "review"] if "review" not in kinds(words) else []
    )
    if named and "receive" in kinds(tokens[clause_start(tokens, named[-1]) : named[-1]]):
        return True
    if _joined_behind(scene, phrase) and "answer" not in kinds(words):
        return False  # 收到2件行政复议、行政诉讼: nobody receives lawsuits but the one who is sued
    joined = kinds(phrase.before[:1]) == {"comma"}
    lead = tokens[clause_start(tokens, phrase.at) : phrase.at] if joined else ()
    return bool(kinds((*lead, *_without_cause(words))) & {"receive", "answer"})


def _without_cause(words: Tokens) -> Tokens:
    """Words less what is told to have brought cases about: 因不服答复引起行政复议3件."""
    start = next((i for i, t in enumerate(words) if t.means("plain", "because")), len(words))
    end = next((i for i in range(start, len(words)) if words[i].means("happen", "brought_about")), start)
    return [*words[:start], *words[end:]]


def _are_some_about_disclosure(behind: Tokens) -> bool:
    """Whether only a part of what was counted has to do with public information: 行政复议210件，其中政府信息公开类25件."""
    starts = [i for i, t in enumerate(behind) if t.kind in ("of_which", "stop")]
    parts = [behind[i : clause_end(behind, i + 1)] for i in starts]
    counted = [part for part in parts if "of_which" in kinds(part) or {"caused", "number"} <= kinds(part)]
    return any(are_caused(part) and "review" not in kinds(part) for part in counted)


def _is_understood(scene: Scene, words: Tokens, *, named: bool) -> bool:
    last = max(i for i, t in enumerate(words) if t.kind in ("review", "verdict"))
    ends = (
        i for i in range(last, len(words)) if words[last].kind == "verdict" and words[i].kind == "and_so_on"
    )
    words = words[: next(ends, len(words))]  # 存在答复不规范、3件被纠正等问题
    if scene.unknown(words[last:]) or kinds(words[last:]) & _NOT_BEHIND or kinds(words) & _NOT_BESIDE:
        return False
    if "withdrawn" in meant(words, "outcome"):
        return False
    return named or "by_topic" not in kinds(words)


def _sums(scene: Scene, phrase: Phrase, which: str, verdicts: Sequence[str], *, named: bool) -> Sums:
    """What a count of reviews may be. An outcome that names none may be that of any told of up to the next ；."""
    if not verdicts:
        return figures.reviews(which)
    if len(set(verdicts)) > 1 or (verdicts[0] in _NO_COLUMN and not _are_closed(scene, phrase)):
        return ()
    names = [which] if named and which != "both" else _names_told(scene, phrase, which)
    if verdicts[0] not in _NO_COLUMN:
        return tuple(dict.fromkeys(s for name in names for s in figures.reviews(name, verdicts[0])))
    if which == "both" and not named:
        return ()
    ended = ([figures.reviews(name, end)[0] for end in ("upheld", "corrected", "other")] for name in names)
    return tuple(dict.fromkeys(reduce(add, ends) for ends in ended))


def _names_told(scene: Scene, phrase: Phrase, which: str) -> list[str]:
    """The reviews of which a count may be that names none: any told of up to the next ；, and the last ones named."""
    if parted := _parted_in_brackets(scene.run):
        return [parted]
    told = meant(scene.told(clause_end(scene.run.tokens, phrase.at, "；", "。")), "review")
    kinds_told = dict.fromkeys(name.partition("_")[0] for name in told)
    # 行政复议8件，行政诉讼3件。被纠正的1件，……: a sentence that names neither may speak of either.
    either = [] if kinds_told else ["reconsideration", "litigation", "both"]
    return [which, *(["both"] if len(kinds_told) > 1 else []), *kinds_told, *told, *either]


def _parted_in_brackets(run: Run) -> str:
    """The reviews right before brackets that count all of them and nothing else: 直接起诉3件（维持1件、未审结2件）."""
    at = max((i for i, t in enumerate(run.lead) if t.counted), default=0)
    whole = run.lead[at].counted if run.lead else None
    start = item_start(run.lead, at)
    joined = start > 0 and run.lead[start - 1].kind == "comma"  # 复议3件、诉讼2件（维持2件）
    only = kinds(run.tokens) <= {"verdict", "number", "comma", "stop", "of_which"}
    if joined or not only or whole is None or whole.value != sum(n.value for _, n in run.counts()):
        return ""
    return reviews_named(meant(run.lead[start:], "review"))


def _are_closed(scene: Scene, phrase: Phrase) -> bool:
    """Whether a court or a reviewing body is only said to be through with cases: 已审结4件, not 一审已审结4件."""
    told = [scene.run.word(t) for t in (*phrase.before, *phrase.behind) if t.kind == "verdict"]
    instances = "instance" in meant(scene.run.tokens, "in_court")
    return not instances and len(told) == 1 and told[0] in CLOSED_CASES


def _ended(scene: Scene, phrase: Phrase, which: str) -> Sums:
    """How the cases may have ended where that is said behind the last of a list: 140件行政复议、49件行政诉讼获维持."""
    tokens = scene.run.tokens
    end = clause_end(tokens, phrase.at)
    verdicts = [m for m in meant(tokens[phrase.at : end], "verdict") if m not in _NO_COLUMN]
    return figures.reviews(which, verdicts[-1]) if verdicts else ()


def reviews_named(named: Sequence[str]) -> str:
    """What 复议 and 诉讼 are named: one of them, `both`, or nothing."""
    found = set(named)
    if not found:
        return ""
    if "reconsideration" in found:
        return "reconsideration" if len(found) == 1 else "both"
    special = found - {"litigation"}
    return special.pop() if len(special) == 1 else "litigation"
