"""What can be asked on the command line: the commands, and the options of each."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from model.language import Language

Command = Callable[[argparse.Namespace], int]


def parse_arguments(
    arguments: Sequence[str] | None, *, check: Command, convert: Command, template: Command
) -> argparse.Namespace:
    """Return what was asked; its `command` is the function of the command, its `language` that of the answer."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Check, convert and begin workbooks.")
    commands = parser.add_subparsers(required=True)
    checking = commands.add_parser("check", help="say what is in a workbook and what is wrong with it")
    checking.add_argument("file", type=Path, metavar="FILE")
    told = checking.add_mutually_exclusive_group()
    told.add_argument("--json", action="store_true", help="print one JSON object")
    told.add_argument("--all", action="store_true", help="name every place of every issue")
    told.add_argument("--explain", metavar="CELL", help='say how one cell was read, such as "Progress!E7"')
    checking.add_argument(
        "--marked", type=Path, metavar="OUT.xlsx", help="write a copy with the cells of issues marked"
    )
    _add_options(checking)
    _add_language(checking, help="the language of what is said")
    checking.set_defaults(command=check)
    converting = commands.add_parser("convert", help="write any readable workbook as a canonical one")
    converting.add_argument("file", type=Path, metavar="FILE")
    converting.add_argument("out", type=Path, metavar="OUT.xlsx")
    _add_options(converting)
    _add_language(converting, help="the language of what is said")
    converting.set_defaults(command=convert)
    beginning = commands.add_parser("template", help="write a blank workbook with instructions")
    beginning.add_argument("out", type=Path, metavar="OUT.xlsx")
    _add_language(beginning, help="the language of the instructions")
    beginning.set_defaults(command=template)
    return parser.parse_args(arguments)


def _add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--scale",
        metavar="WORDS",
        help='the statuses, worst first: "Open, In progress, Closed"; a word with a comma in quotation marks: '
        "'\"Done, late\", Open'",
    )
    command.add_argument("--as-at", metavar="MONTH", help="the month that a list without dates is from: 2024-06")


def _add_language(command: argparse.ArgumentParser, *, help: str) -> None:  # noqa: A002 - the name argparse has for it
    codes = [language.value for language in Language]
    command.add_argument("--language", choices=codes, default=Language.ENGLISH.value, help=f"{help}: en or cy")
