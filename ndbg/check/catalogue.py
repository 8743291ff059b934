"""Every rule by its code, in order."""

from collections.abc import Iterable, Sequence

from ndbg.check import rules  # noqa: F401  registers its rules
from ndbg.check.levels import carried, copies, filing, listed_places, sums  # noqa: F401  as above
from ndbg.check.rule import Rule, registered

RULES: tuple[Rule, ...] = registered()


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """The rules whose code begins with one of `select` (all, where that is empty) and none of `ignore`."""
    return tuple(
        rule
        for rule in RULES
        if (not select or rule.code.startswith(tuple(select))) and not rule.code.startswith(tuple(ignore))
    )


def unknown(codes: Iterable[str]) -> list[str]:
    """The codes, or beginnings of codes, that no rule has."""
    return [code for code in codes if not code or not any(rule.code.startswith(code) for rule in RULES)]
