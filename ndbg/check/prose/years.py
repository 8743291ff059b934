"""Years in a text that are not the report's, where the year's own work is told."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ndbg.check.prose.lexicon import (
    DOING,
    EARLY_PAPERS,
    FEES,
    JUDGED,
    MAKING,
    OF_A_YEAR,
    PAPERS,
    PERIOD,
    PLANNED,
    REFERRED_TO,
    REFERRED_TO_RIGHT_BEHIND,
    UP_TO,
    WORK,
)
from ndbg.check.prose.office import Office, is_short_for
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import STOPS, Place, Token
from ndbg.text.patterns import Pattern, any_in

_BEGINNING = 12  # characters behind the year that tell what it is the year of
_COPIED_FROM = 3  # years: a text copied from an earlier report, or a slip, is not further away
_LONG_AGO = 5  # years: nor is what is counted as the work of a year
_MADE = {"publish", "issue", "open_word"}
_LONGEST_LEAD = 24  # characters before a period that tell what it is the period of
_LAST_MONTH = 12


def _is_referred_to(behind: str, *, last: bool = False) -> bool:
    """Whether the words behind a year make it one that is only referred to: 2023年起, 2023年受理的.

    `last` is whether it is the year before: what was done 以来 is then that of two years in a report of one.
    """
    since = last and behind.startswith("以来")
    return behind.startswith(REFERRED_TO_RIGHT_BEHIND) or (any_in(REFERRED_TO, behind) and not since)


def wrong_years(run: Run, office: Office) -> Iterator[tuple[Token, Place]]:
    """The years that a sentence on this year's work gives as its own and that are not: the year, and the words."""
    if not run.tokens or not run.kinds & {"year", "day", "month"}:
        return
    year = office.year
    seen: set[int] = set()
    for token, place in (
        *_impossible(run, year),
        *_leading(run, office),
        *_planned(run, office),
        *_until(run, year),
        *_spanning(run, year),
        *_whole(run, year),
        *_presented(run, year),
        *_received(run, office),
        *_carried(run, year),
    ):
        own_report = _OWN_REPORT.match(run.text, token.end) is not None
        if token.start not in seen and (own_report or not _is_of_a_paper(run, token)):
            seen.add(token.start)
            yield token, place
    yield from (found for found in _assigned(run, year) if found[0].start not in seen)


# 现将2023年政府信息公开工作年度报告公布如下: the report itself.
_OWN_REPORT = Pattern(r"(?:政府)?信息公开(?:工作)?(?:年度)?报告(?:予以|现予)?(?:公布|公开|发布)?如下")


