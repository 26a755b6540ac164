"""The header of the Round page: whether a round is open, what it requests, and who started it."""

from components.document.pieces import show_answer, show_subtitle
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import office_of
from components.round.state import RoundState
from components.session.view import View
from wording.format.names import marked_name, office_name
from wording.format.timestamps import format_timestamp
from wording.rounds.rounds import request_sentence, round_sentence, scope_words


def office_line(view: View, current: LoadedTracker) -> str:
    """Return under which name the office's ratings, decisions and notes are published, or how to name it."""
    _, office = view.translator, office_of(current)
    if not office.is_known:
        return _(
            "What the office rates, decides and writes is published under the words “The office”: no setting names it. "
            "Whoever runs the dashboard names it with CYNNYDD_OFFICE."
        )
    name = office_name(office, _)
    return _("What the office rates, decides and writes is published under its name: {office}.", office=name)


def show_round_header(view: View, state: RoundState) -> None:
    """Show whether a round is open and when its returns are due; below it what it requests."""
    _, latest = view.translator, state.latest
    if latest is None or latest.started_at is None:
        show_answer(_("No round has been started yet."))
        show_subtitle(
            _("A round asks each lead agency for an update, in a workbook of its own."),
            office_line(view, state.current),
        )
        return
    show_answer(round_sentence(latest, _))
    show_subtitle(
        f"{request_sentence(state.requests, _)} ({scope_words(latest.scope, _)}).",
        _(
            "Started on {moment} by {who}, from version {version}.",
            moment=format_timestamp(latest.started_at, _),
            who=marked_name(latest.started_by, _, verified=latest.verified),
            version=latest.version,
        ),
        office_line(view, state.current),
    )
