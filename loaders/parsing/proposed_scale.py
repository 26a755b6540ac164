"""Propose a scale from the words of a status column that match no scale yet, for a person to put in order."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from loaders.cells.values import ErrorCell, StatusCell, Value, plain_text
from loaders.issue_log import IssueLog
from loaders.options import format_scale_order
from loaders.parsing.scale import RESERVED
from loaders.records import Record
from loaders.vocabulary.same_text import PLACEHOLDERS
from loaders.vocabulary.status_colours import match_colour
from loaders.vocabulary.status_lookalikes import is_negation, resembles_status, split_status_words
from loaders.vocabulary.status_words import (
    PROGRESS_WORDS,
    is_named_symbol,
    is_progress_word,
    is_symbol,
    is_unfinished_word,
    meaning_labels,
    order_worst_first,
    status_key,
    status_labels,
    symbol_colour,
)
from model.status.scale import RED_AMBER_GREEN, Scale, Status
from model.status.symbols import symbols_of
from model.text import label_key, normalise_space
from model.tracker.reading import ProposedScale

_NEUTRAL = "Grey"
_MAX_WORD_LENGTH = 40
_MAX_WORDS = 12
_MAX_UNREPEATED = 5
"""So many words may all be different; if there are more, each must occur twice on average."""
_NO_VALUE = PLACEHOLDERS | {*RESERVED}
_NOT_APPLICABLE = {"n/a", "na"}
"""Label keys that are a word of a scale next to its other words, and never propose one."""
_DEFAULT_LABELS: Mapping[str, str] = {**status_labels(RED_AMBER_GREEN), **meaning_labels(RED_AMBER_GREEN)}
_BULLETS = {"●", "○"}
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class _StatusWords:
    """The words of the status columns by their normalised form, each in its first spelling."""

    first: Record
    spelled: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    not_applicable: dict[str, int] = field(default_factory=dict)

    def counted(self) -> tuple[tuple[str, int], ...]:
        """Return each word with its number of cells, and last those for what does not apply."""
        return (*((self.spelled[word], count) for word, count in self.counts.items()), *self.not_applicable.items())


def scale_without_key(
    progress: Sequence[Record],
    log: IssueLog,
    *,
    order: Sequence[str] | None,
    complete: Sequence[str] | None = None,
    published: Scale | None = None,
) -> tuple[Scale, ProposedScale | None]:
    """Return the scale of a workbook without a Key: the default, or the words it uses if most are not of the default.

    If each of its words is a status of the published scale, it is that scale.

    Until a person confirms their order, the words are grey and none of them means done; then the last of several does,
    and a word with a coloured symbol has its colour.

    Args:
        progress: the records of the updates.
        log: receives the question, as one issue.
        order: the words in the order that a person confirmed, worst first.
        complete: those of them that mean done; None means the last of several.
        published: the scale that is published; None without one.
    """
    words = _status_words(progress)
    if (
        words is not None
        and not order
        and published is not None
        and words.counts.keys() <= status_labels(published).keys()
    ):
        return published, None
    if words is None:
        return RED_AMBER_GREEN, None
    confirmed = _confirmed_scale(words, log, order, complete) if order else None
    if confirmed is None and (not _is_proposal(words) or _is_symbol_in_colours(words, progress)):
        return RED_AMBER_GREEN, None
    counted = words.counted()
    sheet, cell = words.first.location("status")
    proposed = ProposedScale(sheet, cell, counted, confirmed=confirmed is not None)
    if confirmed is not None:
        return confirmed, proposed
    if not order:
        counts_text = ", ".join(f"{word} ({count})" for word, count in counted)
        example = order_worst_first(word for word, _ in counted)
        known = {label_key(word) for word, _ in counted}
        added = ", ".join(word for word in example if label_key(word) not in known)
        words_in_order = format_scale_order(example)
        quoted = f"'{words_in_order}'" if '"' in words_in_order else f'"{words_in_order}"'
        log.add_at(words.first, "status", "scale-proposed", found=counts_text, order=quoted, added=added)
    return Scale(tuple(Status(word, colour=_NEUTRAL) for word, _ in counted), ordered=False), proposed


def report_unused_order(order: Sequence[str] | None, log: IssueLog) -> None:
    """Report an order that a person gave for a workbook whose Key already has one."""
    if order:
        log.add("scale-not-used", found=", ".join(order))


def _confirmed_scale(
    words: _StatusWords, log: IssueLog, order: Sequence[str], complete: Sequence[str] | None
) -> Scale | None:
    """Return the scale in a person's order; None if the order lacks words of the column."""
    scale = _scale_in_order(order, complete)
    labels = {**status_labels(scale), **meaning_labels(scale)}
    missing = [
        words.spelled[word] for word in words.counts if word not in labels and not _resembles_default(word, words)
    ]
    if missing:
        found, order_text = ", ".join(missing), format_scale_order(scale.names)
        log.add_at(words.first, "status", "scale-words-missing", found=found, given=order_text)
        return None
    complete_chosen = "yes" if complete is not None else ""
    _report_order(scale, {labels[word] for word in words.counts if word in labels}, words.first, log, complete_chosen)
    return scale


