"""The report of a check of a workbook: its progress, columns, issues and questions; and how to use the template."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from model.dates import is_one_month
from model.terms import group_by
from model.tracker.reading import (
    COLUMNS_NOT_READ,
    ItemCard,
    MappedColumn,
    OpenQuestion,
    Reading,
    Severity,
    group_issues,
)
from wording.catalogue import Translator, label, read_sentences, sentence_of
from wording.formatting import format_location, format_round, join_first
from wording.issues import MOST_PLACES, column_headings, group_text
from wording.names import PAPER, card_lines, card_title, columns_by_sheet, evidence_text, field_heading, field_name

if TYPE_CHECKING:
    from loaders.reading_summary import Summary


_NAMES_AT_MOST, _ISSUES_AT_MOST = 20, 6
# The most characters of a message or a remedy, and of a value of a card; `--all` prints them whole.
_MESSAGE_AT_MOST, _VALUE_AT_MOST = 240, 60
_HEADING_AT_MOST, _HEADINGS_AT_MOST, _LINES_AT_MOST = 60, 4, 2
_PARAGRAPHS = read_sentences(Path(__file__).with_name("template_instructions.toml"))


def check_report(
    reading: Reading,
    summary: "Summary",
    _: Translator,
    *,
    questions: Sequence[OpenQuestion] = (),
    cards: Sequence[ItemCard] = (),
    all_locations: bool = False,
) -> Iterator[str]:
    """Yield whether a workbook can be published, what is wrong and asked, and what is in it: a screen at most.

    With `all_locations` every issue and cell is named, and the evidence of each column.
    """
    most = None if all_locations else _NAMES_AT_MOST
    yield _file(reading, _)
    yield label("upload-state", "ready" if reading.publishable else "errors", _)
    yield from _issues(reading, _, all_locations=all_locations)
    if questions:
        yield label("sentence", "questions", _, n=len(questions))
        shown = questions if all_locations else questions[:_LINES_AT_MOST]
        yield from (f"  {_question_line(question, _)}" for question in shown)
    yield record_counts(summary, _)
    agencies = _("Agencies: {names}", names=join_first(summary.agencies, most, _, between="; ") or _("none"))
    themes = _("Themes: {names}", names=join_first(summary.themes, most, _, between="; ") or _("none"))
    yield f"{agencies} · {themes}"
    rounds = _("Rounds: {rounds}", rounds=round_words(summary, _) or _("none"))
    yield f"{rounds} · {_scale(reading, _)}"
    yield from _column_lines(reading, _, all_locations=all_locations)
    yield from _card_lines(cards, summary, reading, _, all_locations=all_locations)


def error_lines(reading: Reading, _: Translator) -> Iterator[str]:
    """Return only the errors, a line for each kind and column."""
    return _issues(replace(reading, issues=reading.issues_of(Severity.ERROR)), _)


def _file(reading: Reading, _: Translator) -> str:
    """Return the file with its version, its layout and the sheets that were read."""
    file = _("{file} (version {version})", file=reading.source.name, version=reading.source.version)
    values = {"file": file, "layout": label("layout", reading.layout, _)}
    sheets = ", ".join(dict.fromkeys(column.sheet for column in reading.columns if reading.layout != PAPER))
    of_sheets = _("{file}. Read as: {layout}. Sheets read: {sheets}", **values, sheets=sheets)
    return of_sheets if sheets else _("{file}. Read as: {layout}", **values)


def _scale(reading: Reading, _: Translator) -> str:
    proposed = reading.proposed_scale
    if proposed is None or proposed.confirmed:
        return _("Scale, worst first: {statuses}", statuses=", ".join(reading.scale.names))
    words = ", ".join(f"{word} ({count})" for word, count in proposed.words)
    return _("Statuses, in no order yet: {words}", words=words)


def record_counts(summary: "Summary", _: Translator) -> str:
    """Return how many recommendations, updates and promises a workbook has."""
    recommendations = _.plural("{n} recommendation", "{n} recommendations", summary.recommendations)
    updates = _.plural("{n} update", "{n} updates", summary.updates)
    promises = _.plural("{n} monitoring promise", "{n} monitoring promises", summary.monitoring)
    return f"{recommendations}, {updates}, {promises}"


def round_words(summary: "Summary", _: Translator) -> str:
    """Return the months of the rounds; a period of several months, such as a quarter or a year, as it was written."""
    return ", ".join(
        format_round(each.round, _) if each.round and is_one_month(each) else each.words for each in summary.round_dates
    )


def _issues(reading: Reading, _: Translator, *, all_locations: bool = False) -> Iterator[str]:
    """Yield a line for each group of issues, the worst first: its severity, location, message, remedy and code.

    The first lines are cut, and followed by the number of the others, unless all are named.
    """
    groups, headings = group_issues(reading.issues), column_headings(reading.columns)
    most = None if all_locations else MOST_PLACES
    for group in groups if all_locations else groups[:_ISSUES_AT_MOST]:
        location, *texts = group_text(group, _, headings=headings, on="command", most=most)
        longest = max(map(len, texts)) + 1 if all_locations else _MESSAGE_AT_MOST
        message, remedy = (shorten(text, longest, placeholder=" …") for text in texts)
        values: dict[str, Any] = {"location": location, "message": message, "remedy": remedy, "code": group[0].code}
        yield label("sentence", "check-line", _, severity=label("severity-word", group[0].severity, _), **values)
    if not all_locations and (rest := len(groups) - _ISSUES_AT_MOST) > 0:
        yield _.plural("{n} more kind of issue: --all names it.", "{n} more kinds of issues: --all names them.", rest)


def _column_lines(reading: Reading, _: Translator, *, all_locations: bool) -> Iterator[str]:
    """Yield the columns that were read: a line for each set of sheets with the same columns.

    With `all_locations` each column has its evidence, and a line of its own unless its heading is exact. The headings
    of a paper repeat, so each appears a single time with its count.
    """
    if reading.layout == PAPER:
        counts = Counter(column.heading for column in reading.columns if column.field not in ("", "ref"))
        yield _("Headings: {headings}", headings=", ".join(f"{heading} ({n})" for heading, n in counts.items()))
        return
    is_unread = any(issue.code in COLUMNS_NOT_READ for issue in reading.issues)
    if all(column.evidence == "heading" for column in reading.columns) and not is_unread:
        count = len(reading.columns)
        yield _.plural("Columns: {n}, by its exact heading", "Columns: {n}, each by its exact heading", count)
        return
    if all_locations:
        yield _("Columns:")
        yield from _columns_with_evidence(reading, _)
        return
    sheets = columns_by_sheet(reading.columns)
    groups = [*group_by(sheets, lambda sheet: _fields(sheets[sheet], _)).items()]
    for fields, names in groups[:_LINES_AT_MOST]:
        yield _("Columns of {sheet}: {fields}", sheet=join_first(names, _HEADINGS_AT_MOST, _), fields=fields)
    if rest := [name for _fields_of, names in groups[_LINES_AT_MOST:] for name in names]:
        yield _("--all lists the columns of: {sheets}", sheets=", ".join(rest))


def _fields(columns: Sequence[MappedColumn], _: Translator) -> str:
    """Return the fields of a sheet, each with its headings where these are not the same."""
    fields = group_by(columns, lambda column: column.field).items()
    named = [(field_heading(field), [*dict.fromkeys(_heading(each, _) for each in listed)]) for field, listed in fields]
    return ", ".join(
        field if headings == [f"“{field}”"] else f"{field} ({join_first(headings, _HEADINGS_AT_MOST, _)})"
        for field, headings in named
    )


def _heading(column: MappedColumn, _: Translator) -> str:
    """Return the heading of a column in quotation marks; where it is the name of a sheet or a file, that it is one."""
    shortened = shorten(column.heading, _HEADING_AT_MOST, placeholder="…")
    return f"“{shortened}”" if column.cell else evidence_text(column, _)


def _columns_with_evidence(reading: Reading, _: Translator) -> Iterator[str]:
    """Yield the columns of each sheet: those with an exact heading in one line, each other with its evidence.

    A heading of several tables of a sheet appears a single time, with its cells.
    """
    for sheet, listed in columns_by_sheet(reading.columns).items():
        exact = dict.fromkeys(column.heading for column in listed if column.evidence == "heading")
        if exact:
            yield "  " + _("{sheet}, by their exact headings: {headings}", sheet=sheet, headings=", ".join(exact))
        cells: dict[str, list[str]] = {}
        for column in listed:
            if column.evidence != "heading":
                heading, by = shorten(column.heading, _HEADING_AT_MOST, placeholder="…"), evidence_text(column, _)
                values = {"heading": heading, "field": field_heading(column.field), "evidence": by}
                cells.setdefault(_("“{heading}” is {field}, by {evidence}", **values), []).append(column.cell)
        for words, addresses in cells.items():
            yield f"  {format_location(sheet, ', '.join(addresses), _)}: {words}"


def _question_line(question: OpenQuestion, _: Translator) -> str:
    """Return a question with the option that answers it."""
    if question.option == "--scale":
        return label("sentence", "order-asked", _, proposed=question.proposed)
    if question.option == "--as-at":
        unknown = _("Which month are the updates from? Nothing says it: give it as --as-at 2024-06.")
        proposed = _("Which month are the updates from? --as-at, proposed: {proposed}", proposed=question.proposed)
        return proposed if question.proposed else unknown
    fields = ", ".join(field_name(field, _) for field in question.choices if field != question.proposed)
    place, proposed = format_location(question.sheet, ", ".join(question.columns), _), field_name(question.proposed, _)
    values = {"heading": question.heading, "place": place, "proposed": proposed, "others": fields}
    return label("sentence", "column-asked", _, n=0, **values)


def _card_lines(
    cards: Sequence[ItemCard], summary: "Summary", reading: Reading, _: Translator, *, all_locations: bool
) -> Iterator[str]:
    """Yield the first, a middle and the last recommendation, a line each: each value with its cell."""
    if cards:
        yield _("This is how it was read. Compare it with the workbook:")
    for card in cards:
        values = (
            f"{name}: {text if all_locations else shorten(text, _VALUE_AT_MOST, placeholder='…')} [{place}]"
            for name, text, place in card_lines(card, reading.scale, _)
        )
        yield f"  {card_title(card, summary.recommendations, _)}. {'; '.join(values)}"


def reading_progress(stage: str, sheet: str, percent: int, _: Translator) -> str:
    """Return the line for a stage of reading: `cells` of a sheet, `tables` or `checks`."""
    if stage == "cells":
        return _("Reading the sheet {sheet}: {percent}%", sheet=sheet, percent=percent)
    return _("Checking what was read") if stage == "checks" else _("Understanding what was read")


def instructions(_: Translator) -> list[tuple[str, str]]:
    """Return the heading and the text of each paragraph of the instructions."""
    return [(sentence_of(each, "heading", {}, _), sentence_of(each, "text", {}, _)) for each in _PARAGRAPHS.values()]
