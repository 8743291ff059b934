"""Findings as Word comments: at the very cell or words, and nothing else changed."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from ndbg.app.annotate import annotated
from ndbg.app.templates import official
from ndbg.check import check
from ndbg.errors import NdbgError
from ndbg.read.toml import read_toml
from ndbg.read.word import parse_word
from ndbg.report import Additions, Figure, Report, Suppression
from ndbg.write.word import fill
from ndbg.write.word.comments import AUTHOR, Note, annotate
from tests import forms
from tests.conftest import EXAMPLES
from tests.official import FORM_2021

PATH = Path("年报.docx")


@pytest.fixture
def wrong() -> bytes:
    """A report with a sum that is off, and a count in the prose that no table bears out."""
    report = read_toml(EXAMPLES / "suqian-2024.toml")
    prose = report.prose["一"]
    text = prose.text.replace("其中新收3525件", "其中新收3522件")
    figures = {**report.figures, "requests.granted.total": Figure(1432)}
    changed = replace(report, figures=figures, prose={**report.prose, "一": prose._replace(text=text)})
    return fill(*official(FORM_2021), changed).data


def commented(data: bytes) -> bytes:
    report = parse_word(data, PATH)
    return annotated(data, PATH, report, check(report))


def comments(data: bytes) -> dict[str, str]:
    """The text of each comment, by the words that it is fixed to."""
    document = Document(io.BytesIO(data))
    texts = {c.comment_id: (c.author, c.text) for c in document.comments}
    found = {}
    for start in document.element.iter(qn("w:commentRangeStart")):
        id = start.get(qn("w:id"))
        words, element = "", start
        for element in start.itersiblings():
            if element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == id:
                break
            words += "".join(t.text or "" for t in element.iter(qn("w:t")))
        author, text = texts[int(id)]
        assert author == AUTHOR
        found[words] = text
    return found


def test_each_finding_is_at_the_cell_or_the_words_it_speaks_of(wrong: bytes) -> None:
    found = comments(commented(wrong))
    assert found["其中新收3522件"].startswith("提醒 X601 正文数与表不符\n")
    assert found["1432"].startswith("错误 T303 各列之和与总计不符\n")
    assert "相差 1" in found["1432"]
    assert found["宿迁市2024年政府信息公开工作年度报告"].startswith("核对结果：错误 2 处，提醒 3 处")


def test_nothing_else_is_changed(wrong: bytes) -> None:
    before, after = parse_word(wrong, PATH), parse_word(commented(wrong), PATH)
    assert (after.figures, after.prose, after.agency) == (before.figures, before.prose, before.agency)
    looks = [
        re.findall(r"<w:(?:jc|sz|ind|spacing|gridSpan) [^>]*>", xml(data))
        for data in (wrong, commented(wrong))
    ]
    assert set(looks[0]) == set(looks[1])


def xml(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_running_again_replaces_its_own(wrong: bytes) -> None:
    once = commented(wrong)
    twice = commented(once)
    assert comments(twice) == comments(once)
    assert xml(twice).count("commentReference") == xml(once).count("commentReference")


def test_comments_of_people_stay(wrong: bytes) -> None:
    document = Document(io.BytesIO(wrong))
    paragraph = next(p for p in document.paragraphs if "其中新收3522件" in p.text)
    document.add_comment(paragraph.runs, text="这里要核实", author="处长")
    buffer = io.BytesIO()
    document.save(buffer)
    for data in (commented(buffer.getvalue()), commented(commented(buffer.getvalue()))):
        kept = [c for c in Document(io.BytesIO(data)).comments if c.author == "处长"]
        assert [c.text for c in kept] == ["这里要核实"]
        assert xml(data).count(f'w:commentReference w:id="{kept[0].comment_id}"') == 1


def test_the_same_report_gives_the_same_bytes(wrong: bytes) -> None:
    assert commented(wrong) == commented(wrong)


def test_an_explanation_is_told(wrong: bytes) -> None:
    added = Additions(suppressions=(Suppression("X601", "X601", (), "另有3件撤回"),))
    report = replace(parse_word(wrong, PATH), added=added)
    found = comments(annotated(wrong, PATH, report, check(report)))
    assert found["其中新收3522件"].startswith("已说明 X601")
    assert found["其中新收3522件"].endswith("说明：另有3件撤回")


def test_what_has_no_place_is_told_at_the_title(wrong: bytes) -> None:
    found = comments(
        annotate(wrong, PATH, parse_word(wrong, PATH), [Note("缺少一章", section="七")], "总的说")
    )
    assert list(found.values()) == ["总的说\n\n缺少一章"]


def test_a_blank_cell_can_be_commented(report: Report) -> None:
    values = {id: "" if id == "requests.new.total" else "0" for id in FORM_2021.cells}
    data = forms.form(forms.Style(value=values.__getitem__, title=("某局2024年政府信息公开工作年度报告",)))
    assert any("FMT102" in text for words, text in comments(commented(data)).items() if words == "")


@pytest.mark.parametrize("trait", forms.TRAITS)
def test_any_office_s_report_takes_comments(trait: str) -> None:
    values = dict.fromkeys(FORM_2021.cells, "1")
    style = replace(forms.styled(trait), value=values.__getitem__)
    data = forms.form(style)
    after = commented(data)
    assert parse_word(after, PATH).figures == parse_word(data, PATH).figures
    assert len(list(Document(io.BytesIO(after)).comments)) > 5


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip"])
def test_what_is_no_word_file_is_refused(data: bytes, report: Report) -> None:
    with pytest.raises(NdbgError):
        annotate(data, PATH, report, [], "")
