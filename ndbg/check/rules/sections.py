"""T306, X606 and X607: what sections five and six must state."""

from collections.abc import Iterator
from itertools import combinations

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.prose.lexicon import MEASURE, MEASURES_BEGIN, PRAISE, PROBLEM
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.sentences import clause_start
from ndbg.check.prose.tokens import Number, Place
from ndbg.check.rule import Example, rule
from ndbg.check.rules.figures import lacking
from ndbg.check.subject import Subject
from ndbg.report import Report
from ndbg.text.patterns import Pattern, any_in
from ndbg.text.text import Text

_NOTHING = Pattern(
    r"[^，。]{0,20}?(?:暂?无|没有|不存在|不涉及)[^，。]{0,10}[。]?", given="无|没有|不存在|不涉及"
)
_ONE_SIDED = Pattern("重[^，。]{1,4}轻")
_NO_PROBLEM = Pattern(r"不存在(?:任何|明显)?问题|没有(?:存在)?(?:任何)?问题|(?<!有)无问题")

# These state a problem, not a measure: 有待提高.
_WANTING = Pattern(r"(?:[有尚]待|[还仍]可(?=[提加])|亟[待需]|[尚还仍]?需要?|不够?)(?:进一步)?[^，。；]{0,8}")


@rule(
    "X606",
    "第五章空泛",
    Severity.WARNING,
    what="第五部分不写“无”“暂无”，不少于 30 个字（可以设置），既写存在的问题，也写改进的情况。",
    basis="国办公开办函〔2021〕30号：存在的主要问题及改进情况；内容不得空泛",
    right=Example(
        "主要问题是公开不够及时。下一步将建立每周更新的台账，由专人核对。",
        prose={"五": "主要问题是公开不够及时。下一步将建立每周更新的台账，由专人核对，按月通报结果。"},
    ),
    wrong=Example("暂无。", prose={"五": "暂无。"}),
)
def issues_are_specific(subject: Subject) -> Iterator[Defect]:
    """A defect where section five states no problem, no measure, or hardly anything."""
    issues = subject.report.form.prose_sections[1]
    prose = subject.report.prose.get(issues.no)
    text = Text(prose.text).plain if prose else ""
    if prose is None or not text:
        return  # FMT105 reports it
    fault = ""
    if _NOTHING.fullmatch(text):
        fault = f"写的是“{prose.text.strip()}”，没有写存在的问题和改进情况"
    elif len(text) < subject.settings.shortest:
        fault = f"写的是“{prose.text.strip()}”，只有 {len(text)} 个字，不到 {subject.settings.shortest} 个字，太简单"
    elif _NO_PROBLEM.search(text) or not _states_problem(text, subject.report.year):
        fault = "没有写存在什么问题"
    elif not _states_measure(text, subject.report.year):
        fault = "没有写怎样改进"
    if fault:
        first = next(p for p in subject.paragraphs if p.section == issues.no)
        origin = first.origin_of_written(0, len(first.text.written))
        yield Defect(f"“{issues.heading}”{fault}，请补充", origins=(origin,))


def _states_problem(text: str, year: int) -> bool:
    """Whether a text may state a problem: in one of the words for it, or before its measures, where it praises nothing.

    疫情期间查阅点关闭；今后将推广网上查阅. Without a word with which measures begin, all of it may: 药价更新慢。由卫生院统一打印张贴.
    """
    begins = [at for word in (*MEASURES_BEGIN, f"{year + 1}年") if (at := text.find(word)) >= 0]
    lead = text[: min(begins, default=len(text))]
    told = len(lead) >= _SHORTEST_LEAD and not any_in(PRAISE, lead)
    return told or any_in(PROBLEM, text) or _ONE_SIDED.search(text) is not None


_SHORTEST_LEAD = 8  # characters


def _states_measure(text: str, year: int) -> bool:
    """Whether a text states a measure: in one of the words for it, where it goes on with no problem, or as one of the next year."""
    of_next_year = bool(year) and f"{year + 1}年" in text
    answered = any(len(c) >= _SHORTEST_MEASURE and not any_in(PROBLEM, c) for c in _going_on(text))
    return of_next_year or answered or any_in(MEASURE, _WANTING.sub("", text))


_SHORTEST_MEASURE = 6  # characters


