"""The figures of the form that prose names, as named sums.

A sum is named as the form names it. What a count of something may rightly be is often more than one sum:
受理 may include what came over from last year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from ndbg.form import Form
from ndbg.report import Report
from ndbg.text.labels import label_key


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures of the form whose sum has a name: `本年新收＋上年结转`; those in `less` are taken off.

    `of` is the sum that it is a part of, where it is one of applicants: `本年新收` of `本年新收中的自然人`.
    """

    name: str
    cells: tuple[str, ...]
    less: tuple[str, ...] = ()
    of: "Sum | None" = field(default=None, compare=False)

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(f"{self.name}＋{other.name}", (*self.cells, *other.cells))

    def __sub__(self, other: "Sum") -> "Sum":
        return Sum(f"{self.name}－{other.name}", self.cells, other.cells)

    def value(self, report: Report) -> Decimal | None:
        """The value in a report; None where one of its figures was not read or is not in the form."""
        if not self.less and (printed := report.sums.get(self.cells)):
            return Decimal(printed.value)
        if not self.cells or self.missing(report):
            return None
        more, less = (sum(report.figures[id].value for id in ids) for ids in (self.cells, self.less))
        return Decimal(more - less)

    def missing(self, report: Report) -> tuple[str, ...]:
        """Those of its figures that were not read."""
        return tuple(id for id in (*self.cells, *self.less) if id not in report.figures)


Sums = tuple[Sum, ...]
APPLICANTS = ("natural_person", "enterprise", "research_institute", "public_interest_org", "legal_service", "other_org")  # fmt: skip
_APPLICANT_NAMES = {
    "natural_person": "自然人",
    "enterprise": "商业企业",
    "research_institute": "科研机构",
    "public_interest_org": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_org": "其他组织",
    "organisations": "法人或其他组织",
}
GROUPS = {
    "granted": "予以公开",
    "partial": "部分公开",
    "denied": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "other_handling": "其他处理",
}
_VERDICTS = {"": "", "upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结"}  # fmt: skip
# The columns of the second table that count documents: made in the year, no longer in force, in force, and public at its
# end, which are those in force where the form asks for them.
_STOCK = {
    "issued": ("issued", "made"),
    "repealed": ("repealed",),
    "in_force": ("in_force",),
    "public": ("in_force", "disclosed_in_all"),
}


def _row(name: str, id: str) -> Sum:
    return Sum(name, (f"requests.{id}.total",))


NEW = _row("本年新收", "new")
CARRIED_IN = _row("上年结转", "carried_in")
CARRIED_OUT = _row("结转下年度", "carried_out")
DONE = _row("办理结果总计", "results_total")
RECEIVED = NEW + CARRIED_IN
# Those of this year's that were handled, where what came over is told apart.
DONE_OF_NEW = NEW - CARRIED_OUT
RECEIVE: Sums = (NEW, RECEIVED)
# What outcomes, and what applicants, may be told as parts of; the likeliest first.
OF_OUTCOMES: Sums = (DONE, NEW, RECEIVED)
OF_APPLICANTS: Sums = (NEW, RECEIVED, DONE)
# What was to be handled, 应办: where it is told without what came over, that may be left out.
OF_DUE: Sums = (RECEIVED, NEW, DONE)
ANSWER: Sums = (DONE, DONE_OF_NEW)
OF_ALL_DONE: Sums = (DONE, NEW, RECEIVED, DONE_OF_NEW, CARRIED_IN)
HANDLE: Sums = (DONE, NEW, RECEIVED, DONE_OF_NEW)


@lru_cache(maxsize=64)
def outcome(form: Form, meaning: str) -> Sum:
    """A row of the results, or a group of rows: `denied.third_party`, `denied`."""
    rows = form.table("requests").blocks[0].rows
    found = [row for row in rows if row.id == meaning or row.id.startswith(f"{meaning}.")]
    name = GROUPS.get(meaning) or (label_key(found[0].label.text) if found else meaning)
    return Sum(name, tuple(f"requests.{row.id}.total" for row in found))


def all_but(form: Form, *groups: str) -> Sum:
    """Every result outside of some groups."""
    others = [outcome(form, other) for other in GROUPS if other not in groups]
    named = "、".join(GROUPS[group] for group in groups)
    return Sum(f"{named}以外的办理结果", tuple(cell for other in others for cell in other.cells))


def other_rows(form: Form, group: str, named: Iterable[str]) -> Sum:
    """The rows of a group of results less those named: `denied` without `denied.third_party`."""
    cells = {cell for name in named for cell in outcome(form, name).cells}
    rest = tuple(cell for cell in outcome(form, group).cells if cell not in cells)
    return Sum(f"{GROUPS[group]}中的其他情形", rest)


def known(form: Form, sums: Sums) -> Sums:
    """Those of some sums that a form has all figures of."""
    return tuple(s for s in sums if s.cells and form.cells.keys() >= {*s.cells, *s.less})


def applicants(names: Iterable[str], whole: Sum) -> Sum:
    """A sum of rows of the third table, for some kinds of applicants only: `本年新收中的自然人`."""
    names = tuple(names)
    columns = [c for name in names for c in (APPLICANTS[1:] if name == "organisations" else (name,))]
    cells = (f"{cell.removesuffix('.total')}.{column}" for cell in whole.cells for column in columns)
    rows = f"（{whole.name}）" if "＋" in whole.name else whole.name
    return Sum(f"{rows}中的{'、'.join(_APPLICANT_NAMES[name] for name in names)}", tuple(cells), of=whole)


def reviews(which: str, verdict: str = "") -> Sums:
    """复议 (`reconsideration`), 诉讼 (`litigation`, or one kind of it) or `both`, in all or by how they ended."""
    column = verdict or "total"
    told = _VERDICTS[verdict]
    reconsideration = Sum(f"行政复议{told}", (f"review.reconsideration.{column}",))
    direct = Sum(f"未经复议直接起诉{told}", (f"review.litigation_direct.{column}",))
    after = Sum(f"复议后起诉{told}", (f"review.litigation_after_reconsideration.{column}",))
    litigation = Sum(f"行政诉讼{told}", (*direct.cells, *after.cells))
    return {
        "reconsideration": (reconsideration,),
        "litigation": (litigation,),
        "litigation_direct": (direct,),
        "litigation_after_reconsideration": (after,),
        "both": (reconsideration + litigation,),
    }[which]


def documents(form: Form, which: str, column: str) -> Sum:
    """规章 or 行政规范性文件: `issued`, `repealed`, `in_force` or `public`."""
    return _of_second_table(form, [f"disclosure.{which}.{name}" for name in _STOCK[column]])


def decisions(form: Form, which: str) -> Sum:
    """行政许可, 行政处罚, 行政强制, or what was charged (万元)."""
    return _of_second_table(form, [f"disclosure.{which}.{'amount' if which == 'fees' else 'decisions'}"])


def _of_second_table(form: Form, ids: Sequence[str]) -> Sum:
    """The first of some figures that the form has, named by its row and column."""
    cell = next((form.cells[id] for id in ids if id in form.cells), None)
    return Sum(f"{cell.row.label.text}{cell.column.label.text}", (cell.id,)) if cell else Sum("", ())


def alternatives(report: Report, sums: Sequence[Sum]) -> str:
    """Sums with what they come to: `“本年新收”41，“本年新收＋上年结转”43`."""
    named: dict[Decimal | None, str] = {}
    for sum_ in sums:
        named.setdefault(sum_.value(report), sum_.name)
    return "，".join(f"“{name}”{value}" for value, name in named.items())
