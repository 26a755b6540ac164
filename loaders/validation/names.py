"""Names: rows of the Names sheet that stand twice, and names that look like slips of others."""

from collections.abc import Iterator

from loaders.issue_log import IssueLog
from loaders.parsing.known_names import KnownNames, fold_name
from loaders.parsing.rows import ParsedRow
from loaders.parsing.tables import Tables
from model.terms import LIST_SEPARATOR

_FORMS = ("name", "short_name", "name_cy", "short_name_cy")


def check_names(tables: Tables, log: IssueLog) -> None:
    """Note names that are declared twice, and themes and agencies that are nearly the name of another."""
    _tell_repeated(tables, log)
    _tell_similar(tables, ("theme",), tables.themes, log)
    _tell_similar(tables, ("lead_agency", "supporting_agencies"), tables.agencies, log)


def _tell_repeated(tables: Tables, log: IssueLog) -> None:
    """Note each form of a name that another row of its kind has already: a cell that holds it can mean only one."""
    first: dict[tuple[str, str], tuple[ParsedRow, str]] = {}
    for one in tables.names:
        for field in _FORMS:
            kind, name = one.text("kind"), one.text(field)
            if kind is None or name is None:
                continue
            before, form = first.setdefault((kind, fold_name(name)), (one, field))
            if before is not one:
                log.add_at(one.record, field, "name-repeated", found=name, first=before.record.cell(form))


def _tell_similar(tables: Tables, fields: tuple[str, ...], known: KnownNames, log: IssueLog) -> None:
    """Note each such name once, where it stands first; of two that are like each other, the later."""
    told: set[str] = set()
    seen: set[str] = set()
    for one, field, name in _names(tables, fields):
        if name in seen:
            continue
        seen.add(name)
        other = known.similar_name(name)
        if other is not None and (other in seen or known.declares(other)) and name not in told:
            told.add(name)
            log.add_at(one.record, field, "name-similar", found=name, similar=other)


def _names(tables: Tables, fields: tuple[str, ...]) -> Iterator[tuple[ParsedRow, str, str]]:
    for one in tables.recommendations:
        for field in fields:
            for name in (one.text(field) or "").split(LIST_SEPARATOR):
                if name:
                    yield one, field, name
