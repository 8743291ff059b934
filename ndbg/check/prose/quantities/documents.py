"""Numbers of 规章 and 规范性文件 in the second table: made in the year, no longer in force, in force.

A count is read by what was done with the documents (制发, 废止, 现行有效). What was only made public, looked over (清理),
kept (保留) or changed (修订) may be any of them, and is not read.
"""

from dataclasses import replace

from ndbg.check.prose import figures
from ndbg.check.prose.lexicon import CHANGED, LOOKED_OVER, PUBLISHING
from ndbg.check.prose.scene import (
    NOT_OF_THE_SECOND_TABLE,
    Scene,
    Tokens,
    What,
    as_opened,
    kinds,
    meant,
    up_to_all,
    without_own_name,
    without_whole,
)
from ndbg.check.prose.sentences import Phrase, clause_end, clause_start, counts
from ndbg.check.prose.tokens import Token
from ndbg.text.patterns import any_in

_COLUMNS = {"issue": "issued", "repeal": "repealed", "in_force": "in_force", "in_public": "public"}
_GONE_THROUGH = {"梳理", "清理", "公布", "出", "确认", "保留", "集中公开", "集中规范公开", "集中统一公开"}
_NOT_A_DOCUMENT = NOT_OF_THE_SECOND_TABLE | {"request_short", "request_open", "answer", "review"}


def read_document(scene: Scene, phrase: Phrase) -> What | None:
    """规章 and 规范性文件 that were made or repealed, or are in force."""
    if "document" not in scene.run.kinds and not _is_about_documents(scene):
        return None
    named = without_own_name(scene, phrase.before)
    before, for_a_reason = _without_reason(named)
    # 以县政府办名义制发3件: the table of the 政府办 may have those of the government, too.
    alone = named is not phrase.before and "government" in meant(phrase.before, "plain")
    phrase = replace(phrase, before=before)
    form, words = scene.office.form, _said_of_documents(scene, phrase)
    found = _by_what_was_done(scene, phrase, words)
    for_another = {"in_name", "government"} <= set(meant(words, "plain")) and not scene.office.is_government
    # 以县政府名义印发, of an office of it
    if found is None or for_another or _are_gone_through(scene, phrase) or _are_pages(scene, phrase, words):
        return None
    which, column = found
    scene.context.about = f"document.{which}"
    counted = figures.documents(form, which, column.removesuffix(_LAPSED))
    kept = scene.words(words) & _STILL_IN_FORCE
    less = (counted - figures.documents(form, which, "issued"),) if kept else ()
    # Never more than those of all of the government, or than those for whatever reason.
    some = _is_of_a_part(scene, phrase) or for_a_reason or alone or _are_of_those_gone_through(scene, phrase)
    apart = column.endswith(_LAPSED)  # some of those repealed, or none of them
    return What("document", f"{which}.{column}", (counted, *less), whole=not apart, at_most=some)


def _without_reason(words: Tokens) -> tuple[Tokens, bool]:
    """Words less the reason before what was done, and whether there is one: 因机构改革废止规范性文件3件."""
    led = bool(words) and words[0].means("plain", "because")
    done = next((i for i, t in enumerate(words) if t.kind in _COLUMNS), 0) if led else 0
    return words[done:], bool(done)


# What documents are found to be that were gone through; those made in the year may not be among them.
_STILL_IN_FORCE = {"继续有效", "保留有效"}


def _said_of_documents(scene: Scene, phrase: Phrase) -> list[Token]:
    """The words beside a number, less those that change nothing of which documents it counts."""
    lead = without_whole(scene, phrase.before, *_COLUMNS, "document")
    words = up_to_all(as_opened(scene, [*lead, *_of_it(phrase)]), *_COLUMNS)
    if _is_about_documents(scene) and "issue" not in kinds(words):
        words = [t for t in words if scene.run.word(t) != "文件"]  # 制定规范性文件7件，现行有效文件20件
    words = _without_names(_by_what_is_meant(scene, _without_object_sign(_without_owner(scene, words))))
    return _without_publishing(scene, _without_channel(_without_looking_over(scene, words)))


def _of_it(phrase: Phrase) -> Tokens:
    """The words behind a number, less what is joined to what it counts: 出台规范性文件2件和配套措施."""
    end = next((i for i, t in enumerate(phrase.behind) if t.means("plain", "and")), len(phrase.behind))
    return phrase.behind[:end] if "document" in kinds(phrase.before) else phrase.behind


def _without_looking_over(scene: Scene, words: list[Token]) -> list[Token]:
    """Words less the papers that were looked over, where what became of them is told: 清理历史文件时宣布失效6件."""
    first = next((i for i, t in enumerate(words) if t.kind not in ("plain", "own", "sum")), 0)
    became = next((i for i, t in enumerate(words) if t.kind == "repeal"), 0)
    looked_over = words[first : first + 1] and scene.run.word(words[first]) in LOOKED_OVER
    if not looked_over or kinds(words[first + 1 : became]) - _PAPERS_OF_A_TIME:
        return words
    return words[became:]


