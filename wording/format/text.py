"""Lists, numbers, lines and changed words as text."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from model.language import Language
from wording.catalogue import Translator

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
# A text with more words than this between its first and its last change is compared line by line.
_MAX_WORDS = 3_000


class DiffKind(StrEnum):
    """What a run of words is in a diff."""

    UNCHANGED = "unchanged"
    REMOVED = "removed"
    ADDED = "added"


# A run of words, and whether it is unchanged, removed or added.
DiffRun = tuple[str, DiffKind]


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


def join_words(words: Sequence[str], _: Translator) -> str:
    """Return words as a list in a sentence: "Data, Training and Victims".

    Welsh is joined by commas alone: its *and* changes, and changes the word after it, by what that word begins with.
    """
    if _.language is Language.WELSH:
        return ", ".join(words)
    return format_list(list(words), locale="en_GB")


def join_clauses(clauses: Sequence[str], _: Translator) -> str:
    """Return several clauses joined into one: "3 are Red, 4 are Amber, and none is Blue"."""
    if len(clauses) < 2:
        return "".join(clauses)
    return _("{clauses}, and {last}", clauses=", ".join(clauses[:-1]), last=clauses[-1])


def begin_sentence(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def join_first(words: Sequence[str], most: int | None, _: Translator, *, between: str = ", ") -> str:
    """Return words as a list; those after the first `most` as a count."""
    if most is None or len(words) <= most:
        return between.join(words)
    rest = len(words) - most
    return _.plural("{listed} and {n} more", "{listed} and {n} more", rest, listed=between.join(words[:most]))


def format_count(n: int, _: Translator) -> str:
    """Return an integer with thousands separators: "1,234"."""
    return format_decimal(int(n), locale=_.language.value) if n >= 1000 else str(int(n))


def format_share(part: float, total: float, _: Translator) -> str:
    """Return the share of a total as a percentage without decimals; a dash where the total is zero."""
    return format_percent(part / total, locale=_.language.value) if total else "–"


def reviewed_ref(review: str, ref: str, *, named: bool) -> str:
    """Return a ref, such as "3"; `named` adds the short name of its review: "3 (Custody)"."""
    return f"{ref} ({review})" if named else ref


def format_one_decimal(number: float, _: Translator) -> str:
    """Return a number with one decimal in the notation of a language."""
    return format_decimal(number, format="#,##0.0", locale=_.language.value)
