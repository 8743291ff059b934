"""The rules on one report: all but those across bodies, which `catalogue` loads beside them."""

from ndbg.check.rule import Rule, registered
from ndbg.check.rules import cells, layout, prose, sections, tables, words, years  # noqa: F401  register their rules

_ACROSS_BODIES = "H"

ON_ONE_REPORT: tuple[Rule, ...] = tuple(
    rule for rule in registered() if not rule.code.startswith(_ACROSS_BODIES)
)
