"""What a text says there was none of: everything is answered, no application came, nobody went to court."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ndbg.check.prose.phrases import OTHER_THINGS, is_about_requests
from ndbg.check.prose.scope import Office, Scope
from ndbg.check.prose.subjects import OUTCOMES, Sum, subjects
from ndbg.check.prose.wording import counts, even, sentences, unquoted, without_brackets
from ndbg.form import Form
from ndbg.text.patterns import Pattern, Words

_ALL_DONE = Pattern(
    r"(?:[均都]已?|全部|已全部|悉数)+(?:[已均]|按[期时]|依法|依规|及时|按照?(?:规定|要求|法定|时限|条例)+(?:时限|期限|要求|内)*|在?(?:规定|法定)(?:时限|期限|时间)内?|予以|得到|进行)*"
    r"(?:办结|答复完毕|答复|办理完[毕成结]|办复|回复|完成答复|作出答复)",
    given="均|都|全部|悉数",
)
_NONE = r"(?:未(?!经)|没有|无|尚未|并未|暂无|零)(?:曾)?"
_NO = "未|没有|无|零"
_NO_APPLICATION = Pattern(
    rf"{_NONE}(?:收到|接到|受理|接收|新收|收悉)(?:过)?(?:任何|公民|法人|其他组织|个人|组织|提出|提交|或者|[、和或及的])*(?:要求)?(?:政府信息|信息)?(?:公开)?(?:类|的)?(?:依?申请)"
    rf"|{_NONE}(?:政府)?信息公开申请",
    given=_NO,
)
_NONE_CARRIED = Pattern(
    rf"{_NONE}(?:一件)?(?:申请)?(?:需要)?(?:结转|转结|转)(?:至|到|入)?(?:下一?年度?|次年)",
    given="下年|下一年|次年",
)
_NONE_CAME_OVER = Pattern(rf"{_NONE}(?:由|从)?上一?年度?(?:结转|转结|转入|遗留)", given="上年|上一年")
_BOTH = r"(?:行政)?复议(?:案件|申请)?(?:和|、|及|与|或|以及|或者|，)*(?:提起|被提起|行政)*诉讼"
_EVENT = r"(?:发生|出现|收到|产生|引发|引起|被|涉及|有)?(?:过|任何|有关)?(?:因|涉及|就|针对|有关)?[^，。；、]{0,16}?"
_NO_REVIEW = (
    ("复议和诉讼", Pattern(rf"{_NONE}{_EVENT}(?:申请|提起)?{_BOTH}", given="诉讼")),
    ("诉讼", Pattern(rf"{_NONE}{_EVENT}(?<!复议)(?:提起)?(?:行政)?诉讼", given="诉讼")),
    ("复议", Pattern(rf"{_NONE}{_EVENT}(?:行政)?复议(?![^，。；]{{0,8}}诉讼)", given="复议")),
)
_ALL_UPHELD = Pattern(
    r"(?:[均都]|全部)(?:获得?|被|予以|得到|为|已)*(?:复议机关|法院)?(?:结果)?维持", given="维持"
)
_ALL_WON = Pattern(r"(?:[均都]|全部)(?:获得?)?胜诉", given="胜诉")
_ALL_GRANTED = Pattern(r"(?:[均都]已?|全部)(?:依法|按[期时])*(?<!不)予以公开", given="予以公开")
_SAYS_NO = Words(_NO)
_OF_OUTCOMES = Words("纠正|纠错|撤销|败诉|超期|逾期|违法|责令|投诉|举报|追究|结转")
_DETAIL = Words("网络|网上|信函|邮寄|当面|现场|传真|企业|超期|逾期|收费|延期|补正|重复")


class Denial(NamedTuple):
    """Figures that must be 0 for a clause to be true. `sure` is False where the text itself says more."""

    quote: str
    none: Sum
    sure: bool = True


def denials(paragraph: str, office: Office) -> Iterator[Denial]:
    """The denials of a paragraph that its tables can bear out."""
    text = even(paragraph)
    for sentence in sentences(text):
        plain = without_brackets(unquoted(sentence))
        for denial, start, end in _found(plain, text, office.form):
            over = denial.none is subjects(office.form)["上年结转"].sums[0]
            if not over and not office.speaks_of(plain, _clause(plain, start), end):
                continue
            scope = office.scope(plain[:start], plain)
            if scope is not Scope.OTHER:
                yield Denial(denial.quote, denial.none, denial.sure and scope is Scope.OWN)


def _clause(text: str, at: int) -> int:
    return max(text.rfind(sign, 0, at) for sign in "，；：") + 1


def _found(sentence: str, paragraph: str, form: Form) -> Iterator[tuple[Denial, int, int]]:
    """The denials of a sentence, with where each begins and ends."""
    yield from _all_done(sentence, paragraph, form)
    if _SAYS_NO.within(sentence):
        yield from _nothing(sentence, form)
    match = _ALL_GRANTED.search(sentence)
    if match and _is_about_requests(sentence[: match.start()], paragraph):
        yield Denial(match[0], _not_granted(form)), match.start(), match.end()
    yield from _all_upheld(sentence, form)


def _nothing(sentence: str, form: Form) -> Iterator[tuple[Denial, int, int]]:
    """What a sentence says in so many words that there was none of."""
    yield from _none_received(sentence, form)
    if (match := _NONE_CAME_OVER.search(sentence)) and not re.search("上年度?(?:未|没有|无)", match[0]):
        yield Denial(match[0], subjects(form)["上年结转"].sums[0]), match.start(), match.end()
    yield from _no_reviews(sentence, form)


def _all_done(sentence: str, paragraph: str, form: Form) -> Iterator[tuple[Denial, int, int]]:
    """Everything answered, nothing carried over."""
    carried = subjects(form)["结转下年度"]
    match = _ALL_DONE.search(sentence)
    told = sentence[: match.start()] if match else ""
    # Of those that were due, or all but some, it may well be said.
    bounded = re.search("[^均]除|应于|到期|届满|上[半下]年", told) or (
        match and sentence[match.end() :].startswith(("或", "、"))
    )
    if match and not bounded and _is_about_requests(told, paragraph):
        # A text that gives the number carried over as well has only put it loosely.
        at = carried.pattern.search(paragraph)
        loosely = at and any(count.value for count in counts(paragraph[at.start() :])[:1])
        yield Denial(match[0], carried.sums[0], not loosely), match.start(), match.end()
    elif match := _NONE_CARRIED.search(sentence):
        yield Denial(match[0], carried.sums[0]), match.start(), match.end()


def _is_about_requests(told: str, paragraph: str) -> bool:
    """Whether what is said behind a text is said of applications for information."""
    if re.search("复议|诉讼", told):
        return False
    if "申请" in told:
        return is_about_requests(told)
    return bool(re.search("依申请公开|公开申请", paragraph)) and not OTHER_THINGS.search(told)


def _none_received(sentence: str, form: Form) -> Iterator[tuple[Denial, int, int]]:
    """No application came."""
    match = _NO_APPLICATION.search(sentence)
    if match is None or _DETAIL.within(match[0]) or _DETAIL.within(sentence[: match.start()][-6:]):
        return
    if re.search("法人|组织", match[0]) and not re.search("公民|个人|自然人", match[0]):
        return  # of some applicants there were none, of others perhaps
    if not re.search("复议|诉讼|撤回|投诉|举报", sentence[match.end() : match.end() + 8]):
        yield Denial(match[0], subjects(form)["新收"].sums[0]), match.start(), match.end()


def _not_granted(form: Form) -> Sum:
    """All outcomes but 予以公开."""
    others = [subjects(form)[name].sums[0] for name in OUTCOMES if name != "予以公开"]
    return Sum("予以公开以外的办理结果", tuple(cell for other in others for cell in other.cells))


def _no_reviews(sentence: str, form: Form) -> Iterator[tuple[Denial, int, int]]:
    for name, pattern in _NO_REVIEW:
        match = pattern.search(sentence)
        if match and not _OF_OUTCOMES.within(sentence[match.start() : match.end() + 10].partition("，")[0]):
            yield Denial(match[0], subjects(form)[name].sums[0]), match.start(), match.end()
            if name == "复议和诉讼":
                break


def _all_upheld(sentence: str, form: Form) -> Iterator[tuple[Denial, int, int]]:
    """Every case won, so that none was lost."""
    if match := _ALL_WON.search(sentence):
        yield Denial(match[0], subjects(form)["诉讼结果纠正"].sums[0]), match.start(), match.end()
    if match := _ALL_UPHELD.search(sentence):
        named = [n for n in ("复议", "诉讼") if n in sentence[: match.start()].rpartition("；")[2]]
        if named:
            name = "复议和诉讼" if len(named) > 1 else named[0]
            yield Denial(match[0], subjects(form)[f"{name}结果纠正"].sums[0]), match.start(), match.end()
