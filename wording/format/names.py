"""Names of themes, agencies and roles, full and short, in either language."""

from collections.abc import Mapping

import pandas as pd

from model.language import Language
from model.terms import NameKind
from wording.catalogue import Translator


class Names:
    """The Names sheet of a tracker, looked up by kind and name. A name that is not in it is shown as it is."""

    def __init__(self, names: pd.DataFrame) -> None:
        """Read the columns kind, name, short_name, name_cy, short_name_cy; of a name given twice the first counts."""
        rows = names.drop_duplicates(["kind", "name"]).to_dict("records")
        self._rows: dict[tuple[str, str], Mapping[object, object]] = {(str(r["kind"]), str(r["name"])): r for r in rows}

    def full(self, kind: NameKind | str, name: object, _: Translator) -> str:
        """Return the full name; in Welsh the Welsh one where there is one.

        Who a promise is made with is a role or an agency, so a role that is not named is looked for among the agencies.
        """
        return self._first(kind, name, ("name_cy",) if _.language is Language.WELSH else (), _)

    def short(self, kind: NameKind | str, name: object, _: Translator) -> str:
        """Return the short name, and the full one where there is no short one; a Welsh name before an English one."""
        welsh = ("short_name_cy", "name_cy") if _.language is Language.WELSH else ()
        return self._first(kind, name, (*welsh, "short_name"), _)

    def lists(self, kind: NameKind | str, name: object) -> bool:
        """Return whether the sheet has a name of this kind."""
        return (str(kind), str(name)) in self._rows

    def _first(self, kind: NameKind | str, name: object, fields: tuple[str, ...], _: Translator) -> str:
        if not isinstance(name, str):
            return _nameless(kind, _)
        asked = self._rows.get((str(kind), name))
        row = asked or (self._rows.get((str(NameKind.AGENCY), name)) if kind == NameKind.ROLE else None) or {}
        return next((str(row[field]) for field in fields if isinstance(row.get(field), str) and row[field]), name)


def _nameless(kind: NameKind | str, _: Translator) -> str:
    if kind == NameKind.THEME:
        return _("no theme given")
    return _("no agency given") if kind == NameKind.AGENCY else _("no role given")
