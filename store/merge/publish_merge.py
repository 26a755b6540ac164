"""Publish a workbook merged into the current version."""

from dataclasses import replace
from hashlib import sha256

from model.store_error import StoreError, StoreErrorCode
from model.versions.merge_refusal import MergeError
from model.versions.version import Candidate, Mode, Publication
from store.merge.merge_rows import may_merge, merge_rows
from store.publishing.publish import PublishRequest
from store.store import Store


def publish_merged(store: Store, candidate: Candidate, request: PublishRequest) -> Publication:
    """Merge a workbook into the current version and publish the result with `Store.publish`.

    Where the request names no version, and another is published meanwhile, the workbook is merged again.

    Raises:
        StoreError: as `Store.publish` does; NOTHING_PUBLISHED where there is nothing to merge into.
        MergeError: the workbook may not be merged.
    """
    if request.token is not None:
        earlier = store.earlier_publication(request.token, sha256(candidate.original).hexdigest())
        if earlier is not None:
            return earlier
    while True:
        current = store.current()
        if current is None:
            raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
        merged = candidate if request.compared_with not in (None, current) else _merge_into(store, current, candidate)
        base = request.compared_with or current
        try:
            return store.publish(
                merged, who=request.who, reason=request.reason, compared_with=base, token=request.token
            )
        except StoreError as error:
            if error.code is not StoreErrorCode.CONFLICT or request.compared_with is not None:
                raise


def _merge_into(store: Store, number: int, candidate: Candidate) -> Candidate:
    current = store.load(number)
    refusal = may_merge(current, candidate.reading)
    if refusal is not None:
        raise MergeError(refusal)
    return replace(candidate, reading=merge_rows(current, candidate.reading), mode=Mode.MERGE)
