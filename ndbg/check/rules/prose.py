"""X601 to X604, X609 and Y507: numbers and statements of the prose against the tables and against each other."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.prose.figures import CARRIED_OUT, DONE, NEW, RECEIVED, Sum, Sums, alternatives
from ndbg.check.prose.lists.enumerated import enumerated
from ndbg.check.prose.lists.splits import splits
from ndbg.check.prose.paragraphs import Paragraph, Sentence
from ndbg.check.prose.percentages.averages import averages
from ndbg.check.prose.percentages.beside import is_given_beside
from ndbg.check.prose.percentages.changes import Change, changes
from ndbg.check.prose.percentages.named_counts import NamedCount
from ndbg.check.prose.percentages.rates import rates
from ndbg.check.prose.percentages.ratios import ALL, Ratio, Share, is_miswritten, is_possible
from ndbg.check.prose.percentages.shares import shares
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.scene import What
from ndbg.check.prose.sentences import LONGEST_SENTENCE, MOST_NUMBERS, Run
from ndbg.check.prose.slips.missing import breaks_off_behind
from ndbg.check.prose.statements.said import Statement, statements
from ndbg.check.rule import Example, rule
from ndbg.check.rules.counts import Claim, Counts
from ndbg.check.rules.figures import origins
from ndbg.check.subject import Subject
from ndbg.report import Origin, Report

# How many sentences before and behind one may tell what its counts are of: all of a paragraph, but for endless ones.
_NEAR = 12


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
def counts_agree(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each count in the prose that does not agree with the tables."""
    for paragraph in subject.paragraphs:
        if paragraph.unread:
            yield MissingInput(
                what=f"{paragraph.name}第{paragraph.index + 1}段的句号：一句话有 {LONGEST_SENTENCE} 字以上，或者 {MOST_NUMBERS} 个数以上，没有读"
            )
    yield from _counts(subject, {"flow", "way", "outcome", "applicant", "review"})


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
            near = sentences[max(at - _NEAR, 0) : at + _NEAR + 1]
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
            if (split.whole.value, total) == (NEW.value(subject.report), RECEIVED.value(subject.report)):
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
def shares_agree(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each share in the prose that does not follow from its counts."""
    office = subject.office
    earlier: list[NamedCount] = []
    for paragraph in subject.paragraphs:
        for share in shares(paragraph, office, earlier):
            if not is_given_beside(paragraph, share, of_its_part=True):
                yield from _share(subject, paragraph, share)
        yield from _rates(subject, paragraph)
        yield from _averages(paragraph)


def _rates(subject: Subject, paragraph: Paragraph) -> Iterator[Defect | MissingInput]:
    """A defect for each rate that neither the counts beside it nor the tables give."""
    for rate in rates(paragraph, subject.office):
        # Beside a number carried over, 办结率100% is the rate of the cases that were due.
        if is_given_beside(paragraph, rate):
            continue
        if rate.is_told or not (rate.percent == ALL and _states_cases_left(subject)):
            yield from _share(subject, paragraph, rate)


def _averages(paragraph: Paragraph) -> Iterator[Defect]:
    """A defect for each average that its total and number do not give."""
    previous: Run | None = None
    for sentence in paragraph.sentences:
        for average in averages(sentence.run, previous):
            if not average.is_borne_out:
                total, number = average.pairs[0]
                given = f"{total.value.normalize():f} ÷ {number} 是 {total.value / number:.2f}"
                yield _unlike(paragraph, (average.start, average.end), given)
        previous = sentence.run


def _unlike(paragraph: Paragraph, place: tuple[int, int], said: str, actual: Decimal | None = None) -> Defect:
    """A defect of what stands at a place, by what it is unlike to."""
    return Defect(
        message=f"{paragraph.name}写“{paragraph.quote(*place)}”，{said}，请核对",
        origins=(paragraph.origin(*place),),
        actual=actual,
    )


def _ratio(subject: Subject, paragraph: Paragraph, share: Share) -> Iterator[Defect | MissingInput]:
    """A defect where a portion is that of none of its ratios."""
    report = subject.report
    if _is_borne_out(subject, share):
        return
    if missing := _missing(
        report, tuple(item for ratio in share.ratios for item in ratio if isinstance(item, Sum))
    ):
        yield MissingInput(missing)
    elif known := _known(report, share.ratios):
        if share.unsure:
            known = [ratio for ratio in known[: share.unsure] if is_miswritten(share.portion, ratio[0])]
        if not known:
            return
        value, part, whole = known[0]
        yield Defect(
            message=(
                f"{paragraph.name}写“{paragraph.quote(share.start, share.end)}”，"
                f"{_shown(report, part)} ÷ {_shown(report, whole)} 是 {_percent(value)}，请核对"
            ),
            origins=(paragraph.origin(share.start, share.end),),
            expected=Decimal(_percent(value).rstrip("%")),
            actual=share.percent,
        )


def _is_borne_out(subject: Subject, share: Share) -> bool:
    """Whether one of the ratios of a share gives it."""
    tolerance = subject.settings.share
    return any(
        share.portion.fits(value, value, tolerance) for value, _, _ in _known(subject.report, share.ratios)
    )


def _known(report: Report, ratios: Sequence[Ratio]) -> list[tuple[Decimal, Decimal | Sum, Decimal | Sum]]:
    """The ratios whose terms are known, each in per cent with its part and whole; without those above 100 %."""
    return [
        (100 * number / base, part, whole)
        for part, whole in ratios
        if (number := _number(report, part)) is not None
        and (base := _number(report, whole))
        and number <= base
    ]


def _share(subject: Subject, paragraph: Paragraph, rate: Share) -> Iterator[Defect | MissingInput]:
    """A defect where a rate contradicts a statement of the text or the tables, or is no share of whole cases."""
    report = subject.report
    place = (rate.start, rate.end)
    if rate.claim:
        if not _is_borne_out(subject, rate):
            yield _unlike(paragraph, place, f"又写“{paragraph.quote(*rate.claim)}”", rate.percent)
        return
    if missing := _missing(report, tuple(whole for whole in rate.of if isinstance(whole, Sum))):
        yield MissingInput(missing)
        return
    wholes = [_number(report, whole) for whole in (*rate.of, *(whole for _, whole in rate.ratios))]
    if wholes and not any(wholes) and None not in wholes:
        if rate.percent not in (0, ALL):
            yield _unlike(paragraph, place, "表格里没有收到申请", rate.percent)
    elif rate.of and not any(is_possible(rate.portion, whole) for whole in wholes if whole):
        sums = [whole for whole in rate.of if isinstance(whole, Sum)]
        of = alternatives(report, sums) or f"{rate.of[0]} 件"
        yield _unlike(paragraph, place, f"{of}，得不出这个比例", rate.percent)
    else:
        yield from _ratio(subject, paragraph, rate)


def _number(report: Report, item: Decimal | Sum) -> Decimal | None:
    return item.value(report) if isinstance(item, Sum) else item


def _shown(report: Report, item: Decimal | Sum) -> str:
    return f"“{item.name}”{item.value(report)}" if isinstance(item, Sum) else f"{item.normalize():f}"


def _percent(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


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
    loosely = _states_cases_left(subject)
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


def _states_cases_left(subject: Subject) -> bool:
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
def change_agrees(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each stated change that does not follow from the tables of the two years."""
    last = subject.last
    for paragraph in subject.paragraphs:
        runs = [sentence.run for sentence in paragraph.sentences]
        for at, sentence in enumerate(paragraph.sentences):
            for change in changes(sentence, runs[max(at - _NEAR, 0) : at], subject.office):
                if last and change.sums:
                    yield from _change(subject.report, last, paragraph, change)
                elif fault := _fault_by_counts(change):
                    yield _unlike(paragraph, (change.start, change.end), fault)
                elif change.sums:
                    yield MissingInput(what=subject.no_last)


def _fault_by_counts(change: Change) -> str:
    """Why a change follows from no counts beside it, or from no whole number of this year; nothing where it may."""
    if change.is_wrong:
        now, before = change.pairs[0]
        right = change.counted(now.value, before.value, now.unit)
        return f"按这里写的原有 {before.value.normalize():f}、现有 {now.value.normalize():f} 算，应是{right}"
    if change.is_possible or change.base is None:
        return ""
    return f"上年 {change.base.value}，本年是多少都得不出这个比例"


def _change(
    report: Report, last: Report, paragraph: Paragraph, change: Change
) -> Iterator[Defect | MissingInput]:
    """A defect where a change follows from none of the sums that it may be of, in the tables of both years."""
    both = [(s, s.value(report), s.value(last)) for s in change.sums]
    known = [(s, now, before) for s, now, before in both if now is not None and before is not None]
    base = change.base.value if change.base else None
    right_base = base is None or any(base == before for _, _, before in known)
    if right_base and any(change.holds(now, before) for _, now, before in known):
        return
    if len(known) < len(both):
        missing = _missing(report, change.sums)
        yield MissingInput(missing) if missing else MissingInput(last=_missing(last, change.sums))
        return
    # A sum with the count that the text states is the one meant.
    meant = [item for item in known if item[1] == change.stated] or known
    comparable = [(s.name, now, before) for s, now, before in meant if before]
    if comparable:
        quote = paragraph.quote(change.start, change.end)
        name, now, before = comparable[0]
        right = change.counted(now, before)
        if base not in (None, before):
            right = f"较上年的 {before} 件{right}"
        yield Defect(
            message=f"{paragraph.name}写“{quote}”，“{name}”上年 {before}、本年 {now}，应是{right}，请核对",
            cells=tuple(dict.fromkeys(id for sum_ in change.sums for id in sum_.cells)),
            origins=(paragraph.origin(change.start, change.end),),
        )
    elif fault := _fault_by_counts(change):
        yield _unlike(paragraph, (change.start, change.end), fault)
