"""The reading pipeline: a file becomes cells, then records, then rows, then checked rows, one step after the other."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from loaders.cells.sheet import SheetCells
from loaders.issue_log import IssueLog
from loaders.layouts.recognise import recognise
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.parsing.rows import plain_rows
from loaders.parsing.tables import Tables, parse_tables
from loaders.parsing.undeclared_reviews import described_reviews
from loaders.progress import Progress, ProgressCallback, no_progress
from loaders.read_cells import read_file_cells
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import FileType, check_package, read_file
from loaders.validation import check_tables
from model.issues.issue import WorkbookError
from model.tracker.reading import Reading, Source

_WORKBOOKS = (FileType.XLSX, FileType.ODS)
_NAMES_OF_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


def read_workbook(
    file: Path | bytes,
    *,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: ProgressCallback = no_progress,
) -> Reading:
    """Return what a workbook holds and everything that is wrong with it.

    Raises WorkbookError where the file cannot be used at all. A row with an issue is kept with what could be read.

    Args:
        file: the path of a workbook, or its bytes as they were uploaded.
        name: the file's name, where only its bytes are given.
        limits: how large a workbook may be.
        options: what a person confirmed about it.
        progress: told how far reading has come.
    """
    return read_with_tables(file, name=name, limits=limits, options=options, progress=progress).reading


@dataclass(frozen=True, eq=False)
class ReadTables:
    """A reading, and what it was made from.

    Attributes:
        sheets: the sheets of the workbook; none for a paper.
        tables: the rows with the cells that they were read from.
    """

    reading: Reading
    sheets: list[SheetCells]
    tables: Tables


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
    source = Source(name or (file.name if isinstance(file, Path) else ""), sha256(content).hexdigest())
    log = IssueLog()
    for kind in package.links:
        log.add("links-not-followed", found=kind)
    found = None
    sheets: list[SheetCells] = []
    if package.kind not in _WORKBOOKS:
        from loaders.papers.read_paper import read_paper  # noqa: PLC0415 - a workbook is read without it, and sooner

        found = read_paper(content, log, kind=package.kind, name=source.name, review=options.review)
    if found is None:
        try:
            sheets = _sheets(content, package.kind, log, limits=limits, progress=progress)
            found = recognise(sheets, log, options=options, file_name=source.name), [sheet.name for sheet in sheets]
        except WorkbookError as refused:
            raise _of_text(refused, content, package.kind, source.name) from refused
    recognised, places = found
    tables = parse_tables(recognised.records, log, options=options)
    progress(Progress("checks"))
    check_tables(tables, log)
    rows = {
        "reviews": described_reviews(tables, log),
        "recommendations": plain_rows(tables.recommendations),
        "progress": plain_rows(tables.progress),
        "monitoring": plain_rows(tables.monitoring),
        "names": plain_rows(tables.names),
    }
    issues = log.sorted_by_cell(places)
    layout, columns = recognised.layout, recognised.columns
    read = (layout, rows, tables.scale, columns, issues, tables.proposed, dict(tables.statuses_read))
    return ReadTables(Reading(source, *read), sheets, tables)


def _sheets(
    content: bytes, kind: FileType, log: IssueLog, *, limits: Limits, progress: ProgressCallback
) -> list[SheetCells]:
    """Return the sheets of a workbook; what is said of them as wholes is noted."""
    sheets = read_file_cells(content, kind=kind, limits=limits, progress=progress)
    for sheet in sheets:
        log.extend(sheet.issues)
    progress(Progress("tables"))
    return sheets


def _of_text(refused: WorkbookError, content: bytes, kind: FileType, file_name: str) -> WorkbookError:
    """Return why text is refused: under the name of a workbook it is none, and under that of a paper no report."""
    if kind is not FileType.CSV:
        return refused
    if refused.code == "no-table" and file_name.casefold().endswith(_NAMES_OF_WORKBOOKS):
        return WorkbookError("file-not-workbook", looks_like="text")
    from loaders.papers.read_paper import paper_refusal  # noqa: PLC0415 - a workbook is read without it, and sooner

    return paper_refusal(refused, content, file_name)
