"""The commands that publish, and those about versions, files, roles and tokens."""

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from time import perf_counter

from analysis.difference.json import difference_object
from analysis.difference.trackers import difference, losses
from loaders.canonical import workbook_bytes
from loaders.client import read_candidate
from loaders.command_line import OutputError, check_to_json, print_messages, print_results, write_output
from loaders.mapping.mapping_file import with_saved_mapping
from loaders.open_questions import open_questions
from loaders.options import parse_options
from loaders.reading_summary import summarise
from model.access import SYSTEM, FeedToken, Grant, Role
from model.settings import BUNDLED_TRACKER
from model.tracker.reading import Reading, Severity, WorkbookError, published_of
from model.tracker.tracker import Tracker
from model.versions import version as model
from model.versions.difference import ConflictError, LossError, MergeError, MergeSide
from store.backup import back_up, restore
from store.commands.context import HAS_ERRORS, REFUSED, check_database_output, print_answer, tracker_of_version
from store.merge import publish_workbook
from store.publish import PublishRequest
from store.store import Store, note_export
from wording import versions as sentences
from wording.catalogue import Translator
from wording.check_report import check_report
from wording.differences.losses import conflict_message, loss_message
from wording.differences.sentences import DifferenceContext
from wording.differences.table import difference_lines
from wording.formatting import Names
from wording.issues import command_sentences, message

# The codes of issues that report what was read as it is published: publishing prints them.
_AS_PUBLISHED = ("name-variant", "review-published", "scale-published")


def run_init(store: Store, arguments: argparse.Namespace) -> None:
    """Publish the bundled tracker as the first version, unless there is one."""
    if not arguments.empty and store.current() is None:
        bundled = read_candidate(BUNDLED_TRACKER)
        store.publish_first(bundled, actor=SYSTEM, reason=model.FIRST_REASON)
    print_results(sentences.version_lines(store.versions()[:1], store.current(), arguments.translator))


def run_publish(store: Store, arguments: argparse.Namespace) -> int | None:
    """Publish a workbook. A workbook that has errors, or would lose what is published, is refused and noted."""
    _, began = arguments.translator, perf_counter()
    request = PublishRequest(arguments.actor, arguments.reason, arguments.compared_with, arguments.token)
    check = None if arguments.accept_losses else _refuse_losses
    prefer = MergeSide(arguments.prefer) if arguments.prefer else None
    try:
        candidate = _candidate(store, arguments)
        read = perf_counter()
        if errors := [issue.code for issue in candidate.reading.issues_of(Severity.ERROR)]:
            _print_report(candidate, arguments)
            _note_refusal(store, arguments, errors)
            return HAS_ERRORS
        publication = publish_workbook(store, candidate, request, prefer=prefer, check=check)
    except (WorkbookError, MergeError) as refusal:
        if refusal.code != "file-missing":
            _note_refusal(store, arguments, [refusal.code])
        raise
    except (ConflictError, LossError) as refusal:
        _refuse(store, arguments, refusal)
        return REFUSED
    as_published = [issue for issue in candidate.reading.issues if issue.code in _AS_PUBLISHED]
    print_messages(f"{issue.sheet} {issue.cell}".strip() + f": {message(issue, _)}" for issue in as_published)
    _print_publication(store, publication, {"read": read - began, "store": perf_counter() - read}, arguments)
    return None


def run_roll_back(store: Store, arguments: argparse.Namespace) -> None:
    """Publish an earlier version again."""
    began = perf_counter()
    publication = store.roll_back(
        arguments.number, actor=arguments.actor, reason=arguments.reason, compared_with=arguments.compared_with
    )
    _print_publication(store, publication, {"store": perf_counter() - began}, arguments)


