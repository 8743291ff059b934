"""X601 to X604 and Y507: what the text says in numbers, against the tables and against itself."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ndbg.check.finding import Defect, Lacking, Severity
from ndbg.check.prose.claims import Claim, claims
from ndbg.check.prose.denials import denials
from ndbg.check.prose.percent import Change, Share, changes, rounds_to, shares
from ndbg.check.prose.scope import Office
from ndbg.check.prose.splits import splits
from ndbg.check.prose.subjects import Sum
from ndbg.check.prose.wording import LONGEST_SENTENCE
from ndbg.check.rule import Example, rule
from ndbg.check.rules.figures import origins
from ndbg.check.rules.paragraphs import Paragraph, paragraphs
from ndbg.check.subject import Subject
from ndbg.report import Origin, Report


def _claims(subject: Subject) -> Iterator[tuple[Paragraph, Claim]]:
    office = Office.of(subject.report)
    for paragraph in paragraphs(subject.report):
        for claim in claims(paragraph.text, office):
            yield paragraph, claim


def _value(report: Report, sum_: Sum) -> Decimal | None:
    """What a sum of figures comes to; None where one of them was not read."""
    if _missing(report, [sum_]):
        return None
    more, less = (sum(report.figures[id].value for id in ids) for ids in (sum_.cells, sum_.less))
    return Decimal(more - less)


def _origins(report: Report, paragraph: Paragraph, quote: str, stated: Sum) -> tuple[Origin, ...]:
    """Where the words stand, and the figures that they speak of."""
    cells = (report.form.cells[id] for id in (*stated.cells, *stated.less))
    return (paragraph.origin(quote), *origins(report, cells))


def _missing(report: Report, sums: Iterable[Sum]) -> tuple[str, ...]:
    return tuple(id for s in sums for id in (*s.cells, *s.less) if id not in report.figures)


def _alternatives(report: Report, sums: Iterable[Sum]) -> str:
    """The sums with what they come to: `“本年新收”41，“本年新收＋上年结转”43`."""
    named: dict[Decimal | None, str] = {}
    for sum_ in sums:
        named.setdefault(_value(report, sum_), sum_.name)
    return "，".join(f"“{name}”{value}" for value, name in named.items())


@rule(
    "X601",
    "正文数与表不符",
    Severity.WARNING,
    also=Severity.INFO,
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
    report = subject.report
    for paragraph in paragraphs(report):
        if any(len(part) > LONGEST_SENTENCE for part in re.split("[。！？]", paragraph.text)):
            yield Lacking(
                what=f"{paragraph.name}第{paragraph.index + 1}段的句号：一句话长达 {LONGEST_SENTENCE} 字以上，没有读"
            )
    for paragraph, claim in _claims(subject):
        values = [_value(report, sum_) for sum_ in claim.sums]
        if claim.count.value in values:
            continue
        if None in values:
            yield Lacking(_missing(report, claim.sums))
            continue
        quote = paragraph.written(claim.quote)
        doubt = "" if claim.sure else "；如果说的不是同一回事，可以不改"
        yield Defect(
            message=(
                f"{paragraph.name}写“{quote}”，表格里是：{_alternatives(report, claim.sums)}，请核对{doubt}"
            ),
            cells=claim.sums[0].cells,
            origins=_origins(report, paragraph, quote, claim.sums[0]),
            actual=claim.count.value,
            expected=values[0],
            severity=None if claim.sure else Severity.INFO,
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
    for paragraph in paragraphs(subject.report):
        for split in splits(paragraph.text):
            quote = paragraph.written(split.quote)
            total = sum(part.value for part in split.parts)
            parts = "＋".join(f"{part.value}" for part in split.parts)
            yield Defect(
                message=(
                    f"{paragraph.name}写总数 {split.whole.value} {split.whole.unit}，分项 {parts} 是 {total}，"
                    f"相差 {abs(total - split.whole.value)}：“{quote}”，请核对"
                ),
                origins=(paragraph.origin(quote),),
                expected=total,
                actual=split.whole.value,
                difference=split.whole.value - total,
            )


@rule(
    "X603",
    "占比不符",
    Severity.WARNING,
    what="正文里写的占比和表格里的数、正文自己的数算出来的相差不超过 0.1 个百分点（可以设置）。",
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
    report = subject.report
    for paragraph in paragraphs(report):
        for share in shares(paragraph.text, Office.of(report)):
            yield from _share(subject, paragraph, share)


def _share(subject: Subject, paragraph: Paragraph, share: Share) -> Iterator[Defect | Lacking]:
    report = subject.report
    counted = [
        (100 * part / whole, of, base)
        for of, base in share.ratios
        if (part := _number(report, of)) is not None and (whole := _number(report, base))
    ]
    if any(rounds_to(value, share.percent, subject.settings.share) for value, _, _ in counted):
        return
    sums = [item for ratio in share.ratios for item in ratio if isinstance(item, Sum)]
    if missing := _missing(report, sums):
        yield Lacking(missing)
    elif counted:
        quote = paragraph.written(share.quote)
        value, of, base = counted[0]
        yield Defect(
            message=(
                f"{paragraph.name}写“{quote}”，{_told(report, of)} ÷ {_told(report, base)} 是 {_percent(value)}，请核对"
            ),
            origins=(paragraph.origin(quote),),
            expected=Decimal(_percent(value).rstrip("%")),
            actual=share.percent,
        )


def _number(report: Report, item: Decimal | Sum) -> Decimal | None:
    return _value(report, item) if isinstance(item, Sum) else item


def _told(report: Report, item: Decimal | Sum) -> str:
    return f"“{item.name}”{_value(report, item)}" if isinstance(item, Sum) else f"{item}"


def _percent(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


@rule(
    "X604",
    "正文自相矛盾",
    Severity.WARNING,
    also=Severity.INFO,
    what="正文说全部办结的，没有结转下年度；说没有收到申请、没有复议诉讼、复议诉讼均获维持的，表格里也没有。",
    basis="国办公开办函〔2021〕30号：数据准确，前后一致",
    right=Example("收到的申请均已按期办结（表中结转下年度 0）", prose={"一": "收到的申请均已按期办结。"}),
    wrong=Example(
        "全年未发生行政复议（表中行政复议总计 2）",
        figures={"review.reconsideration.total": 2},
        prose={"一": "全年未发生行政复议。"},
    ),
)
def no_contradiction(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect for each statement in words that the tables contradict."""
    report = subject.report
    for paragraph in paragraphs(report):
        for denial in denials(paragraph.text, Office.of(report)):
            quote = paragraph.written(denial.quote)
            value = _value(report, denial.none)
            if value is None:
                yield Lacking(_missing(report, [denial.none]))
            elif value:
                yield Defect(
                    message=f"{paragraph.name}写“{quote}”，表格里“{denial.none.name}”是 {value}，请核对",
                    cells=denial.none.cells,
                    origins=_origins(report, paragraph, quote, denial.none),
                    expected=0,
                    actual=value,
                    severity=None if denial.sure else Severity.INFO,
                )


