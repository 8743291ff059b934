"""Rule cases as data: for each code changes to a right report that break it, and what is then said.

The right report has figures in every row and column, so that no sum holds by being 0.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ndbg.form import FORM
from ndbg.report import Heading, Outline, Why


@dataclass(frozen=True)
class Case:
    """A change to the right report, and the findings of one rule that follow: their cells at least."""

    code: str
    name: str
    set: dict[str, int] | None = None
    unread: tuple[str, Why, str] | None = None
    prose: str | None = None
    section: str = "一"
    last: dict[str, int] | None = None
    last_prose: str | None = None
    report: dict[str, Any] = field(default_factory=dict)
    remark: tuple[str, str] | None = None
    cells: tuple[str, ...] = ()
    difference: int | None = None
    count: int = 1


def right_figures() -> dict[str, int | Decimal]:
    """Figures that satisfy every relation, none of them all zero."""
    rows = FORM.table("requests").blocks[0].rows
    columns = [c.id for c in FORM.table("requests").blocks[0].columns if not c.sum]
    figures: dict[str, int | Decimal] = {}
    for at, column in enumerate(columns, 1):
        results = {row.id: at + number for number, row in enumerate(rows) if row.label.under and not row.sum}
        done = sum(results.values())
        results |= {"results_total": done, "carried_out": at, "carried_in": 2, "new": done + at - 2}
        figures |= {f"requests.{row}.{column}": value for row, value in results.items()}
    for row in rows:
        figures[f"requests.{row.id}.total"] = sum(figures[f"requests.{row.id}.{c}"] for c in columns)
    for entry in FORM.table("review").entries:
        parts = dict(zip((c.id for c in entry.cells), (4, 3, 2, 1, 10), strict=True))
        figures |= parts
    for cell in FORM.cells.values():
        if cell.table == "disclosure":
            figures[cell.id] = Decimal("12.5") if cell.decimal else 5
    return figures


def last_figures() -> dict[str, int | Decimal]:
    """Figures of the year before that the right ones may follow, none of them the same."""
    now = right_figures()
    last = {id: value + 1 for id, value in now.items()}
    for table in FORM.tables:
        last |= {before: now[id] for id, before in table.carried.items()}
        for stock in table.stocks:
            issued, repealed = now[stock.issued.id], now[stock.repealed.id]
            last[stock.in_force.id] = now[stock.in_force.id] - issued + repealed
    for entry in FORM.table("review").entries:
        last[entry.cells[-2].id] = 1
    return last


TEXTS = {
    "一": "全年工作情况如下。",
    "五": "主要问题是公开不够及时。下一步将建立每周更新的台账，安排专人逐条核对，按月通报。",
    "六": "本年度没有收取信息处理费。",
}
TITLE = "某局2024年政府信息公开工作年度报告"
HEADINGS = tuple(Heading(section.no, section.heading) for section in FORM.sections)


def outline(*titles: str, headings: tuple[Heading, ...] = HEADINGS, superseded: tuple[str, ...] = ()) -> Any:
    """What a finished document says of itself; without more, as the form has it."""
    return {"outline": Outline(titles or (TITLE,), headings, superseded)}


LONG = "围绕群众关心的事项公开了规划、土地、住房、教育和医疗等方面的信息，及时回应了来信来电。" * 3
N = "requests.new.natural_person"
CASES = (
    Case("FMT101", "a negative count", unread=(N, Why.NOT_A_COUNT, "-3"), cells=(N,)),
    Case("FMT101", "a decimal count", unread=(N, Why.NOT_A_COUNT, "2.5"), cells=(N,)),
    Case("FMT102", "a slash", unread=(N, Why.BLANK, "/"), cells=(N,)),
    Case("FMT102", "nothing", unread=(N, Why.BLANK, ""), cells=(N,)),
    Case("FMT103", "a remark beside the number", remark=(N, "（其中修订16件）"), cells=(N,)),
    Case("FMT104", "about three", unread=(N, Why.DOUBTFUL, "约3"), cells=(N,)),
    Case("FMT105", "no text", prose=""),
    Case("FMT105", "a section that is missing", report=outline(headings=HEADINGS[:4] + HEADINGS[5:])),
    Case(
        "FMT105",
        "two sections the wrong way round",
        report=outline(headings=(*HEADINGS[:4], HEADINGS[5], HEADINGS[4])),
    ),
    Case(
        "FMT105",
        "a heading in other words",
        report=outline(
            headings=(*HEADINGS[:4], Heading("五", "五、存在的主要问题和改进的情况说明"), HEADINGS[5])
        ),
    ),
    Case(
        "FMT105",
        "a heading with another number",
        report=outline(headings=(*HEADINGS[:4], Heading("五", "四、存在的主要问题及改进情况"), HEADINGS[5])),
    ),
    Case("FMT106", "no title", report={"outline": Outline((), HEADINGS)}),
    Case("FMT106", "a title without a year", report=outline("某局20××年政府信息公开工作年度报告")),
    Case("FMT106", "titles of two years", report=outline(TITLE, "某局2023年政府信息公开工作年度报告")),
    Case("FMT106", "a title in other words", report=outline("某局2024年政府信息公开年度报告")),
    Case(
        "FMT107",
        "the period of another year",
        prose="本报告数据的统计期限自2023年1月1日起至2023年12月31日止。",
    ),
    Case("FMT107", "a period cut short", prose="所列数据的统计期限为2024年1月1日至2024年11月30日。"),
    Case("FMT108", "one left out", prose="（一）公开。\n（三）申请。"),
    Case("FMT108", "one twice", prose="（一）公开。\n（二）申请。\n（二）管理。"),
    Case("FMT109", "no number", prose="全年共公开条，其中文件3条。"),
    Case("FMT109", "no measure word", prose="收到申请3，均已答复。"),
    Case("FMT111", "a column of the old form", report=outline(superseded=("上一年项目数量",))),
    Case("FMT112", "too late for a department", report={"published": date(2025, 2, 15)}),
    Case("FMT112", "before the year was over", report={"published": date(2024, 12, 31)}),
    Case("FMT110", "a blank name", prose="由××处负责"),
    Case("FMT110", "letters for a name", prose="由XX处负责"),
    Case("FMT110", "a blank year", prose="20××年的工作"),
    Case("FMT110", "a blank year in letters", prose="20XX年的工作"),
    Case("FMT110", "underscores", prose="公开____条"),
    Case("FMT110", "spaces to be written in", prose="公开   条"),
    Case("FMT110", "a marker", prose="新收{{本年新收}}件"),
    Case("FMT110", "a blank digit of the year", prose="202X年的工作"),
    Case("FMT110", "stars", prose="由***局负责"),
    Case("FMT110", "circles", prose="〇〇局报送"),
    Case("FMT110", "boxes", prose="共□□件"),
    Case("FMT110", "empty brackets", prose="共（ ）件"),
    Case("FMT110", "dots for a number", prose="公开信息……条"),
    Case("FMT110", "what to write there", prose="（单位名称）印发"),
    Case("FMT110", "a blank day", prose="截至×月×日", count=2),
    Case("FMT110", "three of them", prose="××处公开__条，{{某数}}件", count=3),
    Case(
        "T201",
        "more issued than in force",
        set={"disclosure.rules.issued": 11},
        cells=("disclosure.rules.in_force",),
        difference=-1,
    ),
    Case(
        "T203",
        "yuan for ten thousand yuan",
        last={"disclosure.fees.amount": 125000},
        cells=("disclosure.fees.amount",),
    ),
    Case(
        "T301",
        "results that do not add up",
        set={"requests.results_total.other_org": 160},
        cells=("requests.results_total.other_org", "requests.granted.other_org"),
    ),
    Case(
        "T302",
        "one too many received",
        set={"requests.new.enterprise": 252},
        cells=("requests.new.enterprise", "requests.carried_in.enterprise"),
    ),
    Case(
        "T303",
        "a total that is off",
        set={"requests.granted.total": 1},
        cells=("requests.granted.total", "requests.granted.enterprise"),
    ),
    Case("T305", "a row that is missing", unread=(N, Why.MISSING, ""), cells=(N,)),
    Case("T305", "a row twice", unread=(N, Why.REPEATED, "本年新收"), cells=(N,)),
    Case("T305", "a row of another form", unread=("", Why.UNKNOWN, "其他情形")),
    Case("T305", "too few numbers", unread=(N, Why.LENGTH, "[1, 2]"), cells=(N,)),
    Case("T306", "a fee unpaid and not a word of it", prose="没有其他需要报告的事项。", section="六"),
    Case(
        "Y501",
        "a column that came over wrong",
        last={"requests.carried_out.enterprise": 9},
        cells=("requests.carried_in.enterprise",),
        difference=-7,
    ),
    Case(
        "Y501",
        "a total that came over wrong",
        last={"requests.carried_out.total": 9},
        cells=("requests.carried_in.total",),
    ),
    Case(
        "Y502",
        "rules out of nowhere",
        last={"disclosure.rules.in_force": 1},
        cells=("disclosure.rules.in_force",),
        difference=4,
    ),
    Case(
        "Y503",
        "cases that got lost",
        last={"review.reconsideration.pending": 11},
        cells=("review.reconsideration.total",),
        difference=-1,
    ),
    Case("Y504", "last year's figures once more", last=right_figures()),  # type: ignore[arg-type]
    Case(
        "Y505",
        "last year's words once more",
        prose=f"2024年，{LONG}共3次。",
        last_prose=f"2023年，{LONG}共5次。",
    ),
    Case(
        "Y506",
        "ten times as many",
        set={"disclosure.licences.decisions": 60},
        cells=("disclosure.licences.decisions",),
    ),
    Case(
        "Y506",
        "none left",
        set={"disclosure.licences.decisions": 0},
        last={"disclosure.licences.decisions": 350},
    ),
    Case("Y507", "a growth that is none", prose="新收政府信息公开申请{new}件，同比增长50%。"),
    Case(
        "X601", "another number received", prose="新收政府信息公开申请42件。", cells=("requests.new.total",)
    ),
    Case("X602", "parts that do not add up", prose="收到信函8件（甲县3件、乙县4件）。", difference=1),
    Case("X603", "a share that is off", prose="全年发文10件，其中公告3件，占35%。"),
    Case(
        "X604",
        "all done, and some carried over",
        prose="收到的申请均已办结。",
        cells=("requests.carried_out.total",),
    ),
    Case("X605", "last year's work", prose="2023年，我局认真做好政府信息公开工作。"),
    Case("X606", "none", prose="暂无。", section="五"),
    Case(
        "X606",
        "not a word of what is done about it",
        prose="一是公开不够及时，二是解读质量不高，三是工作人员业务水平还不够，四是栏目设置比较单一。",
        section="五",
    ),
    Case("X607", "nothing on the fee", prose="本机关没有其他需要报告的事项。", section="六"),
    Case("X608", "a word twice", prose="重大政策的的出台。"),
    Case("X608", "no end", prose="全年公开信息，回应关切，解读政策"),
    Case(
        "T401",
        "outcomes that do not add up",
        set={"review.litigation_direct.total": 12},
        cells=("review.litigation_direct.total",),
        difference=2,
    ),
)

# Texts that look like what is left of a form and are not.
WHOLE_TEXTS = (
    "开展“1+X”新闻发布会2场，打造“3×24小时”服务。",
    "印发《关于{某事}的通知》。",
    "网站为http://www.example.gov.cn/a_b，共10 000次访问。",
    "XXL号、MAX系列、X光机。",
    "某某同志、某单位提出建议。",
    "网址http://a_b__c.gov.cn/x__y，编号XXII，文件Xx。",
)
