"""How many texts, names and words of the scale have no Welsh, and where."""

import pandas as pd

from analysis.cache import cached
from model.terms import NameKind, natural_order
from model.tracker import columns as contract
from model.tracker.columns import HEADINGS, KEY, NAMES, SHEETS, translated_fields
from model.tracker.reading import scale_rows
from model.tracker.tracker import Tracker

# The sheets with the texts of recommendations.
TEXT_SHEETS = (contract.RECOMMENDATIONS.name, contract.PROGRESS.name, contract.MONITORING.name)
# The field that names the place of a row, where that is not the ref.
_PLACE = {contract.REVIEWS.table: "review", KEY.table: "status", NAMES.table: "name"}


@cached
def missing_welsh(tracker: Tracker) -> pd.DataFrame:
    """Return how many cells of each column with a Welsh column have English and no Welsh, in the workbook's order.

    A blank cell needs no Welsh. A name that is used and not on the Names sheet counts there.

    Returns:
        Columns sheet, heading, missing (how many cells without Welsh), filled (of how many with English), and places
        (the refs by number, with their review where two have the same; the reviews, statuses or names; each once).
    """
    found = [
        (plan.name, HEADINGS[plan.name, field], *_without_welsh(tracker, plan.table, field))
        for plan in SHEETS
        for field in translated_fields(plan)
    ]
    return pd.DataFrame(found, columns=["sheet", "heading", "missing", "filled", "places"])


def names_in_use(tracker: Tracker) -> pd.DataFrame:
    """Return every theme, agency and role: those of the Names sheet, then those that are used and not on it."""
    recommendations = tracker.recommendations
    used = [
        *((NameKind.THEME, name) for name in recommendations["theme"].dropna()),
        *((NameKind.AGENCY, name) for name in tracker.agencies),
        *((NameKind.ROLE, name) for name in recommendations["lead_role"].dropna()),
        *((NameKind.ROLE, name) for name in tracker.monitoring["with"].dropna()),
    ]
    listed = set(tracker.names["name"])
    unlisted = [(kind.value, name) for kind, name in dict.fromkeys(used) if name not in listed]
    added = pd.DataFrame(unlisted, columns=["kind", "name"], dtype="str").drop_duplicates("name")
    return pd.concat([tracker.names, added], ignore_index=True)


def _rows(tracker: Tracker, table: str) -> pd.DataFrame:
    if table == NAMES.table:
        return names_in_use(tracker)
    if table == KEY.table:
        return pd.DataFrame(scale_rows(tracker.scale)).replace({"": None})
    rows: pd.DataFrame = getattr(tracker, table)
    return rows


def _without_welsh(tracker: Tracker, table: str, field: str) -> tuple[int, int, tuple[str, ...]]:
    """Return how many rows have no Welsh, of how many with English, and their places."""
    rows = _rows(tracker, table)
    filled = rows[rows[field].notna()]
    missing = filled[filled[f"{field}_cy"].isna()]
    if table in _PLACE:
        return len(missing), len(filled), tuple(dict.fromkeys(missing[_PLACE[table]]))
    named = tracker.has_shared_refs
    keys = {(review if named else "", ref) for review, ref in zip(missing["review"], missing["ref"], strict=True)}
    listed = sorted(keys, key=lambda key: (key[0], natural_order(key[1])))
    return len(missing), len(filled), tuple(f"{ref} ({review})" if named else ref for review, ref in listed)
