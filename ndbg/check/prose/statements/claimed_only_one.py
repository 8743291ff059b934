"""What is claimed of the only application: 答复结果为不予公开, 未予公开."""

from functools import reduce
from operator import add

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import DENYING
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import clause_end
from ndbg.check.prose.statements.all_outcomes import MAY_BE_COUNTED_AS
from ndbg.check.prose.statements.claimed import Said
from ndbg.check.prose.statements.claimed_applications import OfApplications
from ndbg.check.prose.statements.clause import Found
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import any_in

# What makes what was counted before not that of which a clause speaks.
_WHAT_WAS_ASKED_FOR = {"outcome", "other", "plain", "own", "done", "all", "goes_on", "by_topic", "other_thing", "name"}  # fmt: skip
_NOT_OF_THE_ONLY_ONE = {"no", "rest", "of_which", "except", "review", "number", "carry", "open"}


class OfTheOnlyOne(OfApplications):
    """What the tables must hold by a claim on the one application of the year."""

    def _only_had(self, said: Said, *, or_in_part: bool = False) -> Found | None:
        """收到申请1件，依法不予公开; 答复结果为不予公开; 以不予公开为由答复: the only one had this outcome.

        `or_in_part` is whether what is said to be opened may be only a part of what it asked for.
        """
        named = [i for i in range(said.first, said.last) if self._tokens[i].kind == "outcome"]
        groups = {self._tokens[i].meaning.partition(".")[0] for i in named}
        if len(groups) != 1 or not groups <= figures.GROUPS.keys() | MAY_BE_COUNTED_AS.keys():
            return None
        if not self._is_of_the_only_one(said):
            also = "也有" in self._words(said.first, named[0])
            return self._some_had(said) if also else None
        behind = self._tokens[said.last : clause_end(self._tokens, said.last, "。", "；")]
        applicants = set(meant(self._tokens[said.first : said.last], "applicant")) - {"people"}
        if kinds(behind) & {"outcome", "number"} or applicants:
            return None
        group = groups.pop()
        groups = {*MAY_BE_COUNTED_AS.get(group, (group,)), *(("partial",) if or_in_part else ())}
        had = [figures.outcome(self._office.form, one) for one in figures.GROUPS if one in groups]
        return Found(named[0], named[-1], None, some=reduce(add, had))

    def only_had_of_what(self, first: int, last: int) -> Found | None:
        """收到申请1件，所要材料已予公开: whatever the only one asked for, the clause ends with its outcome."""
        clause = self._tokens[first:last]
        named = [i for i, t in enumerate(clause) if t.kind == "outcome"]
        words = [self._run.word(t) for t in clause if t.kind == "other"]
        if (
            named != [len(clause) - 1]
            or kinds(clause) - _WHAT_WAS_ASKED_FOR
            or any_in(DENYING, "".join(words))
        ):
            return None
        said = Said(first, last, "", "fact", "had")
        asked = kinds(clause) & {"other", "by_topic", "goes_on"}
        if not asked or not self._is_of_the_only_one(said):
            return None
        return self._only_had(said, or_in_part=clause[-1].meaning == "granted")

    def _only_not_opened(self, said: Said) -> Found | None:
        """收到申请1件，未予公开; 收到申请9件，均未公开: neither all nor a part of what these asked for was given."""
        clause = self._tokens[said.first : said.last]
        meanings = meant(clause, "outcome")
        of_all = [t.kind for t in clause if t.kind in ("all", "in_time")] == ["all"]
        may_stand = {"no", "plain", "open_word", "outcome", "all" if of_all else "in_time"}
        if set(meanings) - {"granted"} or kinds(clause) - may_stand:
            return None
        opened = [figures.outcome(self._office.form, group) for group in ("granted", "partial")]
        at, last = said.first, said.last - 1
        only = self._is_of_all_counted(said) if of_all else self._is_of_the_only_one(said, whole=True)
        return Found(at, last, reduce(add, opened)) if only else None

    def _is_of_all_counted(self, said: Said) -> bool:
        """Whether the number right before a clause is that of all applications received or handled."""
        told = [q for q in self._counted_before(said.first) if q.number.value]
        whole = bool(told) and told[-1].what is not None and told[-1].what.name in ("new", "done")
        return whole and told[-1].own and told[-1].now and not self._tells_of_some(said.first, said.last)

    def _is_of_the_only_one(self, said: Said, *, whole: bool = False) -> bool:
        """Whether the last number told before a clause, other than 0, is 1 and of applications.

        `whole` is whether there must be no other of the year: not 通过网络受理1件.
        """
        here = [q for q in self._counted_before(said.first) if q.number.value and q.number.counts_cases]
        before = here or list(self._earlier)
        if not before or before[-1].what is None or before[-1].number.value != 1:
            return False
        counted, what = before[-1], before[-1].what
        between = self._without_zeros(counted.at + 1 if here else 0, said.first)
        same = _groups(between) <= _groups(self._tokens[said.first : said.last])
        came = what.name in ("new", "done") or (what.kind in ("way", "applicant") and not whole)
        return came and same and counted.own and counted.now and not kinds(between) & _NOT_OF_THE_ONLY_ONE

    def _without_zeros(self, start: int, end: int) -> list[Token]:
        """Tokens less the clauses that count 0: 上年结转0件."""
        found: list[Token] = []
        while start < end:
            stop = min(clause_end(self._tokens, start), end)
            clause = self._tokens[start:stop]
            numbers = [number for t in clause if (number := t.counted)]
            if not numbers or any(number.value for number in numbers):
                found += clause
            start = stop + 1
        return found


def _groups(tokens: Tokens) -> set[str]:
    """The groups of results that are named; what does not exist could not be given: 该信息不存在，无法提供."""
    named = {m.partition(".")[0] for m in meant(tokens, "outcome")}
    return {"unavailable" if name == "not_existing" else name for name in named}
