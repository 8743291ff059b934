"""Totals with their parts in brackets or behind 其中, where the parts do not add up.

A list says that it is complete by being in brackets without 等, or by naming all that
there can be: 自然人 and 法人, the outcomes of applications, the ways they came by.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from ndbg.check.prose.wording import Count, bracketed, counts, even, sentences, unquoted, without_brackets
from ndbg.text.patterns import HAN, Pattern, Words

# Each family: what a part of it is called, and how many parts make a list of it a whole one.
_FAMILIES = (
    (Words("自然人|公民|个人|法人|商业企业|科研机构|公益组织|法律服务").within, 2),
    (Words("主动公开|依申请公开|不公开|不予公开").within, 3),
    (Words("公开|无法提供|不予处理|其他处理|其它处理|其他|转|结转|未办结").within, 5),
    (
        Words(
            "网络|网上|在线|信函|邮寄|寄送|当面|现场|邮件|邮箱|传真|平台|网站|窗口|电话|来访|来信|留言|微信|其他"
        ).within,
        3,
    ),
    (Words("县|区|市|镇|乡|村|街|道|园|局|委|办|厅|部|门|政|府|级").within, 3),
    (Pattern(f"{HAN}类", given="类").search, 3),
)
_OUTCOMES = _FAMILIES[2]
_INCOMPLETE = Words("等|其中|包括|包含|主要|含|其余|如|另|比|较|增|减|占")
_CHANGED = Words("增加|减少|增长|下降|上升|增|减|多|少")
_NEW_SUBJECT = Words("共|累计|合计|总计|另|此外|同时|同比|较|比|占|率|结转上年|上年")


class Split(NamedTuple):
    """A total and parts that should add up to it and do not."""

    quote: str
    whole: Count
    parts: tuple[Count, ...]


def splits(paragraph: str) -> Iterator[Split]:
    """The splits of a paragraph that are wrong; those that add up, or may be incomplete, are none."""
    for sentence in sentences(even(paragraph)):
        text = unquoted(sentence)
        yield from _in_brackets(text)
        outer = without_brackets(text)
        yield from _behind_of_which(outer)
        yield from _behind_colon(outer)
        yield from _summed_up(outer)


def _in_brackets(text: str) -> Iterator[Split]:
    before = {count.end: count for count in counts(text)}
    for match in bracketed(text):
        inside = match[0][1:-1].removeprefix("其中").lstrip("：，")
        whole = before.get(match.start())
        if whole is None or not whole.exact:
            continue
        parts = counts(inside)
        if len(parts) < 2 or _INCOMPLETE.within(inside) or any(p.unit != whole.unit for p in parts):
            continue
        if not all(part.exact for part in parts):
            continue
        if inside[parts[-1].end :].strip("。；，、"):
            continue
        if sum(part.value for part in parts) != whole.value:
            yield Split(text[whole.start : match.end()], whole, tuple(parts))


def _behind_of_which(text: str) -> Iterator[Split]:
    found = [c for c in counts(text) if not _CHANGED.end(text[: c.start].removesuffix("了"))]
    for match in re.finditer("其中|(?=具体为)", text):
        stop = text.find("其中", match.end())
        listed = text[match.end() : stop if stop >= 0 else len(text)]
        before = [count for count in found if count.end <= match.start()]
        units = dict.fromkeys(count.unit for count in counts(listed))
        for unit in units:
            wholes = [c for c in before if c.unit == unit]
            parts = _run(listed, unit)
            if not wholes or not wholes[-1].exact:
                continue
            whole = wholes[-1]
            # In a sentence of its own, 其中 may go back to any total before it.
            if text[match.start() - 1] == "。" and any(w.value in _sums(parts) for w in wholes):
                continue
            if _is_wrong(listed, parts, whole.value):
                end = match.end() + parts[-1].end
                yield Split(text[whole.start : end], whole, tuple(parts))


def _behind_colon(text: str) -> Iterator[Split]:
    """公开信息520条：网站312条、微信188条、公开栏20条: a list that ends its sentence."""
    for match in re.finditer("：", text):
        before, listed = counts(text[: match.start()]), text[match.end() :]
        parts = counts(listed)
        if not before or before[-1].end != match.start() or not before[-1].exact or len(parts) < _FEW:
            continue
        whole = before[-1]
        ends = not listed[parts[-1].end :].strip("。；，、")
        if not ends or _INCOMPLETE.within(listed) or any(p.unit != whole.unit or not p.exact for p in parts):
            continue
        if whole.value not in _sums(parts):
            yield Split(text[whole.start :], whole, tuple(parts))


_FEW = 3
_A_LITTLE_MORE, _A_LITTLE_LESS = Decimal("1.2"), Decimal("0.97")
_SUMMED_UP = Pattern("合计|[两二三四五六七八][类项者种]")


def _summed_up(text: str) -> Iterator[Split]:
    """微博302条，微信415条，两类合计717条: a total behind its parts."""
    found = counts(text)
    for at, whole in enumerate(found[2:], 2):
        between = text[found[at - 1].end : whole.start]
        parts = [c for c in found[:at] if c.unit == whole.unit]
        if "合计" not in between or not _SUMMED_UP.search(between.replace("合计", "", 1)) or len(parts) < 2:
            continue
        # The parts may be only the last few of what was counted before.
        if all(c.exact for c in (*parts, whole)) and whole.value not in _sums(parts[::-1]):
            yield Split(text[parts[0].start : whole.end], whole, tuple(parts))


def _sums(parts: Sequence[Count]) -> list[Decimal]:
    """What the first one, two, three … parts come to."""
    return list(accumulate(part.value for part in parts))


def _run(listed: str, unit: str) -> list[Count]:
    """The parts that follow one another, up to where the sentence turns to something else."""
    parts: list[Count] = []
    end = 0
    for count in counts(listed):
        between = listed[end : count.start]
        if parts and _NEW_SUBJECT.within(between):
            break
        end = count.end
        if count.unit == unit:
            if not count.exact:
                return []
            parts.append(count)
        elif unit != "元" and count.unit != "元":
            break
    return parts


def _is_wrong(listed: str, parts: Sequence[Count], whole: Decimal) -> bool:
    """Whether a list that claims to be whole does not come to the total."""
    if len(parts) < 2 or "等" in listed[: parts[-1].end] or "等" in listed[parts[-1].end :][:3]:
        return False
    if whole in _sums(parts):
        return False
    labels = [_label(listed, parts, at) for at in range(len(parts))]
    family = next((f for f in _FAMILIES if all(f[0](label) for label in labels)), None)
    if "具体为" in listed[: parts[0].start]:
        return True
    if family is None:
        # What is named freely may overlap or be left out, but not come to a little more.
        one_list = "；" not in listed[: parts[-1].end]
        total = _sums(parts)[-1]
        more = len(parts) >= _FEW and whole < total <= _A_LITTLE_MORE * whole
        less = len(parts) > _FEW and _A_LITTLE_LESS * whole <= total < whole
        return one_list and (more or less)
    if family is _OUTCOMES:
        # 申请 in all, or those that were handled; what came over or went over may be left out.
        return len(parts) >= family[1] and whole not in _without_carried(parts, labels)
    return len(parts) >= family[1] or _sums(parts)[-1] > whole


def _label(listed: str, parts: Sequence[Count], at: int) -> str:
    """What stands between a part and the one before it."""
    return listed[parts[at - 1].end if at else 0 : parts[at].start].strip("，、；：□和及")


def _without_carried(parts: Sequence[Count], labels: Sequence[str]) -> list[Decimal]:
    kept = [part.value for part, label in zip(parts, labels, strict=True) if "转" not in label]
    return [Decimal(sum(kept))]
