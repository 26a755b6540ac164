"""The reading pipeline: a file becomes cells, then records, then rows, then checked rows, one step after the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from loaders.cells import SheetCells, plain_text
from loaders.formats.spreadsheets import read_based_on
from loaders.layouts import canonical_layout
from loaders.layouts.recognise import recognise
from loaders.mapping.apply_mapping import apply_mapping, correct_cells, missing_columns
from loaders.mapping.sheet_preview import preview_sheets
from loaders.open_questions import open_questions
from loaders.options import NO_MAPPING, NO_OPTIONS, ReadOptions, WorkbookMapping
from loaders.parsing.rows import Field, ParsedRow
from loaders.parsing.statuses import scale_from_key
from loaders.parsing.tables import Tables, parse_tables
from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.read_cells import read_file_cells
from loaders.reading_summary import PreviewedWorkbook, item_cards, summarise
from loaders.records import IssueLog, Recognised, Record, TableRange, issue_at, make_issue, sort_by_cell
from loaders.returns.read_return import refuse_return, without_round_mark
from loaders.security import DEFAULT_LIMITS, FileType, Limits, check_package, read_file
from loaders.validation import blank_tracker_issues, rule_colour_issues, validation_issues
from loaders.vocabulary.refs import is_same_text, ref_key
from loaders.vocabulary.status_words import status_labels
from model.terms import Scale, label_key
from model.tracker.columns import OF_RECOMMENDATIONS, RECOMMENDATIONS, REVIEWS, DataType
from model.tracker.reading import MAX_TEXT, Issue, Published, Reading, Row, Source, WorkbookError

_TABLES = ("recommendations", "progress", "monitoring", "targets", "decisions", "names")


def read_workbook(file: Path | bytes, *, name: str = "", options: ReadOptions = NO_OPTIONS) -> Reading:
    """Return the tracker in a workbook or report, and everything that is wrong with it, as `read_with_tables` does."""
    return read_with_tables(file, name=name, options=options).reading


@dataclass(frozen=True, eq=False)
class ReadTables:
    """A reading, and what it was made from.

    Attributes:
        sheets: the sheets of the workbook; none for a paper.
        tables: the rows with the cells that they were read from.
        ranges: the tables that were found on the sheets.
        mapping: the mapping that it was read by, as it fits the sheets.
    """

    reading: Reading
    sheets: list[SheetCells]
    tables: Tables
    ranges: tuple[TableRange, ...] = ()
    mapping: WorkbookMapping = NO_MAPPING


def read_with_tables(
    file: Path | bytes,
    *,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> ReadTables:
    """Return the tracker in a workbook or report, what is wrong with it, and the sheets and tables behind it.

    Raises WorkbookError if the file cannot be used at all. A row with an issue stays, with all that could be read.

    Args:
        file: the path of a workbook, or its bytes as they were uploaded.
        name: the file's name, if only its bytes are passed.
        limits: the limits for size, memory and time.
        options: what a person confirmed about the workbook.
        progress: called with the progress of reading.
    """
    content = read_file(file, limits=limits) if isinstance(file, Path) else file
    package = check_package(content, limits=limits)
    based_on = read_based_on(content) if package.kind is FileType.XLSX else ""
    source = Source(name or (file.name if isinstance(file, Path) else ""), sha256(content).hexdigest(), based_on)
    log = IssueLog()
    log.add_all(make_issue("links-not-followed", found=kind) for kind in package.links)
    result, mapping, of_round = None, options.mapping, False
    sheets: list[SheetCells] = []
    if package.kind not in (FileType.XLSX, FileType.ODS):
        from loaders.papers.read_paper import read_paper  # noqa: PLC0415 - a workbook is read without it, and sooner
        from loaders.returns.word_form import form_contents  # noqa: PLC0415 - as above

        if package.kind is FileType.DOCX and form_contents(content, limits=limits) is not None:
            raise WorkbookError("file-is-return")
        result = read_paper(content, kind=package.kind, name=source.name, review=options.review, as_at=options.as_at)
    if result is None:
        try:
            sheets = read_file_cells(content, kind=package.kind, limits=limits, progress=progress)
            log.add_all(issue for sheet in sheets for issue in sheet.issues)
            progress(Progress("tables"))
            refuse_return(sheets)
            sheets, corrected = correct_cells(sheets, options.corrections)
            all_sheets, sheets = sheets, without_round_mark(sheets)
            of_round = len(sheets) < len(all_sheets)
            if of_round:  # a part of what is published, which may name the rest
                options = replace(options, known=options.published.ids)
            names = [sheet.name for sheet in sheets]
            to_read, mapping, fitted = apply_mapping(sheets, options.mapping)
            recognised, issues_of_layout = recognise(to_read, options=options, file_name=source.name)
            missing = missing_columns(mapping.sheets, recognised.columns, issues_of_layout)
            result = recognised, names, [*corrected, *fitted, *issues_of_layout, *missing]
        except WorkbookError as refusal:
            from loaders.papers.read_paper import refusal_of_text  # noqa: PLC0415 - as above

            raise refusal_of_text(refusal, content, package.kind, source.name) from refusal
    recognised, sheet_names, issues_of_layout = result
    log.add_all(issues_of_layout)
    recognised, log = name_published_review(recognised, log, options)
    tables = parse_tables(recognised.records, log, options=options)
    tables = word_dates_as_published(tables, options.published)
    tables = use_published_scale(tables, options.published, log, layout=recognised.layout)
    progress(Progress("checks"))
    log.add_all(validation_issues(tables, has_unread_key=any(issue.code == "key-not-read" for issue in log.issues)))
    if recognised.layout != canonical_layout.NAME:  # there a status is always a word
        log.add_all(rule_colour_issues(recognised.columns, sheets, tables))
    log.add_all(round_issues(tables, options.published) if of_round else ())
    rows = {"reviews": review_rows(tables, log)} | {name: [row for row, _ in getattr(tables, name)] for name in _TABLES}
    issues = sort_by_cell(blank_tracker_issues(tables, log.issues), sheet_names)
    parts = (recognised.layout, rows, tables.scale, recognised.columns, issues, tables.proposed)
    reading = Reading(source, *parts, dict(tables.statuses_read))
    return ReadTables(reading, sheets, tables, recognised.tables, mapping)


def preview_workbook(
    content: bytes, *, name: str, limits: Limits, options: ReadOptions, progress: ProgressCallback
) -> PreviewedWorkbook:
    """Return a workbook with the first rows of its sheets, also if no tracker is in it: a person can map it."""
    try:
        read = read_with_tables(content, name=name, limits=limits, options=options, progress=progress)
    except WorkbookError as refusal:
        if refusal.code not in ("no-table", "tracker-empty"):  # those that a person can map
            raise
        kind = check_package(content, limits=limits).kind
        sheets = preview_sheets(read_file_cells(content, kind=kind, limits=limits), (), options.mapping)
        return PreviewedWorkbook(None, refusal, sheets, mapping=options.mapping)
    questions = open_questions(read.reading, read.sheets, date.today())
    sheets = preview_sheets(read.sheets, read.ranges, read.mapping)
    cards, summary = item_cards(read.tables), summarise(read.reading)
    return PreviewedWorkbook(read.reading, None, sheets, questions, read.mapping, cards, summary)


def check_workbook(
    content: bytes, *, name: str, limits: Limits, options: ReadOptions, progress: ProgressCallback
) -> PreviewedWorkbook:
    """Return a workbook as `preview_workbook` does, without the rows of its tracker, which may be very many."""
    found = preview_workbook(content, name=name, limits=limits, options=options, progress=progress)
    return found if found.reading is None else replace(found, reading=replace(found.reading, rows={}))


# The share of a workbook's recommendations that have the ref and the text of one review, to be read as that review.
_CLEAR_SHARE = 0.6


def name_published_review(recognised: Recognised, log: IssueLog, options: ReadOptions) -> tuple[Recognised, IssueLog]:
    """Return the records under the name of the published review that they are of, and the log with that as an issue.

    A review that the workbook names is left as it is, as is one that a person chose; a published review has a title of
    its own. Without a clear match the assumed name stays, with its issue: a person is asked.
    """
    assumed = next((issue for issue in log.issues if issue.code == "review-assumed"), None)
    if assumed is None:
        return recognised, log
    listed, chosen = recognised.records.get("recommendations", ()), options.review
    review, matching = _matching_review(listed, options.published) if chosen is None else (chosen, 0)
    if review is None or review not in options.published.reviews or chosen not in (None, assumed.found):
        return recognised, log
    records = {
        table: [each.with_value("review", review) if each.value("review") == assumed.found else each for each in rows]
        for table, rows in recognised.records.items()
    }
    reviews, named = records.get("reviews", ()), {"review", "title"}
    records["reviews"] = [each for each in reviews if each.value("review") != review or each.cells.keys() - named]
    if chosen is None:
        details = {"matching": str(matching), "count": str(len(listed)), "assumed": assumed.found}
        place = {"sheet": assumed.sheet, "cell": assumed.cell}
        issues, log = [each for each in log.issues if each is not assumed], IssueLog()
        log.add_all([*issues, make_issue("review-published", found=review, severity=None, **place, **details)])
    return replace(recognised, records=records), log


def word_dates_as_published(tables: Tables, published: Published) -> Tables:
    """Return the tables with each date in the published words of its days: "Feb 24" is February 2024."""
    words = {(field, replace(date, words="")): date.words for field, date in reversed(published.dates)}
    all_words = {(field, date.words) for field, date in published.dates}

    def reworded(parsed: ParsedRow, fields: Sequence[str]) -> ParsedRow:
        changed: dict[str, Field] = {}
        for field in fields:
            stated = parsed.date(field)
            if stated is not None and (field, stated.words) not in all_words:
                usual = words.get((field, replace(stated, words="")))
                changed |= {field: replace(stated, words=usual)} if usual else {}
        return parsed._replace(row={**parsed.row, **changed}) if changed else parsed

    rows: dict[str, Any] = {}
    for plan in (RECOMMENDATIONS, *OF_RECOMMENDATIONS) if words else ():
        fields = [column.field for column in plan.columns if column.data_type is DataType.DATE]
        rows[plan.table] = [reworded(parsed, fields) for parsed in getattr(tables, plan.table)]
    return replace(tables, **rows)


def use_published_scale(tables: Tables, published: Published, log: IssueLog, *, layout: str) -> Tables:
    """Return the tables with the published scale, if they have the same statuses, order and complete statuses.

    One issue names the statuses whose name or meaning is another. A canonical workbook is where the scale is changed on
    purpose: it keeps its own until it is merged.
    """
    scale = published.scale
    names = _same_statuses(tables.scale, scale) if scale is not None else None
    if scale is None or names is None or tables.scale == scale:
        return tables
    meanings = {name: label_key(scale[published].meaning).rstrip(" .!") for name, published in names.items()}
    explained = {each.name: label_key(each.meaning).rstrip(" .!") for each in tables.scale.statuses}
    differing = [name for name, words in explained.items() if name != names[name] or words not in ("", meanings[name])]
    has_key = scale_from_key(tables.key) is not None
    is_canonical = layout == canonical_layout.NAME and has_key
    if differing and has_key:
        first = next(parsed for parsed in tables.key if parsed.text("status") in differing)
        mode = layout if is_canonical else ""
        log.add(first.record, "meaning", "scale-published", found=", ".join(differing), layout=mode)
    if is_canonical:
        return tables
    renamed = ({"status": names.get(parsed.text("status") or "")} for parsed in tables.progress)
    progress = [p._replace(row={**p.row, **new}) for p, new in zip(tables.progress, renamed, strict=True)]
    return replace(tables, scale=scale, progress=progress)


def round_issues(tables: Tables, published: Published) -> Iterator[Issue]:
    """Yield that a workbook belongs to a round, and an error for each recommendation that differs from the published.

    It has the recommendations of the tracker that the round was collected for: another text is one of another tracker,
    or was changed since.
    """
    yield make_issue("round-workbook")
    by_id = {(each.review, each.ref): each for each in published.recommendations}
    for parsed in tables.recommendations if by_id else ():
        review, ref = parsed.text("review") or "", parsed.text("ref") or ""
        other = by_id.get((review, ref))
        if other is None or other.text != (parsed.text("recommendation") or "")[:MAX_TEXT]:
            field, kind = ("ref", "ref") if other is None else ("recommendation", "text")
            yield issue_at(parsed.record, field, "round-other-tracker", found=ref, review=review, kind=kind)


def review_rows(tables: Tables, log: IssueLog) -> list[Row]:
    """Return a row for each review; a name without a row on a Reviews sheet is its title too, and is reported."""
    if tables.reviews:
        return [each.row for each in tables.reviews]
    used = [parsed.text("review") for parsed in tables.recommendations + tables.progress]
    names = dict.fromkeys(name for name in used if name is not None)
    log.add_all(make_issue("review-not-described", found=name) for name in names)
    return [{column.field: None for column in REVIEWS.columns} | {"review": name, "title": name} for name in names]


def _matching_review(records: Sequence[Record], published: Published) -> tuple[str | None, int]:
    """Return the review of which most recommendations have the ref and the text, with their number.

    None if they are few, or if another review has half as many.
    """
    by_id = {(each.review, ref_key(each.ref)): (each.title, each.text) for each in published.recommendations}
    counts = dict.fromkeys(published.reviews, 0)
    for record in records if by_id else ():
        texts = [plain_text(record.value(field)) for field in ("title", "recommendation")]
        for review in counts:
            published_texts = by_id.get((review, ref_key(record.value("ref"))), ("", ""))
            pairs = ((text, other) for text in texts for other in published_texts if text and other)
            counts[review] += any(is_same_text(text, other) for text, other in pairs)
    ranked = sorted(counts, key=lambda review: -counts[review])
    most, second = ([counts[review] for review in ranked] + [0, 0])[:2]
    return (ranked[0], most) if most > 2 * second and most >= _CLEAR_SHARE * len(records) else (None, 0)


def _same_statuses(scale: Scale, published: Scale) -> Mapping[str, str] | None:
    """Return the published name of each status of a scale; None if statuses, order or completeness differ.

    A status is the same by its word in either language or by its letters, in any case. A scale that says of no status
    that it is complete differs in none.
    """
    if not scale.ordered or len(scale.statuses) != len(published.statuses):
        return None
    labels, pairs = status_labels(published), list(zip(scale.statuses, published.statuses, strict=True))
    have_same_names = all(labels.get(label_key(status.name)) == other.name for status, other in pairs)
    are_same = have_same_names and all(one.complete == other.complete or not scale.complete for one, other in pairs)
    return {status.name: other.name for status, other in pairs} if are_same else None
