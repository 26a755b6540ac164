"""Published versions on the command line: `python -m store publish`, `versions`, `diff`, `roll-back` and others."""

import argparse
import gc
import getpass
import json
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter

from analysis.difference.json import difference_object
from analysis.difference.trackers import difference
from loaders.canonical import workbook_bytes
from loaders.cli.check_json import check_to_json
from loaders.cli.console import print_messages, print_results, progress_line
from loaders.cli.output_file import OutputError, check_output, write_output
from loaders.options import OptionError, parse_options
from loaders.progress import Progress
from loaders.reading_summary import summarise
from loaders.security.limits import Limits
from loaders.worker.client import read_candidate
from model.issues.issue import Severity, WorkbookError
from model.language import Language
from model.settings import BUNDLED_TRACKER, Settings
from model.store_error import StoreError, StoreErrorCode
from model.tracker.reading import Reading
from model.tracker.tracker import Tracker
from model.versions.merge_refusal import MergeError
from model.versions.version import FIRST_PUBLISHER, FIRST_REASON, Action, Candidate, Mode, Publication
from store.backup.backup import back_up, restore
from store.command_line.arguments import Command, parse_arguments
from store.command_line.database_files import is_database
from store.command_line.json_objects import audit_object, version_detail_object, version_object
from store.exports import note_export
from store.merge.publish_merge import publish_merged
from store.publishing.publish import PublishRequest
from store.store import Store
from wording.catalogue import Translator, translator
from wording.command_line.check_report import check_report
from wording.command_line.reading_progress import reading_progress
from wording.command_line.version_report import audit_lines, publication_lines, version_detail_lines, version_lines
from wording.differences.terminal_lines import difference_lines
from wording.errors.merge import merge_refusal_message
from wording.errors.options import option_fault
from wording.errors.output import output_fault
from wording.errors.store import store_fault
from wording.format.names import Names
from wording.issues import message, remedy

