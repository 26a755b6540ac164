"""Published versions on the command line: `python -m store publish`, `versions`, `diff`, `roll-back` and others."""

import argparse
import gc
import getpass
import json
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter

from analysis.difference.json import difference_object, losses_object
from analysis.difference.losses import losses
from analysis.difference.trackers import difference
from loaders.canonical import workbook_bytes
from loaders.cli.check_json import check_to_json
from loaders.cli.console import print_messages, print_results, progress_line
from loaders.cli.output_file import OutputError, check_output, write_output
from loaders.mapping.mapping_file import read_mapping
from loaders.mapping.sheet_mapping import MappingError
from loaders.options import OptionError, parse_options
from loaders.progress import Progress
from loaders.questions import find_questions
from loaders.reading_summary import summarise
from loaders.security.limits import Limits
from loaders.worker.client import read_candidate
from model.actor import SYSTEM, Actor, Role, command_line_actor
from model.issues.issue import Severity, WorkbookError
from model.language import Language
from model.settings import BUNDLED_TRACKER, Settings
from model.store_error import StoreError, StoreErrorCode
from model.tracker.published import published_of
from model.tracker.reading import Reading
from model.tracker.tracker import Tracker
from model.versions.losses import LossError
from model.versions.merge_refusal import MergeError
from model.versions.version import FIRST_REASON, Action, Candidate, Mode, Publication
from reports.text.parse_selection import SelectionError
from store.backup.backup import back_up, restore
from store.command_line.arguments import Command, parse_arguments
from store.command_line.database_files import is_database
from store.command_line.json_objects import (
    audit_object,
    feed_token_object,
    grant_object,
    version_detail_object,
    version_object,
)
from store.exports import note_export
from store.merge.publish_merge import publish_merged, publish_replacing
from store.publishing.publish import PublishRequest
from store.rounds.__main__ import run_round
from store.store import Store
from wording.catalogue import Translator, translator
from wording.command_line.check_report import check_report
from wording.command_line.feed_token_report import feed_token_lines, not_shown_again
from wording.command_line.reading_progress import reading_progress
from wording.command_line.role_report import grant_lines
from wording.command_line.version_report import audit_lines, publication_lines, version_detail_lines, version_lines
from wording.differences.losses import loss_message
from wording.differences.terminal_lines import difference_lines
from wording.errors.mapping import mapping_fault
from wording.errors.merge import merge_refusal_message
from wording.errors.options import option_fault
from wording.errors.output import output_fault
from wording.errors.papers import paper_fault
from wording.errors.store import store_fault
from wording.format.names import Names
from wording.issues import message, remedy

DONE, HAS_ERRORS, REFUSED, CONFLICT, NO_DATABASE = range(5)
_LOSSES = "losses"
"""The name of the losses in JSON; in the audit trail, the code of a refusal is this and the kind."""

_EXIT_STATUS = {
    StoreErrorCode.CONFLICT: CONFLICT,
    StoreErrorCode.UNREACHABLE: NO_DATABASE,
    StoreErrorCode.NOT_WRITABLE: NO_DATABASE,
    StoreErrorCode.FULL: NO_DATABASE,
    StoreErrorCode.NEWER_SCHEMA: NO_DATABASE,
    StoreErrorCode.BAD_ADDRESS: NO_DATABASE,
}
"""The exit status of each error code; every other code exits with REFUSED."""

