"""How each number on the pages is counted, in sentences."""

from components.elements.html import HtmlNode, element, part
from components.session.view import View


def counting_rules_part(view: View) -> HtmlNode:
    """Show each word with the rule its number follows."""
    _ = view.translator
    rules = {
        _("Recommendation"): _("Each is counted once, with its lead agency and its theme."),
        _("As at"): _(
            "Everything is judged from one month: that of the latest update, or an earlier round you choose. "
            "A recommendation keeps its status until it is rated again."
        ),
        _("Round"): _(
            "A calendar month for which a round was started and answered; where none was, one in which half or more "
            "of the recommendations of a review that were still open were reported. An update of another month counts "
            "from that month on, and stands under the next round."
        ),
        _("Nothing reported"): _(
            "Said only of who was expected in a round: neither complete nor closed before it, and asked; where no "
            "round was started, of a review that was reported on in it."
        ),
        _("Complete"): _("The status is one that the key marks as complete."),
        _("Closed"): _("The office has decided to close it. It keeps its status, which may be another than complete."),
        _("Outstanding"): _("Neither complete nor closed."),
        _("Movement"): _(
            "Each recommendation moved in exactly one way between the two months named, by its status as at each: "
            "completed, reopened, improved, worsened, unchanged, newly rated, not reported or not rated. A status that "
            "was corrected in its round moved nothing."
        ),
        _("Not rated, not reported"): _(
            "Not rated: something was said and no status was given. Not reported: nothing was said. "
            "Neither is the worst status."
        ),
        _("Order of groups"): _("Most outstanding first, then by name. It is an order of numbers and no verdict."),
        _("Same status since"): _(
            "The month from which the status has not changed. The rounds of its review are counted from that month to "
            "the latest, both included, also where nothing was reported; months run to the month everything is judged "
            "from."
        ),
        _("Stalled"): _(
            "Outstanding, and the same status in two rounds or more, or the same words as in an earlier update, "
            "or words that point back to an earlier update."
        ),
        _("Said and rated apart"): _(
            "The words of an update contradict its status, such as “no progress” with a better status."
        ),
        _("Overdue"): _("A promise is overdue only when the last day it could mean has passed."),
        _("Inferred"): _(
            "The status follows from the words of the update and the printed key; no published status was found."
        ),
    }
    nodes = [node for word, rule in rules.items() for node in (element("dt", word), element("dd", rule))]
    return part("rules", element("dl", *nodes, class_="facts prose"))
