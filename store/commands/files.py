"""Write a version or its original to a file, and back up and restore the database."""

import argparse
from pathlib import Path

from loaders.canonical import workbook_bytes
from loaders.command_line import OutputError, check_output, print_results, write_output
from store.backup.backup import back_up, restore
from store.command_line.database_files import is_database
from store.commands.context import DONE, actor_of, translator_of
from store.exports import note_export
from store.store import Store
from wording.command_line.version_report import version_lines


def run_export(store: Store, arguments: argparse.Namespace) -> int:
    """Write a version as a canonical workbook."""
    _check_output_path(store, arguments.out, suffix=".xlsx")
    reading = store.load(arguments.number)
    write_output(arguments.out, workbook_bytes(reading.rows, reading.scale))
    note_export(store, arguments.number, actor=actor_of(arguments), file=arguments.out.name)
    return DONE


def run_original(store: Store, arguments: argparse.Namespace) -> int:
    """Write the file that a version was read from."""
    _check_output_path(store, arguments.out, suffix="")
    name, content = store.original(arguments.number, actor=actor_of(arguments))
    write_output(arguments.out, content, suffix="")
    note_export(store, arguments.number, actor=actor_of(arguments), file=name)
    return DONE


def run_backup(store: Store, arguments: argparse.Namespace) -> int:
    """Write a backup of the database."""
    _check_output_path(store, arguments.path, suffix="")
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


def _check_output_path(store: Store, out: Path, *, suffix: str) -> None:
    """Raise OutputError where a file cannot be written, or is a file of the database."""
    if is_database(store, out):
        raise OutputError("database", out.name)
    check_output(out, suffix=suffix)
