"""Drop-downs of the canonical workbook: statuses from its Key sheet, themes and agencies from its Names sheet."""

from xlsxwriter.worksheet import Worksheet

from model.terms import Basis, Kind, MonitoringKind, NameKind
from model.tracker.columns import KEY, NAMES, PROGRESS, Holds, SheetPlan

_YES_OR_NO = ["Yes", "No"]
_STATUSES = f"=OFFSET({KEY.name}!$A$2,0,0,MAX(1,COUNTA({KEY.name}!$A$2:$A$60)),1)"


def add_drop_downs(sheet: Worksheet, plan: SheetPlan, ready: int) -> None:
    """Give every column with a list of words its drop-down, for as many rows as are ready.

    Words with a fixed meaning allow no other; names only ask before they take one that is not in the Names sheet.
    """
    for place, column in enumerate(plan.columns):
        fixed, offered = _fixed(plan, column.field, column.holds), _OFFERED.get(column.field)
        if fixed is not None:
            sheet.data_validation(1, place, ready, place, {"validate": "list", "source": fixed})
        elif offered is not None and plan is not NAMES:
            rule = {"validate": "list", "source": offered, "error_type": "warning"}
            sheet.data_validation(1, place, ready, place, rule)


def _fixed(plan: SheetPlan, field: str, holds: Holds) -> list[str] | str | None:
    if holds is Holds.FLAG:
        return _YES_OR_NO
    if field == "kind":
        kinds = {PROGRESS.table: Kind, NAMES.table: NameKind}.get(plan.table, MonitoringKind)
        return [str(kind.value) for kind in kinds]
    if plan is PROGRESS:
        return _STATUSES if field == "status" else [basis.value for basis in Basis] if field == "basis" else None
    return None


def _names(kind: NameKind) -> str:
    """Return the names of one kind, which stand together in the Names sheet."""
    kinds = f"{NAMES.name}!$A$1:$A$2000"
    return f'=OFFSET({NAMES.name}!$B$1,MATCH("{kind.value}",{kinds},0)-1,0,MAX(1,COUNTIF({kinds},"{kind.value}")),1)'


_OFFERED = {
    "theme": _names(NameKind.THEME),
    "lead_agency": _names(NameKind.AGENCY),
    "lead_role": _names(NameKind.ROLE),
}
