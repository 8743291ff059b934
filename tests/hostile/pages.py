"""Web pages that are hostile: scripts, frames, addresses, entities, elements in elements without end."""

import codecs
from collections.abc import Callable

from tests.hostile.cases import READ, Case, made
from tests.hostile.sound import sound, with_figures

_HEAD = "<tr><td>项目<td>自然人<td>商业企业<td>科研机构<td>社会公益组织<td>法律服务机构<td>其他<td>总计"


def _text() -> str:
    return sound(".html").decode()


def _reaching(inside: str, told: str | None = READ) -> Case:
    """A whole page with something that reaches out, at its head and in its text."""

    def make(url: str, file: str) -> bytes:
        more = inside.replace("URL", url).replace("FILE", file)
        return _text().replace("<article>", f"<article>{more}").replace("</head>", f"{more}</head>").encode()

    return Case(lambda bait: make(bait.url, bait.file), told)


def _read(change: Callable[[str], str]) -> Case:
    return made(lambda: change(_text()).encode(), READ)


def _deep(tag: str, depth: int) -> Case:
    return made(lambda: f"<html><body>{f'<{tag}>' * depth}一、总体情况".encode())


def _encoded(encoding: str, declared: str = "") -> Case:
    def make() -> bytes:
        text = _text().replace('charset="utf-8"', f'charset="{declared or encoding}"')
        return text.encode(encoding, "ignore")

    return made(make)


_REACHING = {
    "a script": "<script src='URL'></script><script>document.location='URL'</script>",
    "a refresh": "<meta http-equiv=refresh content='0;url=URL'>",
    "frames": "<iframe src='URL' srcdoc='<p>7'></iframe><frame src='FILE'>",
    "a base": "<base href='URL'><a href='x'>看</a>",
    "pictures": "<img src='URL' srcset='URL 2x' onerror='alert(1)'><picture><source srcset='URL'></picture>",
    "style sheets": "<link rel=stylesheet href='URL'><style>@import 'URL'; td{background:url(FILE)}</style>",
    "objects": "<object data='URL'></object><embed src='URL'><applet code='URL'></applet>",
    "forms": "<form action='URL'><input name=a value=7><button formaction='URL'>x</button></form>",
    "media": "<video src='URL' poster='URL'><audio src='FILE'><track src='URL'></video>",
    "drawings": "<svg><image href='URL'/><use href='FILE#a'/><script>1</script></svg>",
    "formulas": "<math><mtext><img src=URL></mtext></math>",
    "templates": "<template><p>一、总体情况</p></template><noscript><img src='URL'></noscript>",
    "links ahead": "<link rel='preload prefetch dns-prefetch' href='URL' as='script'>",
    "inclusions of servers": "<!--#include virtual='FILE' --><!--#exec cmd='id' --><?php system('id') ?><% x %>",
    "XInclude": "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='FILE' parse='text'/>",
}

