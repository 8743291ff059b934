"""Every rule by its code, in order; a code is never used again for another rule."""

from collections.abc import Iterable, Sequence

from ndbg.check.finding import Rule, Severity
from ndbg.check.rules import cells, layout, prose, sections, tables, words, years

RULES: tuple[Rule, ...] = (
    Rule("FMT101", "件数不是非负整数", Severity.ERROR, cells.not_a_count),
    Rule("FMT102", "空白或占位符，应填 0", Severity.ERROR, cells.blank),
    Rule("FMT103", "单元格内有注释", Severity.WARNING, cells.remark_in_cell),
    Rule("FMT104", "数字书写不规范", Severity.ERROR, cells.badly_written, Severity.WARNING),
    Rule("FMT105", "章节缺失、错序、标题不符", Severity.WARNING, layout.sections_in_order, Severity.ERROR),
    Rule(
        "FMT106", "标题与机关、年度不符", Severity.WARNING, layout.title_names_agency_and_year, Severity.ERROR
    ),
    Rule("FMT107", "统计期限年份不符", Severity.ERROR, words.period_of_the_year),
    Rule("FMT108", "小标题序号重复或跳号", Severity.WARNING, words.headings_in_sequence),
    Rule("FMT109", "正文缺数字或量词", Severity.WARNING, words.number_and_unit),
    Rule("FMT110", "模板残留", Severity.ERROR, words.residue),
    Rule("FMT111", "旧版（2019）表式", Severity.ERROR, layout.form_in_force),
    Rule("FMT112", "公布日期不在期限内", Severity.WARNING, layout.published_in_time),
    Rule("T201", "反推上年有效数为负", Severity.WARNING, tables.negative_before),
    Rule("T203", "收费金额疑似以元计", Severity.WARNING, years.fee_unit),
    Rule("T301", "分项合计与（七）总计不符", Severity.ERROR, tables.results_add_up),
    Rule("T302", "第一、二项之和与第三、四项之和不符", Severity.ERROR, tables.received_equals_handled),
    Rule("T303", "各列之和与总计不符", Severity.ERROR, tables.columns_add_up),
    Rule("T304", "疑似串列", Severity.INFO, tables.shifted),
    Rule("T305", "缺行、重行", Severity.ERROR, cells.rows_once),
    Rule("T306", "有逾期不缴费而未报告信息处理费", Severity.WARNING, sections.unpaid_fee_is_told),
    Rule("T401", "结果之和与总计不符", Severity.ERROR, tables.outcomes_add_up),
    Rule("Y501", "上年结转与上年表不符", Severity.WARNING, years.carried_over, Severity.ERROR),
    Rule("Y502", "现行有效件数不连续", Severity.WARNING, years.in_force_goes_on),
    Rule("Y503", "少于上年未审结", Severity.WARNING, years.pending_comes_back),
    Rule("Y504", "数据与上年全同", Severity.WARNING, years.same_figures),
    Rule("Y505", "文字与上年雷同", Severity.WARNING, years.same_words),
    Rule("Y506", "骤变", Severity.INFO, years.sudden_change),
    Rule("Y507", "同比表述不符", Severity.WARNING, prose.change_agrees),
    Rule("X601", "正文数与表不符", Severity.WARNING, prose.counts_agree, Severity.INFO),
    Rule("X602", "分项之和与总数不符", Severity.WARNING, prose.parts_add_up),
    Rule("X603", "占比不符", Severity.WARNING, prose.shares_agree),
    Rule("X604", "正文自相矛盾", Severity.WARNING, prose.no_contradiction, Severity.INFO),
    Rule("X605", "年份误用", Severity.WARNING, words.year_of_the_report),
    Rule("X606", "第五章空泛", Severity.WARNING, sections.issues_are_told),
    Rule("X607", "未报告信息处理费", Severity.WARNING, sections.fee_is_told),
    Rule("X608", "疑似叠字、残句", Severity.INFO, words.slips),
)


def chosen(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> tuple[Rule, ...]:
    """The rules whose code begins with one of `select` (all, where that is empty) and none of `ignore`."""
    return tuple(
        rule
        for rule in RULES
        if (not select or rule.code.startswith(tuple(select))) and not rule.code.startswith(tuple(ignore))
    )


def unknown(codes: Iterable[str]) -> list[str]:
    """Those of some codes, or beginnings of codes, that no rule has."""
    return [code for code in codes if not code or not any(rule.code.startswith(code) for rule in RULES)]
