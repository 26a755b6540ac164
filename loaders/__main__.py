"""Workbooks on the command line: `python -m loaders check`, `convert` and `template`."""

import argparse
import gc
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from loaders.client import preview_file
from loaders.command_line import (
    check_output,
    check_to_json,
    print_messages,
    print_results,
    refusal_to_json,
    to_json,
    use_utf8,
    write_output,
)
from loaders.mapping.mapping_file import format_mapping, with_saved_mapping
from loaders.mapping.sheet_preview import mapping_as_read, mapping_to_fill_in
from loaders.open_questions import accept_proposals
from loaders.options import ReadOptions, parse_options
from loaders.reading_summary import PreviewedWorkbook
from model.terms import Language
from model.tracker.reading import Reading, RefusedError, WorkbookError
from wording.catalogue import translator
from wording.check_report import check_report, error_lines
from wording.issues import command_sentences, issue_sentence
from wording.names import PAPER, refused

DONE, HAS_ERRORS, REFUSED = 0, 1, 2
# Answers may lead to other questions: so many times they are accepted.
_ROUNDS_OF_QUESTIONS = 3


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status; results go to standard output, messages to standard error."""
    use_utf8()
    arguments = _parse_arguments(argv)
    _ = arguments.translator
    try:
        return int(arguments.command(arguments))
    except WorkbookError as error:
        print_messages([issue_sentence(error, _, on="command")])
    except RefusedError as error:
        print_messages([refused(error, _)])
    return REFUSED


def _parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the arguments; `command` is the function of the command, and `translator` that of its output."""
    parser = argparse.ArgumentParser(prog="python -m loaders", description="Check, convert and begin workbooks.")
    commands = parser.add_subparsers(required=True)
    checked = commands.add_parser("check", help="say what is in a workbook and what is wrong with it")
    checked.add_argument("file", type=Path, metavar="FILE")
    output = checked.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="print one JSON object")
    output.add_argument("--all", action="store_true", help="name every place of every issue")
    converted = commands.add_parser("convert", help="write any readable workbook as a canonical one")
    converted.add_argument("file", type=Path, metavar="FILE")
    converted.add_argument("out", type=Path, metavar="OUT.xlsx")
    blank = commands.add_parser("template", help="write a blank workbook with instructions")
    blank.add_argument("out", type=Path, metavar="OUT.xlsx")
    for reading in (checked, converted):
        _add_options(reading)
    codes = [each.value for each in Language]
    for each, command in ((checked, _check), (converted, _convert), (blank, _template)):
        spoken = "the instructions" if each is blank else "what is said"
        each.add_argument("--language", choices=codes, default=codes[0], help=f"the language of {spoken}: en or cy")
        each.set_defaults(command=command)
    parsed = parser.parse_args(arguments)
    parsed.translator = translator(Language(parsed.language))
    return parsed


def _add_options(command: argparse.ArgumentParser) -> None:
    order = 'the statuses, worst first: "Open, In progress, Closed"; with semicolons if a word has a comma'
    command.add_argument("--scale", metavar="WORDS", help=order)
    command.add_argument("--as-at", metavar="MONTH", help="the month that a list without dates is from: 2024-06")
    command.add_argument("--mapping", type=Path, metavar="FILE.json", help="read the workbook by this mapping")
    proposals = "take every answer that the reader proposes, and read again"
    command.add_argument("--accept-proposals", action="store_true", help=proposals)
    used = "write the mapping that the workbook was read by"
    command.add_argument("--save-mapping", type=Path, metavar="FILE.json", help=used)


def _check(arguments: argparse.Namespace) -> int:
    _ = arguments.translator
    sentences = partial(command_sentences, _=_)
    try:
        reading, found, options = _read(arguments)
    except WorkbookError as refusal:
        if arguments.json:
            print_results([to_json(refusal_to_json(arguments.file.name, refusal, sentences=sentences))])
        raise
    if arguments.json:
        print_results([to_json(check_to_json(reading, found.summary, found.questions, sentences=sentences))])
    else:
        report = check_report(
            reading, found.summary, _, questions=found.questions, cards=found.cards, all_locations=arguments.all
        )
        print_results(report)
    return _finish(arguments, reading, found, options)


