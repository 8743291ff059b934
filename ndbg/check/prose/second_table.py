"""Numbers of the second table: 规章 and 规范性文件, decisions, and what was charged."""

from dataclasses import replace

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import NOT_ALL_PUBLISHED
from ndbg.check.prose.scene import Scene, Tokens, What, kinds, meant
from ndbg.check.prose.sentences import Phrase, clause_start
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import any_in

_COLUMNS = {"issue": "issued", "repeal": "repealed", "in_force": "in_force"}
_OTHER = {"publish", "other_thing", "no", "by_topic", "way", "rate", "plan", "request", "receive"}
_GONE_THROUGH = {"梳理", "清理", "公布", "出", "确认", "保留", "集中公开", "集中规范公开"}
_NOT_A_DOCUMENT = _OTHER | {"request_short", "request_open", "answer", "review"}
_NOT_A_DECISION = _OTHER | {"document", "applicant"}
_NOT_A_FEE = {"publish", "other_thing", "no", "by_topic", "plan"}


def read_document(scene: Scene, phrase: Phrase) -> What | None:
    """规章 and 规范性文件: 制发, 废止, 现行有效."""
    words = [*phrase.before, *phrase.behind]
    named = set(meant(words, "document"))
    about = scene.context.about
    if about.startswith("document."):
        words = [t for t in words if scene.run.word(t) != "文件"]  # 制定规范性文件7件，现行有效文件20件
    words = _without_publishing(scene, _without_channel(_made_anew(scene, _without_object_sign(words))))
    if _are_in_stock(scene, phrase, words):
        words = [replace(t, kind="issue") if t.kind == "publish" else t for t in words]
    if _are_published(phrase, words):
        which = meant(words, "document")[0]
        sums = figures.published(scene.office.form, which)
        scene.context.about = f"document.{which}"
        return None if _is_of_a_part(scene, phrase) else What("document", "published", sums)
    if _are_told_to_be_public(scene, phrase):
        return _at_most_those_there_are(scene, phrase)
    verbs = [t for t in words if t.kind in _COLUMNS]
    if verbs and not named and not about.startswith("document."):
        named = _named_later(scene, phrase)
    if len(named) > 1 or not (named or (verbs and about.startswith("document."))):
        return None
    verb = _verb(scene, phrase, words, verbs, _NOT_A_DOCUMENT)
    if _is_of_a_part(scene, phrase) or verb is None or len(kinds(verbs)) > 1:
        return None
    beside = [t for t in scene.run.tokens if t.kind in _COLUMNS and not t.means("repeal", "lapsed")]
    if verb.means("repeal", "lapsed") and beside:
        return None  # 废止1件，宣布失效4件: those that lapsed may be counted with those repealed
    which = named.pop() if named else about.partition(".")[2]
    scene.context.about = f"document.{which}"
    column = _COLUMNS[verb.kind]
    return What("document", f"{which}.{column}", (figures.documents(scene.office.form, which, column),))


def _is_of_a_part(scene: Scene, phrase: Phrase) -> bool:
    """Whether a government is told of alone: 市政府制发15件 are not those of all its departments."""
    told = scene.told(phrase.at)
    return scene.office.is_government and "whole" not in kinds(told) and "government" in meant(told, "plain")


def _are_published(phrase: Phrase, words: Tokens) -> bool:
    """Whether documents are said to be published, which may be said of those made or of those in force: 发布规范性文件6件."""
    said = [
        t for t in phrase.before if t.kind not in ("plain", "own", "when", "year", "stop", "whole", "sum")
    ]
    published = [t.kind for t in said] == ["publish", "document"] and said[0].meaning == "out"
    return (
        published
        and phrase.number.unit in _OF_DOCUMENTS
        and kinds(phrase.behind) <= {"plain"}
        and not kinds(words) & {"in_force"}
    )


