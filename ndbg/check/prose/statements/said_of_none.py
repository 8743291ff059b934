"""What is said of none: none came, went over, was refused; nobody went to court; nothing was issued."""

from dataclasses import replace
from functools import reduce
from operator import add

from ndbg.check.prose import figures
from ndbg.check.prose.figures import APPLICANTS, Sum
from ndbg.check.prose.lexicon import (
    AS_A_FACT,
    NOTHING_MORE,
    OF_A_FAULT,
    OF_ENFORCEMENT,
    OF_ONE_KIND,
    REQUESTS,
)
from ndbg.check.prose.quantities.reviews import reviews_named
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import clause_end, clause_start
from ndbg.check.prose.statements.clause import BEFORE_A_VERB, Clause, Found, Wording, reviews_in
from ndbg.text.patterns import any_in

_BEFORE_RECEIVED = {"caused", "all_ways", "own", "and_so_on", "plain", "happen", "receive", "answer", "applicant", "comma", "has", "sum", "when"}  # fmt: skip
_NOT_NONE_RECEIVED = {"way", "other_thing", "review", "by_topic", "document"}
_BEHIND_RECEIVED = {"review", "outcome", "other_thing", "happen", "in_time", "by_topic", "way", "rate", "verdict", "carry"}  # fmt: skip
_BEFORE_REVIEW = {"own", "thing", "in_time", "open_word", "plain", "happen", "receive", "caused", "comma", "has", "by_topic", "when", "year", "applicant", "answer", "other", *REQUESTS}  # fmt: skip
_BEHIND_REVIEW = {"verdict", "outcome", "number", "carry", "in_court", "other_thing", "in_time", "publish", "other"}  # fmt: skip
_OF_OFFICES = ("个", "家", "部门", "名", "人")
# What may stand beside how reviews ended, beside outcomes, and beside documents and decisions, that there were none of.
_BESIDE_VERDICTS = {"plain", "happen", "receive", "caused", "comma", "has", "by_topic", "review", "answer", "verdict", "review_body", "thing", "all", "when", "year", "own", *REQUESTS}  # fmt: skip
_BESIDE_PENDING = {"plain", "has", "comma", "review", "thing", "caused", "verdict"}
_BESIDE_OUTCOMES = {"outcome", "comma", "plain", "thing", "and_so_on", "happen", "decide", "all", "sum", *REQUESTS}  # fmt: skip
_BESIDE_DOCUMENTS = {"document", "decision", "decide", "issue", "repeal", "in_force", "plain", "comma", "own", "has", "when", "year", "happen", "publish", "open_word", "more_over", "sum", "all", "whole", "and_so_on", "thing"}  # fmt: skip
_COLUMNS = {"issue": "issued", "repeal": "repealed", "in_force": "in_force"}
_NEEDED, _ADDED = ("需", "需要"), "新增"
# What may stand before 为零 or 没有 and tells what there was none of, and what behind it: 申请零受理.
_BEFORE_ZERO = {"plain", "comma", "review_body", "review", "all", "when", "year", "own", "caused", "happen", "sum", "receive", "thing", "outcome", "document", "decision", "issue", "repeal", "in_force", "decide", "answer", "verdict", "whole", "carry", *REQUESTS}  # fmt: skip
_BEHIND_ZERO = {"receive", "happen", "plain"}
_NONE = ("无", "没有", "未", "均未")
_NONE_OF_APPLICANTS = {"plain", "happen", "receive", "applicant", "comma", "has", *REQUESTS}


def read_none(clause: Clause) -> Found | None:
    """What a clause says there was none of: not 18个单位未收到申请, 没有收到申请的，按时报零, 除上年的1件外，未发生行政诉讼."""
    told, end = kinds(clause.subject), clause.tokens[-1]
    of_offices = any(t.number and t.number.unit in _OF_OFFICES for t in clause.subject)
    case = end.means("plain", "of") and clause.wording.run.text.startswith("，", end.end)
    left_out = told & {"rate", "except"} or "besides" in kinds(clause.leaves_out)
    if of_offices or case or left_out or clause.is_of_a_few():
        return None
    readers = (_read_no_review, _read_none_received, _read_none_named, read_zero)
    if "outcome" in told:
        return read_zero(clause)
    return next((found for reader in readers if (found := reader(clause))), None)


