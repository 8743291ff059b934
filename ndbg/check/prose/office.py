"""Owner and year of a count: a text may speak of another office, of a part of it, or of another year.

Where that is so, or may be so, a count cannot be held against the tables.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ndbg.check.prose.apart import set_apart
from ndbg.check.prose.lexicon import (
    GOVERNMENT_OFFICES,
    GOVERNMENTS,
    LOOKED_OVER,
    LOWEST,
    NO_OFFICES,
    OFFICES,
    WHOLE_OF,
    WHOLE_OF_ANY,
)
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Token
from ndbg.form import Form
from ndbg.report import Report
from ndbg.text.divisions import SIGNS, Division, divisions_in
from ndbg.text.patterns import HAN, Pattern, is_han

_OFFICE_END = "|".join(sorted(OFFICES, key=len, reverse=True))
# The name of an office or a place at the head of a clause, before what it did.
_NAMED = Pattern(
    rf"(?:^|[，；：、。（）]|其中(?:包括|包含)?)(?:20\d\d年(?:度)?，?)?(?P<name>{HAN}{{1,20}}?(?:{_OFFICE_END}))"
    r"(?=仅|只|[上去]年|20\d\d年|全年|本年|今年|年内|共|新|收|受|接|办理|办结|答复|依申|有|累计|未|没|无|作|制|政府信息公开申请|[一二三四五六七八九十]|\d|（|行政|直接|自行|发生)"
)
_CONNECTIONS = str.maketrans("", "", "和及与、")
_JOINING = str.maketrans("及与", "和和")
_TWO = 2
_NOT_OF_A_NAME = {"answer", "receive", "publish", "other_thing", "request", "request_short"}
_OWN_WORDS = ("我", "本", "全", "该")


@dataclass(eq=False, repr=False)
class Office:
    """Who reports on which year, in which form; the name is empty and the year 0 where they are not known."""

    agency: str
    year: int
    form: Form

    @classmethod
    def of(cls, report: Report) -> "Office":
        """The office of a report."""
        return cls("".join(report.agency.split()), report.year, report.form)

    @cached_property
    def divisions(self) -> Sequence[Division]:
        """The divisions that its name may mean: one, several of one name, or none where it is not known."""
        own: Sequence[Division] = ()
        for _, _, named in divisions_in(self.agency):
            own = [d for d in named if not own or any(o.name in d.above for o in own)] or own
        return own

    @cached_property
    def kind(self) -> str:
        """Its name without those of divisions: 市场监督管理局, 公安局分局; 人民政府 of a government."""
        kind = self.agency
        for start, end, _ in reversed([*divisions_in(kind)]):
            kind = kind[:start] + kind[end:]
        return kind

    def is_beside(self, named: Sequence[Division]) -> bool:
        """Whether divisions of one name are surely neither the office's own, nor above or below it, but of its level."""
        pairs = [(own, other) for own in self.divisions for other in named]
        apart = all(own.is_apart_from(other) and other.name[:-1] not in self.agency for own, other in pairs)
        return apart and any(own.level == other.level for own, other in pairs)

    @cached_property
    def is_government(self) -> bool:
        """Whether it reports for a whole government rather than for one department."""
        return self._place.endswith(GOVERNMENTS) or self.agency.endswith(GOVERNMENTS)

    @cached_property
    def has_none_below(self) -> bool:
        """Whether it is of the lowest level, that of towns and streets."""
        return self._place.endswith(LOWEST)

    @cached_property
    def _place(self) -> str:
        """What it governs: its name without 人民政府 and without what is in brackets behind it."""
        return self.agency.rpartition("（")[0 if self.agency.endswith("）") else 2].removesuffix("人民政府")

    # -- whose ---------------------------------------------------------------------

    def owned(self, run: Run) -> list[bool]:
        """For each token of a run, whether what is counted there is surely the office's own.

        What another owner is said to have holds to the end of the sentence, of an item such as 一是, or to the next owner
        named; to the next ； where nothing of the tables is told of parts of the office: 各科室责任压实；制发文件3件. Whoever is named
        in a clause behind 协助 is helped, and no owner.
        """
        if run.owned is not None:
            return run.owned
        line = [*run.lead, *run.tokens]
        named = self._named(run, line)
        own = True
        found: list[bool] = []
        outside: bool | None = None  # whose it was before 其中, whose parts end at the next ；
        items: bool | None = None  # whose it was before 一是
        listed: bool | None = None  # whose it was before 存在, in the list behind it
        helping = answering = False
        part: int | None = None  # from where on it is that of parts of the office
        for at, token in enumerate(line):
            if token.means("stop", "；") and part is not None and not _tells_of_the_tables(line[part:at]):
                own, part = True, None
            if token.kind == "review" and answering:
                own, answering = True, False
            if token.kind == "part":
                answering = own and self._answer_what_came(run, line, at)
            if token.kind == "of_which" and outside is None:
                outside = own
            elif token.means("stop", "；") and outside is not None:
                own, outside = outside, None
            elif token.means("plain", "item"):
                own = items = own if items is None else items
            elif run.word(token) == "存在":
                listed = own
            elif token.kind == "stop":
                listed = None
            elif token.kind == "comma" and listed is not None:
                own = listed
            helping = (helping and token.kind != "stop") or token.means("part", "for_others")
            was, own = own, not helping and self._whose(run, line, at, named, own=own)
            if was is not own:
                part = at if token.kind == "part" else None
            found.append(own)
        run.owned = found[len(run.lead) :]
        for start, end in set_apart(run):
            run.owned[start:end] = [False] * (end - start)
        return run.owned

    def _answer_what_came(self, run: Run, line: Sequence[Token], at: int) -> bool:
        """Whether parts of a government are only told to answer what all of it received: 全县收到9件，各部门均按期答复，被复议2件.

        Reviews behind that are those of all of it.
        """
        clause = {t.kind for t in line[at : clause_end(line, at)]}
        before = {t.kind for t in line[:at]}
        parts = self.is_government and line[at].kind == "part" and run.word(line[at])[0] == "各"
        all_came = {"receive", "number"} <= before and not before & {"of_which", "part"}
        return parts and all_came and "answer" in clause and not clause & {"receive", "review"}

    def _whose(
        self, run: Run, line: Sequence[Token], at: int, named: Mapping[int, bool], *, own: bool
    ) -> bool:
        """Whether what is told from a token on is the office's own; it is as it was before, where the token names nobody."""
        token = line[at]
        if token.kind == "part":
            itself = self.has_none_below and run.word(token).endswith("本级")  # 镇本级 is the town
            return itself or self._are_all_parts(run, line[max(at - 2, 0) : at], own=own)
        if token.kind == "team":
            return self.is_its_own_level(run, token)
        if token.start in named:
            return named[token.start]
        if run.word(token) == _ITS and self._follows_another(run, line, at):
            return False
        if token.kind == "whole":
            return self._is_all_of_it(run.word(token))
        if token.kind == "own" and run.text.startswith("）", token.start - 1):
            opening = run.text.rfind("（", 0, token.start)
            return own and run.text[opening - 1] not in SIGNS  # 各县（市、区）水利局
        return own or token.kind == "own"

    def _follows_another(self, run: Run, line: Sequence[Token], at: int) -> bool:
        """Whether the clause before a place begins with a name that is not the office's: 原测绘局并入我局，|其上年结转的申请."""
        clause = line[clause_start(line, at - 1) : at] if at else ()
        first = next((t for t in clause if t.kind not in _BEFORE_A_NAME), None)
        ends = bool(clause) and clause[-1].means("stop", "，")
        return ends and first is not None and first.kind == "other" and not self.is_its_name(run.word(first))

    def is_its_own_level(self, run: Run, token: Token) -> bool:
        """Whether a token names the office without what is below it, or its team: 厅本级 of a 厅, 镇综合行政执法队 of a town."""
        if token.kind == "team":
            return self.has_none_below and not token.meaning
        word = run.word(token)
        kind = word.removesuffix(_OWN_LEVEL)
        return word != kind and bool(kind) and not self.is_government and self.agency.endswith(kind)

    def _are_all_parts(self, run: Run, before: Sequence[Token], *, own: bool) -> bool:
        """Whether parts of a government are all of it: 全市各部门, 各部门和各镇街."""
        if not self.is_government or not before:
            return False
        near = before[-1].kind == "whole" and own
        other = before[0]
        return near or (
            other.kind == "part" and run.word(other)[0] == "各" and before[-1].kind in ("plain", "comma")
        )

    def _is_all_of_it(self, whole: str) -> bool:
        """Whether 全市 is what the report is about: the town's own, or not known to be otherwise."""
        if not self.agency:
            return True
        whole = whole.removesuffix("政府系统")
        if whole in WHOLE_OF:
            return self.is_government and self._place.endswith(WHOLE_OF[whole])
        if whole not in WHOLE_OF_ANY:
            return False
        return self.is_government or (whole[0] == "全" and whole[1:] in self.agency)

    def _named(self, run: Run, line: Sequence[Token]) -> dict[int, bool]:
        """The offices that a sentence names before what they did: where the name begins, whether it is this one."""
        if not line:
            return {}
        start, end = line[0].start, line[-1].end
        found = {}
        matches = list(_NAMED.finditer(run.text, max(start - 1, 0), end))
        owners = {match["name"].translate(_CONNECTIONS) for match in matches}
        for match in matches:
            name = match["name"].translate(_CONNECTIONS)
            if name.startswith(_OWN_WORDS) or name in NO_OFFICES:
                continue
            whole = any(t.kind == "whole" for t in line)
            own = self._is_called(name, whole=whole) or self.speaks_for(match["name"])
            own = own or (self.has_none_below and self.is_its_own_part(name))  # 镇政府办公室 is the town
            parts = any(t.kind == "part" or run.word(t) == "部门" for t in line)
            shared = parts or any("政府" not in other for other in owners)
            if self.is_government and "政府" in name and shared:
                own = False  # 市政府收到174件，各部门收到533件
            at = match.start("name")
            inside = [t for t in line if at <= t.start < match.end("name")]
            # 申请共结办7件 names no office that ends in 办, nor does 答复留言中心34条.
            done = any(t.kind in _NOT_OF_A_NAME for t in inside) or name.startswith("对")
            if inside and inside[-1].kind in ("other", "plain") and not done:
                found[inside[0].start] = own
        return found

    def speaks_for(self, names: str) -> bool:
        """Whether names joined by 和 or 及 are all that the office reports for.

        区政府及部门 for a government, 省政府及省政府办公厅 for that 办公厅, which issues the papers of both.
        """
        parts = names.translate(_JOINING).split("和")
        if len(parts) < _TWO or not parts[0].endswith("政府"):
            return False
        if self.is_government:
            return parts[-1].endswith("部门")
        of_both = self.agency.endswith(("人民政府办公厅", "人民政府办公室"))
        return of_both and len(parts) == _TWO and is_short_for(parts[-1], self.agency)

    def is_its_own_part(self, names: str) -> bool:
        """Whether names are of the government that reports, or of its own office, without its departments: 县政府及办公室."""
        return self.is_government and all(
            map(self._is_of_the_government, names.translate(_JOINING).split("和"))
        )

    def _is_of_the_government(self, name: str) -> bool:
        short = next((name.removesuffix(end) for end in GOVERNMENT_OFFICES if name.endswith(end)), name)
        return is_short_for(short, self.agency)

    def names_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where a text names the agency, in full or from one of its places on: 荣成市信访局, 市信访局, 信访局.

        What only ends like it, 省信访局, is another one.
        """
        at = text.find(self._last_name) if self._last_name else -1
        while at >= 0:
            end = at + len(self._last_name)
            start = next((end - len(n) for n in self._full_names if text.endswith(n, 0, end)), at)
            apart = not start or text[start - 1] in _BEFORE_NAMES or not is_han(text, start - 1)
            if apart and not text.startswith("长", end):
                yield start, end
            at = text.find(self._last_name, end)

    @cached_property
    def _full_names(self) -> Sequence[str]:
        """The agency and what it is called for short by leaving out its first places, the longest first."""
        signs = [at for at, char in enumerate(self.agency) if char in SIGNS and at]
        starts = sorted({0, *signs, *(at + 1 for at in signs)})
        return [self.agency[at:] for at in starts if len(self.agency) - at >= _SHORTEST_NAME]

    @cached_property
    def _last_name(self) -> str:
        return self._full_names[-1] if self._full_names and not self.is_government else ""

    def is_its_name(self, word: str) -> bool:
        """Whether a word is the agency's name, short for it, or that of the place it governs: 子长市 of 子长市人民政府."""
        if not self.agency or not word:
            return False
        if self.is_government and word != "人民" and not set(word) & set(self._place):
            return False  # 民政 is in 云溪市人民政府, and no name of it
        return word == self._place or self._is_called(word, whole=False)

    def _is_called(self, name: str, *, whole: bool) -> bool:
        """Whether a name may be short for the agency: 市科委 is 市科学技术委员会, 区公安分局 is 市公安局云溪区分局.

        Where the agency is not known, a place beside 全市 is a part of it, and so is 市政府办公室.
        """
        if not self.agency:
            return not whole and "政府" not in name
        if name.startswith("园区") and any(zone in self.agency for zone in _ZONES):
            name = name.removeprefix("园区")  # 园区管委会
            if not name:
                return True
        if "政府" in name and not self.is_government:
            name = name.replace("政府", "")  # 区政府国资局
        if not self._signs.issuperset(name):
            return False
        branch = name.endswith("分局") and self.agency.endswith("分局")
        return branch or is_short_for(name, self.agency)

    @cached_property
    def _signs(self) -> frozenset[str]:
        return frozenset(self.agency)

    # -- when ----------------------------------------------------------------------

    def speaks_of(self, run: Run, start: int, end: int, *, ahead: bool = False) -> bool:
        """Whether what the tokens of a run from `start` to `end` say is said of the year of the report.

        `ahead`: a later year that an earlier clause names is only that in which something will be done about it.
        """
        line = [*run.lead, *run.tokens]
        start, end = start + len(run.lead), end + len(run.lead)
        papers = _dates_of_papers(run, line)
        if run.span < 0:
            spans = (at for at in range(len(line)) if _is_span(run, line, at, self.year) and at not in papers)
            run.span = next(spans, len(line))
        if run.span < end or any(
            start <= len(run.lead) + anchor <= end and _is_only_a_span(aside) for anchor, aside in run.asides
        ):
            return False
        line = [replace(t, kind="plain", meaning="") if at in papers else t for at, t in enumerate(line)]
        phrase = line[start:end]
        if _is_a_day(phrase):
            return False  # 12月26日收到1件
        if any(t.means("when", "start") for t in phrase):
            return False  # 年初31件
        told = self._year_told(run, line, start, end)
        if told is not None or _is_compared(phrase):
            return bool(told)
        # A year that an earlier clause names holds on, unless it was only compared with, or all years were added up:
        # 收到5件，历年累计61件；已答复5件.
        while start > 0:
            first = clause_start(line, start - 1)
            clause = line[first:start]
            start = first
            of_all_years = any(run.word(t) == "历年" for t in clause) and clause[-1].means("stop", "；")
            if of_all_years:
                continue
            if {t.kind for t in clause} <= {"day", "stop"} and _is_a_day(clause):
                return False  # 10月15日，收到申请2件
            counted = [any(t.counted for t in tokens) for tokens in (line[:start], clause)]
            beside = all(counted) and {t.kind for t in clause} <= _ONLY_A_COUNT
            if beside or _is_compared(clause) or any(t.kind in ("carry", "turn") for t in clause):
                continue
            if ahead and self._is_to_come(clause):
                continue
            if (told := self._year_told(run, line, first, first + len(clause))) is not None:
                return told
        return True

    def _year_told(self, run: Run, line: Sequence[Token], start: int, end: int) -> bool | None:
        """Whether tokens are told of the year of the report (True), another one (False), or none: 2023年收到9件，年内办结9件."""
        told = self._year(line[start:end])
        year = _year_before(run, line, start) if told and start else 0
        return year == self.year if year else told

    def _is_to_come(self, clause: Sequence[Token]) -> bool:
        """Whether a clause names later years only."""
        return all(
            int(t.meaning) > self.year if t.kind == "year" else t.meaning == "next"
            for t in clause
            if t.kind in ("year", "when")
        )

    def _year(self, tokens: Sequence[Token]) -> bool | None:
        """Whether tokens name the year of the report (True), another one (False), or none."""
        years = {int(t.meaning) for t in tokens if t.kind == "year"}
        years |= {t.date[0] for t in tokens if t.kind in ("day", "month") and t.date[0]}
        if years:
            return not self.year or years == {self.year}
        when = {t.meaning for t in tokens if t.kind == "when"}
        carried = any(t.kind in ("carry", "turn") for t in tokens)
        if when & {"last", "next"} and not ("this" in when and carried):
            return False
        return True if "this" in when else None


