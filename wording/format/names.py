"""Names of themes, agencies and roles, full and short, in either language."""

import re
from collections.abc import Mapping

import pandas as pd

from model.language import Language
from model.settings import OfficeName
from model.terms import NameKind
from wording.catalogue import Translator

_WITH_ARTICLE = re.compile(r"(Office|Department|Ministry|Directorate|Bureau|Board|Council|College|Institute) (of|for) ")
"""English names that a sentence gives an article. The Welsh names need none, as they end in a name that has one."""


class Names:
    """The Names sheet of a tracker, looked up by kind and name. A name that is not on it is returned unchanged."""

    def __init__(self, names: pd.DataFrame) -> None:
        """Read the columns kind, name, short_name, name_cy, short_name_cy; the first of duplicate names counts."""
        rows = names.drop_duplicates(["kind", "name"]).to_dict("records")
        self._rows: dict[tuple[str, str], Mapping[object, object]] = {(str(r["kind"]), str(r["name"])): r for r in rows}

    def full(self, kind: NameKind | str, name: object, _: Translator) -> str:
        """Return the full name; in Welsh the Welsh name, if there is one.

        A promise is made with a role or an agency, so a role that is not listed is looked up among the agencies.
        """
        return self._first(kind, name, ("name_cy",) if _.language is Language.WELSH else (), _)

    def in_sentence(self, kind: NameKind | str, name: object, _: Translator) -> str:
        """Return the full name as a sentence has it: "the Office of the Commissioner"."""
        full = self.full(kind, name, _)
        return f"the {full}" if _.language is Language.ENGLISH and _WITH_ARTICLE.match(full) else full

    def short(self, kind: NameKind | str, name: object, _: Translator) -> str:
        """Return the short name, else the full name; in Welsh a Welsh name before an English one."""
        welsh = ("short_name_cy", "name_cy") if _.language is Language.WELSH else ()
        return self._first(kind, name, (*welsh, "short_name"), _)

    def has_name(self, kind: NameKind | str, name: object) -> bool:
        """Return whether the sheet has a name of this kind."""
        return (str(kind), str(name)) in self._rows

    def _first(self, kind: NameKind | str, name: object, fields: tuple[str, ...], _: Translator) -> str:
        if not isinstance(name, str):
            return _no_name(kind, _)
        listed = self._rows.get((str(kind), name))
        row = listed or (self._rows.get((str(NameKind.AGENCY), name)) if kind == NameKind.ROLE else None) or {}
        return next((str(row[field]) for field in fields if isinstance(row.get(field), str) and row[field]), name)


def office_name(office: OfficeName, _: Translator) -> str:
    """Return the full name of the office; in Welsh the Welsh one, if there is one."""
    return (office.name_cy if _.language is Language.WELSH else "") or office.name


def marked_name(who: str, _: Translator, *, verified: bool) -> str:
    """Return the name of a person with the note how well it is known; "no name given" for none."""
    if not who:
        return _("no name given")
    return _("{who} (signed in)", who=who) if verified else _("{who} (not verified)", who=who)


def _no_name(kind: NameKind | str, _: Translator) -> str:
    if kind == NameKind.THEME:
        return _("no theme given")
    return _("no agency given") if kind == NameKind.AGENCY else _("no role given")