def _candidate(store: Store, arguments: argparse.Namespace) -> model.Candidate:
    """Read the workbook; to be merged, it need not have the recommendations of the current version."""
    options = replace(parse_options(scale=arguments.scale, as_at=arguments.as_at), review=arguments.review)
    options = with_saved_mapping(options, arguments.mapping)
    current = store.current()
    if current is not None:
        options = replace(options, published=published_of(tracker_of_version(store, current)))
    if arguments.mode == model.Mode.MERGE:
        if current is None:
            raise model.StoreError(model.StoreErrorCode.NOTHING_PUBLISHED)
        options = replace(options, known=options.published.ids)
    candidate = read_candidate(arguments.file, options=options)
    return replace(candidate, mode=model.Mode(arguments.mode))


def _refuse_losses(before: Reading, after: Reading) -> None:
    """Raise LossError where a tracker does not have everything of the one before."""
    found = losses(*(Tracker.from_rows(reading.rows, reading.scale) for reading in (before, after)))
    if not found.is_empty:
        raise LossError(found)


def _print_report(candidate: model.Candidate, arguments: argparse.Namespace) -> None:
    """Print the report of a check, which explains why a workbook cannot be published."""
    reading, _ = candidate.reading, arguments.translator
    questions = open_questions(reading, (), date.today())  # `check` proposes the latest month on the sheets
    summary = summarise(reading)
    answer = check_to_json(reading, summary, questions, sentences=partial(command_sentences, _=_))
    print_answer(arguments, answer, lambda: check_report(reading, summary, _))


def _refuse(store: Store, arguments: argparse.Namespace, refusal: ConflictError | LossError) -> None:
    """Print the conflicts or the losses of a workbook, and note that it was refused."""
    if isinstance(refusal, ConflictError):
        tracker = tracker_of_version(store, store.current() or 0)
        several = tracker.recommendations["review"].nunique() > 1
        context = DifferenceContext(arguments.translator, (tracker.scale,), Names(tracker.names), several)
        codes, lines = ["conflicts"], conflict_message(refusal.conflicts, context)
    else:
        codes, may_merge = [f"losses-{kind}" for kind in refusal.losses.kinds], arguments.mode == model.Mode.REPLACE
        lines = loss_message(refusal.losses, arguments.translator, may_merge=may_merge)
    _note_refusal(store, arguments, codes)
    print_messages(lines)


def _note_refusal(store: Store, arguments: argparse.Namespace, codes: Iterable[str]) -> None:
    reason = ", ".join(dict.fromkeys(codes))
    store.record(model.Action.REFUSAL, actor=arguments.actor, reason=reason, details={"file": arguments.file.name})


def _print_publication(
    store: Store, publication: model.Publication, timings: Mapping[str, float], arguments: argparse.Namespace
) -> None:
    """Print the result of publishing, with the difference it made: before the first version there is nothing."""
    version = publication.version
    before = after = tracker_of_version(store, version.number)
    if not publication.unchanged:
        number = version.compared_with
        before = Tracker.from_rows({}, after.scale) if number is None else tracker_of_version(store, number)
    found, _ = difference(before, after), arguments.translator

    def lines() -> Iterable[str]:
        numbers = {"number": version.number, "earlier": version.brings_back}
        if publication.unchanged:
            yield _("Nothing to publish: version {number} holds the same.", **numbers)
            return
        again = _("Version {earlier} is published again, as version {number}.", **numbers)
        yield _("Version {number} is published.", **numbers) if version.brings_back is None else again
        yield from difference_lines(found, _context(before, after, _))

    answer = {"version": version.number, "unchanged": publication.unchanged, "changed": difference_object(found)}
    seconds = {name: round(each, 4) for name, each in timings.items()}
    print_answer(arguments, answer | {"timings": seconds}, lines)


def _context(before: Tracker, after: Tracker, _: Translator) -> DifferenceContext:
    return DifferenceContext(_, (after.scale, before.scale), Names(after.names))


def run_versions(store: Store, arguments: argparse.Namespace) -> None:
    """List the versions, the newest first."""
    versions, current = store.versions(), store.current()
    answer = [_version_object(version, current=current) for version in versions]
    print_answer(arguments, answer, lambda: sentences.version_lines(versions, current, arguments.translator))


