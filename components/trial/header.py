"""The header of the Trial page: that it is a trial, what is made up, and that nothing of it is stored."""

from components.elements.html import element, show
from components.session.links import href
from components.session.view import View
from components.text.page_header import show_answer, show_subtitle
from components.trial.trial_round import TrialRound
from wording.rounds.rounds import request_sentence, round_sentence


def show_trial_header(view: View, trial: TrialRound) -> None:
    """Show the mark of the trial above everything, then the round as the page Round has it."""
    _ = view.translator
    show_answer(_("Trial: a round on made-up answers"))
    lines = [
        element("p", element("strong", _("This is a trial. Nothing on this page is stored or published."))),
        element(
            "p",
            _("The recommendations are those of the bundled sample. Every answer and every rating is made up."),
            " ",
            _("You can rate them as well: what you type stays in this visit."),
            " ",
            element("a", _("Leave the trial"), href=href("round", view.query)),
        ),
    ]
    show([element("section", *lines, class_="banner", aria_label=_("Trial"))], key="trial.mark")
    show_subtitle(round_sentence(trial.of_round, _), f"{request_sentence(trial.state.requests, _)}.")
