"""Published versions on the command line: `python -m store publish`, `versions`, `diff`, `roll-back` and others."""

import argparse
import gc
import sys
from contextlib import closing
from io import TextIOWrapper

from loaders.command_line import OutputError, print_messages
from loaders.mapping.sheet_mapping import MappingError
from loaders.options import OptionError
from model.issue import WorkbookError
from model.settings import Settings
from model.store_error import StoreError, StoreErrorCode
from model.versions.difference import MergeError
from reports.text.parse_selection import SelectionError
from store.commands.arguments import Command, parse_arguments
from store.commands.context import CONFLICT, DONE, HAS_ERRORS, NO_DATABASE, REFUSED, actor_of, translator_of
from store.commands.publish import run_init, run_publish, run_roll_back
from store.commands.rounds import run_round
from store.commands.versions import (
    run_audit,
    run_backup,
    run_diff,
    run_export,
    run_original,
    run_restore,
    run_roles,
    run_show,
    run_tokens,
    run_versions,
)
from store.store import Store
from wording.errors import (
    mapping_fault,
    merge_refusal_message,
    option_fault,
    output_fault,
    paper_fault,
    store_fault,
)
from wording.issues import command_remedy, message

_EXIT_STATUS = {
    StoreErrorCode.CONFLICT: CONFLICT,
    StoreErrorCode.UNREACHABLE: NO_DATABASE,
    StoreErrorCode.NOT_WRITABLE: NO_DATABASE,
    StoreErrorCode.FULL: NO_DATABASE,
    StoreErrorCode.NEWER_SCHEMA: NO_DATABASE,
    StoreErrorCode.BAD_ADDRESS: NO_DATABASE,
}
"""The exit status of each error code; every other code exits with REFUSED."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status; results go to standard output, messages to standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parsed = parse_arguments(arguments, _COMMANDS)
    _ = translator_of(parsed)
    command: Command = parsed.command
    try:
        with closing(Store.open(Settings.from_environment().database_url)) as store:
            return command(store, parsed)
    except StoreError as error:
        print_messages([store_fault(error, _)])
        return _EXIT_STATUS.get(error.code, REFUSED)
    except WorkbookError as error:
        print_messages([f"{message(error, _)} {command_remedy(error, _)}"])
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


def _run_round(store: Store, arguments: argparse.Namespace) -> int:
    everything_taken = run_round(store, arguments, actor=actor_of(arguments))
    return DONE if everything_taken else HAS_ERRORS


_COMMANDS: dict[str, Command] = {
    "init": run_init,
    "publish": run_publish,
    "versions": run_versions,
    "show": run_show,
    "audit": run_audit,
    "export": run_export,
    "original": run_original,
    "diff": run_diff,
    "roll-back": run_roll_back,
    "roles": run_roles,
    "tokens": run_tokens,
    "round": _run_round,
    "backup": run_backup,
    "restore": run_restore,
}


if __name__ == "__main__":
    gc.disable()  # a command is short: garbage collection would free nothing
    sys.exit(main())
