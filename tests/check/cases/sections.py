"""T306, X606 and X607: what sections five and six must tell."""

from decimal import Decimal

from ndbg.check.settings import Settings
from ndbg.report import InformationFee
from tests.check.case import Case

FEE = {"fee": InformationFee(3, Decimal("2230.5"))}
UNPAID = "requests.other_handling.fee_unpaid.total"
CASES = (
    Case(
        "T306",
        "a fee unpaid and not a word of it",
        "表格里逾期未按收费通知缴费的有 147 件，“六、其他需要报告的事项”没有写信息处理费，请补充",
        prose="没有其他需要报告的事项。",
        section="六",
        cells=(UNPAID,),
    ),
    Case(
        "X606",
        "none",
        "“五、存在的主要问题及改进情况”写的是“暂无。”，没有写存在的问题和改进情况，请补充",
        prose="暂无。",
        section="五",
    ),
    Case(
        "X606",
        "too short",
        "“五、存在的主要问题及改进情况”写的是“公开不够及时，将改进。”，只有 11 个字，不到 30 个字，太简单，请补充",
        prose="公开不够及时，将改进。",
        section="五",
    ),
    Case(
        "X606",
        "shorter than is asked for",
        "“五、存在的主要问题及改进情况”写的是“主要问题是公开不够及时。下一步将建立每周更新的台账，安排专人核对，按月通报。”，只有 38 个字，不到 100 个字，太简单，请补充",
        section="五",
        prose="主要问题是公开不够及时。下一步将建立每周更新的台账，安排专人核对，按月通报。",
        settings=Settings(shortest=Decimal(100)),
    ),
    Case(
        "X606",
        "not a word of what is wrong",
        "“五、存在的主要问题及改进情况”没有写存在什么问题，请补充",
        prose="下一步将加强主动公开，完善公开目录，规范办理流程，提升解读质量，建设专门的队伍。",
        section="五",
    ),
    Case(
        "X606",
        "not a word of what is done about it",
        "“五、存在的主要问题及改进情况”没有写怎样改进，请补充",
        prose="一是公开不够及时，二是解读质量不高，三是工作人员业务水平还不够，四是栏目设置比较单一。",
        section="五",
    ),
    Case(
        "X606",
        "a problem that is met by nothing",
        "“五、存在的主要问题及改进情况”没有写怎样改进，请补充",
        prose="针对热点问题的解读不多，一是栏目设置比较单一，二是基层公开设施较旧。针对上述问题，尚未找到办法。",
        section="五",
    ),
    Case(
        "X607",
        "nothing on the fee",
        "“六、其他需要报告的事项”没有写信息处理费：收取了多少件、多少元，没有收取的也要写明",
        prose="本机关没有其他需要报告的事项。",
        section="六",
    ),
    Case(
        "X607",
        "a fee that is denied",
        "“六、其他需要报告的事项”写“2024年没有收取信息处理费”，“信息处理费”填的是 3 件 2230.5 元，请核对",
        prose="2024年没有收取信息处理费。",
        section="六",
        report=FEE,
    ),
    Case(
        "X607",
        "another amount",
        "“六、其他需要报告的事项”写的是 2330.5元，“信息处理费”填的是 2230.5 元，请核对",
        prose="2024年收取信息处理费3件，共2330.5元。",
        section="六",
        report=FEE,
    ),
    Case(
        "X607",
        "another amount in numerals",
        "“六、其他需要报告的事项”写的是 五百元，“信息处理费”填的是 2230.5 元，请核对",
        prose="2024年收取信息处理费3件，共五百元。",
        section="六",
        report=FEE,
    ),
    Case(
        "X607",
        "another number of cases",
        "“六、其他需要报告的事项”写的是 5 件，“信息处理费”填的是 3 件，请核对",
        prose="2024年收取信息处理费5件，共2230.5元。",
        section="六",
        report=FEE,
    ),
)

UNEVALUATED = (Case("T306", "the figure is missing", "", without=(UNPAID,), cells=(UNPAID,)),)
