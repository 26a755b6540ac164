"""Publishing a workbook that is merged into the current version, whichever that is when it is published."""

from dataclasses import replace
from hashlib import sha256

from model.store_error import StoreError, StoreErrorCode
from model.versions.merge_refusal import MergeError
from model.versions.version import Candidate, Mode, Publication
from store.merge.merge_rows import may_merge, merge_rows
from store.publishing.publish import PublishRequest
from store.store import Store


def publish_merged(store: Store, candidate: Candidate, request: PublishRequest) -> Publication:
    """Merge a workbook into the current version and publish that, as `Store.publish` does with a whole one.

    Where no version was named that has to be current, and somebody publishes in between, it is merged again.

    Raises:
        StoreError: as `Store.publish` does; NOTHING_PUBLISHED where there is nothing to merge into.
        MergeError: the workbook may not be merged.
    """
    if request.token is not None:
        done = store.earlier_publication(request.token, sha256(candidate.original).hexdigest())
        if done is not None:
            return done
    while True:
        current = store.current()
        if current is None:
            raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
        whole = candidate if request.compared_with not in (None, current) else _merged(store, current, candidate)
        base = request.compared_with or current
        try:
            return store.publish(whole, who=request.who, reason=request.reason, compared_with=base, token=request.token)
        except StoreError as fault:
            if fault.code is not StoreErrorCode.CONFLICT or request.compared_with is not None:
                raise


def _merged(store: Store, number: int, candidate: Candidate) -> Candidate:
    current = store.load(number)
    why = may_merge(current, candidate.reading)
    if why is not None:
        raise MergeError(why)
    return replace(candidate, reading=merge_rows(current, candidate.reading), mode=Mode.MERGE)
