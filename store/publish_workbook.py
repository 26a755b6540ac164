"""Publish a workbook: merged into the current version, or in place of it."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from model.tracker.columns import RECOMMENDATIONS
from model.tracker.reading import Reading
from model.versions.difference import ConflictError, MergeSide
from model.versions.version import Candidate, Mode, Publication, StoreError, StoreErrorCode
from store.database import read_connection
from store.merge import CANONICAL, Choose, Merged, is_of_round, merge_three
from store.publish import PublishRequest, earlier_publication
from store.store import Store

# Receives the current version and what would be published; an exception that it raises stops the publication.
_CheckChange = Callable[[Reading, Reading], None]


def merge_into_version(store: Store, number: int, new: Reading, *, first: int, choose: Choose) -> Merged:
    """Merge a workbook into a version of the store.

    The base is the version that the workbook says it was downloaded from. Another canonical workbook with
    recommendations began with the version that it was compared with first.

    Raises:
        StoreError: as `Store.load` does.
        MergeError: the workbook cannot be merged.
    """
    current, base = store.load(number), None
    before, is_canonical = current if first == number else store.load(first), new.layout == CANONICAL
    marked = (version.number for version in store.versions() if version.mark == new.source.based_on)
    named = next(marked, None) if is_canonical else None
    if named is not None:
        base = {number: current, first: before}.get(named) or store.load(named)
    elif is_canonical and new.rows.get(RECOMMENDATIONS.table) and not is_of_round(new):
        base = before
    return merge_three(base, current, new, is_download=named is not None, first=before, choose=choose)


def publish_workbook(
    store: Store,
    candidate: Candidate,
    request: PublishRequest,
    *,
    prefer: MergeSide | None = None,
    check: _CheckChange | None = None,
) -> Publication:
    """Publish a workbook in its mode.

    A used token is checked first. Where the request names no version, and another is published meanwhile, the workbook
    is merged or checked again; where it names another, the store refuses it as a conflict.

    Args:
        store: where to publish.
        candidate: the workbook, with its mode.
        request: who publishes it, why, and against which version.
        prefer: what a merge takes where both have changed the same.
        check: called with the current version and what would be published.

    Raises:
        StoreError: as `Store.publish` does; UNKNOWN_VERSION where there is nothing to merge into.
        MergeError: the workbook cannot be merged.
        ConflictError: both have changed the same, and `prefer` is None.
    """
    if request.token is not None:
        with read_connection(store.engine) as connection:
            earlier = earlier_publication(connection, request.token, sha256(candidate.original).hexdigest())
        if earlier is not None:
            return earlier
    first = request.compared_with or store.current() or 0
    while True:
        current, prepared = store.current(), candidate
        if request.compared_with in (None, current):
            if candidate.mode is Mode.MERGE:
                new, number = candidate.reading, current or 0
                merged = merge_into_version(store, number, new, first=first, choose=lambda _conflict: prefer)
                if merged.conflicts and prefer is None:
                    raise ConflictError(merged.conflicts)
                prepared = replace(candidate, reading=merged.reading)
            if current is not None and check is not None:
                check(store.load(current), prepared.reading)
        base = request.compared_with or current
        try:
            return store.publish(
                prepared, actor=request.actor, reason=request.reason, compared_with=base, token=request.token
            )
        except StoreError as error:
            if error.code is not StoreErrorCode.CONFLICT or request.compared_with is not None:
                raise
