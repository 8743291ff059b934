"""Many files: here and in other processes it comes to the same."""

from functools import partial
from pathlib import Path

import pytest

from ndbg.app.batch import over_files
from ndbg.app.check import Checked, check_file
from ndbg.app.fill import FillRequest, fill
from ndbg.errors import InputError, NdbgError, Remark
from ndbg.show.findings_json import result_json
from ndbg.show.report_json import report_json
from tests.conftest import EXAMPLES, GOOD_EXAMPLES

# A suite may have threads of libraries, of which Python 3.12 warns where it forks.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Files that can be used, one that is not there, and one that does not parse."""
    wrong = tmp_path / "错.toml"
    wrong.write_text('"规章" = [2 1, 12]\n', encoding="utf-8")
    examples = [EXAMPLES / f"{name}.toml" for name in GOOD_EXAMPLES]
    return [examples[0], tmp_path / "没有.toml", wrong, *examples[1:]]


def values(outcome: Checked | NdbgError) -> object:
    """What an outcome says, without the identity of its objects."""
    if isinstance(outcome, NdbgError):
        return type(outcome), f"{outcome}"
    path = outcome.report.source.path
    return report_json(outcome.report), result_json(path, outcome.result), outcome.remarks, outcome.settings


def test_other_processes_give_what_the_work_gives_here(paths: list[Path]) -> None:
    here = list(over_files(paths, check_file))
    there = list(over_files(paths, check_file, 2))
    assert [path for path, _ in there] == paths
    for (_, one), (_, other) in zip(here, there, strict=True):
        assert values(one) == values(other)
    (_, error) = there[2]
    assert isinstance(error, InputError)
    assert error.problems[0].line == 1
    assert error.lines[0] == '"规章" = [2 1, 12]'


def test_a_request_and_its_result_come_from_another_process_as_they_were(paths: list[Path]) -> None:
    work = partial(fill, request=FillRequest(folder=Path("年报")))
    ((_, filled),) = over_files(paths[:1], work, 2)
    assert not isinstance(filled, NdbgError)
    here = fill(paths[0], FillRequest(folder=Path("年报")))
    assert (filled.file, filled.remarks, filled.notices) == (here.file, here.remarks, here.notices)
    assert values(filled.checked) == values(here.checked)


def test_with_one_job_each_file_is_worked_on_when_its_turn_comes() -> None:
    begun: list[Path] = []
    outcomes = over_files([Path("一"), Path("二")], begun.append)
    assert begun == []
    next(outcomes)
    assert begun == [Path("一")]


def test_only_what_a_person_can_mend_is_an_outcome() -> None:
    remark = Remark(Path("一"), "按 GBK 读取", reading=True)

    def refused(_: Path) -> None:
        error = NdbgError("不能用")
        error.remarks = (remark,)
        raise error

    ((_, outcome),) = over_files([Path("一")], refused)
    assert isinstance(outcome, NdbgError)
    assert (f"{outcome}", outcome.remarks) == ("一：不能用", (remark,))


def _broken(_: Path) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_of_ours_is_no_outcome(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(over_files([Path("一"), Path("二")], _broken, jobs))
