"""The version of a report and its day of receipt, from the names of files and folders."""

import re
from datetime import date
from enum import Enum
from typing import NamedTuple

from ndbg.text.numerals import number

_REVISED = re.compile(
    r"修改(?!意见)|修订|修正|更正|重报|重新报|再报|再次|改后|改稿|第[二三四五2-5][稿次版]|[二三四2-4]稿"
    r"|(?<![a-z])v(?:er)?\.?(?:0?[2-9]|[1-9]\d)(?!\d)|新版|已改|最新|更新[版稿]|[（(](?:改|新|改后?\d)[）)]|(?<![a-z])rev(?![a-z])",
    re.IGNORECASE,
)
_FINAL = re.compile(r"定稿|终稿|最终|(?<![a-z])final(?![a-z])", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"公布稿|公布版|公开稿|公开版|发布稿|发布版|已公布|已发布|网站版|网页版|上网|官网|网站(?:发布|公布|下载)"
)
_NUMBERED = re.compile(
    r"第?([二三四五2-9])[稿次版]|(?<![a-z])v(?:er)?\.?(\d\d?(?:\.\d\d?)?)(?![\d年月日号])"
    r"|(?:修改|修订|修正|更正|改|公[布开]|发布)[稿版]?[-_ ]?[（(]?第?([二三四五2-9])(?![\d年月日号])",
    re.IGNORECASE,
)
_DECIDED = "以此为准"
_PUT_ASIDE = re.compile(r"作废|草稿|初稿|底稿|旧[版稿]|审前|修改前|[-_ （(【](?:旧|错)(?!\w)")
_DAY = re.compile(
    r"(?<!\d)(?:(20\d\d)(?:[年./_-]?)(0?[1-9]|1[0-2])(?:[月./_-]?)(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)|(1[0-2]|0?[1-9])月(\d{1,2})[日号])"
)
_BARE_DAY = re.compile(r"(?<!\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")


class Draft(Enum):
    """The stage of a report, in order."""

    SENT = "报送稿"
    REVISED = "修改稿"
    PUBLISHED = "公布稿"

    @property
    def rank(self) -> int:
        """Its place in the order, from 0."""
        return list(Draft).index(self)


class Stage(NamedTuple):
    """The stage that the name of a file tells.

    `number` is that of the revision in hundredths, 0 where the name tells of none. `final`: it is called the last one
    (定稿, 最终). `decided`: it is said to be the one that counts (以此为准). `aside`: it is said not to count (作废, 草稿).
    """

    draft: Draft = Draft.SENT
    number: int = 0
    final: bool = False
    decided: bool = False
    aside: bool = False


def stage_of(path: str) -> Stage:
    """The stage of a file by its name and its folder's."""
    folder, _, name = path.rpartition("/")
    texts = (name, folder.rpartition("/")[2])
    revised = next((text for text in texts if _REVISED.search(text)), "")
    final = any(map(_FINAL.search, texts))
    draft = Draft.REVISED if revised or final else Draft.SENT
    if any(map(_PUBLISHED.search, texts)):
        draft = Draft.PUBLISHED
    numbered = revised or next((text for text in texts if _NUMBERED.search(text)), "")
    decided, aside = any(_DECIDED in text for text in texts), any(map(_PUT_ASIDE.search, texts))
    return Stage(draft, _number(numbered), final, decided, aside)


def _number(text: str) -> int:
    """The number of a revision in the name that tells of it, in hundredths."""
    found = _NUMBERED.search(text)
    whole, _, part = (next(filter(None, found.groups())) if found else "1").partition(".")
    return 100 * number(whole) + int(part or 0) if text else 0


def day_in(path: str, year: int, *, bare: bool = False) -> date | None:
    """The date in the name of a file or its folder, in the year after the report's; `bare`: four digits too, 0118."""
    folder, _, name = path.rpartition("/")
    for text in (name, folder.rpartition("/")[2]):
        for found in (*_DAY.finditer(text), *(_BARE_DAY.finditer(text) if bare else ())):
            numbers = [int(part) for part in found.groups() if part]
            try:
                day = date(*([year + 1, *numbers][-3:]))
            except ValueError:
                continue
            if day.year == year + 1:
                return day
    return None
