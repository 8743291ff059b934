"""Copies between bodies side by side, as a web page or a Word file."""

from collections.abc import Iterator, Sequence

from ndbg.app.levels.copies.last_year import from_last_year
from ndbg.app.levels.copies.model import Copies
from ndbg.app.levels.status.model import Survey
from ndbg.report.similarity import new_spans
from ndbg.write.levels.letters import write_letter
from ndbg.write.levels.page import write_page
from ndbg.write.levels.parts import Beside, Column, Count, List, Side

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
    return write_page(_title(survey), counts, _parts(survey, found))


def copies_word(survey: Survey, found: Copies) -> bytes:
    """The same as a Word file in landscape."""
    return write_letter(_title(survey), "", _parts(survey, found), wide=True, dense=True)


def _parts(survey: Survey, found: Copies) -> list[List | Beside]:
    return [*_tables(survey, found), *_sides(survey, found)]


def _title(survey: Survey) -> str:
    return f"{survey.store.year}年政府信息公开工作年度报告雷同情况"


def heading(survey: Survey, section: str) -> str:
    """The heading of a section by its number; 引言 for the foreword, 标题 for none."""
    return next((s.heading for s in survey.store.form.sections if s.no == section), section or "标题")


def _tables(survey: Survey, found: Copies) -> Iterator[List]:
    bodies, part, share = Column("单位", 60), Column("哪一部分", 14), Column("相同", 6)
    body, other = Column("单位", 24), Column("像哪个单位上年的", 24)
    listed: dict[str, tuple[Sequence[Column], list[list[str]]]] = {
        "留有其他单位名称": (
            (Column("单位", 16), Column("写着的单位", 16), part, Column("原文", 40)),
            [[n.body, n.other, heading(survey, n.section), n.text] for n in found.names],
        ),
        "文字雷同": (
            (part, Column("单位数", 6), share, bodies),
            [
                [heading(survey, g.section), f"{len(g.bodies)}", f"{g.similarity:.0%}", "、".join(g.bodies)]
                for g in found.groups
            ],
        ),
        "和别的单位上年的报告雷同": (
            (body, other, Column("哪一部分", 20), share),
            [
                ["、".join(g.bodies), "、".join(g.others), heading(survey, g.section), f"{g.similarity:.0%}"]
                for g in from_last_year(found.last_year)
            ],
        ),
        "数据全同": (
            (Column("单位数", 6), bodies),
            [[f"{len(names)}", "、".join(names)] for names in found.same_figures],
        ),
    }
    for title, (columns, rows) in listed.items():
        if rows:
            yield List(title, title, columns, rows)


def _sides(survey: Survey, found: Copies) -> Iterator[Beside]:
    for group in found.groups:
        names, many = group.bodies[:_MOST_SIDES], len(group.bodies)
        texts = [found.texts.get((name, group.section), "")[:_LONGEST] for name in names]
        more = f"（共 {many} 个单位，列出 {len(names)} 个）" if many > len(names) else ""
        others = (texts[1], *(texts[0] for _ in texts[1:]))
        yield Beside(
            f"{heading(survey, group.section)}：相同 {group.similarity:.0%}{more}",
            [
                Side(name, text, _same(text, other))
                for name, text, other in zip(names, texts, others, strict=True)
            ],
        )
    for one in from_last_year(found.last_year):
        body, last = one.bodies[0], one.others[0]
        text, before = (
            texts.get((name, one.section), "")[:_LONGEST]
            for texts, name in ((found.texts, body), (found.earlier, last))
        )
        many = len(one.bodies) + len(one.others)
        more = (
            f"（本年 {len(one.bodies)} 个单位、上年 {len(one.others)} 个，列出 1 对）" if many > _PAIR else ""
        )
        yield Beside(
            f"{heading(survey, one.section)}：和上年的相同 {one.similarity:.0%}{more}",
            [Side(body, text, _same(text, before)), Side(f"{last}（上年）", before, _same(before, text))],
        )
    for passage in found.passages:
        sides = [
            Side(name, text, [(0, len(text))])
            for name, text in zip(passage.bodies, passage.texts, strict=True)
        ]
        more = f"（共 {len(sides)} 个单位）" if len(sides) > _MOST_SIDES else ""
        title = f"{heading(survey, passage.section)}：大段相同，{len(passage.texts[0])} 字{more}"
        yield Beside(title, sides[:_MOST_SIDES])


def _same(text: str, other: str) -> list[tuple[int, int]]:
    """The parts of a text that stand in another one."""
    marks, at = [], 0
    for start, end in (*new_spans(text, other), (len(text), len(text))):
        if start > at:
            marks.append((at, start))
        at = end
    return marks
