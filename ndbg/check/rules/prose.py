"""X601, X602, X604 and X609: numbers and statements of the prose against the tables and against each other."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.prose.figures import CARRIED_OUT, DONE, NEW, RECEIVED, Sum, Sums, alternatives
from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.lists.enumerated import enumerated
from ndbg.check.prose.lists.splits import splits
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import What, kinds, meant
from ndbg.check.prose.sentences import LONGEST_SENTENCE, MOST_NUMBERS, clause_start
from ndbg.check.prose.slips.missing import breaks_off_behind
from ndbg.check.prose.statements.said import Statement, statements
from ndbg.check.rule import Example, rule
from ndbg.check.rules.counts import Claim, Counts
from ndbg.check.rules.figures import origins
from ndbg.check.subject import Subject
from ndbg.report import Origin, Report

# How many sentences before and behind one may tell what its counts are of: all of a paragraph, but for endless ones.
NEAR = 12


def _sentences(subject: Subject) -> Iterator[tuple[Paragraph, Sentence]]:
    for paragraph in subject.paragraphs:
        for sentence in paragraph.sentences:
            yield paragraph, sentence


def _origins(report: Report, paragraph: Paragraph, start: int, end: int, stated: Sum) -> tuple[Origin, ...]:
    """The origins of a part of a paragraph and of the figures in a sum."""
    cells = (report.form.cells[id] for id in (*stated.cells, *stated.less))
    return (paragraph.origin(start, end), *origins(report, cells))


def _missing(report: Report, sums: Sums) -> tuple[str, ...]:
    return tuple(id for s in sums for id in s.missing(report))


@rule(
    "X601",
    "正文数与表不符",
    Severity.WARNING,
    what="正文里写的件数（新收、受理、结转、办结、各种办理结果、申请人、行政复议、行政诉讼）是表格里有的数，或者表格里几个数之和；写上年收到多少件的，是上年表格里的数。",
    basis="国办公开办函〔2021〕30号：数据准确，前后一致",
    right=Example(
        "新收政府信息公开申请34件，加上年结转2件，共办理36件（表中新收 34、上年结转 2）",
        figures={"requests.new.total": 34, "requests.carried_in.total": 2},
        prose={"一": "新收政府信息公开申请34件，加上年结转2件，共办理36件。"},
    ),
    wrong=Example(
        "新收政府信息公开申请35件（表中新收 34、上年结转 2）",
        figures={"requests.new.total": 34, "requests.carried_in.total": 2},
        prose={"一": "新收政府信息公开申请35件。"},
    ),
)
def counts_agree(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each count in the prose that does not agree with the tables."""
    for paragraph in subject.paragraphs:
        if paragraph.unread:
            yield MissingInput(
                what=f"{paragraph.name}第{paragraph.index + 1}段的句号：一句话有 {LONGEST_SENTENCE} 字以上，或者 {MOST_NUMBERS} 个数以上，没有读"
            )
    yield from _counts(subject, {"flow", "way", "outcome", "applicant", "review"})
    if subject.last:
        yield from _counts_of_last_year(subject, subject.last)


def _counts_of_last_year(subject: Subject, last: Report) -> Iterator[Defect]:
    """A defect for each count of applications or reviews that a clause tells of last year, and that last year's tables do not have."""
    for paragraph, sentence in _sentences(subject):
        for quantity in sentence.quantities:
            what = quantity.what if _is_of_year(quantity, last.year) else None
            if what is None or what.kind not in ("flow", "review") or what.unsure or what.at_most:
                continue
            known = [value for s in what.sums if (value := s.value(last)) is not None]
            if len(known) == len(what.sums) and not any(map(quantity.number.fits, known)):
                start, end = paragraph.told_apart(quantity.start, quantity.end)
                of_table = f"上年的表格里是：{alternatives(last, what.sums)}"
                yield Defect(
                    message=f"{paragraph.name}写“{paragraph.quote(start, end)}”，{of_table}，请核对",
                    origins=(paragraph.origin(start, end),),
                    actual=quantity.number.value,
                    expected=known[0],
                )


def _is_of_year(quantity: Quantity, year: int) -> bool:
    """Whether a count is the office's of all of another year than the report's, which its clause names: 2023年收到9件 in the report of 2024.

    2023年收到的9件 and 2023年底收到9件 are some of them.
    """
    tokens = quantity.run.tokens
    clause = tokens[clause_start(tokens, quantity.at) : quantity.at]
    named = quantity.own and not quantity.now and meant(clause, "year") == [f"{year}"]
    some = set(meant(clause, "plain")) - {"", "by"} or any(quantity.run.word(t)[-1] in _ENDS for t in clause)
    return named and quantity.number.exact and not some and kinds(clause) <= _OF_A_YEAR


