"""The returns of a round: who fills in each, how many recommendations it has, and in which language."""

from collections import Counter

from components.elements.html import HtmlNode, element, show
from components.elements.table import heading, table_region
from components.round.state import RoundState
from components.session.view import View
from components.text.page_header import show_paragraphs
from model.returns.round import Recipient, Round
from model.terms import NameKind
from wording.answers.rounds import language_name, nobody_sentence
from wording.format.numbers import format_count


def show_recipients(view: View, state: RoundState) -> None:
    """Show a row for each return, and what nobody is asked about."""
    _, latest = view.translator, state.latest
    if latest is None:
        return
    counts = Counter(each.recipient for each in state.requests if each.recipient.name)
    headings = (
        *map(heading, (_("Lead agency"), _("Lead role"))),
        heading(_("Recommendations"), number=True),
        heading(_("Language")),
    )
    rows = [_row(view, latest, recipient, count) for recipient, count in sorted(counts.items())]
    show([table_region(_("The returns of the round"), headings, rows)], key="round.recipients")
    if nobody := nobody_sentence(state.requests, _):
        show_paragraphs(nobody, key="round.nobody")


def _row(view: View, latest: Round, recipient: Recipient, count: int) -> HtmlNode:
    _, names = view.translator, view.names
    agency = names.full(NameKind.AGENCY, recipient.agency or None, _)
    role = names.full(NameKind.ROLE, recipient.role or None, _)
    return element(
        "tr",
        element("th", agency, scope="row", class_="words"),
        element("td", role, class_="words"),
        element("td", format_count(count, _), class_="number"),
        element("td", language_name(latest.language_of(recipient), _)),
    )
