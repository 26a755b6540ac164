"""The header of the Rating page: how many recommendations are rated, and what is left."""

from collections import Counter

from components.choices.publisher_name_field import publisher_name_field
from components.document.pieces import show_answer, show_paragraphs, show_subtitle
from components.rating.cells import WIDE
from components.rating.state import RatingState, is_named
from components.session.view import View
from model.returns.rating import RatingProgress
from wording.rounds.ratings import left_sentence, rated_sentence


def show_rating_header(view: View, state: RatingState) -> None:
    """Show how many recommendations of the round are rated; below it what is left, and whose drafts these are."""
    _, counts = view.translator, Counter(RatingProgress(row.progress) for row in state.rows)
    show_answer(rated_sentence(counts, state.of_round.month, _))
    show_subtitle(
        left_sentence(counts, len(state.undecided), _),
        _("Drafts are seen by editors alone, and change nothing until the round is published."),
    )
    publisher_name_field(_, key="rating.who", width=WIDE)
    if not is_named():
        show_paragraphs(
            _("Write your name first: each draft is stored with the name of who wrote it."), key="rating.name"
        )
