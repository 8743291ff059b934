"""Numbers written in Chinese numerals."""

_DIGITS = str.maketrans("一二三四五六七八九〇○零Oo", "12345678900000")


def in_digits(text: str) -> str:
    """A text with its numerals as digits, one for one: `二〇二一` is `2021`."""
    return text.translate(_DIGITS)


def number(text: str) -> int:
    """A number below 100 or a year, in digits or numerals: `24`, `二十四`, `二〇二五`. Raises ValueError."""
    tens, ten, ones = in_digits(text).partition("十")
    return 10 * int(tens or 1) + int(ones or 0) if ten else int(tens)
