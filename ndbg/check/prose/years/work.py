"""Other years of which a sentence tells as of the year's own work: 2023年，我局…… in the report of 2024."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ndbg.check.prose.lexicon import (
    DOING,
    FEES,
    JUDGED,
    PERIOD,
    PRESENTED,
    PRESENTING,
    PROBLEM_FOUND,
    PROBLEMS_FOUND,
    PROBLEMS_MENDED,
    REQUESTS,
    TELLING,
    WORK,
)
from ndbg.check.prose.office import Office
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Place, Token
from ndbg.check.prose.years.frames import plan_behind
from ndbg.check.prose.years.near import (
    COPIED_FROM,
    DISCLOSURE,
    LONG_AGO,
    LONGEST_LEAD,
    MADE,
    RIGHT_BEHIND,
    governs,
    is_close,
    is_its_name,
    is_mistyped,
    is_referred_to,
    may_be_meant_for,
    names_year,
)
from ndbg.text.patterns import any_in

_BEGINNING = 12  # characters behind the year that tell what it is the year of


def _first_sentence(run: Run) -> Sequence[Token]:
    """The tokens of a run up to its first full stop; what follows with 其中 is left out."""
    end = clause_end(run.tokens, 0, "。")
    return run.tokens[:end]


def _first_year(run: Run, office: Office) -> int | None:
    """The year with which a sentence begins, behind the number of its heading or a few words and a colon.

    Behind its name an office tells so of its work, 云溪镇2024年政府信息公开工作, and behind a rule that it follows: 根据《条例》规定，2024年我局.
    """
    by_rule = bool(run.tokens) and run.tokens[0].means("plain", "follow")
    start = clause_end(run.tokens, 0) + 1 if by_rule else 0
    for at, token in enumerate(run.tokens[start : start + 5], start):
        if token.kind == "year":
            word = run.word(token)
            before = run.tokens[:at]
            led = not before or before[-1].kind == "stop" or before[-1].means("plain", "in")
            led = led or (bool(run.head) and before[-1].meaning not in _TO_A_THING)
            named = len(before) == 1 and (before[0].kind == "own" or is_its_name(run, before[0], office))
            led = led or (named and run.text.startswith(DISCLOSURE, token.end))
            return at if led and word[-1] not in "底末初" else None
        if token.kind == "stop" and token.meaning != "：":
            return None
    return None


_TO_A_THING = ("against", "toward")  # 1.针对2023年存在的问题


def leading(run: Run, office: Office, beside: Sequence[Run], *, opens: bool) -> Iterator[tuple[Token, Place]]:
    """2023年，我局…… in the report of 2024. `opens` is whether the sentence is the first one of its section."""
    year, at = office.year, _first_year(run, office)
    if at is None or int(run.tokens[at].meaning) == year:
        return
    told_of = names_year(run, year) or _is_told_beside(run, beside, year)
    if told_of and int(run.tokens[at].meaning) < year and not _told_by_the_office(run, at):
        return
    if _is_only_referred_to(run, at):
        return
    token = run.tokens[at]
    told = int(token.meaning)
    end = run.tokens[-1].end
    stop = next((t.start for t in run.tokens[at:] if t.kind == "stop"), end)
    comma = next((t.start for t in run.tokens[at:] if t.means("stop", "，")), token.end)
    behind = run.text[token.end : min(token.end + _BEGINNING, stop)]
    near = is_close(told, year) or is_mistyped(int(token.meaning), year)
    if not (near or (year - told <= LONG_AGO and _counts_work(run, at))):
        return
    if is_referred_to(_without_whole(run, at, behind), last=told == year - 1 or told > year):
        return
    later = told > year
    goes_on = any(run.word(t) == _GOING_ON for t in run.tokens)
    plans = goes_on or plan_behind(run, at) is not None if opens else bool(run.kinds & {"plan", "goes_on"})
    if not (later and plans) and _is_of_work(run, at, office, opens=opens):
        yield token, (token.start, max(comma, token.end))


def _is_told_beside(run: Run, beside: Sequence[Run], year: int) -> bool:
    """Whether other sentences tell what came in in the report's year, so that this one compares: 2024年没有收到申请。2023年收到2件."""
    told = (b for b in beside if "receive" in b.kinds and b.kinds & {*REQUESTS})
    return "receive" in run.kinds and any(names_year(b, year, until=False) for b in told)


