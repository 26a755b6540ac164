"""Check names: repeated names on the Names sheet, and names that look like misspellings of others."""

from collections.abc import Iterator

from loaders.issue_log import issue_at
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from loaders.vocabulary.names import KnownNames, fold_name
from model.issues.issue import Issue
from model.terms import LIST_SEPARATOR

_NAME_FIELDS = ("name", "short_name", "name_cy", "short_name_cy")


def name_issues(tables: Tables) -> Iterator[Issue]:
    """Yield the issues of names that are declared twice, and of themes and agencies that are nearly another's name."""
    yield from _repeated_issues(tables)
    yield from _similar_issues(tables, ("theme",), tables.themes)
    yield from _similar_issues(tables, ("lead_agency", "supporting_agencies"), tables.agencies)


def _repeated_issues(tables: Tables) -> Iterator[Issue]:
    """Yield an issue of each form of a name that another row of its kind has: a cell with it can mean only one."""
    first: dict[tuple[str, str], tuple[ParsedRow, str]] = {}
    for parsed in tables.names:
        for field in _NAME_FIELDS:
            kind, name = parsed.text("kind"), parsed.text(field)
            if kind is None or name is None:
                continue
            previous, form = first.setdefault((kind, fold_name(name)), (parsed, field))
            if previous is not parsed:
                yield issue_at(parsed.record, field, "name-repeated", found=name, first=previous.record.cell(form))


def _similar_issues(tables: Tables, fields: tuple[str, ...], known: KnownNames) -> Iterator[Issue]:
    """Yield an issue of each similar name, at its first cell; of two names similar to each other, the later one."""
    reported: set[str] = set()
    seen: set[str] = set()
    for parsed, field, name in _names(tables, fields):
        if name in seen:
            continue
        seen.add(name)
        other = known.similar_name(name)
        if other is not None and (other in seen or known.declares(other)) and name not in reported:
            reported.add(name)
            yield issue_at(parsed.record, field, "name-similar", found=name, similar=other)


def _names(tables: Tables, fields: tuple[str, ...]) -> Iterator[tuple[ParsedRow, str, str]]:
    for parsed in tables.recommendations:
        for field in fields:
            for name in (parsed.text(field) or "").split(LIST_SEPARATOR):
                if name:
                    yield parsed, field, name
