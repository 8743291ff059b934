"""Pages whose sections are tabs: a list of titles, and panels of which a browser shows one."""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest

from tests import forms
from tests.official import FORM_2021
from tests.read.test_web import REPORT, STYLE, assert_whole, cells, read_page

TITLES = [section.label.text for section in FORM_2021.sections]
LIST = "<ul>" + "".join(f"<li><a href='#'>{title}</a></li>" for title in TITLES) + "</ul>"


def contents() -> list[str]:
    """The content of each section, without its heading."""
    tables = {
        "disclosure": forms.disclosure(STYLE),
        "requests": forms.requests(STYLE),
        "review": [forms.review()],
    }
    return [
        "".join(cells(rows) for rows in tables[section.table])
        if section.table
        else "".join(f"<p>{escape(line)}</p>" for line in REPORT.prose[section.no].text.split("\n"))
        for section in FORM_2021.sections
    ]


def page(titles: str, panel: Callable[[int, str], str], style: str = "", around: str = "{}") -> str:
    panels = "".join(panel(at, content) for at, content in enumerate(contents()))
    return (
        f"<html><head><style>{style}</style></head><body><h1>{REPORT.title}</h1>"
        f"{titles}{around.format(panels)}</body></html>"
    )


def hidden(at: int, content: str) -> str:
    return f"<div style='display:{'none' if at else 'block'}'>{content}</div>"


PAGES = {
    "by their style": page(LIST, hidden),
    "by an attribute": page(
        LIST, lambda at, text: f"<section{' hidden' if at != 2 else ''}>{text}</section>"
    ),
    "all by a class": page(
        LIST, lambda at, text: f"<div class='pane' id='p{at}'>{text}</div>", ".pane{display:none}"
    ),
    "within another element": page(LIST, hidden, around="<div class='bd'>{}</div>"),
    "the list within another element": page(f"<div><div>{LIST}</div></div>", hidden),
    "another hidden element behind": page(LIST, hidden, around="{}<div style='display:none'>请先登录</div>"),
    "titles with numbers in buttons": page(
        "".join(f"<button>{section.heading}</button>" for section in FORM_2021.sections).join(
            ("<p>", "</p>")
        ),
        hidden,
    ),
    "titles in panels too": page(
        LIST, lambda at, text: hidden(at, f"<h3>{FORM_2021.sections[at].heading}</h3>{text}")
    ),
}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_all_panels_of_tabs_are_read_below_their_titles(tmp_path: Path, html: str) -> None:
    assert_whole(read_page(tmp_path, html))


def of(numbers: Sequence[int]) -> str:
    return "".join(hidden(at, contents()[at]) for at in numbers)


@pytest.mark.parametrize("numbers", [(0, 1, 2, 3, 4), (0, 1, 2, 3), (1, 0, 2, 3, 4, 5)])
def test_panels_that_do_not_fit_their_titles_stay_hidden(tmp_path: Path, numbers: Sequence[int]) -> None:
    html = f"<body><h1>{REPORT.title}</h1>{LIST}{of(numbers)}</body>"
    assert read_page(tmp_path, html).figures == {}
