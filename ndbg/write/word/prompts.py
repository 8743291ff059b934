"""What a form asks for in the sections of prose: sub-headings, choices, sentences with room for a figure."""

from collections.abc import Iterable, Iterator, Sequence

from ndbg.document.blanks import find_blanks
from ndbg.document.closing import closes
from ndbg.document.instructions import is_instruction
from ndbg.text.patterns import HAN, Pattern

_NUMBER = r"(?:[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])\s*"
# A sub-heading alone in its line, or at the head of a sample: （一）主动公开。……
_SUB_HEADING = Pattern(
    rf"{_NUMBER}(?P<words>[^。！？；：:]{{2,40}})(?:[：:]|$)", given="|".join("一二三四五六七八九十.．、")
)
_TITLE = Pattern(r"[^。！？；]{2,40}")
_LEAD = Pattern(
    r"[（(][一二三四五六七八九十]{1,3}[）)]\s*(?P<words>[^。！？；：:]{2,30})[。：:](?P<behind>.*)"
)
_BOXES = "☐□◻☑☒"
_CHOICE = Pattern(rf"(?:^|.*[\s：:）)])[{_BOXES}](?![{_BOXES}]).*", given="|".join(_BOXES))
# Words by which a line says that it is a sample, in brackets or not.
_SAMPLE = Pattern(r"[（(【\[〔]|(?:示|样|举|范)?例[一二三四五六七八九\d]?[：:]|参考")
# Words that stand for those of a sub-heading.
_NO_WORDS = Pattern(r"(?:[一二三]级|小)?标题[一二三四五六七八九\d]*|.*[×╳○…]{2,}.*|正文.*")
_CHARACTERS = Pattern(HAN)
# Blanks to write on, often underlined, and how they are told.
_ROOM, _WRITTEN_ROOM = Pattern(r"(?<=\S)[ \u3000\xa0\t]{3,}(?=\S)"), "____"
_FEWEST_CHARACTERS = 6  # Chinese ones, of a sentence with room
_SHORTEST_PART = 2  # characters, of what must stand in the prose


def asked(lines: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """The lines in a section of prose of a form that ask for something, in order.

    `lines` are all lines of the section, each with whether Word numbers it: a short numbered line is a sub-heading.
    """
    listed = False  # whether a list of instructions has begun
    for text, numbered in lines:
        line = " ".join(_ROOM.sub(_WRITTEN_ROOM, text.strip()).split())
        listed |= closes(line)
        if is_instruction(line) or closes(line):
            continue
        if words := _heading(line, listed=listed, numbered=numbered):
            if not _NO_WORDS.fullmatch(words) or _asks(_behind(line)):
                yield line
        elif _asks(line):
            yield line


def _heading(line: str, *, listed: bool, numbered: bool) -> str:
    """The words of a sub-heading; empty where a line is none. Numbers below an instruction are those of its list."""
    found = _LEAD.fullmatch(line) or (None if listed else _SUB_HEADING.fullmatch(line))
    if found:
        return found["words"]
    return line if numbered and not listed and _TITLE.fullmatch(line) else ""


def _behind(line: str) -> str:
    """What stands behind a sub-heading in its line."""
    found = _LEAD.fullmatch(line)
    return found["behind"] if found else ""


def _asks(text: str) -> bool:
    """Whether a text is a choice, or a sentence with room."""
    return bool(_CHOICE.fullmatch(text)) or _has_room(text)


def _has_room(line: str) -> bool:
    """Whether a line is a sentence with room for a figure or a word, and no sample."""
    if next(find_blanks(line), None) is None or _SAMPLE.match(line):
        return False
    return len(_CHARACTERS.findall(line)) >= _FEWEST_CHARACTERS


def unanswered(lines: Sequence[str], prose: str) -> list[str]:
    """Those of the lines asked for whose words do not stand in a text."""
    said = _letters(prose)
    return [line for line in lines if not all(part in said for part in _parts(line))]


def _parts(line: str) -> Iterator[str]:
    """The words of a line asked for: those of a sub-heading, and what stands around the rooms."""
    heading, behind = _heading(line, listed=False, numbered=False), _behind(line)
    if heading and not _NO_WORDS.fullmatch(heading):
        yield from _words(heading)
    text, end = (behind if _asks(behind) else "") if heading else line, 0
    for blank in find_blanks(text):
        yield from _words(text[end : blank.start()])
        end = blank.end()
    yield from _words(text[end:])


def _words(text: str) -> Iterator[str]:
    words = _letters(text).removesuffix("情况")
    if len(words) >= _SHORTEST_PART:
        yield words


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
