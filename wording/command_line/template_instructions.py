"""The instructions on the first sheet of the template."""

from pathlib import Path

from wording.catalogue import Translator
from wording.sentences import read_sentences, sentence_of

_PARAGRAPHS = read_sentences(Path(__file__).with_suffix(".toml"))


def instructions(_: Translator) -> list[tuple[str, str]]:
    """Return the heading and the text of each paragraph of the instructions."""
    return [
        (sentence_of(paragraph, "heading", {}, _), sentence_of(paragraph, "text", {}, _))
        for paragraph in _PARAGRAPHS.values()
    ]
