"""The answers of a return, each parsed by its item; what cannot be taken is an issue of its cell."""

from collections.abc import Iterable, Sequence

from loaders.cells.display_text import displayed_text
from loaders.cells.values import ErrorCell, UncalculatedCell
from loaders.returns.table import ItemCell
from model.dates.date import Precision
from model.dates.date_grammar import parse_date
from model.issues.issue import Issue
from model.issues.issue_codes import SEVERITIES
from model.language import Language
from model.returns.items import ANSWERS, NO, YES, Item
from model.returns.received import Answer
from model.status.scale import Scale, Status
from model.text import label_key

_FLAGS = {label_key(word): flag for label, flag in ((YES, "yes"), (NO, "no")) for word in (label.english, label.welsh)}
_FLAGS |= {"y": "yes", "n": "no", "true": "yes", "false": "no", "ydy": "yes", "nac ydy": "no"}


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
        code, text, details = _parse(cell, statuses)
        if (cell.sheet, cell.cell) in formulas and code is None:
            issues.append(_issue("return-formula", cell, displayed_text(cell.value)))
        if text and not cell.ref:
            issues.append(_issue("return-ref-missing", cell, text))
            continue
        if code is not None:
            issues.append(_issue(code, cell, displayed_text(cell.value), **details))
        key = (cell.review, cell.ref, cell.item)
        if not text:
            continue
        if key in answers:
            if answers[key].text != text:
                first = _place_for(answers[key], cell)
                issues.append(_issue("return-answer-repeated", cell, displayed_text(cell.value), place=first))
            continue
        answers[key] = Answer(*key, text, cell.sheet, cell.cell, language)
    return list(answers.values()), issues


def _place_for(answer: Answer, cell: ItemCell) -> str:
    """Return where an answer stands, for whoever reads about another cell: its sheet is named where it is another."""
    return answer.cell if answer.sheet == cell.sheet else f"{answer.sheet}!{answer.cell}"


Parsed = tuple[str | None, str, dict[str, str]]
"""The code of what is wrong with an answer, its text, "" where it is not taken, and details of the issue."""


def _parse(cell: ItemCell, statuses: Sequence[Status]) -> Parsed:
    if isinstance(cell.value, UncalculatedCell):
        return "return-formula-empty", "", {}
    if isinstance(cell.value, ErrorCell):
        return "return-cell-error", "", {}
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


def _issue(code: str, cell: ItemCell, found: str, **details: str) -> Issue:
    return Issue(code, SEVERITIES[code], cell.sheet, cell.cell, found, details)
