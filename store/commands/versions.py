"""The commands about versions, files, roles and tokens."""

import argparse
from functools import partial

from analysis.difference.json import difference_object
from analysis.difference.trackers import difference
from loaders.canonical import workbook_bytes
from loaders.command_line import OutputError, print_messages, print_results, write_output
from model.access import Role
from model.versions.version import StoreError, StoreErrorCode
from store.backup import back_up, restore
from store.commands.context import (
    DONE,
    actor_of,
    check_database_output,
    print_answer,
    to_object,
    tracker_of_version,
    translator_of,
    version_object,
)
from store.store import Store, note_export
from wording.differences.table import difference_lines
from wording.formatting import Names
from wording.versions import (
    audit_lines,
    feed_token_lines,
    grant_lines,
    version_detail_lines,
    version_lines,
)


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
        raise OutputError("not-writable", str(arguments.path), refused.strerror or "") from refused
    return DONE


def run_restore(store: Store, arguments: argparse.Namespace) -> int:
    """Restore an empty database from a backup."""
    _ = translator_of(arguments)
    restore(store, arguments.path, actor=actor_of(arguments))
    print_results(version_lines(store.versions()[:1], store.current(), _))
    return DONE
