"""Two wordings of one text, word by word: which words stayed, which went and which came."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_MOST = 3_000
"""Of a text with more words than this between its first and its last change, whole lines are compared."""


class Mark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


Marked = tuple[str, Mark]


def words_marked(before: str, after: str) -> list[Marked]:
    """Return the words of two texts in their order, each run with what became of it.

    What was kept and removed is the text before, and what was kept and added the text after, every character of both.
    """
    words = [_WORDS.findall(text) for text in (before, after)]
    first = _alike(*words)
    last = _alike(*(each[first:][::-1] for each in words))
    old, new = (each[first : len(each) - last] for each in words)
    if max(len(old), len(new)) > _MOST:
        old, new = (_LINES.findall("".join(each)) for each in (old, new))
    start, end = words[0][:first], words[0][len(words[0]) - last :]
    return _joined([("".join(start), Mark.KEPT), *_between(old, new), ("".join(end), Mark.KEPT)])


def _alike(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many words two texts begin with in common."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after)))


def _between(before: Sequence[str], after: Sequence[str]) -> Iterator[Marked]:
    if max(len(before), len(after)) > _MOST:  # a text of thousands of lines: told as a whole
        yield "".join(before), Mark.REMOVED
        yield "".join(after), Mark.ADDED
        return
    for what, i, j, k, m in SequenceMatcher(str.isspace, before, after).get_opcodes():
        if what == "equal":
            yield "".join(before[i:j]), Mark.KEPT
        else:
            yield "".join(before[i:j]), Mark.REMOVED
            yield "".join(after[k:m]), Mark.ADDED


def _joined(runs: Sequence[Marked]) -> list[Marked]:
    """Return runs without empty ones, and with neighbours of one mark as one."""
    joined: list[Marked] = []
    for text, mark in runs:
        if text and joined and joined[-1][1] is mark:
            joined[-1] = (joined[-1][0] + text, mark)
        elif text:
            joined.append((text, mark))
    return joined
