"""Check names: repeated names on the Names sheet, and names that look like misspellings of others."""

from collections.abc import Iterator

from loaders.issue_log import IssueLog
from loaders.parsing.known_names import KnownNames, fold_name
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from model.terms import LIST_SEPARATOR

_NAME_FIELDS = ("name", "short_name", "name_cy", "short_name_cy")


def check_names(tables: Tables, log: IssueLog) -> None:
    """Report names that are declared twice, and themes and agencies that are nearly the name of another."""
    _report_repeated(tables, log)
    _report_similar(tables, ("theme",), tables.themes, log)
    _report_similar(tables, ("lead_agency", "supporting_agencies"), tables.agencies, log)


def _report_repeated(tables: Tables, log: IssueLog) -> None:
    """Report each form of a name that another row of its kind already has: a cell with it can mean only one of them."""
    first: dict[tuple[str, str], tuple[ParsedRow, str]] = {}
    for parsed in tables.names:
        for field in _NAME_FIELDS:
            kind, name = parsed.text("kind"), parsed.text(field)
            if kind is None or name is None:
                continue
            previous, form = first.setdefault((kind, fold_name(name)), (parsed, field))
            if previous is not parsed:
                log.add_at(parsed.record, field, "name-repeated", found=name, first=previous.record.cell(form))


def _report_similar(tables: Tables, fields: tuple[str, ...], known: KnownNames, log: IssueLog) -> None:
    """Report each similar name once, at its first cell; of two names similar to each other, the later one."""
    reported: set[str] = set()
    seen: set[str] = set()
    for parsed, field, name in _names(tables, fields):
        if name in seen:
            continue
        seen.add(name)
        other = known.similar_name(name)
        if other is not None and (other in seen or known.declares(other)) and name not in reported:
            reported.add(name)
            log.add_at(parsed.record, field, "name-similar", found=name, similar=other)


def _names(tables: Tables, fields: tuple[str, ...]) -> Iterator[tuple[ParsedRow, str, str]]:
    for parsed in tables.recommendations:
        for field in fields:
            for name in (parsed.text(field) or "").split(LIST_SEPARATOR):
                if name:
                    yield parsed, field, name
