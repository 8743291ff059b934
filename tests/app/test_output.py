"""Files are saved whole, under a name of their own, and over nothing that was read or saved before."""

from pathlib import Path

import pytest

from ndbg.app.output import NewFile, Output, save, shared_folder, target
from ndbg.errors import NdbgError
from ndbg.report import Report, Source

TITLE = "某市档案局2024年政府信息公开工作年度报告"


def test_a_file_is_saved_where_it_belongs(tmp_path: Path) -> None:
    assert save(NewFile(tmp_path / "一.md", b"text")) == tmp_path / "一.md"
    assert (tmp_path / "一.md").read_bytes() == b"text"


def test_what_is_there_stays_unless_it_is_meant_to_go(tmp_path: Path) -> None:
    place = tmp_path / "一.md"
    place.write_bytes(b"old")
    with pytest.raises(NdbgError, match="已经存在"):
        save(NewFile(place, b"new"))
    assert place.read_bytes() == b"old"
    save(NewFile(place, b"new"), force=True)
    assert place.read_bytes() == b"new"


def test_nothing_goes_over_the_file_that_it_is_made_of(tmp_path: Path) -> None:
    source, link = tmp_path / "一.docx", tmp_path / "二.docx"
    source.write_bytes(b"source")
    link.hardlink_to(source)
    with pytest.raises(NdbgError, match="就是要读的文件"):
        save(NewFile(link, b"new", (source,)), force=True)
    with pytest.raises(NdbgError, match="就是要读的文件"):
        Output([source]).save(NewFile(link, b"new"), force=True)
    assert source.read_bytes() == b"source"


def test_two_files_of_a_run_do_not_go_to_one_place(tmp_path: Path) -> None:
    output = Output()
    output.save(NewFile(tmp_path / "一.md", b"one", (tmp_path / "甲.toml",)))
    with pytest.raises(NdbgError, match="”要写的文件与前面的一个文件相同"):
        output.save(NewFile(tmp_path / "一.md", b"two", (tmp_path / "乙.toml",)), force=True)
    assert (tmp_path / "一.md").read_bytes() == b"one"


def test_a_folder_is_made_with_the_first_file_and_goes_where_that_fails(tmp_path: Path) -> None:
    folder = tmp_path / "新" / "文件夹"
    output = Output(folder=folder)
    with pytest.raises(NdbgError, match="文件名或路径太长"):
        output.save(NewFile(folder / f"{'长' * 300}.md", b"text"))
    assert list(tmp_path.iterdir()) == []
    output.save(NewFile(folder / "一.md", b"text"))
    assert (folder / "一.md").read_bytes() == b"text"


@pytest.mark.parametrize(
    ("output", "folder", "draft", "name"),
    [
        (None, None, False, f"数据/{TITLE}.docx"),
        (None, None, True, f"数据/{TITLE}（草稿）.docx"),
        ("年报.docx", None, False, "年报.docx"),
        ("年报.docx", None, True, "年报（草稿）.docx"),
        ("草稿.docx", None, True, "草稿.docx"),
        (None, "送审", False, f"送审/{TITLE}.docx"),
    ],
    ids=lambda value: f"{value}",
)
def test_the_name_is_the_one_given_or_the_title(
    report: Report, output: str | None, folder: str | None, name: str, *, draft: bool
) -> None:
    report = report.__class__(Source(Path("数据/data.toml")), report.form, report.agency, report.year)
    output_path, folder_path = (Path(given) if given else None for given in (output, folder))
    assert target(report, output_path, ".docx", folder=folder_path, draft=draft) == Path(name)


def test_signs_that_nobody_sees_are_in_no_name_of_a_file(report: Report) -> None:
    hidden = report.__class__(Source(Path("data.toml")), report.form, "某市\u202e档案\u200b局", report.year)
    assert target(hidden, None, ".docx", folder=None, draft=False) == Path(f"{TITLE}.docx")


def test_a_name_of_another_kind_is_refused(report: Report) -> None:
    with pytest.raises(NdbgError, match="这个文件名要以"):
        target(report, Path("年报.pdf"), ".docx", folder=None, draft=False)


def test_several_files_go_to_a_folder_only(tmp_path: Path) -> None:
    several = [Path("甲.toml"), Path("乙.toml")]
    assert shared_folder(several, tmp_path) == tmp_path
    assert shared_folder(several[:1], tmp_path) is None
    with pytest.raises(NdbgError, match="不是文件夹"):
        shared_folder(several, Path("年报.docx"))
