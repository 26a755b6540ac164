"""Read a file that may be a published paper, and explain why a text with a document's file name is none."""

from collections.abc import Sequence

from loaders.formats.csv.reader import decode
from loaders.papers.file_names import is_document_name
from loaders.papers.lines.read_lines import read_paper_lines
from loaders.papers.lines.text import text_lines
from loaders.papers.recognise import recognise_paper
from loaders.papers.text.headings import not_a_report
from loaders.records import Recognised
from loaders.security.package import FileType
from model.issues.issue import Issue, WorkbookError


def read_paper(
    content: bytes, *, kind: FileType, name: str, review: str | None
) -> tuple[Recognised, list[str], Sequence[Issue]] | None:
    """Return the records of a paper, its pages and its issues; None where it is probably a table.

    That is text, or a document without headings of recommendations whose tables are not those of a progress report.

    `review` is the name that a person gave its review. Raises WorkbookError where a document is no progress report.
    """
    lines = read_paper_lines(content, kind=kind, name=name)
    if lines is None:
        return None
    try:
        recognised, issues = recognise_paper(lines, file_name=name, review=review)
    except WorkbookError:
        from loaders.papers.lines.docx_tables import has_list  # noqa: PLC0415 - most papers are read without it

        if kind is FileType.DOCX and has_list(content):
            return None
        raise
    return recognised, list(dict.fromkeys(line.location[0] for line in lines)), issues


def paper_refusal(error: WorkbookError, content: bytes, file_name: str) -> WorkbookError:
    """Return the error for refused text: that it is no report, if its file name is that of a document."""
    if not is_document_name(file_name) or error.code not in ("no-table", "file-not-workbook"):
        return error
    return not_a_report(text_lines(decode(content)[0]))
