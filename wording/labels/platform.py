"""The words of Streamlit's own controls, which Streamlit has in English only."""

from collections.abc import Mapping
from pathlib import Path

from wording.catalogue import Translator
from wording.sentences import read_sentences, sentence_of

_TEXTS = read_sentences(Path(__file__).with_suffix(".toml"))
_PLACEHOLDERS = {"n": "{n}", "text": "{text}"}


def platform_words(_: Translator) -> Mapping[str, str]:
    """Return the English texts of Streamlit, each with the text to show instead.

    `{text}` stands for any text and `{n}` for a number, in both. A text that stays as it is has no entry.
    """
    too_large = _("The file is larger than {n} MB.", n="{n}")
    what_to_do = _("Remove pictures and unused sheets, or split the workbook, and save it again.")
    shown = {english: sentence_of(_TEXTS, english, _PLACEHOLDERS, _) for english in _TEXTS} | {
        "Error: ": "",
        "File must be {n}.0MB or smaller.": f"{too_large} {what_to_do}",
        "Remove {text}": f"{_('Remove')} {{text}}",
        "add icon": "",
    }
    return {english: text for english, text in shown.items() if english != text}
