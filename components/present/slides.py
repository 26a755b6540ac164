"""Which slide of the presentation is shown: the answer, the counts, the matrix, or one recommendation."""

from dataclasses import dataclass
from enum import IntEnum

import pandas as pd

from analysis.status.latest_status import ListRow
from analysis.table_rows import rows_of
from components.session.view import View

PARAMETER = "slide"


class Opening(IntEnum):
    """The slides before those of the recommendations."""

    ANSWER = 1
    COUNTS = 2
    MATRIX = 3


@dataclass(frozen=True, slots=True, eq=False)
class PresentedSlide:
    """The number of a slide from 1, the number of all slides, and the recommendation it is about, if it is one's."""

    number: int
    total: int
    row: ListRow | None


def requested_slide(view: View, listing: pd.DataFrame) -> PresentedSlide:
    """Return the slide of the URL; the first where it has none, or none of this presentation.

    The recommendations follow in the order of the listing, after the opening slides.
    """
    total = len(Opening) + len(listing)
    requested = [text for text in view.parameter(PARAMETER)[:1] if _is_slide(text, total)]
    number = int(requested[0]) if requested else 1
    index = number - len(Opening) - 1
    row = None if index < 0 else next(rows_of(listing.iloc[index : index + 1], ListRow))
    return PresentedSlide(number, total, row)


def _is_slide(text: str, total: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 7 and 1 <= int(text) <= total
