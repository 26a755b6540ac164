"""The commands that publish, and those about versions, files, roles and tokens."""

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from time import perf_counter

from analysis.difference.json import conflict_object, difference_object, losses_object
from analysis.difference.trackers import difference, losses
from loaders.canonical import workbook_bytes
from loaders.client import read_candidate
from loaders.command_line import OutputError, check_to_json, print_messages, print_results, progress_line, write_output
from loaders.mapping.mapping_file import with_saved_mapping
from loaders.open_questions import find_questions
from loaders.options import parse_options
from loaders.reading_summary import summarise
from loaders.security import Limits
from model.access import SYSTEM, Actor, Role
from model.issue import Severity, WorkbookError
from model.settings import BUNDLED_TRACKER
from model.tracker.reading import Reading, published_of
from model.tracker.tracker import Tracker
from model.versions.difference import ConflictError, LossError, MergeError, MergeSide
from model.versions.version import FIRST_REASON, Action, Candidate, Mode, Publication, StoreError, StoreErrorCode
from store.backup import back_up, restore
from store.commands.context import (
    DONE,
    HAS_ERRORS,
    REFUSED,
    actor_of,
    check_database_output,
    print_answer,
    to_json,
    to_object,
    tracker_of_version,
    translator_of,
    version_object,
)
from store.publish import PublishRequest
from store.publish_workbook import publish_workbook
from store.store import Store, note_export
from wording.catalogue import Translator
from wording.check_report import check_report, reading_progress
from wording.differences.losses import conflict_message, loss_message
from wording.differences.sentences import DifferenceContext
from wording.differences.table import difference_lines
from wording.formatting import Names
from wording.issues import command_remedy, message
from wording.versions import (
    audit_lines,
    feed_token_lines,
    grant_lines,
    publication_lines,
    version_detail_lines,
    version_lines,
)

# The name of the conflicts in JSON and, of a refusal, in the audit trail.
_CONFLICTS = "conflicts"
# The name of the losses in JSON; in the audit trail, the code of a refusal is this and the kind.
_LOSSES = "losses"

# The codes of issues that report what was read as it is published: publishing prints them.
_AS_PUBLISHED = ("name-variant", "review-published", "scale-published")


def run_init(store: Store, arguments: argparse.Namespace) -> int:
    """Publish the bundled tracker as the first version, unless there is one."""
    _ = translator_of(arguments)
    if not arguments.empty and store.current() is None:
        bundled = read_candidate(BUNDLED_TRACKER, limits=Limits.from_environment())
        store.publish_first(bundled, actor=SYSTEM, reason=FIRST_REASON)
    print_results(version_lines(store.versions()[:1], store.current(), _))
    return DONE


def run_publish(store: Store, arguments: argparse.Namespace) -> int:
    """Publish a workbook. A workbook that has errors, or would lose what is published, is refused and noted."""
    actor, _ = actor_of(arguments), translator_of(arguments)
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
        _note_refusal(store, arguments, actor, [refusal.code.value])
        raise
    except ConflictError as refusal:
        _note_refusal(store, arguments, actor, [_CONFLICTS])
        context = _context(store, _)
        if arguments.json:
            print_results([to_json({_CONFLICTS: [conflict_object(each) for each in refusal.conflicts]})])
        print_messages(conflict_message(refusal.conflicts, context))
        return REFUSED
    except LossError as refusal:
        _note_refusal(store, arguments, actor, [f"{_LOSSES}-{kind.value}" for kind in refusal.losses.kinds])
        if arguments.json:
            print_results([to_json({_LOSSES: losses_object(refusal.losses)})])
        print_messages(loss_message(refusal.losses, _, may_merge=arguments.mode == Mode.REPLACE))
        return REFUSED
    as_published = [issue for issue in candidate.reading.issues if issue.code in _AS_PUBLISHED]
    print_messages(f"{issue.sheet} {issue.cell}".strip() + f": {message(issue, _)}" for issue in as_published)
    timings = {"read": read - began, "store": perf_counter() - read}
    print_results(publication_report(store, publication, timings, arguments))
    return DONE


