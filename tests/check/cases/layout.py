"""FMT105, FMT106, FMT111 and FMT112: title, sections and day of the report."""

from datetime import date

from ndbg.check import Severity
from ndbg.check.levels.model import Levels
from ndbg.check.settings import Settings
from ndbg.report import Heading, Outline
from tests.check.case import HEADINGS, TITLE, Case, outline, saying

ERROR = Severity.ERROR
CASES = (
    Case("FMT105", "no text", "“一、总体情况”还没有正文", severity=ERROR, prose=""),
    Case(
        "FMT105",
        "a section that is missing",
        "缺少“五、存在的主要问题及改进情况”这一部分",
        ERROR,
        report=outline(headings=HEADINGS[:4] + HEADINGS[5:]),
    ),
    Case(
        "FMT105",
        "a section that stands three times",
        "“五、存在的主要问题及改进情况”出现了 3 次，只能有一次",
        ERROR,
        report=outline(headings=(*HEADINGS[:5], HEADINGS[4], HEADINGS[4], HEADINGS[5])),
    ),
    Case(
        "FMT105",
        "the last section before the first",
        "“六、其他需要报告的事项”排错了顺序，应在“五、存在的主要问题及改进情况”后面",
        ERROR,
        report=outline(headings=(HEADINGS[5], *HEADINGS[:5])),
    ),
    Case(
        "FMT105",
        "two sections the wrong way round",
        "“六、其他需要报告的事项”排错了顺序，应在“五、存在的主要问题及改进情况”后面",
        ERROR,
        report=outline(headings=(*HEADINGS[:4], HEADINGS[5], HEADINGS[4])),
    ),
    Case(
        "FMT105",
        "a heading in other words",
        "标题写成了“五、存在的主要问题和改进的情况说明”，应为“五、存在的主要问题及改进情况”",
        report=outline(
            headings=(*HEADINGS[:4], Heading("五", "五、存在的主要问题和改进的情况说明"), HEADINGS[5])
        ),
    ),
    Case(
        "FMT105",
        "all headings numbered in another way",
        "标题写成了“第一部分 总体情况”，应为“一、总体情况”；另外 5 个标题的编号也是这样",
        report=outline(
            headings=tuple(h._replace(text=f"第{h.text.replace('、', '部分 ', 1)}") for h in HEADINGS)
        ),
    ),
    *(
        Case(
            "FMT105",
            f"all headings numbered {sign.format('1')}",
            f"标题写成了“{sign.format(number)}总体情况”，应为“一、总体情况”；另外 5 个标题的编号也是这样",
            report=outline(
                headings=tuple(
                    h._replace(
                        text=f"{sign.format(h.no if number == '一' else at)}{h.text.partition('、')[2]}"
                    )
                    for at, h in enumerate(HEADINGS, 1)
                )
            ),
        )
        for sign, number in (("{}. ", "1"), ("（{}）", "一"), ("（{}）", "1"))
    ),
    Case(
        "FMT105",
        "a heading with another number",
        "标题写成了“四、存在的主要问题及改进情况”，应为“五、存在的主要问题及改进情况”",
        report=outline(headings=(*HEADINGS[:4], Heading("五", "四、存在的主要问题及改进情况"), HEADINGS[5])),
    ),
    Case(
        "FMT106",
        "no title",
        "没有找到报告的标题，应写“机关＋年度＋年政府信息公开工作年度报告”",
        report=saying(Outline((), HEADINGS)),
    ),
    Case(
        "FMT106",
        "a title without a year",
        "标题“某局20××年政府信息公开工作年度报告”里没有年度",
        ERROR,
        report=outline("某局20××年政府信息公开工作年度报告"),
    ),
    Case(
        "FMT106",
        "titles of two years",
        "标题里的年度不一致：2024年、2023年",
        ERROR,
        report=outline(TITLE, "某局2023年政府信息公开工作年度报告"),
    ),
    Case(
        "FMT106",
        "a title of a year that the text does not speak of",
        "标题写的是2024年，正文写的是2023年的工作，请核对标题",
        ERROR,
        prose="2023年，本局做了这些工作。\n（一）主动公开。2023年，公开信息。",
        report=outline(),
    ),
    Case(
        "FMT106",
        "a title without an agency",
        "标题“2024年政府信息公开工作年度报告”里没有机关名称",
        report={**outline("2024年政府信息公开工作年度报告"), "agency": ""},
    ),
    Case(
        "FMT106",
        "signs in the name of the agency that nobody sees",
        "机关名称里有看不见的字符（U+202E、U+200B），请删去后重新输入",
        report={"agency": "某市\u202e档案\u200b局"},
    ),
    Case(
        "FMT106",
        "a title in other words",
        "标题写成了“某局2024年政府信息公开年度报告”，应为“某局2024年政府信息公开工作年度报告”",
        report=outline("某局2024年政府信息公开年度报告"),
    ),
    Case(
        "FMT111",
        "a column of the old form",
        "表格里有“上一年项目数量”，这是 2019 年的旧表式，请改用现行表式",
        report=outline(superseded=("上一年项目数量",)),
    ),
    Case(
        "FMT111",
        "two columns of the old form",
        "表格里有“上一年项目数量”、“本年增/减”，这是 2019 年的旧表式，请改用现行表式",
        report=outline(superseded=("上一年项目数量", "本年增/减")),
    ),
    Case(
        "FMT112",
        "too late for a department",
        "公布日期是2025年2月15日，应在2025年1月1日至2025年1月31日之间",
        report={"published": date(2025, 2, 15)},
    ),
    Case(
        "FMT112",
        "too late for a government",
        "公布日期是2025年4月1日，应在2025年1月1日至2025年3月31日之间",
        report={"published": date(2025, 4, 1), "agency": "某县人民政府"},
    ),
    Case(
        "FMT112",
        "too late for what is laid down there",
        "公布日期是2025年1月31日，应在2025年1月1日至2025年1月20日之间",
        report={"published": date(2025, 1, 31)},
        settings=Settings(deadline=(1, 20)),
    ),
    Case(
        "FMT112",
        "before the year is over, whatever the roster gives",
        "公布日期是2024年12月20日，应在2025年1月1日至2025年1月31日之间",
        report={"published": date(2024, 12, 20)},
        levels=Levels(publish_by=date(2025, 2, 20)),
    ),
    Case(
        "FMT112",
        "too late for the last of February",
        "公布日期是2025年3月1日，应在2025年1月1日至2025年2月28日之间",
        report={"published": date(2025, 3, 1)},
        settings=Settings(deadline=(2, 29)),
    ),
    Case(
        "FMT112",
        "before the year was over",
        "公布日期是2024年12月31日，应在2025年1月1日至2025年1月31日之间",
        report={"published": date(2024, 12, 31)},
    ),
)

UNEVALUATED = (
    Case("FMT112", "no day", "公布日期", report={"published": None}),
    Case("FMT112", "no year", "报告的年度", report={"year": 0}),
)
