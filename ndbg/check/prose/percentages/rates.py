"""Rates in per cent, of what was handled or made public: 办结率100%, 按时答复率98.5%."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import FINISHED, LIMITS, REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.percentages.beside import counted_beside, rate_of, stem_place
from ndbg.check.prose.percentages.portions import portion, rounds_to
from ndbg.check.prose.percentages.ratios import ALL, Ratio, Share
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, are_caused, clause_start, counts, is_change, item_start, unit
from ndbg.check.prose.tokens import Number, Token
from ndbg.form import Form
from ndbg.text.patterns import any_in

_DISCLOSED = ("disclose", "granted")
_COUNTED = (*figures.OF_OUTCOMES, figures.DONE_OF_NEW)
_HANDLED: tuple[Ratio, ...] = ((figures.DONE, figures.RECEIVED), (figures.DONE_OF_NEW, figures.NEW))
_BETWEEN = {"plain", "sum", "more", "all"}
_SUBJECT = {"plain", "comma", "own", "when", "thing", "rate", *REQUESTS}
# What may stand beside words that say that all was answered.
_CLAIM = {
    "all",
    "answer",
    "in_time",
    "done",
    "plain",
    "comma",
    "own",
    "request",
    "request_short",
    "thing",
    "other",
    "name",
}
_LEAVING_OUT = {
    "in_time",
    "due",
    "carry",
    "turn",
    "open",
    "rest",
    "except",
    "no",
    "more_over",
    "results",
    "verdict",
    *REQUESTS,
}
_LEFT_OVER = {"carry", "turn", "open", "rest", "except", "no", "number", "plan"}


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
            told = {n.value for _, n in (*(count for count in run.counts() if count[0] > at), *behind)}
            if rate and not (rate.percent == ALL and _is_rest_told(rate, told)):
                yield rate
        for apart in _in_brackets(sentence) if "rate" in run.kinds else ():
            if rate := _rate(apart, len(apart.run.tokens) - 1, office, before):
                yield rate
        before = run


def _is_rest_told(rate: Share, told: set[Decimal]) -> bool:
    """Whether it is told behind a rate how many there are that it leaves out: 84条，答复81条，答复率100%。其余3条尚在办理."""
    pairs = [(p, w) for p, w in rate.ratios if isinstance(p, Decimal) and isinstance(w, Decimal)]
    return any(whole - part in told for part, whole in pairs)


def _of_verdicts(run: Run, office: Office) -> Iterator[Share]:
    """维持率75%, 纠错率12.5%: of all cases of the kind that the sentence names, or of those that are closed."""
    # Offices tell the rate of all their cases too.
    of_tables = are_caused(run.tokens) and not run.kinds & {"in_court", "compare"}
    for at, token in enumerate(run.tokens):
        number = token.number
        if unit(token) != "%" or number is None or not number.exact or not number.value:
            continue
        near = range(at - 1, max(at - 3, 0) - 1, -1)
        sign = next((i for i in near if run.tokens[i].kind not in ("plain", "sum")), at)
        verdict = run.tokens[sign]
        if not verdict.means("verdict", "upheld", "corrected") or not run.word(verdict).endswith("率"):
            continue
        stated = portion(run, at)
        rate = Share(verdict.start, token.end, stated) if stated else None
        if rate is None:
            continue
        named = {m.partition("_")[0] for m in meant(run.tokens[:sign], "review")}
        if ratios := tuple(_of_reviews_told(run, sign)):
            yield rate._replace(ratios=ratios)
        elif (
            of_tables
            and "part" not in kinds(run.tokens[:at])
            and len(named) == 1
            and office.owned(run)[at]
            and office.speaks_of(run, sign, at)
        ):
            which = named.pop()
            part, whole, pending = (
                figures.reviews(which, column)[0] for column in (verdict.meaning, "", "pending")
            )
            yield rate._replace(ratios=((part, whole), (part, whole - pending)))


def _of_reviews_told(run: Run, sign: int) -> Iterator[Ratio]:
    """行政复议120件，其中维持80件、纠正9件、未审结31件，纠正率7.5%: both counts are told, the part in a list before its rate."""
    told = counts(run, sign)
    if len(told) < 2 or kinds(run.tokens[told[-1][0] + 1 : sign]) - {"stop", "plain"}:
        return
    labels = [run.tokens[item_start(run.tokens, at) : at] for at, _ in told]
    named = zip(told, labels, strict=True)
    parts = [n for (_, n), label in named if run.tokens[sign].meaning in meant(label, "verdict")]
    wholes = [n for (_, n), label in zip(told[:-1], labels, strict=False) if "review" in kinds(label)]
    if not parts or len(wholes) != 1 or parts[-1] is wholes[0]:
        return
    part = parts[-1]
    pending = [
        n.value for (_, n), label in zip(told, labels, strict=True) if "pending" in meant(label, "verdict")
    ]
    if _is_plain(part, *wholes):
        yield part.value, wholes[0].value
        yield from ((part.value, wholes[0].value - value) for value in pending)


def _in_brackets(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence up to a rate in brackets, as if that stood behind a comma: 均已答复（办结率100%）."""
    run = sentence.run
    for anchor, aside in run.asides:
        first, last = (aside.tokens[0], aside.tokens[-1]) if aside.tokens else (None, None)
        if first is None or last is None or first.kind != "rate" or unit(last) != "%":
            continue
        if last.number and last.number.exact and kinds(aside.tokens[1:-1]) <= _BETWEEN:
            comma = Token("stop", "，", first.start, first.start)
            apart = replace(run, tokens=[*run.tokens[:anchor], comma, *aside.tokens], asides=[])
            told = tuple(q._replace(run=apart) for q in sentence.outside() if q.at < anchor)
            yield sentence._replace(run=apart, quantities=told)


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
    unit_ = _last_unit(run, sign)
    found = [(i, n.value) for i, n in counts(run, sign) if n.exact and not n.step and n.unit == unit_]
    told = [value for _, value in found]
    if rate.percent == ALL or len(told) < 2 or not told[-2] > told[-1] > 0:
        return None
    joined = kinds(run.tokens[found[-2][0] + 1 : found[-1][0]]) >= {"comma", "other_thing"}
    if joined or told[-2] + told[-1] in told[:-2]:
        return None  # 建议48件、提案9件: two parts
    part, whole = told[-1], told[-2]
    pairs = ((p, w) for w in told for p in told if w >= p)
    return rate._replace(ratios=((part, whole), (whole - part, whole), *pairs), unsure=2)


