"""Rates in per cent, of what was handled or made public: 办结率100%, 按时答复率98.5%."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import FINISHED, LIMITS, REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.percentages.beside import counted_beside, rate_of, stem_place
from ndbg.check.prose.percentages.portions import Portion, are_plain, portion
from ndbg.check.prose.percentages.ratios import ALL, Ratio, Share
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, are_caused, clause_start, counts, is_change, item_start, unit
from ndbg.check.prose.tokens import Token
from ndbg.form import Form
from ndbg.text.patterns import any_in

_DISCLOSED = ("disclose", "granted")
_COUNTED = (*figures.OF_OUTCOMES, figures.DONE_OF_NEW)
_HANDLED: tuple[Ratio, ...] = ((figures.DONE, figures.RECEIVED), (figures.DONE_OF_NEW, figures.NEW))
_BETWEEN = {"plain", "sum", "more", "all"}
_SUBJECT = {"plain", "comma", "own", "when", "thing", "rate", *REQUESTS}
# What may stand beside words that say that all was answered.
_CLAIM = {
    "all", "answer", "in_time", "done", "plain", "comma", "own", "request", "request_short", "thing",
    "other", "name",
}  # fmt: skip
_LEAVING_OUT = {
    "in_time", "due", "carry", "turn", "open", "rest", "except", "no", "more_over", "results",
    "verdict", *REQUESTS,
}  # fmt: skip
_LEFT_OVER = {"carry", "turn", "open", "rest", "except", "no", "number", "plan"}
_VERB = 2  # 办结, 答复: what 按时办结率 is the rate of


def rates(paragraph: Paragraph, office: Office) -> Iterator[Share]:
    """The rates that a paragraph states, as far as the tables or the text itself tell what they are."""
    before: Run | None = None
    following = [*(s.run.counts() for s in paragraph.sentences[1:]), []]
    for sentence, behind in zip(paragraph.sentences, following, strict=False):
        run = sentence.run
        if "verdict" in run.kinds:
            yield from _of_verdicts(run, office)
        for at in (i for i, t in enumerate(run.tokens) if unit(t) == "%"):
            rate = _rate(sentence, at, office, before)
            told = {n.value for i, n in run.counts() if i > at} | {n.value for _, n in behind}
            if rate and not (rate.percent == ALL and _is_rest_told(rate, told)):
                yield rate
        for apart in _in_brackets(sentence) if "rate" in run.kinds else ():
            if rate := _rate(apart, len(apart.run.tokens) - 2, office, before):
                yield rate
        before = run


def _is_rest_told(rate: Share, told: set[Decimal]) -> bool:
    """Whether it is told behind a rate how many there are that it leaves out: 84条，答复81条，答复率100%。其余3条尚在办理."""
    return rate.is_told and any(whole - part in told for part, whole in rate.values)


def _in_brackets(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence up to a rate in brackets, as if that stood behind a comma: 均已答复（办结率100%）."""
    for anchor, aside in sentence.run.asides:
        tokens = aside.tokens
        number = tokens[-1].number if tokens else None
        stated = number is not None and number.unit == "%" and number.exact
        if stated and tokens[0].kind == "rate" and kinds(tokens[1:-1]) <= _BETWEEN:
            yield sentence.with_brackets(anchor, aside)


def _rate(sentence: Sentence, at: int, office: Office, previous: Run | None) -> Share | None:
    """The rate that a percentage is: by the counts beside it, or of a known name, by what it is the rate of."""
    run, tokens = sentence.run, sentence.run.tokens
    sign, stated = rate_of(run, at), portion(run, at)
    if sign is None or stated is None or (stated.value == ALL and _is_of_those_due(run, sign, previous)):
        return None
    pairs = counted_beside(run, sign, previous, of_all=stated.value == ALL)
    rate = Share(min(tokens[sign].start, stem_place(run, sign)[0]), stated.until, stated, pairs)
    if pairs:
        # 143封，按期回复141封，回复率100%: of those that were due.
        of_some = stated.value == ALL and pairs[0][0] != pairs[0][1] and not _are_all_due(run, sign)
        return None if of_some else rate
    known = _of_known_name(sentence, sign, rate, office, previous) if tokens[sign].kind == "rate" else None
    return known or _of_all(run, sign, rate) or _of_last_two(run, sign, rate)


