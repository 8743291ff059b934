"""What an office may set for itself: thresholds, the day of publication, whether a seal is used.

The names are those in `ndbg.toml`; all have defaults.
"""

from calendar import monthrange
from decimal import Decimal, InvalidOperation
from typing import NamedTuple


class SettingError(Exception):
    """A setting that cannot be used; the message is for the person who wrote it."""


class Settings(NamedTuple):
    """Thresholds, deadlines, and the form of the signature.

    `alike` is in per cent of a section's text (Y505). `jump` is a ratio between years, applied from `jump_from` 件
    on (Y506). `share` is in percentage points (X603), `fee_ratio` between the fees of two years (T203), `shortest`
    in characters (X606). `deadline` is month and day of the year after the report's; None for the legal day,
    条例第四十九条 (FMT112). `sealed`: a seal will be put on the Word report, which decides the place of its signature
    (GB/T 9704—2012, 7.3.5).
    """

    alike: Decimal = Decimal(80)
    jump: Decimal = Decimal(10)
    jump_from: Decimal = Decimal(20)
    share: Decimal = Decimal("0.1")
    fee_ratio: Decimal = Decimal(1000)
    shortest: Decimal = Decimal(30)
    deadline: tuple[int, int] | None = None
    sealed: bool = True

    def with_value(self, name: str, value: str) -> "Settings":
        """The settings with one changed, by its name in `NAMES`. Raises SettingError."""
        field = NAMES.get(name)
        if field is None:
            raise SettingError(f"没有“{name}”这一项设置；可以设置的有：{'、'.join(NAMES)}")
        if field == "deadline":
            return self._replace(deadline=_day(name, value))
        if field == "sealed":
            return self._replace(sealed=_yes_or_no(name, value))
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal(-1)
        if not number.is_finite() or number < 0:
            raise SettingError(f"“{name}”要是一个数，例如 {getattr(DEFAULTS, field)}，写成了“{value}”")
        if field in _PER_CENT and number > _WHOLE:
            raise SettingError(f"“{name}”是百分数，不超过 100，写成了“{value}”")
        return Settings(**(self._asdict() | {field: number}))


NAMES = {
    "雷同比例": "alike",
    "骤变倍数": "jump",
    "骤变起点": "jump_from",
    "占比误差": "share",
    "收费倍数": "fee_ratio",
    "第五章最少字数": "shortest",
    "公布期限": "deadline",
    "落款盖章": "sealed",
}


_PER_CENT = ("alike", "share")
_WHOLE = 100
_WORDS = {"是": True, "否": False, "true": True, "false": False}
_LEAP_YEAR = 2024
DEFAULTS = Settings()


def _yes_or_no(name: str, value: str) -> bool:
    if value not in _WORDS:
        raise SettingError(f'“{name}”写成 "是" 或 "否"，写成了“{value}”')
    return _WORDS[value]


def _day(name: str, value: str) -> tuple[int, int]:
    month, _, day = value.partition("-")
    in_year = month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12
    # The last of February is the 29th in some years.
    if in_year and 1 <= int(day) <= monthrange(_LEAP_YEAR, int(month))[1]:
        return int(month), int(day)
    raise SettingError(f"“{name}”写成月和日，例如 01-31，写成了“{value}”")