def run_roll_back(store: Store, arguments: argparse.Namespace) -> int:
    """Publish an earlier version again."""
    began = perf_counter()
    publication = store.roll_back(
        arguments.number, actor=actor_of(arguments), reason=arguments.reason, compared_with=arguments.compared_with
    )
    print_results(publication_report(store, publication, {"store": perf_counter() - began}, arguments))
    return DONE


def _candidate(store: Store, arguments: argparse.Namespace) -> Candidate:
    """Read the workbook; to be merged, it need not have the recommendations of the current version."""
    limits = Limits.from_environment()
    options = replace(parse_options(scale=arguments.scale, as_at=arguments.as_at), review=arguments.review)
    if arguments.mapping is not None:
        options = with_saved_mapping(options, arguments.mapping)
    current = store.current()
    if current is not None:
        options = replace(options, published=published_of(tracker_of_version(store, current)))
    if arguments.mode == Mode.MERGE:
        if current is None:
            raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
        options = replace(options, known=options.published.ids)
    _ = translator_of(arguments)
    with progress_line(lambda seen: reading_progress(seen.stage, seen.sheet, seen.percent, _)) as progress:
        candidate = read_candidate(arguments.file, limits=limits, options=options, progress=progress)
    return replace(candidate, mode=Mode(arguments.mode))


def _publish_candidate(store: Store, candidate: Candidate, arguments: argparse.Namespace, actor: Actor) -> Publication:
    request = PublishRequest(actor, arguments.reason, arguments.compared_with, arguments.token)
    check = None if arguments.accept_losses else _refuse_losses
    prefer = MergeSide(arguments.prefer) if arguments.prefer else None
    return publish_workbook(store, candidate, request, prefer=prefer, check=check)


def _context(store: Store, _: Translator) -> DifferenceContext:
    """Return how the cells of the current version are named."""
    tracker = tracker_of_version(store, store.current() or 0)
    several = tracker.recommendations["review"].nunique() > 1
    return DifferenceContext(_, (tracker.scale,), Names(tracker.names), several)


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
    sentences = {"message": partial(message, _=_), "remedy": partial(command_remedy, _=_)}
    return [to_json(check_to_json(reading, summary, questions, **sentences))]


def _note_refusal(store: Store, arguments: argparse.Namespace, actor: Actor, codes: Iterable[str]) -> None:
    reason = ", ".join(dict.fromkeys(codes))
    store.record(Action.REFUSAL, actor=actor, reason=reason, details={"file": arguments.file.name})


def publication_report(
    store: Store, publication: Publication, timings: Mapping[str, float], arguments: argparse.Namespace
) -> Iterable[str]:
    """Return the result of publishing, with the difference it made."""
    before, after = _trackers(store, publication)
    found = difference(before, after)
    if not arguments.json:
        _ = translator_of(arguments)
        lines = difference_lines(found, (after.scale, before.scale), Names(after.names), _)
        return [*publication_lines(publication, _), *(() if publication.unchanged else lines)]
    report: dict[str, object] = {
        "version": publication.version.number,
        "unchanged": publication.unchanged,
        "changed": difference_object(found),
        "timings": {name: round(seconds, 4) for name, seconds in timings.items()},
    }
    return [to_json(report)]


def _trackers(store: Store, publication: Publication) -> tuple[Tracker, Tracker]:
    """Return the tracker before a version and that of the version; before the first it is empty."""
    version = publication.version
    after = tracker_of_version(store, version.number)
    if publication.unchanged:
        return after, after
    if version.compared_with is None:
        return Tracker.from_rows({}, after.scale), after
    return tracker_of_version(store, version.compared_with), after


def run_versions(store: Store, arguments: argparse.Namespace) -> int:
    """List the versions, the newest first."""
    _ = translator_of(arguments)
    versions, current = store.versions(), store.current()
    answer = [version_object(version, current=current) for version in versions]
    return print_answer(arguments, answer, lambda: version_lines(versions, current, _))


def run_show(store: Store, arguments: argparse.Namespace) -> int:
    """Show what is known of a version."""
    _ = translator_of(arguments)
    version, current = store.version(arguments.number), store.current()
    details = to_object(version, "digest", "compared_with", "brings_back", "mode")
    answer = version_object(version, current=current) | details
    return print_answer(arguments, answer, lambda: version_detail_lines(version, current, _))