_ENDS = "底末初前"
_OF_A_YEAR = {"year", "plain", "own", "sum", "receive", "answer", "caused", "happen", "review", *REQUESTS}


def _counts(subject: Subject, wanted: set[str]) -> Iterator[Defect | MissingInput]:
    """A defect for each count of some kinds that does not agree with the tables, alone or with others."""
    report = subject.report
    for paragraph in subject.paragraphs:
        for claim in _disagreeing(report, paragraph.sentences, wanted):
            if missing := _missing(report, claim.what.sums):
                yield MissingInput(missing)
            else:
                yield _differs(report, paragraph, claim.quantity, claim.what)


def _disagreeing(report: Report, sentences: Sequence[Sentence], wanted: set[str]) -> Iterator[Claim]:
    for at, sentence in enumerate(sentences):
        if sentence.quantities:
            near = sentences[max(at - NEAR, 0) : at + NEAR + 1]
            yield from Counts(report, sentence, wanted, near).disagreeing()


def _differs(report: Report, paragraph: Paragraph, quantity: Quantity, what: What) -> Defect:
    start, end = paragraph.told_apart(quantity.start, quantity.end)
    meant = max(what.sums, key=lambda s: s.value(report) or 0) if what.at_most else what.sums[0]
    of_table = f"表格里是：{alternatives(report, what.sums)}"
    if what.at_most:
        of_table = f"按表格最多是{alternatives(report, [meant])}"
    return Defect(
        message=f"{paragraph.name}写“{paragraph.quote(start, end)}”，{of_table}，请核对",
        cells=meant.cells,
        origins=_origins(report, paragraph, start, end, meant),
        actual=quantity.number.value,
        expected=None if what.at_most else meant.value(report),
    )


@rule(
    "X602",
    "分项之和与总数不符",
    Severity.WARNING,
    what="正文里“共多少件（甲多少件、乙多少件）”“其中，……”列全了的，各项之和等于总数；一一列出名称的，和所写的个数一样多。",
    basis="国办公开办函〔2021〕30号：数据准确，前后一致",
    right=Example(
        "收到申请8件，其中自然人6件、法人或其他组织2件",
        prose={"一": "收到申请8件，其中自然人6件、法人或其他组织2件。"},
    ),
    wrong=Example(
        "收到申请8件，其中自然人6件、法人或其他组织1件",
        prose={"一": "收到申请8件，其中自然人6件、法人或其他组织1件。"},
    ),
)
def parts_add_up(subject: Subject) -> Iterator[Defect]:
    """A defect for each list in the prose that does not add up to its total."""
    for paragraph in subject.paragraphs:
        for split in splits(paragraph):
            if breaks_off_behind(paragraph, split.end):
                continue
            quote = paragraph.quote(split.start, split.end)
            total = sum(part.value for part in split.parts)
            came = [whole.value(subject.report) for whole in (NEW, RECEIVED)]
            if split.outcomes and total == DONE.value(subject.report) and split.whole.value in came:
                continue  # outcomes of all that came in but those carried over to the next year
            with_carried = (NEW.value(subject.report), RECEIVED.value(subject.report))
            if (split.whole.value, total) == with_carried and not split.ways:
                continue  # 收到46件，44件办结，7件结转: what came over from last year is among the parts
            parts = "＋".join(f"{part.value}" for part in split.parts)
            whole = split.whole
            fault = f"分项 {parts} 是 {total}，相差 {abs(total - whole.value)}"
            if split.over:
                fault = f"其中一项 {split.over.value} 比总数还多 {split.over.value - whole.value}"
            yield Defect(
                message=f"{paragraph.name}写总数 {whole.value} {whole.unit}，{fault}：“{quote}”，请核对",
                origins=(paragraph.origin(split.start, split.end),),
                expected=total,
                actual=whole.value,
                difference=whole.value - total,
            )
        for listed in (one for sentence in paragraph.sentences for one in enumerated(sentence.run)):
            stated = listed.stated
            yield Defect(
                message=f"{paragraph.name}写 {stated.value} {stated.unit}，列出的是 {listed.named} {stated.unit}：“{paragraph.quote(listed.start, listed.end)}”，请核对",
                origins=(paragraph.origin(listed.start, listed.end),),
                expected=listed.named,
                actual=stated.value,
                difference=stated.value - listed.named,
            )


