"""The recommendations whose status changes, as sentences: "Recommendation 9: Green becomes Amber"."""

from collections.abc import Iterable
from typing import Protocol

from model.status.scale import Scale
from model.tracker.rows import RefRow
from model.versions.difference import RecommendationId
from wording.catalogue import Translator
from wording.differences.by_change import ChangeSentence
from wording.format.statuses import status_words


class ChangedStatus(RefRow, Protocol):
    """A recommendation with its mark before and after, "" where it is not in the tracker."""

    from_mark: str
    from_basis: object
    to_mark: str
    to_basis: object


def status_change_sentences(
    changed: Iterable[ChangedStatus], scales: tuple[Scale, Scale], _: Translator, *, several_reviews: bool
) -> tuple[ChangeSentence, ...]:
    """Return a sentence for each recommendation; an inferred status is marked as such.

    Args:
        changed: the recommendations.
        scales: the scale before and the scale after.
        several_reviews: whether each recommendation is named with its review.
    """
    return tuple(_sentence(row, scales, _, several_reviews=several_reviews) for row in changed)


def status_change_count(n: int, _: Translator) -> str:
    """Return how many recommendations change their status, as a sentence."""
    if not n:
        return _("No recommendation changes its status.")
    return _.plural("{n} recommendation changes its status:", "{n} recommendations change their status:", n)


def _sentence(
    row: ChangedStatus, scales: tuple[Scale, Scale], _: Translator, *, several_reviews: bool
) -> ChangeSentence:
    item = RecommendationId(str(row.review), str(row.ref))
    name = _("Recommendation {ref}", ref=item.ref)
    if several_reviews:
        name = _("Recommendation {ref} ({review})", ref=item.ref, review=item.review)
    before = status_words(row.from_mark, row.from_basis, scales[0], _)
    after = status_words(row.to_mark, row.to_basis, scales[1], _)
    if not row.to_mark:
        text = _("{before}, and then the recommendation is gone", before=before)
    elif not row.from_mark:
        text = _("is there again, as {after}", after=after)
    else:
        text = _("{before} becomes {after}", before=before, after=after)
    return ChangeSentence(item, name, "", text)
