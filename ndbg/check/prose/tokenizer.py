"""A paragraph cut into tokens: the words of the lexicon, numbers with their units, years, days and stops.

What the lexicon does not know becomes a token of the kind `other`, so that whoever reads on knows
that something stands there which he has not understood.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from ndbg.check.prose.disambiguation import disambiguated
from ndbg.check.prose.lexicon import CASES, OTHER_UNITS, WORDS
from ndbg.check.prose.numerals import MAY_COUNT, Numbers
from ndbg.check.prose.tokens import STOPS, Token, opened
from ndbg.text.patterns import Pattern

_CLOSING = {"“": "”", "《": "》", "「": "」", "〔": "〕", "‘": "’"}
_LONGEST_NAME = 80
_NAUGHT = "零"

_Word = tuple[str, str, str]  # with kind and meaning
_UNIT = ("ordinary", "unit")  # measure words where no number stands before them


class _Vocabulary:
    """The words of the lexicon with kind and meaning, and the signs.

    `single` are those of one character; `alone` has all characters that may be a token, or begin a number or a name.
    The words of several characters are put in order when they are first met: a text has few of all.
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
        for unit in (*CASES, *OTHER_UNITS):
            if len(unit) == 1:
                self.single.setdefault(unit, _UNIT)
            elif not any(word == unit for word, *_ in self._longer.get(unit, ())):
                self._longer.setdefault(unit, []).append((unit, *_UNIT))
        self.alone = {*self.single, *MAY_COUNT, *_CLOSING, *_DIVIDING}
        # By the first two characters and the third.
        self._in_order: dict[str, Mapping[str, Sequence[_Word]]] = {}

    def may_begin(self, text: str, at: int) -> bool:
        """Whether a token that is known may begin at a place."""
        return text[at] in self.alone or text[at : at + 2] in self._longer

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

    At each place the longest word counts. What is not known, and ordinary words, up to the next known thing are one token,
    which keeps the ordinary words that have a meaning. `own` is where the text names the office that reports, by the end
    of each name: words within are none.
    """
    known = _vocabulary()
    numbers = Numbers(text)
    found: list[Token] = []
    words: list[Token] = []  # the ordinary ones behind the last token
    at = end = 0  # the last token ends there
    while at < len(text):
        token: Token | None = None
        if at in own:
            token = Token("own", "", at, own[at])
        elif known.may_begin(text, at):
            token = _begun(text, at, known, numbers)
        if token is None or token.kind == "ordinary":
            at = token.end if token else at + 1
            if token and token.meaning:
                words.append(token)
            continue
        if at > end:
            found.append(Token("other", "", end, at, words=words))
            words = []
        found.append(token)
        at = end = token.end
    if end < len(text):
        found.append(Token("other", "", end, len(text), words=words))
    return disambiguated(text, found)


def _begun(text: str, at: int, known: _Vocabulary, numbers: Numbers) -> Token | None:
    """The token that begins at a place, with a character that may begin one."""
    if text[at] in _DIVIDING and (match := _DIVIDED.match(text[at : at + _LONGEST_DIVIDED])):
        return Token("made_of", "all", at, at + match.end())
    for word, kind, meaning in known.longer(text, at):
        if text.startswith(word, at):
            return Token(kind, meaning, at, at + len(word))
    char = text[at]
    if char in MAY_COUNT and (number := numbers.at(at)):
        return number
    if char == "（" and (number := numbers.in_brackets(at)):
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


# How it is told by what things are divided: 按门类分：, 从办理结果看，.
_DIVIDING = frozenset("按从分")
_DIVIDED = Pattern(r"(?:按照?|从|分)[^，。；：、（）\d]{1,8}?(?:来看|划分|分类|分为|分|看)(?=[，：\d])")
_LONGEST_DIVIDED = 13  # characters, with the sign behind it


def _named(text: str, start: int, end: int) -> Token:
    """What stands in quotation marks: a name, or what the form counts, 《政府信息公开申请书》, “不予公开”, “规章”."""
    said = text[start + 1 : end - 1]
    alike = _vocabulary().longer(said, 0)
    _, kind, meaning = next((word for word in alike if word[0] == said), ("", "", ""))
    if kind in _QUOTED:
        return Token(kind, meaning, start, end)
    return Token("name", "", start, end, words=_words_within(text, start, end) if _CENTURY in said else ())


_QUOTED = ("request", "outcome", "document", "decision")
_CENTURY = "20"


def _words_within(text: str, start: int, end: int) -> list[Token]:
    """The tokens of what stands in quotation marks, with their places in the text."""
    return [
        replace(token, start=token.start + start + 1, end=token.end + start + 1, words=())
        for token in opened(tokens_of(text[start + 1 : end - 1]))
    ]
