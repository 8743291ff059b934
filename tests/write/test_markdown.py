"""Markdown: what a renderer makes of it is the report."""

from dataclasses import replace

from ndbg.report import Prose
from ndbg.write.markdown import write_markdown
from tests.conftest import numbered_report
from tests.official import FORM_2021
from tests.rendering import page

REPORT = numbered_report()


def test_headings_and_tables_are_those_of_the_report() -> None:
    shown = page(write_markdown(REPORT))
    assert [h.text_content() for h in shown.iter("h1")] == [REPORT.title]
    assert [h.text_content() for h in shown.iter("h2")] == [section.heading for section in FORM_2021.sections]
    cells = [cell.text_content() for cell in shown.iter("td")]
    assert [text for text in cells if text.replace(".", "").isdigit()] == [
        figure.text for figure in REPORT.figures.values()
    ]


def test_a_numbered_sentence_of_its_own_is_a_heading() -> None:
    shown = page(write_markdown(replace(REPORT, prose={"一": Prose("（一）主动公开\n（二）监督。有监督。")})))
    assert [h.text_content() for h in shown.iter("h3")] == ["（一）主动公开"]