def run_audit(store: Store, arguments: argparse.Namespace) -> int:
    """Print the audit trail."""
    entries = store.audit(actor=actor_of(arguments))
    answer = [to_object(entry) for entry in entries]
    return print_answer(arguments, answer, lambda: audit_lines(entries, translator_of(arguments)))


def run_diff(store: Store, arguments: argparse.Namespace) -> int:
    """Print what differs between two versions."""
    before, after = (tracker_of_version(store, number) for number in (arguments.before, arguments.after))
    found, scales = difference(before, after), (after.scale, before.scale)
    lines = partial(difference_lines, found, scales, Names(after.names), translator_of(arguments))
    return print_answer(arguments, difference_object(found), lines)


def run_roles(store: Store, arguments: argparse.Namespace) -> int:
    """List, grant or revoke roles; then list those that there are."""
    actor, _ = actor_of(arguments), translator_of(arguments)
    if arguments.what == "grant":
        if arguments.role is None:
            raise StoreError(StoreErrorCode.BAD_GRANT)
        made = store.grant(arguments.identity, Role(arguments.role), agencies=arguments.agency, actor=actor)
        if "|" not in made.identity:
            text = _(
                "{identity} has this role where the provider says that the address is verified, by the claim "
                "{standard} or {entra}. Where it says so of nobody, the page “You have no role here” shows the "
                "identity to grant it to.",
                identity=made.identity,
                standard="email_verified",
                entra="xms_edov",
            )
            print_messages([text])
    elif arguments.what == "revoke":
        store.revoke(arguments.identity, actor=actor)
    grants = store.grants(actor=actor)
    return print_answer(arguments, [to_object(grant) for grant in grants], lambda: grant_lines(grants, _))


def run_tokens(store: Store, arguments: argparse.Namespace) -> int:
    """List, make or revoke the tokens of the data feeds; a new one is printed, and nowhere else."""
    actor, _ = actor_of(arguments), translator_of(arguments)
    if arguments.what == "add":
        made, token = store.add_feed_token(arguments.name, agencies=arguments.agency, actor=actor)
        if not arguments.json:
            text = _(
                "This is the token “{name}”. It is not shown again: only a digest of it is stored. A client sends it "
                "in the header {header}.",
                name=made.name,
                header="Authorization: Bearer …",
            )
            print_messages([text])
        return print_answer(arguments, {**to_object(made), "token": token}, lambda: [token])
    if arguments.what == "revoke":
        store.revoke_feed_token(arguments.name, actor=actor)
    tokens = store.feed_tokens(actor=actor)
    answer = [to_object(each) for each in tokens]
    return print_answer(arguments, answer, lambda: feed_token_lines(tokens, _))


def run_export(store: Store, arguments: argparse.Namespace) -> int:
    """Write a version as a canonical workbook."""
    check_database_output(store, arguments.out, suffix=".xlsx")
    reading = store.load(arguments.number)
    based_on = store.version(arguments.number).mark
    write_output(arguments.out, workbook_bytes(reading.rows, reading.scale, based_on=based_on))
    note_export(store, arguments.number, actor=actor_of(arguments), file=arguments.out.name)
    return DONE


def run_original(store: Store, arguments: argparse.Namespace) -> int:
    """Write the file that a version was read from."""
    check_database_output(store, arguments.out, suffix="")
    name, content = store.original(arguments.number, actor=actor_of(arguments))
    write_output(arguments.out, content, suffix="")
    note_export(store, arguments.number, actor=actor_of(arguments), file=name)
    return DONE


def run_backup(store: Store, arguments: argparse.Namespace) -> int:
    """Write a backup of the database."""
    check_database_output(store, arguments.path, suffix="")
    try:
        back_up(store, arguments.path, actor=actor_of(arguments))
    except OSError as refused:
        raise OutputError("not-writable", file=str(arguments.path), reason=refused.strerror or "") from refused
    return DONE


def run_restore(store: Store, arguments: argparse.Namespace) -> int:
    """Restore an empty database from a backup."""
    _ = translator_of(arguments)
    restore(store, arguments.path, actor=actor_of(arguments))
    print_results(version_lines(store.versions()[:1], store.current(), _))
    return DONE
