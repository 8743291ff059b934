"""Read rosters as offices keep them, in workbooks, csv and TOML; problems in them are collected."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ndbg.app.levels.roster.model import ALL, Body, Day, Duty, Roster
from ndbg.app.levels.roster.names import canonical
from ndbg.errors import InputError, NdbgError, Problem
from ndbg.program import program
from ndbg.text.labels import compact, interned, nearest

# The columns in the order of the template, each with other names that offices use.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "名称": ("单位名称", "机关名称", "单位", "机关", "单位全称", "机关全称", "全称", "报告单位"),
    "曾用名": ("曾用名称", "原名称", "原名", "别名", "简称", "曾用名或简称"),
    "上级": (
        "上级单位",
        "上级机关",
        "所属",
        "所属地区",
        "所属区县",
        "隶属",
        "上级名称",
        "所属政府",
        "主管",
        "主管部门",
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
}
EXAMPLE_SHEETS = ("例子", "示例", "说明", "填写说明", "样例")
_SEARCHED_ROWS = 30  # searched for the head, above which there may be a title and remarks
_LEAST_OF_SLIP = 4  # characters of a name in which one slip is forgiven; shorter names with one difference are other places
_LIST = re.compile(r"[、,，;；\n]+")
_QUOTES = "“”\"'‘’‹›《》<>（）()【】[]：:， 、。"
_DAY = re.compile(r"(?:(20\d\d)[年./-])?(\d{1,2})[月./-](\d{1,2})日?(?:前|止)?(?:\s*00:00(?::00)?)?")
_LEVEL = re.compile(r"[省市县区州盟旗]?本级|[省市县区州盟旗][级直]")
_YEAR = re.compile(r"(20\d\d|19\d\d)(?!\d)")


def read_roster(path: Path) -> Roster:
    """Read a roster from .xlsx, .csv or .toml. Raises NdbgError where it is none."""
    lines = _toml(path) if path.suffix.lower() == ".toml" else _table(path)
    return roster_of(lines, path)


def _toml(path: Path) -> list[tuple[int, dict[str, str]]]:
    from ndbg.read.source import MEGABYTE, decode, read_bytes
    from ndbg.read.toml_document import Float
    from ndbg.read.toml_syntax import parse

    text, _ = decode(read_bytes(path, 20 * MEGABYTE), path)
    data = parse(text, path, tuple(text.split("\n")), Float)
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
            line[column] = "、".join(map(str, value)) if isinstance(value, list) else _said(value)
        found.append((number, line))
    return found


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value}"


def _table(path: Path) -> list[tuple[int, dict[str, str]]]:
    from ndbg.read.rows import read_rows

    found: list[tuple[int, dict[str, str]]] = []
    seen = False
    for title, rows in read_rows(path):
        head = next((at for at, row in enumerate(rows[:_SEARCHED_ROWS]) if _is_head(row)), None)
        if head is None or title.strip() in EXAMPLE_SHEETS:
            continue
        seen = True
        columns: dict[str, int] = {}
        for at, text in enumerate(rows[head]):
            if (column := _column(text)) and column not in columns:
                columns[column] = at
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
    columns = {_column(text) for text in row}
    return {"名称", "上级"} <= columns


def roster_of(lines: Iterable[tuple[int, Mapping[str, str]]], path: Path) -> Roster:
    """The roster of numbered lines. Raises NdbgError where no body is among them."""
    problems: list[str] = []
    bodies: dict[str, Body] = {}
    for number, line in lines:
        name = interned(" ".join(line.get("名称", "").split()))
        if not name:
            if line.get("上级") and len([text for text in line.values() if text]) > 1:
                problems.append(f"第 {number} 行没有名称，没有用")
            continue
        if name in bodies:
            problems.append(f"“{name}”在第 {bodies[name].line} 行和第 {number} 行出现了两次，只用了前一行")
            continue
        bodies[name] = _body(name, line, number, problems)
    if not bodies:
        raise NdbgError(f"“{path}”的名册里一个单位也没有")
    return _tree(list(bodies.values()), problems)


def _body(name: str, line: Mapping[str, str], number: int, problems: list[str]) -> Body:
    def day(column: str) -> Day | None:
        text = compact(line.get(column, ""))
        if not text:
            return None
        found = _DAY.fullmatch(text)
        try:
            given = Day(int(found[2]), int(found[3]), int(found[1]) if found[1] else None) if found else None
            if given:
                given.of(2023)  # a leap year follows: the 29th of February is a day
                return given
        except ValueError:
            pass
        problems.append(f"“{name}”的{column}“{line[column]}”看不懂，没有用；请写成 2025-01-26 或 1月26日")
        return None

    def year(column: str) -> int | None:
        text = compact(line.get(column, ""))
        found = _YEAR.match(text)
        if text and not found:
            problems.append(f"“{name}”的“{column}”写的是“{text}”，看不懂，没有用；请写年度，例如 2024")
        return int(found[1]) if found else None

    duty, into, reason = _duty(name, line.get("报告", ""), problems)
    counted, counted_reason = _counted(name, line.get("计入汇总", ""), problems)
    return Body(
        name=name,
        parent=" ".join(line.get("上级", "").split()),
        former=_names(line.get("曾用名", "")),
        kind=line.get("类别", "").strip(),
        duty=duty,
        into=into,
        reason=reason,
        stated=bool(line.get("报告", "").strip()),
        counted=counted,
        counted_reason=counted_reason,
        due=day("报送期限"),
        publish_by=day("公布期限"),
        since=year("起"),
        until=year("止"),
        successor_of=_names(line.get("承接自", "")),
        received=day("收到日期"),
        line=number,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (part.strip(_QUOTES) for part in _LIST.split(text)))))


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
    if text.startswith(("否", "不", "×", "0")):
        return False, _behind(r"否|不计入|不", written)
    problems.append(f"“{name}”的“计入汇总”一列写的是“{written}”，看不懂，按计入处理；请写是，或否及原因")
    return True, ""


def _tree(bodies: list[Body], problems: list[str]) -> Roster:
    """The bodies with their parents resolved, and the top; problems are added to `problems`."""
    names: dict[str, str] = {}
    for body in bodies:
        for called in body.former:
            names.setdefault(canonical(called), body.name)
    for body in bodies:
        names[canonical(body.name)] = body.name
    _tell_shared_names(bodies, problems)
    placed = []
    added: dict[str, None] = {}
    for body in bodies:
        parent = names.get(canonical(body.parent), body.parent) if body.parent else ""
        if parent == body.name:
            problems.append(f"“{body.name}”的上级写的是它自己，没有用")
            parent = ""
        if parent and canonical(parent) not in names:
            parent = next((other for other in added if canonical(other) == canonical(parent)), parent)
            added[parent] = None
        into = names.get(canonical(body.into), "") if body.into else ""
        if body.into and not into:
            problems.append(f"“{body.name}”并入的“{body.into}”不在名册里")
        before = tuple(names.get(canonical(name), name) for name in body.successor_of)
        placed.append(replace(body, parent=parent, into=into or body.into, successor_of=before))
    placed = _at_level(placed, added)
    misspelt = _misspelt(placed, added)
    problems += [
        f"“{body.name}”的上级“{body.parent}”不在名册的名称里，是不是“{misspelt[body.parent]}”？请改正名册"
        for body in placed
        if body.parent in misspelt
    ]
    others = [name for name in added if name not in misspelt]
    if len(others) > 1 or (others and any(not body.parent for body in placed)):
        listed = "、".join(f"“{name}”" for name in others[:5])
        problems.append(f"上级{listed}{'等' if len(others) > 5 else ''}不在名册的名称里，当作不用报告的单位")
    placed += [Body(name, duty=Duty.EXEMPT, reason="名册里没有这一行") for name in added]
    placed = _without_circles(placed, problems)
    roots = [body for body in placed if not body.parent and body.name not in misspelt]
    if len(roots) > 1:
        outer = ALL
        placed = [replace(body, parent=outer) if not body.parent else body for body in placed]
        placed.append(Body(outer, duty=Duty.EXEMPT, reason="名册里没有共同的上级"))
        added[outer] = None
    roster = Roster(tuple(placed), tuple(problems), "", frozenset(added), misspelt)
    return replace(roster, top=_top(roster))


def _at_level(bodies: list[Body], added: dict[str, None]) -> list[Body]:
    """The bodies whose 上级 is 市本级 or the like, moved below the one body that stands above all others."""
    roots = [body.name for body in bodies if not body.parent]
    level = [name for name in added if _LEVEL.fullmatch(name)]
    if len(roots) != 1 or not level:
        return bodies
    for name in level:
        del added[name]
    return [replace(body, parent=roots[0]) if body.parent in level else body for body in bodies]


def _misspelt(bodies: Sequence[Body], added: Iterable[str]) -> dict[str, str]:
    """For each unknown name of a parent, the body it nearly names: one with others below it, or above all."""
    above = list(dict.fromkeys(b.parent or b.name for b in bodies if (b.parent or b.name) not in set(added)))
    found = {}
    for name in added:
        near = [other for other in above if _is_slip(canonical(name), canonical(other))]
        if len(near) == 1:
            found[name] = near[0]
    return found


def _is_slip(name: str, other: str) -> bool:
    """Whether two names differ by one missing character, or by one of four or more (甲县 and 乙县 do not)."""
    short, long = sorted((name, other), key=len)
    if len(long) == len(short):
        return len(long) >= _LEAST_OF_SLIP and sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _top(roster: Roster) -> str:
    top = next(body for body in roster.bodies if not body.parent)
    while top.name in roster.added and len(only := roster.children(top.name)) == 1:
        if not roster.children(only[0].name):
            break
        top = only[0]
    return top.name


def _tell_shared_names(bodies: Sequence[Body], problems: list[str]) -> None:
    """Add a problem for each name that would match a report with two bodies."""
    own = {body.name for body in bodies}
    counted = Counter(called for body in bodies for called in body.former)
    for body in bodies:
        for called in body.former:
            if called in own and called != body.name:
                problems.append(
                    f"“{body.name}”的曾用名“{called}”也是另一个单位的名称；写这个名称的报告算在那个单位"
                )
            elif counted[called] > 1:
                problems.append(f"曾用名“{called}”有几个单位都写了；写这个名称的报告分不清是哪个单位的")


def _without_circles(bodies: Sequence[Body], problems: list[str]) -> list[Body]:
    parents = {body.name: body.parent for body in bodies}
    for body in bodies:
        seen, at = [body.name], body.name
        while parents.get(at):
            if parents[at] in seen:
                circle = seen[seen.index(parents[at]) :]
                listed = "、".join(f"“{name}”" for name in circle)
                problems.append(f"{listed}互为上级，当作“{at}”没有上级；请改正名册")
                parents[at] = ""
                break
            at = parents[at]
            seen.append(at)
    return [replace(body, parent=parents[body.name]) for body in bodies]


def roster_row(body: Body) -> Sequence[str]:
    """A body as a row of the roster, in the order of `COLUMNS`."""
    duty = {
        Duty.OWED: "应报" if body.stated else "",
        Duty.FOLDED: f"并入{body.into}",
        Duty.EXEMPT: f"不报{f'（{body.reason}）' if body.reason else ''}",
    }[body.duty]
    counted = "" if body.counted else f"否{f'（{body.counted_reason}）' if body.counted_reason else ''}"
    said = {
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
    }
    return [said[column] for column in COLUMNS]


def _day_text(day: Day | None) -> str:
    if day is None:
        return ""
    return f"{day.year}-{day.month:02}-{day.day:02}" if day.year else f"{day.month}月{day.day}日"
