"""The word-by-word diff of two versions of a text."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_MAX_WORDS = 3_000
"""A text with more words than this between its first and its last change is compared line by line."""


class DiffKind(StrEnum):
    """What a run of words is in a diff."""

    UNCHANGED = "unchanged"
    REMOVED = "removed"
    ADDED = "added"


DiffRun = tuple[str, DiffKind]
"""A run of words, and whether it is unchanged, removed or added."""


def diff_words(before: str, after: str) -> list[DiffRun]:
    """Return the word-by-word diff of two texts as runs of unchanged, removed and added words.

    Unchanged and removed runs make up the text before, unchanged and added runs the text after, to the character.
    """
    words = [_WORDS.findall(text) for text in (before, after)]
    first = _common_prefix_length(*words)
    last = _common_prefix_length(*(each[first:][::-1] for each in words))
    old, new = (each[first : len(each) - last] for each in words)
    if max(len(old), len(new)) > _MAX_WORDS:
        old, new = (_LINES.findall("".join(each)) for each in (old, new))
    start, end = words[0][:first], words[0][len(words[0]) - last :]
    return _merge_runs([("".join(start), DiffKind.UNCHANGED), *_diff(old, new), ("".join(end), DiffKind.UNCHANGED)])


def _common_prefix_length(before: Sequence[str], after: Sequence[str]) -> int:
    """Return the number of words at the beginning that two texts have in common."""
    pairs = zip(before, after, strict=False)
    return next((n for n, (old, new) in enumerate(pairs) if old != new), min(len(before), len(after)))


def _diff(before: Sequence[str], after: Sequence[str]) -> Iterator[DiffRun]:
    if max(len(before), len(after)) > _MAX_WORDS:  # a text of thousands of lines: replaced in one run
        yield "".join(before), DiffKind.REMOVED
        yield "".join(after), DiffKind.ADDED
        return
    for operation, i, j, k, m in SequenceMatcher(str.isspace, before, after).get_opcodes():
        if operation == "equal":
            yield "".join(before[i:j]), DiffKind.UNCHANGED
        else:
            yield "".join(before[i:j]), DiffKind.REMOVED
            yield "".join(after[k:m]), DiffKind.ADDED


def _merge_runs(runs: Sequence[DiffRun]) -> list[DiffRun]:
    """Return the runs without empty ones, and with neighbours of one kind merged."""
    merged: list[DiffRun] = []
    for text, kind in runs:
        if text and merged and merged[-1][1] is kind:
            merged[-1] = (merged[-1][0] + text, kind)
        elif text:
            merged.append((text, kind))
    return merged
