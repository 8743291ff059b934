"""Characters that are taken for one another."""

import pytest

from ndbg.text.alike import alike


@pytest.mark.parametrize(
    ("one", "other"), [("议", "意"), ("公", "工"), ("期", "其"), ("频", "屏"), ("做", "作")]
)
def test_what_sounds_alike_is_taken_for_one_another(one: str, other: str) -> None:
    assert other in alike(one)
    assert one in alike(other)


@pytest.mark.parametrize(("one", "other"), [("训", "洲"), ("设", "没")])
def test_what_looks_alike_is_taken_for_one_another(one: str, other: str) -> None:
    assert other in alike(one)
    assert one in alike(other)


def test_what_sounds_and_looks_different_is_not() -> None:
    assert "印" not in alike("议")
    assert alike("A") == ""
