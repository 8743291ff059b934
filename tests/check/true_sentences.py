"""True sentences made at random: figures are drawn, and told in the ways of reports; in our own words.

A sentence is a pattern: `[有|共有]` is one of several wordings, `{new}` a value. A pattern is told where its values are
there: none of them is None. `values` draws the figures of a report, and numbers of other things.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import NamedTuple

OUTCOMES = {
    "granted": ("granted", "予以公开"),
    "partial": ("partial", "部分公开"),
    "denied": ("denied.internal_affairs", "不予公开"),
    "unavailable": ("unavailable.not_held", "无法提供"),
    "not_processed": ("not_processed.repeated", "不予处理"),
    "other_handling": ("other_handling.other", "其他处理"),
}
Values = Mapping[str, object]


class Drawn(NamedTuple):
    """The figures of a report and of the one before, by their ids, and the values that patterns name."""

    year: int
    figures: Mapping[str, int]
    previous: Mapping[str, int]
    values: Values


def drawn(random: Random) -> Drawn:
    """A report's figures, all of whose sums hold."""
    year = random.randint(2022, 2026)
    natural, enterprise = random.randint(1, 90), random.randint(0, 30)
    over, left = random.randint(0, 9), random.randint(0, natural - 1)
    new, done = natural + enterprise, natural + enterprise + over - left
    results = dict.fromkeys(OUTCOMES, 0)
    for _ in range(done):
        results[random.choice([*OUTCOMES])] += 1
    before = random.randint(1, 120)
    ends = {end: random.choice((0, random.randint(1, 9))) for end in ("upheld", "corrected", "pending")}
    figures = {
        "requests.new.natural_person": natural,
        "requests.new.enterprise": enterprise,
        "requests.new.total": new,
        "requests.carried_in.natural_person": over,
        "requests.carried_in.total": over,
        "requests.carried_out.natural_person": left,
        "requests.carried_out.total": left,
        "requests.results_total.total": done,
        **{f"requests.{row}.total": results[name] for name, (row, _) in OUTCOMES.items()},
        **{f"review.litigation_direct.{end}": number for end, number in ends.items()},
        "review.litigation_direct.total": sum(ends.values()),
        "disclosure.licences.decisions": random.randint(10, 900),
        "disclosure.penalties.decisions": random.randint(10, 300),
        "disclosure.normative_documents.issued": random.randint(1, 9),
        "disclosure.normative_documents.in_force": random.randint(10, 60),
    }
    previous = {
        "requests.new.total": before,
        "requests.results_total.total": before - over,
        "requests.carried_out.total": over,
    }
    return Drawn(
        year,
        figures,
        previous,
        {**_of_requests(figures, results, before), **_of_others(random, year, figures)},
    )


def _of_requests(figures: Mapping[str, int], results: Mapping[str, int], before: int) -> Values:
    new, over, left, done, natural = (
        figures[f"requests.{row}"]
        for row in (
            "new.total",
            "carried_in.total",
            "carried_out.total",
            "results_total.total",
            "new.natural_person",
        )
    )
    suits, open_, upheld = (
        figures[f"review.litigation_direct.{end}"] for end in ("total", "pending", "upheld")
    )
    part = max(1, new // 3)
    told = "、".join(f"{label}{results[name]}件" for name, (_, label) in OUTCOMES.items() if results[name])
    return {
        "new": new, "done": done, "all": new + over, "over": over or None, "left": left or None,
        "only": None if over else new, "natural": natural, "bodies": new - natural or None,
        "natural%": _percent(natural, new), "bodies%": _percent(new - natural, new), "results": told if done > 1 else None,
        "part": part if new > 3 else None, "rest": new - part, "before": before, "changed": abs(new - before) or None,
        "up": "增加" if new > before else "减少", "changed%": _percent(abs(new - before), before),
        "suits": suits or None, "open": open_ if open_ and upheld and open_ + upheld == suits else None, "upheld": upheld,
    }  # fmt: skip


def _of_others(random: Random, year: int, figures: Mapping[str, int]) -> Values:
    a, b, c, d = random.sample(range(2, 90), 4)
    total = a + b + c + d
    return {
        "y": year, "last": year - 1, "next": year + 1, "a": a, "b": b, "c": c, "d": d, "ab": a + b, "abc": a + b + c, "abcd": total,
        "more": total + 700, "a%": _percent(a, total), "ab%": _percent(a + b, total), "b%ofab": _percent(b, a + b), "grown%": _percent(a, b + c + d),
        "bcd": b + c + d, "ab00": 100 * (a + b), "aXb": a * b, "times": f"{Decimal(total) / (b + c + d):.2f}",
        "licences": figures["disclosure.licences.decisions"], "penalties": figures["disclosure.penalties.decisions"],
        "issued": figures["disclosure.normative_documents.issued"], "in_force": figures["disclosure.normative_documents.in_force"],
    }  # fmt: skip


def _percent(part: int, whole: int) -> Decimal | None:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP) if part and whole else None


