"""H703, H708, H711, H712: text and figures that a report shares with those of other bodies."""

from collections.abc import Iterator, Sequence
from datetime import date

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.levels.model import Levels, Likeness, Mention, SharedPassage, facts, named
from ndbg.check.levels.prose_places import heading, origins_in
from ndbg.check.rule import Example, rule
from ndbg.check.subject import Subject
from ndbg.form.naming import quoted
from ndbg.text.listing import part_of

_HINT = 0.8  # the similarity below which it is a hint; chance does not reach 0.6
_SHOWN = 30
_MOST_DAYS = 4


_COPIED, _ASKED = "，像是抄来的", "，是自己的请说明，不用改"


def _order(order: Sequence[tuple[str, date]]) -> str:
    """In which order some reports came."""
    days = "、".join(f"“{name}”{day.month}月{day.day}日" for name, day in order[:_MOST_DAYS])
    return f"；收到的先后：{days}" if days else ""


@rule(
    "H703",
    "单位之间文字雷同",
    Severity.WARNING,
    also=Severity.INFO,
    what=(
        "各单位各写各的：一部分正文和另一单位本年或上年的相同不到 80%（隐去数字和年份；60% 到 80% 只作提示）。"
        "不到 100 字的不看。"
    ),
    basis="国办公开办函〔2021〕30号：内容雷同的要追究责任",
    right=Example("和别的单位相同 10%", levels=Levels()),
    wrong=Example(
        "总体情况和乙局的相同 93%",
        prose={"一": "全年工作情况如下。"},
        levels=Levels(likenesses=(Likeness("一", ("乙局",), 0.93),)),
    ),
)
def alike_elsewhere(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each section that is similar to those of others."""
    for one in facts(subject).likenesses:
        when = "上年的" if one.last_year else ""
        head = f"{heading(subject, one.section)}有 {one.share:.0%}"
        unclear = not (one.copied or one.last_year)
        asked = _ASKED if unclear else _COPIED if one.copied else ""
        tail = _order(one.order) if unclear else ""
        yield Defect(
            f"{head} 的文字和{named(one.bodies)}{when}雷同{asked}{tail}",
            origins=origins_in(subject, one.section),
            severity=None if one.share >= _HINT else Severity.INFO,
            bodies=one.bodies,
            unclear=unclear,
            head=head,
            tail=tail,
        )


@rule(
    "H708",
    "标题、正文留有其他单位名称",
    Severity.WARNING,
    what="报告里该写本单位名称的地方（标题、正文）写的是本单位，标题写现在的全称；写着名册里另一个单位的，多半是抄了那个单位的报告。",
    basis="国办公开办函〔2021〕30号：内容准确；内容雷同的要追究责任",
    right=Example("2024年，本局认真贯彻落实条例", levels=Levels()),
    wrong=Example(
        "市民政局的报告里写着：2024年，市教育局认真贯彻落实条例",
        prose={"一": "2024年，市教育局认真贯彻落实条例。"},
        levels=Levels(mentions=(Mention("市教育局", "市教育局", "一"),)),
    ),
)
def other_name(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each place with another body's name; in the title it is a slip, which names no other body."""
    if name := facts(subject).renamed:
        other = subject.report.agency
        yield Defect(f"标题写的是{quoted(other)}，应写现在的全称{quoted(name)}", actual=other)
    for one in facts(subject).mentions:
        if not one.section:
            yield Defect(
                f"标题写的是{quoted(one.written)}，是另一个单位的名称，应写本单位的名称", actual=one.written
            )
            continue
        where = f"{heading(subject, one.section)}第{one.paragraph + 1}段"
        whose = "" if one.written == one.body else f"（{one.body}）"
        yield Defect(
            f"{where}写着{quoted(one.written)}，是另一个单位{whose}的名称，请核对是不是抄来的",
            origins=origins_in(subject, one.section, one.paragraph, one.written),
            actual=one.written,
            bodies=(one.body,),
            head=where,
        )


@rule(
    "H711",
    "数据与另一单位全同",
    Severity.WARNING,
    what="不全是 0 的两份报告，不会每一个数都相同；数少而且小，可能碰巧相同的不看。",
    basis="国办公开办函〔2021〕30号：内容准确；内容雷同的要追究责任",
    right=Example("新收 12，乙局新收 9", figures={"requests.new.total": 12}, levels=Levels()),
    wrong=Example(
        "200 个数和乙局的一个也不差",
        figures={"requests.new.total": 12},
        levels=Levels(same_figures=("乙局",)),
    ),
)
def same_figures_elsewhere(subject: Subject) -> Iterator[Defect | MissingInput]:
    """One defect that names all bodies with the same figures."""
    levels = facts(subject)
    if bodies := levels.same_figures:
        nonzero_cells = tuple(id for id, figure in subject.report.figures.items() if figure.value)
        copied, tail = (_COPIED, "") if levels.same_copied else (_ASKED, _order(levels.same_order))
        yield Defect(
            f"{len(nonzero_cells)} 个不为 0 的数和{named(bodies)}的完全相同{copied}{tail}",
            cells=nonzero_cells,
            bodies=bodies,
            unclear=not levels.same_copied,
            tail=tail,
        )


@rule(
    "H712",
    "大段相同",
    Severity.INFO,
    what="正文里没有连着 150 字以上（逗号断开的一小段要整段相同），或者连着三句以上，和另一单位的相同（隐去数字、年份和本单位名称）；引言、标题、引用的法规条文、只列件数的句子不算。",
    basis="国办公开办函〔2021〕30号：内容雷同的要追究责任",
    right=Example("没有大段相同", levels=Levels()),
    wrong=Example(
        "总体情况有一段 160 字和乙局的相同",
        prose={"一": "全年工作情况如下。"},
        levels=Levels(passages=(SharedPassage("一", ("乙局",), "全年工作情况如下。"),)),
    ),
)
def passage_elsewhere(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each passage that is in others' reports too."""
    for one in facts(subject).passages:
        shown = part_of(one.text, _SHOWN, sign="……")
        yield Defect(
            f"{heading(subject, one.section)}第{one.paragraph + 1}段有 {len(one.text)} 个字和{named(one.bodies)}的相同：{quoted(shown)}",
            origins=origins_in(subject, one.section, one.paragraph),
            bodies=one.bodies,
        )
