"""T201, T301 to T308 and T401: the sums of the form itself."""

from typing import Any

from ndbg.check import Severity
from ndbg.report import Figure, OtherRow
from tests.check.case import Case, right_figures, row
from tests.official import FORM_2021

ROWS = ("not_corrected", "fee_unpaid", "other")
IN_ONE = {
    tuple(f"requests.other_handling.{part}.{column}" for part in ROWS): column
    for column in (c.id for c in FORM_2021.table("requests").blocks[0].columns)
}


def in_one(**changed: int) -> dict[str, Any]:
    """The three rows of （六） in one, with their sums, some of which are changed."""
    right = right_figures()
    sums = {
        ids: Figure(changed.get(column, int(sum(right[id] for id in ids)))) for ids, column in IN_ONE.items()
    }
    return {"sums": sums}


def _moved() -> dict[str, int]:
    """A row moved to the right by one column, with nothing in its last column before."""
    right = {id: int(value) for id, value in right_figures().items()}
    *parts, _ = (c.id for c in FORM_2021.table("requests").blocks[0].columns)
    values = [0, *(right[f"requests.granted.{column}"] for column in parts[:-1])]
    moved = {f"requests.granted.{column}": value for column, value in zip(parts, values, strict=True)}
    lost = right[f"requests.granted.{parts[-1]}"]
    cells = [f"requests.{row}.{c}" for row in ("results_total", "new") for c in (parts[-1], "total")]
    return moved | {cell: right[cell] - lost for cell in ("requests.granted.total", *cells)}


MOVED = _moved()


def other_row(label: str, column: str, value: int) -> dict[str, Any]:
    """A row that the form does not have, with one figure."""
    return {"other_rows": (OtherRow("requests", label, {column: Figure(value)}),)}


LOST = tuple(id for ids in IN_ONE for id in ids)

CASES = (
    Case(
        "T201",
        "more issued than in force",
        "第二部分表格“规章”行：现行有效 3 件，本年制发 12 件，废止 2 件，倒推上年有效 -7 件，不会是负数，请核对",
        set={"disclosure.rules.issued": 12, "disclosure.rules.repealed": 2, "disclosure.rules.in_force": 3},
        cells=("disclosure.rules.in_force",),
        difference=-7,
    ),
    Case(
        "T301",
        "results that do not add up",
        "第三部分表格“其他”列：（一）至（六）各项之和是 378，“（七）总计”填了 160，相差 218",
        set={"requests.results_total.other_org": 160},
        cells=("requests.results_total.other_org", "requests.granted.other_org"),
        difference=-218,
    ),
    Case(
        "T302",
        "three too many received",
        "第三部分表格“其他”列：第一项加第二项（385＋2）是 387，第三项总计加第四项（378＋6）是 384，相差 3",
        set={"requests.new.other_org": 385},
        cells=(
            "requests.new.other_org",
            "requests.carried_in.other_org",
            "requests.results_total.other_org",
            "requests.carried_out.other_org",
        ),
        difference=-3,
    ),
    Case(
        "T303",
        "a total that is off",
        "第三部分表格“（一）予以公开”行：各列之和是 33，“总计”填了 1，相差 32",
        set={"requests.granted.total": 1},
        cells=("requests.granted.total", "requests.granted.enterprise"),
        difference=-32,
    ),
    Case(
        "T303",
        "the total of a row within a group",
        "第三部分表格“（三）不予公开3.危及‘三安全一稳定’”行：各列之和是 57，“总计”填了 58，相差 1",
        set={"requests.denied.security_stability.total": 58},
        difference=1,
    ),
    Case(
        "T304",
        "figures in a neighbour's column",
        "第三部分表格“自然人”列和“商业企业”列正好一处多 4、一处少 4，可能有 4 件填错了列，请核对",
        set={"requests.denied.third_party.enterprise": 13, "requests.denied.third_party.natural_person": 4},
        cells=("requests.results_total.enterprise", "requests.results_total.natural_person"),
        difference=4,
    ),
    Case(
        "T304",
        "a row in the columns beside",
        "第三部分表格“（一）予以公开”行像是整行右移了一列：移回去，6 处勾稽关系就都对上了，请核对",
        set=MOVED,
        severity=Severity.WARNING,
        cells=tuple(MOVED)[:6],
    ),
    Case(
        "T304",
        "figures in a neighbour's row",
        "第三部分表格“（二）部分公开（区分处理的，只计这一情形，不计其他情形）”行和“（一）予以公开”行正好一处多 4、一处少 4，可能有 4 件填错了行，请核对",
        set={"requests.granted.enterprise": 8, "requests.partial.enterprise": 1},
        cells=("requests.granted.total", "requests.partial.total"),
        difference=4,
    ),
    Case(
        "T401",
        "outcomes that do not add up",
        "第四部分表格“未经复议直接起诉”：四种结果之和是 10，“总计”填了 12，相差 2",
        set={"review.litigation_direct.total": 12},
        cells=("review.litigation_direct.total",),
        difference=2,
    ),
    Case(
        "T301",
        "the sum of a group that is one row",
        "第三部分表格“其他”列：（一）至（六）各项之和是 379，“（七）总计”填了 378，相差 1",
        report=in_one(
            other_org=int(sum(right_figures()[f"requests.other_handling.{r}.other_org"] for r in ROWS)) + 1
        ),
        without=LOST,
    ),
    Case(
        "T301",
        "a row that the form does not have explains it",
        "第三部分表格“其他”列：（一）至（六）各项之和是 378，“（七）总计”填了 385，表式外的“（六）转办”行填了 7，相差 7",
        set={"requests.results_total.other_org": 385},
        report=other_row("（六）转办", "other_org", 7),
    ),
    Case(
        "T303",
        "a group that is one row, with a total that is off",
        "第三部分表格“（六）其他处理”行：各列之和是 441，“总计”填了 442，相差 1",
        report=in_one(total=442),
        without=LOST,
    ),
    Case(
        "T307",
        "a row that the form does not have",
        "第三部分表格多出一行“（六）转办”，填了 7：表式里没有这一行，请并入表式的行",
        report=other_row("（六）转办", "natural_person", 7),
    ),
    Case(
        "T308",
        "three rows in one",
        "第三部分表格“（六）其他处理”合成了一行，表式分 3 行：请分行填写",
        report=in_one(),
        without=LOST,
    ),
    Case(
        "T308",
        "three rows in one, all 0",
        "第三部分表格“（六）其他处理”合成了一行，表式分 3 行：请分行填写（都是 0，已按各行都是 0 读取）",
        severity=Severity.INFO,
        report={"sums": {ids: Figure(0) for ids in IN_ONE}},
    ),
)

UNEVALUATED = (
    Case("T201", "a figure too few", "", without=(id := "disclosure.rules.repealed",), cells=(id,)),
    Case("T301", "a figure too few", "", without=(id := "requests.granted.legal_service",), cells=(id,)),
    Case("T401", "a row too few", "", without=(ids := row("review.reconsideration")), cells=ids),
)