def _read_none_named(clause: Clause) -> Found | None:
    """未被纠错, 没有制发规范性文件, 无不予公开: what stands behind the negation is denied."""
    none = _figures_named(clause, (clause.at + 1, clause.last))
    return Found(clause.at, clause.last - 1, none) if none else None


def read_zero(clause: Clause) -> Found | None:
    """依申请公开为零, 行政复议和行政诉讼均为零, 诉讼没有发生, 复议诉讼：无: so is what stands before it."""
    wording, first, at = clause.wording, clause.first, clause.at
    if at == first > 1 and wording.tokens[first - 1].means("stop", "："):
        first = clause_start(wording.tokens, first - 1)
        clause = clause._replace(first=first)
    words = [t for t in clause.subject if not t.means("stop", "：")]
    told = kinds(words)
    if not _is_zero(wording, at) or kinds(clause.behind) - _BEHIND_ZERO or told - _BEFORE_ZERO:
        return None
    if "carry" in told:
        when = meant(words, "when")  # 结转下年度：无; 上年结转为零
        sums = {"next": figures.CARRIED_OUT, "last": figures.CARRIED_IN}
        return Found(first, at, sums[when[0]], dated=True) if len(when) == 1 and when[0] in sums else None
    if none := _figures_named(clause, (first, at)):
        return Found(first, at, none)
    if told & {"outcome", "document", "decision", "verdict"}:
        return None
    start = next((i for i in range(first, at) if wording.tokens[i].kind in {"review", *REQUESTS}), at)
    if named := {m.partition("_")[0] for m in meant(words, "review")}:
        of_some = any_in((*OF_ONE_KIND, *OF_A_FAULT), wording.words(first, at))
        which = "both" if len(named) > 1 else named.pop()
        return None if of_some else Found(start, at, figures.reviews(which)[0])
    handled = "answer" in told and "receive" not in told
    asked = told & {"request", "request_open"} or told >= {"receive", "request_short"}
    return Found(start, at, figures.DONE if handled else figures.NEW) if asked else None


def _is_zero(wording: Wording, at: int) -> bool:
    """Whether a token is 零, 没有 behind what there is none of, 0%, or 0 without a measure word behind 为: 申请数量为0."""
    token = wording.tokens[at]
    if token.number is None or token.number.value:
        return token.means("no", "zero") or wording.word(at) in _NONE
    before = wording.tokens[at - 1]
    said = before.means("plain", "is") or (before.kind == "all" and wording.word(at - 1).endswith("为"))
    return token.number.unit == "%" or (token.kind == "figure" and said)


# -- what is named, with a column of its own ----------------------------------------------------------


def _figures_named(clause: Clause, named: tuple[int, int]) -> Sum | None:
    """The figures that the words of a clause between two places name: verdicts, documents, decisions, outcomes."""
    wording = clause.wording
    words = [t for t in wording.tokens[slice(*named)] if not t.means("stop", "：")]
    found = kinds(words)
    if "verdict" in found:
        return _of_verdicts(clause, named)
    if found & {"document", "decision"}:
        return _of_second_table(clause, words)
    if "outcome" not in found or found - _BESIDE_OUTCOMES or wording.run.about_at(clause.at) != "requests":
        return None
    names = list(dict.fromkeys(meant(words, "outcome")))
    if any(name.partition(".")[0] not in figures.GROUPS for name in names):
        return None
    # 没有因国家秘密不予公开的情形: of a group, where rows of it are named, no more than these.
    named_rows = [name for name in names if not any(other.startswith(f"{name}.") for other in names)]
    return reduce(add, (figures.outcome(wording.office.form, name) for name in named_rows))