DONE, HAS_ERRORS, REFUSED, CONFLICT, NO_DATABASE = range(5)
_STATUS = {
    StoreErrorCode.CONFLICT: CONFLICT,
    StoreErrorCode.UNREACHABLE: NO_DATABASE,
    StoreErrorCode.NOT_WRITABLE: NO_DATABASE,
    StoreErrorCode.FULL: NO_DATABASE,
    StoreErrorCode.NEWER_SCHEMA: NO_DATABASE,
    StoreErrorCode.BAD_ADDRESS: NO_DATABASE,
}
"""The exit status of each fault; of every other it is that of a request that cannot be met."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status; results go to standard output, messages to standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    asked = parse_arguments(arguments, _COMMANDS)
    _ = _translator(asked)
    command: Command = asked.command
    try:
        with closing(Store.open(Settings.from_environment().database_url)) as store:
            return command(store, asked)
    except StoreError as fault:
        print_messages([store_fault(fault, _)])
        return _STATUS.get(fault.code, REFUSED)
    except WorkbookError as refusal:
        print_messages([f"{message(refusal, _)} {remedy(refusal, _)}"])
    except OutputError as wrong:
        print_messages([output_fault(wrong.code, wrong.file, wrong.reason, _)])
    except OptionError as wrong:
        print_messages([option_fault(wrong.code, wrong.value, _)])
    except MergeError as refusal:
        print_messages([merge_refusal_message(refusal.why, _)])
    return REFUSED


def _init(store: Store, asked: argparse.Namespace) -> int:
    _ = _translator(asked)
    if not asked.empty and store.current() is None:
        bundled = read_candidate(BUNDLED_TRACKER, limits=Limits.from_environment())
        store.publish_first(bundled, who=FIRST_PUBLISHER, reason=FIRST_REASON)
    print_results(version_lines(store.versions()[:1], store.current(), _))
    return DONE


def _publish(store: Store, asked: argparse.Namespace) -> int:
    who, _ = _who(asked), _translator(asked)
    began = perf_counter()
    try:
        candidate = _candidate(store, asked)
    except WorkbookError as refusal:
        if refusal.code != "file-missing":
            _note_refusal(store, asked, who, [refusal.code])
        raise
    read = perf_counter()
    errors = [issue.code for issue in candidate.reading.issues if issue.severity is Severity.ERROR]
    if errors:
        print_results(_refused(candidate, asked, _))
        _note_refusal(store, asked, who, errors)
        return HAS_ERRORS
    try:
        publication = _published(store, candidate, asked, who)
    except MergeError as refusal:
        _note_refusal(store, asked, who, [refusal.why.value])
        raise
    timings = {"read": read - began, "store": perf_counter() - read}
    print_results(_publication(store, publication, timings, asked))
    return DONE


def _versions(store: Store, asked: argparse.Namespace) -> int:
    _ = _translator(asked)
    versions, current = store.versions(), store.current()
    if asked.json:
        print_results([_as_json([version_object(version, current=current) for version in versions])])
    else:
        print_results(version_lines(versions, current, _))
    return DONE


def _show(store: Store, asked: argparse.Namespace) -> int:
    _ = _translator(asked)
    version, current = store.version(asked.number), store.current()
    if asked.json:
        print_results([_as_json(version_detail_object(version, current=current))])
    else:
        print_results(version_detail_lines(version, current, _))
    return DONE


def _audit(store: Store, asked: argparse.Namespace) -> int:
    entries = store.audit()
    if asked.json:
        print_results([_as_json([audit_object(entry) for entry in entries])])
    else:
        print_results(audit_lines(entries, _translator(asked)))
    return DONE


def _export(store: Store, asked: argparse.Namespace) -> int:
    _check_place(store, asked.out, suffix=".xlsx")
    reading = store.load(asked.number)
    write_output(asked.out, workbook_bytes(reading.rows, reading.scale))
    note_export(store, asked.number, who=_who(asked), file=asked.out.name)
    return DONE


def _original(store: Store, asked: argparse.Namespace) -> int:
    _check_place(store, asked.out, suffix="")
    name, content = store.original(asked.number)
    write_output(asked.out, content, suffix="")
    note_export(store, asked.number, who=_who(asked), file=name)
    return DONE


def _diff(store: Store, asked: argparse.Namespace) -> int:
    before, after = (_tracker(store, number) for number in (asked.before, asked.after))
    found = difference(before, after)
    if asked.json:
        print_results([_as_json(difference_object(found))])
    else:
        print_results(difference_lines(found, (after.scale, before.scale), Names(after.names), _translator(asked)))
    return DONE


def _roll_back(store: Store, asked: argparse.Namespace) -> int:
    began = perf_counter()
    publication = store.roll_back(asked.number, who=_who(asked), reason=asked.reason, compared_with=asked.compared_with)
    print_results(_publication(store, publication, {"store": perf_counter() - began}, asked))
    return DONE


def _backup(store: Store, asked: argparse.Namespace) -> int:
    _check_place(store, asked.path, suffix="")
    try:
        back_up(store, asked.path)
    except OSError as refused:
        raise OutputError("not-writable", str(asked.path), refused.strerror or "") from refused
    return DONE


def _restore(store: Store, asked: argparse.Namespace) -> int:
    _ = _translator(asked)
    restore(store, asked.path)
    print_results(version_lines(store.versions()[:1], store.current(), _))
    return DONE


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
    "backup": _backup,
    "restore": _restore,
}


def _candidate(store: Store, asked: argparse.Namespace) -> Candidate:
    """Return the workbook as it was read; to be merged, it need not have the recommendations that are there."""
    options, limits = parse_options(scale=asked.scale, as_at=asked.as_at), Limits.from_environment()
    if asked.mode == Mode.MERGE:
        known = [(row["review"], row["ref"]) for row in _now(store).rows["recommendations"]]
        options = replace(options, known=tuple((str(review), str(ref)) for review, ref in known))
    with progress_line(partial(_progress, _=_translator(asked))) as progress:
        candidate = read_candidate(asked.file, limits=limits, options=options, progress=progress)
    return replace(candidate, mode=Mode(asked.mode))


def _progress(progress: Progress, _: Translator) -> str:
    return reading_progress(progress.stage, progress.sheet, progress.percent, _)


def _published(store: Store, candidate: Candidate, asked: argparse.Namespace, who: str) -> Publication:
    wish = PublishRequest(who, asked.reason, asked.compared_with, asked.token)
    if candidate.mode is Mode.MERGE:
        return publish_merged(store, candidate, wish)
    return store.publish(
        candidate, who=wish.who, reason=wish.reason, compared_with=wish.compared_with, token=wish.token
    )


def _now(store: Store) -> Reading:
    current = store.current()
    if current is None:
        raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
    return store.load(current)


def _refused(candidate: Candidate, asked: argparse.Namespace, _: Translator) -> Iterable[str]:
    """Return why a workbook cannot be published: the whole report of a check."""
    reading, summary = candidate.reading, summarise(candidate.reading)
    if not asked.json:
        return check_report(reading, summary, _)
    return [_as_json(check_to_json(reading, summary, message=partial(message, _=_), remedy=partial(remedy, _=_)))]


def _note_refusal(store: Store, asked: argparse.Namespace, who: str, codes: Iterable[str]) -> None:
    reason = ", ".join(dict.fromkeys(codes))
    store.record(Action.REFUSAL, who=who, reason=reason, details={"file": asked.file.name})


def _publication(
    store: Store, publication: Publication, timings: Mapping[str, float], asked: argparse.Namespace
) -> Iterable[str]:
    """Return what came of publishing, and what that changed."""
    before, after = _trackers(store, publication)
    changed = difference(before, after)
    if not asked.json:
        _ = _translator(asked)
        lines = difference_lines(changed, (after.scale, before.scale), Names(after.names), _)
        return [*publication_lines(publication, _), *(() if publication.unchanged else lines)]
    told: dict[str, object] = {
        "version": publication.version.number,
        "unchanged": publication.unchanged,
        "changed": difference_object(changed),
        "timings": {name: round(seconds, 4) for name, seconds in timings.items()},
    }
    return [_as_json(told)]


def _trackers(store: Store, publication: Publication) -> tuple[Tracker, Tracker]:
    """Return the tracker that was current before a version, and its own; before the first there was an empty one."""
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


def _check_place(store: Store, out: Path, *, suffix: str) -> None:
    """Raise OutputError where a file cannot be written, above all over the versions themselves."""
    if is_database(store, out):
        raise OutputError("database", out.name)
    check_output(out, suffix=suffix)


def _who(asked: argparse.Namespace) -> str:
    """Return who does it: the name that was given, or the login's; "" where the system knows none."""
    if asked.who is not None:
        return str(asked.who)
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _translator(asked: argparse.Namespace) -> Translator:
    return translator(Language(asked.language))


def _as_json(shape: object) -> str:
    return json.dumps(shape, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    gc.disable()  # a command keeps what it makes and ends: looking for garbage finds none
    sys.exit(main())
