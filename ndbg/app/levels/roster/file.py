"""Read rosters as offices keep them, in workbooks, csv and TOML; problems in them are collected."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from ndbg.app.levels.roster.model import ALL, Body, Day, Duty, Explained, Roster
from ndbg.app.levels.roster.tree import tree
from ndbg.check.catalogue import unknown
from ndbg.errors import InputError, NdbgError, Problem
from ndbg.program import command, program
from ndbg.text.labels import compact, interned, nearest

# The columns in the order of the template, each with other names that offices use.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "名称": ("单位名称", "机关名称", "单位", "机关", "单位全称", "机关全称", "全称", "报告单位"),
    "曾用名": ("曾用名称", "原名称", "原名", "别名", "简称", "曾用名或简称"),
    "上级": (
        "上级单位", "上级机关", "所属", "所属地区", "所属区县", "隶属", "上级名称", "所属政府", "主管", "主管部门",
    ),
    "类别": ("类型", "单位类别", "单位类型", "性质", "单位性质"),
    "报告": ("是否报告", "报告方式", "是否应报", "报送方式"),
    "计入汇总": ("是否计入汇总", "是否汇总", "汇总"),
    "报送期限": ("报送截止日期", "报送截止", "报送日期要求", "截止日期", "报送时限"),
    "公布期限": ("公布截止日期", "公布截止", "公开期限", "发布期限", "公布时限"),
    "起": ("起始年度", "成立年度", "开始年度", "设立"),
    "止": ("终止年度", "撤销年度", "截至年度", "撤销"),
    "承接自": ("承接", "前身", "由何单位承接", "合并自"),
    "收到日期": ("收件日期", "收到时间", "报送日期", "实际报送日期", "收到日"),
    "核对说明": ("已说明", "核实说明", "核实情况"),
}  # fmt: skip
_ONLY_IN_LEDGERS = {"状态", "稿次"}
EXAMPLE_SHEETS = ("例子", "示例", "说明", "填写说明", "样例")
_BEFORE_A_LEAP_YEAR = 2023  # days fall into the next year, in which the 29th of February is one
_SEARCHED_ROWS = 30  # searched for the head, above which there may be a title and remarks
_LIST = re.compile(r"[、,，;；/／|\n]+")
# A line below the bodies that counts them.
_SUM = re.compile(r"(?:合计|总计|小计|共计|总数)(?:[：:]?\d+[个家])?")
_OUTSIDE = "“”\"'‘’ 、。"
_QUOTES = "“”\"'‘’‹›《》<>（）()【】[]：:， 、。"
_DAY = re.compile(r"(?:(20\d\d)[年./-])?(\d{1,2})[月./-](\d{1,2})日?(?:前|止)?(?:\s*00:00(?::00)?)?")
_YEAR = re.compile(r"(20\d\d|19\d\d)(?!\d)")


def read_roster(path: Path) -> Roster:
    """Read a roster from .xlsx, .csv or .toml. Raises NdbgError where it is none."""
    lines = _toml(path) if path.suffix.lower() == ".toml" else _table(path)
    return roster_of(lines, path)


def refuse_roster(path: Path) -> None:
    """Raise NdbgError where a file is a roster with bodies in it, which no output may take the place of."""
    if path.is_file() and _is_filled(path):
        raise NdbgError(f"“{path}”是填好的名册，不能覆盖它，请另起一个名字")


def _is_filled(path: Path) -> bool:
    """Whether a file is a roster, and neither a blank one nor a ledger, which has the columns of a roster too."""
    from ndbg.read.rows import read_rows

    try:
        read_roster(path)
        heads = [row for _, rows in read_rows(path) for row in rows[:_SEARCHED_ROWS] if _is_head(row)]
    except NdbgError:
        return False
    return not all(set(row) >= _ONLY_IN_LEDGERS for row in heads)


def _toml(path: Path) -> list[tuple[int, dict[str, str]]]:
    from ndbg.read.data_file import Float
    from ndbg.read.source import MEGABYTE, decode, read_bytes
    from ndbg.read.toml_syntax import parse

    text, _ = decode(read_bytes(path, 20 * MEGABYTE), path)
    data = parse(text, path, Float).data
    listed = next((value for value in data.values() if isinstance(value, list)), None)
    if not listed or not all(isinstance(item, dict) for item in listed):
        raise InputError(
            path, [Problem('名册里没有单位：一个单位写一段，以 [["单位"]] 开头，下面写 "名称"、"上级" 等')]
        )
    found = []
    for number, item in enumerate(listed, 1):
        line = {}
        for key, value in item.items():
            column = _column(key)
            if column is None:
                near = nearest(key, COLUMNS, 1)
                hint = f"，是不是“{near[0]}”？" if near else ""
                raise NdbgError(f"“{path}”第 {number} 个单位：没有“{key}”这一项{hint}")
            said = {True: "是", False: "否"}[value] if isinstance(value, bool) else f"{value}"
            line[column] = "、".join(map(str, value)) if isinstance(value, list) else said
        found.append((number, line))
    return found


def _table(path: Path) -> list[tuple[int, dict[str, str]]]:
    from ndbg.read.rows import read_rows

    found: list[tuple[int, dict[str, str]]] = []
    seen = False
    for title, rows in read_rows(path):
        head = next((at for at, row in enumerate(rows[:_SEARCHED_ROWS]) if _is_head(row)), None)
        if head is None or title.strip() in EXAMPLE_SHEETS:
            continue
        seen = True
        named = [(column, at) for at, text in enumerate(rows[head]) if (column := _column(text))]
        columns = dict(reversed(named))  # of two columns of one name the first
        for number, row in enumerate(rows[head + 1 :], head + 2):
            line = {column: row[at].strip() if at < len(row) else "" for column, at in columns.items()}
            if any(line.values()):
                found.append((number, line))
    if not seen:
        raise NdbgError(
            f"“{path}”里没有名册：表头要有“名称”和“上级”两列，其他列可以没有。空白的名册：{program()} collect --roster-template 名册.xlsx"
        )
    return found


def _column(text: str) -> str | None:
    """The column that a head names, without a remark in brackets after it."""
    key = re.sub(r"[（(].*?[）)]|[*＊：:]", "", compact(text))
    return next((column for column, also in COLUMNS.items() if key == column or key in also), None)


def _is_head(row: Sequence[str]) -> bool:
    return {"名称", "上级"} <= {_column(text) for text in row}


# With these a cell begins that a spreadsheet program takes for a formula.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def roster_of(lines: Iterable[tuple[int, Mapping[str, str]]], path: Path) -> Roster:
    """The roster of numbered lines. Raises NdbgError where no body is among them."""
    problems: list[str] = []
    bodies: dict[str, Body] = {}
    for number, line in lines:
        name = interned(" ".join(line.get("名称", "").split()))
        if _SUM.fullmatch(compact(name)):
            continue
        if not name:
            if line.get("上级") and len([text for text in line.values() if text]) > 1:
                problems.append(f"第 {number} 行没有名称，没有用")
            continue
        if name.startswith(FORMULA):
            problems.append(f"第 {number} 行的“{name}”不是单位名称（表格软件会把它当作公式），没有用")
            continue
        if name in bodies:
            problems.append(f"“{name}”在第 {bodies[name].line} 行和第 {number} 行出现了两次，只用了前一行")
            continue
        bodies[name] = _body(name, line, number, problems)
    if not bodies:
        raise NdbgError(f"“{path}”的名册里一个单位也没有")
    return tree(list(bodies.values()), problems)


def _body(name: str, line: Mapping[str, str], number: int, problems: list[str]) -> Body:
    duty, into, reason = _duty(name, line.get("报告", ""), problems)
    counted, counted_reason = _counted(name, line.get("计入汇总", ""), problems)
    day, year = partial(_day, name, line, problems=problems), partial(_year, name, line, problems=problems)
    since, until = year("起"), year("止")
    if since and until and since > until:
        problems.append(f"“{name}”的“起”是 {since}，晚于“止”的 {until}，都没有用；请改正名册")
        since = until = None
    return Body(
        name=name,
        parent=" ".join(line.get("上级", "").split()),
        former=_names(line.get("曾用名", "")),
        kind=line.get("类别", "").strip().lstrip("".join(FORMULA)),
        duty=duty,
        into=into,
        reason=reason,
        counted=counted,
        counted_reason=counted_reason,
        due=day("报送期限"),
        publish_by=day("公布期限"),
        since=since,
        until=until,
        successor_of=_names(line.get("承接自", "")),
        received=day("收到日期"),
        explained=_explained(name, line.get("核对说明", ""), problems),
        line=number,
    )


def _day(name: str, line: Mapping[str, str], column: str, problems: list[str]) -> Day | None:
    text = compact(line.get(column, ""))
    if not text:
        return None
    if found := _DAY.fullmatch(text):
        day = Day(int(found[2]), int(found[3]), int(found[1]) if found[1] else None)
        with suppress(ValueError):
            day.of(_BEFORE_A_LEAP_YEAR)
            return day
    problems.append(f"“{name}”的{column}“{line[column]}”看不懂，没有用；请写成 2025-01-26 或 1月26日")
    return None


def _year(name: str, line: Mapping[str, str], column: str, problems: list[str]) -> int | None:
    text = compact(line.get(column, ""))
    found = _YEAR.match(text)
    if text and not found:
        problems.append(f"“{name}”的“{column}”写的是“{text}”，看不懂，没有用；请写年度，例如 2024")
    return int(found[1]) if found else None


_EXPLAINED = re.compile(r"\s*([A-Za-z]{1,4}\d{3})(?:[ \u3000.]+([^：:]+?))?\s*[：:]\s*(\S.*?)\s*")


def _explained(name: str, written: str, problems: list[str]) -> tuple[Explained, ...]:
    """The accepted warnings: `Y502 规章：原因；H703：原因`. What follows ； without a rule belongs to the reason before."""
    found: list[Explained] = []
    for part in filter(None, map(str.strip, re.split(r"[；;\n]", written))):
        match = _EXPLAINED.fullmatch(part)
        if match and unknown([match[1].upper()]):
            problems.append(
                f"“{name}”的核对说明“{part}”：没有 {match[1]} 这条规则，没有用；编号见 {command('rules')}"
            )
        elif match:
            found.append(Explained(match[1].upper(), match[2] or "", match[3]))
        elif found:
            found[-1] = found[-1]._replace(reason=f"{found[-1].reason}；{part}")
        else:
            problems.append(
                f"“{name}”的核对说明“{part}”看不懂，没有用；请写规则编号（可以加项目名称）和原因，例如 Y502 规章：当年修订2件"
            )
    return tuple(found)


_BRACKETS = re.compile(r"[（(\[【](.*?)[）)\]】]")
_DATE = r"20\d\d年?(?:\d{1,2}月)?(?:\d{1,2}日)?"
_TIME = rf"[自至于]?{_DATE}(?:[-—–~至到]+(?:{_DATE}|今))?(?:以?[前后]|[起止])?"
# A remark beside a name, on its time or its sort: 2024年3月更名, 2019—2023年, 原名.
_REMARK = re.compile(
    rf"^(?:(?:原名|旧称|曾用名|简称|又称|又名)[：:]?|{_TIME})"
    rf"|(?:(?:{_TIME})?(?:更名|改名|改称|撤销|合并|成立|组建|启用|停用)|{_TIME})$"
)
_NAME_END = re.compile(r"(?:[局委办厅院署队校站所馆社]|中心|政府|办公室|街道|委员会|办事处)$")


def _names(text: str) -> tuple[str, ...]:
    """The names in a cell, without remarks beside them or in brackets; what is in brackets may be part of a name too.

    A blank parts names only where each of the parts ends like one.
    """
    found: list[str] = []
    for part in _LIST.split(_BRACKETS.sub(lambda bracket: _LIST.sub(" ", bracket[0]), text)):
        inside = [(said.strip(), _plain(said)) for said in _BRACKETS.findall(part)]
        pieces = _BRACKETS.sub("", part).split()
        several = len(pieces) > 1 and all(map(_NAME_END.search, pieces))
        found += map(_plain, pieces if several else [" ".join(pieces)])
        whole = part.strip(_OUTSIDE)
        found += [whole if name == said else name for said, name in inside if _NAME_END.search(name)]
    return tuple(dict.fromkeys(filter(None, found)))


def _plain(name: str) -> str:
    """A name without signs and remarks around it."""
    return _REMARK.sub("", name.strip(_QUOTES)).strip(_QUOTES)


def _duty(name: str, written: str, problems: list[str]) -> tuple[Duty, str, str]:
    text = compact(written)
    if text in ("", "应报", "是", "报", "报告", "单独报告", "√", "1", "y", "Y"):
        return Duty.OWED, "", ""
    if text.startswith(("并入", "合并入", "纳入")):
        into = _behind(r"合?并入|纳入", written)
        if not into:
            problems.append(f"“{name}”写了并入，没有写并入哪个单位；按不报处理")
        return Duty.FOLDED, into, ""
    if text.startswith(("不报", "否", "免报", "不列入", "无需", "不用", "不单独", "不编制", "×", "0")):
        return Duty.EXEMPT, "", _behind(r"不报|否|免报|不列入|×", written)
    problems.append(
        f"“{name}”的“报告”一列写的是“{written}”，看不懂，按应报处理；请写应报、并入某单位，或不报及原因"
    )
    return Duty.OWED, "", ""


def _behind(word: str, written: str) -> str:
    """The rest of a value after a word, as written, without brackets or signs around it."""
    return re.sub(rf"^(?:{word})", "", " ".join(written.split())).strip(_QUOTES)


def _counted(name: str, written: str, problems: list[str]) -> tuple[bool, str]:
    text = compact(written)
    if text in ("", "是", "计入", "√", "1", "y", "Y"):
        return True, ""
    if re.match(r"否|不$|不[计算加汇纳列参并统用需要]|×|0", text):
        return False, _behind(r"否|不计入|不", written)
    problems.append(f"“{name}”的“计入汇总”一列写的是“{written}”，看不懂，按计入处理；请写是，或否及原因")
    return True, ""


def roster_row(body: Body) -> Sequence[str]:
    """A body as a row of the roster, in the order of `COLUMNS`."""
    duty = {
        Duty.OWED: "",
        Duty.FOLDED: f"并入{body.into}",
        Duty.EXEMPT: f"不报{f'（{body.reason}）' if body.reason else ''}",
    }[body.duty]
    counted = "" if body.counted else f"否{f'（{body.counted_reason}）' if body.counted_reason else ''}"
    row = {
        "名称": body.name,
        "曾用名": "、".join(body.former),
        "上级": "" if body.parent == ALL else body.parent,
        "类别": body.kind,
        "报告": duty,
        "计入汇总": counted,
        "报送期限": _day_text(body.due),
        "公布期限": _day_text(body.publish_by),
        "起": f"{body.since or ''}",
        "止": f"{body.until or ''}",
        "承接自": "、".join(body.successor_of),
        "收到日期": _day_text(body.received),
        "核对说明": "；".join(f"{one.key}：{one.reason}" for one in body.explained),
    }
    return [row[column] for column in COLUMNS]


def _day_text(day: Day | None) -> str:
    if day is None:
        return ""
    return f"{day.year}-{day.month:02}-{day.day:02}" if day.year else f"{day.month}月{day.day}日"
