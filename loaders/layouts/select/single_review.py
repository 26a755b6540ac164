"""The review of a tracker whose rows name none: the only one that another sheet names, else its title or its file."""

import re
from collections.abc import Mapping, Sequence

from loaders.cells.values import plain_text
from loaders.issue_log import IssueLog
from loaders.layouts.interpret.interpreted_table import InheritedValue
from loaders.layouts.select.choose_tables import TrackerTables
from loaders.layouts.select.sheet_names import title_above
from loaders.layouts.select.sheet_roles import role_of_name
from loaders.records import Record
from loaders.vocabulary.heading_aliases import ColumnMeaning
from loaders.vocabulary.heading_periods import split_round

_A_NAME_AT_MOST = 60
_NO_NAME = "Tracker"


def single_review(
    chosen: TrackerTables,
    extra_records: Mapping[str, Sequence[Record]],
    file_name: str,
    log: IssueLog,
    *,
    chosen_name: str | None = None,
) -> tuple[InheritedValue | None, list[Record]]:
    """Return the name of the one review and the records of reviews; no name where the tables name reviews themselves.

    A name that is assumed leaves out any round, so that the next file of the same tracker has the same review. Where a
    sheet of reviews lists several, no row says which it is of, and that is an error. `asked` is the name that a person
    gave, which goes before an assumed one.
    """
    main = chosen.item_tables[0]
    described = list(extra_records.get("reviews", ()))
    if ColumnMeaning.REVIEW in main.columns.fields:
        return None, described
    named = _named(described)
    if len(named) == 1 or (not named and len(named := _named(extra_records.get("monitoring", ()))) == 1):
        [only] = named.values()
        return only, described or [_record(chosen, plain_text(only.value), plain_text(only.value), only.location)]
    if named:
        sheet, cell = main.table.sheet.name, main.table.headings[0].cell
        log.add("heading-missing", sheet=sheet, cell=cell, expected="Review")
    given, record = _assumed(chosen, file_name, log, chosen_name)
    return given, [*described, record]


def _named(records: Sequence[Record]) -> dict[str, InheritedValue]:
    """Return each review that records name, with the place where it stands first."""
    named: dict[str, InheritedValue] = {}
    for record in records:
        name = " ".join(plain_text(record.values.get("review")).split())
        if name:
            named.setdefault(name.casefold(), InheritedValue(name, record.location("review")))
    return named


def _assumed(chosen: TrackerTables, file_name: str, log: IssueLog, asked: str | None) -> tuple[InheritedValue, Record]:
    main = chosen.item_tables[0]
    sheet = main.table.sheet.name
    title = title_above(main.table) if not main.inherited.keys() & {"theme", "lead_agency"} else None
    if title is not None and role_of_name(split_round(plain_text(title.value))[0]) is not None:
        title = None  # Open, or Current position, only says how things stand
    named = plain_text(title.value) if title is not None else _file_title(file_name)
    sheets = {source.table.sheet.name for source in chosen.item_tables}
    offered = [
        named,
        _file_title(file_name),
        *(sheets if len(sheets) == 1 and not any(map(role_of_name, sheets)) else ()),
    ]
    names = [" ".join(split_round(one)[0].split())[:_A_NAME_AT_MOST].strip() for one in offered]
    name = asked or next((one for one in names if one), _NO_NAME)
    place = title.location if title is not None else (sheet, "")
    log.add("review-assumed", sheet=place[0], cell=place[1], found=name)
    if place[1]:
        main.inherited["review"] = InheritedValue(named, place)
    return InheritedValue(name, place), _record(chosen, name, named or name, place)


def _record(chosen: TrackerTables, name: str, title: str, place: tuple[str, str]) -> Record:
    table = chosen.item_tables[0].table
    values = {"review": name, "title": title}
    return Record(
        table.sheet.name, table.header_row, {}, dict(values), table.sheet.day_zero, dict.fromkeys(values, place)
    )


def _file_title(file_name: str) -> str:
    return re.sub(r"[_\s]+", " ", re.sub(r"\.\w{2,4}$", "", file_name)).strip()
