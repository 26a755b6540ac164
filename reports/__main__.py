"""The command line of the papers: `python -m reports panel`, `one-page`, `pack` and others, and `site`."""

import argparse
import gc
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from loaders.client import read_candidate
from loaders.command_line import OutputError, check_output, print_messages, write_output
from model.settings import PublicPart, Settings
from model.terms import Language
from model.tracker.reading import Reading, Severity
from model.tracker.tracker import Tracker
from model.versions.version import Action, StoreError, StoreErrorCode, Version
from reports.document import Edition
from reports.registry import FORMATS, PaperType, SelectionError, parse_selection
from reports.typesetting import office_from_settings
from store.commands import context
from store.store import Store, note_export
from wording.catalogue import label
from wording.check_report import error_lines

# The command of the website.
SITE = "site"
_HELP = {
    PaperType.PANEL: "the report to the Police and Crime Panel: .docx, .pdf or .pptx",
    PaperType.ONE_PAGE: "the answer, what changed, what is late and what to ask, on one page: .docx or .pdf",
    PaperType.SHORT: "the same, and a line for each recommendation: .docx or .pdf",
    PaperType.PACK: "what to know and to ask at a meeting: .docx or .pdf",
    PaperType.WORKBOOK: "the tables in an accessible workbook: .xlsx",
    PaperType.OPEN_DATA: "CSV files with a description of every column: .zip",
    PaperType.CALENDAR: "monitoring promises and target dates for a calendar: .ics",
}


class _Source(NamedTuple):
    """What a paper is made of: a workbook, or a published version with the names that were accepted in public."""

    reading: Reading
    tracker: Tracker
    version: Version | None = None
    is_sample: bool = False
    accepted: frozenset[str] = frozenset()


def main(arguments: list[str] | None = None) -> int:
    """Make one paper and return the exit status; messages go to standard error."""
    options = _parser().parse_args(arguments)
    return context.run_command(lambda: _run(options), options)


def _run(options: argparse.Namespace) -> int:
    """Make a paper or a website of a workbook without errors, or of a published version."""
    _check(options)
    write = _write_site if options.paper == SITE else _write_paper
    if options.tracker is not None:
        reading = read_candidate(options.tracker).reading
        if errors := reading.issues_of(Severity.ERROR):
            _ = context.translator_of(options)
            refusal = label("sentence", "no-paper-of-errors", _, n=len(errors), file=options.tracker.name)
            print_messages([refusal, *error_lines(reading, _)])
            return context.HAS_ERRORS
        write(options, _Source(reading, Tracker.from_rows(reading.rows, reading.scale)))
        return context.DONE
    with closing(Store.open(Settings().database_url)) as store:
        if options.paper != SITE:
            context.refuse_database(store, options.out)
        number = options.version if options.version is not None else store.current()
        if number is None:
            raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
        reading, actor = store.load(number), context.actor_of(options)
        tracker = Tracker.from_rows(reading.rows, reading.scale, requested=store.requested(number))
        is_sample, (_versions, accepted) = store.is_sample(number), store.accepted_as_public()
        names = write(options, _Source(reading, tracker, store.version(number), is_sample, accepted))
        note_export(store, number, actor=actor, file=options.out.name)
        if names is not None and options.accept_names:
            store.record(Action.PUBLIC, actor=actor, version=number, details={"names": " ".join(names)})
    return context.DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m reports", description="Make papers of a tracker.")
    commands = parser.add_subparsers(required=True, dest="paper")
    for paper in PaperType:
        command = commands.add_parser(paper.value, help=_HELP[paper], description=_HELP[paper])
        _add_arguments(command, language="the language of the paper: en or cy")
        command.add_argument("--as-at", metavar="MONTH", help="the month to judge from, such as 2024-06, or today")
        command.add_argument("--theme", action="append", default=[], metavar="NAME", help="this theme; repeatable")
        command.add_argument("--agency", action="append", default=[], metavar="NAME", help="this agency; repeatable")
    text = "the public edition: a website of plain files in both languages"
    command = commands.add_parser(SITE, help=text, description=text)
    _add_arguments(command, out="a folder: new, blank, or with an earlier edition", language="of messages")
    parts = [each.value for each in PublicPart]
    text = f"a part that is private otherwise, repeatable: {', '.join(parts)}"
    command.add_argument("--include", action="append", default=[], choices=parts, metavar="PART", help=text)
    command.add_argument("--address", default="", metavar="URL", help="the address at which it will be found")
    command.add_argument("--accept-names", action="store_true", help="write it though it has names of people")
    return parser


def _add_arguments(command: argparse.ArgumentParser, *, out: str | None = None, language: str) -> None:
    """Add what every command has; the last two are what its help says of OUT and of the language."""
    command.add_argument("out", type=Path, metavar="OUT", help=out)
    source = command.add_mutually_exclusive_group()
    source.add_argument("--tracker", type=Path, metavar="FILE", help="a workbook, instead of what is published")
    source.add_argument("--version", type=int, metavar="N", help="a published version; the current one if not said")
    command.add_argument("--language", choices=[each.value for each in Language], default="en", help=language)
    command.add_argument("--who", metavar="NAME", help="who asks for it; the login's name unless it is said")


def _check(options: argparse.Namespace) -> None:
    """Raise an error where what is to be written cannot be, before any work is done."""
    if options.paper == SITE:
        if options.address and not options.address.startswith(("https://", "http://")):
            raise OutputError("base", file=options.address)
        return
    formats = FORMATS[PaperType(options.paper)]
    if options.out.suffix.casefold() not in formats:
        raise SelectionError("ending", file=options.out.name, endings=", ".join(formats))
    check_output(options.out, source=options.tracker, suffix="")


def _write_paper(options: argparse.Namespace, source: _Source) -> None:
    """Write a paper; promises are judged today where the month is not over."""
    today, language, settings = date.today(), Language(options.language), Settings()
    tracker, named = source.tracker, {"themes": options.theme, "agencies": options.agency}
    selection = parse_selection(tracker, **named, as_at=options.as_at, today=today)
    as_at, now = selection.month(tracker), pd.Timestamp(today)
    judged, file = now if now < as_at + pd.offsets.MonthEnd() else None, source.reading.source.name
    office = office_from_settings(settings, name=settings.office_of(sample=source.is_sample))
    edition = Edition(tracker, selection, language, file, source.version, judged, now, office=office)
    content = FORMATS[PaperType(options.paper)][options.out.suffix.casefold()].write(edition)
    write_output(options.out, content, source=options.tracker, suffix="")


def _write_site(options: argparse.Namespace, source: _Source) -> list[str]:
    """Write the public edition; return the digests of names of people that were accepted now."""
    from components.public_edition.content import PublicOptions  # noqa: PLC0415
    from components.public_edition.edition import write_site  # noqa: PLC0415 - the pages and Streamlit
    from components.published import loaded_from  # noqa: PLC0415

    loaded = loaded_from(source.reading, source.tracker, source.version)
    site = PublicOptions(frozenset(map(PublicPart, options.include)), base=options.address)
    return write_site(loaded, options.out, site, accepted=source.accepted, accept_names=options.accept_names)


if __name__ == "__main__":
    gc.disable()  # a command ends soon and drops little before: collecting garbage only costs time
    sys.exit(main())
