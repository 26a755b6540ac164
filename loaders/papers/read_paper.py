"""Reading a file that may be a published paper, and saying why text under the name of one is none."""

from loaders.formats.csv.reader import decoded
from loaders.issue_log import IssueLog
from loaders.papers.lines.read_lines import paper_lines
from loaders.papers.lines.text import text_lines
from loaders.papers.recognise import recognise_paper
from loaders.papers.text.headings import not_a_report
from loaders.records import Recognised
from loaders.security.package import FileType
from model.issues.issue import WorkbookError

_NAMES_OF_PAPERS = (".txt", ".text", ".docx", ".doc", ".odt", ".rtf", ".pdf", ".md")


def read_paper(
    content: bytes, log: IssueLog, *, kind: FileType, name: str, review: str | None
) -> tuple[Recognised, list[str]] | None:
    """Return the records of a paper and its pages; None where the file is text that is rather a table.

    `review` is what somebody called its review. Raises WorkbookError where a document is no progress report.
    """
    lines = paper_lines(content, kind=kind, name=name)
    if lines is None:
        return None
    recognised = recognise_paper(lines, log, file_name=name, review=review)
    return recognised, list(dict.fromkeys(line.place[0] for line in lines))


def no_paper(refused: WorkbookError, content: bytes, file_name: str) -> WorkbookError:
    """Return why text under the name of a paper is refused: that it is no report, rather than that it is no table."""
    named = file_name.casefold().endswith(_NAMES_OF_PAPERS)
    if not named or refused.code not in ("no-table", "file-not-workbook"):
        return refused
    return not_a_report(text_lines(decoded(content)[0]))
