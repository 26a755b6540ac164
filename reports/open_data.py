"""Open data: a zip of CSV files with a data package that describes each column."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.promises import targets_at
from analysis.rounds import known_by, promised_by
from analysis.status import closure_at, is_closed, status_at
from model.tracker import columns as contract
from model.tracker.tracker import Tracker
from reports.document import Cell, Edition, Sheet, StatusMark
from reports.reproducible import zip_files
from reports.text.narrator import Narrator
from wording.catalogue import Translator
from wording.formatting import format_round
from wording.names import column_description

PACKAGE = "datapackage.json"
# The types of the columns that are no texts, by the kind of their values in numpy.
_TYPES = {"M": "date", "b": "boolean", "i": "integer"}
# The tables whose key identifies a row.
_IDENTIFIED = (contract.REVIEWS, contract.RECOMMENDATIONS, contract.KEY)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True, eq=False)
class Resource:
    """A table of the package: its sheet in a workbook, and its rows."""

    plan: contract.SheetPlan
    table: pd.DataFrame

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.plan.table}.csv"

    @cached_property
    def content(self) -> bytes:
        """The bytes of its file."""
        return csv_bytes(self.table)


def open_data_bytes(edition: Edition) -> bytes:
    """Return a .zip with a CSV file a table and `datapackage.json`; the same edition gives the same bytes."""
    resources = build_resources(edition)
    files = {resource.file: resource.content for resource in resources}
    files[PACKAGE] = package_bytes(edition, resources)
    return zip_files(files)


def build_resources(edition: Edition) -> tuple[Resource, ...]:
    """Return every table of the selection as at the month: with what was known of them then."""
    tracker, as_at = edition.chosen, edition.as_at
    statuses = [asdict(status) | {"place": place} for place, status in enumerate(tracker.scale.statuses, start=1)]
    return (
        Resource(contract.REVIEWS, edition.tracker.reviews),
        Resource(contract.RECOMMENDATIONS, _with_standing(tracker, as_at)),
        Resource(contract.PROGRESS, known_by(tracker.progress, as_at=as_at)),
        Resource(contract.MONITORING, promised_by(tracker, as_at=as_at)),
        Resource(contract.TARGETS, known_by(tracker.targets, as_at=as_at)),
        Resource(contract.DECISIONS, known_by(tracker.decisions, as_at=as_at)),
        Resource(contract.KEY, pd.DataFrame(statuses).rename(columns={"name": "status", "name_cy": "status_cy"})),
        Resource(contract.NAMES, tracker.names),
    )


def package_bytes(edition: Edition, resources: tuple[Resource, ...]) -> bytes:
    """Return the description of the package as JSON: every column with its type and its meaning."""
    narrator = Narrator(edition)
    _, title, version = narrator.translator, narrator.report_title, edition.version
    package = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:80] or "tracker",
        "title": title,
        "description": narrator.as_at_line,
        **({"version": str(version.number), "created": version.published_at.isoformat()} if version else {}),
        "languages": [edition.language.value],
        "sources": [{"title": edition.source}],
        "contributors": [{"title": narrator.publisher, "role": "publisher"}] if narrator.publisher else [],
        "resources": [_describe(resource, _) for resource in resources],
    }
    return json.dumps(package, ensure_ascii=False, indent=2).encode()


def _describe(resource: Resource, _: Translator) -> dict[str, Any]:
    fields, table = [], resource.plan.table
    for name, dtype in resource.table.dtypes.items():
        kind, description = _TYPES.get(dtype.kind, "string"), column_description(table, str(name), _)
        fields.append({"name": name, "type": kind, "description": description})
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if resource.plan in _IDENTIFIED:
        schema["primaryKey"] = [*resource.plan.key]
    elif resource.plan in contract.OF_RECOMMENDATIONS:
        reference = {"resource": contract.RECOMMENDATIONS.table, "fields": [*contract.RECOMMENDATIONS.key]}
        schema["foreignKeys"] = [{"fields": [*contract.RECOMMENDATIONS.key], "reference": reference}]
    file = {"name": table, "path": resource.file, "profile": "tabular-data-resource"}
    csv = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(resource.content)}
    return {**file, **csv, "schema": schema}


def _with_standing(tracker: Tracker, as_at: pd.Timestamp) -> pd.DataFrame:
    """Return the recommendations with their status, target dates and closure as at the month."""
    table = tracker.recommendations.reset_index(drop=True)
    statuses, targets = status_at(tracker, as_at=as_at), targets_at(tracker, as_at=as_at)
    columns = {"status_now": statuses["status"], "basis_now": statuses["basis"]}
    columns |= {name: statuses[name] for name in ("rated_on", "status_since")}
    columns |= {name: targets[name.replace("_target", "")] for name in contract.date_fields("first_target")}
    columns |= {f"latest_{name}": targets[name] for name in contract.date_fields("target")}
    closure = closure_at(tracker, as_at=as_at)
    closure = closure.set_index(tracker.recommendation_rows(closure))
    decided = closure[closure.index >= 0].reindex(table.index)
    columns |= {"times_moved": targets["slips"], "closed": is_closed(tracker, table, as_at=as_at)}
    columns |= {"decision": decided["decision"], "decided_on": decided["date"]}
    return table.assign(**columns, superseded_by=decided["superseded_by"])


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return a table as CSV with its column names; days are written as 2024-06-30, missing values as nothing.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    texts = table.select_dtypes(["str", "object"]).columns
    escaped = table.assign(**{name: table[name].map(_escape_formula, na_action="ignore") for name in texts})
    return escaped.to_csv(index=False, date_format="%Y-%m-%d", lineterminator="\r\n").encode("utf-8-sig")


def sheet_csv_bytes(sheet: Sheet, _: Translator) -> bytes:
    """Return a sheet of a workbook as CSV in the words of a language: statuses and months in words."""

    def words(cell: Cell) -> Cell:
        if isinstance(cell, StatusMark):
            return cell.word
        return format_round(cell, _) if isinstance(cell, date) else cell

    return csv_bytes(pd.DataFrame([map(words, row) for row in sheet.rows], columns=list(sheet.header)))


def _escape_formula(value: object) -> object:
    is_formula = isinstance(value, str) and value.lstrip(" '\"").startswith(_FORMULA_STARTS)
    return f"'{value}" if is_formula else value
