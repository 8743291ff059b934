"""Agency, year and day of publication as stated outside the title.

Sites state them in a table or a line above the article, workbooks above each table, reports in their foreword and
their signature.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, filterfalse, pairwise
from typing import NamedTuple, TypeVar

from ndbg.document.blanks import SEAL, find_date, is_blank_name, is_date, is_office
from ndbg.document.fields import PUBLISHED, PUBLISHER, REPORTER, SEALED, WRITTEN, is_office_label
from ndbg.document.grid import Grid
from ndbg.document.titles import agency_in, read_title, yearless_agency
from ndbg.form import Form
from ndbg.text.labels import compact, without_blanks
from ndbg.text.patterns import Pattern

T = TypeVar("T")

_LONGEST = 200  # characters of a line that states one of them
_DAYS = Pattern(rf"(?:(?P<published>{PUBLISHED})|{WRITTEN}|生成(?:日期|时间|日))[:：]?(?P<said>.*)")
_OFFICES = Pattern(rf"(?:{REPORTER}|{PUBLISHER}){SEALED}[:：]?(?P<said>.*)", given="单位|机关|机构|部门|主体")
_FILLED_IN_BY = Pattern(rf"{REPORTER}\s*{SEALED}\s*[:：]\s*(?P<said>\S.*)")
_SOURCES = Pattern(r"(?:信息|文章|稿件)?来源[:：](?P<said>.*)")
# A unit within an office, as a source may be: 办公室, 局办公室.
_UNIT = Pattern(r"(?:.|综合|行政|政务公开)?办公室|.{0,6}[科股处]室?")
# The wording of a letter or an announcement around the name of the report.
_ANNOUNCED = Pattern(
    r"(?P<agency>[^,。;《》]{0,40}?)关于(?:(?:报送|上报|呈报)(?P<sent>.{10,80})的(?:报告|函)|(?:印发|公布|发布|公开)(?P<said>.{10,80})的(?:通知|通告|公告|公示|报告))",
)
_RED_HEAD = Pattern(r"(?P<agency>.{2,40})文件")
_NUMBER_OF_DOCUMENT = Pattern(r"[^，。：]{1,20}[〔\[（(【]20\d\d[〕\]）)】]第?\d{1,5}号")
_WRITTEN_BY = Pattern(r"(?P<agency>.{2,40}?)(?:编制?|编印|印发|发布)?")
_DAY_BEHIND = Pattern(r"(?:20\d\d|二[〇○零].{2})(?:年.{1,2}月.{1,3}日|([-/.])\d{1,2}\1\d{1,2})\)?$")
_LAST_LINES = 12  # of the last section, among which a signature without a day is looked for
_LAST_MONTH = 3  # of those in which reports on the year before are published
_NEAR_TITLE = 3  # lines below a title among which its office may stand
_TITLES = Pattern(r"(?:信息|文件)?(?:名称|标题)[:：]?(?P<said>.*)")
_NEXT_FIELD = Pattern(
    r"(?:来源|作者|浏览|点击|阅读|字体|字号|单位|索引|发布|公开|成文|生成|发文|文号|有效|信息|主题|时间|日期|责任|编辑|打印).*[:：\[【]"
)
_FOREWORD_OFFICE = Pattern(
    r"(?:^|[，,。；、]|规定|要求|结合)(?:现?由)?(?P<agency>[^，,。；（()）《》]{2,40}?)(?:现)?(?:组织)?(?:编制|公布|发布|制作|形成|向社会公布)了?(?:并公布)?(?:本|《?20\d\d年|年度报告)",
    given="|".join(
        f"{made}{done}{also}{what}"
        for made in ("编制", "公布", "发布", "制作", "形成")
        for done in ("", "了")
        for also in ("", "并公布")
        for what in ("本", "20", "《20", "年度报告")
    ),
)
_FOREWORD_YEAR = Pattern(
    r"(20\d\d)(?:年0?1月0?1日|[-/.]0?1[-/.]0?1)[0零时点]{0,2}(?:起|至|到|止|[-—–~])",
)
# The year with which a sentence begins: 2024年，我局…
_YEAR_OF_SENTENCE = Pattern(r"(?:^|[。；\n])(20\d\d)年(?:度|来|以来)?(?=[,，]|[^\d月底初末至—-])")
_SITE_ENDS = ("网", "网站", "首页", "年报", "专栏", "公开", "平台")
_NO_OFFICE = ("本", "我", "现", "特", "该", "各")


class Stated(NamedTuple):
    """Agency and year as stated in one place; empty and 0 where it states none. `place` names it for messages."""

    place: str
    agency: str
    year: int


class Metadata(NamedTuple):
    """Titles and day of publication from the metadata of a file.

    `names` gives the titles in the properties of the file, at which nobody may have looked since it was made; it is
    called only where nothing else states the agency or the year.
    """

    titles: tuple[str, ...] = ()
    published: date | None = None
    names: Callable[[], Iterable[str]] = tuple


NO_METADATA = Metadata()


def from_titles(texts: Iterable[str], place: str) -> Iterator[Stated]:
    """Agency and year from titles outside the text, where a site may have added its own name: `…年度报告_某县政府网`."""
    for text in texts:
        cut = _without_site(text)
        pieces = [cut, *(piece for sign in "_|-–—" for piece in text.split(sign))]
        for piece in pieces:
            dense = without_blanks(piece)[:_LONGEST]
            if title := read_title(dense):
                yield Stated(place, agency_in(title), title.year or 0)
                break
            if agency := yearless_agency(dense):
                yield Stated(place, agency, 0)
                break


def _without_site(text: str) -> str:
    """The title of a page from the report's own on, without the site and its sections before it: `海州市人民政府 年报 ….`"""
    words = text.split()
    while len(words) > 1 and _is_of_site(words[0]) and read_title("".join(words[1:])):
        del words[0]
    return "".join(words)


