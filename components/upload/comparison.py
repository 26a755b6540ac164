"""An uploaded workbook compared with the current version, and the mode in which it is published."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from analysis.difference.trackers import difference, losses
from components.choices.controls import chosen_option
from components.document.pieces import show
from components.elements import element, part
from components.published import LoadedTracker, displayed_version, published_store, without_store
from components.session.upload_state import Change, Comparison, DecidedConflict, Upload, UploadState
from components.session.view import View
from model.settings import Settings
from model.tracker.columns import RECOMMENDATIONS
from model.tracker.reading import Reading
from model.tracker.tracker import Tracker
from model.versions.difference import Conflict, MergeError, MergeSide
from model.versions.version import Candidate, Mode, StoreError, Version
from store.database import refuse_unwritable
from store.merge import merge_into_version, rows_with_recommendation
from store.store import Store
from wording.names import store_fault


class PublishTarget(NamedTuple):
    """The store and the version that an upload would replace.

    Attributes:
        current: the current tracker, with which an upload is compared.
        store: None where nothing can be published.
        fault: why the store cannot be used; None where it can, or without a store.
    """

    current: LoadedTracker
    store: Store | None
    fault: StoreError | None = None


def compare(workbook: Upload, target: PublishTarget) -> Comparison:
    """Return the workbook compared with the current version, cached in the upload's state.

    It is compared anew where the reading, the version or a choice is another one, or where it could not be merged
    without the store. Where other people have published since the first comparison of the file, the state keeps what
    they changed.

    Raises StoreError where the current version cannot be read.
    """
    previous = UploadState.current().comparison
    if previous is not None and previous.token == workbook.token and previous.before is target.current:
        is_same = all(each.chosen == _chosen(each.key) for each in previous.conflicts)
        if is_same and (previous.with_store or target.store is None):
            return previous
    comparison, store = _comparison(workbook, target), target.store
    UploadState.change(UploadState.keep_comparison, comparison, store.versions() if store is not None else ())
    return comparison


def chosen_change(workbook: Upload, comparison: Comparison) -> Change | None:
    """Return the effect of publishing in the chosen mode; None where the workbook cannot be published."""
    return comparison.changes.get(chosen_mode(workbook, comparison))


def chosen_mode(workbook: Upload, comparison: Comparison) -> Mode:
    """Return the mode that was chosen, at first the default, or the only one that is possible."""
    if workbook.merge_only:
        return Mode.MERGE
    if Mode.MERGE not in comparison.changes:
        return Mode.REPLACE
    is_other_tracker = comparison.is_another and comparison.before.sample
    return chosen_option(mode_key(workbook), list(Mode), Mode.REPLACE if is_other_tracker else Mode.MERGE)


def mode_key(workbook: Upload) -> str:
    """Return the key of the field in step 4, which counts for one reading of the workbook."""
    return f"upload.mode.{workbook.token}"


def _conflict_key(workbook: Upload, number: int, conflict: Conflict) -> str:
    """Return the key of the choice for a conflict, which counts for these two values in one version."""
    row = (conflict.row.get(field) for field in ("review", "ref", "kind", "date", "activity", "due", "name", "status"))
    values = conflict.table, tuple(row), conflict.number, conflict.field, conflict.published, conflict.yours
    return f"upload.conflict.{workbook.token}.{number}.{sha256(repr(values).encode()).hexdigest()[:16]}"


def _chosen(key: str) -> MergeSide | None:
    return chosen_option(key, list(MergeSide), None)


def _comparison(workbook: Upload, target: PublishTarget) -> Comparison:
    whole = rows_with_recommendation(workbook.reading)
    changes = {} if workbook.merge_only else {Mode.REPLACE: _change(workbook, whole, Mode.REPLACE, target)}
    store, number, seen = target.store, target.current.number, UploadState.current().first_compared
    conflicts: tuple[DecidedConflict, ...] = ()
    why_not, with_store = None, store is not None and number is not None
    if store is not None and number is not None:
        first, key_of = (seen and seen.number) or number, partial(_conflict_key, workbook, number)
        try:
            read = workbook.reading
            merged = merge_into_version(store, number, read, first=first, choose=lambda each: _chosen(key_of(each)))
        except MergeError as refused:
            why_not = refused.code
        else:
            origins, keys = _origins(merged.conflicts, store, number), [*map(key_of, merged.conflicts)]
            conflicts = tuple(map(DecidedConflict, merged.conflicts, origins, keys, map(_chosen, keys)))
            undecided = sum(each.chosen is None for each in conflicts)
            merge = replace(_change(workbook, merged.reading, Mode.MERGE, target), undecided=undecided)
            if conflicts or workbook.merge_only or not difference(merge.after, changes[Mode.REPLACE].after).is_empty:
                changes[Mode.MERGE] = merge
    listed = {(row.get("review"), row.get("ref")) for row in workbook.reading.rows.get(RECOMMENDATIONS.table, ())}
    published = target.current.published.ids
    is_another = bool(listed) and bool(published) and listed.isdisjoint(published)
    return Comparison(workbook.token, target.current, changes, why_not, conflicts, is_another, with_store)


def _origins(conflicts: Iterable[Conflict], store: Store, number: int) -> Iterator[Version | None]:
    """Yield the version that the row of each conflict is from."""
    introduced = {table: store.introduced(table, number) for table in {each.table for each in conflicts}}
    versions = {version.number: version for version in store.versions()} if introduced else {}
    for each in conflicts:
        yield None if each.place is None else versions.get(introduced[each.table][each.place])


def _change(workbook: Upload, reading: Reading, mode: Mode, target: PublishTarget) -> Change:
    before, number = target.current.tracker, target.current.number
    requested = target.store.requested(number + 1) if target.store and number else {}
    after = Tracker.from_rows(reading.rows, reading.scale, requested=requested)
    candidate = Candidate(reading, workbook.request.content, mode, workbook.request.ratings or ())
    return Change(number, candidate, after, difference(before, after), losses(before, after))


def publish_target() -> PublishTarget:
    """Return the publish target of this run, which does not depend on the version that the page shows."""
    displayed = displayed_version()
    if without_store() or displayed.fault is not None:
        return PublishTarget(displayed.loaded, None, displayed.fault)
    try:
        store = published_store()
        refuse_unwritable(store.engine)
        return PublishTarget(displayed.loaded, store)
    except StoreError as fault:
        return PublishTarget(displayed.loaded, None, fault)


def show_publish_obstacle(view: View, target: PublishTarget) -> None:
    """Show why nothing can be published, and what to do; nothing where publishing is possible."""
    if target.store is not None:
        return
    _, tracker = view.translator, Settings().tracker
    if target.fault is not None:
        why = store_fault(target.fault, _)
        what = _("A file can be checked here all the same. Whoever runs the dashboard finds what to do in its guide.")
    else:
        name = tracker.name if tracker else ""
        why = _("Nothing can be published: the workbook {file} is shown as it is, by a setting.", file=name)
        what = _(
            "A file can be checked here all the same. To publish, whoever runs the dashboard takes the setting "
            "CYNNYDD_TRACKER away, and the workbook is uploaded here."
        )
    lines = [element("p", element("strong", why)), element("p", what)]
    box = element("section", *lines, class_="banner", aria_label=_("Why nothing can be published"))
    show(part("upload.place", box))
