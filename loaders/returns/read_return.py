"""Read a return: only its answers count, wherever they were moved to."""

from collections.abc import Iterator, Sequence

from loaders.cells.display_text import displayed_text
from loaders.returns.answers import parse_answers
from loaders.returns.contents import ReturnContents
from loaders.returns.identity import FoundIdentity
from loaders.returns.word_form import form_contents
from loaders.returns.workbook import workbook_contents
from loaders.security.limits import DEFAULT_LIMITS, Limits
from loaders.security.package import FileType, check_package
from model.issues.issue import Issue
from model.issues.issue_codes import SEVERITIES
from model.language import Language
from model.returns.identity import text_digest
from model.returns.received import ReceivedReturn, ReturnError, ReturnFault
from model.status.scale import Status

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


def _contents(content: bytes, limits: Limits) -> ReturnContents | None:
    kind = check_package(content, limits=limits).kind
    if kind in _WORKBOOKS:
        return workbook_contents(content, kind, limits=limits)
    return form_contents(content, limits=limits) if kind is FileType.DOCX else None


def _identity_issues(identity: FoundIdentity) -> Iterator[Issue]:
    if identity.lost:
        yield _issue("return-identity-lost")
    elif identity.changed:
        yield _issue("return-identity-changed")


def _locked_issues(contents: ReturnContents) -> Iterator[Issue]:
    """Yield an issue for each locked cell that was changed, and for each recommendation whose rows were deleted."""
    locked = contents.identity.locked
    for cell in contents.cells:
        digest = locked.get((cell.review, cell.ref, cell.item))
        words = displayed_text(cell.value)
        if digest is not None and digest != text_digest(words):
            yield _issue("return-locked-changed", cell.sheet, cell.cell, words)
    there = {(cell.review, cell.ref) for cell in contents.cells}
    for review, ref in dict.fromkeys((review, ref) for review, ref, _item in locked):
        if (review, ref) not in there:
            yield _issue("return-rows-missing", contents.sheet, "", ref)


def _issue(code: str, sheet: str = "", cell: str = "", found: str = "") -> Issue:
    return Issue(code, SEVERITIES[code], sheet, cell, found)
