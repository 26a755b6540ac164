"""What of a tracker is public: its tables without the private columns, and what in them looks like names of people."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from components.public_edition.names import PersonName, person_names
from components.published import LoadedTracker, loaded_from
from model.access import Actor, Role
from model.settings import PublicPart
from model.store_error import StoreError, StoreErrorCode
from model.terms import NameKind
from model.tracker.columns import SHEETS
from model.tracker.tracker import Tracker
from reports.document import Office

PRIVATE_COLUMNS: Mapping[PublicPart, str] = {
    PublicPart.ROLES: "recommendations.lead_role progress.rated_by monitoring.with decisions.by",
    PublicPart.REASONS: "targets.reason decisions.reason",
    PublicPart.AGENCY_STATUS: "progress.agency_status progress.proposed_closure progress.closure_reason",
    PublicPart.EVIDENCE: "progress.evidence decisions.evidence",
    PublicPart.NOTES: "reviews.notes",
}
"""The columns of each part, by table and field. Every other column of the workbook is public."""


@dataclass(frozen=True, slots=True)
class PublicOptions:
    """How an edition is made.

    Attributes:
        parts: the private parts of the tracker that are in it all the same.
        base: the address at which it will be found, such as `https://tracker.example/`; "" where it is not known. With
            it there are a site map, a card for social media and absolute links in the feed.
        office: the office that publishes it.
        day: the day from which promises and targets are judged; that of publication where it is published.
    """

    parts: frozenset[PublicPart] = frozenset()
    base: str = ""
    office: Office = field(default_factory=Office)
    day: date | None = None


def public_tracker(loaded: LoadedTracker, parts: Collection[PublicPart]) -> LoadedTracker:
    """Return a version whose tables lack each private column that is not among `parts`, with caches of its own.

    Nothing of how the workbook was read is in it: neither its file name nor its issues, which quote cells.
    """
    hidden = {column for part, columns in PRIVATE_COLUMNS.items() if part not in parts for column in columns.split()}
    tables = {plan.table: getattr(loaded.tracker, plan.table).copy() for plan in SHEETS if plan.table != "key"}
    for table, name in (column.split(".") for column in hidden):
        blank = pd.Series(index=tables[table].index, dtype=tables[table][name].dtype)
        tables[table] = tables[table].assign(**{name: blank})
    if PublicPart.ROLES not in parts:
        tables["names"] = tables["names"][tables["names"]["kind"].ne(NameKind.ROLE)].reset_index(drop=True)
    progress = tables["progress"].drop(columns="round", errors="ignore")
    tracker = Tracker.from_tables(
        {**tables, "progress": progress}, loaded.tracker.scale, requested=loaded.tracker.requested
    )
    reading = replace(
        loaded.reading,
        columns=(),
        issues=(),
        proposed_scale=None,
        statuses_read={},
        source=replace(loaded.reading.source, name=""),
    )
    return loaded_from(reading, tracker, original=for_nobody, version=loaded.version)


def names_in(loaded: LoadedTracker, parts: Collection[PublicPart]) -> list[PersonName]:
    """Return what looks like the name of a person in what is public of a version."""
    return loaded.drawn(("names", frozenset(parts)), lambda: person_names(public_tracker(loaded, parts).tracker))


def for_nobody(_actor: Actor) -> bytes:
    """Refuse the original of a public tracker. Raises StoreError(NOT_ALLOWED)."""
    raise StoreError(StoreErrorCode.NOT_ALLOWED, role=Role.EDITOR.value)
