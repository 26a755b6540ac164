"""The steps of `python -m store round`: start, write the returns, take in what came, remind, status, close, reopen."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from analysis.returns import requested, return_progress, unanswered
from analysis.selection import Selection
from loaders.command_line import check_output, print_results, write_output
from loaders.returns.receive import SentFile, receive_files
from loaders.security import Limits, read_file
from model.access import Actor
from model.returns import round as model
from model.returns.round import RequestedUpdate, ReturnFormat, Round, Scope
from model.settings import Settings
from model.versions.version import StoreError, StoreErrorCode
from reports.calendar_file import round_calendar_bytes
from reports.registry import parse_selection, round_file_name
from reports.returns.package import Mailing, emails, returns_edition, returns_zip_bytes
from reports.typesetting import office_from_settings
from store.commands.context import HAS_ERRORS, check_database_output, tracker_of_version
from store.rounds import rounds as store_rounds
from store.rounds.unpublished import unpublished
from store.store import Store, note_export
from wording.formatting import Names, format_day
from wording.versions import outcome_lines, reminder_days_sentence, round_lines


def run_round(store: Store, arguments: argparse.Namespace) -> int | None:
    """Run one step and print where the round stands; the exit status is 1 where a file was not taken in."""
    actor = arguments.actor
    exit_status: int | None = arguments.step(store, arguments, actor)
    of_round, requests = _latest(store, actor, is_open=False)
    returns = store_rounds.returns_of_round(store, of_round.number, actor=actor)
    progress = return_progress(requests, returns, due=of_round.due, today=_day(arguments))
    names = Names(tracker_of_version(store, of_round.version).names)
    print_results(round_lines(of_round, requests, progress, names, arguments.translator))
    return exit_status


def start(store: Store, arguments: argparse.Namespace, actor: Actor) -> None:
    """Start a round on the current version; with a theme or an agency it requests all that match."""
    current = store.current()
    if current is None:
        raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
    tracker = tracker_of_version(store, current)
    parse = partial(parse_selection, tracker, as_at=None, today=date.today())
    selection = parse(themes=arguments.theme, agencies=arguments.agency)
    welsh = parse(themes=(), agencies=arguments.welsh).agency
    scope = Scope.FILTERED if selection != Selection() else Scope(arguments.scope)
    as_at = Selection(as_at=f"{arguments.month:%Y-%m}").month(tracker)
    requests = requested(selection.apply(tracker), as_at=as_at, scope=scope)
    for latest in store_rounds.all_rounds(store, actor=actor)[:1]:
        if not latest.is_open:
            _refuse_unpublished(store, latest, arguments, actor)
    store_rounds.start_round(store, Round(arguments.month, arguments.due, scope, current, welsh), requests, actor=actor)


def _refuse_unpublished(store: Store, of_round: Round, arguments: argparse.Namespace, actor: Actor) -> None:
    """Raise StoreError(UNPUBLISHED) where something of a round is not published, unless that is accepted."""
    office = Settings().office_of(sample=store.is_sample(of_round.version))
    counts = unpublished(store, of_round, office=office, actor=actor).counts
    if counts and not arguments.leave_unpublished:
        raise StoreError(StoreErrorCode.UNPUBLISHED, **{kind.value: str(count) for kind, count in counts.items()})


def write_returns(store: Store, arguments: argparse.Namespace, actor: Actor) -> None:
    """Write the returns of the open round, with draft e-mails."""
    check_database_output(store, arguments.out, suffix=".zip")
    of_round, requests = _latest(store, actor)
    mailing = _mailing(store, arguments, of_round, requests, date.today())
    write_output(arguments.out, returns_zip_bytes(mailing), suffix=".zip")
    note_export(store, of_round.version, actor=actor, file=arguments.out.name)


def receive(store: Store, arguments: argparse.Namespace, actor: Actor) -> int | None:
    """Take in returns and print what came of each file; a refused one keeps no other out, and the exit status is 1."""
    everything_taken = True
    of_round, requests = _latest(store, actor)
    limits, tracker = Limits.from_environment(), tracker_of_version(store, of_round.version or 0)
    files = [SentFile(file.name, read_file(file, limits=limits)) for file in arguments.files]
    for each in receive_files(files, of_round, requests, statuses=tracker.scale.statuses):
        everything_taken &= each.received is not None
        if each.received is not None:
            store_rounds.receive_return(store, each.received, actor=actor, file=each.name, content=each.content)
        print_results(outcome_lines(each, Names(tracker.names), arguments.translator))
    return None if everything_taken else HAS_ERRORS


def remind(store: Store, arguments: argparse.Namespace, actor: Actor) -> None:
    """Write the reminder that falls on the day, and print what was written; on other days print that none does."""
    of_round, requests = _latest(store, actor)
    check_output(arguments.output / round_file_name(of_round.month, "round.ics"), suffix="")
    day, _ = _day(arguments), arguments.translator
    reminder = model.reminder_on(of_round, day)
    if reminder is None:
        none = _("No reminder falls on {day}: nothing was written.", day=format_day(day, _))
        print_results([none, reminder_days_sentence(of_round, _)])
        return
    missing = unanswered(requests, store_rounds.returns_of_round(store, of_round.number, actor=actor))
    if not missing:
        print_results([_("Everything has been answered: there is nobody to remind.")])
        return
    current = tracker_of_version(store, store.current() or 0)
    mailing = _mailing(store, arguments, of_round, missing, day)
    drafts = emails(replace(mailing, reminder=reminder, current=current))
    calendar = {round_file_name(of_round.month, "round.ics"): round_calendar_bytes(of_round, _)}
    for name, content in {**drafts, **calendar}.items():
        write_output(arguments.output / name, content, suffix="")
    note_export(store, of_round.version, actor=actor, file=arguments.output.resolve().name)
    written = _.plural(
        "{n} draft e-mail to those who have not answered everything, and the calendar of the round, are in {folder}.",
        "{n} draft e-mails to those who have not answered everything, and the calendar of the round, are in {folder}.",
        len(drafts),
        folder=arguments.output,
    )
    print_results([written])


def close(store: Store, arguments: argparse.Namespace, actor: Actor) -> None:
    """Close the open round."""
    _refuse_unpublished(store, _latest(store, actor)[0], arguments, actor)
    store_rounds.close_round(store, actor=actor)


def reopen(store: Store, _arguments: argparse.Namespace, actor: Actor) -> None:
    """Open the latest round again."""
    store_rounds.reopen_round(store, actor=actor)


def _day(arguments: argparse.Namespace) -> date:
    """Return the day that everything is judged from: that of `--today`, or today."""
    return getattr(arguments, "today", None) or date.today()


def _latest(store: Store, actor: Actor, *, is_open: bool = True) -> tuple[Round, tuple[RequestedUpdate, ...]]:
    """Return the latest round and its requests. Raises StoreError(NO_ROUND) without one, or without an open one."""
    rounds = store_rounds.all_rounds(store, actor=actor)
    if not rounds or (is_open and not rounds[0].is_open):
        raise StoreError(StoreErrorCode.NO_ROUND)
    return rounds[0], store_rounds.requests_of_round(store, rounds[0].number, actor=actor)


def _mailing(
    store: Store, arguments: argparse.Namespace, of_round: Round, requests: Sequence[RequestedUpdate], today: date
) -> Mailing:
    """Return what is sent, in the format that is asked for, from the version that the round was started from."""
    version, settings = store.version(of_round.version), Settings()
    name = settings.office_of(sample=store.is_sample(version.number))
    office, tracker = office_from_settings(settings, name=name), tracker_of_version(store, version.number)
    edition = returns_edition(tracker, version, month=of_round.month, today=today, office=office)
    addresses = store_rounds.agency_addresses(store, actor=arguments.actor)
    return Mailing(edition, of_round, requests, ReturnFormat.WORD if arguments.word else ReturnFormat.EXCEL, addresses)
