"""Parts that stand right behind their total with nothing that introduces them: 收到意见47条，采纳32条，未采纳15条."""

from collections.abc import Iterator, Sequence

from ndbg.check.prose.lexicon import DEALT_WITH, LEFT_OVER, LEVELS
from ndbg.check.prose.lists.parts import BREAKS, Listing, Part, has_digits_turned_round, name_all, part_of
from ndbg.check.prose.scene import Tokens, kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Number
from ndbg.text.patterns import any_in


def bare(run: Run) -> Iterator[Sequence[Listing]]:
    """The lists of a sentence that nothing introduces, each between ；.

    That the counts behind one are its parts is sure where their names are those of all there can be, or the last is
    that of 其余; it is told by the numbers where two digits changing places would make them add up.
    """
    tokens = run.tokens
    start = 0
    while start < len(tokens):
        end = clause_end(tokens, start, "；", "。")
        counted = [(i, n) for i in range(start, end) if (n := tokens[i].counted)]
        first, start = start, end + 1
        for order, (place, whole) in enumerate(counted[:-2]):
            parts = _parts(run, counted[order:])
            if len(parts) < 2 or parts[-1].at != counted[-1][0] or run.about_at(place) in _OTHERWISE_READ:
                continue
            between = [t for t in tokens[place : parts[-1].at] if not t.means("more_over", "and")]
            marked = kinds(tokens[first:place]) & BREAKS or kinds(between) & _MARKS
            rest = _ends_with_the_rest(parts) or _are_dealt_with_or_left(parts)
            if marked or not _is_a_total(tokens, place, whole, parts, sure=rest):
                continue
            sure = rest or name_all(parts) or _are_of_all_levels(whole, parts)
            turned = _nearly(whole, parts) and has_digits_turned_round(whole, [p.number for p in parts])
            if sure or turned:
                yield [
                    Listing(
                        tokens[place].start,
                        parts[-1].end,
                        whole,
                        parts,
                        frozenset({whole.value}),
                        complete=sure or None,
                        unsure=not sure,
                    )
                ]
                break


def _nearly(whole: Number, parts: Sequence[Part]) -> bool:
    """Whether parts of a total that is not small miss it by no more than a tenth."""
    missed = abs(whole.value - sum(p.number.value for p in parts))
    return whole.value >= _A_HUNDRED and missed * _A_TENTH <= whole.value


_A_HUNDRED, _A_TENTH = 100, 10
# What is counted of these is read by how applications and reviews are told of.
_OTHERWISE_READ = ("requests", "reviews")
_MARKS = {*BREAKS, "except", "each", "more", "less", "sum", "share"}


def _is_a_total(tokens: Tokens, place: int, whole: Number, parts: Sequence[Part], *, sure: bool) -> bool:
    """Whether a number may be the total of some parts: it is the only one of its clause, and unless it surely is, none of them is larger."""
    alone = not any(t.counted for t in tokens[clause_start(tokens, place) : place])
    return (
        alone
        and whole.exact
        and parts[0].label[0].kind == "stop"
        and (sure or max(p.number.value for p in parts) <= whole.value)
    )


def _parts(run: Run, counted: Sequence[tuple[int, Number]]) -> list[Part]:
    """The counts behind the first one that are in its unit, each with its name before it."""
    tokens = run.tokens
    (before, whole), *others = counted
    found: list[Part] = []
    for at, number in others:
        label = tokens[before + 1 : at]
        first = next((i for i, t in enumerate(label) if t.kind in ("stop", "comma")), None)
        if number.unit != whole.unit or not number.exact or first is None or (found and first):
            break
        named = label[first:]
        if kinds(named) & {"year", "when", "carry"}:
            break
        if found and named[0].kind == "stop" and not kinds(named) - _BEFORE_WHAT_IS_LEFT:
            named = tokens[at + 1 : clause_end(tokens, at)]  # 4件因未留电话无法回复
        done = any(run.word(t) in DEALT_WITH for t in named)
        if not done and not kinds(named) - {"stop", "comma", "plain"}:
            break
        found.append(part_of(run, at, number, named))
        before = at
    return found


def _are_of_all_levels(whole: Number, parts: Sequence[Part]) -> bool:
    """Whether people or places are told apart by levels and nothing else: 公开栏11个，镇1个、村10个."""
    joined = all(p.label[0].kind == "comma" for p in parts[1:])
    return joined and whole.unit in _OF_LEVELS and all(p.name.strip("，、由") in LEVELS for p in parts)


_OF_LEVELS = ("个", "处", "人", "名", "块")


_BEFORE_WHAT_IS_LEFT = {"stop", "plain", "has"}


def _are_dealt_with_or_left(parts: Sequence[Part]) -> bool:
    """Whether the first part was dealt with, and the others, which begin with their number, are left: 完成39项，1项因机构改革延期."""
    first, *others = parts
    behind = [bool(p.label) and p.label[0].start > p.token.start for p in others]
    left = all(any_in(LEFT_OVER, p.name) for p in others)
    done = any_in(DEALT_WITH, first.name) and not any_in(_NOT_ALL, first.name)
    return bool(others) and all(behind) and left and done


_NOT_ALL = ("其中", "未", "不")


def _ends_with_the_rest(parts: Sequence[Part]) -> bool:
    return "rest" in kinds(parts[-1].label)
