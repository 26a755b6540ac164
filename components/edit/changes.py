"""The changes that editors have collected, of the recommendation that is shown and of all, and publishing them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from secrets import token_hex

import streamlit as st

from analysis.difference.trackers import losses
from components.choices.controls import attempt, entered_name, press_result
from components.choices.draft_fields import WIDE, DraftForm, is_named, show_unsaved, write
from components.document.pieces import end_page, show, show_banner, show_paragraphs
from components.elements import element, escape_markdown, part
from components.graceful_end import PUBLISHING
from components.identity import current_actor, publisher_name
from components.published import LoadedTracker, displayed_tracker, office_of, published_store, without_store
from components.session.links import href
from components.session.upload_state import LONGEST_REASON
from components.session.view import View, today
from loaders.canonical import workbook_bytes
from loaders.cells import column_and_row
from loaders.client import preview_in_worker
from loaders.options import ReadOptions
from loaders.pipeline import read_workbook
from loaders.records import make_issue
from model.dates import ENGLISH_MONTHS
from model.returns import draft as model
from model.returns.draft import DELETED, EDITS, LINK, NEW, NOTES, Draft, DraftCell, EditedField, split_link, value_text
from model.tracker.columns import DECISIONS, MONITORING, PROGRESS, RECOMMENDATIONS, SHEETS, TARGETS
from model.tracker.reading import Issue, Row, Severity, WorkbookError
from model.tracker.tracker import Tracker
from model.versions.version import Candidate, Mode, Publication, StoreError
from store import edits
from store.publish import PublishRequest
from store.rounds.rounds import drafts_of_round, take_back
from wording.catalogue import Translator
from wording.differences.losses import loss_lines
from wording.formatting import format_round
from wording.issues import issue_line, issue_sentence, with_status_names
from wording.names import store_fault
from wording.versions import change_sentence, saved_sentence

_WHY, _RESULT, _TOKEN, _CLEARED = "edit.why", "edit.result", "edit.token", "edit.cleared"
# What others have changed, as the reader has seen it.
_SEEN = "edit.seen"
# The query parameters of the recommendation, its review, and the number of a new one.
REF, OF, ADDED = "ref", "of", "new"
Key = tuple[str, str]
# The cell of the text of the only recommendation of a workbook.
_TEXT = "D2"


@dataclass(frozen=True, eq=False)
class EditState(DraftForm):
    """The changes and the notes to colleagues, and the recommendation that is shown.

    Attributes:
        number: the current version, which is changed.
        edited: the rows of every recommendation that was changed, and of the one that is shown.
        wrong: what is wrong in each field of the recommendation that is shown.
        defaults: what the fields of a row have that is not published yet.
    """

    current: LoadedTracker
    number: int
    edited: edits.EditedRows
    month: str
    defaults: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def rows(self, table: str) -> dict[str, Row]:
        """Return the published rows of the recommendation in a table by their names, in order."""
        return {key[3]: row for key, row in self.edited.published.items() if key[:3] == (table, *self.key)}

    def new_rows(self, table: str) -> list[str]:
        """Return the names of its rows that are written and not published, and one more that can be begun."""
        fields = [EditedField.parse(draft.cell.field) for draft in self.changes_here]
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
        return sorted(filter(edits.is_change, self.drafts.values()), key=lambda draft: draft.cell)

    @property
    def changes_here(self) -> list[Draft]:
        """What was changed of the recommendation that is shown, and of a new review."""
        return [draft for draft in self.changes if self.cell(draft.cell.field) == draft.cell]

    def cell(self, field: str) -> DraftCell:
        """Return the cell of a field; that of a new review belongs to no recommendation."""
        return DraftCell(EDITS, *(("", "") if EditedField.parse(field).table == "reviews" else self.key), field)

    def published_text(self, field: str) -> str:
        """Return what is published in a field; of a new row, what it has at first."""
        name = EditedField.parse(field)
        row = self.edited.published.get((name.table, *self.key, name.row))
        if row is None:
            return self.defaults.get(f"{name.table}:{name.field}", "")
        if name.field == LINK:
            return split_link(value_text(row.get("evidence")))[1]
        text = value_text(row.get(name.field))
        return split_link(text)[0] if name.field == "evidence" else text

    def notes(self, field: str) -> Sequence[str]:
        """Return what is wrong in a field, and what to do."""
        return self.wrong.get(field, ())


def edit_state(view: View) -> EditState:
    """Return the state of the page; where nothing can be changed, show why and end the page."""
    _ = view.translator
    if without_store():
        end_page(_("Nothing can be changed: a workbook is shown as it is, by a setting."))
    try:
        current, store, actor = displayed_tracker(), published_store(), current_actor()
        drafts = drafts_of_round(store, EDITS, actor=actor) | drafts_of_round(store, NOTES, actor=actor)
        if current.number is None:
            end_page(_("Nothing is published yet."))
        key = _requested(view, current)
        changed = {(cell.review, cell.ref) for cell, draft in drafts.items() if cell.review and edits.is_change(draft)}
        rows = edits.published_rows(store, current.number, {key, *changed})
    except StoreError as fault:
        show_unsaved(view)
        end_page(_("Nothing can be changed now."), store_fault(fault, _), key="edit.fault")
    month, office = f"{ENGLISH_MONTHS[today().month]} {today().year}", office_of(current)
    edited = edits.edited_rows(rows, drafts.values(), month=month, office=office)
    defaults = edits.row_defaults(format_round(today(), _), office)
    state = EditState(drafts, EDITS, key, current, current.number, edited, month, defaults)
    return replace(state, wrong=_wrong(view, state))


def choose(key: Key) -> None:
    """Write the recommendation into the URL, so that it stays the same after a reload."""
    for name in (REF, OF, ADDED):
        st.query_params.pop(name, None)
    st.query_params.update({REF: key[1], OF: key[0]} if key[0] else {ADDED: key[1].removeprefix(NEW)})


def listed_keys(state: EditState) -> list[Key]:
    """Return every recommendation, those that are new last; then one more that can be begun."""
    table = state.current.tracker.recommendations
    new = {cell.ref for cell in state.drafts if not cell.review and cell.ref}
    numbers = sorted(int(ref.removeprefix(NEW)) for ref in {*new, *([state.key[1]] if state.is_new else [])})
    fresh = next(number for number in range(1, len(numbers) + 2) if f"{NEW}{number}" not in new)
    refs = [f"{NEW}{number}" for number in sorted({*numbers, fresh})]
    return [*zip(table["review"], table["ref"], strict=True), *(("", ref) for ref in refs)]


def whole_rows(state: EditState) -> edits.EditedRows:
    """Return every row of the tracker with the changes. Raises StoreError where it cannot be read."""
    rows = edits.published_rows(published_store(), state.number)
    return edits.edited_rows(rows, state.drafts.values(), month=state.month, office=office_of(state.current))


def show_changes(view: View, state: EditState) -> None:
    """Show each change with by whom it was written, and a button that takes it back."""
    _ = view.translator
    if not state.changes:
        show_paragraphs(_("Nothing is changed yet."), key="edit.changes.none")
    for number, draft in enumerate(state.changes):
        key, name = (draft.cell.review, draft.cell.ref), EditedField.parse(draft.cell.field).field
        what = change_sentence(*state.edited.listed.get(key, key), name, draft.before, draft.text, _)
        saved = element("p", saved_sentence(draft, _, today=today()), class_="muted")
        why_not = (element("p", words, class_="error") for words in _obstacles(state, draft, _))
        show(part(f"edit.change.{number}", element("p", what, class_="prose"), saved, *why_not))
        with st.container(horizontal=True):
            if draft.cell in state.edited.conflicts and not edits.deletions([draft]):
                label = _("Publish mine all the same ({n})", n=number + 1)
                now = {"edit": draft.edit, "before": state.edited.conflicts[draft.cell]}
                st.button(label, on_click=write, args=(draft.cell, draft.text), kwargs=now, key=f"edit.keep.{number}")
            label, off = _("Take change {n} back", n=number + 1), not is_named()
            st.button(label, on_click=_take_back, args=(draft,), disabled=off, key=f"edit.back.{number}")


def _take_back(draft: Draft) -> None:
    attempt(_RESULT, partial(take_back, drafts=[draft]), name="edit.who")


def offer_deletion(state: EditState, table: str, row: str, label: str, _: Translator) -> None:
    """Offer to delete a published row, or the recommendation with all its rows; say what goes with it, and ask why."""
    whole = table == RECOMMENDATIONS.table
    of_all = (row for plan in SHEETS for row in state.rows(plan.table).values())
    rows = [*of_all] if whole else [*filter(None, [state.rows(table).get(row)])]
    cell = state.cell(str(EditedField(table, row, DELETED)))
    if not rows:
        return
    if state.text(cell.field):
        show_paragraphs(_("This is deleted when the changes are published."), key=f"edit.deleted.{table}")
        return
    with st.expander(label):
        if whole:
            what = _(
                "With it go its updates ({updates}), promises ({promises}), target dates ({targets}) and decisions "
                "({decisions}). Earlier versions stay on record.",
                updates=len(state.rows(PROGRESS.table)),
                promises=len(state.rows(MONITORING.table)),
                targets=len(state.rows(TARGETS.table)),
                decisions=len(state.rows(DECISIONS.table)),
            )
            show_paragraphs(what, key="edit.delete.what")
        key = f"edit.delete.{state.key}.{table}.{row}"
        reason = st.text_input(_("Why it is deleted"), key=key, max_chars=LONGEST_REASON, width=WIDE)
        is_off = not (reason.strip() and is_named())
        now = {"edit": state.drafts[cell].edit if cell in state.drafts else 0, "before": model.rows_mark(rows)}
        st.button(label, on_click=write, args=(cell, reason), kwargs=now, disabled=is_off, key=f"{key}.button")


def offer_publishing(view: View, state: EditState) -> None:
    """Show the field of the reason and the button that publishes every change as one version."""
    _ = view.translator
    is_stopped = any(words for draft in state.changes for words in _obstacles(state, draft, _))
    if is_stopped:
        show_paragraphs(_("Put right what is said above first, or take it back."), key="edit.stopped")
    if st.session_state.pop(_CLEARED, False):
        st.session_state[_WHY] = ""
    st.text_input(_("Why you publish it (required)"), key=_WHY, max_chars=LONGEST_REASON, width=WIDE)
    label = _.plural("Publish {n} change", "Publish {n} changes", len(state.changes))
    st.session_state.setdefault(_TOKEN, token_hex(16))
    is_stopped |= not _show_losses(state, _)
    me = current_actor(publisher_name()).name
    of_others = {(draft.cell, draft.edit) for draft in state.changes if draft.by != me}
    seen: Collection[object] = st.session_state.get(_SEEN, of_others)
    st.session_state[_SEEN] = of_others
    if st.button(label, type="primary", disabled=is_stopped or not state.changes, key="edit.publish"):
        if of_others.difference(seen):
            words = _("Somebody else has changed more since you saw this page: look at it, and press again.")
            st.session_state[_RESULT] = [[words]]
            st.rerun()
        with st.spinner(_("Publishing the changes")):
            st.session_state[_RESULT] = [_publish(view, state)]
        st.rerun()


def show_result(view: View) -> None:
    """Show what the last press of the button did, or why nothing was published, and forget it."""
    _, result = view.translator, press_result(_RESULT, view.translator)
    if isinstance(result, Publication):
        number = result.version.number
        same = _("These changes are published already, in version {number}.", number=number)
        words = same if result.unchanged else _("Version {number} is published.", number=number)
        show_banner("edit.result", words, " ", element("a", _("See the versions"), href=href("versions", view.query)))
    elif isinstance(result, list):
        st.error("\n\n".join([escape_markdown(_("Nothing was published.")), *map(escape_markdown, result)]))


def _show_losses(state: EditState, _: Translator) -> bool:
    """Show what the deletions lose, and return whether it may go; True where nothing is deleted."""
    deleted = edits.deletions(state.changes)
    if not deleted:
        return True
    left, before = replace(state, drafts={draft.cell: draft for draft in deleted}), state.current.tracker
    lost = loss_lines(losses(before, Tracker.from_rows(whole_rows(left).rows, before.scale)), _)
    lines = element("ul", *(element("li", line) for line in lost.values()), class_="points")
    show(part("edit.losses", element("h3", _("What would be lost")), lines))
    key = "".join(f"{draft.cell}{draft.before}" for draft in deleted)
    return st.checkbox(_("That may go"), key=f"edit.losses.{sha256(key.encode()).hexdigest()[:16]}")


def _publish(view: View, state: EditState) -> Publication | StoreError | Sequence[str]:
    """Publish every change; return the publication, the fault of the store, or what is wrong in the whole tracker."""
    _, scale, name = view.translator, state.current.tracker.scale, f"cynnydd-edited-{today():%Y-%m-%d}.xlsx"
    options = ReadOptions(published=state.current.published)
    try:
        edited = whole_rows(state)
        content = workbook_bytes(edited.rows, scale)
        reading = preview_in_worker(content, name=name, options=options).tracker
        if errors := reading.issues_of(Severity.ERROR):
            return [issue_line(issue, _) for issue in with_status_names(errors, view.scale, _)]
        proposed = state.current.reading.proposed_scale
        candidate = Candidate(replace(reading, scale=scale, proposed_scale=proposed), content, Mode.MERGE)
        actor = current_actor(entered_name("edit.who"))
        request = PublishRequest(actor, st.session_state[_WHY], state.number, st.session_state[_TOKEN])
        with PUBLISHING.under_way():
            published = edits.publish_edits(published_store(), candidate, state.changes, edited.listed, request)
    except StoreError as fault:
        return fault
    except WorkbookError as error:
        return [str(error)]
    st.session_state[_TOKEN], st.session_state[_CLEARED] = token_hex(16), True
    if key := edited.listed.get(state.key):
        choose(key)
    return published


def _obstacles(state: EditState, draft: Draft, _: Translator) -> Iterator[str]:
    """Yield what keeps a change from being published."""
    now = state.edited.conflicts.get(draft.cell)
    if draft.cell in state.edited.lost:
        yield _("The tracker no longer has what this changes. Take it back.")
    if now is not None and edits.deletions([draft]):
        yield _("Somebody has published something else about it since. Take this back, and look at it first.")
    elif now is not None:
        yield _("Published since by somebody else: “{text}”. Choose which of the two shall stand.", text=now)
    if _has_wrong_address(draft):
        yield _("This is no address of the web.")


def _has_wrong_address(draft: Draft) -> bool:
    """Return whether a change is the address of an evidence, and none of the web."""
    return EditedField.parse(draft.cell.field).field == LINK and split_link(draft.text)[0] != ""


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
    _, wrong, here = view.translator, defaultdict[str, list[str]](list), state.changes_here
    changed = {(name.table, name.row) for name in (EditedField.parse(draft.cell.field) for draft in here)}
    shown = {
        table: [(key[3], row) for key, row in pairs if not key[2] or key[1:3] == state.key]
        for table, pairs in state.edited.changed.items()
    }
    rows = {table: [row for _name, row in pairs] for table, pairs in shown.items()}
    issues = _issues(state, rows) if here and rows[RECOMMENDATIONS.table] else ()
    for issue in with_status_names(issues, view.scale, _):
        plan = next((each for each in SHEETS if each.name == issue.sheet), None)
        if plan is None or not issue.cell or issue.severity is Severity.INFO:
            continue
        column, number = column_and_row(issue.cell)
        for name, _row in shown[plan.table][number - 2 : number - 1]:
            if (plan.table, name) in changed:
                place = EditedField(plan.table, name, plan.columns[column - 1].field)
                wrong[str(place)].append(issue_sentence(issue, _))
    for draft in here:
        text, now = draft.text, state.edited.conflicts.get(draft.cell)
        if _has_wrong_address(draft):
            words = _("“{text}” is no address. Write one that begins with https://, or leave it empty.", text=text)
            wrong[draft.cell.field].append(words)
        if now is not None:
            words = _("Published since by somebody else: “{text}”. Write here what shall be published.", text=now)
            wrong[draft.cell.field].append(words)
    return wrong


def _issues(state: EditState, rows: Mapping[str, Sequence[Row]]) -> Sequence[Issue]:
    """Return what the reader of workbooks says of these rows."""
    published, content = state.current.published, workbook_bytes(rows, state.current.tracker.scale)
    options = ReadOptions(known=tuple(key for key in published.ids if key != state.key), published=published)
    issues = read_workbook(content, name="edit.xlsx", options=options).issues
    missing = make_issue("value-missing", sheet=RECOMMENDATIONS.name, cell=_TEXT, heading="Recommendation")
    return [missing if issue.code == "recommendations-empty" else issue for issue in issues]