def _are_told_to_be_public(scene: Scene, phrase: Phrase) -> bool:
    """Whether documents are counted as what was made public: 主动公开规范性文件6件、其他文件34件.

    Others' documents are passed on by 转载, or stand behind 其中 among all that was published; what was only looked
    over or explained was not made public.
    """
    named = [t for t in phrase.before if t.kind not in ("plain", "sum", "own", "whole")]
    if [t.kind for t in named[-2:]] in (["document", "open_word"], ["document", "publish"]):
        named = named[:-1]  # 规范性文件公开2件
    if (
        not named
        or named[-1].kind != "document"
        or "of_which" in kinds(named)
        or phrase.number.unit not in _OF_DOCUMENTS
    ):
        return False
    last = next((i for i in range(len(named) - 2, -1, -1) if named[i].kind in _OPENING), -1)
    if kinds(named[last + 1 : -1]) - {"when", "year", "comma"} or kinds(phrase.behind) - {"plain"}:
        return False
    told = scene.run.tokens[: phrase.at]
    verb = next((t for t in reversed(told) if t.kind in (*_OPENING, *_COLUMNS, *_OF_OTHERS)), None)
    opened = verb is not None and (verb.kind == "open_word" or verb.means("publish", "out", "open"))
    return opened and "转载" not in scene.run.text[scene.run.start : phrase.token.start]


_OPENING = ("publish", "open_word")
_OF_OTHERS = ("decide", "receive", "answer", "request", "no", "plan")


def _at_most_those_there_are(scene: Scene, phrase: Phrase) -> What | None:
    """Documents made public, which may be any of those made or in force."""
    named = set(meant(phrase.before, "document"))
    if len(named) > 1 or _is_of_a_part(scene, phrase):
        return None
    which = named.pop()
    return What("document", f"{which}.public", figures.published(scene.office.form, which), at_most=True)


def _without_object_sign(words: Tokens) -> Tokens:
    """Words less 将 where it is no plan but marks what is published: 将现行有效的14件规范性文件公开."""
    if words and words[-1].kind in _OPENING and words[0].means("plan", "will"):
        return words[1:-1]
    return words


def _made_anew(scene: Scene, words: Tokens) -> list[Token]:
    """Words with 新增 as what it is of documents: they were made."""
    return [replace(t, kind="issue") if scene.run.word(t) == "新增" else t for t in words]


def _without_channel(words: list[Token]) -> list[Token]:
    """Words without where something was made public, if it is told to have been made: 通过网站公开制发的规章2件."""
    made = next((i for i, t in enumerate(words) if t.kind == "issue"), 0)
    led = [t for t in words[:made] if t.kind not in ("when", "own", "plain", "year", "whole", "sum")]
    if led and kinds(led) <= set(_OPENING):
        return [t for t in words if t not in led]  # 公开本年度新制发的规章4件
    way = next((i for i in range(made - 1, 0, -1) if words[i].kind in ("way", "all_ways")), None)
    if way is None or kinds(words[way + 1 : made]) - {*_OPENING, "when", "own", "plain", "year"}:
        return words
    return [t for t in words[way + 1 :] if t.kind not in _OPENING]


_OF_DOCUMENTS = {"件", "部", "个", "份"}


def _named_later(scene: Scene, phrase: Phrase) -> set[str]:
    """The documents that are named behind the next number only: 制发42件，废止31件，现行有效的行政规范性文件56件."""
    if kinds((*phrase.before, *phrase.behind)) - {*_COLUMNS, *_BEFORE_DOCUMENTS}:
        return set()
    for token in scene.run.tokens[phrase.at + 1 :]:
        if token.kind == "document":
            return {token.meaning}
        if token.kind not in (*_COLUMNS, *_BEFORE_DOCUMENTS, "number") or token.means("stop", "。"):
            return set()
    return set()


_BEFORE_DOCUMENTS = (
    "plain",
    "sum",
    "own",
    "whole",
    "when",
    "year",
    "has",
    "comma",
    "stop",
    "no",
    "until",
    "day",
)


def _without_publishing(scene: Scene, words: Tokens) -> list[Token]:
    """What documents are counted by: that those made were also published changes nothing, 制发并公开17件.

    Nor does it that those in force were found to be so: 梳理出现行有效的规范性文件25件.
    """
    if "in_force" in kinds(words):
        words = [t for t in words if scene.run.word(t) not in _GONE_THROUGH]
    made = next((i for i, t in enumerate(words) if t.kind == "issue"), len(words))
    named = next((i for i, t in enumerate(words) if i > made and t.kind == "document"), len(words))
    also = ("publish", "open_word", "more_over")
    return [t for i, t in enumerate(words) if not (made < i < named and t.kind in also)]


