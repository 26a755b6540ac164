"""The options of the answers that are chosen from a list."""

from model.language import Language
from model.returns.items import NO, YES, Item
from model.status.scale import Scale


def answer_options(item: Item, scale: Scale, language: Language) -> tuple[str, ...]:
    """Return the options of an answer, in the language of its return; none where it is written freely."""
    if item is Item.CLOSURE:
        return YES.in_language(language), NO.in_language(language)
    if item is Item.AGENCY_STATUS:
        return tuple(scale.label(name, language) for name in scale.names)
    return ()
