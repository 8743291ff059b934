"""What is exported reads back to the same report, whatever stands in it."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ndbg.document.headings import section_named
from ndbg.document.titles import prose_of
from ndbg.read import read
from ndbg.read.source import forbidden
from ndbg.read.toml import read_toml
from ndbg.report import Figure, Prose, Report
from ndbg.text.normalise import normalise
from ndbg.write.markdown import write_markdown
from ndbg.write.web import write_web
from ndbg.write.workbook import write_workbook
from tests.conftest import EXAMPLES, GOOD_EXAMPLES, numbered_report, share
from tests.official import FORM_2021

WRITERS: dict[str, Callable[[Report], bytes]] = {
    "html": lambda report: write_web(report).encode(),
    "xlsx": write_workbook,
    "md": lambda report: write_markdown(report).encode(),
}
HOSTILE = (
    "<script>alert(1)</script>", "</p></article>", "<!--", "-->", "]]>", "&amp;", "&", "\"'", "=cmd|' /C calc'!A0",
    "+1", "-1+1", "@SUM(A1)", "|", "||", "\\", "\\|", "`", "```", "**", "__", "*", "_", "~~", "#", "## ", "> ", "- ",
    "1. ", "1) ", "---", "===", "[a](b)", "![a](b)", "<b>", "{{", "}}", "😀", "𠮷", "é", "（一）", "（二）部分。", "\u200b",
    "_x0041_", "%s", "{0}", "　", "  ", "总计", "5", "12,345", "/", "公开", "件。", "联系我们",
    "\u202e", "\u2066", "www.a.cn", "https://", "a@b.cn", "$", "^", "&#x202E;", "\\@",
)  # fmt: skip


def lines() -> st.SearchStrategy[str]:
    """Paragraphs as a data file may hold them, less those that no document can tell from its own parts."""
    pieces = st.one_of(
        st.sampled_from(HOSTILE), st.text("公开信息年12（）。，；", max_size=8), st.characters(codec="utf-8")
    )
    line = (
        st.lists(pieces, min_size=1, max_size=8)
        .map("".join)
        .map(lambda text: " ".join(normalise(text).split()))
    )
    return line.filter(
        lambda text: (
            bool(text)
            and not forbidden(text)
            and section_named(text, FORM_2021) is None
            and prose_of([text], "某市档案局", last=True) == [0]
        )
    )


def prose() -> st.SearchStrategy[dict[str, Prose]]:
    text = st.lists(lines(), min_size=1, max_size=4).map("\n".join)
    sections = [section.no for section in FORM_2021.sections if section.table is None]
    return st.fixed_dictionaries({no: text.map(lambda t: Prose(t, t)) for no in sections})


def figures() -> st.SearchStrategy[dict[str, Figure]]:
    counts = st.one_of(st.integers(0, 20), st.integers(0, 10**15 - 1)).map(Figure)
    amounts = st.decimals(0, 10**10, allow_nan=False, places=4).map(Figure)
    return st.fixed_dictionaries({id: amounts if c.decimal else counts for id, c in FORM_2021.cells.items()})


def there_and_back(report: Report, kind: str, folder: Path) -> Report:
    path = folder / f"年报.{kind}"
    path.write_bytes(WRITERS[kind](report))
    return read(path)


def assert_same(back: Report, report: Report) -> None:
    assert (back.agency, back.year) == (report.agency, report.year)
    assert {id: f.value for id, f in back.figures.items()} == {
        id: f.value for id, f in report.figures.items()
    }
    assert {no: p.text for no, p in back.prose.items()} == {no: p.text for no, p in report.prose.items()}
    assert back.unread == ()


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("name", GOOD_EXAMPLES)
def test_an_example_is_the_same_afterwards(tmp_path: Path, name: str, kind: str) -> None:
    report = read_toml(EXAMPLES / f"{name}.toml")
    assert_same(there_and_back(report, kind, tmp_path), report)


@pytest.mark.parametrize("kind", WRITERS)
@share(0.3)
@given(figures=figures())
def test_any_figures_are_the_same_afterwards(
    tmp_path_factory: pytest.TempPathFactory, kind: str, figures: dict[str, Figure]
) -> None:
    report = replace(numbered_report(), figures=figures)
    assert_same(there_and_back(report, kind, tmp_path_factory.mktemp("a")), report)


@pytest.mark.parametrize("kind", WRITERS)
@share(0.4)
@given(prose=prose())
@example(prose={no: Prose("\n".join(HOSTILE[:30])) for no in ("一", "五", "六")})
@example(prose={no: Prose("<!--总计") for no in ("一", "五", "六")})
@example(prose={no: Prose("没有其他事项。\n联系我们：某市档案局") for no in ("一", "五", "六")})
def test_any_prose_is_the_same_afterwards(
    tmp_path_factory: pytest.TempPathFactory, kind: str, prose: dict[str, Prose]
) -> None:
    prose = {no: Prose("\n".join(line.strip() for line in p.text.split("\n"))) for no, p in prose.items()}
    report = replace(numbered_report(), prose=prose)
    assert_same(there_and_back(report, kind, tmp_path_factory.mktemp("a")), report)


def test_blanks_that_no_page_keeps_are_the_same_after_markdown(tmp_path: Path) -> None:
    text = "甲\u3000乙\u2028丙\xa0丁。"
    report = replace(numbered_report(), prose={no: Prose(text, text) for no in ("一", "五", "六")})
    assert_same(there_and_back(report, "md", tmp_path), report)


@pytest.mark.parametrize("kind", WRITERS)
def test_figures_that_are_not_there_yet_stay_so(tmp_path: Path, kind: str) -> None:
    report = numbered_report()
    missing = {"disclosure.fees.amount", "requests.granted.total", "requests.new.enterprise"}
    report = replace(report, figures={id: f for id, f in report.figures.items() if id not in missing})
    back = there_and_back(report, kind, tmp_path)
    assert {id: f.value for id, f in back.figures.items()} == {
        id: f.value for id, f in report.figures.items()
    }
    assert {(id, unread.written) for unread in back.unread for id in unread.cells} == {
        (id, "未填") for id in missing
    }


@pytest.mark.parametrize("kind", WRITERS)
def test_amounts_keep_the_digits_that_were_written(tmp_path: Path, kind: str) -> None:
    report = numbered_report()
    for written in ("59237.2449", "0.00001", "123456789012345.1234", "0.10"):
        figure = Figure(Decimal(written))
        changed = replace(report, figures={**report.figures, "disclosure.fees.amount": figure})
        assert there_and_back(changed, kind, tmp_path).figures["disclosure.fees.amount"].value == figure.value
