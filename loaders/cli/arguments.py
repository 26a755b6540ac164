"""Parse the arguments of the command line: the commands, and the options of each."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from model.language import Language

Command = Callable[[argparse.Namespace], int]


def parse_arguments(
    arguments: Sequence[str] | None, *, check: Command, convert: Command, template: Command
) -> argparse.Namespace:
    """Return the arguments; `command` is the function of the command, `language` the language of its output."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Check, convert and begin workbooks.")
    commands = parser.add_subparsers(required=True)
    check_parser = commands.add_parser("check", help="say what is in a workbook and what is wrong with it")
    check_parser.add_argument("file", type=Path, metavar="FILE")
    output_options = check_parser.add_mutually_exclusive_group()
    output_options.add_argument("--json", action="store_true", help="print one JSON object")
    output_options.add_argument("--all", action="store_true", help="name every place of every issue")
    check_parser.add_argument(
        "--marked", type=Path, metavar="OUT.xlsx", help="write a copy with the cells of issues marked"
    )
    _add_options(check_parser)
    _add_language(check_parser, help="the language of what is said")
    check_parser.set_defaults(command=check)
    convert_parser = commands.add_parser("convert", help="write any readable workbook as a canonical one")
    convert_parser.add_argument("file", type=Path, metavar="FILE")
    convert_parser.add_argument("out", type=Path, metavar="OUT.xlsx")
    _add_options(convert_parser)
    _add_language(convert_parser, help="the language of what is said")
    convert_parser.set_defaults(command=convert)
    template_parser = commands.add_parser("template", help="write a blank workbook with instructions")
    template_parser.add_argument("out", type=Path, metavar="OUT.xlsx")
    _add_language(template_parser, help="the language of the instructions")
    template_parser.set_defaults(command=template)
    return parser.parse_args(arguments)


def _add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--scale",
        metavar="WORDS",
        help='the statuses, worst first: "Open, In progress, Closed"; a word with a comma in quotation marks: '
        "'\"Done, late\", Open'",
    )
    command.add_argument("--as-at", metavar="MONTH", help="the month that a list without dates is from: 2024-06")
    command.add_argument("--mapping", type=Path, metavar="FILE.json", help="read the workbook by this mapping")
    command.add_argument(
        "--accept-proposals", action="store_true", help="take every answer that the reader proposes, and read again"
    )
    command.add_argument(
        "--save-mapping", type=Path, metavar="FILE.json", help="write the mapping that the workbook was read by"
    )


def _add_language(command: argparse.ArgumentParser, *, help: str) -> None:  # noqa: A002 - argparse's name for it
    codes = [language.value for language in Language]
    command.add_argument("--language", choices=codes, default=Language.ENGLISH.value, help=f"{help}: en or cy")
