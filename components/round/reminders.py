"""Download draft e-mails to those who have not answered everything, and the calendar of the round."""

from datetime import date
from functools import partial

from analysis.returns.progress import unanswered
from components.document.pieces import show_paragraphs
from components.identity.actor import actor_source, refuse_below
from components.making.buttons import FileButton, show_file_buttons
from components.making.press import Make
from components.published.published_version import displayed_tracker, published_store
from components.round.returns_zip import chosen_format, edition_of_round, version_of
from components.round.state import RoundState
from components.session.view import View, today
from model.actor import Actor, Role
from model.returns.formats import ReturnFormat
from model.returns.reminder import reminder_at
from model.returns.round import Round
from reports.calendar_file.round_calendar import round_calendar_bytes
from reports.file_names import reminders_zip_file_name, round_calendar_file_name
from reports.returns.reminders import reminders_zip_bytes
from store.exports import note_export
from store.rounds.returns import returns_of_round
from store.rounds.rounds import requests_of_round
from wording.rounds.reminders import all_answered_sentence, reminder_days_sentence
from wording.rounds.rounds import format_words


def offer_reminders(view: View, state: RoundState) -> None:
    """Offer the drafts while something is unanswered, and the calendar; say when the reminders fall."""
    _, latest = view.translator, state.latest
    if latest is None:
        return
    missing = unanswered(state.requests, state.returns)
    how = _(
        "The file has a draft e-mail to each who has not answered everything. It names the recommendations that have "
        "no update yet, and has a return with these alone attached: {format}, as chosen above. Nothing is sent from "
        "here.",
        format=format_words(chosen_format(latest), _),
    )
    show_paragraphs(
        reminder_days_sentence(latest, _), how if missing else all_answered_sentence(_), key="round.reminders.how"
    )
    calendar = FileButton(
        _("Download the calendar of the round (.ics)"),
        round_calendar_file_name(latest.month),
        "text/calendar",
        lambda _make: round_calendar_bytes(latest, _),
        key="round.calendar",
    )
    show_file_buttons([_drafts(view, latest), calendar] if missing else [calendar], _)


def _drafts(view: View, latest: Round) -> FileButton:
    """Return the button of the drafts; the session is read here: the file is built without one."""
    day, actor, format_ = today(), actor_source(), chosen_format(latest)
    return FileButton(
        view.translator("Download the draft reminders (zip)"),
        reminders_zip_file_name(latest.month),
        "application/zip",
        lambda make: build_reminders_zip(latest, day, actor(), make=make, format_=format_),
        key="round.reminders",
    )


def build_reminders_zip(
    latest: Round, day: date, actor: Actor, *, make: Make, format_: ReturnFormat = ReturnFormat.EXCEL
) -> bytes:
    """Return the drafts to who has not answered at the press; until the due date they remind, later they chase."""
    refuse_below(Role.EDITOR, actor)
    store, edition = published_store(), edition_of_round(latest, day)
    requests = requests_of_round(store, latest.number, actor=actor)
    returns = returns_of_round(store, latest.number, actor=actor)
    reminder = reminder_at(latest, day)
    current, write = displayed_tracker().tracker, partial(reminders_zip_bytes, edition, latest, requests, returns)
    content = make(partial(write, reminder=reminder, current=current, format_=format_))
    note_export(store, version_of(latest), actor=actor, file=reminders_zip_file_name(latest.month))
    return content
