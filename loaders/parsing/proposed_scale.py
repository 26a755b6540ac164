"""A proposed scale: the words of a status column that are no scale yet, for a person to put in order."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from loaders.cells.values import ErrorCell, StatusCell, plain_text
from loaders.issue_log import IssueLog
from loaders.options import format_scale_order
from loaders.parsing.scale import RESERVED
from loaders.records import Record
from loaders.vocabulary.status_lookalikes import is_negation, resembles_status, split_status_words
from loaders.vocabulary.status_words import (
    PROGRESS_WORDS,
    is_progress_word,
    is_symbol,
    meaning_labels,
    order_worst_first,
    status_labels,
)
from model.status.scale import RED_AMBER_GREEN, Scale, Status
from model.text import label_key, normalise_space
from model.tracker.reading import ProposedScale

_NEUTRAL = "Grey"
_A_WORD_AT_MOST = 40
_WORDS_AT_MOST = 12
_OFTEN_ALL_DIFFERENT = 5
"""So many words may all be different; of more, each must stand there twice on average."""
_STANDS_FOR_NOTHING = {"n/a", "na", "nan", "none", "null", "tbc", "tbd", "tba", "unknown", *RESERVED}
_DEFAULT: Mapping[str, str] = {**status_labels(RED_AMBER_GREEN), **meaning_labels(RED_AMBER_GREEN)}
_A_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class _Words:
    """The words of the status columns by their folded form, each as first spelled."""

    first: Record
    spelled: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def scale_without_key(
    progress: Iterable[Record],
    log: IssueLog,
    *,
    order: Sequence[str] | None,
    complete: Sequence[str] | None = None,
) -> tuple[Scale, ProposedScale | None]:
    """Return the scale of a workbook without a Key: the default, or its own words where most are not the default's.

    The words keep a neutral colour and none means done until a person gives their order; then the last of several does.

    Args:
        progress: the updates as they were found.
        log: where the question is noted, once.
        order: the words a person put in order, worst first.
        complete: those of them that mean done; None is the last of several.
    """
    words = _words(progress)
    if words is None:
        return RED_AMBER_GREEN, None
    confirmed = _confirmed(words, log, order, complete) if order else None
    if confirmed is None and not _is_proposal(words):
        return RED_AMBER_GREEN, None
    counted = tuple((words.spelled[word], count) for word, count in words.counts.items())
    sheet, cell = words.first.location("status")
    proposed = ProposedScale(sheet, cell, counted, confirmed=confirmed is not None)
    if confirmed is not None:
        return confirmed, proposed
    if not order:
        found = ", ".join(f"{word} ({count})" for word, count in counted)
        example = order_worst_first(word for word, _ in counted)
        added = ", ".join(word for word in example if label_key(word) not in words.counts)
        log.add_at(words.first, "status", "scale-proposed", found=found, words=format_scale_order(example), added=added)
    return Scale(tuple(Status(word, colour=_NEUTRAL) for word, _ in counted), ordered=False), proposed


def report_unused_order(order: Sequence[str] | None, log: IssueLog) -> None:
    """Note an order that a person gave for a workbook whose Key says it already."""
    if order:
        log.add("scale-not-used", found=", ".join(order))


def _confirmed(words: _Words, log: IssueLog, order: Sequence[str], complete: Sequence[str] | None) -> Scale | None:
    """Return the scale in a person's order; None where it leaves out words that the column has."""
    scale = _in_order(order, complete)
    labels = {**status_labels(scale), **meaning_labels(scale)}
    missing = [words.spelled[word] for word in words.counts if word not in labels and not _stays_unknown(word, words)]
    if missing:
        found, given = ", ".join(missing), format_scale_order(scale.names)
        log.add_at(words.first, "status", "scale-words-missing", found=found, given=given)
        return None
    said = "yes" if complete is not None else ""
    _tell_confirmed(scale, {labels[word] for word in words.counts if word in labels}, words.first, log, said)
    return scale


