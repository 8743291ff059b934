"""Counts of applications by those who made them: 其中自然人申请741件."""

from collections.abc import Sequence

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import OTHER_MATTERS
from ndbg.check.prose.scene import Scene, Tokens, What, kinds, meant
from ndbg.check.prose.sentences import Phrase, clause_start

_NOT_BY_APPLICANT = OTHER_MATTERS | {"carry", "turn", "outcome", "answer", "way"}


def read_applicant(scene: Scene, phrase: Phrase) -> What | None:
    """Counts of applications by those who made them: 其中自然人申请741件."""
    if "others" in kinds(phrase.before):
        return None
    words = phrase.before if "applicant" in kinds(phrase.before) else phrase.behind
    if "among" in meant(words, "plain") and set(scene.context.counted[-1:]) - {"new", "done"}:
        return None  # 当面申请34件，申请人中自然人30件
    if _are_among_some(scene, phrase):
        return None
    words = _without_examples(_without_label(scene, _without_all_of_them(words)))
    named = list(dict.fromkeys(meant(words, "applicant")))
    if not named or "people" in named or scene.context.about != "requests" or are_all(named):
        return None
    if kinds(words) & _NOT_BY_APPLICANT or scene.unknown(words) or _are_of_an_outcome(scene):
        return None
    first = next(i for i, t in enumerate(words) if t.kind == "applicant")
    if "and" in meant(words[:first], "plain"):
        return None  # of these and others together
    flow = scene.context.flow
    wholes = [s for s in (flow.sums if flow else ()) if not s.less]
    sums = (
        figures.applicants(names, whole)
        for names in _columns(scene, named)
        for whole in (*wholes, *figures.OF_APPLICANTS)
    )
    return What("applicant", "+".join(named), tuple(dict.fromkeys(sums)))


def _are_among_some(scene: Scene, phrase: Phrase) -> bool:
    """Whether a clause begins with some of the applications, of which it tells: 7件申请中自然人申请5件、企业申请2件."""
    tokens = scene.run.tokens
    start = clause_start(tokens, phrase.at)
    among = next((i for i in range(start, phrase.at) if tokens[i].means("plain", "among")), start)
    counted = sum(1 for i in scene.run.numbers() if i < among)
    first = any(tokens[i].counted for i in range(start, among))
    return first and not set(scene.context.counted[counted - 1 : counted]) & {"new", "done"}


def _are_of_an_outcome(scene: Scene) -> bool:
    """Whether applicants are told in brackets of those that ended in one way: 予以公开21件（自然人17件、企业4件）."""
    lead = scene.run.lead
    return bool(kinds(lead[clause_start(lead, len(lead)) :]) & {"outcome", "open_word"})


def _columns(scene: Scene, named: list[str]) -> list[list[str]]:
    """The columns that words for applicants may mean, the likeliest first."""
    # 其他组织 may be one column, or all that are no natural persons.
    if named == ["other_org"]:
        return [named, ["organisations"]]
    if named != ["organisations"]:
        return [named]
    # 自然人6件、企业2件、法人和其他组织1件: those that are not named beside them.
    apart = {*meant(scene.run.tokens, "applicant"), "natural_person"}
    rest = [name for name in figures.APPLICANTS if name not in apart]
    return [named, rest] if rest and apart & set(figures.APPLICANTS[1:]) else [named]


def _without_label(scene: Scene, words: Tokens) -> Tokens:
    """Words less 申请人 where another word tells who that is: 申请人以企业居多，计15件."""
    others = set(meant(words, "applicant")) - {"people"}
    return [t for t in words if scene.run.word(t) not in _LABELS] if others else words


_LABELS = {"申请人", "申请主体", "申请者"}


def _without_examples(words: Tokens) -> Tokens:
    """Words less those by which applicants are named before 等: 牧民、居民等自然人16件."""
    ends = [i for i, t in enumerate(words) if t.kind == "and_so_on" and i + 1 < len(words)]
    named = bool(ends) and words[ends[-1] + 1].kind == "applicant" and kinds(words[: ends[-1]]) <= _EXAMPLES
    return words[ends[-1] + 1 :] if named else words


_EXAMPLES = {"applicant", "other", "comma", "plain"}


def _without_all_of_them(words: Tokens) -> Tokens:
    """Words behind 申请人中, which tells of all who apply."""
    among = next((i for i, t in enumerate(words) if t.means("plain", "among")), 0)
    bare = kinds(words[:among]) <= {"applicant", "plain", "when", "own"}
    return words[among + 1 :] if bare and meant(words[:among], "applicant") == ["people"] else words


def by_applicants(scene: Scene, before: Tokens, behind: Tokens, flow: What) -> What:
    """收到自然人提出的申请 counts those of some applicants; 公民、法人和其他组织 are all of them.

    Who is said to have made all of those counted, 17件申请全部为自然人提出, does not tell which are counted.
    """
    behind = behind[: next((i for i, t in enumerate(behind) if t.kind == "all"), len(behind))]
    named = list(dict.fromkeys(m for t in (before, behind) for m in meant(t, "applicant") if m != "people"))
    if not named or are_all(named):
        return flow
    sums = tuple(
        figures.applicants(named, whole) for whole in (*flow.sums, *figures.OF_APPLICANTS) if not whole.less
    )
    # 公民 may be short for all who apply.
    loosely = flow.sums if "公民" in scene.words(before) else ()
    return What("applicant", "+".join(named), tuple(dict.fromkeys((*sums, *loosely))))


def are_all(named: Sequence[str]) -> bool:
    """Whether people and organisations are both named: 公民、法人和其他组织."""
    return "natural_person" in named and bool(set(named) & {"organisations", "other_org"})
