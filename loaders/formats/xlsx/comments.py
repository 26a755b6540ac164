"""Comments on cells: the notes and the threads that people leave beside a value."""

from collections.abc import Iterator

from loaders.cells.clean_text import kept_text
from loaders.formats.xlsx.package_parts import OfficePackage
from loaders.formats.xml.events import Element, parse_part
from model.issues.issue import Issue
from model.issues.issue_codes import SEVERITIES

_OLDER, _THREADED = "comments", "threadedComment"


def read_comments(package: OfficePackage, part: str, *, sheet: str, characters: int) -> list[Issue]:
    """Return an issue for each cell of a sheet with comments. A thread is written as a note too; it is told once."""
    found: dict[str, list[str]] = {}
    parts = [(one.kind, one.target) for one in package.relations(part) if one.kind in (_OLDER, _THREADED)]
    for kind, target in sorted(parts, reverse=True):
        told = dict(found)
        for cell, text in _comments(parse_part(package.read(target)), "comment" if kind == _OLDER else _THREADED):
            if cell not in told:
                found.setdefault(cell, []).append(text)
    return [comment_issue(sheet, cell, "\n".join(texts), characters) for cell, texts in found.items()]


def comment_issue(sheet: str, cell: str, text: str, characters: int) -> Issue:
    """Return the issue that tells a comment."""
    kept, _, _ = kept_text(text, characters=characters)
    return Issue("comment-read", SEVERITIES["comment-read"], sheet, cell, kept or "")


def _comments(root: Element, name: str) -> Iterator[tuple[str, str]]:
    for comment in root.all(name):
        text = "".join(piece.text for kind in ("t", "text") for piece in comment.all(kind) if not piece.children)
        yield comment.attributes["ref"], text
