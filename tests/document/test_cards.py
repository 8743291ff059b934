"""Tables told card by card, as pages for telephones have them."""

from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import pytest

from ndbg.form import Block, Line
from ndbg.read import read
from ndbg.report import Report
from tests.conftest import numbered_report
from tests.official import FORM_2021

REPORT = numbered_report()
Cards = list[list[str]]  # the lines of each card


def figure(block: Block, row: Line, column: Line) -> str:
    return REPORT.figures[block.cell(row, column).id].text


def by_column(block: Block, colon: str = "：") -> Cards:
    return [
        [column.label.text, *(f"{r.label.text}{colon}{figure(block, r, column)}" for r in block.rows)]
        for column in block.columns
    ]


def by_row(block: Block) -> Cards:
    return [
        [row.label.text, *(f"{c.label.text} {figure(block, row, c)}" for c in block.columns)]
        for row in block.rows
    ]


def with_groups_named(block: Block) -> Cards:
    """A card a column with the names of its groups before its own, and those of its rows among its lines."""
    cards = []
    for column in block.columns:
        lines, last = ["·".join((*column.label.under, column.label.text))], ""
        for row in block.rows:
            lines += [row.label.under[-1]] if row.label.under and row.label.under[-1] != last else []
            last = row.label.under[-1] if row.label.under else ""
            lines += [row.label.text, figure(block, row, column)]
        cards.append(lines)
    return cards


def by_group(block: Block) -> Cards:
    """A card for each group of columns of a row without a label."""
    (row,) = block.rows
    return [
        [
            group[0] if len(group) == 1 else f"{group[0]}（{group[1]}）",
            *(f"{c.label.text}：{figure(block, row, c)}" for c in columns),
        ]
        for group, columns in groupby(block.columns, lambda column: column.label.under)
    ]


def page(folder: Path, told: Callable[[Block], Cards], change: Callable[[Cards], Cards] = list) -> Report:
    """The report as a page of cards; `change` is made to those of table three."""
    lines = [REPORT.title]
    for section in FORM_2021.sections:
        lines.append(section.heading)
        for block in FORM_2021.table(section.table).blocks if section.table else ():
            cards = told(block) if block.rows[0].id else by_group(block)
            lines += [block.heading] if block.heading else []
            lines += [line for card in (change(cards) if section.no == "三" else cards) for line in card]
        lines += [] if section.table else ["一段文字。"]
    text = "".join(f"<div>{line}</div>" for line in lines)
    (folder / "年报.html").write_text(f"<html><body>{text}</body></html>", "utf-8")
    return read(folder / "年报.html")


@pytest.mark.parametrize("told", [by_column, by_row, with_groups_named])
def test_cards_are_read(tmp_path: Path, told: Callable[[Block], Cards]) -> None:
    report = page(tmp_path, told)
    assert {id: f.value for id, f in report.figures.items()} == {
        id: f.value for id, f in REPORT.figures.items()
    }


def without_a_line(cards: Cards) -> Cards:
    return [[*cards[0][:3], *cards[0][4:]], *cards[1:]]


def with_two_exchanged(cards: Cards) -> Cards:
    name, first, second, *others = cards[0]
    return [[name, second, first, *others], *cards[1:]]


def without_a_card(cards: Cards) -> Cards:
    return cards[1:]


def with_one_twice(cards: Cards) -> Cards:
    return [*cards, cards[0]]


def called_otherwise(cards: Cards) -> Cards:
    return [["外国人", *cards[0][1:]], *cards[1:]]


CHANGES: Sequence[Callable[[Cards], Cards]] = (
    without_a_line,
    with_two_exchanged,
    without_a_card,
    with_one_twice,
    called_otherwise,
)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("told", [by_column, by_row])
def test_of_cards_that_are_not_those_of_the_form_nothing_is_read(
    tmp_path: Path, told: Callable[[Block], Cards], change: Callable[[Cards], Cards]
) -> None:
    report = page(tmp_path, told, change)
    assert not any(id.startswith("requests.") for id in report.figures)
    assert all(id in report.figures for id in REPORT.figures if id.startswith("disclosure."))
    assert any(id.startswith("requests.") for unread in report.unread for id in unread.cells)
