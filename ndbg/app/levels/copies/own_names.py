"""The names of a body of the roster in texts, its own and those of others."""

import re

from ndbg.app.levels.roster.model import Body
from ndbg.app.levels.status.model import Survey
from ndbg.report.similarity import masked
from ndbg.text.labels import compact


class OwnNames:
    """Masks a body's own names in its text, so that a copy in which the names were replaced is still found."""

    def __init__(self, found: Survey) -> None:
        self._patterns: dict[str, re.Pattern[str] | None] = {}
        self._found = found

    def masked(self, body: str, text: str) -> str:
        """The text of a body, masked, with 本单位 in place of its names."""
        if body not in self._patterns:
            known = self._found.roster.by_name.get(body)
            names = sorted(written_names(self._found, known), key=len, reverse=True) if known else []
            self._patterns[body] = re.compile("|".join(map(re.escape, names))) if names else None
        pattern = self._patterns[body]
        return masked(pattern.sub("本单位", compact(text)) if pattern else text)


def written_names(found: Survey, body: Body) -> set[str]:
    """The forms in which a body is named in prose: in full, without 人民政府, without its region or part of that."""
    names = set()
    for name in (body.name, *body.former):
        names.add(name)
        names.add(name.replace("人民政府", "政府"))
        if len(plain := name.removesuffix("人民政府")) > 2:
            names.add(plain)
        for above in found.roster.ancestors(body):
            stem = above.name.removesuffix("人民政府")
            rest = name.removeprefix(stem)
            if rest != name and len(rest) > 1:
                names.add(stem[-1:] + rest)
                if found.roster.group(body).is_government:
                    names |= {rest, rest.removesuffix("人民政府")}
            elif rest == name and not any(
                name.startswith(a.name.removesuffix("人民政府")) for a in found.roster.ancestors(body)
            ):
                names.add(stem + name)
    return {compact(name) for name in names if len(name) > 2}
