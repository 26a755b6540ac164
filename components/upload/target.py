"""The publish target of an upload: the store and its current version, or why nothing can be published."""

from dataclasses import dataclass

from components.document.pieces import show
from components.elements.html import element, part
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import displayed_version, published_store, without_store
from components.session.view import View
from model.settings import Settings
from model.store_error import StoreError, StoreErrorCode
from model.tracker.published import Published, published_of
from store.store import Store
from wording.errors.store import store_fault


@dataclass(frozen=True, eq=False)
class PublishTarget:
    """The store and the version that an upload would replace.

    Attributes:
        current: the current tracker, with which an upload is compared.
        store: None where nothing can be published.
        fault: why the store cannot be used; None where it can, or without a store.
    """

    current: LoadedTracker
    store: Store | None
    fault: StoreError | None = None

    @property
    def published(self) -> Published:
        """What is published, by which an upload is read."""
        return published_of(self.current.tracker)

    @property
    def number(self) -> int | None:
        """The number of the current version; None without a store."""
        return self.current.version.number if self.current.version else None

    def writable_store(self) -> Store:
        """Return the store. Raises StoreError where it cannot be used, or where there is none."""
        if self.store is None:
            raise self.fault or StoreError(StoreErrorCode.NOT_WRITABLE)
        return self.store


def publish_target() -> PublishTarget:
    """Return the publish target of this run, which does not depend on the version that the page shows."""
    displayed = displayed_version()
    if without_store():
        return PublishTarget(displayed.loaded, None)
    if displayed.fault is not None:
        return PublishTarget(displayed.loaded, None, displayed.fault)
    try:
        store = published_store()
        store.refuse_unwritable()
        return PublishTarget(displayed.loaded, store)
    except StoreError as fault:
        return PublishTarget(displayed.loaded, None, fault)


def show_publish_obstacle(view: View, target: PublishTarget) -> None:
    """Show why nothing can be published, and what to do; nothing where publishing is possible."""
    if target.store is not None:
        return
    _ = view.translator
    tracker = Settings.from_environment().tracker
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
