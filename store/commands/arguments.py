"""The command-line arguments of the store: the commands and their options."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from model.access import Role
from model.language import Language
from model.returns.round import Scope
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
        _add_language(command)
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


def _round(command: argparse.ArgumentParser) -> None:
    steps = command.add_subparsers(required=True, dest="step")
    start = steps.add_parser("start", help="start the round of a month")
    start.add_argument("--month", required=True, type=_month, metavar="MONTH", help="the month of the round: 2026-10")
    start.add_argument("--due", required=True, type=_day, metavar="DAY", help="the day: 2026-10-23")
    scopes = [Scope.OUTSTANDING.value, Scope.ALL.value]
    start.add_argument("--scope", choices=scopes, default=Scope.OUTSTANDING.value, help="what is requested")
    start.add_argument("--theme", action="append", default=[], metavar="NAME", help="all of this theme; repeatable")
    start.add_argument("--agency", action="append", default=[], metavar="NAME", help="all of this agency; repeatable")
    start.add_argument("--welsh", action="append", default=[], metavar="NAME", help="gets it in Welsh; repeatable")
    returns = steps.add_parser("returns", help="write the returns of the open round, with draft e-mails, as a .zip")
    returns.add_argument("out", type=Path, metavar="OUT.zip")
    receive = steps.add_parser(
        "receive",
        help="take in returns: workbooks or Word forms, or archives and e-mails with them; the exit status is 1 where "
        "a file is not taken in",
    )
    receive.add_argument("files", type=Path, nargs="+", metavar="FILE")
    status = steps.add_parser("status", help="say what the latest round requests of whom, and who has answered")
    _add_json(status)
    remind = steps.add_parser("remind", help="write the reminders that fall on a day: draft e-mails and a calendar")
    remind.add_argument("--output", required=True, type=Path, metavar="FOLDER", help="the folder to write them to")
    remind.add_argument("--today", type=_day, metavar="DAY", help="the day: 2026-10-09; without it, today")
    returns.add_argument("--word", action="store_true", help="as Word forms instead of Excel workbooks")
    formats = remind.add_mutually_exclusive_group()
    formats.add_argument("--word", action="store_true", help="with Word forms; else as the returns were made last")
    formats.add_argument("--excel", action="store_true", help="with Excel workbooks")
    close = steps.add_parser("close", help="close the open round")
    for step in (start, close):
        leave = "also where answers or ratings of the last round are not published; they stay on record with it"
        step.add_argument("--leave-unpublished", action="store_true", help=leave)
    reopen = steps.add_parser("reopen", help="open the latest round again, with its returns and drafts")
    for step in (start, returns, receive, status, remind, close, reopen):
        _add_who(step)
        _add_language(step)


def _month(text: str) -> date:
    return _parsed(f"{text}-01", "write the month as in 2026-10")


def _day(text: str) -> date:
    return _parsed(text, "write the day as in 2026-10-23")


def _parsed(text: str, what_to_do: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(what_to_do) from None


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


def _tokens(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=("list", "add", "revoke"), help="list, add or revoke tokens")
    command.add_argument("name", nargs="?", default="", metavar="NAME", help="who has it, or what for")
    command.add_argument(
        "--agency", action="append", metavar="AGENCY", help="the feeds have this agency's recommendations; repeatable"
    )
    _add_who(command)
    _add_json(command)


def _add_number(command: argparse.ArgumentParser) -> None:
    command.add_argument("number", type=int, metavar="N")


def _add_who(command: argparse.ArgumentParser, *, reason: bool = False) -> None:
    command.add_argument("--who", metavar="NAME", help="who does it; the login's name unless it is said")
    if reason:
        command.add_argument("--reason", required=True, metavar="TEXT", help="why")


def _add_language(command: argparse.ArgumentParser) -> None:
    codes = [language.value for language in Language]
    command.add_argument("--language", choices=codes, default="en", help="the language of what is said: en or cy")


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
    "tokens": ("list, add and revoke the tokens of the data feeds", _tokens),
    "round": (
        "start a round, write its returns and reminders, take in what came, say where it stands, close and reopen it",
        _round,
    ),
    "backup": ("write the whole database to one file, while the dashboard runs", _backup),
    "restore": ("fill a database without versions from a backup", _backup),
}
