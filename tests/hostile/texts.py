"""Text and Markdown files that are hostile, and `ndbg.toml` files."""

import codecs
from collections.abc import Callable

from tests.hostile.cases import READ, Case, made
from tests.hostile.sound import sound, with_figures


def _text() -> str:
    return sound(".md").decode()


def _changed(change: Callable[[str], str], encoding: str = "utf-8", told: str | None = None) -> Case:
    return made(lambda: change(_text()).encode(encoding, "surrogatepass"), told)


def _same(text: str) -> str:
    return text


CONTROLS = "\x00\x01\x07\x08\x0b\x0c\x1b[31m\x7f\x85\x9b2J\u202e\u2066\ufeff\ufffe"

TEXTS: dict[str, Case] = {
    "nothing": made(lambda: b"", "是空的"),
    "NULs": made(lambda: bytes(50_000)),
    "half characters": _changed(lambda t: t.replace("公开", "\ud800公开\udfff")),
    "half a character at the end": made(lambda: _text().encode()[:-1] + b"\xe4"),
    "no text at all": made(lambda: bytes(range(256)) * 40, "读不出来|没有找到"),
    "UTF-16": _changed(_same, "utf-16", READ),
    "UTF-16 cut in half": made(lambda: _text().encode("utf-16")[:-1]),
    "UTF-16 without a mark": _changed(_same, "utf-16-le"),
    "UTF-32": _changed(_same, "utf-32"),
    "GBK": _changed(_same, "gb18030", READ),
    "a mark and GBK": made(lambda: codecs.BOM_UTF8 + _text().encode("gb18030")),
    "marks everywhere": _changed(lambda t: t.replace("\n", "\n\ufeff"), told=READ),
    "lone returns": _changed(lambda t: t.replace("\n", "\r"), told=READ),
    "returns in lines": _changed(lambda t: t.replace("公开", "公\r开"), told=READ),
    "lines of Unicode": _changed(lambda t: t.replace("公开", "公\u2028开\u2029\x85")),
    "controls": _changed(lambda t: t.replace("公开政府", f"公开{CONTROLS}政府"), told=READ),
    "controls in a title": _changed(lambda t: t.replace("# 某", f"# {CONTROLS}某", 1)),
    "controls in cells": _changed(lambda t: with_figures(t, f"{CONTROLS}7", 30), told=READ),
    "turned around": _changed(lambda t: with_figures(t, "\u202e3\u202c", 9), told=READ),
    "backslashes": _changed(lambda t: t.replace("公", "\\" * 999)),
    "bars": _changed(lambda t: t.replace("|", "||||||||||")),
    "rulers": made(lambda: b"|---" * 200_000),
    "brackets": made(lambda: "（".encode() * 90_000),
    "numerals": made(lambda: "一、".encode() * 90_000),
    "a line of ten thousand numbers": made(lambda: "规章 ".encode() + b"12345 " * 10_000),
    "digits": made(lambda: b"9" * 200_000),
    "too large": made(lambda: b"a" * (5 << 20), "MB"),
    "a title without end": made(lambda: ("某局" * 50_000 + "2024年政府信息公开工作年度报告\n").encode()),
    "headings without end": made(lambda: "一、总体情况\n".encode() * 1500),
    "values without end": made(lambda: b"5\n" * 2900, "没有找到"),
    "values and labels without end": made(lambda: "规章\n5\n".encode() * 1450),
    "cells without end": made(lambda: ("| " + "公开 | " * 58 + "\n").encode() * 1000),
    "a text of a megabyte": made(lambda: "公开。".encode() * 120_000, "文字太多"),
    "rows without end": made(lambda: "| 规章 | 1 | 2 | 3 |\n".encode() * 2900),
    "HTML": _changed(lambda t: t.replace("公开政府", "<script>x</script>公开政府"), told=READ),
    "a link that is a file": _changed(lambda t: t.replace("公开政府", "![](file:///etc/passwd)公开政府"), told=READ),
}  # fmt: skip

_TOLD = "设置|写法|要是|要写|写成|引号|项目|标题|括号|几千位|不像|编码|写过|文件里"
SETTINGS: dict[str, Case] = {
    **{f"{name} = {value[:24]}": made(lambda n=name, v=value: f'"{n}" = {v}\n'.encode(), told)  # type: ignore[misc]
       for name in ("雷同比例", "骤变倍数", "骤变起点", "占比误差", "收费倍数", "第五章最少字数", "公布期限")
       for value, told in {
           "nan": _TOLD, "inf": _TOLD, "-1": _TOLD, "true": _TOLD, "[]": _TOLD, "{}": _TOLD, '""': _TOLD, '"\\u0000"': _TOLD,
           '"1e999999"': None, "1e999999999": None, "1e-999999": None, "0": None, "9" * 4000: None, "9" * 5000: _TOLD,
           f"0x{'f' * 5000}": _TOLD, "2024-01-01": None, "00:00:00": _TOLD, '"sNaN"': _TOLD, '"99-99"': _TOLD,
           '"²-³"': _TOLD, '"０１-３１"': None, '"\\u001b[31m\\u202e"': _TOLD, "'''a\nb'''": _TOLD,
       }.items()},
    "a name with controls": made(lambda: b'"\\u001b[31m\\u202e\\u009b" = 1\n', _TOLD),
    "no TOML": made(lambda: b"\x1b[31m = \x9b\n", _TOLD),
    "too large": made(lambda: b"#" * (2 << 20), "MB"),
    "not text": made(lambda: b"\xff\xff", "编码|读不出"),
    "arrays in arrays": made(lambda: b'"a" = ' + b"[" * 5000, "括号|方括号"),
    "dots without end": made(lambda: b"a." * 20_000 + b"a = 1\n", None),
}  # fmt: skip
