"""What is claimed of 信息处理费: that some were charged, which only those who apply can be."""

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import PROCESSING_FEES
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.statements.clause import ClauseReader, Found

_THERE_WAS = {"has", "happen"}
_BEFORE_A_CHARGE = {"when", "year", "own", "plain", "sum", "done", "decide", *_THERE_WAS}
_AMOUNT = {"plain", "sum", "number"}
_MONEY = ("元", "万元")
_EACH = "每"


class OfFees(ClauseReader):
    """Reads that fees were charged: then an application was at hand in the year."""

    def fee_charged(self, first: int, last: int) -> Found | None:
        """2024年收取信息处理费350元; 我局有收取信息处理费的情况. Without a year 收取信息处理费350元 may be a rule."""
        place = next(
            (i for i in range(first, last) if self._run.word(self._tokens[i]) in PROCESSING_FEES), None
        )
        if place is None:
            return None
        before, behind = self._tokens[first:place], self._tokens[place + 1 : last]
        if "decide" not in kinds(before) or kinds(before) - _BEFORE_A_CHARGE:
            return None
        if _EACH in self._words(first, place):
            return None  # 每件收取信息处理费10元
        there = (
            kinds(before) & _THERE_WAS and kinds(behind) == {"plain"} and not behind[-1].means("plain", "of")
        )
        if not (there or (self._is_dated(place) and self._is_an_amount(behind))):
            return None
        verb = next(i for i in range(first, place) if self._tokens[i].kind in {"decide", *_THERE_WAS})
        return Found(verb, last - 1, None, some=figures.RECEIVED)

    def _is_an_amount(self, behind: Tokens) -> bool:
        """Whether nothing but an amount of money follows, other than 0: 共计350元."""
        numbers = [t.number for t in behind if t.number]
        paid = len(numbers) == 1 and numbers[0].unit in _MONEY and numbers[0].value > 0
        return paid and kinds(behind) <= _AMOUNT
