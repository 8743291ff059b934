"""The library as a whole: its examples run, it says nothing by itself, and its errors can travel."""

import doctest
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

import ndbg.app
from ndbg.app.annotate import annotate
from ndbg.app.check import check_file
from ndbg.app.compare import compare
from ndbg.app.convert import DataFormat, converted
from ndbg.app.export import ExportFormat, ExportRequest, export
from ndbg.app.fill import FillRequest, fill
from ndbg.app.new_year import NewYearRequest, new_year
from ndbg.app.output import save
from ndbg.app.reading import last_report, read_report
from ndbg.app.verify import verify
from ndbg.errors import InputError, NdbgError, Problem, Remark
from ndbg.write.word import TemplateError
from tests.conftest import EXAMPLES

GBK, LAST, WORD = Path("gbk.toml"), Path("suqian-2023.toml"), Path("年报.docx")
WORK: dict[str, Callable[[], object]] = {
    "read": lambda: read_report(GBK),
    "last year": lambda: last_report(read_report(GBK), LAST),
    "check": lambda: check_file(GBK),
    "check with errors": lambda: check_file(EXAMPLES / "mistakes.toml"),
    "annotate": lambda: annotate(check_file(WORD), Path("批注.docx")),
    "fill": lambda: fill(GBK),
    "draft with a sheet": lambda: fill(EXAMPLES / "mistakes.toml", FillRequest(draft=True, sign_off=True)),
    "export": lambda: export(GBK),
    "export to Markdown": lambda: export(GBK, ExportRequest(ExportFormat.MD)),
    "verify": lambda: verify(WORD, GBK),
    "new year": lambda: new_year(Path("2025.toml"), NewYearRequest(last=GBK)),
    "compare": lambda: compare(LAST, GBK),
    "convert": lambda: converted(read_report(WORD), DataFormat.TOML),
    "save": lambda: save(new_year(Path("2025.toml")).file),
}


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two years' data files, one of them in an encoding that is remarked on, and a Word report."""
    for name in ("suqian-2023.toml", "suqian-2024.toml"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    (tmp_path / GBK).write_bytes((EXAMPLES / "suqian-2024.toml").read_text("utf-8").encode("gb18030"))
    monkeypatch.chdir(tmp_path)
    filled = fill(Path("suqian-2024.toml"), FillRequest(output=WORD))
    assert filled.file
    save(filled.file)
    return tmp_path


def test_the_examples_of_the_library_give_what_they_say() -> None:
    (test,) = doctest.DocTestFinder(recurse=False).find(ndbg.app)
    assert len(test.examples) > 10
    report: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=report.append)
    assert not report


@pytest.mark.parametrize("name", WORK)
def test_nothing_is_printed(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    WORK[name]()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", [name for name in WORK if name != "save"])
def test_only_save_writes_files(name: str, desk: Path) -> None:
    before = {path: path.read_bytes() for path in desk.iterdir()}
    WORK[name]()
    assert {path: path.read_bytes() for path in desk.iterdir()} == before


@pytest.mark.parametrize(
    "error",
    [
        NdbgError("不能用"),
        InputError(Path("a.toml"), [Problem("写错了", 3, 1, 2)], ["一", "二"]),
        TemplateError(Path("表样.docx"), ["找不到标题"]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_comes_from_another_process_as_it_was_raised_there(error: NdbgError) -> None:
    error.remarks = (Remark(Path("a.toml"), "按 GBK 读取", reading=True),)
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  our own
    assert (type(copy), f"{copy}", vars(copy)) == (type(error), f"{error}", vars(error))


def test_remarks_made_before_an_error_come_with_it() -> None:
    with pytest.raises(NdbgError) as told:
        check_file(GBK, previous=Path("没有.toml"))
    (remark,) = told.value.remarks
    assert (remark.path, remark.reading, "按 GBK 读取" in remark.text) == (GBK, True, True)
    assert os.fspath(remark.path) in f"{remark}"
