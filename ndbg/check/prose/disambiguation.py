"""Tokens that are what they are only beside others: teams with their names, short verbs and decisions, numbers without units."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ndbg.check.prose.lexicon import LOWEST, SHORT_DECISIONS, SHORT_VERBS
from ndbg.check.prose.tokens import Token


def disambiguated(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens of a text, each with the kind that it has beside those around it."""
    tokens = _with_units_that_applied(text, _with_teams(text, tokens))
    return _with_units(text, _with_short_decisions(text, _with_short_verbs(text, tokens)))


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


def _with_units_that_applied(text: str, tokens: list[Token]) -> list[Token]:
    """Tokens with 单位 as organisations that applied, where it stands beside those that persons made: 个人25件，单位6件."""
    if _UNIT not in text:
        return tokens
    for at in range(3, len(tokens) - 1):
        who, many, sign, unit, number = tokens[at - 3 : at + 2]
        alone = unit.kind == "other" and text[unit.start : unit.end] == _UNIT
        listed = who.means("applicant", "natural_person") and sign.kind in ("stop", "comma")
        if alone and listed and all(t.counted and t.counted.counts_cases for t in (many, number)):
            tokens[at] = replace(unit, kind="applicant", meaning="organisations")
    return tokens


_UNIT = "单位"


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
    """Tokens with 许可 apart from the kind of licence, where it is said to be given: 办理施工许可19件."""
    for before, token, behind in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False):
        end = token.end - len(_LICENCE)
        named = token.kind == "other" and end > token.start and text.startswith(_LICENCE, end)
        if named and before and before.kind in _MAKING and behind and behind.counted:
            yield Token("other", "", token.start, end)
            yield Token("other", "", end, token.end)
        else:
            yield token


_LICENCE = "许可"
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
_COUNTED = {"applicant", "outcome", "open_word", "verdict", "review", "receive", "answer", "carry", "others", "decision", "request_short"}  # fmt: skip
_ENDS_OF_ITEMS = {"stop", "comma", "bracket"}
_FEW = 2


def _with_units(text: str, tokens: list[Token]) -> list[Token]:
    """Tokens with 件 as the unit of numbers that have none: of 受理数为9, and of a list without any, 公开20，部分公开5.

    A list reaches from one of 。；： or a bracket to the next. Where only one of its numbers has no unit, that is a slip.
    """
    figures = [i for i, token in enumerate(tokens) if token.kind == "figure"]
    for i in reversed(figures):
        if _is_told_as_a_number(text, tokens, i):
            tokens[i] = _in_unit(tokens[i], "件")
        elif [t.kind for t in tokens[i + 1 : i + 3]] == ["comma", "number"] and _are_respective(tokens, i):
            last = tokens[i + 2].number
            tokens[i] = _in_unit(tokens[i], last.unit if last else "")
    if len(figures) < _FEW:
        return tokens
    start = 0
    for end in (
        *(i for i, t in enumerate(tokens) if t.kind == "bracket" or t.means("stop", "。", "；", "：")),
        len(tokens),
    ):
        bare = [i for i in range(start, end) if tokens[i].kind == "figure" and _is_bare_count(tokens, i)]
        if len(bare) >= _FEW and not any(t.counted for t in tokens[start:end]):
            for i in bare:
                tokens[i] = _in_unit(tokens[i], "件")
        start = end + 1
    return tokens


def _in_unit(token: Token, unit: str) -> Token:
    return replace(token, kind="number", number=token.number._replace(unit=unit) if token.number else None)


def _are_respective(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands in a row behind 分别为, which has its unit at its end: 分别为12、4、1件."""
    led = next((t.kind for t in reversed(tokens[:at]) if t.kind not in ("figure", "comma")), "")
    return led == "each"


def _is_told_as_a_number(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a number ends a clause behind a word for a number of cases: 受理数为9, 申请量：9; 0 is told in words."""
    number = tokens[at].number
    if number is None or not number.value or not number.exact or number.step or at < _LEAST_BEFORE:
        return False
    before, named = tokens[at - 1], tokens[at - 2]
    what = tokens[at - 3] if named.kind == "sum" and at > _LEAST_BEFORE else named
    told = before.means("plain", "is") or before.means("stop", "：")
    ends = at + 1 == len(tokens) or tokens[at + 1].kind in _ENDS_OF_ITEMS
    return told and what.kind in _OF_CASES and ends and text.endswith(_NUMBERS, 0, named.end)


_LEAST_BEFORE = 2  # tokens before a number: what was counted, and 为 or a colon
_NUMBERS = ("数", "量")
_OF_CASES = {"request", "request_open", "request_short", "receive", "answer", "carry", "review"}


def _is_bare_count(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number without a unit stands right behind what it counts, and nothing but another item behind it."""
    token = tokens[at]
    counts = token.number is not None and token.number.exact and not token.number.step and at > 0
    behind = tokens[at + 1].kind if at + 1 < len(tokens) else "stop"
    return counts and tokens[at - 1].kind in _COUNTED and behind in _ENDS_OF_ITEMS | {"answer"}