def _last_unit(run: Run, sign: int) -> str:
    before = counts(run, sign)
    return before[-1][1].unit if before else ""


def _of_known_name(
    sentence: Sentence, sign: int, rate: Share, office: Office, previous: Run | None
) -> Share | None:
    """A rate with what it may be the rate of by its name: of applications by the tables, of others what was counted."""
    run, tokens = sentence.run, sentence.run.tokens
    at, meaning = rate.portion.end, tokens[sign].meaning
    if meaning == "papers":
        return None
    of_requests = _is_of_requests(sentence, sign, at)
    if meaning not in _DISCLOSED and rate.percent != ALL:
        claim = _claim(run, sign, previous)
        if claim and _covers(run, claim, tokens[sign], requests=run.about_at(sign) == "requests"):
            rate = rate._replace(claim=(claim[0].start, claim[-1].end))
    if of_requests and office.owned(run)[at] and office.speaks_of(run, sign, at):
        if meaning == "in_time":
            return rate._replace(ratios=_HANDLED if rate.claim else (), of=_COUNTED)
        partial = "outcome" in kinds(tokens[sign:at])
        return rate._replace(
            ratios=_HANDLED if meaning == "answer" else tuple(_disclosed(office.form, partial=partial))
        )
    if rate.claim is None and meaning not in _DISCLOSED:
        rate = rate._replace(of=tuple(_counted_before(run, sign, rate.percent)))
    return rate if rate.claim or rate.of else None


def _are_all_due(run: Run, sign: int) -> bool:
    """Whether a sentence tells of nothing that a rate of all might leave out, and its rate is that of what was done: 办结率."""
    behind = run.tokens[sign:]
    told = run.kinds if any(t.counted for t in behind) else run.kinds - {"no"}  # ，未发生舆情
    return run.tokens[sign].means("rate", "answer") and not told & _LEAVING_OUT


def _is_of_those_due(run: Run, sign: int, previous: Run | None) -> bool:
    """Whether a rate of all leaves room for what is not due yet: 按期办结率, 按期办结率、答复率, 均在期限内答复，答复率."""
    beside = [t for t in run.tokens[clause_start(run.tokens, sign) : sign + 1] if t.kind == "rate"]
    if "in_time" in meant(beside, "rate"):
        return True
    claim = _claim(run, sign, previous)
    within = any(any_in(LIMITS, run.word(t)) for t in claim if t.kind == "in_time")
    closed = any_in(FINISHED, "".join(run.word(t) for t in (*claim, run.tokens[sign])))
    return within and not closed


def _counted_before(run: Run, sign: int, percent: Decimal) -> Iterator[Decimal]:
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
    part = near[0].value
    is_part = any(n.value >= part and n.value and rounds_to(100 * part / n.value, percent) for n in near[1:])
    if _is_plain(*near) and not is_part:
        yield from accumulate(n.value for n in near)


