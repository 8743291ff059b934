"""Whose count, and of which year: a text may speak of another office, a part of it, or another year.

Where that is so, or may be so, a count cannot be held against the tables.
"""

import re
from enum import Enum
from typing import NamedTuple

from ndbg.form import Form
from ndbg.report import Report
from ndbg.text.patterns import HAN, Pattern, Words


class Scope(Enum):
    """Whether a count is that of the report: surely, perhaps, or not."""

    OWN = "own"
    UNSURE = "unsure"
    OTHER = "other"


_GOVERNMENT = Words("省|市|县|区|州|盟|旗|人民政府")
_WHOLE = Words("全省|全市|全县|全区|全州|全盟|全旗|系统|各级|辖区")
_PART = Pattern(
    rf"协助|配合|代为|代(?=[省市县区])|分局|支局|派出|分中心|站所|[省市县区州旗局厅委]本级|(?<!{HAN})本级|机关本级|[市县区省]直|[下所局厅委]属|各(?:镇|乡|街道|部门|单位|县|区|地|科室)"
    r"|(?:省|市|县|区|州|旗)政府(?:办公厅|办公室|办|(?=收到|新收|受理|办理|□|为被告|为答复|作为))|(?:部分|个别|有关)(?:单位|部门)"
)
# The name of an office or a place at the head of a clause, before what it did.
_NAMED = Pattern(
    rf"(?:^|[，；：、。□]|其中)(?:20\d\d年(?:度)?，?)?(?P<name>{HAN}{{2,14}}?(?:委员会|办公[室厅]|管委会|街道办事处|支队|中心"
    r"|[局委办厅院镇乡县区市]|街道|新城|开发区|园区))(?=仅|只|[上去]年|20\d\d年|全年|本年|今年|年内|共|新|收|受|办理|办结|答复|依申|有|累计|未|没|\d)"
)
_PLACE = Words("镇|乡|县|区|市|街道|新城")
_OWN_WORDS = Words("我|本|全")
_YEAR = Pattern(r"(20\d\d)年")
_BEFORE = Pattern(r"上一?年度?|去年|往年|前年|前两年", given="上年|上一年|去年|往年|前年|前两年")
_NOW = Words("本年|今年|全年|年内|当年")
_COMPARED = Words("较|相比|同比|比上|比去|比20|与上|与去|与20|增长|下降|增加|减少")
_CARRIED = Words("结转|转结|转入|遗留|跨年|延续")
_SPAN = Pattern(
    r"20\d\d年?[至到—-]20\d\d年|近[两三四五\d]年|[三四五\d]年来|(?<!今年)(?<!本年)(?<!一年)以来|上半年|下半年|第?[一二三四]季度|截[至止](?!(?:20\d\d年)?(?:12月|年底|年末))"
    r"|(?<!\d年)(?<!\d)(?<!截至)(?<!至)(?!1[-至]12月)\d{1,2}月份?(?!\d|\d*日)|累计至|历年|“十",
    given="至20|到20|—20|-20|近|年来|以来|半年|季度|截|月|累计至|历年|“十",
)


class Office(NamedTuple):
    """Who reports on which year, in which form; the year is 0 where it is not known."""

    agency: str
    year: int
    form: Form

    @classmethod
    def of(cls, report: Report) -> "Office":
        """The office of a report."""
        return cls("".join(report.agency.split()), report.year, report.form)

    @property
    def is_government(self) -> bool:
        """Whether it reports for a whole government rather than for one department."""
        return _GOVERNMENT.end(self.agency)

    def scope(self, text: str, sentence: str) -> Scope:
        """Whose count it is that follows a text, the part of a sentence up to there."""
        if _PART.search(text):
            return Scope.OTHER
        named = [
            m["name"]
            for m in _NAMED.finditer(text)
            if not (m["name"].startswith("该") or _OWN_WORDS.within(m["name"]))
        ]
        if any(not self._is_called(name, within=sentence) for name in named):
            return Scope.OTHER
        # A department's report may tell of all its branches, or of the whole town.
        whole = _WHOLE.within(text)
        return Scope.UNSURE if whole and self.agency and not self.is_government else Scope.OWN

    def _is_called(self, name: str, *, within: str) -> bool:
        """Whether a name may be short for the agency: 市科委 is 市科学技术委员会.

        Where the agency is not known, a place beside 全市 is a part of it.
        """
        if not self.agency:
            return not (_PLACE.end(name) and _WHOLE.within(within))
        rest = iter(self.agency)
        return all(char in rest for char in name)

    def speaks_of(self, sentence: str, start: int, end: int) -> bool:
        """Whether what a sentence says from `start` to `end` is said of the year of the report."""
        phrase = sentence[start:end]
        if _SPAN.search(sentence[:end]):
            return False
        told = self._year(phrase)
        if told is not None or _COMPARED.within(phrase):
            return bool(told)
        # A year that an earlier clause names holds on, unless it was only compared with.
        for clause in reversed(re.split(r"[，；：]", sentence[:start])):
            if _COMPARED.within(clause) or _CARRIED.within(clause):
                continue
            if (told := self._year(clause)) is not None:
                return told
        return True

    def _year(self, text: str) -> bool | None:
        """Whether a text names the year of the report (True), another one (False), or none."""
        years = [int(year) for year in _YEAR.findall(text)]
        if years:
            return not self.year or set(years) == {self.year}
        if _BEFORE.search(text) and not (_NOW.within(text) and _CARRIED.within(text)):
            return False
        return True if _NOW.within(text) else None
