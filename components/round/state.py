"""The rounds on record, what the latest requests and what came, and the files of the page Round."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from analysis.returns import unanswered
from components.document.document import FileOffer
from components.document.pieces import show_answer, show_paragraphs
from components.downloads import office_on_papers
from components.identity import current_actor
from components.published import LoadedTracker, displayed_tracker, office_of, published_store, without_store
from components.session.view import View, today
from model.access import Actor, Role
from model.returns.draft import Unpublished
from model.returns.received import StoredReturn
from model.returns.round import Recipient, RequestedUpdate, ReturnFormat, Round, reminder_at
from model.tracker.tracker import Tracker
from model.versions.version import StoreError, StoreErrorCode
from reports.calendar_file import round_calendar_bytes
from reports.registry import return_file_names, round_file_name
from reports.returns.package import Mailing, email_bytes, emails_zip_bytes, returns_edition, returns_zip_bytes
from store.rounds.returns import agency_addresses, note_returns_format, return_original, returns_of_round
from store.rounds.rounds import all_rounds, requests_of_round
from store.rounds.unpublished import unpublished
from wording.catalogue import Translator
from wording.errors import store_fault
from wording.formatting import reviewed_ref

Requests = tuple[RequestedUpdate, ...]
_ZIP = "application/zip"
_editors_file = partial(FileOffer, role=Role.EDITOR)


@dataclass(frozen=True, slots=True)
class RoundState:
    """The current version, the latest round, what it requests and what came; None and nothing before the first.

    Attributes:
        started_from: the version that the round was started from, where another one is current by now.
        unpublished: what of the latest round is not published.
    """

    current: LoadedTracker
    latest: Round | None
    requests: Requests
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
    def of_round(self) -> Round:
        """The latest round, where there is one."""
        if self.latest is None:
            raise StoreError(StoreErrorCode.NO_ROUND)
        return self.latest

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
    actor, current = current_actor(), displayed_tracker()
    latest = next(iter(all_rounds(published_store(), actor=actor)), None)
    if latest is None:
        return RoundState(current, None, ())
    requests, returns = _requested_and_received(latest, actor)
    started_from = None if latest.version in (None, current.number) else displayed_tracker(latest.version)
    return RoundState(current, latest, requests, returns, started_from, unpublished_of(latest))


def unpublished_of(of_round: Round) -> Unpublished:
    """Return what of a round is not published now. Raises StoreError where it cannot be read."""
    office = office_of(displayed_tracker())
    return unpublished(published_store(), of_round, office=office, actor=current_actor())


def round_files(view: View) -> Iterator[FileOffer]:
    """Yield the files of the latest round: those to send while it is open."""
    if without_store():
        return
    latest = next(iter(all_rounds(published_store(), actor=view.actor)), None)
    if latest is None:
        return
    requests, returns = _requested_and_received(latest, view.actor)
    yield from map(original_file, (each for each in returns if each.file))
    if not latest.is_open:
        return
    yield calendar_file(latest, view.translator)
    for format_ in ReturnFormat:
        yield returns_file(latest, requests, format_)
        for recipient in sorted({each.recipient for each in requests if each.recipient.name}):
            yield email_file(latest, requests, recipient, format_)
        if unanswered(requests, returns):
            yield reminders_file(latest, format_)


def returns_file(latest: Round, requests: Requests, format_: ReturnFormat) -> FileOffer:
    """Return the offer of all returns in a format, of the version that the round was started from.

    The format is stored when it is sent: the reminders have it as well.
    """
    return _editors_file(
        f"returns-{format_.value}.zip",
        round_file_name(latest.month, "returns.zip"),
        _ZIP,
        lambda actor: partial(returns_zip_bytes, _mailing(latest, requests, format_, actor)),
        version=latest.version,
        note=lambda actor: note_returns_format(published_store(), latest, format_, actor=actor),
    )


def email_file(latest: Round, requests: Requests, recipient: Recipient, format_: ReturnFormat) -> FileOffer:
    """Return the offer of the draft e-mail to one recipient, with its return attached."""
    asked = tuple(each for each in requests if each.recipient == recipient)
    place = sorted({each.recipient for each in requests}).index(recipient) + 1
    name = f"{return_file_names([recipient], month=latest.month)[recipient]}.eml"
    return _editors_file(
        f"email-{place}-{format_.value}.eml",
        name,
        "message/rfc822",
        lambda actor: partial(email_bytes, _mailing(latest, asked, format_, actor)),
        version=latest.version,
    )


def reminders_file(latest: Round, format_: ReturnFormat) -> FileOffer:
    """Return the offer of drafts to who has not answered by now: until the due date they remind, later they chase."""

    def work(actor: Actor) -> partial[bytes]:
        requests, returns = _requested_and_received(latest, actor)
        mailing = _mailing(latest, requests, format_, actor)
        reminders = mailing.of_missing(returns, reminder_at(latest, today()), displayed_tracker().tracker)
        return partial(emails_zip_bytes, reminders)

    name = round_file_name(latest.month, "reminders.zip")
    return _editors_file(f"reminders-{format_.value}.zip", name, _ZIP, work, version=latest.version)


def calendar_file(latest: Round, _: Translator) -> FileOffer:
    """Return the offer of the calendar of a round."""
    name, work = round_file_name(latest.month, "round.ics"), partial(round_calendar_bytes, latest, _)
    return _editors_file("calendar.ics", name, "text/calendar", lambda _actor: work, is_long=False)


def original_file(sent: StoredReturn) -> FileOffer:
    """Return the offer of the file of a return as it was received."""

    def content(actor: Actor) -> bytes:
        found = return_original(published_store(), sent.number, actor=actor)
        return b"" if found is None else found[1]

    name, kind = sent.file.rpartition("/")[2], "application/octet-stream"
    return _editors_file(f"return-{sent.number}", name, kind, lambda actor: partial(content, actor), is_long=False)


def _requested_and_received(latest: Round, actor: Actor) -> tuple[Requests, tuple[StoredReturn, ...]]:
    store, number = published_store(), latest.number
    return requests_of_round(store, number, actor=actor), returns_of_round(store, number, actor=actor)


def _mailing(latest: Round, requests: Requests, format_: ReturnFormat, actor: Actor) -> Mailing:
    """Return what to send, from the version that the round was started from; promises are judged today."""
    loaded = displayed_tracker(latest.version)
    if latest.version is None or loaded.version is None:
        raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
    office, addresses = office_on_papers(loaded), agency_addresses(published_store(), actor=actor)
    edition = returns_edition(loaded.tracker, loaded.version, month=latest.month, today=today(), office=office)
    return Mailing(edition, latest, requests, format_, addresses)