PAGES: dict[str, Case] = {
    **{name: _reaching(inside) for name, inside in _REACHING.items()},
    **{f"a document type {name}": _reaching("")
       if not kind else Case(lambda bait, k=kind: (k.replace("URL", bait.url).replace("FILE", bait.file)  # type: ignore[misc]
                                                   + _text().partition(">")[2].replace("<article>", "<article><p>&x;")).encode())
       for name, kind in {
           "with laughs": '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY x "&b;&b;&b;">]>',
           "with a file": '<!DOCTYPE html [<!ENTITY x SYSTEM "FILE">]>',
           "with an address": '<!DOCTYPE html PUBLIC "-//X" "URL" [<!ENTITY % p SYSTEM "URL"> %p;]>',
       }.items()},
    "nothing": made(lambda: b"", "是空的"),
    "blanks": made(lambda: b" \r\n\t ", "是空的"),
    "only a remark": made(lambda: b"<!-- x -->", "不是网页|没有找到"),
    "a remark that never ends": made(lambda: b"<!--" + b"x" * 1_000_000),
    "a tag that never ends": made(lambda: b"<html><p a='" + b"x" * 1_000_000),
    "a script that never ends": _read(lambda t: t.replace("</article>", "</article><script>")),
    "NULs between": made(lambda: _text().encode().replace(b"<td", b"\0<td")),
    "NULs only": made(lambda: bytes(10_000)),
    "half characters": made(lambda: _text().encode().replace(b"<td", b"\xed\xa0\x80\xff<td")),
    "characters by their numbers": _read(
        lambda t: t.replace("<p>", "<p>&#0;&#27;[31m&#x9b;&#xD800;&#x110000;&#xFFFE;&#8238;&bogus;&#;&#x;")
    ),
    "controls": _read(lambda t: t.replace("<p>", "<p>\x01\x07\x08\x0b\x0c\x1b[31m\x7f\x85\x9b31m\u202e\u2028")),
    "a title with controls": _read(lambda t: t.replace("<h1>", "<h1>\x1b]8;;x\x07\x9b2J\u202e")),
    "cells with controls": _read(lambda t: with_figures(t, "\x1b[2J\x9b\u202e7\x08", 20)),
    "lone returns": _read(lambda t: t.replace("\n", "\r")),
    "UTF-16": _encoded("utf-16"),
    "UTF-16 the other way": made(lambda: codecs.BOM_UTF16_BE + _text().encode("utf-16-be")),
    "UTF-32": _encoded("utf-32"),
    "UTF-7": made(lambda: _text().encode("utf-7")),
    "GBK": _encoded("gb18030", "gb2312"),
    "GBK that says it is UTF-8": _encoded("gb18030", "utf-8"),
    "UTF-8 that says it is GBK": _encoded("utf-8", "gbk"),
    "an encoding that there is not": _encoded("utf-8", "x-none"),
    "marks of three encodings": made(lambda: codecs.BOM_UTF8 + codecs.BOM_UTF16_LE + codecs.BOM_UTF8 + _text().encode()),
    "fifty thousand divs": _deep("div", 50_000),
    "fifty thousand tables": _deep("table><tr><td", 50_000),
    "fifty thousand lists": _deep("ul><li", 50_000),
    "raised in raised": _deep("sup", 50_000),
    "bold in bold": _deep("b", 20_000),
    "two hundred tables": _deep("table><tr><td", 200),
    "tables that are not closed": _read(lambda t: t.replace("</table>", "").replace("</tr>", "").replace("</td>", "")),
    "tags the wrong way": _read(lambda t: t.replace("</article>", "</table></td></html></body></head></p></article>" * 50)),
    "an attribute of ten megabytes": made(lambda: f"<p title='{'x' * (10 << 20)}'>一、总体情况".encode()),
    "two thousand attributes": made(lambda: f"<p {' '.join(f'a{n}=1' for n in range(2000))}>一".encode()),
    "a hundred thousand attributes": made(lambda: f"<p {' '.join(f'a{n}' for n in range(100_000))}>一".encode(), "属性"),
    "attributes behind quotes": made(
        lambda: f"<p a='>' b=\">\" c=> <p d=' > e=\"{' '.join(f'a{n}' for n in range(9))}>一".encode()
    ),
    "attributes behind a script": made(
        lambda: f"<script>a<b c=\"</script><p {' '.join(f'a{n}' for n in range(50_000))}>一".encode(), "属性"
    ),
    "beginnings of tags without end": made(lambda: b"<b/c=<" * 50_000),
    "paragraphs without end": made(lambda: "<p>五、存在的问题".encode() * 18_000, "文字太多"),
    "words of a table without end": made(
        lambda: ("<table>" + ("<tr>" + "<td>公开" * 58) * 1000).encode(), "表格太多"
    ),
    "a style of ten megabytes": made(lambda: f"<style>{'.a{display:none}' * 600_000}</style><p class=a>一".encode()),
    "ten thousand classes": made(lambda: f"<style>.a{{display:none}}</style><p class='{'a ' * 50_000}'>一".encode()),
    "braces that do not match": made(lambda: f"<style>{'{' * 90_000}{'}' * 90_000}</style><p>一".encode()),
    "a text of ten megabytes": made(lambda: ("<p>" + "公开" * (2 << 20)).encode()),
    "blanks of ten megabytes": made(lambda: b"<p>a" + b" " * (10 << 20) + b"b"),
    "spans of every kind": made(lambda: ("<table>" + "".join(
        f"<tr><td rowspan='{s}' colspan='{s}'>自然人" for s in ("0", "-1", "99999999", "1e9", "²", "一", "", " 3 ", "1000")
    ) * 9).encode()),
    "cells over cells": made(lambda: ("<table>" + "<tr>" + "<td rowspan=900 colspan=200>1" * 30 + "<tr><td>1" * 900).encode()),
    "a head without end": made(lambda: f"<table>{_HEAD * 60}".encode()),
    "numbers of many digits": _read(lambda t: with_figures(t, "9" * 400)),
    "fields that say nothing": _read(lambda t: with_figures(t, "<input type='\x00' value><select></select>")),
    "a page for another program": made(lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n--x\n", None),
    "a picture": made(lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
    "a zip": made(lambda: sound(".docx")),
}  # fmt: skip
