"""Workbooks on the command line: `python -m loaders check`, `convert` and `template`."""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from io import TextIOWrapper
from pathlib import Path

from loaders.canonical import workbook_bytes
from loaders.cell_names import CellNameError
from loaders.check_object import check_object, refused_object
from loaders.explain import explain_cell
from loaders.isolated import read_isolated
from loaders.limits import Limits
from loaders.marked_copy import marked_copy
from loaders.options import OptionError, ReadOptions, options_of
from loaders.output import OutputError, check_output, write_output
from loaders.package import read_file
from loaders.progress import Progress
from loaders.summary import summarise
from loaders.template import template_bytes
from model.issue import WorkbookError
from model.language import Language
from model.reading import Reading
from wording.catalogue import translator
from wording.cell_notes import AUTHOR, cell_notes
from wording.check_report import check_report, error_lines
from wording.explain_report import explain_report
from wording.issues import message, remedy
from wording.option_faults import cell_fault, future_month, option_fault, unused_month, unused_order
from wording.output_faults import copy_written, output_fault
from wording.reading_progress import reading_progress
from wording.template_instructions import instructions, instructions_title

DONE, HAS_ERRORS, REFUSED = 0, 1, 2
_TERMINAL = 79
_ORDER_TOLD = {
    "scale-confirmed",
    "scale-none-complete",
    "scale-complete-unused",
    "scale-words-missing",
    "scale-not-used",
}
"""Codes of issues that say what became of an order of statuses."""
ENGLISH = translator(Language.ENGLISH)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status; results go to standard output, messages to standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    asked = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = asked.command
    try:
        return command(asked)
    except WorkbookError as refusal:
        _tell([f"{message(refusal, ENGLISH)} {remedy(refusal, ENGLISH)}"])
    except OutputError as fault:
        _tell([output_fault(fault.code, fault.file, fault.reason, ENGLISH)])
    except OptionError as wrong:
        _tell([option_fault(wrong.code, wrong.given, ENGLISH)])
    except CellNameError as unknown:
        _tell([cell_fault(unknown.code, unknown.name, unknown.sheets, ENGLISH)])
    return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Check, convert and begin workbooks.")
    commands = parser.add_subparsers(required=True)
    check = commands.add_parser("check", help="say what is in a workbook and what is wrong with it")
    check.add_argument("file", type=Path, metavar="FILE")
    told = check.add_mutually_exclusive_group()
    told.add_argument("--json", action="store_true", help="print one JSON object")
    told.add_argument("--all", action="store_true", help="name every place of every issue")
    told.add_argument("--explain", metavar="CELL", help='say how one cell was read, such as "Progress!E7"')
    check.add_argument("--marked", type=Path, metavar="OUT.xlsx", help="write a copy with the cells of issues marked")
    _add_options(check)
    check.set_defaults(command=_check)
    convert = commands.add_parser("convert", help="write any readable workbook as a canonical one")
    convert.add_argument("file", type=Path, metavar="FILE")
    convert.add_argument("out", type=Path, metavar="OUT.xlsx")
    _add_options(convert)
    convert.set_defaults(command=_convert)
    template = commands.add_parser("template", help="write a blank workbook with instructions")
    template.add_argument("out", type=Path, metavar="OUT.xlsx")
    template.add_argument("--language", choices=[language.value for language in Language], default="en")
    template.set_defaults(command=_template)
    return parser


def _add_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--scale", metavar="WORDS", help='the statuses, worst first: "Open, In progress, Closed"')
    command.add_argument("--as-at", metavar="MONTH", help="the month that a list without dates is from: 2024-06")


def _check(asked: argparse.Namespace) -> int:
    options = options_of(scale=asked.scale, as_at=asked.as_at)
    if asked.explain is not None:
        return _explain(asked, options)
    if asked.marked is not None:
        check_output(asked.marked, source=asked.file)
    say = {"message": partial(message, _=ENGLISH), "remedy": partial(remedy, _=ENGLISH)}
    try:
        reading = _read(asked.file, options)
    except WorkbookError as refusal:
        if asked.json:
            _print([_as_json(refused_object(asked.file.name, refusal, **say))])
        raise
    if asked.json:
        _print([_as_json(check_object(reading, **say))])
    else:
        _print(check_report(reading, summarise(reading), ENGLISH, every_place=asked.all))
    _tell_options(reading, options)
    if asked.marked is not None:
        _mark(asked.file, asked.marked, reading)
    return DONE if reading.publishable else HAS_ERRORS


def _explain(asked: argparse.Namespace, options: ReadOptions) -> int:
    if asked.marked is not None:
        raise OptionError("explain-alone", asked.explain)
    explained = explain_cell(asked.file, asked.explain, limits=Limits.from_environment(), options=options)
    _print(explain_report(explained, ENGLISH))
    return DONE if explained.publishable else HAS_ERRORS


def _convert(asked: argparse.Namespace) -> int:
    options = options_of(scale=asked.scale, as_at=asked.as_at)
    check_output(asked.out, source=asked.file)
    reading = _read(asked.file, options)
    write_output(asked.out, workbook_bytes(reading.rows, reading.scale), source=asked.file)
    _tell(error_lines(reading.issues, ENGLISH))
    _tell_options(reading, options)
    return DONE if reading.publishable else HAS_ERRORS


def _template(asked: argparse.Namespace) -> int:
    language = Language(asked.language)
    _ = translator(language)
    write_output(asked.out, template_bytes(instructions_title(_), instructions(_), language=language))
    return DONE


def _mark(file: Path, out: Path, reading: Reading) -> None:
    """Write a copy of a workbook with the cells of its issues marked, and say that it is only a copy."""
    limits = Limits.from_environment()
    content = read_file(file, limits=limits)
    notes = cell_notes(reading.issues, ENGLISH)
    write_output(out, marked_copy(content, notes, author=AUTHOR, limits=limits), source=file)
    _tell([copy_written(out.name, ENGLISH)])


def _tell_options(reading: Reading, options: ReadOptions) -> None:
    """Say of an option that it is odd, or changed nothing where no issue says what became of it."""
    codes = {issue.code for issue in reading.issues}
    if options.as_at is not None and options.as_at > date.today().isoformat()[:7]:
        _tell([future_month(options.as_at, ENGLISH)])
    if options.as_at is not None and "snapshot-dated" not in codes:
        _tell([unused_month(ENGLISH)])
    if options.scale is not None and not codes & _ORDER_TOLD:
        _tell([unused_order(ENGLISH)])


def _read(file: Path, options: ReadOptions) -> Reading:
    """Read a workbook in a process of its own; at a terminal, long work is told on one line that is wiped after it."""
    if not sys.stderr.isatty():
        return read_isolated(file, limits=Limits.from_environment(), options=options)
    try:
        return read_isolated(file, limits=Limits.from_environment(), options=options, progress=_tell_progress)
    finally:
        _rewrite("")


def _tell_progress(progress: Progress) -> None:
    _rewrite(reading_progress(progress.stage, progress.sheet, progress.percent, ENGLISH))


def _rewrite(line: str) -> None:
    print(f"\r{line[:_TERMINAL]:<{_TERMINAL}}\r", end="", file=sys.stderr, flush=True)


def _as_json(shape: dict[str, object]) -> str:
    return json.dumps(shape, ensure_ascii=False, indent=2)


def _print(lines: Iterable[str]) -> None:
    """Print lines; a reader that has gone away, such as `head`, is no fault."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    gc.disable()  # a command keeps what it makes and ends: looking for garbage finds none
    sys.exit(main())