# -- of reviews -------------------------------------------------------------------------------------


def _of_verdicts(run: Run, office: Office) -> Iterator[Share]:
    """维持率75%, 纠错率12.5%: of all cases of the kind that the sentence names, or of those that are closed."""
    for at, token in enumerate(run.tokens):
        number, stated = token.number, portion(run, at)
        if unit(token) != "%" or number is None or not number.exact or not number.value or stated is None:
            continue
        near = range(at - 1, max(at - 3, 0) - 1, -1)
        sign = next((i for i in near if run.tokens[i].kind not in ("plain", "sum")), at)
        verdict = run.tokens[sign]
        if not verdict.means("verdict", "upheld", "corrected") or not run.word(verdict).endswith("率"):
            continue
        if ratios := tuple(_of_reviews_told(run, sign)) or _of_reviews(run, sign, at, office):
            yield Share(verdict.start, token.end, stated, ratios)


def _of_reviews(run: Run, sign: int, at: int, office: Office) -> tuple[Ratio, ...]:
    """The verdicts of the tables for the kind of reviews that a sentence names; offices tell the rate of all their cases too."""
    named = {m.partition("_")[0] for m in meant(run.tokens[:sign], "review")}
    elsewhere = run.kinds & {"in_court", "compare"} or "part" in kinds(run.tokens[:at]) or len(named) != 1
    own = office.owned(run)[at] and office.speaks_of(run, sign, at)
    if elsewhere or not own or not are_caused(run.tokens):
        return ()
    columns = (run.tokens[sign].meaning, "", "pending")
    part, whole, pending = (figures.reviews(min(named), column)[0] for column in columns)
    return (part, whole), (part, whole - pending)


def _of_reviews_told(run: Run, sign: int) -> Iterator[Ratio]:
    """行政复议120件，其中维持80件、纠正9件、未审结31件，纠正率7.5%: both counts are told, the part in a list before its rate."""
    told = counts(run, sign)
    if len(told) < 2 or kinds(run.tokens[told[-1][0] + 1 : sign]) - {"stop", "plain"}:
        return
    named = [(n, run.tokens[item_start(run.tokens, at) : at]) for at, n in told]
    verdict = run.tokens[sign].meaning
    parts, pending = (
        [n for n, label in named if of in meant(label, "verdict")] for of in (verdict, "pending")
    )
    wholes = [n for n, label in named[:-1] if "review" in kinds(label)]
    if parts and len(wholes) == 1 and parts[-1] is not wholes[0] and are_plain(parts[-1], *wholes):
        left = (Decimal(0), *(n.value for n in pending))
        yield from ((parts[-1].value, wholes[0].value - value) for value in left)


# -- of what is not known by name -------------------------------------------------------------------


def _of_all(run: Run, sign: int, rate: Share) -> Share | None:
    """A rate of what is said to have become of all: 92家全部公开预算，公开率98%."""
    tokens, first = run.tokens, clause_start(run.tokens, sign)
    stem = run.text[slice(*stem_place(run, sign))]
    named = run.text[tokens[first].start : tokens[sign].end] == f"{stem}率"
    before = tokens[clause_start(tokens, first - 1) : first] if first else ()
    for at, token in enumerate(before):
        if named and rate.percent != ALL and token.kind == "all" and run.text.startswith(stem, token.end):
            return rate._replace(claim=(token.start, before[at + 1].end))
    return None


def _of_last_two(run: Run, sign: int, rate: Share) -> Share | None:
    """A rate behind two counts of one unit, of which nobody knows whether it is told: 投稿40篇，采用26篇，刊发率65%.

    The second is what it is the rate of, or what is missing: 抽查150个，发现问题12个，合格率92%.
    """
    before = counts(run, sign)
    found = [(i, n.value) for i, n in before if n.exact and not n.step and n.unit == before[-1][1].unit]
    told = [value for _, value in found]
    if rate.percent == ALL or len(told) < 2 or not told[-2] > told[-1] > 0:
        return None
    joined = kinds(run.tokens[found[-2][0] + 1 : found[-1][0]]) >= {"comma", "other_thing"}
    if joined or told[-2] + told[-1] in told[:-2]:
        return None  # 建议48件、提案9件: two parts
    part, whole = told[-1], told[-2]
    pairs = ((p, w) for w in told for p in told if w >= p)
    return rate._replace(ratios=((part, whole), (whole - part, whole), *pairs), unsure=2)


