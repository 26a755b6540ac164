"""Serialise a difference as a JSON object, as the command line prints it."""

from collections.abc import Iterable
from datetime import date

from model.terms import STANDSTILLS, Movement
from model.tracker.columns import HEADINGS
from model.versions import difference as changes
from model.versions.difference import ChangeKind, RecommendationId

Object = dict[str, object]


def difference_object(difference: changes.Difference) -> Object:
    """Return a difference as an object with stable keys; each item names its review where there are several.

    A round is its month, such as 2024-06, and null where an update has no days. A missing status, date or agency is "".
    A ref is null where a row is not about a recommendation.
    """
    several = difference.reviews > 1

    def ref(item: RecommendationId | None) -> Object:
        review, name = (item.review, item.ref) if item else (None, None)
        return {"review": review, "ref": name} if several else {"ref": name}

    def named(listed: Iterable[changes.TrackerChange]) -> list[object]:
        return [ref(each.item) if several else ref(each.item)["ref"] for each in listed]

    def values(*kinds: ChangeKind, names: Iterable[str]) -> list[Object]:
        return [{**ref(each.item), **_values(each, names)} for each in difference.of(*kinds)]

    moves = [move for move in difference.of(ChangeKind.MOVED) if move.name not in STANDSTILLS]
    return {
        "movement": {
            "from": _month(difference.start),
            "to": _month(difference.end),
            "moves": [{**ref(move.item), **_values(move, ("from", "to")), "movement": move.name} for move in moves],
        },
        "restated": values(ChangeKind.RESTATED, names=("round", "from", "to")),
        "new": named(difference.of(ChangeKind.NEW)),
        "removed": named(difference.of(ChangeKind.REMOVED)),
        "updated": values(ChangeKind.UPDATED, names=("round",)),
        "rerated": values(ChangeKind.RERATED, ChangeKind.PAST, names=("round", "from", "to")),
        "corrected": values(ChangeKind.CORRECTED, names=("round", "from", "to")),
        "reworded": values(ChangeKind.TRANSLATED, ChangeKind.REWORDED, names=("field",)),
        "redated": values(ChangeKind.REDATED, names=("field", "from", "to")),
        "reassigned": values(ChangeKind.REASSIGNED, names=("from", "to")),
        "reopened": named(move for move in moves if move.name == Movement.REOPENED),
        "other": [
            {"sheet": each.sheet, **ref(each.item), "column": HEADINGS[each.sheet, each.field]}
            for each in difference.of(*changes.GONE_KINDS, ChangeKind.OTHER)
        ],
        "unchanged": difference.unchanged,
    }


def _values(change: changes.TrackerChange, names: Iterable[str]) -> Object:
    values = {"round": _month(change.round), "field": change.field, "from": change.before, "to": change.after}
    return {name: values[name] for name in names}


def _month(month: date | None) -> str | None:
    return f"{month:%Y-%m}" if month else None
