"""No text is markup in anything that is written as Markdown, whoever renders it."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ndbg.check import check
from ndbg.check.catalogue import RULES
from ndbg.report import Additions, Prose, Report, Source, Suppression
from ndbg.report.comparison import compare
from ndbg.show.difference_markdown import markdown as difference_markdown
from ndbg.show.markdown import markdown as findings_markdown
from ndbg.text.markdown import escape, plain
from ndbg.write.markdown import write_markdown
from tests.conftest import numbered_report
from tests.rendering import RENDERERS, kinds, page

TEXTS = (
    "<script>alert(1)</script>", "# 标题", "> 引用", "- 项", "+ 项", "1. 项", "12) 项", "---", "===", "`代码`", "```", "~~~",
    "**重**_轻_~~删~~", "[a](javascript:b)", "![a](b)", "[^1]", "a|b|c", "| 甲 | 乙 |", "&lt;", "&#65;", "&#x202E;", "\\*",
    "\\|", "\\", "<http://a.b>", "<!-- 甲", "末尾 #", "$x^2$", "{x}", ":smile:",
)  # fmt: skip
ADDRESSES = (
    "http://b.cn", "https://b.cn/a", "ftp://b.cn", "http://localhost/a", "//b.cn", "//localhost/a", "www.b.cn", "WWW.b.cn",
    "b.com", "163.com", "12.рф", "www.12306.cn", "www.政府.中国", "a@b.cn", "a.b@b.c.cn", "mailto:a@b.cn", "b.cn/a?b=c&d",
)  # fmt: skip
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def any_text() -> st.SearchStrategy[str]:
    """Texts as a report holds them: blanks are not in a row, and none is at an end."""
    pieces = st.sampled_from(
        [*TEXTS, *ADDRESSES, "www.", "://", "//", "@", ".", "甲", "1", " ", "\u202e", "\u3000"]
    )
    text = st.text(max_size=30) | st.lists(pieces, max_size=6).map("".join)
    return text.map(lambda text: re.sub("[ \t\r\n]+", " ", text).strip())


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("text", [*TEXTS, *ADDRESSES])
def test_text_is_never_markup(text: str, renderer: str) -> None:
    (paragraph,) = page(f"{escape(text)}\n", renderer).find("body")
    assert (paragraph.tag, paragraph.text, len(paragraph)) == ("p", text, 0)


@given(any_text())
@example("甲\u202e乙\u2028丙\x7f")
def test_any_text_is_shown_as_it_is_and_read_back(text: str) -> None:
    shown, written = escape(text), escape(text, lossless=True)
    assert plain(written) == text
    assert plain(shown) == UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text).strip()
    assert not UNSEEN.search(shown + written)
    assert kinds(f"甲{shown}乙\n\n甲{written}乙") == kinds("甲\n\n甲")


@given(any_text())
def test_of_addresses_nothing_is_left_that_github_looks_for(text: str) -> None:
    """It looks in the text as it was written, before anything is made of backslashes."""
    assert not re.search(r"www\.|(?<!\\)[:@]", escape(text))


def test_what_is_escaped_looks_like_this() -> None:
    text = "a|b <b>*x*</b>\n[链接](www.x.cn)\x1b[31m\u202e"
    same = r"a\|b &lt;b&gt;\*x\*&lt;/b&gt; \[链接\](www\.x\.cn)"
    assert escape(text) == f"{same}\N{REPLACEMENT CHARACTER}\\[31m\N{REPLACEMENT CHARACTER}"
    assert escape(text, lossless=True) == rf"{same}&#x001B;\[31m&#x202E;"


def test_numbers_and_ordinals_stay_as_they_are() -> None:
    for text in ("72701.2578万元，占3.5%", "1.主动公开", "见/无", "甲…… 乙"):
        assert escape(text) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("## **一、总体情况**", "一、总体情况"), ("> 引", "引"), (r"\__甲", "__甲"), (r"\\**甲**", r"\甲"),
        (r"\!\"\'\(\)\,\.\/\:\;\?\@\$\^\{\}\%", "!\"'(),./:;?@$^{}%"), ("甲&lt;乙&amp;lt;", "甲<乙&lt;"), ("甲&#x202E;", "甲\u202e"),
        (r"\&lt;", "&lt;"), ("C:\\甲\\a", "C:\\甲\\a"), ("AT&T;&nbsp", "AT&T;&nbsp"),
    ],
)  # fmt: skip
def test_other_programs_escape_more(written: str, text: str) -> None:
    assert plain(written) == text


# -- all that is written as Markdown -------------------------------------------------


def _report(text: str) -> Report:
    """A report that says a text wherever it can, with all of its rules explained by it."""
    prose = {no: Prose(f"{text}\n甲{text}乙") for no in ("一", "五", "六")}
    why = tuple(Suppression(rule.code, rule.code, (), text) for rule in RULES)
    source = Source(Path(f"{text.replace('/', '')}.toml"))
    added = Additions(suppressions=why)
    return replace(numbered_report(), agency=f"某{text}局", prose=prose, added=added, source=source)


def _difference(report: Report) -> str:
    last = replace(report, year=2023, prose={**report.prose, "一": Prose("甲乙，去年的话。\n再一段。")})
    return difference_markdown(compare(last, report))


WRITERS: dict[str, Callable[[Report], str]] = {
    "check": lambda report: findings_markdown(report, check(report)),
    "diff": _difference,
    "export": write_markdown,
}


@cache
def _kinds_of_harmless(writer: str) -> frozenset[str]:
    kept = frozenset(kinds(WRITERS[writer](_report("某"))))
    assert not {"link_open", "code_inline", "html_inline", "html_block", "fence"} & kept
    return kept


@pytest.mark.parametrize("text", [*TEXTS, *ADDRESSES, "\u202e倒\u202c"])
@pytest.mark.parametrize("writer", WRITERS)
def test_no_writer_lets_a_text_be_markup(writer: str, text: str) -> None:
    written = WRITERS[writer](_report(text))
    assert kinds(written).keys() <= _kinds_of_harmless(writer)
    assert not UNSEEN.search(written.replace("\n", ""))
    shown = text if writer == "export" else UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)
    assert f"某{shown}局" in page(written).text_content()