def _convert(arguments: argparse.Namespace) -> int:
    from loaders.canonical import workbook_bytes  # noqa: PLC0415 - a check writes no workbook, and starts faster without

    check_output(arguments.out, source=arguments.file)
    reading, found, options = _read(arguments)
    write_output(arguments.out, workbook_bytes(reading.rows, reading.scale), source=arguments.file)
    print_messages(error_lines(reading, arguments.translator))
    return _finish(arguments, reading, found, options)


def _read(arguments: argparse.Namespace) -> tuple[Reading, PreviewedWorkbook, ReadOptions]:
    """Return a workbook as it was read in a worker process, with the options that it was read with.

    With --accept-proposals these have every proposed answer, also to questions that arise from the answers. Raises
    OptionError, MappingError or OutputError before any work is done, and WorkbookError if the workbook is refused;
    where no tracker was found, a mapping to fill in is written if a file is named.
    """
    options = with_saved_mapping(parse_options(scale=arguments.scale, as_at=arguments.as_at), arguments.mapping)
    if arguments.save_mapping is not None:
        check_output(arguments.save_mapping, source=arguments.file, suffix="")
    preview = partial(preview_file, arguments.file, with_rows=arguments.command is _convert)
    found, _content = preview(options=options)
    for _round in range(_ROUNDS_OF_QUESTIONS if arguments.accept_proposals else 0):
        accepted = accept_proposals(options, found.questions)
        if accepted == options:
            break
        options, (found, _content) = accepted, preview(options=accepted)
    if found.refusal is not None and arguments.save_mapping is not None and arguments.mapping is None:
        mapping = mapping_to_fill_in(found.sheets)
        if found.refusal.code == "no-table" and mapping.sheets:
            _write_mapping(arguments, ReadOptions(mapping=mapping))
    return found.tracker, found, options


def _finish(arguments: argparse.Namespace, reading: Reading, found: PreviewedWorkbook, options: ReadOptions) -> int:
    """Report a month in the future and options without an effect, write the mapping, and return the exit status.

    An option that has an issue needs no other report.
    """
    _, codes = arguments.translator, {issue.code for issue in reading.issues}
    if options.as_at is not None and options.as_at > date.today().isoformat()[:7]:
        print_messages([_("--as-at {given} is in the future. Check the year.", given=options.as_at)])
    if options.as_at is not None and "snapshot-dated" not in codes:
        print_messages([_("--as-at was not used: the updates have dates of their own.")])
    if options.scale is not None and codes.isdisjoint(("scale-confirmed", "scale-proposed", "scale-not-used")):
        print_messages([_("--scale was not used: no cell holds a status in words.")])
    if reading.layout == PAPER and (arguments.save_mapping is not None or arguments.mapping is not None):
        print_messages([_("--mapping and --save-mapping are for workbooks: a published report has no sheets.")])
    elif arguments.save_mapping is not None:
        _write_mapping(arguments, replace(options, mapping=mapping_as_read(reading, found.sheets, found.mapping)))
    return DONE if reading.publishable else HAS_ERRORS


def _write_mapping(arguments: argparse.Namespace, options: ReadOptions) -> None:
    out, _ = arguments.save_mapping, arguments.translator
    write_output(out, format_mapping(options).encode(), source=arguments.file, suffix="")
    text = _("The mapping is written to {file}. Change the fields in it, and give it with --mapping.", file=out.name)
    print_messages([text])


def _template(arguments: argparse.Namespace) -> int:
    from loaders.canonical import template_bytes  # noqa: PLC0415 - as above
    from wording.check_report import instructions  # noqa: PLC0415

    _ = arguments.translator
    write_output(arguments.out, template_bytes(_("How to use this workbook"), instructions(_), language=_.language))
    return DONE


if __name__ == "__main__":
    gc.disable()  # a command keeps its values until it ends: garbage collection finds nothing
    sys.exit(main())