def _of_verdicts(clause: Clause, named: tuple[int, int]) -> Sum | None:
    """The reviews that ended so: 未被纠错, 无败诉, 无未审结案件, 行政复议纠错率为0."""
    wording, at, (start, end) = clause.wording, clause.at, named
    tokens = wording.tokens
    ended = [i for i in range(start, end) if tokens[i].means("verdict", "corrected", "pending")]
    if not ended:
        return None
    verdict, words = tokens[ended[0]], {wording.word(i) for i in ended}
    pending = verdict.meaning == "pending"
    beside = kinds(tokens[start : end if pending else ended[0]])
    if beside - (_BESIDE_PENDING if pending else _BESIDE_VERDICTS):
        return None
    if any_in(OF_ONE_KIND, wording.words(min(start, at), ended[-1])):
        return None
    last = max(end, clause_end(tokens, at))
    reviews = set(meant(tokens[clause.first : last], "review"))
    if all(word.startswith("败诉") for word in words):
        before = tokens[ended[0] - 1] if ended[0] else verdict
        reviews = reviews if before.meaning == "reconsideration" else {"litigation"}
    reviews = reviews or wording.reviews_before(at)
    if not reviews and ("review" in wording.run.kinds or not any("纠" in word for word in words)):
        return None
    return figures.reviews(reviews_named([*reviews]) or "both", verdict.meaning)[0]


def _of_second_table(clause: Clause, words: Tokens) -> Sum | None:
    """没有制发规范性文件, 无规范性文件出台, 行政处罚、行政强制均为零; without a verb 规范性文件 are those made."""
    wording = clause.wording
    documents, decided = meant(words, "document"), meant(words, "decision")
    words = [replace(t, kind="issue") if wording.run.word(t) == _ADDED else t for t in words]
    columns = dict.fromkeys(_COLUMNS[t.kind] for t in words if t.kind in _COLUMNS)
    needed = any(wording.run.word(t) in _NEEDED for t in words)  # 无需废止规范性文件
    if kinds(words) - _BESIDE_DOCUMENTS or needed or (documents and decided):
        return None
    # Where 市政府 has made none, its departments may have.
    of_a_part = wording.office.is_government and "政府" in wording.words(clause.first, clause.at)
    if of_a_part or kinds(clause.subject) - BEFORE_A_VERB - kinds(words):
        return None
    form = wording.office.form
    if decided:
        return reduce(add, (figures.decisions(form, which) for which in dict.fromkeys(decided)))
    if not columns and kinds(words) & {"publish", "open_word", "has", "happen"}:
        return None
    sums = (figures.documents(form, d, c) for c in columns or ["issued"] for d in dict.fromkeys(documents))
    return reduce(add, sums)


# -- applications and reviews -------------------------------------------------------------------------


def _read_none_received(clause: Clause) -> Found | None:
    """未收到政府信息公开申请; of some applicants, or by some way, there may have been none."""
    wording, at, last = clause.wording, clause.at, clause.last
    tokens = wording.tokens
    place = wording.next(_after_topic(clause) + 1, last, _BEFORE_RECEIVED)
    applicants = set(meant(clause.behind, "applicant"))
    applicants = set() if "people" in applicants else applicants  # 公众、法人或其他组织 are all
    if kinds(clause.subject) & _NOT_NONE_RECEIVED:
        return None
    by_whom = "by" in meant(clause.behind, "plain")
    if applicants and ("natural_person" not in applicants or by_whom):
        return _read_none_of_applicants(clause, applicants)
    if place is None or _is_done_to_them(clause, place) or tokens[place].kind not in REQUESTS:
        return None
    behind = [t for t in tokens[place + 1 : last] if not t.means("other_thing", "information")]
    about = wording.run.about_at(at)
    # 申请 alone is one for information where the text is about them, or about nothing else; 无申请 must end its clause.
    received = "receive" in kinds(tokens[at + 1 : place]) or bool(applicants)
    bare = tokens[place].kind == "request_short" and not (received and about in ("requests", ""))
    if bare and (behind or about != "requests"):
        return None
    if "review" in kinds(behind) and kinds(behind) <= {"comma", "review", "plain"}:
        return Found(at, last - 1, figures.NEW + figures.reviews("both")[0])  # 未收到申请、行政复议和行政诉讼
    of_them = behind[1:2] if any(t.means("plain", "of") for t in behind[:1]) else ()
    if any(wording.run.word(t) not in AS_A_FACT for t in of_them):
        return None  # 没有收到申请的科室, not 没有收到申请的情况
    if kinds(behind) & _BEHIND_RECEIVED or kinds(behind[:1]) & {"other"}:
        return None
    handled = "answer" in kinds(tokens[at:place])  # 未收到和处理申请
    return Found(at, place, figures.NEW + figures.DONE if handled else figures.NEW)


