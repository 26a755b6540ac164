"""The changes that editors have collected, and the recommendation whose fields are shown."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from components.choices.draft_fields import DraftForm
from components.document.pieces import show_answer, show_paragraphs
from components.identity import current_actor
from components.published import LoadedTracker, displayed_tracker, office_of, published_store, without_store
from components.session.view import View, today
from loaders.canonical import workbook_bytes
from loaders.cells import column_and_row
from loaders.options import ReadOptions
from loaders.pipeline import read_workbook
from loaders.records import make_issue
from model.dates import ENGLISH_MONTHS
from model.edits import EDITS, LINK, NEW, NOTES, EditedField, row_name, split_link, value_text
from model.issue import Issue, Severity
from model.returns.draft import Draft, DraftCell
from model.terms import Basis, Kind
from model.tracker.columns import DECISIONS, PROGRESS, RECOMMENDATIONS, SHEETS, TARGETS
from model.tracker.reading import Row
from model.versions.version import StoreError
from store.edits import EditedRows, edited_rows, is_change, published_rows
from store.rounds.drafts import drafts_of_round
from wording.errors import store_fault
from wording.formatting import format_round
from wording.issues import issue_sentence, with_status_names

# The query parameters of the recommendation, its review, and the number of a new one.
REF, OF, ADDED = "ref", "of", "new"
Key = tuple[str, str]
# The cell of the text of the only recommendation of a workbook.
_TEXT = "D2"
_PLANS = {plan.name: plan for plan in SHEETS}


@dataclass(frozen=True, eq=False)
class EditState(DraftForm):
    """The changes, and the recommendation that is shown.

    Attributes:
        number: the current version, which is changed.
        colleagues: the notes to colleagues.
        edited: the rows of every recommendation that was changed, and of the one that is shown.
        wrong: what is wrong in each field of the recommendation that is shown.
        defaults: what the fields of a row have that is not published yet.
    """

    current: LoadedTracker
    number: int
    published: Mapping[str, Row]
    edited: EditedRows
    month: str
    colleagues: Mapping[DraftCell, Draft]
    defaults: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def rows(self, table: str) -> dict[str, Row]:
        """Return the published rows of the recommendation in a table by their names, in order."""
        return {name.partition(":")[2]: row for name, row in self.published.items() if name.startswith(f"{table}:")}

    def new_rows(self, table: str) -> list[str]:
        """Return the names of its rows that are written and not published, and one more that can be begun."""
        fields = (EditedField.parse(d.cell.field) for d in self.changes if (d.cell.review, d.cell.ref) == self.key)
        begun = {name.row for name in fields if name.table == table and name.row.startswith(NEW)}
        numbered = [NEW, *(f"{NEW}{number}" for number in range(2, len(begun) + 2))]
        return [*sorted(begun, key=lambda row: (len(row), row)), next(row for row in numbered if row not in begun)]

    @property
    def is_new(self) -> bool:
        """Whether the recommendation is not published yet."""
        return not self.key[0]

    @property
    def changes(self) -> list[Draft]:
        """What was changed, of every recommendation, in the order of refs and fields."""
        return sorted(filter(is_change, self.drafts.values()), key=lambda draft: draft.cell)

    def cell(self, field: str) -> DraftCell:
        """Return the cell of a field; that of a new review belongs to no recommendation."""
        of_review = EditedField.parse(field).table == "reviews"
        return DraftCell(EDITS, *(("", "") if of_review else self.key), field)

    def published_text(self, field: str) -> str:
        """Return what is published in a field; of a new row, what it has at first."""
        name = EditedField.parse(field)
        row = self.published.get(f"{name.table}:{name.row}")
        if row is None:
            return self.defaults.get(f"{name.table}:{name.field}", "")
        if name.field == LINK:
            return split_link(value_text(row.get("evidence")))[1]
        text = value_text(row.get(name.field))
        return split_link(text)[0] if name.field == "evidence" else text

    def notes(self, field: str) -> Sequence[str]:
        """Return what is wrong in a field, and what to do."""
        return self.wrong.get(field, ())


def edit_state(view: View) -> EditState | None:
    """Return the state of the page; where nothing can be changed, show why and return None."""
    _ = view.translator
    if without_store():
        show_answer(_("Nothing can be changed: a workbook is shown as it is, by a setting."))
        return None
    try:
        current = displayed_tracker()
        drafts = drafts_of_round(published_store(), EDITS, actor=current_actor())
        if current.version is None:
            show_answer(_("Nothing is published yet."))
            return None
        notes = drafts_of_round(published_store(), NOTES, actor=current_actor())
        return _state(view, current, current.version.number, drafts, notes)
    except StoreError as fault:
        show_answer(_("Nothing can be changed now."))
        show_paragraphs(store_fault(fault, _), key="edit.fault")
        return None


def choose(key: Key) -> None:
    """Write the recommendation into the URL, so that it stays the same after a reload."""
    named = {ADDED: key[1].removeprefix(NEW)} if not key[0] else {REF: key[1], OF: key[0]}
    for name in (REF, OF, ADDED):
        st.query_params.pop(name, None)
    st.query_params.update(named)


def listed_keys(state: EditState) -> list[Key]:
    """Return every recommendation, those that are new last; then one more that can be begun."""
    table = state.current.tracker.recommendations
    new = {cell.ref for cell in state.drafts if not cell.review and cell.ref}
    numbers = sorted(int(ref.removeprefix(NEW)) for ref in {*new, *([state.key[1]] if state.is_new else [])})
    fresh = next(number for number in range(1, len(numbers) + 2) if f"{NEW}{number}" not in new)
    refs = [f"{NEW}{number}" for number in sorted({*numbers, fresh})]
    return [*zip(table["review"], table["ref"], strict=True), *(("", ref) for ref in refs)]


def whole_rows(state: EditState) -> EditedRows:
    """Return every row of the tracker with the changes. Raises StoreError where it cannot be read."""
    rows = published_rows(published_store(), state.number)
    return edited_rows(rows, state.drafts.values(), month=state.month, office=office_of(state.current))


def wrong_addresses(state: EditState) -> Iterator[Draft]:
    """Yield each change of an evidence whose address is none of the web."""
    for draft in state.changes:
        if EditedField.parse(draft.cell.field).field == LINK and draft.text and split_link(draft.text)[0]:
            yield draft


_Drafts = Mapping[DraftCell, Draft]


def _state(view: View, current: LoadedTracker, number: int, drafts: _Drafts, notes: _Drafts) -> EditState:
    key = _requested(view, current)
    changed = {(cell.review, cell.ref) for cell, draft in drafts.items() if cell.review and is_change(draft)}
    rows = published_rows(published_store(), number, {key, *changed})
    own = {
        f"{table}:{row_name(table, row)}": row
        for table, listed in rows.items()
        for row in listed
        if (row.get("review"), row.get("ref")) == key
    }
    month, office = f"{ENGLISH_MONTHS[today().month]} {today().year}", office_of(current)
    edited = edited_rows(rows, drafts.values(), month=month, office=office)
    shown = format_round(today(), view.translator)
    defaults = {f"{table}:date": shown for table in (PROGRESS.table, TARGETS.table, DECISIONS.table)} | {
        "progress:kind": Kind.PROGRESS.value,
        "progress:basis": Basis.PUBLISHED.value,
        "progress:rated_by": office.name,
    }
    state = EditState(drafts, EDITS, key, current, number, own, edited, month, notes, defaults)
    return replace(state, wrong=_wrong(view, state))


def _requested(view: View, current: LoadedTracker) -> Key:
    """Return the recommendation that the URL names; else the first, or a new one where there is none."""
    ref, review, number = ("".join(view.parameter(name)[-1:]).strip() for name in (REF, OF, ADDED))
    if number.isascii() and number.isdecimal():
        return "", f"{NEW}{int(number)}"
    table = current.tracker.recommendations
    keys: list[Key] = list(zip(table["review"], table["ref"], strict=True))
    found = [key for key in keys if key[1] == ref and review in ("", key[0])]
    return next(iter([*found, *keys]), ("", f"{NEW}1"))


def _wrong(view: View, state: EditState) -> Mapping[str, Sequence[str]]:
    """Return what is wrong in each field of the recommendation that is shown, where it was changed."""
    _, wrong = view.translator, defaultdict[str, list[str]](list)
    changed = {
        (name.table, name.row)
        for draft in state.changes
        if (draft.cell.review, draft.cell.ref) in (state.key, ("", ""))
        for name in [EditedField.parse(draft.cell.field)]
    }
    if not changed:
        return {}
    shown = {
        table: [
            (row, name)
            for row, name in zip(listed, state.edited.names[table], strict=True)
            if not name[2] or name[1:3] == state.key
        ]
        for table, listed in state.edited.rows.items()
    }
    issues = _issues(state, {table: [row for row, _name in listed] for table, listed in shown.items()})
    for issue in with_status_names(issues, view.scale, _):
        plan = _PLANS.get(issue.sheet)
        if plan is None or not issue.cell or issue.severity is Severity.INFO:
            continue
        column, number = column_and_row(issue.cell)
        for _row, name in shown[plan.table][number - 2 : number - 1]:
            if (plan.table, name[3]) in changed:
                place = EditedField(plan.table, name[3], plan.columns[column - 1].field)
                wrong[str(place)].append(issue_sentence(issue, _))
    for draft in wrong_addresses(state):
        if state.cell(draft.cell.field) == draft.cell:
            words = _(
                "“{text}” is no address. Write one that begins with https://, or leave it empty.", text=draft.text
            )
            wrong[draft.cell.field].append(words)
    for cell, now in state.edited.conflicts.items():
        if state.cell(cell.field) == cell:
            words = _("Published since by somebody else: “{text}”. Write here what shall be published.", text=now)
            wrong[cell.field].append(words)
    return wrong


def _issues(state: EditState, rows: Mapping[str, Sequence[Row]]) -> Sequence[Issue]:
    """Return what the reader of workbooks says of these rows; nothing of a recommendation that is not begun."""
    if not rows[RECOMMENDATIONS.table]:
        return ()
    published = state.current.published
    others = tuple(key for key in published.ids if key != state.key)
    content = workbook_bytes(rows, state.current.tracker.scale)
    issues = read_workbook(content, name="edit.xlsx", options=ReadOptions(known=others, published=published)).issues
    missing = make_issue("value-missing", sheet=RECOMMENDATIONS.name, cell=_TEXT, heading="Recommendation")
    return [missing if issue.code == "recommendations-empty" else issue for issue in issues]