def _are_in_stock(scene: Scene, phrase: Phrase, words: Tokens) -> bool:
    """Whether 发布 is said of those made, as it is where those in force follow: 发布规范性文件10件，现行有效57件."""
    if not set(meant(words, "publish")) <= {"out"}:
        return False
    behind = scene.run.tokens[phrase.at + 1 :]
    following = next((i for i, t in enumerate(behind) if t.kind == "number"), 0)
    return (
        "document" in kinds(words)
        and kinds(behind[:following]) <= {"stop", "comma", "in_force", "plain"}
        and "in_force" in kinds(behind[:following])
    )


def read_recital(scene: Scene, phrase: Phrase) -> What | None:
    """Rows of the second table told one after the other: 规范性文件0件、行政许可0项、行政处罚11项，行政事业性收费0.57万元.

    Whatever else the sentence says, such a row of names is the table itself.
    """
    named = [t for t in phrase.before if t.kind not in _BEFORE_A_ROW]
    if len(named) != 1 or named[0].kind not in _ROWS or phrase.number.unit not in _OF_ROWS:
        return None
    if kinds(phrase.behind) - {"plain"} or len(_rows_told(scene)) < _MOST_OF_ITS_ROWS:
        return None
    row, form = named[0].meaning, scene.office.form
    if named[0].kind == "document":
        return What("document", "published", figures.published(form, row))
    return What("decision", row, (figures.decisions(form, row),))


_ROWS = ("document", "decision")
_BEFORE_A_ROW = {"plain", "comma", "of_which", "sum", "stop"}
_OF_ROWS = {"件", "项", "个", "宗", "起", "部"}
_MOST_OF_ITS_ROWS = 4


def _rows_told(scene: Scene) -> set[str]:
    """The rows of the second table that stand right before their numbers; what was charged counts in money only."""
    tokens = scene.run.tokens
    numbers = ((tokens[at - 1], tokens[at].number) for at in scene.run.numbers() if at)
    told = [(t, n) for t, n in numbers if n and t.kind in _ROWS]
    if any((t.meaning == "fees") != (n.unit == "元") for t, n in told):
        return set()
    return {t.meaning for t, _ in told}


def read_decision(scene: Scene, phrase: Phrase) -> What | None:
    """行政许可, 行政处罚 and 行政强制: how many were decided, not how many were published."""
    words = _done([*phrase.before, *phrase.behind])
    named = meant(words, "decision") or _named_before(scene, phrase)
    # 其中作出行政处罚决定8件: what is decided is told so, among whatever else was published.
    listed = kinds(_done(_since_semicolon(scene, phrase))) & {"publish", "of_which"}
    if _is_whole_year_in_brackets(scene):
        named, listed = meant(scene.run.lead[-1:], "decision"), set()
    told = kinds(phrase.before) & {"decide", "answer"} or scene.context.verb is not None
    if len(named) != 1 or named[0] == "fees" or _are_kinds(scene, words):
        return None
    sums = (figures.decisions(scene.office.form, named[0]),)
    if listed and not told:
        return _public_decisions(scene, words, named[0])
    # 行政许可处理决定数量342宗: the form's own words say what was done.
    # So does the year: 全年行政许可决定27件、行政处罚8件.
    verbs = [
        t
        for t in words
        if t.kind in ("decide", "answer") or "处理决定" in scene.run.word(t) or _is_this_year(scene, t)
    ]
    # 2023年，全市行政许可决定27件: as at the head of the sentence.
    if not kinds(scene.run.tokens[: phrase.at]) & {*_OPENING, "other_thing"}:
        verbs = verbs or [t for t in scene.run.tokens[:1] if _is_this_year(scene, t)]
    if not verbs and not told and "open_word" in kinds(_since_semicolon(scene, phrase)):
        return _public_decisions(scene, words, named[0])
    if _verb(scene, phrase, words, verbs, _NOT_A_DECISION) is None:
        return None
    return What("decision", named[0], sums)


# What is done to decisions, or leads up to them: 行政许可撤销3件, 行政处罚立案56件.
_DONE_TO_DECISIONS = {"outcome", "verdict", "carry", "in_court", "request_short", "review_body"}


