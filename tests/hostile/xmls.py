"""XML that reaches out, bursts or misleads: for any part of an Office file."""

from collections.abc import Callable

from tests.hostile.cases import Case, made

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_TOO_ODD = "文档类型|损坏|结构异常|太大|不是"


def xmls(whole: Callable[[bytes], bytes], part: bytes, root: str) -> dict[str, Case]:
    """Cases in which one part of a file, whose root is named, says more than it should.

    `whole` makes the file around the part.
    """
    body = part.partition(b"?>")[2].decode()
    begin, _, rest = body.lstrip().partition(">")

    def file(head: str, inside: str = "", *, before: str = "", encoding: str = "utf-8") -> bytes:
        text = f'<?xml version="1.0" encoding="{encoding}"?>{before}{head}{begin}>{inside}{rest}'
        return whole(text.encode("utf-8"))

    def outside(entity: str) -> Case:
        return Case(lambda bait: file(f"<!DOCTYPE {root} [{entity.format(bait=bait)}]>", "&x;"), _TOO_ODD)

    return {
        "laughs by the billion": made(lambda: file(f'<!DOCTYPE {root} [<!ENTITY l0 "lol">{_LAUGHS}]>', "&l9;"), _TOO_ODD
        ),
        "one long entity many times": made(lambda: file(f'<!DOCTYPE {root} [<!ENTITY a "{"a" * 100_000}">]>', "&a;" * 5000), _TOO_ODD
        ),
        "an entity that holds itself": made(lambda: file(f'<!DOCTYPE {root} [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"), _TOO_ODD
        ),
        "an entity from a file": outside('<!ENTITY x SYSTEM "{bait.file}">'),
        "an entity from an address": outside('<!ENTITY x SYSTEM "{bait.url}">'),
        "a public entity": outside('<!ENTITY x PUBLIC "-//X//X" "{bait.url}">'),
        "an entity of parameters": outside('<!ENTITY % p SYSTEM "{bait.url}"> %p; <!ENTITY x "y">'),
        "attributes from outside": outside(
            '<!ENTITY % p SYSTEM "{bait.file}"> <!ENTITY x "y"><!ATTLIST ' + root + ' a CDATA "%p;">'
        ),
        "a document type from an address": Case(
            lambda bait: file(f'<!DOCTYPE {root} SYSTEM "{bait.url}">'), _TOO_ODD
        ),
        "a document type from a file": Case(
            lambda bait: file(f'<!DOCTYPE {root} SYSTEM "{bait.file}">'), _TOO_ODD
        ),
        "what XInclude includes": Case(
            lambda bait: file(
                "",
                f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{bait.file}"/>'
                f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{bait.url}"/>',
            )
        ),
        "a style sheet from outside": Case(
            lambda bait: file(f'<?xml-stylesheet type="text/xsl" href="{bait.url}"?>')
        ),
        "a schema from outside": Case(
            lambda bait: file(
                "",
                '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
                f'xsi:schemaLocation="urn:a {bait.url}" xsi:noNamespaceSchemaLocation="{bait.file}"/>',
            )
        ),
        "ten thousand levels": made(lambda: file("", "<a>" * 10_000 + "</a>" * 10_000)),
        "two hundred levels": made(lambda: file("", "<a>" * 200 + "</a>" * 200)),
        "an attribute of ten megabytes": made(lambda: file("", f'<a b="{"x" * (10 << 20)}"/>')),
        "a hundred thousand attributes": made(lambda: file("", "<a " + " ".join(f'b{n}=""' for n in range(100_000)) + "/>")
        ),
        "a name of a megabyte": made(lambda: file("", f"<{'a' * (1 << 20)}/>")),
        "too many elements": made(lambda: file("", "<a/>" * 320_000), _TOO_ODD),
        "a text of twenty megabytes": made(lambda: file("", f"<a>{'甲' * (7 << 20)}</a>")),
        "a remark that never ends": made(lambda: file("", "<!-- "), _TOO_ODD),
        "controls": made(lambda: file("", "<a>\x00\x01\x1b[31m\x08</a>"), _TOO_ODD),
        "controls by their numbers": made(lambda: file("", "<a>&#0;&#27;&#x1F;&#xFFFE;&#xD800;</a>"), _TOO_ODD),
        "half a character": made(lambda: whole(part[:60] + b"\xed\xa0\x80" + part[60:]), _TOO_ODD),
        "another encoding than it says": made(lambda: file("", encoding="utf-16")),
        "an encoding that there is not": made(lambda: file("", encoding="x-none"), _TOO_ODD),
        "an encoding of letters": made(lambda: file("", encoding="utf-7"), _TOO_ODD),
        "UTF-16": made(lambda: whole(part.replace(b"UTF-8", b"UTF-16").replace(b"utf-8", b"utf-16").decode().encode("utf-16"))),
        "UTF-16 without a mark": made(lambda: whole(part.partition(b"?>")[2].decode().lstrip().encode("utf-16-le"))),
        "half of UTF-16": made(lambda: whole(b"\xff\xfe" + part[:-1].decode().encode("utf-16-le")[:-1]), _TOO_ODD),
        "too many elements in UTF-16": made(
            lambda: whole(f"{begin}>{'<a/>' * 320_000}{rest}".encode("utf-16")), _TOO_ODD
        ),
        "too many attributes": made(lambda: file("", ("<a " + " ".join(f'b{n}=""' for n in range(9000)) + "/>") * 60), _TOO_ODD),
        "two roots": made(lambda: whole(part + b"<a/>"), _TOO_ODD),
        "a blank before it": made(lambda: whole(b" " + part)),
        "two beginnings": made(lambda: whole(part[: part.index(b"?>") + 2] + part), _TOO_ODD),
        "namespaces that are not declared": made(lambda: file("", "<q:a q:b='c'/>")),
    }  # fmt: skip