def _going_on(text: str) -> Iterator[str]:
    """The clauses that may tell of measures in whatever words.

    They are the first of each sentence but the first, all of the last sentence, and those behind 针对这些.
    """
    sentences = [s for s in text.replace("\n", "。").split("。") if s]
    for order, sentence in enumerate(sentences):
        before = ""
        if order and order == len(sentences) - 1:
            yield from sentence.translate(_SIGNS).split("，")
            continue
        for at, clause in enumerate(sentence.translate(_SIGNS).split("，")):
            refers = clause.startswith(_REFERRING)
            if before.startswith(_REFERRING) or (order and not at and not refers):
                yield clause
            before = clause


_SIGNS = str.maketrans("：；", "，，")
_REFERRING = ("针对", "对于", "围绕", "对照", "对此", "为此")


_FEE = Pattern(
    r"信息(?:公开)?处理费|(?:信息公开|依申请)[^。；]{0,30}(?:收费|费用)|收费通知|收取[^。，]{0,12}(?:费用|费)|(?:没有|未|无|零)(?:发生)?(?:任何)?收费|收费情况"
)


@rule(
    "X607",
    "未报告信息处理费",
    Severity.WARNING,
    what="第六部分写明收取信息处理费的件数和金额（元），没有收取的也写明；与数据里填的、其他部分写的一致。表格里的行政事业性收费是另一回事。",
    basis="国办函〔2020〕109号《政府信息公开信息处理费管理办法》；国办公开办函〔2021〕30号",
    right=Example("2024年没有收取信息处理费。", prose={"六": "2024年没有收取信息处理费。"}),
    wrong=Example("无其他需要报告的事项。", prose={"六": "无其他需要报告的事项。"}),
)
def fee_is_reported(subject: Subject) -> Iterator[Defect]:
    """A defect where section six does not state the 信息处理费 charged, or another than the data or another section."""
    report = subject.report
    other = report.form.last_section
    prose = report.prose.get(other.no)
    if prose is None or not prose.text:
        return  # FMT105 reports it
    on_fee = [p for p in subject.paragraphs if p.section == other.no and _FEE.search(p.plain)]
    if not on_fee:
        message = f"“{other.heading}”没有写信息处理费：收取了多少件、多少元，没有收取的也要写明"
        yield Defect(message, origins=(prose.origin,))
    elif fault := _fee_differs(report, on_fee):
        yield fault
    else:
        yield from _fee_contradicted(subject)


_CHARGED_OR_NOT = Pattern(
    r"(?P<not>没有|未|无|不)?(?:实际|发生|依法)*(?:收取|收到|产生|发生)(?:了|过|任何)?(?:政府)?(?:信息公开)?信息(?:公开)?处理费"
    r"(?:收费)?(?:共计|共|合计|总计|总额|金额|为)*(?P<number>[0-9]*)(?=(?P<unit>件|宗|起|笔|元|万元)?)",
    given="信息",
)


def _fee_contradicted(subject: Subject) -> Iterator[Defect]:
    """A defect where one section says that 信息处理费 was charged this year, and another that none was; once."""
    told = [one for p in subject.paragraphs for s in p.sentences for one in _charged(subject.office, p, s)]
    for (paragraph, charged, place), (other, otherwise, other_place) in combinations(told, 2):
        if paragraph.section != other.section and charged is not otherwise:
            first, second = paragraph.quote(*place), other.quote(*other_place)
            yield Defect(
                f"{paragraph.name}写“{first}”，{other.name}写“{second}”，两处不一致，请核对",
                origins=(paragraph.origin(*place), other.origin(*other_place)),
            )
            return


def _charged(
    office: Office, paragraph: Paragraph, sentence: Sentence
) -> Iterator[tuple[Paragraph, bool, Place]]:
    """Where a sentence says of the office and its year that 信息处理费 was charged (True), or that none was.

    未收取 behind a number, 对2件申请未收取, is said of some; 收取 without a number tells of no charge.
    """
    run = sentence.run
    for match in _CHARGED_OR_NOT.finditer(paragraph.plain, *run.place):
        at = next((i for i, t in enumerate(run.tokens) if t.start >= match.start()), len(run.tokens) - 1)
        clause = run.tokens[clause_start(run.tokens, at) : at]
        counted = match["unit"] and match["number"]
        if not (match["not"] or counted) or any(t.number or t.kind in _OF_SOME for t in clause):
            continue
        if office.owned(run)[at] and office.speaks_of(run, clause_start(run.tokens, at), at):
            charged = not match["not"] and int(match["number"]) > 0
            yield paragraph, charged, (match.start(), match.end("unit") if counted else match.end())


