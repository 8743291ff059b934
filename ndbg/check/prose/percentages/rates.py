"""Rates in per cent, of what was handled or made public: 办结率100%, 按时答复率98.5%."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import FINISHED, LIMITS, REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.percentages.beside import counted_beside, rate_of, stem_place
from ndbg.check.prose.percentages.portions import portion
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
_LEAVING_OUT = {
    "in_time", "due", "carry", "turn", "open", "rest", "except", "no", "more_over", "results",
    "verdict", *REQUESTS,
}  # fmt: skip

_LEFT_OVER = {"carry", "turn", "open", "rest", "except", "no", "plan"}


def rates(paragraph: Paragraph, office: Office) -> Iterator[Share]:
    """The rates that a paragraph states, as far as the tables or the text itself tell what they are."""
    before: Run | None = None
    following = [*(s.run.counts() for s in paragraph.sentences[1:]), []]
    for sentence, behind in zip(paragraph.sentences, following, strict=False):
        run = sentence.run
        for at in (i for i, t in enumerate(run.tokens) if unit(t) == "%"):
            rate = _rate(sentence, at, office, before)
            told = {n.value for i, n in run.counts() if i > at} | {n.value for _, n in behind}
            if rate and not (rate.percent == ALL and _is_rest_told(rate, told)):
                yield rate
        for apart in _in_brackets(sentence) if "rate" in run.kinds else ():
            if rate := _rate(apart, len(apart.run.tokens) - 2, office, before):
                yield rate
        before = run


def _in_brackets(sentence: Sentence) -> Iterator[Sentence]:
    """A sentence up to a rate in brackets, as if that stood behind a comma: 均已答复（办结率100%）."""
    for anchor, aside in sentence.run.asides:
        if aside.tokens and aside.tokens[0].kind == "rate" and unit(aside.tokens[-1]) == "%":
            yield sentence.with_brackets(anchor, aside)


def _is_rest_told(rate: Share, told: set[Decimal]) -> bool:
    """Whether it is told behind a rate how many there are that it leaves out: 84条，答复81条，答复率100%。其余3条尚在办理."""
    return rate.is_told and any(whole - part in told for part, whole in rate.values)


def _rate(sentence: Sentence, at: int, office: Office, previous: Run | None) -> Share | None:
    """The rate that a percentage is: by the counts beside it, or of a known name, by what it is the rate of."""
    run, tokens = sentence.run, sentence.run.tokens
    sign, stated = rate_of(run, at), portion(run, at)
    if sign is None or stated is None or (stated.value == ALL and _is_of_those_due(run, sign, previous)):
        return None
    if tokens[sign].kind == "verdict":
        ratios = _of_reviews(run, sign, at, office) if stated.value else ()
        return Share(tokens[sign].start, stated.until, stated, ratios) if ratios else None
    told, named, earlier = run, sign, previous
    if previous and kinds(tokens[:sign]) <= {"plain", "own"}:  # 来信45条，办结45条。办结率90%
        lead = [*previous.tokens[:-1], Token("stop", "，", run.start, run.start)]
        told, earlier = replace(run, tokens=[*lead, *tokens], kinds=run.kinds | previous.kinds), None
        named += len(lead)
    pairs = counted_beside(told, named, earlier, of_all=stated.value == ALL)
    rate = Share(min(tokens[sign].start, stem_place(run, sign)[0]), stated.until, stated, pairs)
    if pairs:
        # 143封，按期回复141封，回复率100%: of those that were due.
        of_some = stated.value == ALL and pairs[0][0] != pairs[0][1] and not _are_all_due(told, named)
        return None if of_some else rate
    if stated.value != ALL and (claim := _said_of_all(run, sign)):
        return rate._replace(claim=(claim[0].start, claim[-1].end))
    known = _of_known_name(sentence, sign, rate, office) if tokens[sign].kind == "rate" else None
    return known or _of_last_two(run, sign, rate)


def _of_reviews(run: Run, sign: int, at: int, office: Office) -> tuple[Ratio, ...]:
    """维持率75%, 纠错率12.5%: by the tables, of all reviews of the kind that the sentence names, or of those that are closed.

    Offices tell the rate of all their cases too.
    """
    named = {m.partition("_")[0] for m in meant(run.tokens[:sign], "review")}
    elsewhere = run.kinds & {"in_court", "compare"} or "part" in kinds(run.tokens[:at]) or len(named) != 1
    own = office.owned(run)[at] and office.speaks_of(run, sign, at)
    if elsewhere or not own or not are_caused(run.tokens):
        return ()
    columns = (run.tokens[sign].meaning, "", "pending")
    part, whole, pending = (figures.reviews(min(named), column)[0] for column in columns)
    return (part, whole), (part, whole - pending)


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


# -- of applications, by the tables -----------------------------------------------------------------


def _of_known_name(sentence: Sentence, sign: int, rate: Share, office: Office) -> Share | None:
    """A rate of applications with what it may be the rate of by its name."""
    run, tokens = sentence.run, sentence.run.tokens
    at, meaning = rate.portion.end, tokens[sign].meaning
    of_tables = (
        _is_of_requests(sentence, sign, at) and office.owned(run)[at] and office.speaks_of(run, sign, at)
    )
    if meaning == "papers" or not of_tables:
        return None
    if meaning in _DISCLOSED:
        disclosed = _disclosed(office.form, partial="outcome" in kinds(tokens[sign:at]))
        return rate._replace(ratios=tuple(disclosed))
    if meaning == "in_time":
        return rate._replace(of=_COUNTED)
    return rate._replace(ratios=_HANDLED if meaning == "answer" else ())


def _is_of_requests(sentence: Sentence, sign: int, at: int) -> bool:
    """Whether a rate is one of applications: named beside it, or what was counted right before.

    What stands in brackets behind a rate says more of it. Behind reviews a sentence of its own goes back to them.
    """
    run = sentence.run
    told = [q for q in sentence.outside() if q.at < sign and not is_change(run.tokens, q.at)]
    about = run.about_at(sign)
    back = about == "reviews" and not told and bool(sentence.flows)
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


def _disclosed(form: Form, *, partial: bool) -> Iterator[Ratio]:
    """What was made public of what was handled; in part too where it is said so: 公开率（含部分公开）62.7%."""
    granted = figures.outcome(form, "granted")
    parts = (granted + figures.outcome(form, "partial"), granted)
    yield from ((part, whole) for part in parts[: 1 if partial else None] for whole in figures.OF_OUTCOMES)


# -- what the text itself says of all ------------------------------------------------------------------


def _are_all_due(run: Run, sign: int) -> bool:
    """Whether a sentence tells of nothing that a rate of all might leave out, and its rate is that of what was done: 办结率."""
    behind = run.tokens[sign:]
    told = run.kinds if any(t.counted for t in behind) else run.kinds - {"no"}  # ，未发生舆情
    return run.tokens[sign].means("rate", "answer") and not told & _LEAVING_OUT


def _is_of_those_due(run: Run, sign: int, previous: Run | None) -> bool:
    """Whether a rate of all leaves room for what is not due yet: 按期办结率, 均在期限内答复，答复率; not 均在期限内办结."""
    start = clause_start(run.tokens, sign)
    if "in_time" in meant(run.tokens[start : sign + 1], "rate"):
        return True
    told, words = (run, run.tokens[clause_start(run.tokens, start - 1) : sign]) if start else (previous, ())
    words = words or (told.tokens if told else ())
    said = told.text[words[0].start : words[-1].end] if told and words else ""
    return any_in(LIMITS, said) and not any_in(FINISHED, said)


def _said_of_all(run: Run, sign: int) -> Tokens:
    """The words right before a rate that say that all were done what it is the rate of, or finished: 均按时办结，办结率95%.

    A rate in time is only told by words that tell of the time.
    """
    tokens, stem = run.tokens, run.text[slice(*stem_place(run, sign))]
    start = clause_start(tokens, sign)
    own = [t for t in tokens[start:sign] if t.kind not in ("plain", "own", "comma")]
    start, end = (clause_start(tokens, start - 1), start - 1) if start and not own else (start, sign)
    first = next((i for i in range(start, end) if tokens[i].kind == "all"), end)
    said = run.text[tokens[first].start : tokens[end - 1].end] if first < end else ""
    in_time = tokens[sign].meaning != "in_time" or "in_time" in kinds(tokens[first:end])
    beyond = kinds(tokens[start:end]) & _LEFT_OVER or kinds(tokens[first:end]) & {"number", "figure"}
    done = stem in said or any_in(FINISHED, said)
    return tokens[first:end] if done and in_time and not beyond else ()
