"""JSON as text: all of a value, and nothing that a terminal obeys."""

import json

import pytest

from ndbg.show.json_text import dumps

VALUE = {"机关": "某\u202e局\x7f\x9b\u2028", "数": [1, None, True], "文": "一\n二\t三"}


@pytest.mark.parametrize("ascii", [True, False])
def test_a_program_gets_the_same_and_a_terminal_only_text(ascii: bool) -> None:
    text = dumps(VALUE, ascii=ascii)
    assert json.loads(text) == VALUE
    assert text.replace("\n", "").isprintable()
    assert text.isascii() is ascii


def test_the_text_is_this() -> None:
    assert dumps({"机关": "某\u202e局"}) == '{\n  "机关": "某\\u202e局"\n}'