_AS_PUBLISHED = ("name-published", "ref-published", "date-published", "review-published", "scale-published")
"""The codes of issues that report what was read as it is published: publishing prints them."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status; results go to standard output, messages to standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parsed = parse_arguments(arguments, _COMMANDS)
    _ = _translator(parsed)
    command: Command = parsed.command
    try:
        with closing(Store.open(Settings.from_environment().database_url)) as store:
            return command(store, parsed)
    except StoreError as error:
        print_messages([store_fault(error, _)])
        return _EXIT_STATUS.get(error.code, REFUSED)
    except WorkbookError as error:
        print_messages([f"{message(error, _)} {remedy(error, _)}"])
    except OutputError as error:
        print_messages([output_fault(error.code, error.file, error.reason, _)])
    except MappingError as error:
        print_messages([mapping_fault(parsed.mapping.name, error.code, error.location, error.found, _)])
    except OptionError as error:
        print_messages([option_fault(error.code, error.value, _)])
    except MergeError as error:
        print_messages([merge_refusal_message(error.refusal, _)])
    except SelectionError as error:
        print_messages([paper_fault(error.code, error.value, error.options, _)])
    return REFUSED


def _init(store: Store, arguments: argparse.Namespace) -> int:
    _ = _translator(arguments)
    if not arguments.empty and store.current() is None:
        bundled = read_candidate(BUNDLED_TRACKER, limits=Limits.from_environment())
        store.publish_first(bundled, actor=SYSTEM, reason=FIRST_REASON)
    print_results(version_lines(store.versions()[:1], store.current(), _))
    return DONE


def _publish(store: Store, arguments: argparse.Namespace) -> int:
    actor, _ = _actor(arguments), _translator(arguments)
    began = perf_counter()
    try:
        candidate = _candidate(store, arguments)
    except WorkbookError as refusal:
        if refusal.code != "file-missing":
            _note_refusal(store, arguments, actor, [refusal.code])
        raise
    read = perf_counter()
    errors = [issue.code for issue in candidate.reading.issues if issue.severity is Severity.ERROR]
    if errors:
        print_results(_refusal_report(candidate, arguments, _))
        _note_refusal(store, arguments, actor, errors)
        return HAS_ERRORS
    try:
        publication = _publish_candidate(store, candidate, arguments, actor)
    except MergeError as refusal:
        _note_refusal(store, arguments, actor, [refusal.refusal.value])
        raise
    except LossError as refusal:
        _note_refusal(store, arguments, actor, [f"{_LOSSES}-{kind.value}" for kind in refusal.losses.kinds])
        if arguments.json:
            print_results([_to_json({_LOSSES: losses_object(refusal.losses)})])
        print_messages(loss_message(refusal.losses, _, may_merge=arguments.mode == Mode.REPLACE))
        return REFUSED
    as_published = [issue for issue in candidate.reading.issues if issue.code in _AS_PUBLISHED]
    print_messages(f"{issue.sheet} {issue.cell}".strip() + f": {message(issue, _)}" for issue in as_published)
    timings = {"read": read - began, "store": perf_counter() - read}
    print_results(_publication_report(store, publication, timings, arguments))
    return DONE


def _versions(store: Store, arguments: argparse.Namespace) -> int:
    _ = _translator(arguments)
    versions, current = store.versions(), store.current()
    if arguments.json:
        print_results([_to_json([version_object(version, current=current) for version in versions])])
    else:
        print_results(version_lines(versions, current, _))
    return DONE


def _show(store: Store, arguments: argparse.Namespace) -> int:
    _ = _translator(arguments)
    version, current = store.version(arguments.number), store.current()
    if arguments.json:
        print_results([_to_json(version_detail_object(version, current=current))])
    else:
        print_results(version_detail_lines(version, current, _))
    return DONE


def _audit(store: Store, arguments: argparse.Namespace) -> int:
    entries = store.audit(actor=_actor(arguments))
    if arguments.json:
        print_results([_to_json([audit_object(entry) for entry in entries])])
    else:
        print_results(audit_lines(entries, _translator(arguments)))
    return DONE


def _export(store: Store, arguments: argparse.Namespace) -> int:
    _check_output_path(store, arguments.out, suffix=".xlsx")
    reading = store.load(arguments.number)
    write_output(arguments.out, workbook_bytes(reading.rows, reading.scale))
    note_export(store, arguments.number, actor=_actor(arguments), file=arguments.out.name)
    return DONE


def _original(store: Store, arguments: argparse.Namespace) -> int:
    _check_output_path(store, arguments.out, suffix="")
    name, content = store.original(arguments.number, actor=_actor(arguments))
    write_output(arguments.out, content, suffix="")
    note_export(store, arguments.number, actor=_actor(arguments), file=name)
    return DONE


def _diff(store: Store, arguments: argparse.Namespace) -> int:
    before, after = (_tracker(store, number) for number in (arguments.before, arguments.after))
    found = difference(before, after)
    if arguments.json:
        print_results([_to_json(difference_object(found))])
    else:
        print_results(difference_lines(found, (after.scale, before.scale), Names(after.names), _translator(arguments)))
    return DONE


def _roll_back(store: Store, arguments: argparse.Namespace) -> int:
    began = perf_counter()
    publication = store.roll_back(
        arguments.number, actor=_actor(arguments), reason=arguments.reason, compared_with=arguments.compared_with
    )
    print_results(_publication_report(store, publication, {"store": perf_counter() - began}, arguments))
    return DONE


def _backup(store: Store, arguments: argparse.Namespace) -> int:
    _check_output_path(store, arguments.path, suffix="")
    try:
        back_up(store, arguments.path, actor=_actor(arguments))
    except OSError as refused:
        raise OutputError("not-writable", str(arguments.path), refused.strerror or "") from refused
    return DONE


def _restore(store: Store, arguments: argparse.Namespace) -> int:
    _ = _translator(arguments)
    restore(store, arguments.path, actor=_actor(arguments))
    print_results(version_lines(store.versions()[:1], store.current(), _))
    return DONE


def _roles(store: Store, arguments: argparse.Namespace) -> int:
    """List, grant or revoke roles; then list those that there are."""
    actor, _ = _actor(arguments), _translator(arguments)
    if arguments.what == "grant":
        if arguments.role is None:
            raise StoreError(StoreErrorCode.BAD_GRANT)
        store.grant(arguments.identity, Role(arguments.role), agencies=arguments.agency, actor=actor)
    elif arguments.what == "revoke":
        store.revoke(arguments.identity, actor=actor)
    grants = store.grants(actor=actor)
    if arguments.json:
        print_results([_to_json([grant_object(grant) for grant in grants])])
    else:
        print_results(grant_lines(grants, _))
    return DONE


def _tokens(store: Store, arguments: argparse.Namespace) -> int:
    """List, make or revoke the tokens of the data feeds; a new one is printed, and nowhere else."""
    actor, _ = _actor(arguments), _translator(arguments)
    if arguments.what == "add":
        made, token = store.add_feed_token(arguments.name, agencies=arguments.agency, actor=actor)
        if arguments.json:
            print_results([_to_json({**feed_token_object(made), "token": token})])
        else:
            print_results([token])
            print_messages([not_shown_again(made, _)])
        return DONE
    if arguments.what == "revoke":
        store.revoke_feed_token(arguments.name, actor=actor)
    tokens = store.feed_tokens(actor=actor)
    if arguments.json:
        print_results([_to_json([feed_token_object(token) for token in tokens])])
    else:
        print_results(feed_token_lines(tokens, _))
    return DONE


def _round(store: Store, arguments: argparse.Namespace) -> int:
    everything_taken = run_round(store, arguments, actor=_actor(arguments))
    return DONE if everything_taken else HAS_ERRORS


_COMMANDS: dict[str, Command] = {
    "init": _init,
    "publish": _publish,
    "versions": _versions,
    "show": _show,
    "audit": _audit,
    "export": _export,
    "original": _original,
    "diff": _diff,
    "roll-back": _roll_back,
    "roles": _roles,
    "tokens": _tokens,
    "round": _round,
    "backup": _backup,
    "restore": _restore,
}


def _candidate(store: Store, arguments: argparse.Namespace) -> Candidate:
    """Read the workbook; to be merged, it need not have the recommendations of the current version."""
    limits = Limits.from_environment()
    options = replace(parse_options(scale=arguments.scale, as_at=arguments.as_at), review=arguments.review)
    if arguments.mapping is not None:
        options = replace(options, mapping=read_mapping(arguments.mapping))
    current = store.current()
    if current is not None:
        options = replace(options, published=published_of(_tracker(store, current)))
    if arguments.mode == Mode.MERGE:
        if current is None:
            raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
        known = tuple((each.review, each.ref) for each in options.published.recommendations)
        options = replace(options, known=known)
    with progress_line(partial(_progress, _=_translator(arguments))) as progress:
        candidate = read_candidate(arguments.file, limits=limits, options=options, progress=progress)
    return replace(candidate, mode=Mode(arguments.mode))


def _progress(progress: Progress, _: Translator) -> str:
    return reading_progress(progress.stage, progress.sheet, progress.percent, _)


def _publish_candidate(store: Store, candidate: Candidate, arguments: argparse.Namespace, actor: Actor) -> Publication:
    request = PublishRequest(actor, arguments.reason, arguments.compared_with, arguments.token)
    publish = publish_merged if candidate.mode is Mode.MERGE else publish_replacing
    return publish(store, candidate, request, check=None if arguments.accept_losses else _refuse_losses)


def _refuse_losses(before: Reading, after: Reading) -> None:
    """Raise LossError where a tracker does not have everything of the one before."""
    found = losses(*(Tracker.from_rows(reading.rows, reading.scale) for reading in (before, after)))
    if not found.is_empty:
        raise LossError(found)


def _refusal_report(candidate: Candidate, arguments: argparse.Namespace, _: Translator) -> Iterable[str]:
    """Return the report of a check, which explains why a workbook cannot be published."""
    reading, summary = candidate.reading, summarise(candidate.reading)
    questions = find_questions(reading, latest_month=date.today().isoformat()[:7])
    if not arguments.json:
        return check_report(reading, summary, _)
    sentences = {"message": partial(message, _=_), "remedy": partial(remedy, _=_)}
    return [_to_json(check_to_json(reading, summary, questions, **sentences))]


def _note_refusal(store: Store, arguments: argparse.Namespace, actor: Actor, codes: Iterable[str]) -> None:
    reason = ", ".join(dict.fromkeys(codes))
    store.record(Action.REFUSAL, actor=actor, reason=reason, details={"file": arguments.file.name})


def _publication_report(
    store: Store, publication: Publication, timings: Mapping[str, float], arguments: argparse.Namespace
) -> Iterable[str]:
    """Return the result of publishing, with the difference it made."""
    before, after = _trackers(store, publication)
    found = difference(before, after)
    if not arguments.json:
        _ = _translator(arguments)
        lines = difference_lines(found, (after.scale, before.scale), Names(after.names), _)
        return [*publication_lines(publication, _), *(() if publication.unchanged else lines)]
    report: dict[str, object] = {
        "version": publication.version.number,
        "unchanged": publication.unchanged,
        "changed": difference_object(found),
        "timings": {name: round(seconds, 4) for name, seconds in timings.items()},
    }
    return [_to_json(report)]


def _trackers(store: Store, publication: Publication) -> tuple[Tracker, Tracker]:
    """Return the tracker before a version and that of the version; before the first it is empty."""
    version = publication.version
    after = _tracker(store, version.number)
    if publication.unchanged:
        return after, after
    if version.compared_with is None:
        return Tracker.from_rows({}, after.scale), after
    return _tracker(store, version.compared_with), after


def _tracker(store: Store, number: int) -> Tracker:
    reading = store.load(number)
    return Tracker.from_rows(reading.rows, reading.scale)


def _check_output_path(store: Store, out: Path, *, suffix: str) -> None:
    """Raise OutputError where a file cannot be written, or is a file of the database."""
    if is_database(store, out):
        raise OutputError("database", out.name)
    check_output(out, suffix=suffix)


def _actor(arguments: argparse.Namespace) -> Actor:
    """Return who runs the command: the name from `--who`, or that of the login; "" where there is none."""
    who = getattr(arguments, "who", None)
    if who is None:
        with suppress(KeyError, OSError, ImportError):
            who = getpass.getuser()
    return command_line_actor(str(who or ""))


def _translator(arguments: argparse.Namespace) -> Translator:
    return translator(Language(arguments.language))


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    gc.disable()  # a command is short: garbage collection would free nothing
    sys.exit(main())
