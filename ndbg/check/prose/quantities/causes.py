"""What reviews came of: of public information, or of something else that an office does."""

from itertools import pairwise

from ndbg.check.prose.lexicon import COMPLAINTS, NEGATING, OFFICES
from ndbg.check.prose.scene import Scene, Tokens, kinds, meant
from ndbg.check.prose.sentences import are_caused, clause_end

# Kinds of words before reviews that tell what they were about: 工伤认定行政复议, 行政处罚引发的行政诉讼.
_MATTERS = {"other", "other_thing", "decision", "document", "name", "publish"}


def are_of_another_cause(scene: Scene, at: int) -> bool:
    """Whether the reviews that a token of a run names came of something else than public information.

    What they came of is told before their name, 执法类复议, or in a clause behind it. Where it is not, they are of the
    same as those that the sentence has named before them: 执法类复议9件、诉讼2件.
    """
    tokens = scene.run.tokens
    start = next((i for i in range(at, 0, -1) if tokens[i - 1].kind in _ENDS), 0)
    lead = tokens[start:at]
    joined = bool(lead) and (lead[-1].kind == "comma" or lead[-1].means("plain", "and", "or"))
    told = "" if joined else _cause(scene, lead)
    if told := told or _told_behind(scene, at):
        return told == _ANOTHER
    return scene.context.of_other_cause and "review" in kinds(scene.told(at))


_ENDS = {"stop", "number", "of_which"}
_DISCLOSURE, _ANOTHER = "disclosure", "another"


def _cause(scene: Scene, words: Tokens) -> str:
    """What words tell cases to have come of; nothing where they do not tell it.

    申请 before 行政复议 is a verb; those who are not content with an answer had applied for something.
    """
    words = [t for t in words if t.kind != "request_short" or t is not words[-1]]
    if are_caused(words):
        return _ANOTHER if _is_denied(scene, words) else _DISCLOSURE
    answer = next((i for i, t in enumerate(words) if t.kind == "answer"), len(words))
    if any(_is_a_matter(scene, words, i) for i in range(answer)):
        return _ANOTHER
    return _DISCLOSURE if answer < len(words) else ""


def _told_behind(scene: Scene, at: int) -> str:
    """What words without a number behind cases say that they came of: 行政复议9件、诉讼2件，多为投诉引发."""
    tokens = scene.run.tokens
    end = clause_end(tokens, at)
    last = max((i for i in range(at, end) if tokens[i].kind == "number"), default=end)
    clause = tokens[end + 1 : clause_end(tokens, end + 1)]
    return next(
        (told for words in (tokens[last + 1 : end], clause) if (told := _said_behind(scene, words))), ""
    )


def _said_behind(scene: Scene, words: Tokens) -> str:
    found = kinds(words)
    denied = are_caused(words) and _is_denied(scene, words)
    told = "brought_about" in meant(words, "happen") or "by_topic" in found or denied
    return _cause(scene, words) if told and not found & _OF_SOMETHING_ELSE else ""


_OF_SOMETHING_ELSE = {"number", "review", "verdict"}


def _is_denied(scene: Scene, lead: Tokens) -> bool:
    """Whether it is said that they did not come of public information: 非信息公开类行政复议."""
    pairs = pairwise(lead)
    return any(
        scene.run.word(t) in NEGATING
        and (following.kind == "caused" or following.means("plain", "disclosure"))
        for t, following in pairs
    )


def _is_a_matter(scene: Scene, words: Tokens, at: int) -> bool:
    """Whether a word tells what cases were about; the name of an office tells who decides on them."""
    token = words[at]
    if token.kind == "other":
        government = at + 1 < len(words) and words[at + 1].means("plain", "government")
        return not (scene.run.word(token).endswith(OFFICES) or government)
    return token.kind in _MATTERS or scene.run.word(token) in COMPLAINTS
