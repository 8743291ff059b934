"""What is claimed of reviews: that there was one, or, behind the word for them, that there was none.

How all of them ended is read in `all_reviews`, and 未发生行政复议 in `said_of_none`.
"""

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import AS_ENDED, OF_A_FAULT, OF_ONE_KIND, REQUESTS, THERE_IS
from ndbg.check.prose.scene import Tokens, kinds, meant
from ndbg.check.prose.sentences import clause_start
from ndbg.check.prose.statements.claimed import ClaimReader, Said
from ndbg.check.prose.statements.clause import Found, reviews_in
from ndbg.text.patterns import any_in

_BEFORE_REVIEWS = {"year", "when", "own", "plain", "caused", "happen", "whole"}
_NO_FACT = {"no", "rest", "plan", "all"}
_BY_A_BODY = {"review_body", "verdict", "own", "answer", "plain", "done", "decide"}
_WHEN_AND_WHO = {"year", "when", "own", "plain"}
_NOTHING_BUT_REVIEWS = {"review", "comma", "plain"}


class OfReviews(ClaimReader):
    """What the tables must hold by a claim on reviews."""

    def _some_review(self, said: Said) -> Found | None:
        """发生因政府信息公开引发的行政复议, 存在被申请行政复议的情况, 发生行政诉讼并胜诉: there was one.

        Without a verb before it 因政府信息公开引发的行政复议 is only a name, and 发生行政复议情况 a heading.
        """
        first, last = said.first, said.last
        clause = self._tokens[first:last]
        places = [i for i in range(first, last) if self._tokens[i].kind == "review"]
        verbs = [i for i in range(first, places[0]) if self._is_verb(i) or self._receives_suits(i, clause)]
        if not verbs or kinds(self._tokens[verbs[0] + 1 : last]) & {"receive", "answer", "applicant"}:
            return None
        if not self._ends(last) or self._denied(last):
            return None
        sure = (
            self._is_caused(clause) or self._other_is_told(first, last) or self._is_all_told(said, verbs[0])
        )
        if said.predicate == "came":
            dated = self._is_dated(verbs[0]) or self._is_asserted(said, verbs[0])
            sure = sure and dated and self._is_no_heading(verbs[0], places[-1] + 1, last)
        elif self._run.about_before(places[0]) == "requests":
            sure = True  # 收到申请2件，发生行政诉讼并胜诉
        if not sure:
            return None
        return Found(verbs[0], last - 1, None, some=reviews_in(clause))

    def _reviews_ended(self, said: Said) -> Found | None:
        """信息公开类行政复议、行政诉讼均已审结; 因信息公开引起的行政复议已由县政府维持: there were some that have ended.

        Silent where the clause tells what the office does with reviews, where it may be of reviews of another matter, and
        where it does not tell of the end as a fact.
        """
        first, last = said.first, said.last
        clause = self._tokens[first:last]
        places = [i for i, t in enumerate(clause) if t.kind == "review"]
        end = next((i for i, t in enumerate(clause) if t.kind == "verdict" or self._says_closed(t)), -1)
        told = clause[places[-1] : end] if places[-1] < end else ()
        fact = kinds(told) & {"done", "all", "review_body"} or any(
            self._run.word(t) in AS_ENDED for t in told
        )
        if (
            not fact
            or kinds(clause[: places[0]]) - _BEFORE_REVIEWS
            or not self._ends(last)
            or self._denied(last)
        ):
            return None
        if clause[-1].means("plain", "of") or any_in(
            (*OF_ONE_KIND, *OF_A_FAULT), self._words(first, last - 1)
        ):
            return None
        counted = [
            q.what for q in self._counted_before(first) if q.what and q.what.kind == "review" and q.own
        ]
        named = self._is_caused(clause) or self._names_all_reviews(first, first + places[-1] + 1)
        sure = named or self._other_is_told(first, last) or counted
        return Found(first + places[0], last - 1, None, some=reviews_in(clause)) if sure else None

    def _ended_by_a_body(self, said: Said) -> Found | None:
        """有1件申请引起行政复议，县政府撤销我局答复: of the reviews that the clause before names, one has ended so."""
        first, last = said.first, said.last
        before = self._tokens[clause_start(self._tokens, first - 2) : first - 1] if first > 1 else ()
        clause = self._tokens[first:last]
        named = {m.partition("_")[0] for m in meant(before, "review")}
        verdicts = [*dict.fromkeys(meant(self._tokens[first:], "verdict"))]
        if len(named) != 1 or verdicts not in (["upheld"], ["corrected"]) or kinds(before) & _NO_FACT:
            return None
        if (
            "review_body" not in kinds(clause)
            or kinds(clause) - _BY_A_BODY
            or not self._is_caused_before(first)
        ):
            return None
        return Found(first, last - 1, None, some=figures.reviews(named.pop(), verdicts[0])[0])

    def _is_caused_before(self, first: int) -> bool:
        """Whether the reviews of the clause before come of public information: of an application, or of what the office answered."""
        before = self._tokens[clause_start(self._tokens, first - 2) : first - 1]
        return self._is_caused(before) or bool(kinds(before) & {"applicant", *REQUESTS})

    def _is_asserted(self, said: Said, verb: int) -> bool:
        """Whether a clause that is no heading begins with 有 or 存在 and ends what is told: 有因政府信息公开被提起行政诉讼的情况。"""
        begins = kinds(self._tokens[said.first : verb]) <= {"own"} and not self._run.head
        there = self._run.word(self._tokens[verb]).endswith(THERE_IS)
        return begins and there and self._tokens[said.last].means("stop", "。", "；")

    def _is_all_told(self, said: Said, verb: int) -> bool:
        """Whether a clause that ends what is told says nothing but that there were reviews in the year.

        本年度发生行政复议和行政诉讼。 Behind what was told of applications it need not name the year: 有行政复议案件。
        """
        before, behind = self._tokens[said.first : verb], self._tokens[verb + 1 : said.last]
        dated = {"year", "when"} & kinds(before) or self._run.about_before(said.first) == "requests"
        alone = kinds(before) <= _WHEN_AND_WHO and kinds(behind) <= _NOTHING_BUT_REVIEWS
        ended = self._tokens[said.last].means("stop", "。", "；")
        return bool(dated) and alone and ended and "of" not in meant(behind, "plain")

    def _receives_suits(self, at: int, clause: Tokens) -> bool:
        """Whether 收到 tells of lawsuits, which nobody receives but the one who is sued: a reviewing body receives 行政复议."""
        sued = any(named.startswith("litigation") for named in meant(clause, "review"))
        return self._tokens[at].kind == "receive" and sued

    def _is_no_heading(self, verb: int, behind: int, last: int) -> bool:
        """Whether 发生 ends with the reviews or with 的案件, and only 存在 goes on with 的情况: not 行政复议发生情况."""
        there = self._run.word(self._tokens[verb]).endswith(THERE_IS)
        words = self._tokens[behind:last]
        of_cases = [t.kind for t in words] == ["plain", "thing"] and words[0].means("plain", "of")
        return there or of_cases or kinds(words) <= {"happen"}

    def _no_such_review(self, said: Said) -> Found | None:
        """行政复议和行政诉讼均未发生; 申请人未提起行政复议: what stands before the negation is denied."""
        clause = self._tokens[said.first : said.last]
        denied = next((i for i, t in enumerate(clause) if t.kind == "no"), len(clause))
        before = [i for i, t in enumerate(clause[:denied]) if t.kind in ("review", "applicant")]
        of_one_kind = any_in(OF_ONE_KIND, self._words(said.first, said.last - 1))
        if not before or of_one_kind or self._is_of_some(clause):
            return None
        if "applicant" in kinds(clause) and not self._speaks_of_all(said.first):
            return None
        return Found(said.first + before[0], said.last - 1, reviews_in(clause))

    def _speaks_of_all(self, at: int) -> bool:
        """Whether what is said at a place is said of all applications: not behind 不予公开36件."""
        told = self._counted_before(at)
        return not told or (told[-1].what is not None and told[-1].what.name in ("new", "done"))
