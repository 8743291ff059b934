"""Rates in per cent: 收回276份，回收率92%; 来信183条，办结180条，答复率98.4%; 办结率100%.

What a rate is the rate of is told by the counts before it, whatever is counted: the last one is its part, or what it
leaves out, where its clause is named as the rate is. Otherwise the tables tell it, where the rate is one of
applications or reviews, or what the text says of all. Of two other counts it is only certain that they are miswritten.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import DENYING, FAULTS, FINISHED, FOUND, LIMITS, OVERDUE, REQUESTS
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.percentages.claims import Claim, Ratio
from ndbg.check.prose.percentages.counted import counts
from ndbg.check.prose.percentages.portions import ALL, Amount, portion
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, are_caused, clause_end, clause_start, is_change, item_start, unit
from ndbg.check.prose.tokens import Token
from ndbg.form import Form
from ndbg.text.patterns import any_in

_STEM = 2  # characters
_MOST = 12  # counts
_BETWEEN = {"plain", "sum", "all", "about"}
_BESIDE_ANSWERED = {"stop", "comma", "plain", "done", "all", "in_time", "answer", "sum", "own"}
_THINGS = {"other", "other_thing", "document", "decision", "applicant", "review", "name", "outcome", "way", *REQUESTS}  # fmt: skip
_LED = "按期时在规定限内总体累计"
_DISCLOSED = ("disclose", "granted")
_COUNTED = (*figures.OF_OUTCOMES, figures.DONE_OF_NEW)
_HANDLED: tuple[Ratio, ...] = ((figures.DONE, figures.RECEIVED), (figures.DONE_OF_NEW, figures.NEW))
_SUBJECT = {"plain", "comma", "own", "when", "thing", "rate", *REQUESTS}
_LEFT_OVER = {"carry", "turn", "open", "rest", "except", "no", "plan"}


def rates(paragraph: Paragraph, office: Office) -> Iterator[Claim]:
    """The rates that a paragraph states, as far as the tables or the text itself tell what they are."""
    before: Run | None = None
    for sentence in paragraph.sentences:
        for reading, first in sentence.readings():
            for at, token in enumerate(reading.run.tokens):
                if at >= first and unit(token) == "%" and (rate := _rate(reading, at, office, before)):
                    yield rate
        before = sentence.run


def _rate(sentence: Sentence, at: int, office: Office, previous: Run | None) -> Claim | None:
    """The rate that a percentage is: by the counts beside it, or of a known name, by what it is the rate of."""
    run, tokens = sentence.run, sentence.run.tokens
    sign, stated = _rate_of(run, at), portion(run, at)
    if sign is None or stated is None or (stated.value == ALL and _is_of_those_due(run, sign, previous)):
        return None
    rate = Claim(min(tokens[sign].start, _stem_place(run, sign)[0]), stated.until, stated)
    if tokens[sign].kind == "verdict":
        ratios = _of_reviews(sentence, sign, at, office) if stated.value else ()
        return rate._replace(ratios=ratios) if ratios else None
    told, named = run, sign
    if previous and kinds(tokens[:sign]) <= {"plain", "own"}:  # 来信45条，办结45条。办结率90%
        lead = [*previous.tokens[:-1], Token("stop", "，", run.start, run.start)]
        told, named = replace(run, tokens=[*lead, *tokens]), sign + len(lead)
    beside = _beside(told, named, rate)
    if beside and not beside.unsure:
        # 143封，按期回复141封，回复率100%: of those that were due.
        return None if stated.value == ALL else beside
    if stated.value != ALL and (said := _said_of_all(run, sign)):
        return rate._replace(said=(said[0].start, said[-1].end))
    known = _of_known_name(sentence, sign, rate, office) if tokens[sign].kind == "rate" else None
    return known or (None if stated.value == ALL else beside)


def _rate_of(run: Run, at: int) -> int | None:
    """The place of the word for the rate that a percentage is: a known one of its clause, or one right before it, 整改率为."""
    tokens = run.tokens
    start = clause_start(tokens, at)
    sign = next((i for i in range(at - 1, start - 1, -1) if tokens[i].kind in ("share", "rate")), None)
    if sign is not None and not kinds(tokens[sign + 1 : at]) & {"number", "compare", "less"}:
        return sign if tokens[sign].kind == "rate" else None
    before = next((i for i in range(at - 1, -1, -1) if tokens[i].kind not in _BETWEEN), None)
    if before is None or tokens[before].kind in ("more", "less"):
        return None  # 压减率 is told of a change
    return before if run.word(tokens[before]).endswith("率") else None


def _stem_place(run: Run, sign: int) -> tuple[int, int]:
    """Where that which a rate is the rate of is named, in two characters: 回收, 整改."""
    end = run.tokens[sign].end - 1
    return max(end - _STEM, run.start), end


# -- by the counts beside it ------------------------------------------------------------------------


def _beside(run: Run, sign: int, rate: Claim) -> Claim | None:
    """A rate with the parts and wholes before it that may give it, the likeliest first.

    It is sure where the last count is named as the rate is, or tells how many of those right before were answered. The part
    may be what the rate leaves out: 审查90条，退回17条，通过率81.1%; it is where it is denied. Of two other counts nobody
    knows whether they are told: 投稿40篇，采用26篇，刊发率65%.
    """
    tokens = run.tokens
    before = [a for a in counts(run) if a.at < sign and a.exact and not a.step][-_MOST:]
    part = before[-1] if before else None
    wholes = [a for a in before[:-1] if part and (a.unit == part.unit or {a.unit, part.unit} == {"人", "名"})]
    if part is None or not wholes:
        return None
    wholes = wholes[::-1]
    together = list(accumulate(wholes, Amount.changed))
    pairs = [(part, whole) for whole in (*wholes, *together[1:])]
    pairs += [(p, w) for p in wholes for w in wholes if p is not w]
    # 编发302篇，市级采用74篇、省级采用75篇，采用率49.3%: of several parts together.
    pairs += [(part.changed(parts), whole) for parts in together for whole in wholes]
    pairs = [(p, w) for p, w in pairs if p.value <= w.value]
    left = [(w._replace(value=w.value - p.value), w) for p, w in pairs]
    start, end = clause_start(tokens, part.at), clause_end(tokens, part.at)
    # What stands before the 、 names the number before it: 发放问卷200份、收回190份，收回率95%.
    start = max(
        (i + 1 for i in range(start, part.at) if tokens[i].kind == "comma" and tokens[i - 1].number),
        default=start,
    )
    clause = run.text[tokens[start].start : tokens[end - 1].end]
    if any_in((*DENYING, *OVERDUE), clause):
        pairs, left = left, pairs
    if _is_answer(tokens, wholes[0], part, sign) or _is_named(run, tokens[start:end], clause, sign, end):
        named = run.text[slice(*_stem_place(run, sign))] in clause
        return rate._replace(ratios=(*pairs, *left[: 0 if named else None])) if pairs else None
    if not pairs or not wholes[0].value > part.value > 0 or "comma" in kinds(tokens[wholes[0].at : part.at]):
        return None
    return rate._replace(ratios=(pairs[0], left[0], *pairs, *left), unsure=2)


def _is_answer(tokens: Tokens, whole: Amount, part: Amount, sign: int) -> bool:
    """Whether a count tells how many of those right before it were answered: 来信183条，答复180条，答复率98.4%."""
    words = (*tokens[whole.at + 1 : part.at], *tokens[part.at + 1 : sign])
    answered = "finished" in meant(tokens[whole.at + 1 : part.at], "answer")
    return answered and tokens[sign].kind == "rate" and not kinds(words) - _BESIDE_ANSWERED


def _is_named(run: Run, own: Tokens, clause: str, sign: int, end: int) -> bool:
    """Whether the words of a count are named as a rate is, 收回190份，收回率, and name no thing that was not counted before.

    Nor is anything else counted between them. Faults are named by being found: 抽查620份，发现错漏11份，差错率1.8%.
    """
    stem_start, stem_end = _stem_place(run, sign)
    stem = run.text[stem_start:stem_end]
    prefix = run.text[run.tokens[clause_start(run.tokens, sign)].start : stem_start]
    led = run.text[run.start : own[0].start]
    words = (
        len(set(run.word(t)) - set(led + stem)) - (t.kind == "other") * _STEM
        for t in own
        if t.kind in _THINGS
    )
    known = len(stem) == _STEM and set(stem) <= set(clause) and all(more <= 0 for more in words)
    named = (known and not kinds(own) & _LEFT_OVER) or (stem in FAULTS and any_in(FOUND, clause))
    beside = end < sign and not kinds(run.tokens[end:sign]) & {"number", "figure", "portion"}
    return named and beside and set(prefix) <= set(led + clause + _LED)


# -- of applications, by the tables -----------------------------------------------------------------


def _of_known_name(sentence: Sentence, sign: int, rate: Claim, office: Office) -> Claim | None:
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
    return rate._replace(ratios=_HANDLED)


def _is_of_requests(sentence: Sentence, sign: int, at: int) -> bool:
    """Whether a rate is one of applications: named beside it, or what was counted right before.

    What stands in brackets behind a rate says more of it.
    """
    run, tokens = sentence.run, sentence.run.tokens
    told = [
        q for q in sentence.outside()
        if q.at < sign and not is_change(tokens, q.at)
        and "compare" not in kinds(tokens[clause_start(tokens, q.at) : clause_end(tokens, q.at)])
    ]  # fmt: skip
    subject = tokens[item_start(tokens, sign) : sign]
    what = told[-1].what if told else None
    of_others = what is None or what.kind not in ("flow", "applicant", "outcome", "way")
    named = not told or kinds(subject) & {"request", "request_open"} or not of_others
    if run.about_at(sign) != "requests" or not named or any(anchor == at + 1 for anchor, _ in run.asides):
        return False
    partial = tokens[sign].meaning in _DISCLOSED
    between = [t for t in tokens[sign + 1 : at] if not (partial and t.means("outcome", "partial"))]
    when = set(meant(subject, "when")) - {"this"}
    return not (kinds(subject) - _SUBJECT or when or kinds(between) - _BETWEEN)


def _disclosed(form: Form, *, partial: bool) -> Iterator[Ratio]:
    """What was made public of what was handled; in part too where it is said so: 公开率（含部分公开）62.7%."""
    granted = figures.outcome(form, "granted")
    parts = (granted + figures.outcome(form, "partial"), granted)
    yield from ((part, whole) for part in parts[: 1 if partial else None] for whole in figures.OF_OUTCOMES)


def _of_reviews(sentence: Sentence, sign: int, at: int, office: Office) -> tuple[Ratio, ...]:
    """维持率75%, 纠错率12.5%: by the tables, of all reviews of the kind that the sentence names, or of those that are closed.

    Offices tell the rate of all their cases too.
    """
    run = sentence.run
    start = clause_start(run.tokens, sign, "；", "。")
    named = {m.partition("_")[0] for m in meant(run.tokens[start:sign], "review")}
    elsewhere = run.kinds & {"in_court", "compare"} or "part" in kinds(run.tokens[:at]) or len(named) != 1
    own = office.owned(run)[at] and office.speaks_of(run, sign, at)
    told = (q.what for q in sentence.outside() if start <= q.at < sign and q.own and q.now)
    counted = any(what and what.kind == "review" for what in told)
    if elsewhere or not own or not (counted or are_caused(run.tokens)):
        return ()
    columns = (run.tokens[sign].meaning, "", "pending")
    part, whole, pending = (figures.reviews(min(named), column)[0] for column in columns)
    return (part, whole), (part, whole - pending)


# -- what the text itself says of all ------------------------------------------------------------------


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
    tokens, stem = run.tokens, run.text[slice(*_stem_place(run, sign))]
    start = clause_start(tokens, sign)
    own = [t for t in tokens[start:sign] if t.kind not in ("plain", "own", "comma")]
    start, end = (clause_start(tokens, start - 1), start - 1) if start and not own else (start, sign)
    first = next((i for i in range(start, end) if tokens[i].kind == "all"), end)
    said = run.text[tokens[first].start : tokens[end - 1].end] if first < end else ""
    in_time = tokens[sign].meaning != "in_time" or "in_time" in kinds(tokens[first:end])
    beyond = kinds(tokens[start:end]) & _LEFT_OVER or kinds(tokens[first:end]) & {"number", "figure"}
    done = stem in said or any_in(FINISHED, said)
    return tokens[first:end] if done and in_time and not beyond else ()