# -- of what is known by name -----------------------------------------------------------------------


def _of_known_name(
    sentence: Sentence, sign: int, rate: Share, office: Office, previous: Run | None
) -> Share | None:
    """A rate with what it may be the rate of by its name: of applications by the tables, of others what was counted."""
    run, tokens = sentence.run, sentence.run.tokens
    at, meaning = rate.portion.end, tokens[sign].meaning
    if meaning == "papers":
        return None
    of_tables = (
        _is_of_requests(sentence, sign, at) and office.owned(run)[at] and office.speaks_of(run, sign, at)
    )
    if meaning in _DISCLOSED:
        disclosed = _disclosed(office.form, partial="outcome" in kinds(tokens[sign:at]))
        return rate._replace(ratios=tuple(disclosed)) if of_tables else None
    claim = _claim(run, sign, previous) if rate.percent != ALL else ()
    if claim and _covers(run, claim, tokens[sign]):
        rate = rate._replace(claim=(claim[0].start, claim[-1].end))
    if of_tables and meaning == "in_time":
        return rate._replace(ratios=_HANDLED if rate.claim else (), of=_COUNTED)
    if of_tables:
        return rate._replace(ratios=_HANDLED if meaning == "answer" else ())
    if rate.claim is None:
        rate = rate._replace(of=tuple(_counted_before(run, sign, rate.portion)))
    return rate if rate.claim or rate.of else None


def _counted_before(run: Run, sign: int, stated: Portion) -> Iterator[Decimal]:
    """来信34件，办结率100%: what was counted right before a rate, alone or with others before it.

    Nothing where that is the part itself: 应办261件，实办250件，办结率95.79%.
    """
    before = counts(run, sign)
    if not before or kinds(run.tokens[before[-1][0] + 1 : sign]) - {"stop", "comma", "plain", "own"}:
        return
    last = before[-1][0]
    told = run.tokens[clause_start(run.tokens, last) : last]
    if len(before) == 1 and "finished" in meant(told, "answer") and "receive" not in kinds(told):
        return  # 办结56件，办结率93.3%: of how many is not told here
    near = [n for _, n in reversed(before)]
    if are_plain(*near) and not any(stated.is_of(near[0].value, n.value) for n in near[1:]):
        yield from accumulate(n.value for n in near)


def _is_of_requests(sentence: Sentence, sign: int, at: int) -> bool:
    """Whether a rate is one of applications: named beside it, or what was counted right before.

    What stands in brackets behind a rate says more of it. Behind reviews a sentence of its own goes back to them.
    """
    run = sentence.run
    told = [q for q in sentence.outside() if q.at < sign and not is_change(run.tokens, q.at)]
    about = run.about_at(sign)
    back = about == "reviews" and (_are_no_reviews(run, sign) or (not told and sentence.flows))
    if not (about == "requests" or back) or any(anchor == at + 1 for anchor, _ in run.asides):
        return False
    subject = run.tokens[item_start(run.tokens, sign) : sign]
    named = kinds(subject) & {"request", "request_open"} or run.tokens[sign].meaning == "granted"
    if told and not named and not kinds(run.tokens[told[-1].at :][:2]) & {*REQUESTS}:
        what = told[-1].what
        if what is None or what.kind not in ("flow", "applicant", "outcome"):
            return False
    partial = run.tokens[sign].meaning in _DISCLOSED
    between = [t for t in run.tokens[sign + 1 : at] if not (partial and t.means("outcome", "partial"))]
    when = set(meant(subject, "when")) - {"this"}
    return not (kinds(subject) - _SUBJECT or when or kinds(between) - _BETWEEN)


def _are_no_reviews(run: Run, sign: int) -> bool:
    """Whether right before a rate reviews are only said not to have come: 未发生行政复议，办结率100%."""
    first = clause_start(run.tokens, sign)
    before = run.tokens[clause_start(run.tokens, first - 1) : first] if first else ()
    return {"no", "review"} <= kinds(before) and "number" not in kinds(before)


