"""Marks in words: a status, not rated, or not reported, and how many there are of each."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from model.status import Scale, symbols_of
from model.terms import NOT_RATED, NOT_REPORTED, Basis
from wording.catalogue import Translator
from wording.format.text import format_count, join_words

if TYPE_CHECKING:
    import pandas as pd

WordFunction = Callable[[str, Scale, Translator], str]
NOT_RATED_LETTER, NOT_REPORTED_LETTER = "…", "–"


def mark_word(mark: str, scale: Scale, _: Translator) -> str:
    """Return the word of a mark; a status that is not in the scale is returned unchanged."""
    if mark == NOT_RATED:
        return _("not rated")
    if mark == NOT_REPORTED:
        return _("not reported")
    return scale.label(mark, _.language) if mark in scale.rank else mark


def standing_word(mark: str, scale: Scale, _: Translator) -> str:
    """Return the word of a mark that recommendations stand at: not reported in any round is never reported.

    In a single round a recommendation may be not reported that still stands at the status of an earlier one.
    """
    return _("never reported") if mark == NOT_REPORTED else mark_word(mark, scale, _)


def written_word(mark: str, scale: Scale, _: Translator) -> str:
    """Return the word of a status, with the workbook's own in brackets where that has symbols: "Green tick (✅)"."""
    word = mark_word(mark, scale, _)
    return f"{word} ({mark})" if symbols_of(mark) and word != mark else word


def status_words(mark: str, basis: object, scale: Scale, _: Translator) -> str:
    """Return a mark's word, with "inferred" where the basis is inferred."""
    word = mark_word(mark, scale, _)
    return _("{status}, inferred", status=word) if basis == Basis.INFERRED and mark in scale.rank else word


def mark_letter(mark: str, scale: Scale, _: Translator) -> str:
    """Return the sign of a mark: a status's letter, a dash for not reported, three dots for not rated."""
    unrated = {NOT_RATED: NOT_RATED_LETTER, NOT_REPORTED: NOT_REPORTED_LETTER}
    if mark in unrated:
        return unrated[mark]
    return scale.letter(mark, _.language) if mark in scale.rank else mark[:1].upper()


def mark_meaning(mark: str, scale: Scale, _: Translator) -> str:
    """Return the meaning of a mark; that of a status is in the words of the key."""
    if mark == NOT_RATED:
        return _("Something was reported, and no status was given.")
    if mark == NOT_REPORTED:
        return _("Nothing was reported.")
    return scale[mark].explain(_.language) if mark in scale.rank else _("This status is not in the key.")


def mark_words(scale: Scale, _: Translator) -> tuple[tuple[str, str], ...]:
    """Return every mark with its word: the statuses, worst first, then not rated and not reported."""
    return tuple((mark, mark_word(mark, scale, _)) for mark in scale.marks)


def list_marks(
    counts: Iterable[tuple[str, int]], scale: Scale, _: Translator, *, word_of: WordFunction = mark_word
) -> str:
    """Return counts of marks as a list in a sentence, without those of zero; "none" where all are zero."""
    listed = [_("{n} {mark}", n=format_count(n, _), mark=word_of(mark, scale, _)) for mark, n in counts if n]
    return join_words(listed, _) or _("none")


def spoken_mark(ref: str, mark: str, basis: object, title: object, scale: Scale, _: Translator) -> str:
    """Return the screen-reader text of a mark: the recommendation, its status, whether inferred, and its title."""
    word = mark_word(mark, scale, _)
    if basis == Basis.INFERRED and mark in scale.rank:
        spoken = _("Recommendation {ref}: {status}, inferred.", ref=ref, status=word)
    else:
        spoken = _("Recommendation {ref}: {status}.", ref=ref, status=word)
    return f"{spoken} {title}" if isinstance(title, str) and title else spoken


def mark_counts(marks: "pd.Series", scale: Scale, _: Translator) -> str:
    """Return the counts of the marks in a column, worst first: "17 Amber and 1 Green"."""
    counts = marks.value_counts()
    counted = [(mark, int(counts[mark])) for mark in scale.marks if mark in counts]
    return list_marks(counted, scale, _, word_of=standing_word)
