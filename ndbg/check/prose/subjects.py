"""The figures that prose speaks of, and the words by which it does.

A subject has the sums that a count of it may rightly be: what 受理 counts may include
what came over from last year, for one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from ndbg.form import Cell, Form
from ndbg.report.names import cells_named
from ndbg.text.labels import bare
from ndbg.text.patterns import Pattern

Kind = Literal["flow", "result", "applicant", "review"]


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures of the form whose sum has a name: `本年新收＋上年结转`; those in `less` are taken off."""

    name: str
    cells: tuple[str, ...]
    less: tuple[str, ...] = ()

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(f"{self.name}＋{other.name}", (*self.cells, *other.cells))

    def __sub__(self, other: "Sum") -> "Sum":
        return Sum(f"{self.name}－{other.name}", self.cells, other.cells)


class Subject(NamedTuple):
    """Something that a text may count.

    `flow`: 新收, 办结, 结转; `result`: 予以公开 and its like; `applicant`: 自然人 …;
    `review`: 行政复议, 行政诉讼. `sums` are what a count of it may be, the nearest first.
    """

    name: str
    kind: Kind
    pattern: Pattern
    sums: tuple[Sum, ...]


_NEW = Sum("本年新收", ("requests.new.total",))
_IN = Sum("上年结转", ("requests.carried_in.total",))
_OUT = Sum("结转下年度", ("requests.carried_out.total",))
_DONE = Sum("办理结果总计", ("requests.results_total.total",))
_RECEIVED = (_NEW, _NEW + _IN)
# Those of this year's that were handled, where what came over is told apart.
_DONE_OF_NEW = _NEW - _OUT

_LAST_YEAR = r"(?:上一?年度?|去年度?|往年|上年末|20\d\d年)"
_NEXT_YEAR = r"(?:下一?年度?|次年|明年|来年|翌年)"
_CARRIED = r"(?:结转|转结|转接|延续|遗留|转入|转至|跨年度?)"
_RESULTS = r"(?:答复|决定)?"

_FLOWS = (
    (
        "结转下年度",
        rf"(?:结转|转结|转入|转|延至|跨|推迟至|留待|顺延)[^，。；、]{{0,3}}{_NEXT_YEAR}|{_NEXT_YEAR}[^，。；、]{{0,4}}(?:继续)?(?:办理|答复|办结)"
        r"|尚(?:在|未)[^，。；、]{0,4}(?:办|答)|正在(?:办理|处理)|未办结|(?:结转|转)(?:至|到|入)20\d\d年",
        (_OUT,),
    ),
    ("上年结转", rf"{_LAST_YEAR}[^，。；、]{{0,6}}{_CARRIED}(?!至|到)|{_CARRIED}(?:自)?{_LAST_YEAR}", (_IN,)),
    ("结转", _CARRIED, (_OUT, _IN)),
    ("办结", r"办结|办理|答复|回复|审结|处理(?!结果)|办复|完结", (_DONE, *_RECEIVED, _DONE_OF_NEW)),
    (
        "新收",
        r"收到|新收|受理|接收|接到|收办|接受|收悉|登记|接件|收件|新增|申请(?:总)?[量数]|申请总数|共有(?=[^，。]{0,10}申请)|(?:^|[，、共年])收",
        _RECEIVED,
    ),
)
_OUTCOMES = (
    (
        "予以公开",
        r"(?<!不)(?<!部分)予以公开|同意公开|(?<!不)全部公开|(?<!不)属于公开范围|已公开(?:答复|告知)|准予公开",
    ),
    ("部分公开", r"部分(?:予以)?公开|区分处理"),
    ("不予公开", r"不予以?公开|不同意公开"),
    ("无法提供", r"无法提供|不能提供"),
    ("不予处理", r"不予以?处理"),
    ("其他处理", r"(?:其他|其它|作其他|另行)处理"),
)
OUTCOMES = tuple(name for name, _ in _OUTCOMES)
_UPHELD = ("结果维持", "结果纠正", "尚未审结")


def _flows() -> Iterator[Subject]:
    for name, pattern, sums in _FLOWS:
        yield Subject(name, "flow", Pattern(pattern), sums)


