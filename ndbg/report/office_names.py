"""Compare names of offices without what is written in different ways, such as short forms in general use."""

import re
from functools import lru_cache

from ndbg.text.divisions import SIGNS
from ndbg.text.labels import compact
from ndbg.text.patterns import Pattern

# Full wordings and their usual short forms; longer ones first, since shorter ones may be part of them.
_SHORT = (
    ("国民经济和社会发展", "发展"),
    ("发展和改革委员会", "发改委"),
    ("发展改革委员会", "发改委"),
    ("发展改革委", "发改委"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("工业和信息化", "工信"),
    ("经济和信息化", "经信"),
    ("文化广电和旅游", "文广旅"),
    ("文化广播电视和旅游", "文广旅"),
    ("文化和旅游", "文旅"),
    ("市场监督管理", "市场监管"),
    ("卫生健康", "卫健"),
    ("退役军人事务", "退役军人"),
    ("应急管理", "应急"),
    ("医疗保障", "医保"),
    ("城市管理", "城管"),
    ("交通运输", "交通"),
    ("国有资产监督管理", "国资"),
    ("民族宗教事务", "民宗"),
    ("自然资源和规划", "自规"),
    ("自然资源与规划", "自规"),
    ("机关事务管理", "机关事务"),
    ("住房公积金管理", "公积金"),
    ("委员会", "委"),
    ("办公厅", "办公室"),
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("人民政府", "政府"),
)
_GOVERNMENT_OFFICE = Pattern(
    r"(?:政府办|(?<=[省市县区旗])府办|(?<=[省市县区旗])办(?=公室$))(?:公室)?$", given="办"
)
_NOT_SAID = re.compile(r"[^\w]|_")


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """A comparison key of a name: no spaces or signs, half width, usual short forms, no 人民政府 after a place.

    `某市发展和改革委员会` and `某市发展改革委` have the same key, and so have `甲县人民政府` and `甲县`.
    """
    text = _NOT_SAID.sub("", compact(name))
    for full, short in _SHORT:
        if full in text:
            text = text.replace(full, short)
    text = _GOVERNMENT_OFFICE.sub("政府办公室", text)
    return text.removesuffix("政府") or text


# The signs of places with which a name goes on, or begins where the place is left out: 海州市水利局, 市水利局.
_PLACES = tuple(SIGNS)
_SHORTEST = 3  # characters of a name that may be short for another


def is_one_office(left: str, right: str) -> bool:
    """Whether two names are, or may be, those of one office.

    They have the same key, or one lacks names of places before it: `某市`, `某市人民政府`; `水利局`, `市水利局`,
    `海州市水利局`. `市教育局` and `市某区教育局` are two.
    """
    short, long = sorted(map(canonical, (left, right)), key=len)
    rest = long.removesuffix(short)
    if short == long or len(short) < _SHORTEST or rest == long:
        return short == long
    return rest.endswith(_PLACES) or short.startswith(_PLACES)
