"""The command line of the papers: `python -m reports panel`, `one-page`, `pack` and others, and `site`."""

import argparse
import gc
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from loaders.client import read_candidate
from loaders.command_line import OutputError, check_output, print_messages, write_output
from loaders.security import Limits
from model.issue import Severity
from model.settings import PublicPart, Settings
from model.terms import Language
from model.tracker.reading import Reading
from model.tracker.tracker import Tracker
from model.versions.version import Action, StoreError, StoreErrorCode
from reports.document import Edition
from reports.registry import FORMATS, WITH_OCCASION, PaperType
from reports.text.selection import SelectionError, parse_occasion, parse_selection
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
_OCCASION_HELP = (
    "one occasion on which promises fall: its month, such as “January 2025”, and with whom where two fall in one "
    "month, such as “January 2025, Detective Superintendent”"
)


def main(arguments: list[str] | None = None) -> int:
    """Make one paper and return the exit status; messages go to standard error."""
    options = _parser().parse_args(arguments)
    write = _write_site if options.paper == SITE else _write_paper
    return context.run_command(lambda: write(options), options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m reports", description="Make papers of a tracker.")
    commands = parser.add_subparsers(required=True, dest="paper")
    for paper in PaperType:
        command = commands.add_parser(paper.value, help=_HELP[paper], description=_HELP[paper])
        _add_arguments(command, language="the language of the paper: en or cy")
        command.add_argument("--as-at", metavar="MONTH", help="the month to judge from, such as 2024-06, or today")
        command.add_argument("--theme", action="append", default=[], metavar="NAME", help="this theme; repeatable")
        command.add_argument("--agency", action="append", default=[], metavar="NAME", help="this agency; repeatable")
        if paper in WITH_OCCASION:
            command.add_argument("--occasion", metavar="WHEN", help=_OCCASION_HELP)
    _add_site_command(commands)
    return parser


def _add_arguments(command: argparse.ArgumentParser, *, out: str | None = None, language: str) -> None:
    """Add what every command has; the last two are what its help says of OUT and of the language."""
    command.add_argument("out", type=Path, metavar="OUT", help=out)
    source = command.add_mutually_exclusive_group()
    source.add_argument("--tracker", type=Path, metavar="FILE", help="a workbook, instead of what is published")
    source.add_argument("--version", type=int, metavar="N", help="a published version; the current one if not said")
    command.add_argument("--language", choices=[each.value for each in Language], default="en", help=language)
    command.add_argument("--who", metavar="NAME", help="who asks for it; the login's name unless it is said")


def _write_paper(options: argparse.Namespace) -> int:
    formats, ending = FORMATS[PaperType(options.paper)], options.out.suffix.casefold()
    if ending not in formats:
        raise SelectionError("ending", file=options.out.name, endings=", ".join(formats))
    check_output(options.out, source=options.tracker, suffix="")
    if options.tracker is not None:
        reading = _read_without_errors(options)
        if reading is None:
            return context.HAS_ERRORS
        edition = _build_edition(Tracker.from_rows(reading.rows, reading.scale), options, source=reading.source.name)
        write_output(options.out, formats[ending].write(edition), source=options.tracker, suffix="")
        return context.DONE
    with closing(Store.open(Settings.from_environment().database_url)) as store:
        if context.is_database(store, options.out):
            raise OutputError("database", file=options.out.name)
        number = _version_number(store, options)
        tracker, version, is_sample = (
            context.tracker_of_version(store, number),
            store.version(number),
            store.is_sample(number),
        )
        edition = _build_edition(tracker, options, source=version.source.name, is_sample=is_sample)
        published = replace(edition, version=number, published_at=version.published_at)
        write_output(options.out, formats[ending].write(published), suffix="")
        note_export(store, number, actor=context.actor_of(options), file=options.out.name)
    return context.DONE


def _add_site_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = "the public edition: a website of plain files in both languages"
    command = commands.add_parser(SITE, help=text, description=text)
    _add_arguments(command, out="a folder: new, blank, or with an earlier edition", language="of messages")
    command.add_argument(
        "--include",
        action="append",
        default=[],
        choices=[each.value for each in PublicPart],
        metavar="PART",
        help=f"a part that is private otherwise, repeatable: {', '.join(PublicPart)}",
    )
    command.add_argument("--address", default="", metavar="URL", help="the address at which it will be found")
    command.add_argument("--accept-names", action="store_true", help="write it though it has names of people")


def _write_site(options: argparse.Namespace) -> int:
    """Write the public edition; refuse a workbook with errors, and names of people that were not accepted."""
    from components.public_edition.command import write_site  # noqa: PLC0415 - the pages and Streamlit
    from components.public_edition.content import PublicOptions  # noqa: PLC0415
    from components.published import for_nobody, loaded_from  # noqa: PLC0415

    if options.address and not options.address.startswith(("https://", "http://")):
        raise OutputError("base", file=options.address)
    site = PublicOptions(frozenset(map(PublicPart, options.include)), base=options.address)
    if options.tracker is not None:
        reading = _read_without_errors(options)
        if reading is None:
            return context.HAS_ERRORS
        loaded = loaded_from(reading, Tracker.from_rows(reading.rows, reading.scale), original=for_nobody)
        write_site(loaded, options.out, site, accepted=(), accept_names=options.accept_names)
        return context.DONE
    with closing(Store.open(Settings.from_environment().database_url)) as store:
        number = _version_number(store, options)
        reading = store.load(number)
        tracker = Tracker.from_rows(reading.rows, reading.scale, requested=store.requested(number))
        accepted = frozenset[str]().union(*store.accepted_as_public().values())
        loaded = loaded_from(reading, tracker, original=for_nobody, version=store.version(number))
        names = write_site(loaded, options.out, site, accepted=accepted, accept_names=options.accept_names)
        note_export(store, number, actor=context.actor_of(options), file=options.out.name)
        if options.accept_names:
            store.record(
                Action.PUBLIC, actor=context.actor_of(options), version=number, details={"names": " ".join(names)}
            )
    return context.DONE


def _read_without_errors(options: argparse.Namespace) -> Reading | None:
    """Return the reading of a workbook; print its errors and return None where it has some."""
    reading = read_candidate(options.tracker, limits=Limits.from_environment()).reading
    errors = [issue for issue in reading.issues if issue.severity is Severity.ERROR]
    if not errors:
        return reading
    _ = context.translator_of(options)
    refusal = label("sentence", "no-paper-of-errors", _, n=len(errors), file=options.tracker.name)
    print_messages([refusal, *error_lines(reading, _)])
    return None


def _version_number(store: Store, options: argparse.Namespace) -> int:
    """Return the number of the version that is asked for, or the current one. Raises StoreError without one."""
    number = options.version if options.version is not None else store.current()
    if number is None:
        raise StoreError(StoreErrorCode.NOTHING_PUBLISHED)
    return int(number)


def _build_edition(tracker: Tracker, options: argparse.Namespace, *, source: str, is_sample: bool = False) -> Edition:
    """Return the edition that the options describe; promises are judged today where the month is not over."""
    today, language, settings = date.today(), Language(options.language), Settings.from_environment()
    selection = parse_selection(
        tracker, themes=options.theme, agencies=options.agency, as_at=options.as_at, today=today
    )
    as_at, now = selection.month(tracker), pd.Timestamp(today)
    occasion = getattr(options, "occasion", None)
    return Edition(
        tracker,
        selection,
        language,
        source,
        today=now if now < as_at + pd.offsets.MonthEnd() else None,
        made_on=now,
        occasion=None if occasion is None else parse_occasion(tracker, occasion, as_at=as_at, language=language),
        office=office_from_settings(settings, name=settings.office_of(sample=is_sample)),
    )


if __name__ == "__main__":
    gc.disable()  # a command ends soon and drops little before: collecting garbage only costs time
    sys.exit(main())