def _is_of_requests(sentence: Sentence, sign: int, at: int) -> bool:
    """Whether a rate is one of applications: named beside it, or what was counted right before.

    What stands in brackets behind a rate says more of it. Behind reviews a sentence of its own goes back to them.
    """
    run = sentence.run
    told = {q.at: q for q in sentence.outside() if not is_change(run.tokens, q.at)}
    last = max((i for i in told if i < sign), default=None)
    about = run.about_at(sign) == "requests" or (
        last is None and run.about_at(sign) == "reviews" and bool(sentence.flows)
    )
    about = about or (run.about_at(sign) == "reviews" and _are_no_reviews(run, sign))
    if not about or any(anchor == at + 1 for anchor, _ in run.asides):
        return False
    what = told[last].what if last is not None else None
    thing = kinds(run.tokens[last : last + 2]) & REQUESTS if last is not None else set()
    subject = run.tokens[item_start(run.tokens, sign) : sign]
    named = bool(kinds(subject) & {"request", "request_open"}) or run.tokens[sign].meaning == "granted"
    if (
        last is not None
        and not (thing or named)
        and (what is None or what.kind not in ("flow", "applicant", "outcome"))
    ):
        return False
    when = {m for m in meant(subject, "when") if m != "this"}
    between = run.tokens[sign + 1 : at]
    if run.tokens[sign].means("rate", *_DISCLOSED):
        between = [t for t in between if not t.means("outcome", "partial")]
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


def _is_plain(*numbers: Number) -> bool:
    return all(n.exact and not n.step and n.counts_cases for n in numbers)


# -- what the text itself says of all ---------------------------------------------------------------


def _covers(run: Run, claim: Tokens, sign: Token, *, requests: bool) -> bool:
    """Whether words that say that all were answered leave nothing that a rate could be short of.

    What was all handled may have been so too late; what was all answered may still be open, but for applications.
    """
    if sign.meaning == "in_time" and "in_time" not in kinds(claim):
        return False
    said = run.text[claim[0].start : claim[-1].end]
    stem = run.word(sign).removesuffix("率")[-_VERB:]
    return requests or stem in said or any_in(FINISHED, said)


_VERB = 2  # 办结, 答复: what 按时办结率 is the rate of


def _claim(run: Run, sign: int, previous: Run | None) -> Tokens:
    """The words right before a rate that say that all were answered: 均按时答复，按时答复率95%; empty where none do.

    They stand in the clauses before the rate, back to the last number, or end the sentence before where the rate
    begins its own.
    """
    first = clause_start(run.tokens, sign)
    subject = run.tokens[first:sign]
    if found := _all_answered(run, first, sign):
        return found
    if kinds(subject) - _SUBJECT:
        return ()
    if first == 0:
        return _ends_with_a_claim(previous) if previous else ()
    return _before(run, first)


def _before(run: Run, first: int) -> Tokens:
    """A claim in the clauses before a place, back to the last number."""
    tokens = run.tokens
    while first > 0:
        start, end = clause_start(tokens, first - 1), first - 1
        if not tokens[end].means("stop", "，", "；"):
            return ()
        if found := _all_answered(run, start, end):
            return found
        if kinds(tokens[start:end]) & _LEFT_OVER:
            return ()
        first = start
    return ()


def _ends_with_a_claim(run: Run) -> Tokens:
    last = len(run.tokens) - 1 if run.tokens and run.tokens[-1].kind == "stop" else len(run.tokens)
    return _all_answered(run, clause_start(run.tokens, last - 1), last) if last > 0 else ()


def _all_answered(run: Run, start: int, end: int) -> Tokens:
    """The words of a clause that say that all were answered: 均已办结, 按时办结、按时答复 without a number."""
    clause = [t for t in run.tokens[start:end] if not t.means("more_over", "and")]  # 均已答复并办结
    numbered = [t.kind for t in clause[:1]] == ["number"] and kinds(clause[1:2]) & REQUESTS
    if numbered and "all" in kinds(clause):
        clause = clause[1:]  # 8件政府信息公开申请均按时办结
    found = kinds(clause)
    if "answer" not in found or found & _LEFT_OVER or found - _CLAIM:
        return ()
    if "all" not in found and found & {"other", "name"}:
        return ()
    first = next((i for i, t in enumerate(clause) if t.kind in ("all", "in_time", "done")), len(clause))
    verbs = [i for i, t in enumerate(clause) if t.kind == "answer" and i > first]
    if not verbs or clause[verbs[-1]].meaning != "finished":
        return ()
    said = clause[first : verbs[-1] + 1]
    return () if "other" in kinds(said) else said
