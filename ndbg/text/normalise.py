"""Replace look-alike characters, as they come out of PDF files, by the usual ones.

Radicals stand for characters (⼀ for 一, ⻓ for 长), and so do those of Unicode's compatibility blocks. The forms of
punctuation for vertical text stand for the usual ones. Full-width forms are left as they are.
"""

import re
import unicodedata
from functools import cache

from ndbg.text.patterns import Pattern

# What is replaced stands within; more than two ranges of the first 65 536 characters take ten times as long to compile.
_MAY_BE_STRANGE = Pattern("[\u2e80-\u2fdf\uf900-\ufe44\U0002f800-\U0002fa1f]")
_DECOMPOSED = ((0x2F00, 0x2FD5), (0xF900, 0xFAD9), (0x2F800, 0x2FA1D))
# Unicode has no decompositions for these radicals, or that in traditional writing (⼾); the characters are those of its
# EquivalentUnifiedIdeograph.txt.
_RADICALS = dict(
    zip(
        "⼾⺁⺄⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺟⺠⺡⺣⺤⺦⺨⺩⺪⺫⺬⺭⺮⺰⺶⺷⺸⺹⺺⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "户厂乙小小兀尣尢巳幺彑彐忄扌攵旡日月歹母民氵灬爫丬犭王疋目示礻竹纟羊羊羋耂肀肉臼艹艹艹虎衤覀西见角讠贝足车辶阝钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜龟龟",
        strict=True,
    )
)
_VERTICAL = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︲︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄",
        "，、。：；！？〖〗…：—–（）｛｝〔〕【】《》〈〉「」『』",
        strict=True,
    )
)

# A thin blank (U+2009, U+202F) before three digits is a thousands separator: 1 234.
_THIN = r"(?<=[0-9])[\u2009\u202f](?=[0-9]{3}(?![0-9]))"
_BLANKS = re.compile(rf"(?:(?!{_THIN})\s)+")
THOUSANDS = Pattern(_THIN)


@cache
def _table() -> dict[int, str]:
    codes = (code for first, last in _DECOMPOSED for code in range(first, last + 1))
    decomposed = ((code, unicodedata.normalize("NFKC", chr(code))) for code in codes)
    usual = {code: character for code, character in decomposed if len(character) == 1}
    return usual | str.maketrans(_RADICALS) | str.maketrans(_VERTICAL)


def normalise(text: str) -> str:
    """A text with the usual character in place of each look-alike; its length stays."""
    return text.translate(_table()) if _MAY_BE_STRANGE.search(text) else text


def one_line(text: str) -> str:
    """A text on one line: each run of blanks becomes one blank, except for thousands separators."""
    return _BLANKS.sub(" ", text).strip()