def _is_of_site(word: str) -> bool:
    return is_office(word) or word.endswith(_SITE_ENDS) or not any(map(str.isalnum, word))


def from_announcement(lines: Iterable[str]) -> Iterator[Stated]:
    """Agency and year from a letter or announcement that names the report: `某局关于报送2024年…年度报告的报告`."""
    for line in lines:
        found = _ANNOUNCED.fullmatch(compact(line)) if len(line) <= _LONGEST else None
        title = read_title(found["sent"] or found["said"]) if found else None
        if found and title:
            yield Stated("标题", agency_in(title) or found["agency"], title.year or 0)


def _of_offices(place: str, texts: Iterable[str]) -> Iterator[Stated]:
    """Those of some texts that are names of offices, and no placeholders for one."""
    names = (without_blanks(text) for text in texts)
    return (Stated(place, name, 0) for name in names if is_office(name) and not is_blank_name(name))


def from_red_head(lines: Sequence[str]) -> Iterator[Stated]:
    """The agency from the head of a document: `某局文件`, or its name above the number of the document."""
    dense = [without_blanks(line)[:_LONGEST] for line in lines if line.strip()]
    heads = (found["agency"] for line in dense if (found := _RED_HEAD.fullmatch(line)))
    numbered = (line for line, below in pairwise(dense) if _NUMBER_OF_DOCUMENT.fullmatch(below))
    return _of_offices("文件头", chain(heads, numbered))


def below_title(lines: Sequence[str]) -> Iterator[Stated]:
    """The agency on a line of its own right below the title: `某局`, `某局编制`, `某局 2025年1月20日`."""
    return _of_offices("标题下面", map(_name_in, [line for line in lines if line.strip()][:_NEAR_TITLE]))


def _name_in(line: str) -> str:
    """The name of an office in a line, without a day, brackets, a seal, a field's name and 编."""
    name = _DAY_BEHIND.sub("", SEAL.sub("", compact(line))) if len(line) <= _LONGEST else ""
    name = name.strip("()") if name.endswith(")") == name.startswith("(") else name.strip("(")
    field = _OFFICES.fullmatch(name)
    name = field["said"].strip(":：") if field and field["said"] else name
    if not is_office(name) and (found := _WRITTEN_BY.fullmatch(name)):
        return found["agency"]
    return name


def from_fields(lines: Sequence[str]) -> Iterator[Stated]:
    """Agency and year from the fields above an article: 名称, 发布机构, 填报单位."""
    for said in _fields(lines, _TITLES):
        yield from from_titles([said], "信息表")
    yield from _of_offices("信息表", filterfalse(_UNIT.fullmatch, _fields(lines, _OFFICES)))


def from_source(lines: Sequence[str]) -> Iterator[Stated]:
    """The agency from the source of an article, which may also be the site: `来源：某局`."""
    return _of_offices("来源", filterfalse(_UNIT.fullmatch, _fields(lines, _SOURCES)))


def from_field_alone(lines: Iterable[str], grids: Iterable[Grid[T]]) -> Iterator[Stated]:
    """The agency that a field on a line or in a row of a table names, wherever it stands: `填报单位：某局`.

    None where such fields name several.
    """
    rows = [row for grid in grids for row in grid.rows]
    texts = {cell.text for row in rows for cell in row if cell}
    found = (_FILLED_IN_BY.match(line.strip()) for line in {*lines, *texts} if len(line) <= _LONGEST)
    named = {_one_field(field["said"]) for field in found if field}
    labels = set(filter(is_office_label, texts))
    named |= {
        cell.text for row in rows for label, cell in pairwise(row) if label and cell and label.text in labels
    }
    names = set(_of_offices("填报单位", named))
    return iter(names if len(names) == 1 else ())


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
    """The agency in the signature: an office right above a day, else the last line that is the name of an office.

    `lines` are those of the last section. Behind the signature there may be attachments.
    """
    written = [line for line in lines if line.strip()]
    signed = (_name_in(line) for line, below in pairwise(written) if is_date(below))
    last = (_name_in(line) for line in reversed(written[-_LAST_LINES:]))
    return next(_of_offices("落款", (*signed, *last)), Stated("落款", "", 0))


def from_text(text: str, day: date | None) -> Iterator[Stated]:
    """The year of the text of the first section: the only one with which sentences begin, else the one before `day`.

    A report is published in the first months of the following year (Regulations on Open Government Information, article 50).
    """
    years = {int(year) for year in _YEAR_OF_SENTENCE.findall("\n".join(map(compact, text.split("\n"))))}
    if not years and day and day.month <= _LAST_MONTH:
        yield Stated("公布日期", "", day.year - 1)
    if len(years) == 1 and (day is None or {day.year - 1} == years):
        yield Stated("正文", "", *years)


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
                days.setdefault(bool(found["published"]), day)
                break
    return days.get(True, days.get(False))


def _fields(lines: Sequence[str], pattern: Pattern) -> Iterator[str]:
    """The values of the fields that match a pattern, each on its line or alone on the next."""
    for at, line in enumerate(lines):
        found = pattern.search(line.strip()) if len(line) <= _LONGEST else None
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