# Of what a clause is made that only tells how many there were in another year: 收到3件，去年是2件，办结3件.
_ONLY_A_COUNT = {"when", "year", "plain", "number", "stop"}
_ITS, _OWN_LEVEL = "其", "本级"
_BEFORE_A_NAME = {"plain", "when", "year", "month", "day", "plan"}
_ZONES = ("开发区", "产业园", "高新区", "园区")
_SHORTEST_NAME = 3
_BEFORE_NAMES = "年度日，由和与向在"


def _is_only_a_span(aside: Run) -> bool:
    """Whether brackets tell several years: 累计受理（2019—2023年）102件."""
    return [t.kind for t in aside.tokens] == ["span"]


def is_short_for(name: str, agency: str) -> bool:
    """Whether the characters of a name stand in that of the agency, in their order."""
    rest = iter(agency)
    return all(char in rest for char in name)


def _dates_of_papers(run: Run, line: Sequence[Token]) -> set[int]:
    """The places of times that are only those of papers that were looked over: 对2021年底前印发的文件进行清理."""
    found: set[int] = set()
    for at, token in enumerate(line):
        if token.kind == "publish" and run.word(token) in LOOKED_OVER:
            start, end = clause_start(line, at), clause_end(line, at)
            papers = max(
                (i for i in range(start, end) if line[i].kind in ("document", "other_thing")), default=start
            )
            found |= {i for i in range(start, papers) if line[i].kind in ("year", "when", "span")}
    return found


