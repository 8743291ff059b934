"""Plans for a time that is over: 2023年拟组织培训2期, 计划2023年6月完成 in the report of 2024."""

from collections.abc import Iterator

from ndbg.check.prose.lexicon import ACTS, COUNTED_ACTS, DOING, INTENDED, MADE_INTO, PLANNED, PLANS
from ndbg.check.prose.office import Office
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Place, Token
from ndbg.check.prose.years.near import COPIED_FROM, governs, year_of
from ndbg.text.patterns import any_in


def planned(run: Run, office: Office) -> Iterator[tuple[Token, Place]]:
    """The times for which something is planned that were over when the report was written, each with the plan.

    What is still to be done is not of the year reported on either: 2024年，我局将进一步…… in the report of 2024.
    """
    for at, token in enumerate(run.tokens):
        told = year_of(token)
        if token.kind not in ("year", "month", "day") or not office.year - COPIED_FROM <= told <= office.year:
            continue
        plan = _behind(run.tokens, at) if governs(run, at, office) else None
        if plan is not None and _is_planned(run, plan, plan + 1):
            if told < office.year or _is_for_later(run, at, plan):
                yield token, (token.start, run.tokens[plan].end)
        elif told < office.year and (first := _before(run, at)) and _is_planned(run, at, at + 1):
            yield token, (first.start, token.end)


def _behind(tokens: Tokens, at: int) -> int | None:
    """Where behind a time something is said to be planned, and nothing before it but who plans it: 2023年，我局拟."""
    plan = next((i for i in range(at + 1, len(tokens)) if tokens[i].kind == "plan"), None)
    if plan is None or kinds(tokens[at + 1 : plan]) - _BEFORE_PLANS:
        return None
    return plan


_BEFORE_PLANS = {"stop", "own", "plain", "other", "whole", "span", "when"}


def _before(run: Run, at: int) -> Token | None:
    """The word before a time that says that something is planned for it: 计划2023年6月, 拟于2023年, not 原计划."""
    near = [t for t in run.tokens[max(at - 2, 0) : at] if t.kind != "plain"]
    plan = near[-1] if near else None
    if plan is None or plan.kind != "plan" or run.text.startswith("原", plan.start - 1):
        return None
    return plan


def _is_planned(run: Run, at: int, begin: int) -> bool:
    """Whether what is planned follows, as a verb and not as what has become of it: 计划完成的3项已完成."""
    end = clause_end(run.tokens, at)
    rest = run.tokens[begin:end]
    while rest and run.word(rest[0]).endswith(("季度", "半年", "前", "底")):
        rest = rest[1:]
    return (
        bool(rest)
        and run.text.startswith((*PLANNED, *INTENDED, *DOING, *ACTS, *COUNTED_ACTS, "完成"), rest[0].start)
        and not any(t.means("plain", "of") for t in rest)
        and "done" not in kinds(run.tokens[begin : clause_end(run.tokens, begin, "；", "。")])
    )


def _is_for_later(run: Run, at: int, plan: int) -> bool:
    """Whether a plan for the report's own year is sure to be one: 将进一步, 将加强培训, not 将公开工作纳入考核."""
    if run.tokens[at].kind != "year" or not run.tokens[plan].means("plan", "will"):
        return False
    begin = run.tokens[plan].end
    end = run.tokens[clause_end(run.tokens, plan) - 1].end
    intended = run.text.startswith(INTENDED, begin) and not any_in(MADE_INTO, run.text[begin:end])
    return intended or run.text.startswith(PLANNED, begin)


def headed(run: Run, year: int) -> Iterator[tuple[Token, Place]]:
    """2024年工作打算 as the head of what is planned, in the report of 2024."""
    for at, token in enumerate(run.tokens):
        if token.kind != "year" or not year - COPIED_FROM <= year_of(token) <= year:
            continue
        start, end = clause_start(run.tokens, at), clause_end(run.tokens, at)
        if kinds(run.tokens[start:at]) - _LEADING_UP or end == at + 1:
            continue
        named = [
            t
            for t in run.tokens[at + 1 : end]
            if t.kind not in ("own", "whole") and not t.means("plain", "of", "disclosure")
        ]
        if "".join(map(run.word, named)).removeprefix("度") in PLANS:
            yield token, (token.start, run.tokens[end - 1].end)


_LEADING_UP = {"own", "whole", "plain"}
