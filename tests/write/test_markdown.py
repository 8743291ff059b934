"""Markdown: what a renderer makes of it is the report, and nothing in its text is markup."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from markdown_it import MarkdownIt

from ndbg.form import FORM
from ndbg.report import Prose
from ndbg.write.markdown import escaped, write_markdown
from tests.conftest import numbered_report

REPORT = numbered_report()


def rendered(text: str) -> Any:
    return html.document_fromstring(MarkdownIt("commonmark").enable("table").render(text))


def test_headings_and_tables_are_those_of_the_report() -> None:
    page = rendered(write_markdown(REPORT))
    assert [h.text_content() for h in page.iter("h1")] == [REPORT.title]
    assert [h.text_content() for h in page.iter("h2")] == [section.heading for section in FORM.sections]
    shown = [cell.text_content() for cell in page.iter("td")]
    assert [text for text in shown if text.replace(".", "").isdigit()] == [
        figure.text for figure in REPORT.figures.values()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>", "# 标题", "> 引用", "- 项", "+ 项", "1. 项", "12) 项", "---", "===", "`代码`",
        "**重**_轻_~~删~~", "[a](javascript:b)", "![a](b)", "a|b|c", "&lt;", "\\*", "\\|", "<http://a.b>", "末尾 #",
    ],
)  # fmt: skip
def test_text_is_never_markup(text: str) -> None:
    (paragraph,) = list(rendered(f"{escaped(text)}\n").find("body"))
    assert (paragraph.tag, paragraph.text, len(paragraph)) == ("p", text, 0)


def test_a_numbered_sentence_of_its_own_is_a_heading() -> None:
    page = rendered(
        write_markdown(replace(REPORT, prose={"一": Prose("（一）主动公开\n（二）监督。有监督。")}))
    )
    assert [h.text_content() for h in page.iter("h3")] == ["（一）主动公开"]
