"""Data files that are hostile: wrong types everywhere, numbers and names without end, odd TOML."""

import re
from collections.abc import Callable, Iterator

from tests.hostile.cases import READ, Case, made
from tests.hostile.sound import sound
from tests.hostile.texts import CONTROLS

_ITEM = re.compile(r'^"(?P<key>[^"]+)" = (?P<value>"""(?:.|\n)*?"""|.*?)(?=  #|$)', re.MULTILINE)
_HEAD = re.compile(r"^\[.*\]$", re.MULTILINE)


def _text() -> str:
    return sound(".toml").decode()


VALUES = {
    "true": "true", "a float": "1.5", "nan": "nan", "infinity": "-inf", "a negative": "-1", "a text": '"文字"',
    "an empty text": '""', "an empty list": "[]", "lists in lists": "[[[[1]]]]", "a table": "{ a = { b = 1 } }",
    "a day": "2024-02-29", "a moment": "2024-02-29T23:59:60Z", "a time": "00:00:00", "a large number": "9" * 4000,
    "too large a number": "1" + "0" * 5000, "hexadecimal": f"0x{'f' * 40}", "hexadecimal without end": f"0x{'f' * 9000}",
    "binary without end": f"0b{'1' * 40_000}", "a tiny float": "1e-999999", "a huge float": "1e999999",
    "many floats": f"[{'0.1, ' * 200}]", "controls": '"\\u0000\\u001b[31m\\u009b\\u202e"', "a return": '"a\\rb"',
    "lines": '"""a\n\nb"""', "a marker": '"{{年度}}{{未知}}{{"', "a text without end": f'"{"公" * 40_000}"',
    "the first day": "0001-01-01", "the last day": "9999-12-31",
}  # fmt: skip


def _each(value: str) -> bytes:
    """The file with this value for every key."""
    return _ITEM.sub(lambda m: f'"{m["key"]}" = {value}', _text()).encode()


def _one(number: int, value: str) -> bytes:
    """The file with this value for the n-th key."""
    found = list(_ITEM.finditer(_text()))[number]
    return f"{_text()[: found.start('value')]}{value}{_text()[found.end('value') :]}".encode()


def _wrong_types() -> Iterator[tuple[str, Case]]:
    values = list(VALUES.items())
    for name, value in values:
        yield f"{name} everywhere", made(lambda v=value: _each(v))  # type: ignore[misc]
    for number, found in enumerate(_ITEM.finditer(_text())):
        name, value = values[number % len(values)]
        yield f"{found['key'][:12]} {number}: {name}", made(lambda n=number, v=value: _one(n, v))  # type: ignore[misc]


def _changed(change: Callable[[str], str], told: str | None = None) -> Case:
    return made(lambda: change(_text()).encode("utf-8", "surrogatepass"), told)


def _also(lines: str, told: str | None = None) -> Case:
    """The file with something more in 数据."""
    return _changed(lambda t: t.replace('["数据"]', f'["数据"]\n{lines}'), told)


def _head(line: str, told: str | None = None) -> Case:
    """The file with something more in 报告."""
    return _changed(lambda t: t.replace('["报告"]', f'["报告"]\n{line}'), told)


_PATHS = (
    "/etc/passwd", "../../../etc/passwd", "/dev/zero", "file:///etc/passwd.toml", "http://127.0.0.1/a.toml",
    "//server/share/a.toml", "\\\\\\\\server\\\\a.toml", ".", "", "年报.toml", "a\\u0000b.toml", "a" * 5000 + ".toml",
    "年报.toml/x.toml", "~root/a.toml", "|id", "-", "CON.toml",
)  # fmt: skip

