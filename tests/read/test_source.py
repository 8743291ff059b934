"""Which paths name another computer, as Windows reads them."""

import pytest

from ndbg.read.source import is_on_network


@pytest.mark.parametrize(
    "path", [r"\\host\share\a.docx", "//host/share/a.docx", r"/\host\share", r"\/host/share"]
)
def test_a_path_to_another_computer_is_known(path: str) -> None:
    assert is_on_network(path)


@pytest.mark.parametrize(
    "path", ["2023.toml", "../去年/年报.docx", "/home/a/b", r"C:\年报\a.docx", r"去年\\a.docx"]
)
def test_a_path_here_is_none(path: str) -> None:
    assert not is_on_network(path)