def _is_done_to_them(clause: Clause, place: int) -> bool:
    """Whether applications are what something is done to: 未对政府信息公开申请收取费用; 向本机关 tells where they go."""
    wording, at = clause.wording, clause.at
    received = "receive" in kinds(wording.tokens[at:place])
    if received and wording.word(place).endswith("的申请"):
        return False  # 未收到对政府信息公开的申请
    pairs = (wording.tokens[i : i + 2] for i in range(at + 1, place))
    return any(t.means("plain", "toward") and following.kind != "own" for t, following in pairs)


def _after_topic(clause: Clause) -> int:
    """The place behind words that only lead up to applications: 未收到有关政府信息公开申请."""
    wording, at, last = clause.wording, clause.at, clause.last
    place = wording.next(at + 1, last, {"receive", "plain", "happen"})
    if place is None or wording.tokens[place].kind != "by_topic":
        return at
    following = wording.next(place + 1, last, {"own", "plain"})
    return place if following is not None and wording.tokens[following].kind in REQUESTS else at


def _read_none_of_applicants(clause: Clause, named: set[str]) -> Found | None:
    """无法人或其他组织的申请, 收到申请9件，无法人或其他组织: nobody of that kind has applied."""
    wording, at, found = clause.wording, clause.at, kinds(clause.behind)
    before = wording.counted_before(clause.first)
    counted = bool(before) and before[-1].what is not None and before[-1].what.name in ("new", "done")
    told_of = counted and not found - {"applicant", "comma", "plain"}
    if found - _NONE_OF_APPLICANTS or not (found & REQUESTS or told_of):
        return None
    if wording.run.about_at(at) != "requests":
        return None
    end = max(i for i in range(at, clause.last) if wording.tokens[i].kind in {"applicant", *REQUESTS})
    names = [name for name in (*APPLICANTS, "organisations") if name in named]
    return Found(at, end, figures.applicants(names, figures.NEW))


def _read_no_review(clause: Clause) -> Found | None:
    """未发生行政复议、行政诉讼."""
    wording, first, at, last = clause.wording, clause.first, clause.at, clause.last
    tokens, told = wording.tokens, kinds(clause.subject)
    listed = {i for i in range(at + 1, last) if _is_left_aside(wording, i)}
    place = next((i for i in range(at + 1, last) if not (tokens[i].kind in _BEFORE_REVIEW or i in listed)), 0)
    if not place or tokens[place].kind != "review" or told & {"rest", "number", "applicant"}:
        return None  # 36件申请人未提起行政复议
    if told & {"party", "review"} or "by_instance" in meant(tokens[first:place], "plain"):
        return None  # 原告未申请复议, 起诉前未申请复议, 复议后均未起诉: of those counted
    of_some = any_in((*OF_ONE_KIND, *OF_A_FAULT), wording.words(at, place))
    if of_some or any_in(OF_ENFORCEMENT, wording.words(first, place)):
        return None
    end = place
    for i in range(place + 1, last):
        if tokens[i].kind == "review":
            end = i
        elif tokens[i].kind not in ("plain", "comma", "happen", "caused") and not _is_another_listed(
            wording, i
        ):
            break
    if kinds([tokens[i] for i in range(end + 1, last) if i not in listed]) & _BEHIND_REVIEW:
        return None
    return Found(at, end, reviews_in(tokens[place : end + 1]))


def _is_left_aside(wording: Wording, at: int) -> bool:
    """Whether a token adds nothing to what a clause denies: 等情况, 没有信访、行政复议."""
    return wording.word(at) in NOTHING_MORE or _is_another_listed(wording, at)


def _is_another_listed(wording: Wording, at: int) -> bool:
    """Whether a token is another thing that a clause denies: 没有信访、行政复议和行政诉讼."""
    return wording.tokens[at].kind in ("other_thing", "other") and wording.is_listed(at)