def _scale_in_order(order: Sequence[str], complete: Sequence[str] | None) -> Scale:
    """Return the scale of an order: the confirmed complete statuses, else the last of several; none of a single one."""
    words = list({label_key(word): normalise_space(word) for word in reversed(order) if word.strip()}.values())[::-1]
    is_default_order = [label_key(word) for word in words] == [label_key(word) for word in RED_AMBER_GREEN.names]
    if is_default_order and (
        complete is None or [label_key(word) for word in complete] == [label_key(word) for word in words[-1:]]
    ):
        return RED_AMBER_GREEN
    done = {label_key(word) for word in (words[-1:] if len(words) > 1 else ()) if complete is None}
    done |= {label_key(word) for word in complete or ()}
    return Scale(
        tuple(Status(word, complete=label_key(word) in done, colour=symbol_colour(word) or _NEUTRAL) for word in words)
    )


def _report_order(scale: Scale, used: Set[str], first: Record, log: IssueLog, complete_chosen: str) -> None:
    """Report the order that is used, and an unusual choice of complete statuses."""
    if not scale.complete:
        log.add_at(first, "status", "scale-none-complete", found=", ".join(scale.names), said=complete_chosen)
        return
    unused = scale != RED_AMBER_GREEN and used.isdisjoint(scale.complete)
    code = "scale-complete-unused" if unused else "scale-confirmed"
    log.add_at(
        first, "status", code, found=", ".join(scale.names), complete=", ".join(scale.complete), said=complete_chosen
    )


def _resembles_default(word: str, words: _StatusWords) -> bool:
    """Return whether a word only resembles a status of the default scale, in a column that is mostly of that scale."""
    return (
        not _is_proposal(words)
        and (resembles_status(word, _DEFAULT_LABELS) or is_negation(word))
        and word not in _DEFAULT_LABELS
    )


def _status_words(progress: Sequence[Record]) -> _StatusWords | None:
    """Return the words that may be statuses, without numbers, sentences and placeholders for an empty value."""
    words: _StatusWords | None = None
    not_applicable: dict[str, int] = {}
    for cell_text, (record, count) in _count_cells(progress).items():
        written = normalise_space(cell_text)
        if len(written) <= _MAX_WORD_LENGTH and _is_status_word(written):
            folded = status_key(written, _DEFAULT_LABELS)
            words = words or _StatusWords(record)
            words.spelled.setdefault(folded, written)
            words.counts[folded] = words.counts.get(folded, 0) + count
        elif label_key(written) in _NOT_APPLICABLE:
            word = next((word for word in not_applicable if label_key(word) == label_key(written)), written)
            not_applicable[word] = not_applicable.get(word, 0) + count
    return words and _without_combinations(words, not_applicable)


def _without_combinations(words: _StatusWords, not_applicable: dict[str, int]) -> _StatusWords:
    """Return the words without those that combine several: Open / Closed is no status, but Closed / Resolved is one."""
    used, usual = {*words.counts, *_DEFAULT_LABELS}, {*PROGRESS_WORDS}

    def is_combination(word: str) -> bool:
        parts = split_status_words(word, (used | usual) - {word})
        return not used.isdisjoint(parts) or len(set(map(is_unfinished_word, parts))) > 1

    single = [word for word in words.counts if not is_combination(word)]
    spelled = {word: words.spelled[word] for word in single}
    return _StatusWords(words.first, spelled, {word: words.counts[word] for word in single}, not_applicable)


def _count_cells(progress: Sequence[Record]) -> dict[str, tuple[Record, int]]:
    """Return each text of the status columns, with its first record and its number of cells."""
    values = [record.values.get("status") for record in progress]
    cells = Counter(map(id, values))  # very many records share one object; 1 and TRUE are equal, and are two
    first_records = dict(zip(map(id, reversed(values)), reversed(progress), strict=True))
    counts: dict[str, tuple[Record, int]] = {}
    for each, number in cells.items():
        for written in _written_statuses(first_records[each].values.get("status")):
            first, before = counts.get(written, (first_records[each], 0))
            counts[written] = (first, before + number)
    return counts


def _written_statuses(value: Value) -> Sequence[str]:
    """Return the texts of a status, of which a recommendation with differing actions has several."""
    content, differing = (value.value, value.differing_statuses) if isinstance(value, StatusCell) else (value, ())
    return differing or (() if isinstance(content, ErrorCell) else (plain_text(content),))


def _is_status_word(written: str) -> bool:
    if is_named_symbol(written):
        return True
    is_word = bool(_LETTER.search(written)) and not is_symbol(written) and label_key(written) not in _NO_VALUE
    return is_word or is_progress_word(written) or not _BULLETS.issuperset(symbols_of(written))


def _is_proposal(words: _StatusWords) -> bool:
    """Return whether most words do not match the default scale, and are few enough for a scale.

    A single cell is not enough, unless it has a common word for the progress of a task.
    """
    total = sum(words.counts.values())
    foreign = [
        word for word in words.counts if word not in _DEFAULT_LABELS and not resembles_status(word, _DEFAULT_LABELS)
    ]
    limit = min(_MAX_WORDS, max(_MAX_UNREPEATED, total // 2))
    is_enough = total > 1 or any(is_progress_word(word) for word in foreign)
    return is_enough and 2 * sum(words.counts[word] for word in foreign) > total and len(words.counts) <= limit


def _is_symbol_in_colours(words: _StatusWords, progress: Sequence[Record]) -> bool:
    """Return whether the only word is a symbol, and fills are different statuses: the symbol means nothing then."""
    if len(words.counts) > 1 or not all(map(is_symbol, words.spelled.values())):
        return False
    values = {record.values.get("status") for record in progress}
    fills = {value.colour for value in values if isinstance(value, StatusCell) and value.colour}
    statuses = {match_colour(fill, RED_AMBER_GREEN).status for fill in fills}
    return len(statuses - {None}) > 1
