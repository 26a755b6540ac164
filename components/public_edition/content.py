"""What of a tracker is public: its tables without the private columns, and the names of people that are left."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from components.published import LoadedTracker, loaded_from
from model.access import Actor, Role
from model.store_error import StoreError, StoreErrorCode
from model.terms import NameKind
from model.tracker.columns import SHEETS, DataType
from model.tracker.tracker import Tracker
from reports.document import Office


class PublicPart(StrEnum):
    """A part of the tracker that is private unless it is chosen; its value is its name on the command line."""

    ROLES = "roles"
    REASONS = "reasons"
    AGENCY_STATUS = "agency-status"
    EVIDENCE = "evidence"
    NOTES = "notes"


PRIVATE_COLUMNS: Mapping[PublicPart, tuple[tuple[str, str], ...]] = {
    PublicPart.ROLES: (
        ("recommendations", "lead_role"),
        ("progress", "rated_by"),
        ("monitoring", "with"),
        ("decisions", "by"),
    ),
    PublicPart.REASONS: (("targets", "reason"), ("decisions", "reason")),
    PublicPart.AGENCY_STATUS: (
        ("progress", "agency_status"),
        ("progress", "proposed_closure"),
        ("progress", "closure_reason"),
    ),
    PublicPart.EVIDENCE: (("progress", "evidence"), ("decisions", "evidence")),
    PublicPart.NOTES: (("reviews", "notes"),),
}
"""The columns of each part, by table and field. Every other column of the workbook is public."""
_TITLES = (
    "Mr Mrs Ms Miss Mx Dr Prof Sir Dame Cllr Councillor Cynghorydd PC WPC DC PS DS DI DCI Sgt Sergeant Insp Inspector "
    "Supt Superintendent ACC DCC CC Constable Rev Judge"
)
_PERSON = re.compile(
    rf"\b(?:{'|'.join(_TITLES.split())})\b\.?(?: [A-Z][\w’'-]+){{1,2}}(?<![.,])|[\w.+-]+@[\w-]+\.[\w.-]+"
)
"""A title or rank with a name behind it, or an e-mail address."""
_TWO_NAMES = re.compile(r"[A-ZÂÊÎÔÛŴŶ][\w’'-]+ (?:[A-Z]\.? )?[A-ZÂÊÎÔÛŴŶ][\w’'-]+")
_ROLE_WORDS = re.compile(
    r"officer|manager|lead|head|chief|chair|director|inspector|superintendent|sergeant|constable|commissioner|team|unit|"
    r"board|panel|group|office|service|police|council|board|deputy|analyst|coordinator|partner|swyddog|pennaeth|"
    r"rheolwr|arweinydd|arolygydd|uwch|cyfarwyddwr|comisiynydd|tîm|bwrdd|panel|heddlu|cyngor",
    re.IGNORECASE,
)


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


class PersonName(NamedTuple):
    """Text that looks like the name of a person, and where it stands: the table, the ref and the field."""

    name: str
    table: str
    ref: str
    field: str


def public_tracker(loaded: LoadedTracker, parts: Collection[PublicPart]) -> LoadedTracker:
    """Return a version whose tables lack each private column that is not among `parts`, with caches of its own.

    Nothing of how the workbook was read is in it: neither its file name nor its issues, which quote cells.
    """
    hidden = {column for part, columns in PRIVATE_COLUMNS.items() if part not in parts for column in columns}
    tables = {plan.table: getattr(loaded.tracker, plan.table).copy() for plan in SHEETS if plan.table != "key"}
    for table, name in hidden:
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


def person_names(tracker: Tracker) -> list[PersonName]:
    """Return what looks like the name of a person in any text of a tracker, each once a place.

    Found are a title or rank before a name, e-mail addresses, and two capitalised words without a role's word where a
    role belongs. A name in running text without a title is not found: nobody can rely on the list being complete.
    """
    found = [
        name for plan in SHEETS if plan.table != "key" for name in _names_in(getattr(tracker, plan.table), plan.table)
    ]
    return list(dict.fromkeys(found))


def _names_in(table: pd.DataFrame, name: str) -> Iterator[PersonName]:
    kinds = {column.field: column.data_type for plan in SHEETS if plan.table == name for column in plan.columns}
    roles = {
        field for column in PRIVATE_COLUMNS[PublicPart.ROLES] for table_name, field in [column] if table_name == name
    }
    refs = table["ref"] if "ref" in table else table.get("review", table.get("name"))
    for code, kind in kinds.items():
        if kind in (DataType.DATE, DataType.FLAG) or code not in table or refs is None:
            continue
        filled = table[code].dropna()
        for text, ref in zip(filled.astype(str), refs[filled.index].fillna("").astype(str), strict=True):
            people = [match[0] for match in _PERSON.finditer(text)]
            if code in roles and _TWO_NAMES.fullmatch(text) and not _ROLE_WORDS.search(text):
                people.append(text)
            yield from (PersonName(person, name, ref, code) for person in people)


def for_nobody(_actor: Actor) -> bytes:
    """Refuse the original of a public tracker. Raises StoreError(NOT_ALLOWED)."""
    raise StoreError(StoreErrorCode.NOT_ALLOWED, role=Role.EDITOR.value)
