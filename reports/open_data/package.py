"""A tracker as open data: CSV files and a description of every column, as a Frictionless data package.

The description follows Data Package 1.0, https://specs.frictionlessdata.io/tabular-data-package/
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.closure import closure_at, is_closed
from analysis.rounds import promised_by
from analysis.status import since_last_movement, status_at
from analysis.targets import targets_at
from model.tracker.columns import (
    DECISIONS,
    MONITORING,
    NAMES,
    PROGRESS,
    RECOMMENDATIONS,
    REVIEWS,
    TARGETS,
    DataType,
    SheetPlan,
    date_fields,
    table_fields,
)
from model.tracker.tracker import Tracker
from reports.content.edition import Edition
from reports.content.reproducible_zip import zip_files
from reports.open_data.csv import csv_bytes
from reports.text.column_descriptions import column_description
from reports.text.headers_footers import as_at_line, progress_report_title
from reports.text.narrator import Narrator
from wording.catalogue import Translator

PACKAGE = "datapackage.json"
_TYPES = {
    DataType.TEXT: "string",
    DataType.NAME: "string",
    DataType.NAMES: "string",
    DataType.DATE: "date",
    DataType.FLAG: "boolean",
}
_AS_AT = {
    "status_now": DataType.NAME,
    "basis_now": DataType.NAME,
    "rated_on": DataType.DATE,
    "status_since": DataType.DATE,
    **date_fields("first_target"),
    **date_fields("latest_target"),
    "times_moved": DataType.TEXT,
    "closed": DataType.FLAG,
    "decision": DataType.NAME,
    "decided_on": DataType.DATE,
    "superseded_by": DataType.NAME,
}
"""What is known of a recommendation as at the month, beside the columns of its row in the workbook."""
_INTEGERS = ("place", "times_moved")
_ROUND = {"round": DataType.DATE}
_KEY = {
    "status": DataType.NAME,
    "meaning": DataType.TEXT,
    "complete": DataType.FLAG,
    "colour": DataType.NAME,
    "status_cy": DataType.NAME,
    "meaning_cy": DataType.TEXT,
    "place": DataType.TEXT,
}


@dataclass(frozen=True, eq=False)
class Resource:
    """A table of the package: its name, its columns with their types, and its rows.

    `has_foreign_key` is whether each of its rows is about a recommendation.
    """

    name: str
    fields: dict[str, DataType]
    table: pd.DataFrame
    primary_key: tuple[str, ...] = ()
    has_foreign_key: bool = False

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @cached_property
    def content(self) -> bytes:
        """The bytes of its file."""
        return csv_bytes(self.table[list(self.fields)])


def open_data_bytes(edition: Edition) -> bytes:
    """Return a .zip with a CSV file a table and `datapackage.json`; the same edition gives the same bytes."""
    resources = build_resources(edition)
    files = {resource.file: resource.content for resource in resources}
    files[PACKAGE] = json.dumps(data_package(edition, resources), ensure_ascii=False, indent=2).encode()
    return zip_files(files)


def build_resources(edition: Edition) -> tuple[Resource, ...]:
    """Return every table of the selection as at the month: with what was known of them then."""
    tracker, as_at = edition.chosen, edition.as_at
    updates = tracker.progress[tracker.progress["round"].le(as_at) | tracker.progress["round"].isna()]
    recommendation_key = ("review", "ref")
    return (
        _resource(REVIEWS, edition.tracker.reviews, key=("review",)),
        Resource(
            "recommendations",
            table_fields(RECOMMENDATIONS) | _AS_AT,
            _with_standing(tracker, as_at),
            primary_key=recommendation_key,
        ),
        Resource("progress", table_fields(PROGRESS) | _ROUND, updates, has_foreign_key=True),
        _resource(MONITORING, promised_by(tracker, as_at=as_at), refers=True),
        _resource(TARGETS, _known_by(tracker.targets, as_at), refers=True),
        _resource(DECISIONS, _known_by(tracker.decisions, as_at), refers=True),
        Resource("key", dict(_KEY), _scale(tracker), primary_key=("status",)),
        _resource(NAMES, tracker.names),
    )


def _known_by(table: pd.DataFrame, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the rows of the month and before, and those without a day."""
    month = table["date"].to_numpy().astype("datetime64[M]")
    return table[pd.isna(month) | (month <= as_at.to_numpy())]


def data_package(edition: Edition, resources: tuple[Resource, ...]) -> dict[str, Any]:
    """Return the description of the package: every column with its type and its meaning."""
    narrator = Narrator(edition)
    _ = narrator.translator
    published = edition.published_at
    return {
        "profile": "tabular-data-package",
        "name": _slug(progress_report_title(narrator)),
        "title": progress_report_title(narrator),
        "description": as_at_line(narrator),
        **({"version": str(edition.version)} if edition.version is not None else {}),
        **({"created": published.isoformat()} if published else {}),
        "languages": [edition.language.value],
        "sources": [{"title": edition.source}],
        "contributors": [{"title": narrator.publisher, "role": "publisher"}] if narrator.publisher else [],
        "resources": [_describe(resource, _) for resource in resources],
    }


def _describe(resource: Resource, _: Translator) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": name,
                "type": _field_type(name, data_type),
                "description": column_description(resource.name, name, _),
            }
            for name, data_type in resource.fields.items()
        ],
        "missingValues": [""],
    }
    if resource.primary_key:
        schema["primaryKey"] = list(resource.primary_key)
    if resource.has_foreign_key:
        fields = ["review", "ref"]
        schema["foreignKeys"] = [{"fields": fields, "reference": {"resource": "recommendations", "fields": fields}}]
    content = resource.content
    return {
        "name": resource.name,
        "path": resource.file,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "schema": schema,
    }


def _field_type(name: str, data_type: DataType) -> str:
    return "integer" if name in _INTEGERS else _TYPES[data_type]


def _resource(plan: SheetPlan, table: pd.DataFrame, *, key: tuple[str, ...] = (), refers: bool = False) -> Resource:
    return Resource(plan.table, table_fields(plan), table, primary_key=key, has_foreign_key=refers)


def _with_standing(tracker: Tracker, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the recommendations with their status, target dates and closure as at the month."""
    table = tracker.recommendations.reset_index(drop=True)
    statuses, targets = status_at(tracker, as_at=as_at), targets_at(tracker, as_at=as_at)
    dates = {f"latest_{name}": targets[name] for name in date_fields("target")}
    dates |= {name: targets[name.replace("_target", "")] for name in date_fields("first_target")}
    closure = closure_at(tracker, as_at=as_at)
    closure = closure.set_index(tracker.recommendation_rows(closure))
    decided = closure[closure.index >= 0].reindex(table.index)
    return table.assign(
        status_now=statuses["status"],
        basis_now=statuses["basis"],
        rated_on=statuses["rated_on"],
        status_since=since_last_movement(tracker, as_at=as_at)["moved_on"],
        **dates,
        times_moved=targets["slips"],
        closed=is_closed(tracker, table, as_at=as_at),
        decision=decided["decision"],
        decided_on=decided["date"],
        superseded_by=decided["superseded_by"],
    )


def _scale(tracker: Tracker) -> pd.DataFrame:
    rows = [
        {
            "status": status.name,
            "meaning": status.meaning,
            "complete": status.complete,
            "colour": status.colour,
            "status_cy": status.name_cy,
            "meaning_cy": status.meaning_cy,
            "place": rank,
        }
        for rank, status in enumerate(tracker.scale.statuses, start=1)
    ]
    return pd.DataFrame(rows, columns=list(_KEY))


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:80] or "tracker"
