"""Read the comments on cells: notes and threads."""

from collections.abc import Iterator

from loaders.cells.comments import comment_issue
from loaders.formats.xlsx.package_parts import OfficePackage
from loaders.formats.xml.events import Element, parse_part
from model.issues.issue import Issue

_NOTES, _THREADED = "comments", "threadedComment"


def read_comments(package: OfficePackage, part: str, *, sheet: str, characters: int) -> list[Issue]:
    """Return an issue for each cell of a sheet with comments. A thread, which is also stored as a note, counts once."""
    found: dict[str, list[str]] = {}
    parts = [
        (relation.kind, relation.target) for relation in package.relations(part) if relation.kind in (_NOTES, _THREADED)
    ]
    for kind, target in sorted(parts, reverse=True):
        earlier = dict(found)
        for cell, text in _comments(parse_part(package.read(target)), "comment" if kind == _NOTES else _THREADED):
            if cell not in earlier:
                found.setdefault(cell, []).append(text)
    return [comment_issue(sheet, cell, "\n".join(texts), characters) for cell, texts in found.items()]


def _comments(root: Element, name: str) -> Iterator[tuple[str, str]]:
    for comment in root.all(name):
        text = "".join(piece.text for kind in ("t", "text") for piece in comment.all(kind) if not piece.children)
        yield comment.attributes["ref"], text
