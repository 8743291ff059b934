"""The claims of a text: counts that the tables of the same report must bear out.

A claim is made where a clause has a verb and an object that belong to the form, and a
number right there. What is about something else is no claim; what may be is not `sure`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from ndbg.check.prose.phrases import OTHER_THINGS, PARTS, is_about_requests, last_match, outcomes, respective
from ndbg.check.prose.scope import Office, Scope
from ndbg.check.prose.subjects import Subject, Sum, for_applicant, subjects
from ndbg.check.prose.wording import Count, bracketed, counts, even, sentences, unquoted, without_brackets
from ndbg.text.patterns import Pattern, Words

_CASES = {"件", "件次", "宗", "起", "份", "条", "个", "例", "项"}
_FILLER = Pattern(r"(?:其中|分别|共计?|合计|总计|累计|[有为计达即、□]|全年|数量|总量)*")
_CHANGED = Words("由|从|增加|减少|增长|下降|上升|增|减|多|少|超|超过")
_OBJECT = Pattern(
    r"(?:^|公开|收到|受理|办理|办结|答复|接收|接到|新收|新增|结转|收办|处理|回复|[的收有各]|所有|全部|有效|上述)"
    r"(?:案件|信息|事项|各类)?申请|依申请公开|申请公开"
)
_ALONE = Pattern(
    r"(?:其中|全[市县区省州旗镇年]|[共已均、实当]|按[期时]|依法|年内|及时|本年度?|20\d\d年度?|累计|合计|总计|应)*"
    r"(?:新收|收到|受理|办结|办理|答复|回复|办复|处理|新增|接收|收|完成)(?:了|共计?|合计|总计|完毕|完成|数|为)*"
)
# 通过线上线下等渠道共收到 tells of all of them.
_ALL_WAYS = Pattern(
    "(?:网络|网站|信函|当面|邮件|[、和])*(?:等(?:多种|各类)?|线上线下(?:等)?|各[种类]|多种?)(?:渠道|方式|途径|平台)",
    given="渠道|方式|途径|平台",
)
_NOT_OF_RESULTS = Words(
    "公文|属性|制发|服务|功能|主动公开|目录|栏目|规范性文件|政策|许可|处罚|全文|建议|提案"
)
_IN_DOUBT = Words("备案|审理|纠错|应诉|出庭|办理|承办|受理|处理|调解|指导")
_CAUSED = Words(
    "发生|引起|引发|导致|产生|被申请|被提起|提起|因政府信息公开|因信息公开|涉及政府信息公开|涉及信息公开"
)
_OUTCOMES = (
    ("结果维持", Words("维持")),
    ("结果纠正", Words("纠正|纠错|撤销|变更|确认违法|责令")),
    ("尚未审结", Words("未审结|尚在审理|正在审理|未办结|审理中")),
)
_OTHER_OUTCOMES = Words("驳回|撤回|终止|败诉|胜诉|审结|办结|结案|支持|调解|和解|其他|不予受理")
# 予以公开（含部分公开）11件 counts both.
_INCLUDED = Pattern(r"（含([^（），。]{4})）", given="（含")
_REVIEW = Words("复议|诉讼|起诉|应诉")
_CASES_OF_REVIEW = Pattern("(?:复议|诉讼|起诉|应诉)(?:案件?)?$", given="复议|诉讼|起诉|应诉")
_DELIMITER = Pattern(r"[，；：。（□]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A count in a sentence, and the sums of figures that it may rightly be.

    `quote` is the clause it stands in; `sure` is False where the text may be about something else.
    """

    quote: str
    count: Count
    subject: Subject
    sums: tuple[Sum, ...]
    sure: bool


def claims(paragraph: str, office: Office) -> Iterator[Claim]:
    """The claims of a paragraph, in order."""
    for sentence in sentences(even(paragraph)):
        yield from in_sentence(sentence, office)


@lru_cache(maxsize=64)
def in_sentence(sentence: str, office: Office) -> tuple[Claim, ...]:
    """The claims of an even sentence: first those outside of brackets, then those in brackets."""
    return tuple(_in_sentence(sentence, office))


def _in_sentence(sentence: str, office: Office) -> Iterator[Claim]:
    plain = _INCLUDED.sub(r"和\1□□", unquoted(sentence))
    yield from _Reader(without_brackets(plain), office, sentence).claims()
    for inner in bracketed(plain):
        lead = plain[: inner.start() + 1]
        shown = sentence[inner.start() + 1 : inner.end() - 1]
        for claim in _Reader(inner[0][1:-1], office, shown, lead).claims():
            # In brackets only what is named there is claimed; the rest are parts of the count before.
            if claim.subject.name != "新收":
                start, end = claim.count.start + len(lead), claim.count.end + len(lead)
                yield replace(claim, count=claim.count._replace(start=start, end=end))


