"""What a clause claims, in every wording: silent where the figures bear it out, told where they do not.

A wording is one word in one of the lists: each is tried with every other of its claim. `NOT_CLAIMED` are sentences that
only look like claims, with figures that a claim would not allow.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

import pytest

from ndbg.check import check
from ndbg.check.catalogue import chosen
from tests.check.explain import report_of

RULES = chosen(select=["X604"])
IDS = {
    "new": "requests.new.total",
    "natural": "requests.new.natural_person",
    "enterprise": "requests.new.enterprise",
    "carried in": "requests.carried_in.total",
    "carried out": "requests.carried_out.total",
    "done": "requests.results_total.total",
    "granted": "requests.granted.total",
    "partial": "requests.partial.total",
    "secret": "requests.denied.state_secret.total",
    "not held": "requests.unavailable.not_held.total",
    "reconsideration": "review.reconsideration.total",
    "upheld": "review.reconsideration.upheld",
    "corrected": "review.reconsideration.corrected",
    "litigation": "review.litigation_direct.total",
    "won": "review.litigation_direct.upheld",
    "lost": "review.litigation_direct.corrected",
}
Figures = Mapping[str, int]


class Claim(NamedTuple):
    """Sentences, by lists of words that are put one behind another, with figures under which they are true, and false."""

    lead: str
    words: Sequence[Sequence[str]]
    true: Figures
    false: Figures

    def texts(self) -> Iterator[str]:
        return (self.lead + "".join(words) + "。" for words in product(*self.words))


NINE = "2024年收到政府信息公开申请9件，"
ONE = "2024年收到政府信息公开申请1件，"
ALL_DONE = {"new": 9, "done": 9}
THREE_LEFT = {"new": 9, "done": 6, "carried out": 3}
GRANTED = {"new": 1, "done": 1, "granted": 1, "natural": 1}
REFUSED = {"new": 1, "done": 1, "secret": 1, "enterprise": 1}
OPEN = {"new": 1, "carried out": 1, "enterprise": 1}
LOST = {"reconsideration": 1, "corrected": 1, "litigation": 1, "lost": 1}
UPHELD = {"reconsideration": 2, "upheld": 2, "litigation": 1, "won": 1}

NO = ("没有", "无", "未有", "暂无", "不存在")
DONE = ("办结", "答复", "办理完毕", "答复完毕")
CLAIMS = {
    "none goes over": Claim(
        NINE,
        [NO, ("结转下年度的件", "结转下年度办理的申请", "下年度结转", "转入下年的申请", "未办结的申请", "继续办理的件", "正在办理的申请", "遗留件")],
        ALL_DONE,
        THREE_LEFT,
    ),
    "all are done in some manner": Claim(
        NINE, [("均已", "所有申请均已"), ("按程序办结", "按规定答复", "办理", "按要求办理完毕")], ALL_DONE, THREE_LEFT
    ),
    "none goes over, noun first": Claim(
        NINE, [("结转下年度的申请", "未办结的申请", "转入2025年的件"), ("没有", "暂无")], ALL_DONE, THREE_LEFT
    ),
    "none goes over, after reviews": Claim(
        NINE + "没有行政复议和行政诉讼，也", [NO[:2], ("结转下年度的件", "结转下年度")], ALL_DONE, THREE_LEFT
    ),
    "none came over": Claim(
        NINE,
        [NO, ("上年结转", "上年结转的申请", "2023年结转的件", "上年度遗留申请", "上年结转情况")],
        ALL_DONE,
        {"new": 9, "carried in": 2, "done": 11},
    ),
    "not all are done": Claim(
        NINE, [("尚未全部", "没有全部", "未能全部", "并未全部", "大部分已", "大多已", "绝大多数"), DONE], THREE_LEFT, ALL_DONE
    ),
    "some are left": Claim(
        NINE,
        [("部分", "部分申请", "个别申请", "少数", "其余", "剩余申请"), ("结转下年度", "转入下年办理", "尚未办结", "正在办理", "尚在办理中")],
        THREE_LEFT,
        ALL_DONE,
    ),
    "some are left, without a count": Claim(
        "2024年收到的申请", [("大部分已", "尚未全部"), DONE, ("", "，其余正在办理")], THREE_LEFT, ALL_DONE
    ),
    "all are left": Claim(NINE, [("均", "都", "全部"), ("未办结", "在办理中", "尚未答复")], {"new": 9, "carried out": 9}, ALL_DONE),
    "all that came are done": Claim(
        "2024年，我局", [("收到的", "受理的"), ("申请", "政府信息公开申请", "依申请公开事项"), ("均已", "全部", "都已"), DONE], ALL_DONE, {}
    ),
    "reviews ended": Claim(
        NINE,
        [("", "发生的", "因政府信息公开引发的", "被提起的"), ("行政复议", "行政复议案件"), ("均", "全部"), ("维持", "获维持", "维持原决定")],
        {**ALL_DONE, **UPHELD},
        {**ALL_DONE, **LOST},
    ),
    "both reviews ended": Claim(
        NINE, [("行政复议和行政诉讼", "行政复议、行政诉讼案件"), ("均", "都", "全部"), ("获维持", "胜诉")], {**ALL_DONE, **UPHELD}, {**ALL_DONE, **LOST}
    ),
    "no review, noun first": Claim(
        "2024年", [("行政复议和行政诉讼", "政府信息公开行政复议、行政诉讼"), ("均未发生", "未发生", "均没有")], {}, UPHELD
    ),
    "no review nor complaint": Claim(
        "2024年", [("没有", "未发生"), ("投诉、", "信访、", "投诉举报、"), ("行政复议和行政诉讼", "复议、诉讼")], {}, UPHELD
    ),
    "the only one was refused": Claim(
        ONE,
        [("答复结果为不予公开", "以不予公开为由答复", "答复为不予公开", "依法作出不予公开决定", "已告知申请人不予公开", "属于不予公开情形")],
        REFUSED,
        GRANTED,
    ),
    "the only one is open": Claim(ONE, [("尚在办理", "尚未答复", "正在办理中", "结转下年度继续办理")], OPEN, GRANTED),
    "the only applicant": Claim(
        ONE, [("由企业提出", "系企业提出", "申请人为企业", "申请人是企业", "来自企业", "由企业到办公室提出", "申请主体为企业")], REFUSED, GRANTED
    ),
}  # fmt: skip

NOT_CLAIMED: Sequence[tuple[str, Figures]] = [
    ("未按时办结的申请结转下年度。", THREE_LEFT),
    ("没有按期办结的转入下年度办理。", THREE_LEFT),
    ("没有行政复议案件结转下年度。", THREE_LEFT),
    ("全年无超期未办结申请。", THREE_LEFT),
    ("没有遗留问题。", THREE_LEFT),
    ("没有结转下年度的行政执法案件。", THREE_LEFT),
    ("无因办理不当遗留问题。", THREE_LEFT),
    ("没有全部在规定期限内办结。", ALL_DONE),
    ("大部分在5个工作日内办结。", ALL_DONE),
    ("大部分通过网络提交。", ALL_DONE),
    ("大部分按期答复，其余申请人撤回。", ALL_DONE),
    ("大部分当场办结，其余在期限内答复。", ALL_DONE),
    ("部分申请内容不明确，一次性告知补正。", ALL_DONE),
    ("部分申请延期答复。", ALL_DONE),
    ("部分信息尚在审查。", ALL_DONE),
    ("部分历史档案正在办理移交。", ALL_DONE),
    ("其余工作正在办理中。", ALL_DONE),
    ("除2件撤回外均已答复。", ALL_DONE),
    ("除2件外均已答复，2件申请人撤回。", ALL_DONE),
    ("除2件外均按期答复。", ALL_DONE),
    ("除1件延期外，均在20个工作日内答复。", ALL_DONE),
    ("下一步，对尚未办结的工作加快推进。", ALL_DONE),
    ("做到收到的申请件件有答复。", {}),
    ("收到申请后及时办理并答复。", {}),
    (NINE + "均已按程序办理。", THREE_LEFT),
    (NINE + "所有申请均已按规定程序办理。", THREE_LEFT),
    (NINE + "都已按要求处理。", THREE_LEFT),
    (NINE + "均已规范办理。", THREE_LEFT),
    ("上年结转的申请要优先办结。", {}),
    ("如收到行政复议申请，及时答复。", {}),
    ("防范因政府信息公开引发行政复议、行政诉讼的风险。", {}),
    ("建立台账，防止出现因答复不当被申请行政复议的情况。", {}),
    ("2024年行政复议、行政诉讼发生情况。", {}),
    ("因政府信息公开被申请行政复议、提起行政诉讼情况。", {}),
    ("2024年因政府信息公开被申请行政复议、提起行政诉讼情况：无。", {}),
    ("2024年因政府信息公开被申请行政复议的案件数为0。", {}),
    ("2024年我局有政府信息公开行政复议联系人。", {}),
    ("全年办理行政复议案件12件，均已审结。", {}),
    ("作出行政处罚12件，行政复议和行政诉讼均获维持。", {}),
    ("因征地引发的行政诉讼均胜诉。", {}),
    ("行政复议未发生败诉。", UPHELD),
    ("因超期答复引发的行政复议未发生。", UPHELD),
    ("未发生因投诉引发的行政复议。", UPHELD),
    ("没有因行政复议、行政诉讼被问责的情况。", UPHELD),
    ("网络申请未收到。", ALL_DONE),
    ("政府信息公开申请未收取费用。", ALL_DONE),
    ("依申请公开未发生投诉举报。", ALL_DONE),
    ("有政府信息公开申请的，及时答复。", {}),
    ("2024年，我局有政府信息公开申请受理窗口。", {}),
    ("2024年，我局规范了政府信息公开申请办理。", {}),
    ("2024年，我局存在依申请公开答复不规范的问题。", {}),
    ("承办提案3件，均在办理中。", ALL_DONE),
    ("部分信息不予公开。", ALL_DONE),
    ("有企业信息的征求第三方意见。", {**ALL_DONE, "natural": 9}),
    ("有企业、个人参加座谈。", {**ALL_DONE, "natural": 9}),
    ("所有在办件按期办结。", ALL_DONE),
    ("对未办结的逐件督办，均已办结。", ALL_DONE),
    ("政府信息公开行政复议2件，均维持；其他行政诉讼案件均胜诉。", {"reconsideration": 2, "upheld": 2}),
    ("2024年，有效避免了因政府信息公开引发行政复议、行政诉讼。", {}),
    ("2024年，受理了群众政府信息公开申请咨询。", {}),
    (ONE + "部分公开，不予公开部分说明理由。", {"new": 1, "done": 1, "partial": 1}),
    (ONE + "不属于本机关公开范围，不予公开。", {"new": 1, "done": 1, "not held": 1}),
    (ONE + "申请公开不予公开的信息，无法提供。", {"new": 1, "done": 1, "not held": 1}),
    (ONE + "申请的信息未公开，经审查予以公开。", GRANTED),
    (ONE + "涉及不予公开的内容，区分处理后部分公开。", {"new": 1, "done": 1, "partial": 1}),
    (ONE + "申请公开企业信息，已答复。", GRANTED),
    (ONE + "由企业服务科办理。", GRANTED),
    (ONE + "申请内容为企业登记信息。", GRANTED),
]


def said(text: str, figures: Figures) -> list[str]:
    """What X604 says of a text in the report of a department of 2024."""
    given = {IDS[name]: Decimal(value) for name, value in figures.items()}
    report = report_of(text, given, section="一", year=2024, agency="某县水利局")
    return [finding.defect.message for finding in check(report, rules=RULES).findings]


def wordings() -> list[object]:
    return [
        pytest.param(text, claim, id=f"{name}: {text}")
        for name, claim in CLAIMS.items()
        for text in claim.texts()
    ]


@pytest.mark.parametrize(("text", "claim"), wordings())
def test_a_claim_is_held_against_the_figures(text: str, claim: Claim) -> None:
    assert said(text, claim.true) == []
    assert said(text, claim.false) != []


@pytest.mark.parametrize(("text", "figures"), NOT_CLAIMED)
def test_what_only_looks_like_a_claim_is_let_be(text: str, figures: Figures) -> None:
    assert said(text, figures) == []
    assert said("依申请公开工作平稳有序。" + text, figures) == []
