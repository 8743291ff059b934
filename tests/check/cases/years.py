"""T203 and Y501 to Y506: this year's figures and words beside last year's."""

from decimal import Decimal

from ndbg.check import Severity
from ndbg.check.settings import Settings
from ndbg.check.subject import Unusable
from ndbg.report import Figure
from tests.check.case import Case, right_figures

WORDS = "围绕群众关心的事项公开了规划、土地、住房、教育和医疗等方面的信息，及时回应了来信来电。"
FEE = "disclosure.fees.amount"
LICENCES = "disclosure.licences.decisions"
RULES = ("disclosure.rules.issued", "disclosure.rules.repealed", "disclosure.rules.in_force")
CASES = (
    Case(
        "Y508",
        "a last year's file that is not there",
        "上年文件用不了：找不到“2024.docx”，是不是旁边的“2023.docx”？请改正，否则和上年有关的规则都不核对",
        unusable=Unusable("找不到“2024.docx”", "2023.docx"),
    ),
    Case(
        "Y508",
        "a last year's file like none beside it",
        "上年文件用不了：找不到“去年.docx”，请改正，否则和上年有关的规则都不核对",
        unusable=Unusable("找不到“去年.docx”"),
    ),
    Case(
        "T203",
        "yuan for ten thousand yuan, last year",
        "第二部分表格“行政事业性收费”行“本年收费金额（单位：万元）”列：上年 125000，本年 12.5，相差 1000 倍以上；单位是万元，请核对是不是填成了元",
        last={FEE: 125000},
        cells=(FEE,),
    ),
    Case(
        "T203",
        "yuan for ten thousand yuan",
        "第二部分表格“行政事业性收费”行“本年收费金额（单位：万元）”列：上年 13.5，本年 59237.24，相差 1000 倍以上；单位是万元，请核对是不是填成了元",
        set={FEE: Figure(Decimal("59237.24"))},
        cells=(FEE,),
    ),
    Case(
        "T203",
        "more than is allowed for there",
        "第二部分表格“行政事业性收费”行“本年收费金额（单位：万元）”列：上年 13.5，本年 1375.5，相差 100 倍以上；单位是万元，请核对是不是填成了元",
        set={FEE: Figure(Decimal("1375.5"))},
        settings=Settings(fee_ratio=Decimal(100)),
    ),
    Case(
        "Y501",
        "a column that came over wrong",
        "第三部分表格“商业企业”列：上年报告结转下年度 9，本年“上年结转”填了 2，相差 7",
        last={"requests.carried_out.enterprise": 9},
        cells=("requests.carried_in.enterprise",),
        difference=-7,
    ),
    Case(
        "Y501",
        "a total that came over wrong",
        "第三部分表格“总计”列：上年报告结转下年度 9，本年“上年结转”填了 12，相差 3",
        severity=Severity.ERROR,
        last={"requests.carried_out.total": 9},
        cells=("requests.carried_in.total",),
        difference=3,
    ),
    Case(
        "Y502",
        "rules out of nowhere",
        "第二部分表格“规章”行：上年有效 40 ＋ 本年制发 7 － 本年废止 3 是 44，现行有效填了 50，相差 6",
        set=dict(zip(RULES, (7, 3, 50), strict=True)),
        last={"disclosure.rules.in_force": 40},
        cells=RULES,
        difference=6,
    ),
    Case(
        "Y502",
        "rules that got lost",
        "第二部分表格“规章”行：上年有效 40 ＋ 本年制发 7 － 本年废止 3 是 44，现行有效填了 42，相差 2",
        set=dict(zip(RULES, (7, 3, 42), strict=True)),
        last={"disclosure.rules.in_force": 40},
        difference=-2,
    ),
    Case(
        "Y503",
        "cases that got lost",
        "第四部分表格“行政复议”：上年还有 13 件尚未审结，本年总计只有 10 件，少 3 件，请核对",
        last={"review.reconsideration.pending": 13},
        cells=("review.reconsideration.total",),
        difference=-3,
    ),
    Case(
        "Y504",
        "last year's figures once more",
        "199 个不为 0 的数和上年的报告完全相同，请核对是不是沿用了上年的表",
        set={LICENCES: 0},
        last={**right_figures(), LICENCES: 0},
    ),
    Case(
        "Y505",
        "last year's words once more",
        "“一、总体情况”的正文和上年有 100% 相同（数字和年份不计），请改写",
        prose=f"2024年，{WORDS}共3次。",
        last_prose=f"2023年，{WORDS}共5次。",
    ),
    Case(
        "Y505",
        "three quarters of last year's words, where less is allowed",
        "“五、存在的主要问题及改进情况”的正文和上年有 74% 相同（数字和年份不计），请改写",
        prose=f"{WORDS}本年新开办了政策问答平台，整理了常见的问题，由专人逐条解答。",
        last_prose=WORDS,
        section="五",
        settings=Settings(alike=Decimal(70)),
    ),
    Case(
        "Y506",
        "ten times as many",
        "第二部分表格“行政许可”行“本年处理决定数量”列：上年 6，本年 60，本年是上年的 10 倍以上，请核对",
        set={LICENCES: 60},
        cells=(LICENCES,),
    ),
    Case(
        "Y506",
        "a tenth",
        "第二部分表格“行政许可”行“本年处理决定数量”列：上年 50，本年 5，上年是本年的 10 倍以上，请核对",
        last={LICENCES: 50},
        cells=(LICENCES,),
    ),
    Case(
        "Y506",
        "none left",
        "第二部分表格“行政许可”行“本年处理决定数量”列：上年 350，本年 0，突然没有了，请核对",
        set={LICENCES: 0},
        last={LICENCES: 350},
        cells=(LICENCES,),
    ),
    Case(
        "Y506",
        "three times as many, where that is much",
        "第二部分表格“行政许可”行“本年处理决定数量”列：上年 6，本年 18，本年是上年的 3 倍以上，请核对",
        set={LICENCES: 18},
        settings=Settings(jump=Decimal(3), jump_from=Decimal(15)),
    ),
)

