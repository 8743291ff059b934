"""With which outcome applications ended, said of all: 均予以公开, 均属于本机关不掌握."""

from dataclasses import replace

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.quantities.outcomes import with_short_rows
from ndbg.check.prose.scene import Tokens, kinds, meant, without_information
from ndbg.check.prose.statements.clause import Claim, ClauseReader, Found

_PRONOUNS = {"plain", "own", "done", "results", *REQUESTS}
# Among which groups the table has outcomes that are none of its own: no application had one of the others.
MAY_BE_COUNTED_AS = {
    "not_existing": ("unavailable", "other_handling"),
    "not_information": ("unavailable", "not_processed", "other_handling"),
    "withdrawn": ("not_processed", "other_handling"),
}
_OF_A_GROUP = {"outcome", "plain", "of_which"}
_ROWS = {"all", "plain", "comma", "outcome"}


class AllOutcomes(ClauseReader):
    """Reads the outcome that all applications, or all of one group of results, are said to have had."""

    def _all_of_one_outcome(self, claim: Claim) -> Found | None:
        """均予以公开: no application had another outcome."""
        first, at, verb, last = claim
        opened = self._tokens[verb].kind == "open_word"  # 均已办结并按程序公开
        group = "granted" if opened else self._tokens[verb].meaning.partition(".")[0]
        before = [q.what.name for q in self._counted_before(at) if q.what]
        subject = kinds(self._tokens[first:at]) - _PRONOUNS
        if before[-1:] == [group] and not subject:
            return self._all_of_rows(verb, verb, self._tokens[verb:last])
        if not self._is_about_requests(first, at, verb) or self._tells_of_some(first, at):
            return None
        if group in MAY_BE_COUNTED_AS:
            ends = not kinds(self._tokens[verb + 1 : last]) - {"plain", *REQUESTS}
            if not ends or subject or before[-1:] not in (["new"], ["done"]):
                return None
            return Found(at, verb, figures.all_but(self._office.form, *MAY_BE_COUNTED_AS[group]))
        groups = self._joined_groups(group, verb, last)
        if not groups <= figures.GROUPS.keys():
            return None
        # What is said behind a number is said of those that it counts.
        if group != "granted" and (before[-1:] not in (["new"], ["done"]) or subject):
            return None
        # 均在期限内予以公开 may be said of those published in part too, and not of those still open.
        in_time = group == "granted" and not self._says_all(at, verb, last)
        also = {"partial"} if in_time else set()
        others = figures.all_but(self._office.form, *(g for g in figures.GROUPS if g in groups | also))
        left = before[-1:] == ["new"] and not self._loosely and group == "granted" and not in_time
        came = figures.RECEIVED if self._came(first, at, said=False) else None
        return Found(at, verb, others + figures.CARRIED_OUT if left else others, some=came)

    def _joined_groups(self, group: str, verb: int, last: int) -> set[str]:
        """The groups that a clause joins to the one that all are said to be of: 均予以公开或部分公开.

        Of those opened some may be told to be opened in part: 均予以公开，其中部分公开2件.
        """
        told = meant(self._tokens[verb:last], "outcome")
        behind = meant(self._tokens[last:], "outcome") if group == "granted" else ()
        partial = {"partial"} & set(behind)
        return {group, *(name.partition(".")[0] for name in told), *partial}

    def _is_joined_outcome(self, claim: Claim) -> bool:
        """Whether an outcome is joined to the verb and ends the clause: 均已办结并予以公开."""
        between = self._tokens[claim.verb + 1 : claim.last - 1]
        ends = self._tokens[claim.last - 1].kind in ("outcome", "open_word")
        return ends and kinds(between) <= {"plain", "more_over", "answer"} and "more_over" in kinds(between)

    def _all_of_rows(self, first: int, last: int, named: Tokens) -> Found | None:
        """不予公开2件，均属于四类过程性信息: of that group no other row has any."""
        named = without_information(named)
        names = set(meant(named, "outcome"))
        groups = {name.partition(".")[0] for name in names}
        if kinds(named) - _ROWS or len(groups) != 1 or groups & names or not groups <= set(figures.GROUPS):
            return None
        others = figures.other_rows(self._office.form, groups.pop(), names)
        return Found(first, last, others) if others.cells else None

    def _rows_of_the_named(self, first: int, at: int, last: int) -> Found | None:
        """不予公开的均因涉及国家秘密, 不予处理的全部为信访类: of the group that a clause begins with no other row has any."""
        subject = self._tokens[first:at]
        group = meant(subject, "outcome")
        if len(group) != 1 or kinds(subject) - _OF_A_GROUP or self._run.about_at(at) != "requests":
            return None
        said = replace(self._run, tokens=list(self._tokens[at:last]), asides=[])
        return self._all_of_rows(at, last - 1, with_short_rows(said, group[0]).tokens)
