"""What a workbook holds, counted, as JSON and back, so that it can be handed from one process to another."""

from collections.abc import Mapping, Sequence
from typing import Any

from loaders.reading_json import date_of, date_values, typed
from loaders.summary import Summary

_COUNTS = ("recommendations", "updates", "monitoring")
_NAMES = ("agencies", "themes", "rounds")


def summary_object(summary: Summary) -> dict[str, Any]:
    """Return a summary as values that JSON has."""
    return {
        "counts": [getattr(summary, name) for name in _COUNTS],
        "names": [list(getattr(summary, name)) for name in _NAMES],
        "dates": [date_values(one) for one in summary.rounds_given],
    }


def summary_of(told: Mapping[str, Any]) -> Summary:
    """Return the summary of such an object. Raises ValueError, KeyError or TypeError where it is none."""
    recommendations, updates, monitoring = typed(told["counts"], (int,) * len(_COUNTS))
    agencies, themes, rounds = (_texts(names) for names in typed(told["names"], (list,) * len(_NAMES)))
    dates = tuple(date_of(*one) for one in told["dates"])
    return Summary(recommendations, updates, monitoring, agencies, themes, rounds, dates)


def _texts(names: Sequence[Any]) -> tuple[str, ...]:
    return tuple(typed(names, (str,) * len(names)))
