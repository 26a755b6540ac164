"""Reading a workbook: cells, then the layout, then values, then checks, each step on its own."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from loaders.cells import SheetCells
from loaders.checks import check_tables
from loaders.csv_cells import decoded
from loaders.file_cells import read_file_cells
from loaders.issue_log import IssueLog
from loaders.layouts import recognise
from loaders.limits import DEFAULT_LIMITS, Limits
from loaders.options import NO_OPTIONS, ReadOptions
from loaders.package import Kind, check_package, read_file
from loaders.paper.lines import paper_lines
from loaders.paper.recognise import not_a_report, recognise_paper
from loaders.paper.text_lines import text_lines
from loaders.progress import Progress, Tell, untold
from loaders.records import Recognised
from loaders.reviews import described_reviews
from loaders.rows import plain_rows
from loaders.tables import parse_tables
from model.issue import WorkbookError
from model.reading import Reading, Source

_NAMES_OF_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_NAMES_OF_PAPERS = (".txt", ".text", ".docx", ".doc", ".odt", ".rtf", ".pdf", ".md")


def read_workbook(
    file: Path | bytes,
    *,
    name: str = "",
    limits: Limits = DEFAULT_LIMITS,
    options: ReadOptions = NO_OPTIONS,
    progress: Tell = untold,
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
    content = read_file(file, limits=limits) if isinstance(file, Path) else file
    package = check_package(content, limits=limits)
    source = Source(name or (file.name if isinstance(file, Path) else ""), sha256(content).hexdigest())
    log = IssueLog()
    for kind in package.links:
        log.add("links-not-followed", found=kind)
    lines = paper_lines(content, kind=package.kind, name=source.name)
    if lines is None:
        try:
            sheets = _sheets(content, package.kind, log, limits=limits, progress=progress)
            recognised = _recognise(sheets, log, options, source.name, package.kind)
        except WorkbookError as refused:
            raise _as_paper(refused, content, package.kind, source.name) from refused
        places = [sheet.name for sheet in sheets]
    else:
        recognised = recognise_paper(lines, log, file_name=source.name, review=options.review)
        places = list(dict.fromkeys(line.place[0] for line in lines))
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
    issues = log.in_order(places)
    understood = (recognised.layout, rows, tables.scale, recognised.columns)
    return Reading(source, *understood, issues, tables.proposed, dict(tables.statuses_read))


def _sheets(content: bytes, kind: Kind, log: IssueLog, *, limits: Limits, progress: Tell) -> list[SheetCells]:
    """Return the sheets of a workbook; what is said of them as wholes is noted."""
    sheets = read_file_cells(content, kind=kind, limits=limits, progress=progress)
    for sheet in sheets:
        log.tell(sheet.told)
    progress(Progress("tables"))
    return sheets


def _recognise(
    sheets: Sequence[SheetCells], log: IssueLog, options: ReadOptions, file_name: str, kind: Kind
) -> Recognised:
    """Return the records of the sheets; text without a table, under the name of a workbook, is said to be text."""
    try:
        return recognise(sheets, log, options=options, file_name=file_name)
    except WorkbookError as refused:
        if kind is Kind.CSV and file_name.casefold().endswith(_NAMES_OF_WORKBOOKS):
            raise WorkbookError("file-not-workbook", looks_like="text") from refused
        raise


def _as_paper(refused: WorkbookError, content: bytes, kind: Kind, file_name: str) -> WorkbookError:
    """Return why text under the name of a paper is refused: that it is no report, rather than that it is no table."""
    paper = kind is Kind.CSV and file_name.casefold().endswith(_NAMES_OF_PAPERS)
    if not paper or refused.code not in ("no-table", "file-not-workbook"):
        return refused
    return not_a_report(text_lines(decoded(content)[0]))
