"""A paragraph cut into tokens: the words of the lexicon, numbers with their units, years, days and stops.

What the lexicon does not know becomes a token of the kind `other`, so that whoever reads on knows
that something stands there which he has not understood.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from ndbg.check.prose.lexicon import (
    CASES,
    COUNTED_AS,
    DOCUMENT_UNITS,
    LOWEST,
    MORE,
    NO_COUNT,
    NOT_COUNTED,
    OTHER_UNITS,
    SHORT_DECISIONS,
    SHORT_VERBS,
    WORDS,
)
from ndbg.text.patterns import Pattern

Place = tuple[int, int]  # start and end in the normalised text of a paragraph


class Number(NamedTuple):
    """A number as stated. `unit` is empty for a bare one and `%` for a percentage.

    `exact` is False for 约3件 and 3件以上. `step` is the place to which a number such as 2764.2万 is
    rounded (1000), 0 where it is given in full.
    """

    value: Decimal
    unit: str
    exact: bool = True
    step: Decimal = Decimal(0)

    def fits(self, value: Decimal) -> bool:
        """Whether a value is the one stated, rounded or cut as finely as it is."""
        over = value - self.value
        return over == 0 or abs(over) * 2 <= self.step or 0 <= over < self.step

    @property
    def counts_documents(self) -> bool:
        """Whether its unit is one in which documents are counted."""
        return self.unit in CASES or self.unit in DOCUMENT_UNITS

    @property
    def counts_cases(self) -> bool:
        """Whether its unit is one in which applications, reviews or documents are counted."""
        return self.unit in CASES


@dataclass(slots=True, eq=False)
class Token:
    """A piece of a paragraph, from `start` to `end` of its normalised text. None is ever changed.

    There are seven hundred in a report; a named tuple or a frozen class would take longer to make and to ask.
    `kind` and `meaning` are those of the lexicon, or `number`, `year` (its number as meaning), `month`, `day`,
    `span` of years, `stop`, `comma` (、), `bracket`, `name` (in quotation marks), `other`.
    """

    kind: str
    meaning: str
    start: int
    end: int
    number: Number | None = None
    date: tuple[int, int, int] = (0, 0, 0)

    def means(self, kind: str, *meanings: str) -> bool:
        """Whether it is of a kind and has one of some meanings: `token.means("stop", "，", "；")`."""
        return self.kind == kind and self.meaning in meanings

    @property
    def counted(self) -> Number | None:
        """The number of a token that is one with a unit, percentages aside."""
        return self.number if self.kind == "number" and self.number and self.number.unit != "%" else None


STOPS = "，；：。！？\n"
ENDS = "。！？\n"
_UNITS = frozenset((*CASES, *OTHER_UNITS))
_NUMERALS = "零〇一二两三四五六七八九十百千"
_MAY_COUNT = frozenset(_NUMERALS + "0123456789")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}
_CLOSING = {"“": "”", "《": "》", "「": "」", "〔": "〕", "‘": "’"}
_LONGEST_NAME = 80
_NAUGHT = "零"

_TIME = Pattern(
    r"(?P<first>20\d\d)(?:年度?)?[至到—–~-]{1,2}(?P<last>20\d\d)年度?"
    r"|(?P<y>20\d\d)(?:年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?|(?P<sign>[./-])(?P<m2>\d{1,2})(?:(?P=sign)(?P<d2>\d{1,2})日?)?)"
    r"|(?P<year>2\d{3})(?:年(?:度|底|末|初)?|(?=全年))"
    r"|(?P<from>\d{1,2})月?[至到—–~-]{1,2}(?P<to>\d{1,2})月(?!\d{1,2}日)"
    r"|(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})(?:日|(?![件条份个宗篇起\d]))|份?底?末?)"
)
_NUMERAL_YEAR = Pattern(
    r"二[〇○零Oo0]([一二三四五六七八九〇○零])([一二三四五六七八九〇○零])年(?:度|底|末|初)?",
    given="二〇|二○|二零|二O|二o|二0",
)
# The item 3.2024年 begins with a year.
_NUMBER = Pattern(r"(?P<number>\d{1,15}(?:\.(?!20\d\d年)\d{1,9})?)(?P<scale>[万亿])?(?P<over>余|多|几)?")
_NUMERAL = Pattern(rf"(?P<number>[{_NUMERALS}]{{1,9}})(?P<scale>[万亿])?(?P<over>余|多|几)?")


_Word = tuple[str, str, str]  # with kind and meaning


class _Vocabulary:
    """The words of the lexicon with kind and meaning, and the signs.

    `single` are those of one character; `begins` has all characters with which a token that is known may begin. The
    words of several characters are put in order when they are first met: a text has few of all.
    """

    def __init__(self) -> None:
        self.single = {char: ("stop", char) for char in STOPS}
        self.single |= {"、": ("comma", ""), "”": ("plain", "")}
        self.single |= {"（": ("bracket", "open"), "）": ("bracket", "close")}
        # 【依申请公开】收到 and 〔申请〕收到 at the head of a paragraph, as 依申请公开：收到.
        self.single |= {"【": ("plain", ""), "】": ("stop", "："), "〕": ("stop", "：")}
        self._longer: dict[str, list[_Word]] = {"——": [("——", "stop", "：")]}  # 依申请公开——收到
        for kind, meanings in WORDS.items():
            for meaning, alike in meanings.items():
                for word in alike.split():
                    if len(word) == 1:
                        self.single[word] = (kind, meaning)
                    else:
                        self._longer.setdefault(word[:2], []).append((word, kind, meaning))
        self.begins = {*self.single, *_MAY_COUNT, *_CLOSING, *(two[0] for two in self._longer)}
        self._in_order: dict[
            str, Mapping[str, Sequence[_Word]]
        ] = {}  # by the first two characters and the third

    def longer(self, text: str, at: int) -> Sequence[_Word]:
        """The words of several characters that may stand at a place, the longest first."""
        two = text[at : at + 2]
        if two not in self._longer:
            return ()
        by_third = self._in_order.get(two)
        if by_third is None:
            by_third = self._in_order[two] = _by_third(self._longer[two])
        return by_third.get(text[at + 2 : at + 3], by_third[""])


def _by_third(words: Iterable[_Word]) -> Mapping[str, Sequence[_Word]]:
    """Words by their third character, the longest first and that of two characters last; under none that one alone."""
    found: dict[str, list[_Word]] = {"": []}
    for entry in sorted(words, key=lambda entry: -len(entry[0])):
        found.setdefault(entry[0][2:3], []).append(entry)
    alone = found[""]
    return {third: alike + alone if third else alone for third, alike in found.items()}


@cache
def _vocabulary() -> _Vocabulary:
    return _Vocabulary()


def tokens_of(text: str, own: Mapping[int, int] = MappingProxyType({})) -> list[Token]:
    """The tokens of a normalised text, from left to right; nothing of it is left out.

    At each place the longest word counts. What is not known, and ordinary words, up to the next known thing are one token. `own` is where
    the text names the office that reports, by the end of each name: words within are none.
    """
    known = _vocabulary()
    numbers = _Numbers(text)
    found: list[Token] = []
    at = end = 0  # the last token ends there
    while at < len(text):
        token: Token | None = None
        if at in own:
            token = Token("own", "", at, own[at])
        elif text[at] in known.begins:
            token = _begun(text, at, known, numbers)
        if token is None or token.kind == "ordinary":
            at = token.end if token else at + 1
            continue
        if at > end:
            found.append(Token("other", "", end, at))
        found.append(token)
        at = end = token.end
    if end < len(text):
        found.append(Token("other", "", end, len(text)))
    found = _with_open_cases(text, _with_teams(text, found))
    return _with_units(_with_short_decisions(text, _with_short_verbs(text, found)))


def _begun(text: str, at: int, known: _Vocabulary, numbers: "_Numbers") -> Token | None:
    """The token that begins at a place, with a character that may begin one."""
    for word, kind, meaning in known.longer(text, at):
        if text.startswith(word, at) and not _ends_in(_IN_WRITING, text, at + len(word)):
            return Token(kind, meaning, at, at + len(word))
    char = text[at]
    if char in _MAY_COUNT and (number := numbers.at(at)):
        return number
    if alone := known.single.get(char):
        return Token(*alone, at, at + 1)
    if not at and text[0] == "〔":
        return Token("plain", "", at, at + 1)
    closing = _CLOSING.get(char)
    close = text.find(closing, at + 1, at + _LONGEST_NAME) if closing else -1
    if close < 0:
        return None
    if text[at + 1] == _NAUGHT:
        return Token("plain", "", at, at + 1)  # “零发生” is said, not named
    return _named(text, at, close + 1)


def _ends_in(word: str, text: str, end: int) -> bool:
    """Whether what ends at a place does so within another word: 申请|书面征求意见."""
    return text.startswith(word[1:], end) and text[end - 1] == word[0]


_IN_WRITING = "书面"


def _with_teams(text: str, tokens: list[Token]) -> list[Token]:
    """Tokens with what is named before a team as a part of its name; it is `other` than one of a town: 县城管局执法大队."""
    found: list[Token] = []
    for token in tokens:
        if token.kind == "team" and found and found[-1].kind == "other":
            of = found.pop()
            whose = "" if text.endswith(LOWEST, of.start, of.end) else "other"
            token = Token("team", whose, of.start, token.end)
        found.append(token)
    return found


def _with_open_cases(text: str, tokens: list[Token]) -> list[Token]:
    """Tokens with 未结 as how a case stands where nothing of a longer word follows: 未结1件, 1件尚未结, not 未结转."""
    if _OPEN not in text:
        return tokens
    found: list[Token] = []
    for at, token in enumerate(tokens):
        following = tokens[at + 1].kind if at + 1 < len(tokens) else "stop"
        ends = following in ("number", "figure", *_ENDS_OF_ITEMS)
        if ends and found and found[-1].kind == "no" and text[found[-1].end - 1 : token.end] == _OPEN:
            token = Token("verdict", "pending", found.pop().start, token.end)
        found.append(token)
    return found


_OPEN = "未结"


def _with_short_decisions(text: str, tokens: list[Token]) -> list[Token]:
    """Tokens with 许可, 处罚 and 强制 as names of decisions where that is sure.

    It is where a sentence has such names in a row, 许可88件、处罚19件, or where one is said to be made: 作出处罚19件,
    办理建设工程规划许可19件.
    """
    if not any(word in text for word in SHORT_DECISIONS):
        return tokens
    tokens = list(_with_names_apart(text, tokens))
    start = 0
    for end in (*(i for i, t in enumerate(tokens) if t.means("stop", "。")), len(tokens)):
        named = dict(_decisions_counted(text, tokens[start:end]))
        in_a_row = len(set(named.values())) > 1
        for at, which in named.items():
            token = tokens[start + at]
            before = [t for t in tokens[start : start + at] if t.kind not in _BEFORE_A_SHORT_NAME]
            if in_a_row or (before and before[-1].kind in _MAKING):
                tokens[start + at] = Token("decision", which, token.start, token.end)
        start = end + 1
    return tokens


def _with_names_apart(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens with the short name of a decision apart from what is said of it, where it is said to be made: 办理施工许可19件."""
    for before, token, behind in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False):
        word = text[token.start : token.end]
        name = next((n for n in SHORT_DECISIONS if word.endswith(n) and word != n), "")
        made = before is not None and before.kind in _MAKING and behind is not None and behind.counted
        if token.kind == "other" and name and made:
            yield Token("other", "", token.start, token.end - len(name))
            yield Token("other", "", token.end - len(name), token.end)
        else:
            yield token


