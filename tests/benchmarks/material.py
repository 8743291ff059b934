"""What is measured on: one report, one form, and the same form with markers for other tools."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from lxml import etree

from ndbg.app.templates import official
from ndbg.check import check
from ndbg.form.layout import layout
from ndbg.read import read
from ndbg.report import Report, date_text
from tests.benchmarks.peers.grids import W
from tests.official import FORM_2021

EXAMPLES = Path(__file__).parents[2] / "examples"

# The example has no date of publication, no foreword and half the prose of most reports.
_FOREWORD = (
    "根据《中华人民共和国政府信息公开条例》和国务院办公厅关于年度报告格式的规定，现公布{{机关}}{{年度}}年政府信息公开工作年度报告。"
    "本报告由六个部分组成，所列数据的统计期限为当年1月1日至12月31日，电子版可以在市政府门户网站查阅和下载。"
    "对本报告有疑问的，可以与市政府办公室联系。"
)
_MORE = {
    "一": (
        "（六）政策解读回应。坚持政策文件与解读材料同步起草、同步审批、同步发布，综合运用文字、图示、视频等形式解读重要政策，"
        "主动回应教育、医疗、住房、就业等方面的社会关切，让群众看得懂、用得上。各县（区）、各部门主要负责人带头解读，"
        "政策咨询窗口与热线平台共享知识库，常见问题的答复口径保持一致。\n"
        "（七）重点领域公开。围绕优化营商环境，集中公开惠企政策、办事指南和服务承诺；围绕民生保障，及时公开社会救助、"
        "食品药品安全、生态环境等信息；围绕公共资源配置，公开招标投标、土地出让和政府采购全过程信息。基层公开标准目录"
        "与部门权责清单相互衔接，发生变化的在规定时间内调整完毕。\n"
        "（八）制度机制建设。修订信息发布审查、依申请公开办理、公开属性认定等工作规程，明确各环节的责任和时限；建立部门会商机制，"
        "对疑难申请集体研究、统一答复；把公开工作纳入年度综合考核，考核结果与评先评优挂钩，推动各项要求落到实处。\n"
        "（九）专区建设服务。各级公开专区配备专人值守，提供查询、打印、咨询和申请受理等服务，为老年人、残疾人等群体提供代查代办和上门服务；"
        "政务服务大厅、图书馆、档案馆的专区统一标识、统一功能、统一台账，群众反映的问题当场能够答复的当场答复，"
        "不能当场答复的限时转办并反馈结果，办理情况定期汇总分析。\n"
    ),
    "五": (
        "（四）加强队伍建设。组织新任工作人员跟班学习，开展业务骨干交流，编印工作手册和办理文书示范文本，"
        "提高基层工作人员的政策水平和办理能力。\n"
        "（五）健全长效机制。对照考评中发现的问题逐项整改，整改情况向社会公开；定期分析申请内容，把反映集中的事项转为主动公开，"
        "从源头上减少重复申请，不断提升公开工作的质量和群众的满意度。\n"
    ),
}

_AGENCY = "宿迁市"
# Figures of the example that may be any, some in tables and some in the prose.
_VARIED = {"行政许可": 1573179, "行政处罚": 2676474, "访问次数": 9540370, "政策文件": 10219}


@dataclass(frozen=True)
class Material:
    """The files to be measured with, all in one folder; `context` is what markers are filled with."""

    folder: Path
    source: str
    data: Path
    report: Report
    template: Path
    twin: Path
    context: Mapping[str, str]
    context_file: Path


def prepare(folder: Path) -> Material:
    """Lay the files ready in a folder."""
    source = _source()
    data = folder / "data.toml"
    data.write_text(source, encoding="utf-8")
    report = read(data)
    assert len(report.figures) == len(FORM_2021.cells) == 200
    assert check(report).clean
    template, twin, context_file = (folder / n for n in ("template.docx", "twin.docx", "context.json"))
    document: Any = Document(str(_official(folder)))
    document.save(str(template))
    _write_twin(template, twin, report)
    context = context_of(report)
    context_file.write_text(json.dumps(context, ensure_ascii=False), encoding="utf-8")
    return Material(folder, source, data, report, template, twin, context, context_file)


def variant(source: str, number: int) -> str:
    """The data file of another office: its name, prose and figures differ from those of all others."""
    changes = {rf'^"机关" = "{_AGENCY}"': f'"机关" = "{office_name(number)}"'}
    changes |= {rf'^"{name}" = {value}$': f'"{name}" = {value + number}' for name, value in _VARIED.items()}
    return _changed(source, changes)


def variant_context(context: Mapping[str, str], number: int) -> dict[str, str]:
    """What the markers stand for in the report of that office."""
    changes = {_AGENCY: office_name(number)}
    changes |= {f"{value}": f"{value + number}" for value in _VARIED.values()}
    pattern = re.compile("|".join(changes))
    return {key: pattern.sub(lambda m: changes[m[0]], text) for key, text in context.items()}


def office_name(number: int) -> str:
    """The name of the office of a variant."""
    return f"{_AGENCY}第{number}机关"


def _source() -> str:
    """The data file: an example of ours with as much prose as most reports have."""
    source = (EXAMPLES / "suqian-2024.toml").read_text(encoding="utf-8")
    changes = {
        r'^# ("公布日期" = ).*': rf'\g<1>2025-01-24\n"引言" = "{_FOREWORD}"',
        r'^"上年文件".*\n': "",
        r'^"Y506 .*\n': "",  # answers to what only shows beside last year's report
        **{rf'(?s)(^\["{no}、.*?^"正文" = """\n.*?)(?=^""")': rf"\g<1>{text}" for no, text in _MORE.items()},
    }
    return _changed(source, changes)


def _changed(source: str, changes: Mapping[str, str]) -> str:
    for pattern, new in changes.items():
        source, count = re.subn(pattern, new, source, flags=re.MULTILINE)
        assert count, f"the example has changed: {pattern}"
    return source


def _official(folder: Path) -> Path:
    path = folder / "official.docx"
    path.write_bytes(official(FORM_2021)[0])
    return path


# -- the twin ----------------------------------------------------------------------


def context_of(report: Report) -> dict[str, str]:
    """What each marker of the twin stands for, ready to be put in."""
    assert report.published
    figures = {_marker(index): report.figures[id].text for index, id in enumerate(FORM_2021.cells)}
    prose: dict[str, str] = {}
    for no, text in (("0", report.preface.text), *((no, p.text) for no, p in report.prose.items())):
        for index, line in enumerate(text.split("\n")):
            lead, rest = _halves(line)
            prose |= {_prose_marker(no, index, "lead"): lead, _prose_marker(no, index, "text"): rest}
    around = {"title": report.title, "agency": report.agency, "published": date_text(report.published)}
    return figures | prose | around


def _marker(index: int) -> str:
    return f"f{index:03}"


def _prose_marker(no: str, index: int, half: str) -> str:
    return f"p{'0一二三四五六'.index(no)}_{index}_{half}"


def _halves(line: str) -> tuple[str, str]:
    """A second-level heading that runs into its paragraph, and the rest."""
    match = re.match(r"（[一二三四五六七八九十]+）[^。]*。", line)
    end = match.end() if match else 0
    return line[:end], line[end:]


def _write_twin(template: Path, twin: Path, report: Report) -> None:
    """The form with a marker in each cell and, a paragraph for each of the report, in the prose."""
    document: Any = Document(str(template))
    for table, word in zip(FORM_2021.tables, document.tables, strict=True):
        boxes = {box.cell.id: box for box in layout(table).boxes if box.cell}
        for index, id in enumerate(FORM_2021.cells):
            if id in boxes:
                cell = word.cell(boxes[id].row, boxes[id].column)
                cell.paragraphs[0].add_run(f"{{{{{_marker(index)}}}}}")
    paragraphs = document.paragraphs
    _say(next(p for p in paragraphs if p.style.name == "Title"), "title")
    foreword = next(p for p in paragraphs if p.text == "{{引言}}")
    _fill_section("0", [foreword], report.preface.text)
    for section in FORM_2021.sections:
        if section.table is None:
            at = next(i for i, p in enumerate(paragraphs) if p.text == section.heading)
            _fill_section(section.no, paragraphs[at + 1 : at + 3], report.prose[section.no].text)
    signature = paragraphs[-1]
    for run in signature.runs:
        run.text = run.text.replace("机关", "agency").replace("公布日期", "published")
    document.save(str(twin))


def _fill_section(no: str, samples: list[Any], text: str) -> None:
    """Put markers for each line of prose in place of a section's sample paragraphs."""
    for index, line in enumerate(text.split("\n")):
        sample = samples[-1] if _halves(line)[0] else samples[0]
        element = deepcopy(sample._p)
        samples[0]._p.addprevious(element)
        paragraph = type(sample)(element, sample._parent)
        halves = ("lead", "text") if _halves(line)[0] else ("text",)
        _say(paragraph, *(_prose_marker(no, index, half) for half in halves))
    for sample in samples:
        sample._p.getparent().remove(sample._p)


def _say(paragraph: Any, *markers: str) -> None:
    """Put one marker in each of a paragraph's first runs, and nothing behind them."""
    for run, marker in zip(paragraph.runs, markers, strict=False):
        run.text = f"{{{{{marker}}}}}"
    for run in paragraph.runs[len(markers) :]:
        run._r.getparent().remove(run._r)


# -- what came of it ---------------------------------------------------------------


def texts(document: bytes) -> list[tuple[str, str]]:
    """The text of every table cell and paragraph of a Word document, in order, without the breaks that set a title."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [(str(e.tag).removeprefix(W), _text(e)) for e in root.iter(f"{W}tc", f"{W}p")]


def _text(element: etree._Element) -> str:
    return "".join(e.text or "" for e in element.iter(f"{W}t"))
