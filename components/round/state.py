"""The rounds on record and what the latest requests, read on every run; where there are none to read, why."""

from dataclasses import dataclass, field

from components.document.pieces import show_answer, show_paragraphs
from components.identity.actor import current_actor
from components.published.loaded_tracker import LoadedTracker
from components.published.published_version import displayed_tracker, office_of, published_store, without_store
from components.session.view import View
from model.returns.received import StoredReturn
from model.returns.round import RequestedUpdate, Round
from model.returns.unpublished import Unpublished
from model.store_error import StoreError
from model.tracker.tracker import Tracker
from store.rounds.returns import returns_of_round
from store.rounds.rounds import all_rounds, requests_of_round
from store.rounds.unpublished import unpublished
from wording.errors.store import store_fault
from wording.format.refs import reviewed_ref


@dataclass(frozen=True, slots=True)
class RoundState:
    """The current version, the latest round, what it requests and what came; None and nothing before the first.

    Attributes:
        started_from: the version that the round was started from, where another one is current by now.
        unpublished: what of the latest round is not published.
    """

    current: LoadedTracker
    latest: Round | None
    requests: tuple[RequestedUpdate, ...]
    returns: tuple[StoredReturn, ...] = ()
    started_from: LoadedTracker | None = None
    unpublished: Unpublished = field(default_factory=Unpublished)

    @property
    def before(self) -> Tracker:
        """What was published before the round: the same after a part of the round was published."""
        return (self.started_from or self.current).tracker

    def ref_of(self, review: str, ref: str) -> str:
        """Return a ref, with its review where reviews share refs."""
        return reviewed_ref(review, ref, named=self.before.has_shared_refs)

    @property
    def is_open(self) -> bool:
        """Whether a round is open."""
        return self.latest is not None and self.latest.is_open


def round_state(view: View) -> RoundState | None:
    """Return the state of the rounds; where they cannot be read, show why and return None."""
    _ = view.translator
    if without_store():
        show_answer(_("No round can be started: a workbook is shown as it is, by a setting."))
        show_paragraphs(
            _("A round is kept with the versions that are published. Whoever runs the dashboard can change that."),
            key="round.no-store",
        )
        return None
    try:
        return stored_rounds()
    except StoreError as fault:
        show_answer(_("The rounds cannot be shown."))
        show_paragraphs(store_fault(fault, _), key="round.fault")
        return None


def stored_rounds() -> RoundState:
    """Return the state of the rounds in the store. Raises StoreError where they cannot be read."""
    store, actor, current = published_store(), current_actor(), displayed_tracker()
    latest = next(iter(all_rounds(store, actor=actor)), None)
    if latest is None:
        return RoundState(current, None, ())
    requests = requests_of_round(store, latest.number, actor=actor)
    returns = returns_of_round(store, latest.number, actor=actor)
    is_current = latest.version is None or (current.version is not None and current.version.number == latest.version)
    started_from = None if is_current else displayed_tracker(latest.version)
    return RoundState(current, latest, requests, returns, started_from, unpublished_of(latest))


def unpublished_of(of_round: Round) -> Unpublished:
    """Return what of a round is not published now. Raises StoreError where it cannot be read."""
    office = office_of(displayed_tracker())
    return unpublished(published_store(), of_round, office=office, actor=current_actor())
