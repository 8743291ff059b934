"""The rules on one report, a module a subject; `counts` and `figures` are their helpers."""

from ndbg.check.rule import Rule, registered
from ndbg.check.rules import cells, layout, percentages, prose, sections, tables, words, years  # noqa: F401  register their rules

_ACROSS_BODIES = "H"

# All but those across bodies, which `catalogue` loads beside them.
ON_ONE_REPORT: tuple[Rule, ...] = tuple(
    rule for rule in registered() if not rule.code.startswith(_ACROSS_BODIES)
)
