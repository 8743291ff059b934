"""Hostile PDFs. They are read in a process of its own, so there are few, and few commands for each."""

import re
from pathlib import Path

import pytest

pytest.importorskip("pypdfium2", reason="needs ndbg[pdf]")

from tests.hostile.bait import Bait
from tests.hostile.guard import run
from tests.hostile.papers import PAPERS


@pytest.mark.parametrize("name", PAPERS)
def test_it_is_refused_in_words_and_reaches_for_nothing(tmp_path: Path, bait: Bait, name: str) -> None:
    case = PAPERS[name]
    (tmp_path / "年报.pdf").write_bytes(case.make(bait))
    done = run(tmp_path, "import", "年报.pdf")
    assert done.code == 2
    assert re.search(case.told or "", done.err), done.err
    assert bait.word not in done.shown