def _disclosed(form: Form, *, partial: bool) -> Iterator[Ratio]:
    """What was made public of what was handled; in part too where it is said so: 公开率（含部分公开）62.7%."""
    granted = figures.outcome(form, "granted")
    parts = (granted + figures.outcome(form, "partial"), granted)
    yield from ((part, whole) for part in parts[: 1 if partial else None] for whole in figures.OF_OUTCOMES)


# -- what the text itself says of all ---------------------------------------------------------------


def _are_all_due(run: Run, sign: int) -> bool:
    """Whether a sentence tells of nothing that a rate of all might leave out, and its rate is that of what was done: 办结率."""
    behind = run.tokens[sign:]
    told = run.kinds if any(t.counted for t in behind) else run.kinds - {"no"}  # ，未发生舆情
    return run.tokens[sign].means("rate", "answer") and not told & _LEAVING_OUT


def _is_of_those_due(run: Run, sign: int, previous: Run | None) -> bool:
    """Whether a rate of all leaves room for what is not due yet: 按期办结率, 按期办结率、答复率, 均在期限内答复，答复率."""
    if "in_time" in meant(run.tokens[clause_start(run.tokens, sign) : sign + 1], "rate"):
        return True
    claim = _claim(run, sign, previous)
    within = any(any_in(LIMITS, run.word(t)) for t in claim if t.kind == "in_time")
    return within and not any_in(FINISHED, "".join(map(run.word, (*claim, run.tokens[sign]))))


def _covers(run: Run, claim: Tokens, sign: Token) -> bool:
    """Whether words that say that all were answered leave nothing that a rate could be short of.

    What was all handled may have been so too late; what was all answered may still be open, but for applications.
    """
    said = run.text[claim[0].start : claim[-1].end]
    done = run.word(sign).removesuffix("率")[-_VERB:] in said or any_in(FINISHED, said)
    of_requests = run.about_at(run.tokens.index(sign)) == "requests"
    return (done or of_requests) and (sign.meaning != "in_time" or "in_time" in kinds(claim))


def _claim(run: Run, sign: int, previous: Run | None) -> Tokens:
    """The words right before a rate that say that all were answered: 均按时答复，按时答复率95%; empty where none do.

    They stand in the clauses before the rate, back to the last number, or end the sentence before where the rate
    begins its own.
    """
    tokens, end = run.tokens, sign
    start = clause_start(tokens, sign)
    if not start and previous and not kinds(tokens[:sign]) - _SUBJECT and not _all_answered(run, 0, sign):
        run, tokens = previous, previous.tokens
        end = len(tokens) - (tokens[-1].kind == "stop" if tokens else 0)
        return _all_answered(run, clause_start(tokens, end - 1), end) if end else ()
    while not (found := _all_answered(run, start, end)):
        beyond = kinds(tokens[start:end]) & _LEFT_OVER or (
            end == sign and kinds(tokens[start:end]) - _SUBJECT
        )
        if beyond or not start or not tokens[start - 1].means("stop", "，", "；"):
            return ()
        start, end = clause_start(tokens, start - 1), start - 1
    return found


def _all_answered(run: Run, start: int, end: int) -> Tokens:
    """The words of a clause that say that all were answered: 均已办结, 按时办结、按时答复 without a number."""
    clause = [t for t in run.tokens[start:end] if not t.means("more_over", "and")]  # 均已答复并办结
    numbered = [t.kind for t in clause[:1]] == ["number"] and kinds(clause[1:2]) & REQUESTS
    if numbered and "all" in kinds(clause):
        clause = clause[1:]  # 8件政府信息公开申请均按时办结
    found = kinds(clause)
    if "answer" not in found or found - _CLAIM or ("all" not in found and found & {"other", "name"}):
        return ()
    first = next((i for i, t in enumerate(clause) if t.kind in ("all", "in_time", "done")), len(clause))
    verbs = [i for i, t in enumerate(clause) if t.kind == "answer" and i > first]
    said = clause[first : verbs[-1] + 1] if verbs and clause[verbs[-1]].meaning == "finished" else []
    return () if "other" in kinds(said) else said
