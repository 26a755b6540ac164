"""The issue that reports the comment of a cell."""

from loaders.cells.clean_text import clean_cell_text
from model.issues.issue import Issue
from model.issues.issue_codes import SEVERITIES


def comment_issue(sheet: str, cell: str, text: str, characters: int) -> Issue:
    """Return the issue that reports a comment, cut to the length that a cell can have."""
    clean, _, _ = clean_cell_text(text, characters=characters)
    return Issue("comment-read", SEVERITIES["comment-read"], sheet, cell, clean or "")