def _impossible(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """2202年 for 2022, and years of disclosure before there was any: 2004年政务公开业务培训."""
    for at, token in enumerate(run.tokens):
        if token.kind != "year":
            continue
        told, behind = int(token.meaning), run.text[token.end : token.end + _RIGHT_BEHIND]
        before = run.tokens[at - 1] if at else None
        led = before is not None and (before.kind == "until" or before.means("plain", "to", "from"))
        ahead = told > year + _TOO_FAR and told % 5 and not led and not behind.startswith(UP_TO)
        mistyped = sorted(token.meaning) == sorted(f"{year}") or _digits_off(token, year) == 1
        before_any = told < _FIRST - 1 and _OF_DISCLOSURE.match(run.text, token.end) is not None
        paper = any_in(EARLY_PAPERS, run.text[token.end : token.end + _LONGEST_PAPER])
        if mistyped and (ahead or (before_any and not paper)):
            yield token, (token.start, token.end)


_TOO_FAR = 5


def _digits_off(token: Token, year: int) -> int:
    return sum(a != b for a, b in zip(token.meaning, f"{year}", strict=True))


def _is_of_a_paper(run: Run, year: Token) -> bool:
    """Whether a year is that of what is made for a year, and is rightly told of in another one: 2023年度部门决算公开1项."""
    text = _OF_DISCLOSURE.sub("", run.text[year.end : year.end + _LONGEST_TITLE])[:_LONGEST_PAPER]
    verbs = (text.find(verb) for verb in MAKING if verb in text)
    told = text[: min(verbs, default=len(text))]
    return any_in(OF_A_YEAR, told) and not any(stop in told for stop in STOPS)


def _first_sentence(run: Run) -> Sequence[Token]:
    """The tokens of a run up to its first full stop; what follows with 其中 is left out."""
    end = clause_end(run.tokens, 0, "。")
    return run.tokens[:end]


def _is_mistyped(told: int, year: int) -> bool:
    """Whether a year is that of the report but for its tens, or with its last digits turned round: 2012年 for 2022, for 2021.

    Further off it is so only where there was no disclosure of information yet: 2002年 for 2022.
    """
    turned_round = told != year and f"{told}"[::-1][:2] == f"{year}"[-2:]
    return turned_round or (told % _TEN == year % _TEN and (abs(told - year) == _TEN or told < _FIRST))


_TEN = 10
_FIRST = 2008  # the year in which 《政府信息公开条例》 came into force


def _names(run: Run, year: int, *, until: bool = True) -> bool:
    """Whether a sentence names the year of the report, up to its first full stop.

    That of a budget or of a plan is none of its own: 公开2024年部门预算. Without `until`, neither is the day up to
    which it counts: 截至2024年12月31日，2023年度公开.
    """
    dropped = _NAMES if until else _NAMES_AND_ENDS
    text = dropped.sub("", run.text[run.start : run.tokens[-1].end].partition("。")[0])
    return any(
        not any_in(PAPERS, text[match.end() : match.end() + _LONGEST_PAPER])
        for match in _YEARS.finditer(text)
        if match[1] == f"{year}"
    )


_NAMES = Pattern(r"《[^《》]*》")
_NAMES_AND_ENDS = Pattern(r"《[^《》]*》|截[至止]到?20\d\d年(?:12月(?:31日|底)?|底)")
_YEARS = Pattern(r"(20\d\d)年")
# Characters behind a year within which a paper, and one behind the words for disclosure, is named.
_LONGEST_PAPER, _LONGEST_TITLE = 8, 16
_OF_DISCLOSURE = Pattern("(?:政府信息|政务|信息)公开")  # 2023年政务公开工作要点


def _is_close(told: int, year: int) -> bool:
    return told != year and abs(told - year) <= _COPIED_FROM


def _first_year(run: Run, office: Office) -> int | None:
    """The year with which a sentence begins, behind the number of its heading or a few words and a colon.

    Behind its name an office tells so of its work: 云溪镇2024年政府信息公开工作.
    """
    for at, token in enumerate(run.tokens[:5]):
        if token.kind == "year":
            word = run.word(token)
            before = run.tokens[:at]
            led = not before or before[-1].kind == "stop" or bool(run.head) or before[-1].means("plain", "in")
            named = len(before) == 1 and (before[0].kind == "own" or _is_its_name(run, before[0], office))
            led = led or (named and _OF_DISCLOSURE.match(run.text, token.end) is not None)
            return at if led and word[-1] not in "底末初" else None
        if token.kind == "stop" and token.meaning != "：":
            return None
    return None


def _leading(run: Run, office: Office) -> Iterator[tuple[Token, Place]]:
    """2023年，我局…… in the report of 2024."""
    year, at = office.year, _first_year(run, office)
    if at is None or int(run.tokens[at].meaning) == year or _names(run, year):
        return
    token = run.tokens[at]
    told = int(token.meaning)
    end = run.tokens[-1].end
    stop = next((t.start for t in run.tokens[at:] if t.kind == "stop"), end)
    comma = next((t.start for t in run.tokens[at:] if t.means("stop", "，")), token.end)
    beginning = run.text[token.end : min(token.end + _BEGINNING, end)]
    if told < year and _is_close(told, year) and "将" in beginning.replace("将军", ""):
        yield token, (token.start, token.end)
        return
    behind = run.text[token.end : min(token.end + _BEGINNING, stop)]
    near = _is_close(told, year) or _is_mistyped(int(token.meaning), year)
    if not (near or (year - told <= _LONG_AGO and _counts_work(run, at))):
        return
    if _is_referred_to(_without_whole(run, at, behind), last=told == year - 1):
        return
    plan = told > year and any(t.kind in ("plan", "goes_on") for t in run.tokens)
    if not plan and _is_of_work(run, at, office):
        yield token, (token.start, max(comma, token.end))


def _without_whole(run: Run, at: int, behind: str) -> str:
    """The words behind a year without 1-12月, which is all of it."""
    following = run.tokens[at + 1] if at + 1 < len(run.tokens) else None
    whole = following and following.kind == "plain" and run.word(following)[-1:] == "月"
    return behind[following.end - following.start :] if following and whole else behind


def _is_of_work(run: Run, at: int, office: Office) -> bool:
    """Whether a sentence that begins with a year tells of the work that was done in it."""
    sentence = _first_sentence(run)
    text = run.text[run.tokens[at].start : run.tokens[-1].end]
    if any_in(WORK, text):
        return True
    rest = [t for t in sentence[at + 1 :] if run.word(t) != "以来"]
    if not rest or int(run.tokens[at].meaning) > office.year:
        return _counts_work(run, at)
    if kinds(rest) & {"carry", "span"} or set(meant(rest, "when")) - {"this"} or any_in(JUDGED, text):
        return "compare" in kinds(rest) and _counts_work(run, at)
    first = rest[0]
    if _is_attribute(rest):
        return False
    governs = first.kind in ("stop", "own") or _is_its_name(run, first, office)
    governs = governs or run.text.startswith(DOING, first.start)
    counted = "number" in kinds(rest) and bool(kinds(rest) & {"sum", "own"})
    return _counts_work(run, at) or (governs and (counted or any_in(DOING, text)))


def _is_its_name(run: Run, token: Token, office: Office) -> bool:
    """Whether a word is the name of the office, or begins with it: 云溪水利局认真."""
    word = run.word(token)
    ends = [i for i, char in enumerate(word, 1) if char in _ENDS_OF_NAMES]
    return token.kind == "other" and any(is_short_for(word[:i], office.agency) for i in ends if i > 1)


_ENDS_OF_NAMES = "局委办厅院镇乡县区市室道会府"


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


def _planned(run: Run, office: Office) -> Iterator[tuple[Token, Place]]:
    """2024年，我局将进一步…… in the report of 2024: what is still to be done is not of the year reported on."""
    at, year = _first_year(run, office), office.year
    if at is None or not year - _COPIED_FROM <= int(run.tokens[at].meaning) <= year:
        return
    will = next(
        (i for i in range(at + 1, len(run.tokens)) if run.tokens[i].means("plan", "will")), len(run.tokens)
    )
    told = kinds(run.tokens[at + 1 : will]) - {"stop", "own", "plain", "other", "whole"}
    if not told and will < len(run.tokens) and run.text.startswith(PLANNED, run.tokens[will].end):
        yield run.tokens[at], (run.tokens[at].start, run.tokens[will].end)


def _until(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """截至2023年12月31日，共公开信息66条 in the report of 2024."""
    if _names(run, year):
        return
    for at, token in enumerate(run.tokens[1:], 1):
        ends = token.date[1:] in ((_LAST_MONTH, 31), (_LAST_MONTH, 0)) and token.kind in ("day", "month")
        ends = ends or (token.kind == "year" and run.word(token)[-1] in "底末")
        told = _year_of(token)
        near = year - _COPIED_FROM <= told <= year + 1 and told != year
        if not ends or not (near or (told and _is_mistyped(told, year))):
            continue
        led = run.tokens[at - 1].kind == "until" and (
            at == 1 or bool(run.head) or run.tokens[at - 2].kind == "stop"
        )
        found = kinds(run.tokens[at + 1 :])
        told = bool(found & {"publish", "open_word", "receive", "answer"} and found & {"number", "all"})
        told = told or any_in(WORK, run.text[token.end : run.tokens[-1].end])
        if led and (told or "this" in meant(run.tokens[at + 1 :], "when")):
            yield token, (run.tokens[at - 1].start, token.end)


def _spanning(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """2023年1月1日至2024年12月31日: a period that is not one year, or is that of another one.

    2024年1月1日至2023年12月31日 ends before it begins. The period of the report's figures is told of by `periods`.
    """
    days = [t for t in run.tokens if t.kind == "day"]
    for first, last in pairwise(days):
        if not first.date[0] or run.text[first.end : last.start] not in _JOINING:
            continue
        begins, ends = first.date[0], last.date[0] or first.date[0]
        wrong = first if begins != year else last
        backwards = last.date[0] != 0 and last.date < first.date and ends != year
        whole = first.date[1:] == (1, 1) and last.date[1:] == (_LAST_MONTH, 31)
        stated = any_in(PERIOD, run.text[max(first.start - _LONGEST_LEAD, 0) : first.start])
        if backwards and not stated:
            yield last, (first.start, last.end)
        elif whole and not stated and {begins, ends} != {year} and min(begins, ends) >= year - _COPIED_FROM:
            found = kinds(run.tokens[run.tokens.index(last) + 1 :])
            if begins != ends or (not _names(run, year) and found & {*_MADE, "receive", "answer", "no"}):
                yield wrong, (first.start, last.end)


_JOINING = ("至", "到", "起至", "起到", "-", "—", "－", "~", "～", "–", "——")


def _whole(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """2023年全年, 回顾2023年的工作: they speak of a year's work wherever they stand."""
    if _names(run, year) and not any(t.means("stop", "；") for t in run.tokens):
        return
    for at, token in enumerate(run.tokens):
        if token.kind != "year" or not _may_be_meant_for(run, token, year):
            continue
        start, end = _clause(run, at)
        if kinds(run.tokens[start:end]) & {"compare", "more", "less"}:
            continue
        before = run.text[max(token.start - 2, 0) : token.start]
        stated = any_in(PERIOD, run.text[max(token.start - _LONGEST_LEAD, 0) : token.start])
        if run.text.startswith("全年", token.end) and before[-1:] not in ("较", "比", "与") and not stated:
            yield token, (token.start, token.end + len("全年"))
        elif before == "回顾":
            behind = next((w for w in ("的工作", "工作") if run.text.startswith(w, token.end)), "")
            if behind:
                yield token, (token.start - len(before), token.end + len(behind))


def _presented(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """现将我局2023年政府信息公开工作情况报告如下 in the report of 2024."""
    lead = next((i for i, t in enumerate(run.tokens) if run.word(t).endswith("现将")), None)
    if lead is None and (start := run.text.find("现将", run.start, run.tokens[-1].end)) >= 0:
        lead = next((i for i, t in enumerate(run.tokens) if t.start > start), None)
    if lead is None or "如下" not in run.text[run.tokens[lead].start : run.tokens[-1].end]:
        return
    clause = run.tokens[lead : clause_end(run.tokens, lead)]
    for token in clause if f"{year}" not in meant(clause, "year") else ():
        if token.kind == "year" and int(token.meaning) < year and _may_be_meant_for(run, token, year):
            yield token, (token.start, token.end)


def _clause(run: Run, at: int) -> tuple[int, int]:
    return clause_start(run.tokens, at), clause_end(run.tokens, at)


def _received(run: Run, office: Office) -> Iterator[tuple[Token, Place]]:
    """2023年，我局收到申请3件, in whatever clause: what came in in another year is not told as this year's."""
    year = office.year
    if _names(run, year, until=False):
        return
    for at, token in enumerate(run.tokens):
        if token.kind != "year" or not _may_be_meant_for(run, token, year):
            continue
        start, end = _clause(run, at)
        if not _governs(run, start, at, office):
            continue
        if not kinds(run.tokens[at + 1 : end]) - {"when"} and end < len(run.tokens):
            end = _clause(run, end + 1)[1]
        clause = run.tokens[at + 1 : end]
        # 2023年以来，全年共受理: the whole of that year is told of all the same.
        behind = "" if "this" in meant(clause, "when") else run.text[token.end : token.end + _RIGHT_BEHIND]
        behind = _without_whole(run, at, behind)
        fees = any_in(FEES, run.text[token.end : clause[-1].end]) if clause else False
        if (
            clause
            and _tells_of_work(clause, fees=fees)
            and _says_so(run, clause)
            and not _is_referred_to(behind)
        ):
            yield token, (token.start, clause[-1].end)


_RIGHT_BEHIND = 4  # characters behind a year that may refer to it


def _may_be_meant_for(run: Run, token: Token, year: int) -> bool:
    """Whether a year may stand where that of the report should: it is close to it, or mistyped."""
    close = _is_close(int(token.meaning), year) or _is_mistyped(int(token.meaning), year)
    return close and run.word(token)[-1] not in "底末初"


def _tells_of_work(clause: Tokens, *, fees: bool) -> bool:
    """Whether a clause tells what came in, was answered or made public, or that nothing was, and nothing else.

    `fees` is whether it speaks of what was charged.
    """
    found = kinds(clause)
    requests = bool(found & {"receive", "answer"} and found & {"request", "request_open", "number"})
    made = "number" in found and (bool(found & _MADE) or found >= {"own", "sum"})
    none = "no" in found and bool(
        found & {"request", "request_open", "review", "happen"}
        or found >= {"receive", "request_short"}
        or found >= {"applicant", "request_short"}
        or found <= {"no", "happen", "plain"}
        or fees
    )
    other = {"compare", "carry", "more", "less", "open"}
    other |= set() if none else {"review"}
    other |= set() if made or none else {"other_thing"}
    planned = any(t.kind == "plan" and t.meaning != "plan" for t in clause)
    return (requests or none or made) and not planned and not found & other


def _says_so(run: Run, clause: Tokens) -> bool:
    """Whether the verb of a clause is told, and not said of a thing that is only referred to: 受理的12件已答复."""
    verb = next((i for i, t in enumerate(clause) if t.kind in ("receive", "answer", "no", *_MADE)), 0)
    attributive = any(t.means("plain", "of") for t in clause[verb + 1 : verb + 2])
    return not attributive or _is_told_of(run, clause)


def _governs(run: Run, start: int, at: int, office: Office) -> bool:
    """Whether a year begins its clause: 我局2023年收到, 全局2023年公开, and behind a heading without a stop, 做好公开工作2023年共收到."""
    before = run.tokens[start:at]
    if not kinds(before) - {"own", "whole"} or (len(before) == 1 and _is_its_name(run, before[0], office)):
        return True
    headed = bool(run.head) and start == 0 and run.word(before[-1]).endswith(("工作", "情况", "方面"))
    following = run.tokens[at + 1].kind if at + 1 < len(run.tokens) else ""
    return headed and following in ("sum", "own", "receive", "no", "stop")


def _is_told_of(run: Run, clause: Sequence[Token]) -> bool:
    """Whether 的 only leads up to what is told: 受理的政府信息公开申请为3件, 公开的信息数量66条, not 受理的12件."""
    content = [i for i, t in enumerate(clause) if t.kind in _COUNTED]
    behind = clause[content[-1] + 1 : content[-1] + 3] if content else ()
    leads = bool(behind) and (run.word(behind[0]) in ("为", "共") or behind[0].kind == "sum")
    return leads and len(behind) > 1 and behind[1].kind == "number"


_COUNTED = ("request", "request_open", "request_short", "other_thing")


def _assigned(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """按照2020年政务公开工作要点 in the report of 2022: what is to be done is set for the year itself, or told of a year later."""
    for token in run.tokens:
        if token.kind != "year" or year - 1 <= int(token.meaning) <= year + 1:
            continue
        match = _POINTS.match(run.text, token.end)
        if match is None and run.text.endswith(_SETTING, 0, token.start):
            match = _PLAN.match(run.text, token.end)
        if match:
            yield token, (token.start, match.end())


_POINTS = Pattern("(?:全[省市县区])?(?:政府信息|政务|信息)公开(?:重点)?(?:工作)?(?:要点|重点任务)")
_PLAN = Pattern("(?:年度|全年|工作|重点|公开|政务|政府信息)*(?:方案|计划|要点|任务)")
_SETTING = ("制定", "印发", "制发", "出台", "编制", "下发")


def _carried(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """结转2024年继续办理 in the report of 2024, 2021年结转 in that of 2023."""
    for tokens in (run.tokens, *(aside.tokens for _, aside in run.asides)):
        for at, token in enumerate(tokens):
            if token.kind not in ("carry", "turn"):
                continue
            source, target = _source(tokens, at), _target(run, tokens, at)
            last = "last" in meant(tokens[max(at - _NEAR, 0) : at], "when")
            earlier = any(0 < _year_of(t) < year for t in tokens[:at])
            if source is None and not last and not earlier:
                counted = _counted_beside(tokens, at)
                if target and int(target.meaning) in (year, year - 1):
                    yield target, (token.start, target.end)
                # Applications come over from last year, and go over to the next one.
                if counted and counted is not target and int(counted.meaning) in (year, year - 2, year - 3):
                    yield counted, (token.start, counted.end)
            elif source and target is None and token.kind == "carry":
                years = [int(m) for m in meant(run.tokens, "year")]
                if int(source.meaning) in (year - 2, year - 3) and year - 1 not in years:
                    yield source, (source.start, token.end)


_NEAR = 3  # tokens


def _year_of(token: Token) -> int:
    """The year that a token names; 0 where it names none."""
    return int(token.meaning) if token.kind == "year" else token.date[0]


def _source(tokens: Sequence[Token], at: int) -> Token | None:
    """The year right before 结转."""
    near = [t for t in tokens[max(at - 2, 0) : at] if t.kind == "year"]
    return near[-1] if near else None


def _counted_beside(tokens: Sequence[Token], at: int) -> Token | None:
    """The year right behind 结转 and right before how much there was of it: 结转2024年度7件."""
    behind = [t for t in tokens[at + 1 : at + 4] if not t.means("plain", "of")]  # 结转2023年的2件
    year, number = (*behind, None, None)[:2]
    return year if year and year.kind == "year" and number and number.counted else None


def _target(run: Run, tokens: Sequence[Token], at: int) -> Token | None:
    """The year to which something is carried over, where what follows says that it is handled there."""
    rest = tokens[at + 1 : at + 4]
    place = next((i for i, t in enumerate(rest) if t.kind == "year"), None)
    if place is None or kinds(rest[:place]) - {"plain"}:
        return None
    to = "to" in meant(rest[:place], "plain") or run.word(tokens[at])[-1] in "至到入"
    behind = tokens[at + 2 + place : at + 4 + place]
    handled = bool(kinds(behind) & {"carry_next", "answer"})
    # 其余11件结转2025年: those counted before it go over to that year.
    clause = tokens[clause_start(tokens, at) : at]
    ends = not behind or behind[0].kind == "stop"
    handled = handled or (ends and not place and any(t.counted for t in clause[-3:]))
    return rest[place] if to or handled else None