@rule(
    "Y507",
    "同比表述不符",
    Severity.WARNING,
    what="正文里写的同比增长、下降，和两年的表格算出来的一致（按所写的小数位四舍五入）。",
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
    for paragraph in paragraphs(subject.report):
        for change in changes(paragraph.text, Office.of(subject.report)):
            if subject.last is None:
                yield Lacking(what=subject.no_last)
            else:
                yield from _change(subject.report, subject.last, paragraph, change)


def _change(report: Report, last: Report, paragraph: Paragraph, change: Change) -> Iterator[Defect | Lacking]:
    both = [(s, _value(report, s), _value(last, s)) for s in change.sums]
    counted = [(s, now, before) for s, now, before in both if now is not None and before is not None]
    right_base = change.base is None or any(change.base == before for _, _, before in counted)
    if right_base and any(change.holds(now, before) for _, now, before in counted):
        return
    if len(counted) < len(both):
        if missing := _missing(report, change.sums):
            yield Lacking(missing)
        else:
            yield Lacking(what=f"上年报告的“{change.sums[0].name}”")
        return
    # The sum that the text states is the one meant, where it states one.
    meant = [item for item in counted if item[1] == change.stated] or counted
    told = [(s.name, before, now, change.counted(now, before)) for s, now, before in meant if before]
    if told:
        quote = paragraph.written(change.quote)
        name, before, now, counted_as = told[0]
        if change.base not in (None, before):
            counted_as = f"较上年的 {before} 件{counted_as}"
        yield Defect(
            message=f"{paragraph.name}写“{quote}”，“{name}”上年 {before}、本年 {now}，应是{counted_as}，请核对",
            cells=tuple(dict.fromkeys(id for sum_ in change.sums for id in sum_.cells)),
            origins=(paragraph.origin(quote),),
            actual=change.value,
        )