def told(pattern: str, values: Values, random: Random) -> str:
    """A pattern in one of its wordings; nothing where one of its values is not there."""
    while match := re.search(r"\[([^\[\]]*)\]", pattern):
        pattern = pattern[: match.start()] + random.choice(match[1].split("|")) + pattern[match.end() :]
    named = {name: values[name] for name in re.findall(r"\{([^}]*)\}", pattern)}
    if None in named.values():
        return ""
    return re.sub(r"\{([^}]*)\}", lambda match: str(named[match[1]]), pattern)


def text(random: Random) -> tuple[Drawn, str]:
    """A report's figures, and a section of it: some sentences on what was published, some on applications, some on other things."""
    report = drawn(random)
    chosen = [*_several(random, PUBLISHED), *_several(random, REQUESTS), *_several(random, OTHERS)]
    heads = random.choice((("（一）主动公开。", "（二）依申请公开。", "（三）监督保障。"), ("", "", "")))
    parts = [[told(pattern, report.values, random) for pattern in patterns] for patterns in chosen]
    return report, "\n".join(f"{head}{''.join(part)}" for head, part in zip(heads, parts, strict=True))


def _several(random: Random, patterns: Mapping[str, str]) -> Iterator[list[str]]:
    yield random.sample([*patterns.values()], 3)


