"""A city that never was: its roster, and the reports of all its bodies over two years, right in every sum.

Departments, counties with departments and towns of their own; a county's report is the sum of its own office,
its departments and its towns. All figures and words are drawn at random from a fixed beginning.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from ndbg.form import Cell
from ndbg.report import Figure, InformationFee, Prose, Report, Source
from ndbg.write.pdf import write_pdf
from tests.official import FORM_2021

Figures = dict[str, int | Decimal]
YEAR = 2024
TOP = "云州市人民政府"
OFFICE = "云州市人民政府办公室"
KINDS = (
    "教育局", "科学技术局", "工业和信息化局", "公安局", "民政局", "司法局", "财政局", "人力资源和社会保障局",
    "自然资源和规划局", "生态环境局", "住房和城乡建设局", "交通运输局", "水利局", "农业农村局", "商务局",
    "文化广电和旅游局", "卫生健康委员会", "退役军人事务局", "应急管理局", "审计局", "市场监督管理局", "统计局",
    "医疗保障局", "城市管理局", "行政审批局", "林业局", "体育局", "信访局", "数据局", "粮食和物资储备局",
)  # fmt: skip
COUNTIES = (
    "青山区", "白水县", "石桥县", "南湖区", "东岭县", "河口区", "安平县", "云台区", "梅溪县", "清江县",
)  # fmt: skip
TOWNS = (
    "柳林镇", "大石乡", "新市街道", "沙河镇", "双塔街道", "桃源乡", "龙泉镇", "枫桥镇", "板桥街道", "古井乡",
)  # fmt: skip
_WORDS = [
    "审批", "规范", "窗口", "档案", "培训", "督查", "台账", "流程", "名录", "清单", "渠道", "平台", "专栏", "解读",
    "回应", "热线", "走访", "座谈", "调研", "试点", "示范", "基层", "社区", "学校", "医院", "企业", "农户", "市场",
    "工地", "车站", "展馆", "广场", "书屋", "夜校", "讲堂", "简报", "周刊", "图册", "视频", "动画", "海报", "横幅",
    "展板", "问卷", "抽查", "通报", "整改", "复核", "归集", "编目", "分类", "校对", "会审", "签发", "登载", "推送",
    "转办", "催办", "销号", "留痕", "备案", "编印", "汇编", "译介", "讲解", "答疑", "巡回", "轮训", "跟班", "结对",
    "帮带", "比武", "竞赛", "评议", "打分", "晾晒", "排名", "约谈", "激励", "表扬", "观摩", "交流", "互访", "联动",
    "协同", "会商", "研判", "预警", "处置", "疏导", "安抚", "引导", "宣讲", "传达", "部署", "细化", "量化", "倒排",
    "推进", "攻坚", "突破", "巩固", "提升", "拓展", "延伸", "下沉", "前移", "并联", "集成", "精简", "压缩", "合并",
    "取消", "替代", "承接", "保留", "清理", "盘点", "核减", "增补", "更新", "迭代", "适配", "打通", "共享", "调用",
    "授权", "加密", "脱敏", "备份", "迁移", "上线", "试行", "验收", "归档", "移交", "封存", "启用", "桥梁", "堤坝",
    "泵站", "管网", "苗圃", "茶园", "果林", "渔港", "码头", "仓库", "冷链", "物流", "电商", "直播", "民宿", "古镇",
    "非遗", "剧场", "影院", "球场", "步道", "绿道", "公园",
]  # fmt: skip
_BREAKS = "，，，，，；。。"


@dataclass(frozen=True)
class Office:
    """A body of the city, as the roster has it."""

    name: str
    parent: str
    kind: str = ""
    due: str = "1月26日"
    former: str = ""
    duty: str = ""
    until: str = ""
    takes_over: str = ""


@dataclass(frozen=True)
class City:
    """Bodies, and their reports of this year and the last by name."""

    offices: tuple[Office, ...]
    now: Mapping[str, Report]
    last: Mapping[str, Report]
    below: Mapping[str, Sequence[str]] = field(default_factory=dict)


def offices(size: int) -> Iterator[Office]:
    """Some `size` bodies below the city, over three levels."""
    yield Office(TOP, "")
    yield Office(OFFICE, TOP, "本机关")
    counties = min(max(size // 30, 2), len(COUNTIES))
    departments = min(max(size // 8, 5), len(KINDS))
    each = max((size - departments - counties - 1) // counties, 4)
    for kind in KINDS[:departments]:
        yield Office(f"云州市{kind}", TOP, "市直部门")
    for county in COUNTIES[:counties]:
        name = f"{county}人民政府"
        yield Office(name, TOP, "县区", due="2月20日")
        yield Office(f"{county}人民政府办公室", name, "本机关")
        towns = min(max(each // 4, 1), len(TOWNS))
        for town in TOWNS[:towns]:
            full = f"{county}{town}"
            yield Office(f"{full}办事处" if town.endswith("街道") else f"{full}人民政府", name, "乡镇街道")
        for kind in KINDS[: max(each - towns - 1, 2)]:
            yield Office(f"{county}{kind}", name, "区县直部门")


@cache
def city(size: int, seed: int = 7) -> City:
    """A city in which every report is right and every sum holds."""
    listed = tuple(offices(size))
    below: dict[str, list[str]] = {}
    for office in listed:
        below.setdefault(office.parent, []).append(office.name)
    draw = random.Random(seed)  # noqa: S311  nothing is secret here
    last_figures, now_figures = _years(listed, below, draw)
    now = {o.name: _report(o.name, YEAR, now_figures[o.name], draw) for o in listed}
    last = {o.name: _report(o.name, YEAR - 1, last_figures[o.name], draw) for o in listed}
    return City(listed, now, last, below)


def _years(
    listed: Sequence[Office], below: Mapping[str, Sequence[str]], draw: random.Random
) -> tuple[dict[str, Figures], dict[str, Figures]]:
    years: tuple[dict[str, Figures], dict[str, Figures]] = ({}, {})
    for office in reversed(listed):
        if children := below.get(office.name):
            for figures in years:
                figures[office.name] = total([figures[child] for child in children])
        else:
            years[0][office.name] = leaf(draw)
            years[1][office.name] = leaf(draw, years[0][office.name])
    return years


def reformed(found: City) -> City:
    """The city after a reform: one department has taken over a body, another has a new name; both had reported last year.

    What the department had in last year's report is then that of the two together, so that all sums stay right.
    """
    departments = [o for o in found.offices if o.kind == "市直部门"]
    heir = next(o for o in departments if _has_left(found.last[o.name]))
    renamed = next(o for o in departments if o is not heir)
    gone, before = Office("云州市外国专家局", TOP, heir.kind, until=f"{YEAR - 1}"), f"{renamed.name}筹备组"
    part = share(found.last[heir.name])
    rest = {id: figure.value - part[id] for id, figure in found.last[heir.name].figures.items()}
    draw = random.Random(4)  # noqa: S311  nothing is secret here
    last = {
        **found.last,
        heir.name: _report(heir.name, YEAR - 1, rest, draw),
        gone.name: _report(gone.name, YEAR - 1, part, draw),
        renamed.name: replace(found.last[renamed.name], agency=before),
    }
    changes = {heir: replace(heir, takes_over=gone.name), renamed: replace(renamed, former=before)}
    listed = (*(changes.get(office, office) for office in found.offices), gone)
    return replace(found, offices=listed, last=last)


_MOVED = tuple(
    f"requests.{row}.{column}" for row in ("new", "carried_out") for column in ("natural_person", "total")
)


def _has_left(report: Report) -> bool:
    """Whether a report has an application that was carried out of its year."""
    return all(report.figures[cell].value for cell in _MOVED)


def share(report: Report) -> Figures:
    """What a small body may have had of a report's figures: one application, carried out, and half the licences."""
    figures: Figures = {id: figure.value * 0 for id, figure in report.figures.items()}
    licences = "disclosure.licences.decisions"
    return {**figures, **dict.fromkeys(_MOVED, 1), licences: int(report.figures[licences].value) // 2}


def total(parts: Sequence[Mapping[str, int | Decimal]]) -> Figures:
    """The sum of some reports, figure by figure."""
    return {
        id: sum((part[id] for part in parts), start=Decimal(0) if cell.decimal else 0)
        for id, cell in _cells()
    }


def _cells() -> Iterator[tuple[str, Cell]]:
    yield from FORM_2021.cells.items()


def leaf(draw: random.Random, last: Mapping[str, int | Decimal] | None = None) -> Figures:
    """Figures of a body without others below it; those of this year follow from last year's."""
    figures: Figures = {}
    table = FORM_2021.table("requests").blocks[0]
    columns = [column.id for column in table.columns if not column.sum]
    rows = [row.id for row in table.rows if row.label.under and not row.sum]
    for column in columns:
        many = column == "natural_person"
        results = {
            row: draw.choice((0, 0, 0, 1, 2, draw.randint(0, 9))) if many else draw.choice((0, 0, 0, 0, 1))
            for row in rows
        }
        done = sum(results.values())
        carried_in = int(last[f"requests.carried_out.{column}"]) if last else draw.choice((0, 0, 1, 2)) * many
        if done < carried_in:
            results["granted"] += carried_in - done
            done = carried_in
        carried_out = draw.choice((0, 1, 2, 3)) if many else 0
        results |= {"results_total": done, "carried_in": carried_in, "carried_out": carried_out}
        results["new"] = done + carried_out - carried_in
        figures |= {f"requests.{row}.{column}": value for row, value in results.items()}
    for row in table.rows:
        figures[f"requests.{row.id}.total"] = sum(int(figures[f"requests.{row.id}.{c}"]) for c in columns)
    for entry in FORM_2021.table("review").entries:
        *parts, whole = entry.cells
        values = [draw.choice((0, 0, 0, 1, 2)) for _ in parts]
        if last:
            values[0] += int(last[parts[-1].id])
        figures |= {cell.id: value for cell, value in zip(parts, values, strict=True)}
        figures[whole.id] = sum(values)
    for name in ("rules", "normative_documents"):
        line = f"disclosure.{name}"
        issued = 0 if name == "rules" else draw.randint(0, 9)
        repealed = 0 if name == "rules" else draw.randint(0, 2)
        before = int(last[f"{line}.in_force"]) if last else (0 if name == "rules" else draw.randint(20, 60))
        figures |= {
            f"{line}.issued": issued,
            f"{line}.repealed": repealed,
            f"{line}.in_force": before + issued - repealed,
        }
    for name, most in (("licences", 9000), ("penalties", 500), ("coercive_measures", 40)):
        figures[f"disclosure.{name}.decisions"] = _near(draw, last, f"disclosure.{name}.decisions", most)
    figures["disclosure.fees.amount"] = Decimal(draw.randint(1_000, 90_000)) / 100
    return figures


def _near(draw: random.Random, last: Mapping[str, int | Decimal] | None, id: str, most: int) -> int:
    if last is None:
        return draw.randint(most // 3, most)
    return max(int(last[id]) + draw.randint(-most // 9, most // 9), 1)


def sentence(draw: random.Random, words: int = 12) -> str:
    """A sentence of words at random, none twice, with a comma now and then, and where a character would be doubled."""
    said = ""
    for at, word in enumerate(draw.sample(_WORDS, words)):
        ends = at and (at % 4 == 0 or said[-1] == word[0])
        said += f"{'，' if ends else ''}{word}"
    return f"{said}。"


def paragraphs(draw: random.Random, lead: str, sentences: int) -> str:
    """Some paragraphs, the first one beginning with a lead."""
    heads = ("（一）", "（二）", "（三）", "（四）")
    lines = [lead + sentence(draw)]
    for head in heads[: max(sentences // 4, 1)]:
        title = "".join(draw.sample(_WORDS, 2))
        lines.append(f"{head}{title}。{''.join(sentence(draw) for _ in range(4))}")
    return "\n".join(lines)


def _report(name: str, year: int, figures: Figures, draw: random.Random) -> Report:
    prose = {
        "一": paragraphs(draw, f"{year}年，{name}认真贯彻落实条例，", 14),
        "五": paragraphs(draw, "存在的主要问题是", 8)
        + "\n下一步，"
        + sentence(draw)
        + "我们将逐项改进，"
        + sentence(draw),
        "六": "本年度没有收取信息处理费。" + sentence(draw, 8),
    }
    return Report(
        source=Source(Path(f"{name}.toml")),
        form=FORM_2021,
        agency=name,
        year=year,
        published=date(year + 1, 1, 24),
        prose={no: Prose(text, text) for no, text in prose.items()},
        figures={id: Figure(value) for id, value in figures.items()},
        fee=InformationFee(0, Decimal(0)),
    )


# -- files ---------------------------------------------------------------------------------


def _word() -> Callable[[Report], bytes]:
    from ndbg.app.templates import official
    from ndbg.write.word import Template

    template = Template(*official(FORM_2021), FORM_2021)
    return lambda report: template.fill(report).data


def _styled(**style: object) -> Callable[[Report], bytes]:
    from ndbg.write.word import Template
    from tests.forms import Style, form

    template = Template(form(Style(**style)), Path("表样.docx"), FORM_2021)  # type: ignore[arg-type]  # traits
    return lambda report: template.fill(report).data


@cache
def writers() -> Mapping[str, Callable[[Report], bytes]]:
    """The ways in which reports are written, by name; the part before the full stop is the layout, the rest the suffix."""
    from ndbg.write.markdown import write_markdown
    from ndbg.write.web import write_web
    from ndbg.write.workbook import write_workbook
    from tests.forms import ungrouped, unmerged

    return {
        "official.docx": _word(),
        "ungrouped.docx": _styled(drawn=ungrouped),
        "unmerged.docx": _styled(drawn=unmerged),
        "page.html": lambda report: write_web(report).encode(),
        "book.xlsx": write_workbook,
        "text.md": lambda report: write_markdown(report).encode(),
    }


def written(report: Report, way: str = "official.docx") -> bytes:
    """A report as a file; `printed.pdf` is the Word file as LibreOffice prints it."""
    if way == "printed.pdf":
        return write_pdf(written(report), report.title)[0]
    return writers()[way](report)


def changed(report: Report, figures: Mapping[str, int | Decimal] | None = None, **prose: str) -> Report:
    """A report with other figures, and other text in section one, five or six (`one`, `five`, `six`)."""
    numbers = {"one": "一", "five": "五", "six": "六"}
    return replace(
        report,
        figures={**report.figures, **{id: Figure(value) for id, value in (figures or {}).items()}},
        prose={**report.prose, **{numbers[key]: Prose(text, text) for key, text in prose.items()}},
    )


def write_roster(path: Path, listed: Sequence[Office]) -> None:
    """The roster as a workbook, as an office would have it: a title above, a column of numbers before."""
    from xlsxwriter import Workbook

    with Workbook(path) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, ["云州市2024年度政府信息公开工作年度报告报送单位名册"])
        sheet.write_row(
            1, 0, ["序号", "单位名称", "上级", "类别", "报送期限", "曾用名", "报告", "止", "承接自"]
        )
        for at, office in enumerate(listed, 2):
            row = [at - 1, office.name, office.parent, office.kind, office.due, office.former, office.duty]
            row += [office.until, office.takes_over]
            sheet.write_row(at, 0, row)
