"""The instructions on the first sheet of the template."""

from wording.catalogue import Translator


def instructions_title(_: Translator) -> str:
    """Return the title of the instructions."""
    return _("How to use this workbook")


def instructions(_: Translator) -> list[tuple[str, str]]:
    """Return the heading and the text of each paragraph of the instructions."""
    return [*_the_sheets(_), *_the_cells(_)]


def _the_sheets(_: Translator) -> list[tuple[str, str]]:
    return [
        (
            _("In short"),
            _("Fill in a row for each recommendation and a row for each update. Leave the headings as they are."),
        ),
        (
            _("Sheet Reviews"),
            _(
                "One row for each review. Every other sheet names the review by the same word. Where a formal response "
                "is due so many days after publication, write the number under Response days, such as 56."
            ),
        ),
        (
            _("Sheet Recommendations"),
            _("One row for each recommendation. The ref is its number in the review; each ref stands once."),
        ),
        (
            _("Sheet Progress"),
            _(
                "One row for each recommendation, date and kind. The kind is Response for an agency’s first answer "
                "and Progress for what it reports later. Leave the status empty where none was given. Write each "
                "point on a line of its own. Agency status, Proposed closure and Closure reason are what the agency "
                "says of itself; they count nowhere and may stay empty."
            ),
        ),
        (
            _("Sheet Monitoring"),
            _("One row for each thing that the overseer promised to do, with the date it is due and with whom."),
        ),
        (
            _("Sheet Targets"),
            _(
                "One row for each target date that was set or revised, with the date on which that was and why. Leave "
                "it empty where the target date never changed."
            ),
        ),
        (
            _("Sheet Decisions"),
            _(
                "One row for each decision on closure: closed, kept open, superseded by, no longer applicable, not "
                "accepted or reopened; with the date and the reason. Under By stands a role, never a person’s name."
            ),
        ),
        (
            _("Sheet Key"),
            _(
                "The scale: one row for each status, the worst first. Write Yes under Complete where the status means "
                "done. Change it only if your review uses another scale."
            ),
        ),
        (
            _("Sheet Names"),
            _(
                "Short and Welsh names of themes, agencies and roles. Keep the rows of one kind together: the "
                "drop-downs of the other sheets are filled from here."
            ),
        ),
    ]


def _the_cells(_: Translator) -> list[tuple[str, str]]:
    return [
        (
            _("Dates"),
            _(
                "Write what is known and no more: 12 March 2024, March 2024, Q1 2024/25, Autumn 2024 or 2024. Where "
                "no date is known, write to be arranged or TBC."
            ),
        ),
        (
            _("Basis"),
            _(
                "Published where the overseer gave the status in print; Inferred where it was read from the words of "
                "the update."
            ),
        ),
        (
            _("Several agencies"),
            _("The lead stands alone under Lead agency. Put a semicolon between the supporting agencies."),
        ),
        (
            _("Before you send it"),
            _("Upload the workbook to the dashboard, which names every cell that needs attention and what to do."),
        ),
    ]
