"""A desk for every promise."""

from pathlib import Path

import pytest

import ndbg.write.pdf
from tests.conftest import EXAMPLES
from tests.promises.desk import Desk


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What lies on a desk: data of two years, and the report made of them."""
    files = {name: (EXAMPLES / name).read_bytes() for name in ("suqian-2023.toml", "suqian-2024.toml")}
    files["data.toml"] = files.pop("suqian-2024.toml")
    desk = Desk(tmp_path_factory.mktemp("desk"), files)
    assert desk.run("fill", "data.toml", "-o", "年报.docx").code == 0
    return {**files, "年报.docx": desk.path("年报.docx").read_bytes()}


@pytest.fixture
def desk(tmp_path: Path, files: dict[str, bytes]) -> Desk:
    """A desk with nothing on it but what is laid there."""
    return Desk(tmp_path, files)


@pytest.fixture(autouse=True)
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """The place of a PDF is what matters here, not what LibreOffice makes of it."""
    monkeypatch.setattr(ndbg.write.pdf, "find_libreoffice", lambda: "soffice")
    monkeypatch.setattr(ndbg.write.pdf, "convert", lambda *_: b"%PDF-1.7 " + b"paper " * 4000)


@pytest.fixture
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what a fork says goes, away from the folder that it works in."""
    return tmp_path_factory.mktemp("said") / "said"
