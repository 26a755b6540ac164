"""A changed text, cell or row of a sheet in a sentence."""

from model.terms import Kind
from model.tracker.columns import DECISIONS, KEY, MONITORING, PROGRESS, TARGETS
from model.versions.difference import OtherChange, WordsChange
from wording.catalogue import Translator
from wording.differences.by_change import ChangeSentence
from wording.differences.phrases import DifferenceContext, column_name, entry_name, format_day_text, quote, value_change
from wording.labels.decisions import decision_word
from wording.labels.fields import field_name


def reworded(change: WordsChange, context: DifferenceContext) -> ChangeSentence:
    """Return that a text was written, re-worded or emptied."""
    _ = context.translator
    names = {
        "title": _("its title"),
        "title_cy": _("its title in Welsh"),
        "recommendation": _("its text"),
        "recommendation_cy": _("its text in Welsh"),
    }
    column = names.get(change.field) or field_name(change.field, _)
    if change.sheet == PROGRESS.name:
        entry = entry_name(Kind.PROGRESS, change.round, _)
        column = entry if change.field == "update" else f"{entry}, {column}"
    if not change.before:
        text = _("written; it was empty before")
    else:
        text = _("re-worded") if change.after else _("empty now")
    return ChangeSentence(
        change.item, context.recommendation_name(change.item), column, text, change.before, change.after
    )


def other_change(change: OtherChange, context: DifferenceContext) -> ChangeSentence:
    """Return what has changed in a row or a cell that no other kind of change is about."""
    _ = context.translator
    name = context.recommendation_name(change.item) if change.item else change.sheet
    if change.is_whole_row:
        words = {"words": quote(_row_words(change, _))}
        text = _("row gone: {words}", **words) if change.before else _("row added: {words}", **words)
        return ChangeSentence(change.item, name, _row_name(change, _), text)
    before, after = (quote(format_day_text(value, _)) for value in (change.before, change.after))
    text = _("re-worded") if before == after else value_change(before, after, _)
    return ChangeSentence(change.item, name, _cell_name(change, _), text, change.before, change.after)


def _row_words(change: OtherChange, _: Translator) -> str:
    """Return what stands in a row that was added or removed: a day as a date, a decision in the reader's language."""
    words = change.before or change.after
    if change.sheet == DECISIONS.name:
        return decision_word(words, _) or words
    return format_day_text(words, _) if change.sheet == TARGETS.name else words


def _row_name(change: OtherChange, _: Translator) -> str:
    """Return the name of a row that was added or removed; "" where its text is enough."""
    if change.sheet == PROGRESS.name:
        return entry_name(Kind.PROGRESS, change.round, _)
    names = {
        MONITORING.name: _("monitoring promise"),
        TARGETS.name: _("target date"),
        DECISIONS.name: _("decision on closure"),
    }
    return names.get(change.sheet, "")


def _cell_name(change: OtherChange, _: Translator) -> str:
    """Return the name of a cell within its recommendation or its sheet."""
    if change.sheet == KEY.name and not change.name:
        return _("order of the statuses")
    row = change.name
    if change.sheet == PROGRESS.name:
        row = entry_name(Kind.PROGRESS, change.round, _)
    elif change.sheet == MONITORING.name:
        row = _("promise {activity}", activity=quote(change.name))
    elif change.sheet == TARGETS.name:
        row = _("target set {date}", date=change.name) if change.name else _("target set without a date")
    elif change.sheet == DECISIONS.name:
        row = _("decision of {date}", date=change.name) if change.name else _("decision without a date")
    column = column_name(change.sheet, change.column, _)
    return f"{row}, {column}" if row else column
