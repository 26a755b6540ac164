"""The command-line arguments of the store: the commands and their options."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from model.actor import Role
from model.language import Language
from model.versions.version import Mode

if TYPE_CHECKING:
    from store.store import Store

Command = Callable[["Store", argparse.Namespace], int]
_DATABASE = "The database is the one that CYNNYDD_DATABASE_URL names, or data/cynnydd.db."


def parse_arguments(arguments: Sequence[str] | None, commands: Mapping[str, Command]) -> argparse.Namespace:
    """Parse the arguments; `command` of the result is the function of the command."""
    parser = argparse.ArgumentParser(
        prog="python -m store", description="Publish trackers, and see what was published.", epilog=_DATABASE
    )
    subparsers = parser.add_subparsers(required=True)
    for name, (help_, add) in _COMMANDS.items():
        command = subparsers.add_parser(name, help=help_, description=help_)
        add(command)
        codes = [language.value for language in Language]
        command.add_argument("--language", choices=codes, default="en", help="the language of what is said: en or cy")
        command.set_defaults(command=commands[name])
    return parser.parse_args(arguments)


def _init(command: argparse.ArgumentParser) -> None:
    command.add_argument("--empty", action="store_true", help="without the bundled tracker as version 1")


def _publish(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE")
    _add_who(command, reason=True)
    command.add_argument("--compared-with", type=int, metavar="N", help="the version that has to be current still")
    modes = [mode.value for mode in Mode]
    command.add_argument("--mode", choices=modes, default=Mode.REPLACE.value, help="replace the tracker, or merge")
    command.add_argument("--accept-losses", action="store_true", help="publish also where that loses what is published")
    command.add_argument("--token", metavar="T", help="the same for a second try, which then finds what the first made")
    command.add_argument("--scale", metavar="WORDS", help='the statuses, worst first: "Open, In progress, Closed"')
    command.add_argument("--as-at", metavar="MONTH", help="the month that a list without dates is from: 2024-06")
    command.add_argument("--review", metavar="NAME", help="the review of a workbook that names none")
    command.add_argument("--mapping", type=Path, metavar="FILE.json", help="read the workbook by this mapping")
    _add_json(command)


def _versions(command: argparse.ArgumentParser) -> None:
    _add_json(command)


def _show(command: argparse.ArgumentParser) -> None:
    _add_number(command)
    _add_json(command)


def _export(command: argparse.ArgumentParser) -> None:
    _add_number(command)
    command.add_argument("out", type=Path, metavar="OUT.xlsx")
    _add_who(command)


def _original(command: argparse.ArgumentParser) -> None:
    _add_number(command)
    command.add_argument("out", type=Path, metavar="OUT")
    _add_who(command)


def _diff(command: argparse.ArgumentParser) -> None:
    command.add_argument("before", type=int, metavar="N")
    command.add_argument("after", type=int, metavar="M")
    _add_json(command)


def _roll_back(command: argparse.ArgumentParser) -> None:
    _add_number(command)
    _add_who(command, reason=True)
    command.add_argument("--compared-with", type=int, metavar="N", help="the version that has to be current still")
    _add_json(command)


def _backup(command: argparse.ArgumentParser) -> None:
    command.add_argument("path", type=Path, metavar="PATH")
    _add_who(command)


def _roles(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=("list", "grant", "revoke"), help="list, grant or revoke roles")
    command.add_argument(
        "identity", nargs="?", default="", metavar="IDENTITY", help="ISSUER|SUBJECT or verified e-mail"
    )
    command.add_argument("role", nargs="?", choices=[role.value for role in Role], help="the role to grant")
    command.add_argument(
        "--agency", action="append", metavar="NAME", help="a viewer sees this agency's recommendations; repeatable"
    )
    _add_who(command)
    _add_json(command)


def _add_number(command: argparse.ArgumentParser) -> None:
    command.add_argument("number", type=int, metavar="N")


def _add_who(command: argparse.ArgumentParser, *, reason: bool = False) -> None:
    command.add_argument("--who", metavar="NAME", help="who does it; the login's name unless it is said")
    if reason:
        command.add_argument("--reason", required=True, metavar="TEXT", help="why")


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


_COMMANDS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "init": ("make the database, with the bundled tracker as version 1", _init),
    "publish": ("publish a workbook as a new version", _publish),
    "versions": ("list every version, newest first", _versions),
    "show": ("say what is on record about a version", _show),
    "audit": ("list the audit trail, newest first", _versions),
    "export": ("write a version as a canonical workbook", _export),
    "original": ("write the file that a version was published from", _original),
    "diff": ("say what differs between two versions", _diff),
    "roll-back": ("publish an earlier version again, as a new one", _roll_back),
    "roles": ("list, grant and revoke the roles of people who sign in", _roles),
    "backup": ("write the whole database to one file, while the dashboard runs", _backup),
    "restore": ("fill a database without versions from a backup", _backup),
}