PUBLISHED = {
    "channels": "[{y}年，|全年|]发布信息{abcd}条，其中网站{a}条[、|，|；]公众号{b}条、微博{c}条、公开栏{d}条。",
    "sorts in brackets": "公开信息{abc}条（公告{a}条、动态{b}条、政策{c}条）。",
    "sorts behind a colon": "[累计|共]公开信息{abcd}条：公告{a}条，动态{b}条，政策{c}条，其他{d}条。",
    "some sorts": "发布信息{more}条，其中政策文件{a}条；[推送|转载]解读稿{b}篇、图解{c}个。",
    "readers": "网站发布{more}条，访问量{a}.{b}万次；公众号推送{c}条，阅读量{ab00}次。",
    "two divisions": "公开信息{abcd}条，按内容分，公告{ab}条、动态{c}条、政策{d}条；按渠道分，网站{abc}条、微信{d}条。",
    "items": "一是公告类{a}条；二是动态类{b}条；三是政策类{c}条，共{abc}条。",
    "share": "发布信息{abcd}条，其中公告{a}条，占{a%}%。",
    "shares of shares": "公告和动态{ab}条，占全部{abcd}条的{ab%}%，其中动态{b}条，占公告和动态的{b%ofab}%。",
    "growth": "公开信息{abcd}条，[同比|较上年]增长{grown%}%（上年{bcd}条）。",
    "growth told before": "公开量较{last}年（{bcd}条）增加{a}条，为{abcd}条。",
    "times": "公开信息{abcd}条，是上年{bcd}条的{times}倍。",
    "two years": "{last}年、{y}年公开信息分别为{bcd}条、{abcd}条，增长{grown%}%。",
    "so far": "[全年|今年]新增{a}条，[历年|截至目前]累计公开{ab00}条。",
    "a rate of parts": "编发简报{abcd}篇，被市级采用{a}篇、省级采用{b}篇，采用率{ab%}%。",
    "columns": "栏目由{a}个增至{ab}个，新增{b}个。",
    "decisions": "作出行政许可{licences}件、行政处罚{penalties}件。",
    "documents": "制发行政规范性文件{issued}件，[均已解读，|]现行有效{in_force}件。",
}
REQUESTS = {
    "came": "[{y}年，|全年|本年度，][共|]收到政府信息公开申请{only}件。",
    "came and came over": "新收政府信息公开申请{new}件，上年结转{over}件，[共计|合计]{all}件。",
    "handled": "[共|]办理申请{all}件（含上年结转{over}件），[已办结{done}件|办结{done}件]，结转下年{left}件。",
    "asked for": "收到{only}件依申请公开请求，已办结{done}件。",
    "who applied": "新收申请{new}件，自然人{natural}件（占{natural%}%）、法人或其他组织{bodies}件（占{bodies%}%）。",
    "by applicant": "[从申请主体看|按申请人分]，新收自然人{natural}件、法人或其他组织{bodies}件。",
    "respectively": "新收、办结的申请分别为{only}件、{done}件。",
    "results": "[办结的{done}件中，|从办理结果看，|办理结果为：]{results}。",
    "from year to year": "{last}年结转{y}年的申请{over}件，{y}年结转{next}年{left}件。",
    "before and after a reform": "机构改革前收到申请{part}件[，|、]机构改革后[收到|]{rest}件。",
    "halves of the year": "上半年收到申请{part}件，下半年{rest}件。",
    "months": "1至6月收到申请{part}件，7至12月{rest}件。",
    "two levels": "市、县两级[共|]收到政府信息公开申请{ab00}件。",
    "the year before": "新收申请由{last}年的{before}件变为{new}件。",
    "none the year before": "{last}年未发生行政复议，{y}年也未发生行政复议。",
    "a change": "新收申请{new}件，[较上年|同比]{up}{changed}件。",
    "a change in brackets": "新收申请{new}件（上年{before}件），{up}{changed}件。",
    "time limits": "新收的{new}件申请均在3个工作日内登记。",
    "suits": "因政府信息公开被提起行政诉讼{suits}件。",
    "suits of the year and others": "[被起诉案件|行政诉讼]{open}件，正在审理；上年结转{upheld}件，结果维持。",
}
OTHERS = {
    "trainings": "[共|]举办培训{ab}场，其中线上{a}场；组织宣讲{c}场、座谈{d}场。",
    "meetings": "召开会议{ab}次，其中专题会{a}次；印发通报{c}期、督办单{d}份。",
    "people trained": "组织培训{a}场，每场{b}人，共{aXb}人次。",
    "proposals": "收到建议{ab}件，其中主办{a}件；提案{c}件、协办{d}件。",
    "proposals in brackets": "办理建议{ab}件（主办{a}件，会办{b}件）、提案{c}件，办结率100%，满意率98%。",
    "a hotline": "受理热线工单{abcd}件，办结{abcd}件，满意率9[1|4|7].[2|5]%。",
    "problems found": "检查{a}次，发现问题{bcd}个，已整改{bcd}个，整改率100%。",
    "opinions": "收到意见{ab}条，采纳{a}条，未采纳{b}条。",
    "quarters": "四个季度分别抽查{a}次、{b}次、{c}次、{d}次，全年{abcd}次。",
    "each time": "每季度抽查{a}家，发现错别字{b}处、错链{c}个。",
    "law": "按照《条例》第三十六条第（一）项告知获取方式，对第二十条所列15项内容逐项核对。",
    "plans of last year": "{last}年考核指出的{a}个问题均已整改；沿用{last}年印发的规程。",
    "plans of next year": "编制{next}年培训计划，拟举办培训{a}次。",
    "per mille": "差错率由{a}‰降至{b}‰。",
    "days": "平均用时由{ab}个工作日缩短至{a}个工作日。",
    "ranges": "{a}至{ab}家单位参加，覆盖{c}—{abc}个村。",
}
