"""The marks a recommendation may carry, in their order."""

from model.scale import Scale
from model.terms import NOT_RATED, NOT_REPORTED


def marks_of(scale: Scale) -> list[str]:
    """Return the statuses of a scale, worst first, then *not rated* and *not reported*."""
    return [*scale.names, NOT_RATED, NOT_REPORTED]
