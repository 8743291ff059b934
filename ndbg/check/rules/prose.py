"""X601 to X604, X609 and Y507: what the text says in numbers and in words, against the tables and itself."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ndbg.check.defect import Defect, Lacking, Severity
from ndbg.check.prose.figures import CARRIED_OUT, DONE, Sum, Sums, alternatives
from ndbg.check.prose.lists.splits import splits
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.percentages.changes import Change, changes, rounds_to
from ndbg.check.prose.percentages.partitions import partitions
from ndbg.check.prose.percentages.rates import ALL, Rate, is_possible, rates
from ndbg.check.prose.percentages.shares import Ratio, shares
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import What
from ndbg.check.prose.sentences import LONGEST_SENTENCE
from ndbg.check.prose.statements.said import statements
from ndbg.check.prose.tokens import Number
from ndbg.check.rule import Example, rule
from ndbg.check.rules.counts import Counts
from ndbg.check.rules.figures import origins
from ndbg.check.subject import Subject
from ndbg.report import Origin, Report


def _sentences(subject: Subject) -> Iterator[tuple[Paragraph, Sentence]]:
    for paragraph in subject.paragraphs:
        for sentence in paragraph.sentences:
            yield paragraph, sentence


def _origins(report: Report, paragraph: Paragraph, start: int, end: int, stated: Sum) -> tuple[Origin, ...]:
    """Where the words stand, and the figures that they speak of."""
    cells = (report.form.cells[id] for id in (*stated.cells, *stated.less))
    return (paragraph.origin(start, end), *origins(report, cells))


def _missing(report: Report, sums: Sums) -> tuple[str, ...]:
    return tuple(id for s in sums for id in s.missing(report))


@rule(
    "X601",
    "正文数与表不符",
    Severity.WARNING,
    what="正文里写的件数（新收、受理、结转、办结、各种办理结果、申请人、行政复议、行政诉讼）是表格里有的数，或者表格里几个数之和。",
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
def counts_agree(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect for each count in the prose that the tables cannot give."""
    for paragraph in subject.paragraphs:
        if paragraph.unread:
            yield Lacking(
                what=f"{paragraph.name}第{paragraph.index + 1}段的句号：一句话长达 {LONGEST_SENTENCE} 字以上，没有读"
            )
    yield from _counts(subject, {"flow", "way", "outcome", "applicant", "review"})


def _counts(subject: Subject, wanted: set[str]) -> Iterator[Defect | Lacking]:
    """Counts of these kinds that the tables cannot give, neither one by one nor together."""
    report = subject.report
    for paragraph, sentence in _sentences(subject):
        for claim in Counts(report, sentence, wanted).disagreeing() if sentence.quantities else ():
            if missing := _missing(report, claim.what.sums):
                yield Lacking(missing)
            else:
                yield _differs(report, paragraph, claim.quantity, claim.what)


def _differs(report: Report, paragraph: Paragraph, quantity: Quantity, what: What) -> Defect:
    start, end = paragraph.told_apart(quantity.start, quantity.end)
    meant = max(what.sums, key=lambda s: s.value(report) or 0) if what.at_most else what.sums[0]
    told = f"表格里是：{alternatives(report, what.sums)}"
    if what.at_most:
        told = f"按表格最多是{alternatives(report, [meant])}"
    return Defect(
        message=f"{paragraph.name}写“{paragraph.quote(start, end)}”，{told}，请核对",
        cells=meant.cells,
        origins=_origins(report, paragraph, start, end, meant),
        actual=quantity.number.value,
        expected=None if what.at_most else meant.value(report),
    )


