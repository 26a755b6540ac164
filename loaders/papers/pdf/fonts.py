"""Decode the strings of a PDF into glyphs: letters with their widths in the font."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf.generic._font import Font  # how pypdf itself decodes strings; it offers the widths in no other way

_THOUSAND = 1000.0
_SPACE = 32
_USUAL_SPACE = 250.0
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class Glyph:
    """The glyph of one code of a string.

    Attributes:
        text: its letters: several for a ligature.
        width: its advance, in sizes of the font.
        is_space: whether word spacing is added behind it.
    """

    text: str
    width: float
    is_space: bool


class PageFont:
    """A font of a page."""

    def __init__(self, resource: Any) -> None:
        self._font = Font.from_font_resource(resource)
        self._codes = self._font.encoding if isinstance(self._font.encoding, dict) else None
        if not self._font.character_widths.get(self._font.space_char):
            self._font.space_width = self._font.space_width or _USUAL_SPACE
        self.bold = any(word in self._font.name.casefold() for word in _BOLD)

    def glyphs(self, string: bytes) -> Iterator[Glyph]:
        """Yield the glyphs of a string, code by code."""
        for code, letter in self._letters(string):
            text = str(self._font.character_map.get(letter, letter))
            is_space = code == self._font.space_char
            width = self._font.space_width if is_space else self._font.get_text_width(code)
            yield Glyph(text, float(width) / _THOUSAND, self._codes is not None and code == chr(_SPACE))

    def _letters(self, string: bytes) -> Iterator[tuple[str, str]]:
        """Yield each code, by which widths are looked up, with its letter in the encoding."""
        if self._codes is not None:
            yield from ((chr(byte), self._codes.get(byte, chr(byte))) for byte in string)
            return
        encoding = str(self._font.encoding)
        try:
            codes = string.decode(encoding, "surrogatepass")
        except UnicodeDecodeError:
            codes = string.decode(encoding, "replace")
        yield from ((code, code) for code in codes)
