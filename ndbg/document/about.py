"""Agency, year and day of publication as stated outside the title.

Sites state them in a table or a line above the article, workbooks above each table, reports in their foreword and
their signature.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from ndbg.document.blanks import find_date, is_blank_name, is_office
from ndbg.document.titles import agency_in, read_title, yearless_agency
from ndbg.form import Form
from ndbg.text.labels import compact
from ndbg.text.patterns import Pattern

_LONGEST = 200  # characters of a line that states one of them
_DAYS = Pattern(
    r"(?P<what>发布|公开|公布|发文|印发|成文|生成)(?:日期|时间|日)[:：]?(?P<said>.*)",
    given="日|时间",
)
_PUBLISHED = ("发布", "公开", "公布")  # of these days that of publication; the others are days of writing
_OFFICES = Pattern(
    r"(?:填报|编制|报告|公开|发布|制作|发文|主办)(?:单位|机关|机构|部门)(?:名称)?[:：]?(?P<said>.*)|(?:信息|文章)?来源[:：](?P<source>.*)",
    given="单位|机关|机构|部门|来源",
)
_TITLES = Pattern(r"(?:信息|文件)?(?:名称|标题)[:：]?(?P<said>.*)", given="名称|标题")
_NEXT_FIELD = Pattern(
    r"(?:来源|作者|浏览|点击|阅读|字体|字号|单位|索引|发布|公开|成文|生成|发文|文号|有效|信息|主题|时间|日期|责任|编辑|打印).*[:：\[【]"
)
_FOREWORD_OFFICE = Pattern(
    r"(?:^|[，,。；、]|规定|要求|结合)(?:现?由)?(?P<agency>[^，,。；（()）《》]{2,40}?)(?:现)?(?:组织)?(?:编制|公布|发布|制作|形成|向社会公布)了?(?:并公布)?(?:本|《?20\d\d年|年度报告)",
    given="编制|公布|发布|制作|形成",
)
_FOREWORD_YEAR = Pattern(r"(?:自|从|为|是|期限|时间)?(20\d\d)年1月1日(?:起|至|到|—|-)", given="年1月1日")
_NO_OFFICE = ("本", "我", "现", "特", "该", "各")


class Stated(NamedTuple):
    """Agency and year as stated in one place; empty and 0 where it states none. `place` names it for messages."""

    place: str
    agency: str
    year: int


class Metadata(NamedTuple):
    """Titles and day of publication from the metadata of a file."""

    titles: tuple[str, ...] = ()
    published: date | None = None


NO_METADATA = Metadata()


def from_titles(texts: Iterable[str], place: str) -> Iterator[Stated]:
    """Agency and year from titles outside the text, where a site may have added its own name: `…年度报告_某县政府网`."""
    for text in texts:
        pieces = [text, *(piece for sign in "_|-–—" for piece in text.split(sign))]
        for piece in pieces:
            dense = "".join(piece.split())[:_LONGEST]
            if title := read_title(dense):
                yield Stated(place, agency_in(title), title.year or 0)
                break
            if agency := yearless_agency(dense):
                yield Stated(place, agency, 0)
                break


def from_fields(lines: Sequence[str]) -> Iterator[Stated]:
    """Agency and year from the fields above an article: 名称, 发布机构, 填报单位."""
    for said in _fields(lines, _TITLES):
        yield from from_titles([said], "信息表")
    for said in _fields(lines, _OFFICES):
        if (name := "".join(said.split())) and is_office(name) and not is_blank_name(name):
            yield Stated("信息表", name, 0)


def from_tables(lines: Iterable[str], form: Form) -> Iterator[Stated]:
    """Agency and year from headings of tables that begin with both: `某局2024年主动公开政府信息情况`."""
    pattern = _table_titles(form)
    for line in lines:
        found = pattern.fullmatch(compact(line)) if len(line) <= _LONGEST else None
        if found:
            yield Stated("表格标题", found["agency"], int(found["year"]))


@cache
def _table_titles(form: Form) -> Pattern:
    wordings = sorted(
        {compact(text) for s in form.sections if s.table for text in (s.label.text, *s.label.also)},
        key=len,
        reverse=True,
    )
    said = "|".join(wordings)
    return Pattern(rf"(?P<agency>.{{2,40}}?)(?P<year>20\d\d)年?度?(?:{said})(?:表|统计表)?", given=said)


def from_foreword(text: str) -> Stated:
    """Agency and year from a foreword: `××局编制本报告`, `统计期限为2024年1月1日至…`."""
    dense = compact(text)[: 4 * _LONGEST]
    names = (found["agency"] for found in _FOREWORD_OFFICE.finditer(dense))
    agency = next((name for name in names if is_office(name) and not name.startswith(_NO_OFFICE)), "")
    year = _FOREWORD_YEAR.search(dense)
    return Stated("引言", agency, int(year[1]) if year else 0)


def from_signature(lines: Sequence[str]) -> Stated:
    """The agency in the signature: the last line below the last section that is the name of an office."""
    names = ("".join(line.split()) for line in reversed(lines))
    return Stated("落款", next((n for n in names if is_office(n) and not is_blank_name(n)), ""), 0)


def published(lines: Sequence[str]) -> date | None:
    """The day of publication from a field above an article, else the day of writing."""
    days: dict[bool, date] = {}
    for at, line in enumerate(lines):
        if len(line) > _LONGEST:
            continue
        for found in _DAYS.finditer(line):
            said = found["said"].strip() or (lines[at + 1] if at + 1 < len(lines) else "")
            day = find_date(said[:_LONGEST])
            if day:
                days.setdefault(found["what"] in _PUBLISHED, day)
                break
    return days.get(True, days.get(False))


def _fields(lines: Sequence[str], pattern: Pattern) -> Iterator[str]:
    """The values of the fields that match a pattern, each on its line or alone on the next."""
    for at, line in enumerate(lines):
        found = pattern.match(line.strip()) if len(line) <= _LONGEST else None
        if found is None:
            found = next(iter(pattern.finditer(line)), None) if len(line) <= _LONGEST else None
        if found is None:
            continue
        said = next((text for text in found.groups() if text), "").strip(" 　:：")
        if not said and at + 1 < len(lines):
            said = lines[at + 1]
        yield _one_field(said)


def _one_field(said: str) -> str:
    """The value of a field without further fields on the same line."""
    piece = said.replace("\u3000", " ").strip().split(" ")[0]
    following = _NEXT_FIELD.search(piece)
    return piece[: following.start()] if following else piece
