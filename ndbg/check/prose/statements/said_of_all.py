"""What is said of all: all were answered, published, upheld, or made by natural persons.

A clause with 均 or 全部 is read in this order: what is left out ends the reading (除, 其余, 未); then who applied; then
what was done, by the first word that says so. That word's kind tells which reading it gets:

| word | function | says that no |
|---|---|---|
| 办结 | `read_all_answered` | application is carried over |
| 予以公开 | `_read_all_outcomes` | application had another outcome |
| 维持, 胜诉 | `_read_all_reviews` | review ended otherwise |
| 自然人 | `_read_all_applicants` | application came from others |

Brackets say the same of those counted right before them. How counted cases ended, and by whom they were brought, is read
in `cases`, with 均 or without it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce
from itertools import pairwise
from operator import add

from ndbg.check.prose import figures
from ndbg.check.prose.figures import APPLICANTS, Sum
from ndbg.check.prose.lexicon import A_RULE, BY_A_RULE, MANNERS, NEGATING, REQUESTS, WHO_APPLIES
from ndbg.check.prose.quantities.outcomes import with_short_rows
from ndbg.check.prose.quantities.reviews import reviews_named
from ndbg.check.prose.scene import Tokens, kinds, meant, without_information
from ndbg.check.prose.sentences import Run, clause_end
from ndbg.check.prose.statements.all_answered import read_all_answered
from ndbg.check.prose.statements.clause import BETWEEN, Clause, Found, Wording
from ndbg.text.patterns import any_in

_CLOSED = "审结"
_ALL_OF_THEM = {"request", "request_short", "when"}
_BY_WHAT_WAY = {"way", "all_ways"}  # 均当场答复, 均以邮寄方式答复
# With what words the reason begins and ends that stands before what was done.
_BECAUSE = ("以", "因", "由于")
_REASON_ENDS = ("为由", "等原因", "原因", "等情形")
# What stands between 均 and how it ended: 均被复议机关维持, 均作出维持决定.
_LEADS_TO_ITS_END = {"happen", "has", "review_body", "decide", "in_court"}
# What may be said in brackets of those who applied.
_IN_BRACKETS = {"all", "plain", "applicant", "happen", "comma", *REQUESTS}
# What a rule is told by.
_OF_A_RULE = {"plain", "name", "other", "own", "comma", "by_topic"}


def read_all(clause: Clause) -> Found | None:
    """What a clause says of all."""
    clause = clause._replace(first=_behind_a_rule(clause))
    if kinds(clause.subject) & {"except", "rest", "no"}:
        return None
    if found := _read_all_applicants(clause) or _read_rows_of_the_named(clause):
        return found
    verb = _verb_of_all(clause)
    # 均非重复申请
    if verb is None or any(clause.wording.word(i) in NEGATING for i in range(clause.at, verb)):
        return None
    reader = _BY_WORD.get(clause.wording.tokens[verb].kind)
    return reader(clause._replace(verb=verb)) if reader else None


def _behind_a_rule(clause: Clause) -> int:
    """Where a clause begins behind the rule by which something was done: 按照《条例》规定均不予公开."""
    wording, first, at = clause.wording, clause.first, clause.at
    if not wording.word(first).startswith(BY_A_RULE):
        return first
    led = next((i for i in range(first, at) if wording.tokens[i].kind not in _OF_A_RULE), at)
    return max((i + 1 for i in range(first, led) if wording.word(i).endswith(A_RULE)), default=first)


def _verb_of_all(clause: Clause) -> int | None:
    """The place of the word that says what was done: of 全部按时处理办结, 均判决维持, 均被复议机关维持 the last."""
    wording, last = clause.wording, clause.last
    verb = wording.next(_behind_reason(clause), last, BETWEEN | _ALL_OF_THEM | _BY_WHAT_WAY)
    if verb is None:
        return None
    if wording.tokens[verb].kind in _LEADS_TO_ITS_END:
        verb = wording.next(verb + 1, last, _LEADS_TO_ITS_END | {"plain", "own"}) or verb
    if [t.kind for t in wording.tokens[verb : verb + 2]] == ["verdict"] * 2 and verb + 1 < last:
        verb += 1  # 均被判决纠正
    return _behind_its_reason(clause, verb)


def _behind_its_reason(clause: Clause, verb: int) -> int:
    """The outcome that ends a clause, where the one at `verb` is only why it was so: 均因信息不存在无法提供."""
    tokens, last = clause.wording.tokens, clause.last
    because = "because" in meant(tokens[clause.at : verb], "plain")
    ends = tokens[last - 1].kind == "outcome" and last - 1 > verb
    between = [t for t in tokens[verb + 1 : last - 1] if t.kind != "plain" or t.meaning]
    return last - 1 if because and ends and not between else verb


def _behind_reason(clause: Clause) -> int:
    """Where what was done begins behind why it was so: 均以属于过程性信息为由不予公开, 均因档案未移交等原因无法提供."""
    word, reason, start = clause.wording.run.word, clause.behind, clause.at + 1
    led = next((i for i, t in enumerate(reason) if t.kind != "plain" or word(t) in _BECAUSE), 0)
    ends = [i for i, t in enumerate(reason) if word(t) in _REASON_ENDS and i > led]
    given = bool(reason) and word(reason[led]) in _BECAUSE
    return start + ends[-1] + 1 if given and ends else start


def _read_by_an_answer(clause: Clause) -> Found | None:
    """办结, of reviews or of applications, which may have one outcome: 均已办结并予以公开."""
    wording, verb, last = clause.wording, clause.verb, clause.last
    if wording.run.about_at(clause.at) == "reviews":
        if verb + 1 < last and wording.tokens[verb + 1].kind == "verdict":
            return _read_all_reviews(clause._replace(verb=verb + 1))
        return _read_all_reviews(clause) if _are_closed(clause) else None
    if _is_joined_outcome(clause):
        return _read_all_outcomes(clause._replace(verb=last - 1))
    handled = clause.is_handled() and not any_in(MANNERS, wording.words(clause.at, verb))
    done = wording.tokens[verb].meaning == "finished" or handled
    return read_all_answered(clause) if done else None


def _are_closed(clause: Clause) -> bool:
    """Whether reviews are said to be closed: 行政诉讼均已审结; not 行政复议均已答复, nor 办理的行政复议均已办结."""
    told, word = kinds(clause.subject), clause.wording.word(clause.verb)
    ours = word == _CLOSED or clause.wording.is_caused(clause.subject)
    return "review" in told and not told & {"answer", "receive"} and ours and word.endswith("结")


def read_aside(wording: Wording, anchor: int, aside: Run) -> Found | None:
    """收到申请3件（均为自然人）: nobody else is among those counted before brackets."""
    before = [q for q in wording.counted_before(anchor) if q.what]
    if not before or clause_end(wording.tokens, before[-1].at) < anchor or aside.asides:
        return None
    last = before[-1]
    only = {"way", "all_ways", "stop"} if last.number.value == 1 else set[str]()
    if not last.what or last.what.name not in ("new", "done") or kinds(aside.tokens) - _IN_BRACKETS - only:
        return None
    none = _other_applicants(wording.run, aside.tokens)
    return Found(last.at, last.at, none) if none else None


# -- who applied: 均为自然人申请 ---------------------------------------------------------------------------

_BEFORE_APPLICANTS = {"plain", "happen", "comma", "own", "whole"}
_BEHIND_APPLICANTS = {"plain", "applicant", "receive", "comma", "way", *REQUESTS}
_NOT_WHO_APPLIED = {"review", "other_thing", "way"}


def _read_all_applicants(clause: Clause) -> Found | None:
    """均为自然人申请: nobody else has applied."""
    wording, at, last = clause.wording, clause.at, clause.last
    tokens, subject = wording.tokens, clause.subject
    named = [i for i in range(at + 1, last) if tokens[i].kind == "applicant"]
    if not named or wording.run.about_at(at) != "requests":
        return None
    if tokens[last - 1].means("plain", "of"):
        return None  # 申请人为自然人的，当面送达
    counted = [q.what for q in wording.counted_before(at) if q.what]
    if counted and (counted[-1].kind == "outcome" or counted[-1].name.startswith("carried")):
        return None  # 结转下年度的3件，申请人均为自然人
    between, behind = kinds(tokens[at + 1 : named[0]]), kinds(tokens[named[0] + 1 : last])
    others = _other_applicants(wording.run, tokens[at:last])
    if between - _BEFORE_APPLICANTS or kinds(subject) & _NOT_WHO_APPLIED:
        return None
    if behind - _BEHIND_APPLICANTS or others is None:
        return None
    applied = kinds(subject) & REQUESTS or "people" in meant(subject, "applicant")
    came = any(q.what and q.what.name == "new" for q in wording.told)
    told = (wording.is_dated(at) and applied) or "receive" in wording.run.kinds or came
    end = last - 1 if tokens[last - 1].means("plain", "made") else named[-1]
    return Found(at, end, others, some=figures.RECEIVED if told else None)


def _other_applicants(run: Run, clause: Tokens) -> Sum | None:
    """The applications of all those whom a clause does not name; none where it names nobody, or everybody."""
    people = {
        run.word(t)
        for t, following in pairwise([*clause, None])
        if t and t.means("applicant", "people")
        if not (following and following.means("applicant", "natural_person"))  # 居民个人
    }
    if people - WHO_APPLIES:
        return None  # 均为居民或企业
    meanings = set(meant(clause, "applicant")) - {"people"}
    if "organisations" in meanings:
        meanings |= set(APPLICANTS[1:])
    others = [name for name in APPLICANTS if name not in meanings]
    if not meanings or not others:
        return None
    return Sum("本年新收中的其他申请人", figures.applicants(others, figures.NEW).cells)


# -- how reviews ended: 行政复议和行政诉讼均获维持, 全部胜诉 ---------------------------------------------------

# How no case has ended where all are said to have ended in one way.
_OTHERWISE = {
    "upheld": ("corrected",),
    "dismissed": ("corrected", "pending"),
    "vague": ("pending",),
    "finished": ("pending",),
    "won": ("corrected",),
    "pending": ("upheld", "corrected", "other"),
    "other": ("upheld", "corrected", "pending"),
    "corrected": ("upheld", "other", "pending"),
}
# How a case may go on in the next instance.
_OF_ONE_INSTANCE = {"dismissed", "vague", "finished"}


def _read_all_reviews(clause: Clause) -> Found | None:
    """均获维持, 均未审结, 全部胜诉: no case ended otherwise."""
    wording, at, told = clause.wording, clause.at, clause.subject
    verdict = wording.tokens[clause.verb].meaning
    counted = wording.counted_before(at)
    what = counted[-1].what if counted and counted[-1].at >= clause.first else None
    named = wording.reviews_before(at) if not counted or "review" in kinds(told) else set[str]()
    if what and what.kind == "review" and what.name.endswith("."):
        named = {what.name.removesuffix(".")}  # 5件行政复议案件均获维持
    if not named or "others" in kinds(told):
        return None
    which = reviews_named([*named])
    if verdict == "won" and which == "both":
        which = "litigation"
    others = _OTHERWISE.get(verdict, ())
    in_instances = "instance" in meant(wording.tokens, "in_court")
    if not others or (in_instances and verdict in _OF_ONE_INSTANCE):
        return None
    none = reduce(add, (figures.reviews(which, other)[0] for other in others))
    # 行政诉讼均胜诉, with nothing before it that tells what they came of, may be said of other ones.
    sure = what or wording.is_caused(told)
    return Found(at, clause.verb, none, some=figures.reviews(which)[0] if sure else None)


# -- with which outcome applications ended: 均予以公开, 均属于本机关不掌握 ---------------------------------------

_PRONOUNS = {"plain", "own", "done", "results", *REQUESTS}
# Among which groups the table has outcomes that are none of its own: no application had one of the others.
MAY_BE_COUNTED_AS = {
    "not_existing": ("unavailable", "other_handling"),
    "not_information": ("unavailable", "not_processed", "other_handling"),
    "withdrawn": ("not_processed", "other_handling"),
}
_OF_A_GROUP = {"outcome", "plain", "of_which"}
_ROWS = {"all", "plain", "comma", "outcome"}


def _read_all_outcomes(clause: Clause) -> Found | None:
    """均予以公开: no application had another outcome."""
    wording, at, verb, last = clause.wording, clause.at, clause.verb, clause.last
    tokens, form = wording.tokens, wording.office.form
    opened = tokens[verb].kind == "open_word"  # 均已办结并按程序公开
    group = "granted" if opened else tokens[verb].meaning.partition(".")[0]
    before = [q.what.name for q in wording.counted_before(at) if q.what]
    subject = kinds(clause.subject) - _PRONOUNS
    if before[-1:] == [group] and not subject:
        return _all_of_rows(clause, verb, verb, tokens[verb:last])
    if not clause.is_about_requests() or clause.tells_of_some():
        return None
    of_all = before[-1:] in (["new"], ["done"]) and not subject
    if group in MAY_BE_COUNTED_AS:
        ends = not kinds(tokens[verb + 1 : last]) - {"plain", *REQUESTS}
        return Found(at, verb, figures.all_but(form, *MAY_BE_COUNTED_AS[group])) if ends and of_all else None
    groups = _joined_groups(clause, group)
    # What is said behind a number is said of those that it counts.
    if not groups <= figures.GROUPS.keys() or (group != "granted" and not of_all):
        return None
    # 均在期限内予以公开 may be said of those published in part too, and not of those still open.
    in_time = group == "granted" and not clause.says_all()
    also = {"partial"} if in_time else set()
    others = figures.all_but(form, *(g for g in figures.GROUPS if g in groups | also))
    left = before[-1:] == ["new"] and not wording.loosely and group == "granted" and not in_time
    came = figures.RECEIVED if clause.came(told_as_done=False) else None
    return Found(at, verb, others + figures.CARRIED_OUT if left else others, some=came)


def _joined_groups(clause: Clause, group: str) -> set[str]:
    """The groups that a clause joins to the one that all are said to be of: 均予以公开或部分公开.

    Of those opened some may be told to be opened in part: 均予以公开，其中部分公开2件.
    """
    tokens = clause.wording.tokens
    told = meant(tokens[clause.verb : clause.last], "outcome")
    behind = meant(tokens[clause.last :], "outcome") if group == "granted" else ()
    return {group, *(name.partition(".")[0] for name in told), *({"partial"} & set(behind))}


def _is_joined_outcome(clause: Clause) -> bool:
    """Whether an outcome is joined to the verb and ends the clause: 均已办结并予以公开."""
    tokens = clause.wording.tokens
    between = kinds(tokens[clause.verb + 1 : clause.last - 1])
    ends = tokens[clause.last - 1].kind in ("outcome", "open_word")
    return ends and between <= {"plain", "more_over", "answer"} and "more_over" in between


def _all_of_rows(clause: Clause, first: int, last: int, named: Tokens) -> Found | None:
    """不予公开2件，均属于四类过程性信息: of that group no other row has any."""
    named = without_information(named)
    names = set(meant(named, "outcome"))
    groups = {name.partition(".")[0] for name in names}
    if kinds(named) - _ROWS or len(groups) != 1 or groups & names or not groups <= set(figures.GROUPS):
        return None
    others = figures.other_rows(clause.wording.office.form, groups.pop(), names)
    return Found(first, last, others) if others.cells else None


def _read_rows_of_the_named(clause: Clause) -> Found | None:
    """不予公开的均因涉及国家秘密, 不予处理的全部为信访类: of the group that a clause begins with no other row has any."""
    wording, at, last = clause.wording, clause.at, clause.last
    group = meant(clause.subject, "outcome")
    if len(group) != 1 or kinds(clause.subject) - _OF_A_GROUP or wording.run.about_at(at) != "requests":
        return None
    said = replace(wording.run, tokens=list(wording.tokens[at:last]), asides=[])
    return _all_of_rows(clause, at, last - 1, with_short_rows(said, group[0]).tokens)


# How to read what all are said to be, by the kind of the word that says it.
_BY_WORD: Mapping[str, Callable[[Clause], Found | None]] = {
    "answer": _read_by_an_answer,
    "outcome": _read_all_outcomes,
    "verdict": _read_all_reviews,
}
