"""Years that a word beside them binds to the report's year: 截至2023年底, 较2024年增长9%, 结转2024年办理 in the report of 2024.

What is counted 截至 the end of a year, or from its first day to its last, is counted to the end of the report's year;
it is not compared (较, 比) with itself or a later one; and what is 结转 comes from the year before, or goes to the next one.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ndbg.check.prose.lexicon import PERIOD, REQUESTS, WORK
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Place, Token
from ndbg.check.prose.years.near import COPIED_FROM, ends_the_year, is_close, is_mistyped, names_year, year_of
from ndbg.text.patterns import any_in


def bound(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """The years of a sentence that such a word makes wrong, each with the words."""
    yield from _until(run, year)
    yield from _spanning(run, year)
    for tokens in (run.tokens, *(aside.tokens for _, aside in run.asides)):
        yield from _carried(run, tokens, year)


def _until(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """截至2023年12月31日，共公开信息66条 in the report of 2024."""
    tokens = [t for t in run.tokens if not t.means("plain", "to")]  # 截止至2023年底
    for at, token in enumerate(tokens[1:], 1):
        other = is_close(year_of(token), year) or (year_of(token) and is_mistyped(year_of(token), year))
        led = tokens[at - 1].kind == "until" and (at == 1 or bool(run.head) or tokens[at - 2].kind == "stop")
        if not led or not other or not ends_the_year(run, token):
            continue
        found = kinds(tokens[at + 1 :])
        counted = bool(found & _CAME_OR_WENT and found & {"number", "all"})
        told = counted or any_in(WORK, run.text[token.end : run.tokens[-1].end])
        if (told or "this" in meant(tokens[at + 1 :], "when")) and not names_year(run, year):
            yield token, (tokens[at - 1].start, token.end)


_CAME_OR_WENT = {"publish", "issue", "open_word", "receive", "answer"}


def _spanning(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """2023年1月1日至2024年12月31日, 2024年1月1日至2023年12月31日: a period that is not one year, or is that of another one.

    The period of the report's figures is told of by `periods`.
    """
    days = [t for t in run.tokens if t.kind in ("day", "month")]
    for first, last in pairwise(days):
        stated = any_in(PERIOD, run.text[max(first.start - _LONGEST_LEAD, 0) : first.start])
        if stated or not first.date[0] or run.text[first.end : last.start] not in _JOINING:
            continue
        begins, ends = first.date[0], last.date[0] or first.date[0]
        whole = first.date[1:] in _FIRST_OF_ALL and last.date[1:] in _LAST_OF_ALL
        apart = begins != ends or (not names_year(run, year) and kinds(run.tokens) & {*_CAME_OR_WENT, "no"})
        if begins > ends != year:
            yield last, (first.start, last.end)
        elif whole and apart and {begins, ends} != {year} and min(begins, ends) >= year - COPIED_FROM:
            yield first if begins != year else last, (first.start, last.end)


_LONGEST_LEAD = 24  # characters before a period that tell what it is the period of
_FIRST_OF_ALL, _LAST_OF_ALL = ((1, 1), (1, 0)), ((12, 31), (12, 0))  # months and days
_JOINING = ("至", "到", "起至", "起到", "-", "—", "－", "~", "～", "–", "——")


def _carried(run: Run, tokens: Sequence[Token], year: int) -> Iterator[tuple[Token, Place]]:
    """结转2024年继续办理 in the report of 2024, 2021年结转 in that of 2023."""
    for at, token in enumerate(tokens):
        if token.kind not in ("carry", "turn"):
            continue
        source = next((t for t in tokens[max(at - 2, 0) : at] if t.kind == "year"), None)
        target = next((t for t in tokens[at + 1 : at + 3] if t.kind == "year"), None)
        behind = tokens[tokens.index(target) + 1 :] if target else ()
        if source is None and target is not None:
            before = tokens[:at]  # 2023年收到9件，结转2024年1件, not 2023年结转2件，…结转2024年1件
            times = [t for i, t in enumerate(before) if "carry" not in kinds(before[max(i - 1, 0) : i + 3])]
            earlier = "last" in meant(times, "when") or any(0 < year_of(t) < year for t in times)
            counted = bool(behind) and behind[0].counted is not None  # 结转2024年7件 came over, or will
            goes = _goes_there(run, tokens, token, target, behind)
            told, right = int(target.meaning), (year + 1,) if goes else (year - 1, year + 1)
            wrong = told not in right and abs(told - year) <= COPIED_FROM
            if wrong and (goes or counted) and not earlier:
                yield target, (token.start, target.end)
        elif (
            source is not None and token.kind == "carry" and not _is_of_another_thing(tokens[at + 1 : at + 4])
        ):
            # 2023年结转2023年申请2件; 2022年结转2023年申请2件, where the year itself is not told of.
            never = target is not None and source.meaning == target.meaning
            early = year - COPIED_FROM <= int(source.meaning) < year - 1
            if never or (early and f"{year if target else year - 1}" not in meant(run.tokens, "year")):
                yield source, (source.start, (target or token).end)


def _is_of_another_thing(behind: Sequence[Token]) -> bool:
    """Whether what is left over is no application: 2022年遗留|的2个栏目问题."""
    return [t.kind for t in behind[:2]] == ["plain", "number"] and bool(
        kinds(behind[2:]) & {"other", "other_thing"}
    )


def _goes_there(
    run: Run, tokens: Sequence[Token], carry: Token, target: Token, behind: Sequence[Token]
) -> bool:
    """Whether applications go over to a year: 结转至2025年, 结转2025年继续办理, 其余3件结转2025年."""
    between = tokens[tokens.index(carry) + 1 : tokens.index(target)]
    to = "to" in meant(between, "plain") or run.word(carry)[-1] in "至到入"
    handled = bool(kinds(behind[:2]) & {"carry_next", "answer"})
    start = clause_start(tokens, tokens.index(carry))
    counted = any(t.counted for t in tokens[start : tokens.index(carry)][-3:])
    ends = not behind or behind[0].kind == "stop"
    return to or handled or (counted and ends)


def compared(run: Run, year: int, *, ahead: bool) -> Iterator[tuple[Token, Place]]:
    """较2024年的332条增长25% in the report of 2024: compared with its own year, a later one, or a mistyped one.

    An earlier year may be compared with: nothing shows that the year before was meant. Nothing is said where a sentence
    tells of years together (近三年), nor where words that are not understood stand between a year and the change since:
    比2024年改版前增长. `ahead` is whether plans may be told, whose year is compared with that of the report.
    """
    for part in (run, *(aside for _, aside in run.asides)):
        # 2023年结转1件 is told of that year in each report.
        own = [
            t for i, t in enumerate(part.tokens) if not kinds(part.tokens[i + 1 : i + 2]) & {"carry", "turn"}
        ]
        named = [year_of(t) for t in own]
        if len({*named} - {0, year}) > 1 or any(t.means("when", "span", "last") for t in own):
            continue
        for at, token in enumerate(part.tokens):
            told, end = year_of(token), _changed(part, at) if token.kind == "year" else 0
            once = named.count(told) == 1 and (told == year + 1 or is_mistyped(told, year - 1))
            # 2023年收到5件，比2024年少2件
            earlier = any(0 < n < year for n in map(year_of, part.tokens[:at]))
            wrong = not (ahead or earlier) if told == year else once
            if end and wrong and run.word(token)[-1] != "初":
                yield token, (part.tokens[at - 1].start, end)


def _changed(run: Run, at: int) -> int:
    """Where it is said how much has changed since a year, behind 较, 比 or 与; 0 where it is not."""
    before = next((run.word(t) for t in reversed(run.tokens[:at]) if run.word(t) != "于"), "")  # 相较于2022年
    if before not in _THAN:
        return 0
    for token in run.tokens[at + 1 : clause_end(run.tokens, at)]:
        if token.kind in ("more", "less") or run.word(token) in _LEVEL:
            return token.end
        how = len(run.word(token)) <= len("大幅") and run.word(token)[-1] not in "前后时"
        if token.kind not in _COUNTED and not how:
            return 0
    return 0


_THAN = ("较", "比", "相比", "相较", "比较", "较之", "与", "同", "跟")
_LEVEL = ("持平", "相比")
_COUNTED = {"number", "plain", "has", "receive", "answer", "publish", "open_word", "thing", "other_thing", "sum", "whole", "own", "document", "decision", "decide", "issue", "review", "rate", *REQUESTS}  # fmt: skip
