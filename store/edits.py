"""The changes of the page Edit: the rows that they make of those that are published, and their publication."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from textwrap import shorten

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


@dataclass(frozen=True, slots=True)
class EditedRows:
    """Rows as they are with the changes.

    Attributes:
        rows: the rows of each table.
        names: the names of these rows, in the same order.
        listed: the review and the ref of each new recommendation, by those that its drafts have.
        conflicts: the changes of a value that somebody else has published otherwise since, with what is published now.
        lost: the changes of a row that is published no more.
    """

    rows: Rows
    names: Mapping[str, Sequence[_RowKey]]
    listed: Mapping[Key, Key]
    conflicts: Mapping[DraftCell, str] = field(default_factory=dict)
    lost: Collection[DraftCell] = ()


def published_rows(store: Store, number: int, keys: Collection[Key] | None = None) -> dict[str, list[Row]]:
    """Return the rows of a version, or those of some recommendations with every review and name."""
    with read_connection(store.engine) as connection:
        return all_rows(connection, number, of=keys)


def is_change(draft: Draft) -> bool:
    """Return whether a draft of the page Edit changes something."""
    return draft.cell.round == model.EDITS and draft.text != draft.before


def edited_rows(rows: Rows, drafts: Iterable[Draft], *, month: str, office: OfficeName) -> EditedRows:
    """Return the rows with the changes, each value as it is typed: a workbook of them is read as any other.

    Args:
        rows: the published rows.
        drafts: what was written.
        month: the month of new updates, targets and decisions that have no date, in words.
        office: the office, which rates and decides.
    """
    changed: dict[_RowKey, _Written] = defaultdict(dict)
    for draft in filter(is_change, drafts):
        name = EditedField.parse(draft.cell.field)
        changed[name.table, draft.cell.review, draft.cell.ref, name.row][name.field] = draft
    deleted, conflicts = _deletions(rows, changed)
    result: dict[str, list[tuple[_RowKey, Row]]] = {table: [] for table in rows}
    for table, listed in rows.items():
        for row in listed:
            key = _key_of(table, row)
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
            result[key[0]].append((key, _new_row(key, written, listed_as, month, office)))
        else:
            lost += [draft.cell for draft in written.values()]
    whole = {table: [row for _key, row in pairs] for table, pairs in result.items()}
    added = {table: [row for key, row in pairs if key in new] for table, pairs in result.items()}
    of_office = office_names(whole[contract.NAMES.table], added, office)
    whole[contract.NAMES.table] += of_office
    names = {table: [key for key, _row in pairs] for table, pairs in result.items()}
    names[contract.NAMES.table] += [(contract.NAMES.table, "", "", "")] * len(of_office)
    return EditedRows(whole, names, listed_as, conflicts, lost)


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


def _new_row(key: _RowKey, written: _Written, listed_as: Mapping[Key, Key], month: str, office: OfficeName) -> Row:
    table, review, ref, _name = key
    values = _values(written)
    if table in (contract.REVIEWS.table, contract.RECOMMENDATIONS.table):
        return values
    review, ref = listed_as.get((review, ref), (review, ref))
    start: dict[str, str | None] = {"review": review or None, "ref": ref or None}
    if table in (contract.PROGRESS.table, contract.TARGETS.table, contract.DECISIONS.table):
        start["date"] = month
    if table == contract.PROGRESS.table:
        start["kind"] = Kind.PROGRESS.value
        if values.get("status"):
            start |= {"basis": Basis.PUBLISHED.value, "rated_by": office.name}
    if table == contract.DECISIONS.table:
        start["by"] = office.name
    return start | values


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
