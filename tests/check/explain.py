"""How a text is read by the rules on prose: `python -m tests.check.explain 新收申请12件 requests.new.total=13`.

Tells of each sentence its tokens with kind and meaning, what each number counts and against which sums of the
report it is held, its lists, shares, rates, changes and statements, and what the rules then say. For a number that
counts nothing known it tells what the text was about there and which words beside it are not understood. Figures
that are not given are 0; `--year` and `--agency` are those of the report, `--section` that of the text (一).
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from ndbg.check import check
from ndbg.check.prose.lists.listed import lists
from ndbg.check.prose.office import Office
from ndbg.check.prose.paragraphs import Paragraph, Sentence, paragraphs
from ndbg.check.prose.percentages.changes import changes
from ndbg.check.prose.percentages.claims import Claim
from ndbg.check.prose.percentages.rates import rates
from ndbg.check.prose.percentages.shares import shares
from ndbg.check.prose.quantities.quantity import Quantity
from ndbg.check.prose.sentences import Run, phrases
from ndbg.check.prose.statements.said import statements
from ndbg.check.prose.tokens import Token
from ndbg.report import Figure, Report
from tests.official import FORM_2021, office_report

_NOT_UNDERSTOOD = ("other", "figure", "name")


def explained(report: Report) -> Iterator[str]:
    """Line by line how the prose of a report is read, and what is found in it."""
    office = Office.of(report)
    for paragraph in paragraphs(report, office):
        runs = [sentence.run for sentence in paragraph.sentences]
        for at, sentence in enumerate(paragraph.sentences):
            yield f"句  {_written(sentence.run)}"
            yield f"    词：{' '.join(_token(sentence.run, t) for t in sentence.run.tokens)}"
            for quantity in sentence.quantities:
                yield f"    数：{_quantity(report, quantity)}"
            yield from _of_sentence(report, office, paragraph, sentence, runs[:at])
        for rate in rates(paragraph, office):
            yield f"    率：{paragraph.quote(rate.start, rate.end)}{_may_be(rate)}"
        for share in shares(paragraph, office, []):
            yield f"    占比：{paragraph.quote(share.start, share.end)}{_may_be(share)}"
    result = check(report)
    for finding in result.findings:
        if finding.code[0] in "XYF":
            yield f"{finding.code}  {finding.defect.message}"


def _of_sentence(
    report: Report, office: Office, paragraph: Paragraph, sentence: Sentence, earlier: Sequence[Run]
) -> Iterator[str]:
    for listing in (
        one for readings in lists(sentence, earlier[-1] if earlier else None) for one in readings
    ):
        parts = "、".join(f"{part.name.strip('、，')}{part.number.value}" for part in listing.parts)
        yield f"    分项：{listing.whole.value} = {parts}；列全：{listing.complete}"
    for change in changes(sentence, earlier, office):
        pairs = "，".join(f"{_named(before)} → {_named(now)}" for now, before in change.ratios) or "文中没有"
        yield f"    增减：{paragraph.quote(change.start, change.end)}；可以是 {pairs}，{_names(change.sums)}"
    for said in statements(sentence, office, loosely=False):
        zero = f"“{said.none.name}”应为 0（表中 {said.none.value(report)}）" if said.none else ""
        some = (
            f"“{said.some.name}”应不少于 {said.least}（表中 {said.some.value(report)}）" if said.some else ""
        )
        yield f"    说法：{paragraph.quote(said.start, said.end)}；{zero}{some}"


def _written(run: Run) -> str:
    return run.sentence.strip()


def _token(run: Run, token: Token) -> str:
    meaning = f":{token.meaning}" if token.meaning and token.kind not in ("stop", "year") else ""
    return f"{run.word(token).strip()}〔{token.kind}{meaning}〕"


def _quantity(report: Report, quantity: Quantity) -> str:
    number, what = quantity.number, quantity.what
    stated = f"{number.value}{number.unit}{'' if number.exact else '（约数）'}"
    if what is None:
        return f"{stated} 没有认出是什么；{_why_unknown(quantity)}"
    owner = "" if quantity.own else "；可能是别的单位的"
    year = "" if quantity.now else "；不是本年的"
    most = "不超过" if what.at_most else ""
    held = "，".join(f"“{s.name}”{s.value(report)}" for s in what.sums)
    return f"{stated} 是 {what.kind} {what.name}{owner}{year}；表中{most} {held}"


def _why_unknown(quantity: Quantity) -> str:
    run = quantity.run
    phrase = next(p for p in phrases(run) if p.at == quantity.at)
    beside = [run.word(t) for t in (*phrase.before, *phrase.behind) if t.kind in _NOT_UNDERSTOOD]
    about = run.about_at(phrase.at - 1) or "没有说过"
    return f"前面说的是 {about}；不认识的词：{'、'.join(beside) or '没有'}"


def _may_be(share: Claim) -> str:
    ratios = "，".join(f"{_named(part)} ÷ {_named(whole)}" for part, whole in share.ratios)
    return f"；可以是 {ratios}" if ratios else ""


def _named(item: object) -> str:
    return str(getattr(item, "name", getattr(item, "value", item)))


def _names(sums: Sequence[object]) -> str:
    return "，".join(map(_named, sums)) or "表中没有"


def report_of(text: str, figures: dict[str, Decimal], *, section: str, year: int, agency: str) -> Report:
    """A report with one text and some figures; the others are 0."""
    whole = {id: Figure(figures.get(id, Decimal(0))) for id in FORM_2021.cells}
    report = office_report(Path("data.toml"), FORM_2021, year, whole, {section: text})
    return replace(report, agency=agency)


def main(arguments: Sequence[str] | None = None) -> str:
    """The explanation that the arguments of the command line ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text")
    parser.add_argument("figures", nargs="*", help="id=value")
    parser.add_argument("--section", default="一")
    parser.add_argument("--year", type=int, default=2024)
    parser.add_argument("--agency", default="")
    given = parser.parse_args(arguments)
    figures = {id: Decimal(value) for id, _, value in (pair.partition("=") for pair in given.figures)}
    report = report_of(given.text, figures, section=given.section, year=given.year, agency=given.agency)
    return "\n".join(explained(report))


if __name__ == "__main__":
    print(main())  # noqa: T201
