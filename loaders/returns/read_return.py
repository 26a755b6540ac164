"""Read a return: only its answers count, wherever they were moved to; what cannot be taken is an issue of its cell."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from loaders.cells.display import displayed_text
from loaders.cells.sheet import SheetCells
from loaders.cells.values import ErrorCell, UncalculatedCell, clean_cell_text
from loaders.issue_log import make_issue
from loaders.read_cells import read_file_cells
from loaders.returns.return_table import (
    FoundIdentity,
    ItemCell,
    ReturnContents,
    find_identity,
    find_tables,
)
from loaders.returns.word_form import form_contents
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import FileType, check_package
from model.dates import Precision, parse_date
from model.issue import Issue
from model.issue_codes import SEVERITIES
from model.language import Language, label_key
from model.returns.received import (
    ANSWERS,
    IDENTITY_SHEET,
    INSTRUCTION_SHEETS,
    NO,
    TEXT_OUTSIDE,
    YES,
    Answer,
    Item,
    ReceivedReturn,
    ReturnError,
    ReturnFault,
    text_digest,
)
from model.status import Scale, Status

_FLAGS = {label_key(word): flag for label, flag in ((YES, "yes"), (NO, "no")) for word in (label.english, label.welsh)}
_FLAGS |= {"y": "yes", "n": "no", "true": "yes", "false": "no", "ydy": "yes", "nac ydy": "no"}
_WORKBOOKS = (FileType.XLSX, FileType.ODS, FileType.CSV)


def read_return(content: bytes, *, statuses: Sequence[Status], limits: Limits = DEFAULT_LIMITS) -> ReceivedReturn:
    """Return what a return says, and an issue for each cell that is not taken, or that was changed.

    Raises:
        ReturnError: NO_RETURN where the file has no table of a return.
        WorkbookError: the file cannot be used at all, or names two rounds.
    """
    contents = _contents(content, limits)
    if contents is None:
        raise ReturnError(ReturnFault.NO_RETURN)
    identity = contents.identity
    language = identity.language or Language.ENGLISH
    answers, issues = parse_answers(contents.cells, statuses, language=language, formulas=contents.formulas)
    return ReceivedReturn(
        identity.month,
        identity.recipient,
        identity.version,
        tuple(dict.fromkeys((cell.review, cell.ref) for cell in contents.cells if cell.ref)),
        tuple(answers),
        (*_identity_issues(identity), *contents.issues, *_locked_issues(contents), *issues),
        identity.place,
        next(((cell.sheet, cell.cell) for cell in contents.cells if cell.ref), ("", "")),
    )


def find_return(content: bytes, *, statuses: Sequence[Status], limits: Limits) -> tuple[ReceivedReturn, ...]:
    """Return the return in a file; none where it is no return. Raises WorkbookError as `read_return` does."""
    try:
        return (read_return(content, statuses=statuses, limits=limits),)
    except ReturnError:
        return ()


def _contents(content: bytes, limits: Limits) -> ReturnContents | None:
    kind = check_package(content, limits=limits).kind
    if kind in _WORKBOOKS:
        return workbook_contents(content, kind, limits=limits)
    return form_contents(content, limits=limits) if kind is FileType.DOCX else None


def _identity_issues(identity: FoundIdentity) -> Iterator[Issue]:
    if identity.lost:
        yield make_issue("return-identity-lost")
    elif identity.changed:
        yield make_issue("return-identity-lost", kind="changed")


def _locked_issues(contents: ReturnContents) -> Iterator[Issue]:
    """Yield an issue for each locked cell that was changed, and for each recommendation whose rows were deleted."""
    locked = contents.identity.locked
    for cell in contents.cells:
        digest = locked.get((cell.review, cell.ref, cell.item))
        words = displayed_text(cell.value)
        if digest is not None and digest != text_digest(words):
            yield make_issue("return-locked-changed", sheet=cell.sheet, cell=cell.cell, found=words)
    there = {(cell.review, cell.ref) for cell in contents.cells}
    for review, ref in dict.fromkeys((review, ref) for review, ref, _item in locked):
        if (review, ref) not in there:
            yield make_issue("return-rows-missing", sheet=contents.sheet, found=ref)


def workbook_contents(content: bytes, kind: FileType, *, limits: Limits) -> ReturnContents | None:
    """Return the items of a workbook; None where no sheet has the table of a return.

    Raises WorkbookError if the file cannot be used at all.
    """
    sheets = read_file_cells(content, kind=kind, limits=limits)
    tables = find_tables(sheets)
    if not tables:
        return None
    identity, read = find_identity(sheets, tables), [table.read() for table in tables]
    names = [table.sheet.name for table in tables]
    return ReturnContents(
        tuple(cell for cells, _ in read for cell in cells),
        identity,
        (*(issue for _, issues in read for issue in issues), *_on_other_sheets(sheets, names, limits)),
        frozenset((table.sheet.name, cell) for table in tables for cell in table.sheet.formulas),
        names[0],
    )


def _on_other_sheets(sheets: Sequence[SheetCells], known: Collection[str], limits: Limits) -> Iterator[Issue]:
    """Yield an issue for each sheet that was added to the return, with its texts line by line."""
    for sheet in sheets:
        if sheet.name in known or sheet.name.casefold().startswith((IDENTITY_SHEET, *INSTRUCTION_SHEETS)):
            continue
        rows = (" ".join(filter(None, (displayed_text(value).strip() for value in row.values))) for row in sheet.rows)
        words, _cleaned, shortened = clean_cell_text("\n".join(filter(None, rows)), characters=limits.characters)
        if shortened:
            yield make_issue("text-shortened", sheet=sheet.name)
        if words:
            yield make_issue(TEXT_OUTSIDE, sheet=sheet.name, found=words)


def parse_answers(
    cells: Iterable[ItemCell],
    statuses: Sequence[Status],
    *,
    language: Language,
    formulas: frozenset[tuple[str, str]],
) -> tuple[list[Answer], list[Issue]]:
    """Return the answers, and an issue for each cell whose answer is not taken or not certain.

    Args:
        cells: the cells of the table; those of locked items are passed over.
        statuses: the statuses of the published scale.
        language: that of the return.
        formulas: the sheet and the address of each cell with a formula.
    """
    answers: dict[tuple[str, str, Item], Answer] = {}
    issues: list[Issue] = []
    for cell in cells:
        if cell.item not in ANSWERS or cell.value is None:
            continue
        shown, (code, text, details) = displayed_text(cell.value), _parse(cell, statuses)
        first = answers.get((cell.review, cell.ref, cell.item))
        found: list[tuple[str, str, dict[str, str]]] = [] if code is None else [(code, shown, details)]
        if text and (cell.sheet, cell.cell) in formulas:
            found.append(("return-formula", shown, {}))
        if text and not cell.ref:
            found.append(("return-ref-missing", text, {}))
        elif text and first is None:
            answer = Answer(cell.review, cell.ref, cell.item, text, cell.sheet, cell.cell, language)
            answers[cell.review, cell.ref, cell.item] = answer
        elif text and first is not None and first.text != text:
            place = first.cell if first.sheet == cell.sheet else f"{first.sheet}!{first.cell}"
            found.append(("return-answer-repeated", shown, {"place": place}))
        issues += [Issue(each, SEVERITIES[each], cell.sheet, cell.cell, words, more) for each, words, more in found]
    return list(answers.values()), issues


Parsed = tuple[str | None, str, dict[str, str]]
"""The code of what is wrong with an answer, its text, "" where it is not taken, and details of the issue."""


def _parse(cell: ItemCell, statuses: Sequence[Status]) -> Parsed:
    if isinstance(cell.value, UncalculatedCell):
        return "return-formula", "", {"kind": "empty"}
    if isinstance(cell.value, ErrorCell):
        return "return-formula", "", {"kind": "error"}
    words = displayed_text(cell.value).strip()
    return _parse_words(words, cell.item, statuses) if words else (None, "", {})


def _parse_words(words: str, item: Item, statuses: Sequence[Status]) -> Parsed:
    text, code, details = words, "", {}
    if item is Item.AGENCY_STATUS:
        text, code, details = _status(words, statuses), "return-status-unknown", {"allowed": _allowed(statuses)}
    elif item is Item.CLOSURE:
        text, code = _FLAGS.get(label_key(words), ""), "return-flag-unknown"
    elif item is Item.NEW_TARGET:
        day = parse_date(words)
        text, code = "" if day.precision is Precision.WORDS else day.words, "return-date-unknown"
    return (None, text, {}) if text else (code, "", details)


def _status(words: str, statuses: Sequence[Status]) -> str:
    """Return the name of the status that the words are, in either language; "" for none."""
    key, scale = label_key(words), Scale(tuple(statuses))
    for each in statuses:
        forms = (each.name, each.name_cy, *(scale.label(each.name, language) for language in Language))
        if key in map(label_key, forms):
            return each.name
    return ""


def _allowed(statuses: Sequence[Status]) -> str:
    return ", ".join(status.name for status in statuses)
