"""What a text is made of: a word of the lexicon, a number, a time, a stop, with its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.prose.lexicon import CASES, DOCUMENT_UNITS, OTHER_UNITS

Place = tuple[int, int]  # start and end in the normalised text of a paragraph


class Number(NamedTuple):
    """A number as stated. `unit` is empty for a bare one and `%` for a percentage.

    `exact` is False for 约3件 and 3件以上. `step` is the place to which a number such as 2764.2万 is
    rounded (1000), 0 where it is given in full. `also` are other units that stand in brackets behind it: 104项（条）.
    """

    value: Decimal
    unit: str
    exact: bool = True
    step: Decimal = Decimal(0)
    also: tuple[str, ...] = ()

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


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A piece of a paragraph, from `start` to `end` of its normalised text. None is ever changed.

    There are seven hundred in a report; a named tuple or a frozen class would take longer to make and to ask.
    `kind` and `meaning` are those of the lexicon, or `number`, `year` (its number as meaning), `month`, `day`,
    `span` of years, `stop`, `comma` (、), `bracket`, `name` (in quotation marks), `other`. `words` are the ordinary
    words with a meaning of an `other`, and all tokens of a `name` that holds a year.
    """

    kind: str
    meaning: str
    start: int
    end: int
    number: Number | None = None
    date: tuple[int, int, int] = (0, 0, 0)
    words: Sequence["Token"] = ()

    def means(self, kind: str, *meanings: str) -> bool:
        """Whether it is of a kind and has one of some meanings: `token.means("stop", "，", "；")`."""
        return self.kind == kind and self.meaning in meanings

    @property
    def counted(self) -> Number | None:
        """The number of a token that is one with a unit, percentages aside."""
        return self.number if self.kind == "number" and self.number and self.number.unit != "%" else None


def opened(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tokens with each `other` as the ordinary words in it that have a meaning, and what stands between these."""
    for token in tokens:
        if token.kind != "other" or not token.words:
            yield token
            continue
        at = token.start
        for word in token.words:
            if at < word.start:
                yield Token("other", "", at, word.start)
            yield word
            at = word.end
        if at < token.end:
            yield Token("other", "", at, token.end)


def in_units(token: Token, words: Iterable[str]) -> Token | None:
    """A number in the units that stand in brackets behind it, too: 104项（条）, 87份（件、册）; None where other words do."""
    units = tuple(word for word in words if word != "、")
    if token.counted is None or not units or not _UNITS.issuperset(units):
        return None
    return replace(token, number=token.counted._replace(also=units))


_UNITS = CASES | DOCUMENT_UNITS | frozenset(OTHER_UNITS)
STOPS = "，；：。！？\n"
ENDS = "。！？\n"


def behind_last(signs: Iterable[str], plain: str, at: int) -> int:
    """Where the words that lead up to a place begin: behind the last of some signs before it, or with the text."""
    return max(plain.rfind(sign, 0, at) for sign in signs) + 1


def between(signs: Iterable[str], plain: str, at: int) -> str:
    """The words around a place from behind the last of some signs before it to the first behind it."""
    end = min((found for sign in signs if (found := plain.find(sign, at)) >= 0), default=len(plain))
    return plain[behind_last(signs, plain, at) : end]
