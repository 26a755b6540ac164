"""What has become overdue between the month of a paper and the day on which it is made."""

from collections.abc import Iterator

import pandas as pd

from analysis.promises.since import overdue_among, overdue_since
from reports.content.document import Paragraph, text_spans
from reports.text.narrator import Narrator
from wording.answers.since import overdue_since_sentences


def overdue_since_line(narrator: Narrator, about: pd.DataFrame | None = None) -> str:
    """Return what was overdue at the month and is on the day of the paper; "" where nothing has become overdue.

    `about` has the recommendations (review, ref) that the paper covers, where those are not all that are selected.
    """
    edition = narrator.edition
    overdue = overdue_since(edition.chosen, as_at=edition.as_at, today=edition.made_on)
    if about is not None:
        overdue = overdue_among(overdue, about)
    return overdue_since_sentences(overdue, edition.as_at, edition.made_on, narrator.translator)


def overdue_since_paragraph(narrator: Narrator, about: pd.DataFrame | None = None) -> Iterator[Paragraph]:
    """Yield that line as a paragraph; nothing where it is empty."""
    if line := overdue_since_line(narrator, about):
        yield Paragraph(text_spans(line, strong=True))
