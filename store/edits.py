"""The changes of the page Edit: the rows that they make of those that are published, and their publication."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import NamedTuple

from model.returns import draft as model
from model.returns.draft import Draft, DraftCell, EditedField, row_name, rows_mark, value_text
from model.settings import OfficeName
from model.terms import Basis, Kind
from model.tracker import columns as contract
from model.tracker.reading import Row
from model.versions.version import Action, AuditEntry, Candidate, Publication
from store.audit import recommendation_details
from store.database import read_connection
from store.publish import PublishRequest, content_of, publish
from store.rounds.rounds import forget_published
from store.rounds.rows import office_names
from store.store import Store
from store.stored_rows import Key, Rows
from store.versions import all_rows

_ATTEMPT = "edit"
# So many characters of a value are on the audit trail; the version has it whole.
_LONGEST = 500
_ACTIONS = {(contract.PROGRESS.table, "status"): Action.RATING, (contract.DECISIONS.table, "decision"): Action.DECISION}
# The drafts of a row by their fields.
_Written = dict[str, Draft]
# The table, the review, the ref and the name of a row.
_RowKey = tuple[str, str, str, str]


class EditedRows(NamedTuple):
    """Rows of a version, as they are published and with the changes.

    Attributes:
        published: the published rows by their keys.
        changed: the rows of each table with the changes, each with its key.
        listed: the review and the ref of each new recommendation, by those that its drafts have.
        conflicts: the changes of a value that somebody else has published otherwise since, with what is published now.
        lost: the changes of a row that is published no more.
    """

    published: Mapping[_RowKey, Row]
    changed: Mapping[str, Sequence[tuple[_RowKey, Row]]]
    listed: Mapping[Key, Key]
    conflicts: Mapping[DraftCell, str]
    lost: Collection[DraftCell]

    @property
    def rows(self) -> Rows:
        """The rows of each table with the changes."""
        return {table: [row for _key, row in pairs] for table, pairs in self.changed.items()}


def is_change(draft: Draft) -> bool:
    """Return whether a draft of the page Edit changes something."""
    return draft.cell.round == model.EDITS and draft.text != draft.before


def published_rows(store: Store, number: int, keys: Collection[Key] | None = None) -> dict[str, list[Row]]:
    """Return the rows of a version, or those of some recommendations with every review and name."""
    with read_connection(store.engine) as connection:
        return all_rows(connection, number, of=keys)


def row_defaults(month: str, office: OfficeName) -> dict[str, str]:
    """Return what the fields of a new row have at first, by table and field; of a status also who rated it and how."""
    dated = (contract.PROGRESS, contract.TARGETS, contract.DECISIONS)
    rated = {"progress:kind": Kind.PROGRESS.value, "progress:basis": Basis.PUBLISHED.value}
    by_office = dict.fromkeys(("progress:rated_by", "decisions:by"), office.name)
    return {f"{plan.table}:date": month for plan in dated} | rated | by_office


def edited_rows(rows: Rows, drafts: Iterable[Draft], *, month: str, office: OfficeName) -> EditedRows:
    """Return the rows with the changes, each value as it is typed: a workbook of them is read as any other.

    Args:
        rows: the published rows.
        drafts: what was written.
        month: the month of new updates, targets and decisions that have no date, in words.
        office: the office, which rates and decides.
    """
    published: dict[_RowKey, Row] = {}
    changed: dict[_RowKey, _Written] = defaultdict(dict)
    for draft in filter(is_change, drafts):
        name = EditedField.parse(draft.cell.field)
        changed[name.table, draft.cell.review, draft.cell.ref, name.row][name.field] = draft
    deleted, conflicts = _deletions(rows, changed)
    result: dict[str, list[tuple[_RowKey, Row]]] = {table: [] for table in rows}
    for table, listed in rows.items():
        for row in listed:
            key = _key_of(table, row)
            published[key] = row
            if key in deleted or (contract.RECOMMENDATIONS.table, *key[1:3], "") in deleted:
                continue
            written = changed.pop(key, {})
            for each, draft in written.items():
                if (now := value_text(row.get(each))) not in (draft.before, draft.text):
                    conflicts[draft.cell] = now
            result[table].append((key, {**row, **_values(written)} if written else row))
    new = {key: written for key, written in sorted(changed.items()) if key[3].startswith(model.NEW)}
    recommendations = {key[1:3]: each for key, each in new.items() if key[0] == contract.RECOMMENDATIONS.table}
    listed_as = {key: (_text(each, "review"), _text(each, "ref")) for key, each in recommendations.items()}
    known = {key[1:3] for key, _row in result[contract.RECOMMENDATIONS.table]} | listed_as.keys()
    lost = [draft.cell for key in sorted(changed.keys() - new.keys()) for draft in changed[key].values()]
    for key, written in new.items():
        if key[0] == contract.REVIEWS.table or key[1:3] in known:
            result[key[0]].append((key, _new_row(key, written, listed_as, row_defaults(month, office))))
        else:
            lost += [draft.cell for draft in written.values()]
    added = {table: [row for key, row in pairs if key in new] for table, pairs in result.items()}
    names = contract.NAMES.table
    result[names] += [(_key_of(names, row), row) for row in office_names(rows[names], added, office)]
    return EditedRows(published, result, listed_as, conflicts, lost)


def deletions(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the changes that delete something."""
    return [each for each in drafts if is_change(each) and EditedField.parse(each.cell.field).field == model.DELETED]


