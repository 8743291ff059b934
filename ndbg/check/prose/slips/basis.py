"""Where a text says that it follows a document that no longer holds."""

from collections.abc import Iterator

from ndbg.check.prose.lexicon import FOLLOWING, NO_LONGER
from ndbg.check.prose.paragraphs import Paragraph
from ndbg.check.prose.tokens import Place, behind_last
from ndbg.text.patterns import Pattern, any_in

_OLD_BASIS = Pattern(r"(?:国办公开办函)?[〔\[（]2019[〕\]）]60号", given="60号")


def old_basis(paragraph: Paragraph) -> Iterator[Place]:
    """Where a text says that it follows 国办公开办函〔2019〕60号."""
    for match in _OLD_BASIS.finditer(paragraph.plain):
        start = behind_last("。；", paragraph.plain, match.start())
        lead = paragraph.plain[start : match.start()]
        if any_in(FOLLOWING, lead) and not paragraph.plain.startswith(NO_LONGER, match.end()):
            yield match.span()
