"""How to fill in a return, in both languages, the recipient's first."""

from collections.abc import Iterator
from enum import StrEnum

from model.language import Language
from model.returns.formats import ReturnFormat
from model.returns.identity import ReturnIdentity
from model.returns.items import LABELS, Item
from model.status.scale import Scale
from model.terms import NameKind
from reports.text.narrator import Narrator
from wording.catalogue import Translator, translator
from wording.format.dates import format_day, format_round
from wording.format.names import Names
from wording.format.text import join_words


class InstructionStyle(StrEnum):
    """How a line of the instructions is set."""

    TITLE = "title"
    LEAD = "lead"
    LINE = "line"


def instruction_lines(
    identity: ReturnIdentity, narrator: Narrator, *, count: int, format_: ReturnFormat
) -> Iterator[tuple[Language, InstructionStyle, str]]:
    """Yield each line with its language and its style."""
    names, scale, contact = narrator.names, narrator.scale, narrator.edition.office.contact
    for language in (identity.language, identity.language.other):
        _ = translator(language)
        yield language, InstructionStyle.TITLE, return_title(identity, names, _)
        yield language, InstructionStyle.LEAD, recipient_line(identity, names, _)
        for line in _lines(identity, scale, _, count=count, format_=format_):
            yield language, InstructionStyle.LINE, line
        if contact:
            yield language, InstructionStyle.LEAD, _("Contact: {contact}", contact=contact)


def return_title(identity: ReturnIdentity, names: Names, _: Translator) -> str:
    """Return the title of a return: its round and its agency."""
    name = full_name(identity, names, _)
    return _("Return for the round of {month}: {agency}", month=format_round(identity.month, _), agency=name)


def recipient_line(identity: ReturnIdentity, names: Names, _: Translator) -> str:
    """Return the role that answers, and the day by which the return is due."""
    due, role = format_day(identity.due, _), identity.recipient.role
    if not role:
        return _("Please send it back by {day}.", day=due)
    return _("For {role}. Please send it back by {day}.", role=names.full(NameKind.ROLE, role, _), day=due)


def full_name(identity: ReturnIdentity, names: Names, _: Translator) -> str:
    """Return the full name of the agency, or of the role where the tracker names no agency."""
    kind = NameKind.AGENCY if identity.recipient.agency else NameKind.ROLE
    return names.full(kind, identity.recipient.name, _)


def _lines(
    identity: ReturnIdentity, scale: Scale, _: Translator, *, count: int, format_: ReturnFormat
) -> tuple[str, ...]:
    return (*_beginning(_, count, format_), *_answer_lines(scale, _), *_ending(_, format_))


def _beginning(_: Translator, count: int, format_: ReturnFormat) -> tuple[str, ...]:
    """Return what the return has, and what of it is to be filled in."""
    if format_ is ReturnFormat.WORD:
        return (
            _.plural(
                "The form has {n} recommendation that you lead on, with what was last reported on it.",
                "The form has {n} recommendations that you lead on, with what was last reported on each.",
                count,
            ),
            _(
                "Fill in the white boxes on the right. All else is locked, without a password: what it says is not "
                "read back."
            ),
        )
    return (
        _.plural(
            "The next sheet has {n} recommendation that you lead on, with what was last reported on it.",
            "The next sheet has {n} recommendations that you lead on, with what was last reported on each.",
            count,
        ),
        _(
            "Fill in the white cells with a border. All other cells are locked, without a password: "
            "what they say is not read back."
        ),
    )


def _answer_lines(scale: Scale, _: Translator) -> tuple[str, ...]:
    """Return a line on each answer."""

    def label(item: Item) -> str:
        return LABELS[item].in_language(_.language)

    statuses = join_words([scale.label(name, _.language) for name in scale.names], _)
    return (
        _(
            "{label}: what has been done since, and what comes next. It answers the questions above it.",
            label=label(Item.UPDATE),
        ),
        _(
            "{label}: choose one of {statuses}. It is shown as yours, and the office gives its own rating.",
            label=label(Item.AGENCY_STATUS),
            statuses=statuses,
        ),
        _("{label}: where what you report can be seen, such as a document or a figure.", label=label(Item.EVIDENCE)),
        _(
            "{label}: choose Yes where nothing is left to do, and write why below it. The office decides.",
            label=label(Item.CLOSURE),
        ),
        _(
            "{label}: a day, such as 31/03/2027, where the date has to move; write why below it.",
            label=label(Item.NEW_TARGET),
        ),
    )


def _ending(_: Translator, format_: ReturnFormat) -> tuple[str, ...]:
    """Return what to leave blank, and how to send it back."""
    if format_ is ReturnFormat.WORD:
        return (
            _("Leave a box as it is where there is nothing to report: it is shown as not answered."),
            _("If a browser shows the form without letting you write, open it in Word or LibreOffice instead."),
            _(
                "Save it as a Word document (.docx) under any name and send it back. "
                "Nothing is published before the office has read it."
            ),
        )
    return (
        _("Leave a cell blank where there is nothing to report: it is shown as not answered."),
        _(
            "Save it as an Excel workbook under any name and send it back. "
            "Nothing is published before the office has read it."
        ),
    )
