"""What the words beside a count say that it is a count of."""

import re
from collections.abc import Sequence

from ndbg.check.prose.subjects import OUTCOMES, Subject, Sum, subjects
from ndbg.check.prose.wording import Count
from ndbg.form import Form
from ndbg.text.patterns import HAN, Pattern, Words

# Other things that offices count, and parts of a whole that the form does not have.
OTHER_THINGS = Pattern(
    r"处理费|申请[表书]|前[一二三四五六七八九十][位名]|居前|排名|网民|留言|来信|来电|工单|热线|提案|议案|建议|信访|咨询|投诉|举报|解读|稿件|许可|救助|补贴|仲裁|听证|注册"
    r"|培训|会议|评议|检查|通报|公报|纠错|栏目|媒体|查阅|意见|延期|延长|补正|收费|缴费|主动公开|目录|撤回|撤销|出具"
)
PARTS = Words(
    "网络|网上|在线|信函|邮寄|寄送|当面|现场|邮件|邮箱|传真|平台|网站|渠道|窗口|书面|类|涉及|关于|有关|方面|领域|超期|逾期|按期率|提前"
)

_JOINTS = Pattern(r"[、或和及与的并者以□]*|申请|答复")


_APPLIED = Pattern(rf"(?P<before>{HAN}{{0,4}})申请(?P<after>{HAN}{{0,4}})", given="申请")
_OF_INFORMATION = Words("公开|收到|受理|办理|办结|答复|接收|接到|新收|结转|依|的|类|有|件|年|所有|全部")


def is_about_requests(text: str) -> bool:
    """Whether the last thing that a text names is applications for information, not others."""
    last = last_match(_APPLIED, text)
    if last is None or "复议" in last["after"]:
        return False
    if last["before"] and not _OF_INFORMATION.end(last["before"]):
        return False
    rest = text[last.end() :]
    return not OTHER_THINGS.search(rest) and not re.search("复议|诉讼", rest)


def last_match(pattern: Pattern, text: str) -> re.Match[str] | None:
    """The last match in a text, the one nearest to the number that follows."""
    return next(reversed([*pattern.finditer(text)]), None)


def _joined(found: Sequence[tuple[int, int, Subject]], text: str) -> list[Subject]:
    """The last outcome named, with those joined to it by 或, 和 or 、."""
    *before, (start, _, subject) = found
    joined = [subject]
    for other_start, end, other in reversed(before):
        if not _JOINTS.fullmatch(text[end:start]):
            break
        joined.insert(0, other)
        start = other_start
    return joined


def respective(text: str, found: Sequence[Count]) -> dict[int, str]:
    """What each count is of where names come first: 予以公开、部分公开分别为9件、0件.

    The names and the counts must be as many; otherwise none of those counts is told.
    """
    told: dict[int, str] = {}
    for match in re.finditer(r"([^，；：。□]*?)(?:数量)?分别(?:[为是有计]|[^，；。□\d]*)", text):
        after = [c for c in found if c.start >= match.end()]
        run: list[Count] = []
        at = match.end()
        for count in after:
            if run and text[at : count.start] not in ("", "、", "和", "及", "，"):
                break
            run.append(count)
            at = count.end
        names = re.split(r"[、和及]", match[1])
        for count, name in zip(run, names if len(names) == len(run) else [""] * len(run), strict=True):
            told[count.start] = name or "□"
    return told


def in_words(clause: str, form: Form, *, parts_only: bool = False) -> tuple[Sum, ...]:
    """What a clause without a number is about: 申请量, 予以公开或部分公开; nothing if it cannot be told.

    `parts_only`: outcomes and applicants, which are parts of a whole.
    """
    if OTHER_THINGS.search(clause) or PARTS.within(clause):
        return ()
    if named := outcomes(clause, form):
        return (named[1],)
    for kind in ("applicant",) if parts_only else ("applicant", "flow"):
        found = [s for s in subjects(form).values() if s.kind == kind and s.pattern.search(clause)]
        if kind == "flow" and (not re.search("申请|依申请", clause) or "复议" in clause):
            return ()
        if len(found) == 1:
            return found[0].sums
    return ()


def outcomes(words: str, form: Form) -> tuple[Subject, Sum] | None:
    """The outcomes of applications that words end in; several that are joined are added up."""
    found = [
        (match.start(), match.end(), subject)
        for subject in subjects(form).values()
        if subject.kind == "result" and (match := last_match(subject.pattern, words))
    ]
    if not found:
        return None
    found.sort(key=lambda item: (item[0], -item[1]))
    rows = [item for item in found if item[2].name not in OUTCOMES]
    joined = _joined(rows or found, words)
    total = joined[0].sums[0]
    for other in joined[1:]:
        total += other.sums[0]
    return joined[-1], total
