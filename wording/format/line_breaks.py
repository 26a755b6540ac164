"""Where a sentence may break over two lines."""

import re

_CLAUSE = re.compile(r"[^.,;:]+")
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=\w)")
_LONGEST_CLAUSE = 22
"""The most letters of a clause that stays on one line: it fits on a phone at the size of a title."""


def bind_clauses(sentence: str) -> str:
    """Return a sentence with no-break spaces inside each short clause with a number, such as "3 are Red".

    In a longer clause the number stays with the word after it.
    """
    return _AFTER_NUMBER.sub("\u00a0", _CLAUSE.sub(_bind, sentence))


def _bind(clause: re.Match[str]) -> str:
    text = clause.group()
    words = text.strip()
    if len(words) > _LONGEST_CLAUSE or not any(letter.isdecimal() for letter in words):
        return text
    return text.replace(words, words.replace(" ", "\u00a0"))