_PAPERS_OF_A_TIME = {"document", "other_thing", "plain", "when", "year", "span", "issue"}


def _is_about_documents(scene: Scene) -> bool:
    return scene.context.about.startswith("document.")


def _by_what_was_done(scene: Scene, phrase: Phrase, words: Tokens) -> tuple[str, str] | None:
    """Which documents a count is of and in which column; None where one of them is not sure."""
    about = scene.context.about.partition(".")[2] if _is_about_documents(scene) else ""
    verbs = _without_attribute(words)
    named = set(meant(words, "document"))
    if len(named) > 1 or not (named or (verbs and about)):
        return None
    if not named and phrase.number.unit in _OF_NEWS:
        return None  # 制发规范性文件2件。今年新增30条: of what is published
    verb = scene.verb_of(phrase, words, verbs, _NOT_A_DOCUMENT)
    if verb is None or verb.kind not in _COLUMNS or len(kinds(verbs)) > 1:
        return None  # 2024年作出行政处罚9件；行政规范性文件0件: what is carried over may be no word for documents
    if _has_others_among_them(scene, phrase):
        return None
    column = _COLUMNS[verb.kind]
    if verb.kind == "repeal" and (others := _others_no_longer_in_force(scene, verb)):
        if "repeal" in kinds(others):
            return None
        column += _LAPSED if verb.meaning else ""
    return named.pop() if named else about, column


_LAPSED = ".lapsed"
_OF_NEWS = ("条", "篇")


def _without_attribute(words: Tokens) -> list[Token]:
    """The words that tell what was done, without who made the documents that are in force: 我办制发的现行有效的规范性文件10件."""
    verbs = [i for i, t in enumerate(words) if t.kind in _COLUMNS]
    attribute = (
        [words[i].kind for i in verbs] == ["issue", "in_force"]
        and words[verbs[0] + 1].means("plain", "of")
        and not kinds(words) & {"when", "year"}
    )
    return [words[i] for i in (verbs[1:] if attribute else verbs)]


def _others_no_longer_in_force(scene: Scene, verb: Token) -> list[Token]:
    """What makes documents that lapsed and those repealed be told apart: 废止1件，宣布失效4件 may be one figure."""
    declared = scene.run.word(verb).startswith("宣布")
    beside = ("repeal",) if declared else tuple(_COLUMNS)  # 失效 by itself may be none of those repealed
    others = [t for t in scene.run.tokens if t.kind in beside and t is not verb]
    return [t for t in others if t.means("repeal", "lapsed") is not (verb.meaning == "lapsed")]


def _has_others_among_them(scene: Scene, phrase: Phrase) -> bool:
    """Whether brackets say that some were only changed, or made with others: 规章18件（含修改14件）, 规范性文件5件（含联合发文1件）."""
    asides = [aside for anchor, aside in scene.run.asides if anchor == phrase.at + 1]
    return any(scene.words(aside.tokens) & CHANGED or "part" in kinds(aside.tokens[:2]) for aside in asides)


def _are_pages(scene: Scene, phrase: Phrase, words: Tokens) -> bool:
    """Whether what was made public is counted as the pages of a website are: 制定公开规范性文件2篇."""
    made = [scene.run.word(t) for t in words if t.kind == "issue"]
    return phrase.number.unit == "篇" and any(any_in(PUBLISHING, word) for word in made)


def _is_of_a_part(scene: Scene, phrase: Phrase) -> bool:
    """Whether a government is told of alone: 市政府制发15件 are not those of all its departments.

    Of 公开市政府文件38件；开展规范性文件清理，废止9件 the papers before ； are others, and so may be whose they are.
    """
    told = scene.told(phrase.at)
    anew = told[clause_start(told, len(told), "；") :]
    if "document" in kinds(anew) and "document" not in kinds(told[: len(told) - len(anew)]):
        told = anew
    with_departments = any(scene.run.word(t).endswith("部门") for t in told)  # 区政府及部门现行有效36件
    whole = "whole" in kinds(told) or with_departments
    return scene.office.is_government and not whole and "government" in meant(told, "plain")


def _are_gone_through(scene: Scene, phrase: Phrase) -> bool:
    """Whether documents are those that were looked over, of whatever year: 对制发的9件规范性文件开展清理, 清理印发的9件."""
    clause = scene.run.tokens[phrase.start : clause_end(scene.run.tokens, phrase.at)]
    looked_over = [i for i, t in enumerate(clause) if scene.run.word(t) in LOOKED_OVER]
    done = next((i for i, t in enumerate(clause) if t.kind in _COLUMNS), 0)
    made = bool(looked_over) and looked_over[0] < done and clause[done].kind == "issue"
    object_of = made or "toward" in meant(clause[:done], "plain")
    return bool(looked_over) and object_of and not kinds(phrase.before) & {"when", "year"}


