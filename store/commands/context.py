"""What the commands share: who runs them, their answers and failures, the database's files, JSON and exit statuses."""

import argparse
import getpass
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from loaders.command_line import OutputError, check_output, print_messages, print_results, to_json, use_utf8
from model.access import Actor, local_actor
from model.terms import Language
from model.tracker.reading import RefusedError, WorkbookError
from model.tracker.tracker import Tracker
from model.versions.version import StoreError, StoreErrorCode
from reports.document import PaperError
from store.database import is_postgresql
from store.store import Store
from wording.catalogue import Translator, translator
from wording.issues import message, remedy
from wording.names import paper_failure, refused, store_fault

# The exit statuses.
DONE, HAS_ERRORS, REFUSED, CONFLICT, NO_DATABASE = range(5)
# The exit status of each error code; every other failure exits with REFUSED.
_OF_DATABASE = (
    *(StoreErrorCode.UNREACHABLE, StoreErrorCode.NOT_WRITABLE, StoreErrorCode.FULL),
    *(StoreErrorCode.NEWER_SCHEMA, StoreErrorCode.BAD_ADDRESS),
)
_EXIT_STATUS = {StoreErrorCode.CONFLICT: CONFLICT} | dict.fromkeys(_OF_DATABASE, NO_DATABASE)
# The suffixes of the files of a SQLite database.
_SUFFIXES = ("", "-wal", "-shm", "-journal")


def run_command(run: Callable[[], int], arguments: argparse.Namespace) -> int:
    """Run a command and return its exit status: results go to standard output, one message of a failure to error."""
    use_utf8()
    _ = translator_of(arguments)
    try:
        return run()
    except StoreError as error:
        print_messages([store_fault(error, _)])
        return _EXIT_STATUS.get(error.code, REFUSED)
    except WorkbookError as error:
        print_messages([f"{message(error, _)} {remedy(error, _, on='command')}"])
    except RefusedError as error:
        print_messages([refused(error, _)])
    except PaperError as error:
        print_messages([paper_failure(str(error), _)])
    return REFUSED


def print_answer(arguments: argparse.Namespace, answer: object, lines: Callable[[], Iterable[str]]) -> None:
    """Print an answer as JSON if that is asked for, or else its lines."""
    print_results([to_json(answer)] if getattr(arguments, "json", False) else lines())


def actor_of(arguments: argparse.Namespace) -> Actor:
    """Return who runs the command: the name from `--who`, or that of the login; "" where there is none."""
    who = getattr(arguments, "who", None)
    if who is None:
        with suppress(KeyError, OSError, ImportError):
            who = getpass.getuser()
    return local_actor(str(who or ""), address="command line")


def translator_of(arguments: argparse.Namespace) -> Translator:
    """Return the translator into the language of a command."""
    return translator(Language(arguments.language))


def tracker_of_version(store: Store, number: int) -> Tracker:
    """Return the tracker of a version. Raises StoreError where there is none."""
    reading = store.load(number)
    return Tracker.from_rows(reading.rows, reading.scale, requested=store.requested(number))


def check_database_output(store: Store, out: Path, *, suffix: str) -> None:
    """Raise OutputError where a file cannot be written, or is a file of the database."""
    refuse_database(store, out)
    check_output(out, suffix=suffix)


def refuse_database(store: Store, path: Path) -> None:
    """Raise OutputError where a path is one of the files of the store's database."""
    database = Path(str(store.engine.url.database)).resolve()
    files = {database.with_name(f"{database.name}{suffix}") for suffix in _SUFFIXES}
    if not is_postgresql(store.engine) and path.resolve() in files:
        raise OutputError("database", file=path.name)