@dataclass(slots=True)
class _Phrase:
    """The words around a count: from the last delimiter or count to the next delimiter."""

    start: int
    before: str
    after: str
    count: Count


class _Reader:
    """Reads the counts of one sentence, or of one pair of brackets in it, from left to right.

    `text` is the sentence with quotations and brackets blanked out, `shown` as it stands;
    `lead` is what comes before the brackets.
    """

    def __init__(self, text: str, office: Office, shown: str, lead: str = "") -> None:
        self._text = text
        self._shown = shown
        self._office = office
        self._lead = lead
        self._head: Subject | None = None
        self._review = ""

    def claims(self) -> Iterator[Claim]:
        for phrase in self._phrases():
            found = self._read(phrase)
            if found and found.subject.kind != "applicant":
                self._head = found.subject
            if found:
                yield found

    def _phrases(self) -> Iterator[_Phrase]:
        end = 0
        found = counts(self._text)
        told = respective(self._text, found)
        for count in found:
            start = max([end, *(m.end() for m in _DELIMITER.finditer(self._text, end, count.start))])
            while start > end and _FILLER.fullmatch(self._text[start : count.start]):
                earlier = [m.end() for m in _DELIMITER.finditer(self._text, end, start - 1)]
                if not earlier and end:
                    break  # what stands there is said of the count before
                if "%" in self._text[max([0, *earlier]) : start]:
                    break
                start = max([0, *earlier])
            stop = _DELIMITER.search(self._text, count.end)
            following = next((c.start for c in found if c.start >= count.end), len(self._text))
            before = told.get(count.start, self._text[start : count.start])
            after = self._text[count.end : min(stop.start() if stop else following, following)]
            if stop is None or stop.start() > following:
                after = ""  # what stands there names the next count
            yield _Phrase(start, before, after.partition("、")[0], count)
            end = count.end

    def _read(self, phrase: _Phrase) -> Claim | None:
        count = phrase.count
        if not count.exact or count.unit not in _CASES or _CHANGED.end(phrase.before.removesuffix("了")):
            return None
        if phrase.before.startswith("占"):
            return None  # the whole that something is a share of
        found = (
            self._review_claim(phrase)
            or self._result(phrase)
            or self._flow(phrase)
            or self._applicant(phrase)
        )
        if found is None:
            return None
        subject, sums, sure = found
        if subject.name != "上年结转" and not self._of_this_year(phrase, subject):
            return None
        scope = self._office.scope(self._lead + self._text[: count.start], self._lead + self._text)
        if scope is Scope.OTHER:
            return None
        quote = self._shown[
            phrase.start : count.end + (0 if phrase.start < count.start else len(phrase.after))
        ]
        quote = quote.lstrip("，、：")
        return Claim(quote, count, subject, sums, sure and scope is Scope.OWN)

    def _of_this_year(self, phrase: _Phrase, subject: Subject) -> bool:
        offset = len(self._lead)
        start, end = phrase.start, phrase.count.start
        if subject.name in ("结转下年度", "结转"):
            # The years there are those from and to which it is carried.
            end = start
        return self._office.speaks_of(self._lead + self._text, offset + start, offset + end)

    # -- kinds of claims -------------------------------------------------------

    def _review_claim(self, phrase: _Phrase) -> tuple[Subject, tuple[Sum, ...], bool] | None:
        """Counts of 复议 and 诉讼, in all or by outcome."""
        words = phrase.before
        if (
            not _REVIEW.within(words)
            and not outcomes(words, self._office.form)
            and _CASES_OF_REVIEW.search(phrase.after)
        ):
            words = f"{phrase.before}{phrase.after}"
        named = (
            "复议"
            if "复议" in words.replace("未经复议", "").replace("复议后", "").replace("经复议", "")
            else ""
        ) + ("诉讼" if re.search("诉讼|起诉|应诉", words) else "")
        outcome = next((name for name, signs in _OUTCOMES if signs.within(words)), "")
        if not named and not (outcome and self._review):
            return None
        if not outcome and _OTHER_OUTCOMES.within(words):
            self._review = named or self._review
            return None
        self._review = named or self._review
        name = {"复议诉讼": "复议和诉讼"}.get(self._review, self._review)
        subject = subjects(self._office.form)[f"{name}{outcome}"]
        sums = subject.sums
        if name == "诉讼" and "未经复议" in words:
            sums = sums[1:2]
        elif name == "诉讼" and "复议后" in words:
            sums = sums[2:]
        told = self._lead + self._text[: phrase.count.end]
        # What an office decides as 复议机关 is none of its own cases.
        if re.search("复议(?:工作)?机[关构]", told) and re.search("作为|办理|审理|收到", told):
            return None
        if "代理" in told:
            return None
        caused = _CAUSED.within(told) and "备案" not in told
        return subject, sums, caused or not _IN_DOUBT.within(told)

    def _result(self, phrase: _Phrase) -> tuple[Subject, tuple[Sum, ...], bool] | None:
        """Counts of outcomes of applications; several outcomes before one number are added up."""
        if _NOT_OF_RESULTS.within(self._text[: phrase.count.start]):
            return None
        for words in (phrase.before, phrase.after):
            if found := outcomes(words, self._office.form):
                return found[0], (found[1],), True
        return None

    def _flow(self, phrase: _Phrase) -> tuple[Subject, tuple[Sum, ...], bool] | None:
        """Counts of what came in, was handled, or went over to another year."""
        words = phrase.before
        counted = any(subjects(self._office.form)[name].pattern.search(words) for name in ("新收", "办结"))
        for text in (words,) if counted else (words, phrase.after[:12]):
            name = self._carried(text)
            if name and not OTHER_THINGS.search(text):
                return subjects(self._office.form)[name], subjects(self._office.form)[name].sums, True
        if OTHER_THINGS.search(words) or PARTS.within(_ALL_WAYS.sub("", words)) or "□" in words.strip("□"):
            return None
        verbs = [n for n in ("新收", "办结") if subjects(self._office.form)[n].pattern.search(words)]
        if not verbs or ("其中" in words and "新收" not in words and "办结" not in words):
            return None
        told = self._lead + self._text[: phrase.count.start]
        alone = _ALONE.fullmatch(words) and is_about_requests(told)
        if not alone and not _OBJECT.search(words) and not _OBJECT.match(phrase.after.lstrip("□")):
            return None
        if OTHER_THINGS.search(phrase.after) or re.match(r"[^，。]{0,4}(?:类|方面|涉及)", phrase.after):
            return None
        subject = (
            subjects(self._office.form)[verbs[0]] if len(verbs) == 1 else subjects(self._office.form)["办结"]
        )
        by = [
            s
            for s in subjects(self._office.form).values()
            if s.kind == "applicant" and s.pattern.search(words)
        ]
        if len(by) == 1:  # 收到自然人提出的申请
            return by[0], tuple(dict.fromkeys((*for_applicant(by[0], subject), *by[0].sums))), True
        return subject, subject.sums, True

    def _carried(self, text: str) -> str:
        """Whether a text tells of what came over from last year, or went over to the next one."""
        year = self._office.year
        if re.search(r"(?:上一?年度?|去年)[^，。]{0,4}未办结", text):
            return "上年结转"
        if year and (match := re.search(r"(20\d\d)年[^，。；、]{0,8}(?:结转|转结|转入)(?!至|到|20)", text)):
            return "上年结转" if int(match[1]) < year else "结转下年度"
        if year and (match := re.search(r"(?:结转|转结|转入|转)(?:至|到|入)?(20\d\d)年", text)):
            return "结转下年度" if int(match[1]) > year else "上年结转"
        names = ("结转下年度", "上年结转", "结转")
        return next((name for name in names if subjects(self._office.form)[name].pattern.search(text)), "")

    def _applicant(self, phrase: _Phrase) -> tuple[Subject, tuple[Sum, ...], bool] | None:
        """Counts of applications by those who made them."""
        told = self._lead + self._text[: phrase.count.end]
        if "申请" not in told or PARTS.within(phrase.before):
            return None
        found = [
            (match.start(), match.end(), s)
            for s in subjects(self._office.form).values()
            if s.kind == "applicant" and (match := last_match(s.pattern, phrase.before))
        ]
        if len({s.name for _, _, s in found}) != 1 or OTHER_THINGS.search(phrase.before):
            return None
        if re.search("[和及与]$", phrase.before[: found[0][0]]):
            return None  # of these and others together
        applicant = found[0][2]
        head = for_applicant(applicant, self._head) if self._head else ()
        return applicant, tuple(dict.fromkeys((*head, *applicant.sums))), True
