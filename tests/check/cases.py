"""Rule cases as data: for each code changes to a right report that break it, and what is then said.

The right report has figures in every row and column, so that no sum holds by being 0.
"""

from dataclasses import dataclass
from decimal import Decimal

from ndbg.form import FORM
from ndbg.report import Why


@dataclass(frozen=True)
class Case:
    """A change to the right report, and the findings of one rule that follow: their cells at least."""

    code: str
    name: str
    set: dict[str, int] | None = None
    unread: tuple[str, Why, str] | None = None
    prose: str | None = None
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


N = "requests.new.natural_person"
CASES = (
    Case("FMT101", "a negative count", unread=(N, Why.NOT_A_COUNT, "-3"), cells=(N,)),
    Case("FMT101", "a decimal count", unread=(N, Why.NOT_A_COUNT, "2.5"), cells=(N,)),
    Case("FMT102", "a slash", unread=(N, Why.BLANK, "/"), cells=(N,)),
    Case("FMT102", "nothing", unread=(N, Why.BLANK, ""), cells=(N,)),
    Case("FMT104", "about three", unread=(N, Why.DOUBTFUL, "约3"), cells=(N,)),
    Case("FMT105", "no text", prose=""),
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
