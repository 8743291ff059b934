"""Each slip in a data file is mended by doing just what is said of it."""

import re
from pathlib import Path

import pytest

from ndbg.check import Severity, check
from ndbg.errors import InputError
from ndbg.read.toml import parse_toml
from ndbg.report import Report
from tests.read.slips import RIGHT, SLIPS, Slip

PATH = Path("data.toml")
_MOST_STEPS = 12
# What tells how such a line is to be written, which is then typed again.
_TYPE_AGAIN = re.compile(
    "写法不对|”不对：|不是“项目 = 值”|连方括号和引号|方括号没有配对|没有成对|数前面不要写|千分位|改成半角"
    "|几个数要写在方括号里|前面已经写过|花括号里的|三个双引号|等号后面没有值"
)


class Span:
    """A place in a text that something is said of."""

    def __init__(self, text: str, line: int | None, start: int, end: int) -> None:
        self.place = (line, start, end)
        lines = text.split("\n")
        before = sum(len(one) + 1 for one in lines[: (line or 1) - 1])
        self.line = lines[(line or 1) - 1]
        self.start, self.end = before + start, before + end
        self.line_start, self.line_end = before, before + len(self.line)
        self.text = text

    @property
    def marked(self) -> str:
        return self.text[self.start : self.end]

    def put(self, new: str) -> str:
        return self.text[: self.start] + new + self.text[self.end :]

    def put_value(self, new: str) -> str:
        """Put a new value behind the equals sign of the line."""
        key = self.line.split("=")[0].rstrip()
        return self.text[: self.line_start] + f"{key} = {new}" + self.text[self.line_end :]

    def put_line(self, new: str) -> str:
        return self.text[: self.line_start] + new + self.text[self.line_end :]


def follow(message: str, span: Span) -> str:
    """The text after somebody did what the message says, at the place that it marks."""
    if found := re.search(r"改成半角的「(.)」", message):
        return span.put(found[1])
    if "数字零写成 0" in message:
        return span.put("0")
    if found := re.search(r"几个数要写在方括号里：写成 (\[[\d., ]+\])$", message):
        return span.put(found[1])
    if found := re.search(r"缺少.*表格“([^”]+)”行.*文件里有一行“([^”]+)”，是不是它", message):
        return span.text.replace(f'"{found[2]}"', f'"{found[1]}"')
    if "改成半角的空格" in message:
        return span.put(" ")
    if found := re.search(r'(?:写成|改为|要写成) (\["[^"]+"\])', message):
        return span.put_line(found[1])
    if found := re.search(r'要写成 ("[^"]+" = .+)$', message):
        return span.put_line(found[1])
    if found := re.search(r'写成 ("[^"]+")', message):
        return span.put(found[1])
    if found := re.search(r"(?:请(?:写|改为) ?|正好是\d+的，写)(-?[\d.]+)", message):
        return span.put(found[1]) if span.marked != span.line else span.put_value(found[1])
    if found := re.search(r"是不是 ([\d.]+)？", message):
        return span.put(found[1])
    if "请删去" in message and "删去其中一处" not in message and "重复" not in message:
        return span.put("")
    if re.search(r"(?:删去其中一处|请删去一处)", message):
        return span.text[: span.line_start] + span.text[span.line_end + 1 :]
    if "没有发生的填 0" in message:
        return span.put_value("0")
    if "公布日期写成" in message:
        day = [int(number) for number in re.findall(r"\d+", span.line)]
        return span.put_value("{}-{:02}-{:02}".format(*day))
    if "说明文字前面要加 #" in message:
        return span.put(f"# {span.marked}")
    if "末尾要有三个半角双引号" in message:
        text, end = span.text, span.text.index('\n["', span.line_end)
        return f'{text[:end].rstrip()}\n"""\n{text[end:]}'
    if "移到上面的三个双引号前面" in message:
        text = span.text[: span.line_start] + span.text[span.line_end + 1 :]
        end = text.rindex('"""', 0, span.line_start)
        return f"{text[:end]}{span.line}\n{text[end:]}"
    if (
        "一行数写成 [1, 2, 3]" in message
        or "要用半角逗号，这里是句点" in message
        or "写在方括号里" in message
    ):
        return span.put_value(f"[{', '.join(re.findall('[0-9]+(?:[.][0-9]+)?', span.line.split('=')[1]))}]")
    if found := re.search(r"这一行要有(?:\d+个或)?(\d+)个数，现在有(\d+)个", message):
        numbers = re.findall("[0-9.]+", span.line.split("=")[1])
        return span.put_value(f"[{', '.join(numbers + ['0'] * (int(found[1]) - int(found[2])))}]")
    if found := re.search(r"是不是：?“?(\{\{[^}]+\}\})", message):
        return span.put(found[1])
    if found := re.search(r"要写两层花括号：(\{\{[^}]+\}\})", message):
        return span.put(found[1])
    if found := re.search(r"是不是“([^”]+)”？", message):
        return span.put(f'"{found[1]}"')
    raise AssertionError(f"nobody can tell what to do: {message}")


def wrong(text: str) -> list[tuple[str, Span]]:
    """What is said of a data file, first that which stops it from being read."""
    try:
        report, _ = parse_toml(text.encode(), PATH)
    except InputError as error:
        return [(p.message, Span(text, p.line, p.start, p.end)) for p in error.problems]
    return [
        (f.defect.message, Span(text, o.line, o.start, o.end))
        for f in check(report).findings
        if f.severity is Severity.ERROR and not f.code.startswith("X")
        for o in f.defect.origins[:1]
    ]


def said(report: Report) -> object:
    prose = {no: p.text.split("\n") for no, p in report.prose.items()}
    figures = {id: f.value for id, f in report.figures.items()}
    return report.agency, report.year, report.published, prose, figures, report.fee, report.added.extra


def test_the_right_file_is_right() -> None:
    assert wrong(RIGHT) == []
    assert len(parse_toml(RIGHT.encode(), PATH)[0].figures) == 200


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_mended_by_doing_what_is_said(slip: Slip) -> None:
    assert RIGHT.count(slip.right) >= 1, slip.right
    text = RIGHT.replace(slip.right, slip.typed, 1)
    last = slip.typed.split("\n")[-1]
    again = slip.right.replace('\n"""', f'\n{last}\n"""') if "behind its end" in slip.name else slip.right
    messages = []
    for _ in range(_MOST_STEPS):
        found = wrong(text)
        if not found:
            break
        # Signs that are told all at once are all changed, the last one first.
        signs = [item for item in found if "改成半角的" in item[0]]
        for message, span in reversed(signs or found[:1]):
            messages.append(message)
            if _TYPE_AGAIN.search(message):
                typed = slip.typed.split("\n")
                assert any(line in span.line or span.line in line for line in typed), message
                text = text.replace(slip.typed, again, 1)
            else:
                text = follow(message, Span(text, *span.place))
    else:
        pytest.fail("\n".join(messages))
    assert messages or parse_toml(text.encode(), PATH)[0].source.notes, "nothing was said"
    wanted = parse_toml(RIGHT.encode(), PATH)[0]
    if "behind its end" in slip.name:
        added = slip.typed.split("\n")[-1]
        now = parse_toml(text.encode(), PATH)[0].prose["一"].text.split("\n")
        assert now == [*wanted.prose["一"].text.split("\n"), added]
    else:
        assert said(parse_toml(text.encode(), PATH)[0]) == said(wanted), messages
