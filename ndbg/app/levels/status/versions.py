"""Which of a body's files counts: their order, copies among them, and those that nothing puts in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from ndbg.app.levels.status.drafts import Draft
from ndbg.app.levels.status.model import Version
from ndbg.app.levels.store.equal_figures import tells
from ndbg.app.levels.store.folder import Store
from ndbg.app.levels.store.tables import WORD, KeptReport
from ndbg.check.levels.filing import differing_texts

_LEAST_COMMON = 100  # figures that two formats must have in common, all equal, to be one report


def in_order(versions: Iterable[Version]) -> list[Version]:
    """A body's versions, of which the last one counts.

    A file that is there goes before one that is gone; then what names tell: 以此为准, 作废, the stage, 最终, the number of
    the revision, 副本; then the day. A file with another body's title only counts where there is no other.
    """
    listed = list(versions)
    latest: dict[Draft, date] = {}
    for one in listed:
        if not (one.stage.final or one.gone):
            latest[one.draft] = max(latest.get(one.draft, date.min), one.day)
    return sorted(listed, key=partial(_order, latest))


def _order(latest: Mapping[Draft, date], one: Version) -> tuple[bool | int | float | str, ...]:
    return (
        not one.gone,
        one.stage.decided,
        not one.stage.aside,
        not one.match.torn,
        one.draft.rank,
        one.again,
        # The last of its stage by its name; not where another of that stage came on a later day.
        one.stage.final and one.day >= latest.get(one.draft, date.min),
        one.stage.number,
        "副本" not in one.name,
        one.day.toordinal(),
        one.first_seen,
        one.modified,
        one.path,
    )


def rivals_of(versions: Sequence[Version]) -> list[Version]:
    """The versions, in order, of which nothing but the time of their files tells that the last one counts."""
    there = [version for version in versions if not version.gone]
    level = [version for version in there if not _is_told(version, there[-1])]
    return level if len(level) > 1 else []


def _is_told(one: Version, last: Version) -> bool:
    """Whether names, folders or a return tell that one version came before the last."""
    if one.stage._replace(draft=one.draft) != last.stage._replace(draft=last.draft):
        return True
    if (one.again, one.match.torn) != (last.again, last.match.torn):
        return True
    return bool(one.digits_day and last.digits_day) and one.digits_day != last.digits_day


def without_copies(store: Store, versions: Iterable[Version]) -> list[Version]:
    """Versions of different content, in order: of equal ones, and of one report in two formats, only the best."""
    kept: list[Version] = []
    for version in in_order(versions):
        twin = next((at for at, other in enumerate(kept) if _same(store, other, version)), None)
        if twin is None:
            kept.append(version)
        else:
            kept[twin] = _joined(kept[twin], version)
    return in_order(kept)


def _joined(one: Version, other: Version) -> Version:
    """Two equal reports as one version, the second being the later in order.

    It has the place of the first in the order, unless the name of the second tells of a later stage: what was sent
    once more, unchanged, supersedes no revision.
    """
    best = max(
        (one, other),
        key=lambda v: (
            v.kept.figures,
            not (v.gone or v.stage.aside),
            v.kept.suffix in WORD,
            v.draft.rank,
            v.path,
        ),
    )
    place = other if _named_stage(other) > _named_stage(one) else one
    equal = place.equal or (place if _named_stage(place) > _named_stage(best) else None)
    gone = one.gone and other.gone
    return replace(place, kept=best.kept, path=best.path, match=best.match, gone=gone, equal=equal)


def _named_stage(one: Version) -> tuple[bool, bool, int, bool, int]:
    return one.stage.decided, not one.stage.aside, one.stage.draft.rank, one.stage.final, one.stage.number


def is_one_report(store: Store, one: KeptReport, other: KeptReport) -> bool:
    """Whether two files hold the same report: equal in all, or in figures that nobody else has by chance."""
    if one.content == other.content:
        return True
    left, right = (store.batches.values_of(kept.version) for kept in (one, other))
    return left == right and tells(store.form, left)


def _corrects_day(before: Version, later: Version) -> bool:
    """Whether a version that is told to be later has another day of publication, and is no page that was published."""
    days = before.kept.published, later.kept.published
    published = [one.draft is Draft.PUBLISHED for one in (before, later)]
    return bool(days[1]) and days[0] != days[1] and published[0] == published[1] and _is_told(before, later)


def _same(store: Store, left: Version, right: Version) -> bool:
    if left.kept.version == right.kept.version or left.kept.content == right.kept.content:
        return not _corrects_day(left, right)
    if left.kept.suffix == right.kept.suffix:
        return False
    one, other = (store.report(version.kept) for version in (left, right))
    common = one.figures.keys() & other.figures.keys()
    if len(common) < _LEAST_COMMON or any(
        one.figures[cell].value != other.figures[cell].value for cell in common
    ):
        return False
    # What was corrected or published is compared with what was before it word for word, so a different text is kept.
    stages = [(version.draft, version.stage) for version in (left, right)]
    return stages[0] == stages[1] or not any(differing_texts(one, other))
