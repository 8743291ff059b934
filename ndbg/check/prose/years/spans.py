"""Periods that are not the year of the report: 截至2023年12月31日, 2023年1月1日至2024年12月31日."""

from collections.abc import Iterator
from itertools import pairwise

from ndbg.check.prose.lexicon import PERIOD, REQUESTS, WORK
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Place, Token
from ndbg.check.prose.years.near import (
    COPIED_FROM,
    LAST_MONTH,
    LONGEST_LEAD,
    MADE,
    is_mistyped,
    names_year,
    year_of,
)
from ndbg.text.patterns import any_in


def until(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """截至2023年12月31日，共公开信息66条 in the report of 2024; what came in 2024 was not all answered before: 截至2022年底，已全部办结."""
    named = names_year(run, year)
    tokens = [t for t in run.tokens if not t.means("plain", "to")]  # 截止至2023年底
    for at, token in enumerate(tokens[1:], 1):
        ends = token.date[1:] in ((LAST_MONTH, 31), (LAST_MONTH, 0)) and token.kind in ("day", "month")
        ends = ends or (token.kind == "year" and run.text.startswith(_ITS_END, token.end - 1))
        told = year_of(token)
        near = year - COPIED_FROM <= told <= year + 1 and told != year
        if not ends or not (near or (told and is_mistyped(told, year))):
            continue
        led = tokens[at - 1].kind == "until" and (at == 1 or bool(run.head) or tokens[at - 2].kind == "stop")
        found = kinds(tokens[at + 1 :])
        told = bool(found & {"publish", "open_word", "receive", "answer"} and found & {"number", "all"})
        told = told or any_in(WORK, run.text[token.end : run.tokens[-1].end])
        if named and (year_of(token) > year or not _is_all_answered(tokens, at)):
            continue
        if led and (told or "this" in meant(tokens[at + 1 :], "when")):
            yield token, (tokens[at - 1].start, token.end)


def _is_all_answered(tokens: Tokens, at: int) -> bool:
    """Whether nothing is told behind a time but that all was answered that came in before it."""
    start = at + 1 + any(t.means("stop", "，") for t in tokens[at + 1 : at + 2])
    behind = kinds(tokens[start : clause_end(tokens, start)])
    return {"all", "answer"} <= behind <= _ALL_ANSWERED and "receive" in kinds(tokens[:at])


_ALL_ANSWERED = {"all", "answer", "done", "plain", "in_time", "own", *REQUESTS}
_ITS_END = ("底", "末", "年年底", "年年末")


def since(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """自2023年1月以来，我局共发布信息120条 in the report of 2024: two years, in a report of one; not what has added up (累计)."""
    for at, token in enumerate(run.tokens):
        begins = (
            token.kind in ("month", "day") and token.date[0] == year - 1 and token.date[1:] in _FIRST_OF_ALL
        )
        if not begins or not run.text[token.end :].startswith(_SINCE) or clause_start(run.tokens, at) != 0:
            continue
        rest = run.tokens[at + 1 : clause_end(run.tokens, at, "；", "。")]
        told = "sum" in kinds(rest) and kinds(rest) & {*MADE, "receive", "answer"}
        if told and not any(run.word(t) in _ADDED_UP for t in rest) and not names_year(run, year):
            yield token, (token.start, run.tokens[at + 1].end)


_SINCE = ("以来", "份以来", "起", "份起")
_ADDED_UP = ("累计", "一共")


def spanning(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """2023年1月1日至2024年12月31日: a period that is not one year, or is that of another one.

    2024年1月1日至2023年12月31日 ends before it begins. The period of the report's figures is told of by `periods`.
    """
    days = [t for t in run.tokens if t.kind in ("day", "month")]
    for first, last in pairwise(days):
        if not first.date[0] or run.text[first.end : last.start] not in _JOINING:
            continue
        begins, ends = first.date[0], last.date[0] or first.date[0]
        wrong = first if begins != year else last
        backwards = last.date[0] != 0 and last.date < first.date and ends != year
        whole = first.date[1:] in _FIRST_OF_ALL and last.date[1:] in _LAST_OF_ALL
        stated = any_in(PERIOD, run.text[max(first.start - LONGEST_LEAD, 0) : first.start])
        if backwards and not stated:
            yield last, (first.start, last.end)
        elif whole and not stated and {begins, ends} != {year} and min(begins, ends) >= year - COPIED_FROM:
            found = kinds(run.tokens[run.tokens.index(last) + 1 :])
            if begins != ends or (not names_year(run, year) and found & {*MADE, "receive", "answer", "no"}):
                yield wrong, (first.start, last.end)


_FIRST_OF_ALL, _LAST_OF_ALL = ((1, 1), (1, 0)), ((LAST_MONTH, 31), (LAST_MONTH, 0))  # months and days
_JOINING = ("至", "到", "起至", "起到", "-", "—", "－", "~", "～", "–", "——")