def _results(form: Form) -> Iterator[Subject]:
    """The outcomes that table 3 has, by group, and its single rows by what they are called."""
    for name, pattern in _OUTCOMES:
        yield Subject(name, "result", Pattern(pattern + _RESULTS), (Sum(name, cells_named(name, form)),))
    for entry in form.table("requests").entries:
        # Rows within a group have names of their own, but for 其他.
        label = bare(entry.label.text)
        if len(entry.label.under) > 1 and len(label) >= _LEAST_LABEL and entry.total:
            words = {key for key in entry.label.wordings() if len(key) >= _LEAST_LABEL}
            yield Subject(
                label, "result", Pattern.of_words("|".join(sorted(words))), (Sum(label, (entry.total.id,)),)
            )


_LEAST_LABEL = 4


def _applicants(form: Form) -> Iterator[Subject]:
    """Kinds of applicants: a column of table 3, or all of those that are no natural persons."""
    columns = [c for c in form.table("requests").blocks[0].columns if not c.sum]
    for column in columns:
        label = column.label.text
        if len(label) > len("其他"):
            yield _applicant(
                label, "自然人|公民(?!、)|个人申请" if column is columns[0] else label, [column.id]
            )
    organisations = [c.id for c in columns if len(c.label.under) > 1]
    yield _applicant(
        "法人或其他组织",
        r"法人(?:(?:或者?|和|及|、|与)其他组织)?|(?<!商业)(?:企业|单位|组织)(?:申请|提出)",
        organisations,
    )


def _applicant(name: str, pattern: str, columns: Iterable[str]) -> Subject:
    sums = (
        _in_columns(_NEW, columns),
        _in_columns(_NEW + _IN, columns),
        _in_columns(_DONE, columns),
    )
    return Subject(name, "applicant", Pattern(pattern), tuple(Sum(_among(s, name), s.cells) for s in sums))


def _among(whole: Sum, applicant: str) -> str:
    """`本年新收中的自然人`, `（本年新收＋上年结转）中的自然人`."""
    name = f"（{whole.name}）" if "＋" in whole.name else whole.name
    return f"{name}中的{applicant}"


def _in_columns(whole: Sum, columns: Iterable[str]) -> Sum:
    """The same figures for some kinds of applicants only."""
    cells = (f"{cell.removesuffix('.total')}.{column}" for cell in whole.cells for column in columns)
    return Sum(whole.name, tuple(cells))


def _reviews(form: Form) -> Iterator[Subject]:
    """复议, 诉讼, and both, each in all and by outcome."""
    reconsideration, *suits = form.table("review").entries
    names = {"": "总计"} | {name: name for name in _UPHELD}
    for outcome, column in names.items():
        direct, after = (_outcome(entry.cells, column) for entry in suits)
        reviews = Sum(f"行政复议{outcome}", (_outcome(reconsideration.cells, column),))
        litigation = (
            Sum(f"行政诉讼{outcome}", (direct, after)),
            Sum(f"未经复议直接起诉{outcome}", (direct,)),
            Sum(f"复议后起诉{outcome}", (after,)),
        )
        for name, pattern, sums in (
            ("复议", "复议", (reviews,)),
            ("诉讼", "诉讼|起诉|应诉", litigation),
            ("复议和诉讼", "", tuple(reviews + suit for suit in litigation)),
        ):
            yield Subject(f"{name}{outcome}", "review", Pattern(pattern or "(?!)"), sums)


def _outcome(cells: Iterable[Cell], label: str) -> str:
    return next(cell.id for cell in cells if cell.column.label.text == label)


@cache
def subjects(form: Form) -> Mapping[str, Subject]:
    """All subjects of a form by name."""
    return {s.name: s for s in (*_results(form), *_flows(), *_applicants(form), *_reviews(form))}


def for_applicant(applicant: Subject, head: Subject) -> tuple[Sum, ...]:
    """What a count of some applicants may be where it is part of a count of something else."""
    columns = list(dict.fromkeys(cell.rpartition(".")[2] for cell in applicant.sums[0].cells))
    return tuple(
        Sum(_among(whole, applicant.name), _in_columns(whole, columns).cells)
        for whole in head.sums
        if not whole.less and all(cell.endswith(".total") for cell in whole.cells)
    )
