"""Rule cases as data, by the modules of ndbg/check/rules: at least one for each thing that a rule can say."""

from tests.check.case import Case
from tests.check.cases import cells, layout, levels, prose, sections, tables, words, years

CASES: tuple[Case, ...] = (
    *cells.CASES,
    *layout.CASES,
    *words.CASES,
    *tables.CASES,
    *sections.CASES,
    *years.CASES,
    *prose.CASES,
    *levels.CASES,
)
# What is said where a rule cannot be looked at: `says` is what it lacks besides `cells`.
UNEVALUATED: tuple[Case, ...] = (
    *layout.UNEVALUATED,
    *words.UNEVALUATED,
    *tables.UNEVALUATED,
    *sections.UNEVALUATED,
    *years.UNEVALUATED,
    *prose.UNEVALUATED,
    *levels.UNEVALUATED,
)
