"""Publish the requested change a single time, however often the button is pressed."""

from contextlib import suppress
from datetime import UTC, datetime

from components.session.upload_state import PublishClick, change_upload, keep_result
from components.upload.file.read_upload import remembered_answers
from model.actor import Actor
from model.store_error import StoreError
from store.store import Store


def publish_requested(click: PublishClick, store: Store, actor: Actor) -> None:
    """Publish, and keep the result in place of the workbook.

    Raises StoreError where the store published nothing or cannot confirm it.
    """
    publication = store.publish(
        click.publishable.change.candidate,
        actor=actor,
        reason=click.reason,
        compared_with=click.publishable.compared_with,
        token=click.token,
    )
    _remember_answers(click, store, actor, version=publication.version.number)
    change_upload(keep_result, publication)


def _remember_answers(click: PublishClick, store: Store, actor: Actor, *, version: int) -> None:
    """Save the answers for the next workbook with these headings, with the version that they were published in.

    A store error here does not undo the publication.
    """
    headings, answers = click.publishable.workbook.headings, remembered_answers(click.publishable.workbook.options)
    with suppress(StoreError):
        if answers or store.load_mapping(headings):
            at = datetime.now(UTC).isoformat(timespec="seconds")
            entry = {
                "options": answers,
                "who": actor.name.strip(),
                "verified": actor.verified,
                "at": at,
                "version": version,
            }
            store.save_mapping(headings, entry, actor=actor)