def _deletions(rows: Rows, changed: dict[_RowKey, _Written]) -> tuple[Collection[_RowKey], dict[DraftCell, str]]:
    """Take the deletions out of the changes; return their rows, and those where something else is published since."""
    deleted = {key: written[model.DELETED] for key, written in changed.items() if model.DELETED in written}
    taken: dict[_RowKey, list[Row]] = defaultdict(list)
    for table, listed in rows.items() if deleted else ():
        for row in listed:
            key = _key_of(table, row)
            for each in {key, (contract.RECOMMENDATIONS.table, *key[1:3], "")} & deleted.keys():
                taken[each].append(row)
    for key in taken:
        del changed[key][model.DELETED]
    conflicts = {deleted[key].cell: "" for key, listed in taken.items() if rows_mark(listed) != deleted[key].before}
    return taken.keys(), conflicts


def _key_of(table: str, row: Row) -> _RowKey:
    if table == contract.NAMES.table:
        return table, "", "", ""
    return table, value_text(row.get("review")), value_text(row.get("ref")), row_name(table, row)


def _values(written: _Written) -> dict[str, str | None]:
    """Return the values of a row that were written; an evidence is its title and its address."""
    values = {name: draft.text or None for name, draft in written.items()}
    if "done" in values:
        values["done"] = "Yes" if values["done"] else "No"
    if model.LINK in values:
        link = values.pop(model.LINK)
        title = values.get("evidence", written[model.LINK].before)
        values["evidence"] = " ".join(filter(None, [title, link])) or None
    return values


def _text(written: _Written, name: str) -> str:
    return written[name].text if name in written else ""


def _new_row(key: _RowKey, written: _Written, listed_as: Mapping[Key, Key], defaults: Mapping[str, str]) -> Row:
    table, review, ref, _name = key
    values = _values(written)
    if table in (contract.REVIEWS.table, contract.RECOMMENDATIONS.table):
        return values
    review, ref = listed_as.get((review, ref), (review, ref))
    first = {each.partition(":")[2]: text for each, text in defaults.items() if each.startswith(f"{table}:")}
    if not values.get("status"):
        first = {name: text for name, text in first.items() if name not in ("basis", "rated_by")}
    return {"review": review or None, "ref": ref or None} | first | values


def publish_edits(
    store: Store, candidate: Candidate, drafts: Sequence[Draft], listed: Mapping[Key, Key], request: PublishRequest
) -> Publication:
    """Publish the changes as a version, with a line of the audit trail for each, and forget them, all at once.

    Raises StoreError: CONFLICT where another version is current than the one that was changed, NO_NAME, NO_REASON.
    """
    content = content_of(replace(candidate, ratings=tuple(_entry(draft, listed) for draft in drafts)))
    with store.write_as(request.actor, attempt=_ATTEMPT) as connection:
        published = publish(connection, content, request)
        forget_published(connection, drafts)
    return published


def _entry(draft: Draft, listed: Mapping[Key, Key]) -> AuditEntry:
    """Return the line of the audit trail on a change; of a status or a decision, that it was rated or decided."""
    name, key = EditedField.parse(draft.cell.field), (draft.cell.review, draft.cell.ref)
    action = _ACTIONS.get((name.table, name.field), Action.EDIT) if draft.text else Action.EDIT
    before, value = (shorten(text, _LONGEST, placeholder="…") for text in (draft.before, draft.text))
    details = recommendation_details(*listed.get(key, key)) | {"value": value}
    details |= {} if action is not Action.EDIT else {"field": name.field, "before": before}
    return AuditEntry(draft.at, draft.by, action, None, "", details, draft.verified)