def _in_order(order: Sequence[str], complete: Sequence[str] | None) -> Scale:
    """Return the scale of an order: what was said to be complete is; else the last of several, and not one alone."""
    listed = list({label_key(word): normalise_space(word) for word in reversed(order) if word.strip()}.values())[::-1]
    usual = [label_key(word) for word in listed] == [label_key(word) for word in RED_AMBER_GREEN.names]
    if usual and (
        complete is None or [label_key(word) for word in complete] == [label_key(word) for word in listed[-1:]]
    ):
        return RED_AMBER_GREEN
    done = {label_key(word) for word in (listed[-1:] if len(listed) > 1 else ()) if complete is None}
    done |= {label_key(word) for word in complete or ()}
    return Scale(tuple(Status(word, complete=label_key(word) in done, colour=_NEUTRAL) for word in listed))


def _tell_confirmed(scale: Scale, used: Set[str], first: Record, log: IssueLog, said: str) -> None:
    """Note the order that is used, and what is odd about what it counts as complete."""
    if not scale.complete:
        log.add_at(first, "status", "scale-none-complete", found=", ".join(scale.names), said=said)
        return
    unused = scale != RED_AMBER_GREEN and used.isdisjoint(scale.complete)
    code = "scale-complete-unused" if unused else "scale-confirmed"
    log.add_at(first, "status", code, found=", ".join(scale.names), complete=", ".join(scale.complete), said=said)


def _stays_unknown(word: str, words: _Words) -> bool:
    """Say whether a word only looks like a status of the default scale, in a column that is mostly of that scale."""
    return not _is_proposal(words) and (resembles_status(word, _DEFAULT) or is_negation(word)) and word not in _DEFAULT


def _words(progress: Iterable[Record]) -> _Words | None:
    """Return the words that may be statuses; numbers, sentences and what stands for nothing are none."""
    words: _Words | None = None
    for held, (record, count) in _counted(progress).items():
        written = normalise_space(held)
        if len(written) <= _A_WORD_AT_MOST and _says_something(written):
            folded = label_key(written)
            words = words or _Words(record)
            words.spelled.setdefault(folded, written)
            words.counts[folded] = words.counts.get(folded, 0) + count
    return words and _single(words)


def _single(words: _Words) -> _Words:
    """Return the words without those that are several of them: Open / Closed is no status."""
    known = {*words.counts, *_DEFAULT, *PROGRESS_WORDS}
    single = [word for word in words.counts if not split_status_words(word, known - {word})]
    spelled = {word: words.spelled[word] for word in single}
    return _Words(words.first, spelled, {word: words.counts[word] for word in single})


def _counted(progress: Iterable[Record]) -> dict[str, tuple[Record, int]]:
    """Return what stands in the status columns, where it stands first and how often."""
    first: dict[str, Record] = {}
    counts: dict[str, int] = {}
    for record in progress:
        value = record.values.get("status")
        held = value.value if isinstance(value, StatusCell) else value
        differing = value.differing_statuses if isinstance(value, StatusCell) else ()
        for written in differing or (() if isinstance(held, ErrorCell) else (plain_text(held),)):
            first.setdefault(written, record)
            counts[written] = counts.get(written, 0) + 1
    return {written: (first[written], count) for written, count in counts.items()}


def _says_something(written: str) -> bool:
    return bool(_A_LETTER.search(written)) and not is_symbol(written) and label_key(written) not in _STANDS_FOR_NOTHING


def _is_proposal(words: _Words) -> bool:
    """Say whether most words do not speak of the default scale, and are few enough to be one.

    A single cell proposes none, unless its word is one that people commonly have for how far a task is.
    """
    total = sum(words.counts.values())
    foreign = [word for word in words.counts if word not in _DEFAULT and not resembles_status(word, _DEFAULT)]
    most = min(_WORDS_AT_MOST, max(_OFTEN_ALL_DIFFERENT, total // 2))
    several = total > 1 or any(is_progress_word(word) for word in foreign)
    return several and 2 * sum(words.counts[word] for word in foreign) > total and len(words.counts) <= most
