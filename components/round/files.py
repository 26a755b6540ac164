"""The files of the Round page: the returns to send, the reminders, the calendar, and the returns as they came."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from analysis.returns.progress import unanswered
from components.document.document import FileOffer
from components.downloads.paper import office_on_papers
from components.published.published_version import displayed_tracker, published_store, without_store
from components.session.view import View, today
from model.actor import Actor, Role
from model.returns.formats import ReturnFormat
from model.returns.received import StoredReturn
from model.returns.reminder import reminder_at
from model.returns.round import RequestedUpdate, Round
from model.store_error import StoreError, StoreErrorCode
from reports.calendar_file.round_calendar import round_calendar_bytes
from reports.content.edition import Edition
from reports.file_names import reminders_zip_file_name, returns_zip_file_name, round_calendar_file_name
from reports.returns.edition import returns_edition
from reports.returns.package import returns_zip_bytes
from reports.returns.reminders import reminders_zip_bytes
from store.rounds.returns import return_original, returns_of_round
from store.rounds.returns_format import note_returns_format
from store.rounds.rounds import all_rounds, requests_of_round
from wording.catalogue import Translator

_ZIP = "application/zip"
_editors_file = partial(FileOffer, role=Role.EDITOR)


def round_files(view: View) -> Iterator[FileOffer]:
    """Yield the files of the latest round: those to send while it is open."""
    if without_store():
        return
    store, actor = published_store(), view.actor
    latest = next(iter(all_rounds(store, actor=actor)), None)
    if latest is None:
        return
    requests = requests_of_round(store, latest.number, actor=actor)
    returns = returns_of_round(store, latest.number, actor=actor)
    yield from map(original_file, (each for each in returns if each.file))
    if not latest.is_open:
        return
    yield calendar_file(latest, view.translator)
    for format_ in ReturnFormat:
        yield returns_file(latest, requests, format_)
        if unanswered(requests, returns):
            yield reminders_file(latest, format_)


def returns_file(latest: Round, requests: tuple[RequestedUpdate, ...], format_: ReturnFormat) -> FileOffer:
    """Return the offer of all returns in a format, of the version that the round was started from.

    The format is stored when it is sent: the reminders have it as well.
    """

    def work(_actor: Actor) -> partial[bytes]:
        edition = _edition(latest, today())
        return partial(returns_zip_bytes, edition, latest, requests, format_=format_)

    return _editors_file(
        f"returns-{format_.value}.zip",
        returns_zip_file_name(latest.month),
        _ZIP,
        work,
        version=latest.version,
        note=lambda actor: note_returns_format(published_store(), latest, format_, actor=actor),
    )


def reminders_file(latest: Round, format_: ReturnFormat) -> FileOffer:
    """Return the offer of drafts to who has not answered by now: until the due date they remind, later they chase."""

    def work(actor: Actor) -> partial[bytes]:
        store, day = published_store(), today()
        edition = _edition(latest, day)
        requests = requests_of_round(store, latest.number, actor=actor)
        returns = returns_of_round(store, latest.number, actor=actor)
        write = partial(reminders_zip_bytes, edition, latest, requests, returns, reminder=reminder_at(latest, day))
        return partial(write, current=displayed_tracker().tracker, format_=format_)

    name = reminders_zip_file_name(latest.month)
    return _editors_file(f"reminders-{format_.value}.zip", name, _ZIP, work, version=latest.version)


def calendar_file(latest: Round, _: Translator) -> FileOffer:
    """Return the offer of the calendar of a round."""
    name, work = round_calendar_file_name(latest.month), partial(round_calendar_bytes, latest, _)
    return _editors_file("calendar.ics", name, "text/calendar", lambda _actor: work, is_long=False)


def original_file(sent: StoredReturn) -> FileOffer:
    """Return the offer of the file of a return as it was received."""

    def work(actor: Actor) -> partial[bytes]:
        return partial(_original_bytes, sent.number, actor)

    name = sent.file.rpartition("/")[2]
    return _editors_file(f"return-{sent.number}", name, "application/octet-stream", work, is_long=False)


def _original_bytes(number: int, actor: Actor) -> bytes:
    found = return_original(published_store(), number, actor=actor)
    return b"" if found is None else found[1]


def _edition(latest: Round, day: date) -> Edition:
    """Return the tracker of the version that a round was started from, with promises judged on a day."""
    if latest.version is None:
        raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
    loaded = displayed_tracker(latest.version)
    if loaded.version is None:
        raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
    office = office_on_papers(loaded)
    return returns_edition(loaded.tracker, loaded.version, month=latest.month, today=day, office=office)
