"""The first sheets of the accessible workbook: the lines of the cover, and the notes."""

from analysis.status.counts import counts_at
from analysis.status.latest_status import status_at
from analysis.status.silence import silence_at
from model.terms import Basis
from reports.content.sheet import Sheet
from reports.panel.overview import inferred_note
from reports.text.headers_footers import as_at_line, footer, progress_report_title, selection_line
from reports.text.narrator import Narrator
from reports.text.since import movement_line, overdue_since_line
from wording.answers.headline import headline, silence_sentence
from wording.format.statuses import mark_meaning, mark_word


def cover_lines(narrator: Narrator) -> tuple[tuple[str, str], ...]:
    """Return the lines of the cover, each with its style: `title`, `heading` or `line`."""
    _, edition, scale = narrator.translator, narrator.edition, narrator.scale
    tracker, as_at = edition.chosen, edition.as_at
    facts = [
        headline(counts_at(tracker, as_at=as_at), scale, _),
        *([silence] if (silence := silence_sentence(silence_at(tracker, as_at=as_at), _)) else []),
        movement_line(narrator),
    ]
    facts += [line] if (line := overdue_since_line(narrator)) else []
    statuses = status_at(tracker, as_at=as_at)
    if statuses["basis"].eq(Basis.INFERRED).any():
        facts.append(inferred_note(narrator, statuses))
    meanings = [
        _("{status}: {meaning}", status=mark_word(mark, scale, _), meaning=mark_meaning(mark, scale, _))
        for mark in scale.marks
    ]
    return (
        ("title", progress_report_title(narrator)),
        *(("line", line) for line in (as_at_line(narrator), selection_line(narrator), footer(narrator)) if line),
        ("heading", _("Key facts")),
        *(("line", fact) for fact in facts),
        ("heading", _("What each status means")),
        *(("line", meaning) for meaning in meanings),
        ("heading", _("How this workbook is laid out")),
        ("line", _("Each sheet has one table, which begins in cell A5. The sheet Contents has a link to each.")),
        ("line", _("No cell is merged or blank. The sheet Notes says what the words in empty places mean.")),
    )


def notes_sheet(narrator: Narrator) -> Sheet:
    """Return the sheet of numbered notes on how to read the tables."""
    _ = narrator.translator
    notes = (
        _("The word “none” stands where nothing is recorded."),
        _("“Not rated” means that something was said and no status was given."),
        _("“Not reported” means that nothing was said. Neither is the worst status."),
        _("A status marked as inferred was not published: the key was applied to the words of the update."),
        _("A round is a calendar month in which updates were reported; a season is a round at its first month."),
        _("A recommendation keeps its status until it is rated again."),
        _("A promise is overdue only after the last day it could fall on."),
        _("Texts that have no Welsh stand in English."),
    )
    return Sheet(
        name=_("Notes"),
        table_name="notes",
        title=_("Notes"),
        description=_("How the tables are to be read."),
        header=(_("Number"), _("Note")),
        rows=tuple((number, note) for number, note in enumerate(notes, start=1)),
        row_count=len(notes),
        widths=(10, 110),
    )
