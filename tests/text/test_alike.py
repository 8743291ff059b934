"""Characters that are taken for one another."""

import pytest

from ndbg.text.alike import by_look, by_sound


@pytest.mark.parametrize(("one", "other"), [("复议", "复意"), ("公开", "工开"), ("期限", "其限")])
def test_what_sounds_alike_is_the_same_by_sound(one: str, other: str) -> None:
    assert one.translate(by_sound()) == other.translate(by_sound())


def test_what_sounds_different_is_not_the_same_by_sound() -> None:
    assert "复议".translate(by_sound()) != "复印".translate(by_sound())


@pytest.mark.parametrize(("one", "other"), [("训", "洲"), ("设", "没")])
def test_what_looks_alike_is_the_same_by_look(one: str, other: str) -> None:
    assert one.translate(by_look()) == other.translate(by_look())
