"""What may be chosen of sums and statistics, for commands that load nothing else before they run."""

from enum import StrEnum


class Scope(StrEnum):
    """The scope of a sum: own office and departments (本级), or also the governments below (本行政区域)."""

    LEVEL = "本级"
    REGION = "本行政区域"


class By(StrEnum):
    """What the rows of a table of statistics are."""

    BODY = "单位"
    KIND = "类别"
    PARENT = "上级"
    YEAR = "年度"
