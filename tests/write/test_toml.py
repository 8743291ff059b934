"""The data file as it is written: it reads back the same, and is made for people."""

import re
import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.read.toml import read_toml
from ndbg.report import Additions, Figure, InformationFee, Prose, Report, is_agency
from ndbg.text.normalise import normalise
from ndbg.write.toml import write_toml
from tests.conftest import EXAMPLES, GOOD_EXAMPLES, numbered_report
from tests.official import FORM_2021


def back(folder: Path, report: Report) -> Report:
    path = folder / "data.toml"
    path.write_text(write_toml(report), encoding="utf-8", newline="\n")
    return read_toml(path)


def values(report: Report) -> dict[str, object]:
    return {id: figure.value for id, figure in report.figures.items()}


def test_the_file_is_in_the_order_and_words_of_the_form(report: Report) -> None:
    parts = tomllib.loads(write_toml(report))
    assert list(parts) == ["报告", *(s.heading for s in FORM_2021.sections), "数据"]
    rows = [key for table in FORM_2021.tables for key in parts[table.section.heading]]
    assert rows == [entry.label.text for entry in FORM_2021.entries]


def test_numbers_stand_in_line_under_the_names_of_their_columns(report: Report) -> None:
    text = write_toml(report)
    assert '"一、本年新收政府信息公开申请数量" = [1011, 1012, 1013, 1014, 1015, 1016, 1017]\n' in text
    assert "# 自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构, 其他, 总计（件）\n" in text
    assert '# （三）不予公开\n"1.属于国家秘密" = ' in text
    assert '# 本年收费金额（单位：万元）\n"行政事业性收费" = 1010.5\n' in text


def test_lines_without_figures_are_left_open_and_single_gaps_are_seen(tmp_path: Path, report: Report) -> None:
    gap = {i: f for i, f in report.figures.items() if i != "requests.new.total" and ".granted." not in i}
    written = write_toml(replace(report, figures=gap))
    assert '"（一）予以公开" = []\n' in written
    assert '1016, ""]\n' in written
    assert values(back(tmp_path, replace(report, figures=gap))) == {i: f.value for i, f in gap.items()}


@pytest.mark.parametrize("name", GOOD_EXAMPLES)
def test_the_examples_are_written_as_the_program_writes(name: str) -> None:
    path = EXAMPLES / f"{name}.toml"
    assert write_toml(read_toml(path)) == path.read_text(encoding="utf-8")


# Look-alikes are out of question: every reader puts the usual characters in their place (`normalise`).
texts = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="{}｛｝\ufffe\uffff"
    ),
    max_size=30,
).map(lambda text: normalise(text.strip()))
names = st.text(
    st.characters(categories=["Lo"], max_codepoint=0x9FFF, min_codepoint=0x4E00), min_size=9, max_size=12
)


def test_what_nobody_sees_is_written_by_its_number() -> None:
    report = replace(
        numbered_report(), agency="某\u202e局", added=Additions({"甲": "\x9b31m", "乙\u2066": "1"})
    )
    text = write_toml(report, {"disclosure.rules": "\u202e"})
    assert not re.search("[\x80-\x9f\u2028-\u202e\u2066-\u2069]", text)
    assert '"某\\u202e局"' in text
    assert tomllib.loads(text)["数据"] == {"甲": "\x9b31m", "乙\u2066": 1}


@given(
    st.lists(st.integers(0, 10**8), min_size=200, max_size=200),
    st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=4),
    st.lists(texts.filter(bool), min_size=1, max_size=4).map("\n".join),
    texts.filter(is_agency),
    st.dictionaries(
        names, st.integers(0, 99).map(str) | texts.filter(lambda t: bool(t) and not t.isdigit()), max_size=3
    ),
)
def test_any_report_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    figures: list[int],
    amount: Decimal,
    prose: str,
    agency: str,
    extra: dict[str, str],
) -> None:
    shown = {id: Figure(value) for id, value in zip(FORM_2021.cells, figures, strict=True)}
    shown["disclosure.fees.amount"] = Figure(amount)
    report = replace(
        numbered_report(),
        agency=agency,
        figures=shown,
        prose={no: Prose(prose, prose) for no in "一五六"},
        preface=Prose(prose, prose),
        fee=InformationFee(figures[0], amount),
        added=Additions(extra),
    )
    again = back(tmp_path_factory.mktemp("toml"), report)
    assert values(again) == values(report)
    assert {no: p.source for no, p in again.prose.items()} == dict.fromkeys("一五六", prose)
    assert (again.agency, again.preface.source, again.fee, again.added.extra) == (
        agency,
        prose,
        report.fee,
        extra,
    )
