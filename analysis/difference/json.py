"""Serialise a difference and losses as JSON objects, as the command line prints them."""

from datetime import date

from model.dates import PartialDate
from model.terms import STANDSTILLS, Movement
from model.tracker.columns import SHEETS
from model.tracker.reading import Cell
from model.versions.difference import Conflict, Difference, Losses, RecommendationId

Object = dict[str, object]


def difference_object(difference: Difference) -> Object:
    """Return a difference as an object with stable keys; each item names its review where there are several.

    A round is its month, such as 2024-06, and null where an update has no days. A missing status, date or agency is "".
    A ref is null where a row is not about a recommendation.
    """
    several = difference.reviews > 1

    def named(item: RecommendationId) -> object:
        return {"review": item.review, "ref": item.ref} if several else item.ref

    def ref(item: RecommendationId | None) -> Object:
        name = item.ref if item else None
        return {"review": item.review if item else None, "ref": name} if several else {"ref": name}

    return {
        "movement": {
            "from": _month(difference.start),
            "to": _month(difference.end),
            "moves": [
                {**ref(m.item), "from": m.before, "to": m.after, "movement": m.movement.value}
                for m in difference.moves
                if m.movement not in STANDSTILLS
            ],
        },
        "restated": [_status(ref(c.item), c.round, c.before, c.after) for c in difference.restated],
        "new": [named(item) for item in difference.new],
        "removed": [named(change.item) for change in difference.removed],
        "updated": [{**ref(change.item), "round": _month(change.round)} for change in difference.updated],
        "rerated": [_status(ref(c.item), c.round, c.before, c.after) for c in difference.rerated],
        "corrected": [_status(ref(c.item), c.round, c.before, c.after) for c in difference.corrected],
        "reworded": [{**ref(c.item), "field": c.field} for c in difference.reworded],
        "redated": [{**ref(c.item), "field": c.field, "from": c.before, "to": c.after} for c in difference.redated],
        "reassigned": [{**ref(c.item), "from": c.before, "to": c.after} for c in difference.reassigned],
        "reopened": [named(move.item) for move in difference.moves if move.movement is Movement.REOPENED],
        "other": [{"sheet": c.sheet, **ref(c.item), "column": c.column} for c in difference.other],
        "unchanged": difference.unchanged,
    }


def losses_object(losses: Losses) -> Object:
    """Return losses as an object with stable keys; each item names its review where there are several."""
    several = losses.several_reviews

    def review(name: str) -> Object:
        return {"review": name} if several else {}

    def ref(item: RecommendationId) -> Object:
        return {**review(item.review), "ref": item.ref}

    return {
        "reviews": list(losses.reviews),
        "recommendations": [
            {**ref(each.item), "updates": each.updates, "monitoring": each.promises} for each in losses.recommendations
        ],
        "rounds": [
            {**review(each.review), "round": _month(each.round), "responses": each.responses, "updates": each.updates}
            for each in losses.rounds
        ],
        "updates": [{**ref(each.item), "kind": each.kind, "round": _month(each.round)} for each in losses.updates],
        "statuses": [{**ref(each.item), "kind": each.kind, "round": _month(each.round)} for each in losses.statuses],
        "monitoring": [{**ref(each.item), "activity": each.words} for each in losses.promises],
        "targets": [{**ref(each.item), "target": each.words} for each in losses.targets],
        "decisions": [{**ref(each.item), "decision": each.words} for each in losses.decisions],
        "cells": [{"sheet": each.sheet, "column": each.column, "count": each.count} for each in losses.cells],
        "scale": list(losses.scale),
        "names": list(losses.names),
    }


def _status(item: Object, month: date | None, before: str, after: str) -> Object:
    return {**item, "round": _month(month), "from": before, "to": after}


def _month(month: date | None) -> str | None:
    return f"{month:%Y-%m}" if month else None


def conflict_object(conflict: Conflict) -> Object:
    """Return a conflict as an object with stable keys; a date is its words, and the field of a whole row is null."""
    key = ("review", "ref", "kind", "date", "activity", "name")
    return {
        "sheet": next(plan.name for plan in SHEETS if plan.table == conflict.table),
        "row": {field: _cell(conflict.row[field]) for field in key if conflict.row.get(field) is not None},
        "field": conflict.field or None,
        "base": _cell(conflict.base),
        "published": _cell(conflict.published),
        "file": _cell(conflict.yours),
    }


def _cell(value: Cell) -> object:
    return value.words if isinstance(value, PartialDate) else value
