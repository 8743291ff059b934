"""Years of what is carried over that cannot be right: 结转2024年继续办理 in the report of 2024."""

from collections.abc import Iterator, Sequence

from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.scene import kinds, meant
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Place, Token
from ndbg.check.prose.years.near import year_of


def carried(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """结转2024年继续办理 in the report of 2024, 2021年结转 in that of 2023."""
    for tokens in (run.tokens, *(aside.tokens for _, aside in run.asides)):
        for at, token in enumerate(tokens):
            if token.kind not in ("carry", "turn"):
                continue
            source, target = _source(tokens, at), _target(run, tokens, at)
            last = "last" in meant(tokens[max(at - _NEAR, 0) : at], "when")
            earlier = any(0 < year_of(t) < year for t in tokens[:at])
            if source is None and not last and not earlier:
                counted = _counted_beside(tokens, at)
                if target and int(target.meaning) in (year, year - 1, year + 2, year + 3):
                    yield target, (token.start, target.end)
                # Applications come over from last year, and go over to the next one.
                if counted and counted is not target and int(counted.meaning) in (year, year - 2, year - 3):
                    yield counted, (token.start, counted.end)
            elif source and target is None and token.kind == "carry":
                years = [int(m) for m in meant(run.tokens, "year")]
                if int(source.meaning) in (year - 2, year - 3) and year - 1 not in years:
                    yield source, (source.start, token.end)
            if source and (next_year := _goes_over_to(tokens, at)):
                # 2022年结转2023年申请2件 in the report of 2024: what came over came from last year.
                earlier_ones = (int(source.meaning), int(next_year.meaning)) == (year - 2, year - 1)
                never = source.meaning == next_year.meaning  # 2023年结转2023年申请2件
                if never or (earlier_ones and f"{year}" not in meant(run.tokens, "year")):
                    yield source, (source.start, next_year.end)


_NEAR = 3  # tokens


def _goes_over_to(tokens: Sequence[Token], at: int) -> Token | None:
    """The year to which applications go over that are counted right behind it, and of which nothing else is told: 结转至2023年申请5件."""
    behind = [t for t in tokens[at + 1 : clause_end(tokens, at)] if t.kind not in ("plain", *REQUESTS)]
    year, number = behind if len(behind) == _YEAR_AND_NUMBER else (None, None)
    return year if year and year.kind == "year" and number and number.counted else None


_YEAR_AND_NUMBER = 2


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
