"""The month that a list without dates is from: what a person said, else its sheet, its title or its file."""

from collections.abc import Sequence

from loaders.cell_values import shown
from loaders.heading_rounds import shown_round
from loaders.issue_log import IssueLog
from loaders.layouts.months_of_sheets import date_sheets
from loaders.layouts.names_of_tables import round_of_snapshot
from loaders.layouts.source import Given, Source
from loaders.layouts.tables_chosen import Chosen
from loaders.options import ReadOptions


def date_snapshots(chosen: Chosen, options: ReadOptions, file_name: str, log: IssueLog) -> None:
    """Give a list without dates the month it is from: as a person said, or as its sheet, title or file says.

    Where its sheets are of several months, a person can only have said it of those that do not say it themselves. What
    is left of a sheet of an earlier time is of none of these months. A month without a year in the name of a sheet has
    the one that the other sheets, the titles or the file give.
    """
    undated = [source for source in chosen.all if _is_undated(source)]
    several = _are_of_several_months(undated)
    dated: list[tuple[Source, str]] = []
    for source in undated:
        sheet, cell = source.table.sheet.name, source.table.headings[0].cell
        own = _stated(source, undated) or round_of_snapshot(source.table, "" if source.earlier else file_name)
        asked = options.as_at and not source.earlier and not (several and _says_month(source))
        stated = Given(options.as_at, (sheet, ""), "option") if asked else own
        if stated is None:
            log.add("snapshot-undated", sheet=sheet, cell=cell)
            continue
        source.given["date"] = stated
        dated.append((source, stated.place[1] or cell))
    date_sheets(chosen.all, file_name=file_name, log=log)
    for source, cell in dated:
        found = shown(source.given["date"].value)
        log.add("snapshot-dated", sheet=source.table.sheet.name, cell=cell, found=found)


def _stated(source: Source, undated: Sequence[Source]) -> Given | None:
    """Return the month that the sheet or a title says; of lists side by side, a title above one is of the other too."""
    beside = [one for one in undated if one.table.sheet.name == source.table.sheet.name]
    level = [one for one in beside if one is not source and one.table.line == source.table.line]
    stated = [round_of_snapshot(one.table, "") for one in (source, *level)]
    return next((one for one in stated if one is not None), None)


def _is_undated(source: Source) -> bool:
    plain = any(one.value is None for one in source.columns.rounds)
    return plain and not source.dated and "date" not in source.given


def _are_of_several_months(sources: Sequence[Source]) -> bool:
    stated = [round_of_snapshot(source.table, "") for source in sources]
    return len({shown_round(one.value) if one is not None else "" for one in stated}) > 1


def _says_month(source: Source) -> bool:
    return round_of_snapshot(source.table, "") is not None