def _is_a_day(tokens: Sequence[Token]) -> bool:
    """Whether tokens name a day within the year."""
    return any(t.kind == "day" and t.date[1:] not in _ENDS_OF_THE_YEAR for t in tokens)


def _year_before(run: Run, line: Sequence[Token], start: int) -> int:
    """The year with which the clause before a comma begins, where the one behind it tells of no other than 年内 or 全年; 0 where there is none."""
    first = clause_start(line, start - 1)
    year, behind = line[first], line[start : clause_end(line, start)]
    others = any(t.kind == "year" or run.word(t).startswith(("今年", "本年")) for t in behind)
    counted = any(t.counted for t in line[first:start]) and not _is_compared(line[first:start])
    goes_on = year.kind == "year" and counted and line[start - 1].means("stop", "，")
    return int(year.meaning) if goes_on and not others else 0


def _is_compared(tokens: Sequence[Token]) -> bool:
    return any(t.kind in ("compare", "more", "less") for t in tokens)


_LAST_MONTH = 12
_ENDS_OF_THE_YEAR = ((1, 1), (12, 31))


def _tells_of_the_tables(tokens: Sequence[Token]) -> bool:
    return any(t.kind in _OF_THE_TABLES for t in tokens)


_OF_THE_TABLES = {"receive", "answer", "request", "request_open", "request_short", "review", "outcome", "document", "decision", "issue", "repeal", "decide", "publish", "open_word", "carry"}  # fmt: skip


