"""The periods of a report's figures, as its text states them: 统计期限为2024年1月1日至12月31日."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ndbg.check.prose.lexicon import OF_THE_REPORT, OF_THE_YEAR_BEFORE, PERIOD, THESE_FIGURES
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.tokens import Token, behind_last
from ndbg.text.patterns import any_in

Day = tuple[int, int, int]  # year, month, day
_LONGEST_LEAD = 24  # characters before a period that tell what it is the period of
_LONGEST_JOINT = 6  # characters between its days
_NEAR = 5  # tokens behind its first day among which the last one stands
_JOINING = "至到止—–~-、"
_MONTHS = 12


class Period(NamedTuple):
    """A period as stated: where it stands, its first day and its last one."""

    start: int
    end: int
    first: Day
    last: Day


def periods(paragraph: Paragraph) -> Iterator[Period]:
    """The periods that a paragraph states for the report's figures."""
    plain, tokens = paragraph.plain, paragraph.tokens
    if not (any_in(PERIOD, plain) or (_THESE in plain and any_in(THESE_FIGURES, plain))):
        return
    for at, token in enumerate(tokens):
        if token.kind == "year" and _is_of_the_figures(plain, tokens, at):
            year = int(token.meaning)
            yield Period(token.start, token.end, (year, 1, 1), (year, _MONTHS, 31))
        if token.kind not in ("day", "month") or not token.date[0] or not _is_introduced(plain, token.start):
            continue
        last = next((t for t in tokens[at + 1 : at + 1 + _NEAR] if t.kind in ("day", "month")), None)
        between = plain[token.end : last.start] if last else ""
        listed = last is not None and plain.startswith("、", last.end)  # 1月1日、4月1日、7月1日
        if last and any_in(_JOINING, between) and len(between) <= _LONGEST_JOINT and not listed:
            year, month, day = token.date
            yield Period(token.start, last.end, (year, month, day or 1), _last_day(last, year))


_THESE = "以上"


def _is_of_the_figures(plain: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a year is told as that of all figures: 统计时段为2024年全年, 以上为2024年1—12月的数据."""
    token = tokens[at]
    lead = _clause_before(plain, token.start)
    if lead.removesuffix("为") == _THESE:
        named = next((t for t in tokens[at + 1 :] if t.kind not in ("when", "plain")), token)
        return plain.startswith(THESE_FIGURES, named.start)
    of_the_report = any_in(OF_THE_REPORT, lead) or lead.startswith(PERIOD)
    whole = not plain[token.end :] or plain[token.end] in "，。；" or plain.startswith("全年", token.end)
    return (
        lead.endswith(("为", "是", "：")) and of_the_report and whole and _is_introduced(plain, token.start)
    )


def _is_introduced(plain: str, start: int) -> bool:
    """Whether the clause before a place says that the period of the figures follows."""
    lead = _clause_before(plain, start)
    return any_in(PERIOD, lead) and not any_in(OF_THE_YEAR_BEFORE, lead)


def _clause_before(plain: str, start: int) -> str:
    """What a clause says before a place."""
    return plain[max(start - _LONGEST_LEAD, behind_last("。；，", plain, start)) : start]


def _last_day(token: Token, year: int) -> Day:
    """A day; the year may be said once, a month without a day is meant whole."""
    year, month, day = token.date[0] or year, token.date[1], token.date[2]
    return year, month, day or (monthrange(year, month)[1] if 1 <= month <= _MONTHS else 1)