_GOING_ON = "继续"


def _is_only_referred_to(run: Run, at: int) -> bool:
    """Whether a year is that of a thing, or is told for this year to be compared with."""
    begins = next((i for i in range(at + 1, len(run.tokens)) if run.tokens[i].kind != "stop"), at)
    end = clause_end(run.tokens, begins)
    return _is_compared_with(run, end) or not _says_so(run, run.tokens[begins:end])


def _told_by_the_office(run: Run, at: int) -> bool:
    """Whether behind a year the office begins to tell of its work, and counts nothing before another year is named.

    2023年，我局坚持…… is so of the year reported on, also where the sentence goes on with 2024年公开12条.
    """
    rest = run.tokens[at + 1 :]
    if [t.kind for t in rest[:2]] != ["stop", "own"] or not run.text.startswith(DOING, rest[1].end):
        return False
    end = next((i for i, t in enumerate(rest) if t.kind == "year"), len(rest))
    return not kinds(rest[:end]) & {"number", "compare", "more", "less", "until"}


def _without_whole(run: Run, at: int, behind: str) -> str:
    """The words behind a year without 1-12月, which is all of it."""
    following = run.tokens[at + 1] if at + 1 < len(run.tokens) else None
    whole = following and following.kind == "plain" and run.word(following)[-1:] == "月"
    return behind[following.end - following.start :] if following and whole else behind


def _is_of_work(run: Run, at: int, office: Office, *, opens: bool) -> bool:
    """Whether a sentence that begins with a year tells of the work that was done in it."""
    sentence = _first_sentence(run)
    text = run.text[run.tokens[at].start : run.tokens[-1].end]
    later = int(run.tokens[at].meaning) > office.year
    if any_in(WORK, text) and (opens or not later or run.kinds & _FACTS):
        return True
    rest = [t for t in sentence[at + 1 :] if run.word(t) != "以来"]
    if not rest or (later and not opens):
        return _counts_work(run, at)
    if kinds(rest) & {"carry", "span"} or set(meant(rest, "when")) - {"this"} or any_in(JUDGED, text):
        return "compare" in kinds(rest) and _counts_work(run, at)
    first = rest[0]
    if _is_attribute(rest):
        return False
    governs = first.kind in ("stop", "own") or is_its_name(run, first, office)
    governs = governs or run.text.startswith(DOING, first.start)
    counted = "number" in kinds(rest) and bool(kinds(rest) & {"sum", "own"})
    return _counts_work(run, at) or (governs and (opens or counted or any_in(DOING, text)))


_FACTS = {"number", "no", "done"}  # without which a later year's work may be planned


def _counts_work(run: Run, at: int) -> bool:
    """Whether a sentence counts what was done in the year with which it begins: 2023年，共办理热线47件."""
    rest = _first_sentence(run)[at + 1 :]
    verb = next((i for i, t in enumerate(rest) if t.kind in _DONE), None)
    if verb is None or rest[0].kind not in ("stop", "caused", "sum", "own", "way", "no", *_DONE):
        return False
    if _is_attribute(rest):
        return False
    found = kinds(rest)
    compared = found & {"compare", "more", "less"} and set(meant(rest, "when")) != {"last"}
    if compared or found & {"carry", "span"} or set(meant(rest, "when")) & {"next"}:
        return False
    return (
        "number" in found or rest[0].kind == "no" or found >= {"no", "document"} or found >= {"no", "happen"}
    )


def _is_attribute(words: Sequence[Token]) -> bool:
    """Whether the first verb is said of a thing that is only referred to: 2023年发布的文件10件已清理."""
    verb = next((i for i, t in enumerate(words) if t.kind in _DONE), len(words))
    return any(t.means("plain", "of") for t in words[verb + 1 : verb + 2])


_DONE = ("publish", "open_word", "receive", "answer", "issue", "decide", "decision", "caused", "happen")


