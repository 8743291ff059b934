"""The fonts of official documents, and substitutes where a computer lacks them."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from lxml import etree

from ndbg.ooxml.package import Package
from ndbg.ooxml.text import w
from ndbg.process.run import find_program, run

_SECONDS = 30
_SERIF = (
    "宋体",
    "SimSun",
    "Songti SC",
    "STSong",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "AR PL SungtiL GB",
    "AR PL UMing CN",
)
_BOLD_TITLE = ("方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "华文中宋", "STZhongsong")
# Each official font and its substitutes, the best first; the first are the same font under other names.
SUBSTITUTES: Mapping[str, tuple[str, ...]] = {
    "方正小标宋简体": (*_BOLD_TITLE, "Noto Serif CJK SC", "Source Han Serif SC", *_SERIF),
    "仿宋_GB2312": ("FangSong_GB2312", "仿宋", "FangSong", "华文仿宋", "STFangsong", "方正仿宋_GBK", *_SERIF),
    "楷体_GB2312": (
        "KaiTi_GB2312", "楷体", "KaiTi", "华文楷体", "STKaiti", "Kaiti SC", "AR PL KaitiM GB", "AR PL UKai CN", *_SERIF,
    ),
    "黑体": (
        "SimHei", "Heiti SC", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei",
        "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", *_SERIF,
    ),
    "宋体": _SERIF,
}  # fmt: skip
_TITLE = "方正小标宋简体"
_FONTS, _BOLD = w("rFonts"), w("b")


def installed() -> frozenset[str] | None:
    """The names of all installed fonts with Chinese characters; None where they cannot be listed."""
    program = find_program("fc-list")
    listed = program and run([program, ":lang=zh-cn", "family"], _SECONDS, Path(program).parent)
    if not listed:
        return None
    lines = listed.decode("utf-8", "replace").splitlines()
    return frozenset(name.strip() for line in lines for name in line.split(",") if name.strip())


def substitutes(there: Collection[str]) -> dict[str, str]:
    """The substitute for each official font that is not among the fonts `there`, where one of its substitutes is."""
    found = {}
    for font, others in SUBSTITUTES.items():
        if font not in there and (other := next((name for name in others if name in there), None)):
            found[font] = other
    return found


def not_installed(there: Collection[str]) -> list[str]:
    """The official fonts that are not among the fonts `there`."""
    return [font for font in SUBSTITUTES if font not in there]


def replace_fonts(package: Package, fonts: Mapping[str, str]) -> None:
    """Replace fonts of a document by their substitutes.

    The font of the title is heavy by design; its substitute is set in bold.
    """
    for name, part in package.parts.items():
        if name.startswith("word/") and name.endswith(".xml") and any(f.encode() in part for f in fonts):
            tree = package.tree(name)
            _replace(tree.iter(_FONTS), fonts)
            package.put(name, tree)


def _replace(elements: Iterable[etree._Element], fonts: Mapping[str, str]) -> None:
    for element in elements:
        for key, value in element.attrib.items():
            font = f"{value!s}"
            if font in fonts:
                element.set(key, fonts[font])
                if font == _TITLE and fonts[font] not in _BOLD_TITLE:
                    _embolden(element)


def _embolden(fonts: etree._Element) -> None:
    look = fonts.getparent()
    if look is None:
        return
    for old in look.findall(_BOLD):
        look.remove(old)
    fonts.addnext(etree.Element(_BOLD))
