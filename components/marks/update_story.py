"""The history of a recommendation: its updates with their marks and flags, newest first."""

import pandas as pd

from analysis.table_rows import rows_of
from analysis.texts.bullet_points import points_of
from analysis.texts.update_story import StoryRow
from components.elements.html import HtmlNode, element, part
from components.marks.marks import as_at_link, mark_picture
from components.session.view import View
from components.text.localised_text import LocalisedText, localised
from components.text.names import role_or_agency
from model.terms import NOT_RATED, NOT_REPORTED, Kind
from model.tracker.rows import RefRow, RoundRow
from wording.answers.closure import agency_status_phrase
from wording.answers.update_flags import flag_sentence
from wording.format.dates import format_date, format_round
from wording.format.statuses import mark_word, status_words


def story_part(view: View, story: pd.DataFrame, marks: pd.DataFrame) -> HtmlNode:
    """Show the rows of analysis.texts.update_story, with the rounds in which it was not reported between them.

    The date of each leads to the recommendation as at its round.
    """
    _ = view.translator
    if story.empty:
        return part("story", element("p", _("Nothing has been reported on this recommendation yet."), class_="muted"))
    not_reported = marks[marks["mark"].eq(NOT_REPORTED)]
    key = next(iter(rows_of(marks, RefRow)), None)
    entries = [(row.round, _entry(view, row, key)) for row in rows_of(story, StoryRow)]
    entries += [(row.round, _not_reported(view, row, key)) for row in rows_of(not_reported, RoundRow)]
    newest_first = sorted(entries, key=lambda entry: entry[0], reverse=True)
    return part("story", element("ol", *(entry for _round, entry in newest_first), class_="story"), scale=view.scale)


def _not_reported(view: View, row: RoundRow, key: RefRow | None) -> HtmlNode:
    """Return the entry of a round in which other recommendations were reported and this was not."""
    _ = view.translator
    words = element("span", mark_word(NOT_REPORTED, view.scale, _), class_="muted")
    when = _linked(view, key, row.round, format_round(row.round, _))
    return element("li", mark_picture(view, NOT_REPORTED), element("h3", when), words)


def _linked(view: View, key: RefRow | None, month: pd.Timestamp, words: str) -> HtmlNode:
    """Return a date as a link to the recommendation as at its round; the month of the page stays plain words."""
    return words if key is None else as_at_link(view, key, month, words)


def _entry(view: View, row: StoryRow, key: RefRow | None) -> HtmlNode:
    _ = view.translator
    when = format_date(row.date, row.date_last, row.date_precision, row.date_words, _)
    flags = [element("p", flag_sentence(flag, row, view.scale, _), class_="flag") for flag in row.flags]
    evidence = localised(view, row, "evidence")
    return element(
        "li",
        mark_picture(view, row.mark, row.basis),
        element("h3", _linked(view, key, row.round, when)),
        element("span", _summary(view, row), class_="muted"),
        text_block(_update_text(view, row)),
        *([element("p", _("Evidence: "), evidence.node(), class_="muted small")] if evidence.text else []),
        *_of_agency(view, row),
        *flags,
    )


def _of_agency(view: View, row: StoryRow) -> list[HtmlNode]:
    """Return what the agency says of itself in an update: its own status, and its proposal to close."""
    _ = view.translator
    lines: list[HtmlNode] = []
    if isinstance(row.agency_status, str):
        words = agency_status_phrase(row.agency_status, None, view.scale, _)
        lines.append(element("p", words, class_="muted small"))
    if not pd.isna(proposed := row.proposed_closure) and proposed:  # type: ignore[call-overload]
        reason = [element("span", row.closure_reason, lang="en")] if isinstance(row.closure_reason, str) else []
        lines.append(element("p", _("The agency proposed to close it. "), *reason, class_="muted small"))
    return lines


def text_block(text: LocalisedText) -> HtmlNode:
    """Return a text as a paragraph, or as a bullet list where it has several lines."""
    lines = points_of(text.text, numbers=True)
    if len(lines) < 2:
        return element("p", *lines, class_="prose", lang=text.language)
    return element("ul", *(element("li", line) for line in lines), class_="points prose", lang=text.language)


def _summary(view: View, row: StoryRow) -> str:
    """Return the kind of an entry, its status with its basis, and who gave it."""
    _ = view.translator
    kind = _("Response") if row.kind == Kind.RESPONSE else _("Progress")
    parts = [kind, status_words(row.mark, row.basis, view.scale, _)]
    if isinstance(row.rated_by, str) and row.mark != NOT_RATED:
        parts.append(_("rated by: {who}", who=role_or_agency(view, row.rated_by)))
    return " · ".join(parts)


def _update_text(view: View, row: StoryRow) -> LocalisedText:
    text = localised(view, row, "update")
    return text if text.text else LocalisedText(view.translator("No words were given."))
