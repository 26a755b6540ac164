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


_CLAUSE = re.compile(r"(?:[^.,;:]|(?<=\d)[.,:](?=\d))+")
_AFTER_NUMBER = re.compile(r"(?<=\d) (?=\w)")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!]) ")
_LONGEST_CLAUSE = 26
"""The most letters of a clause that stays on one line: it fits on the narrowest phone at the size of a title."""


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


def number_word(n: int, _: Translator) -> str:
    """Return a number in a sentence: a word under ten in English, figures otherwise.

    Welsh keeps figures, because its number words change with the gender of the noun.
    """
    words = (
        _.within("number", "no"),
        _.within("number", "one"),
        _.within("number", "two"),
        _.within("number", "three"),
        _.within("number", "four"),
        _.within("number", "five"),
        _.within("number", "six"),
        _.within("number", "seven"),
        _.within("number", "eight"),
        _.within("number", "nine"),
    )
    return words[n] if 0 <= n < len(words) else format_count(n, _)


def reviewed_ref(review: str, ref: str, *, named: bool) -> str:
    """Return a ref, such as "3"; `named` adds the short name of its review: "3 (Custody)"."""
    return f"{ref} ({review})" if named else ref


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


def format_one_decimal(number: float, _: Translator) -> str:
    """Return a number with one decimal in the notation of a language."""
    return format_decimal(number, format="#,##0.0", locale=_.language.value)