_OF_SOME = {"other", "plan", "except", "part", "rest"}


_NOT_CHARGED = Pattern(
    r"[^，。；]{0,10}(?:没有|未|无|不)(?:实际)?(?:收取|发生|收到|产生|征收)[^，。；]{0,10}|零收费|未收费|不收费",
    given="没有|未|无|不|零收费",
)


def _fee_differs(report: Report, on_fee: list[Paragraph]) -> Defect | None:
    """A defect where none of the cases or amounts stated in some paragraphs is that of the data."""
    fee = report.fee
    if fee is None:
        return None
    sentences = [s for p in on_fee for s in p.sentences if _may_be_on_fee(s, report.year)]
    texts = [_outside_brackets(s) for s in sentences]
    near = [
        at for at in range(len(texts)) if any(_FEE.search(text) for text in texts[max(at - 1, 0) : at + 1])
    ]
    numbers = [pair for at in near for pair in _numbers(sentences[at])]
    amounts = {n.value: written for n, written in numbers if n.unit == "元" and n.exact}
    cases = [int(n.value) for n, _ in numbers if n.unit in ("件", "宗", "起", "笔")]
    denied = _NOT_CHARGED.search("".join(texts[at] for at in near))
    fault = ""
    if denied and not amounts and fee.amount:
        fault = f"写“{denied[0]}”，“信息处理费”填的是 {fee.count} 件 {fee.amount} 元"
    elif amounts and fee.amount not in amounts:
        fault = f"写的是 {next(iter(amounts.values()))}，“信息处理费”填的是 {fee.amount} 元"
    elif cases and fee.count and fee.count not in cases:
        fault = f"写的是 {cases[0]} 件，“信息处理费”填的是 {fee.count} 件"
    if not fault:
        return None
    named = _FEE.search(on_fee[0].plain)
    origin = on_fee[0].origin(*named.span() if named else (0, 0))
    return Defect(f"“{report.form.last_section.heading}”{fault}，请核对", origins=(origin,))


def _may_be_on_fee(sentence: Sentence, year: int) -> bool:
    """Whether a sentence may be about this year's 信息处理费, not about 行政事业性收费 or another year."""
    tokens = sentence.run.tokens
    fees = any(t.kind == "decision" and t.meaning == "fees" for t in tokens)
    if fees or "事业性收费" in _outside_brackets(sentence):
        return False
    return {t.meaning for t in tokens if t.kind == "year"} <= {f"{year}"}


def _outside_brackets(sentence: Sentence) -> str:
    return "".join(sentence.run.word(token) for token in sentence.run.tokens)


def _numbers(sentence: Sentence) -> list[tuple[Number, str]]:
    """The numbers of a sentence, each as written too."""
    run = sentence.run
    return [(t.number, run.word(t)) for t in run.tokens if t.kind == "number" and t.number]


@rule(
    "T306",
    "有逾期不缴费而未报告信息处理费",
    Severity.WARNING,
    what="表格里有“逾期未按收费通知要求缴纳费用”的，第六部分要写信息处理费的情况。",
    basis="国办函〔2020〕109号；国办公开办函〔2021〕30号，第三部分表式（六）2",
    right=Example(
        "表中逾期未缴费 2 件，第六部分写“发出收费通知5件，其中2件逾期未缴费”",
        figures={"requests.other_handling.fee_unpaid.total": 2},
        prose={"六": "依规收取信息处理费，发出收费通知5件，其中2件逾期未缴费。"},
    ),
    wrong=Example(
        "表中逾期未缴费 2 件，第六部分没有提信息处理费",
        figures={"requests.other_handling.fee_unpaid.total": 2},
        prose={"六": "无其他需要报告的事项。"},
    ),
)
def unpaid_fee_is_reported(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect where fees were left unpaid and section six does not mention 信息处理费."""
    report = subject.report
    cell = report.form.cells.get("requests.other_handling.fee_unpaid.total")
    if cell is None:
        return
    if missing := list(lacking(report, [cell])):
        yield from missing
        return
    value = report.figures[cell.id].value
    other = report.form.last_section
    prose = report.prose.get(other.no)
    if value and not _FEE.search(Text(prose.text if prose else "").plain):
        yield Defect(
            message=f"表格里逾期未按收费通知缴费的有 {value} 件，“{other.heading}”没有写信息处理费，请补充",
            cells=(cell.id,),
            origins=(report.figures[cell.id].origin,),
        )
