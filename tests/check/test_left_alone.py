"""True sentences of the kinds that offices write beside their figures: the rules on prose say nothing of them."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from ndbg.check import check
from ndbg.check.catalogue import chosen
from ndbg.report import Figure, Prose, Report, Source
from tests.official import FORM_2021

RULES = chosen(
    select=["X601", "X602", "X603", "X604", "X605", "X608", "X609", "FMT107", "FMT108", "FMT109", "FMT110"]
)
FIGURES = {
    "requests.new.total": 30,
    "requests.new.natural_person": 26,
    "requests.new.enterprise": 4,
    "requests.carried_in.total": 3,
    "requests.granted.total": 10,
    "requests.partial.total": 5,
    "requests.denied.internal_affairs.total": 3,
    "requests.unavailable.not_held.total": 6,
    "requests.not_processed.repeated.total": 2,
    "requests.other_handling.other.total": 3,
    "requests.results_total.total": 29,
    "requests.results_total.natural_person": 25,
    "requests.results_total.enterprise": 4,
    "requests.carried_out.total": 4,
    "review.reconsideration.upheld": 2,
    "review.reconsideration.corrected": 1,
    "review.reconsideration.pending": 1,
    "review.reconsideration.total": 4,
    "review.litigation_direct.upheld": 1,
    "review.litigation_direct.total": 1,
    "disclosure.normative_documents.issued": 3,
    "disclosure.normative_documents.repealed": 1,
    "disclosure.normative_documents.in_force": 20,
    "disclosure.licences.decisions": 245,
    "disclosure.penalties.decisions": 18,
}
REPORT = Report(
    source=Source(Path("data.toml")),
    form=FORM_2021,
    agency="云溪市水利局",
    year=2024,
    figures={
        id: Figure(Decimal("12.5") if cell.decimal else FIGURES.get(id, 0))
        for id, cell in FORM_2021.cells.items()
    },
)
# Below the heading on applications, and without one.
ANYWHERE = (
    "网站受理行政许可申请245件，全部办结。",
    "一体化平台累计办理各类事项1.2万件，按时办结率100%。",
    "全年收到群众来信36件，均已回复。",
    "个别单位（填写不规范）已改正，编写信息（500字以内）3篇。",
    "2023年收到申请28件，2024年收到申请30件。",
    "全年受理30件，其中涉及征地拆迁12件、规划许可8件。",
    "截至6月底收到申请18件，全年30件。",
    "第四季度收到政府信息公开申请9件。",
    "向市政府报送依申请公开办理情况4次，收到督办件2件，均按时办结。",
    "协助区政府办理政府信息公开申请5件。",
    "会同市住建局、市资规局答复申请6件。",
    "局属事业单位收到信息公开申请2件。",
    "召开依申请公开会商会8次，办理疑难件5件。",
    "组织培训2期，受理窗口接待咨询120人次，答复率100%。",
    "延期答复3件，补正告知7件。",
    "出具告知书29份，其中补正告知书7份。",
    "收到同一申请人提出的申请12件。",
    "收到征地类政府信息公开申请14件，占46.7%。",
    "收到法人申请4件、公民申请26件。",
    "申请人为自然人的26件，其余4件为企业。",
    "其中网络申请21件，信函申请6件，当面申请3件。",
    "上年结转3件均已办结，当年新收30件，办结26件，结转4件。",
    "予以公开10件（其中部分公开0件）。",
    "不予公开3件，均属内部事务信息。",
    "因政府信息公开引发的行政复议4件，已审结3件，其中维持2件，纠正1件，1件正在审理。",
    "办理涉及政府信息公开的行政应诉案件1件，出庭应诉2次。",
    "2023年未审结的行政复议1件，于2024年审结。",
    "全年办理行政复议案件312件，行政诉讼应诉45件。",
    "市司法局审理政府信息公开行政复议案件26件。",
    "全年制发公文218件，其中主动公开114件、依申请公开41件、不予公开63件。",
    "公开规范性文件12件，解读9件。",
    "清理规范性文件35件，拟废止4件，继续有效31件。",
    "代市政府起草规范性文件2件。",
    "公示行政处罚决定66条、行政许可决定300条。",
    "受理行政复议申请18件，均已办结。",
    "政府信息公开申请办结率100%（按期应办结29件）。",
    "对逾期未补正的申请不再处理，收到补正材料5份。",
    "2025年，我局将继续做好依申请公开工作。",
    "较上年减少5件，下降14.3%。",
    "人大代表建议12件、政协提案9件，全部答复，满意率100%。",
    "收到12345热线转办件86件，办结率100%。",
    "我局共受理30件申请，其中29件已答复，4件结转至2025年。",
    "公众号发布信息320条，其中原创120条、转载200条，阅读量5万次。",
    "全年主动公开信息860条，其中网站420条、微信300条、微博140条，政策解读12篇。",
    "新增政府信息860条，占公开总数的12.3%。",
    "发布政策解读12件（次），其中图解5件，视频3件。",
    "未收到因答复不当引发的投诉。",
    "没有因信息公开工作被追究责任的情况。",
    "无应公开未公开的情形。",
    "全年未发生政府信息公开申请逾期答复情况。",
    "未出现因政府信息公开引起的行政诉讼败诉案件。",
    "全部申请均在20个工作日内答复。",
    "所有申请均依法依规办理。",
    "本年度未收取政府信息公开申请任何费用。",
    "自2019年条例修订以来，累计受理申请180件。",
    "依申请公开事项共涉及3个科室、5个领域。",
    "开展申请件“回头看”，抽查答复件20件，发现问题3件，均已整改。",
    "截至2024年12月31日，尚有4件未到答复期限。",
    "收到申请30件，同比增长20%；答复29件，同比增长16%。",
    "全年共收到政府信息公开申请33件（含上年结转3件），其中通过网络25件、信函8件。",
    "我局收到转来的政府信息公开申请2件，告知申请人向市住建局申请。",
    "答复申请29件，其中本机关不掌握6件，占20.7%。",
    "政府信息公开申请30件，按区域分，城区18件，乡镇12件。",
    "政府信息公开申请数为30，答复29件。",
    "全年申请总量为30，答复29件。",
)
WITH_HEADING = (
    "（一）主动公开。全年公开信息120条，不予公开5件。",
    "（三）政府信息管理。对依申请公开、不予公开的文件定期审查，转为公开6件。",
    "（四）平台建设。政务服务平台受理申请1200件，办结率100%。",
    "（五）监督保障。全年行政复议案件12件，行政诉讼案件8件，行政机关负责人出庭应诉率100%。",
    "（二）依申请公开。云溪市人民政府转办申请2件，本局直接受理28件。",
    "（二）依申请公开。2023年收到的申请中有3件结转至2024年办理，均已办结。2024年新收30件。",
    "（二）依申请公开。新收30件，上年结转3件，共33件；办结29件。",
    "（二）依申请公开。受理申请33件，上年结转3件，新收30件。",
    "（二）依申请公开。受理申请33件（其中上年结转3件）。",
    "（二）依申请公开。全年办理申请33件，其中新收30件、结转3件。",
    "（二）依申请公开。予以公开、部分公开和不予公开分别为10件、5件、3件。",
    "（二）依申请公开。新收、办结、结转下年度的申请分别为30件、29件和4件。",
    "（二）依申请公开。申请内容主要为：土地征收11件、房屋拆迁9件、工程建设6件等。",
    "（二）依申请公开。行政复议4件（维持2件、纠正1件、未审结1件），行政诉讼1件（维持1件）。",
    "（二）依申请公开。被申请行政复议4件，其中1件为上年度结转；被提起行政诉讼1件。",
    "（二）依申请公开。发生行政复议4件、行政诉讼1件，合计5件。",
    "（二）依申请公开。受理政府信息公开申请30件，其中自然人26件，占86.67%；企业4件，占13.33%。",
    "（二）依申请公开。予以公开10件，占34.48%；部分公开5件，占17.24%；不予公开3件，占10.34%；无法提供6件，占20.69%；不予处理2件，占6.90%；其他处理3件，占10.34%。",
    "（二）依申请公开。其中，予以公开和部分公开15件，占51.72%。",
    "（三）规范性文件。制发3件，废止1件，到年底有效20件，均已公开。",
    "（三）规范性文件管理。全年审查规范性文件12件，备案9件，对3件制发的文件开展解读。",
    "（三）政府信息管理。现行有效规范性文件20件，年内新制定3件，修订2件。",
    "全年行政处罚18件，行政许可245件，罚没金额120万元。",
    "全年作出行政处罚决定18件，其中一般程序12件、简易程序6件；罚款12.5万元。",
    "全年行政事业性收费12.5万元，减免30万元。",
    "（二）依申请公开。收到申请30件，较上年的25件增加5件，增长20%。",
    "（二）依申请公开。全年收到申请30件（较去年减少5件），办结29件。",
    "（二）依申请公开。收到申请三十件，全部按照规定办理。",
    "（二）依申请公开。共收到政府信息公开申请30余件。",
    "（二）依申请公开。12月份收到申请9件，全年30件。",
    "2024年10月15日，收到申请2件，均当场答复。",
    "（二）依申请公开。共答复30人次，办理29件。",
    "（二）依申请公开。告知向其他机关申请2件，重复申请不予处理2件。",
    "（二）依申请公开。本机关不掌握相关信息6件，作无法提供处理。",
    "（二）依申请公开。其中撤回申请2件，其他处理1件。",
    "（二）依申请公开。属于已主动公开告知查询方式4件，予以公开6件。",
    "一是收到申请30件，二是办结29件，三是结转4件。",
    "（二）依申请公开。全年共收到申请30件，其中1人提出申请8件。",
    "（二）依申请公开。市级收到申请30件，县级收到66件。",
    "全系统收到申请120件，本局30件。",
    "（六）收费情况。全年未收取信息处理费，行政事业性收费项目2个。",
    "2023年度报告中指出的问题已整改。",
    "2023年工作要点明确的任务全部完成。",
    "根据2023年度第三方评估反馈，主动公开栏目已完善。",
    "2025年1月20日前公开本年度报告。",
    "2022年以来主动公开政府信息3200条。",
)

FOLDER = Path(__file__).parent / "left_alone"
# Counts of other things than those that the tables of REPORT have.
COUNTS = [
    line
    for line in (FOLDER / "counts.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
# Texts that were written to be true without a table: one a line, by what they tell.
LINES = [
    line.replace("\\n", "\n")
    for path in sorted(FOLDER.glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def said(text: str) -> list[str]:
    report = replace(REPORT, prose={"一": Prose(text, text)})
    return [f"{finding.code} {finding.defect.message}" for finding in check(report, rules=RULES).findings]


@pytest.mark.parametrize("heading", ["", "（二）依申请公开。"], ids=["alone", "below a heading"])
@pytest.mark.parametrize("text", ANYWHERE)
def test_what_is_true_is_left_alone(text: str, heading: str) -> None:
    assert said(heading + text) == []


@pytest.mark.parametrize("text", WITH_HEADING)
def test_what_is_true_below_its_heading_is_left_alone(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("text", LINES)
def test_what_agrees_with_itself_is_left_alone_where_no_table_was_read(text: str) -> None:
    report = replace(REPORT, figures={}, prose={"一": Prose(text, text)})
    assert [(f.code, f.defect.message) for f in check(report, rules=RULES).findings] == []


@pytest.mark.parametrize("text", COUNTS)
def test_counts_that_are_none_of_the_tables_are_left_alone(text: str) -> None:
    assert said(text) == []


def test_a_text_copied_with_a_line_a_paragraph_is_not_called_unfinished() -> None:
    lines = (
        "全年围绕中心工作，加大公开力度，",
        "做好解读回应，完善平台",
        "建设，全年公开信息39",
        "条，举办培训，落实责任",
    )
    assert said("\n".join(lines)) == []


@pytest.mark.parametrize(
    "answer",
    [
        "针对上述问题，一是分年度整理林权资料，力争目录齐全；二是丰富造林补贴解读形式，请业务骨干讲政策。",
        "针对以上不足，分批补录旧文件，从窗口咨询中梳理高频问题，编成问答。",
        "对照反馈的问题：1.更换公开栏；2.请村干部参加轮训。",
        "对此，已请护林员担任联络员，每季度更换一次公开栏。",
        "针对解读偏专业的问题，一是请农技员录制短片，二是编写问答。",
        "接下来，每月编写一期问答，请林场职工审阅。",
    ],
)
def test_what_is_done_about_problems_is_known_in_any_words(answer: str) -> None:
    text = f"本局的政府信息公开还有不足，林权档案没有全部上网，解读偏专业，群众不易看懂。{answer}"
    report = replace(REPORT, prose={"五": Prose(text, text)})
    assert check(report, rules=chosen(select=["X606"])).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "档案馆搬迁期间查阅窗口停办三个月，来馆查档的人受影响；今后将推广网上预约和电话查询。",
        "一是个别站所答复临近期限才报送；二是解读以转发文件为主。2025年把公开工作纳入绩效。",
        "一是工伤认定类申请实为查询；二是监察文书公开边界模糊。下一步与市法院共同编写指引。",
        "村务信息员都是兼职，业务不够熟练，群众想看的内容不多。2025年请各村推选公开监督员一名。",
        "申请集中在拆迁安置，多数是多年前的旧账，查找费时。对策：与档案馆共建目录，逐户核对。",
    ],
)
def test_a_problem_is_known_before_its_measures_and_a_measure_by_its_year(text: str) -> None:
    report = replace(REPORT, prose={"五": Prose(text, text)})
    assert check(report, rules=chosen(select=["X605", "X606"])).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "答复文书说理不够。下一步：2025年抽查文书20份。此前指出的逾期更新，2024年改为挂牌督办，挂牌9次。",
        "档案目录不全。三、下一步计划\n2025年补齐目录。2024年协助外地核对档案12次，都在期限内办结。",
        "解读偏少。改进措施：2023年收到咨询类申请31件，2024年编印问答后减少到22件。",
        "栏目陈旧。2025年逐栏核对。2023年查出的空栏，2024年通过逐周巡检（全年巡检48次）解决。",
    ],
)
def test_what_was_counted_in_the_year_was_done_though_plans_stand_before_it(text: str) -> None:
    report = replace(REPORT, prose={"五": Prose(text, text)})
    assert check(report, rules=chosen(select=["X605"])).findings == ()


def test_that_nothing_was_charged_may_be_told_below_a_heading_on_fees() -> None:
    text = "（一）收费情况：无。（二）承办建议9件。"
    report = replace(REPORT, prose={"六": Prose(text, text)})
    assert check(report, rules=chosen(select=["X607"])).findings == ()