UNEVALUATED = (
    Case(
        "T203",
        "no fee of last year",
        "上年报告的第二部分表格“行政事业性收费”行“本年收费金额（单位：万元）”列",
        last_without=(FEE,),
    ),
    Case("T203", "no fee", "", without=(FEE,), cells=(FEE,)),
    Case(
        "Y501",
        "a figure of last year too few",
        "上年报告的第三部分表格“四、结转下年度继续办理”行“商业企业”列",
        last_without=("requests.carried_out.enterprise",),
    ),
    Case(
        "Y502",
        "a figure of last year too few",
        "上年报告的第二部分表格“规章”行“现行有效件数”列",
        last_without=("disclosure.rules.in_force",),
    ),
    Case(
        "Y502",
        "a figure too few",
        "",
        without=("disclosure.rules.issued",),
        cells=("disclosure.rules.issued",),
    ),
    Case(
        "Y503",
        "a figure of last year too few",
        "上年报告的第四部分表格“未经复议直接起诉—尚未审结”列",
        last_without=("review.litigation_direct.pending",),
    ),
    Case(
        "Y504",
        "figures of last year too few",
        "上年报告的第二部分表格“行政许可”行“本年处理决定数量”列\n上年报告的第二部分表格“行政事业性收费”行“本年收费金额（单位：万元）”列",
        last_without=(FEE, LICENCES),
    ),
    Case("Y505", "a section that last year's report has not", "上年报告“一、总体情况”的正文", last_prose=""),
    Case(
        "Y506",
        "a figure of last year too few",
        "上年报告的第二部分表格“行政许可”行“本年处理决定数量”列",
        last_without=(LICENCES,),
    ),
)
