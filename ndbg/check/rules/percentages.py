"""X603 and Y507: the percentages and changes of the prose against the tables of both years and the numbers of the text."""

from collections.abc import Iterator, Sequence

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.percentages.changes import changes
from ndbg.check.prose.percentages.claims import Claim, Fault, Ratio, change_fault, share_fault
from ndbg.check.prose.percentages.counted import NamedCount
from ndbg.check.prose.percentages.portions import ALL, Amount, amounts
from ndbg.check.prose.percentages.rates import rates
from ndbg.check.prose.percentages.shares import shares
from ndbg.check.rule import Example, rule
from ndbg.check.rules.prose import NEAR, states_cases_left
from ndbg.check.subject import Subject


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
    """A defect for each share or rate in the prose that does not follow from its counts."""
    earlier: list[NamedCount] = []
    for paragraph in subject.paragraphs:
        for claim in shares(paragraph, subject.office, earlier):
            yield from _share(subject, paragraph, claim, claim.ratios[:1])
        for rate in rates(paragraph, subject.office):
            # Beside a number carried over, 办结率100% is the rate of the cases that were due.
            if not (rate.portion.value == ALL and states_cases_left(subject)):
                yield from _share(subject, paragraph, rate)


def _share(
    subject: Subject, paragraph: Paragraph, claim: Claim, likely: Sequence[Ratio] = ()
) -> Iterator[Defect | MissingInput]:
    """What is wrong with a share or a rate that no counts beside it give."""
    fault = share_fault(claim, subject.report, subject.settings.share)
    if fault and not _is_given_beside(paragraph, claim, likely):
        yield from _told(paragraph, claim, fault)


def _is_given_beside(paragraph: Paragraph, claim: Claim, likely: Sequence[Ratio] = ()) -> bool:
    """Whether two counts of its sentence or of the one before give the percentage stated, also in brackets: 31.5%（73件中23件）.

    The first is the part of the ratio that is `likely`, if there is one. They say nothing of whole percentages, which two counts give by chance.
    """
    if claim.portion.how != "of" or not claim.portion.places or claim.said:
        return False
    at = next((i for i, s in enumerate(paragraph.sentences) if s.run.place[1] >= claim.end), 0)
    near = [s.run for s in paragraph.sentences[max(at - 1, 0) : at + 1]]
    runs = (*near, *(aside for _, aside in near[-1].asides))
    values = {a.value for run in runs for a in amounts(run) if a.unit != "%" and a.exact}
    own = {part.value for part, _ in likely if isinstance(part, Amount)} if likely else values
    return any(claim.portion.is_of(part, whole) for part in values & own for whole in values)


def _told(paragraph: Paragraph, claim: Claim, fault: Fault | None) -> Iterator[Defect | MissingInput]:
    """A fault of a claim as a defect of what stands there."""
    if fault and (fault.missing or fault.missing_last):
        yield MissingInput(fault.missing, last=fault.missing_last)
    elif fault:
        why = fault.why or (claim.said and f"又写“{paragraph.quote(*claim.said)}”")
        yield Defect(
            message=f"{paragraph.name}写“{paragraph.quote(claim.start, claim.end)}”，{why}，请核对",
            cells=fault.cells,
            origins=(paragraph.origin(claim.start, claim.end),),
            expected=fault.right,
            actual=None if claim.down is not None else claim.portion.value,
        )


_NOW, _BEFORE = {"requests.new.total": 3646}, {"requests.new.total": 3607}


@rule(
    "Y507",
    "同比表述不符",
    Severity.WARNING,
    what="正文里写的同比增长、下降，和两年的表格算出来的一致（按所写的小数位四舍五入）；没有上年表格的、表格里没有的，和正文自己写的件数算出来的一致。",
    basis="国办公开办函〔2021〕30号：数据准确，前后一致",
    right=Example(
        "收到申请3646件，同比增长1.08%（上年 3607 件）",
        figures=_NOW,
        last=_BEFORE,
        prose={"一": "收到申请3646件，同比增长1.08%。"},
    ),
    wrong=Example(
        "收到申请3646件，同比增长1.05%（上年 3607 件）",
        figures=_NOW,
        last=_BEFORE,
        prose={"一": "收到申请3646件，同比增长1.05%。"},
    ),
)
def change_agrees(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each stated change that follows neither from the tables of the two years nor from the counts beside it."""
    for paragraph in subject.paragraphs:
        runs = [sentence.run for sentence in paragraph.sentences]
        for at, sentence in enumerate(paragraph.sentences):
            for claim in changes(sentence, runs[max(at - NEAR, 0) : at], subject.office):
                fault = change_fault(claim, subject.report, subject.last)
                yield from _told(paragraph, claim, fault)
                if claim.sums and not (subject.last or fault):
                    yield MissingInput(what=subject.no_last)
