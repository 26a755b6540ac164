"""The reading pipeline: a file becomes cells, then records, then rows, then checked rows, one step after the other."""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from loaders.cells import SheetCells
from loaders.formats.xlsx import read_based_on
from loaders.layouts import canonical_layout
from loaders.layouts.recognise import recognise
from loaders.mapping.apply_mapping import apply_mapping, correct_cells, missing_columns
from loaders.mapping.sheet_preview import preview_sheets
from loaders.open_questions import open_questions
from loaders.options import NO_MAPPING, NO_OPTIONS, ReadOptions, WorkbookMapping
from loaders.parsing.rows import plain_rows
from loaders.parsing.tables import Tables, parse_tables
from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.published import (
    name_published_review,
    review_rows,
    round_issues,
    use_published_scale,
    word_dates_as_published,
)
from loaders.read_cells import read_file_cells
from loaders.reading_summary import PreviewedWorkbook, item_cards
from loaders.records import IssueLog, TableRange, sort_by_cell
from loaders.returns.read_return import refuse_return, without_round_mark
from loaders.security import DEFAULT_LIMITS, FileType, Limits, check_package, read_file
from loaders.validation import blank_tracker_issues, rule_colour_issues, validation_issues
from model.issue import WorkbookError
from model.tracker.reading import Reading, Source

_WORKBOOKS = (FileType.XLSX, FileType.ODS)
_TABLES = ("recommendations", "progress", "monitoring", "targets", "decisions", "names")
# The refusals of workbooks that a person can map.
_NO_TRACKER = ("no-table", "tracker-empty")
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")


def read_workbook(
    file: Path | bytes,
    *,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> Reading:
    """Return the tracker in a workbook or report, and everything that is wrong with it.

    Raises WorkbookError if the file cannot be used at all. A row with an issue stays, with all that could be read.

    Args:
        file: the path of a workbook, or its bytes as they were uploaded.
        name: the file's name, if only its bytes are passed.
        limits: the limits for size, memory and time.
        options: what a person confirmed about the workbook.
        progress: called with the progress of reading.
    """
    return read_with_tables(file, name=name, limits=limits, options=options, progress=progress).reading


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
    """Return what `read_workbook` returns, with the sheets and the parsed tables behind it.

    Raises WorkbookError where the file cannot be used at all.
    """
    content = read_file(file, limits=limits) if isinstance(file, Path) else file
    package = check_package(content, limits=limits)
    based_on = read_based_on(content) if package.kind is FileType.XLSX else ""
    source = Source(name or (file.name if isinstance(file, Path) else ""), sha256(content).hexdigest(), based_on)
    log = IssueLog()
    for kind in package.links:
        log.add("links-not-followed", found=kind)
    result = None
    sheets: list[SheetCells] = []
    mapping, of_round = options.mapping, False
    if package.kind not in _WORKBOOKS:
        from loaders.papers.read_paper import read_paper  # noqa: PLC0415 - a workbook is read without it, and sooner
        from loaders.returns.word_form import is_form  # noqa: PLC0415 - as above

        if package.kind is FileType.DOCX and is_form(content, limits=limits):
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
            fitted = apply_mapping(sheets, options.mapping)
            mapping = fitted.mapping
            recognised, issues_of_layout = recognise(fitted.sheets, options=options, file_name=source.name)
            missing = missing_columns(mapping.sheets, recognised.columns, issues_of_layout)
            result = recognised, names, [*corrected, *fitted.issues, *issues_of_layout, *missing]
        except WorkbookError as refusal:
            raise _text_refusal(refusal, content, package.kind, source.name) from refusal
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
    rows = {"reviews": review_rows(tables, log)} | {name: plain_rows(getattr(tables, name)) for name in _TABLES}
    issues = sort_by_cell(blank_tracker_issues(tables, log.issues), sheet_names)
    layout, columns = recognised.layout, recognised.columns
    parts = (layout, rows, tables.scale, columns, issues, tables.proposed, dict(tables.statuses_read))
    return ReadTables(Reading(source, *parts), sheets, tables, recognised.tables, mapping)


def preview_workbook(
    content: bytes, *, name: str, limits: Limits, options: ReadOptions, progress: ProgressCallback
) -> PreviewedWorkbook:
    """Return a workbook with the first rows of its sheets, also if no tracker is in it: a person can map it."""
    try:
        read = read_with_tables(content, name=name, limits=limits, options=options, progress=progress)
    except WorkbookError as refusal:
        if refusal.code not in _NO_TRACKER:
            raise
        kind = check_package(content, limits=limits).kind
        sheets = preview_sheets(read_file_cells(content, kind=kind, limits=limits), (), options.mapping)
        return PreviewedWorkbook(None, refusal, sheets, mapping=options.mapping)
    questions = open_questions(read.reading, read.sheets, date.today())
    sheets = preview_sheets(read.sheets, read.ranges, read.mapping)
    return PreviewedWorkbook(read.reading, None, sheets, questions, read.mapping, item_cards(read.tables))


def _text_refusal(refusal: WorkbookError, content: bytes, kind: FileType, file_name: str) -> WorkbookError:
    """Return the refusal that fits a document, or a text file: its name is that of a workbook, or of a paper."""
    if kind is FileType.DOCX and refusal.code == "no-table":
        return WorkbookError("no-table", **refusal.details, document="yes")
    if kind is not FileType.CSV or refusal.code == "file-is-return":
        return refusal
    if refusal.code == "no-table" and file_name.casefold().endswith(_WORKBOOK_ENDINGS):
        return WorkbookError("file-not-workbook", looks_like="text")
    from loaders.papers.read_paper import paper_refusal  # noqa: PLC0415 - a workbook is read without it, and sooner

    return paper_refusal(refusal, content, file_name)
