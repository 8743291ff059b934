"""T201, T301 to T304 and T401: the sums of the form itself."""

from tests.check.case import Case, row

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
)

UNEVALUATED = (
    Case("T201", "a figure too few", "", without=(id := "disclosure.rules.repealed",), cells=(id,)),
    Case("T301", "a figure too few", "", without=(id := "requests.granted.legal_service",), cells=(id,)),
    Case("T401", "a row too few", "", without=(ids := row("review.reconsideration")), cells=ids),
)
