"""How far the rating of a round has come."""

from enum import StrEnum


class RatingProgress(StrEnum):
    """How far the rating of a recommendation has come, in the order in which they are rated."""

    UNRATED = "unrated"
    """Something was answered, and the office has not rated it."""
    UNDECIDED = "undecided"
    """The office rates it, and has neither accepted nor refused the target date that the agency proposes."""
    DIFFERENT = "different"
    """The office rates it, and the agency rates it differently."""
    UNANSWERED = "unanswered"
    """Nothing was answered, and the office has not rated it."""
    RATED = "rated"
