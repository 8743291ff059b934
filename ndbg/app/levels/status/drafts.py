"""The version of a report and its day of receipt, from the names of files and folders."""

import re
from datetime import date
from enum import Enum

_REVISED = re.compile(
    r"修改(?!意见)|修订|修正|更正|重报|重新报|再报|再次|改后|改稿|定稿|终稿|最终|第[二三四五2-5][稿次版]|[二三四2-4]稿"
    r"|(?<![a-z])v(?:er)?\.?[2-9](?!\d)|新版|已改|最新|更新[版稿]|[（(](?:改|新|改后?\d)[）)]|(?<![a-z])(?:final|rev)(?![a-z])",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"公布稿|公布版|公开稿|公开版|发布稿|发布版|已公布|已发布|网站版|网页版|上网|官网|网站(?:发布|公布|下载)"
)
_NUMBERED = re.compile(
    r"第?([二三四五2-9])[稿次版]|v(?:er)?\.?([2-9])"
    r"|(?:修改|修订|修正|更正|改)[稿版]?[-_ ]?[（(]?第?([二三四五2-9])(?![\d年月日号])",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?<!\d)(?:(20\d\d)(?:[年./_-]?)(0?[1-9]|1[0-2])(?:[月./_-]?)(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)|(1[0-2]|0?[1-9])月(\d{1,2})[日号])"
)
_NUMERALS = {"二": 2, "三": 3, "四": 4, "五": 5}


class Draft(Enum):
    """The stage of a report, in order."""

    SENT = "报送稿"
    REVISED = "修改稿"
    PUBLISHED = "公布稿"

    @property
    def rank(self) -> int:
        """Its place in the order, from 0."""
        return list(Draft).index(self)


def draft_of(path: str, year: int) -> tuple[Draft, int]:
    """The stage of a file by its name and its folder's, and the number of the revision in it."""
    folder, _, name = path.rpartition("/")
    for text in (name, folder.rpartition("/")[2]):
        if _PUBLISHED.search(text):
            return Draft.PUBLISHED, 0
        if _REVISED.search(text):
            number = _NUMBERED.search(text)
            said = next(filter(None, number.groups())) if number else "1"
            return Draft.REVISED, _NUMERALS.get(said) or int(said)
    # A file whose name has a later date supersedes one with an earlier date.
    day = day_in(path, year)
    return Draft.SENT, day.toordinal() if day else 0


def day_in(path: str, year: int) -> date | None:
    """The date in the name of a file or of its folder, if it is in the year after the report's."""
    folder, _, name = path.rpartition("/")
    for text in (name, folder.rpartition("/")[2]):
        for found in _DAY.finditer(text):
            parts = found.groups()
            try:
                day = date(*map(int, parts[:3])) if parts[0] else date(year + 1, int(parts[3]), int(parts[4]))
            except ValueError:
                continue
            if day.year == year + 1:
                return day
    return None
