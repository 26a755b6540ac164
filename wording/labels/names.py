"""The names of roles, decisions, papers and layouts, what is not published, and the words of Streamlit's controls."""

from collections.abc import Mapping
from pathlib import Path

from model.access import Grant, Role
from model.returns.draft import WrittenKind
from model.terms import ClosureDecision, Kind
from wording.catalogue import Translator
from wording.format.text import join_words
from wording.sentences import label, read_sentences, sentence_of

CANONICAL = "canonical"
"""The layout of the workbook contract."""
PAPER = "published-paper"
"""The layout of a published paper, which has no sheets and no columns."""
_TEXTS = read_sentences(Path(__file__).with_name("platform.toml"))
_PLACEHOLDERS = {"n": "{n}", "text": "{text}"}


def role_word(role: Role | str, _: Translator) -> str:
    """Return the name of a role; "" for none."""
    return label("role", role, _, default="")


def role_purpose(role: Role, _: Translator) -> str:
    """Return what a role may do in one sentence."""
    return label("role-purpose", role, _)


def granted_sentence(grant: Grant, _: Translator) -> str:
    """Return that a role was granted, and what it is limited to."""
    identity, role = grant.identity, role_word(grant.role, _)
    if grant.agencies is None:
        return _("{identity} has the role “{role}” from now on.", identity=identity, role=role)
    agencies = ", ".join(sorted(grant.agencies))
    return label("sentence", "granted-for-agencies", _, identity=identity, role=role, agencies=agencies)


def decision_word(decision: object, _: Translator) -> str:
    """Return a decision in the reader's language; "" for anything that is none."""
    words = {
        ClosureDecision.CLOSED.value: _.within("a decision", "Closed"),
        ClosureDecision.KEPT_OPEN.value: _.within("a decision", "Kept open"),
        ClosureDecision.SUPERSEDED.value: _.within("a decision", "Superseded by another"),
        ClosureDecision.NO_LONGER_APPLICABLE.value: _.within("a decision", "No longer applicable"),
        ClosureDecision.NOT_ACCEPTED.value: _.within("a decision", "Not accepted"),
        ClosureDecision.REOPENED.value: _.within("a decision", "Reopened"),
    }
    return words.get(str(decision), "")


def paper_name(paper: str, _: Translator) -> str:
    """Return the name of a paper by its code, such as `open-data`."""
    return label("paper", paper, _)


def paper_purpose(paper: str, _: Translator) -> str:
    """Return the purpose of a paper in one sentence."""
    return label("paper-purpose", paper, _)


def format_name(ending: str, _: Translator) -> str:
    """Return the name of a format by its file extension."""
    return label("paper-format", ending, _)


def report_answer(name: str, recommendations: int, _: Translator) -> str:
    """Return the name of a paper with the number of its recommendations."""
    return _.plural("{paper} on {n} recommendation", "{paper} on {n} recommendations", recommendations, paper=name)


def kind_words(_: Translator) -> dict[str, str]:
    """Return the word of each kind of an update."""
    return {Kind.RESPONSE.value: _("Formal response"), Kind.PROGRESS.value: _("Progress")}


def written_words(counts: Mapping[WrittenKind, int], _: Translator) -> str:
    """Return how much was written, by kind: "2 ratings and 3 answers"."""
    listed = [label("written-count", kind, _, n=counts[kind]) for kind in WrittenKind if counts.get(kind)]
    return join_words(listed, _)


def unpublished_sentence(counts: Mapping[WrittenKind, int], _: Translator) -> str:
    """Return how much of a round is not published yet."""
    return label("sentence", "unpublished", _, n=sum(counts.values()), what=written_words(counts, _))


def layout_name(layout: str, _: Translator) -> str:
    """Return the name of a layout with a short explanation."""
    return label("layout", layout, _)


def platform_words(_: Translator) -> Mapping[str, str]:
    """Return the English texts of Streamlit, each with the text to show instead.

    `{text}` stands for any text and `{n}` for a number, in both. A text that stays as it is has no entry.
    """
    too_large = _("The file is larger than {n} MB.", n="{n}")
    what_to_do = _("Remove pictures and unused sheets, or split the workbook, and save it again.")
    shown = {english: sentence_of(_TEXTS, english, _PLACEHOLDERS, _) for english in _TEXTS} | {
        "Error: ": "",
        "File must be {n}.0MB or smaller.": f"{too_large} {what_to_do}",
        "Remove {text}": f"{_('Remove')} {{text}}",
        "add icon": "",
    }
    return {english: text for english, text in shown.items() if english != text}
