"""Names of themes, agencies, roles and places in a workbook, in either language."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from model.language import Language
from model.returns.received import LABELS
from model.settings import OfficeName
from model.terms import NameKind
from wording.catalogue import Translator

if TYPE_CHECKING:
    import pandas as pd

# English names that a sentence gives an article. The Welsh names need none, as they end in a name that has one.
_WITH_ARTICLE = re.compile(r"(Office|Department|Ministry|Directorate|Bureau|Board|Council|College|Institute) (of|for) ")
_PAPER_LOCATION = re.compile(r"(page|line|paragraph) (\d+)")
_FORM_LOCATION = re.compile(r"recommendation (.+)", re.DOTALL)
_WORD_TABLE = re.compile(r"(?:(?P<title>.+) \()?Word table (?P<number>\d+)(?(title)\))", re.DOTALL)
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")
_ITEMS = {item.value: label for item, label in LABELS.items()}


class Names:
    """The Names sheet of a tracker, looked up by kind and name. A name that is not on it is returned unchanged."""

    def __init__(self, names: "pd.DataFrame") -> None:
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


class _LocalisedValue(NamedTuple):
    """A text of the workbook, and its language where that is not the reader's; None where it is."""

    text: str
    language: Language | None = None


def localised_value(row: object, field: str, language: Language) -> _LocalisedValue:
    """Return a field of a table's row in the reader's language, else in the other; "" where both are blank.

    Args:
        row: a named tuple of a table; the Welsh of a field is in the field with `_cy` at its end.
        field: the field.
        language: the reader's.
    """
    texts = {Language.ENGLISH: getattr(row, field, None), Language.WELSH: getattr(row, f"{field}_cy", None)}
    for each in sorted(texts, key=lambda each: each is not language):
        text = texts[each]
        if isinstance(text, str) and text.strip():
            return _LocalisedValue(text, None if each is language else each)
    return _LocalisedValue("")


def format_location(sheet: str, cell: str, _: Translator) -> str:
    """Return a location in words: sheet and cell, page and line, or the workbook where both are "".

    That of a Word form is a recommendation and the label of a field; that of a table in Word a row and a column.
    """
    table, place = _WORD_TABLE.fullmatch(sheet), _ADDRESS.fullmatch(cell)
    if table is not None and place is not None:
        row, column = place[2], sum((ord(letter) - 64) * 26**power for power, letter in enumerate(place[1][::-1]))
        return _("{table}, row {row}, column {column}", table=format_location_part(sheet, _), row=row, column=column)
    form = _FORM_LOCATION.fullmatch(sheet)
    if form is not None and cell in _ITEMS:
        return _("recommendation {ref}, “{field}”", ref=form[1], field=_ITEMS[cell].in_language(_.language))
    return " ".join(format_location_part(part, _) for part in (sheet, cell) if part) or _("The workbook")


def format_location_part(part: str, _: Translator) -> str:
    """Return a page, line or paragraph of a paper, or a field of a form, in words; another sheet or cell unchanged."""
    if part in _ITEMS:
        return f"“{_ITEMS[part].in_language(_.language)}”"
    table = _WORD_TABLE.fullmatch(part)
    if table is not None:
        name = _("Word table {n}", n=table["number"])
        return f"{table['title']} ({name})" if table["title"] else name
    found = _PAPER_LOCATION.fullmatch(part)
    if found is None:
        return part
    words = {"page": _("page {n}", n=found[2]), "line": _("line {n}", n=found[2])}
    return words.get(found[1]) or _("paragraph {n}", n=found[2])