def _public_decisions(scene: Scene, words: Tokens, which: str) -> What | None:
    """Decisions that were published, which may be fewer than those made."""
    if kinds(words) & (_NOT_A_DECISION - {"publish"} | _DONE_TO_DECISIONS) or scene.unknown(words):
        return None
    run = scene.run
    if run.kinds & {"rest", "rate", "except"} or any_in(NOT_ALL_PUBLISHED, run.text[run.start :]):
        return None
    return What("decision", f"{which}.public", (figures.decisions(scene.office.form, which),), unsure=True)


def _are_kinds(scene: Scene, words: Tokens) -> bool:
    """Whether what may be decided is counted, and not decisions: 行政许可事项13项."""
    matters = any(scene.run.word(t).endswith("事项") for t in words)
    return matters and not kinds(words) & {"decide", "answer"}


def _is_this_year(scene: Scene, token: Token) -> bool:
    """Whether a token names the year of the report: 全年, 2024年."""
    return (token.kind, token.meaning) in (("when", "this"), ("year", f"{scene.office.year}"))


def _is_whole_year_in_brackets(scene: Scene) -> bool:
    """Whether a run is the count of the year behind a name in a list without numbers: 行政许可（全年86件）."""
    told = [t for t in scene.run.tokens if t.kind != "sum"]
    listed = kinds(scene.run.lead[-1:]) == {"decision"} and "number" not in kinds(scene.run.lead)
    return listed and [t.kind for t in told] == ["when", "number"] and told[0].meaning == "this"


def _named_before(scene: Scene, phrase: Phrase) -> list[str]:
    """What 处理决定数量29件 are the decisions of: 行政处罚事项新增3项，处理决定数量29件."""
    content = [t for t in phrase.before if t.kind not in ("plain", "sum")]
    if len(content) != 1 or "决定数量" not in scene.run.word(content[0]):
        return []
    told = _since_semicolon(scene, phrase)
    return meant(told, "decision")[-1:] if not kinds(told) & {"others", "other_thing"} else []


def _done(words: Tokens) -> list[Token]:
    """Words less those by which what was done is also said to be published: 主动公开办理行政许可19件."""
    return [
        t
        for i, t in enumerate(words)
        if t.kind != "publish" or i + 1 == len(words) or words[i + 1].kind not in ("decide", "answer")
    ]


def _since_semicolon(scene: Scene, phrase: Phrase) -> Tokens:
    """What is said before a number since the last ；."""
    tokens = scene.run.tokens
    start = next((i for i in range(phrase.at, 0, -1) if tokens[i - 1].means("stop", "；")), 0)
    return tokens[start : phrase.at]


def read_fee(scene: Scene, phrase: Phrase) -> What | None:
    """What was charged: 行政事业性收费27.9万元."""
    words = phrase.before
    clause = scene.run.tokens[clause_start(scene.run.tokens, phrase.start - 1) : phrase.start]
    if _is_an_amount(scene, words) and meant(clause, "decision") == ["fees"]:
        return What("decision", "fees", (figures.decisions(scene.office.form, "fees"),))
    if meant(words, "decision") != ["fees"] or scene.unknown(words) or kinds(words) & _NOT_A_FEE:
        return None
    return What("decision", "fees", (figures.decisions(scene.office.form, "fees"),))


def _is_an_amount(scene: Scene, words: Tokens) -> bool:
    """Whether nothing is named but that it is an amount: 收费总额4.2万元."""
    said = kinds(words) <= {"plain", "open_word", "decide", "sum"}
    return said and any(word.endswith(("额", "收取")) for word in scene.words(words))


def _verb(scene: Scene, phrase: Phrase, words: Tokens, verbs: list[Token], other: set[str]) -> Token | None:
    """What was done with what is counted: said here, or before the number to which this one is joined by 、."""
    if kinds(words) & other or scene.unknown(words):
        scene.context.verb = None
        return None
    joined = phrase.start > 0 and bool(phrase.before) and phrase.before[0].kind == "comma"
    # 作出行政处罚决定35件，行政强制0件: nothing but the name.
    named = kinds(phrase.before) <= {"decision", "document", "sum"}
    verb = verbs[-1] if verbs else scene.context.verb if joined or named else None
    scene.context.verb = verb
    return verb