def _version_object(version: model.Version, *, current: int | None) -> dict[str, object]:
    """Return a version as an object with stable keys."""
    values = asdict(version) | {"source": version.source.name, "sha256": version.source.sha256}
    names = ("published_at", "who", "verified", "reason", "source", "sha256", "recommendations", "updates")
    return {"version": version.number, **{name: values[name] for name in names}, "current": version.number == current}


def run_show(store: Store, arguments: argparse.Namespace) -> None:
    """Show what is known of a version."""
    version, current = store.version(arguments.number), store.current()
    details = {name: getattr(version, name) for name in ("digest", "compared_with", "brings_back", "mode")}
    answer = _version_object(version, current=current) | details
    print_answer(arguments, answer, lambda: sentences.version_detail_lines(version, current, arguments.translator))


def run_audit(store: Store, arguments: argparse.Namespace) -> None:
    """Print the audit trail."""
    entries = store.audit(actor=arguments.actor)
    print_answer(
        arguments,
        [*map(model.AuditEntry._asdict, entries)],
        lambda: sentences.audit_lines(entries, arguments.translator),
    )


def run_diff(store: Store, arguments: argparse.Namespace) -> None:
    """Print what differs between two versions."""
    before, after = (tracker_of_version(store, number) for number in (arguments.before, arguments.after))
    found, context = difference(before, after), _context(before, after, arguments.translator)
    print_answer(arguments, difference_object(found), lambda: difference_lines(found, context))


def run_roles(store: Store, arguments: argparse.Namespace) -> None:
    """List, grant or revoke roles; then list those that there are."""
    actor, _ = arguments.actor, arguments.translator
    if arguments.what == "grant":
        if arguments.role is None:
            raise model.StoreError(model.StoreErrorCode.BAD_GRANT)
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
    print_answer(arguments, [*map(Grant._asdict, grants)], lambda: sentences.grant_lines(grants, _))


def run_tokens(store: Store, arguments: argparse.Namespace) -> None:
    """List, make or revoke the tokens of the data feeds; a new one is printed, and nowhere else."""
    actor, _ = arguments.actor, arguments.translator
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
        print_answer(arguments, {**made._asdict(), "token": token}, lambda: [token])
        return
    if arguments.what == "revoke":
        store.revoke_feed_token(arguments.name, actor=actor)
    tokens = store.feed_tokens(actor=actor)
    print_answer(arguments, [*map(FeedToken._asdict, tokens)], lambda: sentences.feed_token_lines(tokens, _))


def run_export(store: Store, arguments: argparse.Namespace) -> None:
    """Write a version as a canonical workbook."""
    check_database_output(store, arguments.out, suffix=".xlsx")
    reading, based_on = store.load(arguments.number), store.version(arguments.number).mark
    write_output(arguments.out, workbook_bytes(reading.rows, reading.scale, based_on=based_on))
    note_export(store, arguments.number, actor=arguments.actor, file=arguments.out.name)


def run_original(store: Store, arguments: argparse.Namespace) -> None:
    """Write the file that a version was read from."""
    check_database_output(store, arguments.out, suffix="")
    name, content = store.original(arguments.number, actor=arguments.actor)
    write_output(arguments.out, content, suffix="")
    note_export(store, arguments.number, actor=arguments.actor, file=name)


def run_backup(store: Store, arguments: argparse.Namespace) -> None:
    """Write a backup of the database."""
    check_database_output(store, arguments.path, suffix="")
    try:
        back_up(store, arguments.path, actor=arguments.actor)
    except OSError as refused:
        raise OutputError("not-writable", file=str(arguments.path), reason=refused.strerror or "") from refused


def run_restore(store: Store, arguments: argparse.Namespace) -> None:
    """Restore an empty database from a backup."""
    restore(store, arguments.path, actor=arguments.actor)
    print_results(sentences.version_lines(store.versions()[:1], store.current(), arguments.translator))
