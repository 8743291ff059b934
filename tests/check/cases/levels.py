"""H701 to H715: a report among those of other bodies."""

from datetime import date

from ndbg.check import Severity
from ndbg.check.levels.model import EARLIER, Levels, Likeness, Member, Mention, OtherVersion, SharedPassage
from tests.check.case import Case, right_figures
from tests.official import FORM_2021

LICENCES, NEW = "disclosure.licences.decisions", "requests.new.total"
RULES = ("disclosure.rules.issued", "disclosure.rules.repealed", "disclosure.rules.in_force")
REPEATED = tuple(id for id in FORM_2021.cells if id.startswith("requests.not_processed.repeated."))
SUIT = ("review.litigation_direct.upheld", "review.litigation_direct.total")
CARRIED = {now: last for table in FORM_2021.tables for now, last in table.carried.items()}

# The right report is the sum of these: the office has nearly all of it, the two others a few licences each.
_NOTHING = dict.fromkeys(right_figures(), 0)
OFFICE = Member("某市人民政府办公室", {**right_figures(), LICENCES: 0}, own=True)
BELOW = Levels(
    members=(OFFICE, Member("甲县", {**_NOTHING, LICENCES: 4}), Member("乙县", {**_NOTHING, LICENCES: 1})),
    last_members=(
        Member(OFFICE.name, {last: OFFICE.figures[now] for now, last in CARRIED.items()}),
        Member("甲县", dict.fromkeys(CARRIED.values(), 0)),
    ),
)
BELOW = BELOW._replace(
    members=(
        OFFICE._replace(last={**right_figures(), **BELOW.last_members[0].figures}),
        BELOW.members[1]._replace(last={**_NOTHING, LICENCES: 12}),
        BELOW.members[2],
    ),
)
LESS = BELOW._replace(
    members=(
        BELOW.members[0],
        BELOW.members[1]._replace(last={CARRIED["requests.carried_in.total"]: 3}),
        BELOW.members[2],
    ),
    last_members=(
        BELOW.last_members[0],
        Member("甲县", {**BELOW.last_members[1].figures, CARRIED["requests.carried_in.total"]: 3}),
    ),
)
_TORN = "各下级“上年结转”“总计”之和是 12，它们上年报告“结转下年度”之和是 15，相差 3；对不上的是“甲县”"
_LICENCES = "第二部分表格有 1 个数与下级之和不符，差数都对得上一个单位：{}；例如第二部分表格“行政许可”行“本年处理决定数量”列，下级之和是 5，这里是 {}，相差 {}"


def _in_doubt(name: str, cell: str, levels: Levels = BELOW) -> Levels:
    """The facts where something was found on a figure of a body below."""
    return levels._replace(
        members=tuple(
            m._replace(
                figures={id: value for id, value in m.figures.items() if id != cell},
                doubtful={cell: m.figures[cell]},
            )
            if m.name == name
            else m
            for m in levels.members
        )
    )


def _told(why: str, figure: int, difference: int) -> str:
    return _LICENCES.format(why, figure, difference)


