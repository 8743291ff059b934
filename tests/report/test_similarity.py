"""How alike texts are: on cases whose likeness a reader would agree with, and for any text."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.read.toml import read_toml
from ndbg.report.similarity import Passage, masked, new_spans, pair_paragraphs, similarity
from tests.conftest import EXAMPLES

TEXTS = st.text(max_size=60) | st.text("政府信息公开申请件年，。（一）12 　", max_size=60)
PARAGRAPHS = st.lists(st.text("公开甲乙丙，1", min_size=1, max_size=12), max_size=6)

LAST = read_toml(EXAMPLES / "suqian-2024.toml").prose["一"].text
OTHER = read_toml(EXAMPLES / "guangzhou-2021.toml").prose["五"].text


def reordered(text: str) -> str:
    return "\n".join(reversed(text.split("\n")))


def renumbered(text: str) -> str:
    return re.sub(r"\d+", lambda match: f"{int(match[0]) * 7 + 3}", text)


def reworded(text: str, every: int) -> str:
    """A word of two characters changed in every so many."""
    chars = list(text)
    for at in range(0, len(chars) - 1, every):
        chars[at : at + 2] = "某某"
    return "".join(chars)


@pytest.mark.parametrize(
    ("new", "least", "most"),
    [
        (LAST, 1, 1),
        (renumbered(LAST), 1, 1),
        (reordered(LAST), 0.97, 1),
        (LAST.replace("2024年", "二〇二四年"), 1, 1),
        (reworded(LAST, 40), 0.9, 0.97),
        (reworded(LAST, 20), 0.8, 0.92),
        (LAST + OTHER, 0.75, 0.85),
        (LAST[: len(LAST) // 2], 0.6, 0.7),
        (OTHER, 0, 0.1),
        ("", 0, 0),
    ],
    ids=["itself", "renumbered", "reordered", "year in numerals", "a word in 40", "a word in 20",
         "a third added", "half of it", "another text", "nothing"],
)  # fmt: skip
def test_likeness_is_what_a_reader_would_say(new: str, least: float, most: float) -> None:
    assert least <= similarity(LAST, new) <= most


@pytest.mark.parametrize(
    ("old", "new", "likeness"),
    [
        ("", "", 1),
        ("无", "无", 1),
        ("无", "有", 0),
        ("没有其他事项。", "没有其它事项。", 0),
        ("甲乙丙丁戊", "甲乙丙丁戊己庚辛壬癸", 10 / 15),
        ("甲乙丙丁戊己", "庚甲乙丙丁辛", 0),  # a run of four is but a word
        ("公开信息１２３条", "公开 信息4,567.8条", 1),
        ("二〇二三年新收", "2024年新收", 1),
        ("二○二三年度新收", "２０２４年度新收", 1),
        ("三年来新收三件", "两年来新收三件", 6 * 2 / 14),
    ],
)
def test_short_texts(old: str, new: str, likeness: float) -> None:
    assert similarity(old, new) == pytest.approx(likeness)


@given(TEXTS, TEXTS)
def test_likeness_is_symmetric_and_a_share(old: str, new: str) -> None:
    assert similarity(old, new) == similarity(new, old)
    assert 0 <= similarity(old, new) <= 1
    assert similarity(old, old) == 1


def test_long_texts_take_no_time() -> None:
    old = "".join(chr(0x4E00 + at * 7919 % 3000) for at in range(10_000))
    new = reworded(old[5000:] + old[:5000], 10)
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        assert similarity(old, new) > 0.5
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.1


# -- what is new ---------------------------------------------------------------------


def test_what_is_new_is_found_in_the_text_as_written() -> None:
    old = "一年来，全市公开政府信息１８万余条，收到公众意见382条。"
    new = "一年来，全市 通过网站和公报 公开政府信息14万余条，收到公众意见7,5条。"
    assert [new[start:end] for start, end in new_spans(new, old)] == ["通过网站和公报"]
    assert new_spans(old, new) == []


def test_a_mark_of_punctuation_is_nothing_new() -> None:
    assert new_spans("甲乙丙丁戊；己庚辛壬癸", "甲乙丙丁戊，己庚辛壬癸") == []


@given(TEXTS, TEXTS)
def test_what_is_new_lies_within_the_text(text: str, other: str) -> None:
    spans = new_spans(text, other)
    ends = [at for span in spans for at in span]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert new_spans(text, text) == []


# -- paragraphs ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (["甲乙丙丁戊己", "子丑寅卯辰巳"], ["子丑寅卯辰巳", "甲乙丙丁戊己"], [(1, 0), (0, 1)]),
        (["甲乙丙丁戊己"], ["子丑寅卯辰巳"], [(0, None), (None, 0)]),
        (["（一）主动公开。旧话一句"], ["引言", "（一）主动公开。别的说法"], [(None, 0), (0, 1)]),
        (["（二）主动公开情况。旧话"], ["（一）主动公开情况。新说"], [(0, 0)]),
        (
            ["（一）主动公开。甲乙丙丁戊己庚辛"],
            ["（二）平台建设。甲乙丙丁戊己庚辛", "（一）主动公开。子丑寅卯"],
            [(None, 0), (0, 1)],
        ),
        (["新收5件，结转3件。", "删去的话"], ["新收7件，结转1件。"], [(0, 0), (1, None)]),
        ([], ["新"], [(None, 0)]),
        ([], [], []),
    ],
)
def test_paragraphs_find_their_partners(
    old: list[str], new: list[str], pairs: list[tuple[int | None, int | None]]
) -> None:
    expected = [Passage(None if i is None else old[i], None if j is None else new[j]) for i, j in pairs]
    assert list(pair_paragraphs(old, new)) == expected


@given(PARAGRAPHS, PARAGRAPHS)
def test_every_paragraph_is_there_once_and_the_mirror_is_the_same(old: list[str], new: list[str]) -> None:
    passages = list(pair_paragraphs(old, new))
    assert [p.new for p in passages if p.new is not None] == new
    assert sorted(p.old for p in passages if p.old is not None) == sorted(old)
    key = repr
    mirrored = [Passage(p.new, p.old) for p in pair_paragraphs(new, old)]
    assert sorted(passages, key=key) == sorted(mirrored, key=key)


@pytest.mark.parametrize(
    ("old", "new", "unchanged", "renumbered"),
    [
        ("新收5件。", "新收 5件。", True, False),
        ("新收5件。", "新收7件。", False, True),
        ("新收5件。", "共收7件。", False, False),
        (None, "新收5件。", False, False),
        ("新收5件。", None, False, False),
    ],
)
def test_what_became_of_a_paragraph(old: str, new: str, *, unchanged: bool, renumbered: bool) -> None:
    passage = Passage(old, new)
    assert (passage.unchanged, passage.renumbered) == (unchanged, renumbered)


def test_numbers_and_years_are_masked() -> None:
    assert masked("２０２４年，新收 3,525件、占1.08%") == "#年,新收#件、占#%"
