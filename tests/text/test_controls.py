"""What a terminal would obey is never given to one."""

import json

import pytest

from ndbg.text.controls import numbered, printable


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066"])
def test_what_a_terminal_would_obey_is_shown_as_a_mark_or_by_its_number(sign: str) -> None:
    assert printable(f"甲{sign}乙\n") == "甲\N{REPLACEMENT CHARACTER}乙\N{REPLACEMENT CHARACTER}"
    assert printable(f"甲{sign}乙\n", kept="\n") == "甲\N{REPLACEMENT CHARACTER}乙\n"
    assert json.loads(numbered(json.dumps([sign], ensure_ascii=False))) == [sign]
    assert not printable(numbered(sign)).count("\N{REPLACEMENT CHARACTER}")
