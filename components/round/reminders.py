"""Links to draft e-mails to those who have not answered everything, and to the calendar of the round."""

from analysis.returns.progress import unanswered
from components.document.files import file_link
from components.document.pieces import show, show_paragraphs
from components.elements.html import element, part
from components.round.files import calendar_file, reminders_file
from components.round.returns_zip import chosen_format
from components.round.state import RoundState
from components.session.view import View
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
    links = [file_link(view, calendar_file(latest, _), _("Download the calendar of the round (.ics)"))]
    if missing:
        drafts = reminders_file(latest, chosen_format(latest))
        links.insert(0, file_link(view, drafts, _("Download the draft reminders (zip)")))
    show(part("round.reminders", element("div", *links, class_="actions")))
