"""Every rule by its code, in order; a code is never used again for another rule."""

from ndbg.check.finding import Rule, Severity
from ndbg.check.rules import cells, tables, text

RULES: tuple[Rule, ...] = (
    Rule("FMT101", "件数不是非负整数", Severity.ERROR, cells.not_a_count),
    Rule("FMT102", "空白或占位符，应填 0", Severity.ERROR, cells.blank),
    Rule("FMT104", "数字书写不规范", Severity.ERROR, cells.badly_written),
    Rule("FMT105", "章节没有正文", Severity.WARNING, text.empty_section),
    Rule("FMT110", "模板残留", Severity.ERROR, text.residue),
    Rule("T201", "反推上年有效数为负", Severity.WARNING, tables.negative_before),
    Rule("T301", "分项合计与（七）总计不符", Severity.ERROR, tables.results_add_up),
    Rule("T302", "第一、二项之和与第三、四项之和不符", Severity.ERROR, tables.received_equals_handled),
    Rule("T303", "各列之和与总计不符", Severity.ERROR, tables.columns_add_up),
    Rule("T304", "疑似串列", Severity.INFO, tables.shifted),
    Rule("T305", "缺行、重行", Severity.ERROR, cells.rows_once),
    Rule("T401", "结果之和与总计不符", Severity.ERROR, tables.outcomes_add_up),
)
