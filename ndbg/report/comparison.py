"""Compare two reports figure by figure and paragraph by paragraph, without judging."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import NamedTuple

from ndbg.form import Cell, Entry, Form, Section, restricted_to
from ndbg.form.naming import name_missing
from ndbg.report.model import Prose, Report
from ndbg.report.office_names import is_one_office
from ndbg.report.similarity import Passage, pair_paragraphs, similarity

Number = int | Decimal

SIDES = ("前一份", "后一份")
_JUMP_FACTOR = 10
_MOST_NAMED = 5


class Jump(Enum):
    """The kinds of change that call for an explanation."""

    TO_ZERO = "to zero"
    FROM_ZERO = "from zero"
    UP = "more than ten times as much"
    DOWN = "less than a tenth"


class Pair(NamedTuple):
    """A figure in both reports; None where it was not read, which is not 0."""

    old: Number | None
    new: Number | None

    @property
    def change(self) -> Number | None:
        """New − old; None where either was not read."""
        return None if self.old is None or self.new is None else self.new - self.old

    @property
    def percent(self) -> Decimal | None:
        """The change as a percentage of the old figure, to two decimals.

        None where a figure was not read (then `change` is None too) or the old one is 0.
        """
        if not self.old or self.change is None:
            return None
        return (Decimal(self.change) * 100 / abs(Decimal(self.old))).quantize(Decimal("0.01"), ROUND_HALF_UP)

    @property
    def zero(self) -> bool:
        """Whether the figure is 0 in both reports."""
        return self.old == 0 and self.new == 0

    @property
    def jump(self) -> Jump | None:
        """Whether the figure went to 0, came from 0, or changed by more than ten times."""
        if self.old is None or self.new is None or self.old == self.new:
            return None
        if not self.new:
            return Jump.TO_ZERO
        if not self.old:
            return Jump.FROM_ZERO
        if self.new < 0 or self.old < 0:
            return None  # the figure is itself a change (Measure.CHANGE); a factor means nothing
        if self.new > self.old * _JUMP_FACTOR:
            return Jump.UP
        return Jump.DOWN if self.old > self.new * _JUMP_FACTOR else None

    @property
    def weight(self) -> Decimal:
        """The rank of a change: its size times its share of the larger figure.

        By size alone every large figure would come first, by share alone a change from 1 to 3.
        """
        if not self.change or self.old is None or self.new is None:
            return Decimal(0)
        return Decimal(self.change) ** 2 / max(abs(Decimal(self.old)), abs(Decimal(self.new)))


class Moved(NamedTuple):
    """A figure that changed, and its line of the form."""

    entry: Entry
    cell: Cell
    pair: Pair


class Term(NamedTuple):
    """A term of a sum: a figure, its report, its sign."""

    cell: Cell
    of_old: bool
    minus: bool
    value: Number | None


class Link(NamedTuple):
    """A figure that follows from last year's report, with the terms whose sum it should be."""

    cell: Cell
    stated: Number | None
    terms: tuple[Term, ...]

    @property
    def due(self) -> Number | None:
        """The sum of the terms; None where one of them was not read."""
        values = [(-1 if t.minus else 1) * t.value for t in self.terms if t.value is not None]
        return sum(values) if len(values) == len(self.terms) else None

    @property
    def difference(self) -> Number | None:
        """The stated figure − `due`."""
        return None if self.stated is None or self.due is None else self.stated - self.due


class SectionPair(NamedTuple):
    """The prose of a section in both reports; `similarity` is None where either has none."""

    section: Section
    similarity: float | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Comparison:
    """Two reports side by side.

    `form` is the part that both forms share, in the order of the new one; `figures` are its figures by cell id;
    `fee` is 信息处理费, cases and 元, None where neither report states it. `links` are empty where the new report is not
    that of the following year.
    """

    old: Report
    new: Report
    form: Form
    figures: Mapping[str, Pair]
    fee: tuple[Pair, Pair] | None
    links: tuple[Link, ...]
    sections: tuple[SectionPair, ...]
    notes: tuple[str, ...]

    @property
    def names(self) -> tuple[str, str]:
        """Names for the two: their years, where these differ."""
        return _names(self.old, self.new)

    def total(self, cells: Iterable[Cell]) -> Pair:
        """The sums of some figures in both reports."""
        pairs = [self.figures[cell.id] for cell in cells]
        return Pair(_sum(pair.old for pair in pairs), _sum(pair.new for pair in pairs))

    def moved(self) -> list[Moved]:
        """The lines of the form that changed, by their 总计 where they have one, highest `weight` first."""
        return _by_weight(
            Moved(entry, cell, self.figures[cell.id])
            for entry in self.form.entries
            for cell in ([entry.total] if entry.total else entry.cells)
            if self.figures[cell.id].change
        )

    def jumps(self) -> list[Moved]:
        """The figures that jumped, highest `weight` first; only the 总计 of a line where that jumped too."""
        return _by_weight(moved for entry in self.form.entries for moved in self._jumps(entry))

    def _jumps(self, entry: Entry) -> Iterator[Moved]:
        cells: Iterable[Cell] = entry.cells
        if entry.total and self.figures[entry.total.id].jump:
            cells = [entry.total]
        yield from (Moved(entry, c, self.figures[c.id]) for c in cells if self.figures[c.id].jump)


