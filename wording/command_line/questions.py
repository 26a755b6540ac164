"""The open questions about a workbook, as lines for a terminal."""

from collections.abc import Iterator, Sequence

from model.tracker.reading import OpenQuestion
from wording.catalogue import Translator
from wording.format.names import format_location
from wording.labels.fields import field_name


def question_lines(questions: Sequence[OpenQuestion], _: Translator) -> Iterator[str]:
    """Yield a heading, and a line for each question with the option that answers it and the proposed answer."""
    yield _.plural(
        "{n} question; --accept-proposals takes the proposed answer:",
        "{n} questions; --accept-proposals takes the proposed answers:",
        len(questions),
    )
    for question in questions:
        yield f"  {_question_line(question, _)}"


def _question_line(question: OpenQuestion, _: Translator) -> str:
    if question.option == "--scale":
        return _(
            "In which order are the statuses, worst first? --scale, proposed: {proposed}", proposed=question.proposed
        )
    if question.option == "--as-at" and not question.proposed:
        return _("Which month are the updates from? Nothing says it: give it as --as-at 2024-06.")
    if question.option == "--as-at":
        return _("Which month are the updates from? --as-at, proposed: {proposed}", proposed=question.proposed)
    fields = ", ".join(field_name(field, _) for field in question.choices if field != question.proposed)
    return _(
        "What is in the column “{heading}” ({place})? --mapping, proposed: {proposed}; or: {others}",
        heading=question.heading,
        place=format_location(question.sheet, ", ".join(question.columns), _),
        proposed=field_name(question.proposed, _),
        others=fields,
    )
