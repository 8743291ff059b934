"""Which years may stand where that of the report should, and which are only referred to."""

from ndbg.check.prose.lexicon import BODIES, PAPERS, REFERRED_TO, REFERRED_TO_RIGHT_BEHIND, WORDS
from ndbg.check.prose.office import Office, is_short_for
from ndbg.check.prose.scene import kinds
from ndbg.check.prose.sentences import Run, clause_end, clause_start
from ndbg.check.prose.tokens import Token, opened
from ndbg.text.patterns import any_in

COPIED_FROM = 3  # years: a text copied from an earlier report, or a slip, is not further away
LAST_MONTH = 12


def is_referred_to(behind: str) -> bool:
    """Whether the words behind a year make it one that is only referred to: 2023年起, 2023年受理的."""
    return behind.startswith(REFERRED_TO_RIGHT_BEHIND) or any_in(REFERRED_TO, behind)


def is_mistyped(told: int, year: int) -> bool:
    """Whether a year is that of the report but for its tens, or with its digits turned round: 2012年 for 2022, for 2021.

    Further off it is so only where there was no disclosure of information yet: 2002年 for 2022.
    """
    turned_round = told != year and sorted(f"{told}") == sorted(f"{year}")
    return turned_round or (told % _TEN == year % _TEN and (abs(told - year) == _TEN or told < FIRST))


_TEN = 10
FIRST = 2008  # the year in which 《政府信息公开条例》 came into force


def names_year(run: Run, year: int, *, until: bool = True) -> bool:
    """Whether a sentence names the year of the report, up to its first full stop.

    That of a budget or of a plan is none of its own: 公开2024年部门预算. Without `until`, neither is the day up to
    which it counts: 截至2024年12月31日，2023年度公开.
    """
    for tokens in (run.tokens[: clause_end(run.tokens, 0, "。")], *(aside.tokens for _, aside in run.asides)):
        for before, token in zip((None, *tokens), tokens, strict=False):
            named = year_of(token) == year or (token.kind == "span" and f"{year}年" in run.word(token))
            ends = before is not None and before.kind == "until" and ends_the_year(run, token)
            of_a_paper = any_in(PAPERS, run.text[token.end : min(token.end + LONGEST_PAPER, tokens[-1].end)])
            if named and not of_a_paper and (until or not ends):
                return True
    return False


def ends_the_year(run: Run, token: Token) -> bool:
    """Whether a time is the end of its year: 2024年底, 2024年12月31日."""
    last = token.date[1] == LAST_MONTH and token.date[2] in (0, 31)
    return last or (token.kind == "year" and run.text.startswith(_ITS_END, token.end - 1))


_ITS_END = ("底", "末", "年年底", "年年末")


# Characters behind a year within which a paper, and one behind the words for disclosure, is named.
LONGEST_PAPER = 8
DISCLOSURE = tuple(WORDS["plain"]["disclosure"].split())  # 2023年政务公开工作要点


def is_close(told: int, year: int) -> bool:
    """Whether a year is another one than that of the report, and no further from it than a text copied from then."""
    return told != year and abs(told - year) <= COPIED_FROM


RIGHT_BEHIND = 4  # characters behind a year that may refer to it


def may_be_meant_for(run: Run, token: Token, year: int) -> bool:
    """Whether a time may stand where one of the report's year should: it is close to that, or mistyped.

    The last month of the year before may be told of for what came of it, and the first ones of the next year for what
    was done before the report was out.
    """
    told, month = year_of(token), token.date[1]
    if token.kind not in ("year", "month", "day") or not told or run.word(token)[-1] in "底末初":
        return False
    around = (told == year - 1 and month == LAST_MONTH) or (told > year and 0 < month < _REPORTED)
    return not around and (is_close(told, year) or is_mistyped(told, year))


_REPORTED = 4  # the month by which a report is out


def year_of(token: Token) -> int:
    """The year that a token names; 0 where it names none."""
    return int(token.meaning) if token.kind == "year" else token.date[0]


def governs(run: Run, at: int, office: Office) -> bool:
    """Whether a year begins its clause: 我局2023年收到, 全局2023年公开, 我局公众号2023年推送, and behind a heading without a stop, 做好公开工作2023年共收到."""
    start = clause_start(run.tokens, at)
    before = [t for t in run.tokens[start:at] if t.end > run.place[0] + len(run.head)]  # 一、2023年
    named = [
        t
        for t in opened(before)
        if t.meaning not in _LEADING_TO and not t.means("plain", "") and run.word(t) != "于"
    ]  # 二是在2023年, 综合2023年工作
    whose = (
        {"own", "whole", "part"} if named and named[0].kind == "whole" else {"own", "whole"}
    )  # 全市各部门2023年收到
    if not kinds(named) - whose or (len(before) == 1 and is_its_name(run, before[0], office)):
        return True
    if kinds(before) <= _SUBJECTS and run.text.endswith(BODIES, 0, before[-1].end):
        return True
    headed = bool(run.head) and start == 0 and run.word(before[-1]).endswith(("工作", "情况", "方面"))
    following = run.tokens[at + 1].kind if at + 1 < len(run.tokens) else ""
    return headed and following in ("sum", "own", "receive", "no", "stop")


_LEADING_TO = ("in", "from", "to", "item", "remember", "carry_out")
_SUBJECTS = {"own", "whole", "name", "other", "way", "plain", "other_thing"}


def is_its_name(run: Run, token: Token, office: Office) -> bool:
    """Whether a word is the name of the office, or begins with it: 云溪水利局认真."""
    word = run.word(token)
    ends = [i for i, char in enumerate(word, 1) if char in _ENDS_OF_NAMES]
    return token.kind == "other" and any(is_short_for(word[:i], office.agency) for i in ends if i > 1)


_ENDS_OF_NAMES = "局委办厅院镇乡县区市室道会府"
