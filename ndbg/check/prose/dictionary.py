"""The words that a text of this trade may have: those of the dictionary, of the lexicon, and set phrases of reports."""

from functools import cache

from ndbg.check.prose.lexicon import NOT_IN_DICTIONARY, SET_PHRASES, WORDS
from ndbg.text.words import Words


@cache
def words_of_the_trade() -> frozenset[str]:
    """The words of the lexicon and the set phrases of reports."""
    lexicon = (alike for meanings in WORDS.values() for alike in meanings.values())
    return frozenset(" ".join((*lexicon, *SET_PHRASES)).split())


@cache
def known_words() -> Words:
    """The words of the dictionary and of the trade."""
    return Words((*words_of_the_trade(), *NOT_IN_DICTIONARY))
