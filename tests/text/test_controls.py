"""What a terminal would obey is never given to one."""

import json

import pytest

from ndbg.text.controls import escaped, printable, unseen


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066"])
def test_what_a_terminal_would_obey_is_shown_as_a_mark_or_by_its_number(sign: str) -> None:
    assert printable(f"甲{sign}乙\n") == "甲\N{REPLACEMENT CHARACTER}乙\N{REPLACEMENT CHARACTER}"
    assert printable(f"甲{sign}乙\n", kept="\n") == "甲\N{REPLACEMENT CHARACTER}乙\n"
    assert json.loads(escaped(json.dumps([sign], ensure_ascii=False))) == [sign]
    assert not printable(escaped(sign)).count("\N{REPLACEMENT CHARACTER}")


def test_characters_that_nobody_sees_are_found_and_blanks_are_none() -> None:
    assert unseen("甲\u202e乙\u200b丙\u202e\x7f\u2028\ufeff") == [
        "\u202e",
        "\u200b",
        "\x7f",
        "\u2028",
        "\ufeff",
    ]
    assert unseen("海州市\u3000水利局\xa0（甲） ×〇") == []
