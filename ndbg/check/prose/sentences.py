"""Tokens as sentences: brackets set aside, each number with the words before and behind it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ndbg.check.prose.lexicon import REQUESTS
from ndbg.check.prose.tokens import ENDS, Number, Place, Token, in_units

LONGEST_SENTENCE = 1200  # characters
MOST_NUMBERS = 80  # of a sentence: what is asked of each pair of them grows with their square

_NUMERALS, _DIGITS = "一二三四五六七八九十", "0123456789"
_LONGEST_NUMBER, _MOST_DIGITS = 3, 2  # characters of the number of an item; of one in digits without brackets


def head_of(text: str, at: int = 0) -> str:
    """The number of the heading or item of a list that begins at a place in a text: （二）, 2., 二、 or 二是; else nothing."""
    start = at + text.startswith("（", at)
    written = text[start : start + _LONGEST_NUMBER + 1]
    number = written[: len(written) - len(written.lstrip(_NUMERALS + _DIGITS))]
    end = start + len(number)
    if start > at:
        fits = text.startswith("）", end) and len(number) <= _LONGEST_NUMBER
    elif number.isdigit():
        fits = text.startswith((".", "、"), end) and len(number) <= _MOST_DIGITS
    else:
        fits = text.startswith((".", "、", "是"), end) and len(number) <= _LONGEST_NUMBER
    return text[at : end + 1] if fits and (number.isdigit() or number.isalpha()) else ""


@dataclass(slots=True, eq=False, repr=False)
class Run:
    """Tokens that are read together: a sentence without its brackets, or what is in one pair of them.

    `asides` are the brackets, each with the number of tokens of the run that stand before it; `lead` is what
    stands before the run in the sentence, where the run is itself an aside. `head` is the number of the
    heading or item of a list that begins with it, if one does; `place` is that of the whole sentence in the
    text, `kinds` are the kinds of its tokens, also of those in brackets. `about` is filled in when the run is read:
    from which token on it is about what. `owned` (see `Office.owned`), `counted` (see `counts`) and `span`, from where
    on it is of a part of the year or of several years, are filled in when they are first asked for, and are not those
    of a copy.
    """

    text: str
    tokens: list[Token]
    place: Place
    asides: list[tuple[int, "Run"]] = field(default_factory=list)
    lead: Sequence[Token] = ()
    head: str = ""
    kinds: frozenset[str] = frozenset()
    owned: list[bool] | None = field(default=None, init=False)
    span: int = field(default=-1, init=False)
    counted: list[tuple[int, Number]] | None = field(default=None, init=False)
    about: list[tuple[int, str]] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where it begins in the text of the paragraph."""
        return self.tokens[0].start if self.tokens else 0

    @property
    def sentence(self) -> str:
        """The characters of the whole sentence, brackets and all."""
        return self.text[slice(*self.place)]

    def word(self, token: Token) -> str:
        """The characters of a token."""
        return self.text[token.start : token.end]

    def about_at(self, at: int) -> str:
        """What the text is about at one of the tokens: `requests`, `reviews`, `document.rules`, `other` …"""
        return next((about for start, about in reversed(self.about) if start <= at), "")

    def counts(self) -> list[tuple[int, Number]]:
        """The numbers with units among the tokens, percentages aside, with their places."""
        if self.counted is None:
            self.counted = [(i, number) for i, token in enumerate(self.tokens) if (number := token.counted)]
        return self.counted

    def numbers(self) -> list[int]:
        """The places of the numbers with units among the tokens, percentages aside."""
        return [i for i, _ in self.counts()]


def published(run: Run) -> Number | None:
    """How much a sentence begins by telling to have been published; None where it begins with another number, or tells parts of it."""
    first = next(iter(run.numbers()), None)
    if first is None or "of_which" in run.kinds:
        return None
    clause = {t.kind for t in run.tokens[clause_start(run.tokens, first) : first]}
    return run.tokens[first].counted if clause & {"publish", "open_word", "issue"} else None


@dataclass(slots=True, eq=False, repr=False)
class Phrase:
    """A number and the words that may say what it counts.

    `before` reaches from the last stop or number to it, `behind` from it to the next one; `start` is the place
    of the first of them among the tokens of the run, `at` that of the number.
    """

    start: int
    at: int
    before: Sequence[Token]
    behind: Sequence[Token]
    token: Token
    number: Number

    @property
    def is_told_behind(self) -> bool:
        """Whether nothing before the number says what it counts: 2条予以公开, 其中2条部分公开."""
        return bool(self.behind) and _is_filler([t for t in self.before if t.kind != "more_over"])