_MAKING = ("decide", "answer", "team")
_BEFORE_A_SHORT_NAME = ("other", "sum", "when")


def _decisions_counted(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The places of the names of decisions, full or short, that stand before their numbers, 处罚决定19件, and which they name."""
    for at, token in enumerate(tokens):
        short = SHORT_DECISIONS.get(text[token.start : token.end], "") if token.kind == "other" else ""
        which = token.meaning if token.kind == "decision" else short
        behind = [t for t in tokens[at + 1 : at + 3] if text[t.start : t.end] != _DECIDED] if which else []
        if behind and behind[0].number and behind[0].number.counts_cases:
            yield at, which


_DECIDED = "决定"


def _with_short_verbs(text: str, tokens: list[Token]) -> list[Token]:
    """Tokens with verbs of one character, which are such only where no other word is part of them: 收5件办5件.

    A number right before an outcome is that of an item, ①予以公开4件, whose sign normalising has taken away.
    """
    for at, (token, following) in enumerate(pairwise(tokens)):
        if token.kind == "other":
            word = text[token.start : token.end] if following.kind in ("number", "figure") else ""
            if word in SHORT_VERBS:
                tokens[at] = Token(*SHORT_VERBS[word], token.start, token.end)
        elif (
            token.kind == "figure"
            and (
                following.kind in ("outcome", "open_word")
                or text[following.start : following.end] in _BEFORE_OUTCOMES
            )
            and (not at or tokens[at - 1].kind == "stop")
        ):
            tokens[at] = Token("plain", "", token.start, token.end)
    return tokens


_BEFORE_OUTCOMES = ("属于", "属")

# Kinds of words right before a number that say what it counts: 部分公开5, 自然人7, 收5办5.
_COUNTED = frozenset(
    (
        "applicant",
        "outcome",
        "open_word",
        "verdict",
        "review",
        "receive",
        "answer",
        "carry",
        "others",
        "decision",
        "request_short",
    )
)
_ENDS_OF_ITEMS = frozenset(("stop", "comma", "bracket"))
_FEW = 2


def _with_units(tokens: list[Token]) -> list[Token]:
    """Tokens with 件 as the unit of the numbers of a list that has none throughout: 公开20，部分公开5，不予公开2.

    A list reaches from one of 。；： or a bracket to the next. Where only one of its numbers has no unit, that is a slip.
    """
    if sum(token.kind == "figure" for token in tokens) < _FEW:
        return tokens
    start = 0
    for end in (
        *(i for i, t in enumerate(tokens) if t.kind == "bracket" or t.means("stop", "。", "；", "：")),
        len(tokens),
    ):
        bare = [i for i in range(start, end) if tokens[i].kind == "figure" and _is_bare_count(tokens, i)]
        if len(bare) >= _FEW and not any(t.counted for t in tokens[start:end]):
            for i in bare:
                token = tokens[i]
                number = token.number._replace(unit="件") if token.number else None
                tokens[i] = Token("number", "", token.start, token.end, number)
        start = end + 1
    return tokens


def _is_bare_count(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number without a unit stands right behind what it counts, and nothing but another item behind it."""
    token = tokens[at]
    counts = token.number is not None and token.number.exact and not token.number.step and at > 0
    behind = tokens[at + 1].kind if at + 1 < len(tokens) else "stop"
    return counts and tokens[at - 1].kind in _COUNTED and behind in _ENDS_OF_ITEMS | {"answer"}


def _named(text: str, start: int, end: int) -> Token:
    """What stands in quotation marks: a name, or a word for applications or outcomes, 《政府信息公开申请书》, “不予公开”."""
    said = text[start + 1 : end - 1]
    alike = _vocabulary().longer(said, 0)
    _, kind, meaning = next((word for word in alike if word[0] == said), ("", "", ""))
    if kind in ("request", "outcome"):
        return Token(kind, meaning, start, end)
    return Token("name", "", start, end)


class _Numbers:
    """Reads the numbers and times of a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, at: int) -> Token | None:
        """The number, or the time, that begins at a place."""
        if self._text[at] in _NUMERALS:
            return self._numeral(at)
        return self._time(at) or self._number(at) or Token("figure", "", at, at + 1)

    def _time(self, at: int) -> Token | None:
        match = _TIME.match(self._text, at)
        if match is None:
            return None
        end = match.end()
        if match["first"]:
            return Token("span", "", at, end)
        if match["y"]:
            date = (int(match["y"]), int(match["m"] or match["m2"]), int(match["d"] or match["d2"] or 0))
            return Token("day" if date[2] else "month", match["y"], at, end, date=date)
        if match["year"]:
            return Token("year", match["year"], at, end)
        if match["from"]:
            whole = (match["from"], match["to"]) == ("1", "12")
            return Token("plain" if whole else "span", "", at, end)
        date = (0, int(match["month"]), int(match["day"] or 0))
        return Token("day" if date[2] else "month", "", at, end, date=date)

    def _number(self, at: int) -> Token | None:
        """A number in digits, with its unit; one behind 第 or within a word is a mere figure."""
        match = _NUMBER.match(self._text, at)
        if match is None:
            return None
        end = match.end()
        if self._text.startswith(NO_COUNT, end) or self._text[at - 1 : at] in _BOUND_BEFORE:
            return Token("figure", "", at, end)
        if self._text.endswith(NOT_COUNTED, 0, at):
            return Token("figure", "", at, end)
        value = Decimal(match["number"])
        places = -int(value.as_tuple().exponent)
        return self._counted(at, end, value, places, match["scale"] or "", bool(match["over"]))

    def _numeral(self, at: int) -> Token | None:
        """A number in numerals; only one with its unit is a number: 两件, 十二件. 每一件 counts nothing."""
        match = _NUMERAL.match(self._text, at)
        if match is None:
            return None
        if self._text.endswith(NOT_COUNTED, 0, at):
            end = match.end() + (self._text[match.end() : match.end() + 1] in _UNITS)
            return Token("plain", "", at, end)
        value = number(match["number"])
        end = match.end()
        if value is None or self._text.startswith(NO_COUNT, end):
            return None
        token = self._counted(at, end, value, 0, match["scale"] or "", bool(match["over"]))
        # 一起 is a number only where nothing follows: 行政复议一起，.
        behind = self._text[token.end : token.end + 1]
        together = self._text.startswith("一起", at) and behind not in _AFTER_COUNT
        return token if token.number and token.number.unit and not together else None

    def _is_number_of_requests(self, at: int) -> bool:
        """Whether a number without a unit is said to be that of applications: 申请数量为3."""
        lead = self._text[max(at - _LONGEST_LEAD, 0) : at]
        start = max(lead.rfind(stop) for stop in STOPS) + 1
        return lead.endswith(COUNTED_AS) and "申请" in lead[start:]

    def _counted(self, at: int, end: int, value: Decimal, places: int, scale: str, over: bool) -> Token:  # noqa: FBT001
        """The number with its unit; `places` are its decimals, `over` is whether 余 or 多 stands behind it."""
        text = self._text
        unit = "%" if text.startswith("%", end) else ""
        for length in (2, 1) if not unit else ():
            if text[end : end + length] in _UNITS and not (length == 1 and text.startswith(NO_COUNT, end)):
                unit = text[end : end + length]
                break
        end += len(unit)
        # That it is 0 is a statement: 申请数量为0.
        if not unit and value and self._is_number_of_requests(at) and text[end : end + 1] in _AFTER_COUNT:
            unit = "件"
        if unit in ("万元", "亿元"):
            scale, unit = unit[0], "元"
        factor = _SCALES.get(scale, 1)
        # 较上年的6件多出3件, 较上年的6件多3件, 7件余留下年度
        follows = text.startswith(("多出", "余留"), end) or (
            text.startswith("多", end) and text[end + 1 : end + 2].isdecimal()
        )
        more = unit and not follows and next((m for m in MORE if text.startswith(m, end)), "")
        exact = not (over or more or text.endswith(_ABOUT, 0, at))
        step = Decimal(factor).scaleb(-max(places, 0)) if scale and unit != "%" else Decimal(0)
        end += len(more) if more in ("以上", "左右", "以内", "之多") else 0
        stated = Number(value * factor, unit, exact, step)
        return Token("number" if unit else "figure", "", at, end, stated)


_LONGEST_LEAD = 20
_AFTER_COUNT = ("", *"，。；、）")
_BOUND_BEFORE = frozenset("第〔+0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-")
_ABOUT = tuple(word for words in WORDS["about"].values() for word in words.split())


def number(text: str) -> Decimal | None:
    """A number in numerals: `十二`, `一百零三`. None for 二三, which is no number but "two or three"."""
    total, digit = 0, None
    for at, char in enumerate(text):
        if char in _TENS:
            # 十二 has no digit before its ten.
            total += _TENS[char] * (1 if digit is None and at == 0 else digit or 0)
            digit = None
        elif digit:
            return None
        else:
            digit = _DIGITS[char]
    return Decimal(total + (digit or 0))


def year_in_numerals(text: str) -> str:
    """A text with its years in digits: 二〇二三年 is 2023年, at the same length."""
    return _NUMERAL_YEAR.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    tens, ones = ("0" if c in "〇○零" else f"{_DIGITS[c]}" for c in match.groups())
    return f"20{tens}{ones}{match[0][4:]}"
