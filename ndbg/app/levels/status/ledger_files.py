"""The ledger as a workbook and as a web page."""

from ndbg.app.levels.status.ledger import HEAD, parents, rows
from ndbg.app.levels.status.model import State, StrayKind, Survey
from ndbg.write.levels.lists import write_lists
from ndbg.write.levels.page import write_page
from ndbg.write.levels.parts import Column, Count, List

_WIDTHS = {"名称": 14, "上级": 13, "类别": 6, "状态": 5, "错误": 3, "提醒": 3, "文件": 18, "说明": 18}
_NUMBERS = ("错误", "提醒")
_DAYS = ("收到日期", "报送期限", "公布日期")
_NOT_SHOWN = ("版本",)
_SHOWN = [head for head in HEAD if head not in _NOT_SHOWN]


def ledger_workbook(survey: Survey) -> bytes:
    """The ledger: one sheet with all bodies, one with the counts by 上级, one with the files that match no body."""
    title = _title(survey)
    return write_lists(
        [_bodies(survey, title), by_parent(survey), *_strays(survey)], title, survey.store.year
    )


def ledger_page(survey: Survey) -> bytes:
    """The ledger as a page: the totals in large type, the counts by 上级, the bodies that need attention, all bodies."""
    counts = (
        Count("应报", len(survey.owed)),
        Count("已报", len(survey.received)),
        Count("逾期", len(survey.late), "late"),
        Count("缺报", len(survey.missing), "wrong"),
        Count("有错误", len(survey.wrong), "wrong"),
        *(
            Count(kind.value, len(survey.strays_of(kind)), "late")
            for kind in (StrayKind.UNKNOWN, StrayKind.UNREADABLE)
        ),
    )
    parts = [by_parent(survey), _bodies(survey, "各单位"), *_strays(survey)]
    return write_page(_title(survey), counts, parts)


def _title(survey: Survey) -> str:
    return f"{survey.store.year}年政府信息公开工作年度报告报送台账"


def _bodies(survey: Survey, title: str) -> List:
    places = [HEAD.index(head) for head in _SHOWN]
    columns = [Column(head, _WIDTHS.get(head, 5), head in _NUMBERS) for head in _SHOWN]
    # Days are shown without their year.
    listed = [[row[at][5:] if HEAD[at] in _DAYS else row[at] for at in places] for row in rows(survey)]
    notes = tuple(filter(None, (survey.summary(), survey.told_unfinished())))
    return List("台账", title, columns, listed, notes, _looks(survey))


def _looks(survey: Survey) -> list[str]:
    looks = []
    for entry in survey.entries:
        if entry.state in (State.FOLDED, State.EXEMPT, State.SUMMED):
            looks.append("quiet")
        elif entry.current is None or entry.errors or entry.rivals or entry.replacing:
            looks.append("wrong")
        else:
            looks.append("late" if entry.late else "")
    return looks


def by_parent(survey: Survey) -> List:
    """The counts by 上级."""
    heads = ("应报", "已报", "按时", "逾期", "缺报", "有错误")
    columns = [Column("上级", 14), *(Column(head, 5, number=True) for head in heads)]
    counts = parents(survey)
    rows = [[one.name, *map(str, one[1:])] for one in counts]
    looks = ["wrong" if one.missing else "late" if one.late or one.wrong else "" for one in counts]
    return List("分地区", "各地各级报送情况", columns, rows, (), looks, sum=True)


def _strays(survey: Survey) -> list[List]:
    columns = (Column("情况", 8), Column("文件", 34), Column("原因", 40))
    rows = [[kind.value, stray.path, stray.why] for kind in StrayKind for stray in survey.strays_of(kind)]
    return [List("没有用上的文件", "没有用上的文件", columns, rows)] if rows else []