# The last of those below, without a figure: of this one the sum is not known.
_WITHOUT_REPEALED = Member("乙县", {id: n for id, n in BELOW.members[2].figures.items() if id != RULES[1]})
TEXT = "围绕群众关心的事项公开了规划、土地、住房等方面的信息。\n某市教育局认真贯彻落实条例。"
CASES = (
    Case("H701", "one left out", _told("漏加了“甲县”", 1, 4), set={LICENCES: 1}, levels=BELOW, difference=-4),
    Case("H701", "one added twice", _told("重复加了“甲县”", 9, 4), set={LICENCES: 9}, levels=BELOW),
    Case(
        "H701", "last year's of one", _told("“甲县”用的是上年的数", 13, 8), set={LICENCES: 13}, levels=BELOW
    ),
    Case(
        "H701",
        "one of two that are the same",
        "第二部分表格有 1 个数与下级之和不符，差数都对得上一个单位：漏加了“丙县”、“丁县”中的一个（它们的数相同）；"
        "例如第二部分表格“行政许可”行“本年处理决定数量”列，下级之和是 32，这里是 22，相差 10",
        set={LICENCES: 22},
        levels=BELOW._replace(
            members=(
                OFFICE._replace(figures={**OFFICE.figures, LICENCES: 12}),
                Member("丙县", {**_NOTHING, LICENCES: 10}),
                Member("丁县", {**_NOTHING, LICENCES: 10}),
            ),
        ),
    ),
    Case(
        "H701",
        "so small a number that it may be anybody's",
        "第二部分表格“行政许可”：“本年处理决定数量”下级之和是 5，这里是 6，相差 1",
        set={LICENCES: 6},
        levels=BELOW,
    ),
    Case(
        "H701",
        "a number that does not explain another row",
        "第二部分表格“规章”：“本年废止件数”下级之和是 5，这里是 7，相差 2\n"
        "第二部分表格“行政许可”：“本年处理决定数量”下级之和是 5，这里是 9，相差 4",
        set={LICENCES: 9, RULES[1]: 7},
        levels=BELOW,
    ),
    Case(
        "H701",
        "what nobody explains",
        "第二部分表格“规章”：“本年废止件数”下级之和是 5，这里是 7，相差 2",
        set={RULES[1]: 7},
        levels=BELOW,
        cells=(RULES[1],),
        difference=2,
    ),
    Case(
        "H701",
        "less than one below has alone",
        "第二部分表格“规章”：“本年废止件数”下级之和是 5，这里是 4，相差 1，比“某市人民政府办公室”一家的 5 还少",
        set={RULES[1]: 4},
        levels=BELOW,
        difference=-1,
    ),
    Case(
        "H701",
        "an earlier draft of one",
        _told("“甲县”用的是先前报送的稿（不是现在用的这一份）", 10, 5),
        set={LICENCES: 10},
        levels=BELOW._replace(
            members=(
                OFFICE,
                BELOW.members[1]._replace(instead=((EARLIER, {**_NOTHING, LICENCES: 9}),)),
                BELOW.members[2],
            ),
        ),
    ),
    Case(
        "H701",
        "fewer law suits than those below have",
        "第四部分表格“未经复议直接起诉”：“总计”下级之和是 10，这里是 9，相差 1；“结果维持”下级之和是 4，这里是 3，相差 1",
        severity=Severity.INFO,
        set={SUIT[0]: 3, SUIT[1]: 9},
        levels=BELOW,
    ),
    Case(
        "H701",
        "figures of one below that it has to mend first",
        "有 1 个数与下级之和不符；“甲县”的这些数核对出了问题，改正或者说明以后再看；"
        "例如第二部分表格“行政许可”行“本年处理决定数量”列，下级之和是 5，这里是 4",
        severity=Severity.INFO,
        set={LICENCES: 4},
        levels=_in_doubt("甲县", LICENCES),
        cells=(LICENCES,),
    ),
    Case(
        "H702",
        "two have not reported",
        "下级缺报 2 家：“丙局”、“丁局”",
        levels=BELOW._replace(missing=("丙局", "丁局")),
    ),
    Case(
        "H704",
        "late to come and to be published",
        "2025年2月5日收到，期限是2025年1月26日，晚了 10 天\n2025年1月31日公布，期限是2025年1月28日，晚了 3 天",
        levels=Levels(received=date(2025, 2, 5), due=date(2025, 1, 26), publish_by=date(2025, 1, 28)),
    ),
    Case(
        "H705",
        "two reports",
        "交来 2 份不同的报告：“甲.docx”、“乙.docx”，用的是“乙.docx”；不是这一份的，请说明用哪一份",
        levels=Levels(rivals=("甲.docx", "乙.docx")),
    ),
    Case(
        "H705",
        "two reports that differ in a figure",
        "交来 2 份不同的报告：“甲.docx”、“乙.docx”，用的是“乙.docx”，两份有 1 个数不同："
        "第三部分表格“一、本年新收政府信息公开申请数量”行“总计”列前一份是 1960，这一份是 1962；不是这一份的，请说明用哪一份",
        levels=Levels(rivals=("甲.docx", "乙.docx"), rival=OtherVersion({NEW: 1960})),
    ),
    Case(
        "H705",
        "two reports that differ in their text",
        "交来 2 份不同的报告：“甲.docx”、“乙.docx”，用的是“乙.docx”，两份“一、总体情况”的文字不同；不是这一份的，请说明用哪一份",
        levels=Levels(
            rivals=("甲.docx", "乙.docx"), rival=OtherVersion({}, {"一": "本年度的工作是另外一些。"})
        ),
    ),
    Case("H705", "none of the roster's", "名册里没有“某局”这个单位", levels=Levels(unlisted=True)),
    Case(
        "H706",
        "published otherwise",
        "公布稿有 1 个数和报送稿不同：第三部分表格“一、本年新收政府信息公开申请数量”行“总计”列报送稿是 1960，公布稿是 1962\n"
        "“一、总体情况”公布稿和报送稿的文字不同，从这里开始：报送稿是“本年度的工作是另外一些。”，公布稿是“全年工作情况如下。”",
        levels=Levels(sent=OtherVersion({NEW: 1960}, {"一": "本年度的工作是另外一些。"})),
        difference=2,
    ),
    Case(
        "H707",
        "the office alone",
        "报告里的数和“某市人民政府办公室”一家的完全相同，没有加上部门和下级；下级之和有 1 个数与此不同",
        set={LICENCES: 0},
        levels=BELOW,
    ),
    Case(
        "H707",
        "one below has more than the whole, where the sum is not known",
        "下级“某市人民政府办公室”有 1 个数大于本级政府报告，例如第二部分表格“规章”行“本年废止件数”列：下级 5，这里 4",
        set={RULES[1]: 4},
        levels=BELOW._replace(members=(*BELOW.members[:2], _WITHOUT_REPEALED)),
        difference=-1,
    ),
    Case(
        "H709",
        "one that took over less than was left, which it has to mend",
        _TORN,
        severity=Severity.INFO,
        levels=_in_doubt("甲县", "requests.carried_in.total", LESS),
    ),
    Case(
        "H709",
        "one that took over less than was left",
        _TORN,
        levels=LESS,
        difference=-3,
    ),
    Case(
        "H715",
        "a row whose cells cannot be told apart",
        "第三部分表格“（五）不予处理2.重复申请”行有数，但分不清哪一格是哪一栏，7 个数没有读到，不能汇总：请把格子改得和表式一样",
        levels=Levels(unplaced=REPEATED),
        cells=REPEATED,
    ),
    Case(
        "H710",
        "rules of a body that cannot make any",
        "第二部分表格“规章”：没有规章制定权，“本年制发件数”填了 5、“本年废止件数”填了 5、“现行有效件数”填了 5，应是 0；可能是行政规范性文件填错了行",
        levels=Levels(makes_rules=False),
        cells=RULES,
    ),
    Case(
        "H708",
        "a former name in the title",
        "标题写的是“某市教育局”，应写现在的全称“某市教育和体育局”",
        report={"agency": "某市教育局"},
        levels=Levels(renamed="某市教育和体育局"),
    ),
    Case(
        "H711",
        "the figures of another",
        "200 个不为 0 的数和“乙局”的完全相同，是自己的请说明，不用改",
        levels=Levels(same_figures=("乙局",)),
    ),
    Case(
        "H703",
        "the text of four others",
        "“一、总体情况”有 93% 的文字和“乙局”、“丙局”、“丁局”等 4 个单位雷同，是自己的请说明，不用改",
        levels=Levels(likenesses=(Likeness("一", ("乙局", "丙局", "丁局", "戊局"), 0.93),)),
    ),
    Case(
        "H703",
        "partly what another said last year",
        "“一、总体情况”有 71% 的文字和“乙局”上年的雷同",
        severity=Severity.INFO,
        levels=Levels(likenesses=(Likeness("一", ("乙局",), 0.71, last_year=True),)),
    ),
    Case(
        "H708",
        "another's name in the text and in the title",
        "标题写的是“市财政局”，是另一个单位的名称，应写本单位的名称\n"
        "“一、总体情况”第2段写着“某市教育局”，是另一个单位的名称，请核对是不是抄来的",
        prose=TEXT,
        levels=Levels(
            mentions=(Mention("某市教育局", "某市教育局", "一", 1), Mention("某市财政局", "市财政局"))
        ),
    ),
    Case(
        "H712",
        "a passage of another's",
        "“一、总体情况”第1段有 27 个字和“乙局”的相同：“围绕群众关心的事项公开了规划、土地、住房等方面的信息。”",
        prose=TEXT,
        levels=Levels(passages=(SharedPassage("一", ("乙局",), TEXT.split("\n")[0]),)),
    ),
    Case(
        "H713",
        "more law suits than those below have",
        "第四部分表格“未经复议直接起诉”：总计 11，多于下级之和 10；复议机关作共同被告的案件可能算了两次",
        set={SUIT[0]: 5, SUIT[1]: 11},
        levels=BELOW,
        difference=1,
    ),
    Case(
        "H714",
        "two of three as in earlier drafts",
        "正文说“甲县”8件，它的报告里本年新收是 9 件，相差 1（先前报送的稿是 8 件）\n"
        "正文说“乙县”6件，它的报告里本年新收是 7 件，相差 1（先前报送的稿是 6 件）",
        prose="其中甲县8件、乙县6件、丙县5件。",
        levels=Levels(
            members=(
                Member("甲县", {NEW: 9}, instead=((EARLIER, {NEW: 8}),)),
                Member("乙县", {}, instead=((EARLIER, {NEW: 6}),), doubtful={NEW: 7}),
                Member("丙县", {NEW: 5}),
            )
        ),
    ),
    Case(
        "H714",
        "one of three listed",
        "正文说“丙县”6件，它的报告里本年新收是 5 件，相差 1",
        prose="其中甲县9件、乙县7件、丙县6件。",
        levels=Levels(members=tuple(Member(n, {NEW: v}) for n, v in (("甲县", 9), ("乙县", 7), ("丙县", 5)))),
    ),
)
UNEVALUATED = (
    Case("H701", "a body that has not reported", "“丙局”的报告", levels=BELOW._replace(missing=("丙局",))),
    Case(
        "H701",
        "a body whose report lacks figures",
        "“甲县”报告里的 1 个数",
        levels=BELOW._replace(
            members=(
                BELOW.members[0],
                BELOW.members[1]._replace(
                    figures={k: v for k, v in BELOW.members[1].figures.items() if k != NEW}
                ),
                BELOW.members[2],
            ),
        ),
    ),
    Case("H709", "last year's are not known", "各下级上年的报告", levels=BELOW._replace(last_members=())),
)
