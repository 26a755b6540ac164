"""Publishing a workbook that is merged into the current version, whichever that is when it is published."""

from dataclasses import replace
from hashlib import sha256

from model.store_error import Fault, StoreError
from model.versions.merge_refusal import MergeError
from model.versions.version import Candidate, Mode, Publication
from store.merge.merge_rows import may_merge, merge_rows
from store.publishing.publish import PublishRequest
from store.store import Store


def publish_merged(store: Store, candidate: Candidate, wish: PublishRequest) -> Publication:
    """Merge a workbook into the current version and publish that, as `Store.publish` does with a whole one.

    Where no version was named that has to be current, and somebody publishes in between, it is merged again.

    Raises:
        StoreError: as `Store.publish` does; NOTHING_PUBLISHED where there is nothing to merge into.
        MergeError: the workbook may not be merged.
    """
    if wish.token is not None:
        done = store.done_before(wish.token, sha256(candidate.original).hexdigest())
        if done is not None:
            return done
    while True:
        current = store.current()
        if current is None:
            raise StoreError(Fault.NOTHING_PUBLISHED)
        whole = candidate if wish.compared_with not in (None, current) else _merged(store, current, candidate)
        base = wish.compared_with or current
        try:
            return store.publish(whole, who=wish.who, reason=wish.reason, compared_with=base, token=wish.token)
        except StoreError as fault:
            if fault.code is not Fault.CONFLICT or wish.compared_with is not None:
                raise


def _merged(store: Store, number: int, candidate: Candidate) -> Candidate:
    current = store.load(number)
    why = may_merge(current, candidate.reading)
    if why is not None:
        raise MergeError(why)
    return replace(candidate, reading=merge_rows(current, candidate.reading), mode=Mode.MERGE)
