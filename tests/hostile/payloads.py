"""Texts that would be more than text to one program or another, and reports that hold them everywhere.

Each report has a twin that says something harmless in the same places: what is made of the
two may differ in nothing but words.
"""

import re
from dataclasses import replace

from ndbg.report import Additions, Drafter, Prose, Report, Suppression
from ndbg.write.toml import write_toml
from tests.hostile.sound import report as sound_report

HARMLESS = "公开信息"
PAYLOADS = (
    # Word and XML
    '{ HYPERLINK "http://x.cn" }', '<w:fldSimple w:instr="DDEAUTO c calc"/>', "]]>", "<w:p/>", "</w:t></w:r></w:p>",
    "&amp;", "&#65;", "&x;", "<!-- x", "-->", "<?xml version='1.0'?>", "<!DOCTYPE x [", "_x0041_", "MERGEFIELD a \\* X",
    # pages
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</article></style></title>", "' onmouseover='x",
    "<a href=javascript:x>y</a>", "<base href=//x>", "<td>7</td>", "<svg/onload=x>",
    # spreadsheets
    "=cmd|'/c calc'!A1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x.cn")', "＝1＋1", "=1", "'=1", "http://x.cn/a",
    "mailto:a@x.cn", "internal:'A'!A1",
    # terminals
    "[red]红[/red]", "[link=http://x.cn]看[/link]", "[/]", "[bold", ":smile:", "\\[red]", "\u202e倒\u202c", "\u2066隔",
    # Markdown
    "| 甲 | 乙 |", "[甲](http://x.cn)", "![甲](http://x.cn)", "`码`", "```", "# 题", "> 引", "- 项", "1. 项", "**粗**",
    "~~删~~", "<b>粗</b>", "<http://x.cn>", "[^1]", "---", "    码", "甲  ", "\\", "www.x.cn", "a@x.cn", "//x.cn",
    # templates, formats and formulas
    "{% if x %}", "{# x #}", "${x}", "$(id)", "`id`", "%s%n", "{0}", "{x.__class__}", "$x^2$", "$\\frac{1}{2}$",
    "\\input{x}", "'; DROP TABLE x; --", '"},{"ruleId":"T301"', "\\u003c", "\\n",
)  # fmt: skip
AGENCIES = (
    '局"><img src=x onerror=a>&amp;]]><w:p/><script>a</script>**|[a](b)`c`',
    "=cmd|'/c calc'!A1[red]局[/red][link=http://x.cn]y[/link]$x$\\{0}%s\u202e局\u2066#",
)
# What a terminal obeys: no report may hold it.
FORBIDDEN = {
    "a colour": "\x1b[31m", "a link": "\x1b]8;;http://x.cn\x1b\\x\x1b]8;;\x1b\\", "a title": "\x1b]0;x\x07",
    "one sign for two": "\x9b31m", "a bell": "\x07", "a step back": "\x08", "nothing": "\x00", "delete": "\x7f",
    "a return": "\r", "a noncharacter": "\ufffe",
}  # fmt: skip


def lines(texts: tuple[str, ...] = PAYLOADS) -> list[str]:
    """A paragraph that begins with each text, and one that has it within."""
    return [line for text in texts for line in (f"{text.strip()}，公开信息。", f"公开{text}信息。")]


def _made(agency: str, texts: tuple[str, ...]) -> Report:
    prose = "\n".join(lines(texts))
    said = "".join(texts).strip()
    base = sound_report()
    return replace(
        base,
        agency=agency,
        preface=Prose(f"依照条例编制本报告，{said}，现予公布。", f"依照条例编制本报告，{said}，现予公布。"),
        prose={"一": Prose(prose, prose), "五": Prose("继续细化。", "继续细化。"), "六": Prose(prose, prose)},
        added=Additions(
            extra={"自己的数": said},
            suppressions=(Suppression("X606", "X606", (), said),),
            drafter=Drafter(said, said, said),
        ),
    )


def hostile(agency: str) -> Report:
    """A report with all of the texts in all of its places."""
    return _made(agency, PAYLOADS)


def twin(agency: str) -> Report:
    """The same report with harmless texts."""
    harmless = re.sub(r"[^局]", "某", agency)
    return _made(harmless, tuple(HARMLESS for _ in PAYLOADS))


def data(report: Report) -> str:
    """Its data file."""
    return write_toml(report)