@rule(
    "X602",
    "分项之和与总数不符",
    Severity.WARNING,
    what="正文里“共多少件（甲多少件、乙多少件）”“其中，……”列全了的，各项之和等于总数。",
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
    for paragraph, sentence in _sentences(subject):
        for split in splits(sentence):
            quote = paragraph.quote(split.start, split.end)
            total = sum(part.value for part in split.parts)
            left = split.whole.value - total, total
            if split.outcomes and left == (CARRIED_OUT.value(subject.report), DONE.value(subject.report)):
                continue  # of those received, what became of the ones that do not go over to the next year
            parts = "＋".join(f"{part.value}" for part in split.parts)
            whole = split.whole
            said = f"分项 {parts} 是 {total}，相差 {abs(total - whole.value)}"
            if split.over:
                said = f"其中一项 {split.over.value} 比总数还多 {split.over.value - whole.value}"
            yield Defect(
                message=f"{paragraph.name}写总数 {whole.value} {whole.unit}，{said}：“{quote}”，请核对",
                origins=(paragraph.origin(split.start, split.end),),
                expected=total,
                actual=whole.value,
                difference=whole.value - total,
            )


@rule(
    "X603",
    "占比不符",
    Severity.WARNING,
    what="正文里写的占比、办结率和表格里的数、正文自己的数算出来的相差不超过 0.1 个百分点（可以设置），不和“均按时办结”一类的话矛盾。",
    basis="国办公开办函〔2021〕30号：数据准确，前后一致",
    right=Example(
        "自然人申请741件，占全部749件的98.9%", prose={"一": "自然人申请741件，占全部749件的98.9%。"}
    ),
    wrong=Example(
        "自然人申请741件，占全部749件的96.9%", prose={"一": "自然人申请741件，占全部749件的96.9%。"}
    ),
)
def shares_agree(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect for each share in the prose that does not follow from its counts."""
    office = subject.office
    earlier: dict[str, list[Number]] = {}
    for paragraph in subject.paragraphs:
        for share in shares(paragraph, office, earlier.setdefault(paragraph.section, [])):
            yield from _ratio(subject, paragraph, (share.start, share.end), share.percent, share.ratios)
        for listed in partitions(paragraph):
            quote = paragraph.quote(listed.start, listed.end)
            yield Defect(
                message=f"{paragraph.name}写的各项占比加起来是 {listed.total}%，超过 100%：“{quote}”，请核对",
                origins=(paragraph.origin(listed.start, listed.end),),
                actual=listed.total,
            )
        for rate in rates(paragraph, office):
            # Where some are left, a rate of all is only that of those that were due.
            if not (rate.percent == ALL and _says_that_some_are_left(subject)):
                yield from _rate(subject, paragraph, rate)


def _ratio(
    subject: Subject, paragraph: Paragraph, place: tuple[int, int], percent: Decimal, ratios: Sequence[Ratio]
) -> Iterator[Defect | Lacking]:
    """A defect where none of some ratios gives a percentage."""
    report = subject.report
    counted = _counted(report, ratios)
    if any(rounds_to(value, percent, subject.settings.share) for value, _, _ in counted):
        return
    if missing := _missing(
        report, tuple(item for ratio in ratios for item in ratio if isinstance(item, Sum))
    ):
        yield Lacking(missing)
    elif counted:
        value, of, base = counted[0]
        yield Defect(
            message=(
                f"{paragraph.name}写“{paragraph.quote(*place)}”，"
                f"{_told(report, of)} ÷ {_told(report, base)} 是 {_percent(value)}，请核对"
            ),
            origins=(paragraph.origin(*place),),
            expected=Decimal(_percent(value).rstrip("%")),
            actual=percent,
        )


def _counted(report: Report, ratios: Sequence[Ratio]) -> list[tuple[Decimal, Decimal | Sum, Decimal | Sum]]:
    """The ratios that can be counted, in per cent, each with its part and its whole."""
    return [
        (100 * part / whole, of, base)
        for of, base in ratios
        if (part := _number(report, of)) is not None and (whole := _number(report, base)) and part <= whole
    ]


def _rate(subject: Subject, paragraph: Paragraph, rate: Rate) -> Iterator[Defect | Lacking]:
    """A defect where a rate is not what the text says of all, nor what the tables give, nor a share of whole cases."""
    report = subject.report
    place = (rate.start, rate.end)
    if rate.claim:
        right = (value for value, _, _ in _counted(report, rate.ratios))
        if not any(rounds_to(value, rate.percent, subject.settings.share) for value in right):
            yield _contradicts(paragraph, place, f"又写“{paragraph.quote(*rate.claim)}”", rate.percent)
        return
    if missing := _missing(report, tuple(whole for whole in rate.of if isinstance(whole, Sum))):
        yield Lacking(missing)
        return
    wholes = [_number(report, whole) for whole in (*rate.of, *(whole for _, whole in rate.ratios))]
    if wholes and not any(wholes) and None not in wholes:
        if rate.percent not in (0, ALL):
            yield _contradicts(paragraph, place, "表格里没有收到申请", rate.percent)
    elif rate.of and not any(is_possible(rate.percent, whole) for whole in wholes if whole):
        sums = [whole for whole in rate.of if isinstance(whole, Sum)]
        of = alternatives(report, sums) or f"{rate.of[0]} 件"
        yield _contradicts(paragraph, place, f"{of}，得不出这个比例", rate.percent)
    else:
        yield from _ratio(subject, paragraph, place, rate.percent, rate.ratios)


def _contradicts(paragraph: Paragraph, place: tuple[int, int], said: str, percent: Decimal) -> Defect:
    return Defect(
        message=f"{paragraph.name}写“{paragraph.quote(*place)}”，{said}，请核对",
        origins=(paragraph.origin(*place),),
        actual=percent,
    )


def _number(report: Report, item: Decimal | Sum) -> Decimal | None:
    return item.value(report) if isinstance(item, Sum) else item


def _told(report: Report, item: Decimal | Sum) -> str:
    return f"“{item.name}”{item.value(report)}" if isinstance(item, Sum) else f"{item}"


def _percent(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


@rule(
    "X604",
    "正文自相矛盾",
    Severity.WARNING,
    what="正文说全部办结的，没有结转下年度；说没有收到申请、没有复议诉讼、申请人均为自然人、复议诉讼均获维持的，表格里没有别的，也不是一件没有；说没有全部办结、上年结转已办结、存在复议诉讼的，表格里有。",
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
def no_contradiction(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect for each statement in words that the tables contradict."""
    report = subject.report
    office = subject.office
    said: set[tuple[int, tuple[str, ...]]] = set()
    # A text that gives the number carried over as well has only put it loosely that all is done.
    loosely = _says_that_some_are_left(subject)
    for paragraph, sentence in _sentences(subject):
        for statement in statements(sentence, office, loosely=loosely):
            if statement.given and statement.given[0].value(report) != statement.given[1]:
                continue
            # 行政复议均获维持: there is none that ended otherwise, and there is one.
            for stated, holds in ((statement.none, False), (statement.some, True)):
                value = stated.value(report) if stated else None
                if stated and value is None:
                    yield Lacking(_missing(report, (stated,)))
                elif stated and bool(value) is not holds and (id(paragraph), stated.cells) not in said:
                    said.add((id(paragraph), stated.cells))
                    start, end = paragraph.told_apart(statement.start, statement.end)
                    quote = paragraph.quote(start, end)
                    yield Defect(
                        message=f"{paragraph.name}写“{quote}”，表格里“{stated.name}”是 {value}，请核对",
                        cells=stated.cells,
                        origins=_origins(report, paragraph, start, end, stated),
                        expected=None if holds else 0,
                        actual=value,
                    )


def _says_that_some_are_left(subject: Subject) -> bool:
    """Whether a text gives a number carried over, or fewer that were handled than came in."""
    sentences = [s for paragraph in subject.paragraphs for s in paragraph.sentences]
    told = [(q.what, q.number.value) for s in sentences for q in s.quantities if q.what and q.own]
    if any(what.sums[:1] == (CARRIED_OUT,) and value for what, value in told):
        return True
    done = [value for what, value in told if what.name == "done"]
    return bool(done) and min(done) < max(
        (value for what, value in told if what.name == "new"), default=Decimal(0)
    )


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
def second_table_agrees(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect for each count of documents, decisions or charges that is not the one of table two."""
    yield from _counts(subject, {"document", "decision"})


@rule(
    "Y507",
    "同比表述不符",
    Severity.WARNING,
    what="正文里写的同比增长、下降，和两年的表格算出来的一致（按所写的小数位四舍五入）；没有上年表格的，和正文自己写的件数算出来的一致。",
    basis="国办公开办函〔2021〕30号：数据准确，前后一致",
    right=Example(
        "收到申请3646件，同比增长1.08%（上年 3607 件）",
        figures={"requests.new.total": 3646},
        last={"requests.new.total": 3607},
        prose={"一": "收到申请3646件，同比增长1.08%。"},
    ),
    wrong=Example(
        "收到申请3646件，同比增长1.05%（上年 3607 件）",
        figures={"requests.new.total": 3646},
        last={"requests.new.total": 3607},
        prose={"一": "收到申请3646件，同比增长1.05%。"},
    ),
)
def change_agrees(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect for each stated change that does not follow from the tables of the two years."""
    office = subject.office
    for paragraph, sentence in _sentences(subject):
        for change in changes(sentence, office):
            if subject.last and change.sums:
                yield from _change(subject.report, subject.last, paragraph, change)
            elif defect := _change_in_itself(paragraph, change):
                yield defect
            elif change.sums:
                yield Lacking(what=subject.no_last)


def _change_in_itself(paragraph: Paragraph, change: Change) -> Defect | None:
    """The defect of a change that the counts beside it do not give, or that no whole number of last year gives."""
    quote = paragraph.quote(change.start, change.end)
    if change.told and not any(change.holds(now, before) for now, before in change.told):
        now, before = change.told[0]
        said = f"按这里写的上年 {before}、本年 {now} 算，应是{change.counted(now, before)}"
    elif not change.told and change.of is not None and not change.is_possible(change.of):
        said = f"本年 {change.of}，上年是多少件都得不出这个比例"
    else:
        return None
    return Defect(
        message=f"{paragraph.name}写“{quote}”，{said}，请核对",
        origins=(paragraph.origin(change.start, change.end),),
        actual=change.value,
    )


def _change(report: Report, last: Report, paragraph: Paragraph, change: Change) -> Iterator[Defect | Lacking]:
    both = [(s, s.value(report), s.value(last)) for s in change.sums]
    counted = [(s, now, before) for s, now, before in both if now is not None and before is not None]
    right_base = change.base is None or any(change.base == before for _, _, before in counted)
    if right_base and any(change.holds(now, before) for _, now, before in counted):
        return
    if len(counted) < len(both):
        if missing := _missing(report, change.sums):
            yield Lacking(missing)
        else:
            yield Lacking(last=_missing(last, change.sums))
        return
    # The sum that the text states is the one meant, where it states one.
    meant = [item for item in counted if item[1] == change.stated] or counted
    told = [(s.name, before, now, change.counted(now, before)) for s, now, before in meant if before]
    if told:
        quote = paragraph.quote(change.start, change.end)
        name, before, now, counted_as = told[0]
        if change.base not in (None, before):
            counted_as = f"较上年的 {before} 件{counted_as}"
        yield Defect(
            message=f"{paragraph.name}写“{quote}”，“{name}”上年 {before}、本年 {now}，应是{counted_as}，请核对",
            cells=tuple(dict.fromkeys(id for sum_ in change.sums for id in sum_.cells)),
            origins=(paragraph.origin(change.start, change.end),),
            actual=change.value,
        )
