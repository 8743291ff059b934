"""The day on which a body's report came: that of the first file with which it reported."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ndbg.app.levels.roster.model import Body
from ndbg.app.levels.status.drafts import Draft
from ndbg.app.levels.status.model import Version

FILE_TIME = "文件时间"  # the source of a day that only the times of files tell


def received(
    body: Body, versions: Sequence[Version], year: int, *, believed: bool
) -> tuple[date | None, str]:
    """The day on which the first of a body's files came, and its source.

    Of each file it is the day in its name, else, where these are `believed`, that of its times. Where one has
    neither, a later day of another is no day of receipt. What is published counts only where nothing else was sent,
    and the day in its name is then that of the publication.
    """
    if body.received and versions:
        return body.received.of(year), "名册"
    sent = _sent(versions)
    dated = bool(sent) and sent[0].draft is not Draft.PUBLISHED
    days: list[tuple[date, str]] = []
    unknown = False
    for version in sent:
        if version.named_day and dated:
            days.append((version.named_day, "文件名"))
        elif believed:
            days.append((version.changed, FILE_TIME))
        else:
            unknown = True
    first = min(days, default=(None, ""))
    late = first[0] and body.due and first[0] > body.due.of(year)
    return (None, "") if unknown and late else first


def _sent(versions: Iterable[Version]) -> list[Version]:
    """The versions that were sent in; where all were published, those."""
    listed = list(versions)
    return [v for v in listed if v.draft is not Draft.PUBLISHED] or listed


def times_late(
    bodies: Iterable[Body], by_body: Mapping[str, Sequence[Version]], year: int
) -> tuple[int, int]:
    """The bodies with a due day whose day of receipt only the times of files tell, and how many of them these make late."""
    dated_by_mtime = late = 0
    for body in bodies:
        sent = _sent(by_body.get(body.name, ()))
        if body.due is None or body.received or not sent or any(version.named_day for version in sent):
            continue
        dated_by_mtime += 1
        late += min(version.changed for version in sent) > body.due.of(year)
    return dated_by_mtime, late
