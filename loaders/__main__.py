"""Workbooks on the command line: `python -m loaders check`, `convert` and `template`."""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from io import TextIOWrapper
from pathlib import Path

from loaders.canonical import workbook_bytes
from loaders.check_object import check_object, refused_object
from loaders.isolated import read_isolated
from loaders.limits import Limits
from loaders.output import OutputError, write_output
from loaders.progress import Progress
from loaders.summary import summarise
from loaders.template import template_bytes
from model.issue import WorkbookError
from model.language import Language
from model.reading import Reading
from wording.catalogue import translator
from wording.check_report import check_report, error_lines
from wording.issues import message, remedy
from wording.output_faults import output_fault
from wording.reading_progress import reading_progress
from wording.template_instructions import instructions, instructions_title

DONE, HAS_ERRORS, REFUSED = 0, 1, 2
_TERMINAL = 79
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
    return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Check, convert and begin workbooks.")
    commands = parser.add_subparsers(required=True)
    check = commands.add_parser("check", help="say what is in a workbook and what is wrong with it")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true", help="print one JSON object")
    check.set_defaults(command=_check)
    convert = commands.add_parser("convert", help="write any readable workbook as a canonical one")
    convert.add_argument("file", type=Path, metavar="FILE")
    convert.add_argument("out", type=Path, metavar="OUT.xlsx")
    convert.set_defaults(command=_convert)
    template = commands.add_parser("template", help="write a blank workbook with instructions")
    template.add_argument("out", type=Path, metavar="OUT.xlsx")
    template.add_argument("--language", choices=[language.value for language in Language], default="en")
    template.set_defaults(command=_template)
    return parser


def _check(asked: argparse.Namespace) -> int:
    say = {"message": partial(message, _=ENGLISH), "remedy": partial(remedy, _=ENGLISH)}
    try:
        reading = _read(asked.file)
    except WorkbookError as refusal:
        if asked.json:
            _print([_as_json(refused_object(asked.file.name, refusal, **say))])
        raise
    lines = (
        [_as_json(check_object(reading, **say))] if asked.json else check_report(reading, summarise(reading), ENGLISH)
    )
    _print(lines)
    return DONE if reading.publishable else HAS_ERRORS


def _convert(asked: argparse.Namespace) -> int:
    reading = _read(asked.file)
    write_output(asked.out, workbook_bytes(reading.rows, reading.scale), source=asked.file)
    _tell(error_lines(reading.issues, ENGLISH))
    return DONE if reading.publishable else HAS_ERRORS


def _template(asked: argparse.Namespace) -> int:
    language = Language(asked.language)
    _ = translator(language)
    write_output(asked.out, template_bytes(instructions_title(_), instructions(_), language=language))
    return DONE


def _read(file: Path) -> Reading:
    """Read a workbook in a process of its own; at a terminal, long work is told on one line that is wiped after it."""
    if not sys.stderr.isatty():
        return read_isolated(file, limits=Limits.from_environment())
    try:
        return read_isolated(file, limits=Limits.from_environment(), progress=_tell_progress)
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
