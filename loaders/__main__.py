"""Workbooks on the command line: `python -m loaders check`, `convert` and `template`."""

import argparse
import gc
import json
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from io import TextIOWrapper
from pathlib import Path

from loaders.annotate.annotated_copy import marked_copy
from loaders.cli.arguments import Command, parse_arguments
from loaders.cli.check_json import check_object, refused_object
from loaders.cli.console import print_results, tell_messages, told_on_one_line
from loaders.cli.output_file import OutputError, check_output, write_output
from loaders.explain.cell_reference import CellNameError
from loaders.explain.explain import explain_cell
from loaders.options import OptionError, ReadOptions, parse_options
from loaders.progress import Progress
from loaders.security.limits import Limits
from loaders.security.package import read_file
from loaders.worker.check import Checked, check_isolated
from loaders.worker.client import read_isolated
from model.issues.issue import WorkbookError
from model.language import Language
from model.tracker.reading import Reading
from wording.catalogue import Translator, translator
from wording.command_line.check_report import check_report, error_lines
from wording.command_line.explain_report import explain_report
from wording.command_line.reading_progress import reading_progress
from wording.command_line.template_instructions import instructions, instructions_title
from wording.errors.options import cell_fault, future_month, option_fault, unused_month, unused_order
from wording.errors.output import copy_written, output_fault
from wording.issues import message, remedy
from wording.issues.cell_notes import AUTHOR, cell_notes
from wording.labels.layouts import PAPER

DONE, HAS_ERRORS, REFUSED = 0, 1, 2
_ORDER_TOLD = {
    "scale-confirmed",
    "scale-none-complete",
    "scale-complete-unused",
    "scale-words-missing",
    "scale-not-used",
}
"""Codes of issues that say what became of an order of statuses."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status; results go to standard output, messages to standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    asked = parse_arguments(arguments, check=_check, convert=_convert, template=_template)
    command: Command = asked.command
    _ = _translator(asked)
    try:
        return command(asked)
    except WorkbookError as refusal:
        tell_messages([f"{message(refusal, _)} {remedy(refusal, _)}"])
    except OutputError as fault:
        tell_messages([output_fault(fault.code, fault.file, fault.reason, _)])
    except OptionError as wrong:
        tell_messages([option_fault(wrong.code, wrong.value, _)])
    except CellNameError as unknown:
        tell_messages([cell_fault(unknown.code, unknown.name, unknown.sheets, _)])
    return REFUSED


def _check(asked: argparse.Namespace) -> int:
    options = parse_options(scale=asked.scale, as_at=asked.as_at)
    if asked.explain is not None:
        return _explain(asked, options)
    if asked.marked is not None:
        check_output(asked.marked, source=asked.file)
    _ = _translator(asked)
    say = {"message": partial(message, _=_), "remedy": partial(remedy, _=_)}
    try:
        checked = _checked(asked.file, options, _)
    except WorkbookError as refusal:
        if asked.json:
            print_results([_as_json(refused_object(asked.file.name, refusal, **say))])
        raise
    reading = checked.reading
    if asked.json:
        print_results([_as_json(check_object(reading, checked.summary, **say))])
    else:
        print_results(check_report(reading, checked.summary, _, all_locations=asked.all))
    _tell_options(reading, options, _)
    if asked.marked is not None:
        _mark(asked.file, asked.marked, reading, _)
    return DONE if reading.publishable else HAS_ERRORS


def _explain(asked: argparse.Namespace, options: ReadOptions) -> int:
    if asked.marked is not None:
        raise OptionError("explain-alone", asked.explain)
    limits, _ = Limits.from_environment(), _translator(asked)
    with told_on_one_line(_words(_)) as progress:
        explained = explain_cell(asked.file, asked.explain, limits=limits, options=options, progress=progress)
    print_results(explain_report(explained, _))
    return DONE if explained.publishable else HAS_ERRORS


def _convert(asked: argparse.Namespace) -> int:
    from loaders.canonical import workbook_bytes  # noqa: PLC0415 - a check writes nothing, and starts faster without

    options = parse_options(scale=asked.scale, as_at=asked.as_at)
    check_output(asked.out, source=asked.file)
    _ = _translator(asked)
    reading = _read(asked.file, options, _)
    write_output(asked.out, workbook_bytes(reading.rows, reading.scale), source=asked.file)
    tell_messages(error_lines(reading.issues, _))
    _tell_options(reading, options, _)
    return DONE if reading.publishable else HAS_ERRORS


def _template(asked: argparse.Namespace) -> int:
    from loaders.canonical import template_bytes  # noqa: PLC0415 - as above

    _ = _translator(asked)
    write_output(asked.out, template_bytes(instructions_title(_), instructions(_), language=_.language))
    return DONE


def _mark(file: Path, out: Path, reading: Reading, _: Translator) -> None:
    """Write a copy of a workbook with the cells of its issues marked, and say that it is only a copy."""
    if reading.layout == PAPER:
        raise WorkbookError("paper-without-cells")
    limits = Limits.from_environment()
    content = read_file(file, limits=limits)
    notes = cell_notes(reading.issues, _)
    write_output(out, marked_copy(content, notes, author=AUTHOR, limits=limits), source=file)
    tell_messages([copy_written(out.name, _)])


def _tell_options(reading: Reading, options: ReadOptions, _: Translator) -> None:
    """Say of an option that it is odd, or changed nothing where no issue says what became of it."""
    codes = {issue.code for issue in reading.issues}
    if options.as_at is not None and options.as_at > date.today().isoformat()[:7]:
        tell_messages([future_month(options.as_at, _)])
    if options.as_at is not None and "snapshot-dated" not in codes:
        tell_messages([unused_month(_)])
    if options.scale is not None and not codes & _ORDER_TOLD:
        tell_messages([unused_order(_)])


def _checked(file: Path, options: ReadOptions, _: Translator) -> Checked:
    """Read a workbook in a process of its own, and let its rows go there."""
    with told_on_one_line(_words(_)) as progress:
        return check_isolated(file, limits=Limits.from_environment(), options=options, progress=progress)


def _read(file: Path, options: ReadOptions, _: Translator) -> Reading:
    """Read a workbook in a process of its own."""
    with told_on_one_line(_words(_)) as progress:
        return read_isolated(file, limits=Limits.from_environment(), options=options, progress=progress)


def _words(_: Translator) -> Callable[[Progress], str]:
    return lambda progress: reading_progress(progress.stage, progress.sheet, progress.percent, _)


def _translator(asked: argparse.Namespace) -> Translator:
    return translator(Language(asked.language))


def _as_json(shape: dict[str, object]) -> str:
    return json.dumps(shape, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    gc.disable()  # a command keeps what it makes and ends: looking for garbage finds none
    sys.exit(main())
