"""Slips that are made in data files, as data: what the right file has, and what was typed instead."""

from typing import NamedTuple


class Slip(NamedTuple):
    """A slip: `right` is a part of the right file, `typed` what stands there instead."""

    name: str
    right: str
    typed: str


RIGHT = '''\
["报告"]
"机关" = "海州市水利局"
"年度" = 2024
"公布日期" = 2025-01-24

["一、总体情况"]
"正文" = """
2024年，全局共收到政府信息公开申请{{本年新收}}件。
（一）主动公开。公开政府信息12件。
"""

["二、主动公开政府信息情况"]
"规章" = [0, 0, 0]
"行政规范性文件" = [3, 1, 20]
"行政许可" = 1570000
"行政处罚" = 30
"行政强制" = 0
"行政事业性收费" = 3.5

["三、收到和处理政府信息公开申请情况"]
"一、本年新收政府信息公开申请数量" = [1, 0, 0, 0, 0, 0]
"二、上年结转政府信息公开申请数量" = 0
"（一）予以公开" = [1, 0, 0, 0, 0, 0]
"（二）部分公开（区分处理的，只计这一情形，不计其他情形）" = 0
"1.属于国家秘密" = 0
"2.其他法律行政法规禁止公开" = 0
"3.危及“三安全一稳定”" = 0
"4.保护第三方合法权益" = 0
"5.属于三类内部事务信息" = 0
"6.属于四类过程性信息" = 0
"7.属于行政执法案卷" = 0
"8.属于行政查询事项" = 0
"1.本机关不掌握相关政府信息" = 0
"2.没有现成信息需要另行制作" = 0
"3.补正后申请内容仍不明确" = 0
"1.信访举报投诉类申请" = 0
"2.重复申请" = 0
"3.要求提供公开出版物" = 0
"4.无正当理由大量反复申请" = 0
"5.要求行政机关确认或重新出具已获取信息" = 0
"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请" = 0
"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请" = 0
"3.其他" = 0
"四、结转下年度继续办理" = 0

["四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"]
"行政复议" = [0, 0, 0, 0, 0]
"未经复议直接起诉" = 0
"复议后起诉" = 0

["五、存在的主要问题及改进情况"]
"正文" = """
主要问题是公开不够及时。下一步将建立每周更新的台账，由专人核对，按月通报结果。
"""

["六、其他需要报告的事项"]
"信息处理费" = { "件数" = 1, "金额" = 300 }
"正文" = """
2024年收取信息处理费1件，300元。
"""

["数据"]
"新闻发布会" = 2
"政策问答" = "119期"
'''

