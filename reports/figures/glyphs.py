"""Which characters the fonts of this machine have, and what is printed for one that they lack."""

import re
from functools import lru_cache

import typst

from model.language import Language
from model.status.symbols import is_variant, symbol_words

_UNCOMMON = re.compile(r"[^\t\n\x20-\x7e\xa0-\u017f\u2010-\u2027\u2030-\u205e\u20ac]")
"""A character that not every font has: all but Latin letters, with the Welsh ones, and punctuation."""
_PAGE = b'#set document(title: "A")\n#sys.inputs.text'


def displayable(text: str, language: Language) -> str:
    """Return a text with words in brackets for each symbol that no font has, and its code point for another character.

    🦉 is "[Owl]", and a rare ideograph "[U+6C49]".
    """
    return _UNCOMMON.sub(lambda found: _displayable(found[0], language), text)


@lru_cache(maxsize=4096)
def _displayable(character: str, language: Language) -> str:
    if _has_glyph(character):
        return character
    return "" if is_variant(character) else f"[{symbol_words(character, language) or f'U+{ord(character):04X}'}]"


def _has_glyph(character: str) -> bool:
    """Return whether some font has a character: a PDF/UA with one that none has is refused."""
    try:
        typst.compile(_PAGE, format="pdf", pdf_standards=["ua-1"], sys_inputs={"text": f"a{character}"})
    except typst.TypstError:
        return False
    return True
