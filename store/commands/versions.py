"""List the versions and the audit trail, show one version, and compare two."""

import argparse

from analysis.difference.json import difference_object
from analysis.difference.trackers import difference
from loaders.command_line import print_results
from store.command_line.json_objects import audit_object, version_detail_object, version_object
from store.commands.context import DONE, actor_of, to_json, tracker_of_version, translator_of
from store.store import Store
from wording.command_line.version_report import audit_lines, version_detail_lines, version_lines
from wording.differences.terminal_lines import difference_lines
from wording.format.names import Names


def run_versions(store: Store, arguments: argparse.Namespace) -> int:
    """List the versions, the newest first."""
    _ = translator_of(arguments)
    versions, current = store.versions(), store.current()
    if arguments.json:
        print_results([to_json([version_object(version, current=current) for version in versions])])
    else:
        print_results(version_lines(versions, current, _))
    return DONE


def run_show(store: Store, arguments: argparse.Namespace) -> int:
    """Show what is known of a version."""
    _ = translator_of(arguments)
    version, current = store.version(arguments.number), store.current()
    if arguments.json:
        print_results([to_json(version_detail_object(version, current=current))])
    else:
        print_results(version_detail_lines(version, current, _))
    return DONE


def run_audit(store: Store, arguments: argparse.Namespace) -> int:
    """Print the audit trail."""
    entries = store.audit(actor=actor_of(arguments))
    if arguments.json:
        print_results([to_json([audit_object(entry) for entry in entries])])
    else:
        print_results(audit_lines(entries, translator_of(arguments)))
    return DONE


def run_diff(store: Store, arguments: argparse.Namespace) -> int:
    """Print what differs between two versions."""
    before, after = (tracker_of_version(store, number) for number in (arguments.before, arguments.after))
    found = difference(before, after)
    if arguments.json:
        print_results([to_json(difference_object(found))])
    else:
        print_results(
            difference_lines(found, (after.scale, before.scale), Names(after.names), translator_of(arguments))
        )
    return DONE
