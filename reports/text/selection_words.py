"""What of a tracker is selected, in words: names in full, statuses as words, a search in quotes."""

from analysis.selection import Selection
from model.status.scale import Scale
from model.terms import NameKind
from wording.catalogue import Translator
from wording.format.names import Names
from wording.format.statuses import standing_word


def selection_words(selection: Selection, names: Names, scale: Scale, _: Translator) -> str:
    """Return what is selected, without reviews and the month; "" where nothing is."""
    parts = [
        *(names.full(NameKind.THEME, theme or None, _) for theme in selection.themes),
        *(_lead(agency, names, _) for agency in selection.leads),
        *(_("{agency}, leading or supporting", agency=names.full(NameKind.AGENCY, n, _)) for n in selection.agencies),
        *(_("{agency}, supporting", agency=names.full(NameKind.AGENCY, n, _)) for n in selection.supporters),
        *(standing_word(mark, scale, _) for mark in selection.statuses),
        *([f"“{selection.text}”"] if selection.text.strip() else []),
    ]
    return _("Only: {chosen}", chosen=", ".join(parts)) if parts else ""


def _lead(agency: str, names: Names, _: Translator) -> str:
    full = names.full(NameKind.AGENCY, agency or None, _)
    return _("{agency}, leading", agency=full) if agency else full
