"""Publish a workbook against the current version: merged into it, or in its place once it was compared with it."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

from model.store_error import StoreError, StoreErrorCode
from model.tracker.reading import Reading
from model.versions.merge_refusal import MergeError
from model.versions.version import Candidate, Mode, Publication
from store.merge.merge_rows import may_merge, merge_rows
from store.publishing.publish import PublishRequest
from store.store import Store

CheckChange = Callable[[Reading, Reading], None]
"""Receives the current version and what would be published; an exception that it raises stops the publication."""


def publish_merged(
    store: Store, candidate: Candidate, request: PublishRequest, *, check: CheckChange | None = None
) -> Publication:
    """Merge a workbook into the current version and publish the result with `Store.publish`.

    Where the request names no version, and another is published meanwhile, the workbook is merged again.

    Raises:
        StoreError: as `Store.publish` does; NOTHING_PUBLISHED where there is nothing to merge into.
        MergeError: the workbook may not be merged.
    """

    def merged(number: int | None) -> Candidate:
        if number is None:
            raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
        current = store.load(number)
        refusal = may_merge(current, candidate.reading)
        if refusal is not None:
            raise MergeError(refusal)
        after = merge_rows(current, candidate.reading)
        if check is not None:
            check(current, after)
        return replace(candidate, reading=after, mode=Mode.MERGE)

    return _publish_against_current(store, candidate, request, merged)


def publish_replacing(
    store: Store, candidate: Candidate, request: PublishRequest, *, check: CheckChange | None = None
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
