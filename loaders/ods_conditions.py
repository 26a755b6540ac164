"""The conditions of an .ods workbook's conditional formats that are simple, in both of the forms they are written in.

`cell-content()="Red"` stands in a style, and `="Red"` in the list of a sheet's conditional formats.
"""

import re

from loaders.format_conditions import Condition, between, compared_with, formula_holds, text_condition
from loaders.format_reads import Base

_SPACE = re.compile(r"^(?:[a-z]+:)?(?=[a-z-]+\()")
_COMPARISON = re.compile(r"(?:cell-content\(\)|value\(\))?\s*(<=|>=|<>|!=|=|<|>)\s*(.+)", re.DOTALL)
_CALL = re.compile(r"([a-z-]+)\((.*)\)", re.DOTALL)
_TEXTS = {
    "contains-text": "containsText",
    "not-contains-text": "notContainsText",
    "begins-with": "beginsWith",
    "ends-with": "endsWith",
}
_FORMULAS = ("formula-is", "is-true-formula")
_BETWEEN = {
    "between": True,
    "cell-content-is-between": True,
    "not-between": False,
    "cell-content-is-not-between": False,
}
_MANY = {
    "duplicate": "duplicateValues",
    "unique": "uniqueValues",
    "top-elements": "top10",
    "top-percent": "top10",
    "bottom-elements": "top10",
    "bottom-percent": "top10",
    "above-average": "aboveAverage",
    "above-equal-average": "aboveAverage",
    "below-average": "aboveAverage",
    "below-equal-average": "aboveAverage",
}
"""Conditions that look at many cells, as other workbooks call them."""
_PIECE = re.compile(r'"(?:[^"]|"")*"|\[(?P<cell>[^\[\]"]*)\]|(?P<next>;)')
_CELLS = re.compile(r'"(?:[^"]|"")*"|\[(?P<cells>[^\[\]"]*)\]')
_LOCAL = re.compile(r"(?:\$?(?P<sheet>'(?:[^']|'')*'|[^.'\[\]:!#]*))?\.(?P<cell>\$?[A-Z]+\$?[0-9]+)")


def condition_of(written: str, base: Base, *, sheet: str) -> Condition | None:
    """Return what must hold, for a cell of a sheet; None where it is not simple."""
    plain = _SPACE.sub("", written.strip())
    call, comparison = _CALL.fullmatch(plain), _COMPARISON.fullmatch(plain)
    if comparison:
        sign = comparison[1].replace("!=", "<>")
        return compared_with(sign, _plain_formula(comparison[2], sheet), base)
    if call is None:
        return None
    name, within = call.groups()
    if name in _FORMULAS:
        return formula_holds(_plain_formula(within, sheet), base)
    if name in _TEXTS:
        return text_condition(_TEXTS[name], _unquoted(within))
    if name in _BETWEEN:
        first, _, second = within.partition(",")
        formulas = (_plain_formula(first, sheet), _plain_formula(second, sheet))
        return between(*formulas, base, within=_BETWEEN[name])
    return None


def named(written: str) -> tuple[str, str]:
    """Return the kind of a condition and its words for people to read; "" where the kind says it all."""
    plain = _SPACE.sub("", written.strip())
    call, comparison = _CALL.fullmatch(plain), _COMPARISON.fullmatch(plain)
    if comparison:
        return "cellIs", f"{comparison[1].replace('!=', '<>')} {_CELLS.sub(_as_seen, comparison[2])}"
    name, within = call.groups() if call else (plain, "")
    if name in _MANY:
        return _MANY[name], ""
    formula = within if name in _FORMULAS else plain
    return "expression", _CELLS.sub(_as_seen, formula)


def _as_seen(found: re.Match[str]) -> str:
    """Return cells as a person sees them in a formula: `[.$A$1:.$A$9]` is `$A$1:$A$9`."""
    return found[0] if found["cells"] is None else found["cells"].removeprefix(".").replace(":.", ":")


def _plain_formula(written: str, sheet: str) -> str:
    """Return a formula with its cells and its commas as other workbooks write them: `[.$B2]` is `$B2`."""

    def plain(found: re.Match[str]) -> str:
        if found["next"]:
            return ","
        return found[0] if found["cell"] is None else _plain_cell(found["cell"], sheet)

    return _PIECE.sub(plain, written.strip())


def _plain_cell(cell: str, sheet: str) -> str:
    """Return a cell of the same sheet without its name; that of another stays, so that no formula with it is simple."""
    found = _LOCAL.fullmatch(cell)
    if found is None:
        return f"[{cell}]"
    named = (found["sheet"] or "").removeprefix("'").removesuffix("'").replace("''", "'")
    return found["cell"] if named in ("", sheet) else f"[{cell}]"


def _unquoted(written: str) -> str:
    """Return a text that is written in quotes; "" where it is something else."""
    found = re.fullmatch(r'"(.*)"', written.strip(), re.DOTALL)  # LibreOffice does not write a sign " within it twice
    return found[1].replace('""', '"') if found else ""