def unit(token: Token) -> str:
    """The unit of a number."""
    return token.number.unit if token.number else ""


def counts(run: Run, end: int) -> list[tuple[int, Number]]:
    """The counts among the first tokens of a run, percentages aside, with their places."""
    found = run.counts()
    return found[: bisect_left(found, end, key=lambda count: count[0])] if found else []


def is_change(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is that by which something has changed: 增加了约3件; 增至30件, 减少为30件 is what there is now."""
    near = tokens[max(at - _NEAR, 0) : at]
    before = [t for t in near if t.kind not in ("plain", "sum", "about")]
    reached = near[-1:] and (
        near[-1].means("plain", "to") or (near[-1].means("plain", "is") and near[-2:-1] == before[-1:])
    )
    return bool(before) and before[-1].kind in ("more", "less") and not reached


_NEAR = 3  # tokens


def is_of_a_year(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is that of a year named right before it, to be compared with: 2023年为200条, 与2022年的125件相比."""
    before = [t for t in tokens[max(at - _NEAR, 0) : at] if t.kind != "plain"]
    return bool(before) and before[-1].kind == "year"


def are_caused(tokens: Sequence[Token]) -> bool:
    """Whether words tell that cases came of public information: 因政府信息公开, 信息公开类."""
    return any(t.kind in _CAUSED or t.means("plain", "disclosure") for t in tokens)


_CAUSED = frozenset(("caused", *REQUESTS))


def clause_start(tokens: Sequence[Token], at: int, *signs: str) -> int:
    """Where the clause of a token begins: behind the last stop before it, or behind the last of some `signs`."""
    for i in range(at, 0, -1):
        if tokens[i - 1].kind == "stop" and (not signs or tokens[i - 1].meaning in signs):
            return i
    return 0


def item_start(tokens: Sequence[Token], at: int) -> int:
    """Where the item of a list begins that a token stands in: behind the last stop, 、 or number before it."""
    return next((i for i in range(at, 0, -1) if tokens[i - 1].kind in ("stop", "comma", "number")), 0)


def row_start(tokens: Sequence[Token], start: int) -> int:
    """Where the row begins whose item at `start` is nothing but a name: 2023年结转的复议3件、诉讼2件 is all of 2023.

    An item with words of its own before its name begins a row.
    """
    while start and tokens[start].kind == "comma" and tokens[start - 1].kind == "number":
        if tokens[start + 1].kind not in _NAMES:
            break
        ends = (i for i in range(start - 1, 0, -1) if tokens[i - 1].kind in ("stop", "number"))
        start = next(ends, 0)
    return start


def clause_end(tokens: Sequence[Token], at: int, *signs: str) -> int:
    """Where the clause of a token ends: at the first stop from it on, or at the first of some `signs`."""
    for i in range(at, len(tokens)):
        if tokens[i].kind == "stop" and (not signs or tokens[i].meaning in signs):
            return i
    return len(tokens)


def clauses(tokens: Sequence[Token]) -> Iterator[Place]:
    """Where each clause begins and ends, its stop left out; none is empty."""
    start = 0
    while start < len(tokens):
        end = clause_end(tokens, start)
        if start < end:
            yield start, end
        start = end + 1


def runs(text: str, tokens: Sequence[Token]) -> Iterator[Run]:
    """The sentences of a paragraph. One that begins with 其中 belongs to the one before it.

    So does one that only tells how many there were, or that there was none, of what a heading names.
    """
    start = 0
    found: list[Sequence[Token]] = []
    for at, token in enumerate(tokens):
        last = at == len(tokens) - 1
        if not last and not (token.kind == "stop" and token.meaning in ENDS):
            continue
        sentence = tokens[start : at + 1]
        start = at + 1
        joined = sentence[-1].end - found[-1][0].start if found else 0
        if found and sentence[0].kind == "of_which" and joined <= LONGEST_SENTENCE:
            found[-1] = [*found[-1], *sentence]
        elif found and sentence[0].kind in ("number", "no") and _is_heading(text, found[-1]):
            stop = found[-1][-1]
            found[-1] = [*found[-1][:-1], replace(stop, meaning="："), *sentence]
        else:
            found.append(sentence)
    for sentence in found:
        if _is_read(sentence):
            run = _nest(text, _without_numbers_of_items(text, _without_number(text, sentence)))
            run.kinds = frozenset(t.kind for t in sentence)
            run.head = head_of(text, sentence[0].start)
            run.place = (sentence[0].start, sentence[-1].end)
            yield run


def _is_read(sentence: Sequence[Token]) -> bool:
    """Whether a sentence is no longer than one that anybody writes."""
    numbers = sum(1 for t in sentence if t.kind in ("number", "year", "figure"))
    return sentence[-1].end - sentence[0].start <= LONGEST_SENTENCE and numbers <= MOST_NUMBERS


def _without_number(text: str, sentence: Sequence[Token]) -> Sequence[Token]:
    """A sentence less the number of its heading in digits, which is no word of it: 2.作出行政许可决定2件, 3、制发规范性文件."""
    start = sentence[0].start
    end = start + len(head_of(text, start))
    if sentence[0].kind != "figure" or sentence[-1].end <= end:
        return sentence
    rest = [t for t in sentence if t.end > end]
    rest[0] = replace(rest[0], start=max(rest[0].start, end))
    dated = rest[0].kind == "year" or rest[0].date[0]
    return sentence if text[end].isdigit() and not dated else rest  # 2、3月份共收到 begins with two months


def _without_numbers_of_items(text: str, sentence: Sequence[Token]) -> Sequence[Token]:
    """A sentence less the numbers in digits of its items behind ；, and of the first one behind ：: 1.新收9件；2.办结8件.

    Behind ， a number is that of an item where it follows that of the item before it: 1.开展培训，2.更新专栏.
    """
    found: list[Token] = []
    start = last = 0
    for at, token in enumerate(sentence[:-1]):
        stopped = token.kind == "stop" and sentence[at + 1].kind == "figure"
        head = head_of(text, token.end).rstrip(".、") if stopped else ""
        follows = bool(last) and head == f"{last + 1}"
        last = int(head) if head.isdecimal() else last
        if token.means("stop", "；", "：") or (follows and token.means("stop", "，")):
            found += [*sentence[start:at], token]
            start = at + 1
            if sentence[start].kind == "figure":
                end = sentence[start].start + len(head_of(text, sentence[start].start))
                item = _without_number(text, sentence[start:])
                dropped = len(sentence) - start - len(item)
                whole = dropped and sentence[start + dropped].start >= end
                start += dropped if whole else 0
    return [*found, *sentence[start:]]


_LONGEST_HEADING = 10  # tokens


def _is_heading(text: str, sentence: Sequence[Token]) -> bool:
    """Whether a sentence is a heading, of which the next one tells: （四）复议情况。2件, （五）收费。无."""
    numbered = head_of(text, sentence[0].start) and len(sentence) <= _LONGEST_HEADING
    return bool(numbered) and not any(
        t.kind in ("number", "figure", "no", "year") or t.means("stop", "，", "：") for t in sentence
    )


def _nest(text: str, tokens: Sequence[Token]) -> Run:
    """A run with what is in brackets set aside; a bracket that is not closed is none."""
    place = (tokens[0].start, tokens[-1].end)
    stack = [Run(text, [], place)]
    for token in tokens:
        if token.means("bracket", "open"):
            stack.append(Run(text, [], place, lead=(*stack[-1].lead, *stack[-1].tokens)))
        elif token.kind == "bracket" and len(stack) > 1:
            inner = stack.pop()
            if included := _included(inner):
                stack[-1].tokens += included
                continue
            if rough := _told_exactly(text, stack[-1].tokens, inner):
                stack[-1].tokens[-rough:] = inner.tokens
                continue
            if _is_only_its_number(stack[-1].tokens, inner):
                stack[-1].tokens += inner.tokens
                continue
            if stack[-1].tokens and (told := in_units(stack[-1].tokens[-1], map(inner.word, inner.tokens))):
                stack[-1].tokens[-1] = told
                continue
            if named := _in_other_words(stack[-1].tokens, inner):
                first = named[0].start
                del stack[-1].tokens[-len(named) :]
                name = next(t for t in inner.tokens if t.kind in _NAMES)
                stack[-1].tokens.append(Token(name.kind, name.meaning, first, token.end))
                continue
            inner.kinds = frozenset(t.kind for t in inner.tokens).union(
                *(run.kinds for _, run in inner.asides)
            )
            stack[-1].asides.append((len(stack[-1].tokens), inner))
        elif token.kind != "bracket":
            stack[-1].tokens.append(token)
    while len(stack) > 1:
        inner = stack.pop()
        shift = len(stack[-1].tokens)
        stack[-1].tokens += inner.tokens
        stack[-1].asides += [(shift + at, run) for at, run in inner.asides]
    return stack[0]


def _included(aside: Run) -> list[Token]:
    """Brackets that only add to a name, as words of it: 予以公开（含部分公开）, 区政府（含办公室）."""
    first = aside.tokens[0] if aside.tokens else None
    if first is None or not first.means("made_of", "some") or aside.asides:
        return []
    if any(t.kind in ("number", "stop", "carry", "figure") for t in aside.tokens):
        return []
    if "review" in {t.kind for t in aside.tokens}:
        return [replace(first, kind="plain", meaning="")]  # 行政诉讼（含复议后起诉）33件 are all suits
    if [t.kind for t in aside.tokens[1:]] == ["repeal"]:
        return [
            replace(first, kind="plain", meaning="")
        ]  # 废止（含失效）9件 are all that are no longer in force
    return [replace(first, kind="plain", meaning=""), *aside.tokens[1:]]


def _told_exactly(text: str, tokens: Sequence[Token], aside: Run) -> int:
    """How many tokens before brackets tell a portion roughly that these give in per cent: 七成（70.5%）, 七成一（71.4%）; 0 if none."""
    if len(aside.tokens) != 1 or unit(aside.tokens[0]) != "%" or not tokens:
        return 0
    if tokens[-1].kind == "portion":
        return 1
    tenths = (
        text[tokens[-1].start : tokens[-1].end] in _TENTHS
        and len(tokens) > 1
        and tokens[-2].kind == "portion"
    )
    return 2 if tenths else 0


_TENTHS = tuple("一二三四五六七八九")


def _is_only_its_number(tokens: Sequence[Token], aside: Run) -> bool:
    """Whether brackets hold nothing but the number of what stands before them: 自然人（27件）、不予公开总数（14件）, 以信函为主（8件）."""
    mostly = len(tokens) > 1 and tokens[-1].means("plain", "mostly") and tokens[-2].kind in {*_NAMES, "way"}
    named = mostly or (bool(tokens) and tokens[-1].kind in {*_NAMES, "sum"})
    return named and [t.kind for t in aside.tokens] == ["number"]


def _in_other_words(tokens: Sequence[Token], aside: Run) -> Sequence[Token]:
    """The words for which brackets give those of the form: 高校（科研机构）, 不予公开（属于国家秘密）; none where they do not.

    They are of the same kind, or not known.
    """
    named = [t for t in aside.tokens if t.kind in _NAMES]
    if (
        not tokens
        or aside.asides
        or len(named) != 1
        or {t.kind for t in aside.tokens} - {"plain", named[0].kind}
    ):
        return ()
    last, name = tokens[-1], named[0]
    if name.kind == "outcome":
        row = last.kind == "outcome" and name.meaning.startswith(f"{last.meaning}.")
        return tokens[-1:] if row else ()
    if last.kind not in (name.kind, "other", "plain"):
        return ()
    known = next(
        (i for i in reversed(range(len(tokens) - 1)) if tokens[i].kind not in ("other", "plain")), -1
    )
    unknown = next((i for i in range(known + 1, len(tokens)) if tokens[i].kind == "other"), len(tokens))
    if last.kind == name.kind:
        return tokens[min(unknown, len(tokens) - 1) :]  # 物业公司（企业）
    return tokens[unknown:] if name.kind in _OF_WORDS_NOT_KNOWN else ()


_NAMES = {"outcome", "applicant", "verdict", "review", "repeal", "issue"}
_OF_WORDS_NOT_KNOWN = {"applicant", "repeal", "issue"}

_FILLERS = {"sum", "of_which", "each", "has", "comma", "plain", "results"}


def _is_filler(tokens: Sequence[Token]) -> bool:
    return all(t.kind in _FILLERS or t.means("when", "this") for t in tokens)


def phrases(run: Run) -> Iterator[Phrase]:
    """The numbers of a run, each with its words.

    Where nothing but fillers stands right before a number, its words are those of the clause before:
    政府信息公开申请，共计3件.
    """
    tokens = run.tokens
    places = run.numbers()
    told = _respective(run, places)
    end = 0
    for order, at in enumerate(places):
        stops = [i for i in range(end, at) if tokens[i].kind == "stop"]
        start = stops.pop() + 1 if stops else end
        following = places[order + 1] if order + 1 < len(places) else len(tokens)
        behind = _behind(tokens, at, following)
        whole = _is_whole(tokens, at, following)
        alone = not whole and (not behind or _is_filler(behind))
        while alone and start > end and _is_filler(tokens[start:at]):
            if (not stops and end) or not tokens[start - 1].means("stop", "，", "："):
                break  # what stands there is said of the number before, or of something else
            earlier = stops.pop() + 1 if stops else end
            if any(unit(t) == "%" for t in tokens[earlier:start]):
                break
            start = earlier
        number = tokens[at].number
        before = told.get(at, tokens[start:at])
        if number:
            yield Phrase(start, at, before, behind, tokens[at], number)
        # 140件行政复议、49件行政诉讼, 作出的204件行政许可、12件行政处罚: what names a number from behind names no other.
        # 除4件由企业提出、1件由科研机构提出外: so does what stands behind 除.
        led = [t for t in before if t.kind != "except"]
        named_behind = (
            _is_filler(led) or led[-1].means("plain", "of") or _are_named_behind(tokens, at, following)
        )
        end = at + 1 + (len(behind) if named_behind else 0)


def _is_whole(tokens: Sequence[Token], at: int, following: int) -> bool:
    """Whether a number is that of which the next one is a part: 仍以不掌握居多，16件办结件中占7件."""
    between = tokens[at + 1 : following]
    return not any(t.kind in ("stop", "comma") for t in between) and any(
        t.means("plain", "among") or t.kind == "share" for t in between
    )


def _are_named_behind(tokens: Sequence[Token], at: int, following: int) -> bool:
    """Whether two numbers of a list are named alike right behind them: 5宗维持、2宗其他结果; 298宗来自个人、41宗来自企业; 发生2件行政复议、1件行政诉讼."""
    if following + 1 >= len(tokens) or tokens[following - 1].kind != "comma":
        return False
    one, other = tokens[at + 1], tokens[following + 1]
    return one.kind == other.kind and (
        one.kind in ("verdict", "outcome", "review") or one.means("plain", "by")
    )


def _behind(tokens: Sequence[Token], at: int, following: int) -> Sequence[Token]:
    """The words behind a number, up to a stop; what stands right before the next number is that one's."""
    for i in range(at + 1, following):
        if tokens[i].kind in ("stop", "comma"):
            return tokens[at + 1 : i]
    return tokens[at + 1 : following] if following == len(tokens) else ()


def _respective(run: Run, places: Sequence[int]) -> dict[int, Sequence[Token]]:
    """What each number is of where the names come first: 予以公开、部分公开分别为9件、0件.

    The names must be as many as the numbers; otherwise each of those numbers has one word that is not known.
    """
    told: dict[int, Sequence[Token]] = {}
    tokens = run.tokens
    for each in (i for i, t in enumerate(tokens) if t.kind == "each"):
        numbers: list[int] = []
        for at in (p for p in places if p > each):
            between = tokens[numbers[-1] + 1 : at] if numbers else tokens[each + 1 : at]
            if numbers and not all(t.kind in ("comma", "plain") or t.means("stop", "，") for t in between):
                break
            numbers.append(at)
        led = tokens[each + 1 : numbers[0]] if numbers else ()
        if any(t.kind in ("more", "less") for t in led):
            continue  # 分别比上年增加3件、1件
        if len(numbers) == 1 and not _is_filler(led):
            continue  # 分别为予以公开9件、部分公开2件: each number has its own name
        first = clause_start(tokens, each)
        if first == each > 0:
            first = clause_start(tokens, each - 1)  # 申请人有自然人、企业两类，分别为9件、2件
        names = _names([t for t in tokens[first:each] if t.kind != "stop" and not t.counted])
        for order, at in enumerate(numbers):
            fits = len(names) == len(numbers)
            told[at] = names[order] if fits else [Token("other", "", tokens[each].start, tokens[each].end)]
    return told


def _names(tokens: Sequence[Token]) -> list[list[Token]]:
    """Tokens cut where they are joined by 、 or 和; what leads up to the first name goes before each of them."""
    names: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == "comma" or token.means("plain", "and"):
            names.append([])
        else:
            names[-1].append(token)
    shared = ("decide", "issue", "repeal", "publish", "when", "year")
    lead = [t for t in names[0] if t.kind in shared]
    return [names[0], *([*lead, *name] for name in names[1:])]
