"""Whole numbers in digits, as files and people write them: of any length, for `int` refuses more than 4300 digits."""

_MOST_EXACT = 15  # digits that Excel keeps


def whole_number(text: str, most: int) -> int | None:
    """The number in ASCII digits, or `most` where it is larger; None for any other text."""
    if not (text.isascii() and text.isdigit()):
        return None
    digits = text.lstrip("0") or "0"
    return most if len(digits) > len(f"{most}") else min(int(digits), most)


def number_or_text(text: str) -> int | str:
    """The number that every program shows just as the text; the text itself where there is none, as for `007`."""
    plain = text.isascii() and text.isdigit() and len(text) <= _MOST_EXACT
    return int(text) if plain and (text == "0" or text[0] != "0") else text
