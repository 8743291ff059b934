"""Copies between bodies side by side, as a web page or a Word file."""

from collections.abc import Iterator, Sequence

from ndbg.app.levels.copies.last_year import from_last_year
from ndbg.app.levels.copies.model import Copies
from ndbg.app.levels.status.model import Survey
from ndbg.report.similarity import new_spans
from ndbg.write.levels.letters import Columns as WordColumns
from ndbg.write.levels.letters import Grid, write_letter
from ndbg.write.levels.lists import Column, List
from ndbg.write.levels.page import Beside, Count, Side, write_page

_PAIR = 2
_MOST_SIDES = 3  # texts side by side that fit on a page
_LONGEST = 4000  # characters of a text that are shown


def copies_page(survey: Survey, found: Copies) -> bytes:
    """The page: counts, names left in, groups, and shared passages side by side."""
    counts = (
        Count("雷同的组", len(found.groups), "wrong"),
        Count("大段相同", len(found.passages), "late"),
        Count("留有其他单位名称", len(found.names), "wrong"),
        Count("数据全同", len(found.same_figures), "wrong"),
        Count("和别家上年雷同", len(from_last_year(found.last_year)), "late"),
    )
    parts: list[List | Beside] = [
        List(title, title, [Column(head, width) for head, width in columns], rows)
        for title, columns, rows in _tables(survey, found)
    ]
    parts += [
        Beside(title, [Side(name, text, marks) for name, text, marks in sides])
        for title, sides in _sides(survey, found)
    ]
    return write_page(_title(survey), "", counts, parts)


def copies_word(survey: Survey, found: Copies) -> bytes:
    """The same as a Word file in landscape."""
    grids = []
    for title, columns, rows in _tables(survey, found):
        whole = sum(width for _, width in columns)
        widths = [243 * width // whole for _, width in columns]
        grids.append(Grid(title, [head for head, _ in columns], widths, rows))
    sides = [WordColumns(title, texts) for title, texts in _sides(survey, found)]
    return write_letter(_title(survey), "", [*grids, *sides], wide=True, dense=True)


def _title(survey: Survey) -> str:
    return f"{survey.store.year}年政府信息公开工作年度报告雷同情况"


def heading(survey: Survey, section: str) -> str:
    """The heading of a section by its number; 引言 for the foreword."""
    return next((s.heading for s in survey.store.form.sections if s.no == section), section or "标题")


_Table = tuple[str, Sequence[tuple[str, int]], list[list[str]]]


def _tables(survey: Survey, found: Copies) -> Iterator[_Table]:
    if found.names:
        rows = [[n.body, n.other, heading(survey, n.part), n.text] for n in found.names]
        yield "留有其他单位名称", (("单位", 16), ("写着的单位", 16), ("哪一部分", 14), ("原文", 40)), rows
    if found.groups:
        rows = [
            [heading(survey, g.section), f"{len(g.bodies)}", f"{g.similarity:.0%}", "、".join(g.bodies)]
            for g in found.groups
        ]
        yield "文字雷同", (("哪一部分", 14), ("单位数", 6), ("相同", 6), ("单位", 60)), rows
    if found.last_year:
        rows = [
            ["、".join(g.bodies), "、".join(g.others), heading(survey, g.section), f"{g.similarity:.0%}"]
            for g in from_last_year(found.last_year)
        ]
        yield (
            "和别的单位上年的报告雷同",
            (("单位", 24), ("像哪个单位上年的", 24), ("哪一部分", 20), ("相同", 6)),
            rows,
        )
    if found.same_figures:
        rows = [[f"{len(bodies)}", "、".join(bodies)] for bodies in found.same_figures]
        yield "数据全同", (("单位数", 6), ("单位", 60)), rows


def _sides(
    survey: Survey, found: Copies
) -> Iterator[tuple[str, list[tuple[str, str, list[tuple[int, int]]]]]]:
    for group in found.groups:
        names = group.bodies[:_MOST_SIDES]
        texts = [found.texts.get((name, group.section), "")[:_LONGEST] for name in names]
        more = (
            f"（共 {len(group.bodies)} 个单位，列出 {len(names)} 个）"
            if len(group.bodies) > len(names)
            else ""
        )
        sides = []
        for at, (name, text) in enumerate(zip(names, texts, strict=True)):
            other = texts[0] if at else texts[1]
            sides.append((name, text, _same(text, other)))
        yield f"{heading(survey, group.section)}：相同 {group.similarity:.0%}{more}", sides
    for one in from_last_year(found.last_year):
        body, last = one.bodies[0], one.others[0]
        text, other = (
            texts.get((name, one.section), "")[:_LONGEST]
            for texts, name in ((found.texts, body), (found.earlier, last))
        )
        many = len(one.bodies) + len(one.others) > _PAIR
        more = f"（本年 {len(one.bodies)} 个单位、上年 {len(one.others)} 个，列出 1 对）" if many else ""
        yield (
            f"{heading(survey, one.section)}：和上年的相同 {one.similarity:.0%}{more}",
            [(body, text, _same(text, other)), (f"{last}（上年）", other, _same(other, text))],
        )
    for passage in found.passages:
        listed = list(zip(passage.bodies, passage.texts, strict=True))[:_MOST_SIDES]
        more = f"（共 {len(passage.bodies)} 个单位）" if len(passage.bodies) > len(listed) else ""
        title = f"{heading(survey, passage.section)}：大段相同，{len(passage.texts[0])} 字{more}"
        yield title, [(name, text, [(0, len(text))]) for name, text in listed]


def _same(text: str, other: str) -> list[tuple[int, int]]:
    """The parts of a text that stand in another one."""
    marks, at = [], 0
    for start, end in (*new_spans(text, other), (len(text), len(text))):
        if start > at:
            marks.append((at, start))
        at = end
    return marks