SLIPS = (
    # units
    Slip("ten thousands", '"行政许可" = 1570000', '"行政许可" = 157万'),
    Slip("ten thousands with a unit", '"行政许可" = 1570000', '"行政许可" = 157万件'),
    Slip("ten thousands with a fraction", '"行政许可" = 1570000', '"行政许可" = 157.0万'),
    Slip("a blank before the unit", '"行政许可" = 1570000', '"行政许可" = 157 万'),
    Slip("ten thousands in quotes", '"行政许可" = 1570000', '"行政许可" = "157万"'),
    Slip("a unit", '"行政处罚" = 30', '"行政处罚" = 30件'),
    Slip("a unit in a list", "[3, 1, 20]", "[3件, 1, 20]"),
    Slip("a unit at the end of a list", "[3, 1, 20]", "[3, 1, 20件]"),
    Slip("a unit in quotes", '"行政处罚" = 30', '"行政处罚" = "30件"'),
    Slip("元 for 万元", '"行政事业性收费" = 3.5', '"行政事业性收费" = 35000元'),
    Slip("元 for 万元 with a comma", '"行政事业性收费" = 3.5', '"行政事业性收费" = 35,000元'),
    Slip("万元 written out", '"行政事业性收费" = 3.5', '"行政事业性收费" = 3.5万元'),
    Slip("万 in 万元", '"行政事业性收费" = 3.5', '"行政事业性收费" = 3.5万'),
    Slip("元 for 万元 in quotes", '"行政事业性收费" = 3.5', '"行政事业性收费" = "35000元"'),
    Slip("元 in 元", '"金额" = 300', '"金额" = 300元'),
    Slip("万元 for 元", '"金额" = 300', '"金额" = 0.03万元'),
    Slip("cases with their unit", '"件数" = 1', '"件数" = 1件'),
    Slip("the year with 年", '"年度" = 2024', '"年度" = 2024年'),
    Slip("an own figure with its unit", '"政策问答" = "119期"', '"政策问答" = 119期'),
    # numbers
    Slip("a comma for thousands", '"行政许可" = 1570000', '"行政许可" = 1,570,000'),
    Slip("a full-width comma for thousands", '"行政许可" = 1570000', '"行政许可" = 1，570，000'),
    Slip("full-width digits", '"行政处罚" = 30', '"行政处罚" = ３０'),
    Slip("a number in quotes", '"行政处罚" = 30', '"行政处罚" = "30"'),
    Slip("a zero in front", '"行政处罚" = 30', '"行政处罚" = 030'),
    Slip("the letter O", '"行政强制" = 0', '"行政强制" = O'),
    Slip("nothing", '"行政强制" = 0', '"行政强制" ='),
    Slip("a dash", '"行政强制" = 0', '"行政强制" = -'),
    Slip("a slash", '"行政强制" = 0', '"行政强制" = /'),
    Slip("无", '"行政强制" = 0', '"行政强制" = 无'),
    Slip("无 in quotes", '"行政强制" = 0', '"行政强制" = "无"'),
    Slip("a fraction of a count", '"行政处罚" = 30', '"行政处罚" = 30.0'),
    Slip("a full stop", '"行政处罚" = 30', '"行政处罚" = 30。'),
    Slip("a comma at the end", '"行政处罚" = 30', '"行政处罚" = 30,'),
    Slip("a semicolon at the end", '"行政处罚" = 30', '"行政处罚" = 30；'),
    Slip("a blank in a number", '"行政许可" = 1570000', '"行政许可" = 157 0000'),
    Slip("a blank behind a zero", '"行政许可" = 1570000', '"行政许可" = 1570 000'),
    Slip("a blank that does not break in a number", '"行政许可" = 1570000', '"行政许可" = 1570\xa0000'),
    Slip("a full-width blank in a number", '"行政许可" = 1570000', '"行政许可" = 1570\u3000000'),
    Slip("a blank in an amount", '"行政事业性收费" = 3.5', '"行政事业性收费" = 3. 5'),
    Slip("a blank in a number of a list", "[3, 1, 20]", "[3, 1, 2 0]"),
    Slip("the letter O in a number", '"行政许可" = 1570000', '"行政许可" = 157O000'),
    Slip("the letter l in a number", '"行政许可" = 1570000', '"行政许可" = l570000'),
    Slip("the letter O in a number of a list", "[3, 1, 20]", "[3, 1, 2O]"),
    Slip("a letter in an amount", '"行政事业性收费" = 3.5', '"行政事业性收费" = 3.5O'),
    Slip("a Chinese zero in a number", '"行政处罚" = 30', '"行政处罚" = 3〇'),
    Slip("an apostrophe for thousands", '"行政许可" = 1570000', "\"行政许可\" = 1'570'000"),
    # signs
    Slip("semicolons", "[3, 1, 20]", "[3; 1; 20]"),
    Slip("full-width semicolons", "[3, 1, 20]", "[3；1；20]"),
    Slip("points instead of commas", "[3, 1, 20]", "[3. 1. 20]"),
    Slip("round brackets", "[3, 1, 20]", "(3, 1, 20)"),
    Slip("full-width round brackets", "[3, 1, 20]", "（3, 1, 20）"),
    Slip("no bracket in front", "[3, 1, 20]", "3, 1, 20]"),
    Slip("full-width commas", "[3, 1, 20]", "[3，1，20]"),
    Slip("enumeration commas", "[3, 1, 20]", "[3、1、20]"),
    Slip("full-width brackets", "[3, 1, 20]", "［3, 1, 20］"),
    Slip("black brackets", "[3, 1, 20]", "【3, 1, 20】"),
    Slip("a full-width equals sign", '"行政处罚" = 30', '"行政处罚" ＝ 30'),
    Slip("a colon", '"行政处罚" = 30', '"行政处罚"：30'),
    Slip("a half-width colon", '"行政处罚" = 30', '"行政处罚": 30'),
    Slip("curved quotes around a key", '"行政处罚" = 30', "“行政处罚” = 30"),
    Slip("curved quotes around a text", '"海州市水利局"', "“海州市水利局”"),
    Slip("a curved quote behind a text", '"海州市水利局"', '"海州市水利局”'),
    Slip("no quotes around a text", '"海州市水利局"', "海州市水利局"),
    Slip("no quotes around a key", '"行政处罚" = 30', "行政处罚 = 30"),
    Slip("no quotes around a heading", '["报告"]', "[报告]"),
    Slip("no brackets around a heading", '["二、主动公开政府信息情况"]', "二、主动公开政府信息情况"),
    Slip("full-width brackets around a heading", '["报告"]', '［"报告"］'),
    Slip("blanks instead of commas", "[3, 1, 20]", "[3 1 20]"),
    Slip("a bracket that is not closed", "[3, 1, 20]", "[3, 1, 20"),
    Slip("no brackets", "[3, 1, 20]", "3, 1, 20"),
    Slip("full-width braces", '{ "件数" = 1, "金额" = 300 }', '｛ "件数" = 1, "金额" = 300 ｝'),
    Slip("a full-width blank", '"行政处罚" = 30', '　"行政处罚" = 30'),
    Slip("a full-width sign of remarks", '"行政处罚" = 30', '"行政处罚" = 30 ＃已核对'),
    Slip("a remark in brackets", '"行政处罚" = 30', '"行政处罚" = 30（已核对）'),
    # days
    Slip("a day in words", "2025-01-24", "2025年1月24日"),
    Slip("a day without zeros", "2025-01-24", "2025-1-24"),
    Slip("a day with slashes", "2025-01-24", "2025/1/24"),
    Slip("a day with dots", "2025-01-24", "2025.1.24"),
    Slip("a day in quotes and words", "2025-01-24", '"2025年1月24日"'),
    # prose
    Slip("prose behind its end", '政府信息12件。\n"""', '政府信息12件。\n"""\n2024年，另公开了3件。'),
    Slip("a paragraph behind its end", '政府信息12件。\n"""', '政府信息12件。\n"""\n（二）依申请公开。收到申请1件。'),
    Slip("no end of a text", '按月通报结果。\n"""', "按月通报结果。"),
    Slip("curved quotes around prose", '"正文" = """\n主要问题', '"正文" = “““\n主要问题'),
    Slip("one brace", "{{本年新收}}", "{本年新收}"),
    Slip("a name that is none", "{{本年新收}}", "{{本年新受}}"),
    # names
    Slip("a line with another name", '"行政处罚" = 30', '"行政处法" = 30'),
    Slip("a line twice", '"行政处罚" = 30', '"行政处罚" = 30\n"行政处罚" = 30'),
    Slip("too few figures", "[0, 0, 0, 0, 0]", "[0, 0, 0]"),
)  # fmt: skip
