"""The version history that the Versions page shows, read on every run."""

from dataclasses import dataclass

from components.document.pieces import show_answer, show_paragraphs, show_subtitle
from components.published.published_version import published_store, without_store
from components.session.view import View
from model.store_error import StoreError
from model.versions.version import Version
from store.store import Store
from wording.answers.versions import publication_clause, publication_reason
from wording.errors import store_fault
from wording.format.text import begin_sentence


@dataclass(frozen=True, slots=True)
class VersionHistory:
    """A store with its versions, newest first, and the number of the current one."""

    store: Store
    versions: tuple[Version, ...]
    current: int

    def version(self, number: int) -> Version:
        """Return a version by its number."""
        return next(version for version in self.versions if version.number == number)

    @property
    def earlier(self) -> tuple[Version, ...]:
        """Every version but the current one."""
        return tuple(version for version in self.versions if version.number != self.current)


def version_history(view: View) -> VersionHistory | None:
    """Return the version history; where there is none, show why and return None."""
    if without_store():
        _show_no_store(view)
        return None
    try:
        store = published_store()
        versions, current = store.versions(), store.current()
    except StoreError as fault:
        _show_no_versions(view, fault)
        return None
    if current is None:
        _show_no_versions(view, view.fault)
        return None
    return VersionHistory(store, versions, current)


def show_current_version(view: View, history: VersionHistory) -> None:
    """Show the current version, and who published it, when and why."""
    _, version = view.translator, history.version(history.current)
    show_answer(_("Version {number} is current.", number=version.number))
    show_subtitle(f"{begin_sentence(publication_clause(version, _))}: {publication_reason(version.reason, _)}")


def _show_no_store(view: View) -> None:
    _, file = view.translator, view.loaded.reading.source.name
    show_answer(_("There are no versions: {file} is shown as it is.", file=file))
    show_paragraphs(
        _(
            "Whoever runs the dashboard has named this workbook in CYNNYDD_TRACKER, so it is read from its file "
            "and nothing can be published."
        ),
        _(
            "To publish it instead, run the command below and start the dashboard without CYNNYDD_TRACKER: from then "
            "on every version is kept."
        ),
        "python -m store publish FILE --reason TEXT",
        key="no-versions",
    )


def _show_no_versions(view: View, fault: StoreError | None) -> None:
    _ = view.translator
    show_answer(_("The versions cannot be shown."))
    if fault is not None:
        show_paragraphs(store_fault(fault, _), key="no-versions")