@rule(
    "X604",
    "正文自相矛盾",
    Severity.WARNING,
    what="正文说全部办结的，没有结转下年度；说没有收到申请、没有复议诉讼、申请人均为自然人、复议诉讼均获维持的，表格里没有别的，也不是一件没有；说没有全部办结、有结转下年度的，表格里有。",
    basis="国办公开办函〔2021〕30号：数据准确，前后一致",
    right=Example(
        "收到的申请均已按期办结（表中结转下年度 0）",
        figures={"requests.new.total": 3},
        prose={"一": "收到的申请均已按期办结。"},
    ),
    wrong=Example(
        "全年未发生行政复议（表中行政复议总计 2）",
        figures={"review.reconsideration.total": 2},
        prose={"一": "全年未发生行政复议。"},
    ),
)
def no_contradiction(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each statement in words that the tables contradict."""
    report = subject.report
    office = subject.office
    reported: set[tuple[int, tuple[str, ...]]] = set()
    # Beside a number carried over, 全部办结 is only loosely worded.
    loosely = states_cases_left(subject)
    for paragraph, sentence in _sentences(subject):
        reported_here: list[Statement] = []
        for statement in statements(sentence, office, loosely=loosely):
            for stated, value, positive in _contradicted(report, statement):
                if value is None:
                    yield MissingInput(_missing(report, (stated,)))
                elif (id(paragraph), stated.cells) in reported or any(map(statement.follows, reported_here)):
                    reported_here.append(statement)
                else:
                    reported.add((id(paragraph), stated.cells))
                    reported_here.append(statement)
                    start, end = paragraph.told_apart(statement.start, statement.end)
                    quote = paragraph.quote(start, end)
                    yield Defect(
                        message=f"{paragraph.name}写“{quote}”，表格里“{stated.name}”是 {value}，请核对",
                        cells=stated.cells,
                        origins=_origins(report, paragraph, start, end, stated),
                        expected=None if positive else 0,
                        actual=value,
                    )


def _contradicted(report: Report, statement: Statement) -> Iterator[tuple[Sum, Decimal | None, bool]]:
    """What the tables hold otherwise than a statement says, with its value and whether there must be some.

    行政复议均获维持: there is none that ended otherwise, and there is one. The value is None where it was not read.
    """
    if not all(number in [s.value(report) for s in sums] for sums, number in statement.given):
        return
    for stated, positive in ((statement.none, False), (statement.some, True)):
        value = stated.value(report) if stated else None
        least = statement.least if positive else 1
        if stated and (value is None or (value >= least) is not positive):
            yield stated, value, positive


def states_cases_left(subject: Subject) -> bool:
    """Whether the text states a number carried over, or fewer cases handled than received."""
    sentences = [s for paragraph in subject.paragraphs for s in paragraph.sentences]
    counts = [(q.what, q.number.value) for s in sentences for q in s.quantities if q.what and q.own]
    if any(what.sums[:1] == (CARRIED_OUT,) and value for what, value in counts):
        return True
    done = [value for what, value in counts if what.name == "done"]
    received = (value for what, value in counts if what.name == "new")
    return bool(done) and min(done) < max(received, default=Decimal(0))


@rule(
    "X609",
    "正文与第二部分不符",
    Severity.WARNING,
    what="正文里写的规章、行政规范性文件（制发、废止、现行有效），行政许可、行政处罚、行政强制决定的件数，行政事业性收费的金额，和第二部分表格里的一致。",
    basis="国办公开办函〔2021〕30号：数据准确，前后一致",
    right=Example(
        "全年制发行政规范性文件4件，废止1件（表中制发 4、废止 1）",
        figures={
            "disclosure.normative_documents.issued": 4,
            "disclosure.normative_documents.repealed": 1,
            "disclosure.normative_documents.in_force": 9,
        },
        prose={"一": "全年制发行政规范性文件4件，废止1件。"},
    ),
    wrong=Example(
        "全年制发行政规范性文件5件（表中制发 4）",
        figures={"disclosure.normative_documents.issued": 4, "disclosure.normative_documents.in_force": 9},
        prose={"一": "全年制发行政规范性文件5件。"},
    ),
)
def second_table_agrees(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each count of documents or decisions, or amount of charges, that is not that of table two."""
    yield from _counts(subject, {"document", "decision"})
