"""A rule: a generator of defects in a report, with its code, severity, basis and examples as data."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.subject import Subject, Unusable

if TYPE_CHECKING:
    from ndbg.check.levels.model import Levels

Examine = Callable[[Subject], Iterator[Defect | MissingInput]]


class Example(NamedTuple):
    """An example report of a rule; `says` is its description for people.

    The other fields change a report of 2024 with all figures 0, or the same of 2023: `figures` and `last` by cell
    id, `prose` and `last_prose` by the number of the section, `written` is the text of a cell each, `without` the
    ids of missing rows. A report with `titles`, `sections` (the numbers of its headings, in order) or `superseded`
    (labels of an older form) is a document; `published` is its day, `YYYY-MM-DD`. `levels` are facts on other
    bodies, `unusable` the reason why last year's file cannot be used.
    """

    says: str
    figures: Mapping[str, int | str] = {}
    prose: Mapping[str, str] = {}
    last: Mapping[str, int | str] = {}
    last_prose: Mapping[str, str] = {}
    written: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    sections: str = ""
    superseded: tuple[str, ...] = ()
    published: str = ""
    other_rows: Mapping[str, int] = {}
    in_one: Mapping[str, int] = {}
    levels: "Levels | None" = None
    unusable: Unusable | None = None


@dataclass(slots=True, eq=False, repr=False)
class Rule:
    """A check of one report.

    `severity` is that of most of its findings, `also` that of some. `what` states what must hold, `basis` its
    source (文件号, 条款); the tests run `right` and `wrong`. It is never changed.
    """

    code: str
    name: str
    severity: Severity
    examine: Examine
    also: Severity | None
    what: str
    basis: str
    right: Example
    wrong: Example

    def __reduce__(self) -> "tuple[Callable[[str, str], Rule], tuple[str, str]]":
        """Pickle by the name of the function, so that another process finds the same object."""
        return _registered_as, (self.examine.__module__, self.examine.__name__)


def _registered_as(module: str, name: str) -> Rule:
    rule: Rule = getattr(import_module(module), name)
    return rule


_RULES: dict[str, Rule] = {}


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    also: Severity | None = None,
    what: str,
    basis: str,
    right: Example,
    wrong: Example,
) -> Callable[[Examine], Rule]:
    """Register a function as a rule. A code is never reused for another rule."""

    def register(examine: Examine) -> Rule:
        if code in _RULES:
            raise ValueError(f"two rules with the code {code}")
        _RULES[code] = Rule(code, name, severity, examine, also, what, basis, right, wrong)
        return _RULES[code]

    return register


def registered() -> tuple[Rule, ...]:
    """The rules of all modules imported so far, by family and code."""
    return tuple(sorted(_RULES.values(), key=_order))


_FAMILIES = ("FMT", "T", "Y", "X", "H")


def _order(rule: Rule) -> tuple[int, int]:
    family = rule.code.rstrip("0123456789")
    return _FAMILIES.index(family), int(rule.code.removeprefix(family))