def _are_of_those_gone_through(scene: Scene, phrase: Phrase) -> bool:
    """Whether a count, told by what stands behind it, is of those counted before behind 对: 对3件到期文件作出评估，2件废止."""
    behind = kinds(phrase.behind) & {*_COLUMNS} and not kinds(phrase.before) & {*_COLUMNS}
    tokens = scene.run.tokens
    clauses = (tokens[clause_start(tokens, i) : i] for i, _ in counts(scene.run, phrase.at))
    return bool(behind) and any("toward" in meant(lead, "plain") for lead in clauses)


_OPENING = ("publish", "open_word")


def _without_object_sign(words: Tokens) -> Tokens:
    """Words less 将 where it is no plan but marks what is published: 将现行有效的14件规范性文件公开."""
    if words and words[-1].kind in _OPENING and words[0].means("plan", "will"):
        return words[1:-1]
    return words


def _by_what_is_meant(scene: Scene, words: Tokens) -> list[Token]:
    """Words with those that tell of a column only beside documents: 新增规范性文件3件, 现有规范性文件20件.

    清理现有规范性文件56件 tells how many there were before, 公开新增规章18件 how many are newly public.
    """
    if kinds(words) & set(_OPENING):
        return list(words)
    meant_here = [_BESIDE_DOCUMENTS.get(scene.run.word(t)) for t in words]
    return [replace(t, kind=kind) if kind else t for t, kind in zip(words, meant_here, strict=True)]


_BESIDE_DOCUMENTS = {"新增": "issue", "现有": "in_force"}


def _without_owner(scene: Scene, words: Tokens) -> Tokens:
    """Words less who made the documents, where that is the office: 省政府及省政府办公厅规范性文件 for the 办公厅."""
    named = next((i for i, t in enumerate(words) if t.kind in (*_COLUMNS, "document")), 0)
    lead = [t for t in words[:named] if t.kind != "comma"]
    owner = [t for t in lead if t.kind == "other" or t.means("plain", "government", "and")]
    name = "".join(map(scene.run.word, owner))
    if not owner or kinds(lead) - {"other", *_BEFORE_DOCUMENTS}:
        return words
    own = scene.office.speaks_for(name) or scene.office.is_its_own_part(name)
    return words[named:] if own else words


def _without_names(words: list[Token]) -> list[Token]:
    """Words less the titles of documents, with 等 behind them: 印发规范性文件《……》《……》等3件."""
    named = [i for i, t in enumerate(words) if t.kind == "name"]
    return [
        t for i, t in enumerate(words) if i not in named and not (t.kind == "and_so_on" and i - 1 in named)
    ]


def _without_channel(words: list[Token]) -> list[Token]:
    """Words without where something was made public, if it is told to have been made: 通过网站公开制发的规章2件."""
    made = next((i for i, t in enumerate(words) if t.kind == "issue"), 0)
    led = [t for t in words[:made] if t.kind not in ("when", "own", "plain", "year", "whole", "sum")]
    if led and kinds(led) <= set(_OPENING):
        return [t for t in words if t not in led]  # 公开本年度新制发的规章4件
    if any(t.means("publish", "up", "") for t in words[:made]):
        return words  # 通过公众号推送今年制发的规章2件
    opened = next((i for i in range(made - 1, 0, -1) if words[i].kind in _OPENING), 0)
    if "through" in meant(words[:opened], "plain") and not kinds(words[opened + 1 : made]) - _OF_THE_YEAR:
        return list(words[opened + 1 :])  # 通过网站及其政务新媒体公开今年制发的规章4件
    way = next((i for i in range(made - 1, 0, -1) if words[i].kind in ("way", "all_ways")), None)
    if way is None or kinds(words[way + 1 : made]) - {*_OPENING, *_OF_THE_YEAR}:
        return words
    return [t for t in words[way + 1 :] if t.kind not in _OPENING]


_OF_THE_YEAR = {"when", "own", "plain", "year"}


_BEFORE_DOCUMENTS = ("plain", "sum", "own", "whole", "when", "year", "has", "comma", "stop", "no", "until", "day")  # fmt: skip


def _without_publishing(scene: Scene, words: Tokens) -> list[Token]:
    """What documents are counted by: that those made were also published changes nothing, 制发并公开17件.

    Nor does it that those in force were found to be so: 梳理出现行有效的规范性文件25件.
    """
    if "in_force" in kinds(words):
        words = [t for t in words if scene.run.word(t) not in _GONE_THROUGH]
    made = next((i for i, t in enumerate(words) if t.kind == "issue"), len(words))
    named = next((i for i, t in enumerate(words) if i > made and t.kind == "document"), len(words))
    return [t for i, t in enumerate(words) if not (made < i < named and t.kind in ("open_word", "more_over"))]
