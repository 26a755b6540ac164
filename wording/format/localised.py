"""A field of a row in the reader's language, or in the other language where it has none in that."""

from typing import NamedTuple

from model.language import Language


class LocalisedValue(NamedTuple):
    """A text of the workbook, and its language where that is not the reader's; None where it is."""

    text: str
    language: Language | None = None


def localised_value(row: object, field: str, language: Language) -> LocalisedValue:
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
            return LocalisedValue(text, None if each is language else each)
    return LocalisedValue("")
