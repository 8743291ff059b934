"""FMT101 to FMT104 and T305: what stands in a cell, and which rows there are."""

from decimal import Decimal

from ndbg.check import Severity
from ndbg.report import (
    Blank,
    Doubtful,
    Figure,
    Missing,
    NotACount,
    Origin,
    Repeated,
    Unknown,
    Unread,
    Written,
    WrongLength,
)
from tests.check.case import Case, outline, row, unread
from tests.official import FORM_2021

N = "requests.new.natural_person"
FEE = "disclosure.fees.amount"
NEW = row("requests.new")


def untouched(table: str) -> tuple[Unread, ...]:
    """The rows of a table as a data file has them before anything is filled in."""
    return tuple(
        Blank(tuple(c.id for c in entry.cells), "[]", Origin(3)) for entry in FORM_2021.table(table).entries
    )


CASES = (
    Case(
        "FMT101",
        "a negative count",
        "第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列应是 0 或正整数，写成了 -3",
        unread=unread(N, NotACount, "-3"),
        cells=(N,),
    ),
    Case(
        "FMT101",
        "a decimal count",
        "第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列应是 0 或正整数，写成了 2.5",
        unread=unread(N, NotACount, "2.5"),
        cells=(N,),
    ),
    Case(
        "FMT101",
        "a count with decimals that are none",
        "第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列应是 0 或正整数，写成了 2.0，请改为 2",
        unread=unread(N, NotACount, "2.0", "2"),
    ),
    Case(
        "FMT101",
        "a count in quotes",
        '第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列应是 0 或正整数，写成了 "12"，请改为 12（不加引号）',
        unread=unread(N, NotACount, '"12"', "12"),
    ),
    Case(
        "FMT101",
        "a negative amount",
        "第二部分表格“行政事业性收费”行“本年收费金额（单位：万元）”列应是 0 或正数（万元，可带小数），写成了 -1.5",
        unread=unread(FEE, NotACount, "-1.5"),
        cells=(FEE,),
    ),
    Case(
        "FMT102",
        "a slash",
        "第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列写成了 /：没有发生的填 0，不要用空白、符号或文字",
        unread=unread(N, Blank, "/"),
        cells=(N,),
    ),
    Case(
        "FMT102",
        "nothing",
        "第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列还没有填写：请填上数；没有发生的填 0",
        unread=unread(N, Blank, ""),
        cells=(N,),
    ),
    Case(
        "FMT102",
        "a row that is blank",
        "第三部分表格“一、本年新收政府信息公开申请数量”行还没有填写：请填上数；没有发生的填 0",
        unread=unread(NEW, Blank, "[]"),
        cells=(N,),
    ),
    Case(
        "FMT102",
        "a group of table 4 that is blank",
        "第四部分表格“行政复议”还没有填写：请填上数；没有发生的填 0",
        unread=unread(row("review.reconsideration"), Blank, "[]"),
    ),
    Case(
        "FMT102",
        "a table that is blank",
        "第四部分表格还没有填写：请逐行填上数；没有发生的填 0",
        unread=untouched("review"),
        cells=row("review.reconsideration"),
    ),
    Case(
        "FMT103",
        "a remark beside the number",
        "第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列写成了 272（其中修订16件），格子里只填 272，注释请写进正文",
        set={N: Figure(272, Origin(3), "272（其中修订16件）", "（其中修订16件）")},
        cells=(N,),
    ),
    Case(
        "FMT104",
        "about three",
        "第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列写成了 约3，看不出是哪个数，是不是 3？请直接写阿拉伯数字，不加引号、空格和文字",
        unread=unread(N, Doubtful, "约3", "3"),
        cells=(N,),
    ),
    Case(
        "FMT104",
        "in ten thousands",
        "第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列写成了 157万：157万像是约数，请写准确的件数；正好是1570000的，写1570000",
        unread=(
            Doubtful(
                (N,),
                "157万",
                Origin(3),
                "1570000",
                "157万像是约数，请写准确的件数；正好是1570000的，写1570000",
            ),
        ),
        cells=(N,),
    ),
    Case(
        "FMT104",
        "no number at all",
        "第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列写成了 若干，看不出是哪个数；请直接写阿拉伯数字，不加引号、空格和文字",
        unread=unread(N, Doubtful, "若干"),
        cells=(N,),
    ),
    Case(
        "FMT104",
        "full-width digits",
        "第二部分表格“行政许可”行“本年处理决定数量”列写成了 １２，应写 12",
        severity=Severity.WARNING,
        set={"disclosure.licences.decisions": Figure(12, Origin(3), "１２")},
        cells=("disclosure.licences.decisions",),
    ),
    Case(
        "FMT104",
        "a full-width amount",
        "第二部分表格“行政事业性收费”行“本年收费金额（单位：万元）”列写成了 １２.５０，应写 12.50",
        severity=Severity.WARNING,
        set={FEE: Figure(Decimal("12.50"), Origin(3), "１２.５０")},
    ),
    Case(
        "FMT104",
        "a row in full-width digits",
        "第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列写成了 １２，应写 12；这张表格另有 6 个数书写不规范，请一并改正",
        severity=Severity.WARNING,
        set={id: Figure(12, Origin(3), "１２") for id in NEW},
        cells=NEW,
    ),
    Case(
        "T305",
        "a row of a document that was not read, which may be there",
        "没有读到第三部分表格“一、本年新收政府信息公开申请数量”行：文件里没有，或者没有认出来，请对照原件",
        severity=Severity.WARNING,
        report=outline(),
        unread=(Missing(NEW),),
        cells=NEW,
    ),
    Case(
        "T305",
        "a row that is missing",
        "缺少第三部分表格“一、本年新收政府信息公开申请数量”行，请补上",
        unread=(Missing(NEW),),
        cells=(N,),
    ),
    Case(
        "T305",
        "a row that is missing, and one that may be it",
        "缺少第三部分表格“一、本年新收政府信息公开申请数量”行；文件里有一行“本年收到的申请”，是不是它？",
        unread=(Missing(NEW, near="本年收到的申请"),),
    ),
    Case(
        "T305",
        "a row twice",
        "第三部分表格“一、本年新收政府信息公开申请数量”行重复：“本年新收”和“一、本年新收政府信息公开申请数量”是同一项，请删去一处",
        unread=(Repeated(NEW, "本年新收", Origin(3), Written("一、本年新收政府信息公开申请数量")),),
        cells=(N,),
    ),
    Case(
        "T305",
        "a cell twice",
        "第三部分表格“一、本年新收政府信息公开申请数量”行“自然人”列重复：“第2个表格第3行第4列”和“第5个表格第3行第4列”是同一项，请删去一处",
        unread=(
            Repeated(
                (N,),
                "3",
                Origin(place="第2个表格第3行第4列"),
                Written("4", Origin(place="第5个表格第3行第4列")),
            ),
        ),
        cells=(N,),
    ),
    Case(
        "T305",
        "a row of another form",
        "表式里没有“其他情形”这一行，请删去",
        unread=(Unknown("其他情形", Origin(3)),),
    ),
    Case(
        "T305",
        "a row nearly of the form",
        "表式里没有“（三）不于公开”这一行，是不是“（三）不予公开”？请改正",
        unread=(Unknown("（三）不于公开", Origin(3), "（三）不予公开"),),
    ),
    Case(
        "T305",
        "a number and no list",
        "第三部分表格“一、本年新收政府信息公开申请数量”行里数的个数不对：这一行要有7个数，写在方括号里",
        unread=(WrongLength(NEW, "5", Origin(3), (6, 7), None),),
        cells=(N,),
    ),
    Case(
        "T305",
        "too few numbers",
        "第三部分表格“一、本年新收政府信息公开申请数量”行里数的个数不对：这一行要有6个或7个数，现在有2个",
        unread=(WrongLength(NEW, "[1, 2]", Origin(3), (6, 7), 2),),
        cells=(N,),
    ),
)