TOMLS: dict[str, Case] = {
    **dict(_wrong_types()),
    **{f"last year in {path[:24]}": _head(f'"上年文件" = "{path}"') for path in _PATHS},
    "a text of thousands of digits": _also('"大数" = "' + "9" * 5000 + '"'),
    "nothing": made(lambda: b"", "是空的"),
    "only remarks": made(lambda: b"# a\n" * 1000, "缺少"),
    "NULs": made(lambda: bytes(1000), "看不见的字符"),
    "half characters": _changed(lambda t: t.replace("公开", "公\ud800开")),
    "half characters by their numbers": _changed(lambda t: t.replace("公开政府", "公开\\uD800\\uDFFF政府", 1), "反斜线"),
    "a character beyond the last": _changed(lambda t: t.replace("公开政府", "公开\\U00110000政府", 1), "反斜线"),
    "controls": _changed(lambda t: t.replace("公开政府", f"公开{CONTROLS}政府", 1), "看不见的字符"),
    "C1 controls": _changed(lambda t: t.replace("公开政府", "公开\x9b31m政府", 1), "看不见的字符"),
    "turned around": _changed(lambda t: t.replace("公开政府", "公开\u202e政府\u202c", 1)),
    "lone returns": _changed(lambda t: t.replace("\n", "\r")),
    "every line twice": _changed(lambda t: re.sub(r"(?m)^(.*)$", r"\1\n\1", t), "写过|写法|引号"),
    "every key twice": _changed(lambda t: _ITEM.sub(lambda m: f"{m[0]}\n{m[0]}", t), "写过"),
    "every part twice": _changed(lambda t: t + t, "写过"),
    "no heads": _changed(lambda t: _HEAD.sub("", t), "写过|写法"),
    "only heads": _changed(lambda t: "\n".join(_HEAD.findall(t)), "缺少"),
    "heads of lists": _changed(lambda t: _HEAD.sub(lambda m: f"[{m[0]}]", t), "单独写成|缺少"),
    "heads in heads": _changed(lambda t: _HEAD.sub(lambda m: f"[a.{m[0][1:]}", t), "缺少"),
    "parts last first": _changed(lambda t: "".join(reversed(re.split(r"(?m)(?=^\[)", t)))),
    "keys with dots": _changed(lambda t: t.replace('" = ', '".a.b = '), None),
    "keys in the style of letters": _changed(lambda t: re.sub(r'"([^"\n]+)" = ', r"'\1' = ", t), READ),
    "keys of escapes": _changed(
        lambda t: t.replace('"机关"', '"\\u673a\\u5173"').replace('"年度"', '"\\u5e74\\U00005ea6"'), READ
    ),
    "own figures without end": _also("".join(f'"a{n}" = {n}\n' for n in range(300))),
    "own figures like the form's": _also("".join(f'"本年新收政府信息公开申请{n}" = 1\n' for n in range(200))),
    "own figures that name each other": _also('"甲" = "{{乙}}"\n"乙" = "{{甲}}"\n', None),
    "a name without end": _also(f'"{"名" * 40_000}" = 1\n'),
    "a key without end": _also(f"{'a.' * 20_000}a = 1\n"),
    "a head without end": _changed(lambda t: f"{t}\n[{'a.' * 20_000}a]\n"),
    "many keys without end": _also("".join(f"b{n}.{'a.' * 9_000}a = 1\n" for n in range(90))),
    "a table in tables without end": _also(f'"甲" = {"{ a = " * 5000}1{" }" * 5000}\n'),
    "lists in lists without end": _also(f'"甲" = {"[" * 20_000}'),
    "lists in lists, closed": _also(f'"甲" = {"[" * 300}{"]" * 300}\n'),
    "full-width brackets without end": _also("甲 = " + "（" * 18_000),
    "full-width signs without end": _also("甲 = " + "=[（" * 6000),
    "equals without end": _also("甲 " + "=" * 45_000),
    "quotes without end": _also('甲 = "' + '\\"' * 20_000),
    "triple quotes without end": _changed(lambda t: t + '"""' * 15_000),
    "a text that is not closed": _changed(lambda t: t.replace('"""', '""', 1), None),
    "markers without end": _changed(lambda t: t.replace("公开政府", "{{" * 1000, 1)),
    "markers that mean something without end": _changed(lambda t: t.replace("公开政府", "{{本年新收}}" * 900, 1)),
    "unknown markers without end": _changed(lambda t: t.replace("公开政府", "".join(f"{{{{名{n}}}}}" for n in range(100)), 1), "不认识"),
    "a marker without end": _changed(lambda t: t.replace("公开政府", "{{" + "名" * 40_000 + "}}", 1)),
    "paragraphs without end": _changed(lambda t: t.replace("公开政府", "a\n" * 1300, 1)),
    "a paragraph of claims": _changed(lambda t: t.replace("公开政府", "新收申请3件，" * 60, 1)),
    "a paragraph of shares": _changed(lambda t: t.replace("公开政府", "占比3.5%，同比增长4%；" * 60, 1)),
    "a paragraph of digits": _changed(lambda t: t.replace("公开政府", "9" * 9000, 1)),
    "a paragraph of brackets": _changed(lambda t: t.replace("公开政府", "（一）" * 3000, 1)),
    "a paragraph of years": _changed(lambda t: t.replace("公开政府", "2023年" * 100, 1)),
    "an office named like a folder": _changed(lambda t: t.replace("某市档案局", "../../../某局")),
    "an office named like a device": _changed(lambda t: t.replace("某市档案局", "/dev/null")),
    "an office with a return": _changed(lambda t: t.replace('"某市档案局"', '"某局\\r伪造"')),
    "an office turned around": _changed(lambda t: t.replace('"某市档案局"', '"某局\\u202excod"')),
    "an office of eighty characters": _changed(lambda t: t.replace("某市档案局", "局" * 80)),
    "a zip": made(lambda: sound(".docx")),
    "too large": made(lambda: b"#" * (3 << 20), "MB"),
    "lines without end": made(lambda: b"\n" * 100_000, "是空的"),
    "a fee without end": _changed(lambda t: re.sub(r'(?m)^"信息处理费".*$', f'"信息处理费" = {{ "件数" = {"9" * 4000}, "金额" = 1e999 }}', t)),
    "explanations of everything": _changed(lambda t: t + '\n["核对说明"]\n' + "".join(f'"T{n}" = "a"\n' for n in range(100, 999))),
    "explanations of nobody knows what": _changed(
        lambda t: t + '\n["核对说明"]\n' + "".join(f'"Y502 名称{n}" = "a"\n' for n in range(1300)), "后面可能还有问题"
    ),
    "explanations of what there is": _changed(
        lambda t: t + '\n["核对说明"]\n' + "".join(f'"Y{n} 规章" = "a"\n' for n in range(100, 999)), READ
    ),
    "explanations of nothing": _changed(lambda t: t + '\n["核对说明"]\n"Y502 \\u001b[31m\\u202e" = "\\u202e"\n'),
    "a drafter with controls": _changed(lambda t: t + '\n["送审"]\n"拟稿人" = "\\u001b[31m"\n', "看不见的字符"),
}  # fmt: skip
