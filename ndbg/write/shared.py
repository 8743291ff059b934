"""What all writers print: title, sections, figures, and words for what is missing."""

from ndbg.document.blanks import UNWRITTEN
from ndbg.report import Report

DRAFT = "草稿"
UNFILLED = "未填"
SHEET_TITLE = "政府信息公开工作年度报告送审单"


def title(report: Report, *, draft: bool) -> str:
    """The title, marked as a draft where it is one."""
    return f"{report.title}（{DRAFT}）" if draft else report.title


def paragraphs(report: Report, no: str) -> list[str]:
    """The paragraphs of a section, or a placeholder."""
    prose = report.prose.get(no)
    return (prose.text if prose and prose.text else UNWRITTEN).split("\n")


def figure_text(report: Report, id: str) -> str:
    """A figure as printed, or a placeholder."""
    figure = report.figures.get(id)
    return figure.text if figure else UNFILLED
