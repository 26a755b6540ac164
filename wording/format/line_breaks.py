"""Where a sentence may break over two lines."""

import re

_CLAUSE = re.compile(r"(?:[^.,;:]|(?<=\d)[.,:](?=\d))+")
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=\w)")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!]) ")
_LONGEST_CLAUSE = 26
"""The most letters of a clause that stays on one line: it fits on the narrowest phone at the size of a title."""


def bind_clauses(sentences: str) -> str:
    """Return sentences with no-break spaces inside each short clause with a number, such as "3 are Red".

    In a longer clause the number stays with the word after it. The first words of a sentence that follows another, and
    the last two of each, stay together: a line ends with a sentence where it can.
    """
    bound = _AFTER_NUMBER.sub("\u00a0", _CLAUSE.sub(_bind, sentences))
    first, *others = _BETWEEN_SENTENCES.split(bound)
    return " ".join([_bind_end(first), *(_bind_end(_bind_start(each)) for each in others)])


def _bind(clause: re.Match[str]) -> str:
    text = clause.group()
    words = text.strip()
    if len(words) > _LONGEST_CLAUSE or not any(letter.isdecimal() for letter in words):
        return text
    return text.replace(words, words.replace(" ", "\u00a0"))


def _bind_start(sentence: str) -> str:
    """Bind as many first words as are no longer than a clause, nor than half the sentence."""
    end = sentence.rfind(" ", 0, min(_LONGEST_CLAUSE, len(sentence) // 2) + 1)
    return sentence if end < 0 else sentence[:end].replace(" ", "\u00a0") + sentence[end:]


def _bind_end(sentence: str) -> str:
    """Bind the last two words, where they are no longer than a clause, nor than half the sentence."""
    before, _space, last = sentence.rpartition(" ")
    word = before.rpartition(" ")[2]
    is_short = len(word) + 1 + len(last) <= min(_LONGEST_CLAUSE, len(sentence) // 2)
    return f"{before}\u00a0{last}" if before and is_short else sentence
