"""Where an upload would be published: the store and its current version, or why nothing can be published."""

from dataclasses import dataclass

from components.elements.html import element, show
from components.session.loaded_tracker import LoadedTracker
from components.session.published_version import displayed_version, published_store, without_store
from components.session.view import View
from model.settings import Settings
from model.store_error import StoreError
from store.store import Store
from wording.errors.store import store_fault


@dataclass(frozen=True, eq=False)
class PublishTarget:
    """Where an upload would be published.

    Attributes:
        current: the tracker that is current, with which an upload is compared.
        store: None where nothing can be published.
        fault: why the store cannot be used; None where it can, or where there is none.
    """

    current: LoadedTracker
    store: Store | None
    fault: StoreError | None = None

    @property
    def recommendation_ids(self) -> tuple[tuple[str, str], ...]:
        """The review and ref of each recommendation that is published."""
        listed = self.current.tracker.recommendations
        return tuple(zip(listed["review"].astype(str), listed["ref"].astype(str), strict=True))

    @property
    def number(self) -> int | None:
        """The number of the current version; None where there are no versions."""
        return self.current.version.number if self.current.version else None


def publish_target() -> PublishTarget:
    """Return where an upload of this run would be published, whichever version the page shows."""
    now = displayed_version()
    if without_store():
        return PublishTarget(now.loaded, None)
    if now.fault is not None:
        return PublishTarget(now.loaded, None, now.fault)
    try:
        store = published_store()
        store.refuse_unwritable()
        return PublishTarget(now.loaded, store)
    except StoreError as fault:
        return PublishTarget(now.loaded, None, fault)


def show_publish_obstacle(view: View, place: PublishTarget) -> None:
    """Say why nothing can be published, and what to do; nothing where it can."""
    if place.store is not None:
        return
    _ = view.translator
    tracker = Settings.from_environment().tracker
    if place.fault is not None:
        why = store_fault(place.fault, _)
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
    show([box], key="upload.place")
