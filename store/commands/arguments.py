"""The command-line arguments of the store: the commands and their options."""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from operator import methodcaller
from pathlib import Path
from typing import Any

from model.access import Role
from model.returns.round import Scope
from model.terms import Language
from model.versions.difference import MergeSide
from model.versions.version import Mode
from store.commands import rounds, versions
from store.commands.context import actor_of, translator_of

# Adds an argument, or arguments, to a command.
Option = Callable[[argparse.ArgumentParser], object]
_DATABASE = "The database is the one that CYNNYDD_DATABASE_URL names, or data/cynnydd.db."


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse the arguments; the result has the function of the command, who acts, and the translator."""
    parser = argparse.ArgumentParser(
        prog="python -m store", description="Publish trackers, and see what was published.", epilog=_DATABASE
    )
    add = partial(_add_command, parser.add_subparsers(required=True))
    _add_versions(add)
    _add_others(add)
    parsed = parser.parse_args(arguments)
    parsed.actor, parsed.translator = actor_of(parsed), translator_of(parsed)
    return parsed


def _add_command(
    commands: Any, name: str, run: Callable[..., object], help_: str, *, kind: str = "command"
) -> Callable[..., None]:
    """Add a command, or a step of one, and return the function that adds its arguments."""
    command = commands.add_parser(name, help=help_, description=help_ if kind == "command" else None)
    command.set_defaults(**{kind: run})

    def add_options(*options: Option) -> None:
        for add in (*options, _LANGUAGE):
            add(command)

    return add_options


def _add_versions(add: Callable[..., Callable[..., None]]) -> None:
    add("init", versions.run_init, "make the database, with the bundled tracker as version 1")(_EMPTY)
    add("publish", versions.run_publish, "publish a workbook as a new version")(
        *(_path("FILE"), _WHO, _REASON, _COMPARED, _MODE),
        _option("--prefer", choices=[*map(str, MergeSide)], help="what a merge takes where both have changed the same"),
        _option("--accept-losses", action="store_true", help="publish also where that loses what is published"),
        _option("--token", metavar="T", help="the same for a second try, which then finds what the first made"),
        _option("--scale", metavar="WORDS", help='the statuses, worst first: "Open, In progress, Closed"'),
        _option("--as-at", metavar="MONTH", help="the month that a list without dates is from: 2024-06"),
        _option("--review", metavar="NAME", help="the review of a workbook that names none"),
        _option("--mapping", type=Path, metavar="FILE.json", help="read the workbook by this mapping"),
        _JSON,
    )
    add("versions", versions.run_versions, "list every version, newest first")(_JSON)
    add("show", versions.run_show, "say what is on record about a version")(_NUMBER, _JSON)
    add("audit", versions.run_audit, "list the audit trail, newest first")(_JSON)
    add("export", versions.run_export, "write a version as a canonical workbook")(_NUMBER, _path("OUT.xlsx"), _WHO)
    add("original", versions.run_original, "write the file that a version was published from")(
        _NUMBER, _path("OUT"), _WHO
    )
    both = _option("before", type=int, metavar="N"), _option("after", type=int, metavar="M")
    add("diff", versions.run_diff, "say what differs between two versions")(*both, _JSON)
    again = "publish an earlier version again, as a new one"
    add("roll-back", versions.run_roll_back, again)(_NUMBER, _WHO, _REASON, _COMPARED, _JSON)


def _add_others(add: Callable[..., Callable[..., None]]) -> None:
    add("roles", versions.run_roles, "list, grant and revoke the roles of people who sign in")(
        _option("what", choices=("list", "grant", "revoke"), help="list, grant or revoke roles"),
        _option("identity", nargs="?", default="", metavar="IDENTITY", help="ISSUER|SUBJECT or verified e-mail"),
        _option("role", nargs="?", choices=[*map(str, Role)], help="the role to grant"),
        _agency(metavar="NAME", help="a viewer sees this agency's recommendations; repeatable"),
        *(_WHO, _JSON),
    )
    add("tokens", versions.run_tokens, "list, add and revoke the tokens of the data feeds")(
        _option("what", choices=("list", "add", "revoke"), help="list, add or revoke tokens"),
        _option("name", nargs="?", default="", metavar="NAME", help="who has it, or what for"),
        _agency(metavar="AGENCY", help="the feeds have this agency's recommendations; repeatable"),
        *(_WHO, _JSON),
    )
    steps = (
        "start a round, write its returns and reminders, take in what came, say where it stands, close and reopen it"
    )
    add("round", rounds.run_round, steps)(_add_steps)
    file = "write the whole database to one file, while the dashboard runs"
    add("backup", versions.run_backup, file)(_path("PATH"), _WHO)
    add("restore", versions.run_restore, "fill a database without versions from a backup")(_path("PATH"), _WHO)


def _add_steps(command: argparse.ArgumentParser) -> None:
    add = partial(_add_command, command.add_subparsers(required=True, dest="step"), kind="step")
    scopes = [Scope.OUTSTANDING.value, Scope.ALL.value]
    add("start", rounds.start, "start the round of a month")(
        _option("--month", required=True, type=_month, metavar="MONTH", help="the month of the round: 2026-10"),
        _option("--due", required=True, type=_day, metavar="DAY", help="the day: 2026-10-23"),
        _option("--scope", choices=scopes, default=scopes[0], help="what is requested"),
        _option("--theme", action="append", default=[], metavar="NAME", help="all of this theme; repeatable"),
        _option("--agency", action="append", default=[], metavar="NAME", help="all of this agency; repeatable"),
        _option("--welsh", action="append", default=[], metavar="NAME", help="gets it in Welsh; repeatable"),
        *(_LEAVE, _WHO),
    )
    word = _option("--word", action="store_true", help="as Word forms instead of Excel workbooks")
    archive = "write the returns of the open round, with draft e-mails, as a .zip"
    add("returns", rounds.write_returns, archive)(_path("OUT.zip"), word, _WHO)
    taken = "take in returns, also in archives and e-mails; the exit status is 1 where a file is not taken in"
    add("receive", rounds.receive, taken)(_option("files", type=Path, nargs="+", metavar="FILE"), _WHO)
    add("status", lambda *_: None, "say what the latest round requests of whom, and who has answered")(_WHO)
    add("remind", rounds.remind, "write the reminders that fall on a day: draft e-mails and a calendar")(
        _option("--output", required=True, type=Path, metavar="FOLDER", help="the folder to write them to"),
        _option("--today", type=_day, metavar="DAY", help="the day: 2026-10-09; without it, today"),
        *(word, _WHO),
    )
    add("close", rounds.close, "close the open round")(_LEAVE, _WHO)
    add("reopen", rounds.reopen, "open the latest round again, with its returns and drafts")(_WHO)


def _month(text: str) -> date:
    return _day(f"{text}-01", "write the month as in 2026-10")


def _day(text: str, what_to_do: str = "write the day as in 2026-10-23") -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(what_to_do) from None


# Returns the function that adds an argument to a command.
_option: Callable[..., Option] = partial(methodcaller, "add_argument")


def _path(metavar: str) -> Option:
    return _option(metavar.split(".", maxsplit=1)[0].lower(), type=Path, metavar=metavar)


_WHO = _option("--who", metavar="NAME", help="who does it; the login's name unless it is said")
_REASON = _option("--reason", required=True, metavar="TEXT", help="why")
_JSON = _option("--json", action="store_true", help="print JSON")
_NUMBER = _option("number", type=int, metavar="N")
_COMPARED = _option("--compared-with", type=int, metavar="N", help="the version that has to be current still")
_LANGUAGE = _option(
    "--language", choices=[*map(str, Language)], default="en", help="the language of what is said: en or cy"
)
_MODE = _option("--mode", choices=[*map(str, Mode)], default=str(Mode.REPLACE), help="replace the tracker, or merge")
_agency = partial(_option, "--agency", action="append")
_EMPTY = _option("--empty", action="store_true", help="without the bundled tracker as version 1")
_LEAVE = _option(
    "--leave-unpublished",
    action="store_true",
    help="also where answers or ratings of the last round are not published; they stay on record with it",
)