def compare(old: Report, new: Report) -> Comparison:
    """Compare two reports of any years and agencies; `notes` say where they do not fit together."""
    form = restricted_to(new.form, old.form)
    return Comparison(
        old=old,
        new=new,
        form=form,
        figures={id: Pair(_value(old, id), _value(new, id)) for id in form.cells},
        fee=_fee(old, new),
        links=tuple(_links(form, old, new)) if _follows(old, new) else (),
        sections=tuple(_section(old, new, section) for section in new.form.prose_sections),
        notes=tuple(_notes(old, new)),
    )


def _by_weight(moved: Iterable[Moved]) -> list[Moved]:
    return sorted(moved, key=lambda item: -item.pair.weight)


def _value(report: Report, id: str) -> Number | None:
    figure = report.figures.get(id)
    return figure.value if figure else None


def _sum(values: Iterable[Number | None]) -> Number | None:
    listed = list(values)
    known = [value for value in listed if value is not None]
    return sum(known) if len(known) == len(listed) else None


def _fee(old: Report, new: Report) -> tuple[Pair, Pair] | None:
    if not old.fee and not new.fee:
        return None
    return (
        Pair(old.fee.count if old.fee else None, new.fee.count if new.fee else None),
        Pair(old.fee.amount if old.fee else None, new.fee.amount if new.fee else None),
    )


def _follows(old: Report, new: Report) -> bool:
    """Whether the new report may be that of the following year: it is, or a year is not known."""
    return not (old.year and new.year) or new.year - old.year == 1


def _links(form: Form, old: Report, new: Report) -> Iterator[Link]:
    for table in form.tables:
        for stock in table.stocks:
            yield Link(
                stock.in_force,
                _value(new, stock.in_force.id),
                (
                    Term(stock.in_force, of_old=True, minus=False, value=_value(old, stock.in_force.id)),
                    Term(stock.issued, of_old=False, minus=False, value=_value(new, stock.issued.id)),
                    Term(stock.repealed, of_old=False, minus=True, value=_value(new, stock.repealed.id)),
                ),
            )
        for now, last in table.carried.items():
            before = Term(form.cells[last], of_old=True, minus=False, value=_value(old, last))
            yield Link(form.cells[now], _value(new, now), (before,))


def _section(old: Report, new: Report, section: Section) -> SectionPair:
    was, now = (report.prose.get(section.no, Prose()).text for report in (old, new))
    return SectionPair(
        section,
        similarity(was, now) if was.strip() and now.strip() else None,
        tuple(pair_paragraphs(_paragraphs(was), _paragraphs(now))),
    )


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _names(old: Report, new: Report) -> tuple[str, str]:
    if old.year and new.year and old.year != new.year:
        return f"{old.year}年", f"{new.year}年"
    return SIDES


def _notes(old: Report, new: Report) -> Iterator[str]:
    yield from _notes_on_years(old, new)
    if old.agency and new.agency and not is_one_office(old.agency, new.agency):
        yield f"两份的机关不同：前一份是“{old.agency}”，后一份是“{new.agency}”"
    if old.form is not new.form:
        both = len(restricted_to(new.form, old.form).cells)
        yield f"前一份用的是 {old.form.name}，后一份用的是 {new.form.name}；只比较两种表式都有的 {both} 个数"
    for name, report in zip(SIDES, (old, new), strict=True):
        yield from _notes_on_missing(name, report)


def _notes_on_years(old: Report, new: Report) -> Iterator[str]:
    if old.year and old.year == new.year:
        yield f"两份都是 {old.year} 年的报告，跨年的结转和现行有效件数不作比较"
    elif old.year and new.year and old.year > new.year:
        yield (
            f"两份的次序写反了：前一份是 {old.year} 年，后一份是 {new.year} 年；"
            "下面按写的次序比较，请对调两个文件名再看一次"
        )
    elif not _follows(old, new):
        yield f"两份相隔 {new.year - old.year} 年，跨年的结转和现行有效件数不作比较"


def _notes_on_missing(name: str, report: Report) -> Iterator[str]:
    if unknown := [w for w, known in (("机关名称", report.agency), ("年度", report.year)) if not known]:
        yield f"{name}没有读出{'和'.join(unknown)}"
    if missing := report.form.cells.keys() - report.figures.keys():
        named = name_missing(report.form, missing)
        more = "等" if len(named) > _MOST_NAMED else ""
        yield f"{name}有 {len(missing)} 个数未读出：{'、'.join(named[:_MOST_NAMED])}{more}"