def _parts_the_year(run: Run, line: Sequence[Token], at: int) -> bool:
    """Whether a count is of a part of the year: 系统升级前受理5件, beside that also 升级后受理9件, 年末集中收到3件."""
    token, event = line[at], line[at - 1] if at else line[at]
    if run.word(token) in _THE_END and any(t.kind == "receive" for t in line[at + 1 : at + 3]):
        return event.kind != "until"
    following = next((t.kind for t in line[at + 1 :] if t.kind not in ("plain", "sum")), "")
    if following not in _COUNTED_THEN or token.kind not in ("other", "plain"):
        return False
    word = run.word(token)
    named = len(word) > 1 or event.kind in ("other", "more_over", "carry")  # not 2024年6月底前
    if token.kind == "other":
        return named and word.endswith(_BEFORE)
    return named and word == _AFTER and f"{run.word(event)}{_BEFORE}" in run.sentence


_THE_END = ("年底", "年末")
_BEFORE, _AFTER = "前", "后"
_COUNTED_THEN = {"receive", "answer", "happen", "issue", "decide", "number", "request", "request_short"}


def _is_span(run: Run, line: Sequence[Token], at: int, year: int) -> bool:
    """Whether a token is of a part of the year, or of several years.

    2024年以来 and 2024年1月至12月 are the whole of 2024, 2024年上半年 is not.
    """
    token = line[at]
    if _parts_the_year(run, line, at):
        return True
    of_the_year = at > 0 and (line[at - 1].kind, line[at - 1].meaning) == ("year", f"{year}")
    if of_the_year and token.means("when", "span"):
        return run.word(token) != "以来"
    if [t.kind for t in line[at + 1 : at + 3]] == ["stop", "year"] and line[at + 2].meaning == f"{year}":
        return token.kind == "span"  # 截至目前，2024年共收到
    if token.kind == "span" or (token.kind == "when" and token.meaning == "span"):
        return True
    if token.kind == "month":
        until = any(t.kind == "until" for t in line[max(at - 2, 0) : at])
        months = [t.date[1] for t in line[max(at - 2, 0) : at + 3] if t.kind == "month"]
        return not ((until and token.date[1] == _LAST_MONTH) or months == [1, _LAST_MONTH])
    if token.kind == "until":
        near = [t for t in line[at + 1 : at + 3] if t.kind == "day"]
        return bool(near) and near[0].date[1] != _LAST_MONTH
    return False