def whole(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """2023年全年, 回顾2023年的工作: they speak of a year's work wherever they stand."""
    if names_year(run, year) and not any(t.means("stop", "；") for t in run.tokens):
        return
    for at, token in enumerate(run.tokens):
        if token.kind != "year" or not may_be_meant_for(run, token, year):
            continue
        start, end = _clause(run, at)
        if kinds(run.tokens[start:end]) & {"compare", "more", "less"}:
            continue
        before = run.text[max(token.start - 2, 0) : token.start]
        stated = any_in(PERIOD, run.text[max(token.start - LONGEST_LEAD, 0) : token.start])
        if run.text.startswith("全年", token.end) and before[-1:] not in ("较", "比", "与") and not stated:
            yield token, (token.start, token.end + len("全年"))
        elif before == "回顾":
            behind = next((w for w in ("的工作", "工作") if run.text.startswith(w, token.end)), "")
            if behind:
                yield token, (token.start - len(before), token.end + len(behind))


def presented(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """现将我局2023年政府信息公开工作情况报告如下 in the report of 2024."""
    lead = next((i for i, t in enumerate(run.tokens) if run.word(t).endswith("现将")), None)
    if lead is None and (start := run.text.find("现将", run.start, run.tokens[-1].end)) >= 0:
        lead = next((i for i, t in enumerate(run.tokens) if t.start > start), None)
    if lead is None or "如下" not in run.text[run.tokens[lead].start : run.tokens[-1].end]:
        return
    clause = run.tokens[lead : clause_end(run.tokens, lead)]
    for token in clause if f"{year}" not in meant(clause, "year") else ():
        behind = run.text[token.end : clause[-1].end]
        told = token.kind == "year" and (int(token.meaning) < year or any_in(TELLING, behind))
        if told and may_be_meant_for(run, token, year):
            yield token, (token.start, token.end)


def presenting_itself(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """特编制云溪镇2023年政府信息公开年度报告, 以下是2023年的主要工作 in the report of 2024."""
    if f"{year}" in meant(run.tokens, "year"):
        return
    for at, token in enumerate(run.tokens):
        if token.kind != "year" or not may_be_meant_for(run, token, year):
            continue
        start, end = _clause(run, at)
        before = run.text[run.tokens[start].start : token.start]
        behind = run.text[token.end : run.tokens[end - 1].end].lstrip("的")
        if int(token.meaning) > year and not any_in(TELLING, behind):
            continue
        if any_in(PRESENTING, before) and behind.startswith(PRESENTED) and not any_in(PROBLEM_FOUND, behind):
            yield token, (token.start, token.end)


def found_later(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """Problems found in a year to come: 对2025年查摆的问题逐项销号, 2025年问题整改情况 in the report of 2024."""
    if run.kinds & {"plan", "goes_on"}:
        return
    for at, token in enumerate(run.tokens):
        if token.kind == "year" and year < int(token.meaning) <= year + COPIED_FROM:
            end = run.tokens[clause_end(run.tokens, at) - 1].end
            behind = run.text[token.end : end]
            if behind.startswith(PROBLEMS_FOUND) or behind.endswith(PROBLEMS_MENDED):
                yield token, (token.start, end)


def _clause(run: Run, at: int) -> tuple[int, int]:
    return clause_start(run.tokens, at), clause_end(run.tokens, at)


def _is_compared_with(run: Run, end: int) -> bool:
    """Whether this year is compared with what a clause tells of another one: 2023年收到9件，今年同比下降40%."""
    following = run.tokens[end + 1 : clause_end(run.tokens, end + 1)]
    this = [t for t in following if t.means("when", "this") and run.word(t).startswith(_THIS)]
    return bool(this) and bool(kinds(following) & {"compare", "more", "less"})


_THIS = ("今年", "本年")


def received(run: Run, office: Office, beside: Sequence[Run]) -> Iterator[tuple[Token, Place]]:
    """2023年，我局收到申请3件, in whatever clause: what came in in another year is not told as this year's."""
    year = office.year
    named = names_year(run, year, until=False) or _is_told_beside(run, beside, year)
    for at, token in enumerate(run.tokens):
        if token.kind != "year" or not may_be_meant_for(run, token, year):
            continue
        if named and int(token.meaning) < year:
            continue
        end = clause_end(run.tokens, at)
        if not governs(run, at, office):
            continue
        if not kinds(run.tokens[at + 1 : end]) - {"when"} and end < len(run.tokens):
            end = clause_end(run.tokens, end + 1)
        clause = run.tokens[at + 1 : end]
        # 2023年以来，全年共受理: the whole of that year is told of all the same.
        behind = "" if "this" in meant(clause, "when") else run.text[token.end : token.end + RIGHT_BEHIND]
        behind = _without_whole(run, at, behind)
        told = bool(clause) and (
            any_in(FEES, run.text[token.end : clause[-1].end]) or _are_repealed(run, clause)
        )
        later = int(token.meaning) > year and _may_be_of_the_next(clause)
        if (
            clause
            and not later
            and not _is_compared_with(run, end)
            and _tells_of_work(clause, told=told)
            and _says_so(run, clause)
            and not is_referred_to(behind)
        ):
            yield token, (token.start, clause[-1].end)


def _may_be_of_the_next(clause: Tokens) -> bool:
    """Whether a clause may tell of a year to come: what was answered then (2025年答复2件), or was made for it (2025年招生政策12条已发布)."""
    made = next((i for i, t in enumerate(clause) if t.kind in MADE), 0)
    number = next((i for i, t in enumerate(clause) if t.counted), len(clause))
    return made > number or ("answer" in kinds(clause) and "receive" not in kinds(clause))


def _are_repealed(run: Run, clause: Tokens) -> bool:
    """Whether papers were repealed, beside those that are in force, and no other year is named: 2023年废止8件，现行有效40件."""
    return (
        {"repeal", "in_force"} <= run.kinds
        and "repeal" in kinds(clause)
        and len(meant(run.tokens, "year")) == 1
    )


def _tells_of_work(clause: Tokens, *, told: bool) -> bool:
    """Whether a clause tells what came in, was answered or made public, or that nothing was, and nothing else.

    `told` is whether it speaks of what was charged, or of what is no longer in force.
    """
    found = kinds(clause)
    requests = bool(found & {"receive", "answer"} and found & {"request", "request_open", "number"})
    made = "number" in found and (bool(found & MADE) or found >= {"own", "sum"} or told)
    none = "no" in found and bool(
        found & {"request", "request_open", "review", "happen"}
        or found >= {"receive", "request_short"}
        or found >= {"applicant", "request_short"}
        or found <= {"no", "happen", "plain"}
        or told
    )
    other = {"compare", "carry", "more", "less", "open"}
    other |= set() if none else {"review"}
    other |= set() if made or none else {"other_thing"}
    planned = any(t.kind == "plan" and t.meaning != "paper.plan" for t in clause)
    return (requests or none or made) and not planned and not found & other


def _says_so(run: Run, clause: Tokens) -> bool:
    """Whether the verb of a clause is told, and not said of a thing that is only referred to: 受理的12件已答复, 参加培训的12人."""
    counted = any(t.means("plain", "of") and n.counted for t, n in pairwise(clause))
    return _is_told_of(run, clause) or not (counted or _is_of_a_thing(run, clause))


def _is_of_a_thing(run: Run, clause: Tokens) -> bool:
    """Whether a year is that of a thing of which something else is told: 2021年推出的专栏更新9期, 2023年受理、今年审结的9件."""
    end = next((i for i, t in enumerate(clause) if t.kind == "number"), 0)
    verb = next((i for i, t in enumerate(clause) if t.kind in ("receive", "answer", "no", *MADE)), end)
    for at in range(1, end):
        if not run.word(clause[at]).endswith("的") or clause[at + 1].kind == "sum":
            continue
        said = clause[at] if clause[at].kind == "verdict" else clause[at - 1]
        if said.kind in _OF_THINGS or (at < verb and kinds(clause[:at]) - _LEADING_UP):
            return True
    return False


_OF_THINGS = {"receive", "answer", "no", "verdict", *MADE}
_LEADING_UP = {"own", "whole", "sum", "plain", "when", "caused", "happen"}


def _is_told_of(run: Run, clause: Sequence[Token]) -> bool:
    """Whether 的 only leads up to what is told: 受理的政府信息公开申请为3件, 公开的信息数量66条, not 受理的12件."""
    content = [i for i, t in enumerate(clause) if t.kind in _COUNTED]
    behind = clause[content[-1] + 1 : content[-1] + 3] if content else ()
    leads = bool(behind) and (run.word(behind[0]) in ("为", "共") or behind[0].kind == "sum")
    return leads and len(behind) > 1 and behind[1].kind == "number"


_COUNTED = ("request", "request_open", "request_short", "other_thing")
