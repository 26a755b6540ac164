"""The answers and issues of a received return as JSON, as the database has them."""

import json
from collections.abc import Sequence

from model.issues.issue import Issue, Severity
from model.language import Language
from model.returns.items import Item
from model.returns.received import Answer
from store.rows.stored_rows import storable


def answers_to_json(answers: Sequence[Answer]) -> str:
    """Return answers as a JSON list."""
    listed = [
        [
            *map(storable, (each.review, each.ref, each.item.value, each.text, each.sheet, each.cell)),
            each.language.value,
        ]
        for each in answers
    ]
    return json.dumps(listed, ensure_ascii=False)


def answers_from_json(text: str) -> tuple[Answer, ...]:
    """Return the answers of such a list; those of an earlier release have no language and were read as English."""
    return tuple(Answer(row[0], row[1], Item(row[2]), *row[3:6], *map(Language, row[6:7])) for row in json.loads(text))


def issues_to_json(issues: Sequence[Issue]) -> str:
    """Return issues as a JSON list."""
    listed = [
        [each.code, each.severity.value, each.sheet, each.cell, storable(each.found), dict(each.details)]
        for each in issues
    ]
    return json.dumps(listed, ensure_ascii=False)


def issues_from_json(text: str) -> tuple[Issue, ...]:
    """Return the issues of such a list."""
    return tuple(Issue(row[0], Severity(row[1]), *row[2:]) for row in json.loads(text))
