"""The name of a file: its review, paper type, occasion, month of the data and language."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

import pandas as pd

from analysis.promises import split_occasion_key
from model.language import base_letters
from model.returns.round import Recipient
from reports.document import Edition
from reports.registry import PaperType

_MAX_LENGTH = 60
_PAPER_SLUGS = {
    PaperType.ONE_PAGE: "one-page",
    PaperType.SHORT: "short",
    PaperType.PACK: "meeting-pack",
    PaperType.CALENDAR: "monitoring",
    PaperType.OPEN_DATA: "open-data",
}


def file_name(edition: Edition, ending: str, *, paper: PaperType = PaperType.PANEL) -> str:
    """Return a name such as `stalking-and-harassment-2024-06-cy.docx`; several reviews are joined by hyphens.

    Where everything is judged from a later month than that of the data, it has both: `2024-06-judged-2026-11`.
    """
    return _build_name(edition, ending, paper_slug=_PAPER_SLUGS.get(paper, ""))


def tracker_file_name(version: int | None) -> str:
    """Return the name of a version as the tracker workbook, which has no language; without one, of a tracker alone."""
    return "tracker.xlsx" if version is None else f"tracker-version-{version}.xlsx"


def list_file_name(edition: Edition, ending: str) -> str:
    """Return the name of the list of recommendations as filtered."""
    return _build_name(edition, ending, paper_slug="list")


def return_file_names(
    recipients: Sequence[Recipient], *, month: date, is_reminder: bool = False
) -> dict[Recipient, str]:
    """Return the name of each recipient's return without an ending, such as `2026-10-return-the-force-chief-officer`.

    That of a reminder differs, so that saving it does not replace a return that is half filled in. Those whose names
    have the same slug, or none, get a number.
    """
    names: dict[Recipient, str] = {}
    kind = "reminder" if is_reminder else "return"
    for recipient in recipients:
        slugs = (_short_slug(recipient.agency), _short_slug(recipient.role))
        name = "-".join(part for part in (f"{month:%Y-%m}", kind, *slugs) if part)
        numbered = (name if number == 1 else f"{name}-{number}" for number in range(1, len(recipients) + 1))
        names[recipient] = next(each for each in numbered if each not in names.values())
    return names


def returns_zip_file_name(month: date) -> str:
    """Return the name of the zip file with all returns of a round."""
    return f"{month:%Y-%m}-returns.zip"


def reminders_zip_file_name(month: date) -> str:
    """Return the name of the zip file with the reminders of a round."""
    return f"{month:%Y-%m}-reminders.zip"


def round_calendar_file_name(month: date) -> str:
    """Return the name of the calendar of a round."""
    return f"{month:%Y-%m}-round.ics"


def _build_name(edition: Edition, ending: str, *, paper_slug: str) -> str:
    reviews = edition.chosen.recommendations["review"].unique()
    reviews_slug = _short_slug("-".join(map(str, reviews))) or "cynnydd"
    occasion_slug = "" if edition.occasion is None else _short_slug("-".join(split_occasion_key(edition.occasion)))
    parts = (reviews_slug, paper_slug, occasion_slug, *_months(edition), edition.language.value)
    return "-".join(part for part in parts if part) + ending


def _months(edition: Edition) -> Iterator[str]:
    """Yield the month of the data, and the month everything is judged from where that is later."""
    data, as_at = edition.data_date.month, edition.as_at
    if pd.notna(data):
        yield f"{data:%Y-%m}"
    if pd.notna(as_at) and data != as_at:
        yield f"judged-{as_at:%Y-%m}"


def _short_slug(text: str) -> str:
    """Return a text in lower-case ASCII letters, digits and hyphens, cut between two words where it is too long."""
    slug = re.sub(r"[^a-z0-9]+", "-", base_letters(text)).strip("-")
    if len(slug) <= _MAX_LENGTH:
        return slug
    return slug[: _MAX_LENGTH + 1].rpartition("-")[0] or slug[:_MAX_LENGTH]
