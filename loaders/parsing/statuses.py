"""The scale of a workbook, and the status of each cell by a label of the scale, a meaning or its fill."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from loaders.cells import COLUMN_LETTERS, ErrorCell, displayed_text, format_row_ranges, plain_text
from loaders.options import Correction, ReadOptions, format_scale_order
from loaders.parsing.rows import Field, ParsedRow, parse_name, parse_prose
from loaders.records import IssueLog, Record, make_issue
from loaders.vocabulary import status_words
from loaders.vocabulary.refs import PLACEHOLDERS
from loaders.vocabulary.status_words import NO_COLOUR_MATCH, RATING_LABELS, is_symbol, match_colour, status_key
from model.terms import RED_AMBER_GREEN, UNRATED, Language, Scale, Status, label_key, normalise_space, symbols_of
from model.tracker.reading import ProposedScale, Severity

_NEUTRAL = "Grey"
_MAX_WORD_LENGTH, _MAX_WORDS = 40, 12
# So many words may all be different; if there are more, each must occur twice on average.
_MAX_UNREPEATED, _MAX_PERCENTS = 5, 101
_NO_VALUE = PLACEHOLDERS | {*UNRATED}
BLUE = Status("Blue", "Complete and signed off", True, "Blue", "Glas", "Wedi'i gwblhau a'i gymeradwyo")
_COLOURS = [replace(status, complete=False, meaning="", meaning_cy="") for status in RED_AMBER_GREEN.statuses]
_BLUE_LABELS = dict.fromkeys(("blue", "b", "glas"), BLUE.name)
_LETTER = re.compile(r"[^\W\d_]")
# A scale, and the question of its order where it is proposed.
FoundScale = tuple[Scale, ProposedScale | None]
# Each text of the status columns, with its first record and its number of cells.
StatusCounts = Mapping[str, tuple[Record, int]]


@dataclass(slots=True)
class _StatusWords:
    """The words of the status columns by their normalised form, each in its first spelling."""

    first: Record
    spelled: dict[str, str]
    counts: Counter[str]
    not_applicable: Counter[str]

    def counted(self) -> tuple[tuple[str, int], ...]:
        """Return each word with its number of cells, and last those for what does not apply."""
        return (*zip(self.spelled.values(), self.counts.values(), strict=True), *self.not_applicable.items())


def scale_from_key(key: Iterable[ParsedRow]) -> Scale | None:
    """Return the scale of the Key sheet in its order; None if the sheet names no status.

    Repeated statuses and reserved words are left out.
    """
    statuses: dict[str, Status] = {}
    for parsed in key:
        name = parsed.text("status")
        if name is not None and label_key(name) not in UNRATED:  # words for a missing status
            statuses.setdefault(label_key(name), _status(name, parsed))
    return Scale(tuple(statuses.values())) if statuses else None


def split_words_from_statuses(progress: Sequence[Record], scale: Scale | None) -> list[Record]:
    """Return updates in which a status with words behind it is only the status, and the words are in the update.

    Where the update has other words, they are a line of the evidence.

    Args:
        progress: the records of the updates.
        scale: the scale of the Key; None without one.
    """
    labels = {**status_words.meaning_labels(scale), **status_words.status_labels(scale)} if scale is not None else {}
    return [_without_words(record, labels) for record in progress]


def _without_words(record: Record, labels: Mapping[str, str]) -> Record:
    value = record.value("status")
    found = status_words.split_status(value, labels) if isinstance(value, str) else None
    if found is None:
        return record
    update = record.value("update")
    field = "update" if update is None else "evidence"
    before = record.value(field)
    if isinstance(before, ErrorCell):
        return record
    status, words = found
    lines = [displayed_text(before), "" if label_key(words) in label_key(plain_text(update)) else words]
    text = "\n".join(filter(None, lines))
    cells = {field: record.cell("status").changed(value=text, fill=None)} if text else {}
    return record.with_value("status", status).with_cells(cells)


def find_scale(
    of_key: Scale | None, progress: Sequence[Record], counts: StatusCounts, log: IssueLog, options: ReadOptions
) -> FoundScale:
    """Return the scale of the Key; without a Key, that of the statuses themselves."""
    if of_key is None:
        return _scale_without_key(progress, counts, log, options)
    if options.scale:
        log.add_all([make_issue("scale-not-used", found=", ".join(options.scale))])
    added = [each.value for each in options.corrections if each.is_new_status and each.value not in of_key.names]
    if added:
        log.add_all([make_issue("status-added", found=", ".join(added))])
    return replace(of_key, statuses=(*of_key.statuses, *(replace(BLUE, name=word) for word in added))), None


def _scale_without_key(
    progress: Sequence[Record], counts: StatusCounts, log: IssueLog, options: ReadOptions
) -> FoundScale:
    """Return the scale of a workbook without a Key: the default, or the words it uses if most are not of the default.

    If each of its words is a status of the published scale, it is that scale.

    Until a person confirms their order, the words are grey and none of them means done; then the last of several does,
    and a word with a coloured symbol has its colour.

    Args:
        progress: the records of the updates.
        counts: the texts of their statuses.
        log: receives the question, as one issue.
        options: with the order that a person confirmed, the words that mean done, and the scale that is published.
    """
    words, published = _status_words(counts), options.published.scale
    if words is None:
        return RED_AMBER_GREEN, None
    if published is not None and not options.scale and words.counts.keys() <= labels_in(words.counts, published).keys():
        return published, None
    more = _more_than_colours(words)
    confirmed = _confirmed_scale(words, log, options, more) if options.scale else None
    if confirmed is None and not more and (not _is_proposal(words) or _is_symbol_in_colours(words, progress)):
        return RED_AMBER_GREEN, None
    counted = _counted_names(words, more) if more else words.counted()
    sheet, cell = words.first.cell("status").location
    proposed = ProposedScale(sheet, cell, counted, confirmed=confirmed is not None)
    if confirmed is not None:
        return confirmed, proposed
    if not options.scale:
        _ask_order(words, log, names=[name for name, _ in counted] if more else ())
    known = {status.name: status for status in (*_COLOURS, BLUE)} if more else {}
    statuses = (known.get(word, Status(word, "", bool(more), _NEUTRAL)) for word, _ in counted)
    return Scale(tuple(statuses), ordered=False), proposed


def labels_in(texts: Collection[str], scale: Scale) -> Mapping[str, str]:
    """Return the status of every label key in a column of these: C is the letter of Coch, but not next to Red or R."""
    labels = status_words.status_labels(scale)
    has_two_letters = labels.get("c") == labels.get("coch") and not {"r", "red"}.isdisjoint(texts)
    return {label: name for label, name in labels.items() if label != "c" or not has_two_letters}


def _more_than_colours(words: _StatusWords) -> Mapping[str, str]:
    """Return the statuses next to Red, Amber and Green, by word: Blue, a word for done, or the C of RAGC; else nothing.

    Red, Amber, Green and Blue must be more than the words that are none of these.
    """
    colours = {*RATING_LABELS, *_BLUE_LABELS}
    coloured = sum(count for word, count in words.counts.items() if word in colours)
    others = sum(count for word, count in words.counts.items() if word not in colours | status_words.DONE_WORDS)
    if RATING_LABELS.keys().isdisjoint(words.counts) or others >= coloured:
        return {}
    labels = {**status_words.meaning_labels(RED_AMBER_GREEN), **labels_in(words.counts, RED_AMBER_GREEN)}
    more = (word for word in words.counts if word in colours | status_words.DONE_WORDS and word not in labels)
    return {word: _BLUE_LABELS.get(word, words.spelled[word]) for word in more}


def _counted_names(words: _StatusWords, more: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """Return Red, Amber, Green and the statuses next to them, each with its number of cells."""
    counts = Counter[str]()
    for word, count in words.counts.items():
        counts[more.get(word) or RATING_LABELS.get(word, "")] += count
    return tuple((name, counts[name]) for name in dict.fromkeys((*RED_AMBER_GREEN.names, *more.values())))


def _confirmed_scale(words: _StatusWords, log: IssueLog, options: ReadOptions, more: Mapping[str, str]) -> Scale | None:
    """Return the scale in a person's order; None if the order lacks words of the column.

    `more` are the words next to Red, Amber and Green, if the column has mostly these: then others are no statuses.
    """
    scale = _scale_in_order(options.scale or (), options.complete)
    labels = {**status_words.meaning_labels(scale), **labels_in(words.counts, scale)}
    proposed = {*RATING_LABELS, *more} if more else words.counts
    missing = [spelled for word, spelled in words.spelled.items() if word not in labels and word in proposed]
    if not _is_proposal(words):  # the column is mostly of the usual scale, and what resembles its words is no status
        usual, resembles = RATING_LABELS, status_words.resembles_status
        keys = {spelled: status_key(spelled, usual) for spelled in missing}
        missing = [word for word, key in keys.items() if key in usual or not resembles(key, usual)]
    if missing:
        _ask_order(words, log, missing=", ".join(missing))
        return None
    is_unused = scale != RED_AMBER_GREEN and {labels.get(word) for word in words.counts}.isdisjoint(scale.complete)
    severity, unused = (Severity.WARNING, "yes") if is_unused else (None, "")
    names, done = ", ".join(scale.names), ", ".join(scale.complete)
    log.add(words.first, "status", "scale-confirmed", found=names, severity=severity, complete=done, unused=unused)
    return scale


def _ask_order(words: _StatusWords, log: IssueLog, *, missing: str = "", names: Sequence[str] = ()) -> None:
    """Report the words of the column as a question, with an example of their order, or of that of their names."""
    counted = words.counted()
    example = names or status_words.order_worst_first(word for word, _ in counted)
    known = {*map(label_key, names), *(label_key(word) for word, _ in counted)}
    found, order = ", ".join(f"{word} ({count})" for word, count in counted), f'"{format_scale_order(example)}"'
    added = ", ".join(word for word in example if label_key(word) not in known)
    log.add(words.first, "status", "scale-proposed", found=found, order=order, added=added, missing=missing)


def _scale_in_order(order: Sequence[str], complete: Sequence[str] | None) -> Scale:
    """Return the scale of an order: the confirmed complete statuses, else the last of several; none of a single one."""
    words = list({label_key(word): normalise_space(word) for word in reversed(order) if word.strip()}.values())[::-1]
    done = {*map(label_key, complete)} if complete is not None else {*map(label_key, words[1:][-1:])}
    if [*map(label_key, words)] == [*map(label_key, RED_AMBER_GREEN.names)] and done == {label_key(words[-1])}:
        return RED_AMBER_GREEN
    labels = {**labels_in([*map(label_key, words)], RED_AMBER_GREEN), **_BLUE_LABELS}
    names = [name for word in words if (name := labels.get(label_key(word)))]
    usual = {one.name: one for one in (*_COLOURS, BLUE)} if len(set(names)) == len(names) > 1 else {}
    others = (Status(word, colour=status_words.symbol_colour(word) or _NEUTRAL) for word in words)
    statuses = [usual.get(labels.get(label_key(other.name), ""), other) for other in others]
    is_done = [label_key(word) in done for word in words]
    return Scale(tuple(replace(one, complete=each) for one, each in zip(statuses, is_done, strict=True)))


def _status_words(counts: StatusCounts) -> _StatusWords | None:
    """Return the words that may be statuses, without numbers, sentences and placeholders for an empty value."""
    words: _StatusWords | None = None
    not_applicable = Counter[str]()
    for cell_text, (record, count) in counts.items():
        written = normalise_space(cell_text)
        if len(written) <= _MAX_WORD_LENGTH and _is_status_word(written):
            folded = status_key(written, RATING_LABELS)
            words = words or _StatusWords(record, {}, Counter(), not_applicable)
            words.spelled.setdefault(folded, written)
            words.counts[folded] += count
        elif label_key(written) in ("n/a", "na"):  # of a scale next to its other words; it never proposes one
            word = next((word for word in not_applicable if label_key(word) == label_key(written)), written)
            not_applicable[word] += count
    return words and _without_combinations(words)


def _without_combinations(words: _StatusWords) -> _StatusWords:
    """Return the words without those that combine several: Open / Closed is no status, but Closed / Resolved is one."""
    used, usual = {*words.counts, *RATING_LABELS}, {*status_words.PROGRESS_WORDS}

    def is_combination(word: str) -> bool:
        parts = status_words.split_status_words(word, (used | usual) - {word})
        return not used.isdisjoint(parts) or len(set(map(status_words.is_unfinished_word, parts))) > 1

    counts = Counter({word: count for word, count in words.counts.items() if not is_combination(word)})
    return replace(words, spelled={word: words.spelled[word] for word in counts}, counts=counts)


def count_statuses(progress: Sequence[Record]) -> StatusCounts:
    """Return each text of the status columns, with its first record and its number of cells."""
    counts: dict[str, tuple[Record, int]] = {}
    for record in progress:
        value = record.value("status")
        written = [] if isinstance(value, ErrorCell) else [displayed_text(value)]
        if "statuses" in record.cells:  # a recommendation with differing actions has several
            written = plain_text(record.value("statuses")).split("\n")
        for text in written:
            first, before = counts.get(text, (record, 0))
            counts[text] = (first, before + 1)
    return counts


def _is_status_word(written: str) -> bool:
    if status_words.is_named_symbol(written):
        return True
    is_word = bool(_LETTER.search(written)) and not is_symbol(written) and label_key(written) not in _NO_VALUE
    is_usual = label_key(written) in status_words.PROGRESS_WORDS or status_words.percent_of(written) is not None
    return is_word or is_usual or not {"●", "○"}.issuperset(symbols_of(written))


def _is_proposal(words: _StatusWords) -> bool:
    """Return whether most words do not match the default scale, and are few enough for a scale.

    A single cell is not enough, unless it has a common word for the progress of a task.
    """
    total = sum(words.counts.values())
    others = (word for word in words.counts if word not in RATING_LABELS)
    foreign = [word for word in others if not status_words.resembles_status(word, RATING_LABELS)]
    percents = sum(status_words.percent_of(word) is not None for word in foreign)
    limit = min(_MAX_WORDS, max(_MAX_UNREPEATED, total // 2)) if 2 * percents < len(foreign) else _MAX_PERCENTS
    is_enough = total > 1 or not status_words.PROGRESS_WORDS.isdisjoint(foreign)
    return is_enough and 2 * sum(words.counts[word] for word in foreign) > total and len(words.counts) <= limit


def _is_symbol_in_colours(words: _StatusWords, progress: Sequence[Record]) -> bool:
    """Return whether the only word is a symbol, and fills are different statuses: the symbol means nothing then."""
    if len(words.counts) > 1 or not all(map(is_symbol, words.spelled.values())):
        return False
    fills = {record.cell("status").fill for record in progress} - {None}
    return len({match_colour(fill, RED_AMBER_GREEN).status for fill in fills if fill is not None} - {None}) > 1


def _status(name: str, parsed: ParsedRow) -> Status:
    """Return a status of the Key; one called Red, Amber or Green has that colour and that name in Welsh."""
    by_name = {label_key(word): one for one in RED_AMBER_GREEN.statuses for word in (one.name, one.name_cy)}
    default = by_name.get(label_key(name))
    colour = parsed.text("colour") or (default.colour if default else "")
    name_cy = parsed.text("status_cy") or (default.name_cy if default and default.name == name else "")
    meaning, meaning_cy = (parsed.text(field) or "" for field in ("meaning", "meaning_cy"))
    return Status(name, meaning, parsed.row["complete"] is True, colour, name_cy, meaning_cy)


class StatusParser:
    """Parses the statuses of a workbook by its scale; issues about other texts and fills are reported by column."""

    def __init__(self, scale: Scale, counts: StatusCounts, log: IssueLog, fixes: Iterable[Correction]) -> None:
        self._scale, self._match_colour = scale, cache(lambda colour: match_colour(colour, scale))
        self._of_colours = {(each.sheet, each.column, each.found): each.value for each in fixes}
        self._log = log
        written = {*map(label_key, counts)}
        self._labels = labels_in(written, scale)
        self._unsure = {"c"} if "coch" not in written and self._labels.get("c") == self._labels.get("coch") else set()
        self._meanings = status_words.meaning_labels(scale)
        self._keys = {**self._meanings, **self._labels}
        words = [word for one in scale.statuses for word in (one.name, one.name_cy)]
        shown = (scale.label(name, language) for name in scale.names for language in Language)
        self._words = {*map(label_key, (*words, *shown))}
        self._key_colours = {status.colour.casefold() for status in scale.statuses}
        self.read_counts: Counter[str] = Counter()
        self._noted_cells: dict[tuple[str, str, str, str], list[tuple[Record, str]]] = {}
        self._unmatched_fills: list[tuple[Record, str, str]] = []

    def parse(self, record: Record, field: str, _: dict[str, Field]) -> Field:
        """Return the status of a record, or None if the cell has none or it cannot be parsed."""
        cell = record.cell(field)
        colour = cell.fill
        text = parse_prose(record, field, self._log)  # as its cell shows it: 25%, not the number behind it
        written = normalise_space(text) if text else None
        if isinstance(cell.value, ErrorCell):
            return None
        match = self._match_colour(colour) if colour else NO_COLOUR_MATCH
        if written is None or (is_symbol(written) and label_key(written) not in self._keys):
            is_unmatched = match == NO_COLOUR_MATCH and written is None and cell.kind != "band"
            if is_unmatched and colour and not status_words.is_grey(colour):
                self._unmatched_fills.append((record, field, colour))
            return self._status_by_fill(record, field, match, colour or "", written)
        return self._status_by_label(record, field, match, written)

    def parse_label(self, record: Record, field: str, _: dict[str, Field]) -> Field:
        """Return the status that an agency gives itself; words that are none of the scale stay, and are reported.

        It is never counted, and no fill is read as one.
        """
        written = parse_name(record, field, self._log)
        if written is None or (is_symbol(written) and label_key(written) not in self._keys):
            return written
        folded = status_key(written, self._keys)
        status = self._labels.get(folded) or self._meanings.get(folded.rstrip(" .!"))
        if status is None:
            self._log.add(record, field, "word-unknown", found=written, expected=", ".join(self._scale.names))
        return status or written

    def report(self) -> None:
        """Report, once for each column, statuses read from fills or meanings, and fills that were not read."""
        shaded = {(sheet, column) for code, sheet, column, _ in self._noted_cells if code == "status-from-colour"}
        for record, field, colour in self._unmatched_fills:
            if _status_column(record, field) in shaded:
                self._note("colour-unsure", record, field, colour, "")
        for (code, _, _, found), noted in self._noted_cells.items():
            statuses = ", ".join(dict.fromkeys(status for _, status in noted))
            rows, count = format_row_ranges(record.cell("status").row for record, _ in noted), str(len(noted))
            details = {"found": found or statuses, "count": count, "rows": rows, "statuses": statuses}
            self._log.add(noted[0][0], "status", code, severity=None, **details)

    def _status_by_fill(
        self, record: Record, field: str, match: status_words.ColourMatch, colour: str, written: str | None
    ) -> str | None:
        chosen = self._of_colours.get((*_status_column(record, field), colour)) if self._of_colours else None
        is_faint = written is None and status_words.is_pale(colour) and colour not in self._key_colours
        if chosen in self._scale.names:
            match = status_words.ColourMatch(chosen)
        elif match.status is not None and is_faint:
            self._note("colour-unsure", record, field, colour, match.status)
            return None
        if match.status is not None:
            self._note("status-from-colour", record, field, "", match.status)
            self.read_counts["colour"] += 1
        elif match.uncertain:
            self._note("colour-unsure", record, field, colour, ", ".join(match.candidates))
        elif written is not None:
            self._report_unknown(record, field, written)
        return match.status

    def _status_by_label(self, record: Record, field: str, match: status_words.ColourMatch, written: str) -> str | None:
        folded = status_key(written, self._keys)
        status = self._labels.get(folded) or self._meanings.get(folded.rstrip(" .!"))
        if status is None:
            self._report_unknown(record, field, written)
            return None
        if folded in self._unsure or folded not in self._labels:
            self._note("status-from-meaning", record, field, written, status)
        if match.status is not None and match.status != status:
            self._log.add(record, field, "status-colour-disagrees", found=written, colour=match.status)
            return None
        label_method = "word" if folded in self._words else "letter"
        self.read_counts[label_method if folded in self._labels else "meaning"] += 1
        return status

    def _note(self, code: str, record: Record, field: str, found: str, status: str) -> None:
        """Note a status for the issue of its column."""
        self._noted_cells.setdefault((code, *_status_column(record, field), found), []).append((record, status))

    def _report_unknown(self, record: Record, field: str, written: str) -> None:
        matches = status_words.split_status_words(label_key(written), self._labels.keys() | status_words.PROGRESS_WORDS)
        candidates = ", ".join(dict.fromkeys(self._labels.get(match, match) for match in matches))
        expected = ", ".join(self._scale.names)
        self._log.add(record, field, "status-unknown", found=written, expected=expected, candidates=candidates)


def _status_column(record: Record, field: str) -> tuple[str, str]:
    """Return the sheet and the column letters of a field; in a transposed table, its row."""
    cell = record.cell(field)
    return cell.sheet, str(cell.row) if record.transposed else COLUMN_LETTERS[cell.column]
