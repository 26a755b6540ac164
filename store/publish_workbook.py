"""Publish a workbook: merged into the current version, or in place of it."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from model.store_error import StoreError, StoreErrorCode
from model.tracker.columns import RECOMMENDATIONS
from model.tracker.reading import Reading
from model.versions.difference import ConflictError, MergeSide
from model.versions.version import Candidate, Mode, Publication
from store.merge import CANONICAL, Choose, Merged, is_of_round, merge_three
from store.publish import PublishRequest
from store.store import Store

_CheckChange = Callable[[Reading, Reading], None]
"""Receives the current version and what would be published; an exception that it raises stops the publication."""


def merge_into_version(
    store: Store, number: int, new: Reading, *, first: int, choose: Choose = lambda _conflict: None
) -> Merged:
    """Merge a workbook into a version of the store.

    The base is the version that the workbook says it was downloaded from. Another canonical workbook with
    recommendations began with the version that it was compared with first.

    Raises:
        StoreError: as `Store.load` does.
        MergeError: the workbook cannot be merged.
    """
    current, base = store.load(number), None
    before = current if first == number else store.load(first)
    named = next((version.number for version in store.versions() if version.mark == new.source.based_on), None)
    if new.layout != CANONICAL:
        named = None
    elif named is not None:
        base = {number: current, first: before}.get(named) or store.load(named)
    elif new.rows.get(RECOMMENDATIONS.table) and not is_of_round(new):
        base = before
    return merge_three(base, current, new, is_download=named is not None, first=before, choose=choose)


def publish_merged(
    store: Store,
    candidate: Candidate,
    request: PublishRequest,
    *,
    prefer: MergeSide | None = None,
    check: _CheckChange | None = None,
) -> Publication:
    """Merge a workbook into the current version and publish the result with `Store.publish`.

    Where the request names no version, and another is published meanwhile, the workbook is merged again.

    Args:
        store: where to publish.
        candidate: the workbook.
        request: who publishes it, why, and against which version.
        prefer: what is taken where both have changed the same.
        check: called with the current version and the merged tracker.

    Raises:
        StoreError: as `Store.publish` does; NOTHING_PUBLISHED where there is nothing to merge into.
        MergeError: the workbook cannot be merged.
        ConflictError: both have changed the same, and `prefer` is None.
    """
    first = request.compared_with or store.current() or 0

    def merged(number: int | None) -> Candidate:
        if number is None:
            raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
        after = merge_into_version(store, number, candidate.reading, first=first, choose=lambda _conflict: prefer)
        if after.conflicts and prefer is None:
            raise ConflictError(after.conflicts)
        if check is not None:
            check(store.load(number), after.reading)
        return replace(candidate, reading=after.reading, mode=Mode.MERGE)

    return _publish_against_current(store, candidate, request, merged)


def publish_replacing(
    store: Store, candidate: Candidate, request: PublishRequest, *, check: _CheckChange | None = None
) -> Publication:
    """Publish a workbook in place of the current version, after a check of the change.

    Where the request names no version, and another is published meanwhile, the change is checked again.

    Raises StoreError as `Store.publish` does.
    """

    def checked(number: int | None) -> Candidate:
        if number is not None and check is not None:
            check(store.load(number), candidate.reading)
        return candidate

    return _publish_against_current(store, candidate, request, checked)


def _publish_against_current(
    store: Store, candidate: Candidate, request: PublishRequest, prepare: Callable[[int | None], Candidate]
) -> Publication:
    """Publish what is prepared from the number of the current version; None where there is no version.

    A used token is checked first. Where the request names another version, the store refuses it as a conflict.
    """
    if request.token is not None:
        earlier = store.earlier_publication(request.token, sha256(candidate.original).hexdigest())
        if earlier is not None:
            return earlier
    while True:
        current = store.current()
        prepared = candidate if request.compared_with not in (None, current) else prepare(current)
        base = request.compared_with or current
        try:
            return store.publish(
                prepared, actor=request.actor, reason=request.reason, compared_with=base, token=request.token
            )
        except StoreError as error:
            if error.code is not StoreErrorCode.CONFLICT or request.compared_with is not None:
                raise
