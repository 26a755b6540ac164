"""A field of a row in the reader's language, or in English where it has no Welsh."""

from typing import NamedTuple

from model.language import Language


class LocalisedValue(NamedTuple):
    """A text of the workbook, and its language where that is not the reader's; None where it is."""

    text: str
    language: Language | None = None


def localised_value(row: object, field: str, language: Language) -> LocalisedValue:
    """Return a field of a table's row: its Welsh column for a Welsh reader, else English; "" where both are blank.

    Args:
        row: a named tuple of a table; the Welsh of a field is in the field with `_cy` at its end.
        field: the field.
        language: the reader's.
    """
    welsh = getattr(row, f"{field}_cy", None)
    if language is Language.WELSH and isinstance(welsh, str) and welsh.strip():
        return LocalisedValue(welsh)
    english = getattr(row, field, None)
    if not isinstance(english, str) or not english.strip():
        return LocalisedValue("")
    return LocalisedValue(english, Language.ENGLISH if language is Language.WELSH else None)
